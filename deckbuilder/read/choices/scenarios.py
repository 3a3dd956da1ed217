"""Scenarios: what a heading or label says is the case that the questions below it ask about."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.labels import labelled
from deckbuilder.read.choices.phrases import answer_key, explains, names_choices, question_head
from deckbuilder.read.choices.rows import Row
from deckbuilder.read.markers import Line
from deckbuilder.read.ranks import HASHES

_FARTHEST = 160
"""Rows below its head in which a scenario holds; with those of a question fewer than a stretch of a large file has."""
_WORD = lazy(r"シナリオ|状況|Scenario", re.IGNORECASE)
_PASSAGE = lazy(rf"{HASHES}[ 　]*[^。]{{0,10}}次の(?:文章?|会話文?|英文|事例|場面|資料)を(?:読|見|聞)[みんい]")
"""A heading that says that the questions below are about what stands there: ## 次の文を読み、問いに答えよ。"""


class Scenario(msgspec.Struct):
    """What stands below the row that names it, up to the row `end`."""

    row: int
    level: int
    """Of its heading; 0 where a label names it."""
    end: int = 0
    """0 as long as it is not known."""
    word: str = ""
    """What the first question below it is called, without its number."""
    asked: int = 0
    """The level of the heading of that question; 0 where it has none."""


def scenarios(rows: Sequence[Row], lines: Sequence[Line]) -> list[Scenario | None]:
    """Return of each row the scenario that a question beginning there is about; nothing where the file has none."""
    may_be = any(_WORD.search(row.text) or _PASSAGE.match(row.text) for row in rows)
    return list(_in_force(rows, lines)) if may_be else []


def names_scenario(text: str) -> bool:
    """Tell whether a row says that a scenario follows."""
    head = question_head(text)
    return bool(_WORD.match(head.word) if head else _PASSAGE.match(text))


def names_case(title: str) -> bool:
    """Tell whether the questions below a heading are about the text right below it: ## 問3, ## シナリオ1, ## 次の文を読み…."""
    head = question_head(title)
    return head.is_numbered or names_scenario(title) if head else names_scenario(f"# {title}")


def without_label(row: Row) -> Row:
    """Return a row without the label that says what it is: シナリオ1, 質問：, 次の文を読み…."""
    if _PASSAGE.match(row.text):
        return row._replace(kind="blank", text="")
    head = question_head(row.text) if not labelled(row.text) else None
    if head is None:
        return row
    kind = row.kind if head.text else "blank"
    return row._replace(kind=kind, text=head.text, col=row.col + head.start)


def _in_force(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Scenario | None]:
    found: Scenario | None = None
    for at, row in enumerate(rows):
        level = (len(lines[row.at].mark) or 1) if row.kind == "heading" else 0
        if names_scenario(row.text) and not labelled(row.text):
            found = Scenario(at, level)
        elif found and not _holds(found, row, at, level):
            found = None
        yield found if found and found.end else None


def _holds(scenario: Scenario, row: Row, at: int, level: int) -> bool:
    """Tell whether a scenario holds at a row below it, and note there where its text ends."""
    if at - scenario.row > _FARTHEST or (row.kind == "rule" and not scenario.level):
        return False
    if answer_key(row.text) is not None or explains(row.text) or names_choices(row.text):
        return scenario.end > 0  # without a question below it, it is one itself
    head = question_head(row.text) if row.text and not labelled(row.text) else None
    if not head and not level:
        return True
    word = re.sub(r"\d+", "", head.word) if head else ""
    is_first = not scenario.end
    if is_first:
        scenario.end, scenario.word, scenario.asked = at, word, level
    if level > scenario.level > 0:
        return True
    is_beside = level in (scenario.level, 0) if scenario.level else level == scenario.asked
    return is_beside and bool(word) and word == scenario.word
