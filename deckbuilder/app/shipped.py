"""The notes that a command holds against a collection: as they were built last, or built anew where anything has changed.

What makes cards is imported only once it is needed.
"""

import argparse
from collections.abc import Sequence
from typing import NamedTuple

from deckbuilder.app.console import Progress
from deckbuilder.app.exit_codes import FAILED
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import Inputs
from deckbuilder.base.notes import Note
from deckbuilder.pipeline.last_notes import last_notes
from deckbuilder.pipeline.outcome import known
from deckbuilder.quality.findings import Standards


class Shipped(NamedTuple):
    """What a build ships."""

    package: str
    """The name of its package."""
    notes: Sequence[Note]
    standards: Standards
    """What their cards are judged by."""
    is_new: bool
    """Whether anything in it is another than in the last build."""


def shipped(
    inputs: Inputs, now: int, may_retire: bool, progress: Progress, options: argparse.Namespace
) -> Shipped | int:
    """Return what a build of these inputs ships, or the exit code once it is said why it ships nothing."""
    cache = cache_of(options.output)
    outcome = known(cache, inputs)
    if outcome and (last := last_notes(outcome, cache)):
        return Shipped(*last, is_new=False)
    from deckbuilder.app.beside import package_name
    from deckbuilder.app.compiling import show
    from deckbuilder.pipeline.build import compiled

    build = compiled(inputs, now, may_retire, cache, progress)
    if build.failed:
        show(build.diagnostics, build, options)
        return FAILED
    return Shipped(package_name(build.deck.name), build.deck.notes, build.standards, bool(build.changes))
