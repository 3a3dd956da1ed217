"""`diff`: what an import of the next build would do."""

import argparse

from deckbuilder.app import changes, collections
from deckbuilder.app.compiling import judged, progress_of, stops
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.app.language import spoken, worded
from deckbuilder.base import diagnostics


def run(options: argparse.Namespace) -> int:
    """Print every change with its old and new text; the exit code tells whether there is any."""
    with progress_of(options) as progress:
        build = judged(options, progress, collection=collections.asked_for(options)).build
    errors = {found.code for found in build.diagnostics if diagnostics.severity(found.code) == "error"}
    # What a build would retire has to be seen to tell whether it is meant; after other errors it tells nothing.
    if options.format == "text" and errors <= {"N304", "N307"}:
        if build.changes and not options.quiet:
            print(changes.listing(build.changes, options.why))
        if build.changes:
            print(changes.summary(build.changes, build.deck.notes).within(spoken()))
        else:
            print(worded("an import of this build would change nothing", "このビルドを読み込んでも、何も変わりません"))
    if stops(build, options):
        return FAILED
    return CHANGED if build.changes else OK
