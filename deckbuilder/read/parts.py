"""A large file in parts, each from one heading to another, that are read one by one as they are read together.

Where a part begins hangs on the headings and on how much is below them, so that an edit changes the part that it is in
and hardly any other. What the headings do not tell shows when the parts have been read: `stands_alone` says whether two
may stay apart.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from deckbuilder.base.blocks import OpenHeading
from deckbuilder.base.model import Source
from deckbuilder.read.entries import Assembly
from deckbuilder.read.habits import habits_of
from deckbuilder.read.readings import ALONE, Within
from deckbuilder.read.stretches import Start, Stretch, starts_of, stretches

LARGE = 16_000
"""Characters that a part should have at most; a file that has no more is a part by itself."""
_DEEPEST = 5
"""Of headings: ######."""
_RUN = 8
"""Of so many headings about one begins a part in any case."""


class Part(NamedTuple):
    """A part of a file, its text as a source of its own."""

    source: Source
    within: Within = ALONE
    depth: int = 0
    """Of the heading that it begins with."""


def parts(source: Source) -> list[Part]:
    """Return the parts of a file in their order; none is large unless no heading is in it."""
    return apart(source, stretches(source)) if is_large(source) else [Part(source)]


def is_large(source: Source) -> bool:
    """Tell whether a file is read in parts."""
    return len(source.text) > LARGE


def apart(source: Source, found: Sequence[Stretch]) -> list[Part]:
    """Return the parts of a large file, of which these are the stretches."""
    rows = source.text.split("\n")
    above = [0, *accumulate(len(row) + 1 for row in rows)]
    habits = habits_of(one.signs for one in found)
    chosen = _chosen(starts_of(found), len(rows), above, LARGE)
    ends = [*(start.row for start in chosen[1:]), len(rows)]
    return [
        Part(
            replace(source, text="\n".join(rows[at.row : end]), body=0 if at.row else source.body, start=at.row),
            Within(at.headings, habits, is_head=at.row == 0),
            at.depth,
        )
        for at, end in zip(chosen, ends, strict=True)
    ]


def united(found: Sequence[Part]) -> Part:
    """Return parts that follow each other as one."""
    first = found[0]
    return first._replace(source=replace(first.source, text="\n".join(part.source.text for part in found)))


def stands_alone(above: tuple[OpenHeading, ...] | None, part: Part, belongs_above: bool) -> bool:
    """Tell whether a part is read as if what stands above it had been read too; `above` is what that left open."""
    if above is None or belongs_above:
        return False
    headings = Assembly(part.source, part.within.headings).headings
    return tuple(heading for heading in above if heading.depth < part.depth) == headings


def _chosen(starts: Sequence[Start], end: int, above: Sequence[int], large: int, depth: int = 0) -> list[Start]:
    """Return where the parts of one section begin, which ends before row `end`; `above` counts characters by row.

    Of the sections in it those that are large are cut further, and small ones are read together, up to `large`. Some
    headings always begin a part, so that one that grows does not move the beginnings of all below it.
    """
    found: list[Start] = []
    room = 0
    begins = [at for at, start in enumerate(starts) if not at or start.depth <= depth]
    for at, after in pairwise((*begins, len(starts))):
        stop = starts[after].row if after < len(starts) else end
        size = above[stop] - above[starts[at].row]
        if size > large and depth < _DEEPEST:
            found += _chosen(starts[at:after], stop, above, large, depth + 1)
            room = 0
        else:
            if size > room or crc32(starts[at].title.encode()) % _RUN == 0:
                found.append(starts[at])
                room = large
            room -= size
    return found
