"""How the author of a file writes, as far as that decides how its lines are read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.choices.questions import is_exam
from deckbuilder.read.markers import Line

_PROSE = frozenset(("plain", "caution"))
_ENDS = lazy(r"[。．！？!?]|[a-z]\.(?:\s|$)")
_FEWEST_LINES = 6
_ENDS_PER_LINE = 0.3
"""Sentence ends per line of text, below which an author ends sentences with lines; prose has about 1."""


class Habits(NamedTuple):
    """What is known of an author."""

    has_headings: bool
    """The file has headings with markers."""
    by_line: bool
    """The author writes no 。, and ends each sentence with its line."""
    is_exam: bool
    """There are so many questions over ticked choices that all such choices are of questions."""


class Signs(NamedTuple):
    """What lines tell of the habits of their author."""

    headings: int
    prose: int
    """Lines of text."""
    ends: int
    """Ends of sentences in those."""
    ticked: int
    """Questions over ticked choices."""


def signs_of(lines: Sequence[Line], questions: Sequence[ChoiceQuestion]) -> Signs:
    """Return what the lines of a file tell, or of a part of it, in which questions with choices are set apart."""
    headings = sum(line.kind == "heading" or (line.kind == "section" and line.mark in "■◆") for line in lines)
    prose = [line.text for line in lines if line.kind in _PROSE]
    ends = sum(len(_ENDS.findall(text)) for text in prose)
    return Signs(headings, len(prose), ends, sum(question.is_ticked for question in questions))


def habits_of(found: Iterable[Signs]) -> Habits:
    """Return the habits of an author, by the signs of all parts of a file."""
    headings, prose, ends, ticked = map(sum, zip(*found, strict=True))
    by_line = prose >= _FEWEST_LINES and ends < _ENDS_PER_LINE * prose
    return Habits(headings > 0, by_line, is_exam(ticked))
