"""A large file in parts, each from one heading to another, that are read one by one as they are read together.

Where a part begins hangs on the headings alone, so that an edit changes the part that it is in and no other. What the
headings do not tell shows when the parts have been read: `stands_alone` says whether two may stay apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from deckbuilder.base.blocks import Shape
from deckbuilder.base.model import Source
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.choices.questions import choice_questions, set_apart
from deckbuilder.read.lines import lines
from deckbuilder.read.markers import Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.readings import ALONE, Within
from deckbuilder.read.rules.opening import open_heading
from deckbuilder.read.steps import Open
from deckbuilder.read.surroundings import habits_of

LARGE = 16_000
"""Characters that a part should have at most; a file that has no more is a part by itself."""
_DEPTHS = range(6)
"""Of headings: # to ######."""
_NO_TEXT = frozenset(("blank", "comment"))
_AHEAD = frozenset(("pragma", "facet"))
"""Lines that may be for what follows them."""


class Part(NamedTuple):
    """A part of a file, its text as a source of its own."""

    source: Source
    within: Within = ALONE
    depth: int = 0
    """Of the heading that it begins with."""


def parts(source: Source, large: int = LARGE) -> list[Part]:
    """Return the parts of a file in their order: what stands under headings that are deep enough for `large`."""
    if len(source.text) <= large:
        return [Part(source)]
    rows = source.text.split("\n")
    found = lines(source)[0]
    questions = choice_questions(found, rows)
    found = set_apart(found, questions)
    habits = habits_of(found, questions)
    starts = [_Start(0, 0, ()), *_starts(found, questions)]
    for depth in _DEPTHS:
        bounds = _bounds([start for start in starts if start.depth <= depth], len(rows))
        if all(sum(map(len, rows[start.row : end])) <= large for start, end in bounds):
            break
    return [
        Part(
            replace(
                source, text="\n".join(rows[start.row : end]), body=0 if start.row else source.body, start=start.row
            ),
            Within(start.headings, habits, is_head=start.row == 0),
            start.depth,
        )
        for start, end in bounds
    ]


def united(apart: Sequence[Part]) -> Part:
    """Return parts that follow each other as one."""
    first = apart[0]
    return first._replace(source=replace(first.source, text="\n".join(part.source.text for part in apart)))


def stands_alone(above: tuple[tuple[int, str, Shape], ...] | None, part: Part) -> bool:
    """Tell whether a part is read as if what stands above it had been read too; `above` is what that left open."""
    if above is None:
        return False
    headings = tuple((step.level.depth, step.title.plain, step.shape) for step in part.within.headings)
    return tuple(heading for heading in above if heading[0] < part.depth) == headings


class _Start(NamedTuple):
    """Where a part may begin: how many rows stand above it, the depth of its heading, and the headings above that."""

    row: int
    depth: int
    headings: tuple[Open, ...]


def _bounds(starts: Sequence[_Start], rows: int) -> list[tuple[_Start, int]]:
    """Return each start with the row before which its part ends."""
    return [(start, after.row) for start, after in pairwise((*starts, _Start(rows, 0, ())))]


def _starts(found: Sequence[Line], questions: Sequence[ChoiceQuestion]) -> Iterator[_Start]:
    above: list[Open] = []
    before = ""
    is_head = True
    for line in found:
        if line.kind == "heading":
            here = level(line)
            above = [step for step in above if step.level < here]
            if not is_head and before not in _AHEAD and all(step.shape == "heading" for step in above):
                yield _Start(line.first - 1, here.depth, tuple(above))
            # Where a heading stands must not matter to what is below it.
            above += [step._replace(line=0) for step in open_heading(line, here) if isinstance(step, Open)]
        elif line.kind == "choices" and (depth := questions[int(line.mark)].level):
            above = [step for step in above if step.level < Level(Rank.HEADING, depth - 1)]
        if line.kind not in _NO_TEXT:
            before = line.kind
            is_head = is_head and line.kind == "heading"
