"""Random notes, and what once broke a law: see docs/fuzzing.md for longer runs."""

import os
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from deckbuilder.anki.package import packed
from tests.builds import rebuilt
from tests.engine import Engine
from tests.fuzz import laws
from tests.fuzz.targets import TARGETS, seeds
from tests.test_cases import MEDIA

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""How many times as many examples are tried; more than once they are other ones each time."""


def examples(count: int) -> settings:
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


# --- notes as people write them -----------------------------------------------------------------

LETTERS = "国民主権法律議会税金都市水道電気山川海空月火木金土日行政司経済社会歴史地理物語花鳥風雪"
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=4),
    st.sampled_from(["Amazon", "EKS", "VPC", "レジストリ", "コンテナ", "42U", "5つ", "403", "IPv4", "さまざま", "2026年", "葛󠄀", "が", "👨‍👩‍👧", "①", "A-1"]),
)  # fmt: skip
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map("の".join)
MARKED = st.builds(
    lambda mark, text: mark.replace("@", text),
    st.sampled_from(["**@**", "==@==", "`@`", "`<!-- @ -->`", "$@$", "{@|かな}", "[@](https://a.example/b)", "「@」", "（@）", "*@*", "~~@~~", "`2*3@`", "$2*3@$", "2*3@4*5", "@", "@", "@"]),
    PHRASES,
)  # fmt: skip
SENTENCES = st.builds(
    lambda parts, end: "は".join(parts) + end, st.lists(MARKED, min_size=1, max_size=4), st.sampled_from(["である。", "を持つ。", "。", "", "、", "か？"])
)  # fmt: skip
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map("".join)
DIRECTIVES = st.sampled_from(["基本", "逆", "穴埋め", "一覧", "入力", "図表", "除外", "図表:一つ"]).map(
    lambda name: f"【{name}】"
)
TERMS = st.builds(
    lambda mark, term, tail: f"{mark}{term}{tail}",
    st.sampled_from(["- ", "* ", "+ ", "●", "# ", "## ", "### ", "■ ", "◆ ", "〇 ", "・", ""]),
    MARKED,
    st.one_of(st.sampled_from(["", "", "", "【重要】", "："]), DIRECTIVES, SENTENCES.map(lambda text: "：" + text)),
)
LINES = st.builds(
    lambda indent, mark, text: f"{indent}{mark}{text}",
    st.sampled_from(["", "", "", "  ", "    ", "　"]),
    st.sampled_from(
        [
            "",
            "",
            "",
            "・",
            "- ",
            "1. ",
            "① ",
            "※",
            "→",
            "> ",
            "【例】",
            "例：",
            "- [x] ",
            "Q: ",
            "A: ",
            "解説：",
            "問：",
            "答：",
        ]
    ),
    TEXTS,
)
NAMES = st.builds("【{}】".format, PHRASES)
ROWS = st.lists(st.one_of(MARKED, st.just("-"), st.just("")), min_size=2, max_size=4).map(
    lambda cells: f"| {' | '.join(cells)} |"
)
TABLES = st.builds(
    lambda head, rows: "\n".join([head, "|---|---|", *rows]), ROWS, st.lists(ROWS, min_size=1, max_size=3)
)
BLOCKS = st.one_of(
    st.builds("```\n{}\n```".format, TEXTS), st.builds("$$\n{}\n$$".format, PHRASES), st.builds("<!-- {} -->".format, PHRASES),
    st.builds("<details><summary>{}</summary>\n{}\n</details>".format, PHRASES, TEXTS), st.just("---"), st.just("![図](eks.png)"),
)  # fmt: skip
NOTES = st.lists(
    st.one_of(TERMS, LINES, LINES, TEXTS, NAMES, DIRECTIVES, TABLES, BLOCKS, st.just("")), min_size=1, max_size=10
).map("\n".join)


@pytest.mark.slow
@examples(100)
@given(NOTES)
@example("- **主**か？\n| **主** | **主** |\n|---|---|\n| 国 | 民 |\n**主**は**主**を持つ。")
def test_no_character_of_the_notes_is_lost_or_added(text: str) -> None:
    build = laws.builds(("a.md", text.encode()), media=MEDIA)
    assert not list(laws.vanished(build))
    assert not list(laws.added(build))


@pytest.mark.slow
@examples(2)
@given(st.lists(NOTES, min_size=30, max_size=30))
def test_what_is_built_is_what_the_engine_imports(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("anki")
    build = rebuilt(tuple((f"{at}.md", text.encode()) for at, text in enumerate(texts)), media=MEDIA)
    (folder / "deck.apkg").write_bytes(packed(build.deck, "ja_JP"))
    engine = Engine(folder)
    log = engine.import_package(folder / "deck.apkg")
    assert (log.new, log.conflicting, log.other) == (len(build.deck.notes), 0, 0)
    cards = engine.cards()
    assert set(cards) == {(note.guid, ordinal) for note in build.deck.notes for ordinal in note.cards}
    for key, card in cards.items():
        assert card.question() != card.answer(), key
    second = engine.import_package(folder / "deck.apkg")
    assert (second.new, second.updated, second.conflicting) == (0, 0, 0)
    assert not engine.col.card_count() - len(cards)
    engine.close()


# --- anything at all ----------------------------------------------------------------------------

ANYTHING = st.text(
    st.one_of(st.sampled_from("#-*+・●■①※→【】｛｝{}|｜《》「」（）()[]<>!$`=~_\\&;:：。、？. \t　\n\n\n\"'/0５aＡ漢かカ"), st.characters()), max_size=120
)  # fmt: skip


@pytest.mark.slow
@examples(100)
@given(ANYTHING)
def test_any_text_builds(text: str) -> None:
    laws.tells(laws.builds(("a.md", text.encode("utf-8", "surrogatepass"))))


@pytest.mark.slow
@examples(60)
@given(ANYTHING, ANYTHING)
def test_any_two_texts_build_one_after_the_other(before: str, after: str) -> None:
    first = rebuilt((("a.md", before.encode("utf-8", "surrogatepass")),))
    files = (("a.md", after.encode("utf-8", "surrogatepass")),)
    second = rebuilt(files, after=None if first.failed else first)
    laws.tells(second)
    if not second.failed:
        laws.again(second, files)


# --- damaged input of every kind ----------------------------------------------------------------

COUNTS = {
    "outline": 400, "build": 60, "raw": 60, "two": 30, "settings": 100, "front": 100, "ledger": 60, "package": 100, "svg": 300, "picture": 200,
    "choices": 60, "edited": 60, "patterns": 300, "merged": 60, "studied": 60,
}  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with up to eight parts overwritten, doubled, moved or taken out."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at, length = dice.randrange(len(found) + 1), dice.choice((1, 1, 1, 2, 4, 16, 64))
        part = bytes(found[at : at + length])
        change = dice.randrange(5)
        if change == 0:
            found[at : at + length] = dice.randbytes(length)
        elif change == 1:
            found[at : at + length] = b""
        elif change == 2:
            found[at:at] = dice.randbytes(length)
        elif change == 3:
            found[at:at] = part * dice.choice((1, 2, 50))
        else:
            to = dice.randrange(len(found) + 1)
            found[to:to] = part
    return bytes(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_breaks_no_law(name: str) -> None:
    dice = random.Random(name if TIMES == 1 else None)
    known = seeds(name)
    for data in known:
        TARGETS[name](data)
    for _ in range(COUNTS[name] * TIMES):
        TARGETS[name](mutated(dice.choice(known), dice) if dice.random() < 0.8 else dice.randbytes(dice.randrange(200)))


# --- findings -----------------------------------------------------------------------------------

FINDINGS = {
    "a blank line in what is only offered": "- 星\n<div>\n\n星は惑星を持つ\n\n</div>\n",
    "a number in the text of a picture": "- 語\n![図の10%と\u3000（2026年）](eks .png)\n",
    "a mark in the text of a picture": "- 語\n![図の **印** ](eks.png)\n文は **印** 。\n",
    "a mark half in an address": "- 語\n**[a](b** c)は **印** 。\n",
    "a mark that ends in a brace": "- 語\n文は **}** と{**a}}b**。\n",
    "one text under three pins": "# 章\n<!-- id: b -->\n- 語\n意味。\n- 語 <!-- id: a -->\n意味。\n- 語\n<!-- id: c -->\n意味。\n",
    "a table that is turned": "【図表】外\n| 名 | 42U) | 1U サーバー | 2U サーバー |\n|---|---|---|---除外|ラック (42U) | 1U サーバー | 2U サ0 W |\n| 値である | AWS の値 | 値の値である | 値の値 |\n",
    "a turned table with a column that is not asked": "【図表】外\n<| 名 | Canary | Linear | All-at-once |\n|---|---|---|---|\n| ああああああ | 2あああああああ | ああああああああああ | あああああああ |\n|maL ああああ | ああ・アああああ | ああ・アああああ |\n",
    "two tables that share a name": "# 図\n- 甲\n【図表】\n| 名 | 値 | 他 |\n|" + "あ" * 60 + "い |乙\n- 丙\n【図表】\n| 名 | 値 | 他 |\n|" + "あ" * 60 + "い |\n| 丁 | 24の値。\n",
    "names that differ by case only": "【図表】外\n| 名 | ab | AB |\n|---|---|---|\n| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n",
    "cells of one name": "【図表】外\n| 名 | 値 | 他 | 他 |\n|---|---|---|---|\n| 甲 | " + "値である" * 12 + " | 10 % | 20 % | 30 % | 40 % |\n| 甲 | " + "値である" * 12 + " | 11 % | 21 % | 31 % | 41 % |\n",
    "rows of which one is not asked": "【図表】プロトコルポリシー\n| 設定値 | ビューワー側（HTTP 要求時） | オリジン側（暗号化して接続 |\n" + "0" * 115 + "| HTTP Only | - | 常に平文で接続 |\n| Match Viewer | - | 要求と同じ方式で接続 |\n",
    "a line separator in broken front matter": "---\ntags: あ\u2028い\t&a\n---\n# 章\n",
    "an asterisk behind half a mark": "- 語\n5つ*403の**①の山*は空都は国である。\n",
    "our notation in an address": "- 語\n[x](https://a.example/?a==b==c{d|e}$f$**g**)は文である。\n",
    "names in a name": "<summary>a<summary>b*<summary>\n</",
    "Anki's syntax in a term": "- Cache-Cont[latex]ol a\n文、**甲** は **乙** である。\n",
    "references of control characters": "- 語\n&#18;9&#19;&#x1f;は **印** 。\n",
    "a picture in a block of HTML": "- 語\n文。\n<div>\n<img src='eks.png'>\n</div>\n",
    "active HTML in the second line of a block": "- 語\n文。\n<div>\n短い\n" + "<b>長い文</b>" * 20 + "<script>\n</div>\n",
    "lines that are not asked": "# 参考資料\n文は **印** 。\n# 章\n#覚える #試験\n- [x] 文は **印** 。\n- [甲](https://a.example/)\n- 語【除外】\n文。\n",
    "code below an item": "- 語\n・甲\n  ```\n  x\n  ```\n・乙\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_stays_found(name: str) -> None:
    build = laws.builds(("a.md", FINDINGS[name].encode()), media=MEDIA)
    laws.tells(build)
    assert {asset.name for asset in build.deck.assets} == {
        found for note in build.deck.notes for field in note.fields for found in laws.media_of(field)
    }


def test_whole_lists_that_have_changed() -> None:
    """Two lists that are asked all at once hide nothing; their likeness once was a division by zero."""
    before = "# 章\n- 語\n【一覧】\n・甲の仲間\n・乙の仲間\n・丙の仲間\n・丁の仲間\n"
    first = laws.builds(("a.md", before.encode()))
    after = before.replace("章", "節").replace("- 語", "- 言葉の").replace("丁の仲間", "戊の仲間")
    second = rebuilt((("a.md", after.encode()),), after=first)
    assert second.changes
    laws.again(second, (("a.md", after.encode()),))
