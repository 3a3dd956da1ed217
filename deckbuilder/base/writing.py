"""Where a build ends: its results put on the disk, all or nothing."""

import glob
import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path

from deckbuilder.base.files import ledger_path


def write_file(path: Path, *data: bytes) -> None:
    """Put a file in its place whole or not at all, safe against a loss of power."""
    staged(path, data).replace(path)


def staged(path: Path, data: Iterable[bytes], name: str = "") -> Path:
    """Write `data` beside `path`, safely on the disk, and return where; `name` is its name there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.with_name(name or f".{path.name}.tmp")
    target.unlink(missing_ok=True)  # never write through a link
    try:
        with target.open("xb") as file:
            for part in data:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def write_cache(path: Path, data: bytes) -> None:
    """Write what can be made again: whole or not at all, but not safe against a loss of power; failing is no fault."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(data)
        waiting.replace(path)
    except OSError:
        with suppress(OSError):
            waiting.unlink()


def write_build(
    package: Path, packed: Callable[[], bytes], ledger: Path, text: Iterable[bytes], report: Iterable[bytes]
) -> None:
    """Put a package, its ledger and its report in their places, or none of them; `packed` is waited for last.

    Everything is safely on the disk before the first is renamed, the package, which another program may have
    open. Package and ledger must change as one: the new ledger waits under a name that carries the hash of its
    package, and a build that was cut off between the two is finished by the next (`mend`).
    """
    about = package.with_name("report.json")
    waiting: list[tuple[Path, Path]] = []
    try:
        waiting.append((staged(about, report), about))
        data = packed()
        waiting.append((staged(ledger, text, _waiting_name(ledger, data)), ledger))
        waiting.append((staged(package, [data]), package))
        waiting[-1][0].replace(package)
    except BaseException:
        for path, _ in waiting:
            path.unlink(missing_ok=True)
        raise
    for path, target in reversed(waiting[:-1]):
        path.replace(target)


def waits(notes: Path) -> bool:
    """Tell whether a build that was cut off has left a ledger that waits for its package."""
    ledger = ledger_path(notes)
    return any(ledger.parent.glob(f".{glob.escape(ledger.name)}.*.waiting"))


def mend(output: Path, ledger: Path) -> None:
    """Finish what an earlier build was cut off from: the ledger of a package that is in its place follows it."""
    waiting = sorted(ledger.parent.glob(f".{glob.escape(ledger.name)}.*.waiting"))
    if waiting:
        names = {
            _waiting_name(ledger, package.read_bytes())
            for package in sorted(output.glob("*.apkg"))
            if package.is_file()
        }
        for path in waiting:
            if path.name in names:
                path.replace(ledger)
            else:
                path.unlink()


def back_up(path: Path) -> Path | None:
    """Keep what a file says beside it, as NAME.bak or, where that is taken, NAME.bak2 and so on; None without a file."""
    if not path.exists():
        return None
    data = path.read_bytes()
    names = (path.with_name(f"{path.name}.bak{number if number > 1 else ''}") for number in count(1))
    for target in names:
        if not target.exists():
            write_file(target, data)
            return target
        if target.is_file() and target.read_bytes() == data:
            return target
    raise AssertionError("numbers never end")


def _waiting_name(ledger: Path, package: bytes) -> str:
    return f".{ledger.name}.{hashlib.sha256(package).hexdigest()[:16]}.waiting"
