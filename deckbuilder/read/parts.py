"""A large file in parts, each from one heading to another, that are read one by one as they are read together.

Where a part begins hangs on the headings and on how much is below them, so that an edit changes the part that it is in
and hardly any other. What the headings do not tell shows when the parts have been read: `stands_alone` says whether two
may stay apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple
from zlib import crc32

from deckbuilder.base.blocks import OpenHeading
from deckbuilder.base.model import Source
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.choices.questions import choice_questions, set_apart
from deckbuilder.read.directives import SPELLINGS
from deckbuilder.read.entries import Assembly
from deckbuilder.read.lines import lines
from deckbuilder.read.markers import Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.readings import ALONE, Within
from deckbuilder.read.rules.opening import open_heading
from deckbuilder.read.steps import Open
from deckbuilder.read.surroundings import habits_of

LARGE = 16_000
"""Characters that a part should have at most; a file that has no more is a part by itself."""
_DEEPEST = 5
"""Of headings: ######."""
_RUN = 8
"""Of so many headings about one begins a part in any case."""
_NO_TEXT = frozenset(("blank", "comment"))
_AHEAD = frozenset(("pragma", "facet"))
"""Lines that may be for what follows them."""
_OF_HEADING = frozenset(("plain", "dot", "number", "table"))
"""Lines above which a directive is mostly that of the heading; where it is not, `stands_alone` tells."""
_SKIPPING = [word for word, name in SPELLINGS.items() if name == "skip"]


class Part(NamedTuple):
    """A part of a file, its text as a source of its own."""

    source: Source
    within: Within = ALONE
    depth: int = 0
    """Of the heading that it begins with."""


class Cut(NamedTuple):
    """Where a part begins: how many rows stand above it; the rest as of Part."""

    start: int
    within: Within
    depth: int


def parts(source: Source, large: int = LARGE) -> list[Part]:
    """Return the parts of a file in their order; none is larger than `large` unless no heading is in it."""
    if len(source.text) <= large:
        return [Part(source)]
    rows = source.text.split("\n")
    found = lines(source)[0]
    questions = choice_questions(found, rows)
    found = set_apart(found, questions)
    habits = habits_of(found, questions)
    starts = [_Start(0, 0, "", ()), *_starts(found, questions)]
    above = [0, *accumulate(len(row) + 1 for row in rows)]
    chosen = _chosen(starts, len(rows), above, large)
    return apart(source, [Cut(at.row, Within(at.headings, habits, is_head=at.row == 0), at.depth) for at in chosen])


def apart(source: Source, cuts: Sequence[Cut]) -> list[Part]:
    """Return the parts of a file that begin there."""
    rows = source.text.split("\n")
    ends = [*(cut.start for cut in cuts[1:]), len(rows)]
    return [
        Part(
            replace(
                source, text="\n".join(rows[cut.start : end]), body=0 if cut.start else source.body, start=cut.start
            ),
            cut.within,
            cut.depth,
        )
        for cut, end in zip(cuts, ends, strict=True)
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


class _Start(NamedTuple):
    """Where a part may begin: how many rows stand above it, its heading with its depth, and the headings above that."""

    row: int
    depth: int
    title: str
    headings: tuple[Open, ...]


def _chosen(starts: Sequence[_Start], end: int, above: Sequence[int], large: int, depth: int = 0) -> list[_Start]:
    """Return where the parts of one section begin, which ends before row `end`; `above` counts characters by row.

    Of the sections in it those that are large are cut further, and small ones are read together, up to `large`. Some
    headings always begin a part, so that one that grows does not move the beginnings of all below it.
    """
    found: list[_Start] = []
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


def _starts(found: Sequence[Line], questions: Sequence[ChoiceQuestion]) -> Iterator[_Start]:
    above: list[Open] = []
    before = ""
    is_head = True
    skips = False
    for line in found:
        if line.kind == "heading":
            here = level(line)
            above = [step for step in above if step.level < here]
            if not is_head and before not in _AHEAD and all(step.shape == "heading" for step in above):
                yield _Start(line.first - 1, here.depth, line.text, tuple(above))
            # Where a heading stands must not matter to what is below it.
            opened = [step._replace(line=0) for step in open_heading(line, here) if isinstance(step, Open)]
            above += map(_skipped, opened) if skips else opened
        elif line.kind == "choices" and (depth := questions[int(line.mark)].level):
            above = [step for step in above if step.level < Level(Rank.HEADING, depth - 1)]
        elif skips and above and line.kind in _OF_HEADING:
            above[-1] = _skipped(above[-1])
        if line.kind not in _NO_TEXT:
            skips = line.kind == "facet" and any(f"【{word}】" in line.text for word in _SKIPPING)
            before = line.kind
            is_head = is_head and line.kind == "heading"


def _skipped(heading: Open) -> Open:
    """Return a heading that a directive above or below it leaves out, with all under it."""
    return heading._replace(directives=("skip",))
