"""Which texts were changed in Anki, now or before a build took them over."""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.notes import Note
from deckbuilder.collection.hidden import shipped_of
from deckbuilder.collection.marks import is_done
from deckbuilder.collection.notation import alike
from deckbuilder.collection.reading import Collection, StudiedNote
from deckbuilder.ledger.records import FromAnki, field_hashes


class Edit(NamedTuple):
    """A field whose text was changed in Anki; both texts are HTML."""

    note: Note
    """As the notes say it."""
    field: str
    theirs: str
    ours: str
    """As it is in Anki, and as the notes say it."""
    is_both: bool = False
    """Whether the notes were changed as well since it was shipped."""


def edits(notes: Iterable[Note], taken: Mapping[str, FromAnki], collection: Collection, done: Set[str]) -> list[Edit]:
    """Return the texts that are not as the notes say because they were changed in Anki.

    `notes` are as the notes say, `taken` has what builds took over, by GUID. What has a tag or a flag of `done`
    (casefolded) has been seen to, and is left out.
    """
    found: list[Edit] = []
    for note in notes:
        there = collection.notes.get(note.guid)
        if there and there.notetype == collection.homes[ALL[note.kind].id] and not is_done(there, collection, done):
            found += _of_note(note, there, taken.get(note.guid, FromAnki()))
    return found


def _of_note(note: Note, there: StudiedNote, taken: FromAnki) -> Iterator[Edit]:
    shipped = shipped_of(there, note.kind) if taken != FromAnki() or there.mod != note.changed else None
    touched = shipped is not None and shipped.changed != there.mod
    hashes = dict(enumerate(shipped.hashes if shipped and touched else ()))
    for at, (name, theirs, ours) in enumerate(zip(ALL[note.kind].field_names, there.fields, note.fields, strict=False)):
        last = hashes.get(at, "")
        is_edited = bool(hashes) and field_hashes([theirs]) != last
        kept = taken.texts.get(name) or taken.aside.get(name)
        if name == HIDDEN_FIELD or not (is_edited or kept):
            continue
        if hashes and not is_edited and name in taken.texts and taken.texts[name].was_put_back(theirs, there.mod):
            continue
        text = theirs if is_edited or not kept else kept.text
        base = taken.texts[name].ours if name in taken.texts else last
        is_both = field_hashes([ours]) != base if is_edited or name in taken.texts else True
        if not alike(text, ours):
            yield Edit(note, name, text, ours, is_both)
