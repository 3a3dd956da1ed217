"""The cache: what earlier builds finished, kept in output/.cache. Safe to delete, never wrong.

A piece is kept under a name, with a key of all that it was made from, this program included; one
with another key, or damaged, is as good as none. So is one that was made elsewhere: an output folder
that came with notes from others could hold cards that those notes never gave.
"""

import hashlib
import re
import sys
import zlib
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from deckbuilder.base.files import read_file, write_cache

PACKAGE = Path(__file__).parent.parent
"""The folder of this program."""
_MAKERS = ("markdown", "nh3", "bs4", "PIL", "msgspec", "genanki")
"""Modules that the finished pieces depend on besides our own code."""
_MOST = 20_000
"""Pieces that are kept; each notes file has three."""
_PIECE = re.compile(
    r"(?:outcome|unchanged|(?:cards|kept|file|listed|picture|media)-[0-9a-f]{16})|\.(?:outcome|unchanged|cards|kept|file|listed|picture|media)[^/]*\.[0-9]+"
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


@cache
def program() -> bytes:
    """Return a hash of this program: its files, its libraries' versions, its Python."""
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    own = [path.read_bytes() for path in sorted(files)]
    return digest(sys.version, *_installed(), *own)


def _installed() -> list[str]:
    """Return the names, versions among them, of all that is installed beside the makers; quicker than their metadata."""
    places = {Path(spec.origin).parent.parent for name in _MAKERS if (spec := find_spec(name)) and spec.origin}
    return sorted(path.name for place in places for path in place.glob("*-info"))


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

    def tidy(self) -> None:
        """Let the oldest pieces go when there are too many, and what a build was cut off from writing."""
        if self.folder and self.folder.is_dir():
            pieces = [path for path in self.folder.iterdir() if _PIECE.fullmatch(path.name)]
            kept = [path for path in pieces if not path.name.startswith(".")]
            kept.sort(key=lambda path: path.lstat().st_mtime, reverse=True)
            for path in [*kept[_MOST:], *(path for path in pieces if path.name.startswith("."))]:
                path.unlink(missing_ok=True)


def piece_of(kind: str, path: str) -> str:
    """Return the name of a piece that there is one of for each notes file."""
    return f"{kind}-{digest(path).hex()[:16]}"


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
