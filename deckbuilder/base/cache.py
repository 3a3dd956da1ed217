"""The cache: what earlier builds finished, kept in output/.cache. Safe to delete, never wrong.

A piece is kept under a name, with a key of all that it was made from, this program included; one
with another key, or damaged, is as good as none. So is one that was made elsewhere: an output folder
that came with notes from others could hold cards that those notes never gave.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Set
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from deckbuilder.base.files import read_file
from deckbuilder.base.patterns import compiled_anew, lazy, recall
from deckbuilder.base.writing import write_cache

PACKAGE = Path(__file__).parent.parent
"""The folder of this program."""
_MAKERS = ("markdown", "nh3", "bs4", "PIL", "msgspec", "genanki")
"""Modules that the finished pieces depend on besides our own code."""
_MOST = 20_000
"""Pieces that are kept of pictures and media."""
_OF_PARTS = "cards|kept|part|listed|cuts|file"
"""Kinds of pieces of which each part has one; `file` is of earlier versions."""
_KINDS_OF_PARTS = frozenset(_OF_PARTS.split("|"))
_PIECE = lazy(
    rf"(?:outcome|unchanged|patterns|frame|package|(?P<kind>{_OF_PARTS}|picture|media)-(?P<key>[0-9a-f]{{16}}))"
    rf"|\.(?:outcome|unchanged|patterns|frame|package|{_OF_PARTS}|picture|media)[^/]*\.[0-9]+"
)
"""Names of pieces and of what is being written; no other file is touched, whoever else keeps things there."""


def digest(*parts: bytes | str) -> bytes:
    """Return a hash of the parts, none of which can run into the next."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()


def hashed(parts: Iterable[bytes]) -> bytes:
    """Return a hash of what these are together, wherever it is parted."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.digest()


@cache
def program() -> bytes:
    """Return a hash of this program: its files, its libraries' versions, its Python."""
    folders = ((folder, names) for folder, _, names in os.walk(PACKAGE) if not folder.endswith("__pycache__"))
    paths = (os.path.join(folder, name) for folder, names in folders for name in names)  # noqa: PTH118 - quick
    own = [Path(path).read_bytes() for path in sorted(paths)]
    return digest(sys.version, *_installed(), *own)


def _installed() -> list[str]:
    """Return the names, versions among them, of all that is installed beside the makers; quicker than their metadata."""
    places = {Path(spec.origin).parent.parent for name in _MAKERS if (spec := find_spec(name)) and spec.origin}
    return sorted(entry.name for place in places for entry in os.scandir(place) if entry.name.endswith("-info"))


class Cache:
    """Pieces by name in a folder; without a folder nothing is kept, and without `keeps` nothing new."""

    def __init__(self, folder: Path | None = None, keeps: bool = True) -> None:
        self.folder = folder
        self.keeps = keeps

    def get(self, name: str, key: bytes) -> bytes | None:
        """Return the piece of that name if it was made from what `key` says."""
        if self.folder is None:
            return None
        try:
            stored = read_file(self.folder / name)
        except OSError:
            return None
        head, data = stored[:36], stored[36:]
        return data if head == _own(self.folder, name, key) + _check(data) else None

    def put(self, name: str, key: bytes, data: bytes) -> None:
        """Keep a piece; one that cannot be written is made again the next time."""
        if self.folder and self.keeps:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_cache(self.folder / name, _own(self.folder, name, key) + _check(data) + data)

    def tidy(self, parts: Set[bytes]) -> None:
        """Let go what is of other parts than those with these keys, the oldest of other pieces where there are too many,
        and what a build was cut off from writing."""
        if self.folder and self.folder.is_dir():
            known = {_short(key) for key in parts}
            others = []
            for path in self.folder.iterdir():
                if not (piece := _PIECE.fullmatch(path.name)):
                    continue
                if path.name.startswith(".") or (piece["kind"] in _KINDS_OF_PARTS and piece["key"] not in known):
                    _let_go(path)
                elif piece["kind"] not in _KINDS_OF_PARTS:
                    others.append(path)
            others.sort(key=lambda path: path.lstat().st_mtime, reverse=True)
            for path in others[_MOST:]:
                _let_go(path)


def _let_go(path: Path) -> None:
    """Remove a piece; one that cannot be removed does no harm."""
    with suppress(OSError):
        path.unlink()


def recall_patterns(cache: Cache) -> None:
    """Take up what patterns were compiled to by builds before."""
    if data := cache.get("patterns", program()):
        recall(data)


def keep_patterns(cache: Cache) -> None:
    """Keep what this build has compiled."""
    if data := compiled_anew():
        cache.put("patterns", program(), data)


def piece_of(kind: str, key: bytes) -> str:
    """Return the name of a piece of the part with this key."""
    return f"{kind}-{_short(key)}"


def _short(key: bytes) -> str:
    return key.hex()[:16]


def cache_of(output: Path, keeps: bool = False) -> Cache:
    """Return the cache in an output folder."""
    folder = output / ".cache"
    return Cache(None if folder.is_symlink() else folder, keeps)


def _own(folder: Path, name: str, key: bytes) -> bytes:
    """Return a key that holds under this name in this very folder only, whose number on this disk nobody else can know."""
    about = folder.stat()
    return digest(key, name, f"{about.st_dev}:{about.st_ino}")


def _check(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
