"""What speaks for a draft being a record of the ledger, each piece with its weight; the sum is one score.

The weights are in parts of a likeness: two texts that stand in different places are one note if
0.72 of what they say is the same. In the same section less has to be, as much less as that place is
worth. They were set by hand, by reading what they decide in git histories of other people's notes
(`python -m tests.histories`), and held against the random edits of the tests.

No sum is enough where two texts share no word that is rare near them: then they only follow one
pattern, and what stands in one's place may be another fact. Nor is it where a question is the same and
one sentence stands in place of another.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec

from deckbuilder.base.likeness import ALIKE_HERE, MARGIN, likeness, said
from deckbuilder.ledger.alike import (
    LONG,
    are_lists,
    grew,
    hide_alike,
    is_added_to,
    is_within,
    items_alike,
    question_likeness,
    tell_alike,
)
from deckbuilder.ledger.candidates import Candidates, Index
from deckbuilder.ledger.certainty import Certainty
from deckbuilder.ledger.facts import Facts
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.neighbours import ALONE, Standing
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.questions import Questions
from deckbuilder.ledger.sides import Side, asks_the_same
from deckbuilder.ledger.vicinity import ALIKE_FACT, Vicinity

ENOUGH = 0.72
"""Score from which a draft is a record."""
NEARLY_THE_SAME = 0.85
"""Likeness, all by itself, for a note whose text had gone, or for what stands below an answer: nearly word for word."""
SAME_QUESTION = "its question stayed"
ONLY_QUESTION = "the only one that asks this here"
OF_THE_TERM = "and of the same term"
WEIGHTS = {
    "in the same section": 0.22,
    SAME_QUESTION: 0.25,
    ONLY_QUESTION: 0.5,
    "hides the same": 0.17,
    OF_THE_TERM: 0.18,
    "its term has moved here": 0.15,
    "one's term is the heading of the other": 0.15,
    "its answer goes on as it began": 0.25,
    "the same answer to its question in other words": 0.15,
    ALONE: 0.4,
    "in the same order between the same neighbours": 0.25,
    "hides nothing alike": -0.2,
    "one is a list": -0.3,
    "another row or column": -0.4,
    "its answer belongs to another question": -0.2,
    "its question is asked by another one": -0.6,
    "short, and in another section": -0.2,
    "its section is gone and this one is new": -0.4,
    "other answers to the same questions": -0.6,
}
"""What a piece of evidence adds to the likeness of the texts."""
_MOST_ELSEWHERE = WEIGHTS["hides the same"] + WEIGHTS["one's term is the heading of the other"]
"""What speaks for a pair at most, besides its likeness, where neither section, term nor order is the same."""
_LEAST_ELSEWHERE = ENOUGH - MARGIN - _MOST_ELSEWHERE
"""Likeness that, where neither section, term nor order is the same, no other evidence makes up for."""
ALIKE_KEPT = 0.4
"""Likeness from which something else that is said of a term may be the old answer, reworded."""
ALIKE_FRAMES, FRAME_LENGTH = 0.85, 9
"""Likeness from which two sentences of one term are one with another answer, if what they do not hide is so long."""


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """A draft and a record, weighed."""

    pieces: Mapping[str, float]
    is_enough: bool

    @property
    def score(self) -> float:
        """The sum of all evidence."""
        return sum(self.pieces.values())

    @property
    def is_nearly_the_same(self) -> bool:
        """Tell whether both are nearly the same by themselves."""
        return self.pieces["alike"] >= NEARLY_THE_SAME

    @property
    def reason(self) -> str:
        """The pieces in words: alike 0.61, in the same section +0.22."""
        alike, *others = (f"{name} {weight:+.2f}" for name, weight in self.pieces.items())
        return ", ".join((alike.replace("+", ""), *others))


class Evidence:
    """Weighs drafts against records by what is known of all others."""

    def __init__(self, pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
        self.pairing, self.places, self.vicinity = pairing, places, vicinity
        self.questions = Questions(pairing, places)
        self.certainty = Certainty(places, vicinity)
        self.facts = Facts(pairing, places, vicinity, self.questions)
        self.standings: Mapping[tuple[int, int], Standing] = {}
        self._known: dict[tuple[int, tuple[str, str], bool], float] = {}
        """Likenesses; from round to round few change."""

    def weighed(self, standings: Mapping[tuple[int, int], Standing]) -> dict[tuple[int, int], Weighed]:
        """Return the open pairs that share something rare, or stand alike between their neighbours.

        Left out are those for which so little speaks that they are no rivals of any other.
        """
        self.standings = standings
        candidates = Candidates(self.pairing, self.places, standings)
        found = {}
        for at in sorted(self.pairing.open_drafts):
            weighed = self._weigh_all(at, candidates.standing(at))
            is_settled = self._is_settled(at, weighed, candidates.index)
            others = candidates.near(at) if is_settled else candidates.all_of(at)
            weighed |= self._weigh_all(at, (match for match in others if match not in weighed))
            found.update({(at, match): one for match, one in weighed.items()})
        return found

    def _weigh_all(self, at: int, records: Iterable[int]) -> dict[int, Weighed]:
        return {match: weighed for match in records if (weighed := self._weigh(at, match))}

    def _is_settled(self, at: int, weighed: Mapping[int, Weighed], index: Index) -> bool:
        """Tell whether so much speaks for what a draft stands alone with that no record elsewhere can come near."""
        draft = self.pairing.drafts[at]
        scores = [one.score for match, one in weighed.items() if one.is_enough and self.standings[at, match] == ALONE]
        if not scores or draft.role == "list":
            return False
        most = self.vicinity.likeness.of_grams(draft.grams, index.known(draft))
        return scores[0] - MARGIN >= most + _MOST_ELSEWHERE

    def _weigh(self, at: int, match: int) -> Weighed | None:
        draft, record = self.pairing.drafts[at], self.pairing.records[match]
        is_here = draft.place == self.places.here(record.place)
        is_near = is_here or draft.trail == self.places.here(record.trail) or (at, match) in self.standings
        if not is_near and self._is_unlike(draft, record):  # as nearly all
            return None
        key = at, record.text, is_here
        if key not in self._known:
            self._known[key] = self._likeness(draft, record, is_here)
        alike = self._known[key]
        if record.retired:
            comes_back = alike >= NEARLY_THE_SAME and not self.facts.is_another_of_a_pattern(draft, record)
            return Weighed({"alike": alike}, True) if comes_back else None
        if not is_near and alike < _LEAST_ELSEWHERE:
            return None
        names = list(self._pieces(at, match))
        weighed = Weighed({"alike": alike} | {name: WEIGHTS[name] for name in names}, False)
        if (
            weighed.score < ENOUGH
            or not self._is_what_was_asked(draft, record, alike)
            or self.facts.is_another_fact(draft, record)
        ):
            return weighed
        # What is little alike, of another question or term, may share a pair of characters by chance: 直接税 and 間接税.
        is_same = SAME_QUESTION in names if draft.is_question else is_here or draft.role == "list"
        is_other = not is_same and (alike < ALIKE_HERE or _has_other_name(draft, record))
        is_told = (
            ONLY_QUESTION in names
            or (not is_other and grew(draft.text[1], record.text[1]))
            or (tell_alike(draft, record) and self._is_known_here(draft, record, names))
            or self.facts.is_misspelt_here(draft, record)
            or self.facts.is_counted_anew(draft, record)
        )
        least = 2 if is_other else 1
        return Weighed(weighed.pieces, is_told or self.vicinity.share_what_is_rare(draft, record, least))

    def _is_what_was_asked(self, draft: Side, record: Side, alike: float) -> bool:
        """Tell whether a draft that the notes do not ask says by its own words what was asked; any other may be reworded.

        What is only offered may have stood beside the record all the time, so that order and pattern say nothing of it.
        """
        if draft.wish == "offer":
            if is_within(draft, record):
                return True
            if asks_the_same(draft, record) and self.pairing.are_one_file(draft, record):
                return likeness(draft.text[1], record.text[1]) >= ALIKE_FACT
            # Another question beside it may only follow the pattern of this one.
            least = ENOUGH if draft.is_question else ALIKE_HERE
            return self.places.are_alike(draft, record, least)
        if not draft.is_kept:
            return True
        if not draft.is_question:
            return alike >= ALIKE_HERE
        is_its_own = draft.place == self.places.here(record.place)
        if not (is_its_own or asks_the_same(draft, record)) and self.places.was_there(draft.place):
            return False  # which asks something of its own
        # What stands below an answer may tell what is not the answer, or was it once.
        least = NEARLY_THE_SAME if draft.role == "question" else ALIKE_KEPT
        return likeness(draft.text[1], record.text[1]) >= least

    def _is_known_here(self, draft: Side, record: Side, names: Container[str]) -> bool:
        """Tell whether a sentence of a term stands alone there, is the only one, or hides what no other one near it does."""
        if OF_THE_TERM in names and (ALONE in names or self.vicinity.hides_alone(record)):
            return True
        return self.facts.is_only_sentence(draft, record)

    # --- pieces -------------------------------------------------------------------------------

    def _pieces(self, at: int, match: int) -> Iterator[str]:
        draft, record = self.pairing.drafts[at], self.pairing.records[match]
        standing = self.standings.get((at, match))
        is_here = self._is_in_the_same_section(draft, record)
        if is_here:
            yield "in the same section"
            if draft.is_question:
                yield from self._of_question(at, match)
        if (draft.role == "list") != (record.role == "list"):
            yield "one is a list"
        if draft.role == record.role == "cell" and question_likeness(draft, record) < ALIKE_HERE:
            yield "another row or column"
        if draft.hidden:
            yield from self._of_hidden(draft, record)
        if standing:
            yield standing
        elif draft.place == self.places.here(record.place) != record.place:
            yield "its term has moved here"
        elif draft.trail == record.place or draft.place == record.trail:
            yield "one's term is the heading of the other"
        elif not is_here:
            if self.certainty.goes_on_as_it_began(draft, record):
                yield "its answer goes on as it began"
            elif self.certainty.is_asked_in_other_words(draft, record):
                yield "the same answer to its question in other words"
            elif self.vicinity.telling(record) < LONG and not self.vicinity.most_items_stayed(draft, record):
                yield "short, and in another section"
        against = list(self._of_sections(draft, record, is_moved=bool(standing)))
        # Asked last, as it takes what is rare in all that is near.
        if against and not self.certainty.is_sure(draft, record, stands=bool(standing)):
            yield from against

    def _is_in_the_same_section(self, draft: Side, record: Side) -> bool:
        """Tell whether two notes have the same headings above them; two files that had them both have a section each."""
        return draft.trail == self.places.here(record.trail) and not self.pairing.are_two_sections(draft, record)

    def _of_sections(self, draft: Side, record: Side, is_moved: bool) -> Iterator[str]:
        is_moved = is_moved or draft.place == self.places.here(record.place)
        if self.places.is_replaced(record.trail, draft.trail) and (
            not is_moved or self.vicinity.asks_as_others(record)
        ):
            yield "its section is gone and this one is new"
        if draft.trail != self.places.here(record.trail):
            others = self.places.speaks_against(record.trail, draft.trail)
            if others > 1 or (others and not self._has_another_answer(draft, record)):
                yield "other answers to the same questions"

    def _has_another_answer(self, draft: Side, record: Side) -> bool:
        return asks_the_same(draft, record) and not self.places.are_alike(draft, record)

    def _of_question(self, at: int, match: int) -> Iterator[str]:
        if self.questions.is_asked_by_another(at, match):
            yield "its question is asked by another one"
        elif self.questions.is_only_one(at, match, (at, match) in self.standings):
            yield ONLY_QUESTION
        elif self.questions.is_claimed(at, match):
            yield "its answer belongs to another question"
        elif question_likeness(self.pairing.drafts[at], self.pairing.records[match]) >= ALIKE_HERE:
            yield SAME_QUESTION

    def _of_hidden(self, draft: Side, record: Side) -> Iterator[str]:
        is_here = draft.place == self.places.here(record.place)
        if draft.hidden <= record.hidden or draft.hideable >= record.hidden:
            yield "hides the same"
            if is_here:
                yield OF_THE_TERM
        elif not (is_here and self._frames(draft, record) >= ALIKE_FRAMES) and not hide_alike(draft, record):
            yield "hides nothing alike"

    # --- likeness -----------------------------------------------------------------------------

    def _is_unlike(self, draft: Side, record: Side) -> bool:
        """Tell whether two notes share too little for any other evidence to make up for, without a look at that."""
        return not are_lists(draft, record) and self.vicinity.likeness_of_all(draft, record) < _LEAST_ELSEWHERE

    def _likeness(self, draft: Side, record: Side, is_here: bool) -> float:
        """Return how alike two notes are by themselves, 0 to 1; what is common near them counts little."""
        if are_lists(draft, record):
            shared = 2 * len(draft.hidden & record.hidden) / (len(draft.hidden) + len(record.hidden))
            return max(shared, items_alike(draft, record), self.vicinity.likeness(draft.text[1], record.text[1]))
        if draft.kind == "cloze" and is_here:
            text = self.vicinity.likeness(draft.text[1], record.text[1])
            frame = self._frames(draft, record)
            return max(text, frame) if frame >= ALIKE_FRAMES else text
        alike = self.vicinity.likeness_of_all(draft, record)
        if not draft.is_question or draft.text[0] == record.text[0]:
            return max(alike, ALIKE_HERE) if is_here and is_added_to(draft, record) else alike
        # Another question: the answer has to carry the whole proof.
        part = min(1.0, 0.5 + max(len(draft.text[1]), len(record.text[1])) / (2 * LONG))
        answer = self.vicinity.likeness(draft.text[1], record.text[1])
        return min(alike, (question_likeness(draft, record) + 2 * part * answer) / 3)

    def _frames(self, draft: Side, record: Side) -> float:
        frames = draft.frame, record.frame
        return self.vicinity.likeness(*frames) if min(map(len, frames)) >= FRAME_LENGTH else 0.0


def _has_other_name(draft: Side, record: Side) -> bool:
    """Tell whether two questions share nothing of what they say."""
    return draft.is_question and not said(draft.prompt) & said(record.prompt)
