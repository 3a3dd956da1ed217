"""report.json, the machine's view of a build. Its fields are documented in docs/report.md."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec

from deckbuilder.anki.notetypes import ALL
from deckbuilder.app import changes
from deckbuilder.app.report_notes import lines, listed
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import Cache
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import Words, filled, verbatim
from deckbuilder.cards.coverage import Role
from deckbuilder.identity.unchanged import FinishedPart
from deckbuilder.pipeline.build import Build
from deckbuilder.pipeline.outcome import Summary

FORMAT = 1


def report_head(build: Build, package: str) -> bytes:
    """Return the report down to its notes."""
    values = {
        "format": FORMAT,
        "deck": build.deck.name,
        "package": package,
        "counts": counts(build),
        "coverage": {path: _covered(roles) for path, roles in build.coverage.items()},
        "unused_media": list(build.unused_media),
        "diagnostics": [diagnostics.as_values(d) for d in build.diagnostics],
    }
    head = b",\n".join(b"%b: %b" % (_encoded(key), _encoded(value)) for key, value in values.items())
    return b'{%b,\n"notes": [\n' % head


def report_body(build: Build, finished: Iterable[FinishedPart], cache: Cache) -> Iterator[bytes]:
    """Yield the rest of the report, in parts."""
    others = lines(note for note in build.deck.notes if note.held or note.retired)
    separator = b""
    for part in chain((listed(part, cache) for part in finished), (others,)):
        if part:
            yield separator
            yield part
            separator = b",\n"
    yield b"\n]}\n"


_encoded = msgspec.json.Encoder().encode


def counts(build: Build) -> dict[str, Any]:
    """Return how much of everything a build has."""
    live = [note for note in build.deck.notes if not note.retired]
    by_kind = Counter(map(attrgetter("kind", "cards"), live))
    severities = Counter(diagnostics.severity(d.code) for d in build.diagnostics)
    changes = Counter(change.kind for change in build.changes)
    return {
        "notes": {kind: sum(count for (of, _), count in by_kind.items() if of == kind) for kind in ALL},
        "cards": {
            kind: sum(len(cards) * count for (of, cards), count in by_kind.items() if of == kind) for kind in ALL
        },
        "held": sum(1 for note in live if note.held),
        "retired": len(build.deck.notes) - len(live),
        "decks": sorted(set(map(attrgetter("deck"), live))),
        "media": len(build.deck.assets),
        "errors": severities["error"],
        "warnings": severities["warning"],
        "changes": dict(sorted(changes.items())),
    }


def summary(build: Build) -> Summary:
    """Return a build in figures and words."""
    return Summary(counts(build), changes.since_last(build.changes, build.deck.notes), covered(build))


def covered(build: Build) -> Words:
    """Return the shares of the notes' lines that are asked, shown and not covered, and where the last begin."""
    roles = Counter(chain.from_iterable(build.coverage.values()))
    said = roles["asked"] + roles["shown"] + roles["offered"] + roles["uncovered"]
    if not said:
        return Words("nothing to ask", "問うところがありません")
    share = {role: _percent(roles[role] / said) for role in ("asked", "shown", "offered", "uncovered")}
    missing = [f"{path}:{number}" for path, of_file in build.coverage.items() for number in _uncovered(of_file)]
    places = f": {', '.join(map(in_line, missing[:3]))}{' …' if len(missing) > 3 else ''}" if missing else ""
    offered = filled(_OFFERED, share["offered"]) if roles["offered"] else Words("", "")
    return filled(_COVERED, share["asked"], share["shown"], offered, share["uncovered"], places)


_OFFERED = Words(", could be asked {} (build.py lint says how)", "、問えるのに問わない {}(問い方は build.py lint)")
_COVERED = Words("asked {}, shown {}{}, not covered {}{}", "問う {}、裏に出すだけ {}{}、カードにない {}{}")


def _percent(share: float) -> Words:
    return Words("under 1 %", "1 % 未満") if 0 < share < 0.005 else verbatim(f"{100 * share:.0f} %")


def _covered(roles: Sequence[Role]) -> dict[str, Any]:
    found = Counter(roles)
    counted = {role: found[role] for role in ("asked", "shown", "offered", "structure", "uncovered")}
    return counted | {"uncovered_lines": _uncovered(roles)}


def _uncovered(roles: Sequence[Role]) -> list[int]:
    """Return the lines that no card has."""
    return [number for number, role in enumerate(roles, 1) if role == "uncovered"] if "uncovered" in roles else []
