"""Read from a collection what is ours: notes, cards and decks.

What takes long SQLite does in one step each, of which it makes one JSON text: a thread lets others work while it
waits for a step, and after each has to wait for its turn again, row by row where rows come one by one.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.anki.opening import BROKEN, check, deck_names, is_database, once_more, opened
from deckbuilder.base.library_words import of_error
from deckbuilder.base.model import LAST_SECOND
from deckbuilder.base.printed import without_controls
from deckbuilder.base.words import Words, filled
from deckbuilder.collection.homes import homes


class StudiedNote(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A note as it stands in a collection."""

    id: int
    guid: str
    notetype: int
    mod: int
    joined_tags: str
    joined: bytes = b""
    """Its fields as Anki stores them; nothing where they were not asked for."""

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
    """Of each note, of others' too, by its id; ascending ordinals."""
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


Finish = Callable[[Container[str], Callable[[StudiedNote], bool]], Collection]
"""Returns what is ours of a collection, and the notes that have any of these GUIDs; it reads the fields of those notes
that the second tells of. Raises like `read_collection`."""


def read_collection(path: Path, guids: Container[str], *log: Log) -> Collection:
    """Read what is ours from a collection, a .colpkg or an .apkg, and the notes that have any of these GUIDs.

    Raises ValueError if it cannot be read, InUseError if it can be later, OSError as the disk does.
    """
    with being_read(path, *log) as finish:
        return finish(guids, lambda _note: True)


@contextmanager
def being_read(path: Path, *log: Log) -> Iterator[Finish]:
    """Begin to read a collection in two threads, and yield what waits for them and reads the rest, once."""
    # What goes wrong meanwhile is no fault of the collection, so the stack is closed without being told of it.
    with closing(ExitStack()) as stack, ThreadPoolExecutor(2) as beside:
        begun = beside.submit(_begun, path, log, stack, beside)
        closed: list[Future[None]] = []

        def finish(guids: Container[str], has_fields: Callable[[StudiedNote], bool]) -> Collection:
            found = _finished(begun.result(), guids, has_fields)
            closed.append(beside.submit(stack.close))  # to remove the copy of a large collection takes a while
            return found

        yield finish
        for each in closed:
            each.result()


class _Begun(NamedTuple):
    """What is read before anybody tells which notes are asked for."""

    connection: sqlite3.Connection
    known: Collection
    """With the notes of our note types, without their fields."""


def _begun(path: Path, log: Container[Log], stack: ExitStack, beside: ThreadPoolExecutor) -> _Begun:
    connection = stack.enter_context(opened(path))
    with _broken_is_damaged():
        of_log = beside.submit(_log, stack.enter_context(closing(once_more(connection))), log)
        check(connection)
        created = _created(connection)
        cards = _cards(connection)
        own = dict(homes(connection))
        notes = _notes(connection, f"+mid in ({_ours(own)})")
        gone, answers, growth = of_log.result()
        known = Collection(
            path=path.as_posix(),
            is_whole=is_database(path) or path.suffix.lower() == ".colpkg",
            created=created,
            notes={note.guid: note for note in notes},
            cards=cards,
            decks=deck_names(connection),
            homes=own,
            gone=gone,
            answers=answers,
            growth=growth,
        )
    return _Begun(connection, known)


def _log(connection: sqlite3.Connection, log: Container[Log]) -> tuple[dict[int, int], dict[int, Answers], float]:
    """Return what is asked for of the log of all answers."""
    gone = _decode_counts(_text(connection, _GONE)) if "gone" in log else {}
    answers = _decode_answers(_text(connection, _ANSWERS)) if "answers" in log else {}
    growth = connection.execute(_GROWTH).fetchone()[0] if "growth" in log else 0
    return gone, answers, growth


def _finished(begun: _Begun, guids: Container[str], has_fields: Callable[[StudiedNote], bool]) -> Collection:
    connection, known = begun
    with _broken_is_damaged():
        known.notes.update((note.guid, note) for note in _others(connection, known.homes, guids))
        asked = [note for note in known.notes.values() if has_fields(note)]
        rows = connection.execute(_FIELDS, (_list(note.id for note in asked),)).fetchall()
        fields = dict(msgspec.convert(rows, list[tuple[int, bytes]]))
        known.notes.update((note.guid, replace(note, joined=fields[note.id])) for note in asked)
    return known


@contextmanager
def _broken_is_damaged() -> Iterator[None]:
    try:
        yield
    except (*BROKEN, json.JSONDecodeError, msgspec.DecodeError, UnicodeDecodeError) as error:
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


def _text(connection: sqlite3.Connection, query: str, *values: str) -> bytes:
    """Return the one JSON text that a query gives."""
    (text,) = connection.execute(query, values).fetchone()
    return bytes(text)


_decode_answers = msgspec.json.Decoder(dict[int, Answers]).decode
_decode_counts = msgspec.json.Decoder(dict[int, int]).decode
_IS_REVIEW = "type = 1 or lastIvl not between -86399 and 0"
_ANSWERS = f"""
    select cast(json_group_object(cid, json_array(given, seconds, reviews, passed)) as blob) from (
        select cid, count(*) as given, total(time) / 1000 as seconds,
               count(*) filter (where review > 0) as reviews, count(*) filter (where review > 1) as passed
        from (
            select cid, time, case when {_IS_REVIEW} then 1 + (ease > 1) end as review
            from revlog not indexed where ease between 1 and 4 limit -1
        ) group by cid
    )
"""
"""By its index Anki's log would be read answer by answer from all over the file: ten times slower. With a limit, here
none, SQLite reckons the inner columns before it sorts, and has less to sort."""
_GROWTH = (
    "select total(ivl) / max(1, total(lastIvl)) from revlog where type = 1 and ease > 1 and lastIvl >= 1 and ivl >= 1"
)
_GONE = """
    select cast(json_group_object(cid, answers) as blob) from (
        select cid, count(*) as answers from revlog where cid not in (select id from cards) group by cid
    )
"""


def _notes(connection: sqlite3.Connection, condition: str, *values: str) -> list[StudiedNote]:
    """Return the notes of which a condition is true, without their fields."""
    return _decode_notes(_text(connection, f"{_NOTES} where {condition}", *values))


def _others(connection: sqlite3.Connection, own: Mapping[int, int], guids: Container[str]) -> list[StudiedNote]:
    """Return the notes of other note types that have any of these GUIDs."""
    others = connection.execute(f"select id, guid from notes where mid not in ({_ours(own)})")
    return _notes(connection, f"id in ({_LISTED})", _list(note_id for note_id, guid in others if guid in guids))


def _ours(own: Mapping[int, int]) -> str:
    return ",".join(map(str, {*own, *own.values()}))


def _list(ids: Iterable[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


_decode_notes = msgspec.json.Decoder(list[StudiedNote]).decode
_MOD = f"min(max(cast(mod as int), 0), {LAST_SECOND - 1})"
"""A time that the ledger can hold, and one after it, whatever a broken clock gave."""
_NOTES = f"""
    select cast(json_group_array(json_array(id, cast(guid as text), mid, {_MOD}, cast(tags as text))) as blob) from notes
"""
"""By note type a + before its column keeps SQLite from an index, by which notes would be read from all over the file."""
_LISTED = "select value from json_each(?)"
_FIELDS = f"select id, cast(flds as blob) from notes where id in ({_LISTED})"


@lru_cache(10_000)
def _split(tags: str) -> tuple[str, ...]:
    return tuple(without_controls(tags.replace("\u3000", " ")).split())


def _cards(connection: sqlite3.Connection) -> dict[int, list[StudiedCard]]:
    found: dict[int, list[StudiedCard]] = defaultdict(list)
    for card in sorted(_decode_cards(_text(connection, _CARDS)), key=attrgetter("ordinal")):
        found[card.note].append(card)
    return found


_decode_cards = msgspec.json.Decoder(list[StudiedCard]).decode
_CARDS = """
    select cast(json_group_array(json_array(
        nid, id, cast(ord as int), cast(case odid when 0 then did else odid end as int), cast(type as int),
        cast(queue as int), cast(case odue when 0 then due else odue end as int), cast(ivl as int),
        cast(reps as int), cast(lapses as int), flags & 7, cast(data as text)
    )) as blob) from cards
"""
