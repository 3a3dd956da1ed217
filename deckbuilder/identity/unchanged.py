"""Unchanged parts: those whose notes are the last build's, taken from the cache as they were finished.

An edit changes one part of many; to match, number and finish the notes of all others would give what
they were. A part of a notes file is unchanged if nothing that its notes depend on is different:

- the ledger is, byte for byte, what the last build wrote, so that each note has its record there, word for word;
- the part says what it said, and its tables would be drawn as they were;
- those of its answers that belonged to one card only, of all files, still do, and no others;
- its file asks as much of each card as it did (traits.py);
- it shares no place and no pin with a part that is changed, nor with a live record that no unchanged
  part has: only what does could say its notes a second time or claim their records (matching.py);
- none of its notes, and nothing that it offers, is a copy of one that goes (twins.py);
- and between it and a changed part of its file stands a note that is asked, between which and the next
  what is new is found by its order (neighbours.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

import msgspec

from deckbuilder.anki.notetypes import ALL, ANSWER_FIELDS, field
from deckbuilder.base.cache import Cache, digest, hashed, piece_of, program
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import Place, Span
from deckbuilder.base.notes import Kind, Note
from deckbuilder.base.text import section_tag
from deckbuilder.cards.coverage import Role
from deckbuilder.cards.file_cards import SetPart, Spot
from deckbuilder.cards.part_cards import About, Tools
from deckbuilder.cards.part_keys import is_current
from deckbuilder.cards.traits import Standard
from deckbuilder.ledger.records import Ledger, Record
from deckbuilder.quality.findings import Offer

_NAME = "unchanged"


class FinishedPart(msgspec.Struct, frozen=True):
    """A part of a notes file at the end of a build."""

    path: str
    start: int
    """How many lines of the file stand above it; those of its notes and offers are counted from the file's first."""
    key: bytes
    about: About
    """Its lines are counted from its own first one on."""
    alone: set[str]
    """Answers that are asked the way back."""
    standard: Standard
    """What its file asks of each card."""
    notes: Sequence[Note]
    roles: list[Role]
    """Of its lines, by these notes."""
    may_be_reused: bool
    """False if it says anything twice, or another part says it too: each build has to join these, and to tell."""
    is_asked: bool = False
    """Whether the notes ask for any of its notes, in this form."""
    offers: tuple[Offer, ...] = ()
    """Its cards that could be asked and are not made."""
    token: bytes = b""
    """The key of all that the cache keeps of it; nothing if it is not there yet."""

    @property
    def spot(self) -> Spot:
        """Where it is in these notes."""
        return self.path, self.start


_encode = msgspec.msgpack.Encoder().encode
_encode_looked = msgspec.msgpack.Encoder(order="sorted").encode
decode_part = msgspec.msgpack.Decoder(FinishedPart).decode
_decode_tokens = msgspec.msgpack.Decoder(dict[bytes, bytes]).decode


class Around(NamedTuple):
    """What the notes of a part hang on beside what it says."""

    answers: Mapping[str, int]
    """How many cards of all parts have each answer."""
    standards: Mapping[str, Standard]
    """What each file asks of its cards."""


class Unchanged(msgspec.Struct, frozen=True, dict=True):
    """The unchanged parts, by where they are."""

    parts: Mapping[Spot, FinishedPart]

    @cached_property
    def guids(self) -> set[str]:
        """The GUIDs of all their notes."""
        return {note.guid for note in self.notes}

    @property
    def notes(self) -> list[Note]:
        """All their notes."""
        return [note for part in self.parts.values() for note in part.notes]

    @cached_property
    def notes_of_files(self) -> dict[str, list[Note]]:
        """Their notes in the order of their files, by file."""
        found: dict[str, list[Note]] = defaultdict(list)
        for spot in sorted(self.parts):
            found[spot[0]] += self.parts[spot].notes
        return found

    @cached_property
    def in_another_order(self) -> set[str]:
        """The files of those that may stand in another order now."""
        return {part.path for part in self.parts.values() if not part.token}

    def guids_at(self, trails: Set[Place]) -> Iterator[str]:
        """Yield the GUIDs of the notes whose headings, as a tag, are those of one of these trails."""
        sections = set(map(section_tag, trails))
        for part in self.parts.values():
            if not part.about.places.isdisjoint(trails):
                yield from (note.guid for note in part.notes if note.section in sections)

    @cached_property
    def places(self) -> set[Place]:
        """All their places."""
        return {place for part in self.parts.values() for place in part.about.places}


NONE_UNCHANGED = Unchanged({})


class LastBuild:
    """The last build, as far as the cache knows of it: nothing if the ledger is not the one that it wrote."""

    def __init__(self, cache: Cache, ledger: bytes | None) -> None:
        self.cache = cache
        self._ledger = ledger
        self._parts: dict[bytes, FinishedPart | None] = {}

    @cached_property
    def tokens(self) -> dict[bytes, bytes]:
        """The token of each part, by its key."""
        data = self.cache.get(_NAME, _key(hashed([self._ledger]))) if self._ledger else None
        return _decode_tokens(data) if data else {}

    def part(self, key: bytes, tools: Tools) -> FinishedPart | None:
        """Return the part that said what this key says, where it stood then."""
        if key not in self._parts:
            token = self.tokens.get(key)
            data = self.cache.get(piece_of("part", key), token) if token else None
            part = decode_part(data) if data else None
            is_good = part and is_current(part.about.looked, part.about.tables, tools)
            self._parts[key] = part if is_good else None
        return self._parts[key]


def set_at(part: FinishedPart, start: int) -> FinishedPart:
    """Return a part with this many lines above it."""
    if part.start == start:
        return part
    by = start - part.start

    def lower(lines: Iterable[int]) -> tuple[int, ...]:
        return tuple([line + by for line in lines])

    def moved(note: Note) -> Note:
        span = _lower(note.span, by)
        return msgspec.structs.replace(note, span=span, asked=lower(note.asked), shown=lower(note.shown))

    def offered(offer: Offer) -> Offer:
        finding = offer.finding
        card_text = finding.card_text and finding.card_text._replace(note=moved(finding.card_text.note))
        return Offer(finding._replace(span=_lower(finding.span, by), card_text=card_text), lower(offer.lines))

    return msgspec.structs.replace(
        part,
        start=start,
        notes=[moved(note) for note in part.notes],
        offers=tuple(map(offered, part.offers)),
        token=b"",
    )


def _lower(span: Span, by: int) -> Span:
    return span._replace(first=span.first + by, last=span.last + by)


def still_unchanged(
    parts: Sequence[SetPart], last: Mapping[Spot, FinishedPart], ledger: Ledger, around: Around
) -> Unchanged:
    """Return which parts of the last build are unchanged.

    `parts` are all in their order. What shares a place or a pin with one that is made again is made again
    too, and so on with what shares one with that.
    """
    found = {
        one.spot: part
        for one in parts
        if (part := last.get(one.spot))
        and part.alone == alone(one, around.answers)
        and part.standard == around.standards[one.path]
    }
    if not found:
        return NONE_UNCHANGED
    known = Unchanged(found).guids
    others = [one for one in parts if one.spot not in last]
    left = [ledger.records[guid] for guid in ledger.records if guid not in known]
    live = [record for record in left if not record.retired]
    ties = [tie for record in live for tie in (record.trail, record.place, record.pin)]
    if going := _going(live, others):
        ties += [tie for part in found.values() if _has_copy(part, going) for tie in _ties(part.about)]
    tied: dict[Place | str, list[Spot]] = defaultdict(list)
    for spot, part in found.items():
        for tie in _ties(part.about):
            tied[tie].append(spot)
    again = [one for one in parts if one.spot not in found]
    ties += [tie for one in again for tie in _ties(one.about)]
    while ties:
        for spot in tied.pop(ties.pop(), ()):
            if part := found.pop(spot, None):
                ties += _ties(part.about)
    for spot in _neighbours([one.spot for one in parts], last, found.keys()):
        del found[spot]
    return Unchanged(found)


def _neighbours(spots: Iterable[Spot], last: Mapping[Spot, FinishedPart], unchanged: Set[Spot]) -> set[Spot]:
    """Return the unchanged parts on both sides of what is made again, down to and up to one that is asked."""
    found = set()
    files: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        files[spot[0]].append(spot)
    for of_file in files.values():
        for in_order in (of_file, of_file[::-1]):
            is_near = False
            for spot in in_order:
                if spot not in unchanged:
                    is_near = True
                elif is_near:
                    found.add(spot)
                    is_near = not last[spot].is_asked
    return found


_Text = tuple[Kind, str, str]
"""What is the same of a note and its copy: its kind, the plain text that it is sorted by, and its plain answer."""


def _going(live: Iterable[Record], others: Iterable[SetPart]) -> set[_Text]:
    """Return the texts of records that changed parts have no longer, or less often."""
    before = Counter(_text(record.kind, record.prompt, html_plain(record.answer)) for record in live)
    after = Counter(_text(card.kind, card.prompt, card.answer) for one in others for card in one.set_cards())
    return {text for text, count in before.items() if count > after[text]}


def _text(kind: Kind, prompt: str, answer: str) -> _Text:
    return (kind, answer if kind == "cloze" else prompt, "" if kind == "occlusion" else answer)


def _has_copy(part: FinishedPart, going: Set[_Text]) -> bool:
    sorted_by = {(kind, text) for kind, text, _ in going}
    found = (note for note in part.notes if (note.kind, note.sort_field) in sorted_by)
    offered = (offer.finding.card_text.note for offer in part.offers if offer.finding.card_text)
    return any(_said(note, note.sort_field) in going for note in found) or any(
        _said(note, html_plain(note.fields[ALL[note.kind].sort_field])) in going for note in offered
    )


def _said(note: Note, sorted_by: str) -> _Text:
    return _text(note.kind, sorted_by, html_plain(field(note, ANSWER_FIELDS[note.kind])))


def alone(part: SetPart, answers: Mapping[str, int]) -> set[str]:
    """Return the answers of a part that are asked the way back: those that no other card has."""
    return {answer for answer in part.about.told_back if answers[answer] == 1}


def kept(cache: Cache, ledger: bytes, parts: Iterable[FinishedPart]) -> list[FinishedPart]:
    """Put the changed parts on the cache, as those of the build that writes the ledger with this hash; return all parts."""
    key, found = _key(ledger), []
    for part in parts:
        if not part.token:
            where = b"%d" % part.start
            token = digest(key, part.key, where, _encode_looked(part.about.looked))
            part = msgspec.structs.replace(part, token=token)
            cache.put(piece_of("part", part.key), part.token, _encode(part))
        found.append(part)
    return found


def remember(cache: Cache, ledger: bytes, parts: Iterable[FinishedPart]) -> None:
    """Tell the next build that the ledger with this hash was written with these parts."""
    cache.put(_NAME, _key(ledger), _encode({part.key: part.token for part in parts if part.may_be_reused}))


def _key(ledger: bytes) -> bytes:
    return digest(program(), ledger)


def _ties(about: About) -> list[Place | str]:
    return [*about.places, *(name for name, _ in about.pins)]
