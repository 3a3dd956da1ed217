"""Pair the pictures and cells of tables, whose rows and columns may have been renamed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from deckbuilder.base.likeness import ALIKE_HERE, best_pairs, likeness
from deckbuilder.base.text import fold
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.ledger.sides import Pairing, Side, cell_names
from deckbuilder.ledger.vicinity import Vicinity
from deckbuilder.read.cells import SEPARATOR


def pair_pictures(pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
    """Pair pictures by the parts they ask, those in the same place first; there, parts may have been renamed.

    One part that stayed as it was is enough there, as the others get numbers of their own. Elsewhere rows and columns
    may be those of any table of a template, and what is rare in them tells.
    """
    drafts = [at for at in sorted(pairing.open_drafts) if pairing.drafts[at].cells]
    records = [at for at in sorted(pairing.open_records) if pairing.records[at].cells]
    scores = {}
    for draft in drafts:
        for record in filter(partial(pairing.may_pair, draft), records):
            new, old = pairing.drafts[draft], pairing.records[record]
            is_here = places.here(old.place) == new.place and not old.retired
            if not is_here and not vicinity.share_what_is_rare(new, old):
                continue
            same = renamed(old.cells, new.cells) if is_here else _unchanged(old.cells, new.cells)
            shared = len(same) / min(len(new.cells), len(old.cells))
            if shared >= ALIKE_HERE or (is_here and new.cells.items() & old.cells.items()):
                scores[draft, record] = shared + (places.here(old.trail) == new.trail) - old.retired
    for draft, record in best_pairs(scores):
        pairing.pair(draft, record, f"{scores[draft, record] % 1 or 1:.0%} of its parts are the same")


def _unchanged(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the parts that say what they said, or nearly."""
    return [key for key in after if key in before and likeness(fold(before[key]), fold(after[key])) >= ALIKE_HERE]


def pair_cells(pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
    """Pair cells whose row or column was renamed, as the cells that stayed tell; not those that say something else now."""
    tables = {pairing.records[at].trail for at in pairing.live_open() if pairing.records[at].role == "cell"}
    for trail in sorted(tables):
        before = _cells(pairing.records, pairing.records_at[trail])
        after = _cells(pairing.drafts, pairing.drafts_at[places.here(trail)])
        names = renamed(_texts(pairing.records, before), _texts(pairing.drafts, after))
        for key, old in names.items():
            draft, record = after[key], before[old]
            is_open = draft in pairing.open_drafts and record in pairing.open_records
            if key != old and is_open and not vicinity.answers_differ(pairing.drafts[draft], pairing.records[record]):
                pairing.pair(draft, record, f"{old} is {key} now, as the cells beside it tell")


def _cells(sides: Sequence[Side], chosen: Sequence[int]) -> dict[str, int]:
    """Return the live cells of a table by row and column, without those that names alone do not tell apart."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in chosen:
        side = sides[at]
        if side.role == "cell" and not side.retired:
            found[SEPARATOR.join(cell_names(side.prompt))].append(at)
    return {key: cells[0] for key, cells in found.items() if len(cells) == 1}


def _texts(sides: Sequence[Side], cells: Mapping[str, int]) -> dict[str, str]:
    return {key: sides[at].answer for key, at in cells.items()}
