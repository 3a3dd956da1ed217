"""What is measured: builds of generated decks beside bare genanki, and of the shipped deck beside its imports."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import generator
from benchmarks.measure import Figures, measured, watching

ROOT = Path(__file__).parent.parent
COLD, NOTHING, ONE_LINE, CHECK = "cold build", "nothing changed", "one line changed", "check of another changed line"
SAVE = "save to new page in watch"
SHIPPED = "shipped deck"
W, IMPORT, SCRIPT = "W", "import", "script"
"""The yardsticks: bare genanki, importing the libraries, and the simplest script that makes a deck."""


@dataclass
class Pairs:
    """One kind of run beside its yardstick, measured by turns."""

    deck: str
    run: str
    yardstick: str
    own: list[Figures] = field(default_factory=list)
    other: list[Figures] = field(default_factory=list)

    @property
    def figures(self) -> Figures:
        """Medians of the run."""
        return _medians(self.own)

    @property
    def times(self) -> tuple[float, float]:
        """Medians of the pairs' ratios: of wall time, of processor time."""
        pairs = list(zip(self.own, self.other, strict=True))
        return median(own.wall / other.wall for own, other in pairs), median(
            own.cpu / other.cpu for own, other in pairs
        )


def _medians(figures: list[Figures]) -> Figures:
    return Figures(*(median(values) for values in zip(*figures, strict=True)))


class Folder:
    """A notes folder, its media and output in a folder of their own."""

    def __init__(self, parent: Path, fill: Callable[[Path], None]) -> None:
        self.base = parent / "work"
        self.fill = fill
        self.edits = 0

    @property
    def options(self) -> list[str]:
        """The options that name the folders."""
        return [f"--{name}={self.base / name}" for name in ("notes", "media", "output")]

    def make_anew(self) -> None:
        """Leave nothing of earlier builds, whatever they may keep and where."""
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir()
        self.fill(self.base)

    def change_a_line(self) -> None:
        """Edit a line in the middle of the notes, in a file that marks something; another one each time."""
        files = [path for path in sorted((self.base / "notes").glob("*.md")) if " **" in path.read_text("utf-8")]
        file = files[len(files) // 2]
        self.edits += 1
        file.write_text(generator.with_line_changed(file.read_text("utf-8"), 7 * self.edits), "utf-8")

    def run(self, command: str) -> Figures:
        """Measure a command of build.py."""
        return measured(sys.executable, ROOT / "build.py", command, *self.options)

    def save(self) -> Figures:
        """Measure what passes from a save until the page that `watch` serves has it."""
        with watching(ROOT, self.options) as state:
            version, start = state(), time.perf_counter()
            self.change_a_line()
            while state() == version:
                time.sleep(0.01)
            return Figures(time.perf_counter() - start, 0.0, 0.0)

    def package(self) -> Path:
        """Return where the package is."""
        return next((self.base / "output").glob("*.apkg"))


def of_generated(notes: int, repeats: int) -> list[Pairs]:
    """Measure builds of a generated deck; W is measured again after each."""
    pairs = [Pairs(f"{notes:,} notes", run, W) for run in (COLD, NOTHING, ONE_LINE, CHECK)]
    return _generated(pairs, lambda base: generator.write(base / "notes", notes), repeats)


def of_one_file(notes: int, repeats: int) -> list[Pairs]:
    """Measure builds of a generated deck in one file, the first of them beside the simplest script."""
    runs = {COLD: SCRIPT, NOTHING: W, ONE_LINE: W, CHECK: W, SAVE: W}
    pairs = [Pairs(f"{notes:,} notes in one file", run, yardstick) for run, yardstick in runs.items()]
    return _generated(pairs, lambda base: generator.write_one_file(base / "notes", notes), repeats)


def of_choices(questions: int, repeats: int) -> list[Pairs]:
    """Measure builds of a bank of questions with choices in one file."""
    pairs = [Pairs(f"{questions:,} questions with choices", run, W) for run in (COLD, NOTHING, ONE_LINE)]
    return _generated(pairs, lambda base: generator.write_choices(base / "notes", questions), repeats)


def _generated(pairs: list[Pairs], fill: Callable[[Path], None], repeats: int) -> list[Pairs]:
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name), fill)
        ready, written = Path(name, "ready"), Path(name, "bare.apkg")

        def bare() -> Figures:
            if not ready.exists():
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.ready", folder.package(), ready], cwd=ROOT, check=True
                )
            return measured(sys.executable, ROOT / "benchmarks" / "bare.py", ready, written)

        def script() -> Figures:
            return measured(sys.executable, ROOT / "benchmarks" / "script.py", folder.base / "notes", written)

        for _ in range(repeats):
            _measure(folder, pairs, {W: bare, SCRIPT: script})
    return pairs


def of_shipped(repeats: int) -> list[Pairs]:
    """Measure builds of the deck in notes/, pictures and all; importing the libraries is measured after each."""
    pairs = [Pairs(SHIPPED, run, IMPORT) for run in (COLD, NOTHING, ONE_LINE, CHECK)]

    def fill(base: Path) -> None:
        shutil.copytree(ROOT / "notes", base / "notes", ignore=shutil.ignore_patterns("ledger.json"))
        shutil.copytree(ROOT / "media", base / "media")

    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name), fill)
        for _ in range(repeats):
            _measure(folder, pairs, {IMPORT: lambda: measured(sys.executable, "-c", "import genanki, markdown, bs4")})
    return pairs


def _measure(folder: Folder, pairs: list[Pairs], yardsticks: Mapping[str, Callable[[], Figures]]) -> None:
    folder.make_anew()
    for pair in pairs:
        if pair.run in (ONE_LINE, CHECK):
            folder.change_a_line()
        pair.own.append(folder.save() if pair.run == SAVE else folder.run("check" if pair.run == CHECK else "build"))
        pair.other.append(yardsticks[pair.yardstick]())
