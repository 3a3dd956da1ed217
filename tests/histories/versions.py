"""The versions of a folder or file of notes that a git history holds."""

import posixpath
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from deckbuilder.base.files import LARGEST_NOTE, NOTES, PICTURES

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)
"""What stands for every picture: how a picture looks decides nothing here, and snapshots may lack large files."""


class Version(NamedTuple):
    """The notes as one commit left them."""

    commit: str
    seconds: int
    notes: tuple[tuple[str, bytes], ...]
    """By path from the folder, sorted."""
    media: dict[str, bytes]


@dataclass(frozen=True)
class History:
    """A git directory, and the folder or file in it that has the notes."""

    git_dir: Path
    below: str = ""

    @classmethod
    def of(cls, text: str) -> "History":
        """Read `GIT_DIR` or `GIT_DIR:FOLDER_OR_FILE`."""
        git_dir, _, below = text.partition(":")
        return cls(Path(git_dir), below.strip("/"))

    @property
    def name(self) -> str:
        return f"{self.git_dir}:{self.below}"

    def versions(self, most: int = 0, apart: int = 0) -> Iterator[Version]:
        """Yield the versions in which notes changed, oldest first, along first parents.

        Of those that are less than `apart` seconds older than the next only the next is given; of what
        remains the last `most`, if that is not 0.
        """
        commits = _apart(self._commits(), apart)
        contents: dict[str, bytes | None] = {}
        for commit, seconds in commits[-most:] if most else commits:
            files = list(self._files(commit))
            notes = {path: oid for path, oid in files if posixpath.splitext(path)[1].lower() in NOTES}
            self._read({oid for oid in notes.values() if oid not in contents}, contents)
            read = ((path, contents[oid]) for path, oid in sorted(notes.items()))
            pictures = {f"notes/{path}": _stand_in(path) for path, _ in files if _stand_in(path)}
            yield Version(commit, seconds, tuple((path, data) for path, data in read if data is not None), pictures)

    def _commits(self) -> list[tuple[str, int]]:
        wanted = [f":(icase,glob){posixpath.join(self.below, '**/*')}{suffix}" for suffix in sorted(NOTES)]
        wanted += [f":(literal){self.below}"] if posixpath.splitext(self.below)[1].lower() in NOTES else []
        lines = self._git("log", "--first-parent", "--reverse", "--format=%H %ct", "--", *wanted).decode().splitlines()
        return [(commit, int(seconds)) for commit, seconds in map(str.split, lines)]

    def _files(self, commit: str) -> Iterator[tuple[str, str]]:
        """Yield (path from the folder, blob) of the files that a build would see."""
        below = ["--", self.below] if self.below else []
        for entry in self._git("ls-tree", "-r", "-z", "--full-tree", commit, *below).split(b"\0")[:-1]:
            head, _, name = entry.partition(b"\t")
            mode, _, oid = head.split()
            path = name.decode(errors="replace")
            inside = posixpath.relpath(path, self.below or ".") if path != self.below else posixpath.basename(path)
            if mode.startswith(b"100") and not any(part.startswith(".") for part in inside.split("/")):
                yield inside, oid.decode()

    def _read(self, oids: set[str], contents: dict[str, bytes | None]) -> None:
        """Read blobs; one that the snapshot lacks, or that is no note by its size, is None."""
        asked = "".join(f"{oid}\n" for oid in sorted(oids)).encode()
        out, at = self._git("cat-file", "--batch", given=asked), 0
        while at < len(out):
            end = out.index(b"\n", at)
            oid, what, *size = out[at:end].decode().split()
            length = int(size[0]) if size else 0
            data = out[end + 1 : end + 1 + length]
            contents[oid] = data if what == "blob" and length <= LARGEST_NOTE else None
            at = end + 1 + (length + 1 if size else 0)

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        call = ["git", f"--git-dir={self.git_dir}", *arguments]
        return subprocess.run(call, input=given, capture_output=True, check=True).stdout


def _apart(commits: list[tuple[str, int]], apart: int) -> list[tuple[str, int]]:
    later = [seconds for _, seconds in commits[1:]]
    kept = [commit for commit, after in zip(commits, later, strict=False) if after - commit[1] >= apart]
    return [*kept, *commits[-1:]]


def _stand_in(path: str) -> bytes:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix == ".svg":
        return PICTURE
    return _PIXEL if suffix in PICTURES else b""
