"""`rehearse`: what an import of the next build would do to a collection."""

import argparse
from collections.abc import Sequence

from deckbuilder.anki.package import stored
from deckbuilder.app import collections
from deckbuilder.app.beside import package_name
from deckbuilder.app.compiling import clock, progress_of, show
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.base.notes import Note
from deckbuilder.collection.reading import being_read
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.collection.telling import told
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.last import last_build


def run(options: argparse.Namespace) -> int:
    """Print what the import touches of what was done in Anki; the exit code tells whether there is any."""
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    with progress_of(options) as progress, being_read(path, "gone") as finish:
        inputs = read_inputs(options.notes, options.media)
        cache, now = cache_of(options.output), clock()
        build = last_build(inputs, cache, now) or compiled(inputs, now, options.yes, cache, progress)
        if build.failed:
            show(build.diagnostics, build, options)
            return FAILED
        progress("reading the collection")
        records = build.ledger.records
        notes: Sequence[Note] = build.deck.notes
        times = {note.guid: note.changed for note in notes}
        collection = collections.or_told(
            lambda: finish(records, lambda there: there.mod != times.get(there.guid)), path, options
        )
        if isinstance(collection, int):
            return collection
        progress("comparing")
        rehearsal = rehearsed(notes, lambda guid: records[guid].hash, collection)
        if any(foreseen.comes_back for foreseen in rehearsal.notes):
            notes = _packed(build, options)
            rehearsal = rehearsed(notes, lambda guid: records[guid].hash, collection)
    found = told(rehearsal, notes, collection)
    show(found, build, options)
    return CHANGED if any(diagnostics.severity(each.code) == "warning" for each in found) else OK


def _packed(build: Build, options: argparse.Namespace) -> Sequence[Note]:
    """Return the notes that an import brings: where the package is of these very notes, those that it has.

    A build with --collection leaves out what was deleted there.
    """
    notes, package = build.deck.notes, options.output / package_name(build.deck.name)
    if build.changes or not package.is_file():
        return notes
    try:
        times = {note.guid: note.mod for note in stored(package.read_bytes()).notes}
    except ValueError:
        return notes
    is_of_these = all(times.get(note.guid, note.changed) == note.changed for note in notes)
    return [note for note in notes if note.guid in times] if is_of_these else notes
