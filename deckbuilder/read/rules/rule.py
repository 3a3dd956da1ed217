"""What a rule is, and what it looks at."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from deckbuilder.base.text import is_sentence, is_unfinished
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

    def __init__(self, around: Surroundings, above: Context, index: int, line: Line | None = None) -> None:
        self.around = around
        self.above = above
        self.index = index
        self.line = around.lines[index] if line is None else line
        self.is_again = line is not None
        """Its marker has been read and means nothing here."""
        self.after_answer = False
        """It ends the question above, whose answer is complete."""

    def at(self, index: int) -> "Look":
        """Return the look at another line, as if it stood here."""
        return Look(self.around, self.above, index)

    @cached_property
    def gap_above(self) -> bool:
        """A blank line stands right above."""
        return self.around.gap_before(self.index)

    @property
    def below(self) -> Line | None:
        """The next line with content."""
        return self.around.next(self.index)[1]

    @property
    def below_index(self) -> int:
        return self.around.next(self.index)[0]

    @property
    def gap_below(self) -> bool:
        """A blank line stands between it and the next."""
        return self.around.next(self.index)[2]

    @cached_property
    def body(self) -> str:
        """Where the definition of a bullet stands: nested, indented, below, after a blank, or nowhere."""
        return self.around.body(self.index)

    @cached_property
    def definition(self) -> Definition | None:
        """The line as term and definition, by itself or by its neighbours."""
        return None if self.is_again else self.around.definition(self.index)

    @cached_property
    def table(self) -> ParsedTable:
        """The header, body rows and lines of structure of a table."""
        return parsed_table(self.line)

    @cached_property
    def is_closed(self) -> bool:
        """The text before this line is finished, so that a new thing may start here."""
        text = self.above.text
        if text is None or self.gap_above:
            return True
        if self.around.by_line and not is_unfinished(text.md):
            return True
        return is_sentence(text.md) or self.above.top.shape == "line"


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


def always(_look: Look) -> bool:
    """The last rule of a kind decides whatever is left."""
    return True


def of(*kinds: LineKind) -> frozenset[LineKind]:
    """Return the kinds of lines that a rule is for."""
    return frozenset(kinds)
