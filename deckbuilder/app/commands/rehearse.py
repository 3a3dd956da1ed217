"""`rehearse`: what an import of the next build would do to a collection."""

import argparse

from deckbuilder.app import collections
from deckbuilder.app.compiling import clock, progress_of, show
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.collection.telling import told
from deckbuilder.pipeline.build import compiled


def run(options: argparse.Namespace) -> int:
    """Print what the import touches of what was done in Anki; the exit code tells whether there is any."""
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    with progress_of(options) as progress:
        inputs = read_inputs(options.notes, options.media)
        build = compiled(inputs, clock(), options.yes, cache_of(options.output), progress)
        if build.failed:
            show(build.diagnostics, build, options)
            return FAILED
        progress("reading the collection")
        records, notes = build.ledger.records, build.deck.notes
        collection = collections.read(path, records, options, "gone")
        if isinstance(collection, int):
            return collection
        progress("comparing")
        rehearsal = rehearsed(notes, lambda guid: records[guid].hash, collection)
    found = told(rehearsal, notes, collection)
    show(found, build, options)
    return CHANGED if any(diagnostics.severity(each.code) == "warning" for each in found) else OK
