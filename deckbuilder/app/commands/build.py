"""`build`: notes to package, report and ledger."""

import argparse
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from deckbuilder.anki.package import collection, differs, sealed
from deckbuilder.app import console
from deckbuilder.app.compiling import LEDGER, judged, progress_of, stops, summarise
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.app.report import report_body, report_head, summary
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import back_up, mend, read_inputs, write_build
from deckbuilder.identity import unchanged
from deckbuilder.ledger.records import as_bytes, is_current
from deckbuilder.pipeline.outcome import Traced, outcome_of, remember


def run(options: argparse.Namespace) -> int:
    """Write the package, its report and the ledger, all or none."""
    with alone(options.notes), progress_of(options) as progress:
        mend(options.output, options.notes / LEDGER)
        cache = cache_of(options.output, keeps=True)
        inputs = read_inputs(options.notes, options.media)
        made = judged(options, progress, inputs, cache)
        build = made.build
        if stops(build, options):
            return FAILED
        progress("packing")
        name = package_name(build.deck.name)
        with ThreadPoolExecutor(1) as beside:
            with closing(collection(build.deck, build.settings.tts_language)) as connection:
                # Sealing leaves Python free for the rest.
                sealing = beside.submit(sealed, connection.serialize(), build.deck)
                if problem := differs(build.deck, connection):
                    raise AssertionError(f"the package does not read back: {problem}")
            ledger = as_bytes(build.ledger)
            files = unchanged.kept(cache, ledger, build.files)
            package = sealing.result()
        progress("writing")
        if inputs.ledger and not is_current(inputs.ledger):
            back_up(options.notes / LEDGER)
        body = Traced(report_body(build, files, cache))
        about = chain([report_head(build, name)], body)
        write_build(options.output / name, package, options.notes / LEDGER, ledger, about)
        after = build.repeated
        outcome = outcome_of(name, package, report_head(after, name), body, summary(after), after.diagnostics)
        remember(cache, replace(inputs, ledger=ledger), outcome)
        unchanged.remember(cache, ledger, files)
        cache.tidy()
    summarise(made, options)
    if console.talks(options):
        console.is_ready(options.output / name)
    return OK


@contextmanager
def alone(notes: Path) -> Iterator[None]:
    """Hold the notes for this build; a lock that a dead build left behind holds nothing."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(notes))).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir(), f"deckbuilder-{name}.lock"), timeout=0)
    try:
        with lock:
            yield
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, "another build of these notes is running", str(notes)) from None


def package_name(deck: str) -> str:
    """Return a file name for a deck; never one that Anki takes for a whole collection."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", deck).strip(" ._") or "deck"
    if name.lower() == "collection" or name.lower().startswith("backup-"):
        name = f"deck-{name}"
    return f"{name[:60]}.apkg"
