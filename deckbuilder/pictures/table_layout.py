"""Lay a table out as pictures that read on a phone: what stands where, in pixels.

A picture is at most 1024 px long and as wide as an iPhone shows at two pixels a point. A table that
does not fit is turned, or else split, its key columns and header repeated. Once a cell has been in
a picture it stays with the same neighbours, because its card cannot move to another note.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from deckbuilder.base.model import Table
from deckbuilder.read.cells import Cell, table_cells
from deckbuilder.read.inline import TOKEN, plain, ruby_of

WIDTHS, LONGEST = (716, 836), 1024
"""Pixels: how wide a picture may be, so that its text is shown at 14 or at 12 points on an iPhone of
390 points with its margins; and its longest edge."""
LEADING, PAD_X, PAD_Y, RULE = 42, 14, 11, 2
_MOST_LINES = 7
"""A column so narrow that a cell takes more lines than this does not fit."""
_NO_START = re.escape(
    "、。，．・：；？！ー―‐〜」』）】］〕〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶン々ゝゞヽヾ%％℃…,.:;?!)]}"
)
_NO_END = re.escape("「『（【［〔〈《“‘([{")
_LATIN = r"[A-Za-z0-9À-ɏ_./+\-@#&'%,:;~=]+"
_KATAKANA = r"[ァ-ヺー]+(?:[一-龠](?![一-龠]))?"
_AMOUNT = (
    r"[0-9][0-9,./〜~\-]*"
    r"(?: ?(?:[A-Za-z]{1,3}(?![A-Za-z0-9])|[%％℃])|(?:か月|[円個台本枚人回分秒年月日時週倍件つ])[間後前目]?)"
)


def _with_marks(core: str) -> re.Pattern[str]:
    """Return what finds parts of a text, the brackets and marks that cling to each taken with it."""
    return re.compile(rf"\n|[ \t\u3000]|[{_NO_END}]*(?:{core}|[^\s])[{_NO_START}]*")


_UNITS = _with_marks(_LATIN)
"""What a line break does not part: a Latin word or one character."""
_WORDS = _with_marks(f"{_AMOUNT}|{_LATIN}|{_KATAKANA}")
"""What it parts only where there is no room: also a word in katakana (タイプ, リージョン間) and a number with its unit."""
_JOINTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[/_.\-:])(?=\w)")
_LONG_WORD = 12
"""Letters from which a Latin word may be broken at its joints, as in ECSCanary|10Percent; and no column is
made wider for a longer word in katakana."""
_FIGURE = re.compile(r"[約±+\-−]?[0-9][0-9,.]*\s?[A-Za-z%％℃円ドル個台本枚人回分秒年月日時間つ]{0,4}$")


class StyledText(NamedTuple):
    """Text in one weight."""

    text: str
    bold: bool


TextLine = tuple[StyledText, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """(text, bold) -> width in pixels, and how wide pictures may be."""

    of: Callable[[str, bool], float]
    widths: tuple[int, ...] = WIDTHS

    def __call__(self, text: str, bold: bool) -> float:
        return self.of(text, bold)


def widths_at(font_scale: float) -> tuple[int, ...]:
    """Return how wide pictures may be for text of another size: a narrower one is shown larger on a phone.

    No further than a table of three columns bears, and never so that the text is below 12 points.
    """
    scale = min(max(font_scale, 1 / 1.15), 1.5)
    return tuple(round(width / scale) for width in WIDTHS)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a picture: its rectangle in pixels and its lines of text."""

    left: int
    top: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    role: str
    """head (a name in the header), key (a name at the side) or body."""
    align_right: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One picture of a table: its size, its boxes, and the rectangle of each body cell that it shows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    cells: dict[str, tuple[int, int, int, int]]
    """Cell key -> (left, top, width, height) in pixels."""


def pages(table: Table, previous: Iterable[frozenset[str]], measure: Measure) -> list[Page]:
    """Lay a table out in as few pictures as it needs.

    `previous` holds, for each earlier picture of this table, the keys of its cells.
    """
    grid = _Grid(table, measure)
    columns, rows = list(range(grid.keys, grid.columns)), list(range(len(table.rows)))
    old = [part for part in previous if part & grid.names]
    is_one = len(old) <= 1 or grid.parts([rows], [columns]) <= set(old)
    if is_one and not grid.fits_width(columns) and (turned := grid.turned(rows, columns)):
        return [turned]
    column_groups = _in_order(columns, grid.fits_width)
    row_groups = _in_order(rows, lambda some: grid.fits_height(some, column_groups))
    if old and not grid.parts(row_groups, column_groups) <= set(old):
        column_groups = _grouped(columns, [grid.columns_of(part) for part in old], grid.fits_width)
        row_groups = _grouped(
            rows, [grid.rows_of(part) for part in old], lambda some: grid.fits_height(some, column_groups)
        )
    return [grid.page(some, group) for some in row_groups for group in column_groups]


def _grouped(items: list[int], old: list[set[int]], fits: Callable[[list[int]], bool]) -> list[list[int]]:
    """Split `items` into groups that fit.

    Those that were in one picture stay together. A new one joins the group of the item before it, or else
    the newest new group, or else begins one.
    """
    home: dict[int, int] = {}
    for part in old:
        known = {home[item] for item in part if item in home}
        group = min(known) if known else len(home)
        for item in part:
            home.setdefault(item, group)
    groups: dict[int, list[int]] = {}
    for item in items:
        if item in home:
            groups.setdefault(home[item], []).append(item)
    fresh: list[list[int]] = []
    nearest = groups[home[next(item for item in items if item in home)]]
    for item in items:
        if item in home:
            nearest = groups[home[item]]
            continue
        with_room = [some for some in (nearest, *fresh[-1:]) if fits(sorted([*some, item]))]
        if not with_room:
            fresh.append([])
        nearest = with_room[0] if with_room else fresh[-1]
        nearest.append(item)
    return sorted(sorted(group) for group in (*groups.values(), *fresh))


def _in_order(items: list[int], fits: Callable[[list[int]], bool]) -> list[list[int]]:
    groups: list[list[int]] = []
    for item in items:
        if groups and fits([*groups[-1], item]):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


class _Grid:
    """A table's texts with what is needed to measure any part of it."""

    def __init__(self, table: Table, measure: Measure) -> None:
        self.table = table
        self.measure = measure
        self.cells: list[Cell] = table_cells(table)
        self.keys = min((cell.column for cell in self.cells), default=1)
        self.columns = max((len(row) for row in table.rows), default=0)
        self.by_key = {cell.key: cell for cell in self.cells}
        self.by_place = {(cell.row, cell.column): cell for cell in self.cells}
        self.names = frozenset(self.by_key)
        self.texts = [[_runs(cell.md) for cell in row] for row in table.rows]
        self.head = [_runs(cell.md) for cell in table.header]
        names = {cell.row: cell.name.md for cell in reversed(self.cells)}
        self.row_names = [_runs(names.get(row, "")) for row in range(len(table.rows))]

    def rows_of(self, part: frozenset[str]) -> set[int]:
        return {self.by_key[key].row for key in part & self.names}

    def columns_of(self, part: frozenset[str]) -> set[int]:
        return {self.by_key[key].column for key in part & self.names}

    def parts(self, row_groups: list[list[int]], column_groups: list[list[int]]) -> set[frozenset[str]]:
        """Return the keys of the cells that are asked in each picture, of pictures that ask any."""
        asked = [cell for cell in self.cells if cell.asked]
        row_at = {row: at for at, group in enumerate(row_groups) for row in group}
        column_at = {column: at for at, group in enumerate(column_groups) for column in group}
        found: dict[tuple[int, int], set[str]] = {}
        for cell in asked:
            found.setdefault((row_at[cell.row], column_at[cell.column]), set()).add(cell.key)
        return set(map(frozenset, found.values()))

    # --- measuring ----------------------------------------------------------------------------

    def fits_height(self, rows: list[int], column_groups: list[list[int]]) -> bool:
        return all(self.height(rows, group) <= LONGEST for group in column_groups)

    def fits_width(self, columns: list[int]) -> bool:
        matrix = self._matrix(list(range(len(self.table.rows))), columns)
        return _fits(matrix, self.measure)

    def height(self, rows: list[int], columns: list[int]) -> int:
        return _laid(self._matrix(rows, columns), self.measure)[1]

    def page(self, rows: list[int], columns: list[int]) -> Page:
        """Return the picture of some rows and columns, key columns and header added."""
        matrix = self._matrix(rows, columns)
        top = 1 if self.head else 0
        return _page(
            matrix,
            self.measure,
            top,
            self.keys,
            lambda at_row, at_column: self.by_place.get((rows[at_row - top], columns[at_column - self.keys])),
        )

    def turned(self, rows: list[int], columns: list[int]) -> Page | None:
        """Return the picture with rows and columns changed over, if that fits."""
        if self.keys != 1 or not self.head:
            return None
        corner: list[list[StyledText]] = [self.head[0] if self.head else []]
        matrix = [[*corner, *(self.row_names[row] for row in rows)]]
        matrix += [
            [self.head[column] if column < len(self.head) else [], *(self.texts[row][column] for row in rows)]
            for column in columns
        ]
        if not _fits(matrix, self.measure) or _laid(matrix, self.measure)[1] > LONGEST:
            return None
        return _page(matrix, self.measure, 1, 1, lambda r, c: self.by_place.get((rows[c - 1], columns[r - 1])))

    def _matrix(self, rows: list[int], columns: list[int]) -> list[list[list[StyledText]]]:
        """Return the runs of each cell of a part, header and keys included."""
        matrix = []
        if self.head:
            matrix.append([self.head[c] if c < len(self.head) else [] for c in (*range(self.keys), *columns)])
        for at, row in enumerate(rows):
            keys = [self.texts[row][c] for c in range(self.keys)]
            if not keys[0] and (at == 0 or self.keys > 1):
                keys[0] = self._above(row) if at == 0 else keys[0]
            matrix.append([*keys, *(self.texts[row][c] for c in columns)])
        return matrix

    def _above(self, row: int) -> list[StyledText]:
        return next((self.texts[above][0] for above in range(row, -1, -1) if self.texts[above][0]), [])


# --- geometry ---------------------------------------------------------------------------------

_Matrix = list[list[list[StyledText]]]
_Parts = Callable[[str], tuple[str, ...]]
"""What cuts a text into the parts between which a line may break."""


class _Way(NamedTuple):
    """How the room in a picture is used."""

    parts: _Parts
    short: int
    """Characters up to which a cell is kept on one line if there is room."""


class _Layout(NamedTuple):
    """Column widths, row heights, and the lines of each cell."""

    widths: list[int]
    heights: list[int]
    lines: list[list[list[TextLine]]]


def _fits(matrix: _Matrix, measure: Measure) -> bool:
    return next(_layouts(matrix, measure), None) is not None


def _layouts(matrix: _Matrix, measure: Measure) -> Iterator[_Layout]:
    """Yield the layouts that fit, the best first: narrow rather than wide, words whole rather than parted."""
    least = sum(_least_widths(matrix, measure))
    for width in measure.widths:
        for way in _WAYS if least <= width else ():
            layout = _layout(width, matrix, measure, way)
            is_too_high = way is not _CLOSE and sum(layout.heights) + RULE > LONGEST
            if not is_too_high and max((len(cell) for row in layout.lines for cell in row), default=0) <= _MOST_LINES:
                yield layout


def _layout(width: int, matrix: _Matrix, measure: Measure, way: _Way) -> _Layout:
    widths = _widths(width, matrix, measure, way)
    lines = [
        [_wrapped(cell, own - 2 * PAD_X, measure, way.parts) for cell, own in zip(row, widths, strict=True)]
        for row in matrix
    ]
    heights = [max(len(cell) for cell in row) * LEADING + 2 * PAD_Y for row in lines]
    return _Layout(widths, heights, lines)


def _least_widths(matrix: _Matrix, measure: Measure) -> list[float]:
    """Return for each column the width of its longest part that cannot be broken, and at least four characters."""
    em = measure("国", False)
    found = []
    for column in zip(*matrix, strict=True):
        sizes = _sizes(column, measure, _units)
        natural = max((_natural(cell, measure) for cell in column), default=0)
        found.append(min(max([4 * em, *sizes]), max(natural, em)) + 2 * PAD_X)
    return found


def _sizes(column: Iterable[list[StyledText]], measure: Measure, parts: _Parts) -> list[float]:
    return [measure(part, run.bold) for cell in column for run in cell for part in parts(run.text)]


def _natural(cell: list[StyledText], measure: Measure) -> float:
    """Return the width of a cell's longest line when nothing is wrapped."""
    widths = [0.0]
    for run in cell:
        for at, part in enumerate(run.text.split("\n")):
            if at:
                widths.append(0.0)
            widths[-1] += measure(part, run.bold)
    return max(widths)


def _widths(width: int, matrix: _Matrix, measure: Measure, way: _Way) -> list[int]:
    """Share `width` among the columns: what each cannot do without, then for whole parts, the rest by need."""
    least = _least_widths(matrix, measure)
    natural = [max(_natural(cell, measure) for cell in column) + 2 * PAD_X for column in zip(*matrix, strict=True)]
    if sum(natural) + len(natural) <= width:
        return [int(own) + 1 for own in natural]
    least = _widened(least, width, matrix, measure, way)
    spare = max(width - sum(least), 0.0)
    need = [max(n - m, 0.0) for n, m in zip(natural, least, strict=True)]
    total = sum(need) or 1.0
    return [int(m + spare * n / total) for m, n in zip(least, need, strict=True)]


def _widened(least: list[float], width: int, matrix: _Matrix, measure: Measure, way: _Way) -> list[float]:
    """Return the widths with room for whole parts and short cells too, as far as `width` allows, the nearest first."""
    em = measure("国", False)
    wishes = set()
    for at, column in enumerate(zip(*matrix, strict=True)):
        short = [size for cell in column if (size := _natural(cell, measure)) <= way.short * em]
        wishes |= {
            (size + 2 * PAD_X - least[at], at)
            for size in (*short, *_sizes(column, measure, way.parts))
            if size <= _LONG_WORD * em
        }
    granted = [0.0] * len(least)
    spare = width - sum(least)
    for more, at in sorted(wishes):
        if 0 < more - granted[at] <= spare:
            spare -= more - granted[at]
            granted[at] = more
    return [own + more for own, more in zip(least, granted, strict=True)]


def _laid_out(matrix: _Matrix, measure: Measure) -> _Layout:
    return next(_layouts(matrix, measure), None) or _layout(measure.widths[0], matrix, measure, _CLOSE)


def _laid(matrix: _Matrix, measure: Measure) -> tuple[int, int]:
    widths, heights, _ = _laid_out(matrix, measure)
    return sum(widths) + RULE, sum(heights) + RULE


def _page(
    matrix: _Matrix, measure: Measure, head_rows: int, key_columns: int, cell_at: Callable[[int, int], Cell | None]
) -> Page:
    widths, heights, lines = _laid_out(matrix, measure)
    figures = [_is_figures(column[head_rows:]) for column in zip(*matrix, strict=True)]
    boxes, cells = [], {}
    top = 0
    for at_row, height in enumerate(heights):
        left = 0
        for at_column, width in enumerate(widths):
            role = "head" if at_row < head_rows else "key" if at_column < key_columns else "body"
            right = figures[at_column] and role == "body"
            boxes.append(Box(left, top, width, height, tuple(lines[at_row][at_column]), role, right))
            if role == "body" and (cell := cell_at(at_row, at_column)):
                cells[cell.key] = (left + RULE + 2, top + RULE + 2, width - RULE - 4, height - RULE - 4)
            left += width
        top += height
    return Page(sum(widths) + RULE, sum(heights) + RULE, tuple(boxes), cells)


def _is_figures(column: Sequence[list[StyledText]]) -> bool:
    texts = ["".join(run.text for run in cell).strip() for cell in column]
    return len(texts) > 1 and all(_FIGURE.match(text) for text in texts)


# --- text -------------------------------------------------------------------------------------


def _runs(md: str) -> list[StyledText]:
    """Return a cell's text by weight; ruby becomes a reading in parentheses, <br> a new line.

    A mark round the whole cell only says that it is asked, and is not set bold.
    """
    if (whole := TOKEN.fullmatch(md.strip())) and (inner := whole["bold"] or whole["high"]):
        return _runs(inner)
    runs: list[StyledText] = []
    at = 0
    for match in TOKEN.finditer(md):
        inner = match["bold"] or match["high"]
        ruby = ruby_of(match)
        if inner is None and ruby is None:
            continue
        runs.append(StyledText(md[at : match.start()], False))
        runs.append(StyledText(inner, True) if inner is not None else StyledText("（".join(ruby or ()) + "）", False))
        at = match.end()
    runs.append(StyledText(md[at:], False))
    return [StyledText(text, run.bold) for run in runs if (text := _flat(run.text))]


def _flat(md: str) -> str:
    parts = re.split(r"<br\s*/?>|\n", md)
    blank = (md[:1] == " ") * " ", (md[-1:] == " ") * " "
    flat = "\n".join(plain(part) for part in parts)
    return blank[0] + flat + blank[1] if flat else ""


@lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    """Return what a line break should not part."""
    return _parts(_WORDS, text)


@lru_cache(4096)
def _units(text: str) -> tuple[str, ...]:
    """Return what a line break must not part."""
    return _parts(_UNITS, text)


def _parts(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Return the parts of a text; long Latin words come in pieces."""
    parts: list[str] = []
    for part in pattern.findall(text):
        parts += _JOINTS.split(part) if len(part) > _LONG_WORD and part.isascii() else [part]
    return tuple(parts)


_CLOSE = _Way(_units, 0)
_WAYS = (_Way(_words, 6), _Way(_words, 0), _CLOSE)


def _wrapped(cell: list[StyledText], width: float, measure: Measure, parts: _Parts) -> list[TextLine]:
    """Break a cell's text into lines by the Japanese rules for what may start and end a line."""
    lines: list[list[StyledText]] = [[]]
    used = 0.0
    for run in cell:
        for unit in _broken(run, width, measure, parts):
            size = measure(unit, run.bold)
            if unit == "\n" or (used + size > width and lines[-1]):
                lines.append([])
                used = 0.0
            if unit.isspace() and not lines[-1]:
                continue
            lines[-1].append(StyledText(unit, run.bold))
            used += size
    return [_merged(line) for line in lines]


def _broken(run: StyledText, width: float, measure: Measure, parts: _Parts) -> Iterator[str]:
    """Yield the parts of a run; one wider than the column in even pieces, and a unit wider than it anywhere."""
    for part in parts(run.text):
        if measure(part, run.bold) <= width:
            yield part
            continue
        for piece in _pieces(part, width, lambda text: measure(text, run.bold)):
            yield from piece if measure(piece, run.bold) > width else (piece,)


def _pieces(word: str, width: float, size: Callable[[str], float]) -> list[str]:
    """Cut a word into its units, joined to as few pieces of about the same length as fit the column."""
    units = _units(word)
    whole = sum(map(size, units))
    fewest = math.ceil(whole / width)
    for count in (fewest, fewest + 1):
        pieces, used = [""], 0.0
        for unit in units:
            if pieces[-1] and (used + size(unit) / 2) * count >= whole * len(pieces):
                pieces.append("")
            pieces[-1] += unit
            used += size(unit)
        if all(size(piece) <= width for piece in pieces):
            return pieces
    return list(units)


def _merged(line: list[StyledText]) -> TextLine:
    merged: list[StyledText] = []
    for run in line:
        if merged and merged[-1].bold == run.bold:
            merged[-1] = StyledText(merged[-1].text + run.text, run.bold)
        else:
            merged.append(run)
    return tuple(merged)
