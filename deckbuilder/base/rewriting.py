"""Write changed notes files in the place of the old ones: all or none, each in its own encoding and line ends.

A list of what is to take whose place is put on the disk once every new file is there. Who is cut off before
that has changed nothing; who is cut off after it is finished by the next (`finish`).
"""

import codecs
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import msgspec

from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import composed
from deckbuilder.base.likeness import common_ends
from deckbuilder.base.patterns import lazy
from deckbuilder.base.writing import staged, write_file

_LIST = ".pulled.json"
_WAITING = ".{}.pulled"
_BREAK = lazy(r"(\r\n|\r|\n)")
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class _Waiting(msgspec.Struct):
    """A new file that waits to take the place of another."""

    name: str
    """Path in the notes folder."""
    hash: str
    """Of what the old file says."""


_decode = msgspec.json.Decoder(list[_Waiting]).decode


def rewritten(data: bytes, text: str) -> bytes:
    """Return a file that says `text` as a build reads it; lines that stay keep their bytes."""
    mark = next((mark for mark in _BOMS if data.startswith(mark)), b"")
    encoding = _BOMS.get(mark, "utf-8")
    parts = _BREAK.split(data[len(mark) :].decode(encoding))
    rows, ends = parts[::2], [*parts[1::2], ""]
    usual = ends[0] or "\n"
    old, new = decoded("", data)[0].split("\n"), text.split("\n")
    found: list[str] = []
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        kept = list(zip(rows[i1:i2], ends[i1:i2], strict=True))
        for at, row in enumerate(new[j1:j2]):
            own, end = kept[at] if at < len(kept) else (row, usual)
            found += [own if tag == "equal" else row, end or usual]
    return mark + "".join(found[:-1]).encode(encoding)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield what becomes of which lines; lines that a file is full of are compared only beside others that stay."""
    first, last = common_ends(old, new)
    yield "equal", 0, first, 0, first
    middle = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last])
    for tag, *ends in middle.get_opcodes():
        i1, i2, j1, j2 = (end + first for end in ends)
        yield tag, i1, i2, j1, j2
    yield "equal", len(old) - last, len(old), len(new) - last, len(new)


def write_notes(notes: Path, files: Mapping[str, tuple[bytes, bytes]]) -> bool:
    """Put files in their places, by path in the notes folder (old and new bytes); false if one is not the old one.

    A link goes on pointing where it does.
    """
    staged_files: list[Path] = []
    try:
        for name, (_, data) in files.items():
            path, new = _places(notes, name)
            staged_files.append(staged(path, [data], new.name))
            shutil.copymode(path, new)
        if any(_places(notes, name)[0].read_bytes() != old for name, (old, _) in files.items()):
            raise _ChangedError
        waiting = [_Waiting(name, _hash(old)) for name, (old, _) in files.items()]
        write_file(notes / _LIST, msgspec.json.encode(waiting))
    except (OSError, _ChangedError) as error:
        for new in staged_files:
            new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise
        return False
    finish(notes)
    return True


class _ChangedError(Exception):
    """A file does not say any more what it said."""


def finish(notes: Path) -> None:
    """Finish what was cut off while it put new notes in their places; a file that says something else by now stays."""
    target = notes / _LIST
    if not target.is_file():
        return
    try:
        waiting = _decode(target.read_bytes())
    except (msgspec.DecodeError, RecursionError):
        waiting = []
    for each in waiting:
        try:
            path, new = _places(notes, each.name)
        except (OSError, ValueError, RuntimeError):
            continue  # no name of a file, which none of ours has
        if notes.resolve() in path.parents and new.is_file():
            if path.is_file() and _hash(path.read_bytes()) == each.hash:
                new.replace(path)
            new.unlink(missing_ok=True)
    target.unlink()


def _places(notes: Path, name: str) -> tuple[Path, Path]:
    """Return where a file is, links followed, and where the one waits that is to take its place."""
    path = _on_disk(notes, name).resolve()
    return path, path.with_name(_WAITING.format(path.name))


def _on_disk(notes: Path, name: str) -> Path:
    """Return the file of a name that is composed; on the disk its characters may be put together otherwise."""
    path = notes
    for part in Path(name).parts:
        target = path / part
        if not target.exists() and path.is_dir():
            target = next((each for each in path.iterdir() if composed(each.name) == part), target)
        path = target
    return path


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
