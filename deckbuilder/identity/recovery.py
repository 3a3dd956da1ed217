"""Rebuild a lost ledger from a package: every note carries its identity in its hidden field."""

import json
from html import unescape

from deckbuilder.anki.notetypes import HIDDEN_FIELD
from deckbuilder.anki.package import Stored, StoredNote
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.text import html_plain
from deckbuilder.identity.identify import META, RETIRED_TAG
from deckbuilder.ledger.records import LAST_SECOND, Ledger, Look, Record, Records, checked


def recovered(path: str, package: Stored) -> tuple[Ledger, list[Diagnostic]]:
    """Return the ledger that a package tells of; `path` names the package in messages.

    What was edited in Anki is taken as it stands there. The times and hashes are those of our last
    build, so that the next one leaves such edits alone unless the notes themselves have changed.
    """
    records: dict[str, Record] = {}
    diagnostics = []
    for note in package.notes:
        record = _record(note)
        if record is None:
            title = html_plain(note.fields.get("Prompt") or note.fields.get("Text") or note.fields.get("Header", ""))
            diagnostics.append(Diagnostic("N505", Span(path, 0, 0), (title[:40],)))
        else:
            records[note.guid] = record
    return Ledger(Records(records), _looks(package)), diagnostics


def _looks(package: Stored) -> dict[str, Look]:
    """Return since when the note types have looked as they do; a time that cannot be is left out."""
    return {
        str(key): Look(digest, changed)
        for key, (digest, changed) in package.looks.items()
        if type(changed) is int and 0 <= changed <= LAST_SECOND
    }


def _record(note: StoredNote) -> Record | None:
    try:
        meta = json.loads(unescape(note.fields[HIDDEN_FIELD]))
        values = {name: meta[name] for name in META if name in meta}
        own = {"guid": note.guid, "kind": note.kind, "deck": note.deck}
        return checked({**_DEFAULTS, **values, **_content(note, values), **own})
    except (ValueError, TypeError, KeyError):
        return None


_DEFAULTS = {"term": "", "trail": [], "path": "", "role": "", "prompt": "", "answer": ""}


def _content(note: StoredNote, meta: dict[str, object]) -> dict[str, object]:
    """Return what of a record stands in the note's visible fields."""
    fields = note.fields
    retired = {"retired": True} if RETIRED_TAG in note.tags else {}
    if note.kind == "cloze":
        return {"prompt": meta.get("term", ""), "answer": fields["Text"], **retired}
    if note.kind == "occlusion":
        return {
            "prompt": html_plain(fields["Header"]),
            "answer": fields["Occlusion"],
            "front": fields["Image"],
            **retired,
        }
    prompt = html_plain(fields["Prompt"])
    front = fields["Prompt"] if fields["Prompt"] != prompt else ""
    both = {"reverse": bool(fields["Reverse"]), "typed": bool(fields["Typed"])}
    return {"prompt": prompt, "front": front, "answer": fields["Answer"], **both, **retired}
