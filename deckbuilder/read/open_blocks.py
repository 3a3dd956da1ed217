"""Blocks while they are being written, line by line, and as they are when done."""

import re

import msgspec

from deckbuilder.base.blocks import (
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
from deckbuilder.base.text import glue
from deckbuilder.read.markers import Line


class JoinedText:
    """Source lines being joined into one text."""

    def __init__(self, text: str, line: int, col: int) -> None:
        self.md = text
        self.origins = [(0, line, col)]

    def add(self, text: str, line: int, col: int, between: str | None) -> None:
        self.md += glue(self.md, text) if between is None else between
        self.origins.append((len(self.md), line, col))
        self.md += text

    def text(self) -> Text:
        return Text(self.md, tuple(self.origins))


class OpenItem(msgspec.Struct):
    """An item, and what stands below it."""

    text: JoinedText
    label: str
    blocks: list["OpenBlock"] = []


class Items(msgspec.Struct):
    """A list."""

    family: str
    items: list[OpenItem]
    directives: tuple[Directive, ...]


class Prose(msgspec.Struct):
    """A paragraph, caution, caption or labelled line."""

    form: str
    label: str
    text: JoinedText
    directives: tuple[Directive, ...]


OpenBlock = Prose | Items | Table | Verbatim
"""A block that may still grow; tables and verbatim text come whole."""


def frozen(block: OpenBlock) -> Block:
    """Return a block as it is when done; a list of one bare item is a paragraph."""
    if isinstance(block, Prose):
        text = block.text.text()
        if block.form == "caution":
            return Caution(text, block.directives)
        if block.form == "labelled":
            return Labelled(block.label, text, block.directives)
        return Paragraph(text, block.directives)
    if isinstance(block, Items):
        items = tuple(map(_frozen_item, block.items))
        if len(items) == 1 and not items[0].blocks:
            return Paragraph(items[0].text, block.directives)
        return ItemList(items, block.family == "number", block.directives)
    return block


def _frozen_item(item: OpenItem) -> Item:
    return Item(item.text.text(), tuple(map(frozen, item.blocks)), item.label)


def verbatim(line: Line) -> Verbatim:
    """Return code, a formula or HTML as it stands."""
    form = line.kind
    assert form in ("code", "math", "html")
    origins = [(0, line.first, line.col)]
    if form == "html":  # what is left out of it is told by its row
        origins += [(end.end(), line.first + at, 1) for at, end in enumerate(re.finditer("\n", line.text), 1)]
    return Verbatim(form, line.mark if form == "code" else "", Text(line.text, tuple(origins)), line.last)
