"""The notes that a command holds against a collection: as they were built last, or built anew where anything has changed.

What makes cards is imported only once it is needed.
"""

import argparse
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from deckbuilder.app.console import Progress
from deckbuilder.app.exit_codes import FAILED
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import Inputs
from deckbuilder.base.notes import Note
from deckbuilder.pipeline.last_notes import last_notes
from deckbuilder.pipeline.outcome import known

if TYPE_CHECKING:
    from deckbuilder.pipeline.build import Build


class Shipped(NamedTuple):
    """What a build ships."""

    package: str
    """The name of its package."""
    notes: Sequence[Note]
    is_new: bool
    """Whether anything in it is another than in the last build."""
    build: "Callable[[Set[str]], Build]"
    """Returns of the build at least what comes of these files."""


def shipped(
    inputs: Inputs, now: int, may_retire: bool, progress: Progress, options: argparse.Namespace
) -> Shipped | int:
    """Return what a build of these inputs ships, or the exit code once it is said why it ships nothing."""
    cache = cache_of(options.output)

    def anew() -> "Build":
        from deckbuilder.pipeline.build import compiled

        return compiled(inputs, now, may_retire, cache, progress)

    outcome = known(cache, inputs)
    if outcome and (last := last_notes(outcome, cache)):

        def again(files: Set[str]) -> "Build":
            from deckbuilder.pipeline.last import last_build

            return last_build(outcome, inputs, files, cache, now) or anew()

        return Shipped(last.package, last.notes, False, again)
    build = anew()
    if build.failed:
        from deckbuilder.app.compiling import show

        show(build.diagnostics, build, options)
        return FAILED
    from deckbuilder.app.beside import package_name

    return Shipped(package_name(build.deck.name), build.deck.notes, bool(build.changes), lambda _files: build)
