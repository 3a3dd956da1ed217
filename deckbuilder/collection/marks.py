"""What a learner left in Anki for the notes: flags, marks, leeches, suspended cards, own tags."""

from collections.abc import Iterable, Iterator, Set

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.model import Diagnostic
from deckbuilder.base.notes import Note
from deckbuilder.base.words import Words, verbatim
from deckbuilder.collection.hidden import shipped_of
from deckbuilder.collection.reading import Collection, StudiedCard, StudiedNote

STAND_INS = {"marked": "deckbuilder::marked", "leech": "deckbuilder::leech"}
"""Tags that Anki takes from no package, whatever their case, and what is shipped for them (anki: import/gather.rs)."""
_FLAGS = (
    verbatim(""),
    Words("red", "赤"),
    Words("orange", "オレンジ"),
    Words("green", "緑"),
    Words("blue", "青"),
    Words("pink", "ピンク"),
    Words("turquoise", "ターコイズ"),
    Words("purple", "紫"),
)
"""The colours of Anki's flags, by their numbers."""
_SUSPENDED = -1
_OURS = "deckbuilder::"


def marks(notes: Iterable[Note], collection: Collection, done: Set[str]) -> list[Diagnostic]:
    """Return a message for each mark, on the line of its note.

    What has a tag or a flag of `done` (casefolded) has been seen to, and is left out.
    """
    found: list[Diagnostic] = []
    for note in notes:
        there = collection.notes.get(note.guid)
        if there is None or there.notetype != collection.homes[ALL[note.kind].id]:
            continue
        if not is_done(there, collection, done):
            found += _of_note(note, there, collection.cards.get(there.id, []))
    return found


def is_done(note: StudiedNote, collection: Collection, done: Set[str]) -> bool:
    """Tell whether a note has a tag or a flag that says that it has been seen to."""
    flags = {name for card in collection.cards.get(note.id, ()) for name in _FLAGS[card.flag]}
    return not done.isdisjoint({tag.casefold() for tag in note.tags} | flags)


def _of_note(note: Note, there: StudiedNote, cards: Iterable[StudiedCard]) -> Iterator[Diagnostic]:
    span = note.span
    for flag in sorted({card.flag for card in cards if card.flag}):
        yield Diagnostic("N650", span, (_FLAGS[flag],))
    tags = {tag.casefold() for tag in there.tags}
    if tags & {"marked", STAND_INS["marked"]}:
        yield Diagnostic("N651", span)
    if tags & {"leech", STAND_INS["leech"]}:
        yield Diagnostic("N652", span, (str(sum(card.lapses for card in cards)),))
    if suspended := sum(1 for card in cards if card.queue == _SUSPENDED):
        yield Diagnostic("N653", span, (str(suspended),))
    shipped = None if there.mod == note.changed else shipped_of(there, note.kind)
    ours = {tag.casefold() for tag in (*note.tags, note.section, *(shipped.tags if shipped else ()))}
    own = [tag for tag in there.tags if tag.casefold() not in ours | set(STAND_INS) and not tag.startswith(_OURS)]
    if own:
        yield Diagnostic("N654", span, (" ".join(own),))
