"""Bad input: a clear message with its place and the way out, and the rest of the notes is read on."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from deckbuilder.anki.notetypes import BASIC, HIDDEN_FIELD
from deckbuilder.anki.package import packed
from deckbuilder.app.command import main
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import formatted, hint, is_quality, text
from deckbuilder.base.notes import joined
from deckbuilder.ledger.records import as_bytes
from tests.builds import NOW, build, rebuilt
from tests.test_beside import FAULTS

TESTS = Path(__file__).parent


def large_picture() -> bytes:
    target = io.BytesIO()
    Image.new("L", (3000, 20)).save(target, "PNG")
    return target.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
LARGE = large_picture()


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((40, 40), 50).save(target, kind)
    return target.getvalue()


WORDS = "- 語：意味\n- 句：まとまった語\n"


def ledger(*texts: str) -> list[bytes]:
    """Return the lines of a ledger whose notes became each of these texts in a branch of its own."""
    first = build(texts[0])
    branches = [build(text, after=first, now=NOW + at) for at, text in enumerate(texts)]
    lines = sorted({line for branch in branches for line in as_bytes(branch.ledger).split(b"\n")[1:-2]})
    head, *_, end, _ = as_bytes(first.ledger).split(b"\n")
    return [head, *lines, end]


LEDGER = ledger(WORDS)
BOTH = ledger("==甲== がある。", "==甲== と ==乙== がある。", "==甲== と ==丙== がある。")
CASES: dict[str, tuple[dict[str, str | bytes], dict[str, Any], str, int, str]] = {
    "not UTF-8": ({"a.md": "日本語のノート".encode("cp932")}, {}, "N001", 0, "looks like CP932"),
    "euc-jp": ({"a.md": "ある日本語のノートである。".encode("euc_jp")}, {}, "N001", 0, "looks like EUC-JP"),
    "iso-2022-jp": ({"a.md": "- 語：日本語のノート\n".encode("iso2022_jp")}, {}, "N001", 0, "looks like ISO-2022-JP"),
    "not text": ({"a.md": b"\xff\x00\x80\x81"}, {}, "N001", 0, "UTF-8"),
    "empty folder": ({}, {}, "N002", 0, "--notes"),
    "unreadable file": ({"a.md": "- 語：意味"}, {"unreadable": (("b.md", "Permission denied", "check its permissions"),)}, "N003", 0, "permissions"),
    "unknown setting": ({"a.md": "- 語：意味"}, {"settings": b'name = "x"\nrevers = true\n'}, "N004", 2, "“reverse”"),
    "wrong type of setting": ({"a.md": "- 語：意味"}, {"settings": b"reverse = 1\n"}, "N005", 1, "docs/settings.md"),
    "setting out of range": ({"a.md": "- 語：意味"}, {"settings": b"font_scale = 9\n"}, "N005", 1, "docs/settings.md"),
    "unknown choice": ({"a.md": "- 語：意味"}, {"settings": b'masks = "some"\n'}, "N005", 1, "docs/settings.md"),
    "broken TOML": ({"a.md": "- 語：意味"}, {"settings": b'name = "x\n'}, "N006", 1, "quotes"),
    "broken front matter": ({"a.md": "---\ntitle: [a\n---\n- 語：意味"}, {}, "N007", 2, "YAML"),
    "unknown front matter": ({"a.md": "---\ntitel: a\n---\n- 語：意味"}, {}, "N011", 2, "settings.md"),
    "no card": ({"a.md": "# 章\n"}, {}, "N010", 0, "notation.md"),
    "a folder of a vault": ({"a.md": "- 語：意味", "日記/b.md": "- 甲：乙"}, {}, "N012", 0, "!日記/"),
    "unclosed fence": ({"a.md": "- 語：意味\n```\nx"}, {}, "N101", 2, "```"),
    "question without an answer": ({"a.md": "- 語：意味\n\nQ: 何？"}, {}, "N102", 3, "A:"),
    "unknown directive": ({"a.md": "- 語\n意味の文。\n【穴うめ】\n文。"}, {}, "N103", 3, "【穴埋め】"),
    "term without a definition": ({"a.md": "- 甲\n甲の文。\n- 乙\n"}, {}, "N104", 3, "definition"),
    "long list": ({"a.md": "- 語\n" + "".join(f"・項{at}\n" for at in range(9))}, {}, "N105", 2, "**…**"),
    "unclosed comment": ({"a.md": "- 語：意味\n<!-- x"}, {}, "N106", 2, "-->"),
    "directive with nothing to act on": ({"a.md": "- 語：意味\n\n【図表】\n"}, {}, "N107", 3, "above"),
    "unknown option": ({"a.md": "- 語\n【図表:半分】\n|a|b|\n|-|-|\n|c|d|"}, {}, "N108", 2, "一つ"),
    "nothing to hide": ({"a.md": "- 語【穴埋め】\n印のない文。"}, {}, "N109", 1, "**…**"),
    "table without rows": ({"a.md": "- 語\n|a|b|\n|-|-|"}, {}, "N110", 2, "row"),
    "active HTML": ({"a.md": "- 語\n文と<script>x</script>文。"}, {}, "N112", 2, "Markdown"),
    "active HTML further down": ({"a.md": "- 語\n説明の文である。\n\n<div>\n文\n<script>x</script>\n</div>"}, {}, "N112", 6, "Markdown"),
    "a term that is HTML and nothing else": ({"a.md": "- 句：意味\n- <style> 語\n説明の文である。"}, {}, "N119", 2, "`…`"),
    "typing a formula": ({"a.md": "- 語：意味\n- 面積【入力】\n【$x^2$】\n"}, {}, "N120", 2, "without $"),
    "overlong line": ({"a.md": "- 語：意味\n" + "A" * 30_000}, {}, "N115", 2, "media/"),
    "overlong block of HTML": ({"a.md": "- 語：意味\n<div>\n" + "<b>x</b>\n" * 3_000 + "</div>"}, {}, "N115", 2, "break it"),
    "allowance that silences nothing": ({"a.md": "- 語：意味\n<!-- allow: N105 -->"}, {}, "N113", 2, "delete"),
    "allowance of a card check, unknown": ({"a.md": "- 語：意味 <!-- allow: N299 -->"}, {}, "N114", 1, "name a warning"),
    "allowance of an error": ({"a.md": "- 語：意味\n<!-- allow: N304 -->"}, {}, "N114", 2, "name a warning"),
    "hundreds of marks": ({"a.md": "- 語\n" + "\n".join("と".join(f"**{chr(at)}**" for at in range(first, first + 251)) for first in (0x4E00, 0x5000))}, {}, "N117", 2, "mark less"),
    "Anki's cloze": ({"a.md": "- 国\n日本の首都は{{c1::東京}}、`{{c1::京都}}` ではない。\n仏は{{c1::巴里}}。"}, {}, "N116", 2, "**…**"),
    "a drawing as code": ({"a.md": "- 語：意味\n\n```mermaid\ngraph TD\n```"}, {}, "N116", 3, "drawing.svg"),
    "Obsidian_to_Anki's deck": ({"a.md": "TARGET DECK: 地理\n\n- 語：意味"}, {}, "N116", 1, "deck:"),
    "Obsidian_to_Anki's card": ({"a.md": "- 語：意味\n\nSTART\nBasic\n首都は？\nBack: 東京\nEND"}, {}, "N116", 3, "Q:"),
    "hidden direction": ({"a.md": "- 語：意\u202e味"}, {}, "N008", 1, "delete"),
    "said twice": ({"a.md": "- 語：意味\n- 語：意味"}, {}, "N301", 2, "a.md:1"),
    "one id for two terms": ({"a.md": "- 甲 <!-- id: x -->\n甲の文。", "b.md": "# 章\n- 乙 <!-- id: x -->\n乙の文。"}, {}, "N305", 2, "own"),
    "a sentence like one that is gone": ({"a.md": "# 章\n- 語\n商品の **保証** は到着の日から一年以内に店へ申し出る。"}, {"after": build("# 章\n- 語\n商品の **返品** は到着の日から八日以内に店へ申し出る。")}, "N302", 3, "pin it"),
    "a definition that is only offered in its new words": ({"a.md": "# 船の本\n## 帆について\nまず風を受けて、船は前へ進んでいく。"}, {"after": build("# 船の本\n## 帆の話\n風を受けて船を進める布である。")}, "N308", 2, "two steps"),
    "another deck": ({"a.md": "---\ndeck: 別\n---\n- 語：意味"}, {"after": build("- 語：意味")}, "N303", 0, "出典:a.md*"),
    "deck of a common name": ({"a.md": "- 語：意味"}, {"name": "Notes"}, "N009", 0, "deck.toml"),
    "deck of another spelling": ({"a.md": "---\ndeck: AWS::net\n---\n- 語：意味", "b.md": "---\ndeck: aws::Net\n---\n- 句：別の意味"}, {}, "N013", 0, "everywhere"),
    "deck too deep": ({"a.md": "- 語：意味"}, {"name": "::".join("abcdefghijkl")}, "N014", 0, "headings"),
    "copied folder": ({"a.md": "- 語：意味"}, {"after": build("- 甲：一つめ"), "name": "別", "may_retire": False}, "N306", 0, "delete the copy"),
    "clock that was ahead": ({"a.md": "- 語：意味"}, {"after": build("- 語：意味", now=NOW + 10**7)}, "N515", 0, "set the clock"),
    "most notes gone": ({"a.md": "- 語：意味"}, {"after": build("- 甲：一\n- 乙：二\n- 丙：三\n- 丁：四\n"), "may_retire": False}, "N304", 0, "--yes"),
    "picture turned to text": ({"a.md": "# 型\n|型|値段|速さ|\n|-|-|-|\n|甲型|高い方|速い方|"}, {"after": build("# 型\n【図表】\n|型|値段|速さ|\n|-|-|-|\n|甲型|高い方|速い方|"), "may_retire": False}, "N307", 4, "--yes"),
    "missing picture": ({"a.md": "- 語\n![図](eks.pn)"}, {"media": {"media/eks.png": b"x"}}, "N401", 2, "beside the note; there is “eks.png”"),
    "picture outside": ({"a.md": "- 語\n![図](../../etc/passwd)"}, {}, "N402", 2, "media/"),
    "absolute picture": ({"a.md": "- 語\n![図](/etc/passwd)"}, {}, "N402", 2, "media/"),
    "file URL": ({"a.md": "- 語\n![図](file:///etc/passwd)"}, {}, "N402", 2, "media/"),
    "encoded way out": ({"a.md": "- 語\n![図](%2e%2e/%2e%2e/etc/passwd)"}, {}, "N402", 2, "media/"),
    "picture on the web": ({"a.md": "- 語\n![図](https://example.com/a.png)"}, {}, "N403", 2, "media/"),
    "diagram without labels": ({"a.md": "- 語\n【図表】\n![図](a.svg)"}, {"media": {"media/a.svg": SVG}}, "N404", 3, "data-ask"),
    "diagram with a label nowhere": ({"a.md": "- 語\n【図表】\n![図](a.svg)"}, {"media": {"media/a.svg": SVG.replace(b"</svg>", b'<use data-ask="x"/></svg>')}}, "N407", 3, "rect"),
    "large picture": ({"a.md": "- 語\n![図](a.png)"}, {"media": {"media/a.png": LARGE}}, "N406", 2, "nothing to do"),
    "ledger with a conflict": ({"a.md": "- 語：意味"}, {"ledger": b"<<<<<<< HEAD\n"}, "N501", 1, "both sides"),
    "ledger with a line lost": ({"a.md": WORDS}, {"ledger": b"\n".join(LEDGER[:-2] + LEDGER[-1:]), "may_retire": False}, "N507", 0, "recover"),
    "ledgers that contradict each other": ({"a.md": "甲と ==乙== と ==丙== がある。"}, {"ledger": b"\n".join(BOTH)}, "N508", 0, "import"),
    "half a ledger": ({"a.md": "- 語：意味"}, {"ledger": b'{"format": 1'}, "N502", 1, "recover"),
    "ledger of a later version": ({"a.md": "- 語：意味"}, {"ledger": b'{"format": 9}'}, "N503", 1, "update"),
    "broken SVG": ({"a.md": "- 語\n![図](a.svg)"}, {"media": {"media/a.svg": b"<svg"}}, "N405", 2, "SVG"),
    "damaged picture": ({"a.md": "- 語\n![図](a.png)"}, {"media": {"media/a.png": b"\x89PNG\r\n\x1a\n"}}, "N405", 2, "anew"),
    "cut-off photo": ({"a.md": "- 語\n![図](a.jpg)"}, {"media": {"media/a.jpg": picture("JPEG")[:-400]}}, "N405", 2, "anew"),
    "empty picture": ({"a.md": "- 語\n![図](a.jpg)"}, {"media": {"media/a.jpg": b""}}, "N405", 2, "anew"),
    "empty sound": ({"a.md": "- 語\n![声](a.mp3)"}, {"media": {"media/a.mp3": b""}}, "N405", 2, "anew"),
    "picture that few can show": ({"a.md": "- 語\n![図](a.tiff)"}, {}, "N405", 2, "PNG"),
    "page as a picture": ({"a.md": "- 語\n![図](a.PDF)"}, {}, "N405", 2, "PNG"),
    "picture under another name": ({"a.md": "- 語\n![図](a.png)"}, {"media": {"media/a.png": picture("TIFF")}}, "N405", 2, "PNG"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_message_names_place_and_remedy(name: str) -> None:
    files, inputs, code, line, remedy = CASES[name]
    encoded = tuple((path, data.encode() if isinstance(data, str) else data) for path, data in files.items())
    result = rebuilt(encoded, **inputs)
    found = [diagnostic for diagnostic in result.diagnostics if diagnostic.code == code]
    assert len(found) == 1, result.diagnostics
    assert found[0].span.first == line
    assert remedy in hint(found[0])
    assert "{" not in text(found[0]) + hint(found[0]).replace("{0}", "")


def odd_package() -> bytes:
    """Return a package of which one note does not say where it belongs."""
    deck = build(WORDS).deck
    note, other = deck.notes
    fields = ("" if name == HIDDEN_FIELD else text for name, text in zip(BASIC.field_names, note.fields, strict=True))
    return packed(replace(deck, notes=(replace(note, joined=joined(fields)), other)), "ja_JP")


def of_two_decks() -> bytes:
    deck, other = build(WORDS).deck, build("- 語：ほかの意味", name="別").deck
    return packed(replace(deck, notes=(*deck.notes, *other.notes)), "ja_JP")


def widened() -> bytes:
    """Return a package with a field more than ours has, as if it was added in Anki."""
    package = packed(build(WORDS).deck, "ja_JP")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "collection.anki2":
                with closing(sqlite3.connect(":memory:")) as connection:
                    connection.deserialize(data)
                    (text,) = connection.execute("select models from col").fetchone()
                    models = json.loads(text)
                    models[str(BASIC.id)]["flds"].append({"name": "メモ", "ord": len(BASIC.fields)})
                    connection.execute("update col set models = ?", [json.dumps(models)])
                    connection.execute("update notes set flds = flds || char(31) || 'メモ'")
                    connection.commit()
                    data = connection.serialize()
            changed.writestr(name, data)
    return target.getvalue()


RECOVERIES = {
    "N504": (b"no package", False, 1, "exported from Anki"),
    "N505": (odd_package(), False, 0, "anew"),
    "N506": (b"", True, 1, "--yes"),
    "N509": (of_two_decks(), False, 0, "put its text back"),
    "N510": (widened(), False, 0, "Merge note types"),
    "N511": (packed(build("- 語：ほかの意味", name="別").deck, "ja_JP"), False, 1, "of this deck"),
}


@pytest.mark.parametrize("code", RECOVERIES)
def test_recover_names_the_file_and_the_remedy(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, has_ledger, exit_code, remedy = RECOVERIES[code]
    package, ledger = tmp_path / "a.apkg", tmp_path / "notes" / "ledger.json"
    package.write_bytes(data)
    ledger.parent.mkdir()
    (ledger.parent / "a.md").write_text(WORDS, "utf-8")
    if has_ledger:
        ledger.touch()
    assert main(["recover", str(package), "--notes", str(ledger.parent)]) == exit_code
    said, help_line = capsys.readouterr().err.splitlines()
    assert said.startswith(f"{(ledger if has_ledger else package).as_posix()}: ")
    assert f"[{code}]" in said
    assert remedy in help_line


@pytest.mark.parametrize(
    "picture", ["![図]({})", "![図](<{}>)", '<img src="{}">', "![点](https://example.com/a.png)![図]({})"]
)
@pytest.mark.parametrize("address", ["file:///etc/passwd", "C:/Users/a/b.png", "data:image/png;base64,iVBO="])
def test_a_picture_by_an_address_is_named_with_it(picture: str, address: str) -> None:
    result = build("- 語\n" + picture.format(address))
    found = [diagnostic for diagnostic in result.diagnostics if diagnostic.code == "N402"]
    assert [(diagnostic.args, diagnostic.span.col) for diagnostic in found] == [
        ((address,), picture.format(address).index(address) + 1)
    ]


def test_one_bad_block_costs_one_block() -> None:
    result = build("- 甲\n左へ回る物である。\n\nQ: 答えのない問い\n\n- 乙\n右へ回る物である。\n")
    assert [note.fields[0] for note in result.deck.notes] == ["甲", "乙"]


def test_the_caret_stands_under_wide_characters() -> None:
    notes = "- 図表\n漢字と![図](ない.png)\n"
    result = build(notes)
    lines = formatted(result.diagnostics[0], {"a.md": notes}).split("\n")
    assert lines[0].startswith("a.md:2:9: warning[N401] ")
    assert lines[1] == "2 | 漢字と![図](ない.png)"
    assert lines[2] == "    " + " " * 12 + "^"
    assert lines[3].startswith("  help: ")


def test_every_message_has_a_case() -> None:
    covered = {case[2] for case in CASES.values()} | RECOVERIES.keys() | FAULTS.keys() | {"N516", "N517"}
    covered |= {
        code for path in TESTS.glob("cases/*.txt") for code in re.findall(r"^(N118) ", path.read_text("utf-8"), re.M)
    }
    of_collections = ("collection", "rehearse", "taking", "pull", "weak")
    for name in of_collections:
        covered |= set(re.findall(r"\bN6\d\d\b", (TESTS / f"test_{name}.py").read_text("utf-8")))
    assert {code for code in CATALOGUE if not is_quality(code)} == covered
