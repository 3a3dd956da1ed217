"""What stands near the notes in question, so that what is rare there can be told from what is a pattern.

Near are the places of open notes, and those that differ from one of them in a single name: sections
cut to one template are such.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain

from deckbuilder.base.likeness import (
    Likeness,
    is_end_of_others,
    is_telling,
    likeness,
    pairs,
    said,
    says_alone,
    shared_runs,
    telling_length,
    words,
)
from deckbuilder.base.model import Place
from deckbuilder.base.other_words import are_other_words, is_translated
from deckbuilder.ledger.alike import LONG
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side, asks_the_same
from deckbuilder.read.words import naming

MOST_PLACES = 60
"""Places beside those of the open notes that are looked at; a template shows in fewer."""
ALIKE_FACT = 0.2
"""Likeness from which two answers are of one fact, even if what they share is common."""
ALIKE_SAID = 0.25
"""Share of what two answers say from which they are of one fact, whatever thing their question asks the 特徴 of."""
_FEW, _MANY = 2, 0.3
"""Records, and the share of those near, in which more a character is taken for one of a pattern."""


class Vicinity:
    """Counts over the records near the open notes, retired ones left out."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.trails = _open_trails(pairing)

    @cached_property
    def sides(self) -> list[Side]:
        """The live records near the open notes."""
        trails = self.trails | _beside(self.trails, self._places())
        rest = self.pairing.rest.records_at(trails)
        return [side for side in (*self.pairing.records, *rest) if side.trail in trails and not side.retired]

    def _places(self) -> set[Place]:
        sides = (*self.pairing.drafts, *self.pairing.records)
        return {side.trail for side in sides}.union((side.place for side in sides), self.pairing.rest.places())

    @cached_property
    def _distinct(self) -> list[Side]:
        """Of sides that say the same, one: a copy makes nothing less rare, nor does one below a term that was edited.

        Nor does the sentence that a question has for its answer: both are one line.
        """
        answers = {side.text[1] for side in self.sides if side.is_question}
        own = (side for side in self.sides if side.is_question or side.text[1] not in answers)
        return list({side.said: side for side in own}.values())

    @cached_property
    def prompts(self) -> Counter[str]:
        """How many records ask each folded question."""
        return Counter(side.text[0] for side in self.sides)

    @cached_property
    def answers(self) -> Counter[str]:
        """How many records have each folded answer; of a question and a sentence on one line that is one."""
        asked = {(side.place, side.text[1]) for side in self.sides if side.is_question}
        own = (side for side in self.sides if side.is_question or (side.place, side.text[1]) not in asked)
        return Counter(side.text[1] for side in own)

    @cached_property
    def said_in_files(self) -> Counter[tuple[str, Hashable]]:
        """How many records of each file say the same."""
        return Counter((side.path, side.said) for side in self.sides)

    @cached_property
    def likeness(self) -> Likeness:
        """How alike two texts are where a pair of characters counts 1 / the number of records that have it."""
        counts = Counter(chain.from_iterable(pairs("\n".join(side.text)) for side in self.sides))
        return Likeness({gram: 1 / count for gram, count in counts.items()})

    def likeness_of_all(self, draft: Side, record: Side) -> float:
        """Return how alike two notes are as a whole."""
        return self.likeness.of_grams(draft.grams, record.grams)

    @cached_property
    def _rare(self) -> "_Rare":
        return _Rare(side.words for side in self._distinct)

    def share_what_is_rare(self, draft: Side, record: Side, least: int = 1) -> bool:
        """Tell whether two notes share so many words, or a run of words, that at most one record near them has."""
        found = draft.words & record.words
        if sum(self._rare.has(word) and self._says(word, draft, record) for word in found) >= least:
            return True
        # Of questions of one pattern, what stands before the pattern is the same by chance as well.
        return self._share_a_rare_run(draft.told, record.told, least)

    def _says(self, word: str, draft: Side, record: Side) -> bool:
        """Tell whether what two notes share is no chance: what all have beside one character, or the end of other words."""
        is_chance = any(map(self._is_everywhere, word)) or is_end_of_others(word, draft.told, record.told)
        return len(word) == 1 or not is_chance

    def _share_a_rare_run(self, one: str, other: str, edge: int = 1) -> bool:
        """Tell whether two texts share a run that says something without `edge` characters at each end, and is rare."""
        runs = (run[edge:-edge] for run in shared_runs(one, other))
        return any(
            sum(map(is_telling, run)) >= edge and sum(run in side.told for side in self._distinct) <= 1 for run in runs
        )

    def answers_share_what_is_rare(self, draft: Side, record: Side) -> bool:
        """Tell whether two answers share a word that at most one record near them has, or a run of words."""
        shared = words(draft.answer) & words(record.answer)
        return any(map(self._rare.has, shared)) or self._share_a_rare_run(draft.answer, record.answer)

    def answers_differ(self, draft: Side, record: Side) -> bool:
        """Tell whether two answers have nothing in common, so that they are two facts.

        Of one question what is common near them counts too; of two that have it they may only follow one pattern.
        """
        answers, is_same = (draft.text[1], record.text[1]), asks_the_same(draft, record)
        if is_same and naming(draft.term) != "term" and not self._say_alike(draft, record):
            return True  # 特徴 of what, the question does not say
        if is_same and is_translated(draft.answer, record.answer):
            return False
        if is_same and are_other_words(draft.answer, record.answer):
            return True
        alike = likeness(*answers) if is_same else self.likeness(*answers)
        if alike >= ALIKE_FACT or self.answers_share_what_is_rare(draft, record):
            return False
        # 薄い, 薄くて弱い: a short answer may keep one character that says something, a long one has it by chance; a letter says nothing.
        shared = set(answers[0]) & set(answers[1]) - set(draft.text[0]) if is_same else ()
        telling = (says_alone(char) and not char.isascii() and not self._is_everywhere(char) for char in shared)
        return sum(telling) < (1 if min(map(len, answers)) < LONG else 2)

    def _say_alike(self, draft: Side, record: Side) -> bool:
        """Tell whether two answers share a quarter of what they say that is not said everywhere near, and no single word by chance."""
        shared, lengths = self._said_by_both(draft, record)
        return shared >= min(2, *lengths) and 2 * shared >= ALIKE_SAID * sum(lengths)

    def most_stayed(self, draft: Side, record: Side) -> bool:
        """Tell whether two answers share more than half of what they say that is not said everywhere near."""
        shared, lengths = self._said_by_both(draft, record)
        return 4 * shared > sum(lengths)

    def _said_by_both(self, draft: Side, record: Side) -> tuple[int, tuple[int, int]]:
        """Return how much two answers share of what is not said everywhere near, and how much of that each has."""
        one, other = self._said(draft.answer), self._said(record.answer)
        return (one & other).total(), (one.total(), other.total())

    def _said(self, text: str) -> Counter[str]:
        return Counter({word: count for word, count in said(text).items() if not self._is_everywhere(word)})

    def _is_everywhere(self, char: str) -> bool:
        """Tell whether a character that says something stands in so many notes that it may belong to a pattern."""
        return is_telling(char) and self._characters[char] > max(_FEW, len(self.sides) * _MANY)

    @cached_property
    def _characters(self) -> Counter[str]:
        return Counter(char for side in self.sides for char in set(side.told))

    @cached_property
    def _hidden(self) -> Counter[str]:
        return Counter(chain.from_iterable(side.hidden for side in self.sides))

    def hides_alone(self, record: Side) -> bool:
        """Tell whether a record hides what no other one near it hides, so that this says which it is."""
        return all(self._hidden[text] <= 1 for text in record.hidden)

    def most_items_stayed(self, draft: Side, record: Side) -> bool:
        """Tell whether two lists have most items in common, and no other list near has those."""
        stayed = sum(self._hidden[text] <= 1 for text in draft.hidden & record.hidden) if draft.role == "list" else 0
        return 2 * stayed > max(len(draft.hidden), len(record.hidden))

    def asks_as_others(self, record: Side) -> bool:
        """Tell whether a record asks what others near it ask too, of their own sections."""
        others = self.prompts[record.text[0]] - (not record.retired)
        return others > 0

    def telling(self, side: Side) -> int:
        """Return how many characters of a note say which it is; a question that many ask says nothing."""
        prompt, answer = side.text
        own = len(prompt) if side.is_question and self.prompts[prompt] <= 1 else 0
        return own + (telling_length(answer) if self.answers[answer] <= 1 else 0)


class _Rare:
    """Tells which words at most one record has; records are counted until two have a word."""

    def __init__(self, records: Iterable[Iterable[str]]) -> None:
        self._left = iter(records)
        self._counts: Counter[str] = Counter()

    def has(self, word: str) -> bool:
        """Tell whether at most one record has a word."""
        while self._counts[word] <= 1 and (words := next(self._left, None)) is not None:
            self._counts.update(words)
        return self._counts[word] <= 1


def _open_trails(pairing: Pairing) -> set[Place]:
    live = {pairing.records[at].trail for at in pairing.live_open()}
    return live | {pairing.drafts[at].trail for at in pairing.asked_open()}


def _beside(trails: set[Place], places: Iterable[Place]) -> set[Place]:
    """Return the places that differ from one of the trails in one name."""
    holes: set[tuple[int, Place]] = {hole for trail in trails for hole in _holes(trail)}
    lengths = {len(trail) for trail in trails}
    others = {place for place in places if len(place) in lengths} - trails
    found = sorted(place for place in others if not holes.isdisjoint(_holes(place)))
    return set(found[:MOST_PLACES])


def _holes(place: Place) -> Iterator[tuple[int, Place]]:
    for level in range(len(place)):
        yield level, place[:level] + place[level + 1 :]


def grouped_holes(places: Iterable[Place]) -> dict[tuple[int, Place], list[Place]]:
    """Return places by what is left of them without one of their names; what decorates the others counts for nothing."""
    found: dict[tuple[int, Place], list[Place]] = defaultdict(list)
    for place in places:
        for hole in _holes(tuple(map(_undecorated, place))):
            found[hole].append(place)
    return found


@lru_cache(10_000)
def _undecorated(name: str) -> str:
    """Return a name without emoji and other symbols: 📝 灯台 is 灯台."""
    if name.isascii():
        return name
    return "".join(char for char in name if unicodedata.category(char) not in _DECORATION).strip()


_DECORATION = frozenset(("So", "Sk", "Mn", "Me", "Cf"))
"""Unicode's categories of symbols, and of what is joined to emoji."""
