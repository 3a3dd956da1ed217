"""Measure how long each shape of notes takes, and how much longer four times as much of it.

    python -m benchmarks.growth [NAME …]

The tests count the work of the same shapes; this sees as well what takes long within one call, as a
pattern does that tries every end for every beginning. The square would be 16 times.
"""

import argparse
import gc
import time

from tests.shapes import NUMBERED, SHAPES, complete

SMALL, LARGE = 3_900, 15_600
"""Characters; of notes that give many cards half of it. Both make a file of one part: to find parts takes a reading more."""
AT_ONCE = 0.4
"""Seconds that a square of so many characters does not stay below."""
MOST = 8.0
"""Times longer that four times as much may take."""


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print a row for each shape, those first that grow most."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="Measure how time grows.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of shapes; all without")
    names = parser.parse_args(arguments).names or SHAPES
    rows = sorted(((*measured(name), name) for name in names), reverse=True)
    print("| times | seconds | shape | |", "|-|-|-|-|", sep="\n")
    for times, taken, name in rows:
        print(f"| {times:.1f} | {taken:.2f} | {name} | {'too much' if times > MOST and taken > AT_ONCE else ''} |")


def measured(name: str) -> tuple[float, float]:
    """Return how many times longer four times as much of a shape takes, and in how many seconds of the processor."""
    share = 2 if name in NUMBERED else 1
    small, large = (seconds(SHAPES[name](size // share)) for size in (SMALL, LARGE))
    return large / small, large


def seconds(text: str) -> float:
    """Return the processor's seconds for all that the commands do with some notes."""
    gc.collect()
    start = time.process_time()
    complete(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
