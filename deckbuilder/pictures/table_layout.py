"""Lay a table out as pictures that read on a phone: which rows and columns stand in which.

A picture is at most 1024 px long and as wide as an iPhone shows at two pixels a point. A table that
does not fit is turned, or else split, its key columns and header repeated. Once a cell has been in
a picture it stays with the same neighbours, because its card cannot move to another note.
"""

from collections.abc import Callable, Iterable

from deckbuilder.base.blocks import Table
from deckbuilder.pictures.column_widths import LONGEST, Page, fits, height_of, page_of
from deckbuilder.pictures.line_breaks import Measure, StyledText, styled
from deckbuilder.read.cells import Cell, table_cells


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
        self.texts = [[styled(cell.md) for cell in row] for row in table.rows]
        self.head = [styled(cell.md) for cell in table.header]
        names = {cell.row: cell.name.md for cell in reversed(self.cells)}
        self.row_names = [styled(names.get(row, "")) for row in range(len(table.rows))]

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
        return fits(matrix, self.measure)

    def height(self, rows: list[int], columns: list[int]) -> int:
        return height_of(self._matrix(rows, columns), self.measure)

    def page(self, rows: list[int], columns: list[int]) -> Page:
        """Return the picture of some rows and columns, key columns and header added."""
        matrix = self._matrix(rows, columns)
        top = 1 if self.head else 0
        return page_of(
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
        if not fits(matrix, self.measure) or height_of(matrix, self.measure) > LONGEST:
            return None
        return page_of(matrix, self.measure, 1, 1, lambda r, c: self.by_place.get((rows[c - 1], columns[r - 1])))

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
