"""What ends above a line before the line itself is read: entries that a blank line, or less indentation, closes."""

from collections.abc import Callable
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.read.markers import LineKind
from deckbuilder.read.ranks import Level, Rank, depth
from deckbuilder.read.rules.rule import Look, of
from deckbuilder.read.steps import Answer, Close, Step

_AFTER_BLANK = of("plain", "label", "table", "code", "math", "html", "dot", "number", "caution")
"""What, after a blank line, no longer belongs to a term that was defined on one line."""
_PLACED = _AFTER_BLANK | of("bullet", "sub", "arrow", "facet", "summary", "question", "answer", "explanation")
"""What is placed by its indentation."""

_PICTURE = lazy(r"\s*(?:!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]+\]\])\s*")
"""It says something only beside what stands above it."""


class Ending(NamedTuple):
    """One row: above which lines entries end, why, and the outermost of them."""

    name: str
    kinds: frozenset[LineKind]
    example: str
    level: Callable[[Look], Level | None]


def _blank(look: Look) -> Level | None:
    entries = look.above.entries
    if not entries[-1].blank_ends or look.line.indent or not look.gap_above or _PICTURE.fullmatch(look.line.text):
        return None
    if entries[-1].level.rank is Rank.FACET and look.around.is_framed(look.index):
        return None  # :::details 光合成の場は？⏎⏎葉
    index = len(entries) - 1
    while entries[index - 1].blank_ends:
        index -= 1
    return entries[index].level


def _outdented(look: Look) -> Level | None:
    indent = look.line.indent
    for entry in look.above.entries:
        if entry.inside > indent:
            return entry.level
    return None


def _margin(look: Look) -> Level | None:
    """Return where a bullet ends whose own text is indented: above a table that is not, behind a blank line."""
    line, lines = look.line, look.around.lines
    if not look.gap_above or look.above.top.level.rank is not Rank.BULLET:
        return None
    above = next(lines[at] for at in range(look.index - 1, -1, -1) if lines[at].kind not in ("blank", "comment"))
    return Level(Rank.BULLET, depth(line.indent)) if above.indent > line.indent else None


ENDINGS = (
    Ending("blank line", _AFTER_BLANK, "光合成：養分を作る働き⏎⏎⟨葉は光を受ける。⟩", _blank),
    Ending(
        "table at the margin", of("table"), "- 葉⏎  表皮が覆う。⏎⏎⟨| 所 | 働き |⏎|---|---|⏎| 茎 | 水を運ぶ |⟩", _margin
    ),
    Ending("less indented", _PLACED, "葉の作り⏎  表皮が覆う。⏎⟨茎は水を運ぶ。⟩", _outdented),
)


def ends_answer(look: Look) -> Step | None:
    """Return what unmarked text behind a blank line does below a complete answer: it ends the question.

    What stands under the same heading or in the same frame belongs to it, and so only explains the answer.
    """
    top, indent = look.above.top, look.line.indent
    if top.shape != "question" or top.last_of_answer is None or not look.gap_above:
        return None
    if top.headed or top.is_solved:
        return None
    if top.level.rank is Rank.HEADING or look.around.is_framed(look.index):
        is_of_item = indent and look.above.lists
        return None if is_of_item or top.is_explained else Answer(look.line.first, explains=True)
    return None if indent else Close(top.level)
