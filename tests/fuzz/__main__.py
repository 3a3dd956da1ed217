"""Fuzz by coverage: python -m tests.fuzz TARGET [CORPUS] [-max_total_time=3600 …], with atheris installed.

The options are libFuzzer's. A finding is written to a file crash-…; run it again by naming it.
"""

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["deckbuilder", "yaml", "markdown"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz {'|'.join(TARGETS)} [CORPUS] [options of libFuzzer]")
    target: Callable[[bytes], None] = TARGETS[name]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


main()
