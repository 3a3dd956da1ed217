"""The ledger: what the builds before this one called each note. A JSON file, one record a line.

It is committed with the notes. Records are sorted by GUID, so that notes made on two branches land
on different lines and git merges them; the closing `null` gives every record line its comma.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

import msgspec

from deckbuilder.base.model import LAST_CLOZE, Diagnostic, Kind, Place, Span

FORMAT = 1
LAST_SECOND = 250_000_000_000
"""The last second before the year 10,000 or so."""
Second = Annotated[int, msgspec.Meta(ge=0, le=LAST_SECOND)]


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One note as it was last built."""

    guid: str
    kind: Kind
    role: str
    path: str
    trail: tuple[str, ...]
    term: str
    prompt: str
    """Plain text of the front's question; of a cloze or picture its term."""
    answer: str
    """HTML of the answer of a basic note, of the text of a cloze with its marks, the masks of a picture."""
    front: str = ""
    """HTML of the prompt of a basic note where that differs from its plain text; the <img> of a picture."""
    deck: str = ""
    slots: dict[str, Annotated[int, msgspec.Meta(gt=0, le=LAST_CLOZE)]] = {}
    """Every hidden text this note ever had -> its cloze number; numbers are never given again."""
    cells: dict[str, str] = {}
    """What stands in each covered part of a picture, by slot."""
    reverse: bool = False
    typed: bool = False
    pin: str = ""
    hash: str = ""
    """Of the note's fields and tags; when it changes, `changed` moves."""
    created: Second = 0
    changed: Second = 0
    retired: bool = False

    @property
    def place(self) -> Place:
        """The trail with the term."""
        return (*self.trail, self.term)


class Look(msgspec.Struct, frozen=True, array_like=True):
    """What a note type looked like and since when (seconds since 1970)."""

    hash: str
    changed: Second


_AS_LINE = msgspec.json.Encoder()
_OF_LINE = msgspec.json.Decoder(Record)


class Records(Mapping[str, Record]):
    """Records by GUID, some of them still as their lines: those are read when they are asked for."""

    def __init__(self, entries: Mapping[str, Record | bytes]) -> None:
        self.entries = dict(entries)

    def __getitem__(self, guid: str) -> Record:
        entry = self.entries[guid]
        if isinstance(entry, bytes):
            entry = self.entries[guid] = _OF_LINE.decode(entry)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def live_paths(self) -> frozenset[str]:
        """The files that any live record is of."""
        return frozenset(record.path for record in self.values() if not record.retired)

    def with_cells(self) -> Iterator[Record]:
        """Yield the records of pictures."""
        for guid, entry in self.entries.items():
            if (isinstance(entry, Record) or b'"cells":{' in entry) and (record := self[guid]).cells:
                yield record


class Ledger(msgspec.Struct, frozen=True):
    """All records by GUID, and the note types' looks by note type id."""

    records: Records = Records({})
    looks: dict[str, Look] = {}


class _Format(msgspec.Struct):
    format: int


class _File(msgspec.Struct):
    looks: dict[str, Look]
    notes: list[Record | None]


def as_line(record: Record) -> str:
    """Return a record as one line of JSON, defaults left out."""
    return _AS_LINE.encode(record).decode()


def as_bytes(ledger: Ledger) -> bytes:
    """Return the whole file; equal ledgers give equal bytes."""
    head = b'{"format": %d, "looks": %b, "notes": [' % (FORMAT, _AS_LINE.encode(dict(sorted(ledger.looks.items()))))
    entries = (entry for _, entry in sorted(ledger.records.entries.items()))
    lines = (entry if isinstance(entry, bytes) else _AS_LINE.encode(entry) for entry in entries)
    return b"\n".join([head, b",\n".join([*lines, b"null]}"]), b""])


def reopened(data: bytes) -> Ledger:
    """Return the ledger that `as_bytes` gave; it is not looked at for damage, and its lines stay lines for now."""
    head, _, body = data.partition(b"\n")
    *lines, _ = body.split(b",\n")
    file = msgspec.json.decode(head + b"null]}", type=_File)
    return Ledger(Records({_guid(line): line for line in lines}), file.looks)


def _guid(line: bytes) -> str:
    start = len(b'{"guid":"')
    guid = line[start : line.index(b'"', start)]
    return guid.decode() if b"\\" not in guid else _OF_LINE.decode(line).guid


def parsed(path: str, text: str) -> tuple[Ledger, list[Diagnostic]]:
    """Read a ledger. A damaged one gives an error and an empty ledger; nothing is guessed."""
    for marker in _CONFLICT:
        if (at := f"\n{text}".find(marker)) >= 0:
            line = text.count("\n", 0, at) + 1
            return Ledger(), [Diagnostic("N501", Span(path, line, line))]
    try:
        found = msgspec.json.decode(text, type=_Format).format
        if found != FORMAT:
            return Ledger(), [Diagnostic("N503", Span(path, 1, 1), (str(found),))]
        file = msgspec.json.decode(text, type=_File)
    except (msgspec.DecodeError, RecursionError) as error:
        return Ledger(), [_damage(path, text, str(error))]
    if _has_controls(text):
        return Ledger(), [_damage(path, text, _HAS_CONTROLS)]
    return Ledger(_resolved(record for record in file.notes if record), file.looks), []


_CONFLICT = ("\n<<<<<<<", "\n=======\n", "\n>>>>>>>")
"""The lines that git leaves where two branches differ."""
_CONTROL = re.compile(
    r"(?<!\\)(?:\\\\)*\\(?:[bf]|u(?:00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F])|[dD][89a-fA-F]))"
)
"""A control character or half a character as JSON writes it; Anki or we would take it for ours."""
_ESCAPES = ("\\u", "\\b", "\\f")
_HAS_CONTROLS = "a text in it has control characters"


def _has_controls(text: str) -> bool:
    return any(escape in text for escape in _ESCAPES) and _CONTROL.search(text) is not None


def _damage(path: str, text: str, reason: str) -> Diagnostic:
    """Say where a ledger is damaged, as far as that is known."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Diagnostic("N502", Span(path, error.lineno, error.lineno, error.colno), (error.msg,))
    except RecursionError:
        reason = "it is nested too deep"
    except ValueError as error:  # a number of thousands of digits
        reason = str(error)
    return Diagnostic("N502", Span(path, 1, 1), (reason,))


def checked(values: dict[str, Any]) -> Record:
    """Return a record of JSON values; raises ValueError where they are not what they must be."""
    record = msgspec.convert(values, Record)
    if _has_controls(as_line(record)):
        raise ValueError(_HAS_CONTROLS)
    return record


def _resolved(records: Iterable[Record]) -> Records:
    """Merge records of one GUID, as two branches leave them: the one changed last wins, slots of both stay."""
    found: dict[str, Record] = {}
    for record in records:
        other = found.get(record.guid)
        found[record.guid] = _merged(other, record) if other else record
    return Records(found)


def _merged(one: Record, other: Record) -> Record:
    first, last = sorted((one, other), key=lambda record: (record.changed, not record.retired, as_line(record)))
    slots = dict(last.slots)
    for key, number in first.slots.items():
        if key not in slots:
            slots[key] = number if number not in slots.values() else max(slots.values()) + 1
    return msgspec.structs.replace(last, slots=slots, created=min(one.created, other.created))
