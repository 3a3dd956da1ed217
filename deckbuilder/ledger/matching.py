"""Tell which draft is which note of the ledger. In doubt: none.

Passes go from the surest evidence to the weakest, and each takes only pairs that are unique on both
sides: same place and text; same place, other text; same text, other place; then the best mutual
likeness. A likeness counts what two texts share by how rare it is among their neighbours, so that
sentences cut to one pattern are not taken for each other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from deckbuilder.base.likeness import ALIKE_HERE, MARGIN, likeness, name_likeness, pairs, ranking
from deckbuilder.base.model import WHOLE, Place, Wish
from deckbuilder.base.text import fold
from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.read.words import naming

DISTINCTIVE = 12
"""Folded characters from which a text, by itself, tells which note it is."""
ALIKE_ANYWHERE = 0.72
"""Likeness from which two texts are one note that are not in the same place."""
ALIKE_HIDING, ALIKE_NAMED, ALIKE_HIDING_OTHER = 0.15, 0.25, 0.7
"""The same for two sentences of one term that hide the same, for two questions in one place whose
names are alike, and for two sentences that hide nothing of the same."""
ALIKE_FRAMES, FRAME_LENGTH = 0.85, 9
"""The same for what two sentences of one term do not hide, when that is long enough to tell: another answer then."""
NAME_LENGTH = 4
"""Folded characters from which hidden texts are seldom those of two sentences of one term."""
ALIKE_HIDING_ANYWHERE = 0.55
"""The same elsewhere, for two sentences that hide the same."""
ALIKE_RETIRED = 0.85
"""The same for a note whose text had gone: only what comes back nearly word for word takes up its reviews."""
DOUBT = 0.4
"""Likeness from which a new note is worth a word of doubt."""
_COMMON = 64
"""A pair of characters in more texts than this says too little to look there for candidates."""


@dataclass
class Side:
    """A draft or a record, as it is compared."""

    kind: str
    role: str
    path: str
    trail: Place
    term: str
    prompt: str
    answer: str
    pin: str = ""
    wish: Wish = "ask"
    """Of a draft: one that the notes only keep or withdraw goes with a card that is there, and is no reason for doubt."""
    retired: bool = False
    withdrawn: bool = False
    """A record whose text the notes still have, though they ask it no more; it goes on following that text."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What stands in each part that a picture asks, by its name."""
    hides: Callable[[], Iterable[str]] = tuple
    """Yields the texts that a cloze hides; few notes are ever asked."""
    folded: tuple[str, str] | None = None
    place: Place = field(init=False)
    """The trail with the term."""

    def __post_init__(self) -> None:
        self.place = (*self.trail, self.term)

    @property
    def is_question(self) -> bool:
        """Tell whether it is one question with one answer."""
        return self.kind in WHOLE

    @property
    def text(self) -> tuple[str, str]:
        """Folded prompt and answer."""
        if self.folded is None:
            self.folded = (fold(self.prompt), fold(self.answer))
        return self.folded

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The texts that a cloze hides."""
        return frozenset(self.hides())

    @property
    def frame(self) -> str:
        """The folded text of a cloze without what it hides."""
        text = self.text[1]
        for hidden in sorted(map(fold, self.hidden), key=len, reverse=True):
            text = text.replace(hidden, "□") if hidden else text
        return text


@dataclass(frozen=True, slots=True)
class Matching:
    """The result: record index by draft index, and drafts left new although a record looks like them."""

    pairs: dict[int, int]
    doubts: dict[int, int]


@dataclass(frozen=True)
class Rest:
    """Drafts that are paired with their records for sure, and share no place with any other draft or live record."""

    has_place: Callable[[Place], bool]
    records_at: Callable[[Set[Place]], Iterable[Side]]
    """The records in some trails."""


def matched(drafts: Sequence[Side], records: Sequence[Side], rest: Rest) -> Matching:
    """Pair drafts with records."""
    return _Matcher(drafts, records, rest).run()


class _Matcher:
    def __init__(self, drafts: Sequence[Side], records: Sequence[Side], rest: Rest) -> None:
        self.drafts, self.records, self.rest = drafts, records, rest
        self.pairs: dict[int, int] = {}
        self.open_drafts = set(range(len(drafts)))
        self.open_records = set(range(len(records)))
        self.moved: dict[Place, Place] = {}
        """Where the places of the ledger have gone, as the pairs found so far tell."""

    def run(self) -> Matching:
        self._exact(lambda s: (s.kind, s.pin, s.path, s.trail, s.prompt, s.answer, tuple(s.cells)))
        self._exact(lambda s: (s.kind, s.pin, s.trail, s.prompt, s.answer))
        if not self.open_drafts or not self.open_records:
            return Matching(self.pairs, {})
        self._pinned()
        self._unique(lambda s: (s.kind, s.trail, *s.text), self._always)
        self._learn_moves()
        self._unique(lambda s: (s.kind, self._here(s.trail), *s.text), self._always)
        self._unique(lambda s: (s.kind, *s.text), self._same_text)
        self._unique(lambda s: s.kind == "cloze" and s.text[1], self._is_distinctive)
        self._learn_moves()
        self._unique(lambda s: (s.kind, self._here(s.trail), *s.text), self._always)
        self._pictures()
        self._unique(lambda s: (s.kind, self._here(s.trail), s.text[0]), self._same_prompt)
        self._unique(lambda s: (s.kind, self._here(s.trail), s.text[1]), self._same_answer)
        self._learn_moves()
        self._unique(lambda s: s.kind == "cloze" and (self._here(s.place), s.hidden), self._same_hidden)
        self._unique(lambda s: (s.kind, self._here(s.trail), *s.text), self._always, asked=False)
        return Matching(self.pairs, self._alike())

    # --- passes -----------------------------------------------------------------------------

    def _exact(self, key: Callable[[Side], Hashable]) -> None:
        """Pair equal texts in equal places, before anything is folded."""
        index: dict[Hashable, list[int]] = defaultdict(list)
        for at in self.open_records:
            index[key(self.records[at])].append(at)
        for at in sorted(self.open_drafts):
            found = index.get(key(self.drafts[at]), [])
            live = sorted(
                (record for record in found if self._may_pair(at, record)),
                key=lambda record: (self.records[record].retired, self.records[record].withdrawn, record),
            )
            if live:
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

    def _pictures(self) -> None:
        """Pair pictures by the parts they ask, those in the same place first; there, parts may have been renamed."""
        drafts = [at for at in sorted(self.open_drafts) if self.drafts[at].cells]
        records = [at for at in sorted(self.open_records) if self.records[at].cells]
        scores = {}
        for draft in drafts:
            for record in records:
                new, old = self.drafts[draft], self.records[record]
                may_differ = self._here(old.place) == new.place and not old.retired
                same = renamed(old.cells, new.cells) if may_differ else new.cells.keys() & old.cells.keys()
                shared = len(same) / min(len(new.cells), len(old.cells))
                if shared >= ALIKE_HERE:
                    scores[draft, record] = shared + (self._here(old.trail) == new.trail) - old.retired
        best_of_draft, best_of_record = ranking(scores, 0), ranking(scores, 1)
        for draft, ((score, record), second) in best_of_draft.items():
            (_, back), other = best_of_record[record]
            if back == draft and score - max(second, other) >= MARGIN:
                self._pair(draft, record)

    def _unique(self, key: Callable[[Side], Hashable], accepts: Callable[[int, int], bool], asked: bool = True) -> None:
        """Pair what has a key that one draft and one record have; live records go before retired ones.

        What is asked never waits for what is only kept: files that stand have their other forms too.
        """
        open_drafts = {at for at in self.open_drafts if (self.drafts[at].wish == "ask") == asked}
        drafts, records = (
            self._by_key(self.drafts, open_drafts, key),
            self._by_key(self.records, self.open_records, key),
        )
        for value, found in drafts.items():
            candidates = records.get(value, [])
            live = [at for at in candidates if not self.records[at].retired] or candidates
            if len(found) == 1 and len(live) == 1 and self._may_pair(found[0], live[0]) and accepts(found[0], live[0]):
                self._pair(found[0], live[0])

    @staticmethod
    def _by_key(sides: Sequence[Side], open_: set[int], key: Callable[[Side], Hashable]) -> dict[Hashable, list[int]]:
        index: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(open_):
            if value := key(sides[at]):
                index[value].append(at)
        return index

    def _may_pair(self, draft: int, record: int) -> bool:
        """A form that the notes do not ask for makes no card anew, revives none, and takes none of another file.

        But for one of the same place: files that share a place are always matched together.
        """
        new, old = self.drafts[draft], self.records[record]
        if new.wish == "ask":
            return True
        if new.wish == "offer":
            return not (old.retired or old.withdrawn) and (new.path == old.path or new.trail == old.trail)
        if new.is_question:
            goes_on = new.text[0] == old.text[0] or new.text[1] == old.text[1]
        else:
            goes_on = (new.role == "list") == (old.role == "list")
        if new.wish == "withdraw" and new.kind == "cloze":
            # What a mark hid must still be there to be marked again.
            goes_on = goes_on and all(fold(hidden) in new.text[1] for hidden in old.hidden)
        if old.withdrawn:
            return goes_on and new.wish == "withdraw" and new.path == old.path
        return goes_on and not old.retired and (new.path == old.path or new.trail == old.trail)

    def _pair(self, draft: int, record: int) -> None:
        self.pairs[draft] = record
        self.open_drafts.discard(draft)
        self.open_records.discard(record)

    # --- places -----------------------------------------------------------------------------

    def _here(self, place: Place) -> Place:
        """Return where a place of the ledger is now; a place of the notes is where it is."""
        return self.moved.get(place, place)

    def _learn_moves(self) -> None:
        """Learn renamed and moved sections and terms from the notes that were found elsewhere."""
        here, gone, come, size = self._places
        if not gone:
            return
        votes: dict[Place, Counter[Place]] = defaultdict(Counter)
        for at, match in self.pairs.items():
            draft, record = self.drafts[at], self.records[match]
            if record.trail in gone:
                votes[record.trail][draft.trail] += 1
            if record.place in gone:
                votes[record.place][draft.place] += 1
        open_drafts = {at for at in self.open_drafts if self.drafts[at].wish == "ask"}
        texts = self._by_key(self.drafts, open_drafts, lambda s: (s.kind, *s.text))
        for at in self.open_records:
            side = self.records[at]
            found = texts.get((side.kind, *side.text), [])
            if len(found) == 1 and not side.retired and side.trail in gone and not self._has_record(found[0]):
                votes[side.trail][self.drafts[found[0]].trail] += 1
        for old, counted in votes.items():
            place, count = counted.most_common(1)[0]
            if 2 * count >= size[old]:
                self.moved[old] = place
        self._learn_from_names(gone - set(self.moved), come - set(self.moved.values()))
        self._learn_from_parents(gone - set(self.moved), here)
        self._learn_from_terms(gone - set(self.moved), come - set(self.moved.values()))

    @cached_property
    def _places(self) -> tuple[set[Place], set[Place], set[Place], Counter[Place]]:
        """The places of the notes, those that have gone, those that have come, and how much stood in the first."""
        live = [side for side in self.records if not side.retired]
        asked = [side for side in self.drafts if side.wish == "ask"]
        here, there = ({p for side in sides for p in (side.trail, side.place)} for sides in (asked, live))
        gone = there - here
        size = Counter(place for side in live for place in {side.trail, side.place} if place in gone)
        return here, gone, here - there, size

    def _learn_from_names(self, gone: set[Place], come: set[Place]) -> None:
        """A place that differs in one name only, when that is the only such pair or the names are alike, is renamed."""
        holes: dict[tuple[Place, Place], tuple[list[Place], list[Place]]] = defaultdict(lambda: ([], []))
        for side, places in enumerate((gone, come)):
            for place in places:
                for level in range(len(place)):
                    holes[place[:level], place[level + 1 :]][side].append(place)
        found: dict[Place, set[Place]] = defaultdict(set)
        for (above, below), (old, new) in holes.items():
            if len(old) == len(new) == 1:
                names = fold(old[0][len(above)]), fold(new[0][len(above)])
                if below or _names_alike(*names):
                    found[old[0]].add(new[0])
        self.moved |= {old: next(iter(new)) for old, new in found.items() if len(new) == 1}

    def _learn_from_parents(self, gone: set[Place], here: set[Place]) -> None:
        """A renamed heading takes the places below it along, also those that say nothing themselves."""
        for old in sorted(gone, key=lambda place: (len(place), place)):
            for cut in range(len(old) - 1, 0, -1):
                if parent := self.moved.get(old[:cut]):
                    now = (*parent, *old[cut:])
                    if now in here or self.rest.has_place(now):
                        self.moved[old] = now
                        break

    def _learn_from_terms(self, gone: set[Place], come: set[Place]) -> None:
        """A term that has gone from one place and come up in one other has moved; so has a facet's name in its term."""
        for key in (_last_name, self._facet_of):
            old, new = _grouped(gone, key), _grouped(come, key)
            for name, places in old.items():
                if len(places) == len(new.get(name, ())) == 1:
                    self.moved.setdefault(places[0], new[name][0])

    def _facet_of(self, place: Place) -> Hashable:
        """Return what a facet is a part of, where that is now; nothing for other places."""
        return self._here(place[:-1]) if place and naming(place[-1]) != "term" else None

    # --- acceptance ---------------------------------------------------------------------------

    def _always(self, _draft: int, _record: int) -> bool:
        return True

    def _is_distinctive(self, draft: int, _record: int) -> bool:
        return len(self.drafts[draft].text[1]) >= DISTINCTIVE

    def _same_text(self, draft: int, record: int) -> bool:
        """Same text in another place: sure when the text is distinctive or its section has moved there."""
        old, new = self.records[record], self.drafts[draft]
        if len(new.text[0]) + len(new.text[1]) >= DISTINCTIVE:
            return True
        return not old.retired and self._here(old.trail) == new.trail

    def _same_prompt(self, draft: int, record: int) -> bool:
        """Same question in the same place with another answer: sure unless the answers say otherwise."""
        old, new = self.records[record], self.drafts[draft]
        if likeness(old.text[1], new.text[1]) >= (ALIKE_RETIRED if old.retired else ALIKE_HERE):
            return new.kind != "cloze" or self._threshold(new, old) <= ALIKE_HERE
        if not new.is_question or old.retired or self._stands_elsewhere(record):
            return False
        return self._is_only_one(draft, record) and not self._is_claimed(draft, record)

    def _stands_elsewhere(self, record: int) -> bool:
        """Tell whether the answer of a record is still there, in a form that the notes only keep."""
        old = self.records[record]
        return any(
            side.text[0] == old.text[0] and likeness(side.text[1], old.text[1]) >= ALIKE_HERE
            for side in (self.drafts[at] for at in self._kept_at[self._here(old.trail)])
        )

    def _is_only_one(self, draft: int, record: int) -> bool:
        """Tell whether the question is asked only once in its place, before and after."""
        old, new = self.records[record], self.drafts[draft]
        records = (self.records[at] for at in self._records_at[old.trail])
        before = sum(1 for s in records if s.kind == old.kind and s.text[0] == old.text[0] and not s.retired)
        drafts = (self.drafts[at] for at in self._drafts_at[new.trail])
        after = sum(1 for s in drafts if s.kind == new.kind and s.text[0] == new.text[0] and s.wish == "ask")
        return before == after == 1

    def _is_claimed(self, draft: int, record: int) -> bool:
        """Tell whether the answer on either side belongs, word for word, to another open note of the place.

        Not to one whose own question is still asked there: of answers that were swapped each stays with its question.
        """
        old, new = self.records[record], self.drafts[draft]
        by_draft = any(
            self.drafts[at].text[1] == old.text[1] and not self._has_record(at)
            for at in self._drafts_at[new.trail]
            if at in self.open_drafts and at != draft
        )
        return by_draft or any(
            self.records[at].text[1] == new.text[1] and not self._has_draft(at)
            for at in self._records_at[old.trail]
            if at in self.open_records and at != record
        )

    def _has_record(self, draft: int) -> bool:
        """Tell whether an open record asks the question of a draft in its place."""
        new = self.drafts[draft]
        return any(
            at in self.open_records and not self.records[at].retired and self._asks_the_same(new, self.records[at])
            for at in self._records_at[new.trail]
        )

    def _has_draft(self, record: int) -> bool:
        """Tell whether an open draft asks the question of a record in its place."""
        old = self.records[record]
        return any(
            at in self.open_drafts and self._asks_the_same(self.drafts[at], old) for at in self._drafts_at[old.trail]
        )

    @staticmethod
    def _asks_the_same(draft: Side, record: Side) -> bool:
        return draft.is_question and draft.kind == record.kind and draft.text[0] == record.text[0]

    def _same_answer(self, draft: int, record: int) -> bool:
        """Same answer in the same place under another name: sure when it is distinctive or the names are alike."""
        old, new = self.records[record], self.drafts[draft]
        if len(new.text[1]) >= DISTINCTIVE:
            return True
        return not old.retired and _names_alike(old.text[0], new.text[0])

    def _same_hidden(self, draft: int, record: int) -> bool:
        """The one sentence of a term that hides this: sure when what it hides is a name, and some of the rest is kept."""
        old, new = self.records[record], self.drafts[draft]
        if old.retired or sum(len(fold(text)) for text in new.hidden) < NAME_LENGTH:
            return False
        return likeness(old.text[1], new.text[1]) >= ALIKE_HIDING

    @cached_property
    def _records_at(self) -> dict[Place, list[int]]:
        return _by_trail(self.records, lambda _side: True)

    @cached_property
    def _drafts_at(self) -> dict[Place, list[int]]:
        return _by_trail(self.drafts, lambda side: side.wish == "ask")

    @cached_property
    def _kept_at(self) -> dict[Place, list[int]]:
        return _by_trail(self.drafts, lambda side: side.wish == "keep")

    # --- likeness -----------------------------------------------------------------------------

    def _alike(self) -> dict[int, int]:
        """Pair what is left by mutual best likeness; return the drafts that stay new in doubt."""
        scores = self._scores()
        best_of_draft, best_of_record = ranking(scores, 0), ranking(scores, 1)
        doubts: dict[int, int] = {}
        for draft in sorted(best_of_draft):
            (score, record), second = best_of_draft[draft]
            (_, back), other = best_of_record[record]
            threshold = self._threshold(self.drafts[draft], self.records[record])
            if back == draft and score >= threshold and score - max(second, other) >= MARGIN:
                self._pair(draft, record)
            elif score >= DOUBT and self.drafts[draft].wish == "ask":
                doubts[draft] = record
        return doubts

    def _threshold(self, draft: Side, record: Side) -> float:
        if record.retired:
            return ALIKE_RETIRED
        if draft.place != self._here(record.place) and draft.trail != self._here(record.trail):
            return ALIKE_HIDING_ANYWHERE if draft.hidden and draft.hidden == record.hidden else ALIKE_ANYWHERE
        if draft.is_question:
            return ALIKE_NAMED if _names_alike(draft.text[0], record.text[0]) else ALIKE_HERE
        if draft.hidden <= record.hidden or draft.hidden >= record.hidden:
            return ALIKE_HIDING if draft.place == self._here(record.place) else ALIKE_HERE
        alike = any(_names_alike(fold(one), fold(other)) for one in draft.hidden for other in record.hidden)
        return ALIKE_HERE if alike else ALIKE_HIDING_OTHER

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
            grams = sorted(set(_grams(draft)), key=lambda gram: (len(index.get(gram, ())), gram))
            candidates: Counter[int] = Counter()
            for gram in grams[:24]:
                found = index.get(gram, ())
                if len(found) <= _COMMON:
                    candidates.update(found)
            for record, _ in candidates.most_common(12):
                side = self.records[record]
                if side.kind != draft.kind or not self._may_pair(at, record):
                    continue
                score = self._score(draft, side, weights)
                if not side.retired or score >= ALIKE_RETIRED:
                    scores[at, record] = score
        return scores

    def _score(self, draft: Side, record: Side, weights: dict[str, float]) -> float:
        if draft.role == record.role == "list" and draft.kind == "cloze":
            return 2 * len(draft.hidden & record.hidden) / (len(draft.hidden) + len(record.hidden))
        if draft.kind == "cloze" and draft.place == self._here(record.place):
            text = likeness(draft.text[1], record.text[1], weights)
            frames = draft.frame, record.frame
            frame = likeness(*frames, weights) if min(map(len, frames)) >= FRAME_LENGTH else 0.0
            return max(text, frame) if frame >= ALIKE_FRAMES else text
        text = likeness("\n".join(draft.text), "\n".join(record.text), weights)
        if draft.text[0] != record.text[0] and draft.is_question:
            # Another question: the answer has to carry the whole proof.
            text = min(
                text,
                (
                    likeness(draft.text[0], record.text[0], weights)
                    + 2 * likeness(draft.text[1], record.text[1], weights)
                )
                / 3,
            )
        return text

    def _weights(self) -> dict[str, float]:
        """Return how telling each character pair is: 1 / the number of neighbours that have it."""
        trails = {self.records[at].trail for at in self.open_records}
        trails |= {self.drafts[at].trail for at in self.open_drafts if self.drafts[at].wish == "ask"}
        counts: Counter[str] = Counter()
        for side in (*self.records, *self.rest.records_at(trails)):
            if side.trail in trails:
                counts.update(set(_grams(side)))
        return {gram: 1 / count for gram, count in counts.items()}


def _by_trail(sides: Sequence[Side], counts: Callable[[Side], bool]) -> dict[Place, list[int]]:
    found: dict[Place, list[int]] = defaultdict(list)
    for at, side in enumerate(sides):
        if counts(side):
            found[side.trail].append(at)
    return found


def _last_name(place: Place) -> Hashable:
    return len(place) > 1 and naming(place[-1]) == "term" and fold(place[-1])


def _grouped(places: Iterable[Place], key: Callable[[Place], Hashable]) -> dict[Hashable, list[Place]]:
    groups: dict[Hashable, list[Place]] = defaultdict(list)
    for place in sorted(places):
        if value := key(place):
            groups[value].append(place)
    return groups


def _grams(side: Side) -> list[str]:
    return pairs("\n".join(side.text))


def _names_alike(one: str, other: str) -> bool:
    return name_likeness(one, other) >= ALIKE_HERE
