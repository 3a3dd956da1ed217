"""The body cells of a table, each with the names it is asked by."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from deckbuilder.base.blocks import Table, Text
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.read.inline import is_reference, marks, plain
from deckbuilder.read.table_rows import is_as_above

_NOT_ASKED = frozenset(
    fold(text) for text in ("", "-", "—", "–", "―", "ー", "‐", "〃", "同上", "同左", "^^", "N/A", "n/a")
)

SEPARATOR = " × "
"""Stands between the row and the column in a cell's key."""


class Cell(msgspec.Struct, frozen=True):
    """A body cell of a table with the names it is asked by."""

    row: int
    column: int
    row_name: str
    column_name: str
    name: Text
    """The row's name as Markdown."""
    header: Text
    """The column's name as Markdown; empty where it has none."""
    named: Text
    """What the names of rows are called; empty where nothing says so."""
    text: Text
    says: bool
    """Whether something stands in it."""
    asked: bool
    twin: int
    """How many cells before it have the same names."""

    @property
    def key(self) -> str:
        names = f"{self.row_name}{SEPARATOR}{self.column_name}" if self.column_name else self.row_name
        return f"{names} ({self.twin + 1})" if self.twin else names


def table_cells(table: Table, by_number: bool = False) -> list[Cell]:
    """Return the body cells of a table, row by row; `asked` are those worth a card.

    What only numbers the rows names them where that is wanted, or where nothing else does.

    A first cell that is blank, or ^^, takes the name above it. Rows that share a name are told apart by their
    second cell, which as a name stands on one line; where the name of the first column reaches over others, these
    name the rows too. When some cells are marked, as a whole or by ==x==, only those are asked.
    """
    first = 0 if by_number else names_from(table)
    names = _row_names(table, first)
    headers = table.header or (_NO_NAME,) * len(table.rows[0])
    keys = _reach(headers, first)
    repeated = {name for name, count in Counter(names).items() if count > 1}
    any_marked = any(_is_marked(cell.md) for row in table.rows for cell in row[first + 1 :])
    twins: Counter[tuple[str, str]] = Counter()
    found = []
    for index, row in enumerate(table.rows):
        start = first + 1
        name = names[index]
        is_merged = index > 0 and is_as_above(row, table.rows[index - 1], first)
        text = Text(name, row[first].origins) if is_merged or not row[first].md else row[first]
        until = max(keys, start + (name in repeated))
        if start < until < len(row) and (keys > start or not _BREAK.search(row[start].md)):
            start = until
            told = (plain(cell.md) for left, cell in pairwise(row[first:start]) if cell.origins != left.origins)
            name = " ".join(filter(None, (name, *told)))
            text = Text(name, text.origins)
        for column in range(start, len(row)):
            cell = row[column]
            says = fold(plain(cell.md)) not in _NOT_ASKED and not is_reference(cell.md)
            asked = says and (_is_marked(cell.md) or not any_marked)
            header, named = headers[column], headers[first]
            called = (name, plain(header.md))
            found.append(Cell(index, column, *called, text, header, named, cell, says, asked, twins[called]))
            twins[called] += 1
    return found


def _reach(headers: Sequence[Text], first: int) -> int:
    """Return the column behind those that the name of the first one is over."""
    name = headers[first]
    others = (at for at in range(first + 1, len(headers)) if headers[at].origins != name.origins or not name.origins)
    return next(others, len(headers))


_NO_NAME = Text("", ())
_BREAK = lazy(r"(?i)<br[^<>]*>(?!\s*(?:$|[(（<]))")
"""Between two texts; a name may have a remark in parentheses below it: `https`<br>(443)."""


def _is_marked(md: str) -> bool:
    """Tell whether a mark asks for a cell; what is bold in a part of it only stands out."""
    return any(md[start] == "=" or end - start == len(md.strip()) for start, end, _ in marks(md))


_COUNTERS = frozenset(fold(word) for word in ("no", "no.", "番号", "項番", "通し番号", "#", "№"))
_NUMBER = lazy(r".{0,2}|(?=.*[0-9]).{0,8}")


def names_from(table: Table) -> int:
    """Return the column that names the rows: the second one, where the first only numbers them."""
    kind = plain(table.header[0].md) if len(table.header) > 2 else ""
    if fold(kind) in _COUNTERS:
        return int(all(_NUMBER.fullmatch(fold(plain(row[0].md))) for row in table.rows))
    if not _IDS.fullmatch(kind):
        return 0
    rows = table.rows[:_ROWS_THAT_TELL]
    numbers, names = ([plain(row[column].md) for row in rows] for column in (0, 1))
    are_names = len(set(map(fold, names)) - _NOT_ASKED) == len(rows) and plain(table.header[1].md) not in _OF_PEOPLE
    return int(are_names and not any(map(str.isdecimal, numbers)) and counts_on(kind, numbers))


_OF_PEOPLE = frozenset(("名前", "氏名", "社員名", "顧客名", "会員名", "学生名", "生徒名", "ユーザー名"))
"""Names in rows of a database, which its notes have for an example, as they have those with a bare number for their ID."""
_ROWS_THAT_TELL = 20
"""First rows by which identifiers are known, as each cell of a table asks anew."""


def counts_on(kind: str, names: Sequence[str]) -> bool:
    """Tell whether rows are named by numbers that go on by one, and what these are called says no more: ID, O-01, O-02."""
    found = [SERIAL.fullmatch(name) for name in names] if _IDS.fullmatch(kind) else [None]
    numbers = [int(one["number"]) for one in found if one]
    return (
        bool(numbers) and len(numbers) == len(found) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


_IDS = lazy("(?:[一-龠ァ-ヶー]{2,8})?(?i:id)|(?i:no\\.?|#|№)|(?:通し)?番号|項番")
SERIAL = lazy("[A-Za-z]{0,4}[-_.]?(?P<number>[0-9]{1,4})")


def _row_names(table: Table, first: int) -> list[str]:
    names: list[str] = []
    for above, row in zip((None, *table.rows), table.rows, strict=False):
        is_merged = above is not None and is_as_above(row, above, first)
        names.append(names[-1] if is_merged else plain(row[first].md))
    return names


def is_one_of_several(table: Table, line: int, most: int) -> bool:
    """Tell whether the row in a line has its name from above, or gives it to the next, where nothing tells such rows apart.

    The first `most` rows say so: the second column is blank in one of them or says the same, or there are but two columns.
    """
    rows, first = table.rows, names_from(table)
    at = bisect_right(rows, line, key=lambda row: row[0].first) - 1
    if not any(is_as_above(row, above, first) for above, row in pairwise(rows[max(at - 1, 0) : at + 2])):
        return False
    merged = ((above, row) for above, row in pairwise(rows[:most]) if is_as_above(row, above, first))
    return any(not _are_told_apart(above, row, first + 1) for above, row in merged)


def _are_told_apart(above: tuple[Text, ...], row: tuple[Text, ...], column: int) -> bool:
    is_last = len(row) == column + 1
    if is_last or is_as_above(row, above, column) or fold(above[column].md) in ("", fold(row[column].md)):
        return False
    return not any(_BREAK.search(cell.md) for cell in (above[column], row[column]))
