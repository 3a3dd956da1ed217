"""Whatever imports this is killed with SIGKILL at its N-th step on the disk; N is its first argument.

A step is any opening, half a write, a write, a flush to the disk, a renaming or a removal.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

LAST = int(sys.argv[1])
steps = 0


def step() -> None:
    global steps
    steps += 1
    if steps == LAST:
        os.kill(os.getpid(), signal.SIGKILL)


def stepping(function: Callable[..., Any]) -> Callable[..., Any]:
    def stepped(*arguments: Any, **options: Any) -> Any:
        step()
        result = function(*arguments, **options)
        step()
        return result

    return stepped


class Writing:
    """A file that is written in two halves."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        step()
        self.file.write(data[half:])

    def flush(self) -> None:
        self.file.flush()
        step()

    def fileno(self) -> int:
        return int(self.file.fileno())


open_file = Path.open


def opened(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> Any:
    file = open_file(path, mode, *arguments, **options)
    if mode != "xb":
        return file
    step()
    return Writing(file)


Path.open = opened  # type: ignore[method-assign, assignment]
Path.replace = stepping(Path.replace)  # type: ignore[method-assign]
Path.unlink = stepping(Path.unlink)  # type: ignore[method-assign]
os.fsync = stepping(os.fsync)
