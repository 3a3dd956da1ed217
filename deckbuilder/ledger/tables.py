"""Pair the pictures and cells of tables, whose rows and columns may have been renamed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import chain

from deckbuilder.base.likeness import ALIKE_HERE, best_pairs, likeness
from deckbuilder.base.model import Place
from deckbuilder.base.text import fold
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.ledger.sides import Side, cell_names
from deckbuilder.ledger.vicinity import Vicinity
from deckbuilder.read.cells import SEPARATOR


def pair_pictures(pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
    """Pair pictures by the parts they ask, those in the same place first; there, parts may have been renamed.

    One part that stayed as it was is enough there, as the others get numbers of their own. Elsewhere rows and columns
    may be those of any table of a template, and what is rare in them tells.
    """
    drafts = [at for at in sorted(pairing.open_drafts) if pairing.drafts[at].cells]
    records = [at for at in sorted(pairing.open_records) if pairing.records[at].cells]
    names_of = cache(partial(_names_of_table, pairing, places))
    scores, found = {}, {}
    for draft in drafts:
        for record in filter(partial(pairing.may_pair, draft), records):
            new, old = pairing.drafts[draft], pairing.records[record]
            is_here = _here(pairing, places, old.place) == new.place and not old.retired
            if not is_here and not vicinity.share_what_is_rare(new, old):
                continue
            same = _renamed_parts(new, old, names_of) if is_here else _unchanged(old.cells, new.cells)
            shared = len(same) / min(len(new.cells), len(old.cells))
            if shared >= ALIKE_HERE or (is_here and new.cells.items() & old.cells.items()):
                scores[draft, record] = shared + (places.here(old.trail) == new.trail) - _outness(old)
                found[draft, record] = (f"{shared:.0%} of its parts are the same", same)
    for pair in best_pairs(scores):
        pairing.pair(*pair, *found[pair])


def _outness(record: Side) -> float:
    """Return what a picture that is asked is ahead of one that is not, or no more."""
    return record.retired + record.withdrawn / 2


def _renamed_parts(new: Side, old: Side, names_of: Callable[[Place], Mapping[str, str]]) -> dict[str, str]:
    """Return new name -> old name of the parts of a picture in its place; one that was withdrawn knows no names but its own."""
    names = renamed(old.cells, new.cells) if old.withdrawn else names_of(old.place)
    return {key: names[key] for key in new.cells if names.get(key) in old.cells}


def _unchanged(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the parts that say what they said, or nearly."""
    same = (key for key in after if key in before)
    return {key: key for key in same if likeness(fold(before[key]), fold(after[key])) >= ALIKE_HERE}


def pair_cells(pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
    """Pair cells whose row or column was renamed, as the cells that stayed tell; not those that say something else now."""
    tables = {pairing.records[at].trail for at in pairing.live_open() if pairing.records[at].role == "cell"}
    for trail in sorted(tables):
        before = _cells(pairing.records, pairing.records_at[trail])
        after = _cells(pairing.drafts, pairing.cells_at[_here(pairing, places, trail)])
        for key, old in _names_of_table(pairing, places, trail, may_give=True).items():
            if key in after and old in before and (key != old or trail in pairing.tables):
                draft, record = after[key], before[old]
                if _is_open(pairing, draft, record) and not vicinity.answers_differ(
                    pairing.drafts[draft], pairing.records[record]
                ):
                    what = f"{old} is {key} now" if key != old else "its table has moved here"
                    pairing.pair(draft, record, f"{what}, as the cells beside it tell")


def _is_open(pairing: Pairing, draft: int, record: int) -> bool:
    return draft in pairing.open_drafts and record in pairing.open_records and pairing.may_pair(draft, record)


def learn_tables(pairing: Pairing, places: MovedPlaces) -> None:
    """Learn where tables have gone by what they say, whatever their rows are called now and whichever way they are turned."""
    gone = [place for place in _tables(pairing.records, pairing.live_open()) if not _after(pairing, places.here(place))]
    come = _tables(pairing.drafts, pairing.asked_open()) if gone else []
    tables = [_after(pairing, place) for place in come]
    having: dict[str, list[int]] = defaultdict(list)
    for at, cells in enumerate(tables):
        for text in _said(cells):
            having[text].append(at)
    scores = {}
    for one, place in enumerate(gone):
        before, _ = _before(pairing, place)
        said = _said(before)
        for other, shared in Counter(chain.from_iterable(having[text] for text in said if text in having)).items():
            if 2 * shared > len(said) and (share := _sameness(before, tables[other])) >= _SAME:
                scores[one, other] = share
    pairing.tables.update((gone[one], come[other]) for one, other in best_pairs(scores))


def _said(cells: Mapping[str, str]) -> set[str]:
    return set(map(fold, cells.values()))


def _sameness(before: Mapping[str, str], after: Mapping[str, str]) -> float:
    """Return the share of the cells of two tables that are the same; 0 if these say too little to tell."""
    names = renamed(before, after).items()
    same = [fold(after[key]) for key, name in names if fold(after[key]) == fold(before[name])]
    return 2 * len(same) / (len(before) + len(after)) if sum(map(len, set(same))) >= _TELLING else 0.0


_SAME, _TELLING = 0.72, 8
"""Share of the cells of both, and folded characters of those, that are the same where a table has moved."""


def _tables(sides: Sequence[Side], chosen: Sequence[int]) -> list[Place]:
    """Return the places of the tables that these cells and pictures are of."""
    found = (sides[at] for at in chosen)
    return sorted({side.place if side.cells else side.trail for side in found if side.cells or side.role == "cell"})


def _here(pairing: Pairing, places: MovedPlaces, place: Place) -> Place:
    """Return where a table of the ledger is now."""
    return pairing.tables.get(place) or places.here(place)


def _names_of_table(pairing: Pairing, places: MovedPlaces, place: Place, may_give: bool = False) -> dict[str, str]:
    """Return new name -> old name of the cells of a table of the ledger; its texts and its pictures tell together."""
    before, in_order = _before(pairing, place)
    return renamed(before, _after(pairing, _here(pairing, places, place)), in_order, may_give)


def _before(pairing: Pairing, place: Place) -> tuple[dict[str, str], bool]:
    """Return what stood in a table of the ledger, and whether its order tells anything."""
    texts = _texts(pairing.records, pairing.records_at[place])
    pictures = _parts(pairing.records, pairing.records_at[place[:-1]], place)
    return pictures | texts, not (pictures and texts)


def _after(pairing: Pairing, place: Place) -> dict[str, str]:
    """Return what stands in a table of the notes."""
    pictures = _parts(pairing.drafts, pairing.drafts_at[place[:-1]], place)
    return pictures | _texts(pairing.drafts, pairing.cells_at[place])


def _parts(sides: Sequence[Side], chosen: Sequence[int], place: Place) -> dict[str, str]:
    """Return what stands in the live pictures of a table, by row and column."""
    found: dict[str, str] = {}
    for side in (sides[at] for at in chosen):
        if side.place == place and not (side.retired or side.withdrawn):
            found |= side.cells
    return found


def _texts(sides: Sequence[Side], chosen: Sequence[int]) -> dict[str, str]:
    return {key: sides[at].answer for key, at in _cells(sides, chosen).items()}


def _cells(sides: Sequence[Side], chosen: Sequence[int]) -> dict[str, int]:
    """Return the live cells of a table by row and column, in their order, without those that names alone do not tell apart."""
    found: dict[str, list[int]] = defaultdict(list)
    for at in sorted(chosen, key=lambda at: sides[at].order):
        side = sides[at]
        if side.role == "cell" and not side.retired:
            found[SEPARATOR.join(cell_names(side.prompt))].append(at)
    return {key: cells[0] for key, cells in found.items() if len(cells) == 1}
