"""Which records a draft is weighed against: those that share what is rare, ask its question, or stand where it stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import chain

from deckbuilder.base.likeness import PAIR, Grams
from deckbuilder.base.model import Place
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side

_COMMON = 64
"""A pair of characters in more records than this says too little to look there."""
_RAREST = 24
"""How many pairs of a draft are looked up, the rarest first."""
_MOST = 12
"""How many of the records that share most of them are weighed."""


class Candidates:
    """Gives the open records that an open draft is worth weighing against; pictures are known by their cells."""

    def __init__(self, pairing: Pairing, places: MovedPlaces, standings: Iterable[tuple[int, int]]) -> None:
        self.pairing = pairing
        self.index = Index(pairing.records, pairing.open_records)
        self._standing: dict[int, set[int]] = defaultdict(set)
        for draft, record in standings:
            self._standing[draft].add(record)
        self._asking: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self._there: dict[Place, set[int]] = defaultdict(set)
        for at in pairing.open_records:
            record_ = pairing.records[at]
            here = places.here(record_.trail)
            if not record_.retired:
                self._asking[record_.kind, here, record_.text[0]].append(at)
            self._there[here].add(at)
            self._there[places.here(record_.place)].add(at)

    def standing(self, at: int) -> list[int]:
        """Return the records that stand where a draft stands between the same neighbours."""
        return self._that_may(at, self._standing.get(at, ()))

    def all_of(self, at: int) -> list[int]:
        """Return all records that a draft is weighed against."""
        side = self.pairing.drafts[at]
        here = self._asking.get((side.kind, side.trail, side.text[0]), []) if side.is_question else []
        return self._that_may(at, {*self._standing.get(at, ()), *self.index.likest(side), *here})

    def near(self, at: int) -> list[int]:
        """Return the records in the section of a draft and of its term, if these are few; else all that it is weighed against."""
        side = self.pairing.drafts[at]
        there = self._there.get(side.trail, set()) | self._there.get(side.place, set())
        return self._that_may(at, there) if len(there) <= _MOST else self.all_of(at)

    def _that_may(self, at: int, found: Iterable[int]) -> list[int]:
        kind = self.pairing.drafts[at].kind
        if kind == "occlusion":
            return []
        records, may_pair = self.pairing.records, self.pairing.may_pair
        return [record for record in sorted(found) if records[record].kind == kind and may_pair(at, record)]


class Index:
    """Finds the records that share rare pairs of characters with a draft; only pairs that records have are looked up."""

    def __init__(self, sides: Sequence[Side], chosen: Set[int]) -> None:
        having: dict[str, list[int]] = defaultdict(list)
        for at in sorted(chosen):
            for gram in sides[at].grams:
                having[gram].append(at)
        rare = sorted(
            (len(found), gram) for gram, found in having.items() if len(found) <= _COMMON and len(gram) <= PAIR
        )
        self._rank = {gram: rank for rank, (_, gram) in enumerate(rare)}
        self._having = [having[gram] for _, gram in rare]
        self._known = having.keys()

    def likest(self, side: Side) -> list[int]:
        """Return the records that share most of the rarest pairs."""
        rarest = sorted(map(self._rank.__getitem__, side.grams & self._rank.keys()))[:_RAREST]
        found = Counter(chain.from_iterable(map(self._having.__getitem__, rarest)))
        return sorted(found, key=found.__getitem__, reverse=True)[:_MOST]

    def known(self, side: Side) -> Grams:
        """Return what a draft shares with any of the records."""
        return frozenset(self._known & side.grams)
