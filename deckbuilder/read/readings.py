"""The first pass: how each line is read, by which rule, and what that does."""

from collections.abc import Iterator
from typing import NamedTuple

from deckbuilder.read.context import Context
from deckbuilder.read.markers import Line
from deckbuilder.read.rules.endings import ENDINGS, after_answer
from deckbuilder.read.rules.rule import Look, Role, Rule
from deckbuilder.read.rules.table import BY_KIND, WAITING
from deckbuilder.read.steps import Again, Close, Step
from deckbuilder.read.surroundings import Surroundings


class Reading(NamedTuple):
    """How one line is read."""

    line: Line
    rules: tuple[Rule, ...]
    """The rule that decided; before it those that had the line read again as something else."""
    steps: tuple[Step, ...]

    @property
    def role(self) -> Role:
        """What the line is."""
        return self.rules[-1].role


def readings(lines: list[Line], rows: list[str], title: str) -> Iterator[Reading]:
    """Yield how each line of a file is read; `rows` are its physical lines, `title` is what it is called."""
    around, above = Surroundings(lines, rows), Context.of_file(title)
    for index in range(len(lines)):
        yield _reading(Look(around, above, index))


def _reading(look: Look) -> Reading:
    steps: list[Step] = []
    rules: list[Rule] = []
    look.above.drop_long_text()
    waiting = next((rule for rule in WAITING if look.line.kind in rule.kinds and rule.applies(look)), None)
    if waiting:
        _follow(waiting, look, steps)
        return Reading(look.line, (waiting,), tuple(steps))
    for ending in ENDINGS:
        if level := ending.level(look):
            _take(look, Close(level), steps)
    line: Line | None = look.line
    again = look
    while line is not None:
        if after_answer(again):
            _take(again, Close(again.above.top.level), steps)
            again.after_answer = True
        rule = next(rule for rule in BY_KIND[again.line.kind] if rule.applies(again))
        rules.append(rule)
        line = _follow(rule, again, steps)
        if line is not None:
            again = Look(look.around, look.above, look.index, line)
    return Reading(look.line, tuple(rules), tuple(steps))


def _follow(rule: Rule, look: Look, steps: list[Step]) -> Line | None:
    """Take the steps of a rule; return the line if it is to be read again."""
    for step in rule.steps(look):
        if isinstance(step, Again):
            return step.line
        _take(look, step, steps)
    return None


def _take(look: Look, step: Step, steps: list[Step]) -> None:
    look.above.take(step)
    steps.append(step)
