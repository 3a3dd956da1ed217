"""What order says: between two notes that are sure, what stood there before and what stands there now.

A draft and a record that are alone between the same neighbours, or as many in the same order, have
that for evidence. The ranks of records in their files are kept in the ledger (reading_order.py).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from deckbuilder.ledger.sides import Pairing, Side

Standing = Literal["alone between the same neighbours", "in the same order between the same neighbours"]
_ALONE: Standing = "alone between the same neighbours"
_IN_ORDER: Standing = "in the same order between the same neighbours"


class _Gap(NamedTuple):
    """Between two sure records of a file, or one and the file's edge; positions count its live records."""

    path: str
    after: int
    before: int


def standings(pairing: Pairing) -> dict[tuple[int, int], Standing]:
    """Return how each open (draft, record) stands between the same sure neighbours; most do not."""
    files = _ranked(pairing.records)
    ranks = {at: (path, rank) for path, records in files.items() for rank, at in enumerate(records)}
    open_in: dict[tuple[_Gap, str], list[int]] = defaultdict(list)
    for draft, gap in _gaps(pairing, files, ranks).items():
        open_in[gap, pairing.drafts[draft].kind].append(draft)
    found: dict[tuple[int, int], Standing] = {}
    for (gap, kind), drafts in open_in.items():
        between = files[gap.path][gap.after + 1 : gap.before]
        records = [at for at in between if at in pairing.open_records and pairing.records[at].kind == kind]
        if len(drafts) == len(records):
            found |= dict.fromkeys(zip(drafts, records, strict=True), _ALONE if len(drafts) == 1 else _IN_ORDER)
    return found


def _ranked(records: Sequence[Side]) -> dict[str, list[int]]:
    """Return the live records of each file whose rank is known, in their order."""
    files: dict[str, list[int]] = defaultdict(list)
    for at, side in enumerate(records):
        if side.order and not side.retired:
            files[side.path].append(at)
    for found in files.values():
        found.sort(key=lambda at: (records[at].order, at))
    return files


def _gaps(
    pairing: Pairing, files: Mapping[str, Sequence[int]], ranks: Mapping[int, tuple[str, int]]
) -> dict[int, _Gap]:
    """Return the gap that each open draft stands in, where its neighbours agree on one."""
    drafts: dict[str, list[int]] = defaultdict(list)
    for at, side in enumerate(pairing.drafts):
        if side.wish == "ask":
            drafts[side.path].append(at)
    found = {}
    for here in drafts.values():
        if not pairing.open_drafts.isdisjoint(here):
            sure = [ranks.get(pairing.pairs[at]) if at in pairing.pairs else None for at in here]
            left, right = _nearest(sure), _nearest(sure[::-1])[::-1]
            for at, after, before in zip(here, left, right, strict=True):
                if at in pairing.open_drafts and (gap := _gap(after, before, files)):
                    found[at] = gap
    return found


_Rank = tuple[str, int]


def _nearest(sure: Sequence[_Rank | None]) -> list[_Rank | None]:
    """Return for each the last one before it that is known."""
    found: list[_Rank | None] = []
    last = None
    for known in sure:
        found.append(last)
        last = known or last
    return found


def _gap(after: _Rank | None, before: _Rank | None, files: Mapping[str, Sequence[int]]) -> _Gap | None:
    if after and before:
        return _Gap(after[0], after[1], before[1]) if after[0] == before[0] else None
    if after:
        return _Gap(after[0], after[1], len(files[after[0]]))
    return _Gap(before[0], -1, before[1]) if before else None
