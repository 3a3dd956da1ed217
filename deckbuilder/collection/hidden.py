"""What a note in a collection says of itself in its hidden field: which build it is of, and what that shipped."""

from html import unescape
from typing import Annotated

import msgspec

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.notes import Kind, Note
from deckbuilder.collection.reading import StudiedNote
from deckbuilder.ledger.records import Second


class Shipped(msgspec.Struct, frozen=True):
    """What we last shipped of a note; older versions kept less."""

    changed: Second
    """When it was last changed: the note's time of change as long as nobody touches it in Anki."""
    hash: str = ""
    """Of its content."""
    tags: tuple[str, ...] = ()
    shipped: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    salt: str = ""

    @property
    def hashes(self) -> tuple[str, ...]:
        """A short hash of each field, empty for an empty one; nothing from a version that kept none."""
        return tuple(self.shipped.split(".")) if self.shipped else ()


def shipped_of(note: StudiedNote | Note, kind: Kind) -> Shipped | None:
    """Return what a note's hidden field says; None if nobody can tell, as after an edit of it."""
    try:
        return _decode(unescape(note.fields[_AT[kind]]))
    except (msgspec.DecodeError, LookupError, UnicodeDecodeError, RecursionError):
        return None


_decode = msgspec.json.Decoder(Shipped).decode
_AT = {kind: notetype.field_names.index(HIDDEN_FIELD) for kind, notetype in ALL.items()}
