"""What the command says: messages in three formats, and the summary of a build."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from deckbuilder import changes, diagnostics
from deckbuilder.model import Diagnostic
from deckbuilder.pipeline import Build
from deckbuilder.report import counts

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
    """Return diagnostics as they are printed, at most 20 of a kind."""
    shown, more = diagnostics.limited([_placed(diagnostic, folder) for diagnostic in found])
    placed = {(folder / path).as_posix(): text for path, text in sources.items()}
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


def summarise(build: Build, findings: Sequence[Diagnostic]) -> None:
    """Print what a build made, what changed, what of the notes is covered, and how good the cards are."""
    found = counts(build)
    notes, cards = found["notes"], found["cards"]
    kinds = ", ".join(f"{kind} {notes[kind]} → {cards[kind]}" for kind in notes if notes[kind])
    print(f"notes → cards: {kinds or 'none'}; in all {sum(notes.values())} → {sum(cards.values())}")
    if found["retired"]:
        print(f"retired: {found['retired']} (in Anki's browser: tag:deckbuilder::retired)")
    print(f"since the last build: {changes.summary(build.changes) or 'nothing changed'}")
    print(f"of the notes: {covered(build)}")
    print(f"decks: {', '.join(found['decks']) or 'none'}; media: {found['media']}; warnings: {found['warnings']}")
    if findings:
        severities = Counter(diagnostics.severity(finding.code) for finding in findings)
        said = ", ".join(f"{count} {kind}s" for kind, count in sorted(severities.items()))
        print(f"card quality of what is new or changed: {said}; see them with: python build.py lint")


def covered(build: Build) -> str:
    """Return the shares of the notes' lines that are asked, shown and not covered, and where the last begin."""
    roles = Counter(role for of_file in build.coverage.values() for role in of_file)
    said = roles["asked"] + roles["shown"] + roles["uncovered"]
    if not said:
        return "nothing to ask"
    share = {role: _percent(roles[role] / said) for role in ("asked", "shown", "uncovered")}
    missing = [
        f"{path}:{number}"
        for path, of_file in build.coverage.items()
        for number, role in enumerate(of_file, 1)
        if role == "uncovered"
    ]
    places = f": {', '.join(missing[:3])}{' …' if len(missing) > 3 else ''}" if missing else ""
    return f"asked {share['asked']}, shown {share['shown']}, not covered {share['uncovered']}{places}"


def _percent(share: float) -> str:
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"
