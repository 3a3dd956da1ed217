"""Read a ledger that may be damaged, of an older version, or merged of two branches'."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from deckbuilder.base.decoding import decoded, not_utf8
from deckbuilder.base.library_words import of_error, of_library
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Argument, Words
from deckbuilder.ledger.merging import merged
from deckbuilder.ledger.records import FORMAT, OLD_FORMAT, File, Ledger, Record, Records, as_line, own_lines


class _Format(msgspec.Struct):
    format: int


def of_bytes(path: str, data: bytes) -> tuple[Ledger, list[Diagnostic]]:
    """Read a ledger as it is on the disk; see `parsed`."""
    text, problems = decoded(path, data)
    if problems:
        return Ledger(), [not_utf8("N502", problem) for problem in problems]
    return parsed(path, text)


def parsed(path: str, text: str) -> tuple[Ledger, list[Diagnostic]]:
    """Read a ledger. A damaged one gives an error and an empty ledger; nothing is guessed."""
    for marker in _CONFLICT:
        if (at := f"\n{text}".find(marker)) >= 0:
            line = text.count("\n", 0, at) + 1
            return Ledger(), [Diagnostic("N501", Span(path, line, line))]
    text = _with_one_head(text)
    try:
        found = msgspec.json.decode(text, type=_Format).format
        if found not in (FORMAT, OLD_FORMAT):
            return Ledger(), [Diagnostic("N503", Span(path, 1, 1), (str(found),))]
        file = msgspec.json.decode(text, type=File)
        looks, count = own_lines(file)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        return Ledger(), [_damage(path, text, of_error(error))]
    if _has_controls(text):
        return Ledger(), [_damage(path, text, _HAS_CONTROLS)]
    records, problems = _resolved(path, [record for record in file.notes if isinstance(record, Record)])
    if missing := count.records - len(records):
        lost = [Diagnostic("N507", Span(path, 0, 0), (str(missing), str(count.records)))] if missing > 0 else []
        problems = [*lost, *problems]
    return Ledger(records, looks, file.salt, count.forgotten), problems


def _with_one_head(text: str) -> str:
    """Return a ledger with the first line of the newest format alone; a merge may leave that of another version too."""
    heads = _HEAD.findall(text)
    if len(heads) < 2:
        return text
    body = _CLOSE.sub("", _HEAD.sub("", text)).strip().removesuffix(",")
    return f"{max(heads, key=lambda head: _DIGITS.findall(head)[:1])}\n{body},\nnull]}}\n"


_HEAD = lazy(r'(?m)^\{"format": \d+, .*"notes": \[$')
_CLOSE = lazy(r"(?m)^null\]\}$")
_DIGITS = lazy(r"\d+")
_CONFLICT = ("\n<<<<<<<", "\n=======\n", "\n>>>>>>>")
"""The lines that git leaves where two branches differ."""
_CONTROL = lazy(
    r"(?<!\\)(?:\\\\)*\\(?:[bf]|u(?:00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F])|[dD][89a-fA-F]))"
)
"""A control character or half a character as JSON writes it; Anki or we would take it for ours."""
_ESCAPES = ("\\u", "\\b", "\\f")
_HAS_CONTROLS = Words("a text in it has control characters", "制御文字が入っています")


def _has_controls(text: str) -> bool:
    return any(escape in text for escape in _ESCAPES) and _CONTROL.search(text) is not None


def _damage(path: str, text: str, reason: Argument) -> Diagnostic:
    """Say where a ledger is damaged, as far as that is known."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Diagnostic("N502", Span(path, error.lineno, error.lineno, error.colno), (of_library(error.msg),))
    except RecursionError:
        reason = Words("it is nested too deep", "入れ子が深すぎます")
    except ValueError as error:  # a number of thousands of digits
        reason = of_error(error)
    return Diagnostic("N502", Span(path, 1, 1), (reason,))


def checked(values: dict[str, Any]) -> Record:
    """Return a record of JSON values; raises ValueError where they are not what they must be."""
    record = msgspec.convert(values, Record)
    if _has_controls(as_line(record).decode()):
        raise ValueError(_HAS_CONTROLS)
    return record


def _resolved(path: str, records: Iterable[Record]) -> tuple[Records, list[Diagnostic]]:
    """Merge records of one GUID, as two branches leave them, and tell where they contradict each other."""
    by_guid: dict[str, list[Record]] = {}
    for record in records:
        by_guid.setdefault(record.guid, []).append(record)
    found, problems = {}, []
    for guid, same in by_guid.items():  # nearly all have one record, and need no merging
        found[guid], numbers = merged(same) if len(same) > 1 else (same[0], [])
        if numbers:
            said = ", ".join(map(str, numbers))
            problems.append(Diagnostic("N508", Span(path, 0, 0), (said, found[guid].prompt, found[guid].path)))
    return Records(found), problems
