"""Which block says something of an entry, and what leads to a list or table."""

from deckbuilder.base.blocks import Block, Entry, ItemList, Labelled, Paragraph, Table, Text
from deckbuilder.base.sentences import introduces, sentences
from deckbuilder.cards.backs import index_of
from deckbuilder.read.inline import is_reference, marks

MOST_REFERENCES = 20
"""Blocks at the top of an entry among which its definition is looked for."""


def first_of(blocks: tuple[Block, ...]) -> Block | None:
    """Return the first block that says something, and not just where it stands."""
    return next((block for block in blocks[:MOST_REFERENCES] if not is_link(block)), None)


def is_link(block: Block) -> bool:
    """Tell whether a block only says where something stands."""
    return isinstance(block, Paragraph | Labelled) and is_reference(block.text.md)


def block_after(entry: Entry, block: Block) -> tuple[Block, ...]:
    """Return the block below one that stands in the entry itself."""
    at = index_of(entry.blocks, block)
    return entry.blocks[at + 1 : at + 2] if entry.blocks[at] is block else ()


def is_lead(md: str, rest: tuple[Block, ...]) -> bool:
    """Tell whether a sentence only introduces the list or table below it."""
    if not rest or not isinstance(rest[0], ItemList | Table):
        return False
    return introduces(md)


def lead_of(entry: Entry, block: Block) -> Text | None:
    """Return the sentence above a list that introduces it."""
    at = index_of(entry.blocks, block)
    before = entry.blocks[at - 1] if at and entry.blocks[at] is block else None
    if not isinstance(before, Paragraph):
        return None
    start, end = sentences(before.text.md)[-1]
    text = before.text.slice(start, end)
    return text if is_lead(text.md, (block,)) and not marks(text.md) else None
