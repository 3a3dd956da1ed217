"""`build`: notes to package, report and ledger."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from deckbuilder.anki.database import write_database
from deckbuilder.anki.opening import COLLECTION
from deckbuilder.anki.package import keep, last_package, sealed
from deckbuilder.app import collections, console
from deckbuilder.app.beside import alone, joined_line_by_line, package_name
from deckbuilder.app.compiling import judged, show, stops, summarise
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.app.report import report_body, report_head, summary
from deckbuilder.base.cache import cache_of, hashed, keep_patterns
from deckbuilder.base.files import ledger_path, read_inputs
from deckbuilder.base.rewriting import finish
from deckbuilder.base.writing import back_up, mend, write_build
from deckbuilder.identity import unchanged
from deckbuilder.ledger.records import as_lines, is_current
from deckbuilder.pipeline.last_notes import beside
from deckbuilder.pipeline.outcome import Traced, outcome_of, remember

Result = TypeVar("Result")


def run(options: argparse.Namespace) -> int:
    """Write the package, its report and the ledger, all or none."""
    with (
        alone(options.notes, options.output),
        progress_of(options) as progress,
        TemporaryDirectory(prefix="deckbuilder-") as folder,
        _beside(last_package, options.output, cache_of(options.output), Path(folder)) as last,
    ):
        mend(options.output, ledger_path(options.notes))
        finish(ledger_path(options.notes).parent)
        cache = cache_of(options.output, keeps=True)
        inputs = read_inputs(options.notes, options.media)
        studied = collections.asked_for(options)
        made = judged(options, progress, inputs, cache, studied)
        build = made.build
        if stops(build, options):
            return FAILED
        progress("packing")
        name = package_name(build.deck.name)
        database = Path(folder, COLLECTION)
        write_database(database, build.deck, build.settings.tts_language, cache, last().database)
        is_first = not (inputs.ledger and is_current(inputs.ledger))
        with _beside(sealed, database, build.deck, last()) as sealing:
            ledger = hashed(as_lines(build.ledger))
            parts = unchanged.kept(cache, ledger, build.parts)
            progress("writing")
            if is_first:
                back_up(ledger_path(options.notes))
            body = Traced(report_body(build, parts, cache))
            about = chain([report_head(build, name)], body)
            to = ledger_path(options.notes)
            write_build(options.output / name, lambda: sealing().data, to, as_lines(build.ledger), about)
            package = sealing()
        if studied is None and not (build.settings.font or build.settings.font_bold):
            # What is made for one collection is not what the same notes come to without it, and a font file may be
            # changed without any of the inputs.
            after = build.repeated
            told = (report_head(after, name), body)
            kept = ((part.key, part.token) for part in parts)
            latest = max(note.changed for note in after.deck.notes)
            outcome = outcome_of(
                name, package.data, told, summary(after), after.diagnostics, build.looked, kept, latest, beside(build)
            )
            remember(cache, inputs, ledger, outcome)
        unchanged.remember(cache, ledger, parts)
        keep(cache, name, package)
        keep_patterns(cache)
        cache.tidy(build.keys)
    if is_first:
        show(joined_line_by_line(options.notes), build, options)
    summarise(made, options)
    if console.talks(options):
        console.is_ready(options.output / name)
    return OK


@contextmanager
def _beside(work: Callable[..., Result], *given: object) -> Iterator[Callable[[], Result]]:
    """Do something in a thread, which leaves Python free for the rest; yield what waits for it and returns what it did."""
    executor = ThreadPoolExecutor(1)
    try:
        doing = executor.submit(work, *given)
        executor.shutdown(wait=False)  # the thread ends with its work: beside one no process is forked
        yield doing.result
    finally:
        executor.shutdown()
