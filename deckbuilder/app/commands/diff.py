"""`diff`: what an import of the next build would do."""

import argparse
import json
import shutil
import sys

from deckbuilder.app import changes, collections, console, differences
from deckbuilder.app.compiling import judged, stops
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.app.language import spoken, worded
from deckbuilder.base import diagnostics
from deckbuilder.base.model import Span
from deckbuilder.identity.changes import Change
from deckbuilder.pipeline.build import Build


def run(options: argparse.Namespace) -> int:
    """Print every change with its old and new text; the exit code tells whether there is any."""
    studied = collections.asked_for(options)
    with progress_of(options) as progress:
        build = judged(options, progress, collection=studied, says=options.format != "json").build
    errors = {found.code for found in build.diagnostics if diagnostics.severity(found.code) == "error"}
    # What a build would retire has to be seen to tell whether it is meant; after other errors it tells nothing.
    is_known = errors <= {"N304", "N307"}
    if options.format == "json":
        print(json.dumps(_as_values(build, build.changes if is_known else (), options), ensure_ascii=False, indent=1))
    elif options.format == "text" and is_known:
        _say(build, options)
    if stops(build, options):
        return FAILED
    return CHANGED if build.changes else OK


def _as_values(build: Build, known: tuple[Change, ...], options: argparse.Namespace) -> dict[str, object]:
    return {
        "summary": changes.summary(known, build.deck.notes).en,
        "changes": differences.values(known, lambda span: console.where(span, options.notes)),
        "diagnostics": console.values(build.diagnostics, options.notes),
    }


def _say(build: Build, options: argparse.Namespace) -> None:
    def where(span: Span) -> str:
        return console.where(span, options.notes)

    if not build.changes:
        print(worded("an import of this build would change nothing", "このビルドを読み込んでも、何も変わりません"))
        return
    summary = changes.summary(build.changes, build.deck.notes).within(spoken())
    if not options.quiet:
        if len(build.changes) >= differences.MANY:
            print(summary)
        columns = shutil.get_terminal_size((0, 0)).columns
        console.say(differences.listing(build.changes, where, columns, options.why), sys.stdout)
    print(summary)
