"""Tell what a rehearsal foresees, as messages about the notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from deckbuilder.anki.notetypes import ALL, label
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.likeness import common_start
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import Note
from deckbuilder.base.words import Words, counted
from deckbuilder.collection.reading import Collection
from deckbuilder.collection.rehearsal import Difference, Foreseen, Outcome, Rehearsal

_LONGEST, _BEFORE = 60, 15
"""Characters of a text that a message shows, and of these what stands before the first difference."""


def told(rehearsal: Rehearsal, notes: Sequence[Note], collection: Collection) -> list[Diagnostic]:
    """Return a message for each thing of the learner's that the import touches, and what else is worth knowing."""
    found = [message for foreseen in rehearsal.notes for message in _of_note(foreseen)]
    found += _changed_types(rehearsal, notes, collection)
    found += _other_decks(notes, collection)
    retired = sum(1 for foreseen in rehearsal.notes if foreseen.comes_back and foreseen.note.retired)
    place = Span(collection.path, 0, 0)
    found += [Diagnostic("N621", place, (str(retired),))] if retired else []
    return [*found, Diagnostic("N610", place, (_counts(rehearsal),))]


def _of_note(foreseen: Foreseen) -> Iterator[Diagnostic]:
    note, span = foreseen.note, foreseen.note.span
    for difference in foreseen.overwritten:
        yield Diagnostic("N611", span, (label(difference.field), *shown(difference)))
    if foreseen.tags_lost:
        tags = " ".join(foreseen.tags_lost)
        search = " or ".join(f"tag:{tag}" for tag in foreseen.tags_lost)
        yield Diagnostic("N612", span, (tags, search))
    if foreseen.tags_back:
        yield Diagnostic("N613", span, (" ".join(foreseen.tags_back),))
    for difference in foreseen.uncorrected:
        yield Diagnostic("N614", span, (label(difference.field), *shown(difference)))
    if foreseen.is_foreign:
        yield Diagnostic("N616", span, (title(note),))
    if foreseen.comes_back and not note.retired:
        yield Diagnostic("N617", span, (title(note),))
    blank = [card for card in foreseen.blank if card.answers]
    if blank:
        yield Diagnostic("N618", span, (str(len(blank)), title(note), str(sum(card.answers for card in blank))))
    if foreseen.answers_gone:
        yield Diagnostic("N619", span, (str(len(foreseen.added)), title(note), str(foreseen.answers_gone)))


def title(note: Note) -> str:
    """Return what a note is called in a message: the plain text of its sort field."""
    return _cut(note.sort_field, 0)


def shown(difference: Difference) -> tuple[str, str]:
    """Return both texts, cut to where they differ."""
    there, ours = html_plain(difference.there), html_plain(difference.ours)
    if there == ours:
        there, ours = difference.there, difference.ours
    same = common_start(there, ours)
    return _cut(there, same), _cut(ours, same)


def _cut(text: str, at: int) -> str:
    start = max(0, at - _BEFORE) if len(text) > _LONGEST else 0
    part = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{part}{'…' if start + _LONGEST < len(text) else ''}"


def _changed_types(rehearsal: Rehearsal, notes: Iterable[Note], collection: Collection) -> Iterator[Diagnostic]:
    for kind, notetype in ALL.items():
        if collection.homes[notetype.id] == notetype.id:
            continue
        counts = Counter(rehearsal.outcomes[note.guid] for note in notes if note.kind == kind)
        if counts["conflicting"] or counts["new"]:
            args = (notetype.name, str(counts["conflicting"]), str(counts["new"]))
            yield Diagnostic("N615", Span(collection.path, 0, 0), args)


def _other_decks(notes: Iterable[Note], collection: Collection) -> Iterator[Diagnostic]:
    """Yield which cards of which file are in another deck than their notes say."""
    counts: Counter[tuple[str, str, str]] = Counter()
    known, cards, decks = collection.notes, collection.cards, collection.decks
    for note in notes:
        there = known.get(note.guid)
        if there is None or note.retired:
            continue
        ours = note.deck
        for card in cards.get(there.id, ()):
            deck = decks.get(card.deck, "")
            if deck != ours:
                counts[note.span.path, deck, ours] += 1
    for (path, deck, ours), count in sorted(counts.items()):
        yield Diagnostic("N620", Span(path, 0, 0), (str(count), deck, ours))


def _counts(rehearsal: Rehearsal) -> Words:
    outcomes = Counter(rehearsal.outcomes.values())
    known = [foreseen for foreseen in rehearsal.notes if foreseen.outcome != "new"]
    added, blank = (sum(map(len, sides)) for sides in ([f.added for f in known], [f.blank for f in known]))
    english = [f"{outcomes[outcome]} {outcome}" for outcome in _OUTCOMES]
    english += [f"{counted(added, 'card')} added to known notes"] if added else []
    english += [f"{counted(blank, 'card')} gone blank"] if blank else []
    japanese = [f"{said} {outcomes[outcome]} 件" for outcome, said in _OUTCOMES.items()]
    japanese += [f"前からのノートに増えるカード {added} 枚"] if added else []
    japanese += [f"空になるカード {blank} 枚"] if blank else []
    return Words(", ".join(english), "、".join(japanese))


_OUTCOMES: dict[Outcome, str] = {
    "new": "新しいノート",
    "updated": "更新",
    "unchanged": "変わらない",
    "conflicting": "更新されない",
}
"""In Japanese what an import does to a note."""
