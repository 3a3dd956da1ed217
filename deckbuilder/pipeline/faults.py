"""What a build of notes with edits must give: each edited field what it says in Anki, and nothing else of its own.

Every note keeps its GUID and its cards, nothing is new or retired; and where else the text of a note changes, it
shows one of the same lines, and changes as that did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.html_text import clozes, html_plain
from deckbuilder.base.likeness import common_ends, common_start
from deckbuilder.base.notes import Note
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.notation import alike
from deckbuilder.collection.transfer import Change, Guess, changes

_OF_PLACE = frozenset(("Place", "Source", "Term", "Speech"))
"""Fields that show words of lines that are not the note's."""
_COUNTS = "Cue"
"""The field that says how many items a list has."""
_MASKS = "Occlusion"
"""The field that says where the parts of a picture are; a table is drawn anew when a cell changes."""
_CONTEXTS = (
    *((size, size) for size in (10_000, 16, 8, 4, 2, 1, 0)),
    *(sizes for size in (8, 4, 2) for sizes in ((0, size), (size, 0))),
)
"""Characters before and behind what was changed by which it is known again elsewhere."""
_MOST = 50
"""Changes that are looked for in one text."""


class Try(NamedTuple):
    """An edit with what might have to be written for it."""

    edit: Edit
    guess: Guess


class _Said(NamedTuple):
    """What an edit changes: on which lines, and how."""

    path: str
    lines: frozenset[int]
    changes: list[Change]


def faults(
    before: Mapping[str, Note], after: Mapping[str, Note], tries: Sequence[Try], texts: Mapping[str, str]
) -> set[str]:
    """Return the GUIDs of the notes that are not as they should be; `texts` are the files before, by path."""
    edited: dict[str, dict[str, Edit]] = {}
    for edit, _ in tries:
        edited.setdefault(edit.note.guid, {})[edit.field] = edit
    said = [_said(each, texts[each.edit.note.span.path]) for each in tries]
    both = ((old, after[guid]) for guid, old in before.items() if guid in after)
    wrong = {old.guid for old, new in both if not _is_right(old, new, edited.get(old.guid, {}), said)}
    return wrong | (before.keys() ^ after.keys())


def _said(each: Try, text: str) -> _Said:
    places = (at for splice in each.guess for at in (max(splice.start - 1, 0), splice.start, splice.end))
    lines = frozenset(text.count("\n", 0, at) + 1 for at in places)
    return _Said(each.edit.note.span.path, lines, changes(each.edit))


def _is_right(old: Note, new: Note, edited: Mapping[str, Edit], said: Iterable[_Said]) -> bool:
    if not edited and (old.joined, old.tags, old.cards, old.retired) == (new.joined, new.tags, new.cards, new.retired):
        return True
    fields = dict(zip(ALL[old.kind].field_names, zip(old.fields, new.fields, strict=False), strict=False))
    if (old.kind, old.deck, old.retired, old.held) != (new.kind, new.deck, new.retired, new.held):
        return False
    if new.cards != _cards(old, edited) or not all(alike(fields[at][1], edit.theirs) for at, edit in edited.items()):
        return False
    left_out = {HIDDEN_FIELD, _MASKS, *edited, *([_COUNTS] if edited else [])}
    others = {name: pair for name, pair in fields.items() if name not in left_out and pair[0] != pair[1]}
    of_file = [each for each in said if each.path == old.span.path]
    shown = [each for each in of_file if not each.lines.isdisjoint((*old.asked, *old.shown))]
    if not shown and not others.keys() <= _OF_PLACE:
        return False
    if any(_numbers(one) != _numbers(other) for one, other in others.values()):
        return False
    pairs = [*others.items(), ("Place", (" ".join(old.tags), " ".join(new.tags)))]
    return all(
        _follows(_bare(one), _bare(other), of_file if name in _OF_PLACE else shown) for name, (one, other) in pairs
    )


def _cards(old: Note, edited: Mapping[str, Edit]) -> tuple[int, ...]:
    """Return the cards that a note has to have: those of its clozes, if they were edited."""
    if "Text" not in edited:
        return old.cards
    return tuple(sorted({number - 1 for number, _ in clozes(edited["Text"].theirs)}))


def _numbers(body: str) -> list[int]:
    return [number for number, _ in clozes(body)]


def _bare(body: str) -> str:
    return "".join(html_plain(body).replace("_", "").split())


def _follows(before: str, after: str, said: Iterable[_Said]) -> bool:
    """Tell whether a text changed as the edits changed theirs, and not otherwise: they are made where it differs."""
    parts = [
        part for context in _CONTEXTS for each in said for change in each.changes for part in _part(change, context)
    ]
    for _ in range(_MOST):
        if before == after:
            return True
        at = common_start(before, after)
        made = (text for one, other in parts for text in _replaced(before, after, at, one, other))
        text = next((text for text in made if text == after or common_start(text, after) > at), None)
        if text is None:
            return False
        before = text
    return False


def _replaced(before: str, after: str, at: int, one: str, other: str) -> Iterator[str]:
    """Yield `before` with `other` for `one` where that covers the first difference, at `at`."""
    for start in range(max(0, at - max(len(one), len(other))), at + 1):
        if before.startswith(one, start) and after.startswith(other, start):
            yield before[:start] + other + before[start + len(one) :]


def _part(change: Change, context: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Yield what a change puts in the place of what, with so many characters before and behind it."""
    old, new = change
    first, last = common_ends(old, new)
    start = max(0, first - context[0])
    one, other = (each[start : len(each) - last + context[1]] for each in (old, new))
    if one != other and (one or not old):
        yield one, other
