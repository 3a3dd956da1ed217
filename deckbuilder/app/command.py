"""The door: arguments, and the quick answer when there is nothing to do.

What does the work is imported only once it is needed: a build of unchanged notes ends before. Each command is a file in `commands`.
"""

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from deckbuilder.app import calling, console
from deckbuilder.app.argparse_words import argparse_words
from deckbuilder.app.arguments import COMMANDS, parser_of_all
from deckbuilder.app.clock import clock
from deckbuilder.app.exit_codes import CLOSED, FAILED, OK, STOPPED
from deckbuilder.app.language import of_deck, of_locale, of_option, speaking, worded
from deckbuilder.base.cache import cache_of
from deckbuilder.base.decoding import texts_of
from deckbuilder.base.files import read_inputs
from deckbuilder.base.printed import in_line
from deckbuilder.base.writing import waits
from deckbuilder.pipeline.outcome import is_ahead, remembered


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    console.speak("text")
    language = of_option(arguments) or of_locale()
    with speaking(language), argparse_words():
        parser = parser_of_all()
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
    if outcome is None or is_ahead(outcome.latest, clock()) or (options.strict and outcome.summary.counts["warnings"]):
        return False
    console.show(outcome.diagnostics, options, texts_of(outcome.diagnostics, inputs.notes))
    if console.talks(options):
        console.summarise(outcome.summary, (), options)
        console.is_ready(options.output / outcome.package)
    return True


def _with_command(arguments: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """`build` is what is meant where no command is named; ends the program where the first word is none."""
    first = arguments[0] if arguments else "-"
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return arguments
    if not first.startswith("-"):
        meant = _meant(first)
        word = in_line(first)
        said = f"there is no command {word}; did you mean {meant}?"
        parser.error(worded(said, f"{word} というコマンドはありません。{meant} のことですか"))
    return ["build", *_of_build(arguments, parser)]


def _of_build(arguments: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return the options of a build; ends the program where a command stands behind them, as other tools have it."""
    rest = parser.parse_known_args(["build", *arguments])[1]
    if rest and rest[0] in COMMANDS:
        parser.error(worded(f"{rest[0]} comes first, before the options", f"{rest[0]} は、オプションより先に書きます"))
    return arguments


def _meant(word: str) -> str:
    """Return what may have been meant by a word that is no command: notes, a command that looks alike, or help."""
    if Path(word).exists():
        return f"--notes {calling.quoted(word)}"
    from difflib import get_close_matches  # as all below: a build of unchanged notes does without

    return next(iter(get_close_matches(word, COMMANDS, 1, 0.5)), "--help")


def _find_folders(options: argparse.Namespace) -> None:
    """Let what is not named be looked for in the folder that one stands in, which may be that of the notes itself."""
    options.defaults = {"notes": _notes_here(), "media": Path("media"), "output": Path("output")}
    for key in calling.FOLDERS:
        if getattr(options, key, "") is None:
            setattr(options, key, options.defaults[key])


def _notes_here() -> Path:
    """Return the folder called notes, or the one that one stands in if that has notes or settings itself."""
    notes = Path("notes")
    return notes if notes.is_dir() or not (Path("deck.toml").exists() or any(Path().glob("*.md"))) else Path()
