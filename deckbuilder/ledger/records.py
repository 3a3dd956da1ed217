"""The ledger: what the builds before this one called each note. A JSON file, one record a line.

It is committed with the notes, and made to be merged line by line (`merge=union` of git): lines are
sorted, a line changes only with what it tells of, and what two branches leave behind (a record twice,
several counts) is read as what both meant. The closing `null` gives every line its comma.

    {"format": 2, "salt": "理科", "notes": [
    ["look","1763791201001","eceb7ce455c990ad",1780000000],
    ["records",410,0],
    {"guid":"B((OWmep]i","kind":"basic", …},
    null]}

Format 1 had neither salt nor count, and the looks in its first line.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Annotated, Literal

import msgspec

from deckbuilder.base.model import LAST_SECOND, Place
from deckbuilder.base.notes import LAST_CLOZE, Kind

FORMAT = 2
OLD_FORMAT = 1
Second = Annotated[int, msgspec.Meta(ge=0, le=LAST_SECOND)]
_LAST_ID = LAST_SECOND * 1000
DEEPEST = 100
"""Levels of headings above a note, of which notes have a dozen at most: each is compared with all above it."""


class Edited(msgspec.Struct, frozen=True, array_like=True):
    """A text that was changed in Anki, and the hash of what the notes said there at the time."""

    text: str
    ours: str
    seen: Second = 0
    """The note's time of change in the collection where it was first seen; 0 for unknown."""

    def was_put_back(self, there: str, mod: int) -> bool:
        """Tell whether a field that says again what was last shipped was put back in Anki since it was taken over.

        Whoever has not had this edit yet, as on another device, has an older note.
        """
        return 0 < self.seen < mod and there != self.text


class FromAnki(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a learner did to a note in Anki, and the builds go on shipping until the notes say otherwise."""

    texts: dict[str, Edited] = {}
    """By field."""
    aside: dict[str, Edited] = {}
    """By field: where the notes were changed as well, theirs, which is not shipped."""
    tags: tuple[str, ...] = ()
    """Tags that were added."""
    without: tuple[str, ...] = ()
    """Tags of ours that were taken off."""


Reason = Literal["deleted", "withdrawn", "misread", "doubled"]


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One note as it was last built."""

    guid: str
    kind: Kind
    role: str
    path: str
    trail: Annotated[tuple[str, ...], msgspec.Meta(max_length=DEEPEST)]
    term: str
    prompt: str
    """Plain text of the front's question; of a cloze or picture its term."""
    answer: str
    """HTML of the answer of a basic note, of the text of a cloze with its marks, the masks of a picture."""
    gist: str = ""
    """HTML of the word that stands over the answer in the notes."""
    front: str = ""
    """HTML of the prompt of a basic note where that differs from its plain text; the <img> of a picture."""
    deck: str = ""
    slots: dict[str, Annotated[int, msgspec.Meta(gt=0, le=LAST_CLOZE)]] = {}
    """Every hidden text this note ever had -> its cloze number; numbers are never given again."""
    media: tuple[str, ...] = ()
    """Packaged names of the author's files on its cards, for when one is missing."""
    cells: dict[str, str] = {}
    """What stands in each covered part of a picture, by slot."""
    choices: str = ""
    """HTML of the choices of a question that has some."""
    reverse: bool = False
    typed: bool = False
    pin: str = ""
    order: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Its rank among the notes of its file, which grows with them; 0 for unknown."""
    hash: str = ""
    """Of the note's fields and tags; when it changes, `changed` moves."""
    tags: tuple[str, ...] = ()
    """As shipped."""
    shipped: str = ""
    """A short hash of each field as shipped (`field_hashes`)."""
    ids: dict[int, Annotated[int, msgspec.Meta(gt=0, le=_LAST_ID)]] = {}
    """Ids in the package that are not as they come of themselves: of the note (0) and its cards (ordinal + 1)."""
    anki: FromAnki | None = None
    created: Second = 0
    changed: Second = 0
    retired: bool = False
    reason: Reason = "deleted"
    """Why it is retired: its text is gone, the author wants no card there, it was misread before, or an older card asks the same."""

    @property
    def place(self) -> Place:
        """The trail with the term."""
        return (*self.trail, self.term)


class Look(msgspec.Struct, frozen=True, array_like=True):
    """What a note type looked like and since when (seconds since 1970)."""

    hash: str
    changed: Second


class _Rank(msgspec.Struct, gc=False):
    """What tells where a note stands in its file; of many thousands the rest need not be read for that."""

    order: int = 0
    retired: bool = False


_json = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Record).decode
_decode_rank = msgspec.json.Decoder(_Rank).decode


def as_line(record: Record) -> bytes:
    """Return a record as one line of JSON, defaults left out."""
    return _json(record)


def of_line(line: bytes) -> Record:
    """Return the record of such a line."""
    return _decode(line)


class Records(Mapping[str, Record]):
    """Records by GUID, many of them as their lines, which take a third of the memory: those are read when they are asked for."""

    def __init__(self, entries: Mapping[str, Record | bytes]) -> None:
        self.entries = dict(entries)

    def __getitem__(self, guid: str) -> Record:
        entry = self.entries[guid]
        if isinstance(entry, bytes):
            entry = self.entries[guid] = of_line(entry)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def live_paths(self) -> frozenset[str]:
        """The files that any live record is of."""
        return frozenset(record.path for record in self.values() if not record.retired)

    def rank(self, guid: str) -> int:
        """Return the rank of a note in its file; 0 if that is not known or it is retired."""
        entry = self.entries[guid]
        record = _decode_rank(entry) if isinstance(entry, bytes) else entry
        return 0 if record.retired else record.order

    def from_anki(self) -> Iterator[Record]:
        """Yield the records of notes that have anything of a learner's."""
        return (record for record in self._that_may_have(b'"anki":{') if record.anki)

    def with_cells(self) -> Iterator[Record]:
        """Yield the records of pictures."""
        return (record for record in self._that_may_have(b'"cells":{') if record.cells)

    def _that_may_have(self, field: bytes) -> Iterator[Record]:
        """Yield the records that are read already, and of the others those whose line has the field: most need not be read."""
        for guid, entry in self.entries.items():
            if isinstance(entry, Record) or field in entry:
                yield self[guid]


class Ledger(msgspec.Struct, frozen=True):
    """All records by GUID, and the note types' looks by note type id."""

    records: Records = Records({})
    looks: dict[str, Look] = {}
    salt: str = ""
    """What tells the GUIDs of this deck from those of others: its name at the first build."""
    forgotten: int = 0
    """How many records were taken out for good."""


class File(msgspec.Struct):
    """A ledger as it is written, in the format of today or an older one."""

    format: int
    notes: list[Record | list[str | int] | None]
    salt: str = ""
    looks: dict[str, Look] = {}


def as_bytes(ledger: Ledger) -> bytes:
    """Return the whole file; equal ledgers give equal bytes."""
    return b"".join(as_lines(ledger))


def as_lines(ledger: Ledger) -> Iterator[bytes]:
    """Yield the whole file line by line."""
    head = b'{"format": %d, "salt": %b, "notes": [\n' % (FORMAT, _json(ledger.salt))
    looks = [[_LOOK, key, look.hash, look.changed] for key, look in sorted(ledger.looks.items())]
    first, *own = map(_json, [*looks, [_COUNT, len(ledger.records), ledger.forgotten]])
    yield head + first
    entries = (entry for _, entry in sorted(ledger.records.entries.items()))
    for line in chain(own, (entry if isinstance(entry, bytes) else as_line(entry) for entry in entries), [b"null]}\n"]):
        yield b",\n"
        yield line


_LOOK, _COUNT = "look", "records"


def is_current(data: bytes) -> bool:
    """Tell whether a ledger is written in the format of today."""
    return data.startswith(b'{"format": %d,' % FORMAT)


def reopened(data: bytes) -> Ledger:
    """Return the ledger that `as_bytes` gave; it is not looked at for damage, and its lines stay lines for now."""
    head, _, body = data.partition(b"\n")
    *lines, _ = body.split(b",\n")
    start = next((at for at, line in enumerate(lines) if line.startswith(b"{")), len(lines))
    file = msgspec.json.decode(b"\n".join([head, b",".join([*lines[:start], b"null]}"])]), type=File)
    looks, count = own_lines(file)
    entries = lines[start:]
    return Ledger(Records(dict(zip(_guids(entries), entries, strict=True))), looks, file.salt, count.forgotten)


def _guids(lines: Sequence[bytes]) -> list[str]:
    """Return the GUID of each line; all are decoded at once, as there may be many thousands."""
    if not lines:
        return []
    start = len(b'{"guid":"')
    found = b"\n".join([line[start : line.index(b'"', start)] for line in lines]).decode().split("\n")
    return [of_line(line).guid if "\\" in guid else guid for guid, line in zip(found, lines, strict=True)]


class Count(msgspec.Struct, frozen=True):
    """How many records there must be at least, and how many were forgotten."""

    records: int = 0
    forgotten: int = 0


def own_lines(file: File) -> tuple[dict[str, Look], Count]:
    """Return what stands in the lines that are no records; of two branches' looks the one changed last.

    A record that one branch forgot may have been counted by the other.
    """
    looks, counts = dict(file.looks), [(0, 0)]
    for line in file.notes:
        if isinstance(line, list) and line[:1] == [_LOOK]:
            _, key, *values = msgspec.convert(line, tuple[str, str, str, Second])
            look = msgspec.convert(values, Look)
            looks[key] = max(looks.get(key, look), look, key=lambda one: (one.changed, one.hash))
        elif isinstance(line, list):
            _, *numbers = msgspec.convert(line, tuple[str, _Natural, _Natural])
            counts.append((numbers[0], numbers[1]))
    forgotten = max(gone for _, gone in counts)
    return looks, Count(max(sum(count) for count in counts) - forgotten, forgotten)


_Natural = Annotated[int, msgspec.Meta(ge=0, le=LAST_SECOND)]


_HASH = 0xFFFFFF
"""Three bytes tell an edited field from ours; more make package and ledger large."""


def field_hashes(fields: Iterable[str]) -> str:
    """Return a short hash of each field, empty ones none, with dots between."""
    return ".".join([f"{zlib.crc32(text.encode()) & _HASH:x}" if text else "" for text in fields]).rstrip(".")
