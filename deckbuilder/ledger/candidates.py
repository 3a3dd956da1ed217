"""Which records a draft is weighed against: those that share what is rare, ask its question, or stand where it stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from deckbuilder.base.likeness import PAIR
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side

_COMMON = 64
"""A pair of characters in more records than this says too little to look there."""
_RAREST = 24
"""How many pairs of a draft are looked up, the rarest first."""
_MOST = 12
"""How many of the records that share most of them are weighed."""


def candidates(
    pairing: Pairing, places: MovedPlaces, standings: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the open (draft, record) of one kind that are worth weighing, in their order; pictures are known by their cells."""
    index = Index(pairing.records, pairing.open_records)
    standing: dict[int, set[int]] = defaultdict(set)
    for draft, record in standings:
        standing[draft].add(record)
    asking: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in pairing.live_open():
        record_ = pairing.records[at]
        asking[record_.kind, places.here(record_.trail), record_.text[0]].append(at)
    for at in sorted(pairing.open_drafts):
        side = pairing.drafts[at]
        here = asking.get((side.kind, side.trail, side.text[0]), []) if side.is_question else []
        for record in sorted({*standing[at], *index.likest(side), *here}):
            if pairing.records[record].kind == side.kind != "occlusion" and pairing.may_pair(at, record):
                yield at, record


class Index:
    """Finds the records that share rare pairs of characters with a draft; only pairs that records have are looked up."""

    def __init__(self, sides: Sequence[Side], chosen: Set[int]) -> None:
        having: dict[str, list[int]] = defaultdict(list)
        for at in sorted(chosen):
            for gram in sides[at].grams:
                if len(gram) <= PAIR:
                    having[gram].append(at)
        rare = sorted((len(found), gram) for gram, found in having.items() if len(found) <= _COMMON)
        self._rank = {gram: rank for rank, (_, gram) in enumerate(rare)}
        self._having = [having[gram] for _, gram in rare]

    def likest(self, side: Side) -> list[int]:
        """Return the records that share most of the rarest pairs."""
        rarest = sorted(map(self._rank.__getitem__, side.grams & self._rank.keys()))[:_RAREST]
        found = Counter(chain.from_iterable(map(self._having.__getitem__, rarest)))
        return sorted(found, key=found.__getitem__, reverse=True)[:_MOST]
