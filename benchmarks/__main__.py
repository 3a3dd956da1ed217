"""Measure builds of growing decks beside bare genanki; see docs/performance.md.

python -m benchmarks [SIZE …] [--profile] [--write]
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import generator, tables
from benchmarks.runs import (
    COLD,
    NOTHING,
    ONE_LINE,
    ROOT,
    Folder,
    Pairs,
    of_choices,
    of_generated,
    of_one_file,
    of_shipped,
)

SIZES = (400, 1_000, 10_000, 50_000, 100_000)
ONE_FILE = 10_000
"""Notes that stand in one file."""
QUESTIONS = 1_600


def main(arguments: list[str]) -> None:
    """Measure, print the tables, and write them down if asked to."""
    options = _options(arguments)
    if options.profile:
        for notes in options.sizes:
            _profile(notes)
        return
    found: list[Pairs] = []
    text = ""
    for pairs in _measured(options):
        found += pairs
        text = "\n\n".join(filter(None, (tables.machine(), tables.measurements(found), tables.targets(found))))
        if options.write:  # what was measured is there even if the rest is not waited for
            tables.write("builds", text)
    print(text)


def _measured(options: argparse.Namespace) -> Iterator[list[Pairs]]:
    """Yield the runs of each deck, the largest last."""
    if not options.no_shipped:
        print("shipped deck …", file=sys.stderr)
        yield of_shipped(options.repeats or _repeats(0))
    for notes in options.sizes:
        repeats = options.repeats or _repeats(notes)
        if notes == ONE_FILE:
            print(f"{notes:,} notes in one file …", file=sys.stderr)
            yield of_one_file(notes, repeats)
            yield of_choices(QUESTIONS, repeats)
        print(f"{notes:,} notes …", file=sys.stderr)
        yield of_generated(notes, repeats)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure builds beside bare genanki.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="numbers of notes")
    parser.add_argument("--repeats", type=int, help="of every run (5 of small decks, 3 of 10,000 notes, 1 of more)")
    parser.add_argument("--no-shipped", action="store_true", help="leave out the deck in notes/")
    parser.add_argument("--profile", action="store_true", help="tell instead where the time of the builds goes")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args(arguments)


def _repeats(notes: int) -> int:
    return 5 if notes <= 1_000 else 3 if notes <= 10_000 else 1


def _profile(notes: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name), lambda base: generator.write(base / "notes", notes))
        folder.make_anew()
        for run in (COLD, NOTHING, ONE_LINE):
            if run == ONE_LINE:
                folder.change_a_line()
            print(f"\n{notes:,} notes, {run}\n", flush=True)
            command = [sys.executable, "-m", "benchmarks.stages", "build", "--quiet", *folder.options]
            subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
