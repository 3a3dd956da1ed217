"""Take what a learner did in Anki into the notes of a build: tags and edits stay, corrections arrive, deleted is deleted.

Three sides are held against each other, field by field: what a note says in the collection, what the build says, and
what that very note last got from us, of which its hidden field has the hashes. What was edited only there stays;
what only the notes changed is ours; where both did, ours is shipped and theirs is kept in the ledger. Every later
build goes on shipping what was taken, without a collection too, until the notes say so themselves or change the field.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD, label
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import Diagnostic
from deckbuilder.base.notes import Note
from deckbuilder.collection.hidden import Shipped, shipped_of
from deckbuilder.collection.marks import STAND_INS
from deckbuilder.collection.notation import alike
from deckbuilder.collection.reading import Collection, StudiedNote
from deckbuilder.collection.rehearsal import Difference, last_import
from deckbuilder.collection.telling import shown, title
from deckbuilder.identity.notes import RETIRED_TAG, refilled
from deckbuilder.ledger.records import Edited, FromAnki, Record, field_hashes

NOTHING = FromAnki()


class Taken(NamedTuple):
    """What becomes of a build's notes."""

    notes: dict[str, Note]
    """Those that are shipped otherwise than the notes say, or at another time, by GUID."""
    records: dict[str, Record]
    """Their records."""
    left_out: frozenset[str]
    """GUIDs of notes that are not shipped to this collection: the learner deleted them."""
    diagnostics: list[Diagnostic]


def taken(
    notes: Sequence[Note],
    before: Iterable[Record],
    records: Mapping[str, Record],
    collection: Collection | None,
    now: int,
    salt: str,
) -> Taken:
    """Return what the notes of a build become by what was taken `before`, and by a collection if there is one.

    `before` are the records of earlier builds that have anything from Anki, `records` those of this build.
    """
    known = {record.guid: record.anki or NOTHING for record in before}
    newest = last_import(notes, collection) if collection else 0
    if collection is None:
        notes = [note for note in notes if note.guid in known]
    found = Taken({}, {}, frozenset(), [])
    left_out = set()
    for note in notes:
        there = collection.notes.get(note.guid) if collection else None
        if collection and collection.is_whole and there is None and note.created <= newest:
            left_out.add(note.guid)
            found.diagnostics.extend([] if note.retired else [Diagnostic("N642", note.span, (title(note),))])
        if there and collection and there.notetype != collection.homes[ALL[note.kind].id]:
            there = None
        if note.guid not in known and (there is None or there.mod == note.changed):
            continue
        merged, record = _merged(note, known.get(note.guid, NOTHING), there, records[note.guid], now, salt)
        if record != records[note.guid] or merged != note:
            found.notes[note.guid], found.records[note.guid] = merged, record
            if (record.anki or NOTHING) != known.get(note.guid, NOTHING):
                found.diagnostics.extend(_told(note, record.anki or NOTHING))
            if there and merged.changed > there.mod and (lost := [t for t in there.tags if t.casefold() in STAND_INS]):
                found.diagnostics.append(
                    Diagnostic("N643", note.span, (" ".join(lost), " ".join(sorted(_shippable(lost)))))
                )
    return found._replace(left_out=frozenset(left_out))


def _merged(
    note: Note, before: FromAnki, there: StudiedNote | None, record: Record, now: int, salt: str
) -> tuple[Note, Record]:
    ours = dict(zip(ALL[note.kind].field_names, note.fields, strict=True))
    kept = _still(before, ours)
    shipped = shipped_of(there, note.kind) if there else None
    if there and (shipped is None or shipped.changed != there.mod):
        kept = _tags(_edits(kept, before, there, note, shipped), there, note, shipped)
    fields = {name: kept.texts[name].text if name in kept.texts else text for name, text in ours.items()}
    own = {tag.casefold() for tag in kept.without}
    tags = tuple(sorted({tag for tag in note.tags if tag.casefold() not in own} | set(kept.tags)))
    fields[HIDDEN_FIELD] = ""
    values = list(fields.values())
    changed = _time(note, values, tags, there, kept != before, now)
    anki = None if kept == NOTHING else kept
    record = replace(record, anki=anki, shipped=field_hashes(values), changed=changed)
    return refilled(note, record, values, tags, salt), record


def _still(before: FromAnki, ours: Mapping[str, str]) -> FromAnki:
    """Return what was taken as far as the notes have not changed the same field since, nor say it themselves."""
    same = {name: edited for name, edited in before.texts.items() if _hash(ours.get(name, "")) == edited.ours}
    aside = {**before.aside, **{name: edited for name, edited in before.texts.items() if name not in same}}
    aside = {name: edited for name, edited in aside.items() if not alike(ours.get(name, ""), edited.text)}
    return FromAnki(same, aside, before.tags, before.without)


def _edits(kept: FromAnki, before: FromAnki, there: StudiedNote, note: Note, shipped: Shipped | None) -> FromAnki:
    """Add the fields that were edited in Anki; without hashes of what was shipped nobody can tell, and ours counts."""
    hashes = shipped.hashes if shipped else ()
    texts, aside = dict(kept.texts), dict(kept.aside)
    triples = zip(ALL[note.kind].field_names, there.fields, note.fields, strict=False)
    for at, (name, theirs, ours) in enumerate(triples if hashes else ()):
        last = hashes[at] if at < len(hashes) else ""
        old = before.texts.get(name)
        is_edited = _hash(theirs) != last
        if name == HIDDEN_FIELD or not (is_edited or (old and old.was_put_back(theirs, there.mod))):
            continue
        texts.pop(name, None)
        aside.pop(name, None)
        if not is_edited or alike(theirs, ours):
            continue
        base = old.ours if old else last
        edited = Edited(theirs, _hash(ours), there.mod)
        is_known = old and (old.text, old.ours) == (edited.text, edited.ours)
        (texts if edited.ours == base else aside)[name] = old if old and is_known else edited
    return FromAnki(texts, aside, kept.tags, kept.without)


def _hash(text: str) -> str:
    return field_hashes([text])


def _tags(kept: FromAnki, there: StudiedNote, note: Note, shipped: Shipped | None) -> FromAnki:
    """Take over the tags as they are in Anki, but for those of ours that no build ships any more."""
    last = shipped.tags if shipped else (note.section, *note.tags, RETIRED_TAG)
    ours = {tag.casefold() for tag in (*last, *note.tags)}
    theirs = {tag.casefold() for tag in there.tags}
    added = tuple(sorted(_shippable(tag for tag in there.tags if tag.casefold() not in ours)))
    off = (tag for tag in (*kept.without, *(last if shipped else ())) if tag.casefold() not in theirs)
    without = tuple(sorted({tag for tag in off if tag != RETIRED_TAG}))
    return FromAnki(kept.texts, kept.aside, added, without)


def _shippable(tags: Iterable[str]) -> set[str]:
    return {STAND_INS.get(tag.casefold(), tag) for tag in tags}


def _time(
    note: Note, values: Sequence[str], tags: Sequence[str], there: StudiedNote | None, is_new: bool, now: int
) -> int:
    """Return when a note was last changed: later than in the collection, where that has something else."""
    if there is None:
        return note.changed
    at = ALL[note.kind].field_names.index(HIDDEN_FIELD)
    same = [*there.fields[:at], *there.fields[at + 1 :]] == [*values[:at], *values[at + 1 :]]
    same = same and _shippable(map(str.casefold, there.tags)) == set(map(str.casefold, tags))
    if same or not (is_new or there.mod >= note.changed):
        return note.changed
    return max(now, there.mod + 1, note.changed)


def _told(note: Note, kept: FromAnki) -> list[Diagnostic]:
    ours = dict(zip(ALL[note.kind].field_names, note.fields, strict=True))
    found = []
    for code, texts in (("N640", kept.texts), ("N641", kept.aside)):
        for name, edited in texts.items():
            if html_plain(edited.text) or html_plain(ours[name]):
                found.append(
                    Diagnostic(code, note.span, (label(name), *shown(Difference(name, edited.text, ours[name]))))
                )
    return found
