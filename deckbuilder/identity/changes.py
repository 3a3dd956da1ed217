"""What an import of a build does to each note."""

from typing import Literal, NamedTuple

from deckbuilder.base.html_text import html_plain, map_clozes
from deckbuilder.base.model import Span
from deckbuilder.base.notes import Kind, Note
from deckbuilder.base.words import Words
from deckbuilder.identity.compared import record_side
from deckbuilder.identity.notes import old_cards
from deckbuilder.ledger.records import Reason, Record, of_line

REASONS: dict[Reason, Words] = {
    "deleted": Words("gone from the notes", "ノートから消えた"),
    "withdrawn": Words("no longer asked for", "問わないことにした"),
    "doubled": Words("asked by another card", "ほかのカードが問う"),
    "misread": Words("read otherwise than before", "読み方が変わった"),
}
"""Why notes are retired."""
ChangeKind = Literal["new", "updated", "moved", "retired", "revived"]


class Change(NamedTuple):
    """What an import of this build does to one note. There may be one for each note, so that the records stay lines."""

    kind: ChangeKind
    guid: str
    note_kind: Kind
    span: Span
    after: bytes
    """The line of its record in the ledger after this build."""
    before: Record | None = None
    """Its record before, if it had one; of a note that is retired, that of now."""
    added: int = 0
    blank: int = 0
    """Cards that come, and cards that go blank, by a change of clozes."""
    why: str = ""
    """What told that it is the note it was."""

    @property
    def place(self) -> str:
        """Where it is."""
        return where(of_line(self.after))

    @property
    def old_place(self) -> str:
        """Where it was, empty if it is new."""
        return where(self.before) if self.before else ""

    @property
    def reason(self) -> Reason | None:
        """Why it is retired."""
        return of_line(self.after).reason if self.kind == "retired" else None

    @property
    def old(self) -> tuple[str, str]:
        """Plain question and answer before, empty if it is new."""
        return _said(self.before) if self.before else ("", "")

    @property
    def new(self) -> tuple[str, str]:
        """Plain question and answer now."""
        return _said(of_line(self.after))

    @property
    def gaps(self) -> tuple[str, str]:
        """Of a cloze, both answers with what is hidden in ［］."""
        return (_with_gaps(self.before) if self.before else ""), _with_gaps(of_line(self.after))


def change(record: Record, old: Record | None) -> ChangeKind | None:
    """Return what becomes of a note that goes on with a record, or None if it stays as it is."""
    if old is None:
        return "new"
    if old.retired:
        return "revived"
    if old.hash == record.hash:
        return None
    is_moved = (old.trail, old.path) != (record.trail, record.path) and _said(old) == _said(record)
    return "moved" if is_moved else "updated"


def changed(kind: ChangeKind, note: Note, line: bytes, old: Record | None, why: str) -> Change:
    """Return the change of a note whose record has this line and goes on with `old`."""
    before = old_cards(old) if old else set[int]()
    added, blank = len(set(note.cards) - before), len(before - set(note.cards))
    return Change(kind, note.guid, note.kind, note.span, line, old, added, blank, why)


def _said(record: Record) -> tuple[str, str]:
    side = record_side(record)
    return side.prompt, side.answer


def _with_gaps(record: Record) -> str:
    """Return the text of a cloze with what is hidden in brackets; of other notes nothing."""
    return html_plain(map_clozes(record.answer, lambda _, hidden: f"［{hidden}］")) if record.kind == "cloze" else ""


def called(record: Record) -> str:
    """Return what messages call a note: its question, or the sentence of a cloze with what is hidden in ［］."""
    return title(_with_gaps(record) or record.prompt)


def where(record: Record) -> str:
    """Return the file and the headings of a note, for messages."""
    return " › ".join((record.path, *record.trail))


def title(text: str) -> str:
    """Return a text as messages name it."""
    return text if len(text) <= 40 else text[:39] + "…"
