"""Unchanged files: those whose notes are the last build's, taken from the cache as they were finished.

An edit changes one file of many; to match, number and finish the notes of all others would give what
they were. A file is unchanged if nothing that its notes depend on is different:

- the ledger is, byte for byte, what the last build wrote, so that each note has its record there, word for word;
- the file says what it said, and its tables would be drawn as they were;
- those of its answers that belonged to one card only, of all files, still do, and no others;
- it shares no place and no pin with a file that is changed, nor with a live record that no unchanged
  file has: only what does could say its notes a second time or claim their records (matching.py);
- and none of its notes is a copy of one that goes (twins.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import msgspec

from deckbuilder.anki.notetypes import ANSWER_FIELDS, field
from deckbuilder.base.cache import Cache, digest, piece_of, program
from deckbuilder.base.model import Place
from deckbuilder.base.notes import Kind, Note
from deckbuilder.base.text import html_plain
from deckbuilder.cards.file_cards import FileCards, is_current
from deckbuilder.cards.part_cards import Tools
from deckbuilder.ledger.records import Ledger, Record
from deckbuilder.quality.findings import Offer

_NAME = "unchanged"


class FinishedFile(msgspec.Struct, frozen=True):
    """A file at the end of a build."""

    file_cards: FileCards
    """What it was rendered to, its parts and cards left out."""
    alone: set[str]
    """Answers that are asked the way back."""
    notes: Sequence[Note]
    may_be_reused: bool
    """False if it says anything twice, or another file says it too: each build has to join these, and to tell."""
    offers: tuple[Offer, ...] = ()
    """Its cards that could be asked and are not made."""
    token: bytes = b""
    """The key of all that the cache keeps of it; nothing if it is not there yet."""


_encode = msgspec.msgpack.Encoder().encode
_encode_looked = msgspec.msgpack.Encoder(order="sorted").encode
_decode = msgspec.msgpack.Decoder(FinishedFile).decode
_decode_tokens = msgspec.msgpack.Decoder(dict[str, tuple[bytes, bytes]]).decode


@dataclass(frozen=True)
class Unchanged:
    """The unchanged files, by path."""

    files: Mapping[str, FinishedFile]

    @cached_property
    def guids(self) -> set[str]:
        """The GUIDs of all their notes."""
        return {note.guid for file in self.files.values() for note in file.notes}

    @property
    def notes(self) -> list[Note]:
        """All their notes."""
        return [note for file in self.files.values() for note in file.notes]

    def guids_at(self, places: Set[Place]) -> Iterator[str]:
        """Yield the GUIDs of the files that have any of these places."""
        for file in self.files.values():
            if not file.file_cards.places.isdisjoint(places):
                yield from (note.guid for note in file.notes)

    @cached_property
    def places(self) -> set[Place]:
        """All their places."""
        return {place for file in self.files.values() for place in file.file_cards.places}


NONE_UNCHANGED = Unchanged({})


class LastBuild:
    """The last build, as far as the cache knows of it: nothing if the ledger is not the one that it wrote."""

    def __init__(self, cache: Cache, ledger: bytes | None) -> None:
        self.cache = cache
        data = cache.get(_NAME, _key(ledger)) if ledger else None
        self.tokens = _decode_tokens(data) if data else {}
        """The key and the token of each file, by path."""

    def files(self, keys: Mapping[str, bytes], tools: Tools) -> dict[str, FinishedFile]:
        """Return the files that say what they said, by path; `keys` has the key of each file now."""
        found = {}
        for path, (key, token) in self.tokens.items():
            data = self.cache.get(piece_of("file", path), token) if key == keys.get(path) else None
            file = _decode(data) if data else None
            if file and is_current(file.file_cards, tools):
                found[path] = file
        return found


def still_unchanged(
    files: Mapping[str, FinishedFile], others: Iterable[FileCards], ledger: Ledger, answers: Mapping[str, int]
) -> Unchanged:
    """Return which of the finished files are unchanged; `answers` has how many cards of all files have each.

    `others` are the files that are made again. What shares a place or a pin with one of them is made
    again too, and so on with what shares one with that.
    """
    found = {path: file for path, file in files.items() if file.alone == alone(file.file_cards, answers)}
    known = Unchanged(found).guids
    others = list(others)
    left = [ledger.records[guid] for guid in ledger.records if guid not in known]
    live = [record for record in left if not record.retired]
    ties = [tie for record in live for tie in (record.trail, record.place, record.pin)]
    ties += [tie for file in others for tie in _ties(file)]
    if going := _going(live, others):
        ties += [tie for file in found.values() if _has_copy(file, going) for tie in _ties(file.file_cards)]
    tied: dict[Place | str, list[str]] = defaultdict(list)
    for path, file in found.items():
        for tie in _ties(file.file_cards):
            tied[tie].append(path)
    while ties:
        for path in tied.pop(ties.pop(), ()):
            if path in found:
                ties += _ties(found.pop(path).file_cards)
    return Unchanged(found)


_Text = tuple[Kind, str, str]
"""What is the same of a note and its copy: its kind, the plain text that it is sorted by, and its plain answer."""


def _going(live: Iterable[Record], others: Iterable[FileCards]) -> set[_Text]:
    """Return the texts of records that changed files have no longer, or less often."""
    before = Counter(_text(record.kind, record.prompt, html_plain(record.answer)) for record in live)
    after = Counter(_text(card.kind, card.prompt, card.answer) for file in others for card in file.cards)
    return {text for text, count in before.items() if count > after[text]}


def _text(kind: Kind, prompt: str, answer: str) -> _Text:
    return (kind, answer if kind == "cloze" else prompt, "" if kind == "occlusion" else answer)


def _has_copy(file: FinishedFile, going: Set[_Text]) -> bool:
    sorted_by = {(kind, text) for kind, text, _ in going}
    found = (note for note in file.notes if (note.kind, note.sort_field) in sorted_by)
    return any(
        _text(note.kind, note.sort_field, html_plain(field(note, ANSWER_FIELDS[note.kind]))) in going for note in found
    )


def alone(file: FileCards, answers: Mapping[str, int]) -> set[str]:
    """Return the answers of a file that are asked the way back: those that no other card has."""
    return {answer for answer in file.told_back if answers[answer] == 1}


def kept(cache: Cache, ledger: bytes, files: Iterable[FinishedFile]) -> list[FinishedFile]:
    """Put the changed files on the cache, as those of the build that writes this ledger; return all files."""
    key, found = _key(ledger), []
    for file in files:
        if not file.token:
            file = msgspec.structs.replace(
                file, token=digest(key, file.file_cards.key, _encode_looked(file.file_cards.looked))
            )
            cache.put(piece_of("file", file.file_cards.path), file.token, _encode(file))
        found.append(file)
    return found


def remember(cache: Cache, ledger: bytes, files: Iterable[FinishedFile]) -> None:
    """Tell the next build that this ledger was written with these files."""
    tokens = {file.file_cards.path: (file.file_cards.key, file.token) for file in files if file.may_be_reused}
    cache.put(_NAME, _key(ledger), _encode(tokens))


def _key(ledger: bytes) -> bytes:
    return digest(program(), ledger)


def _ties(file: FileCards) -> list[Place | str]:
    return [*file.places, *(name for name, _ in file.pins)]
