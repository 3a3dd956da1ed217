"""What ends above a line before the line itself is read: entries that a blank line, or less indentation, closes."""

from collections.abc import Callable
from typing import NamedTuple

from deckbuilder.read.ranks import Level
from deckbuilder.read.rules.rule import Look, of

_AFTER_BLANK = of("plain", "label", "table", "code", "math", "html", "dot", "number", "caution")
"""What, after a blank line, no longer belongs to a term that was defined on one line."""
_UNPLACED = of("blank", "comment", "pragma", "heading", "section", "rule")
"""What is not placed by its indentation."""


class Ending(NamedTuple):
    """One row: why entries end above a line, and the outermost of them."""

    name: str
    example: str
    level: Callable[[Look], Level | None]


def _blank(look: Look) -> Level | None:
    line, entries = look.line, look.above.entries
    if line.kind not in _AFTER_BLANK or line.indent or not entries[-1].blank_ends or not look.gap_above:
        return None
    index = len(entries) - 1
    while entries[index - 1].blank_ends:
        index -= 1
    return entries[index].level


def _outdented(look: Look) -> Level | None:
    if look.line.kind in _UNPLACED:
        return None
    return next((entry.level for entry in look.above.entries if entry.inside > look.line.indent), None)


ENDINGS = (
    Ending("blank line", "光合成：養分を作る働き⏎⏎⟨葉は光を受ける。⟩", _blank),
    Ending("less indented", "葉の作り⏎  表皮が覆う。⏎⟨茎は水を運ぶ。⟩", _outdented),
)


def after_answer(look: Look) -> bool:
    """Tell whether unmarked text behind a blank line ends the question above, whose answer is complete."""
    top = look.above.top
    if look.line.kind != "plain" or top.shape != "question" or top.last_of_answer is None:
        return False
    return not top.headed and look.gap_above and not look.line.indent
