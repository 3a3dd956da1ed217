"""The database of a package: genanki's rows and JSON, our times and ids.

The times come from the notes. (genanki stamps everything with the time of the export, which would make every import
overwrite everything.)
"""

import errno
import hashlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import genanki

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD, NoteType, css, sides
from deckbuilder.base.notes import Deck, Kind, Note

SIBLING_GAP = 15
"""How many notes later in the order of new cards each further card of a note comes."""
_OCCLUSION_STOCK_KIND = 6


def database(path: Path, deck: Deck, tts_language: str) -> sqlite3.Connection:
    """Write the database of a deck's package to a new file, and return what reads it; raises OSError as the disk does."""
    names = sorted({note.deck for note in deck.notes if note.cards} or {deck.name})
    models = {
        kind: _Model(notetype, tts_language, deck.notetype_times[notetype.id])
        for kind, notetype in ALL.items()
        if notetype.id in deck.notetype_times
    }
    decks = [_Deck(name, deck.description if name == deck.name else "", models) for name in names]
    by_name = {d.name: d for d in decks}
    in_order = enumerate(deck.notes, 1)
    for position, note in sorted(in_order, key=lambda numbered: numbered[1].ids[0]):
        by_name.get(note.deck, decks[0]).notes_in_order.append((position, note))
    connection = sqlite3.connect(path)
    try:
        connection.executescript("pragma journal_mode=off; pragma synchronous=off")
        with connection:
            genanki.Package(decks).write_to_db(connection.cursor(), 0, itertools.count(1))
    except sqlite3.OperationalError as error:
        connection.close()
        raise OSError(errno.EIO, str(error), str(path)) from error
    with path.open("r+b") as file:
        for at, size in _OF_SQLITE:
            file.seek(at)
            file.write(bytes(size))
    return connection


_OF_SQLITE = (24, 4), (92, 8)
"""Where in the file, and in how many bytes, SQLite says how often it wrote there, and in which version
(sqlite.org/fileformat): nothing that the same notes should not have the same of."""


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with our ids and its own time of change."""

    def __init__(self, notetype: NoteType, tts_language: str, changed: int) -> None:
        self.notetype = notetype
        self.changed = changed
        templates = []
        for template in notetype.templates:
            front, back = sides(template.stem, tts_language)
            templates.append({"name": template.name, "id": template.id, "qfmt": front, "afmt": back})
        super().__init__(
            notetype.id,
            notetype.name,
            fields=[_field(notetype, at) for at in range(len(notetype.fields))],
            templates=templates,
            css=css(notetype.kind),
            model_type=self.CLOZE if notetype.kind in ("cloze", "occlusion") else self.FRONT_BACK,
            sort_field_index=notetype.sort_field,
        )

    @property
    def _req(self) -> list[list[object]]:
        """What genanki finds out by setting each template once for each field, at every build."""
        needs = (template.needs for template in self.notetype.templates)
        return [[at, which, list(fields)] for at, (which, fields) in enumerate(needs)]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        values: dict[str, Any] = super().to_json(timestamp, deck_id)
        values["mod"] = self.changed
        values["did"] = None
        if self.notetype.kind == "occlusion":
            values["originalStockKind"] = _OCCLUSION_STOCK_KIND
        return values


_FONT = "Arial"
"""Of Anki's editor, as its own note types have it; genanki's is on Linux only."""


def _field(notetype: NoteType, at: int) -> dict[str, Any]:
    field = notetype.fields[at]
    label, description, collapsed = field.shown
    values: dict[str, Any] = {
        "font": _FONT,
        "name": label,
        "id": field.id,
        "description": description,
        "collapsed": collapsed,
        "excludeFromSearch": field.name == HIDDEN_FIELD or field.is_spare,
    }
    if field.tag is not None:
        values |= {"tag": field.tag, "preventDeletion": field.tag < 4}
    return values


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck whose rows are written in one go, each note with its own time."""

    def __init__(self, name: str, description: str, models: dict[Kind, _Model]) -> None:
        super().__init__(_deck_id(name), name, description)
        self.notes_in_order: list[tuple[int, Note]] = []
        """With their positions in the reading order; by id: what is appended is written faster."""
        for model in models.values():
            self.add_model(model)

    def to_json(self) -> dict[str, Any]:
        values: dict[str, Any] = super().to_json()
        return values | {"md": True}

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        cursor.executemany("INSERT INTO notes VALUES(?,?,?,?,-1,?,CAST(? AS TEXT),?,0,0,'')", self._notes())
        cursor.executemany("INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", sorted(self._cards()))

    def _notes(self) -> Iterator[tuple[object, ...]]:
        for _, note in self.notes_in_order:
            yield note.ids[0], note.guid, ALL[note.kind].id, note.changed, _tags(note), note.joined, note.sort_field

    def _cards(self) -> Iterator[tuple[object, ...]]:
        for position, note in self.notes_in_order:
            for sibling, ordinal in enumerate(note.cards):
                due = position + sibling * SIBLING_GAP
                yield note.ids[sibling + 1], note.ids[0], self.deck_id, ordinal, note.changed, due


def _tags(note: Note) -> str:
    """Return tags as Anki stores them."""
    return f" {' '.join(note.tags)} " if note.tags else ""


def _deck_id(name: str) -> int:
    return (1 << 32) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")
