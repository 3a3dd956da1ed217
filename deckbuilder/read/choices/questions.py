"""Where questions with choices begin and end, and which choices are right.

A question is what stands above a run of choices: from the row that numbers it, or the heading, or else
the paragraph that asks. Right is what the notes say is right; where they do not, there is no card.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.answers import marked, prose, told
from deckbuilder.read.choices.frames import frame_end
from deckbuilder.read.choices.labels import labelled, lead_length, verdict
from deckbuilder.read.choices.listed import listed
from deckbuilder.read.choices.making import ChoiceQuestion, Told, made
from deckbuilder.read.choices.phrases import (
    answer_key,
    asks,
    asks_to_choose,
    explains,
    gives_solutions,
    is_for_each,
    names_choices,
    question_head,
)
from deckbuilder.read.choices.rows import Row, is_unticked, row_list
from deckbuilder.read.choices.runs import Run, runs
from deckbuilder.read.choices.scenarios import scenarios, without_label
from deckbuilder.read.choices.starts import MOST_ROWS, NUMBERED, Start, Starts
from deckbuilder.read.markers import Line

_EXAM = 3
"""Questions over ticked choices that make a file one of questions."""


def choice_questions(
    lines: Sequence[Line], physical: Sequence[str], of_exam: bool | None = None
) -> list[ChoiceQuestion]:
    """Return the questions with choices of a file in the order of their lines; they do not overlap.

    `of_exam` says whether the file is one of questions, where that is known.
    """
    finder = _Finder(lines, row_list(lines, physical))
    finder.starts.is_exam = bool(of_exam)
    questions = finder.questions()
    if of_exam is not None or not is_exam(sum(question.is_ticked for question in questions)):
        return questions
    finder.starts.is_exam = True
    return finder.questions()


def is_exam(ticked: int) -> bool:
    """Tell whether a file with so many questions over ticked choices is one of questions: all such choices are of some."""
    return ticked >= _EXAM


def set_apart(lines: Sequence[Line], questions: Sequence[ChoiceQuestion]) -> list[Line]:
    """Return lines in which each question is one of the kind `choices`, whose mark is its number from 0 on."""
    found: list[Line] = []
    at = 0
    for number, question in enumerate(questions):
        own = lines[question.first : question.after]
        found += lines[at : question.first]
        found += [line for line in own if _is_no_text(line)]
        found.append(Line("choices", own[0].first, own[-1].last, own[0].indent, str(number), "", own[0].col))
        at = question.after
    return [*found, *lines[at:]]


def _is_no_text(line: Line) -> bool:
    """Tell whether a line inside a question is a comment, or nothing but a marker."""
    return line.kind in ("pragma", "comment") or (line.kind == "blank" and line.mark != "" and not labelled(line.mark))


_SPOKEN = lazy(r"\W*[A-Z][ 　]*[:：]")
"""A: Did you see it?⏎B: No."""


class _Finder:
    def __init__(self, lines: Sequence[Line], rows: Sequence[Row]) -> None:
        self.lines, self.rows = lines, rows
        self.runs = [run for run in runs(rows, lines) if len(run.choices) > 1 or self._is_answered(run)]
        self.starts = Starts(lines, rows)
        self.scenarios = scenarios(rows, lines) if self.runs else []

    def questions(self) -> list[ChoiceQuestion]:
        questions: list[ChoiceQuestion] = []
        position = 0
        for at, run in enumerate(self.runs):
            if run.start < position or self._are_statements(at):
                continue
            start = self.starts.above(run, position)
            if start is None or self._is_of_solution(run, start):
                continue
            question, end = self._question(at, run, start)
            if question is not None:
                questions.append(question)
                position = end
        return questions

    def _asked(self, run: Run, start: Start) -> str:
        return " ".join(row.text for row in self.rows[start.row : run.start] if row.text)

    def _is_of_solution(self, run: Run, start: Start) -> bool:
        """Tell whether a run stands in what solves a question that is asked elsewhere."""
        return gives_solutions(self._titles[start.row]) and not asks(self._asked(run, start))

    @cached_property
    def _titles(self) -> list[str]:
        """The heading that each row stands below, or is; empty above the first."""
        titles = accumulate(self.rows, lambda title, row: row.text if row.kind == "heading" else title, initial="")
        return list(titles)[1:]

    def _are_statements(self, at: int) -> bool:
        """Tell whether a run is what the choices below it combine: ア…エ, and then 1 アとイ, 2 アとウ."""
        run, following = self.runs[at], self.runs[at + 1] if at + 1 < len(self.runs) else None
        if following is None or following.family in (run.family, "box") or run.family == "box":
            return False
        between = self.rows[run.end + 1 : following.start]
        return not any(
            row.kind in ("heading", "rule", "summary", "close")
            or answer_key(row.text) is not None
            or question_head(row.text)
            or explains(row.text)
            for row in between
            if row.text or row.kind == "rule"
        )

    def _is_answered(self, run: Run) -> bool:
        """Tell whether a label that no other follows is that of a choice: right below it, it is named as the right one."""
        below = (at for at in range(run.end + 1, len(self.rows)) if self.rows[at].kind != "blank")
        key = next(below, None)
        if key is None or answer_key(self.rows[key].text) is None or asks(run.choices[0].open_text.md):
            return False
        above = next((self.rows[at].text for at in range(run.start - 1, -1, -1) if self.rows[at].kind != "blank"), "")
        if run.family == "digit" and not asks(above):  # 1. may number a question as well
            return False
        rest = answer_key(self.rows[key].text) or self.rows[next(below, key)].text
        return told(rest, run.choices) is not None

    # --- its answer -------------------------------------------------------------------------------

    def _question(self, at: int, run: Run, start: Start) -> tuple[ChoiceQuestion | None, int]:
        """Return the question of a run, and the row behind it; None if it might as well be a list."""
        following = self._following(at, run, start)
        key = next((r for r in range(run.end + 1, following) if answer_key(self.rows[r].text) is not None), None)
        if key is not None and self._is_over_another(key, following):
            following = key
            key = None
        if key is not None and self._answers_each(key, following, run):
            return None, run.end
        if (key is None or not answer_key(self.rows[key].text)) and is_for_each(self._asked(run, start)):
            return None, run.end
        answer = self._marked(run, start) if key is None else self._told(key, following, run, start)
        end = self._end(run, answer.end, following, start)
        if key is None and answer.right is None:
            answer = answer._replace(right=prose([row.text for row in self.rows[run.end + 1 : end]], run.choices))
        if key is None and answer.right is None and not self._asks_to_choose(run, start):
            return None, end
        return made(self.lines, self.rows, run, start, answer, end, self._case(start)), end

    def _case(self, start: Start) -> Sequence[Row]:
        """Return the rows of the scenario that a question is about; one that a label names is of labelled questions."""
        scenario = self.scenarios[start.row] if self.scenarios else None
        if scenario is None or not (scenario.level or question_head(self.rows[start.row].text)):
            return ()
        return [without_label(self.rows[scenario.row]), *self.rows[scenario.row + 1 : scenario.end]]

    def _is_over_another(self, key: int, following: int) -> bool:
        """Tell whether a heading stands right over the solution of another question, as one of several: ## 解答⏎問1 2を掛けて…."""
        is_empty = not any(row.text for row in self.rows[key + 1 : following])
        return is_empty and self.rows[key].kind == "heading" and following < len(self.rows)

    def _answers_each(self, key: int, following: int, run: Run) -> bool:
        """Tell whether each of what looks like choices is a question, with an answer of its own below 解答: 1. … 2. …"""
        if answer_key(self.rows[key].text):
            return False
        below = [row.text for row in self.rows[key + 1 : following] if row.text][: len(run.choices)]
        labels = [labelled(text) for text in below]
        return len(below) == len(run.choices) and all(
            label is not None and label.place == at and not verdict(label.text)[1] for at, label in enumerate(labels)
        )

    def _marked(self, run: Run, start: Start) -> Told:
        question = "".join(row.text for row in self.rows[start.row : run.start])
        return Told(marked(question, run.choices), "", (), run.end)

    @staticmethod
    def _is_contradicted(
        right: frozenset[int], in_itself: frozenset[int] | None, below: Sequence[Row], run: Run
    ) -> bool:
        """Tell whether a mark on a choice, or another answer further down, says otherwise than the answer."""
        others = [told(rest, run.choices) for row in below if (rest := answer_key(row.text))]
        return any(other not in (None, right) for other in (in_itself, *(one and one[0] for one in others)))

    def _asks_to_choose(self, run: Run, start: Start) -> bool:
        """Tell whether what stands below a question can only be choices, though no answer is told."""
        if run.family == "box" or asks_to_choose(self._asked(run, start)):
            return True
        is_listed = run.family in ("digit", "circled") or any(choice.nested for choice in run.choices)
        return not is_listed and not _SPOKEN.match(self.rows[run.start].text)

    def _following(self, at: int, run: Run, start: Start) -> int:
        """Return the row at which the next question, or another part of the notes, begins at the latest."""
        limit = min(len(self.rows), run.end + 1 + MOST_ROWS)
        for row_at in range(run.end + 1, limit):
            row = self.rows[row_at]
            if row.kind == "heading":
                is_part = answer_key(row.text) is not None or explains(row.text) or names_choices(row.text)
                level = len(self.lines[row.at].mark) or 1
                head = question_head(row.text)
                is_another = head is not None and head.is_numbered and bool(head.word)
                if not is_part and (is_another or not start.level or level <= start.level):
                    limit = row_at
                    break
            elif not labelled(row.text) and (head := question_head(row.text)):
                if head.is_numbered or start.is_headed:
                    limit = row_at
                    break
            elif start.number and self._is_next_number(row, start):
                limit = row_at
                break
        for other in self.runs[at + 1 :]:
            if other.start >= limit:
                break
            answered = any(answer_key(r.text) is not None for r in self.rows[run.end + 1 : other.start])
            below = self.starts.above(other, run.end + 1)
            if below is not None and (not answered or self._asks_again(below, other)):
                return min(limit, below.row)
        return limit

    def _asks_again(self, below: Start, other: Run) -> bool:
        """Tell whether the run below an answer is that of another question."""
        return below.is_headed or any(asks_to_choose(row.text) for row in self.rows[below.row : other.start])

    def _is_next_number(self, row: Row, start: Start) -> bool:
        match = NUMBERED.match(row.text)
        return bool(match and int(match[1]) == int(start.number) + 1 and row.indent <= self.rows[start.row].indent)

    def _told(self, key: int, following: int, run: Run, start: Start) -> Told:
        """Return what the row `key` or the first below it with a text tells, unless something contradicts it."""
        rest = answer_key(self.rows[key].text)
        below = (at for at in range(key + 1, following) if self.rows[at].text and not is_unticked(self.rows[at]))
        end = key if rest else next(below, key)
        text = rest or self.rows[end].text[lead_length(self.rows[end].text) :]
        found = told(text, run.choices) or (None if rest else self._told_below(text, run))
        if found is None:
            return Told(None, "", (key,), key)
        answer = Told(*found, tuple(range(key, end + 1)), end)
        if not rest and (more := listed(self.rows, key, end, following, run)):
            answer = more
        in_itself = self._marked(run, start).right
        rows_below = self.rows[answer.end + 1 : following]
        is_contradicted = answer.right and self._is_contradicted(answer.right, in_itself, rows_below, run)
        return answer._replace(right=None) if is_contradicted else answer

    @staticmethod
    def _told_below(text: str, run: Run) -> tuple[frozenset[int], str] | None:
        """Read a row below 正解, which may begin with 正解 again, or say it in a sentence."""
        rest = answer_key(text) or answer_key(f"答え：{text}")
        if rest and (found := told(rest, run.choices)):
            return found
        right = prose([text], run.choices)
        return (right, text) if right else None

    def _end(self, run: Run, answer_end: int, following: int, start: Start) -> int:
        """Return the row behind the explanation."""
        if start.is_headed:
            rules = (at for at in range(answer_end + 1, following) if self.rows[at].kind == "rule")
            return next(rules, following)
        at = answer_end + 1
        frame = run.end + 1 + frame_end(self.rows[run.end + 1 : following], answer_end - run.end - 1)
        gap, explained = False, any(explains(row.text) for row in self.rows[run.end + 1 : at])
        while at < following:
            row = self.rows[at]
            explained = explained and at != frame
            if row.kind == "rule" or (row.kind == "heading" and not explains(row.text)):
                break
            explained = explained or explains(row.text)
            if gap and not explained and at >= frame and row.kind not in ("blank", "close", "fenced"):
                break
            gap = gap or row.kind == "blank"
            at += 1
        return at
