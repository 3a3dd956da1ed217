"""What stands: files whose notes are those of the last build, taken from the shelf as they were finished.

An edit changes one file of many; to match, number and finish the notes of all others comes to what
they were. A file stands if nothing that its notes depend on is different:

- the ledger is, byte for byte, what the last build wrote, so that each note has its record there, word for word;
- the file says what it said, and its tables would be drawn as they were;
- the same of its answers belong to one card only;
- and it shares no place and no pin with a file that does not stand, nor with a live record that is left
  over: only what does could double its notes or lay claim to their records (matching.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import msgspec

from deckbuilder.ledger import Ledger
from deckbuilder.model import Note, Place
from deckbuilder.sheets import Sheet, is_current
from deckbuilder.shelf import Shelf, digest, piece_of, program
from deckbuilder.studio import Studio

_NAME = "standing"


class Finished(msgspec.Struct, frozen=True):
    """A file at the end of a build."""

    sheet: Sheet
    """Without its cards."""
    alone: set[str]
    """Answers that are asked the way back."""
    notes: Sequence[Note]
    may_stand: bool
    """Not if it says anything twice, or another file says it too: each build has to tell, and to join them."""
    token: bytes = b""
    """The key of all that the shelf keeps of it; nothing if it is not there yet."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Finished).decode
_decode_tokens = msgspec.msgpack.Decoder(dict[str, bytes]).decode


@dataclass(frozen=True)
class Standing:
    """The files that stand, by path."""

    files: Mapping[str, Finished]

    @cached_property
    def guids(self) -> set[str]:
        """The GUIDs of all their notes."""
        return {note.guid for file in self.files.values() for note in file.notes}

    def guids_at(self, places: Set[Place]) -> Iterator[str]:
        """Yield the GUIDs of the files that have any of these places."""
        for file in self.files.values():
            if not file.sheet.places.isdisjoint(places):
                yield from (note.guid for note in file.notes)

    @cached_property
    def places(self) -> set[Place]:
        """All their places."""
        return {place for file in self.files.values() for place in file.sheet.places}


NONE_STANDS = Standing({})


class Last:
    """The last build, as far as the shelf knows of it: nothing if the ledger is not the one that it wrote."""

    def __init__(self, shelf: Shelf, ledger: bytes | None) -> None:
        self.shelf = shelf
        data = shelf.get(_NAME, _key(ledger)) if ledger else None
        self.tokens = _decode_tokens(data) if data else {}

    def files(self, keys: Mapping[str, bytes], studio: Studio) -> dict[str, Finished]:
        """Return the files that say what they said, by path; `keys` has the key of each sheet."""
        found = {}
        for path, token in self.tokens.items():
            data = self.shelf.get(piece_of("file", path), token)
            file = _decode(data) if data else None
            if file and file.sheet.key == keys.get(path) and is_current(file.sheet, studio):
                found[path] = file
        return found


def what_stands(
    files: Mapping[str, Finished], others: Iterable[Sheet], ledger: Ledger, answers: Mapping[str, int]
) -> Standing:
    """Return which of the finished files still stand; `answers` has how many cards of all files have each."""
    found = {path: file for path, file in files.items() if file.alone == alone(file.sheet, answers)}
    known = Standing(found).guids
    left = (ledger.records[guid] for guid in ledger.records if guid not in known)
    ties = [tie for record in left if not record.retired for tie in (record.trail, record.place, record.pin)]
    ties += [tie for sheet in others for tie in _ties(sheet)]
    tied: dict[Place | str, list[str]] = defaultdict(list)
    for path, file in found.items():
        for tie in _ties(file.sheet):
            tied[tie].append(path)
    while ties:
        for path in tied.pop(ties.pop(), ()):
            if path in found:
                ties += _ties(found.pop(path).sheet)
    return Standing(found)


def alone(sheet: Sheet, answers: Mapping[str, int]) -> set[str]:
    """Return the answers of a file that are asked the way back: those that no other card has."""
    return {answer for answer in sheet.told_back if answers[answer] == 1}


def kept(shelf: Shelf, ledger: bytes, files: Iterable[Finished]) -> list[Finished]:
    """Put the files that did not stand on the shelf, as those of the build that writes this ledger."""
    key, found = _key(ledger), []
    for file in files:
        if not file.token:
            file = msgspec.structs.replace(file, token=digest(key, file.sheet.key))
            shelf.put(piece_of("file", file.sheet.path), file.token, _encode(file))
        found.append(file)
    return found


def remember(shelf: Shelf, ledger: bytes, files: Iterable[Finished]) -> None:
    """Tell the next build that this ledger was written with these files."""
    tokens = {file.sheet.path: file.token for file in files if file.may_stand}
    shelf.put(_NAME, _key(ledger), _encode(tokens))


def _key(ledger: bytes) -> bytes:
    return digest(program(), ledger)


def _ties(sheet: Sheet) -> list[Place | str]:
    return [*sheet.places, *(name for name, _ in sheet.pins)]
