"""Measure one process from start to end: time, processor time and memory (Linux)."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

_POLL = 0.05
"""Seconds between two looks at the memory of a process that has children."""


class Figures(NamedTuple):
    """What a process and its children took: seconds, seconds of all processors, 10^6 bytes at the highest."""

    wall: float
    cpu: float
    peak: float


def measured(*command: str | Path) -> Figures:
    """Run a command; raises RuntimeError with its output if it fails.

    A process inherits the highest memory of the one that starts it (getrusage(2), ru_maxrss), so the
    caller has to be small itself.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=_environment(), stdout=output, stderr=subprocess.STDOUT)
        tree = _Tree(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(usage.ru_maxrss * 1024, tree.peak())
        if process.returncode:
            output.seek(0)
            raise RuntimeError(f"{command} ends with {process.returncode}:\n{output.read().decode()}")
    return Figures(wall, usage.ru_utime + usage.ru_stime, peak / 1e6)


@contextmanager
def watching(root: Path, options: Sequence[str]) -> Iterator[Callable[[], int]]:
    """Run `watch`; yield what returns the version of the page that it serves, once the first is there with all checks."""
    command = [sys.executable, "-u", str(root / "build.py"), "watch", "--no-open", *options]
    with subprocess.Popen(
        command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search("http://[^ ]+/", line)))

        def version() -> int:
            with urllib.request.urlopen(f"{address}state") as answer:
                found: int = json.load(answer)["version"]
                return found

        try:
            yield version
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.read()


def _environment() -> dict[str, str]:
    """Return the environment of a process whose Python keeps the modules that it compiled, as it does for a user."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Tree:
    """Watches the memory of a process and its children together; pages that they share count once."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.highest = 0
        self.ended = Event()
        self.thread = Thread(target=self._watch, daemon=True)
        self.thread.start()

    def peak(self) -> int:
        """Stop watching; return bytes, 0 if there never was a child."""
        self.ended.set()
        self.thread.join()
        return self.highest

    def _watch(self) -> None:
        while not self.ended.wait(_POLL):
            processes = list(_descendants(self.root))
            if processes:
                self.highest = max(self.highest, sum(map(_memory, [self.root, *processes])))


def _descendants(process: int) -> Iterator[int]:
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, _text(path).split()):
            yield child
            yield from _descendants(child)


def _memory(process: int) -> int:
    """Return the bytes of a process, its part of shared ones only (proc(5), Pss); 0 if it has ended."""
    found = re.search(r"(?m)^Pss: +([0-9]+) kB", _text(Path(f"/proc/{process}/smaps_rollup")))
    return int(found[1]) * 1024 if found else 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
