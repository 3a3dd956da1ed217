"""What a build came to, kept on the cache, so that the next one can tell at once when there is nothing to do."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from deckbuilder.base.cache import Cache, digest, hashed, program
from deckbuilder.base.files import Inputs, content_hash, read_file
from deckbuilder.base.model import Diagnostic
from deckbuilder.base.words import Words, within
from deckbuilder.base.writing import write_file

_NAME = "outcome"
_BODY = b'"notes": [\n'
"""Where in a report the notes begin."""


def is_ahead(changed: int, now: int) -> bool:
    """Tell whether a note was built with a clock that was ahead by more than its time zone."""
    return changed > now + _DAY


_DAY = 86_400


class Summary(msgspec.Struct, frozen=True):
    """A build in figures and words: counts as in the report, what changed since the last, what of the notes is covered."""

    counts: dict[str, Any]
    changes: Words
    covered: Words


class Outcome(msgspec.Struct, frozen=True):
    """What the build after this one comes to if nothing is changed in between."""

    package: str
    package_hash: bytes
    report_head: bytes
    """The report down to the notes."""
    report_body_hash: bytes
    summary: Summary
    diagnostics: tuple[Diagnostic, ...]
    looked: dict[str, bytes]
    """A hash of what was in each medium that was looked into, by path."""
    parts: tuple[tuple[bytes, bytes], ...]
    """Key and token of each part, in their order."""
    latest: int
    """The latest time of change among its notes."""
    beside: bytes
    """What no part has, as `last_notes` writes it; who only wants to know whether anything is to do need not read them."""


class Traced:
    """Bytes in parts; once all have been taken, their hash is known."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self.parts = parts
        self.hash = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.hash.update(part)
            yield part


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Outcome).decode


def outcome_of(
    name: str,
    package: bytes,
    report: tuple[bytes, Traced],
    summary: Summary,
    said: tuple[Diagnostic, ...],
    looked: dict[str, bytes],
    parts: Iterable[tuple[bytes, bytes]],
    latest: int,
    beside: bytes,
) -> Outcome:
    """Return the outcome of a build in which nothing changed; `report` is its head and its body."""
    head, body = report
    return Outcome(
        name, hashed([package]), head, body.hash.digest(), summary, said, looked, tuple(parts), latest, beside
    )


def remember(cache: Cache, inputs: Inputs, ledger: bytes, outcome: Outcome) -> None:
    """Keep what the next build of these inputs comes to, with the new ledger, which has this hash, in the place of the old."""
    cache.put(_NAME, _key(inputs, ledger), _encode(outcome))


def known(cache: Cache, inputs: Inputs) -> Outcome | None:
    """Return what was kept for these very inputs, whatever has become of package and report."""
    data = cache.get(_NAME, _key(inputs, None if inputs.ledger is None else hashed([inputs.ledger])))
    outcome = _decode(data) if data else None
    if outcome and any(content_hash(inputs.media[path]) != hashed for path, hashed in outcome.looked.items()):
        return None
    return outcome


def remembered(cache: Cache, inputs: Inputs, output: Path) -> Outcome | None:
    """Return what was kept for these very inputs if package and report are still what they were.

    The report then says that nothing has changed.
    """
    outcome = known(cache, inputs)
    if outcome is None:
        return None
    try:
        package = read_file(output / outcome.package)
        head, start, body = read_file(output / "report.json").partition(_BODY)
        if hashed([package]) != outcome.package_hash or hashed([body]) != outcome.report_body_hash:
            return None
        if head + start != outcome.report_head:
            write_file(output / "report.json", outcome.report_head, body)
    except OSError:  # also where another build writes it
        return None
    return outcome


def _key(inputs: Inputs, ledger: bytes | None) -> bytes:
    files = [*(part for path, data in inputs.notes for part in (path, data)), *sorted(inputs.media)]
    others = [
        *(within(part, "en") for fault in inputs.unreadable for part in fault),
        "oversized",
        *sorted(inputs.oversized),
    ]
    optional = [b"-" if data is None else b"+" + data for data in (inputs.settings, ledger)]
    return digest(program(), inputs.name, *optional, *map(str, map(len, (inputs.notes, inputs.media))), *files, *others)
