"""What order says: between two notes that are sure, what stood there before and what stands there now.

A draft and a record that are alone between the same neighbours, or as many in the same order, have
that for evidence. The ranks of records in their files are kept in the ledger (reading_order.py).
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from deckbuilder.ledger.pairing import Pairing

Standing = Literal["alone between the same neighbours", "in the same order between the same neighbours"]
ALONE: Standing = "alone between the same neighbours"
_IN_ORDER: Standing = "in the same order between the same neighbours"


class _Gap(NamedTuple):
    """Between two sure records of a file, or one and the file's edge; positions count its live records."""

    path: str
    after: int
    before: int


def standings(pairing: Pairing) -> dict[tuple[int, int], Standing]:
    """Return how each open (draft, record) stands between the same sure neighbours; most do not."""
    found: dict[tuple[int, int], Standing] = {}
    for gap, waiting in _gaps(pairing):
        there = pairing.ranked[gap.path][gap.after + 1 : gap.before]
        between = [at for at in there if at in pairing.open_records and not pairing.records[at].retired]
        for kind in dict.fromkeys(pairing.drafts[at].kind for at in waiting):
            drafts = [at for at in waiting if pairing.drafts[at].kind == kind]
            records = [at for at in between if pairing.records[at].kind == kind]
            if len(drafts) == len(records):
                found |= dict.fromkeys(zip(drafts, records, strict=True), ALONE if len(drafts) == 1 else _IN_ORDER)
    return found


def _gaps(pairing: Pairing) -> Iterator[tuple[_Gap, list[int]]]:
    """Yield the gaps that open drafts stand in, where their neighbours agree on one, with these drafts."""
    for drafts in pairing.asked_in.values():
        if pairing.open_drafts.isdisjoint(drafts):
            continue
        after, waiting = None, list[int]()
        for at in (*drafts, None):
            before = pairing.pairs.get(at) if at is not None else None
            if at in pairing.open_drafts:
                waiting.append(at)
            elif at is None or before in pairing.positions:
                if waiting and (gap := _gap(pairing, after, before)):
                    yield gap, waiting
                after, waiting = before, []


def _gap(pairing: Pairing, after: int | None, before: int | None) -> _Gap | None:
    """Return the gap between two sure records of one file, or one and its edge."""
    paths = {pairing.records[at].path for at in (after, before) if at is not None}
    if len(paths) != 1:
        return None
    (path,) = paths
    positions = pairing.positions
    return _Gap(path, positions.get(after, -1), positions.get(before, len(pairing.ranked[path])))
