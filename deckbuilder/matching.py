"""Tell which draft is which note of the ledger. In doubt: none.

Passes go from the surest evidence to the weakest, and each takes only pairs that are unique on both
sides: same place and text; same place, other text; same text, other place; then the best mutual
likeness. A likeness counts what two texts share by how rare it is among their neighbours, so that
sentences cut to one pattern are not taken for each other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from deckbuilder.text import fold

DISTINCTIVE = 12
"""Folded characters from which a text, by itself, tells which note it is."""
ALIKE_HERE, ALIKE_ANYWHERE = 0.5, 0.72
"""Likeness from which two texts are one note, in the same place and elsewhere."""
MARGIN = 0.12
"""How much better than the second best a match must be."""
DOUBT = 0.4
"""Likeness from which a new note is worth a word of doubt."""
_COMMON = 64
"""A pair of characters in more texts than this says too little to look there for candidates."""


@dataclass(slots=True)
class Side:
    """A draft or a record, as it is compared."""

    kind: str
    role: str
    path: str
    trail: tuple[str, ...]
    prompt: str
    answer: str
    pin: str = ""
    retired: bool = False
    folded: tuple[str, str] | None = field(default=None, init=False)

    @property
    def text(self) -> tuple[str, str]:
        """Folded prompt and answer."""
        if self.folded is None:
            self.folded = (fold(self.prompt), fold(self.answer))
        return self.folded


@dataclass(frozen=True, slots=True)
class Matching:
    """The result: record index by draft index, and drafts left new although a record looks like them."""

    pairs: dict[int, int]
    doubts: dict[int, int]


def matched(drafts: Sequence[Side], records: Sequence[Side]) -> Matching:
    """Pair drafts with records."""
    return _Matcher(drafts, records).run()


class _Matcher:
    def __init__(self, drafts: Sequence[Side], records: Sequence[Side]) -> None:
        self.drafts, self.records = drafts, records
        self.pairs: dict[int, int] = {}
        self.open_drafts = set(range(len(drafts)))
        self.open_records = set(range(len(records)))
        self.moved: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Old trail -> new trail, as the pairs found so far tell."""

    def run(self) -> Matching:
        self._exact(lambda s: (s.kind, s.path, s.trail, s.prompt, s.answer))
        self._exact(lambda s: (s.kind, s.trail, s.prompt, s.answer))
        if not self.open_drafts or not self.open_records:
            return Matching(self.pairs, {})
        self._pinned()
        self._unique(lambda s: (s.kind, s.trail, *s.text), self._always)
        self._learn_moves()
        self._unique(lambda s: (s.kind, self._here(s), *s.text), self._always)
        self._unique(lambda s: (s.kind, *s.text), self._same_text)
        self._learn_moves()
        self._unique(lambda s: (s.kind, self._here(s), *s.text), self._always)
        self._unique(lambda s: (s.kind, self._here(s), s.text[0]), self._same_prompt)
        self._unique(lambda s: (s.kind, self._here(s), s.text[1]), self._same_answer)
        return Matching(self.pairs, self._alike())

    # --- passes -----------------------------------------------------------------------------

    def _exact(self, key: Callable[[Side], Hashable]) -> None:
        """Pair equal texts in equal places, before anything is folded."""
        index: dict[Hashable, list[int]] = defaultdict(list)
        for at in self.open_records:
            index[key(self.records[at])].append(at)
        for at in sorted(self.open_drafts):
            found = index.get(key(self.drafts[at]))
            if found:
                live = sorted(found, key=lambda record: (self.records[record].retired, record))
                self._pair(at, live[0])
                found.remove(live[0])

    def _pinned(self) -> None:
        for key in (
            lambda s: s.pin and (s.pin, s.kind, *s.text),
            lambda s: s.pin and (s.pin, s.kind, s.text[0]),
            lambda s: s.pin and (s.pin, s.kind, s.text[1]),
            lambda s: s.pin and (s.pin, s.kind, s.role),
        ):
            self._unique(key, self._always)

    def _unique(self, key: Callable[[Side], Hashable], accepts: Callable[[int, int], bool]) -> None:
        """Pair what has a key that one draft and one record have; live records go before retired ones."""
        drafts, records = self._by_key(self.drafts, self.open_drafts, key), self._by_key(self.records, self.open_records, key)
        for value, found in drafts.items():
            candidates = records.get(value, [])
            live = [at for at in candidates if not self.records[at].retired] or candidates
            if len(found) == 1 and len(live) == 1 and accepts(found[0], live[0]):
                self._pair(found[0], live[0])

    @staticmethod
    def _by_key(sides: Sequence[Side], open_: set[int], key: Callable[[Side], Hashable]) -> dict[Hashable, list[int]]:
        index: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(open_):
            if value := key(sides[at]):
                index[value].append(at)
        return index

    def _pair(self, draft: int, record: int) -> None:
        self.pairs[draft] = record
        self.open_drafts.discard(draft)
        self.open_records.discard(record)

    # --- places -----------------------------------------------------------------------------

    def _here(self, side: Side) -> tuple[str, ...]:
        """Return the trail of a draft, or where the trail of a record has gone."""
        return self.moved.get(side.trail, side.trail)

    def _learn_moves(self) -> None:
        """Learn renamed and moved sections from distinctive texts that are found in one other place."""
        votes: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
        for draft, record in self.pairs.items():
            votes[self.records[record].trail][self.drafts[draft].trail] += 1
        texts = self._by_key(self.drafts, self.open_drafts, lambda s: (s.kind, *s.text))
        for at in self.open_records:
            record = self.records[at]
            found = texts.get((record.kind, *record.text), [])
            if len(found) == 1 and not record.retired:
                votes[record.trail][self.drafts[found[0]].trail] += 1
        here = {side.trail for side in self.drafts}
        size = Counter(side.trail for side in self.records if not side.retired)
        for old, new in votes.items():
            trail, count = new.most_common(1)[0]
            if old not in here and 2 * count >= size[old] and trail != old:
                self.moved[old] = trail
        self._learn_from_parents(here)

    def _learn_from_parents(self, here: set[tuple[str, ...]]) -> None:
        """A renamed heading takes the trails below it along, also those that say nothing themselves."""
        for old in {side.trail for side in self.records} - set(self.moved) - here:
            for cut in range(len(old) - 1, 0, -1):
                if (parent := self.moved.get(old[:cut])) and (*parent, *old[cut:]) in here:
                    self.moved[old] = (*parent, *old[cut:])
                    break

    # --- acceptance ---------------------------------------------------------------------------

    def _always(self, _draft: int, _record: int) -> bool:
        return True

    def _same_text(self, draft: int, record: int) -> bool:
        """Same text in another place: sure when the text is distinctive or its section has moved there."""
        old, new = self.records[record], self.drafts[draft]
        if len(new.text[0]) + len(new.text[1]) >= DISTINCTIVE:
            return True
        return not old.retired and self._here(old) == new.trail

    def _same_prompt(self, draft: int, record: int) -> bool:
        """Same question in the same place with another answer: sure unless the answers say otherwise."""
        old, new = self.records[record], self.drafts[draft]
        if likeness(old.text[1], new.text[1]) >= ALIKE_HERE:
            return True
        if new.kind != "basic" or old.retired:
            return False
        return self._is_only_one(draft, record) and not self._is_claimed(draft, record)

    def _is_only_one(self, draft: int, record: int) -> bool:
        """Tell whether the question is asked only once in its place, before and after."""
        old, new = self.records[record], self.drafts[draft]
        before = sum(1 for s in self._records_at(old.trail) if s.kind == old.kind and s.text[0] == old.text[0] and not s.retired)
        after = sum(1 for s in self._drafts_at(new.trail) if s.kind == new.kind and s.text[0] == new.text[0])
        return before == after == 1

    def _is_claimed(self, draft: int, record: int) -> bool:
        """Tell whether the answer on either side belongs, word for word, to another open note."""
        old, new = self.records[record], self.drafts[draft]
        by_draft = any(self.drafts[at].text[1] == old.text[1] for at in self.open_drafts if at != draft and self.drafts[at].trail == new.trail)
        by_record = any(self.records[at].text[1] == new.text[1] for at in self.open_records if at != record and self.records[at].trail == old.trail)
        return by_draft or by_record

    def _same_answer(self, draft: int, record: int) -> bool:
        """Same answer in the same place under another name: sure when it is distinctive or the names are alike."""
        old, new = self.records[record], self.drafts[draft]
        if len(new.text[1]) >= DISTINCTIVE:
            return True
        return likeness(old.text[0], new.text[0]) >= ALIKE_HERE

    def _records_at(self, trail: tuple[str, ...]) -> Iterable[Side]:
        return self._at(self.records, "_record_index", trail)

    def _drafts_at(self, trail: tuple[str, ...]) -> Iterable[Side]:
        return self._at(self.drafts, "_draft_index", trail)

    def _at(self, sides: Sequence[Side], name: str, trail: tuple[str, ...]) -> Iterable[Side]:
        index: dict[tuple[str, ...], list[Side]] | None = self.__dict__.get(name)
        if index is None:
            index = defaultdict(list)
            for side in sides:
                index[side.trail].append(side)
            self.__dict__[name] = index
        return index.get(trail, ())

    # --- likeness -----------------------------------------------------------------------------

    def _alike(self) -> dict[int, int]:
        """Pair what is left by mutual best likeness; return the drafts that stay new in doubt."""
        scores = self._scores()
        best_of_draft, best_of_record = _ranking(scores, 0), _ranking(scores, 1)
        doubts: dict[int, int] = {}
        for draft in sorted(best_of_draft):
            (score, record), second = best_of_draft[draft]
            (_, back), other = best_of_record[record]
            threshold = ALIKE_HERE if self._here(self.records[record]) == self.drafts[draft].trail else ALIKE_ANYWHERE
            if back == draft and score >= threshold and score - max(second, other) >= MARGIN:
                self._pair(draft, record)
            elif score >= DOUBT:
                doubts[draft] = record
        return doubts

    def _scores(self) -> dict[tuple[int, int], float]:
        """Return the likeness of each open draft and record that share something rare."""
        weights = self._weights()
        index: dict[str, list[int]] = defaultdict(list)
        for at in self.open_records:
            for gram in set(_grams(self.records[at])):
                index[gram].append(at)
        scores = {}
        for at in self.open_drafts:
            draft = self.drafts[at]
            grams = sorted(set(_grams(draft)), key=lambda gram: len(index.get(gram, ())))
            candidates: Counter[int] = Counter()
            for gram in grams[:24]:
                found = index.get(gram, ())
                if len(found) <= _COMMON:
                    candidates.update(found)
            for record, _ in candidates.most_common(12):
                if self.records[record].kind == draft.kind:
                    scores[at, record] = self._score(draft, self.records[record], weights)
        return scores

    def _score(self, draft: Side, record: Side, weights: dict[str, float]) -> float:
        text = likeness("\n".join(draft.text), "\n".join(record.text), weights)
        if draft.text[0] != record.text[0] and draft.kind == "basic":
            # Another question: the answer has to carry the whole proof.
            text = min(text, (likeness(draft.text[0], record.text[0], weights) + 2 * likeness(draft.text[1], record.text[1], weights)) / 3)
        return text

    def _weights(self) -> dict[str, float]:
        """Return how telling each character pair is: 1 / the number of neighbours that have it."""
        trails = {self.records[at].trail for at in self.open_records}
        trails |= {self.drafts[at].trail for at in self.open_drafts}
        counts: Counter[str] = Counter()
        for side in self.records:
            if side.trail in trails:
                counts.update(set(_grams(side)))
        return {gram: 1 / count for gram, count in counts.items()}


def _ranking(scores: dict[tuple[int, int], float], side: int) -> dict[int, tuple[tuple[float, int], float]]:
    """Return for each draft (side 0) or record (side 1): its best (score, other), and the second best score."""
    best: dict[int, tuple[tuple[float, int], float]] = {}
    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        own, other = pair[side], pair[1 - side]
        if own not in best:
            best[own] = ((scores[pair], other), 0.0)
        elif best[own][1] == 0.0:
            best[own] = (best[own][0], scores[pair])
    return best


def _grams(side: Side) -> list[str]:
    return _pairs("\n".join(side.text))


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


def likeness(one: str, other: str, weights: dict[str, float] | None = None) -> float:
    """Return how much of two texts is shared, 0 to 1: Dice over character pairs, the rare ones counting more."""
    if one == other:
        return 1.0
    left, right = Counter(_pairs(one)), Counter(_pairs(other))
    weight = (lambda gram: 1.0) if weights is None else (lambda gram: weights.get(gram, 1.0))
    shared = sum(weight(gram) * count for gram, count in (left & right).items())
    total = sum(weight(gram) * count for gram, count in left.items()) + sum(weight(gram) * count for gram, count in right.items())
    return 2 * shared / total if total else 0.0
