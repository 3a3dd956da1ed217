"""Foresee what an import of a build with Anki's default options does to a collection, note by note.

A note is found by its GUID, and replaced, fields and tags, if the package's is newer and of the same note type
(anki: import/notes.rs). The hidden field of the one that is there says what it last got from us.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.html_text import clozes
from deckbuilder.base.notes import WHOLE, Note
from deckbuilder.collection.hidden import Shipped, shipped_of
from deckbuilder.collection.reading import Collection, StudiedCard, StudiedNote
from deckbuilder.ledger.records import field_hashes

Outcome = Literal["new", "updated", "unchanged", "conflicting"]


class Difference(NamedTuple):
    """A field as it stands in the collection and in the build, HTML."""

    field: str
    there: str
    ours: str


class Foreseen(NamedTuple):
    """What becomes of one note that is not simply new or unchanged, or that the import does not reach as it is meant."""

    note: Note
    outcome: Outcome
    overwritten: tuple[Difference, ...] = ()
    """Edits made in Anki that the import replaces."""
    tags_lost: tuple[str, ...] = ()
    tags_back: tuple[str, ...] = ()
    """Tags of the learner's that go, and tags of ours that were taken off and come again."""
    uncorrected: tuple[Difference, ...] = ()
    """What the notes say otherwise by now, and the import does not bring: the note was touched in Anki later."""
    is_foreign: bool = False
    """Of another note type in the collection."""
    comes_back: bool = False
    """Deleted in Anki, and new again."""
    blank: tuple[StudiedCard, ...] = ()
    added: tuple[int, ...] = ()
    """Ordinals of cards that a known note gets."""
    answers_gone: int = 0
    """How many answers the added cards had before they were deleted."""


class Rehearsal(NamedTuple):
    """What an import does: of every note in a word, of some in detail."""

    outcomes: dict[str, Outcome]
    """By GUID."""
    notes: list[Foreseen]


def rehearsed(notes: Iterable[Note], collection: Collection) -> Rehearsal:
    """Foresee the import of notes."""
    outcomes: dict[str, Outcome] = {}
    found = []
    newest = 0
    homes = {kind: collection.homes[notetype.id] for kind, notetype in ALL.items()}
    known, cards = collection.notes, collection.cards
    for note in notes:
        there = known.get(note.guid)
        if there is None:
            outcomes[note.guid] = "new"
            found.append(Foreseen(note, "new", comes_back=True))
            continue
        newest = max(newest, _shipped_at(note, there))
        is_current = there.mod == note.changed and there.notetype == homes[note.kind]
        if is_current and tuple([card.ordinal for card in cards.get(there.id, ())]) == note.cards:
            outcomes[note.guid] = "unchanged"
            continue
        foreseen = _met(note, there, collection)
        outcomes[note.guid] = foreseen.outcome
        if foreseen[1:] != _UNTOUCHED:
            found.append(foreseen)
    # What is not there was deleted if it is no younger than what is.
    newest = newest if collection.is_whole else -1
    return Rehearsal(outcomes, [each for each in found if not each.comes_back or each.note.created <= newest])


def last_import(notes: Iterable[Note], collection: Collection) -> int:
    """Return the time of the latest build that anything in the collection is of, in seconds since 1970; 0 for none."""
    known = ((note, there) for note in notes if (there := collection.notes.get(note.guid)))
    return max((_shipped_at(note, there) for note, there in known), default=0)


def _shipped_at(note: Note, there: StudiedNote) -> int:
    """Return the time of the build that a note in the collection is of; 0 if nobody can tell."""
    if there.mod == note.changed:
        return note.changed
    shipped = shipped_of(there, note.kind)
    return shipped.changed if shipped else 0


_UNTOUCHED = ("unchanged", *Foreseen._field_defaults.values())


def _met(note: Note, there: StudiedNote, collection: Collection) -> Foreseen:
    """Foresee what becomes of a note that the collection has."""
    if there.notetype != collection.homes[ALL[note.kind].id]:
        return Foreseen(note, "conflicting", is_foreign=there.notetype != ALL[note.kind].id)
    if there.mod == note.changed:
        return _with_cards(Foreseen(note, "unchanged"), there, collection)
    shipped = shipped_of(there, note.kind)
    if there.mod > note.changed:
        ours = shipped_of(note, note.kind)
        is_current = shipped is not None and ours is not None and shipped.hash == ours.hash
        missing = () if is_current else tuple(_not_brought(note, there, shipped))
        return _with_cards(Foreseen(note, "unchanged", uncorrected=missing), there, collection)
    foreseen = Foreseen(note, "updated")
    if shipped is None or shipped.changed != there.mod:
        lost, back = _tags(note, there, shipped)
        edits = tuple(_overwritten(note, there, shipped))
        foreseen = foreseen._replace(overwritten=edits, tags_lost=lost, tags_back=back)
    return _with_cards(foreseen, there, collection)


def _overwritten(note: Note, there: StudiedNote, shipped: Shipped | None) -> Iterator[Difference]:
    """Yield the edits that an update replaces; without hashes of what was shipped all that differs may be one."""
    hashes = shipped.hashes if shipped else ()
    for at, difference in _differences(note, there):
        if not hashes or field_hashes([difference.there]) != _nth(hashes, at):
            yield difference


def _not_brought(note: Note, there: StudiedNote, shipped: Shipped | None) -> Iterator[Difference]:
    """Yield what we changed since the note was shipped and that is not there; without hashes all that differs may be."""
    hashes = shipped.hashes if shipped else ()
    for at, difference in _differences(note, there):
        if not hashes or field_hashes([difference.ours]) != _nth(hashes, at):
            yield difference


def _nth(hashes: tuple[str, ...], at: int) -> str:
    return hashes[at] if at < len(hashes) else ""


def _differences(note: Note, there: StudiedNote) -> Iterator[tuple[int, Difference]]:
    pairs = zip(ALL[note.kind].field_names, there.fields, note.fields, strict=False)
    for at, (name, theirs, ours) in enumerate(pairs):
        if theirs != ours and name != HIDDEN_FIELD:
            yield at, Difference(name, theirs, ours)


def _tags(note: Note, there: StudiedNote, shipped: Shipped | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags that an update takes away and those that it brings back, case aside as in Anki."""
    before = shipped.tags if shipped else (note.section, *note.tags)
    ours, own, now = (frozenset(map(str.casefold, tags)) for tags in (note.tags, before, there.tags))
    lost = tuple(tag for tag in there.tags if tag.casefold() not in ours | own)
    back = tuple(tag for tag in note.tags if tag.casefold() in own - now) if shipped else ()
    return lost, back


def _with_cards(foreseen: Foreseen, there: StudiedNote, collection: Collection) -> Foreseen:
    """Add which cards of a note come and go blank; a retired note is shipped without any, and keeps those it has."""
    note = foreseen.note
    cards = collection.cards.get(there.id, [])
    known = tuple([card.ordinal for card in cards])
    if known == note.cards:
        return foreseen
    asked = _asked(note) if note.retired else note.cards
    added = () if note.retired else tuple(ordinal for ordinal in note.cards if ordinal not in known)
    is_updated = foreseen.outcome == "updated"
    blank = tuple(card for card in cards if card.ordinal not in asked) if is_updated else ()
    if not (added or blank):
        return foreseen
    ids = _card_ids(note)
    gone = sum(collection.gone.get(ids[ordinal], 0) for ordinal in added)
    return foreseen._replace(blank=blank, added=added, answers_gone=gone)


def _asked(note: Note) -> tuple[int, ...]:
    """Return the ordinals of the cards that a note's fields are asked on."""
    if note.kind in WHOLE:
        return (0, 1) if dict(zip(ALL[note.kind].field_names, note.fields, strict=True)).get("Reverse") else (0,)
    return tuple(number - 1 for number, _ in clozes(note.fields[0]))


def _card_ids(note: Note) -> Mapping[int, int]:
    return dict(zip(note.cards, note.ids[1:], strict=True))
