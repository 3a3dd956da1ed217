"""The door: arguments, and the quick answer when there is nothing to do.

What does the work is imported only once it is needed: a build of unchanged notes ends before. Each command is a file in `commands`.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from deckbuilder.app import console
from deckbuilder.app.exit_codes import FAILED, OK
from deckbuilder.base.cache import cache_of
from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import Inputs, read_inputs, waits
from deckbuilder.pipeline.outcome import Outcome, remembered

COMMANDS = (
    "build",
    "check",
    "lint",
    "diff",
    "preview",
    "watch",
    "recover",
    "forget",
    "read",
    "rehearse",
    "weak",
    "pull",
    "explain",
)


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(_with_command(arguments))
    try:
        if options.command == "build" and options.collection is None and _is_done(options):
            return OK
        run: Callable[[argparse.Namespace], int] = import_module(f"deckbuilder.app.commands.{options.command}").run
        return run(options)
    except OSError as error:
        print(f"build.py: {error.strerror or error}: {error.filename}", file=sys.stderr)
        return FAILED


def _is_done(options: argparse.Namespace) -> bool:
    """Tell whether this build was made already, and say what it came to."""
    if waits(options.notes):
        return False
    inputs = read_inputs(options.notes, options.media)
    outcome = remembered(cache_of(options.output), inputs, options.output)
    if outcome is None or (options.strict and outcome.summary.counts["warnings"]):
        return False
    console.show(outcome.diagnostics, options.notes, _texts(outcome, inputs), options.format)
    if console.talks(options):
        console.summarise(outcome.summary, ())
        console.is_ready(options.output / outcome.package)
    return True


def _texts(outcome: Outcome, inputs: Inputs) -> dict[str, str]:
    """Return the files that the messages are about."""
    named = {diagnostic.span.path for diagnostic in outcome.diagnostics}
    return {path: decoded(path, data)[0] for path, data in inputs.notes if path in named}


def _with_command(arguments: list[str]) -> list[str]:
    """`build` is what is meant where no command is named."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("-h", "--help")):
        return arguments
    return ["build", *arguments]


_A_COLLECTION = "a profile's name or its collection.anki2, a .colpkg or .apkg"


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
    studied = argparse.ArgumentParser(add_help=False)
    studied.add_argument("--collection", metavar="FILE", help=f"keep what was done in Anki: auto, or {_A_COLLECTION}")
    commands.add_parser(
        "build", parents=[common, studied], help="notes -> output/<deck>.apkg and report.json (the default)"
    )
    commands.add_parser("check", parents=[common], help="everything but the writing")
    commands.add_parser("lint", parents=[common], help="judge every card; exit code 1 if any has an error")
    diff = commands.add_parser(
        "diff", parents=[common, studied], help="what an import of the next build would do; exit code 3 if anything"
    )
    diff.add_argument("--why", action="store_true", help="say of each known note what told that it is the one")
    preview = commands.add_parser(
        "preview", parents=[common, studied], help="all cards in one page, output/preview.html"
    )
    preview.add_argument("--no-open", action="store_true", help="do not open it in the browser")
    watch = commands.add_parser("watch", parents=[common], help="keep the preview up to date while you write")
    watch.add_argument("--no-open", action="store_true", help="do not open it in the browser")
    recover = commands.add_parser("recover", parents=[common], help="rebuild notes/ledger.json from a package")
    recover.add_argument("file", type=Path, metavar="FILE", help="an .apkg of this tool, or one exported from Anki")
    commands.add_parser("forget", parents=[common], help="list what was retired; with --yes take it out of the ledger")
    read = commands.add_parser("read", parents=[common], help="how each line of a file is read, and by which rule")
    read.add_argument("file", metavar="FILE[:LINE]", help="any notes file; with a line's number only that line")
    rehearse = commands.add_parser(
        "rehearse", parents=[common], help="what an import would do to your collection; exit code 3 if it touches yours"
    )
    rehearse.add_argument(
        "file", nargs="?", default="auto", metavar="FILE", help=f"{_A_COLLECTION}; without it the only profile"
    )
    weak = commands.add_parser("weak", parents=[common], help="where you are weak, on the lines of the notes")
    weak.add_argument(
        "file", nargs="?", default="auto", metavar="FILE", help=f"{_A_COLLECTION}; without it the only profile"
    )
    weak.add_argument("--exam", type=date.fromisoformat, metavar="DATE", help="what a day to be ready by asks for")
    pull = commands.add_parser(
        "pull", parents=[common], help="marks and edits made in Anki, on the lines of the notes; exit code 3 if any"
    )
    pull.add_argument(
        "file", nargs="?", default="auto", metavar="FILE", help=f"{_A_COLLECTION}; without it the only profile"
    )
    pull.add_argument("--apply", action="store_true", help="write the edits that are proven into the notes")
    pull.add_argument("--done", action="append", default=[], metavar="NAME", help="leave out what has this tag or flag")
    explain = commands.add_parser("explain", help="say more of a message")
    explain.add_argument("code", metavar="CODE", help="its code, such as N101")
    return parser
