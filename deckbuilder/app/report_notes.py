"""Notes as the report lists them, a note a line; those of unchanged parts are taken from the cache."""

from collections.abc import Iterable

import msgspec

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.cache import Cache, piece_of
from deckbuilder.base.notes import Note
from deckbuilder.identity.unchanged import FinishedPart


class _Source(msgspec.Struct, gc=False):
    path: str
    first: int
    last: int


class _Note(msgspec.Struct, gc=False):
    guid: str
    kind: str
    role: str
    deck: str
    fields: dict[str, str]
    tags: tuple[str, ...]
    cards: int
    source: _Source
    asked: tuple[int, ...]
    shown: tuple[int, ...]
    changed: int
    held: bool
    retired: bool


_encoded = msgspec.json.Encoder().encode


def listed(part: FinishedPart, cache: Cache) -> bytes:
    """Return the notes of a part as JSON values with a comma and a line break between them."""
    name = piece_of("listed", part.key)
    data = cache.get(name, part.token)
    if data is None:
        data = lines(part.notes)
        cache.put(name, part.token, data)
    return data


def lines(notes: Iterable[Note]) -> bytes:
    """Return notes as JSON values with a comma and a line break between them."""
    return b",\n".join(_encoded(_note(note)) for note in notes)


def _note(note: Note) -> _Note:
    return _Note(
        guid=note.guid,
        kind=note.kind,
        role=note.role,
        deck=note.deck,
        fields=dict(zip(ALL[note.kind].field_names, note.fields, strict=True)),
        tags=note.tags,
        cards=len(note.cards),
        source=_Source(note.span.path, note.span.first, note.span.last),
        asked=note.asked,
        shown=note.shown,
        changed=note.changed,
        held=note.held,
        retired=note.retired,
    )
