"""Media names: what a note calls a file, which file that is, what it is called in the package.

Anki ties a picture to a note by its name only, never replaces a file by one of the same name, and
compares names literally; so the packaged name carries a hash of the content (anki: rslib/src/media).
"""

import hashlib
import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec.structs import replace

from deckbuilder.base.cache import Cache, digest, program
from deckbuilder.base.files import CHECK, PICTURES, SOUNDS, VIDEOS, Medium, content, content_hash
from deckbuilder.base.notes import Asset
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.base.words import Argument, Words, of_system
from deckbuilder.pictures.drawing import MAKE_SMALLER, SAVE_AS_PNG, PictureError, not_shown, shrunk
from deckbuilder.pictures.svg import Region, diagram
from deckbuilder.pictures.svg_weight import DiagramError

_LONGEST_NAME = 120
"""Bytes that Anki allows in a media name."""
_LONGEST_REFERENCE = 1_000
"""Characters of a name; what is longer is a picture pasted as text."""
_ALIKE = 0.6
"""Likeness of names from which on one may be meant for the other."""
_UNSHOWN = frozenset((".tif", ".tiff", ".pdf", ".heic", ".heif", ".bmp", ".psd", ".eps"))
"""Pictures that not every Anki shows."""
_MOST_GUESSES = 20
"""Missing files for which a name is looked for that may be meant."""


class Problem(msgspec.Struct, frozen=True):
    """Why a reference names no file: a message code and what fills its text."""

    code: str
    args: tuple[Argument, ...]


class _Fitted(NamedTuple):
    """A file as it goes into the package, and its former size if it was scaled down."""

    asset: Asset
    scaled: str


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Fitted).decode


class Library(msgspec.Struct, frozen=True, dict=True):
    """The media files there are, by path, `media/…` or a path inside the notes folder; those that are named are read."""

    files: Mapping[str, Medium] = {}
    cache: Cache = msgspec.field(default_factory=Cache)
    oversized: frozenset[str] = frozenset()
    """Files that are too large for Anki, by path."""
    assets: dict[str, Asset] = {}
    """Files as they go into the package, by path, filled as they are asked for."""
    scaled: dict[str, str] = {}
    """The former size of pictures that were scaled down, by path."""
    hashes: dict[str, bytes] = {}
    """Of what is in the files, by path, filled as they are asked for."""
    looked: set[str] = set()
    """The paths of files that were looked into."""
    missing: Counter[str] = msgspec.field(default_factory=Counter)
    """How many names of a notes file no file has, by its path."""

    def find(self, reference: str, note: str) -> str | Problem:
        """Return the path of the file that the note at path `note` calls `reference`."""
        if is_on_web(reference):
            return Problem("N403", (_brief(reference),))
        names = _names(reference)
        name = names[-1]
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name) or "\0" in name:
            return Problem("N402", (_brief(reference),))
        candidates = [path for each in names for path in _candidates(each, posixpath.dirname(note))]
        for path in [*candidates, *self._alone(name)]:
            if path in self.files:
                return self._usable(path)
            if path in self.oversized:
                return Problem(
                    "N405",
                    (posixpath.basename(path), Words("it has more than 100 MB", "100 MB を超えています"), MAKE_SMALLER),
                )
        places = _candidates(name, posixpath.dirname(note))
        if name.startswith("/") or not any(path.startswith(("notes/", "media/")) for path in places):
            return Problem("N402", (_brief(reference),))
        if (suffix := posixpath.splitext(name)[1].lower()) in _UNSHOWN:
            return Problem("N405", (posixpath.basename(name), not_shown(suffix), SAVE_AS_PNG))
        near = self._nearest(posixpath.basename(name), note)
        return Problem(
            "N401", (_brief(reference), Words(f"; there is “{near}”", f"。「{near}」ならあります") if near else "")
        )

    def _alone(self, name: str) -> list[str]:
        """Return the file that a bare name means where no other has it, in whichever folder it lies (Obsidian)."""
        paths = self.by_name.get(name, ()) if "/" not in name else ()
        return list(paths) if len(paths) == 1 else []

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """All paths by the names of their files."""
        found: dict[str, list[str]] = {}
        for path in self.files:
            found.setdefault(posixpath.basename(path), []).append(path)
        return found

    def _nearest(self, name: str, note: str) -> str:
        """Return the file that is called most like `name`; where many of a notes file are missing only for the first.

        Whatever their case and their ending: nearly all endings are alike.
        """
        self.missing[note] += 1
        if self.missing[note] > _MOST_GUESSES or len(name) > _LONGEST_NAME:
            return ""
        stem, extension = posixpath.splitext(fold(name))
        known: dict[str, dict[str, str]] = {}
        for path in sorted(self.files):
            other, ending = posixpath.splitext(fold(posixpath.basename(path)))
            known.setdefault(other, {}).setdefault(ending, path.partition("/")[2])
        near = get_close_matches(stem, known, 1, _ALIKE)
        same = known[near[0]] if near else {"": ""}
        return same.get(extension) or next(iter(same.values()))

    def looking_anew(self) -> "Library":
        """Return the same library, which has not been looked into."""
        return replace(self, looked=set())

    def _usable(self, path: str) -> str | Problem:
        self.looked.add(path)
        try:
            self.asset(path)
        except OSError as error:
            return Problem("N405", (posixpath.basename(path), of_system(error), CHECK))
        except DiagramError as error:
            hint = Words(
                "open it in a drawing program and save it as plain SVG",
                "描画ソフトで開き、プレーン SVG として保存してください",
            )
            return Problem("N405", (posixpath.basename(path), *error.args, hint))
        except PictureError as error:
            return Problem("N405", (posixpath.basename(path), *error.args))
        return path

    def asset(self, path: str) -> Asset:
        """Return the file at `path` as it goes into the package: SVG cleaned, large pictures scaled down."""
        if path not in self.assets:
            kept = self.cache.get(*self._piece(path))
            if kept is None:
                data = content(self.files[path])
                self.hashes[path] = content_hash(data)  # of what was read, should it have changed since
                fitted = _fitted(path, data)
                self.cache.put(*self._piece(path), _encode(fitted))
            else:
                fitted = _decode(kept)
            self.assets[path] = fitted.asset
            if fitted.scaled:
                self.scaled[path] = fitted.scaled
        return self.assets[path]

    def _piece(self, path: str) -> tuple[str, bytes]:
        key = digest(program(), path, self.hash(path))
        return f"media-{key.hex()[:16]}", key

    def hash(self, path: str) -> bytes:
        """Return a hash of what is in a file; nothing if it is not there or cannot be read."""
        if path not in self.hashes:
            self.hashes[path] = content_hash(self.files[path]) if path in self.files else b""
        return self.hashes[path]

    def is_as(self, looked: Mapping[str, bytes]) -> bool:
        """Tell whether there is in these files what `looked` has the hashes of."""
        return all(self.hash(path) == known for path, known in looked.items())

    @cached_property
    def digest(self) -> bytes:
        """A hash of the paths of all files."""
        return digest("files", *sorted(self.files), "oversized", *sorted(self.oversized))

    def regions(self, path: str) -> tuple[dict[str, list[Region]], tuple[str, ...]]:
        """Return the labelled regions of an SVG, as fractions of its size, and the labels that have none."""
        if not path.lower().endswith(".svg"):
            return {}, ()
        found = diagram(content(self.files[path]))
        return found.regions, found.unplaced


def is_on_web(reference: str) -> bool:
    """Tell whether a picture is named by an address on the web."""
    return bool(re.match(r"(?:https?:)?//", reference, re.IGNORECASE))


def _names(reference: str) -> list[str]:
    """Return the names that a reference may stand for: as it is typed, and without its percent signs."""
    typed = unicodedata.normalize("NFC", reference.replace("\\", "/"))
    return list(dict.fromkeys((typed, unicodedata.normalize("NFC", unquote(typed)))))


def _candidates(name: str, folder: str) -> list[str]:
    """Return where a name may lie: beside the note, in media/, or counted from the notes folder."""
    inside = re.sub(r"^(?:\.\.?/)*media/", "", name)
    places = (posixpath.join("notes", folder, name), f"media/{inside}", f"notes/{name.lstrip('/')}")
    return [posixpath.normpath(path) for path in places]


def _brief(reference: str) -> str:
    """Return an address as a message names it; a picture may be pasted as one of many thousand characters."""
    return reference if len(reference) <= _LONGEST_NAME else reference[:_LONGEST_NAME] + "…"


def _fitted(path: str, data: bytes) -> _Fitted:
    scaled = ""
    if path.lower().endswith(".svg"):
        data = diagram(data).data
    elif not data:
        raise PictureError(Words("it is empty", "空のファイルです"), Words("save it anew", "保存し直してください"))
    elif not is_played(path) and (small := shrunk(data)):
        data, scaled = small
    return _Fitted(Asset(packaged_name(posixpath.basename(path), data), data), scaled)


def is_played(name: str) -> bool:
    """Tell whether a file is sound or video, which Anki plays by a tag of its own."""
    return posixpath.splitext(name)[1].lower() in SOUNDS | VIDEOS


def is_medium(name: str) -> bool:
    """Tell whether a name is that of a picture, a sound or a video, not of a page."""
    return is_played(name) or posixpath.splitext(name)[1].lower() in PICTURES


def packaged_name(name: str, data: bytes) -> str:
    """Return a safe name that changes with the content, in lower case: `EKS.png` -> `eks-3f2a9c1b72.png`."""
    stem, extension = posixpath.splitext(unicodedata.normalize("NFC", name))
    stem = re.sub(r'[\x00-\x20\[\]<>:"/?*^\\|{}()%#&\']+', "_", stem).strip("._").lower() or "media"
    tail = f"-{hashlib.sha256(data).hexdigest()[:10]}{extension.lower()}"
    while len((stem + tail).encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem + tail


# --- pictures that are missing ----------------------------------------------------------------

_GAP = "\x16"
_IMAGE_GAP = lazy(f'<img [^<>]*src="{_GAP}([^"{_GAP}]*){_GAP}"[^<>]*>')
_SOUND_GAP = lazy(f"\\[sound:{_GAP}([^{_GAP}]*){_GAP}\\]")
_PACKAGED = lazy(r'<img [^<>]*?src="([^"/:]+)"|\[sound:([^\]]+)\]')
_HASH = lazy(r"-[0-9a-f]{10}(?=\.[^.]*$|$)")


def gap_for(reference: str) -> str:
    """Return what stands in a field for the name of a file that cannot be used, until its note is identified."""
    path = urlsplit(reference).path if is_on_web(reference) else reference
    names = [posixpath.basename(name) for name in _names(path)] if len(path) <= _LONGEST_REFERENCE else []
    return _GAP + "|".join(packaged_name(name, b"") for name in names) + _GAP


def has_gaps(body: str) -> bool:
    """Tell whether a field waits for the name of a file."""
    return _GAP in body


def filled(body: str, packaged: Sequence[str]) -> str:
    """Return a field in which each missing file has the name that it had; those that had none are left out.

    `packaged` are the names of the files of the note as it was last built.
    """

    def named(gap: re.Match[str]) -> str:
        wanted = [_HASH.sub("", name) for name in gap[1].split("|")]
        known = next((name for name in packaged if _HASH.sub("", name) in wanted), "")
        return gap.group().replace(f"{_GAP}{gap[1]}{_GAP}", known) if known else ""

    return _SOUND_GAP.sub(named, _IMAGE_GAP.sub(named, body)).replace("<p></p>", "")


def packaged_names(bodies: Sequence[str]) -> list[str]:
    """Return the names of the files that fields show or play."""
    showing = [body for body in bodies if "<img" in body or "[sound:" in body]
    return [image or sound for body in showing for image, sound in _PACKAGED.findall(body)]
