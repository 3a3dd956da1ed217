"""`build`: notes to package, report and ledger."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from deckbuilder.anki.package import collection, differs, sealed
from deckbuilder.app import collections, console
from deckbuilder.app.beside import alone, joined_line_by_line, package_name
from deckbuilder.app.compiling import judged, show, stops, summarise
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.app.report import report_body, report_head, summary
from deckbuilder.base.cache import Cache, cache_of, hashed, keep_patterns
from deckbuilder.base.files import back_up, ledger_path, mend, read_inputs, write_build
from deckbuilder.base.rewriting import finish
from deckbuilder.identity import unchanged
from deckbuilder.identity.unchanged import FinishedPart
from deckbuilder.ledger.records import as_lines, is_current
from deckbuilder.pipeline.build import Build
from deckbuilder.pipeline.last_notes import beside
from deckbuilder.pipeline.outcome import Traced, outcome_of, remember


def run(options: argparse.Namespace) -> int:
    """Write the package, its report and the ledger, all or none."""
    with alone(options.notes, options.output), progress_of(options) as progress:
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
        package, ledger, parts = _packed(build, cache)
        progress("writing")
        is_first = not (inputs.ledger and is_current(inputs.ledger))
        if is_first:
            back_up(ledger_path(options.notes))
        body = Traced(report_body(build, parts, cache))
        about = chain([report_head(build, name)], body)
        write_build(options.output / name, package, ledger_path(options.notes), as_lines(build.ledger), about)
        if studied is None and not (build.settings.font or build.settings.font_bold):
            # What is made for one collection is not what the same notes come to without it, and a font file may be
            # changed without any of the inputs.
            after = build.repeated
            told = (report_head(after, name), body)
            kept = ((part.key, part.token) for part in parts)
            outcome = outcome_of(
                name, package, told, summary(after), after.diagnostics, build.looked, kept, beside(build)
            )
            remember(cache, inputs, ledger, outcome)
        unchanged.remember(cache, ledger, parts)
        keep_patterns(cache)
        cache.tidy(build.keys)
    if is_first:
        show(joined_line_by_line(options.notes), build, options)
    summarise(made, options)
    if console.talks(options):
        console.is_ready(options.output / name)
    return OK


def _packed(build: Build, cache: Cache) -> tuple[bytes, bytes, list[FinishedPart]]:
    """Return the package, read back and found to be what was packed, a hash of the ledger, and the parts for the next build."""
    with collection(build.deck, build.settings.tts_language) as (database, connection), ThreadPoolExecutor(1) as beside:
        sealing = beside.submit(sealed, database, build.deck)  # which leaves Python free for the rest
        if problem := differs(build.deck, connection):
            raise AssertionError(f"the package does not read back: {problem}")
        ledger = hashed(as_lines(build.ledger))
        parts = unchanged.kept(cache, ledger, build.parts)
        return sealing.result(), ledger, parts
