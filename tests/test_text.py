"""The small tools for Japanese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckbuilder.base.html_text import html_plain
from deckbuilder.base.printed import width
from deckbuilder.base.quantities import numbers
from deckbuilder.base.sentences import is_noun_phrase, is_unfinished, sentences
from deckbuilder.base.text import contains, fold, join, tells
from deckbuilder.read.directives import nearest
from deckbuilder.read.inline import is_reference, marks, plain
from deckbuilder.read.table_rows import cells


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上限は5つである", ["5つ"]),
        ("42U（42段分）", ["42U", "42段"]),
        ("80インチ(203.2cm)", ["80インチ", "203.2cm"]),
        ("403 を返す", ["403"]),
        ("Route 53 と IPv4 と 2.0 と HTTP/2", []),
        ("1Uサーバー", []),
        ("機能の1つ", []),
        ("（2026年11月時点）", []),
        ("2026年11月時点では5分", ["5分"]),
        ("10〜20分かかる", ["10〜20分"]),
        ("１２個の箱", ["１２個"]),
    ],
)  # fmt: skip
def test_numbers(text: str, found: list[str]) -> None:
    assert [text[start:end] + unit for start, end, unit in numbers(text)] == found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一つ。二つ。", ["一つ。", "二つ。"]),
        ("「中の。文」は続く。次。", ["「中の。文」は続く。", "次。"]),
        ("**印の。中**で切らない。次。", ["**印の。中**で切らない。", "次。"]),
        ("番は *夜は寝る。昼は起きる* 人だ。次。", ["番は *夜は寝る。昼は起きる* 人だ。", "次。"]),
        ("_昼は起きる。夜は寝る。_ 次。", ["_昼は起きる。夜は寝る。_", "次。"]),
        ("3*4 は板。次。5*6 は釘。", ["3*4 は板。", "次。", "5*6 は釘。"]),
        ("`*a` は板。`b*` は釘。", ["`*a` は板。", "`b*` は釘。"]),
        ("*印は板。次。", ["*印は板。", "次。"]),
        ('<b title="一。二">甲</b>だ。次。', ['<b title="一。二">甲</b>だ。', "次。"]),
        ("a<b。次は c>d。", ["a<b。", "次は c>d。"]),
        ("**全部。**次。", ["**全部。**", "次。"]),
        ("**甲**だ。**乙**だ。", ["**甲**だ。", "**乙**だ。"]),
        ("![図](a.png)", ["![図](a.png)"]),
        ("終わりなし", ["終わりなし"]),
        ("甲（乙は丙だ。丁（戊）だ。", ["甲（乙は丙だ。", "丁（戊）だ。"]),
        ("Node.js 14 を使う。", ["Node.js 14 を使う。"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text("ab。！「」**\n 一二", max_size=30))
def test_sentences_leave_nothing_out(text: str) -> None:
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_fold_compares_what_looks_the_same() -> None:
    assert fold("ＥＫＳ クラスター") == fold("eksくらすたー")
    assert fold("5つ") != fold("6つ")


@pytest.mark.parametrize(("text", "is_noun"), [("仕組み", True), ("VPC(Virtual Private Cloud)", True), ("国会は立法を担う", False), ("VPCは網の一つ", False), ("AWSはじめの一歩", True), ("動く。", False), ("貸し出しサービス", True)])  # fmt: skip
def test_noun_phrases(text: str, is_noun: bool) -> None:
    assert is_noun_phrase(text) is is_noun


def test_unfinished() -> None:
    assert is_unfinished("リクエストを複数の")
    assert is_unfinished("（括弧が")
    assert not is_unfinished("分散する")


def test_join_puts_blanks_only_between_latin_words() -> None:
    assert join(["負荷を", "分ける"]) == "負荷を分ける"
    assert join(["Amazon", "EKS", "の"]) == "Amazon EKSの"


def test_width_counts_wide_characters_twice() -> None:
    assert width("a漢b") == 4


def test_contains_respects_words() -> None:
    assert contains("amazon az 1", "az")
    assert not contains("amazon", "az")
    assert not contains("15分", "5")


@pytest.mark.parametrize(
    ("text", "secret", "told"),
    [
        ("leaf disc の数", "Leaf Disc", True),
        ("leaf_disc", "LeafDisc", True),
        ("prune /pruːn/", "pruning", True),
        ("plants", "plants", True),
        ("planet", "planets", True),
        ("plan", "plane", False),
        ("葉脈", "葉", True),
    ],
)
def test_a_text_tells_a_hidden_one_in_other_spellings(text: str, secret: str, told: bool) -> None:
    assert tells(text, secret) is told


def test_plain_takes_the_markup_off() -> None:
    assert plain("**太字**と{漢字|かんじ}と`code`と[文](http://a)と$x$") == "太字と漢字とcodeと文とx"
    assert plain("[葉](http://a/葉_(植物))の形") == "葉の形"


@pytest.mark.parametrize(
    ("md", "text"),
    [
        ("**`<div>`**", "<div>"),
        ("==`*a*`==と~~`_b_`~~", "*a*と_b_"),
        ("{`<i>`|かな}", "<i>"),
        ("[[a_b|<b>]]", "<b>"),
        ("**[文](http://a)**と**<b>太字</b>**", "文と太字"),
        ("*強い **印** の文*", "強い 印 の文"),
    ],
)
def test_plain_keeps_what_was_code_inside_a_mark(md: str, text: str) -> None:
    assert plain(md) == text


@pytest.mark.parametrize(
    ("name", "meant"),
    [("図標", "図表"), ("除害", "除外"), ("基木", "基本"), ("入カ", "入力"), ("一欄", "一覧"), ("穴理め", "穴埋め"), ("図標：一つ", "図表"), ("clozze", "cloze")],
)  # fmt: skip
def test_a_misspelt_directive_is_known(name: str, meant: str) -> None:
    assert nearest(name) == meant


@pytest.mark.parametrize(
    "name",
    "図解 図形 図式 図説 年表 代表 除去 除算 解除 以外 例外 基礎 基準 基盤 見本 標本 入門 入口 入学 入金 人力 出力 一般 一致 一例 一部 展覧 逆数 基本料金 入力欄 表 図 基本的 ski".split(),
)
def test_a_name_is_no_misspelt_directive(name: str) -> None:
    assert not nearest(name)


def test_marks_inside_code_are_text() -> None:
    assert [inner for _, _, inner in marks("`**a**` **b** ==c== $**d**$")] == ["b", "c"]


def test_html_plain_reads_what_is_shown() -> None:
    assert html_plain("<p>{{c1::漢}}<ruby>字<rt>じ</rt></ruby> &lt;</p>") == "漢字 <"


@pytest.mark.parametrize(
    ("row", "columns", "found"),
    [
        ("甲", 0, [("甲", 1)]),
        ("| 甲 |", 0, [("甲", 3), ("", 6)]),
        ("甲 | 乙", 0, [("甲", 1), ("乙", 5)]),
        ("| | 乙 |", 0, [("", 3), ("乙", 5)]),
        ("| 甲 | 乙 |", 2, [("甲", 3), ("乙", 7)]),
        (r"| 甲\|丙 | 乙 |", 2, [("甲|丙", 3), ("乙", 10)]),
    ],
)
def test_a_row_is_split_into_cells(row: str, columns: int, found: list[tuple[str, int]]) -> None:
    assert cells(row, columns) == found


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("https://a.example", True),
        ("[統計の年鑑](https://a.example)", True),
        ("人口は https://a.example にある", False),
        ("![図](https://a.example/x.png)", False),
        ("人口の統計", False),
    ],
)
def test_a_text_that_only_says_where_something_stands(text: str, refers: bool) -> None:
    assert is_reference(text) == refers
