"""Rebuild a lost ledger from a package: every note carries its identity in its hidden field."""

import json
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple

from deckbuilder.anki.notetypes import HIDDEN_FIELD
from deckbuilder.anki.package import Stored, StoredNote
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import LAST_SECOND, Diagnostic, Span
from deckbuilder.base.printed import printable
from deckbuilder.base.words import Words, filled
from deckbuilder.identity.notes import META, RETIRED_TAG
from deckbuilder.identity.standing import Standing
from deckbuilder.ledger.reading import checked
from deckbuilder.ledger.records import Ledger, Look, Record, Records


class _Found(NamedTuple):
    record: Record
    salt: str


def recovered(path: str, package: Stored, name: str, texts: Mapping[str, str]) -> tuple[Ledger, list[Diagnostic]]:
    """Return the ledger that a package tells of; `path` names the package in messages.

    Only this deck's notes are taken: by their salt, which is the deck's `name` or that of the notes whose
    file or text is in the notes (`texts`, by path); of notes without a salt, those.

    What was edited in Anki is taken as it stands there. The times and hashes are those of our last
    build, so that the next one leaves such edits alone unless the notes themselves have changed.
    """
    diagnostics = [Diagnostic("N510", Span(path, 0, 0), (changed,)) for changed in package.changed_types]
    found = [_found(note) for note in package.notes]
    notes = Standing(texts)
    own = [each for each in found if each and notes.have(each.record)]
    salts = Counter(each.salt for each in own if each.salt)
    named = any(each and each.salt == name for each in found)
    salt = name if named or not salts else salts.most_common(1)[0][0]
    records: dict[str, Record] = {}
    for note, each in zip(package.notes, found, strict=True):
        if each is None:
            diagnostics.append(Diagnostic("N505", Span(path, 0, 0), (_title(note),)))
        elif each.salt == salt or (not each.salt and notes.have(each.record)):
            records[note.guid] = each.record
        else:
            reason = _OTHER_DECK if each.salt else _NOT_IN_NOTES
            diagnostics.append(Diagnostic("N509", Span(path, 0, 0), (_title(note), filled(reason, each.salt))))
    return Ledger(Records(records), _looks(package), salt), diagnostics


_OTHER_DECK = Words("it is of the deck “{}”", "デッキ「{}」のノートです")
_NOT_IN_NOTES = Words("neither its file nor its text is in the notes", "そのファイルも文もノートにありません")


def _title(note: StoredNote) -> str:
    return html_plain(note.fields.get("Prompt") or note.fields.get("Text") or note.fields.get("Header", ""))[:40]


def _looks(package: Stored) -> dict[str, Look]:
    """Return since when the note types have looked as they do; a time that cannot be is left out."""
    return {
        str(key): Look(digest, changed)
        for key, (digest, changed) in package.looks.items()
        if type(changed) is int and 0 <= changed <= LAST_SECOND
    }


def _found(note: StoredNote) -> _Found | None:
    try:
        meta = json.loads(unescape(note.fields[HIDDEN_FIELD]))
        values = {name: meta[name] for name in META if name in meta}
        if "ids" in values:
            values["ids"] = {int(number): given for number, given in values["ids"].items()}
        if "anki" in meta:
            texts = {name: (note.fields[name], *more) for name, (_, *more) in meta["anki"].get("texts", {}).items()}
            values["anki"] = {**meta["anki"], "texts": texts}
        own = {"guid": note.guid, "kind": note.kind, "deck": note.deck or meta.get("deck", "")}
        record = checked({**_DEFAULTS, **values, **_content(note, meta), **own})
        return _Found(record, printable(str(meta.get("salt", ""))))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


_DEFAULTS = {"term": "", "trail": [], "path": "", "role": "", "prompt": "", "answer": ""}


def _content(note: StoredNote, meta: Mapping[str, Any]) -> dict[str, object]:
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
    prompt = printable(meta.get("asked", "")) or html_plain(fields["Prompt"])
    front = fields["Prompt"] if fields["Prompt"] != prompt else ""
    if note.kind == "choice":
        return {"prompt": prompt, "front": front, "answer": fields["Answer"], "choices": fields["Choices"], **retired}
    both = {"reverse": bool(fields["Reverse"]), "typed": bool(fields["Typed"])}
    return {"prompt": prompt, "front": front, "answer": fields["Answer"], **both, **retired}
