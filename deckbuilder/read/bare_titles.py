"""Lines without a marker that stand as a title, by their looks and by what stands round them."""

import re
from typing import NamedTuple

from deckbuilder.base.text import continues, is_noun_phrase, is_unfinished
from deckbuilder.read import directives
from deckbuilder.read.context import Neighbours
from deckbuilder.read.lines import Line
from deckbuilder.read.open_entries import BARE, BARE_PARENT, BARE_TERM, HEADING
from deckbuilder.read.terms import bold_title

_LISTS = frozenset(("bullet", "sub", "dot", "number", "table"))
_BELOW = _LISTS | {"plain", "label", "caution", "arrow", "code", "math"}
"""What can stand below a title."""
_NO_TITLE = re.compile(r"[(（\[［「『【…〜~<!]|[\d\W]+$|.*(?:[：→⇒➡]|: )")
_PREDICATE_END = re.compile(r"(?:[ぁ-ん]い|[ぁ-ん一-龠]る|[一-龠][うくすむぶ]|[ぁ-ん]く)$")
"""Verbs and adjectives, of which a title of a word or two may be one: 走る."""


class Stand(NamedTuple):
    """How a title stands: its rank, and where what belongs to it ends."""

    rank: float
    blank_ends: bool = False
    inside: int = 0
    """Columns from which on lines belong to it, if they are indented below it."""


class Above(NamedTuple):
    """What the lines above have left."""

    has_headings: bool
    """The file has headings with markers."""
    fresh: bool
    """Nothing but its own line has been read of the scope around."""
    under_heading: bool
    closed: bool
    """The text before is finished."""


def unmarked(around: Neighbours, at: int, above: Above) -> Stand | None:
    """Return how the unmarked line at `at` stands as a title, or None if it is text."""
    line, (index, following, gap) = around.lines[at], around.next(at)
    if following is None or line.mark or is_unfinished(line.text) or continues(following.text):
        return None
    over = following.indent > line.indent and following.kind in _BELOW
    bold = bool(bold_title(line.text))
    if not bold and not _reads_as_title(line.text, clause=over and around.by_line):
        return None
    if (above.fresh and not above.under_heading) or (line.indent and not (around.by_line or over)):
        return None
    starts = around.starts_block(at)
    if following.kind == "rule" and not gap and following.mark in "-=" and starts:
        return Stand(HEADING + (0 if following.mark == "=" else 1))
    rank = _rank(around, at, above.has_headings)
    if _has_gist(following, gap):
        return Stand(rank)
    if not (above.closed and starts):
        return None
    if bold and bold_title(following.text):
        return None
    if bold and following.kind in _BELOW:
        said = not above.fresh or around.gap_before(at)
        return Stand(rank) if said or following.kind in _LISTS or around.defines_above(index) else None
    if gap and around.is_first(at) and not above.has_headings and not over:
        return Stand(HEADING)
    return _over_text(around, at, above, rank, over)


def _over_text(around: Neighbours, at: int, above: Above, rank: float, over: bool) -> Stand | None:
    """Return how a line stands that reads as a title, by the text below it."""
    index, following, gap = around.next(at)
    assert following
    if over:
        return Stand(rank, around.by_line and not gap, following.indent)
    if not (gap and (above.fresh or around.by_line)) and around.defines_above(index):
        return Stand(rank, around.by_line)
    if gap or above.has_headings or following.kind != "plain":
        return None
    if around.is_term_with_gist(index):
        return Stand(BARE_PARENT)
    over_title = following.indent == around.lines[at].indent and around.heads_indented(index)
    return Stand(rank, True) if around.by_line and over_title else None


def _rank(around: Neighbours, at: int, has_headings: bool) -> float:
    """Rank a title: one after a blank line contains those right below it, one indented less those indented more."""
    after_blank = around.gap_before(at) or around.is_first(at)
    rank = BARE_TERM if has_headings else BARE_PARENT if after_blank else BARE
    indent = around.lines[at].indent
    return BARE + min(indent, 99) / 100 if indent and not has_headings else rank + min(indent, 99) / 100


def _has_gist(following: Line, gap: bool) -> bool:
    """Tell whether a 【gist】 stands right below."""
    gist = following.kind == "facet" and following.mark == "【" and not gap
    return gist and not directives.read(following.text.strip("【】"))


def _reads_as_title(text: str, clause: bool) -> bool:
    if _NO_TITLE.match(text) or (len(text) > 8 and _PREDICATE_END.search(text)):
        return False
    return is_noun_phrase(text, 40, clause)
