"""`pull`: what was left in Anki for the notes, on their lines."""

import argparse

from deckbuilder.app import collections, console
from deckbuilder.app.compiling import clock, progress_of, show
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.collection.marks import marks, written
from deckbuilder.pipeline.build import compiled


def run(options: argparse.Namespace) -> int:
    """Print marks, edits and own notes; the exit code tells whether there is any. Nothing is written."""
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    with progress_of(options) as progress:
        inputs = read_inputs(options.notes, options.media)
        build = compiled(inputs, clock(), True, cache_of(options.output), progress)
        if build.failed:
            show(build.diagnostics, build, options)
            return FAILED
        progress("reading the collection")
        records = build.ledger.records
        collection = collections.read(path, records, options)
        if isinstance(collection, int):
            return collection
        progress("comparing")
        notes = [build.untaken.get(note.guid, note) for note in build.deck.notes]
        taken = {record.guid: record.anki for record in records.from_anki() if record.anki}
        found = marks(notes, taken, collection, {name.casefold() for name in options.done})
        found += written(records.keys(), collection)
    show(found, build, options)
    if not found and console.talks(options):
        print("nothing to bring home")
    return CHANGED if found else OK
