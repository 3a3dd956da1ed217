"""Sheets: notes files taken from text to set drafts, each by itself, so that they are kept and made side by side."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.cores import shared_out
from deckbuilder.coverage import Role, coverage, sections
from deckbuilder.media import Library
from deckbuilder.model import Allowance, Diagnostic, Rendered, Section, Settings, Source, Span, Structure
from deckbuilder.outline import outline
from deckbuilder.render import rendered
from deckbuilder.rules import drafts
from deckbuilder.shelf import Shelf, digest, program
from deckbuilder.studio import Laid, Studio

MUCH = 300_000
"""Characters of notes from which on other processes are worth their start."""


class Sheet(NamedTuple):
    """One file, read and set."""

    cards: list[Rendered]
    roles: list[Role]
    sections: list[Section]
    allowances: list[Allowance]
    diagnostics: list[Diagnostic]
    pins: list[tuple[str, Span]]
    """Each `<!-- id: name -->` and the entry that it is for."""
    tables: list[Laid]
    """Those that are pictures."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Sheet).decode


def sheets(
    sources: Sequence[Source], settings: Settings, library: Library, studio: Studio, shelf: Shelf
) -> Iterator[Sheet]:
    """Yield the sheet of each file, in their order; those on the shelf are taken from there."""
    common = digest(program(), _encode(settings), studio.fonts)
    keys = [_key(source, common, library) for source in sources]
    kept = [_kept(source, key, studio, shelf) for source, key in zip(sources, keys, strict=True)]
    missing = [source for source, sheet in zip(sources, kept, strict=True) if sheet is None]
    is_much = sum(len(source.text) for source in missing) > MUCH
    made = shared_out(_sheet, _Common(settings, library, studio), missing, is_much)
    for source, key, sheet in zip(sources, keys, kept, strict=True):
        if sheet is None:
            data = next(made)
            shelf.put(_name(source), key, data)
            sheet = _decode(data)
        yield sheet


# --- what is kept -----------------------------------------------------------------------------


def _name(source: Source) -> str:
    return "sheet-" + digest(source.path).hex()[:16]


def _key(source: Source, common: bytes, library: Library) -> bytes:
    shows_media = "![" in source.text or "<img" in source.text.lower()
    return digest(common, source.path, source.text, _encode(source.settings), library.digest if shows_media else b"")


def _kept(source: Source, key: bytes, studio: Studio, shelf: Shelf) -> Sheet | None:
    """Return a sheet from the shelf, unless its tables would now be laid out otherwise.

    Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
    build after it would make.
    """
    data = shelf.get(_name(source), key)
    if data is None:
        return None
    sheet = _decode(data)
    taken = {key for table in sheet.tables for key in table.cells}
    for table in sheet.tables:
        now = studio.earlier(table.place, table.cells, taken)
        if now != table.earlier and (table.earlier or now != table.parts):
            return None
    return sheet


# --- what is made -----------------------------------------------------------------------------


class _Common(NamedTuple):
    """What all sheets are made with."""

    settings: Settings
    library: Library
    studio: Studio


def _sheet(common: _Common, source: Source) -> bytes:
    """Take one file from text to set drafts."""
    settings, library, studio = common
    outlined = outline(source)
    structure, diagnostics = outlined.structure, outlined.diagnostics
    numbers = settings.numbers if source.settings.numbers is None else source.settings.numbers
    reverse = settings.reverse if source.settings.reverse is None else source.settings.reverse
    made = []
    for entry in outlined.entries:
        if entry.term and entry.shape in ("heading", "text"):
            structure.append(Structure(entry.span.first, "heading"))
        if any(directive.name == "skip" for directive in entry.directives):
            lines = range(entry.span.first, entry.span.last + 1)
            structure += [Structure(line, "skipped") for line in lines]
        found, problems = drafts(entry, source.settings.deck, numbers, reverse)
        made += found
        diagnostics += problems
    # An entry may go on below those inside it, as a section does with a table behind its terms.
    made.sort(key=lambda draft: draft.span.first)
    cards, problems, tables = rendered(made, source, settings, library, studio)
    roles = coverage(source, cards, structure)
    found_sections = sections(source, roles, structure)
    diagnostics += problems
    pins = [(entry.pin, entry.span) for entry in outlined.entries if entry.pin]
    return _encode(Sheet(cards, roles, found_sections, outlined.allowances, diagnostics, pins, tables))
