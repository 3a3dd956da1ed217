"""Which note types of a collection are ours: Anki takes the notes of a package into ours, or into a copy of them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from deckbuilder.anki.notetypes import ALL, Field, NoteType, Template
from deckbuilder.anki.opening import tables


class _Part(NamedTuple):
    """A field or template: Anki takes two for the same by their ids, or where one has none by their names."""

    id: int | None
    name: str


class _Type(NamedTuple):
    """A note type of a collection."""

    id: int
    original: int
    """The id in the package that it is a copy of; 0 for none."""
    fields: list[_Part]
    templates: list[_Part]

    def takes(self, notetype: NoteType) -> bool:
        """Tell whether its fields and templates are still those of ours."""
        return _are_same(self.fields, notetype.fields) and _are_same(self.templates, notetype.templates)


def _are_same(theirs: Sequence[_Part], ours: Sequence[Field | Template]) -> bool:
    pairs = zip(theirs, ours, strict=False)
    same = (own.id == part.id if part.id else own.name == part.name for part, own in pairs)
    return len(theirs) == len(ours) and all(same)


def homes(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield each of our note types with where Anki puts its notes, both by id, as of `Collection.homes`."""
    types = list((_types_in_tables if "notetypes" in tables(connection) else _types_in_json)(connection))
    for notetype in ALL.values():
        known = any(each.id == notetype.id for each in types)
        fitting = [each for each in types if notetype.id in (each.id, each.original) and each.takes(notetype)]
        own = [each.id for each in sorted(fitting, key=lambda each: each.id != notetype.id)]
        yield notetype.id, own[0] if own else 0 if known else notetype.id


def _types_in_json(connection: sqlite3.Connection) -> Iterator[_Type]:
    (text,) = connection.execute("select models from col").fetchone()
    for key, model in json.loads(text).items():
        fields, templates = (
            [_Part(part.get("id"), part["name"]) for part in model[name]] for name in ("flds", "tmpls")
        )
        yield _Type(int(key), model.get("originalId") or 0, fields, templates)


def _types_in_tables(connection: sqlite3.Connection) -> Iterator[_Type]:
    for key, config in list(connection.execute("select id, config from notetypes")):
        fields, templates = (
            [_Part(_number(part, number), name) for name, part in connection.execute(_PARTS.format(table), (key,))]
            for table, number in (("fields", _FIELD_ID), ("templates", _TEMPLATE_ID))
        )
        yield _Type(key, _number(config, _ORIGINAL_ID) or 0, fields, templates)


_PARTS = "select name, config from {} where ntid = ? order by ord"
_FIELD_ID, _TEMPLATE_ID, _ORIGINAL_ID = 9, 8, 10
"""Numbers in Anki's messages (anki: proto/anki/notetypes.proto)."""


def _number(message: bytes, key: int) -> int | None:
    """Return an integer of a protobuf message by its field number (protobuf.dev: encoding); Anki keeps ids so."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        if tag & 7 == 0:
            value, at = _varint(message, at)
            if tag >> 3 == key:
                return value
        elif tag & 7 == 2:
            length, at = _varint(message, at)
            at += length
        else:
            at += {1: 8, 5: 4}[tag & 7]
    return None


_LONGEST_SHIFT = 63


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
        if shift > _LONGEST_SHIFT:
            raise ValueError("a number has more than 64 bits")
