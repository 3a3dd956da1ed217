"""What was made of a part of a notes file, and what tells that it has to be read with its neighbours."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple, TypeVar

import msgspec

from deckbuilder.base.blocks import OpenHeading, Structure
from deckbuilder.base.cache import Cache
from deckbuilder.base.model import Allowance, Diagnostic, Place, Settings, Span
from deckbuilder.base.notes import Asset, Kind, Rendered
from deckbuilder.cards.coverage import Role
from deckbuilder.cards.traits import Tally
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import Laid, TablePictures
from deckbuilder.quality.gate import asks_wrong
from deckbuilder.read.parts import Part, stands_alone


class Tools(NamedTuple):
    """What every file is made with."""

    settings: Settings
    library: Library
    table_pictures: TablePictures
    cache: Cache


class About(NamedTuple):
    """What is known of a part of a notes file beside its cards; its lines are counted from its own first one on."""

    left_open: tuple[OpenHeading, ...] | None
    belongs_above: bool
    """Both as of an Outline."""
    fronts: dict[bytes, bytes]
    wrong: dict[str, set[str]]
    """As of Gated."""
    roles: list[Role]
    structure: list[Structure]
    allowances: list[Allowance]
    diagnostics: list[Diagnostic]
    pins: list[tuple[str, Span]]
    """Each `<!-- id: name -->` and the entry that it is for."""
    tables: list[Laid]
    """Its tables that are pictures."""
    media: set[str]
    """Paths of the author's files that its cards show."""
    looked: dict[str, bytes]
    """A hash of what was in each of the author's files that was looked into, by path."""
    pictures: list[Asset]
    """Pictures that were drawn for them."""
    unmade: set[tuple[Kind, Place]]
    """Notes that stand there and cannot be made: their kind, and their trail with the term."""
    places: set[Place]
    """The headings above each of its cards, and the same with the card's term."""
    answers: list[str]
    """Folded answers of its basic cards."""
    told_back: set[str]
    """Of these answers, those that are asked the way back if no other card has them."""
    asked: set[str]
    """What its cards ask, folded, as far as a wrong choice could be that."""
    tally: Tally
    """What its file is judged by."""


class PartCards(NamedTuple):
    """A part of a notes file, read and rendered."""

    about: About
    cards: msgspec.Raw
    """Its cards in the order of their lines, encoded: they are wanted long after the rest, and take three times the memory."""


_decode = msgspec.msgpack.Decoder(PartCards).decode
_decode_cards = msgspec.msgpack.Decoder(list[Rendered]).decode


def part_cards(data: bytes) -> PartCards:
    """Return a part as the cache keeps it."""
    about, cards = _decode(data)
    return PartCards(about, cards.copy())  # else it would keep all of `data`


def cards_at(start: int, cards: msgspec.Raw) -> list[Rendered]:
    """Return the cards of a part with their lines counted from so many lines above it on."""
    return in_place(_decode_cards(cards), start)


class KeptCards(NamedTuple):
    """The cards of a part that its notes do not ask for, for those who have them."""

    media: set[str]
    """Paths of the author's files that they show."""
    looked: dict[str, bytes]
    """As of `About`."""
    cards: list[Rendered]


def places_of(cards: Iterable[Rendered]) -> set[Place]:
    """Return the headings above each card, and the same with the card's term."""
    return {place for card in cards for place in (card.trail, (*card.trail, card.term))}


def allowed_everywhere(settings: Settings) -> list[Allowance]:
    """Return what deck.toml allows."""
    return [Allowance(code, "deck.toml", 0, 0, 0) for code in settings.allow]


# --- what belongs together --------------------------------------------------------------------


def bonds(parts: Sequence[Part], known: Sequence[About], cards_of: Callable[[int], Sequence[Rendered]]) -> set[int]:
    """Return the indexes of the parts that have to be read together with the one above them.

    `known` is about each of them, and `cards_of` returns the cards of one.
    """
    found = {
        at
        for at, (above, own) in enumerate(pairwise(known), 1)
        if not stands_alone(above.left_open, parts[at], own.belongs_above)
    }
    for above, below in (*_same_fronts(known), *_wrong_answers(known, cards_of)):
        found.update(range(above + 1, below + 1))
    return found


def _same_fronts(known: Sequence[About]) -> Iterator[tuple[int, int]]:
    """Yield two parts each that ask the same and answer otherwise."""
    first: dict[bytes, tuple[int, bytes]] = {}
    for at, part in enumerate(known):
        for front, answer in part.fronts.items():
            above, said = first.setdefault(front, (at, answer))
            if above != at and not said == answer != b"":
                yield above, at


def _wrong_answers(known: Sequence[About], cards_of: Callable[[int], Sequence[Rendered]]) -> Iterator[tuple[int, int]]:
    """Yield two parts each, one of which asks for what a question with choices in the other says is wrong."""
    told: dict[str, set[int]] = defaultdict(set)
    for at, part in enumerate(known):
        for choice in chain.from_iterable(part.wrong.values()):
            told[choice].add(at)
    for at, part in enumerate(known if told else ()):
        for other in sorted(set().union(*(told[text] for text in part.asked & told.keys())) - {at}):
            if asks_wrong(cards_of(at), known[other].wrong):
                yield min(at, other), max(at, other)


# --- where it stands in its file --------------------------------------------------------------


def moved(part: About, by: int) -> About:
    """Return what is known of a part with its lines counted from so many lines above it on."""
    if not by:
        return part
    return part._replace(
        structure=[line._replace(line=line.line + by) for line in part.structure],
        allowances=[
            one._replace(first=one.first + by, last=one.last + by, line=one.line + by) for one in part.allowances
        ],
        diagnostics=[one._replace(span=_lower(one.span, by)) for one in part.diagnostics],
        pins=[(name, _lower(span, by)) for name, span in part.pins],
    )


def _lower(span: Span, by: int) -> Span:
    return span._replace(first=span.first + by, last=span.last + by)


def in_place(cards: Iterable[Rendered], start: int) -> list[Rendered]:
    """Return the cards of a part with their lines counted from so many lines above it on.

    What several of them say is there only once in the end: it is half of what they say.
    """
    known: dict[Any, Any] = {}

    def one(said: _Said) -> _Said:
        found: _Said = known.setdefault(said, said)
        return found

    def lower(lines: Iterable[int]) -> tuple[int, ...]:
        return tuple([line + start for line in lines])

    return [
        msgspec.structs.replace(
            card,
            role=one(card.role),
            trail=one(card.trail),
            term=one(card.term),
            tags=one(card.tags),
            span=_lower(card.span, start)._replace(path=one(card.span.path)),
            fields={name: one(text) for name, text in card.fields.items()},
            prompt=one(card.prompt),
            answer=one(card.answer),
            folded=(one(card.folded[0]), one(card.folded[1])),
            slots=tuple([(one(key), one(text)) for key, text in card.slots]),
            asked=lower(card.asked),
            shown=lower(card.shown),
            asks=tuple([(line + start, one(words)) for line, words in card.asks]),
            points=one(card.points),
        )
        for card in cards
    ]


_Said = TypeVar("_Said")
