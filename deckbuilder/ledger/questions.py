"""A question with another answer: whether it is the same card, or the answer has gone to another question."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial

from deckbuilder.base.likeness import ALIKE_HERE, likeness, telling_length
from deckbuilder.base.model import Place
from deckbuilder.base.other_words import is_translated
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.ledger.moved_places import TELLING, MovedPlaces
from deckbuilder.ledger.pairing import Pairing, by_key
from deckbuilder.ledger.place_names import are_like_names
from deckbuilder.ledger.sides import Side, asks_the_same
from deckbuilder.read.words import spells_out


def _question(side: Side) -> tuple[Place, str, str]:
    """Return a place, a kind and a folded question."""
    return side.trail, side.kind, side.text[0]


def _answer(side: Side) -> tuple[Place, str]:
    """Return a place and a folded answer."""
    return side.trail, side.text[1]


class Questions:
    """Looks at the questions of a section before and after."""

    def __init__(self, pairing: Pairing, places: MovedPlaces) -> None:
        self.pairing, self.places = pairing, places
        self._asked_of = cache(partial(self._drafts_by, _question, pairing.drafts_at))
        """Gives the drafts of a section that are asked, by question; and so on, as few sections are looked at."""
        self._offered_of = cache(partial(self._drafts_by, _question, pairing.offered_at))
        self._answered_of = cache(partial(self._drafts_by, _answer, pairing.drafts_at))

    def _drafts_by(
        self, key: Callable[[Side], Hashable], there: Mapping[Place, Sequence[int]], trail: Place
    ) -> Mapping[Hashable, Sequence[int]]:
        return by_key(self.pairing.drafts, there.get(trail, ()), key)

    def is_only_one(self, at: int, match: int, stands: bool) -> bool:
        """Tell whether a question is asked once in its section before and after, and that is surely the same section.

        `stands` tells whether it stands between the same neighbours. Not if its answer on either side belongs,
        word for word, to another open note there: of answers that were swapped each stays with its question.
        """
        draft, record = self.pairing.drafts[at], self.pairing.records[match]
        if self.is_asked_once(draft, record) and not self._stands_elsewhere(record):
            stayed = stands or self._stayed(draft, record) or is_translated(draft.answer, record.answer)
            return stayed and not self.is_claimed(at, match)
        return False

    def is_asked_once(self, draft: Side, record: Side) -> bool:
        """Tell whether two notes ask the same, which nothing else in their sections does."""
        if not asks_the_same(draft, record):
            return False
        return len(self._records[_question(record)]) == len(self._asking(draft, record)) == 1

    def _asking(self, side: Side, record: Side) -> list[int]:
        """Return the drafts that ask what a draft or record asks, but for those in a copy of the section of a record."""
        return self._not_copies(self._asked_of(side.trail).get(_question(side), ()), record)

    def _not_copies(self, drafts: Iterable[int], record: Side) -> list[int]:
        return [at for at in drafts if not self.pairing.waits_in_copy(self.pairing.drafts[at], record)]

    def _stands_elsewhere(self, record: Side) -> bool:
        """Tell whether the answer of a record is still there, in a form that the notes only keep."""
        kept = (self.pairing.drafts[at] for at in self.pairing.kept_at[self.places.here(record.trail)])
        return any(
            side.text[0] == record.text[0] and likeness(side.text[1], record.text[1]) >= ALIKE_HERE for side in kept
        )

    @cached_property
    def _records(self) -> dict[Hashable, list[int]]:
        records = self.pairing.records
        live = (at for at, record in enumerate(records) if record.is_question and not record.retired)
        return by_key(records, live, _question)

    def _stayed(self, draft: Side, record: Side) -> bool:
        """Tell whether the section of a question is the one it was: more of it stayed than got other answers."""
        answers = {self.pairing.records[at].text[1] for at in self.pairing.records_at[record.trail]}
        stayed = 0
        for at in self.pairing.drafts_at[draft.trail]:
            if at in self.pairing.pairs:
                stayed += self.pairing.records[self.pairing.pairs[at]].trail == record.trail
            else:
                stayed += self.pairing.drafts[at].text[1] in answers
        least = 0 if draft.trail == record.trail else self.places.against(record.trail, draft.trail)
        return stayed > least

    def are_swapped(self, draft: Side, record: Side) -> bool:
        """Tell whether some questions of the place, this one too, have exchanged their answers among themselves."""
        if not asks_the_same(draft, record):
            return False
        before, leads = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for asked, answer in (self.pairing.records[at].text for at in self.pairing.records_at[record.trail]):
            before[asked].add(answer)
        for asked, answer in (self.pairing.drafts[at].text for at in self.pairing.drafts_at[draft.trail]):
            for old in before[asked]:
                leads[old].add(answer)
        found, left = set[str](), {draft.text[1]}
        while left:
            found |= left
            left = set[str]().union(*(leads[answer] for answer in left)) - found
        return record.text[1] in found

    def has_an_answer_of_many(self, draft: Side, record: Side) -> bool:
        """Tell whether two notes below other names share one answer that many things may have: 25歳, 1947年5月3日."""
        old = self.places.here(record.place)
        is_named = len(old) == len(draft.place) and all(map(are_like_names, old, draft.place))
        is_short = record.role != "question" and telling_length(record.bare_answer) < TELLING
        if not is_short or is_named or self._is_moved_line(draft, record):
            return False
        return self._share_one_answer(draft, record)

    def _is_moved_line(self, draft: Side, record: Side) -> bool:
        """Tell whether one line of a section that stays now stands, as it was, in one that was there before, or says it alone."""
        is_moved = draft.text == record.text and draft.trail != record.trail
        if not is_moved or record.trail not in self.places.sections:
            return False
        return self.places.vicinity.answers[record.text[1]] <= 1 or draft.trail in self.places.sections_before

    def _share_one_answer(self, draft: Side, record: Side) -> bool:
        """Tell whether the sections of two notes, or if that is one their terms, have no other answer in common."""
        pairing, is_here = self.pairing, draft.trail == self.places.here(record.trail)
        before = (pairing.records[at] for at in pairing.records_at[record.trail])
        after = (pairing.drafts[at] for at in pairing.drafts_at[draft.trail])
        was, now = (
            {one.text[1] for one in side if not is_here or one.term == own.term}
            for side, own in ((before, record), (after, draft))
        )
        return len(was & now) <= 1

    def has_answer_of_another(self, draft: Side, record: Side) -> bool:
        """Tell whether the answer on one side is what another question of the place has, word for word, on the other."""
        pairing = self.pairing
        before = self._records_by_answer.get((record.trail, draft.text[1]), ())
        after = self._answered_of(draft.trail).get((draft.trail, record.text[1]), ())
        return any(pairing.records[at].text[0] != draft.text[0] for at in before) or any(
            pairing.drafts[at].text[0] != record.text[0] for at in after
        )

    @cached_property
    def _records_by_answer(self) -> dict[Hashable, list[int]]:
        return by_key(self.pairing.records, range(len(self.pairing.records)), _answer)

    def is_claimed(self, at: int, match: int) -> bool:
        """Tell whether the answer on either side belongs, word for word, to another open note of the place.

        Not to one whose own question is still asked there.
        """
        draft, record = self.pairing.drafts[at], self.pairing.records[match]
        by_draft = any(
            self.pairing.drafts[one].text[1] == record.text[1] and not self._has_record(one)
            for one in self.pairing.drafts_at[draft.trail]
            if one in self.pairing.open_drafts and one != at
        )
        return by_draft or any(
            self.pairing.records[one].text[1] == draft.text[1] and not self._has_draft(one)
            for one in self.pairing.records_at[record.trail]
            if one in self.pairing.open_records and one != match
        )

    def is_asked_by_another(self, at: int, match: int) -> bool:
        """Tell whether an open draft of the place asks the question of a record, and this one asks another."""
        return not asks_the_same(self.pairing.drafts[at], self.pairing.records[match]) and self._has_draft(match)

    def is_reworded_by_another(self, at: int, match: int) -> bool:
        """Tell whether an open draft of the place has the question or the term of a record and answers alike.

        Not where this one has that question, too.
        """
        draft, record = self.pairing.drafts[at], self.pairing.records[match]
        asking = self.pairing.open_drafts.intersection(self._asking(record, record))
        answers = (self.pairing.drafts[one].text[1] for one in asking)
        is_reworded = any(likeness(answer, record.text[1]) >= ALIKE_HERE for answer in answers)
        return is_reworded and not asks_the_same(draft, record)

    def _has_record(self, draft: int) -> bool:
        """Tell whether an open record asks the question of a draft in its place."""
        new = self.pairing.drafts[draft]
        return new.is_question and not self.pairing.open_records.isdisjoint(self._records[_question(new)])

    def _has_draft(self, record: int) -> bool:
        """Tell whether an open draft asks the question of a record in its place, or could."""
        old = self.pairing.records[record]
        could = self._not_copies(self._offered_of(old.trail).get(_question(old), ()), old)
        return old.is_question and not self.pairing.open_drafts.isdisjoint([*self._asking(old, old), *could])


def is_one_a_full_name(draft: Side, record: Side) -> bool:
    """Tell whether one of two answers is what the letters of their question stand for, and the other does not say it."""
    if not asks_the_same(draft, record):
        return False
    name, (short, long) = without_parentheses(draft.prompt), sorted((draft.text[1], record.text[1]), key=len)
    return spells_out(name, draft.answer) != spells_out(name, record.answer) and short not in long
