"""Cards that are mixed up: both are forgotten again and again, and their questions or answers are alike."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from deckbuilder.base.likeness import likeness, name_likeness
from deckbuilder.base.text import fold

LAPSES = 2
"""From how many lapses on a card may be mixed up with another."""
MOST = 60
"""Cards that are worth comparing, those with the most lapses: each is held against each."""
_ALIKE_QUESTIONS, _ALIKE_ANSWERS = 0.7, 0.55


class Side(NamedTuple):
    """What is compared of a card: its note, how often it lapsed, plain question and answer."""

    guid: str
    lapses: int
    question: str
    answer: str


def mixed_up(cards: Sequence[Side]) -> list[tuple[int, int]]:
    """Return pairs of cards, by their indexes, the most lapses first."""
    lapsed = [at for at, card in enumerate(cards) if card.lapses >= LAPSES]
    texts = {at: (fold(cards[at].question), fold(cards[at].answer)) for at in lapsed}
    found = [
        (min(one, other), max(one, other))
        for one, other in combinations(lapsed, 2)
        if cards[one].guid != cards[other].guid and _are_alike(texts[one], texts[other])
    ]
    return sorted(found, key=lambda pair: (-cards[pair[0]].lapses - cards[pair[1]].lapses, pair))


def _are_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[1] == other[1]:
        return False
    return likeness(one[0], other[0]) >= _ALIKE_QUESTIONS or name_likeness(one[1], other[1]) >= _ALIKE_ANSWERS
