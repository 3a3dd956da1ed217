"""The two ends of a build: reading what is on disk, and putting the results there, all or nothing."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

NOTES = frozenset((".md", ".markdown", ".txt"))
SOUNDS = frozenset((".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"))
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"))
VIDEOS = frozenset((".mp4", ".webm", ".mov"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a build reads, as bytes. Paths are relative and have forward slashes."""

    folder: Path
    """The notes folder, for fonts that deck.toml names."""
    name: str
    """The notes folder's name, the deck's default name."""
    notes: tuple[tuple[str, bytes], ...]
    settings: bytes | None = None
    ledger: bytes | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    """By `media/…` or `notes/…` path."""
    unreadable: tuple[tuple[str, str], ...] = ()
    """(path, reason) of notes files that could not be read."""


def read_inputs(notes: Path, media: Path) -> Inputs:
    """Read the notes folder and the media folder; OSError only if the notes folder itself fails."""
    texts: list[tuple[str, bytes]] = []
    pictures: dict[str, bytes] = {}
    unreadable: list[tuple[str, str]] = []
    for path in _files(notes):
        name = unicodedata.normalize("NFC", path.relative_to(notes).as_posix())
        suffix = path.suffix.lower()
        try:
            if suffix in NOTES:
                texts.append((name, path.read_bytes()))
            elif suffix in PICTURES | SOUNDS | VIDEOS:
                pictures[f"notes/{name}"] = path.read_bytes()
        except OSError as error:
            unreadable.append((name, error.strerror or str(error)))
    for path in _files(media):
        name = unicodedata.normalize("NFC", path.relative_to(media).as_posix())
        try:
            pictures[f"media/{name}"] = path.read_bytes()
        except OSError as error:
            unreadable.append((f"media/{name}", error.strerror or str(error)))
    return Inputs(
        folder=notes,
        name=unicodedata.normalize("NFC", notes.resolve().name),
        notes=tuple(sorted(texts, key=lambda pair: _natural(pair[0]))),
        settings=_optional(notes / "deck.toml"),
        ledger=_optional(notes / "ledger.json"),
        media=pictures,
        unreadable=tuple(unreadable),
    )


def _files(folder: Path) -> Iterable[Path]:
    """Yield the regular files below a folder, hidden ones and links out of it left out."""
    root = folder.resolve()
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if name.startswith(".") or not path.is_file():
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            yield path


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts 2 before 10."""
    parts = re.split(r"(\d+)", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _optional(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def write_file(path: Path, *data: bytes) -> None:
    """Put a file in its place whole or not at all, safe against a loss of power."""
    staged(path, *data).replace(path)


def staged(path: Path, *data: bytes, name: str = "") -> Path:
    """Write `data` beside `path`, safely on the disk, and return where; `name` is its name there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.with_name(name or f".{path.name}.tmp")
    try:
        with target.open("wb") as file:
            for part in data:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
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


def write_build(package: Path, data: bytes, ledger: Path, text: bytes, report: Sequence[bytes]) -> None:
    """Put a package, its ledger and its report in their places, or none of them.

    Everything is safely on the disk before the first is renamed. Package and ledger must change as
    one: the new ledger waits under a name that carries the hash of its package, and a build that was
    cut off between the two is finished by the next (`mend`).
    """
    about = package.with_name("report.json")
    waiting: list[tuple[Path, Path]] = []
    try:
        waiting.append((staged(ledger, text, name=_waiting_name(ledger, data)), ledger))
        waiting.append((staged(about, *report), about))
        waiting.append((staged(package, data), package))
    except OSError:
        for path, _ in waiting:
            path.unlink(missing_ok=True)
        raise
    for path, target in reversed(waiting):
        path.replace(target)


def waits(notes: Path) -> bool:
    """Tell whether a build that was cut off has left a ledger that waits for its package."""
    return any(notes.glob(".ledger.json.*.waiting"))


def mend(output: Path, ledger: Path) -> None:
    """Finish what an earlier build was cut off from: the ledger of a package that is in its place follows it."""
    waiting = sorted(ledger.parent.glob(f".{ledger.name}.*.waiting"))
    if waiting:
        names = {_waiting_name(ledger, package.read_bytes()) for package in sorted(output.glob("*.apkg"))}
        for path in waiting:
            if path.name in names:
                path.replace(ledger)
            else:
                path.unlink()


def _waiting_name(ledger: Path, package: bytes) -> str:
    return f".{ledger.name}.{hashlib.sha256(package).hexdigest()[:16]}.waiting"
