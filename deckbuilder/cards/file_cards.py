"""One notes file from text to rendered cards, each by itself: so they are cached one by one, and made on all cores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.base.cache import Cache, digest, piece_of, program
from deckbuilder.base.model import (
    Allowance,
    Asset,
    Diagnostic,
    Kind,
    Place,
    Rendered,
    Section,
    Settings,
    Source,
    Span,
    Structure,
)
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.coverage import Role, coverage, sections
from deckbuilder.cards.kept_forms import kept_drafts
from deckbuilder.cards.render import rendered
from deckbuilder.cards.rules import drafts
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import Laid, TablePictures
from deckbuilder.quality.gate import gated
from deckbuilder.read.inline import plain
from deckbuilder.read.outline import outline

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
    cards: list[Rendered]
    """In the order of their lines."""


class KeptCards(NamedTuple):
    """The cards of one file that its notes do not ask for; they become notes where the ledger has them."""

    path: str
    media: set[str]
    """Paths of the author's files that they show."""
    looked: dict[str, bytes]
    """As of `FileCards`."""
    cards: list[Rendered]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(FileCards).decode
_decode_kept = msgspec.msgpack.Decoder(KeptCards).decode


class Tools(NamedTuple):
    """What every file is made with."""

    settings: Settings
    library: Library
    table_pictures: TablePictures
    cache: Cache


def file_keys(sources: Iterable[Source], tools: Tools) -> dict[str, bytes]:
    """Return a hash, by path, of all that each file is made from, but for the tables' pictures of the last build.

    Of the author's files it holds the names; what is in those that were looked into, `looked` tells.
    """
    common = digest(program(), _encode(tools.settings), tools.table_pictures.fonts)
    return {source.path: _key(source, common, tools.library) for source in sources}


def cards_of_files(sources: Sequence[Source], keys: Mapping[str, bytes], tools: Tools) -> Iterator[FileCards]:
    """Yield the cards of each file, in their order; what the cache has is taken from there."""
    kept = [_kept(source, keys[source.path], tools) for source in sources]
    missing = [(source, keys[source.path]) for source, file in zip(sources, kept, strict=True) if file is None]
    is_much = sum(len(source.text) for source, _ in missing) > MUCH
    made = shared_out(_made, tools, missing, is_much)
    for source, file in zip(sources, kept, strict=True):
        if file is None:
            data = next(made)
            tools.cache.put(piece_of("cards", source.path), keys[source.path], data)
            file = _decode(data)
        yield file


def kept_cards_of_files(sources: Sequence[Source], keys: Mapping[str, bytes], tools: Tools) -> Iterator[KeptCards]:
    """Yield the cards of each file that are only kept or withdrawn, in the order of the files."""
    found = {source.path: _kept_before(source, keys[source.path], tools) for source in sources}
    missing = [source for source in sources if found[source.path] is None]
    made = shared_out(_made_kept, tools, missing, sum(len(source.text) for source in missing) > MUCH)
    for source in sources:
        kept = found[source.path]
        if kept is None:
            data = next(made)
            tools.cache.put(piece_of("kept", source.path), keys[source.path], data)
            kept = _decode_kept(data)
        yield kept


def is_current(file: FileCards, tools: Tools) -> bool:
    """Tell whether the author's files that a file shows are as they were, and its tables would be laid out as they were.

    Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
    build after it would make.
    """
    if not tools.library.is_as(file.looked):
        return False
    taken = {key for table in file.tables for key in table.cells}
    for table in file.tables:
        now = tools.table_pictures.earlier(table.place, table.cells, taken)
        if now != table.earlier and (table.earlier or now != table.parts):
            return False
    return True


# --- what is kept -----------------------------------------------------------------------------


def _key(source: Source, common: bytes, library: Library) -> bytes:
    shows_media = "!" in source.text or "<" in source.text  # a comment or a line's end may part what names a picture
    return digest(common, source.path, source.text, _encode(source.settings), library.digest if shows_media else b"")


def _kept(source: Source, key: bytes, tools: Tools) -> FileCards | None:
    data = tools.cache.get(piece_of("cards", source.path), key)
    file = _decode(data) if data else None
    return file if file and is_current(file, tools) else None


def _kept_before(source: Source, key: bytes, tools: Tools) -> KeptCards | None:
    data = tools.cache.get(piece_of("kept", source.path), key)
    kept = _decode_kept(data) if data else None
    return kept if kept and tools.library.is_as(kept.looked) else None


# --- what is made -----------------------------------------------------------------------------


def _made(tools: Tools, item: tuple[Source, bytes]) -> bytes:
    """Return one file, from text to rendered cards, as the cache keeps it."""
    settings, table_pictures, library = tools.settings, tools.table_pictures, tools.library.looking_anew()
    source, key = item
    outlined = outline(source)
    structure, diagnostics = outlined.structure, outlined.diagnostics
    numbers, reverse = _wanted(source, settings)
    made = []
    unmade: set[tuple[Kind, Place]] = set()
    for entry in outlined.entries:
        if entry.term and entry.shape in ("heading", "text"):
            structure.append(Structure(entry.span.first, "heading"))
        if any(directive.name == "skip" for directive in entry.directives):
            lines = range(entry.span.first, entry.span.last + 1)
            structure += [Structure(line, "skipped") for line in lines]
        found, problems = drafts(entry, source.settings.deck, numbers, reverse)
        made += found
        diagnostics += problems
        if any(problem.code == "N117" for problem in problems):
            unmade.add(("cloze", (*entry.trail, plain(entry.term.md) if entry.term else "")))
    # An entry may go on below those inside it, as a section does with a table behind its terms.
    made.sort(key=lambda draft: draft.span.first)
    done = rendered(made, source, settings, library, table_pictures)
    allowances = [*outlined.allowances, *(Allowance(code, "deck.toml", 0, 0, 0) for code in settings.allow)]
    cards = gated(done.cards, settings.quality, allowances)
    asked = [card for card in cards if card.wish == "ask"]
    roles = coverage(source, asked, structure)
    basic = [card for card in asked if card.kind == "basic"]
    file = FileCards(
        path=source.path,
        key=key,
        roles=roles,
        sections=sections(source, roles, structure),
        allowances=outlined.allowances,
        diagnostics=diagnostics + done.diagnostics,
        pins=[(entry.pin, entry.span) for entry in outlined.entries if entry.pin],
        tables=done.tables,
        media=done.media,
        looked=_hashes(library),
        pictures=done.pictures,
        unmade=unmade | {("occlusion", place) for place in done.unmade},
        places={place for card in cards for place in (card.trail, (*card.trail, card.term))},
        answers=[card.folded[1] for card in basic],
        told_back={card.folded[1] for card in basic if card.fields["Reverse"]},
        cards=cards,
    )
    return _encode(file)


def _made_kept(tools: Tools, source: Source) -> bytes:
    """Return the forms of one file that its notes do not ask for, rendered, as the cache keeps them."""
    numbers, reverse = _wanted(source, tools.settings)
    made = list(kept_drafts(outline(source).entries, source.settings.deck, numbers, reverse))
    library = tools.library.looking_anew()
    done = rendered(made, source, tools.settings, library, tools.table_pictures)
    return _encode(KeptCards(source.path, done.media, _hashes(library), done.cards))


def _hashes(library: Library) -> dict[str, bytes]:
    return {path: library.hash(path) for path in sorted(library.looked)}


def _wanted(source: Source, settings: Settings) -> tuple[bool, bool]:
    """Return whether a file asks its unmarked numbers, and whether it asks the way back."""
    numbers = settings.numbers if source.settings.numbers is None else source.settings.numbers
    reverse = settings.reverse if source.settings.reverse is None else source.settings.reverse
    return numbers, reverse
