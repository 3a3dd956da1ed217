"""A collection in which a deck was studied: `python -m benchmarks.collection PACKAGE FOLDER [ANSWERS]`.

The real engine imports the package; how its cards were studied is written straight into the tables, for a million
answers through the scheduler would take hours.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from anki.collection import Collection, ImportAnkiPackageRequest

_DAY_MS = 86_400_000
_RATE = 0.87
"""The share of reviews that are passed."""


def studied(package: Path, folder: Path, answers: int, seed: int = 0) -> Path:
    """Make a collection that has a package, so many answers to its cards, and FSRS's memory of them."""
    folder.mkdir(parents=True)
    path = folder / "collection.anki2"
    collection = Collection(str(path))
    options = collection._backend.get_import_anki_package_presets()
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    today = collection.sched.today
    collection.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        _study(connection, today, answers, Random(seed))
    return path


def _study(connection: sqlite3.Connection, today: int, answers: int, random: Random) -> None:
    cards = [card for (card,) in connection.execute("select id from cards order by id")]
    of_each, left = -(-answers // len(cards)), answers
    for at, card in enumerate(cards):
        rows = list(_answers(card, of_each, at, random))[:left]
        left -= len(rows)
        connection.executemany("insert into revlog values (?, ?, -1, ?, ?, ?, 2500, ?, ?)", rows)
        connection.execute(_KNOWN, _known(rows, today, random, card))


_KNOWN = (
    "update cards set type = 2, queue = 2, ivl = ?, due = ?, factor = 2500, reps = ?, lapses = ?, data = ? where id = ?"
)


def _answers(card: int, count: int, which: int, random: Random) -> Iterator[tuple[int, ...]]:
    """Yield the rows of one card's answers; their keys are their times, and unlike those of every other card."""
    first = int(time.time() * 1000) - random.randrange(300, 700) * _DAY_MS
    interval, last = 1, 0
    for at in range(count):
        passed = random.random() < _RATE
        last, interval = interval, max(1, round(interval * 1.4)) if passed else 1
        moment = (first + at * 10 * _DAY_MS) // 1_000_000 * 1_000_000 + which
        yield moment, card, 3 if passed else 1, interval, last, random.randrange(2_000, 30_000), 1 if at else 0


def _known(rows: list[tuple[int, ...]], today: int, random: Random, card: int) -> tuple[int | str, ...]:
    interval = rows[-1][3] if rows else 1
    memory = {"s": round(random.uniform(0.5, 200), 4), "d": round(random.uniform(1, 10), 3), "dr": 0.9, "decay": 0.154}
    lapses = sum(1 for row in rows if row[2] == 1)
    return interval, today + random.randrange(-5, 40), len(rows), lapses, json.dumps(memory), card


if __name__ == "__main__":
    package, folder, *count = sys.argv[1:]
    print(studied(Path(package), Path(folder), int(count[0]) if count else 1_000_000))
