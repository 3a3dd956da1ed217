"""The ranks of notes in their files, kept in the ledger so that a line of it changes only when its note moves.

Ranks grow by a step from note to note; one that comes between two others takes the middle.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

STEP = 64
"""What lies between the ranks of two notes at first."""


def ranks(old: Sequence[int]) -> list[int]:
    """Return a rank for each note of a file, growing; `old` has those of before, 0 for none.

    As many as possible stay; where there is no room between two, all are given anew.
    """
    kept = _growing(old)
    found = list(old)
    for left, right in pairwise((-1, *kept, len(old))):
        low = old[left] if left >= 0 else 0
        step = (old[right] - low) // (right - left) if right < len(old) else STEP
        if not step:
            return [STEP * (at + 1) for at in range(len(old))]
        found[left + 1 : right] = [low + step * place for place in range(1, right - left)]
    return found


def _growing(old: Sequence[int]) -> list[int]:
    """Return the indexes of a longest run of ranks that grow, in their order."""
    lowest: list[int] = []
    """The lowest rank that a run of each length can end with, and where that is."""
    ends: list[int] = []
    before: dict[int, int] = {}
    for at, rank in enumerate(old):
        if rank:
            length = bisect_left(lowest, rank)
            before[at] = ends[length - 1] if length else -1
            lowest[length : length + 1] = [rank]
            ends[length : length + 1] = [at]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]
