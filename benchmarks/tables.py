"""The tables of the benchmarks, as Markdown; and where they go in docs/performance.md."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.measure import Figures
from benchmarks.runs import CHECK, COLD, NOTHING, ONE_LINE, SAVE, SHIPPED, Pairs

_ONE_FILE = "10,000 notes in one file"

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
_LIMITS = {
    (_ONE_FILE, COLD): 1.0,
    (_ONE_FILE, ONE_LINE): 2.0,
    (_ONE_FILE, NOTHING): 0.6,
    ("50,000 notes", COLD): 5.0,
    ("50,000 notes", ONE_LINE): 1.0,
    ("50,000 notes", NOTHING): 0.3,
    (SHIPPED, NOTHING): 0.6,
    (SHIPPED, ONE_LINE): 2.2,
    (SHIPPED, COLD): 6.0,
}
"""Wall times that a run may take at most, in those of its yardstick."""
_MEMORY = 400
"""10^6 bytes that a build of 50,000 notes may take."""
_SAVE = 0.7
"""Seconds from a save to the new page."""
_TWICE = 2.1
"""What 100,000 notes may take more than 50,000."""


def measurements(found: Sequence[Pairs]) -> str:
    """Return a row for each run, and one for each yardstick."""
    rows = []
    for deck in dict.fromkeys(pairs.deck for pairs in found):
        of_deck = [pairs for pairs in found if pairs.deck == deck]
        for pairs in of_deck:
            wall, cpu = pairs.times
            if pairs.run == SAVE:
                rows.append(
                    [
                        deck,
                        SAVE,
                        f"{pairs.figures.wall:.2f}",
                        "",
                        "",
                        f"{wall:.2f} {pairs.yardstick}",
                        "",
                        f"≤ {_SAVE} s",
                    ]
                )
                continue
            name = pairs.yardstick
            limit = _LIMITS.get((deck, pairs.run))
            wanted = f"≤ {limit:g} {name}" if limit else ""
            rows.append([deck, pairs.run, *_shown(pairs.figures), f"{wall:.2f} {name}", f"{cpu:.2f} {name}", wanted])
        for name in dict.fromkeys(pairs.yardstick for pairs in of_deck):
            other = [figures for pairs in of_deck if pairs.yardstick == name for figures in pairs.other]
            rows.append([deck, name, *_shown(Pairs(deck, "", "", other).figures), "", "", ""])
    head = ["deck", "run", "wall, s", "CPU, s", "peak, MB", "wall ratio", "CPU ratio", "target"]
    return table(head, rows)


def _shown(figures: Figures) -> list[str]:
    return [f"{figures.wall:.2f}", f"{figures.cpu:.2f}", f"{figures.peak:.0f}"]


def targets(found: Sequence[Pairs]) -> str:
    """Return a row for each target that these runs tell of."""
    by_run = {(pairs.deck, pairs.run): pairs for pairs in found}
    rows = [
        [
            f"{deck}: {run}",
            f"{pairs.times[0]:.2f} {pairs.yardstick}",
            f"{limit:g} {pairs.yardstick}",
            _met(pairs.times[0], limit),
        ]
        for (deck, run), limit in _LIMITS.items()
        if (pairs := by_run.get((deck, run)))
    ]
    builds = [pairs for pairs in found if pairs.deck == "50,000 notes" and pairs.run != CHECK]
    if builds:
        peak = max(figures.peak for pairs in builds for figures in pairs.own)
        rows.append(["50,000 notes: highest memory of a build", f"{peak:.0f} MB", f"{_MEMORY} MB", _met(peak, _MEMORY)])
    if save := by_run.get((_ONE_FILE, SAVE)):
        took = save.figures.wall
        rows.append([f"{_ONE_FILE}: {SAVE}", f"{took:.2f} s", f"{_SAVE} s", _met(took, _SAVE)])
    for run in (COLD, NOTHING, ONE_LINE):
        one, two = by_run.get(("50,000 notes", run)), by_run.get(("100,000 notes", run))
        if one and two:
            for what, ratio in (
                ("time", two.figures.wall / one.figures.wall),
                ("memory", two.figures.peak / one.figures.peak),
            ):
                rows.append(
                    [f"100,000 notes against 50,000: {run}, {what}", f"{ratio:.2f}", f"{_TWICE}", _met(ratio, _TWICE)]
                )
    return table(["target", "measured", "at most", ""], rows) if rows else ""


def _met(value: float, limit: float) -> str:
    return "met" if value <= limit else "missed"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def machine() -> str:
    """Return the day and the kind of machine that figures are of."""
    model = re.search(r"(?m)^model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    processor = model[1] if model else platform.machine()
    day = datetime.now().strftime("%Y-%m-%d")
    return f"{day}, {processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def write(name: str, text: str) -> None:
    """Put a text between the marks of its name in docs/performance.md."""
    page = PAGE.read_text("utf-8")
    start, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, after = page.partition(start)[0], page.partition(end)[2]
    PAGE.write_text(f"{before}{start}{text}{end}{after}", "utf-8")
