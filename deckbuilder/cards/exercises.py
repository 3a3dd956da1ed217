"""Exercises of several numbered questions under one instruction, and their answers under the same numbers.

英語にせよ。⏎1. 葉⏎2. 根 with the answers 1. leaf⏎2. root is two questions, and nobody recalls both at once.
"""

from collections.abc import Iterator

from deckbuilder.base.blocks import Entry, Item, ItemList, Text
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.read.inline import plain

FEWEST = 2
"""Questions under one instruction."""
_NUMBERED = lazy(r"(?P<number>[0-9]{1,2})[.)．）][ 　]*(?=\S)")


def numbered_questions(entry: Entry) -> list[tuple[Text, Item]]:
    """Return each question of a question entry, an instruction above it, with its answer; nothing if it is but one."""
    instruction, questions, answers = _exercise(entry)
    if len(questions) != len(answers):
        return []
    asked = (instruction.over(question, "\n") if instruction else question for question in questions)
    return list(zip(asked, answers, strict=True))


def lacks_answers(entry: Entry) -> bool:
    """Tell whether there are fewer answers than questions, so that nobody can tell whose they are."""
    _, questions, answers = _exercise(entry)
    return len(answers) < len(questions)


def _exercise(entry: Entry) -> tuple[Text | None, list[Text], tuple[Item, ...]]:
    """Return the instruction, the numbered questions and the numbered answers of an exercise; nothing of what is none."""
    if entry.term is None or len(entry.answer) != 1 or not isinstance(entry.answer[0], ItemList):
        return None, [], ()
    instruction, questions = _parted(entry.term)
    answers = entry.answer[0]
    if not (answers.ordered and len(questions) >= FEWEST):
        return None, [], ()
    if {_word(question) for question in questions} & {_word(item.text) for item in answers.items}:
        return None, [], ()  # 順に並べよ。: the answer is the order, and what is numbered no question
    return instruction, questions, answers.items


def _parted(term: Text) -> tuple[Text | None, list[Text]]:
    """Return the instruction, if any, and the questions behind their numbers, which count from 1; none where they do not."""
    lines = list(_lines(term))
    instruction = None if _NUMBERED.match(lines[0].md) else lines.pop(0)
    questions = []
    for number, line in enumerate(lines, 1):
        found = _NUMBERED.match(line.md)
        if not found or int(found["number"]) != number:
            return None, []
        questions.append(line.slice(found.end(), len(line.md)))
    return instruction, questions


def _word(text: Text) -> str:
    return fold(plain(text.md))


def _lines(text: Text) -> Iterator[Text]:
    start = 0
    for row in text.md.split("\n"):
        yield text.slice(start, start + len(row))
        start += len(row) + 1
