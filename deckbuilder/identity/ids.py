"""The ids of notes and cards in a package. Anki reads an id as milliseconds since 1970: the day it was added.

They come from a note's GUID, a card's number and the day of the note's first build alone, whatever else
is in the package: two devices that import different builds and then sync must have given a card one id.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from deckbuilder.base.notes import Note

_DAY, _DAYS = 86_400, 3
"""Seconds of a day, and over how many days before the first build ids are spread, so that hardly any two meet."""
_STEP = 2_654_435_761
"""A large prime, so that the ids of a note's cards lie far from each other."""

Given = Mapping[int, int]
"""Ids by number: of a note (0), and of its cards (ordinal + 1)."""


def ids_of(guid: str, created: int, cards: Iterable[int], given: Given) -> tuple[int, ...]:
    """Return the ids of a note and its cards; those in `given` are as they were given."""
    span = _DAYS * _DAY * 1000
    start = (max(created // _DAY, _DAYS + 1) - _DAYS) * _DAY * 1000
    seed = int.from_bytes(hashlib.sha256(guid.encode()).digest()[:8], "big")
    return tuple([given.get(number) or start + (seed + number * _STEP) % span for number in _numbers(cards)])


def moved_apart(
    notes: Sequence[Note], others: Iterable[Note], is_given: Callable[[str, int], bool]
) -> dict[str, dict[int, int]]:
    """Return other ids, by GUID and number, for those of the notes that another note has; `others` keep theirs.

    An id that an earlier build gave stays where it is; of the rest the older note has the first choice.
    """
    if not notes:
        return {}
    wanted = [at for note in notes for at in note.ids]
    mine = set(wanted)
    if len(mine) == len(wanted) and all(mine.isdisjoint(note.ids) for note in others):
        return {}
    found: dict[str, dict[int, int]] = {}
    used = {at for note in others for at in note.ids}
    places = [
        (not is_given(note.guid, number), note.created, note.guid, number, at)
        for note in notes
        for number, at in zip(_numbers(note.cards), note.ids, strict=True)
    ]
    for _, _, guid, number, at in sorted(places):
        free = at
        while free in used:
            free += 1
        used.add(free)
        if free != at:
            found.setdefault(guid, {})[number] = free
    return found


def _numbers(cards: Iterable[int]) -> list[int]:
    return [0, *[ordinal + 1 for ordinal in cards]]
