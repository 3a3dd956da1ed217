"""Cells of tables that hold no fact, or of tables that hold data."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise, starmap
from typing import NamedTuple

from deckbuilder.base.blocks import Entry, Paragraph, Table, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.cards.doubts.drafts import Finder, said, texts_above
from deckbuilder.cards.echoes import MOSTLY, is_of_language, said_again, uses_name
from deckbuilder.cards.facts import is_example_data, is_plan
from deckbuilder.cards.word_forms import is_foreign, is_form, is_of_closed_class, names_word
from deckbuilder.read.cells import SERIAL, counts_on, is_one_of_several
from deckbuilder.read.inline import plain
from deckbuilder.read.table_rows import are_clauses, columns_of, is_like_rows

CELLS_THAT_TELL = 20
"""First rows and columns by which a table is known as one of data, as each of its cells asks anew."""


class CellAsked(NamedTuple):
    row: str
    named: str
    """The row as it is asked by: with what such names are called, where it takes that."""
    column: str
    answer: str
    lines: int


def cell(doubts: Callable[[CellAsked], bool]) -> Finder:
    """Return a finder that doubts the card of a cell of a table."""

    def finds(_entry: Entry, draft: Draft) -> Iterable[int]:
        if draft.kind != "basic":
            return ()
        (block,) = draft.body
        assert draft.prompt
        assert isinstance(block, Paragraph)
        row, _, column = draft.prompt.md.rpartition(" ─ ")
        md = block.text.md
        lines = len(re.findall("<br", md, re.IGNORECASE)) + 1
        cell = CellAsked(draft.term, plain(row or column), plain(column) if row else "", plain(md), lines)
        return (0,) if doubts(cell) else ()

    return Finder(frozenset(("cell",)), finds)


def is_data(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table of data: | 品目 | 単価 | …, with prices below."""
    table = table_of(entry, draft)
    header = table.header[:CELLS_THAT_TELL]
    rows = (row[: len(header)] for row in table.rows[:CELLS_THAT_TELL])
    columns = zip(header, zip(*rows, strict=False), strict=False)
    return any(is_example_data(plain(name.md), (plain(cell.md) for cell in cells)) for name, cells in columns)


def is_below_a_row(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table whose header is a row as the others, and names no column."""
    table = table_of(entry, draft)
    return bool(table.header) and is_like_rows(table.header[:CELLS_THAT_TELL], table.rows[:CELLS_THAT_TELL])


def is_below_a_clause(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table whose header says what is done to what, as the cells below it do."""
    table = table_of(entry, draft)
    columns = columns_of(table.header[:CELLS_THAT_TELL], table.rows[:CELLS_THAT_TELL])
    return any(starmap(are_clauses, columns))


def is_below_a_span(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in one of several columns that share a name: | 木 | > | 春 |."""
    header = table_of(entry, draft).header[1 : CELLS_THAT_TELL + 1]
    names = [name.origins for name in header if plain(name.md) == _asked_by(draft)[1]]
    return len(names) > len(set(names))


def is_below_a_rule(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands below a row of dashes, and so in what is said of the whole table: | - | - |."""
    rows = table_of(entry, draft).rows
    at = bisect_right(rows, draft.span.first, key=lambda row: row[0].first) - 1
    return at > 0 and all(is_dash(cell.md) for cell in rows[at - 1])


def is_of_lists(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table whose columns are lists of their own, each ending where it ends: the last rows have but one."""
    rows = [[bool(plain(cell.md)) for cell in row] for row in table_of(entry, draft).rows[:CELLS_THAT_TELL]]
    if not rows or sum(rows[-1]) != 1 or len(rows[-1]) < LEAST_LISTS:
        return False
    columns = list(zip(*rows, strict=False))
    return len({sum(filled) for filled in columns}) > 1 and all(
        list(filled) == sorted(filled, reverse=True) for filled in columns
    )


LEAST_LISTS = 3
"""Columns of which all but one are blank in the last row, so that it cannot only lack a cell."""


def is_dash(text: str) -> bool:
    """Tell whether dashes stand in the place of a text."""
    return bool(_DASH.fullmatch(text))


_DASH = lazy("[-–—ー]+")


def is_of_example(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell says what the example beside it means, which its card does not show: | 形式 | 例 | 意味 |."""
    header = [plain(name.md) for name in table_of(entry, draft).header[:CELLS_THAT_TELL]]
    column = plain(draft.prompt.md.rpartition(" ─ ")[2]) if draft.prompt else ""
    is_beside = any(_EXAMPLE.search(left) and right == column for left, right in pairwise(header[1:]))
    is_form = is_beside and bool(_FORM.search(header[0]))
    return bool(_MEANING.search(column)) and (is_form or (_SENTENCE in header[1:] and bool(_PERSON.search(header[0]))))


_FORM = lazy("(?:形式|書式|種類|種別|分類|区分|パターン)$")
_EXAMPLE = lazy("例$")
_SENTENCE, _PERSON = "例文", lazy("^(?:主語|人称|時制|文型|語順)")
"""A column of sentences, and what forms of a sentence are called: the meaning beside them is that of a sentence."""
_MEANING = lazy("^(?:意味|読み方|解釈)$")


def is_form_of_no_word(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell is a word in a form, and its card does not say of which word: 複数 1人称 ─ 過去."""
    (row, column), answer = _asked_by(draft), next(said(draft))
    if not (is_form(draft.term) or is_form(column)) or is_form(answer) or not is_foreign(answer):
        return False
    named = (*draft.trail[-2:], column)
    return not is_of_closed_class(named) and not any(map(names_word, (*named, row)))


def is_meaning_of_form(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell translates a word or sentence beside it, whose form alone names the row: il / elle, 第Ⅱ形."""
    table = table_of(entry, draft)
    (_, column), subject = _asked_by(draft), plain(table.header[0].md) if table.header else ""
    if not _TRANSLATION.fullmatch(column) or not (is_form(draft.term) or _SUBJECT.fullmatch(subject)):
        return False
    row = _row_of(table, draft)[1:CELLS_THAT_TELL]
    return any(is_foreign(plain(cell.md)) for cell in row)


_SUBJECT = lazy("主語|人称(?:代名詞)?")
_TRANSLATION = lazy("意味|(?:日本語)?訳|和訳|訳文|日本語")


def _asked_by(draft: Draft) -> tuple[str, str]:
    """Return what the card of a cell calls its row and its column, plain."""
    row, _, column = draft.prompt.md.rpartition(" ─ ") if draft.prompt else ("", "", "")
    return plain(row), plain(column)


def column_of(draft: Draft) -> str:
    """Return what the card of a cell calls its column, plain."""
    return _asked_by(draft)[1]


def is_of_example_code(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands below what says that a program is only an example: 例えば、次のようなプログラムがある。"""
    return any(map(_EXAMPLE_CODE.search, texts_above(entry, draft)))


_EXAMPLE_CODE = lazy("(?:例えば|たとえば)[^。]*(?:次|以下)の(?:ような)?(?:プログラム|コード|命令列)")


def is_beside_own(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table that sets what its author made beside another: | 軸 | 他の本 | 本書 |."""
    return any(_OWN.fullmatch(plain(name.md)) for name in table_of(entry, draft).header[:CELLS_THAT_TELL])


_OWN = lazy(
    "(?:本|この|当)(?:シリーズ|書|記事|講座|講義|サイト|ノート|アプリ|システム)|(?:自|弊|当)社|(?:僕|私|自分)(?:の.*)?"
)


def is_of_a_day(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table of who did what when on one day of its author's: | Who | 自分 |."""
    rows = [[plain(cell.md) for cell in row[:2]] for row in table_of(entry, draft).rows[:CELLS_THAT_TELL]]
    asked = {fold(name) for name, *_ in rows} & _WHO_DID_WHAT
    return len(asked) >= LEAST_ASKED and any(_ONE_DAY.match(text) for _, *texts in rows for text in texts)


_WHO_DID_WHAT = frozenset("who when where why what how 誰 いつ どこ なぜ 何 誰が どこで 何を".split())
LEAST_ASKED = 3
"""Rows of a table that ask who, when and where."""
_ONE_DAY = lazy("(?:自分|私|僕|俺)$|[0-9]{4}[-/年][0-9]{1,2}[-/月][0-9]{1,2}")


def is_lettered(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table whose columns are but letters: | A | B | 違い |."""
    first, *_ = (*(plain(name.md) for name in table_of(entry, draft).header[:1]), "")
    column = draft.prompt.md.rpartition(" ─ ")[2] if draft.prompt else ""
    return bool(_LETTER.fullmatch(first) and _LETTER.fullmatch(plain(column)))


_LETTER = lazy("[A-ZＡ-Ｚ]")


def is_letter(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a row that only has a letter, as the text around it speaks of a, b and c (or a', b')."""
    table = table_of(entry, draft)
    if not _SMALL.fullmatch(draft.term) or (table.header and plain(table.header[0].md)):
        return False
    names = [plain(row[0].md) for row in table.rows]
    return all(map(_SMALL.fullmatch, names)) and "".join(name[0] for name in names) == _ALPHABET[: len(names)]


_SMALL, _ALPHABET = lazy("[a-z]['’′]?"), "abcdefghijklmnopqrstuvwxyz"


def is_planned(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a plan or a schedule: | 回 | 場所・開催形式 | 資料 |."""
    return is_plan(plain(name.md) for name in table_of(entry, draft).header[:CELLS_THAT_TELL])


def is_numbered(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a row that its table only numbers: ID, O-01."""
    table = table_of(entry, draft)
    names = [plain(row[0].md) for row in table.rows[:CELLS_THAT_TELL]]
    return bool(table.header and SERIAL.fullmatch(draft.term)) and counts_on(plain(table.header[0].md), names)


def is_of_many_rows(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in one of several rows with a name that nothing tells apart."""
    return is_one_of_several(table_of(entry, draft), draft.span.first, CELLS_THAT_TELL)


def table_of(entry: Entry, draft: Draft) -> Table:
    return next(block for block in entry.blocks if isinstance(block, Table) and draft.span.first <= block.last)


def _row_of(table: Table, draft: Draft) -> tuple[Text, ...]:
    return table.rows[bisect_right(table.rows, draft.span.first, key=lambda row: row[-1].first) - 1]


def is_row_again(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the name of a row says most of its cell, beside what the place says, and no word of a language is asked."""
    return _said_by_row(draft) >= MOSTLY


def is_half_row(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what a row means or does is a few nouns of which its name says half: method, HTTP メソッド."""
    says_what = _SAYS_WHAT.search(column_of(draft)) and _FEW_NOUNS.fullmatch(next(said(draft)))
    return bool(says_what) and _said_by_row(draft) >= HALF


HALF = 0.5
_SAYS_WHAT = lazy("意味|説明|役割|機能|用途|概要|内容|動作|(?i:desc|meaning)")
_FEW_NOUNS = lazy("(?!.*[(（])[^ぁ-ん]+(?:の[^ぁ-ん]+)?")


def ends_in_row(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell ends in the name of its row: ジュース, 朝の野菜ジュース."""
    return uses_name(draft.term, next(said(draft)))


def _said_by_row(draft: Draft) -> float:
    *_, place = ("", *draft.trail)
    is_word = is_of_language(draft.trail) or is_form(column_of(draft))
    return 0.0 if is_word else said_again(draft.term, next(said(draft)), place)
