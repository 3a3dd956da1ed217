"""Names of places: which of them are one, with little done to it, and what is above a place."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import product

from deckbuilder.base.likeness import ALIKE_HERE, name_likeness
from deckbuilder.base.model import Place
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.read.words import naming


def renamed(old: Sequence[Place], new: Sequence[Place], level: int) -> list[tuple[Place, Place]]:
    """Return the only pair of some places, or else that whose name on this level was only added to or shortened."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    found = list(product(old, new))
    if len(found) > 1:
        found = [(one, other) for one, other in found if is_added_to_name(one[level], other[level])]
    return found if len(found) == 1 else []


_MOST_PAIRS = 400
"""Pairs of places beside each other that are looked at; more are the terms of a long list."""


def are_like_names(old: str, new: str) -> bool:
    """Tell whether one of two names was only respelt, added to or shortened."""
    return old == new or name_likeness(fold(old), fold(new)) >= ALIKE_HERE or is_added_to_name(old, new)


def is_still_named(old: Place, new: Place) -> bool:
    """Tell whether each name of a place was only added to or shortened, or is as it was."""
    return len(old) == len(new) and all(map(is_added_to_name, old, new))


def is_added_to_name(old: str, new: str) -> bool:
    """Tell whether one name is the other, or that with something put before or behind it, or in parentheses: 用語, 用語(第1条)."""
    short, long = sorted((fold(old), fold(new)), key=len)
    return old == new or (len(short) > 1 and (short in long or short == without_parentheses(long)))


def with_those_above(places: Iterable[Place]) -> set[Place]:
    """Return places with all sections that they are in."""
    return {place[:end] for place in places for end in range(len(place) + 1)}


def last_name(place: Place) -> Hashable:
    """Return the name of a term or section by itself; nothing for other places."""
    return len(place) > 1 and naming(place[-1]) == "term" and fold(place[-1])


def grouped(places: Iterable[Place], key: Callable[[Place], Hashable]) -> dict[Hashable, list[Place]]:
    """Return places by a key, in their order; those without one are left out."""
    groups: dict[Hashable, list[Place]] = defaultdict(list)
    for place in sorted(places):
        if value := key(place):
            groups[value].append(place)
    return groups
