"""`check`: everything but the writing."""

import argparse

from deckbuilder.app.compiling import judged, stops, summarise
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import FAILED, OK


def run(options: argparse.Namespace) -> int:
    """Build, say what there is to say, and write nothing."""
    with progress_of(options) as progress:
        made = judged(options, progress)
    if stops(made.build, options):
        return FAILED
    summarise(made, options)
    return OK
