"""Where a question with choices begins: at the row that numbers it, its heading, or the paragraph that asks."""

from collections.abc import Sequence
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.labels import labelled
from deckbuilder.read.choices.phrases import answer_key, asks, explains, names_choices, question_head
from deckbuilder.read.choices.rows import Row
from deckbuilder.read.choices.runs import Run, is_ticked
from deckbuilder.read.markers import Line

MOST_ROWS = 120
"""Rows above its choices in which a question is looked for."""
_LONGEST_CASE = 400
"""Characters of text above the paragraph that asks which may be the case that it asks about."""
NUMBERED = lazy(r"(?:\*\*)?(?:[(（])?([0-9０-９]{1,3})[.．)）]")
"""A question as an item of a numbered list."""


class Start(NamedTuple):
    """Where a question begins, and what was found there."""

    row: int
    is_headed: bool
    level: int
    number: str
    """Of a question that is an item of a numbered list."""


class Starts:
    """Looks for the beginnings of questions among the rows of a file."""

    def __init__(self, lines: Sequence[Line], rows: Sequence[Row]) -> None:
        self.lines, self.rows = lines, rows
        self.is_exam = False
        """There are so many questions over ticked choices that all such choices are of questions."""

    def above(self, run: Run, position: int, is_named: bool = False) -> Start | None:
        """Return where the question above a run begins; None where nothing above asks.

        With `is_named` a heading says that choices follow.
        """
        head: Start | None = None
        word = ""
        bound = max(position, run.start - MOST_ROWS) - 1
        for at in range(run.start - 1, bound, -1):
            row = self.rows[at]
            if (row.kind == "summary" and names_choices(row.text)) or self._is_over_ticked(at, run):
                return head or self._above_name(at, run, position)
            if row.kind == "heading":
                return head or self._under_heading(at, row, run, position, is_named)
            if row.kind in ("rule", "close", "summary") or self._ends_question(row):
                bound = at
                break
            found = question_head(row.text)
            if found and not labelled(row.text):
                if head and found.word == word:  # Q: over Q: is a question of its own, シナリオ over 質問 is not
                    return head
                head, word = Start(at, True, 0, ""), found.word
                if found.is_numbered:
                    return head
            elif head is None and (number := self._numbered(at, run)):
                return Start(at, True, 0, number)
        return head or self._asking(bound, run, is_named)

    @staticmethod
    def _ends_question(row: Row) -> bool:
        return not labelled(row.text) and (answer_key(row.text) is not None or explains(row.text))

    def _is_over_ticked(self, at: int, run: Run) -> bool:
        """Tell whether the answer, which a row says stands below it, is the choices themselves, ticked."""
        between = self.rows[at + 1 : run.start]
        is_over = answer_key(self.rows[at].text) == "" and all(row.kind == "blank" for row in between)
        return is_over and is_ticked(run)

    def _under_heading(self, at: int, row: Row, run: Run, position: int, is_named: bool) -> Start | None:
        if names_choices(row.text):
            return self._above_name(at, run, position)
        level = len(self.lines[row.at].mark) or 1
        may_ask = asks(row.text) or (is_named and is_ticked(run))
        if question_head(row.text) or (may_ask and not answer_key(row.text)):
            return Start(at, True, level, "")
        return self._asking(at, run, is_named)

    def _above_name(self, at: int, run: Run, position: int) -> Start | None:
        """Return where a question begins whose choices stand below a row that names them: 選択肢."""
        return self.above(Run(run.family, at, at, run.choices), position, is_named=True)

    def _numbered(self, at: int, run: Run) -> str:
        """Return the number of a row that is the question right above choices that are not numbered alike: 3. 次のうち…"""
        row = self.rows[at]
        match = NUMBERED.match(row.text)
        if not match or run.family == "digit" or row.indent > run.choices[0].indent:
            return ""
        between = self.rows[at + 1 : run.start]
        if any(other.kind in ("number", "bullet") and other.indent <= row.indent for other in between):
            return ""
        may_ask = self.is_exam and run.family == "box"
        return match[1] if may_ask or any(asks(other.text) for other in (row, *between)) else ""

    def _asking(self, bound: int, run: Run, is_named: bool) -> Start | None:
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
        after_heading = bound >= 0 and self.rows[bound].kind in ("heading", "rule")
        if above and after_heading and case <= _LONGEST_CASE and all(row.kind == "plain" for row in above):
            start = self.rows.index(above[0], bound + 1)
        return Start(start, False, 0, "")
