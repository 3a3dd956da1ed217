"""The preview: one self-contained page with every card as Anki shows it, and the notes' coverage.

The page carries the notes and the package's own templates and sets a card when it is looked at, so
that it opens as fast with 20,000 cards as with 200.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from deckbuilder.anki.notetypes import ALL, css, sides
from deckbuilder.app.changes import KINDS
from deckbuilder.app.language import spoken
from deckbuilder.app.names import CARD_ROLES, NOTE_KINDS
from deckbuilder.app.preview_words import WORDS
from deckbuilder.base.diagnostics import text
from deckbuilder.base.notes import Note
from deckbuilder.base.patterns import lazy
from deckbuilder.collection.weakness import Studied, overall
from deckbuilder.pipeline.build import Build
from deckbuilder.quality.findings import Finding

_TEMPLATES = Path(__file__).parent / "templates"
TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif", ".svg": "image/svg+xml", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".ogg": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac", ".mp4": "video/mp4", ".webm": "video/webm",
    ".aac": "audio/aac", ".oga": "audio/ogg", ".mov": "video/quicktime",
}  # fmt: skip


_FORMULA = lazy(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)


class Pages(NamedTuple):
    """A version of the preview: as a page, and as what a page that is open takes in."""

    page: str
    data: str
    """JSON."""


def page(build: Build, findings: Iterable[Finding], cards: Sequence[Studied] = ()) -> str:
    """Return the page; `findings` are shown with their cards.

    `cards` are those of a collection: how well they are known is shown with them and on the lines that they ask.
    """
    return pages(build, findings, 0, cards).page


def pages(build: Build, findings: Iterable[Finding], version: int, cards: Sequence[Studied] = ()) -> Pages:
    """Return the page and its data; `version` tells a watching page from the next."""
    sets_formulas = _has_formulas(build)
    values = {**_data(build, findings, cards), "version": version, "has_formulas": sets_formulas}
    data = msgspec.json.encode(values).decode()
    scripts = (*(("temml.js",) if sets_formulas else ()), "anki.js", "cards.js", "notes.js", "preview.js", "poll.js")
    shown = {"title": html.escape(build.deck.name), "version": str(version), "data": data.replace("<", "\\u003c")}
    return Pages(_filled("preview.html", scripts, shown), data)


def waiting() -> str:
    """Return the page that stands in for version 0, until notes without errors make the first one."""
    return _filled("waiting.html", ("poll.js",), {})


def _has_formulas(build: Build) -> bool:
    return any(b"\\" in note.joined and any(map(_FORMULA.search, note.fields)) for note in build.deck.notes)


def _filled(name: str, scripts: Iterable[str], values: Mapping[str, str]) -> str:
    """Return a template with its values; only the scripts given may run in it."""
    texts = [_template(script) for script in scripts]
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in texts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; media-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    known = {
        "csp": html.escape(policy),
        "style": _template("preview.css"),
        "language": spoken(),
        "scripts": "\n".join(f"<script>{script}</script>" for script in texts),
        **{f"w:{key}": html.escape(words.within(spoken())) for key, words in WORDS.items()},
        **values,
    }
    pieces = _template(name).split("@")
    return "".join(known.get(piece, piece) if at % 2 else piece for at, piece in enumerate(pieces))


@cache
def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _data(build: Build, findings: Iterable[Finding], cards: Sequence[Studied]) -> dict[str, Any]:
    changes = {change.guid: KINDS[change.kind].within(spoken()) for change in build.changes}
    warnings: dict[str, dict[int, list[str]]] = {}
    offers: dict[str, dict[int, str]] = {source.path: {} for source in build.sources}
    for finding in findings:
        if finding.code == "N230":
            offers[finding.span.path][finding.span.first] = text(finding.diagnostic, spoken())
        if finding.code == "N230" or not finding.card_text:
            continue
        said = text(finding.diagnostic, spoken())
        of_note = warnings.setdefault(finding.card_text.note.guid, {})
        of_note.setdefault(finding.card_text.ordinal, []).append(f"{finding.code}: {said}")
    known: dict[str, dict[int, dict[str, float]]] = {}
    for each in cards:
        if each.answers.given:
            known.setdefault(each.note.guid, {})[each.card.ordinal] = _known(each)
    return {
        "words": {key: words.within(spoken()) for key, words in WORDS.items()},
        "kinds": {kind: words.within(spoken()) for kind, words in NOTE_KINDS.items()},
        "roles": {role: words.within(spoken()) for role, words in CARD_ROLES.items()},
        "types": {kind: _type(kind, build.settings.tts_language) for kind in ALL},
        "notes": [
            _note(note, changes, warnings.get(note.guid, {})) | {"known": known.get(note.guid, {})}
            for note in build.deck.notes
        ],
        "known": overall(each.answers for each in cards).expected if known else None,
        "files": {
            source.path: {
                "lines": source.text.split("\n"),
                "roles": build.coverage[source.path],
                "offers": offers[source.path],
            }
            for source in build.sources
        },
        "media": {asset.name: _data_url(asset.name, asset.data) for asset in build.deck.assets},
    }


def _type(kind: Any, tts_language: str) -> dict[str, Any]:
    notetype = ALL[kind]
    return {
        "kind": kind,
        "fields": notetype.labels,
        "templates": [sides(template.stem, tts_language) for template in notetype.templates],
        "css": css(kind),
    }


def _note(note: Note, changes: Mapping[str, str], warnings: dict[int, list[str]]) -> dict[str, Any]:
    return {
        "guid": note.guid,
        "kind": note.kind,
        "role": note.role,
        "deck": note.deck,
        "fields": note.fields,
        "tags": note.tags,
        "section": note.section,
        "cards": note.cards,
        "slots": note.slots,
        "path": note.span.path,
        "first": note.span.first,
        "source": f"{note.span.path}:{note.span.first}" if note.span.first else note.span.path,
        "asked": note.asked,
        "shown": note.shown,
        "change": changes.get(note.guid, ""),
        "retired": note.retired,
        "warnings": warnings,
    }


def _known(each: Studied) -> dict[str, float]:
    """Return how well a card is known: the share of reviews that it is expected to pass, and what tells that."""
    reviews, passed = each.answers.reviews, each.answers.passed
    return {"expected": round(each.rate.expected, 3), "reviews": reviews, "passed": passed, "lapses": each.card.lapses}


def _data_url(name: str, data: bytes) -> str:
    kind = TYPES.get(Path(name).suffix, "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
