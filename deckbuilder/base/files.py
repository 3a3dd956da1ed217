"""What a build reads: the files of the notes and media folders, and why one of them cannot be read."""

import errno
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from deckbuilder.base.printed import printable
from deckbuilder.base.words import Words, of_system

NOTES = frozenset((".md", ".markdown", ".txt"))
SOUNDS = frozenset((".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac"))
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"))
VIDEOS = frozenset((".mp4", ".webm", ".mov"))
LARGEST_NOTE, LARGEST_MEDIA, LARGEST_LEDGER = 5_000_000, 100_000_000, 500_000_000
"""Bytes. Nobody writes 5 MB of notes in one file; AnkiWeb takes no media file over 100 MB."""

LEDGER = "ledger.json"
"""What the ledger of a notes folder is called."""
NO_FILE = Words("it is no file but a folder, a pipe or a device", "ファイルではなく、フォルダーか、パイプや装置です")
CHECK = Words(
    "check its permissions, or move it out of the folder", "アクセス権を確かめるか、フォルダーの外に移してください"
)
MOVE = Words("delete it, or move it out of the folder", "消すか、フォルダーの外に移してください")
RENAME = Words("rename it", "名前を変えてください")


Medium = bytes | Path
"""A picture, a sound or a video, or where it lies: there may be gigabytes of them, of which the notes name some."""


def read_file(path: Path) -> bytes:
    """Return what is in a file; raises OSError as the disk does, and for a pipe or a device, which may never end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.ENXIO, "it is a pipe or a device", str(path))
    return path.read_bytes()


def content(medium: Medium) -> bytes:
    """Return a medium's bytes; raises OSError as the disk does."""
    return medium if isinstance(medium, bytes) else read_file(medium)


def content_hash(medium: Medium) -> bytes:
    """Return a hash of a medium's bytes, read in parts; nothing if it cannot be read."""
    if isinstance(medium, bytes):
        return hashlib.sha256(medium).digest()
    try:
        with medium.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


class Inputs(msgspec.Struct, frozen=True):
    """Everything a build reads, as bytes. Paths are relative and have forward slashes."""

    folder: Path
    """The notes folder, for fonts that deck.toml names."""
    name: str
    """The notes folder's name, the deck's default name."""
    notes: tuple[tuple[str, bytes], ...]
    settings: bytes | None = None
    ledger: bytes | None = None
    media: Mapping[str, Medium] = {}
    """By `media/…` or `notes/…` path."""
    unreadable: tuple[tuple[str, Words, Words], ...] = ()
    """(path, reason, remedy) of files and folders that could not be read; the path of the notes folder itself is empty."""
    oversized: frozenset[str] = frozenset()
    """Media that were not read because Anki could not pass them on."""


def ledger_path(notes: Path) -> Path:
    """Return where the ledger of a notes folder lies, or that of a file which is a deck of its own."""
    return notes.with_name(f"{notes.stem}.{LEDGER}") if notes.is_file() else notes / LEDGER


def read_inputs(notes: Path, media: Path) -> Inputs:
    """Read the notes and the media folder; whatever is wrong with one file is told of it alone.

    The notes are a folder, or one file of it, which is a deck of its own with the pictures that it names.
    """
    reader = _Reader()
    alone = notes.is_file()
    folder = notes.parent if alone else notes
    settings = None if alone else reader.read_own(notes / "deck.toml")
    ledger = reader.read_own(ledger_path(notes))
    reader.skipped = set() if ledger and b"node_modules/" in ledger else {"node_modules"}
    if alone:
        reader.read_note(notes, _name(notes, folder))
    named = _named(reader.notes.values()) if alone else None
    apart = f"{os.path.relpath(os.path.realpath(media), os.path.realpath(folder))}{os.sep}"
    for path in reader.walk(folder):
        suffix, name = path.suffix.lower(), _name(path, folder)
        if suffix in NOTES and not alone:
            reader.read_note(path, name)
        is_named = named is None or _name(path, path.parent) in named
        if suffix in PICTURES | SOUNDS | VIDEOS and is_named and not os.path.normpath(name).startswith(apart):
            reader.read_media(path, f"notes/{name}")
    for path in reader.walk(media, "media/"):
        reader.read_media(path, f"media/{_name(path, media)}")
    called = unicodedata.normalize("NFC", os.path.basename(os.path.realpath(notes)))  # noqa: PTH119
    return Inputs(
        folder=folder,
        name=Path(called).stem if alone else called,
        notes=tuple(sorted(reader.notes.items(), key=lambda pair: _natural(pair[0]))),
        settings=settings,
        ledger=ledger,
        media=reader.media,
        unreadable=tuple(reader.unreadable),
        oversized=frozenset(reader.oversized),
    )


def _named(notes: Iterable[bytes]) -> str:
    """Return the texts in which the names of files are looked for, with and without percent signs."""
    from urllib.parse import unquote  # takes long to import, and only a deck of one file needs it

    text = "\n".join(data.decode("utf-8", "replace") for data in notes)
    return unicodedata.normalize("NFC", f"{text}\n{unquote(text)}")


def _name(path: Path, folder: Path) -> str:
    return composed(path.relative_to(folder).as_posix())


def composed(name: str) -> str:
    """Return a file's name as the notes call it, its characters put together."""
    return unicodedata.normalize("NFC", name)


class _Reader:
    """Reads files, and keeps account of those that it cannot or must not read."""

    def __init__(self) -> None:
        self.notes: dict[str, bytes] = {}
        self.media: dict[str, Medium] = {}
        self.unreadable: list[tuple[str, Words, Words]] = []
        self.oversized: list[str] = []
        self.skipped: set[str] = set()
        """Names of folders that may be vast and hold nobody's notes."""

    def walk(self, folder: Path, prefix: str = "") -> Iterator[Path]:
        """Yield the files below a folder that are or should be ours to read, hidden ones left out.

        What cannot be read is named by its path in the folder, behind `prefix`.
        """
        root = os.path.realpath(folder)

        def refuse(path: Path, reason: Words, remedy: Words) -> None:
            name = path.relative_to(folder).as_posix() if path != folder else ""
            self.unreadable.append((printable(prefix + name), reason, remedy))

        def failed(error: OSError) -> None:
            path = Path(error.filename)
            if path != folder or not isinstance(error, FileNotFoundError):
                refuse(path, of_system(error), CHECK)

        for base, folders, names in os.walk(folder, onerror=failed):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in self.skipped)
            for path in (Path(base, name) for name in folders):
                if os.path.islink(path) and not _is_inside(path, root):  # noqa: PTH114  (of a path that is too long, pathlib raises)
                    refuse(
                        path,
                        Words("it is a link to another folder", "別のフォルダーへのリンクです"),
                        Words("put the folder itself there", "フォルダーそのものを置いてください"),
                    )
            for path in (Path(base, name) for name in sorted(names) if not name.startswith(".")):
                try:
                    fault = _fault(path, root)
                except OSError as error:
                    fault = (of_system(error), CHECK)
                if fault is None:
                    yield path
                elif fault[1] == RENAME or path.suffix.lower() in NOTES:
                    refuse(path, *fault)

    def read_note(self, path: Path, name: str) -> None:
        if name in self.notes:
            self.unreadable.append((name, _SAME_NAME, RENAME))
        elif (data := self._data(path, name, LARGEST_NOTE)) is not None:
            self.notes[name] = data

    def read_media(self, path: Path, name: str) -> None:
        try:
            if path.stat().st_size > LARGEST_MEDIA:
                self.oversized.append(name)
                return
        except OSError:
            pass  # who reads it is told why
        self.media[name] = path

    def read_own(self, path: Path) -> bytes | None:
        """Read a file of ours; None if there is none."""
        if not path.exists() and not path.is_symlink():
            return None
        if not path.is_file():
            self.unreadable.append(
                (
                    path.name,
                    NO_FILE,
                    Words("move it away, and put the file there", "別の場所に移し、ファイルを置いてください"),
                )
            )
            return None
        return self._data(path, path.name, LARGEST_LEDGER)

    def _data(self, path: Path, name: str, limit: int) -> bytes | None:
        try:
            with path.open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            self.unreadable.append((name, of_system(error), CHECK))
            return None
        if len(data) > limit:
            megabytes = limit // 1_000_000
            reason = Words(f"it has more than {megabytes} MB", f"{megabytes} MB を超えています")
            self.unreadable.append(
                (name, reason, Words("break it into several files", "いくつかのファイルに分けてください"))
            )
            return None
        return data


def _fault(path: Path, root: str) -> tuple[Words, Words] | None:
    """Return why a file must not be read and the remedy, if so; raises OSError where the disk does not tell."""
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in path.name):
        return _ODD_NAME, RENAME
    if path.is_symlink() and not _is_inside(path, root):
        return _LINK, Words("put the file itself there", "ファイルそのものを置いてください")
    if path.is_file():
        return None
    return NO_FILE if path.exists() else Words("it is a link to nothing", "リンクの先がありません"), MOVE


_ODD_NAME = Words("its name is not UTF-8 or has control characters", "名前が UTF-8 でないか、制御文字が入っています")
_SAME_NAME = Words(
    "another file has this name, its characters put together otherwise",
    "文字の組み立て方が違うだけの、同じ名前のファイルがあります",
)
_LINK = Words("it is a link to a file outside of the folder", "フォルダーの外のファイルへのリンクです")


def _is_inside(path: Path, root: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts 2 before 10."""
    parts = re.split(r"(\d+)", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
