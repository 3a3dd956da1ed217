"""The first pass: how each line is read, by which rule, and what that does."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from deckbuilder.read.choices.questions import choice_questions, set_apart
from deckbuilder.read.context import Context
from deckbuilder.read.habits import Habits
from deckbuilder.read.markers import Line
from deckbuilder.read.rules.endings import ends_answer
from deckbuilder.read.rules.rule import Look, Role, Rule, first
from deckbuilder.read.rules.table import BEFORE_ENDINGS_BY_KIND, BY_KIND, ENDINGS_BY_KIND
from deckbuilder.read.steps import Again, Blank, Close, Open, Step
from deckbuilder.read.surroundings import Surroundings


class Within(NamedTuple):
    """What a part of a file has to know of the rest; nothing for a whole one."""

    headings: tuple[Open, ...] = ()
    """Those that it stands under, outermost first."""
    habits: Habits | None = None
    is_head: bool = True
    """It begins where the file does."""


ALONE = Within()


class Reading(NamedTuple):
    """How one line is read."""

    line: Line
    rules: Sequence[Rule]
    """The rule that decided; before it those that had the line read again as something else."""
    steps: Sequence[Step]

    @property
    def role(self) -> Role:
        """What the line is."""
        return self.rules[-1].role


def readings(lines: list[Line], rows: list[str], title: str, within: Within = ALONE) -> Iterator[Reading]:
    """Yield how each line of a file is read; `rows` are its physical lines, `title` is what it is called.

    `within` says what stands round them where they are a part of the file.
    """
    habits = within.habits
    questions = choice_questions(lines, rows, habits.is_exam if habits else None)
    around, above = Surroundings(set_apart(lines, questions), rows, questions, habits), Context.of_file(title)
    for heading in within.headings:
        above.take(heading)
    for index, line in enumerate(around.lines):
        if line.kind == "blank" and not line.mark:  # a third of all lines: nothing about them has to be found out
            above.take(_BLANK)
            yield Reading(line, BY_KIND["blank"], (_BLANK,))
        else:
            yield _reading(Look(around, above, index))


_BLANK = Blank()


def _reading(look: Look) -> Reading:
    steps: list[Step] = []
    rules: list[Rule] = []
    kind = look.line.kind
    if look.above.top.awaiting:
        for rule in BEFORE_ENDINGS_BY_KIND[kind]:
            if rule.applies(look):
                _follow(rule, look, steps)
                return Reading(look.line, (rule,), steps)
    for ending in ENDINGS_BY_KIND[kind]:
        if level := ending.level(look):
            _take(look, Close(level), steps)
    again: Look | None = look
    while again is not None:
        again = _read(again, rules, steps)
    return Reading(look.line, rules, steps)


def _read(look: Look, rules: list[Rule], steps: list[Step]) -> Look | None:
    """Read a line by the first rule that applies; return it as something else if it is to be read again."""
    if look.line.kind == "plain" and (ending := ends_answer(look)):
        _take(look, ending, steps)
        look.after_answer = type(ending) is Close
    rule = first(BY_KIND[look.line.kind], look)
    rules.append(rule)
    line = _follow(rule, look, steps)
    return None if line is None else Look(look.around, look.above, look.index, line)


def _follow(rule: Rule, look: Look, steps: list[Step]) -> Line | None:
    """Take the steps of a rule; return the line if it is to be read again."""
    for step in rule.steps(look):
        if type(step) is Again:
            return step.line
        look.above.take(step)
        steps.append(step)
    return None


def _take(look: Look, step: Step, steps: list[Step]) -> None:
    look.above.take(step)
    steps.append(step)
