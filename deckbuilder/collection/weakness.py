"""Where a learner is weak: how well each card, section and file is known, told by the answers so far."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from deckbuilder.base.model import Span
from deckbuilder.base.notes import Note
from deckbuilder.collection.rates import Rate, rate
from deckbuilder.collection.reading import Answers, Collection, StudiedCard

EXPECTED = 0.9
"""The prior of the rate of all cards: what Anki aims at unless told otherwise."""
_NONE = Answers(0, 0, 0, 0)


class Memory(msgspec.Struct, frozen=True):
    """What FSRS knows of a card, as Anki keeps it beside it; 0 where it is off."""

    s: float = 0.0
    """Stability: days until recall falls to 90 %."""
    d: float = 0.0
    """Difficulty, 1 to 10."""
    decay: float = 0.5
    lrt: int = 0
    """Seconds since 1970 of the last review."""


class Studied(NamedTuple):
    """A card of ours as the learner has it."""

    note: Note
    card: StudiedCard
    answers: Answers
    memory: Memory
    rate: Rate


class Group(NamedTuple):
    """Cards of one file or section, as one."""

    name: str
    span: Span
    """Where its first card is."""
    cards: int
    lapses: int
    answers: Answers
    rate: Rate
    stability: float
    """The middle one of its cards; 0 without FSRS."""
    difficulty: float


def studied(notes: Iterable[Note], collection: Collection) -> list[Studied]:
    """Return all cards that the collection has of these notes, retired ones left out, in reading order."""
    live = [note for note in notes if not note.retired and note.guid in collection.notes]
    found = [
        (note, card, collection.answers.get(card.id, _NONE))
        for note in live
        for card in collection.cards.get(collection.notes[note.guid].id, ())
    ]
    prior = overall([answers for _, _, answers in found]).expected
    return [Studied(note, card, answers, _memory(card.data), rate_of(answers, prior)) for note, card, answers in found]


def overall(answers: Iterable[Answers]) -> Rate:
    """Return the rate of all cards together."""
    return rate_of(_sum(answers), EXPECTED)


def rate_of(answers: Answers, prior: float) -> Rate:
    """Return the rate of some answers' reviews, shrunk to `prior`."""
    return rate(answers.reviews, answers.passed, prior)


def weakest(cards: Iterable[Studied]) -> list[Studied]:
    """Return the cards that were answered, the least known first."""
    answered = [each for each in cards if each.answers.given]
    return sorted(answered, key=lambda each: (each.rate.expected, -each.card.lapses, -each.memory.d))


def groups(cards: Sequence[Studied], name_of: Callable[[Note], str]) -> list[Group]:
    """Return the cards that were answered by their file or section, the least known first."""
    prior = overall([each.answers for each in cards]).expected
    found: dict[str, list[Studied]] = defaultdict(list)
    for each in cards:
        if each.answers.given:
            found[name_of(each.note)].append(each)
    return sorted((_group(name, members, prior) for name, members in found.items()), key=lambda one: one.rate.expected)


def _group(name: str, members: Sequence[Studied], prior: float) -> Group:
    answers = _sum(each.answers for each in members)
    known = [each.memory for each in members if each.memory.s]
    return Group(
        name=name,
        span=members[0].note.span,
        cards=len(members),
        lapses=sum(each.card.lapses for each in members),
        answers=answers,
        rate=rate_of(answers, prior),
        stability=_middle([memory.s for memory in known]),
        difficulty=_middle([memory.d for memory in known]),
    )


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _sum(answers: Iterable[Answers]) -> Answers:
    answers = list(answers)  # columns by zip(*answers) would pass each of them as an argument
    return Answers(*(sum(map(itemgetter(at), answers)) for at in range(len(_NONE))))


def _memory(data: str) -> Memory:
    """Return what FSRS keeps; what is no number of its own kind is taken for nothing."""
    try:
        memory = _decode(data or "{}")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _NO_MEMORY
    return memory if memory.s >= 0 and _LEAST_DECAY <= memory.decay <= 1 else _NO_MEMORY


_decode = msgspec.json.Decoder(Memory).decode
_NO_MEMORY = Memory()
_LEAST_DECAY = 0.05
