"""What each command does: reading, printing, writing, exit code."""

import argparse
import errno
import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from deckbuilder.anki.package import collection, differs, sealed, stored
from deckbuilder.app import changes, console
from deckbuilder.app.console import Progress
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK, WRONG_USAGE
from deckbuilder.app.report import report_body, report_head, summary
from deckbuilder.base import diagnostics
from deckbuilder.base.cache import Cache, cache_of
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.files import Inputs, mend, read_inputs, write_build, write_file
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.identity import unchanged
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.records import LAST_SECOND, as_bytes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.outcome import Traced, outcome_of, remember
from deckbuilder.quality import lint

LEDGER = "ledger.json"


# --- commands ---------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    with _alone(options.notes), _progress(options) as progress:
        mend(options.output, options.notes / LEDGER)
        cache = cache_of(options.output, keeps=True)
        inputs = read_inputs(options.notes, options.media)
        build, quality = _compiled(options, progress, inputs, cache)
        if _stops(build, options):
            return FAILED
        progress("packing")
        name = package_name(build.deck.name)
        with ThreadPoolExecutor(1) as beside:
            with closing(collection(build.deck, build.settings.tts_language)) as connection:
                # Sealing leaves Python free for the rest.
                sealing = beside.submit(sealed, connection.serialize(), build.deck.assets)
                if problem := differs(build.deck, connection):
                    raise AssertionError(f"the package does not read back: {problem}")
            ledger = as_bytes(build.ledger)
            files = unchanged.kept(cache, ledger, build.files)
            package = sealing.result()
        progress("writing")
        body = Traced(report_body(build, files, cache))
        about = chain([report_head(build, name)], body)
        write_build(options.output / name, package, options.notes / LEDGER, ledger, about)
        after = build.repeated
        outcome = outcome_of(name, package, report_head(after, name), body, summary(after), after.diagnostics)
        remember(cache, replace(inputs, ledger=ledger), outcome)
        unchanged.remember(cache, ledger, files)
        cache.tidy()
    _summarise(build, quality, options)
    if console.talks(options):
        console.is_ready(options.output / name)
    return OK


def _check(options: argparse.Namespace) -> int:
    with _progress(options) as progress:
        build, quality = _compiled(options, progress)
    if _stops(build, options):
        return FAILED
    _summarise(build, quality, options)
    return OK


def _lint(options: argparse.Namespace) -> int:
    with _progress(options) as progress:
        inputs = read_inputs(options.notes, options.media)
        build = compiled(inputs, clock(), True, cache_of(options.output), progress)
        progress("checking the cards")
        found = [] if build.failed else lint.findings(build)
    if build.failed:
        _show(build.diagnostics, build, options)
        return FAILED
    if options.format == "text":
        console.say([lint.listing(found), ""] if found else [], sys.stdout)
        if not options.quiet:
            print(lint.figures(build, found))
    else:
        _show([finding.diagnostic for finding in found], build, options)
    severities = {diagnostics.severity(finding.code) for finding in found}
    return FAILED if "error" in severities or (options.strict and "warning" in severities) else OK


def _explain(options: argparse.Namespace) -> int:
    code = options.code.upper()
    if code not in CATALOGUE:
        print(f"build.py: there is no message {code}; docs/messages.md lists them all", file=sys.stderr)
        return WRONG_USAGE
    print(diagnostics.explained(code))
    return OK


def _diff(options: argparse.Namespace) -> int:
    with _progress(options) as progress:
        build, _ = _compiled(options, progress)
    errors = {found.code for found in build.diagnostics if diagnostics.severity(found.code) == "error"}
    # What a build would retire has to be seen to tell whether it is meant; after other errors it tells nothing.
    if options.format == "text" and errors <= {"N304"}:
        if build.changes and not options.quiet:
            print(changes.listing(build.changes))
        print(changes.summary(build.changes) or "an import of this build would change nothing")
    if _stops(build, options):
        return FAILED
    return CHANGED if build.changes else OK


def _preview(options: argparse.Namespace) -> int:
    with _progress(options) as progress:
        build, quality = _compiled(options, progress, cache=cache_of(options.output, keeps=True))
    if _stops(build, options):
        return FAILED
    from deckbuilder.app import preview

    target = options.output / "preview.html"
    write_file(target, preview.page(build, lint.findings(build)).encode())
    _summarise(build, quality, options)
    if console.talks(options):
        print(f"{target} shows every card")
    if not options.no_open:
        import webbrowser

        webbrowser.open(target.resolve().as_uri())
    return OK


def _watch(options: argparse.Namespace) -> int:
    from deckbuilder.app import preview, watch

    if not options.notes.is_dir():
        return _refused(Diagnostic("N002", Span(options.notes.as_posix(), 0, 0), (options.notes.as_posix(),)))
    last: Build | None = None

    def rebuild(version: int) -> tuple[str, str]:
        """Return the new page, or the errors that kept it from being made."""
        nonlocal last
        build = compiled(
            read_inputs(options.notes, options.media),
            clock(),
            may_retire=True,
            cache=cache_of(options.output, keeps=True),
        )
        messages = console.texts(build.diagnostics, options.notes, _sources(build))
        if build.failed:
            return "", "\n".join(messages)
        console.say([*messages, *(_edits(last, build) if console.talks(options) else [])], sys.stdout)
        last = build
        page = preview.page(build, lint.findings(build), version)
        write_file(options.output / "preview.html", page.encode())
        return page, ""

    watch.serve([options.notes, options.media], rebuild, opens=not options.no_open)
    return OK


def _edits(last: Build | None, build: Build) -> list[str]:
    """Return what is different from the rebuild before; of the first one, from the last build."""
    if last:
        return changes.edits(last.deck.notes, build.deck.notes)
    return [f"since the last build: {changes.summary(build.changes) or 'nothing changed'}"]


def _recover(options: argparse.Namespace) -> int:
    path = options.file.as_posix()
    target = options.notes / LEDGER
    if target.exists() and not options.yes:
        return _refused(Diagnostic("N506", Span(target.as_posix(), 0, 0)))
    try:
        package = stored(options.file.read_bytes())
    except ValueError as error:
        return _refused(Diagnostic("N504", Span(path, 0, 0), (str(error),)))
    ledger, problems = recovered(path, package)
    for problem in problems:
        print(diagnostics.formatted(problem, {}), file=sys.stderr)
    write_file(target, as_bytes(ledger))
    retired = sum(1 for record in ledger.records.values() if record.retired)
    print(
        f"{target}: {len(ledger.records)} notes, {retired} of them retired; left out: {package.others} notes of other types"
    )
    return OK


def _refused(diagnostic: Diagnostic) -> int:
    print(diagnostics.formatted(diagnostic, {}), file=sys.stderr)
    return FAILED


@contextmanager
def _alone(notes: Path) -> Iterator[None]:
    """Hold the notes for this build; a lock that a dead build left behind holds nothing."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(notes))).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir(), f"deckbuilder-{name}.lock"), timeout=0)
    try:
        with lock:
            yield
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, "another build of these notes is running", str(notes)) from None


# --- what they share --------------------------------------------------------------------------


class _Made(NamedTuple):
    """A build, and what is to be said of the cards that it adds or changes."""

    build: Build
    quality: list[Diagnostic]


def _compiled(
    options: argparse.Namespace, progress: Progress, inputs: Inputs | None = None, cache: Cache | None = None
) -> _Made:
    """Build, and print what there is to say of the notes, and the errors of new and changed cards."""
    inputs = inputs or read_inputs(options.notes, options.media)
    build = compiled(inputs, clock(), options.yes, cache or cache_of(options.output), progress)
    progress("checking the cards")
    quality = [] if build.failed else [finding.diagnostic for finding in lint.findings_on_changes(build)]
    errors = [found for found in quality if diagnostics.severity(found.code) == "error"]
    _show(diagnostics.ordered([*build.diagnostics, *errors]), build, options)
    return _Made(build, quality)


def _show(found: Sequence[Diagnostic], build: Build, options: argparse.Namespace) -> None:
    console.show(found, options.notes, _sources(build), options.format)


def _sources(build: Build) -> dict[str, str]:
    return {source.path: source.text for source in build.sources}


def _summarise(build: Build, quality: Sequence[Diagnostic], options: argparse.Namespace) -> None:
    if console.talks(options):
        console.summarise(summary(build), quality)


def _progress(options: argparse.Namespace) -> Progress:
    return Progress(console.talks(options))


def clock() -> int:
    """Return the build's time; SOURCE_DATE_EPOCH fixes it (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return min(int(fixed.lstrip("0")[:20] or "0"), LAST_SECOND) if fixed.isdecimal() else int(time.time())


def _stops(build: Build, options: argparse.Namespace) -> bool:
    warnings = any(diagnostics.severity(d.code) == "warning" for d in build.diagnostics)
    if build.failed or (options.strict and warnings):
        print("build.py: nothing was written", file=sys.stderr)
        return True
    return False


def package_name(deck: str) -> str:
    """Return a file name for a deck; never one that Anki takes for a whole collection."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", deck).strip(" ._") or "deck"
    if name.lower() == "collection" or name.lower().startswith("backup-"):
        name = f"deck-{name}"
    return f"{name[:60]}.apkg"


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "lint": _lint,
    "diff": _diff,
    "preview": _preview,
    "watch": _watch,
    "recover": _recover,
    "explain": _explain,
}
