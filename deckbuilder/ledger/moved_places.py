"""Where the sections and terms of the ledger are now: headings are renamed, and take along what is below them.

A section is known by what it says. That its name is like another, or that it is the only one that
has gone while one has come, says nothing as long as no sentence or answer of it stayed alike.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain

from deckbuilder.base.likeness import ALIKE_HERE, telling_length
from deckbuilder.base.model import Place
from deckbuilder.ledger.alike import LONG, goes_on
from deckbuilder.ledger.pairing import Pairing, by_key
from deckbuilder.ledger.place_names import (
    are_like_names,
    grouped,
    is_added_to_name,
    is_still_named,
    last_name,
    renamed,
    with_those_above,
)
from deckbuilder.ledger.sides import Side, asks_the_same
from deckbuilder.ledger.vicinity import Vicinity, grouped_holes
from deckbuilder.read.words import naming

TELLING = 4
"""Folded characters from which equal answers, by themselves, tell where a section has gone."""

FEW = 4
"""Questions with the same answer in both of two sections, for each that has another, if one is the other or its copy."""
_RECENT = 4_096
"""Pairs of places that are remembered."""


class MovedPlaces:
    """Old place -> new place, as the pairs found so far tell."""

    def __init__(self, pairing: Pairing, vicinity: Vicinity) -> None:
        self.pairing, self.vicinity = pairing, vicinity
        self.moved = pairing.moved
        self._against = lru_cache(_RECENT)(self._count_against)
        """Counts it once for all pairs that are weighed in one round."""
        self._settled = -1
        """How often something had changed when there was nothing more to learn."""

    def here(self, place: Place) -> Place:
        """Return where a place of the ledger is now; a place of the notes is where it is."""
        return self.moved.get(place, place)

    def is_replaced(self, old: Place, new: Place) -> bool:
        """Tell whether a section is gone and another one new, and nothing says that they are one."""
        return old in self.gone and new in self.come and self.here(old) != new

    def was_there(self, place: Place) -> bool:
        """Tell whether a place of the notes was in the ledger already, and is not where another one has gone."""
        return place in self._before and self.here(place) == place

    @cached_property
    def here_now(self) -> set[Place]:
        """The places of what the notes ask, and of what they could."""
        return {place for side in self.pairing.drafts if not side.is_kept for place in (side.trail, side.place)}

    @cached_property
    def _asked_now(self) -> set[Place]:
        """The places of what the notes ask."""
        return {place for side in self.pairing.drafts if side.wish == "ask" for place in (side.trail, side.place)}

    @cached_property
    def _before(self) -> Counter[Place]:
        """How much stood in each place of the ledger."""
        live = ((side.trail, side.place) for side in self.pairing.records if not side.retired)
        return Counter(chain.from_iterable(live))

    @cached_property
    def sections(self) -> set[Place]:
        """All sections of today, and those of terms."""
        return with_those_above(self.here_now | self.pairing.rest.places())

    @cached_property
    def sections_before(self) -> set[Place]:
        """The same of the ledger."""
        return with_those_above(self._before.keys() | self.pairing.rest.before())

    @cached_property
    def gone(self) -> set[Place]:
        """Places that have gone."""
        return set(self._before) - self.here_now

    @cached_property
    def come(self) -> set[Place]:
        """Places that have come."""
        return self.here_now - set(self._before)

    def learn(self) -> None:
        """Learn renamed and moved sections and terms from the notes that were found elsewhere."""
        if not self.gone or self._settled == self.pairing.steps:
            return  # only to save the work: there is nothing to be learnt
        known = dict(self.moved)
        votes = self._votes()
        most = {old: max(counted, key=counted.__getitem__) for old, counted in votes.items()}
        above: dict[Place, set[Place]] = defaultdict(set)
        for old, place in most.items():
            if old[-1:] == place[-1:]:
                above[old[:-1]].add(place[:-1])
        for old, place in most.items():
            count = votes[old][place]
            is_most = 2 * count >= self._before[old] or is_still_named(old, place)
            if is_most and count > self.against(old, place) and not self._went_along(old, place, above[old[:-1]]):
                self.moved[old] = place
        self._learn_from_names()
        self._learn_from_parents()
        self._learn_from_terms()
        if self.moved == known:
            self._settled = self.pairing.steps

    def _went_along(self, old: Place, copy: Place, above: Iterable[Place]) -> bool:
        """Tell whether a section may be, by its own name, where the heading above it has gone, and not where it was copied to."""
        if not above or old[-1:] == copy[-1:]:
            return False
        places = ((*now, old[-1]) for now in above)
        return any(place in self.come and self._stayed(old, place) for place in places)

    def _votes(self) -> dict[Place, Counter[Place]]:
        gone = self.gone
        votes: dict[Place, Counter[Place]] = defaultdict(Counter)
        others: dict[tuple[Place, Place], list[Side]] = defaultdict(list)
        grown: Counter[tuple[Place, Place]] = Counter()
        for at, match in self.pairing.pairs.items():
            draft, record = self.pairing.drafts[at], self.pairing.records[match]
            if record.trail in gone:
                votes[record.trail][draft.trail] += 1
            if record.place in gone:
                votes[record.place][draft.place] += 1
        drafts = self.pairing.drafts
        said = [at for at in self.pairing.open_drafts if drafts[at].wish != "withdraw"]
        texts = by_key(drafts, said, lambda s: (s.kind, *s.text))
        prompts = by_key(drafts, self.pairing.asked_open(), lambda s: (s.kind, s.text[0]))
        answers = by_key(drafts, said, lambda s: (s.kind, s.unglossed))
        for at in self.pairing.live_open():
            side = self.pairing.records[at]
            same = _those_asked(drafts, texts.get((side.kind, *side.text), []), side)
            alone = prompts.get((side.kind, side.text[0]), [])
            grew = [one for one in alone if len(alone) == 1 and goes_on(drafts[one], side)]
            found = same or grew or self._glossed(answers.get((side.kind, side.unglossed), ()), side)
            if len(found) != 1 or side.trail not in gone:
                continue
            now = drafts[found[0]]
            if not same:
                grown[side.trail, now.trail] += 1
            elif self.vicinity.telling(side) < TELLING:
                others[side.trail, now.trail].append(side)
            elif not self._is_asked_before(now):
                votes[side.trail][now.trail] += 1
        claims = Counter(new for _, new in others)
        for (old, new), sides in others.items():
            if claims[new] == 1 and self._is_all(old, sides, besides=votes[old][new] if old in votes else 0):
                votes[old][new] += len(sides)
        for (old, new), count in grown.items():
            if count > 1:  # one answer may begin like another by chance
                votes[old][new] += count
        return votes

    def _glossed(self, found: Iterable[int], record: Side) -> Sequence[int]:
        """Return the drafts of like name with the answer of a record, or that explained in parentheses: 甲, 甲（きのえ）."""
        drafts = {at: self.pairing.drafts[at] for at in found if self.vicinity.telling(record) >= TELLING}
        same = {at: one for at, one in drafts.items() if one.unglossed in (one.text[1], record.text[1])}
        named = {at: one for at, one in same.items() if is_added_to_name(one.prompt, record.prompt)}
        return [at for at, one in named.items() if not self._is_asked_before(one)]

    def _is_all(self, place: Place, sides: Sequence[Side], besides: int) -> bool:
        """Tell whether these are all that a place had, and together so long that they tell it, though a copy says the same."""
        told = sum(telling_length(text) for side in sides for text in side.text)
        return len(sides) + besides == self._before[place] and told >= LONG

    def _is_asked_before(self, draft: Side) -> bool:
        """Tell whether an open record asks the question of a draft in its place."""
        records = ((at, self.pairing.records[at]) for at in self.pairing.records_at[draft.trail])
        return any(
            at in self.pairing.open_records and not side.retired and asks_the_same(draft, side) for at, side in records
        )

    def against(self, old: Place, new: Place) -> int:
        """Return how many open questions of a place have another answer in the other place."""
        return self._against(old, new, self.pairing.steps)[0]

    def speaks_against(self, old: Place, new: Place) -> int:
        """Return the same; 0 where only a few have another answer, besides many that have an alike one."""
        others, alike = self._against(old, new, self.pairing.steps)
        return others if others * FEW > alike else 0

    def _count_against(self, old: Place, new: Place, _steps: int) -> tuple[int, int]:
        """Return how many open questions of a place have another answer in the other place, and how many an alike one."""
        asked: dict[str, list[Side]] = defaultdict(list)
        for draft in self._open(self.pairing.drafts, self.pairing.drafts_at[new], self.pairing.open_drafts):
            asked[draft.text[0]].append(draft)
        before = self._open(self.pairing.records, self.pairing.records_at[old], self.pairing.open_records)
        both = [side for side in before if side.text[0] in asked]
        alike = sum(
            any(goes_on(one, side) or self.are_alike(one, side) for one in asked[side.text[0]]) for side in both
        )
        return len(both) - alike, alike

    @staticmethod
    def _open(sides: Sequence[Side], at: Iterable[int], open_: set[int]) -> list[Side]:
        """Return the questions among these that have no partner yet."""
        return [sides[one] for one in at if one in open_ and sides[one].is_question and not sides[one].retired]

    def _left(self) -> tuple[set[Place], set[Place]]:
        return self.gone - set(self.moved), self.come - set(self.moved.values())

    def _learn_from_names(self) -> None:
        """A place that differs in one name only, the only such pair, is renamed if something of it stayed alike.

        Of several, so is the only pair of which one name was only added to or shortened, if no other place has anything of it.
        """
        gone, come = self._left()
        olds, news = grouped_holes(gone), grouped_holes(come)
        found: dict[Place, set[Place]] = defaultdict(set)
        for (level, rest), before in olds.items():
            after = news.get((level, rest), [])
            for old, new in renamed(before, after, level):
                is_like = len(old) > level + 1 or are_like_names(old[level], new[level])
                others = (place for place in after if place != new)
                if is_like and self._stayed(old, new) and not any(self._staying(old, place) for place in others):
                    found[old].add(new)
        self.moved.update({old: next(iter(new)) for old, new in found.items() if len(new) == 1})

    def _stayed(self, old: Place, new: Place) -> bool:
        """Tell whether a sentence or an answer of a place is in the other one too, and more of them than have changed.

        Of a name that was only added to or shortened one is enough: it says itself that it is still about the same.
        """
        against = 0 if is_still_named(old, new) else self.against(old, new)
        return self._staying(old, new) > against

    def _staying(self, old: Place, new: Place) -> int:
        """Return how many sentences or answers of a place are in the other one too."""
        records, drafts = self._records_in.get(old, ()), self._drafts_in.get(new, ())
        return sum(any(self._tells(draft, record) for draft in drafts) for record in records)

    def _tells(self, draft: Side, record: Side) -> bool:
        if draft.kind != record.kind or not self.are_alike(draft, record):
            return False
        return draft.text != record.text or self.vicinity.telling(record) >= TELLING

    @cached_property
    def _records_in(self) -> dict[Place, list[Side]]:
        return _by_place(side for side in self.pairing.records if not side.retired)

    @cached_property
    def _drafts_in(self) -> dict[Place, list[Side]]:
        return _by_place(side for side in self.pairing.drafts if not side.is_kept)

    def are_alike(self, draft: Side, record: Side, least: float = ALIKE_HERE) -> bool:
        """Tell whether two answers are alike by themselves, in what is rare near them."""
        if draft.text[1] == record.text[1]:
            return True
        alike = self.vicinity.likeness(draft.text[1], record.text[1]) >= least
        return alike and self.vicinity.share_what_is_rare(draft, record)

    def _learn_from_parents(self) -> None:
        """A renamed heading takes the places below it along, also those that say nothing themselves."""
        gone, _ = self._left()
        here = self.here_now | self.pairing.rest.places()
        for old in sorted(gone, key=lambda place: (len(place), place)):
            for cut in range(len(old) - 1, 0, -1):
                if parent := self.moved.get(old[:cut]):
                    now = (*parent, *old[cut:])
                    if now in here:
                        self.moved[old] = now
                        break

    def _learn_from_terms(self) -> None:
        """A term that has gone from one place and come up in one other has moved; so has a facet's name in its term.

        A name that stands in other places too is no such term, unless something of it stayed alike. Nor is one whose place
        is only offered there: it may have stood in it all the time.
        """
        gone, come = self._left()
        come &= self._asked_now
        for key in (last_name, self._facet_of):
            old, new = grouped(gone, key), grouped(come, key)
            for name, places in old.items():
                if len(places) == len(new.get(name, ())) == 1:
                    one, other = places[0], new[name][0]
                    if (key is last_name and self._names[name] == 1) or self._stayed(one, other):
                        self.moved.setdefault(one, other)

    @cached_property
    def _names(self) -> Counter[Hashable]:
        """In how many places of the ledger each term stands."""
        return Counter(filter(None, map(last_name, self._before.keys() | self.pairing.rest.before())))

    def _facet_of(self, place: Place) -> Hashable:
        """Return what a facet is a part of, where that is now; nothing for other places."""
        return self.here(place[:-1]) if place and naming(place[-1]) != "term" else None


def _those_asked(drafts: Sequence[Side], found: Sequence[int], record: Side) -> Sequence[int]:
    """Return the drafts that are asked; if none is, those that could be, or are kept. Of several, the nearest by their sections' names."""

    def nearness(at: int) -> tuple[int, bool, bool]:
        trail = drafts[at].trail
        return len({*trail} & {*record.trail}), trail[-1:] == record.trail[-1:], drafts[at].path == record.path

    left = next(
        filter(None, ([at for at in found if drafts[at].wish == wish] for wish in ("ask", "offer", "keep"))), []
    )
    nearest = max(map(nearness, left), default=None)
    return [at for at in left if nearness(at) == nearest]


def _by_place(sides: Iterable[Side]) -> dict[Place, list[Side]]:
    found: dict[Place, list[Side]] = defaultdict(list)
    for side in sides:
        for place in (side.trail, side.place):
            found[place].append(side)
    return found
