"""Each notes file on its way through a build: its cards, made or taken from the cache, and in the end its notes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from deckbuilder.base.model import Source
from deckbuilder.base.notes import Note, Rendered
from deckbuilder.cards.coverage import as_made
from deckbuilder.cards.file_cards import FileCards, cards_of_files, file_keys
from deckbuilder.cards.kept_cards import KeptCards
from deckbuilder.cards.part_cards import Tools
from deckbuilder.identity.identify import Identified
from deckbuilder.identity.unchanged import FinishedFile, LastBuild, Unchanged, alone, still_unchanged
from deckbuilder.ledger.records import Ledger
from deckbuilder.quality.findings import Offer


def cards_by_file(
    sources: Sequence[Source],
    tools: Tools,
    last: LastBuild,
    ledger: Ledger,
    progress: Callable[[str, int, int], object],
) -> tuple[list[FileCards], Counter[str], Unchanged]:
    """Return the cards of each file, how many cards have each answer, and which files are as the last build left them.

    `sources` gives the order of the files.
    """
    keys = file_keys(sources, tools)
    reusable = last.files(keys, tools)
    by_path = {path: file.file_cards for path, file in reusable.items()}

    def make(chosen: Sequence[Source]) -> None:
        for done, file in enumerate(cards_of_files(chosen, keys, tools), 1):
            by_path[file.path] = file
            progress("setting the notes", done, len(chosen))

    others = [source for source in sources if source.path not in reusable]
    make(others)
    answers = Counter(answer for file in by_path.values() for answer in file.answers)
    unchanged = still_unchanged(reusable, [by_path[source.path] for source in others], ledger, answers)
    # The cards of finished files are not kept with them: those that are needed after all come from the cache.
    make([source for source in sources if source.path in reusable and source.path not in unchanged.files])
    return [by_path[source.path] for source in sources], answers, unchanged


def finished(
    files: Sequence[FileCards], unchanged: Unchanged, identity: Identified, answers: Mapping[str, int]
) -> tuple[FinishedFile, ...]:
    """Return each file with its notes, in their order; `identity` is of those that are not unchanged."""
    of_file: dict[str, list[Note]] = {file.path: [] for file in files}
    for note in identity.notes:
        if not (note.held or note.retired):
            of_file[note.span.path].append(note)
    offers: dict[str, list[Offer]] = {file.path: [] for file in files}
    for offer in identity.offers:
        offers[offer.finding.span.path].append(offer)
    return tuple(
        unchanged.files.get(file.path)
        or FinishedFile(
            file_cards=file._replace(
                parts=[],
                cards=[],
                roles=as_made(file.roles, of_file[file.path], _lines(offers[file.path]), file.path in identity.doubled),
            ),
            alone=alone(file, answers),
            notes=of_file[file.path],
            may_be_reused=file.path not in identity.doubled,
            offers=tuple(offers[file.path]),
        )
        for file in files
    )


def _lines(offers: Iterable[Offer]) -> set[int]:
    return {line for offer in offers for line in offer.lines}


def with_kept(file: FileCards, kept: KeptCards) -> FileCards:
    """Return a file with what its kept cards show, and where they are."""
    places = {place for card in kept.cards for place in (card.trail, (*card.trail, card.term))}
    looked = file.looked | kept.looked
    return file._replace(media=file.media | kept.media, looked=looked, places=file.places | places)


def with_lone_reverses(file: FileCards, answers: Mapping[str, int]) -> list[Rendered]:
    """Return the cards of a file, asked the way back only where one answer belongs to one term."""
    lone = alone(file, answers)
    return [
        msgspec.structs.replace(card, fields={**card.fields, "Reverse": ""})
        if card.fields.get("Reverse") and card.folded[1] not in lone
        else card
        for card in file.cards
    ]
