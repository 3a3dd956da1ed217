"""Questions with choices, which were found before: the entry that each of them makes."""

from collections.abc import Iterator
from itertools import pairwise

from deckbuilder.base.blocks import Text
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, of
from deckbuilder.read.steps import Answer, Blank, Close, Note, Put, Report, Step, ToTerm


def _question(look: Look) -> ChoiceQuestion:
    return look.around.questions[int(look.line.mark)]


def _is_told(look: Look) -> bool:
    return _question(look).answer != ()


def _ask(look: Look) -> Iterator[Step]:
    """Open the entry of a question and close it again: nothing of what follows belongs to it."""
    question = _question(look)
    yield from _close_above(question)
    if question.topic:
        _, number, col = question.topic.origins[0]
        level = Level(Rank.HEADING, question.level - 1)
        yield opened(level, "heading", look.line._replace(first=number), question.topic.md, col)
    (said, number, col), *rest = _pieces(question.term)
    yield opened(Level(Rank.BULLET), "question", look.line._replace(first=number), said, col, asks=True)
    for said, number, col in rest:
        yield ToTerm(said, number, col, "", named=True)
    yield Answer(look.line.first)
    for block in question.answer:
        yield Put(block, under_item=False, later=(), line=look.line.first, last=look.line.last)
    yield Answer(look.line.first, explains=True)
    for block in question.explanation:
        yield Put(block, under_item=False, later=(), line=look.line.first, last=look.line.last)
    for structure in question.structure:
        yield Note(structure.line, structure.role)
    yield Close(Level(Rank.BULLET))
    yield Blank()


def _close_above(question: ChoiceQuestion) -> Iterator[Step]:
    if question.level:
        yield Close(Level(Rank.HEADING, question.level - 1))


def _pieces(text: Text) -> Iterator[tuple[str, int, int]]:
    """Yield what of a text comes from each line of the notes."""
    bounds = [(start, line, col) for start, line, col in text.origins] + [(len(text.md), 0, 0)]
    for (start, line, col), (end, _, _) in pairwise(bounds):
        yield text.md[start:end], line, col


def _leave_out(look: Look) -> Iterator[Step]:
    """Make nothing of a question that does not tell which choice is right; say so once."""
    untold = [question for question in look.around.questions if not question.answer]
    question = _question(look)
    yield from _close_above(question)
    if question is untold[0]:
        _, number, col = question.term.origins[0]
        yield Report("N118", number, col, (str(len(untold)),))
    yield Close(Level(Rank.BULLET))
    yield Blank()


KIND = of("choices")
CHOICES = (
    Rule("question with choices", KIND, "⟨葉にあるのはどれか。⏎A. 根毛⏎B. 気孔⏎正解：B⟩", Role.QUESTION, _is_told, _ask),
    Rule("choices, none of them right", KIND, "⟨葉にあるのはどれか。⏎A. 根毛⏎B. 気孔⟩", Role.STRUCTURE, always, _leave_out),
)  # fmt: skip
