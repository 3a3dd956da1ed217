"""What an import of a build does to each note."""

from typing import Literal, NamedTuple

from deckbuilder.base.model import Span
from deckbuilder.base.notes import Kind, Note, Rendered
from deckbuilder.base.text import html_plain, map_clozes
from deckbuilder.identity.compared import draft_side, record_side
from deckbuilder.identity.notes import old_cards
from deckbuilder.ledger.records import Reason, Record

ChangeKind = Literal["new", "updated", "moved", "retired", "revived"]


class Change(NamedTuple):
    """What an import of this build does to one note."""

    kind: ChangeKind
    guid: str
    note_kind: Kind
    place: str
    old_place: str
    old: tuple[str, str]
    new: tuple[str, str]
    """Plain (question, answer) before and after."""
    span: Span
    added: int
    blank: int
    """Cards that come, and cards that go blank, by a change of clozes."""
    reason: Reason | None = None
    """Why a note is retired."""
    why: str = ""
    """What told that it is the note it was."""
    gaps: tuple[str, str] = ("", "")
    """Of a cloze, both answers with what is hidden in ［］."""


def change(draft: Rendered, note: Note, record: Record, old: Record | None) -> Change | None:
    """Return what becomes of a note, or None if it stays as it is; `old` is the record that it goes on with."""
    if old and old.hash == record.hash and not old.retired:
        return None
    new_text = (draft.prompt, draft_side(draft).answer)
    if old is None:
        new = Change(
            "new", record.guid, record.kind, where(record), "", ("", ""), new_text, draft.span, len(note.cards), 0
        )
        return new._replace(gaps=("", _with_gaps(record)))
    old_side = record_side(old)
    old_text = (old_side.prompt, old_side.answer)
    before = old_cards(old)
    added = len(set(note.cards) - before)
    blank = len(before - set(note.cards))
    moved = (old.trail, old.path) != (record.trail, record.path) and old_text == new_text
    kind: ChangeKind = "revived" if old.retired else "moved" if moved else "updated"
    found = Change(
        kind, record.guid, record.kind, where(record), where(old), old_text, new_text, draft.span, added, blank
    )
    return found._replace(gaps=(_with_gaps(old), _with_gaps(record)))


def retirement(record: Record, note: Note) -> Change:
    """Return the change of a note that is retired."""
    side = record_side(record)
    text = (side.prompt, side.answer)
    place = where(record)
    found = Change("retired", record.guid, record.kind, place, place, text, text, note.span, 0, 0, record.reason)
    return found._replace(gaps=(_with_gaps(record), _with_gaps(record)))


def _with_gaps(record: Record) -> str:
    """Return the text of a cloze with what is hidden in brackets; of other notes nothing."""
    return html_plain(map_clozes(record.answer, lambda _, hidden: f"［{hidden}］")) if record.kind == "cloze" else ""


def where(record: Record) -> str:
    """Return the file and the headings of a note, for messages."""
    return " › ".join((record.path, *record.trail))


def title(text: str) -> str:
    """Return a text as messages name it."""
    return text if len(text) <= 40 else text[:39] + "…"
