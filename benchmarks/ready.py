"""Take the notes of a package apart, ready for benchmarks.bare to write them again.

python -m benchmarks.ready PACKAGE READY
"""

import marshal
import sys
from pathlib import Path
from typing import Any

import genanki

from deckbuilder.anki.notetypes import ALL, NoteType, css, sides
from deckbuilder.anki.package import rows


def main(package: str, ready: str) -> None:
    """Write note types first, then note by note, so that it can be read in a stream."""
    with Path(ready).open("wb") as file:
        marshal.dump((Path(package).stem, [_model(notetype) for notetype in ALL.values()]), file)
        for row in rows(Path(package).read_bytes()).values():
            marshal.dump((row.notetype, row.guid, list(row.tags), list(row.fields)), file)
        marshal.dump(None, file)


def _model(notetype: NoteType) -> dict[str, Any]:
    """Return the arguments of a genanki.Model."""
    templates = []
    for template in notetype.templates:
        front, back = sides(template.stem, "ja_JP")
        templates.append({"name": template.name, "qfmt": front, "afmt": back})
    return {
        "model_id": notetype.id,
        "name": notetype.name,
        "fields": [{"name": name} for name in notetype.field_names],
        "templates": templates,
        "css": css(notetype.kind),
        "model_type": genanki.Model.FRONT_BACK if notetype.kind == "basic" else genanki.Model.CLOZE,
        "sort_field_index": notetype.sort_field,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
