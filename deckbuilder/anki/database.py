"""The database of a package: a row for each note and each card, beside what genanki writes of decks and note types.

Rows that the package before has already are taken over. SQLite then copies all into a new file, so that its bytes tell
nothing of that.
"""

import errno
import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.cache import Cache, digest, program
from deckbuilder.base.notes import Deck

SIBLING_GAP = 15
"""How many notes later in the order of new cards each further card of a note comes."""


def write_database(target: Path, deck: Deck, tts_language: str, cache: Cache, last: Path | None = None) -> None:
    """Write the database of a deck's package to a new file; `last`, a copy of that of the package before, goes.

    Raises OSError as the disk does, AssertionError if a row does not read back as it was written.
    """
    decks = {name: _deck_id(name) for name in sorted({note.deck for note in deck.notes if note.cards} or {deck.name})}
    frame = _frame(decks, deck, tts_language, cache)
    working = last or target.with_name("working")
    if last is None:
        working.write_bytes(frame)
    with closing(sqlite3.connect(working)) as connection:
        try:
            connection.executescript("pragma journal_mode=off; pragma synchronous=off")
            with connection:
                connection.execute("delete from col")
                connection.execute(f"insert into col values({','.join('?' * 13)})", _head(frame))
                _bring_up(connection, _NOTES, _notes(deck))
                _bring_up(connection, _CARDS, _cards(deck, decks))
            connection.execute("vacuum into ?", (str(target),))
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error), str(target)) from error
    working.unlink()
    with target.open("r+b") as file:
        for at, size in _OF_SQLITE:
            file.seek(at)
            file.write(bytes(size))


_OF_SQLITE = (24, 4), (40, 4), (92, 8)
"""Where in the file, and in how many bytes, SQLite says how often it wrote there, and in which version
(sqlite.org/fileformat): nothing that the same notes should not have the same of."""


# --- decks and note types ---------------------------------------------------------------------


def _frame(decks: dict[str, int], deck: Deck, tts_language: str, cache: Cache) -> bytes:
    """Return the file of a database without notes, from the cache where it is there."""
    about = (decks, {deck.name: deck.description}, deck.notetype_times, tts_language)
    key = digest(program(), msgspec.msgpack.encode(about))
    data = cache.get("frame", key)
    if data is None:
        from deckbuilder.anki.frame import frame  # genanki takes a tenth of a build after an edit to import

        data = frame(*about)
        cache.put("frame", key, data)
    return data


def _head(frame: bytes) -> "Row":
    """Return the row in which a database says what decks and note types there are."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(frame)
        (row,) = connection.execute("select * from col")
        return tuple(row)


def _deck_id(name: str) -> int:
    return (1 << 32) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


# --- rows -------------------------------------------------------------------------------------


Row = tuple[Any, ...]
"""Values of a row, its id first."""


class _Table(NamedTuple):
    """A table of the database: how a row is put there, and how what tells it from others is read back."""

    insert: str
    read: str
    compared: int
    """How many values of a row are read back; what the others are follows from these."""


_NOTES = _Table(
    "insert into notes values(?,?,?,?,-1,?,cast(? as text),?,0,0,'')",
    "select id, guid, mid, mod, tags, cast(flds as blob) from notes",
    6,
)
_CARDS = _Table(
    "insert into cards values(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')",
    "select id, nid, did, ord, mod, due from cards",
    6,
)


def _notes(deck: Deck) -> Iterable[Row]:
    for note in deck.notes:
        notetype = ALL[note.kind]
        if note.joined.count(b"\x1f") != len(notetype.fields) - 1:
            raise AssertionError(f"note {note.guid} has not as many fields as its note type")
        yield note.ids[0], note.guid, notetype.id, note.changed, _tags(note.tags), note.joined, note.sort_field


def _tags(tags: tuple[str, ...]) -> str:
    """Return tags as Anki stores them."""
    return f" {' '.join(tags)} " if tags else ""


def _cards(deck: Deck, decks: dict[str, int]) -> Iterable[Row]:
    first = next(iter(decks.values()))
    for position, note in enumerate(deck.notes, 1):
        key, ids = decks.get(note.deck, first), note.ids
        for sibling, ordinal in enumerate(note.cards):
            yield ids[sibling + 1], ids[0], key, ordinal, note.changed, position + sibling * SIBLING_GAP


def _bring_up(connection: sqlite3.Connection, table: _Table, rows: Iterable[Row]) -> None:
    """Let a table have these rows and no others."""
    wanted, size, count, gone = {}, table.compared, 0, []
    for row in rows:
        wanted[row[0]] = row
        count += 1
    for row in connection.execute(table.read):
        if (other := wanted.get(row[0])) and other[:size] == row:
            del wanted[row[0]]
        else:
            gone.append(row[:1])
    name = table.read.rpartition(" ")[2]
    connection.executemany(f"delete from {name} where id = ?", gone)
    connection.executemany(table.insert, (wanted[key] for key in sorted(wanted)))  # in their order it is written faster
    one = f"{table.read} where id = ?"
    if any(connection.execute(one, row[:1]).fetchone() != row[:size] for row in wanted.values()):
        raise AssertionError(f"a row of {name} reads back differently")
    if connection.execute(f"select count(*) from {name}").fetchone() != (count,):
        raise AssertionError(f"{name} has not as many rows as were to be written")
