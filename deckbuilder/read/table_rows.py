"""The rows of a pipe table: where they are split, and what the table is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, starmap

from deckbuilder.base.blocks import Text
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import LONGEST_TERM, without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.read.html_tables import html_rows
from deckbuilder.read.inline import plain
from deckbuilder.read.markers import Line
from deckbuilder.read.terms import is_time
from deckbuilder.read.words import naming

_DASHES = lazy(":?-+:?")


def is_separator(row: str) -> bool:
    """Tell whether a table row is the one of dashes below the header."""
    inside = row.strip().removeprefix("|").removesuffix("|")
    return "-" in row and all(_DASHES.fullmatch(cell.strip()) for cell in inside.split("|"))


_CELL = lazy(
    r"\\.|`[^`]*`|\[\[[^\[\]]*\]\]|\{[^{}|]*\|[^{}|]*\}|\$(?=\S)[^$|]*\|[^$]*(?<=\S)\$(?!\d)|(?P<border>\|)", re.DOTALL
)


def cells(row: str, columns: int = 0) -> list[tuple[str, int]]:
    """Split a table row at its borders: (stripped text, 1-based column) of each cell.

    Borders inside `code`, {漢字|かんじ}, $…$ and behind a backslash are text. A row without any
    border is one cell. A border at its start is that of the table, or, in a table of so many
    `columns` without one, stands behind a blank first cell.
    """
    edges = [match.start() for match in _CELL.finditer(row) if match["border"]]
    bounds = [-1, *edges, len(row)]
    found = []
    for left, right in pairwise(bounds):
        piece = row[left + 1 : right]
        text = piece.strip().replace("\\|", "|")
        found.append((text, left + 2 + len(piece) - len(piece.lstrip())))
    if len(found) > 1 and not found[-1][0]:
        found = found[:-1]
    if len(found) > max(columns, 1) and not found[0][0]:
        found = found[1:]
    if not edges:
        return found
    return found if len(found) > 1 else [*found, ("", len(row) + 1)]


_HALF_TERM = frozenset(
    "用語 語 語句 言葉 ことば 単語 英単語 熟語 表現 フレーズ 名称 名前 略語 略称 コマンド キーワード term word name command key".split()
)
_HALF_MEANING = frozenset(
    "説明 意味 定義 内容 解説 訳 訳語 和訳 日本語 日本語訳 概要 メモ 備考 答え 正式名称 definition meaning description value".split()
)
_FOLDED_TERM = frozenset(fold(word) for word in _HALF_TERM)
_FOLDED_MEANING = frozenset(fold(word) for word in _HALF_MEANING)


Row = tuple[Text, ...]
ParsedTable = tuple[Row, list[Row], list[int]]


def parsed_table(line: Line) -> ParsedTable:
    """Split the rows of a table into (header, body rows, lines of structure)."""
    header, rows = _html(line) if line.mark == HTML else _piped(line)
    columns = max(len(row) for row in [header, *rows])
    if not header and columns > 2 and len(rows) > 1:
        header = rows.pop(0)
    header, rows = _filled(header, columns) if header else (), [_filled(row, columns) for row in rows]
    if columns == 2 and header and not _SAYS.search(plain(header[0].md)) and is_like_rows(header, rows):
        header, rows = (), [header, *rows]
    said = {number for row in [header, *rows] for cell in row for _, number, _ in cell.origins}
    structural = [number for number in range(line.first, line.last + 1) if number not in said]
    return header, _joined(rows) if columns == 2 and not defines_terms(header, rows) else rows, structural


_SAYS = lazy(rf"(?:[。．]|である|です|ます|でした|ました)$|.{{{LONGEST_TERM + 1}}}")
"""What is said, or longer than any name."""
_COLUMN = lazy(
    "(?:名|値|型|例|数|量|訳|法|先|元|式|動作|操作|処理|働き|違い|時期?|時間|期間|場合|場面|場所|点|理由|目的|条件|[ぁ-ん]?(?:もの|こと|とき))$"
)
_KINDS = frozenset(
    "method option key type field column property attribute event status code tag flag variable param parameter function "
    "class keyword operator symbol file path verb noun item no id".split()
)
"""What columns are called: at its end, and in Latin letters."""
_ROWS_THAT_TELL = 20


def columns_of(header: Row, rows: Sequence[Row]) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Yield what heads each column behind the first, and its cells."""
    return zip(header[1:], zip(*(row[1:] for row in rows[:_ROWS_THAT_TELL]), strict=False), strict=False)


def is_like_rows(header: Row, rows: Sequence[Row]) -> bool:
    """Tell whether what stands above the dashes is a row as those below: a cell says something, or is named as they are."""
    first, second = (plain(cell.md) for cell in header[:2])
    if any(_SAYS.search(plain(cell.md)) for cell in header) or any(starmap(_are_of_one_kind, columns_of(header, rows))):
        return True
    names = {fold(first), fold(second)}
    if names & (_FOLDED_TERM | _FOLDED_MEANING | _KINDS) or naming(second) != "term" or _COLUMN.search(second):
        return False
    kinds = {_kind(row) for row in (header, *rows[:_ROWS_THAT_TELL])}
    return len(kinds) == 1 and "" not in kinds


def are_clauses(name: Text, cells: Sequence[Text]) -> bool:
    """Tell whether what heads a column says what is done to what, as most of its cells do: 物を置く箱; not 気をつける点."""
    is_clause = _CLAUSE.fullmatch(name.md) and not _COLUMN.search(name.md)
    return bool(is_clause) and 2 * sum("を" in cell.md for cell in cells) > len(cells)


_CLAUSE = lazy("[^何?？]+を[^何?？]+(?<!か)")
"""What is done to what, and no question: 何を防ぐか."""


def _are_of_one_kind(name: Text, cells: Sequence[Text]) -> bool:
    """Tell whether what heads a column says of the same kind of thing what it does: 物を置くサービス, 表を預かるサービス."""
    is_same = sum(cell.md[-1:] == name.md[-1:] for cell in cells)
    return are_clauses(name, cells) and 2 * is_same > len(cells)


def _kind(row: Row) -> str:
    """Tell what the first cell of a row is that stands before one in Japanese: code, a time, a symbol, a word in Latin letters."""
    name = row[0].md
    if not _JAPANESE.search(row[1].md):
        return ""
    return "time" if is_time(name) else next((kind for kind, looks in _LOOKS.items() if looks.fullmatch(name)), "")


_LOOKS = {
    "code": lazy("`[^`]+`"),
    "symbol": lazy(r"[A-Z][a-z]?|[Α-Ωα-ω]|\$\\?[A-Za-z]+\$"),
    "word": lazy("[a-z][ -~]*"),
}
"""What a name is by its characters: `ls`, He, apple."""
_JAPANESE = lazy("[ぁ-んァ-ヶ一-龠]")

_AS_ABOVE = frozenset(fold(sign) for sign in ("", "^^", "〃", "″", "同上", "↑"))


def is_as_above(row: Row, above: Row, column: int = 0) -> bool:
    """Tell whether a cell is merged with the one above: it is blank or ^^, or in HTML reaches down."""
    return fold(row[column].md) in _AS_ABOVE or row[column].origins == above[column].origins


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Put a row of two cells whose name is merged with the one above behind what stands there, as a line of its own."""
    found: list[Row] = []
    for row in rows:
        if found and goes_on(found[-1], row):
            name, text = found[-1]
            found[-1] = (name, text.over(row[1], "<br>"))
        else:
            found.append(row)
    return found


def goes_on(above: Row, row: Row) -> bool:
    """Tell whether a row says more of the one above; one with several texts and a blank name may have none: no short form."""
    is_sure = bool(row[0].md) or not any(cell.md for cell in row[2:])
    return is_sure and all(cell.md for cell in (*above[:2], row[1])) and is_as_above(row, above)


HTML = "<"
"""The mark of a table that is written in HTML."""


def _html(line: Line) -> tuple[Row, list[Row]]:
    rows, has_header = html_rows(line.text, line.first)
    return (rows[0], list(rows[1:])) if has_header else ((), list(rows))


def _piped(line: Line) -> tuple[Row, list[Row]]:
    rows: list[Row] = []
    header: Row = ()
    raw = line.text.split("\n")
    width = _width_without_border(raw)
    for number, row in enumerate(raw, line.first):
        if len(rows) == 1 and not header and is_separator(row):
            header = rows.pop()
            continue
        found = cells(row, width)
        if (rows or header) and not any(text for text, _ in found):
            continue
        rows.append(tuple(Text(text, ((0, number, col),)) for text, col in found))
    return _merged(header, rows)


def _reached(row: Row) -> Row:
    """Give a cell that only says > what it reaches over: | > | 甲 |."""
    found = list(row)
    for at in reversed(range(len(row) - 1)):
        if row[at].md == ">":
            found[at] = found[at + 1]
    return tuple(found)


def _merged(header: Row, rows: list[Row]) -> tuple[Row, list[Row]]:
    """Let names of columns reach over others, rows as their header does, and leave blank a ^: it is merged with the one above.

    A > is a sign where another column is called by one. A ^ is a sign where another cell of its column is one, or its
    name says so, and where it comes once below a name and nothing reaches over in the header.
    """
    keys = 0
    if not any(_OPERATORS.fullmatch(name.md) for name in header if name.md != ">"):
        keys = next((at for at, name in enumerate(header) if name.md != ">"), 0)
        header, rows = _reached(header), [(*_reached(row[: keys + 1]), *row[keys + 1 :]) for row in rows]
    carets = Counter(at for row in rows for at, cell in enumerate(row) if cell.md == "^")
    signs = {at for row in rows for at, cell in enumerate(row) if cell.md not in _MERGED and _SIGNS.fullmatch(cell.md)}
    signs |= {at for at, name in enumerate(header) if _OF_SIGNS.search(plain(name.md))}
    unnamed = {at for at, name in enumerate(header) if not name.md}
    above = {at for at, count in carets.items() if keys or count > 1 or at in unnamed} - signs
    rows = [
        tuple(cell._replace(md="") if cell.md == "^" and at in above else cell for at, cell in enumerate(row))
        for row in rows
    ]
    return header, rows


_OPERATORS = lazy("`?[<>=!^~&|+*/≠≤≥×÷±]+`?")
_SIGNS = lazy("(?![-?]+$)`?[!-/:-@[-_{-~≠≤≥×÷±]+`?")
"""Nothing but signs, and not what says that there is nothing."""
_OF_SIGNS = lazy("(?:記号|演算子?|文字|メタ文字|印|キー|符号|(?i:symbol|sign|operator|character|key)s?)$")
"""What a column of signs is called."""
_MERGED = frozenset(("^", "^^", ">"))


def _width_without_border(rows: list[str]) -> int:
    """Return how many columns a table has whose head, names or dashes, begins without a border; of others 0."""
    head = [row for row in rows if row.strip()][:2]
    head = head if is_separator(head[-1]) else head[:1]
    return max((len(cells(row)) for row in head if not row.lstrip().startswith("|")), default=0)


def _filled(row: tuple[Text, ...], columns: int) -> tuple[Text, ...]:
    """Give a row with missing cells its empty ones."""
    _, line, col = row[-1].origins[0]
    return (*row, *(Text("", ((0, line, col),)) for _ in range(columns - len(row))))


def defines_terms(header: tuple[Text, ...], rows: Sequence[tuple[Text, ...]]) -> bool:
    """Tell whether a table lists terms with their definitions, so that each row is an entry."""
    if not rows or len(rows[0]) < 2:
        return False
    if not header:
        return len(rows[0]) == 2
    names = [fold(without_parentheses(plain(cell.md))) for cell in header]
    return names[0] in _FOLDED_TERM and names[1] in _FOLDED_MEANING
