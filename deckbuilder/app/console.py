"""What the command says: messages in three formats, and the summary of a build."""

import argparse
import codecs
import io
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from deckbuilder.app import calling
from deckbuilder.app.exit_codes import FAILED
from deckbuilder.app.language import spoken, worded
from deckbuilder.app.names import NOTE_KINDS
from deckbuilder.base import diagnostics
from deckbuilder.base.files import LEDGER, ledger_path
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import counted, of_system
from deckbuilder.pipeline.outcome import Summary

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

STAGES = {
    "setting the notes": "カードの作成",
    "checking the cards": "カードの点検",
    "packing": "パッケージの作成",
    "writing": "書き込み",
    "reading the collection": "コレクションの読み取り",
    "comparing": "比較",
    "proving the edits": "編集の確かめ",
}
"""The stages of a build in Japanese."""
PATIENCE = 1.0
"""Seconds that a build may take without saying where it is."""
FORMATS = ("text", "json", "github")
_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"} | dict.fromkeys(diagnostics.HELP, "dim")


_PLAIN = {"→": "->", "›": ">", "…": "...", "“": '"', "”": '"', "×": "x", "－": "-"}
"""What stands for our own signs where an encoding has none of them."""


def speak(form: str) -> None:
    """Let no character stop what is printed, whatever the encoding of a pipe or a console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="deckbuilder.json" if form == "json" else "deckbuilder.text")


def _as_plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_PLAIN.get(char, "?") for char in error.object[error.start : error.end]), error.end


def _as_escapes(error: UnicodeError) -> tuple[str, int]:
    """Return characters as JSON escapes them; outside of its texts JSON has none but ASCII."""
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end


codecs.register_error("deckbuilder.text", _as_plain)
codecs.register_error("deckbuilder.json", _as_escapes)


def show(found: Sequence[Diagnostic], options: argparse.Namespace, sources: Mapping[str, str]) -> None:
    """Print diagnostics: as text on standard error, for machines on standard output.

    `sources` has the files' texts by their path in the notes folder, for the excerpts.
    """
    if options.format == "json":
        print(diagnostics.as_json(_placed(diagnostic, options.notes) for diagnostic in found))
    elif options.format == "github":
        for diagnostic in found:
            print(diagnostics.as_github(_placed(diagnostic, options.notes), spoken()))
    else:
        heard = [each for each in found if not options.quiet or diagnostics.severity(each.code) != "info"]
        say(texts(heard, options, sources), sys.stderr)


def values(found: Iterable[Diagnostic], notes: Path) -> list[dict[str, Any]]:
    """Return diagnostics as plain values, for machines."""
    return [diagnostics.as_values(_placed(diagnostic, notes)) for diagnostic in found]


def texts(found: Sequence[Diagnostic], options: argparse.Namespace, sources: Mapping[str, str]) -> list[str]:
    """Return diagnostics as they are printed: one by one, or summed up where they are many."""
    shown, more = diagnostics.limited([_placed(diagnostic, options.notes) for diagnostic in found], spoken())
    folder = options.notes.parent if options.notes.is_file() else options.notes
    placed = {(folder / path).as_posix(): text for path, text in sources.items()}
    if more:
        more.append(
            worded(
                "each with its place: build.py check --format json; what to do: build.py explain CODE",
                "それぞれの場所：build.py check --format json　対処のしかた：build.py explain CODE",
            )
        )
    said = [*(diagnostics.formatted(diagnostic, placed, spoken()) for diagnostic in shown), *more]
    return [calling.pasted(message, options) for message in said]


def complain(problem: str) -> None:
    """Print why a command does not do what it should, where that is about no file of the notes."""
    print(f"{calling.name()}: {problem}", file=sys.stderr)


def where(span: Span, notes: Path) -> str:
    """Return the file and the line of a span, as the user's editor finds them."""
    path = _placed(Diagnostic("", span), notes).span.path
    return f"{path}:{span.first}" if span.first else path


def _placed(diagnostic: Diagnostic, notes: Path) -> Diagnostic:
    """Name files as the user's editor finds them."""
    span = diagnostic.span
    folder = notes.parent if notes.is_file() else notes
    path = ledger_path(notes) if span.path == LEDGER else folder / span.path
    if Path(span.path).is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return diagnostic._replace(span=span._replace(path=path.as_posix()))


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


def refused(diagnostic: Diagnostic, options: argparse.Namespace) -> int:
    """Print why a command does nothing, and return its exit code."""
    print(calling.pasted(diagnostics.formatted(diagnostic, {}, spoken()), options), file=sys.stderr)
    return FAILED


def refusal(error: OSError | MemoryError) -> str:
    """Return why the system refuses something, and of which file; of one that was to take a name, that name."""
    if isinstance(error, MemoryError):
        return worded("there is not enough memory", "メモリーが足りません")
    said = of_system(error).within(spoken())
    name = error.filename2 or error.filename
    return f"{said}: {in_line(str(name))}" if name else said


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
            self.stages[stage] = self.bar.add_task(worded(stage, STAGES.get(stage, stage)), total=count)
        self.bar.update(self.stages[stage], completed=done)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()


def progress_of(options: argparse.Namespace) -> Progress:
    """Return what says where a build is, silent where nobody wants to know."""
    return Progress(talks(options))


def _bar() -> "RichProgress":
    from rich import progress
    from rich.console import Console

    columns = (progress.SpinnerColumn(), "{task.description}", progress.BarColumn(), progress.MofNCompleteColumn(),
               progress.TimeRemainingColumn())  # fmt: skip
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)


def summarise(summary: Summary, findings: Sequence[Diagnostic], options: argparse.Namespace) -> None:
    """Print what a build made, what changed, what of the notes is covered, and how good the new cards are."""
    found = summary.counts
    notes, cards, held, retired = found["notes"], found["cards"], found["held"], found["retired"]
    kinds = [f"{NOTE_KINDS[kind].within(spoken())} {notes[kind]} → {cards[kind]}" for kind in NOTE_KINDS if notes[kind]]
    whole = f"{sum(notes.values())} → {sum(cards.values())}"
    english = f"notes → cards: {', '.join(kinds) or 'none'}; in all {whole}"
    print(worded(english, f"ノート → カード：{'、'.join(kinds) or 'なし'}。合計 {whole}"))
    if held:
        english = f"held as they were, for what could not be read: {held}"
        print(worded(english, f"読めないものがあるため、前のままのノート：{held}"))
    if retired:
        search = "tag:deckbuilder::retired"
        print(
            worded(
                f"retired: {retired} (in Anki's browser: {search})",
                f"取り下げ：{retired}(Anki のカード管理で {search})",
            )
        )
    print(summary.changes.within(spoken()))
    print(calling.pasted(worded("of the notes: ", "ノートの行：") + summary.covered.within(spoken()), options))
    decks, media, warnings = found["decks"], found["media"], found["warnings"]
    english = f"decks: {in_line(', '.join(decks)) or 'none'}; media: {media}; warnings: {warnings}"
    print(worded(english, f"デッキ：{in_line('、'.join(decks)) or 'なし'}。画像と音声：{media}。警告：{warnings}"))
    if findings:
        print(calling.pasted(_judged(findings), options))


def _judged(findings: Sequence[Diagnostic]) -> str:
    """Return how good the new cards are."""
    severities = sorted(Counter(diagnostics.severity(finding.code) for finding in findings).items())
    english = ", ".join(counted(count, kind) for kind, count in severities)
    japanese = "、".join(f"{kind} {count}" for kind, count in severities)
    return worded(
        f"card quality of what is new or changed: {english}; see them with: build.py lint",
        f"新しいカードと変わったカードの質：{japanese}。くわしくは：build.py lint",
    )


def is_ready(package: Path) -> None:
    """Print what to do with a package."""
    name = in_line(str(package))
    print(
        worded(
            f"{name} is ready: import it in Anki (File > Import), or open it in AnkiMobile on the phone",
            f"{name} ができました。Anki で読み込む(ファイル > 読み込む)か、スマートフォンの AnkiMobile で開いてください",
        )
    )
