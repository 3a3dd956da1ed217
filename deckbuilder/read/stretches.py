"""Where the headings of a large file are, and what its author's habits are: told by stretches of it, from one heading to
another, each of which is kept by what it says. After an edit only the stretch that it is in is read, and those beside it.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import accumulate, chain
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.base.model import Source
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.choices.questions import choice_questions, set_apart
from deckbuilder.read.choices.scenarios import names_case
from deckbuilder.read.choices.starts import MOST_ROWS
from deckbuilder.read.directives import SPELLINGS
from deckbuilder.read.habits import Signs, signs_of
from deckbuilder.read.lines import lines_of
from deckbuilder.read.markers import Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import open_heading
from deckbuilder.read.steps import Open

_Links = Sequence[tuple[str, str]]
_LONG = 300
"""Rows that a stretch has at least."""
_NO_TEXT = frozenset(("blank", "comment"))
_AHEAD = frozenset(("pragma", "facet"))
"""Lines that may be for what follows them."""
_OF_HEADING = frozenset(("plain", "dot", "number", "table"))
"""Lines above which a directive is mostly that of the heading; where it is not, `parts.stands_alone` tells."""
_SKIPPING = [word for word, name in SPELLINGS.items() if name == "skip"]


class Start(NamedTuple):
    """Where a part may begin: how many rows stand above it, its heading with its depth, and the headings above that."""

    row: int
    depth: int
    title: str
    headings: tuple[Open, ...]


class Stretch(NamedTuple):
    """A piece of a file that is read as if it stood alone: nothing in it is left open, and no question reaches out of it.

    A file of which that cannot be said is one stretch.
    """

    rows: int
    key: bytes
    """A hash of them, with the links of the file."""
    starts: list[Start]
    """Those in it, counted from its first row; it begins with one."""
    signs: Signs


def stretches(source: Source, last: Sequence[Stretch] = ()) -> list[Stretch]:
    """Return the stretches of a file; `last` has those of the same file before it was edited."""
    rows = source.text.split("\n")
    return _read_again(source, rows, last) or _read(source, rows)


def starts_of(found: Sequence[Stretch]) -> list[Start]:
    """Return where parts of a file may begin, counted from its first row."""
    above = accumulate((one.rows for one in found), initial=0)
    return [start._replace(row=start.row + row) for one, row in zip(found, above, strict=False) for start in one.starts]


def _read(source: Source, rows: Sequence[str]) -> list[Stretch]:
    lines, is_closed = lines_of(source)
    questions = choice_questions(lines, rows)
    lines = set_apart(lines, questions)
    starts = [Start(0, 0, "", ()), *_starts(lines, questions)]
    if not is_closed or any(question.is_ticked for question in questions):
        return [Stretch(len(rows), _key(rows, source.links), starts, signs_of(lines, questions))]
    return list(_divided(rows, lines, starts, source.links))


def _read_again(source: Source, rows: Sequence[str], last: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of an edited file, only what may have changed read anew; none where all has to be."""
    low, high = _same(rows, last, source.links)
    if low == len(last) and len(rows) == sum(one.rows for one in last):
        return list(last)
    low, high = _with_neighbours(last, low, high)
    if high - low == len(last) or source.body > last[0].rows:
        return []
    above, below = (sum(one.rows for one in part) for part in (last[:low], last[high:]))
    first, own = last[low].starts[0], rows[above : len(rows) - below]
    # With the heading below it, so that what reaches over that is seen.
    text = "\n".join(rows[above : len(rows) - below + 1])
    is_head = low == 0
    lines, is_closed = lines_of(replace(source, text=text, body=source.body if is_head else 0), is_head)
    questions = choice_questions(lines, text.split("\n"))
    lines = set_apart(lines, questions)
    starts = [first] * is_head + list(_starts(lines, questions, first.headings, is_head))
    if high < len(last):
        *starts, following = starts or [first]
        if following != last[high].starts[0]._replace(row=len(own)):
            return []
        lines.pop()
    if not is_closed or any(question.is_ticked for question in questions) or starts[:1] != [first]:
        return []
    return [*last[:low], *_divided(own, lines, starts, source.links), *last[high:]]


def _same(rows: Sequence[str], last: Sequence[Stretch], links: _Links) -> tuple[int, int]:
    """Return how many of the stretches a file still begins with, and from which on it ends with them."""
    low, row = 0, 0
    while low < len(last) and _key(rows[row : row + last[low].rows], links) == last[low].key:
        row += last[low].rows
        low += 1
    high, end = len(last), len(rows)
    while (
        high > low
        and end - last[high - 1].rows >= row
        and _key(rows[end - last[high - 1].rows : end], links) == last[high - 1].key
    ):
        high -= 1
        end -= last[high].rows
    return low, high


def _with_neighbours(last: Sequence[Stretch], low: int, high: int) -> tuple[int, int]:
    """Return a range of stretches with those beside it that a question in it may reach into."""
    room = MOST_ROWS
    while low > 0 and room > 0:
        low -= 1
        room -= last[low].rows
    room = MOST_ROWS
    while high < len(last) and room > 0:
        room -= last[high].rows
        high += 1
    return low, high


def _divided(rows: Sequence[str], lines: Sequence[Line], starts: Sequence[Start], links: _Links) -> Iterator[Stretch]:
    """Yield the stretches of a file, or of a part of it."""
    chosen = [starts[0]]
    for start in starts[1:]:
        if start.row - chosen[-1].row >= _LONG and len(rows) - start.row >= _LONG:
            chosen.append(start)
    ends = [*(start.row for start in chosen[1:]), len(rows)]
    line, at = 0, 0
    for begin, end in zip((start.row for start in chosen), ends, strict=True):
        after = next((at for at in range(line, len(lines)) if lines[at].first > end), len(lines))
        own = []
        while at < len(starts) and starts[at].row < end:
            own.append(starts[at]._replace(row=starts[at].row - begin))
            at += 1
        yield Stretch(end - begin, _key(rows[begin:end], links), own, signs_of(lines[line:after], ()))
        line = after


def _key(rows: Sequence[str], links: _Links) -> bytes:
    """Return a hash of rows, and of what the links in them may mean."""
    return sha256("\n".join((*rows, *chain(*links))).encode("utf-8", "surrogatepass")).digest()


def _starts(
    found: Sequence[Line], questions: Sequence[ChoiceQuestion], headings: Sequence[Open] = (), is_head: bool = True
) -> Iterator[Start]:
    """Yield where parts may begin; `headings` are those above, `is_head` says whether a file begins there."""
    above = list(headings)
    before = ""
    skips = False
    held = {number for one in questions if one.scenario for number in range(one.scenario + 1, one.term.first + 1)}
    for line in found:
        if line.kind == "heading":
            here = level(line)
            above = [step for step in above if step.level < here]
            stands = before not in _AHEAD and line.first not in held
            if not is_head and stands and all(map(_may_be_left, above)):
                yield Start(line.first - 1, here.depth, line.text, tuple(above))
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


def _may_be_left(heading: Open) -> bool:
    """Tell whether what stands below a heading may be read without its text, which is no question nor its case."""
    return heading.shape == "heading" and not names_case(heading.title.plain)


def _skipped(heading: Open) -> Open:
    """Return a heading that a directive above or below it leaves out, with all under it."""
    return heading._replace(directives=("skip",))
