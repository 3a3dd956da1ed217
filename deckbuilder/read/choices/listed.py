"""The right choices where 正解 stands over a list of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.answers import told
from deckbuilder.read.choices.labels import lead_length
from deckbuilder.read.choices.making import Told
from deckbuilder.read.choices.rows import LISTED, Row, is_unticked
from deckbuilder.read.choices.runs import Run

_WRONG = lazy("誤|不正解|不適|間違|違う|違い|ではな|×|✕|❌")


class _Item(NamedTuple):
    """An item of such a list."""

    right: frozenset[int]
    beside: str
    has_reason: bool
    is_denied: bool


def listed(rows: Sequence[Row], key: int, first: int, following: int, run: Run) -> Told | None:
    """Return what all items of a list below the row `key` tell; None if only the first is of the answer.

    Items may stand apart, and have their reasons behind or below them; those stay for the back. One that is said to
    be wrong, or that alone has a reason, ends the list: from there on the other choices are explained.
    """
    items = [first, *_siblings(rows, first, following)]
    answers: list[_Item] = []
    for at, until in pairwise([*items, following]):
        one = _item(rows, at, until, run)
        if one is None or (answers and (one.is_denied or (one.has_reason and not answers[0].has_reason))):
            break
        answers.append(one)
    if len(answers) < 2:
        return None
    right = frozenset[int]().union(*(one.right for one in answers))
    bare = [at for at, one in zip(items, answers, strict=False) if not one.beside]
    return Told(right, "", (key, *bare), items[len(answers) - 1])


def _siblings(rows: Sequence[Row], first: int, following: int) -> Iterator[int]:
    """Yield the rows below one that are items of its list, or lines right below that are like it."""
    head = rows[first]
    for at in range(first + 1, following):
        row = rows[at]
        if (row.kind == "blank" and head.kind in LISTED) or is_unticked(row):
            continue
        if (row.kind, row.indent) == (head.kind, head.indent):
            yield at
        elif row.indent <= head.indent or head.kind not in LISTED:
            return


def _item(rows: Sequence[Row], at: int, until: int, run: Run) -> _Item | None:
    """Return what the item in row `at` tells, whose reasons end before the row `until`."""
    row = rows[at]
    found = told(row.text[lead_length(row.text) :], run.choices)
    if found is None:
        return None
    below = [other.text for other in rows[at + 1 : until] if other.indent > row.indent and other.text]
    return _Item(*found, bool(found[1] or below), any(map(_WRONG.search, (found[1], *below))))
