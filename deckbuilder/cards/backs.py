"""What stands on the back of a card beside its answer: the rest of its entry, of a long one what is nearest."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from deckbuilder.base.blocks import (
    Block,
    Caution,
    Entry,
    Item,
    ItemList,
    Labelled,
    Paragraph,
    Text,
    block_lines,
    block_texts,
)
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import sentences

LONGEST_BACK = 2_000
"""Characters of an entry that stand on the back of one card beside what it asks."""
_ROW = 20
"""Characters that fit into a row on a phone; an item that is shorter takes a row as well."""


def beside(entry: Entry, block: Block, own: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """Return what stands on the back of a card of `block`: the rest of its entry, of a long one what is nearest.

    `own` is what is left of the block itself; a card of a block inside a list shows all of the list.
    """
    blocks = entry.blocks
    at = index_of(blocks, block)
    if blocks[at] is not block:
        own = (blocks[at],) if size_of(blocks[at]) <= LONGEST_BACK else ()
    low, high = _nearest(len(blocks), at, lambda other: size_of(blocks[other]))
    return (*blocks[low:at], *own, *blocks[at + 1 : high])


def without_last(block: Block) -> tuple[Block, ...]:
    """Return a paragraph without its last sentence."""
    assert isinstance(block, Paragraph)
    bounds = sentences(block.text.md)
    return around(block, bounds, len(bounds) - 1)


def that_fit(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks that a card of the term shows: all, or of many the first."""
    _, high = _nearest(len(blocks), -1, lambda at: size_of(blocks[at]))
    return blocks[:high]


def around(
    block: Paragraph | Caution | Labelled, bounds: Sequence[tuple[int, int]], at: int, count: int = 1
) -> tuple[Block, ...]:
    """Return what stands before and after `count` sentences from `at` on of a block; `bounds` are those of its sentences."""
    low, high = _nearest(len(bounds), at, lambda other: bounds[other][1] - bounds[other][0])
    parts = [part for part in (bounds[low:at], bounds[at + count : high]) if part]
    texts = (_without_break(block.text.slice(part[0][0], part[-1][1])) for part in parts)
    return tuple(replace(block, text=text, directives=()) for text in texts)


def _without_break(text: Text) -> Text:
    """Return a text without the line break that parted it from the sentence before."""
    lead = _BREAK.match(text.md)
    return text.slice(lead.end(), len(text.md)) if lead else text


_BREAK = lazy(r"<br\s*/?>\s*", re.IGNORECASE)


def sizes_of(items: Sequence[Item]) -> list[int]:
    """Return how many characters each item has room for."""
    return [max(size_of(ItemList((item,), False)), _ROW) for item in items]


def items_around(block: ItemList, at: int, sizes: Sequence[int]) -> ItemList:
    """Return a list; of one too long for a back the items round `at`, their numbers left out.

    `sizes` are those of the items.
    """
    items = block.items
    low, high = _nearest(len(items), at, sizes.__getitem__)
    whole = high - low == len(items)
    return block if whole else ItemList(items[low:high], False)


def without_item(block: ItemList, at: int) -> tuple[Block, ...]:
    """Return what stands below an item and the other items; a list in which the order matters is left whole."""
    others = (*block.items[:at], *block.items[at + 1 :])
    if block.ordered:
        return (block,)
    return (*block.items[at].blocks, *([replace(block, items=others)] if others else []))


def _nearest(count: int, at: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the range round `at`, of 0 to `count`, of what together takes no more than a back has room for."""
    low, high, room = max(at, 0), at + 1, LONGEST_BACK
    grows = True
    while grows:
        grows = False
        if low > 0 and (taken := size(low - 1)) <= room:
            low, room, grows = low - 1, room - taken, True
        if high < count and (taken := size(high)) <= room:
            high, room, grows = high + 1, room - taken, True
    return low, high


def size_of(block: Block) -> int:
    """Return how many characters a block has; of one that no back has room for only that."""
    size = 0
    for text in block_texts(block):
        size += len(text.md)
        if size > LONGEST_BACK:
            break
    return size


def index_of(blocks: tuple[Block, ...], block: Block) -> int:
    """Return the index of `block`, or of the block that it is inside of; they stand in the order of their lines."""
    at = bisect_right(blocks, block_lines(block)[0], key=lambda other: block_lines(other)[0]) - 1
    found = at
    while found >= 0 and blocks[found] is not block and block_lines(blocks[found])[0] == block_lines(blocks[at])[0]:
        found -= 1
    return found if found >= 0 and blocks[found] is block else max(at, 0)
