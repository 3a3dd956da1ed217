"""Where a learner is weak: how well each card, section and file is known, told by the answers so far."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Annotated, NamedTuple

import msgspec

from deckbuilder.base.model import Span
from deckbuilder.base.notes import Note
from deckbuilder.collection.rates import Rate, rate
from deckbuilder.collection.reading import Answers, Collection, StudiedCard

EXPECTED = 0.9
"""The prior of the rate of all cards: what Anki aims at unless told otherwise."""
_NONE = Answers(0, 0, 0, 0)


class Memory(msgspec.Struct, frozen=True, gc=False):
    """What FSRS knows of a card, as Anki keeps it beside it; 0 where it is off."""

    s: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    """Stability: days until recall falls to 90 %."""
    d: float = 0.0
    """Difficulty, 1 to 10."""
    decay: Annotated[float, msgspec.Meta(ge=0.05, le=1)] = 0.5
    lrt: int = 0
    """Seconds since 1970 of the last review."""


class Studied(msgspec.Struct, frozen=True, gc=False):
    """A card of ours as the learner has it."""

    note: Note
    card: StudiedCard
    answers: Answers
    memory: Memory
    rate: Rate


class Group(NamedTuple):
    """Cards of one file or section, as one."""

    name: str
    cards: Sequence[Studied]
    answers: Answers
    rate: Rate

    @property
    def span(self) -> Span:
        """Where its first card is."""
        return self.cards[0].note.span

    @property
    def lapses(self) -> int:
        """Of all its cards."""
        return sum(each.card.lapses for each in self.cards)

    @property
    def stability(self) -> float:
        """The middle one of its cards; 0 without FSRS."""
        return _middle([each.memory.s for each in self.cards if each.memory.s])

    @property
    def difficulty(self) -> float:
        """Likewise."""
        return _middle([each.memory.d for each in self.cards if each.memory.s])


def studied(notes: Iterable[Note], collection: Collection) -> list[Studied]:
    """Return all cards that the collection has of these notes, retired ones left out, in reading order."""
    known, cards = collection.notes, collection.cards
    found = [
        (note, card)
        for note in notes
        if not note.retired and (there := known.get(note.guid))
        for card in cards.get(there.id, ())
    ]
    answers = [collection.answers.get(card.id, _NONE) for _, card in found]
    prior = overall(answers).expected
    return [
        Studied(note, card, given, _memory(card.data), rate(given.reviews, given.passed, prior))
        for (note, card), given in zip(found, answers, strict=True)
    ]


def overall(answers: Iterable[Answers]) -> Rate:
    """Return the rate of all cards together."""
    answers = list(answers)
    return rate(sum(map(attrgetter("reviews"), answers)), sum(map(attrgetter("passed"), answers)), EXPECTED)


def rate_of(answers: Answers, prior: float) -> Rate:
    """Return the rate of some answers' reviews, shrunk to `prior`."""
    return rate(answers.reviews, answers.passed, prior)


def weakest(cards: Iterable[Studied]) -> list[Studied]:
    """Return the cards that were answered, the least known first."""
    found = [each for each in cards if each.answers.given]
    # By what counts least first: three simple sorts are quicker than one by all three.
    found.sort(key=attrgetter("memory.d"), reverse=True)
    found.sort(key=attrgetter("card.lapses"), reverse=True)
    found.sort(key=attrgetter("rate.expected"))
    return found


def groups(cards: Iterable[Studied], name_of: Callable[[Studied], str]) -> list[Group]:
    """Return the cards that were answered by their file or section, the least known first; they come in reading order."""
    found: dict[str, list[Studied]] = defaultdict(list)
    for name, members in groupby((each for each in cards if each.answers.given), name_of):
        found[name] += members
    sums = {name: _sum([each.answers for each in members]) for name, members in found.items()}
    prior = overall(sums.values()).expected
    made = [Group(name, members, sums[name], rate_of(sums[name], prior)) for name, members in found.items()]
    return sorted(made, key=attrgetter("rate.expected"))


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _sum(answers: Iterable[Answers]) -> Answers:
    given, seconds, reviews, passed = zip(_NONE, *answers, strict=True)
    return Answers(sum(given), sum(seconds), sum(reviews), sum(passed))


def _memory(data: str) -> Memory:
    """Return what FSRS keeps; what is no number of its own kind is taken for nothing."""
    try:
        return _decode(data or "{}")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _NO_MEMORY


_decode = msgspec.json.Decoder(Memory).decode
_NO_MEMORY = Memory()
