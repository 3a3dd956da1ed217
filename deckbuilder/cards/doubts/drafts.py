"""What of a draft is looked at by all doubts: its texts, and whether all its cards are meant."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from deckbuilder.base.blocks import Block, Entry, ItemList, Paragraph, block_lines
from deckbuilder.base.notes import Draft
from deckbuilder.cards.echoes import MOSTLY, is_of_language, said_again
from deckbuilder.cards.saying import CALLED
from deckbuilder.read.inline import plain, without_slots


class Finder(NamedTuple):
    """What finds the cards that are not sure, and in drafts of which roles; in all where none is named."""

    roles: frozenset[str]
    finds: Callable[[Entry, Draft], Iterable[int]]
    """Returns their ordinals."""


LONGEST_SURE = 100
"""Characters of a text that is a definition."""


LONGEST_ANSWER = 52
"""Characters of a definition that is recalled; of 86 longer ones readers called 6 good."""
CLEAR, LONGEST_CLEAR = 3, 80
"""Points of a definition that may be longer, and up to how many characters; of 42 such ones 4 were bad."""


def each(doubts: Callable[[Entry, Draft], bool], *roles: str) -> Finder:
    """Return a finder that doubts every card of a draft or none."""

    def finds(entry: Entry, draft: Draft) -> Iterable[int]:
        return range(max(len(draft.slots), 1)) if doubts(entry, draft) else ()

    return Finder(frozenset(roles), finds)


def said(draft: Draft) -> Iterator[str]:
    """Yield the texts that a draft asks, plain."""
    for block in draft.body:
        if isinstance(block, ItemList):
            yield from (plain(without_slots(item.text.md)) for item in block.items)
        elif isinstance(block, Paragraph):
            yield plain(without_slots(block.text.md))


def name_of(draft: Draft) -> str:
    """Return what a draft asks by, plain: its term, or the name of its row."""
    return plain(draft.prompt.md) if draft.prompt and draft.role != "cell" else draft.term


def text_of(block: Block) -> str:
    return plain(block.text.md) if isinstance(block, Paragraph) else ""


TEXTS_ABOVE = 2
"""Texts above a list and its lead that may say what it is of."""


def texts_above(entry: Entry, draft: Draft) -> Iterable[str]:
    """Return the texts above what a draft asks: in its entry above a list or a table, else above the term."""
    if draft.role == "definition":
        return entry.leads
    at = bisect_left(entry.blocks, draft.span.first, key=lambda block: block_lines(block)[0])
    above = entry.blocks[max(at - TEXTS_ABOVE, 0) : at]
    return (block.text.md for block in above if isinstance(block, Paragraph))


def says_answer(name: str, draft: Draft) -> bool:
    """Tell whether a name says most of an answer, and no word of a language is asked."""
    text = CALLED.sub("", text_of(draft.body[0]))
    return not is_of_language(draft.trail) and said_again(name, text) >= MOSTLY
