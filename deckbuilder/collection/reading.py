"""Read from a collection what is ours: notes, cards, decks, and how our note types look there."""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from msgspec import convert

from deckbuilder.anki.notetypes import ALL, Field, NoteType, Template
from deckbuilder.anki.opening import BROKEN, deck_names, is_database, opened, tables
from deckbuilder.base.library_words import of_error
from deckbuilder.base.printed import without_controls
from deckbuilder.base.words import Words, filled
from deckbuilder.ledger.records import LAST_SECOND


class StudiedNote(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A note as it stands in a collection."""

    id: int
    guid: str
    notetype: int
    mod: int
    joined_tags: str
    joined: bytes
    """Its fields as Anki stores them."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, each as Anki writes it."""
        return _split(self.joined_tags)

    @property
    def fields(self) -> tuple[str, ...]:
        """Its fields, in order; control characters can stand in Anki, but neither in the notes nor in the ledger."""
        return tuple(map(without_controls, self.joined.decode("utf-8", "replace").split("\x1f")))


class StudiedCard(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A card as it stands in a collection."""

    note: int
    """The id of its note."""
    id: int
    ordinal: int
    deck: int
    """The deck that it is of, also while it is in a filtered one."""
    kind: int
    """0 new, 1 learning, 2 review, 3 relearning."""
    queue: int
    """-1 suspended; -2, -3 buried; else like `kind`."""
    due: int
    interval: int
    """Days between reviews; negative: seconds."""
    answers: int
    lapses: int
    flag: int
    """0 none, 1 red … 7 purple."""
    data: str
    """JSON with what FSRS knows of it."""


class Answers(NamedTuple):
    """How the answers to a card went."""

    given: int
    seconds: float
    """Of all answers together."""
    reviews: int
    """Answers after a day or more, which alone tell of remembering; Anki's “true retention” counts them so."""
    passed: int
    """Reviews that were not “Again”."""


class Collection(msgspec.Struct, frozen=True):
    """What of a collection is ours, or has one of our GUIDs."""

    path: str
    is_whole: bool
    """False for an export, which may be of one deck only: what is not in it may still be in Anki. A browser may have
    given it another name."""
    created: int
    """Seconds since 1970 of the start of its day 0, by which dues are counted."""
    notes: dict[str, StudiedNote]
    """By GUID."""
    cards: dict[int, list[StudiedCard]]
    """Of each note, by its id; ascending ordinals."""
    decks: dict[int, str]
    homes: dict[int, int]
    """Where Anki puts the notes of each of our note types, by id: into that itself; where its fields or templates were
    changed in Anki, into the copy that an earlier import made of ours; 0 if it will make one."""
    gone: dict[int, int]
    """How many answers are kept of each card that is deleted, by its id; only if asked for, as is all that follows."""
    answers: dict[int, Answers]
    """By card id."""
    growth: float
    """How many times longer the interval of a card gets by a review that it passes, on the whole; 0 if unknown."""


Log = Literal["gone", "answers", "growth"]
"""What is read of the log of all answers, which takes longer than all else."""


def read_collection(path: Path, guids: Container[str], *log: Log) -> Collection:
    """Read what is ours from a collection, a .colpkg or an .apkg, and the notes that have any of these GUIDs.

    Raises ValueError if it cannot be read, InUseError if it can be later, OSError as the disk does.
    """
    with opened(path) as connection:
        return _collection_in(connection, path, guids, log, is_database(path))


def _collection_in(
    connection: sqlite3.Connection, path: Path, guids: Container[str], log: Container[Log], is_profile: bool
) -> Collection:
    try:
        created = _created(connection)
        homes = dict(_homes(connection))
        notes = {note.guid: note for note in _notes(connection, {*homes, *homes.values()}, guids)}
        return Collection(
            path=path.as_posix(),
            is_whole=is_profile or path.suffix.lower() == ".colpkg",
            created=created,
            notes=notes,
            cards=_cards(connection, {note.id for note in notes.values()}),
            decks=deck_names(connection),
            homes=homes,
            gone=dict(connection.execute(_GONE)) if "gone" in log else {},
            answers=_answers(connection) if "answers" in log else {},
            growth=connection.execute(_GROWTH).fetchone()[0] if "growth" in log else 0,
        )
    except (*BROKEN, json.JSONDecodeError, msgspec.ValidationError) as error:
        raise ValueError(filled(_DAMAGED, of_error(error))) from error


_DAMAGED = Words("it is damaged ({})", "壊れています({})")


def _created(connection: sqlite3.Connection) -> int:
    """Return the start of a collection's day 0; raises ValueError if it is of a format that may mean something else."""
    created, version = connection.execute("select crt, ver from col").fetchone() or (0, 0)
    if version not in range(_OLDEST, _NEWEST + 1):
        raise ValueError(_ANOTHER_FORMAT)
    return int(created)


_OLDEST, _NEWEST = 11, 18
"""Formats of collections that are read: those of Anki 2.0 to at least 26.9 (anki: rslib/src/storage/upgrades)."""
_ANOTHER_FORMAT = Words(
    "its format is that of another version of Anki, newer or very old; export it with “Support older Anki versions”",
    "別の版の Anki(もっと新しいか、とても古い)の形式です。「古いバージョンの Anki をサポート」を選んで書き出してください",
)


def _answers(connection: sqlite3.Connection) -> dict[int, Answers]:
    return {card: Answers(*values) for card, *values in connection.execute(_ANSWERS)}


_IS_REVIEW = "(type = 1 or lastIvl >= 1 or lastIvl <= -86400)"
_ANSWERS = f"""
    select cid, count(*), total(time) / 1000, sum(review > 0), sum(review > 1) from (
        select cid, time, {_IS_REVIEW} * (1 + (ease > 1)) as review
        from revlog not indexed where ease between 1 and 4 limit -1
    ) group by cid
"""
"""By its index Anki's log would be read answer by answer from all over the file: ten times slower. With a limit, here
none, SQLite reckons the inner columns before it sorts, and has less to sort."""
_GROWTH = (
    "select total(ivl) / max(1, total(lastIvl)) from revlog where type = 1 and ease > 1 and lastIvl >= 1 and ivl >= 1"
)
_GONE = "select cid, count(*) from revlog where cid not in (select id from cards) group by cid"


def _notes(connection: sqlite3.Connection, types: Iterable[int], guids: Container[str]) -> list[StudiedNote]:
    ours = ",".join(map(str, types))
    columns = f"select id, cast(guid as text), mid, {_MOD}, cast(tags as text), cast(flds as blob) from notes"
    # The + keeps SQLite from an index, by which it would read the notes from all over the file.
    rows = connection.execute(f"{columns} where +mid in ({ours})").fetchall()
    others = connection.execute(f"select id, guid from notes where mid not in ({ours})")
    for note_id in [note_id for note_id, guid in others if guid in guids]:
        rows += connection.execute(f"{columns} where id = ?", (note_id,))
    return convert(rows, list[StudiedNote])


_MOD = f"min(max(cast(mod as int), 0), {LAST_SECOND - 1})"
"""A time that the ledger can hold, and one after it, whatever a broken clock gave."""


@lru_cache(10_000)
def _split(tags: str) -> tuple[str, ...]:
    return tuple(without_controls(tags.replace("\u3000", " ")).split())


def _cards(connection: sqlite3.Connection, notes: Set[int]) -> dict[int, list[StudiedCard]]:
    found: dict[int, list[StudiedCard]] = {}
    for card in convert(connection.execute(_CARDS).fetchall(), list[StudiedCard]):
        if card.note in notes:
            found.setdefault(card.note, []).append(card)
    return found


_CARDS = """
    select nid, id, cast(ord as int), cast(case odid when 0 then did else odid end as int), cast(type as int),
           cast(queue as int), cast(case odue when 0 then due else odue end as int), cast(ivl as int),
           cast(reps as int), cast(lapses as int), flags & 7, cast(data as text)
    from cards order by cast(ord as int)
"""


# --- note types -------------------------------------------------------------------------------


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


def _homes(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
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
