"""What lies beside the notes and in the output folder: the lock, git's attributes, the package of the last build."""

import errno
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from deckbuilder.anki.package import salt
from deckbuilder.app.calling import quoted
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import LEDGER, ledger_path
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Words
from deckbuilder.base.writing import waits, write_file
from deckbuilder.identity.last_package import faults
from deckbuilder.identity.unchanged import LastBuild
from deckbuilder.ledger.reading import parsed
from deckbuilder.pipeline.build import Build


def package_name(deck: str) -> str:
    """Return a file name for a deck; never one that Anki takes for a whole collection, or Windows for a device."""
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", deck).strip(" ._") or "deck"
    if _NO_NAME.match(name):
        name = f"deck-{name}"
    return f"{name[:60]}.apkg"


_NO_NAME = lazy(r"(?:collection$|backup-|(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$))", re.IGNORECASE)


@contextmanager
def alone(notes: Path, output: Path | None = None) -> Iterator[None]:
    """Hold the notes, and the output folder if one is written to; what a dead build left behind holds nothing."""
    with ExitStack() as held:
        if notes.exists():
            ledger = ledger_path(notes)
            held.enter_context(_locked(ledger.with_name(f".{ledger.name}.lock"), _RUNNING))
        if output:
            output.mkdir(parents=True, exist_ok=True)
            held.enter_context(_locked(output / ".lock", _WRITING))
        yield


@contextmanager
def _locked(path: Path, refusal: Words) -> Iterator[None]:
    """Hold a lock that everybody may hold who may write there: the file of a killed build is another user's, perhaps."""
    from filelock import FileLock, Timeout  # takes long to import, and only what writes needs it

    lock = FileLock(path, timeout=0, mode=0o666)
    try:
        lock.acquire()
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, refusal, str(path.parent)) from None
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # while it is held: who opened it meanwhile sees that it is gone, and tries again
        lock.release()


_RUNNING = Words("another build of these notes is running", "このノートの別のビルドが実行中です")
_WRITING = Words("another build into this folder is running", "このフォルダーへの別のビルドが実行中です")


def joined_line_by_line(notes: Path) -> list[Diagnostic]:
    """Tell git to merge the ledger line by line if the notes are in a work tree of it; a file of the user's is left alone."""
    ledger = ledger_path(notes)
    folder, target = ledger.parent.resolve(), ledger.with_name(".gitattributes")
    pattern, value = LEDGER if ledger.name == LEDGER else f"*.{LEDGER}", "merge=union"
    attribute = f"{pattern} {value}"
    if not any((parent / ".git").exists() for parent in (folder, *folder.parents)):
        return []
    if not target.exists():
        write_file(target, f"{attribute}\n".encode())
    elif not target.is_file() or not _has_attribute(target.read_text("utf-8", "replace"), pattern, value):
        return [Diagnostic("N516", Span(target.name, 0, 0), (attribute,))]
    return []


def _has_attribute(attributes: str, pattern: str, value: str) -> bool:
    """Tell whether git gives files of a pattern this value, by a line of their own and not by a comment or another line's end."""
    lines = [line.split() for line in attributes.splitlines()]
    return any(line[0] == pattern and value in line[1:] for line in lines if line)


def of_a_folder(notes: Path) -> list[Diagnostic]:
    """Report a file that is to be a deck of its own and has its cards in the deck of a folder already."""
    folders = notes.resolve().parents if notes.is_file() else ()
    for folder in (folder for folder in folders if (folder / LEDGER).is_file()):
        records = parsed(LEDGER, (folder / LEDGER).read_text("utf-8", "replace"))[0].records
        if notes.resolve().relative_to(folder).as_posix() in records.live_paths:
            return [Diagnostic("N517", Span(notes.name, 0, 0), (folder.as_posix(), quoted(folder.as_posix())))]
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
    span = Span(target.absolute().as_posix(), 0, 0)
    return [fault._replace(span=span) for fault in found if not (yes and fault.code == "N514")]
