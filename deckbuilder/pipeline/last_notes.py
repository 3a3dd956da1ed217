"""The notes of the last build, where nothing has changed since, without all else that was made then.

It imports nothing that makes cards, which would take as long as reading the notes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from deckbuilder.base.cache import Cache, piece_of
from deckbuilder.base.notes import Note
from deckbuilder.pipeline.outcome import Outcome
from deckbuilder.quality.findings import Standards

if TYPE_CHECKING:
    from deckbuilder.pipeline.build import Build


class _Beside(NamedTuple):
    """What of a build no part has."""

    others: Sequence[Note]
    """The notes that are held or retired."""
    decks: Mapping[str, str]
    """What Anki calls the decks of the other notes, by what these do."""
    standards: Standards


_encode = msgspec.msgpack.Encoder().encode
_decode_beside = msgspec.msgpack.Decoder(_Beside).decode


def beside(build: "Build") -> bytes:
    """Return what no part has, for the outcome of a build."""
    notes = build.deck.notes
    decks = {note.deck: shipped.deck for note, shipped in zip(_of_parts(build), notes, strict=False)}
    return _encode(_Beside([note for note in notes if note.held or note.retired], decks, build.standards))


def _of_parts(build: "Build") -> Sequence[Note]:
    return [note for part in build.parts for note in part.notes]


class LastNotes(NamedTuple):
    """What a build of the same notes would ship once more."""

    package: str
    """The name of its package."""
    notes: list[Note]
    standards: Standards
    """What their cards are judged by."""


class _Part(msgspec.Struct):
    """What is read of a part, which takes a fourth of the time of all of it."""

    notes: list[Note]


_decode_part = msgspec.msgpack.Decoder(_Part).decode


def last_notes(outcome: Outcome, cache: Cache) -> LastNotes | None:
    """Return what a build with this outcome shipped, if the cache has all of it."""
    others, decks, standards = _decode_beside(outcome.beside)
    notes: list[Note] = []
    for key, token in outcome.parts:
        data = cache.get(piece_of("part", key), token)
        if data is None:
            return None
        notes += _decode_part(data).notes
    if any(name != shipped for name, shipped in decks.items()):
        notes = [msgspec.structs.replace(note, deck=decks[note.deck]) for note in notes]
    return LastNotes(outcome.package, [*notes, *others], standards)
