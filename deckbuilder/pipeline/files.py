"""The parts of notes files on their way through a build: their cards, made or from the cache, and in the end their notes."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

import msgspec

from deckbuilder.base.model import Allowance, Source, Span
from deckbuilder.base.notes import Note, Rendered
from deckbuilder.cards.coverage import as_made, lines_made
from deckbuilder.cards.file_cards import SetPart, Spot, set_files, with_cards
from deckbuilder.cards.part_cards import About, KeptCards, Tools, moved, places_of
from deckbuilder.cards.traits import standard, together
from deckbuilder.identity.identify import Identified
from deckbuilder.identity.unchanged import Around, FinishedPart, LastBuild, Unchanged, alone, set_at, still_unchanged
from deckbuilder.ledger.records import Ledger
from deckbuilder.quality.gate import held_to


def cards_by_part(
    sources: Sequence[Source],
    tools: Tools,
    last: LastBuild,
    ledger: Ledger,
    progress: Callable[[str, int, int], object],
) -> tuple[list[SetPart], Around, Unchanged]:
    """Return the parts of all files, what their notes hang on beside, and which are as the last build left them.

    `sources` gives the order of the files.
    """

    def finished_before(key: bytes) -> About | None:
        part = last.part(key, tools)
        return part.about if part else None

    parts: list[SetPart] = []
    for done, of_file in enumerate(set_files(sources, tools, finished_before), 1):
        parts += of_file
        progress("setting the notes", done, len(sources))
    answers = Counter(answer for part in parts for answer in part.about.answers)
    by_file = groupby(parts, lambda part: part.path)
    standards = {path: standard(together(part.about.tally for part in of_file)) for path, of_file in by_file}
    around = Around(answers, standards)
    bare = [one for one in parts if one.cards is None]
    reusable = {one.spot: set_at(part, one.start) for one in bare if (part := last.part(one.key, tools))}
    unchanged = still_unchanged(parts, reusable, ledger, around)
    again = [one for one in bare if one.spot not in unchanged.parts]
    whole = {one.spot: one for one in with_cards(again, tools)}
    return [whole.get(one.spot, one) for one in parts], around, unchanged


_Of = TypeVar("_Of")


def finished(
    parts: Sequence[SetPart], unchanged: Unchanged, identity: Identified, around: Around
) -> tuple[FinishedPart, ...]:
    """Return each part with its notes, in their order; `identity` is of those that are not unchanged."""
    made = [note for note in identity.notes if not (note.held or note.retired)]
    of_file: dict[str, list[Note]] = defaultdict(list)
    for note in made:
        of_file[note.span.path].append(note)
    lines = {path: lines_made(notes) for path, notes in of_file.items()}
    spots = _Spots(parts)
    notes = spots.sorted_out(made, lambda note: note.span)
    offers = spots.sorted_out(identity.offers, lambda offer: offer.finding.span)
    doubled, asked = spots.having(identity.doubled), spots.having(identity.asked)

    def finish(one: SetPart) -> FinishedPart:
        own = offers[one.spot]
        offered = {line for offer in own for line in offer.lines}
        made_of_file = lines.get(one.path) or lines_made(())
        roles = as_made(one.about.roles, one.start, made_of_file, offered, one.spot in doubled)
        return FinishedPart(
            path=one.path,
            start=one.start,
            key=one.key,
            about=moved(one.about, -one.start),
            alone=alone(one, around.answers),
            standard=around.standards[one.path],
            notes=notes[one.spot],
            roles=roles,
            may_be_reused=one.spot not in doubled,
            is_asked=one.spot in asked,
            offers=tuple(own),
        )

    return tuple(unchanged.parts.get(one.spot) or finish(one) for one in parts)


class _Spots:
    """Finds the part that a place in the notes is in."""

    def __init__(self, parts: Iterable[SetPart]) -> None:
        self.starts: dict[str, list[int]] = defaultdict(list)
        for one in parts:
            self.starts[one.path].append(one.start)

    def of(self, span: Span) -> Spot:
        starts = self.starts[span.path]
        return span.path, starts[bisect_left(starts, span.first) - 1]

    def having(self, spans: Iterable[Span]) -> set[Spot]:
        """Return the parts that have any of these."""
        return set(map(self.of, spans))

    def sorted_out(self, items: Iterable[_Of], span: Callable[[_Of], Span]) -> dict[Spot, list[_Of]]:
        """Return what each part has."""
        found: dict[Spot, list[_Of]] = defaultdict(list)
        for item in items:
            found[self.of(span(item))].append(item)
        return found


def with_kept(parts: Sequence[SetPart], others: Mapping[Spot, KeptCards], kept: Iterable[Span]) -> list[SetPart]:
    """Return parts, those that have any of the places in `kept` with what their kept cards show."""
    found = _Spots(parts).having(kept)
    return [_with_kept(one, others[one.spot]) if one.spot in found else one for one in parts]


def _with_kept(one: SetPart, kept: KeptCards) -> SetPart:
    about = one.about
    return one._replace(
        about=about._replace(
            media=about.media | kept.media,
            looked=about.looked | kept.looked,
            places=about.places | places_of(kept.cards),
        )
    )


def to_identify(part: SetPart, around: Around, everywhere: Sequence[Allowance]) -> Iterator[Rendered]:
    """Yield the cards of a part as its file and all others let them be asked; `everywhere` is what deck.toml allows."""
    asked = around.standards[part.path]
    allowances = [*part.about.allowances, *everywhere]
    for card in _with_lone_reverses(part, around.answers):
        yield held_to(card, asked.of(card), asked.why, allowances) if asked.points else card


def _with_lone_reverses(part: SetPart, answers: Mapping[str, int]) -> list[Rendered]:
    """Return the cards of a part, the way back only kept where an answer belongs to more than one term."""
    lone = alone(part, answers)
    return [
        _with_back_kept(card) if card.fields.get("Reverse") and card.folded[1] not in lone else card
        for card in part.set_cards()
    ]


def _with_back_kept(card: Rendered) -> Rendered:
    """Return a card whose way back nobody gets anew, whatever else speaks against it."""
    return msgspec.structs.replace(card, kept=(1,), objections=tuple(one for one in card.objections if not one.ordinal))
