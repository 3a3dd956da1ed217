"""What the commands share: a build as the options ask for it, and what is printed of it."""

import argparse
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.app import console, lint
from deckbuilder.app.beside import of_a_folder, overwritten
from deckbuilder.app.clock import clock
from deckbuilder.app.console import Progress
from deckbuilder.app.language import worded
from deckbuilder.app.report import summary
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import Cache, cache_of
from deckbuilder.base.files import Inputs, read_inputs
from deckbuilder.base.model import Diagnostic
from deckbuilder.collection.reading import Collection
from deckbuilder.pipeline.build import Build, compiled


class Judged(NamedTuple):
    """A build, and what is to be said of the cards that it adds or changes."""

    build: Build
    quality: list[Diagnostic]


def judged(
    options: argparse.Namespace,
    progress: Progress,
    inputs: Inputs | None = None,
    cache: Cache | None = None,
    collection: Collection | None = None,
    says: bool = True,
) -> Judged:
    """Build, and print what there is to say of the notes, and the errors of new and changed cards.

    `inputs` and `cache` are read as the options say where they are not given. What was done in `collection` is kept.
    Nothing is printed without `says`.
    """
    inputs = inputs or read_inputs(options.notes, options.media)
    cache = cache or cache_of(options.output)
    build = compiled(inputs, clock(), options.yes, cache, progress, collection)
    if not build.failed:
        found = of_a_folder(options.notes)
        found += overwritten(build, options.notes, inputs.ledger, options.output, cache, options.yes)
        build = replace(build, diagnostics=tuple(diagnostics.ordered([*build.diagnostics, *found])))
    progress("checking the cards")
    quality = [] if build.failed else lint.findings_on_changes(build)
    errors = [found for found in quality if diagnostics.severity(found.code) == "error"]
    if says:
        show(diagnostics.ordered([*build.diagnostics, *errors]), build, options)
    return Judged(build, quality)


def stops(build: Build, options: argparse.Namespace) -> bool:
    """Tell whether nothing may be written, for errors or as --strict asks, and say so."""
    warnings = any(diagnostics.severity(d.code) == "warning" for d in build.diagnostics)
    if build.failed or (options.strict and warnings):
        console.complain(worded("nothing was written", "何も書き込んでいません"))
        return True
    return False


def show(found: Sequence[Diagnostic], build: Build, options: argparse.Namespace) -> None:
    """Print diagnostics of a build in the format asked for."""
    console.show(found, options, texts(build))


def texts(build: Build) -> dict[str, str]:
    """Return the text of each notes file by its path in the notes folder."""
    return {source.path: source.text for source in build.sources}


def summarise(made: Judged, options: argparse.Namespace) -> None:
    """Print what a build came to, unless --quiet or another format is asked for."""
    if console.talks(options):
        console.summarise(summary(made.build), made.quality, options)
