"""Where questions with choices begin and end, and which choices are right.

A question is what stands above a run of choices: from the row that numbers it, or the heading, or else
the paragraph that asks. Right is what the notes say is right; where they do not, there is no card.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from deckbuilder.base.model import Block, Choice, Choices, Paragraph, Structure, Text
from deckbuilder.base.text import fold
from deckbuilder.read.choices.answers import marked, prose, told
from deckbuilder.read.choices.blocks import below_choices, explanation, question_text, unmarked
from deckbuilder.read.choices.rows import (
    Row,
    answer_key,
    asks,
    asks_to_choose,
    explains,
    labelled,
    names_choices,
    question_head,
    row_list,
)
from deckbuilder.read.choices.runs import Run, runs
from deckbuilder.read.inline import marks, plain
from deckbuilder.read.markers import Line
from deckbuilder.read.open_blocks import JoinedText

MOST_ROWS = 120
"""Rows above its choices in which a question is looked for, and below them in which its answer is."""
_EXAM = 3
"""Questions over ticked choices that make a file one of questions."""
_LONGEST_CASE = 400
"""Characters of text above the paragraph that asks which may be the case that it asks about."""


class ChoiceQuestion(NamedTuple):
    """A question with choices, in Lines `first` to `after`, the last one not included."""

    first: int
    after: int
    level: int
    """Of the heading that it stands under and that is a part of it; 0 without one."""
    topic: Text | None
    """What that heading says beside the question's number."""
    term: Text
    choices: Choices | None
    """None where the notes do not tell which is right."""
    explanation: tuple[Block, ...]
    structure: tuple[Structure, ...]
    is_ticked: bool


class _Start(NamedTuple):
    """Where a question begins, and what was found there."""

    row: int
    is_headed: bool
    level: int
    number: str
    """Of a question that is an item of a numbered list."""


def choice_questions(lines: Sequence[Line], physical: Sequence[str]) -> list[ChoiceQuestion]:
    """Return the questions with choices of a file in the order of their lines; they do not overlap."""
    return _Finder(lines, row_list(lines, physical)).found()


def set_apart(lines: Sequence[Line], questions: Sequence[ChoiceQuestion]) -> list[Line]:
    """Return lines in which each question is one of the kind `choices`, whose mark is its number from 0 on."""
    found: list[Line] = []
    at = 0
    for number, question in enumerate(questions):
        own = lines[question.first : question.after]
        found += lines[at : question.first]
        found += [line for line in own if line.kind == "pragma"]
        found.append(Line("choices", own[0].first, own[-1].last, own[0].indent, str(number), "", own[0].col))
        at = question.after
    return [*found, *lines[at:]]


def _with_gap(text: Text, right: Sequence[Text]) -> Text:
    """Return a question with a gap where it has the right choice in it, marked: I **have read** it."""
    answers = {fold(plain(choice.md)) for choice in right}
    for start, end, inner in reversed(marks(text.md)):
        if fold(plain(inner)) in answers:
            origins = tuple(origin for origin in text.origins if not start < origin[0] < end)
            moved = len(_GAP) - (end - start)
            origins = tuple((at + moved if at >= end else at, line, col) for at, line, col in origins)
            text = Text(text.md[:start] + _GAP + text.md[end:], origins)
    return text


_GAP = "（　　）"
_SPOKEN = re.compile(r"\W*[A-Z][ 　]*[:：]")
"""A: Did you see it?⏎B: No."""


class _Finder:
    def __init__(self, lines: Sequence[Line], rows: Sequence[Row]) -> None:
        self.lines, self.rows = lines, rows
        self.runs = list(runs(rows, lines))
        self.is_exam = False
        """There are so many questions over ticked choices that all such choices are of questions."""

    def found(self) -> list[ChoiceQuestion]:
        questions = self._questions()
        ticked = sum(question.is_ticked for question in questions)
        if ticked < _EXAM:
            return questions
        self.is_exam = True
        return self._questions()

    def _questions(self) -> list[ChoiceQuestion]:
        questions: list[ChoiceQuestion] = []
        position = 0
        for at, run in enumerate(self.runs):
            if run.start < position or self._are_statements(at):
                continue
            start = self._start(run, position)
            if start is None:
                continue
            question, position = self._question(at, run, start)
            if question is not None:
                questions.append(question)
        return questions

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

    # --- where it begins ------------------------------------------------------------------------

    def _start(self, run: Run, position: int, is_named: bool = False) -> _Start | None:
        """Return where the question above a run begins; None where nothing above asks.

        With `is_named` a heading says that choices follow.
        """
        head: _Start | None = None
        bound = max(position, run.start - MOST_ROWS) - 1
        for at in range(run.start - 1, bound, -1):
            row = self.rows[at]
            if row.kind == "heading":
                return head or self._under_heading(at, row, run, position, is_named)
            if row.kind in ("rule", "close", "summary") or self._ends_question(row):
                bound = at
                break
            found = question_head(row.text) if row.text else None
            if found and not labelled(row.text):
                head = _Start(at, True, 0, "")
                if found.is_numbered:
                    return head
            elif head is None and (number := self._numbered(at, run)):
                return _Start(at, True, 0, number)
        return head or self._asking(bound, run, is_named)

    @staticmethod
    def _ends_question(row: Row) -> bool:
        if not row.text or labelled(row.text):
            return False
        return answer_key(row.text) is not None or explains(row.text)

    def _under_heading(self, at: int, row: Row, run: Run, position: int, is_named: bool) -> _Start | None:
        if names_choices(row.text):
            return self._start(Run(run.family, at, at, run.choices), position, is_named=True)
        level = len(self.lines[row.at].mark) or 1
        if question_head(row.text) or (asks(row.text) and not answer_key(row.text)):
            return _Start(at, True, level, "")
        return self._asking(at, run, is_named)

    def _numbered(self, at: int, run: Run) -> str:
        """Return the number of a row that is the question right above lettered or ticked choices: 3. 次のうち…"""
        row = self.rows[at]
        match = re.match(r"(?:\*\*)?(?:[(（])?([0-9０-９]{1,3})[.．)）]", row.text)
        if not match or run.family in ("digit", "circled") or row.indent > run.choices[0].indent:
            return ""
        between = self.rows[at + 1 : run.start]
        if any(other.kind in ("number", "bullet") and other.indent <= row.indent for other in between):
            return ""
        return match[1] if any(asks(other.text) for other in (row, *between) if other.text) else ""

    def _asking(self, bound: int, run: Run, is_named: bool) -> _Start | None:
        """Return the paragraph above a run that asks, with the short case that it asks about."""
        start, asked = run.start, is_named or (self.is_exam and run.family == "box")
        for at in range(run.start - 1, bound, -1):
            row = self.rows[at]
            if row.kind == "blank" and asked and start < run.start:
                break
            if row.kind in ("plain", "code", "table", "math", "html", "fenced", "bullet", "dot", "number", "sub"):
                start = at
                is_text = row.kind in ("plain", "fenced", "number", "bullet")
                asked = asked or (is_text and asks(row.text) and labelled(row.text) is None)
            elif row.kind != "blank":
                break
        if not asked or start == run.start:
            return None
        above = [row for row in self.rows[bound + 1 : start] if row.kind != "blank"]
        case = sum(len(row.text) for row in above)
        after_heading = bound >= 0 and self.rows[bound].kind == "heading"
        if above and after_heading and case <= _LONGEST_CASE and all(row.kind == "plain" for row in above):
            start = self.rows.index(above[0], bound + 1)
        return _Start(start, False, 0, "")

    # --- its answer -------------------------------------------------------------------------------

    def _question(self, at: int, run: Run, start: _Start) -> tuple[ChoiceQuestion | None, int]:
        """Return the question of a run, and the row behind it; None if it might as well be a list."""
        rows = self.rows
        following = self._following(at, run, start)
        key = next((r for r in range(run.end + 1, following) if answer_key(rows[r].text) is not None), None)
        right, beside, answer_end = None, "", run.end
        in_itself = marked("".join(r.text for r in rows[start.row : run.start]), run.choices)
        if key is not None:
            right, beside, answer_end = self._told(key, following, run)
            if in_itself and right is not None and right != in_itself:
                right = None
        elif in_itself:
            right = in_itself
        end = self._end(answer_end, following, start)
        if key is None and right is None:
            right = prose([row.text for row in rows[run.end + 1 : end] if row.text], run.choices)
        is_sure = key is not None or right is not None or self._asks_to_choose(run, start)
        if not is_sure:
            return None, run.end + 1
        return self._made(run, start, right, beside, (key, answer_end), end), end

    def _asks_to_choose(self, run: Run, start: _Start) -> bool:
        """Tell whether what stands below a question can only be choices, though no answer is told."""
        if run.family == "box":
            return not any(choice.said == "right" for choice in run.choices)
        if asks_to_choose(" ".join(row.text for row in self.rows[start.row : run.start] if row.text)):
            return True
        is_listed = run.family in ("digit", "circled") or any(choice.nested for choice in run.choices)
        return not is_listed and not _SPOKEN.match(self.rows[run.start].text)

    def _following(self, at: int, run: Run, start: _Start) -> int:
        """Return the row at which the next question, or another part of the notes, begins at the latest."""
        limit = min(len(self.rows), run.end + 1 + MOST_ROWS)
        for row_at in range(run.end + 1, limit):
            row = self.rows[row_at]
            if row.kind == "heading":
                is_part = answer_key(row.text) is not None or explains(row.text) or names_choices(row.text)
                level = len(self.lines[row.at].mark) or 1
                if not is_part and (not start.level or level <= start.level):
                    limit = row_at
                    break
            elif row.text and not labelled(row.text) and (head := question_head(row.text)):
                if head.is_numbered or start.is_headed:
                    limit = row_at
                    break
            elif start.number and self._is_next_number(row, start):
                limit = row_at
                break
        for other in self.runs[at + 1 :]:
            if other.start >= limit:
                break
            answered = any(answer_key(r.text) is not None for r in self.rows[run.end + 1 : other.start] if r.text)
            below = self._start(other, run.end + 1)
            if below is not None and (not answered or self._asks_again(below, other)):
                return min(limit, below.row)
        return limit

    def _asks_again(self, below: _Start, other: Run) -> bool:
        """Tell whether the run below an answer is that of another question."""
        return below.is_headed or asks_to_choose(self.rows[other.start - 1].text or self.rows[other.start - 2].text)

    def _is_next_number(self, row: Row, start: _Start) -> bool:
        match = re.match(r"(?:\*\*)?(?:[(（])?([0-9０-９]{1,3})[.．)）]", row.text)
        return bool(match and int(match[1]) == int(start.number) + 1 and row.indent <= self.rows[start.row].indent)

    def _told(self, key: int, following: int, run: Run) -> tuple[frozenset[int] | None, str, int]:
        """Return the right choices that the answer row tells, what it says beside, and its last row."""
        rest = answer_key(self.rows[key].text) or ""
        if rest:
            found = told(rest, run.choices)
            return (*found, key) if found else (None, "", key)
        for at in range(key + 1, following):
            row = self.rows[at]
            if not row.text:
                continue
            text = answer_key(row.text) or row.text
            found = told(text, run.choices) or told(answer_key(f"答え：{row.text}") or "", run.choices)
            right = found or self._prosaic(row, run)
            return (*right, at) if right else (None, "", key)
        return None, "", key

    @staticmethod
    def _prosaic(row: Row, run: Run) -> tuple[frozenset[int], str] | None:
        found = prose([row.text], run.choices)
        return (found, row.text) if found else None

    def _end(self, answer_end: int, following: int, start: _Start) -> int:
        """Return the row behind the explanation."""
        if start.is_headed:
            rules = (at for at in range(answer_end + 1, following) if self.rows[at].kind == "rule")
            return next(rules, following)
        at = answer_end + 1
        gap = explained = False
        while at < following:
            row = self.rows[at]
            if row.kind == "rule" or (row.kind == "heading" and not explains(row.text)):
                break
            explained = explained or bool(row.text and explains(row.text))
            if gap and not explained and row.kind not in ("blank", "close", "fenced"):
                break
            gap = gap or row.kind == "blank"
            at += 1
        return at

    # --- what it comes to ---------------------------------------------------------------------------

    def _made(
        self,
        run: Run,
        start: _Start,
        right: frozenset[int] | None,
        beside: str,
        answer: tuple[int | None, int],
        end: int,
    ) -> ChoiceQuestion | None:
        rows = self.rows
        key, answer_end = answer
        term, topic, setting, structure = self._asked(run, start)
        if term is None:
            return None
        last = rows[end - 1].at + 1 if end > start.row else rows[start.row].at + 1
        texts = unmarked(run.choices)
        distinct = len({fold(plain(text.md)) for text in texts}) == len(texts) and all(text.md for text in texts)
        asked = _with_gap(term.text(), [texts[at] for at in right or ()])
        choices = None
        if right and distinct and len(right) < len(texts):
            made = [
                Choice(choice.label, text, at in right)
                for at, (choice, text) in enumerate(zip(run.choices, texts, strict=True))
            ]
            choices = Choices(tuple(made), tuple(setting))
        behind = [
            row
            for at, row in enumerate(rows[run.end + 1 : end], run.end + 1)
            if key is None or not key <= at <= answer_end
        ]
        said = explanation(behind, self.lines, texts, run.family)
        if beside and key is not None:
            said.insert(0, Paragraph(Text(beside, ((0, rows[answer_end].number, 1),))))
        told_in = rows[key : answer_end + 1] if key is not None else []
        labels = [row for row in behind if row.kind in ("summary", "close", "heading") or explains(row.text)]
        structure += [Structure(row.number, "answer") for row in (*told_in, *labels)]
        structure += self._frames(rows[start.row : end])
        said += below_choices(run.choices, texts, self.lines)
        return ChoiceQuestion(
            rows[start.row].at,
            last,
            start.level,
            topic,
            asked,
            choices,
            tuple(said),
            tuple(structure),
            run.family == "box",
        )

    def _frames(self, rows: Sequence[Row]) -> list[Structure]:
        """Return the lines round choices in a fence or a table."""
        framed = {row.at for row in rows if row.kind in ("fenced", "table")}
        frames = [self.lines[at] for at in sorted(framed)]
        return [
            Structure(number, line.kind)
            for line in frames
            for number in (range(line.first, line.last + 1) if line.kind == "table" else (line.first, line.last))
        ]

    def _asked(self, run: Run, start: _Start) -> tuple[JoinedText | None, Text | None, list[Block], list[Structure]]:
        """Return the question's text, its topic, what stands apart in it, and what is only structure."""
        row = self.rows[start.row]
        rest = [other for other in self.rows[start.row + 1 : run.start] if not names_choices(other.text)]
        structure = [
            Structure(r.number, "heading") for r in self.rows[start.row + 1 : run.start] if names_choices(r.text)
        ]
        if not start.is_headed:
            term, setting = question_text([row, *rest], self.lines, None)
            return term, None, setting, structure
        head = question_head(row.text)
        said, at = (head.text, head.start) if head else self._headless(row)
        below, setting = question_text(rest, self.lines, None)
        of_row = JoinedText(said, row.number, row.col + at) if said else None
        if of_row is None or (re.fullmatch(r"[(（【].*[)）】]", said) and below is not None):
            structure.append(Structure(row.number, "heading"))
            return below, None, setting, structure
        if below is not None and start.level and not asks(said):
            structure.append(Structure(row.number, "heading"))
            return below, of_row.text(), setting, structure
        whole, setting = question_text(rest, self.lines, of_row)
        return whole, None, setting, structure

    @staticmethod
    def _headless(row: Row) -> tuple[str, int]:
        """Return a heading or numbered item without its marker, and where that begins."""
        match = re.match(r"[>＞ 　]*(?:#{1,6}\s*|(?:\*\*)?(?:[(（])?[0-9０-９]{1,3}[.．)）]\s*)", row.text)
        start = match.end() if match else 0
        said = row.text[start:]
        return (said.replace("**", "", 1) if said.count("**") % 2 else said).strip(), start
