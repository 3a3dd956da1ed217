"""What others could have made too deep or too large, and advice that ruins nothing."""

import json
import time
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from deckbuilder.anki.notetypes import BASIC, HIDDEN_FIELD
from deckbuilder.anki.package import packed
from deckbuilder.app.command import main
from deckbuilder.base.diagnostics import hint
from deckbuilder.base.notes import joined
from deckbuilder.ledger.merging import merged
from deckbuilder.ledger.records import Record, as_bytes
from tests.builds import build, codes, rebuilt

WORDS = "# 章\n- 語：意味\n- 句：まとまった語\n"


def test_a_trail_of_100000_levels_is_damage() -> None:
    before = build(WORDS)
    levels = json.dumps([str(at) for at in range(100_000)]).encode()
    ledger = as_bytes(before.ledger).replace(b'"trail":["\xe7\xab\xa0"]', b'"trail":' + levels)
    start = time.process_time()
    result = rebuilt((("a.md", WORDS.encode()),), ledger=ledger)
    assert codes(result) == ["N502"]
    assert time.process_time() - start < 5


def test_no_notes_come_near_the_deepest_trail() -> None:
    titles = "".join(f"{'#' * at} 章{at}\n" for at in range(1, 7)) + "■ 甲\n◆ 乙\n〇 丙\n- 丁\n● 戊\n"
    items = "".join(f"{'  ' * at}- 項{at}：{at}番めの物\n" for at in range(200))
    result = build(titles + items)
    assert 5 < max(len(record.trail) for record in result.ledger.records.values()) < 50


@pytest.mark.parametrize("depth", [1_000, 200_000])
def test_recover_from_a_package_whose_notes_are_nested_too_deep(
    depth: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = build(WORDS).deck
    note, other = deck.notes
    nested = '{"path": ' + "[" * depth + "]" * depth + "}"
    fields = (
        nested if name == HIDDEN_FIELD else text for name, text in zip(BASIC.field_names, note.fields, strict=True)
    )
    package = tmp_path / "a.apkg"
    package.write_bytes(packed(replace(deck, notes=(replace(note, joined=joined(fields)), other)), "ja_JP"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(WORDS, "utf-8")
    assert main(["recover", str(package), "--notes", str(tmp_path / "notes"), "--language", "en"]) == 0
    assert "N505" in capsys.readouterr().err


@pytest.mark.parametrize("cut", [1, 2, 1_001])
def test_utf_8_that_was_cut_or_hit_is_called_damaged_and_nothing_else(cut: int) -> None:
    data = "クラスターのコントロールプレーンは、ノードを見守る。\n".encode() * 20 + "。".encode()
    for damaged in (data[:-cut], data[:cut] + b"\xff" + data[cut:]):
        result = rebuilt((("a.md", WORDS.encode()), ("b.md", damaged)))
        found = [each for each in result.diagnostics if each.code == "N001"]
        assert len(found) == 1
        assert "damaged" in hint(found[0])
        assert "looks like" not in hint(found[0])


@pytest.mark.parametrize("command", ["check", "forget", "build"])
def test_a_ledger_cut_inside_a_character_is_damaged_and_no_other_encoding(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text(WORDS, "utf-8")
    data = as_bytes(build(WORDS).ledger)
    (notes / "ledger.json").write_bytes(data[: data.index("意".encode()) + 1])
    assert main([command, "--notes", str(notes), "--output", str(tmp_path / "output"), "--language", "en"]) == 1
    said = capsys.readouterr().err
    assert "N502" in said
    assert "looks like" not in said


def test_a_font_that_is_replaced_is_seen_however_its_setting_is_spelt(tmp_path: Path) -> None:
    notes, output = tmp_path / "notes", tmp_path / "output"
    notes.mkdir()
    (notes / "a.md").write_text("- 表【図表】\n|名|値|\n|-|-|\n|甲|乙|\n", "utf-8")
    (notes / "deck.toml").write_text('name = "表"\n"\\u0066ont" = "own.otf"\n', "utf-8")
    packages = []
    for weight in ("regular", "bold"):
        name = f"NotoSansCJKjp-{weight.capitalize()}.otf"
        (notes / "own.otf").write_bytes(files(f"noto_cjk_sans_jp_{weight}").joinpath(name).read_bytes())
        assert main(["build", "--notes", str(notes), "--output", str(output)]) == 0
        packages.append((output / "表.apkg").read_bytes())
    assert packages[0] != packages[1]


@pytest.mark.slow
def test_copies_of_a_record_that_all_contradict_each_other_are_merged_soon() -> None:
    """Each number of each text was once looked for in all of them: minutes."""
    first = Record(guid="x", kind="cloze", role="", path="a.md", trail=(), term="語", prompt="語", answer="文")
    copies = [replace(first, slots={f"{at}の{number}": number for number in range(1, 500)}) for at in range(100)]
    began = time.process_time()
    assert len(merged(copies)[1]) == 499
    assert time.process_time() - began < 10
