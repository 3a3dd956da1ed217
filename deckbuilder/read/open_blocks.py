"""Blocks while they are being written, line by line, and as they are when done."""

from dataclasses import dataclass, field

from deckbuilder.base.model import (
    Block,
    Caution,
    Directive,
    Item,
    ItemList,
    Labelled,
    Paragraph,
    Table,
    Text,
    Verbatim,
)
from deckbuilder.base.text import fold, glue
from deckbuilder.read.inline import plain
from deckbuilder.read.lines import LONGEST_TEXT, Line, cells, is_separator


class Run:
    """Source lines being joined into one text."""

    def __init__(self, text: str, line: int, col: int) -> None:
        self.md = text
        self.origins = [(0, line, col)]

    def add(self, text: str, line: int, col: int, between: str | None = None) -> None:
        self.md += glue(self.md, text) if between is None else between
        self.origins.append((len(self.md), line, col))
        self.md += text

    @property
    def is_full(self) -> bool:
        """Tell whether it is as long as a text may be; what follows is a text of its own."""
        return len(self.md) >= LONGEST_TEXT

    def text(self) -> Text:
        return Text(self.md, tuple(self.origins))


@dataclass
class OpenItem:
    run: Run
    indent: int
    label: str = ""
    blocks: list["OpenBlock"] = field(default_factory=list)


@dataclass
class Bullets:
    indent: int
    family: str
    items: list[OpenItem]
    directives: tuple[Directive, ...]


@dataclass
class Prose:
    """A paragraph, caution or labelled line that may still grow."""

    form: str
    label: str
    run: Run
    directives: tuple[Directive, ...]


OpenBlock = Prose | Bullets | Table | Verbatim
"""A block that may still grow; tables and verbatim text come whole."""


def frozen(block: OpenBlock) -> Block | None:
    if isinstance(block, Prose):
        text = block.run.text()
        if block.form == "caution":
            return Caution(text, block.directives)
        if block.form == "labelled":
            return Labelled(block.label, text, block.directives)
        return Paragraph(text, block.directives)
    if isinstance(block, Bullets):
        items = tuple(_frozen_item(item) for item in block.items)
        if len(items) == 1 and not items[0].blocks:
            return Paragraph(items[0].text, block.directives)
        return ItemList(items, block.family == "number", block.directives)
    return block


def _frozen_item(item: OpenItem) -> Item:
    return Item(item.run.text(), tuple(b for block in item.blocks if (b := frozen(block))), item.label)


# --- tables -----------------------------------------------------------------------------------

_HALF_TERM = frozenset(
    "用語 語 語句 言葉 ことば 単語 英単語 熟語 表現 フレーズ 名称 名前 略語 略称 コマンド キーワード term word name command".split()
)
_HALF_MEANING = frozenset(
    "説明 意味 定義 内容 解説 訳 訳語 和訳 日本語 日本語訳 概要 答え 正式名称 definition meaning description".split()
)
_FOLDED_TERM = frozenset(fold(word) for word in _HALF_TERM)
_FOLDED_MEANING = frozenset(fold(word) for word in _HALF_MEANING)


def parsed_table(line: Line) -> tuple[tuple[Text, ...], list[tuple[Text, ...]], list[int]]:
    """Split the rows of a table into (header, body rows, lines of structure)."""
    rows: list[tuple[Text, ...]] = []
    structural = []
    header: tuple[Text, ...] = ()
    raw = line.text.split("\n")
    width = _width_without_border(raw)
    for number, row in enumerate(raw, line.first):
        if len(rows) == 1 and not header and is_separator(row):
            structural.append(number)
            header = rows.pop()
            continue
        found = cells(row, width)
        if (rows or header) and not any(text for text, _ in found):
            structural.append(number)
            continue
        rows.append(tuple(Text(text, ((0, number, col),)) for text, col in found))
    columns = max(len(row) for row in [header, *rows])
    if not header and columns > 2 and len(rows) > 1:
        header = rows.pop(0)
    if header:
        header = _filled(header, columns)
    return header, [_filled(row, columns) for row in rows], structural


def _width_without_border(rows: list[str]) -> int:
    """Return how many columns a table has whose head, names or dashes, begins without a border; of others 0."""
    head = [row for row in rows if row.strip()][:2]
    head = head if is_separator(head[-1]) else head[:1]
    return max((len(cells(row)) for row in head if not row.lstrip().startswith("|")), default=0)


def _filled(row: tuple[Text, ...], columns: int) -> tuple[Text, ...]:
    """Give a row with missing cells its empty ones."""
    _, line, col = row[-1].origins[0]
    return (*row, *(Text("", ((0, line, col),)) for _ in range(columns - len(row))))


def defines_terms(header: tuple[Text, ...], rows: list[tuple[Text, ...]]) -> bool:
    """Tell whether a table lists terms with their definitions, so that each row is an entry."""
    if not rows or len(rows[0]) < 2:
        return False
    if not header:
        return len(rows[0]) == 2
    names = [fold(plain(cell.md)) for cell in header]
    return names[0] in _FOLDED_TERM and names[1] in _FOLDED_MEANING
