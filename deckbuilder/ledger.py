"""The ledger: what the builds before this one called each note. A JSON file, one record a line.

It is committed with the notes. Records are sorted by GUID, so that notes made on two branches land
on different lines and git merges them; the closing `null` gives every record line its comma.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, cast

from deckbuilder.model import Diagnostic, Kind, Span
from deckbuilder.text import has_controls

FORMAT = 1
LAST_CLOZE, LAST_SECOND = 500, 250_000_000_000
"""The highest cloze number that Anki knows, and the last second before the year 10,000 or so."""


@dataclass(frozen=True, slots=True)
class Record:
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
    slots: dict[str, int] = field(default_factory=dict)
    """Every hidden text this note ever had -> its cloze number; numbers are never given again."""
    cells: dict[str, str] = field(default_factory=dict)
    """What stands in each covered part of a picture, by slot."""
    reverse: bool = False
    typed: bool = False
    pin: str = ""
    hash: str = ""
    """Of the note's fields and tags; when it changes, `changed` moves."""
    created: int = 0
    changed: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a note type looked like and since when (seconds since 1970)."""

    hash: str
    changed: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All records by GUID, and the note types' looks by note type id."""

    records: dict[str, Record] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)


_FIELDS = {f.name: f for f in fields(Record)}
_REQUIRED = tuple(f.name for f in fields(Record) if f.default is MISSING and f.default_factory is MISSING)
_DEFAULTS: dict[str, Any] = {
    name: getattr(Record("", "basic", "", "", (), "", "", ""), name) for name in _FIELDS if name not in _REQUIRED
}


def as_line(record: Record) -> str:
    """Return a record as one line of JSON, defaults left out."""
    values = {name: getattr(record, name) for name in _FIELDS}
    kept = {k: v for k, v in values.items() if k in _REQUIRED or v != _DEFAULTS[k]}
    return json.dumps(kept, ensure_ascii=False, separators=(", ", ": "))


def as_text(ledger: Ledger) -> str:
    """Return the whole file; equal ledgers give equal text."""
    looks = json.dumps(
        {key: [look.hash, look.changed] for key, look in sorted(ledger.looks.items())}, separators=(", ", ": ")
    )
    lines = [as_line(record) + "," for _, record in sorted(ledger.records.items())]
    return "\n".join([f'{{"format": {FORMAT}, "looks": {looks}, "notes": [', *lines, "null]}", ""])


def parsed(path: str, text: str) -> tuple[Ledger, list[Diagnostic]]:
    """Read a ledger. A damaged one gives an error and an empty ledger; nothing is guessed."""
    if match := re.search(r"(?m)^(?:<{7}|={7}$|>{7})", text):
        line = text.count("\n", 0, match.start()) + 1
        return Ledger(), [Diagnostic("N501", Span(path, line, line))]
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        return Ledger(), [Diagnostic("N502", Span(path, error.lineno, error.lineno, error.colno), (error.msg,))]
    except ValueError as error:  # a number of thousands of digits
        return Ledger(), [Diagnostic("N502", Span(path, 1, 1), (str(error),))]
    except RecursionError:
        return Ledger(), [Diagnostic("N502", Span(path, 1, 1), ("it is nested too deep",))]
    try:
        if found["format"] != FORMAT:
            return Ledger(), [Diagnostic("N503", Span(path, 1, 1), (str(found["format"]),))]
        records = [checked(values) for values in found["notes"] if values is not None]
        looks = {str(key): _look(*values) for key, values in found["looks"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return Ledger(), [Diagnostic("N502", Span(path, 1, 1), (f"{type(error).__name__} {error}",))]
    return Ledger(_resolved(records), looks), []


def _look(digest: object, changed: object) -> Look:
    _texts("looks", [digest])
    _fits_time("looks", changed)
    return Look(str(digest), cast(int, changed))


def checked(values: dict[str, Any]) -> Record:
    """Return a record of JSON values; raises TypeError, KeyError or ValueError where they are not what they must be."""
    for name in _REQUIRED:
        values[name]
    for name, value in values.items():
        if name in _FIELDS:
            _FITS.get(name, _fits_default)(name, value)
    if values["kind"] not in ("basic", "cloze", "occlusion"):
        raise ValueError(values["kind"])
    known = {name: value for name, value in values.items() if name in _FIELDS}
    known["trail"] = tuple(known["trail"])
    return Record(**known)


def _fits_default(name: str, value: object) -> None:
    if type(value) is not type(_DEFAULTS.get(name, "")):
        raise TypeError(name)
    if isinstance(value, str):
        _texts(name, [value])


def _texts(name: str, values: Iterable[object]) -> None:
    for value in values:
        if not isinstance(value, str):
            raise TypeError(name)
        if has_controls(value):
            raise ValueError(f"{name} with control characters")


def _fits_trail(name: str, value: object) -> None:
    if not isinstance(value, list):
        raise TypeError(name)
    _texts(name, value)


def _fits_slots(name: str, value: object) -> None:
    if not isinstance(value, dict) or not all(
        type(number) is int and 0 < number <= LAST_CLOZE for number in value.values()
    ):
        raise TypeError(name)
    _texts(name, value)


def _fits_cells(name: str, value: object) -> None:
    if not isinstance(value, dict):
        raise TypeError(name)
    _texts(name, (*value, *value.values()))


def _fits_time(name: str, value: object) -> None:
    if type(value) is not int or not 0 <= value <= LAST_SECOND:
        raise TypeError(name)


_FITS: dict[str, Callable[[str, object], None]] = {
    "trail": _fits_trail,
    "slots": _fits_slots,
    "cells": _fits_cells,
    "created": _fits_time,
    "changed": _fits_time,
}


def _resolved(records: Iterable[Record]) -> dict[str, Record]:
    """Merge records of one GUID, as two branches leave them: the one changed last wins, slots of both stay."""
    found: dict[str, Record] = {}
    for record in records:
        other = found.get(record.guid)
        found[record.guid] = _merged(other, record) if other else record
    return found


def _merged(one: Record, other: Record) -> Record:
    first, last = sorted((one, other), key=lambda record: (record.changed, not record.retired, as_line(record)))
    slots = dict(last.slots)
    for key, number in first.slots.items():
        if key not in slots:
            slots[key] = number if number not in slots.values() else max(slots.values()) + 1
    values = {name: getattr(last, name) for name in _FIELDS}
    return Record(**{**values, "slots": slots, "created": min(one.created, other.created)})
