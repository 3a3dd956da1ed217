"""`watch`: the preview anew after every save."""

import argparse
import sys
from collections.abc import Iterator

from deckbuilder.app import changes, console, lint, preview_page, preview_server
from deckbuilder.app.clock import clock
from deckbuilder.app.compiling import texts
from deckbuilder.app.console import refused
from deckbuilder.app.exit_codes import OK
from deckbuilder.app.language import spoken
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.writing import write_file
from deckbuilder.pipeline.build import Build, compiled

MUCH = 4_000
"""Notes of a deck whose page is shown before its cards are checked."""


def run(options: argparse.Namespace) -> int:
    """Serve the preview until Ctrl-C, and say which cards a save changed."""
    if not options.notes.exists():
        return refused(Diagnostic("N002", Span(options.notes.as_posix(), 0, 0), (options.notes.as_posix(),)), options)
    last: Build | None = None

    def rebuild(version: int) -> Iterator[preview_page.Pages | str]:
        """Yield the new pages, or the errors that kept it from being made; of a large deck first those without findings."""
        nonlocal last
        inputs = read_inputs(options.notes, options.media)
        build = compiled(inputs, clock(), may_retire=True, cache=cache_of(options.output, keeps=True))
        messages = console.texts(build.diagnostics, options, texts(build))
        if build.failed:
            yield "\n".join(messages)
            return
        console.say([*messages, *(_edits(last, build) if console.talks(options) else [])], sys.stdout)
        last = build
        if len(build.deck.notes) > MUCH:
            yield preview_page.pages(build, lint.offered(build), version)
            version += 1
        pages = preview_page.pages(build, lint.findings(build), version)
        write_file(options.output / "preview.html", pages.page.encode())
        yield pages

    folder = options.notes.parent if options.notes.is_file() else options.notes
    preview_server.serve([folder, options.media], rebuild, opens=not options.no_open)
    return OK


def _edits(last: Build | None, build: Build) -> list[str]:
    """Return what is different from the rebuild before; of the first one, from the last build."""
    if last:
        return changes.edits(last.deck.notes, build.deck.notes)
    return [changes.since_last(build.changes, build.deck.notes).within(spoken())]
