"""Edits made in Anki as a patch of the notes, and as messages."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from deckbuilder.anki.notetypes import label
from deckbuilder.base.model import Diagnostic
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.rehearsal import Difference
from deckbuilder.collection.telling import shown

_NO_END = "\\ No newline at end of file\n"


def patch(files: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Return a unified diff, for `patch -p1`, of files by path: their old and new bytes."""
    lines = (line for path, (old, new) in files.items() for line in _diff(path, _rows(old), _rows(new)))
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines).encode()


def _diff(path: str, old: list[str], new: list[str]) -> Iterator[str]:
    name = path.lstrip("/")
    return unified_diff(old, new, f"a/{name}", f"b/{name}")


def _rows(data: bytes) -> list[str]:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    *rows, last = data.decode(encoding).split("\n")
    return [*(f"{row}\n" for row in rows), *([last] if last else [])]


def told(code: str, edits: Iterable[Edit]) -> list[Diagnostic]:
    """Return a message for each edit, with both texts."""
    said = ((edit, shown(Difference(edit.field, edit.theirs, edit.ours))) for edit in edits)
    return [Diagnostic(code, edit.note.span, (label(edit.field), *texts)) for edit, texts in said]
