"""`rehearse`: what an import of the next build would do to a collection."""

import argparse
from collections.abc import Sequence

from deckbuilder.anki.package import stored
from deckbuilder.app import collections, console
from deckbuilder.app.clock import clock
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import CHANGED, OK
from deckbuilder.app.shipped import Shipped, shipped
from deckbuilder.base import diagnostics
from deckbuilder.base.decoding import texts_of
from deckbuilder.base.files import read_inputs
from deckbuilder.base.notes import Note
from deckbuilder.collection.reading import being_read
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.collection.telling import told


def run(options: argparse.Namespace) -> int:
    """Print what the import touches of what was done in Anki; the exit code tells whether there is any."""
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    with progress_of(options) as progress, being_read(path, "gone") as finish:
        inputs = read_inputs(options.notes, options.media)
        ours = shipped(inputs, clock(), options.yes, progress, options)
        if isinstance(ours, int):
            return ours
        progress("reading the collection")
        notes = ours.notes
        times = {note.guid: note.changed for note in notes}
        collection = collections.or_told(
            lambda: finish(times, lambda there: there.mod != times.get(there.guid)), path, options
        )
        if isinstance(collection, int):
            return collection
        progress("comparing")
        rehearsal = rehearsed(notes, collection)
        if any(foreseen.comes_back for foreseen in rehearsal.notes):
            notes = _packed(ours, options)
            rehearsal = rehearsed(notes, collection)
    found = told(rehearsal, notes, collection)
    console.show(found, options, texts_of(found, inputs.notes))
    return CHANGED if any(diagnostics.severity(each.code) == "warning" for each in found) else OK


def _packed(ours: Shipped, options: argparse.Namespace) -> Sequence[Note]:
    """Return the notes that an import brings: where the package is of these very notes, those that it has.

    A build with --collection leaves out what was deleted there.
    """
    package = options.output / ours.package
    if ours.is_new or not package.is_file():
        return ours.notes
    try:
        times = {note.guid: note.mod for note in stored(package.read_bytes()).notes}
    except ValueError:
        return ours.notes
    is_of_these = all(times.get(note.guid, note.changed) == note.changed for note in ours.notes)
    return [note for note in ours.notes if note.guid in times] if is_of_these else ours.notes
