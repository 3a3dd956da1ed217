"""A part of a notes file from text to rendered cards. Takes long to import, for the patterns of all rules."""

from collections.abc import Container, Iterable
from functools import lru_cache

import msgspec

from deckbuilder.base.blocks import Entry, Outline, Structure
from deckbuilder.base.model import Diagnostic, Place, Settings, Source
from deckbuilder.base.notes import Draft, Kind
from deckbuilder.cards.coverage import coverage
from deckbuilder.cards.kept_forms import kept_drafts
from deckbuilder.cards.leftovers import Leftovers
from deckbuilder.cards.part_cards import About, KeptCards, PartCards, Tools, allowed_everywhere, places_of
from deckbuilder.cards.render import rendered
from deckbuilder.cards.rules import drafts
from deckbuilder.cards.traits import tally
from deckbuilder.cards.trimming import trimmed
from deckbuilder.pictures.media import Library
from deckbuilder.quality.gate import answers_of, gated
from deckbuilder.read.inline import plain
from deckbuilder.read.outline import outline
from deckbuilder.read.parts import Part

_encode = msgspec.msgpack.Encoder().encode


def made(tools: Tools, part: Part) -> bytes:
    """Return one part, from text to rendered cards, as the cache keeps it."""
    settings, table_pictures, library = tools.settings, tools.table_pictures, tools.library.looking_anew()
    source = part.source
    outlined = _outlined(part)
    structure, diagnostics = list(outlined.structure), list(outlined.diagnostics)
    found, unmade = _drafted(outlined.entries, source, settings, structure, diagnostics)
    done = rendered(trimmed(found), source, settings, library, table_pictures)
    allowances = [*outlined.allowances, *allowed_everywhere(settings)]
    judged = gated(done.cards, settings.quality, allowances)
    asked = [card for card in judged.drafts if card.wish == "ask"]
    basic = [card for card in asked if card.kind == "basic"]
    about = About(
        left_open=outlined.left_open,
        belongs_above=outlined.belongs_above,
        fronts=judged.fronts,
        wrong=judged.wrong,
        roles=coverage(source, asked, structure),
        structure=structure,
        allowances=outlined.allowances,
        diagnostics=diagnostics + done.diagnostics,
        pins=[(entry.pin, entry.span) for entry in outlined.entries if entry.pin],
        tables=done.tables,
        media=done.media,
        looked=_hashes(library),
        pictures=done.pictures,
        unmade=unmade | {("occlusion", place) for place in done.unmade},
        places=places_of(judged.drafts),
        answers=[card.folded[1] for card in basic],
        told_back={card.folded[1] for card in basic if card.fields["Reverse"]},
        asked=set().union(*map(answers_of, judged.drafts)),
        tally=tally(source, found),
    )
    return _encode(PartCards(about, msgspec.Raw(_encode(judged.drafts))))


@lru_cache(1)
def _outlined(part: Part) -> Outline:
    """Return what a part says; where the ledger has other forms of its cards, they are made of it right after."""
    return outline(part.source, part.within)


def _drafted(
    entries: Iterable[Entry],
    source: Source,
    settings: Settings,
    structure: list[Structure],
    diagnostics: list[Diagnostic],
) -> tuple[list[Draft], set[tuple[Kind, Place]]]:
    """Return the drafts of all entries, and the places of clozes that could not be made.

    How lines without a card were read goes to `structure`, what is wrong to `diagnostics`.
    """
    numbers, reverse = _wanted(source, settings)
    found: list[Draft] = []
    unmade: set[tuple[Kind, Place]] = set()
    for entry in entries:
        if entry.term and entry.shape in ("heading", "text"):
            structure.append(Structure(entry.span.first, "heading"))
        if entry.has("skip"):
            lines = range(entry.span.first, entry.span.last + 1)
            structure.extend(Structure(line, "skipped") for line in lines)
        of_entry, problems = drafts(entry, source.settings.deck, numbers, reverse)
        found += of_entry
        diagnostics.extend(problems)
        if any(problem.code == "N117" for problem in problems):
            unmade.add(("cloze", (*entry.trail, plain(entry.term.md) if entry.term else "")))
    # An entry may go on below those inside it, as a section does with a table behind its terms.
    return sorted(found, key=lambda draft: draft.span.first), unmade


def kept_made(tools: Tools, part: Part, leftovers: Leftovers | None, names: Container[str]) -> bytes:
    """Return the cards of a part that its notes do not ask for, rendered, as the cache keeps them.

    Left out are those that no record of `leftovers` may go on as; `names` are what they ask, answer or hide (`names_of`).
    """
    source = part.source
    numbers, reverse = _wanted(source, tools.settings)
    found = trimmed(list(kept_drafts(_outlined(part).entries, source.settings.deck, numbers, reverse, names)))
    if leftovers:
        found = list(filter(leftovers.may_go_on, found))
    library = tools.library.looking_anew()
    done = rendered(found, source, tools.settings, library, tools.table_pictures)
    return _encode(KeptCards(done.media, _hashes(library), done.cards))


def _wanted(source: Source, settings: Settings) -> tuple[bool, bool]:
    """Return whether a file asks its unmarked numbers, and whether it asks the way back."""
    numbers = settings.numbers if source.settings.numbers is None else source.settings.numbers
    reverse = settings.reverse if source.settings.reverse is None else source.settings.reverse
    return numbers, reverse


def _hashes(library: Library) -> dict[str, bytes]:
    """Return a hash of what was in each of the author's files that was looked into, by path."""
    return {path: library.hash(path) for path in sorted(library.looked)}
