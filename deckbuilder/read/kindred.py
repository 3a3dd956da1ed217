"""Terms whose names end as those beside them: 主格, 属格 and 呼格 are kinds of one thing, and each is worth its name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, Shape
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.read.counted import runs
from deckbuilder.read.inline import plain

_FORMS: frozenset[Shape] = frozenset(("line", "term", "heading"))
"""Shapes of entries that may be of one kind."""
FEWEST = 3
"""Names that have to end alike, if not all of a run do."""


def kindred(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with those told that stand among terms whose names end alike."""
    found = list(entries)
    for run in runs(entries, _FORMS):
        terms = (entries[at].term for at in run)
        names = [without_parentheses(plain(term.md)).strip() for term in terms if term]
        for place in _alike(names) if len(set(names)) == len(names) else ():
            found[run[place]] = replace(found[run[place]], kindred=True)
    return found


def _alike(names: Sequence[str]) -> Iterator[int]:
    """Yield where names stand that end in one word: all of them, or some at least."""
    by_last = defaultdict(list)
    for place, name in enumerate(names):
        by_last[name[-1:]].append(place)
    for places in by_last.values():
        is_enough = len(places) >= FEWEST or 1 < len(places) == len(names)
        if is_enough and _WORD_AT_END.search(_shared_end([names[place] for place in places])):
            yield from places


_WORD_AT_END = lazy(r"(?:[一-龠々][きぎしちみびりい]?|[ァ-ヶー]{3})$")
"""What names may have in common at their end: 格, 結び, ソート."""


def _shared_end(names: Sequence[str]) -> str:
    """Return what all these names end in, and none of them is."""
    letters = takewhile(lambda same: len(set(same)) == 1, zip(*map(reversed, names), strict=False))
    shared = "".join(same[0] for same in letters)[::-1]
    return "" if shared in names else shared
