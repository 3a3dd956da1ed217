"""What a rule is, and what it looks at."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from deckbuilder.base.sentences import is_sentence, is_unfinished
from deckbuilder.read.context import Context
from deckbuilder.read.markers import Line, LineKind
from deckbuilder.read.steps import Step
from deckbuilder.read.surroundings import Surroundings
from deckbuilder.read.table_rows import ParsedTable, parsed_table
from deckbuilder.read.terms import Definition


class Role(StrEnum):
    """What a line is among the others."""

    HEADING = "heading"
    TERM = "term"
    PAIR = "term and definition"
    ALIAS = "part of the term"
    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    GIST = "gist"
    FACET = "facet"
    DIRECTIVE = "directive"
    LABEL = "labelled line"
    ITEM = "item"
    TASK = "task"
    PARAGRAPH = "paragraph"
    CONTINUATION = "continuation"
    CAUTION = "caution"
    CAPTION = "caption"
    TABLE = "table"
    VERBATIM = "code, formula or HTML"
    STRUCTURE = "no text"
    AGAIN = "read as something else"


class Look:
    """One line, the lines round it, and what was read above it."""

    __slots__ = (
        "above", "after_answer", "around", "below", "below_index", "gap_above", "gap_below", "index", "is_again",
        "kept", "line",
    )  # fmt: skip

    def __init__(self, around: Surroundings, above: Context, index: int, line: Line | None = None) -> None:
        self.around = around
        self.above = above
        self.index = index
        self.line = around.lines[index] if line is None else line
        self.is_again = line is not None
        """Its marker has been read and means nothing here."""
        self.after_answer = False
        """It ends the question above, whose answer is complete."""
        self.gap_above = around.gap_above[index]
        """A blank line stands right above."""
        self.below_index, self.below, self.gap_below = around.next(index)
        """The next line with content, and whether a blank line stands between."""
        self.kept: dict[Callable[[Look], Any], Any] = {}
        """What was found out about it already."""

    def at(self, index: int) -> "Look":
        """Return the look at another line, as if it stood here."""
        return Look(self.around, self.above, index)

    @property
    def definition(self) -> Definition | None:
        """The line as term and definition, by itself or by its neighbours."""
        return None if self.is_again else self.around.definition(self.index)

    @property
    def in_answer(self) -> bool:
        """Tell whether it may still belong to the answer of a question."""
        return self.above.top.shape == "question" and not self.after_answer


Found = TypeVar("Found")


def once(find: Callable[[Look], Found]) -> Callable[[Look], Found]:
    """Make a function of a look that is asked by several rules find out but once."""

    @wraps(find)
    def kept(look: Look) -> Found:
        known = look.kept
        if find in known:
            return known[find]  # type: ignore[no-any-return]
        known[find] = result = find(look)
        return result

    return kept


@once
def body(look: Look) -> str:
    """Tell where the definition of a bullet stands: nested, indented, below, after a blank, or nowhere."""
    return look.around.body(look.index)


@once
def table(look: Look) -> ParsedTable:
    """Return the header, body rows and lines of structure of a table."""
    return parsed_table(look.line)


@once
def is_closed(look: Look) -> bool:
    """Tell whether the text before this line is finished, so that a new thing may start here."""
    text = look.above.text
    if text is None or look.gap_above:
        return True
    if look.around.by_line and not is_unfinished(text.md):
        return True
    return is_sentence(text.md) or look.above.top.shape == "line"


class Rule(NamedTuple):
    """One row of the table: which lines it is for, when it applies, and what it makes of them."""

    name: str
    kinds: frozenset[LineKind]
    example: str
    """Lines of notes, ⏎ between them; the rule decides the one in ⟨⟩."""
    role: Role
    applies: Callable[[Look], bool]
    steps: Callable[[Look], Iterator[Step]]
    """Each step is taken before the next is asked for, so that what is above the line is always true."""
    given: Callable[[Look], bool] | None = None
    """What all rules of a group need, asked once for all of them."""


def first(rules: Iterable[Rule], look: Look) -> Rule:
    """Return the first rule that applies; the last of a kind always does."""
    refused = None
    for rule in rules:
        given = rule.given
        if given is None:
            if rule.applies(look):
                return rule
        elif given is not refused:
            if not given(look):
                refused = given
            elif rule.applies(look):
                return rule
    raise LookupError(look.line)


def always(_look: Look) -> bool:
    """The last rule of a kind decides whatever is left."""
    return True


def of(*kinds: LineKind) -> frozenset[LineKind]:
    """Return the kinds of lines that a rule is for."""
    return frozenset(kinds)
