"""Tables and lists of definitions that are written in HTML: `<table>` and `<dl>`, read like those of Markdown."""

import re
from functools import lru_cache
from html.parser import HTMLParser

from deckbuilder.base.blocks import Text
from deckbuilder.base.patterns import lazy
from deckbuilder.read.comments import uncommented
from deckbuilder.read.open_blocks import JoinedText

_CELLS = frozenset(("th", "td", "dt", "dd"))
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot", "table", "dl"))
_WHOLE = frozenset(("table", "dl"))
_BREAK = "<br>"
_UNFIT = frozenset(("table", "ul", "ol", "dl", "pre", "div", "details", "img"))
"""What a cell may not hold: a cell is one line of text."""


@lru_cache(256)
def html_rows(source: str, first: int) -> tuple[tuple[tuple[Text, ...], ...], bool]:
    """Return the rows of a block of HTML that begins in line `first`, and whether the first of them is a header.

    Of `<dl>` each term with its definition is a row. There are no rows where the block is no plain table: cells that
    reach over several columns, rows that differ in length, pictures, tables and lists in cells, text beside cells, another
    table behind, several columns without names. A column of nothing but signs, as of dots between two others, is none.
    They are found when the line is taken for a table, and asked for again when that is read.
    """
    if _HALF_OPEN.search(source):
        return (), False
    table = _Parser(source, first)
    if not table.is_plain():
        return (), False
    columns = [at for at, cells in enumerate(zip(*table.rows, strict=True)) if any(_says(cell) for cell in cells)]
    if len(columns) < 2 or (len(columns) > 2 and not table.has_header):
        return (), False
    return tuple(tuple(row[at] for at in columns) for row in table.rows), table.has_header


_HALF_OPEN = lazy(r"<!\[|<[A-Za-z/?][^<>]*<")
"""What the parser gives up on, a section of SGML, or what it looks for the end of again and again, a tag without one."""


def _says(cell: Text) -> bool:
    return bool(re.search(r"[^\W_]", cell.md))


class _Parser(HTMLParser):
    """Collects the cells of one block, each with the place of its text."""

    def __init__(self, source: str, first: int) -> None:
        super().__init__(convert_charrefs=False)
        self.lines, self.first = source.split("\n"), first
        self.rows: list[tuple[Text, ...]] = []
        self.has_header = False
        self.is_head = False
        """The open row stands in `<thead>`."""
        self.is_fit = True
        self.is_caption = False
        self.row: list[Text] = []
        self.tags: set[str] = set()
        """What the cells of the open row are."""
        self.reaching: dict[int, tuple[int, Text]] = {}
        """Column -> for how many more rows a cell reaches down, and its text."""
        self.start: tuple[int, int] | None = None
        """Index of the line and the character from which on the text of the open cell stands."""
        self.height = 1
        self.feed(source)
        self.close()

    def is_plain(self) -> bool:
        """Tell whether the rows are those of a table whose cells can be asked."""
        widths = {len(row) for row in self.rows}
        return self.is_fit and len(widths) == 1 and min(widths) > 1 and len(self.rows) > self.has_header

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a cell or a row; what begins one ends the one before, as authors leave out `</td>` and `</dd>`."""
        if tag in _CELLS:
            self._begin_cell(tag, dict(attrs))
        elif self.start is not None and tag in _UNFIT:
            self.is_fit = False
        elif tag in _ROWS:
            self._end_row()
            self.is_fit = self.is_fit and not (tag in _WHOLE and self.rows)
            self.is_head = tag == "thead" or (tag == "tr" and self.is_head)
        self.is_caption = self.is_caption or tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a row."""
        if tag in _CELLS:
            self._end_cell()
        elif tag in _ROWS:
            self._end_row()
        self.is_caption = self.is_caption and tag != "caption"

    def handle_data(self, data: str) -> None:
        """Leave alone what has text beside its cells, which no card would show."""
        if self.start is None and not self.is_caption and data.strip():
            self.is_fit = False

    def handle_comment(self, data: str) -> None:
        """Leave alone what has a comment of several lines in a cell."""
        if self.start is not None and "\n" in data:
            self.is_fit = False

    def _begin_cell(self, tag: str, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if tag == "dt":
            self._end_row()
        self._take_from_above()
        if (attrs.get("colspan") or "1") != "1":
            self.is_fit = False
        height = attrs.get("rowspan") or ""
        self.height = int(height) if height.isdecimal() and len(height) < 3 else 1
        self.tags.add(tag)
        line, column = self.getpos()
        opening = (self.get_starttag_text() or "").split("\n")
        line += len(opening) - 2
        self.start = line, len(opening[-1]) + (column if len(opening) == 1 else 0)

    def _end_cell(self) -> None:
        if self.start is None:
            return
        line, column = self.getpos()
        text = self._text(self.start, (line - 1, column))
        if self.tags == {"dt", "dd"} and len(self.row) > 1:
            text = self.row.pop().over(text, _BREAK)
        if self.height > 1:
            self.reaching[len(self.row)] = self.height - 1, text
        self.row.append(text)
        self.start = None

    def _text(self, start: tuple[int, int], end: tuple[int, int]) -> Text:
        """Return what stands between two places of the block, its lines joined."""
        found: JoinedText | None = None
        for line in range(start[0], end[0] + 1):
            begin = start[1] if line == start[0] else 0
            piece, _, _ = uncommented(self.lines[line][begin : end[1] if line == end[0] else None])
            said, number, col = piece.strip(), self.first + line, begin + len(piece) - len(piece.lstrip()) + 1
            if said and found:
                found.add(said, number, col, None)
            elif said:
                found = JoinedText(said, number, col)
        return found.text() if found else Text("", ((0, self.first + start[0], start[1] + 1),))

    def _take_from_above(self) -> None:
        """Add the cells of rows above that reach down to here."""
        while (column := len(self.row)) in self.reaching:
            left, text = self.reaching.pop(column)
            self.row.append(text)
            if left > 1:
                self.reaching[column] = left - 1, text

    def _end_row(self) -> None:
        self._end_cell()
        if self.row:
            self._take_from_above()
        if any(cell.md for cell in self.row):
            self.has_header = self.has_header or (not self.rows and (self.is_head or self.tags == {"th"}))
            self.rows.append(tuple(self.row))
        self.row, self.tags = [], set()
