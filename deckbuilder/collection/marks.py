"""What a learner left in Anki for the notes: flags, marks, leeches, suspended cards, own tags, edits, own notes."""

from collections.abc import Iterable, Iterator, Mapping, Set

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD, label
from deckbuilder.base.model import Diagnostic, Note, Span
from deckbuilder.base.text import html_plain, map_clozes
from deckbuilder.base.words import Words
from deckbuilder.collection.hidden import shipped_of
from deckbuilder.collection.reading import Collection, StudiedCard, StudiedNote
from deckbuilder.collection.rehearsal import Difference
from deckbuilder.collection.taking import STAND_INS
from deckbuilder.collection.telling import shown
from deckbuilder.ledger.records import FromAnki, field_hashes

FLAGS = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""The colours of Anki's flags, by their numbers."""
_COLOURS = ("", "赤", "オレンジ", "緑", "青", "ピンク", "ターコイズ", "紫")
_SUSPENDED = -1
_OURS = "deckbuilder::"


def marks(
    notes: Iterable[Note], taken: Mapping[str, FromAnki], collection: Collection, done: Set[str]
) -> list[Diagnostic]:
    """Return a message for each mark and edit, on the line of its note.

    `notes` are as the notes say, `taken` has what builds took over, by GUID. What has a tag or a flag of `done`
    (casefolded) has been seen to, and is left out.
    """
    found: list[Diagnostic] = []
    for note in notes:
        there = collection.notes.get(note.guid)
        if there is None or there.notetype != collection.homes[ALL[note.kind].id]:
            continue
        cards = collection.cards.get(there.id, [])
        names = {tag.casefold() for tag in there.tags} | {FLAGS[card.flag] for card in cards}
        if names.isdisjoint(done):
            found += _of_note(note, there, cards)
            found += _edits(note, there, taken.get(note.guid, FromAnki()))
    return found


def _of_note(note: Note, there: StudiedNote, cards: Iterable[StudiedCard]) -> Iterator[Diagnostic]:
    span = note.span
    for flag in sorted({card.flag for card in cards if card.flag}):
        yield Diagnostic("N650", span, (Words(FLAGS[flag], _COLOURS[flag]),))
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


def _edits(note: Note, there: StudiedNote, taken: FromAnki) -> Iterator[Diagnostic]:
    """Yield the texts that are not as the notes say because they were edited in Anki, now or before."""
    shipped = shipped_of(there, note.kind) if taken != FromAnki() or there.mod != note.changed else None
    touched = shipped is not None and shipped.changed != there.mod
    hashes = dict(enumerate(shipped.hashes if shipped and touched else ()))
    for at, (name, theirs, ours) in enumerate(zip(ALL[note.kind].field_names, there.fields, note.fields, strict=False)):
        is_edited = bool(hashes) and field_hashes([theirs]) != hashes.get(at, "")
        kept = taken.texts.get(name) or taken.aside.get(name)
        text = theirs if is_edited or not kept else kept.text
        if name != HIDDEN_FIELD and (is_edited or kept) and text != ours:
            yield Diagnostic("N655", note.span, (label(name), *shown(Difference(name, text, ours))))


def written(known: Set[str], collection: Collection) -> list[Diagnostic]:
    """Return the notes that the learner wrote with our note types, as text to paste; `known` has our GUIDs."""
    kinds = {collection.homes[notetype.id]: kind for kind, notetype in ALL.items()}
    found = []
    for note in collection.notes.values():
        kind = kinds.get(note.notetype)
        if kind is None or note.guid in known or shipped_of(note, kind):
            continue
        fields = dict(zip(ALL[kind].field_names, note.fields, strict=False))
        if "Text" in fields:
            text = html_plain(map_clozes(fields["Text"], lambda _, hidden: f"**{hidden}**"))
        else:
            text = f"Q: {html_plain(fields.get('Prompt', ''))} A: {html_plain(fields.get('Answer', ''))}"
        found.append(Diagnostic("N656", Span(collection.path, 0, 0), (text,)))
    return found
