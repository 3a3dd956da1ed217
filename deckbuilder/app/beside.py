"""What lies beside the notes and in the output folder: the lock, git's attributes, the package of the last build."""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from deckbuilder.anki.package import salt
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import waits, write_file
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.identity.last_package import faults
from deckbuilder.identity.unchanged import LastBuild
from deckbuilder.pipeline.build import Build

LEDGER = "ledger.json"
_ATTRIBUTE = f"{LEDGER} merge=union"


def package_name(deck: str) -> str:
    """Return a file name for a deck; never one that Anki takes for a whole collection."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", deck).strip(" ._") or "deck"
    if name.lower() == "collection" or name.lower().startswith("backup-"):
        name = f"deck-{name}"
    return f"{name[:60]}.apkg"


@contextmanager
def alone(notes: Path) -> Iterator[None]:
    """Hold the notes for this build; a lock that a dead build left behind holds nothing."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(notes))).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir(), f"deckbuilder-{name}.lock"), timeout=0)
    try:
        with lock:
            yield
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, "another build of these notes is running", str(notes)) from None


def joined_line_by_line(notes: Path) -> list[Diagnostic]:
    """Tell git to merge the ledger line by line if the notes are in a work tree of it; a file of the user's is left alone."""
    folder, target = notes.resolve(), notes / ".gitattributes"
    if not any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        return []
    if not target.exists():
        write_file(target, f"{_ATTRIBUTE}\n".encode())
    elif _ATTRIBUTE not in target.read_text("utf-8", "replace"):
        return [Diagnostic("N516", Span(target.name, 0, 0), (_ATTRIBUTE,))]
    return []


def overwritten(
    build: Build, notes: Path, ledger: bytes | None, output: Path, cache: Cache, yes: bool
) -> list[Diagnostic]:
    """Report what must not be lost with the package that this build would overwrite; `ledger` is that of the notes.

    One that the build before wrote, together with this ledger, is not looked at.
    """
    target = output / package_name(build.deck.name)
    if not target.is_file() or waits(notes):
        return []
    package = target.read_bytes()
    if ledger and LastBuild(cache, ledger).tokens and salt(package) == build.deck.salt:
        return []
    found = faults(target.as_posix(), package, ledger, build.deck.salt)
    return [fault for fault in found if not (yes and fault.code == "N514")]
