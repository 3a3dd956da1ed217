"""The door: arguments, and the quick answer when there is nothing to do.

What does the work is imported only once it is needed: a build of unchanged notes ends before. Each command is a file in `commands`.
"""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

from deckbuilder import __version__
from deckbuilder.app import calling, console
from deckbuilder.app.argparse_words import argparse_words
from deckbuilder.app.exit_codes import CLOSED, FAILED, OK, STOPPED
from deckbuilder.app.language import OPTION, of_deck, of_locale, of_option, speaking, worded
from deckbuilder.base.cache import cache_of
from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import Inputs, read_inputs, waits
from deckbuilder.base.words import LANGUAGES
from deckbuilder.pipeline.outcome import Outcome, remembered

COMMANDS = (
    "build",
    "new",
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
    language = of_option(arguments) or of_locale()
    with speaking(language), argparse_words():
        parser = _parser()
        options = parser.parse_args(_with_command(arguments, parser))
    _find_folders(options)
    console.speak(getattr(options, "format", "text"))
    in_deck = of_deck(options.notes) if "notes" in options else None
    with speaking(options.language or in_deck or language):
        return _ended(options)


def _ended(options: argparse.Namespace) -> int:
    """Run the command and return its exit code, also of what the system refuses."""
    try:
        code = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python flushes when it ends
        return CLOSED
    except (OSError, MemoryError) as error:
        console.complain(console.refusal(error))
        return FAILED
    except KeyboardInterrupt:
        console.complain(worded("stopped", "中止しました"))
        return STOPPED
    return code


def _run(options: argparse.Namespace) -> int:
    if options.command == "build" and options.collection is None and _is_done(options):
        return OK
    run: Callable[[argparse.Namespace], int] = import_module(f"deckbuilder.app.commands.{options.command}").run
    return run(options)


def _is_done(options: argparse.Namespace) -> bool:
    """Tell whether this build was made already, and say what it came to."""
    if waits(options.notes):
        return False
    inputs = read_inputs(options.notes, options.media)
    outcome = remembered(cache_of(options.output), inputs, options.output)
    if outcome is None or (options.strict and outcome.summary.counts["warnings"]):
        return False
    console.show(outcome.diagnostics, options, _texts(outcome, inputs))
    if console.talks(options):
        console.summarise(outcome.summary, (), options)
        console.is_ready(options.output / outcome.package)
    return True


def _texts(outcome: Outcome, inputs: Inputs) -> dict[str, str]:
    """Return the files that the messages are about."""
    named = {diagnostic.span.path for diagnostic in outcome.diagnostics}
    return {path: decoded(path, data)[0] for path, data in inputs.notes if path in named}


def _with_command(arguments: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """`build` is what is meant where no command is named; ends the program where the first word is none."""
    first = arguments[0] if arguments else "-"
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return arguments
    if not first.startswith("-"):
        near = get_close_matches(first, COMMANDS, 1, 0.5)[:1] or ["--help"]
        said = f"there is no command {first}; did you mean {near[0]}?"
        parser.error(worded(said, f"{first} というコマンドはありません。{near[0]} のことですか"))
    return ["build", *arguments]


def _find_folders(options: argparse.Namespace) -> None:
    """Let what is not named be looked for in the folder that one stands in, which may be that of the notes itself."""
    options.defaults = {"notes": _notes_here(), "media": Path("media"), "output": Path("output")}
    for key in calling.FOLDERS:
        if getattr(options, key, "") is None:
            setattr(options, key, options.defaults[key])


def _notes_here() -> Path:
    """Return the folder called notes, or the one that one stands in if that has notes itself."""
    notes = Path("notes")
    return notes if notes.is_dir() or not any(Path().glob("*.md")) else Path()


def _path(typed: str) -> Path:
    """Return a path as it is meant; a ~ that no shell has read is the user's folder."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # nobody of that name
        return Path(typed)


_A_COLLECTION = "a profile's name or its collection.anki2, a .colpkg or .apkg"


def _parser() -> argparse.ArgumentParser:
    language = argparse.ArgumentParser(add_help=False)
    said = worded(
        "of messages; else that of deck.toml, else of the locale", "表示の言語。省くと deck.toml、次にロケールに従う"
    )
    language.add_argument(OPTION, choices=LANGUAGES, help=said)
    common = argparse.ArgumentParser(add_help=False, parents=[language])
    common.add_argument("--notes", type=_path, metavar="DIR", help="where the notes are: a folder, or one file (notes)")
    common.add_argument("--media", type=_path, metavar="DIR", help="pictures and sound (media)")
    common.add_argument("--output", type=_path, metavar="DIR", help="for the package (output)")
    common.add_argument("--strict", action="store_true", help="let warnings fail")
    common.add_argument("--quiet", action="store_true", help="print errors and warnings only")
    common.add_argument("--format", choices=console.FORMATS, default="text", help="of the messages (text)")
    common.add_argument("--yes", action="store_true", help="go ahead although much would be retired or replaced")
    parser = argparse.ArgumentParser(
        prog=calling.name(),
        usage="%(prog)s [COMMAND] [OPTIONS]",
        description="Turn Japanese Markdown notes into an Anki package. Without a command: build.",
        epilog="These options are of every command but new and explain, and stand behind it; COMMAND --help has its own.",
        parents=[common],  # to list them; what stands before a command is never parsed
    )
    parser.add_argument(
        "--version", action="version", help="say which version this is", version=f"deckbuilder {__version__}"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    studied = argparse.ArgumentParser(add_help=False)
    studied.add_argument("--collection", metavar="FILE", help=f"keep what was done in Anki: auto, or {_A_COLLECTION}")
    commands.add_parser(
        "build", parents=[common, studied], help="notes -> output/<deck>.apkg and report.json (the default)"
    )
    new = commands.add_parser("new", parents=[language], help="start a folder of notes")
    new.add_argument("folder", type=_path, metavar="FOLDER", help="the folder; what is in it already is left alone")
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
    recover.add_argument("file", type=_path, metavar="FILE", help="an .apkg of this tool, or one exported from Anki")
    forget = commands.add_parser(
        "forget", parents=[common], help="list what was retired; with --yes take it out of the ledger"
    )
    forget.add_argument("--collection", metavar="FILE", help=f"only what is gone there: auto, or {_A_COLLECTION}")
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
    explain = commands.add_parser("explain", parents=[language], help="say more of a message")
    explain.add_argument("code", metavar="CODE", help="its code, such as N101")
    return parser
