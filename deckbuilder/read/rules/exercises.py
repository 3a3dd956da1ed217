"""Exercises: where a question ends below which a hint, a solution or the next question stands."""

from collections.abc import Iterator
from itertools import islice, takewhile

from deckbuilder.base.patterns import lazy
from deckbuilder.read.answer_labels import asking_kind
from deckbuilder.read.choices.phrases import asks, bare_text, gives_solutions, sets_task
from deckbuilder.read.context import OpenEntry, takes_answer
from deckbuilder.read.markers import COUNTED
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.rule import Look
from deckbuilder.read.steps import Answer, Note, Say, Step

# --- questions ---------------------------------------------------------------------------------


def is_solution(look: Look) -> bool:
    """Tell whether a line only solves what is asked elsewhere, by the heading above it: ### 解答と解説⏎問1 2を掛けて…."""
    headings = [entry.title for entry in look.above.entries if entry.level.rank is Rank.HEADING]
    text = look.line.text
    return bool(headings) and gives_solutions(headings[-1]) and not (asks(text) or sets_task(text))


def numbered_alike(look: Look) -> Level | None:
    """Return where the title in bold stands that numbers a question as this line does: **問1** over **問2** 葉は何色か。"""
    word = _COUNTED.match(look.line.mark)
    for entry in look.above.entries:
        above = _COUNTED.match(entry.title) if entry.level.rank in _BARE else None
        if word and above and word[1] == above[1]:
            return entry.level
    return None


_COUNTED = lazy(rf"[^\w]*(第|[^\W\d_]+?)[ 　.．]*[{COUNTED}]")
_BARE = frozenset((Rank.BARE_PARENT, Rank.BARE, Rank.BARE_TERM))


def is_exercise(mark: str) -> bool:
    """Tell whether the marker of a question numbers it in bold, so that its solution goes on behind blank lines."""
    return _EXERCISE.match(mark) is not None


_EXERCISE = lazy(rf"\*\*例題|\*\*(?:[演練]習|確認|問題?|設問)\D*[{COUNTED}]")


# --- answers and what stands before them --------------------------------------------------------


def question_above(look: Look, explains: bool) -> OpenEntry | None:
    found = next((entry for entry in reversed(look.above.entries) if takes_answer(entry, explains)), None)
    if found and look.line.mark.startswith("#") and found.level.rank is Rank.BULLET:
        return found if found.awaiting or found.is_explained else None  # - 葉は何色か？⏎## 解答
    return found


def solves_exercise(look: Look) -> bool:
    """Tell whether the answer of an exercise may be how it is solved: **解答** 両辺を2で割って."""
    question = question_above(look, explains=False)
    assert question
    label = bare_text(look.line.mark or look.line.text)
    return question.is_exercise and not question.is_solved and bool(_SOLUTION.match(label))


_SOLUTION = lazy("(?:考え方と|模範|想定)?(?:解(?!説)|回答例)|想定回答|略解")


def comes_to(look: Look) -> bool:
    """Tell whether a line below a solution is the only one that says what it comes to: 答：15枚."""
    lines = look.around.lines
    above = takewhile(lambda kind: kind != "question", (asking_kind(lines[at]) for at in range(look.index - 1, -1, -1)))
    is_first = sum(kind == "answer" for kind in islice(above, _LONGEST_SOLUTION)) == 1
    return is_first and look.line.text != "" and not look.around.is_answered(look.index)


_LONGEST_SOLUTION = 100
"""Lines above what it comes to."""


def helps_waiting(look: Look) -> bool:
    """Tell whether a line below a question whose answer is still to come only helps to find it: **ヒント**, 考え方：…."""
    line = look.line
    said = f"{line.mark}:" if line.kind == "label" else line.text or bare_text(line.mark)
    return look.above.top.awaiting and bool(_HELPS.match(said))


def help_waiting(look: Look) -> Iterator[Step]:
    line = look.line
    found = _HELPS.match(line.text)
    start = found.end() if found else 0
    yield Answer(line.first, explains=True)
    if said := line.text[start:]:
        yield Say("paragraph", "", said, line.first, line.col + start)
    else:
        yield Note(line.first, "explanation")


_HELPS = lazy(
    r"(?:\*\*|【)?(?:ヒント|手がかり|(?i:hints?)|考え方|かんがえかた|方針|解き方|着眼点)[ 　]*[0-9０-９①-⑳]*(?:を(?:見る|表示))?(?:[:：]?\*\*[:：]?|】|[:：]|$)[ 　]*"
)
