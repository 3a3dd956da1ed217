"""Write the package, and read packages back.

Same deck, same bytes: the zip has no clock, and nothing depends on the order of a set.
"""

import hashlib
import io
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, NamedTuple

import msgspec

from deckbuilder.anki.database import write_database
from deckbuilder.anki.notetypes import ALL, look_of
from deckbuilder.anki.opening import BROKEN, COLLECTION, deck_names, in_memory, tables
from deckbuilder.base.cache import Cache, digest, hashed, program
from deckbuilder.base.files import content_hash
from deckbuilder.base.notes import Deck, Kind, parted
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Words

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Row(NamedTuple):
    """A note as a package holds it."""

    guid: str
    notetype: int
    mod: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    cards: tuple[int, ...]


def packed(deck: Deck, tts_language: str) -> bytes:
    """Return the .apkg file of a deck."""
    with tempfile.TemporaryDirectory(prefix="deckbuilder-") as folder:
        database = Path(folder, COLLECTION)
        write_database(database, deck, tts_language, Cache())
        return sealed(database, deck, Last()).data


def rows(package: bytes) -> dict[str, Row]:
    """Read the notes of a package of ours back, by GUID."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        database = archive.read(COLLECTION)
    found = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        for guid, notetype, mod, tags, fields, cards in _rows(connection):
            found[guid] = Row(guid, notetype, mod, tuple(tags.split()), parted(fields), cards)
    return found


def media(package: bytes) -> dict[str, bytes]:
    """Read the media files of a package back, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = json.loads(archive.read("media"))
        return {name: archive.read(key) for key, name in names.items()}


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, int, int, str, bytes, tuple[int, ...]]]:
    """Yield guid, note type, time, tags, fields and card ordinals of each note, as they are stored."""
    cards: dict[int, list[int]] = {}
    for note_id, ordinal in connection.execute("select nid, ord from cards order by nid, ord"):
        cards.setdefault(note_id, []).append(ordinal)
    columns = "select id, guid, mid, mod, tags, cast(flds as blob) from notes"
    for note_id, *values in connection.execute(columns):
        yield *values, tuple(cards.get(note_id, ()))


class StoredNote(NamedTuple):
    """A note of ours in any package: its fields, and the name of the deck of its first card."""

    guid: str
    kind: Kind
    fields: dict[str, str]
    tags: tuple[str, ...]
    deck: str
    mod: int


class Stored(NamedTuple):
    """What any package has of ours."""

    notes: list[StoredNote]
    others: int
    """The number of notes that are not ours."""
    looks: dict[int, tuple[str, int]]
    """The hash of each note type's look and since when it has it, by id; none in Anki's new format."""
    changed_types: tuple[str, ...]
    """Names of our note types that have other fields or templates than ours; what was added comes behind ours."""


def stored(package: bytes) -> Stored:
    """Read what is ours from a package of ours or an export of Anki, old or new format.

    Raises ValueError if it is no package that can be read.
    """
    try:
        with closing(in_memory(package)) as connection:
            return _stored(connection)
    except BROKEN as error:
        raise ValueError(str(error) or type(error).__name__) from error


def _stored(connection: sqlite3.Connection) -> Stored:
    by_type = {notetype.id: notetype for notetype in ALL.values()}
    if not {"notes", "cards"} <= tables(connection):
        raise ValueError(Words("its collection has no notes", "コレクションにノートがありません"))
    decks = deck_names(connection)
    first_deck = dict(connection.execute("select nid, did from cards order by id desc"))
    found, others = [], 0
    for note_id, guid, type_id, tags, fields, mod in connection.execute(_NOTES):
        notetype, values = by_type.get(type_id), fields.split("\x1f")
        if notetype is None or len(values) < len(notetype.fields):
            others += 1
            continue
        named = dict(zip(notetype.field_names, values, strict=False))
        deck = decks.get(first_deck.get(note_id, 0), "")
        found.append(StoredNote(guid, notetype.kind, named, tuple(tags.split()), deck, mod))
    return Stored(found, others, _looks(connection), _changed_types(connection))


_NOTES = "select id, guid, mid, tags, flds, mod from notes"


def _looks(connection: sqlite3.Connection) -> dict[int, tuple[str, int]]:
    models = _models(connection)
    known = {notetype.id: models[str(notetype.id)] for notetype in ALL.values() if str(notetype.id) in models}
    return {key: (_look(model), model["mod"]) for key, model in known.items()}


def _models(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the note types as the old format has them; the new one has tables of its own, and no text here."""
    (text,) = connection.execute("select models from col").fetchone()
    models: dict[str, Any] = json.loads(text or "{}")
    return models


def _changed_types(connection: sqlite3.Connection) -> tuple[str, ...]:
    if "templates" in tables(connection):
        queries = (f"select ntid, count(*) from {table} group by ntid" for table in ("fields", "templates"))
        fields, templates = (dict(connection.execute(query)) for query in queries)
    else:
        models = {int(key): model for key, model in _models(connection).items()}
        fields, templates = ({key: len(m[part]) for key, m in models.items()} for part in ("flds", "tmpls"))
    return tuple(
        notetype.name
        for notetype in ALL.values()
        if notetype.id in fields
        and (fields[notetype.id], templates.get(notetype.id)) != (len(notetype.fields), len(notetype.templates))
    )


def _look(model: dict[str, Any]) -> str:
    fields = [text for each in model["flds"] for text in (each["name"], each.get("description", ""))]
    names = [model["name"], *fields, *(template["name"] for template in model["tmpls"])]
    return look_of(names, [(template["qfmt"], template["afmt"]) for template in model["tmpls"]], model["css"])


# --- writing ----------------------------------------------------------------------------------


class Sealed(msgspec.Struct, frozen=True):
    """A package, and the hash and length of each piece of its database, as they are deflated there."""

    data: bytes
    pieces: list[tuple[bytes, int]]


class Last(NamedTuple):
    """What of the package of the last build the next one can take over."""

    package: Path | None = None
    database: Path | None = None
    """A copy."""
    pieces: Mapping[bytes, tuple[int, int]] = MappingProxyType({})
    """Where each piece of it stands in the package, deflated, and how long it is there, by its hash."""


class _Kept(NamedTuple):
    name: str
    hash: bytes
    pieces: list[tuple[bytes, int]]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def keep(cache: Cache, name: str, package: Sealed) -> None:
    """Tell the next build what it finds in the package of this one."""
    cache.put("package", _key(), _encode(_Kept(name, hashed([package.data]), package.pieces)))


def last_package(output: Path, cache: Cache, folder: Path) -> Last:
    """Return what there is of the package of the last build, its database in a folder of the caller's."""
    data = cache.get("package", _key())
    if data is None:
        return Last()
    kept, target = _decode(data), folder / "last"
    path = output / kept.name
    if content_hash(path) != kept.hash:
        return Last()
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(COLLECTION)
        at = info.header_offset + len(info.FileHeader())
        with archive.open(info) as database, target.open("wb") as file:
            shutil.copyfileobj(database, file, _PART)
    found = {}
    for key, size in kept.pieces:
        found[key] = at, size
        at += size
    return Last(path, target, found)


def _key() -> bytes:
    return digest(program(), sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION)


def sealed(database: Path, deck: Deck, last: Last) -> Sealed:
    """Return the package of a deck, whose database this is; raises AssertionError if it does not read back as it was."""
    package = _zipped(database, deck, last)
    if not _holds(package.data, database) or media(package.data) != {asset.name: asset.data for asset in deck.assets}:
        raise AssertionError("the package reads back differently")
    return package


def _zipped(database: Path, deck: Deck, last: Last) -> Sealed:
    """Return the zip: the database deflated in pieces, pictures stored as they are."""
    target, pieces, check = io.BytesIO(), [], 0
    with zipfile.ZipFile(target, "w") as archive:
        archive.comment = b"deckbuilder %b\n" % deck.salt.encode()
        info = zipfile.ZipInfo(COLLECTION, _EPOCH)
        with (
            archive.open(info, "w") as stored,
            database.open("rb") as file,
            (last.package or database).open("rb") as before,
        ):
            while part := file.read(_PIECE):
                check = zlib.crc32(part, check)
                key = hashlib.sha256(part).digest()
                deflated = _taken_over(before, *last.pieces[key]) if key in last.pieces else _deflated(part)
                pieces.append((key, len(deflated)))
                stored.write(deflated)
            stored.write(_END)
            size = file.tell()
        info.CRC, info.file_size, info.compress_type = check, size, zipfile.ZIP_DEFLATED  # it is deflated already
        target.seek(info.header_offset)
        target.write(info.FileHeader())
        target.seek(0, io.SEEK_END)
        names = {str(at): asset.name for at, asset in enumerate(deck.assets)}
        others = {key: asset.data for key, asset in zip(names, deck.assets, strict=True)}
        for name, data in (others | {"media": json.dumps(names, ensure_ascii=False).encode()}).items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_STORED)
        for info in archive.infolist():  # the same on all systems
            info.create_system = 3
            info.external_attr = 0o644 << 16
    return Sealed(target.getvalue(), pieces)


def _taken_over(package: IO[bytes], at: int, size: int) -> bytes:
    package.seek(at)
    return package.read(size)


def _deflated(part: bytes) -> bytes:
    """Return a piece deflated so that it means the same wherever it stands."""
    deflate = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflate.compress(part) + deflate.flush(zlib.Z_FULL_FLUSH)


_PIECE = 1 << 17
"""Bytes of the database that are deflated together: an edit changes a few such pieces."""
_END = b"\x03\x00"
"""What tells that no more of a deflated file follows."""


def _holds(package: bytes, database: Path) -> bool:
    """Tell whether this database can be read out of a package."""
    with (
        zipfile.ZipFile(io.BytesIO(package)) as archive,
        archive.open(COLLECTION) as stored,
        database.open("rb") as file,
    ):
        while part := file.read(_PART):
            if stored.read(len(part)) != part:
                return False
        return not stored.read(1)


_PART = 1 << 20
"""Bytes of a database that are in memory at once; it may be large."""


def salt(package: bytes) -> str:
    """Return the salt of the deck that a package of ours is of; empty if it does not say, or cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            found = _COMMENT.fullmatch(archive.comment)
    except BROKEN:
        return ""
    return found[1].decode("utf-8", "replace") if found else ""


_COMMENT = lazy(rb"deckbuilder (.*)\n", re.DOTALL)
"""What a package says of itself; the line's end tells that it is whole."""
