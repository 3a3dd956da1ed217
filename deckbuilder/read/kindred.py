"""Terms whose names end as those beside them: 主格, 属格 and 呼格 are kinds of one thing, and each is worth its name."""

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, Shape
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.read.counted import runs
from deckbuilder.read.inline import plain

_FORMS: frozenset[Shape] = frozenset(("line", "term", "heading"))
"""Shapes of entries that may be of one kind."""


def kindred(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with those told that stand among terms whose names all end alike."""
    found = list(entries)
    for run in runs(entries, _FORMS):
        terms = (entries[at].term for at in run)
        names = [without_parentheses(plain(term.md)).strip() for term in terms if term]
        if len(run) > 1 and len(set(names)) == len(names) and _WORD_AT_END.search(_shared_end(names)):
            for at in run:
                found[at] = replace(found[at], kindred=True)
    return found


_WORD_AT_END = lazy(r"(?:[一-龠々][きぎしちみびりい]?|[ァ-ヶー]{3})$")
"""What names may have in common at their end: 格, 結び, ソート."""


def _shared_end(names: Sequence[str]) -> str:
    """Return what all names end in, and none of them is."""
    letters = takewhile(lambda same: len(set(same)) == 1, zip(*map(reversed, names), strict=False))
    shared = "".join(same[0] for same in letters)[::-1]
    return "" if shared in names else shared
