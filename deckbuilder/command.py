"""The command line: arguments, reading, printing, writing, exit code."""

import argparse
import errno
import hashlib
import os
import re
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from deckbuilder import changes, console, diagnostics, lint, preview, watch
from deckbuilder.catalogue import CATALOGUE
from deckbuilder.files import mend, read_inputs, write_build, write_file
from deckbuilder.ledger import as_text
from deckbuilder.model import Diagnostic, Span
from deckbuilder.package import differs, packed, stored_notes
from deckbuilder.pipeline import Build, compiled
from deckbuilder.recovery import recovered
from deckbuilder.report import report

OK, FAILED, WRONG_USAGE, CHANGED = 0, 1, 2, 3
"""Exit codes."""
LEDGER = "ledger.json"


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(_with_command(arguments))
    try:
        return _COMMANDS[options.command](options)
    except OSError as error:
        print(f"build.py: {error.strerror or error}: {error.filename}", file=sys.stderr)
        return FAILED


def _with_command(arguments: list[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    if arguments and (arguments[0] in _COMMANDS or arguments[0] in ("-h", "--help")):
        return arguments
    return ["build", *arguments]


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--notes", type=Path, default=Path("notes"), metavar="DIR", help="where the notes are (notes)")
    common.add_argument("--media", type=Path, default=Path("media"), metavar="DIR", help="pictures and sound (media)")
    common.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="for the package (output)")
    common.add_argument("--strict", action="store_true", help="let warnings fail")
    common.add_argument("--quiet", action="store_true", help="print errors and warnings only")
    common.add_argument("--format", choices=console.FORMATS, default="text", help="of the messages (text)")
    common.add_argument("--yes", action="store_true", help="go ahead although much would be retired or replaced")
    parser = argparse.ArgumentParser(prog="build.py", description="Turn Japanese Markdown notes into an Anki package.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("build", parents=[common], help="notes -> output/<deck>.apkg and report.json (the default)")
    commands.add_parser("check", parents=[common], help="everything but the writing")
    commands.add_parser("lint", parents=[common], help="judge every card; exit code 1 if any has an error")
    commands.add_parser(
        "diff", parents=[common], help="what an import of the next build would do; exit code 3 if anything"
    )
    preview = commands.add_parser("preview", parents=[common], help="all cards in one page, output/preview.html")
    preview.add_argument("--no-open", action="store_true", help="do not open it in the browser")
    watch = commands.add_parser("watch", parents=[common], help="keep the preview up to date while you write")
    watch.add_argument("--no-open", action="store_true", help="do not open it in the browser")
    recover = commands.add_parser("recover", parents=[common], help="rebuild notes/ledger.json from a package")
    recover.add_argument("file", type=Path, metavar="FILE", help="an .apkg of this tool, or one exported from Anki")
    explain = commands.add_parser("explain", help="say more of a message")
    explain.add_argument("code", metavar="CODE", help="its code, such as N101")
    return parser


# --- commands ---------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    with _alone(options.notes):
        mend(options.output, options.notes / LEDGER)
        build = _compiled(options)
        if _stops(build, options):
            return FAILED
        name = package_name(build.deck.name)
        data = packed(build.deck, build.settings.tts_language)
        if problem := differs(build.deck, data):
            raise AssertionError(f"the package does not read back: {problem}")
        ledger = as_text(build.ledger).encode()
        write_build(options.output / name, data, options.notes / LEDGER, ledger, report(build, name).encode())
    _summarise(build, options)
    if _talks(options):
        package = options.output / name
        print(f"{package} is ready: import it in Anki (File > Import), or open it in AnkiMobile on the phone")
    return OK


def _check(options: argparse.Namespace) -> int:
    build = _compiled(options)
    if _stops(build, options):
        return FAILED
    _summarise(build, options)
    return OK


def _lint(options: argparse.Namespace) -> int:
    build = compiled(read_inputs(options.notes, options.media), clock(), may_retire=True)
    if build.failed:
        _show(build.diagnostics, build, options)
        return FAILED
    found = lint.findings(build)
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
    build = _compiled(options)
    if build.failed:
        return FAILED
    if not build.changes:
        print("an import of this build would change nothing")
        return OK
    if not options.quiet:
        print(changes.listing(build.changes))
    print(changes.summary(build.changes))
    return CHANGED


def _preview(options: argparse.Namespace) -> int:
    build = _compiled(options)
    if _stops(build, options):
        return FAILED
    target = options.output / "preview.html"
    write_file(target, preview.page(build, lint.findings(build)).encode())
    _summarise(build, options)
    if _talks(options):
        print(f"{target} shows every card")
    if not options.no_open:
        webbrowser.open(target.resolve().as_uri())
    return OK


def _watch(options: argparse.Namespace) -> int:
    def rebuild(version: int) -> tuple[str, str]:
        """Return the new page, or the errors that kept it from being made."""
        build = compiled(read_inputs(options.notes, options.media), clock(), may_retire=True)
        messages = console.texts(build.diagnostics, options.notes, _sources(build))
        if build.failed:
            return "", "\n".join(messages)
        console.say([*messages, changes.summary(build.changes) or "nothing changed since the last build"], sys.stdout)
        page = preview.page(build, lint.findings(build), version)
        write_file(options.output / "preview.html", page.encode())
        return page, ""

    watch.serve([options.notes, options.media], rebuild, opens=not options.no_open)
    return OK


def _recover(options: argparse.Namespace) -> int:
    path = options.file.as_posix()
    target = options.notes / LEDGER
    if target.exists() and not options.yes:
        return _refused(Diagnostic("N506", Span(target.as_posix(), 0, 0)))
    try:
        notes, others = stored_notes(options.file.read_bytes())
    except ValueError as error:
        return _refused(Diagnostic("N504", Span(path, 0, 0), (str(error),)))
    ledger, problems = recovered(path, notes)
    for problem in problems:
        print(diagnostics.formatted(problem, {}), file=sys.stderr)
    write_file(target, as_text(ledger).encode())
    retired = sum(1 for record in ledger.records.values() if record.retired)
    print(f"{target}: {len(ledger.records)} notes, {retired} of them retired; left out: {others} notes of other types")
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


def _compiled(options: argparse.Namespace) -> Build:
    """Build, and print what there is to say of the notes and of the cards that are new or changed."""
    build = compiled(read_inputs(options.notes, options.media), clock(), options.yes)
    errors = [found for found in _quality(build) if diagnostics.severity(found.code) == "error"]
    _show(diagnostics.ordered([*build.diagnostics, *errors]), build, options)
    return build


def _quality(build: Build) -> list[Diagnostic]:
    return [] if build.failed else [finding.diagnostic for finding in lint.findings_on_changes(build)]


def _show(found: Sequence[Diagnostic], build: Build, options: argparse.Namespace) -> None:
    console.show(found, options.notes, _sources(build), options.format)


def _sources(build: Build) -> dict[str, str]:
    return {source.path: source.text for source in build.sources}


def _talks(options: argparse.Namespace) -> bool:
    """Tell whether there is anybody to tell the rest."""
    return not options.quiet and options.format == "text"


def _summarise(build: Build, options: argparse.Namespace) -> None:
    if _talks(options):
        console.summarise(build, _quality(build))


def clock() -> int:
    """Return the build's time; SOURCE_DATE_EPOCH fixes it (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if fixed.isdecimal() else int(time.time())


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


_COMMANDS = {
    "build": _build,
    "check": _check,
    "lint": _lint,
    "diff": _diff,
    "preview": _preview,
    "watch": _watch,
    "recover": _recover,
    "explain": _explain,
}
