"""A package's database without notes: genanki's tables and JSON, our times and ids.

The times come from the notes. (genanki stamps everything with the time of the export, which would make every import
overwrite everything.)
"""

import itertools
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any

import genanki

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD, NoteType, css, sides

_OCCLUSION_STOCK_KIND = 6


def frame(
    decks: Mapping[str, int], descriptions: Mapping[str, str], times: Mapping[int, int], tts_language: str
) -> bytes:
    """Return the file of a database with these decks, ids and descriptions by name, and the note types that have a time."""
    models = [_Model(notetype, tts_language, times[notetype.id]) for notetype in ALL.values() if notetype.id in times]
    with closing(sqlite3.connect(":memory:")) as connection:
        made = [_Deck(key, name, descriptions.get(name, ""), models) for name, key in decks.items()]
        genanki.Package(made).write_to_db(connection.cursor(), 0, itertools.count(1))
        connection.commit()
        return connection.serialize()


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
    """A deck with its note types, whose description is Markdown."""

    def __init__(self, key: int, name: str, description: str, models: list[_Model]) -> None:
        super().__init__(key, name, description)
        for model in models:
            self.add_model(model)

    def to_json(self) -> dict[str, Any]:
        values: dict[str, Any] = super().to_json()
        return values | {"md": True}
