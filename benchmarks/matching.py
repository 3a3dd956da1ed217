"""Measure how long it takes to tell which note is which, and how that grows with the ledger.

    python -m benchmarks.matching [SIZE …] [--write]

What is measured is identity.identified, that is matching and all that rests on it; where nothing
changed, the exact passes settle everything, so that the difference is what matching costs.
"""

import argparse
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log2
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import tables
from benchmarks.generator import generated
from deckbuilder.base.cache import Cache
from deckbuilder.base.front_matter import front_matter
from deckbuilder.base.model import Settings, Source
from deckbuilder.base.notes import Rendered
from deckbuilder.cards.file_cards import set_files
from deckbuilder.cards.part_cards import Tools
from deckbuilder.identity.identify import Identified, identified
from deckbuilder.ledger.records import Ledger
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import TablePictures

SIZES = (1_000, 10_000, 50_000)
_NOW = 1_700_000_000
_REPEATS = 3


class Row(NamedTuple):
    """What one edit of a deck took: processor seconds, 10^6 bytes at the highest, notes that were not known again."""

    notes: int
    edit: str
    seconds: float
    peak: float
    new: int


def main(arguments: list[str]) -> None:
    """Measure, print the table, and write it down if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description="Measure matching.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="notes in the ledger")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args(arguments)
    rows = [row for notes in options.sizes for row in measured(notes)]
    text = f"{tables.machine()}\n\n{shown(rows)}"
    print(text)
    if options.write:
        tables.write("matching", text)


def measured(notes: int) -> Iterator[Row]:
    """Yield a row for each edit of a generated deck."""
    files = list(generated(notes))
    ledger = _identified(_cards(files), Ledger()).ledger
    for name, edited in _EDITS.items():
        cards = _cards((path, edited(text)) for path, text in files)
        seconds = []
        for _ in range(_REPEATS):
            start = time.process_time()
            result = _identified(cards, ledger)
            seconds.append(time.process_time() - start)
        new = sum(change.kind == "new" for change in result.changes)
        del result
        tracemalloc.start()
        _identified(cards, ledger)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield Row(notes, name, median(seconds), peak / 1e6, new)


def _identified(cards: Sequence[Rendered], ledger: Ledger) -> Identified:
    return identified(list(cards), ledger, _NOW, "計測")[0]


def _cards(files: Iterable[tuple[str, str]]) -> list[Rendered]:
    settings, library, cache = Settings(), Library({}), Cache()
    table_pictures = TablePictures.of(settings, Path(), Ledger(), cache)
    sources = [Source(path, text, *front_matter(path, text)[:2]) for path, text in files]
    means = Tools(settings, library, table_pictures, cache)
    of_files = set_files(sources, means, lambda _key: None)
    return [card for parts in of_files for part in parts for card in part.set_cards()]


# --- edits --------------------------------------------------------------------------------------


def _nothing(text: str) -> str:
    return text


def _tenth(text: str) -> str:
    """Reword the end of every tenth sentence or gist."""
    lines = text.split("\n")
    texts = [at for at, line in enumerate(lines) if _END.search(line)]
    for at in texts[::10]:
        lines[at] = _END.sub(lambda end: "のが原則である。" if end[0] == "。" else "の一つ】", lines[at])
    return "\n".join(lines)


_END = re.compile(r"(?<=.{8})[。】]$")


def _headings(text: str) -> str:
    return re.sub(r"(?m)^(#+) ", r"\1 新版・", text)


_EDITS: dict[str, Callable[[str], str]] = {
    "nothing": _nothing,
    "a tenth of the texts": _tenth,
    "every heading renamed": _headings,
}


# --- the table ----------------------------------------------------------------------------------


def shown(rows: Sequence[Row]) -> str:
    """Return the rows with how they grow from size to size, as for a ledger twice as large."""
    last: dict[str, Row] = {}
    cells = []
    for row in rows:
        before = last.get(row.edit)
        time_growth = memory_growth = ""
        if before:
            doublings = log2(row.notes / before.notes)
            time_growth = f"× {(row.seconds / before.seconds) ** (1 / doublings):.2f}"
            memory_growth = f"× {(row.peak / before.peak) ** (1 / doublings):.2f}"
        last[row.edit] = row
        seconds, peak = f"{row.seconds:.2f}", f"{row.peak:.0f}"
        cells.append([f"{row.notes:,}", row.edit, seconds, time_growth, peak, memory_growth, str(row.new)])
    head = ["notes", "changed", "CPU, s", "each doubling", "peak, MB", "each doubling", "taken for new"]
    return tables.table(head, cells)


if __name__ == "__main__":
    main(sys.argv[1:])
