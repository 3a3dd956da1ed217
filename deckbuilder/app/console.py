"""What the command says: messages in three formats, and the summary of a build."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from deckbuilder.base import diagnostics
from deckbuilder.base.model import Diagnostic
from deckbuilder.pipeline.outcome import Summary

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PATIENCE = 1.0
"""Seconds that a build may take without saying where it is."""
FORMATS = ("text", "json", "github")
_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue", "help": "dim"}


def show(found: Sequence[Diagnostic], folder: Path, sources: Mapping[str, str], form: str) -> None:
    """Print diagnostics: as text on standard error, for machines on standard output.

    `sources` has the files' texts by their path in `folder`, for the excerpts.
    """
    if form == "json":
        print(diagnostics.as_json(_placed(diagnostic, folder) for diagnostic in found))
    elif form == "github":
        for diagnostic in found:
            print(diagnostics.as_github(_placed(diagnostic, folder)))
    else:
        say(texts(found, folder, sources), sys.stderr)


def texts(found: Sequence[Diagnostic], folder: Path, sources: Mapping[str, str]) -> list[str]:
    """Return diagnostics as they are printed: one by one, or summed up where they are many."""
    shown, more = diagnostics.limited([_placed(diagnostic, folder) for diagnostic in found])
    placed = {(folder / path).as_posix(): text for path, text in sources.items()}
    if more:
        more.append("each with its place: build.py check --format json; what to do: build.py explain CODE")
    return [*(diagnostics.formatted(diagnostic, placed) for diagnostic in shown), *more]


def _placed(diagnostic: Diagnostic, folder: Path) -> Diagnostic:
    """Name files as the user's editor finds them."""
    span = diagnostic.span
    return diagnostic._replace(span=span._replace(path=(folder / span.path).as_posix()))


def say(messages: Iterable[str], stream: TextIO) -> None:
    """Print messages, their severities in colour where somebody watches."""
    if not stream.isatty():
        for message in messages:
            print(message, file=stream)
        return
    # rich takes a third of a build's start-up, which a pipe can do without
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for message in messages:
        text = Text(message)
        for word, style in _COLOURS.items():
            text.highlight_regex(rf"(?m)(?:^  |: )?{word}(?:\[N\d+\]|:)", style)
        console.print(text)


def talks(options: argparse.Namespace) -> bool:
    """Tell whether there is anybody to tell more than the messages."""
    return not options.quiet and options.format == "text"


class Progress:
    """Where a build is, on a terminal and after a second: the stage, how many of how many, and the time left."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown and sys.stderr.isatty()
        self.began = time.monotonic()
        self.bar: RichProgress | None = None
        self.stages: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int = 0, count: int | None = None) -> None:
        """Say that a stage has done so many of `count` things; of some stages the count is not known."""
        if not self.shown or time.monotonic() - self.began < PATIENCE:
            return
        if self.bar is None:
            self.bar = _bar()
            self.bar.start()
        if stage not in self.stages:
            for other in self.stages.values():
                self.bar.update(other, visible=False)
            self.stages[stage] = self.bar.add_task(stage, total=count)
        self.bar.update(self.stages[stage], completed=done)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()


def _bar() -> "RichProgress":
    from rich import progress
    from rich.console import Console

    columns = (progress.SpinnerColumn(), "{task.description}", progress.BarColumn(), progress.MofNCompleteColumn(),
               progress.TimeRemainingColumn())  # fmt: skip
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)


def summarise(summary: Summary, findings: Sequence[Diagnostic]) -> None:
    """Print what a build made, what changed, what of the notes is covered, and how good the new cards are."""
    found = summary.counts
    notes, cards = found["notes"], found["cards"]
    kinds = ", ".join(f"{kind} {notes[kind]} → {cards[kind]}" for kind in notes if notes[kind])
    print(f"notes → cards: {kinds or 'none'}; in all {sum(notes.values())} → {sum(cards.values())}")
    if found["held"]:
        print(f"held as they were, for what could not be read: {found['held']}")
    if found["retired"]:
        print(f"retired: {found['retired']} (in Anki's browser: tag:deckbuilder::retired)")
    print(f"since the last build: {summary.changes or 'nothing changed'}")
    print(f"of the notes: {summary.covered}")
    print(f"decks: {', '.join(found['decks']) or 'none'}; media: {found['media']}; warnings: {found['warnings']}")
    if findings:
        severities = Counter(diagnostics.severity(finding.code) for finding in findings)
        said = ", ".join(f"{count} {kind}s" for kind, count in sorted(severities.items()))
        print(f"card quality of what is new or changed: {said}; see them with: python build.py lint")


def is_ready(package: Path) -> None:
    """Print what to do with a package."""
    print(f"{package} is ready: import it in Anki (File > Import), or open it in AnkiMobile on the phone")
