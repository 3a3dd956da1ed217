"""What the quick checks find on the notes that a build adds or changes, on all cores.

The processes import this module alone, and little with it: of a large build each begins anew (base/processes.py).
"""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import msgspec

from deckbuilder.anki.notetypes import field
from deckbuilder.base.model import Diagnostic, Limits
from deckbuilder.base.notes import Note
from deckbuilder.base.processes import shared_out
from deckbuilder.base.text import fold
from deckbuilder.quality.card_texts import card_texts, side_hash
from deckbuilder.quality.checks import OF_ONE_CARD
from deckbuilder.quality.many_cards import same_front

A_SECOND = 6_000
"""Notes that are checked in about a second."""
_SHARE = 1_000
"""Notes that a process is given at once."""


def found_on_changed(notes: Sequence[Note], changed: Set[str], limits: Limits) -> list[Diagnostic]:
    """Return what the checks of one card find on the notes with these GUIDs, and where their fronts have two answers."""
    places = {_place_field(note) for note in notes if note.guid in changed}
    near = [note for note in notes if _place_field(note) in places]
    found: list[Diagnostic] = []
    fronts: list[tuple[bytes, str]] = []
    answers: dict[bytes, bytes] = {}
    clashing: set[bytes] = set()
    for share in shared_out(_judged, limits, _shares(near, changed), len(near) / A_SECOND):
        found += share.found
        for front, answer, guid in share.sides:
            fronts.append((front, guid))
            if answers.setdefault(front, answer) != answer:
                clashing.add(front)
    guids = {guid for front, guid in fronts if front in clashing}
    clashes = same_front(list(card_texts(note for note in near if note.guid in guids)), limits)
    return found + [one.diagnostic for one in clashes if one.card_text and one.card_text.note.guid in changed]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[Note, bool]]).decode


def _shares(notes: Sequence[Note], changed: Set[str]) -> Iterator[bytes]:
    """Yield notes in shares, each with whether it is new or changed.

    They are encoded: a process that reads values which it shares with another one gets a copy of its own of each.
    """
    for at in range(0, len(notes), _SHARE):
        yield _encode([(note, note.guid in changed) for note in notes[at : at + _SHARE]])


class _Judged(NamedTuple):
    """What was found on some notes."""

    found: list[Diagnostic]
    sides: list[tuple[bytes, bytes, str]]
    """Of each card a hash of its front, a hash of its answer, and its note's GUID."""


def _judged(limits: Limits, share: bytes) -> _Judged:
    """Return what the checks of one card find on those of some notes that changed, and all their cards' sides."""
    found, sides = [], []
    for note, is_changed in _decode(share):
        for card_text in card_texts([note]):
            sides.append((side_hash(card_text.folded_front), side_hash(fold(card_text.answer)), note.guid))
            if is_changed:
                found += [one.diagnostic for check in OF_ONE_CARD for one in check(card_text, limits)]
    return _Judged(found, sides)


def _place_field(note: Note) -> str:
    """Return what heads the fronts of a note's cards; only cards of one place can have the same front."""
    return field(note, "Place")
