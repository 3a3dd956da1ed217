"""Which facts notes ask, followed through all edits by the lines that say them."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.notes import Note
from deckbuilder.base.text import fold
from deckbuilder.pipeline.build import Build
from deckbuilder.read.cells import SEPARATOR
from tests.replay.folder import Folder, Row

Fact = tuple[object, ...]
"""What a note says, through all edits: its kind and role, and the ids of the lines that say it."""


def facts(folder: Folder, build: Build) -> dict[Fact, Note]:
    """Return the live notes of a build by fact."""
    ids = {path: [row.id for row in rows] for path, rows in folder.files.items()}
    columns = {path: [_columns(rows, at) for at in range(len(rows))] for path, rows in folder.files.items()}
    found: dict[Fact, Note] = {}
    seen: Counter[Fact] = Counter()
    for note in build.deck.notes:
        if note.retired:
            continue
        rows = ids[note.span.path]
        key: Fact
        if note.kind == "occlusion":
            # A table has several where it is split; each is the fact of the first row that it asks.
            names = {fold(row.text.strip("| ").split("|")[0].strip()): row.id for row in folder.files[note.span.path]}
            asked = [names.get(fold(cell.split(SEPARATOR)[0]), 0) for _, cell, _ in note.slots]
            key = ("picture", rows[note.span.first - 1], min(asked, default=0))
        elif note.role == "cell":
            names = columns[note.span.path][note.span.first - 1]
            # Which of its two names is the row's and which the column's does not make it another fact.
            key = ("cell", frozenset((rows[note.span.first - 1], names.get(fold(note.fields[0].split(" ─ ")[-1])))))
        elif note.role == "list":
            # A list is the fact of its term; its items are followed one by one.
            key = ("list", rows[note.asked[0] - 1])
        else:
            # The last line says it: a term's line stays where its definition goes, a heading where what is below it does.
            below = heading_of(folder, note) is not None
            line = note.asked[-1] if below else note.span.first if note.kind == "basic" else note.span.last
            key = (note.kind, note.role if note.kind == "cloze" else "", rows[line - 1])
        seen[key] += 1
        found[(*key, seen[key])] = note
    return found


def heading_of(folder: Folder, note: Note) -> int | None:
    """Return the id of the heading whose definition a note asks, if it is that of one."""
    row = folder.files[note.span.path][note.span.first - 1]
    return row.id if note.role == "definition" and row.text.startswith("#") else None


def headings_of(folder: Folder) -> dict[int, int]:
    """Return the id of the heading above each line, by its id."""
    found: dict[int, int] = {}
    for rows in folder.files.values():
        heading = -1
        for row in rows:
            found[row.id] = heading
            heading = row.id if row.text.startswith("#") else heading
    return found


def text_of(note: Note) -> str:
    """Return all of a note that can be asked, as plain text."""
    if note.kind == "occlusion":
        return " ".join(f"{key} {text}" for _, key, text in note.slots)
    first, second = html_plain(note.fields[0]), html_plain(note.fields[1])
    return f"{first} {second}"


def sentence_of(note: Note) -> str:
    """Return what an edit rewrites: of a cloze the sentence by itself, without its term."""
    return html_plain(note.fields[0]) if note.kind == "cloze" else text_of(note)


def front_of(note: Note) -> tuple[str, ...]:
    """Return a note's question and place, as the learner sees them."""
    names = ALL[note.kind].field_names
    question = note.fields[0] if note.kind == "basic" else text_of(note)
    return (note.kind, question, note.fields[names.index("Source")].partition(" › ")[2])


def kept(before: str | None, after: str) -> float:
    """Return how much of a text an edit has kept, 0 to 1."""
    if before is None or before == after:
        return 1.0
    same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    return same / max(len(before), len(after))


def _columns(rows: list[Row], at: int) -> dict[str, int]:
    """Return the ids of the columns of the table that line `at` is in, by folded name."""
    while at and rows[at - 1].text.startswith("|"):
        at -= 1
    names = [fold(name) for name in rows[at].text.strip("| ").split("|")]
    return dict(zip(names, rows[at].columns, strict=False))


def ids_of(fact: Fact) -> frozenset[object]:
    """Return the ids of lines and columns that a fact is made of."""
    return frozenset(one for part in fact[1:-1] for one in (part if isinstance(part, frozenset) else (part,)))


def unmarked(text: str) -> str:
    return re.sub(r"\*\*|==", "", text)


Part = tuple[object, ...]
"""What a cloze or mask hides, through all edits, by the ids of lines and columns."""


def parts(folder: Folder, note: Note) -> dict[Part, tuple[int, str]]:
    """Return each part that a note hides and that can be followed, with its cloze number and its text.

    A mark is the first, second … of its line, as long as the line keeps as many; an unmarked item is its
    line; a cell is its row and its column. Numbers and texts that stand twice cannot be told apart.
    """
    rows = folder.files[note.span.path]
    asked = [rows[line - 1] for line in note.asked]
    if note.kind == "occlusion":
        places = dict(_cells(rows, note.span.first - 1))
        said = {(number, text): places.get(fold(key)) for number, key, text in note.slots}
    else:
        found = [(part, text) for row in asked for part, text in _marked(row)]
        once = Counter(fold(text) for _, text in found)
        by_text = {fold(text): part for part, text in found if once[fold(text)] == 1}
        said = {(number, text): by_text.get(fold(text)) for number, _, text in note.slots}
    return {part: found for found, part in said.items() if part}


def marked(folder: Folder) -> set[tuple[int, str]]:
    """Return each text that is marked, folded, with the id of its line."""
    return {(row.id, fold(text)) for rows in folder.files.values() for row in rows for text in _marks(row)}


def _marks(row: Row) -> list[str]:
    return [html_plain(one or other) for one, other in re.findall(r"\*\*(.+?)\*\*|==(.+?)==", row.text)]


def _marked(row: Row) -> list[tuple[Part, str]]:
    marks = _marks(row)
    if marks:
        return [((row.id, at, len(marks)), text) for at, text in enumerate(marks)]
    return [((row.id,), row.text.removeprefix("・"))] if row.text.startswith("・") else []


def _cells(rows: list[Row], at: int) -> Iterator[tuple[str, Part]]:
    """Yield (folded name of a cell, part) of the table whose header is at `at`."""
    header = [name.strip() for name in rows[at].text.strip("| ").split("|")]
    for row in rows[at + 2 :]:
        if not row.text.startswith("|"):
            return
        name = row.text.strip("| ").split("|")[0].strip()
        for column, identity in zip(header[1:], rows[at].columns[1:], strict=False):
            yield fold(f"{name}{SEPARATOR}{column}"), (row.id, identity)
