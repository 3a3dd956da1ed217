"""One picture of a table: how wide its columns are, and where its boxes and their lines stand, in pixels."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.base.patterns import lazy
from deckbuilder.pictures.line_breaks import (
    LONG_WORD,
    Measure,
    Parts,
    StyledText,
    TextLine,
    natural_width,
    units,
    words,
    wrapped,
)
from deckbuilder.read.cells import Cell

LONGEST = 1024
"""Pixels of the longest edge of a picture."""
LEADING, PAD_X, PAD_Y, RULE = 42, 14, 11, 2
_MOST_LINES = 7
"""A column so narrow that a cell takes more lines than this does not fit."""
_FIGURE = lazy(r"[約±+\-−]?[0-9][0-9,.]*\s?[A-Za-z%％℃円ドル個台本枚人回分秒年月日時間つ]{0,4}$")


class Box(msgspec.Struct, frozen=True):
    """A cell of a picture: its rectangle in pixels and its lines of text."""

    left: int
    top: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    role: str
    """head (a name in the header), key (a name at the side) or body."""
    align_right: bool


class Page(msgspec.Struct, frozen=True):
    """One picture of a table: its size, its boxes, and the rectangle of each body cell that it shows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    cells: dict[str, tuple[int, int, int, int]]
    """Cell key -> (left, top, width, height) in pixels."""


Matrix = list[list[list[StyledText]]]
"""The texts of a picture by row and column, names included."""


class _Way(NamedTuple):
    """How the room in a picture is used."""

    parts: Parts
    short: int
    """Characters up to which a cell is kept on one line if there is room."""


class _Layout(NamedTuple):
    """Column widths, row heights, and the lines of each cell."""

    widths: list[int]
    heights: list[int]
    lines: list[list[list[TextLine]]]


def fits(matrix: Matrix, measure: Measure) -> bool:
    """Tell whether a picture of these texts is as wide as a phone shows, with no column too narrow to be read."""
    return next(_layouts(matrix, measure), None) is not None


def _layouts(matrix: Matrix, measure: Measure) -> Iterator[_Layout]:
    """Yield the layouts that fit, the best first: narrow rather than wide, words whole rather than parted."""
    least = sum(_least_widths(matrix, measure))
    for width in measure.widths:
        for way in _WAYS if least <= width else ():
            layout = _layout(width, matrix, measure, way)
            is_too_high = way is not _CLOSE and sum(layout.heights) + RULE > LONGEST
            if not is_too_high and max((len(cell) for row in layout.lines for cell in row), default=0) <= _MOST_LINES:
                yield layout


def _layout(width: int, matrix: Matrix, measure: Measure, way: _Way) -> _Layout:
    widths = _widths(width, matrix, measure, way)
    lines = [
        [wrapped(cell, own - 2 * PAD_X, measure, way.parts) for cell, own in zip(row, widths, strict=True)]
        for row in matrix
    ]
    heights = [max(len(cell) for cell in row) * LEADING + 2 * PAD_Y for row in lines]
    return _Layout(widths, heights, lines)


def _least_widths(matrix: Matrix, measure: Measure) -> list[float]:
    """Return for each column the width of its longest part that cannot be broken, and at least four characters."""
    em = measure("国", False)
    found = []
    for column in zip(*matrix, strict=True):
        sizes = _sizes(column, measure, units)
        natural = max((natural_width(cell, measure) for cell in column), default=0)
        found.append(min(max([4 * em, *sizes]), max(natural, em)) + 2 * PAD_X)
    return found


def _sizes(column: Iterable[list[StyledText]], measure: Measure, parts: Parts) -> list[float]:
    return [measure(part, run.bold) for cell in column for run in cell for part in parts(run.text)]


def _widths(width: int, matrix: Matrix, measure: Measure, way: _Way) -> list[int]:
    """Share `width` among the columns: what each cannot do without, then for whole parts, the rest by need."""
    least = _least_widths(matrix, measure)
    natural = [max(natural_width(cell, measure) for cell in column) + 2 * PAD_X for column in zip(*matrix, strict=True)]
    if sum(natural) + len(natural) <= width:
        return [int(own) + 1 for own in natural]
    least = _widened(least, width, matrix, measure, way)
    spare = max(width - sum(least), 0.0)
    need = [max(n - m, 0.0) for n, m in zip(natural, least, strict=True)]
    total = sum(need) or 1.0
    return [int(m + spare * n / total) for m, n in zip(least, need, strict=True)]


def _widened(least: list[float], width: int, matrix: Matrix, measure: Measure, way: _Way) -> list[float]:
    """Return the widths with room for whole parts and short cells too, as far as `width` allows, the nearest first."""
    em = measure("国", False)
    wishes = set()
    for at, column in enumerate(zip(*matrix, strict=True)):
        short = [size for cell in column if (size := natural_width(cell, measure)) <= way.short * em]
        wishes |= {
            (size + 2 * PAD_X - least[at], at)
            for size in (*short, *_sizes(column, measure, way.parts))
            if size <= LONG_WORD * em
        }
    granted = [0.0] * len(least)
    spare = width - sum(least)
    for more, at in sorted(wishes):
        if 0 < more - granted[at] <= spare:
            spare -= more - granted[at]
            granted[at] = more
    return [own + more for own, more in zip(least, granted, strict=True)]


def _laid_out(matrix: Matrix, measure: Measure) -> _Layout:
    return next(_layouts(matrix, measure), None) or _layout(measure.widths[0], matrix, measure, _CLOSE)


def height_of(matrix: Matrix, measure: Measure) -> int:
    """Return the pixels that a picture of these texts is high."""
    return sum(_laid_out(matrix, measure).heights) + RULE


def page_of(
    matrix: Matrix, measure: Measure, head_rows: int, key_columns: int, cell_at: Callable[[int, int], Cell | None]
) -> Page:
    """Return the picture of these texts; `cell_at` tells which cell stands in which row and column."""
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


_CLOSE = _Way(units, 0)
_WAYS = (_Way(words, 6), _Way(words, 0), _CLOSE)
