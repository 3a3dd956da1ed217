"""`lint`: judges every card, and the deck in figures."""

import argparse
import sys

from deckbuilder.app import console, lint
from deckbuilder.app.clock import clock
from deckbuilder.app.compiling import show
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.app.one_file import inputs_of
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.pipeline.build import compiled


def run(options: argparse.Namespace) -> int:
    """Print what is found, the worst first, on all cards or those of one file; fail if a card or the notes have an error."""
    with progress_of(options) as progress:
        inputs, only = (
            inputs_of(options.file, options.notes, options.media)
            if options.file
            else (read_inputs(options.notes, options.media), "")
        )
        build = compiled(inputs, clock(), True, cache_of(options.output), progress)
        progress("checking the cards")
        found = [] if build.failed else [finding for finding in lint.findings(build) if only in ("", finding.span.path)]
    if build.failed:
        show(build.diagnostics, build, options)
        return FAILED
    if options.format == "text":
        console.say(
            [lint.listing(found, lambda span: console.where(span, options.notes)), ""] if found else [], sys.stdout
        )
        if not options.quiet:
            print(lint.figures(build, found, only))
    else:
        show([finding.diagnostic for finding in found], build, options)
    severities = {diagnostics.severity(finding.code) for finding in found}
    return FAILED if "error" in severities or (options.strict and "warning" in severities) else OK
