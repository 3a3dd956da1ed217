"""The shelf: what earlier builds finished, kept in output/.cache. Safe to delete, never wrong.

A piece is kept under a name, with a key of all that it was made from, this program included; one
with another key, or damaged, is as good as none.
"""

import hashlib
import sys
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from deckbuilder.files import write_cache

_MAKERS = ("Markdown", "nh3", "beautifulsoup4", "pillow", "msgspec", "genanki")
"""What the finished pieces depend on besides our own code."""
_MOST = 4_000
"""Pieces that are kept."""


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
    here = Path(__file__).parent
    own = [path.read_bytes() for path in sorted([*here.glob("*.py"), *here.glob("templates/*")])]
    return digest(sys.version, *(version(name) for name in _MAKERS), *own)


class Shelf:
    """Pieces by name in a folder; without a folder nothing is kept, and without `keeps` nothing new."""

    def __init__(self, folder: Path | None = None, keeps: bool = True) -> None:
        self.folder = folder
        self.keeps = keeps

    def get(self, name: str, key: bytes) -> bytes | None:
        """Return the piece of that name if it was made from what `key` says."""
        if self.folder is None:
            return None
        try:
            stored = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, data = stored[:36], stored[36:]
        return data if head == key + _check(data) else None

    def put(self, name: str, key: bytes, data: bytes) -> None:
        """Keep a piece; one that cannot be written is made again the next time."""
        if self.folder and self.keeps:
            write_cache(self.folder / name, key + _check(data) + data)

    def tidy(self) -> None:
        """Let the oldest pieces go when there are too many, and what a build was cut off from writing."""
        if self.folder and self.folder.is_dir():
            found = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in [*found[_MOST:], *self.folder.glob(".*")]:
                path.unlink(missing_ok=True)


def shelf_of(output: Path, keeps: bool = False) -> Shelf:
    """Return the shelf in an output folder."""
    return Shelf(output / ".cache", keeps)


def _check(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
