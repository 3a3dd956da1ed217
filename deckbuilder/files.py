"""The two ends of a build: reading what is on disk, and putting the results there, all or nothing."""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from deckbuilder.media import PICTURES, SOUNDS, VIDEOS

NOTES = frozenset((".md", ".markdown", ".txt"))


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


def write_file(path: Path, data: bytes) -> None:
    """Put a file in its place whole or not at all, safe against a loss of power."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
