"""One file of the notes that a command is about: with the notes around it, or alone."""

import os
from pathlib import Path

from deckbuilder.base.files import Inputs, read_file, read_inputs
from deckbuilder.base.printed import printable


def inputs_of(path: Path, notes: Path, media: Path) -> tuple[Inputs, str]:
    """Return what a build of a file reads, and its name there: with the notes around it, or alone."""
    data = read_file(path)
    inside = Path(os.path.relpath(path.resolve(), notes.resolve()))
    if ".." not in inside.parts and not inside.is_absolute():
        inputs, name = read_inputs(notes, media), printable(inside.as_posix())
        if name in dict(inputs.notes):
            return inputs, name
    name = printable(path.name)
    return Inputs(path.parent, path.stem, ((name, data),)), name
