"""One notes file from text to rendered cards: its parts are cached one by one, and made on all cores."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from deckbuilder.base.blocks import Section
from deckbuilder.base.cache import digest
from deckbuilder.base.model import Allowance, Diagnostic, Place, Source, Span
from deckbuilder.base.notes import Asset, Kind, Rendered
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.coverage import Role, sections
from deckbuilder.cards.part_cards import PartCards, Tools, bonds, decode, made, moved
from deckbuilder.cards.shelf import Shelf, common, source_key
from deckbuilder.pictures.table_pictures import Laid
from deckbuilder.read.parts import Part, parts, united

MUCH = 300_000
"""Characters of notes from which on other processes are worth their start."""


class FileCards(NamedTuple):
    """One notes file, read and rendered."""

    path: str
    key: bytes
    """A hash of all that it was made from."""
    roles: list[Role]
    sections: list[Section]
    allowances: list[Allowance]
    diagnostics: list[Diagnostic]
    pins: list[tuple[str, Span]]
    tables: list[list[Laid]]
    """Those of each part."""
    media: set[str]
    looked: dict[str, bytes]
    pictures: list[Asset]
    unmade: set[tuple[Kind, Place]]
    """As of PartCards."""
    places: set[Place]
    """The headings above each of its cards, and the same with the card's term."""
    answers: list[str]
    """Folded answers of its basic cards."""
    told_back: set[str]
    """Of these answers, those that are asked the way back if no other card has them."""
    parts: list[Part]
    """What it was read in, and what did not stand by itself as one."""
    cards: list[Rendered]
    """In the order of their lines."""


def file_keys(sources: Iterable[Source], tools: Tools) -> dict[str, bytes]:
    """Return a hash, by path, of all that each file is made from, but for the tables' pictures of the last build."""
    shared = common(tools)
    return {source.path: digest(shared, source_key(source, tools.library)) for source in sources}


def cards_of_files(sources: Sequence[Source], keys: Mapping[str, bytes], tools: Tools) -> Iterator[FileCards]:
    """Yield the cards of each file, in their order; what the cache has of its parts is taken from there."""
    files = deque(_File(source, tools) for source in sources)
    missing = [part for file in files for part in file.missing]
    made_anew = shared_out(made, tools, missing, sum(len(part.source.text) for part in missing) > MUCH)
    while files:
        file = files.popleft()
        yield file.cards(keys[file.source.path], made_anew)


def is_current(file: FileCards, tools: Tools) -> bool:
    """Tell whether the author's files that a file shows are as they were, and its tables would be laid out as they were."""
    return tools.library.is_as(file.looked) and all(_are_laid(tables, tools) for tables in file.tables)


def _are_laid(tables: Sequence[Laid], tools: Tools) -> bool:
    """Tell whether the tables of a part would be laid out as they were.

    Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
    build after it would make.
    """
    taken = {key for table in tables for key in table.cells}
    for table in tables:
        now = tools.table_pictures.earlier(table.place, table.cells, taken)
        if now != table.earlier and (table.earlier or now != table.parts):
            return False
    return True


# --- a file of parts --------------------------------------------------------------------------


class _File:
    """A file on its way: its parts, and what the cache has of them."""

    def __init__(self, source: Source, tools: Tools) -> None:
        self.source = source
        self.tools = tools
        self.shelf = Shelf("cards", source.path, tools)
        self.parts = parts(source)
        self.known = [self._known(part) for part in self.parts]

    @property
    def missing(self) -> list[Part]:
        """The parts that have to be made."""
        return [part for part, known in zip(self.parts, self.known, strict=True) if known is None]

    def cards(self, key: bytes, made_anew: Iterator[bytes]) -> FileCards:
        """Return the cards of the file, and keep what its parts were made to; `made_anew` has what is missing."""
        parts = self.parts
        cards = [known or self._kept(part, next(made_anew)) for part, known in zip(parts, self.known, strict=True)]
        while bound := bonds(parts, cards):
            parts = _joined(parts, bound)
            cards = [self._known(part) or self._kept(part, made(self.tools, part)) for part in parts]
        self.shelf.write()
        return _of_parts(self.source, key, parts, cards)

    def _known(self, part: Part) -> PartCards | None:
        data = self.shelf.get(part)
        cards = decode(data) if data else None
        if not (data and cards and self.tools.library.is_as(cards.looked) and _are_laid(cards.tables, self.tools)):
            return None
        self.shelf.put(part, data)
        return cards

    def _kept(self, part: Part, data: bytes) -> PartCards:
        self.shelf.put(part, data)
        return decode(data)


def _joined(parts: Sequence[Part], bound: Set[int]) -> list[Part]:
    """Return parts of which those at the indexes in `bound` are one with what stands above them."""
    starts = [at for at in range(len(parts)) if at not in bound]
    return [united(parts[start:end]) for start, end in pairwise((*starts, len(parts)))]


def _of_parts(source: Source, key: bytes, parts: list[Part], cards_of_parts: Sequence[PartCards]) -> FileCards:
    """Return a file by its parts."""
    found = [moved(own, part.source.start) for part, own in zip(parts, cards_of_parts, strict=True)]
    cards = [card for part in found for card in part.cards]
    basic = [card for card in cards if card.kind == "basic" and card.wish == "ask"]
    roles = [role for part in found for role in part.roles]
    return FileCards(
        path=source.path,
        key=key,
        roles=roles,
        sections=sections(source, roles, [line for part in found for line in part.structure]),
        allowances=[allowance for part in found for allowance in part.allowances],
        diagnostics=_told_once(diagnostic for part in found for diagnostic in part.diagnostics),
        pins=[pin for part in found for pin in part.pins],
        tables=[part.tables for part in found if part.tables],
        media={path for part in found for path in part.media},
        looked={path: known for part in found for path, known in part.looked.items()},
        pictures=[picture for part in found for picture in part.pictures],
        unmade={place for part in found for place in part.unmade},
        places={place for card in cards for place in (card.trail, (*card.trail, card.term))},
        answers=[card.folded[1] for card in basic],
        told_back={card.folded[1] for card in basic if card.fields["Reverse"]},
        parts=parts,
        cards=cards,
    )


def _told_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the messages of a file's parts with those of the whole file only once, where they are first told."""
    found: list[Diagnostic] = []
    once: dict[object, int] = {}
    for diagnostic in diagnostics:
        of_file = {"N116": diagnostic.args, "N118": "N118"}.get(diagnostic.code)
        at = once.setdefault(of_file, len(found)) if of_file else len(found)
        if at == len(found):
            found.append(diagnostic)
        elif diagnostic.code == "N118":  # it says how many
            count = int(str(found[at].args[0])) + int(str(diagnostic.args[0]))
            found[at] = found[at]._replace(args=(str(count),))
    return found
