"""Run the command of build.py under a profiler, and tell which stage and which module takes the time.

    python -m benchmarks.stages build --notes DIR …

The profiler slows small functions down the most, and sees the main process only: what worker
processes do is in a line for waiting.
"""

import cProfile
import pstats
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.tables import table

Function = tuple[str, int, str]
"""(file, line, name), as pstats has it."""
_ORDER = ("app.command", "app.commands.build", "app.compiling", "pipeline.build", "cards.file_cards")
"""The rooms that know the order of the stages."""
_SHOWN = 16


def main(arguments: list[str]) -> None:
    """Print both tables."""
    profiler = cProfile.Profile()
    profiler.runcall(_command, arguments)
    stats = pstats.Stats(profiler)
    calls = stats.stats  # type: ignore[attr-defined]
    total = sum(own for _, _, own, _, _ in calls.values())
    print(table(["stage", "seconds", "share"], _rows(_stages(calls), total)))
    print()
    print(table(["module, with the built-in functions it calls", "seconds", "share"], _rows(_modules(calls), total)))
    print(f"\n{total:.2f} seconds in all, the profiler's own included")


def _command(arguments: list[str]) -> None:
    from deckbuilder.app.command import main as command

    command(arguments)


Calls = dict[Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]]
"""Function -> (primitive calls, calls, own seconds, seconds, the same four by caller)."""


def _stages(calls: Calls) -> dict[str, float]:
    """Return the time in each function that the rooms of the order call in other rooms."""
    found: dict[str, float] = defaultdict(float)
    for function, (_, _, _, whole, callers) in calls.items():
        room = _module(function)
        if function[2] == "_find_and_load":
            found["imports, wherever they are made"] = whole
        for caller, (_, _, _, seconds) in callers.items():
            of = _module(caller)
            if of in _ORDER and room and " " not in room and room not in _ORDER:
                found[f"{of} → {room}.{function[2]}"] += seconds
    return found


def _modules(calls: Calls) -> dict[str, float]:
    """Return the time in each module's own code; what is built in counts for its caller."""
    found: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in calls.items():
        if module := _module(function):
            found[module] += own
        else:
            for caller, (_, _, seconds, _) in callers.items():
                found[_module(caller) or "Python"] += seconds
    return found


def _module(function: Function) -> str:
    """Return `layer.room`, `package NAME` or `Python NAME`; nothing for what is built in."""
    file = Path(function[0])
    if not file.suffix:
        return ""
    if "deckbuilder" in file.parts:
        return ".".join(file.with_suffix("").parts[file.parts.index("deckbuilder") + 1 :])
    if "site-packages" in file.parts:
        return f"package {file.parts[file.parts.index('site-packages') + 1].removesuffix('.py')}"
    return f"Python {file.parent.name if file.stem in ('__init__', 'decoder', 'encoder', 'parser') else file.stem}"


def _rows(times: dict[str, float], total: float) -> list[list[str]]:
    longest = sorted(times.items(), key=lambda item: -item[1])[:_SHOWN]
    return [[name, f"{seconds:.2f}", f"{100 * seconds / total:.0f} %"] for name, seconds in longest]


if __name__ == "__main__":
    main(sys.argv[1:])
