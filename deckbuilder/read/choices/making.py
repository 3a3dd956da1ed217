"""A question with choices as it is handed on, made of what was found."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from deckbuilder.base.blocks import Block, Choice, Choices, Paragraph, Structure, Text, block_texts
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.read.choices.blocks import below_choices, blocks_of_choice, explanation, question_text, unmarked
from deckbuilder.read.choices.labels import lead_length
from deckbuilder.read.choices.phrases import asks, explains, only_names, question_head
from deckbuilder.read.choices.rows import Row, is_unticked
from deckbuilder.read.choices.runs import Run
from deckbuilder.read.choices.scenarios import names_scenario, without_label
from deckbuilder.read.choices.starts import Start
from deckbuilder.read.inline import marks, plain
from deckbuilder.read.markers import Line
from deckbuilder.read.open_blocks import JoinedText
from deckbuilder.read.ranks import HASHES


class ChoiceQuestion(NamedTuple):
    """A question with choices, in Lines `first` to `after`, the last one not included."""

    first: int
    after: int
    level: int
    """Of the heading that it stands under and that is a part of it; 0 without one."""
    topic: Text | None
    """What that heading says beside the question's number."""
    term: Text
    answer: tuple[Block, ...]
    """The choices; what it says of one that stands alone; nothing where the notes do not tell which is right."""
    explanation: tuple[Block, ...]
    structure: tuple[Structure, ...]
    is_ticked: bool
    scenario: int
    """The row of the notes at which the scenario begins that it is about; 0 without one."""


class Told(NamedTuple):
    """What the notes say of which choices are right."""

    right: frozenset[int] | None
    beside: str
    """What the row of the answer says beside."""
    rows: tuple[int, ...]
    """Those of the answer, the first of which says 正解; none where a mark or running text tells."""
    end: int
    """The last row of the answer; without one that of the choices."""


def made(
    lines: Sequence[Line], rows: Sequence[Row], run: Run, start: Start, answer: Told, end: int, case: Sequence[Row]
) -> ChoiceQuestion | None:
    """Return the question that begins at `start` and ends before the row `end`; None if it asks nothing.

    `case` has the rows of the scenario that it is about.
    """
    term, topic, setting, structure = _asked(lines, rows, run, start)
    if term is None:
        return None
    texts = unmarked(run.choices)
    scenario = explanation(case, lines, (), "")
    below = list(enumerate(rows[run.end + 1 : end], run.end + 1))
    of_answer = [row for at, row in below if at in answer.rows or is_unticked(row)]
    behind = [row for row in rows[run.end + 1 : end] if row not in of_answer]
    said = explanation(behind, lines, texts, run.family)
    if answer.beside:
        said.insert(0, Paragraph(Text(answer.beside, ((0, rows[answer.end].number, 1),))))
    labels = [row for row in behind if row.kind in ("summary", "close", "heading", "frame") or explains(row.text)]
    structure += [Structure(row.number, "answer") for row in (*of_answer, *labels)]
    return ChoiceQuestion(
        first=rows[start.row].at,
        after=rows[max(end - 1, start.row)].at + 1,
        level=start.level,
        topic=topic,
        term=_with_gap(term.text(), [texts[at] for at in answer.right or ()]),
        answer=_answer(lines, run, texts, scenario, setting, answer.right),
        explanation=(
            *((*scenario, *setting) if len(texts) == 1 else ()),
            *said,
            *below_choices(run.choices, texts, lines),
        ),
        structure=(*structure, *_frames(lines, rows[start.row : end])),
        is_ticked=run.family == "box",
        scenario=case[0].number if case else 0,
    )


def _answer(
    lines: Sequence[Line],
    run: Run,
    texts: Sequence[Text],
    scenario: Sequence[Block],
    setting: Sequence[Block],
    right: frozenset[int] | None,
) -> tuple[Block, ...]:
    """Return the choices, or what the only one says; nothing where none is right, all are, one is empty, or two are alike."""
    blocks = [blocks_of_choice(choice, lines) for choice in run.choices]
    said = [
        fold(plain(text.md)) + "".join(other.md for block in own for other in block_texts(block))
        for text, own in zip(texts, blocks, strict=True)
    ]
    if not right or len(set(said)) < len(said) or not all(said):
        return ()
    if len(texts) == 1:
        return (*([Paragraph(texts[0])] if texts[0].md else ()), *blocks[0])
    if len(right) == len(texts):
        return ()
    found = [
        Choice(choice.label, text, at in right, own)
        for at, (choice, text, own) in enumerate(zip(run.choices, texts, blocks, strict=True))
    ]
    return (Choices(tuple(found), tuple(scenario), tuple(setting)),)


def _frames(lines: Sequence[Line], rows: Sequence[Row]) -> list[Structure]:
    """Return the lines round choices in a fence or a table."""
    framed = {row.at for row in rows if row.kind in ("fenced", "table")}
    frames = [lines[at] for at in sorted(framed)]
    return [
        Structure(number, "table" if line.kind == "table" else "fence")
        for line in frames
        for number in (range(line.first, line.last + 1) if line.kind == "table" else (line.first, line.last))
    ]


def _asked(
    lines: Sequence[Line], rows: Sequence[Row], run: Run, start: Start
) -> tuple[JoinedText | None, Text | None, list[Block], list[Structure]]:
    """Return the question's text, its topic, what stands apart in it, and what is only structure."""
    row = rows[start.row]
    above = rows[start.row + 1 : run.start]
    rest = [other for other in above if not only_names(other.text)]
    structure = [Structure(other.number, "heading") for other in above if only_names(other.text)]
    if not start.is_headed:
        if not any(lead_length(other.text) for other in rest):  # one bullet is that of the question, several are a list
            lead = lead_length(row.text)
            row = row._replace(text=row.text[lead:], col=row.col + lead)
        term, setting = question_text([row, *rest], lines, None)
        return term, None, setting, structure
    if names_scenario(row.text):
        labels = [other for other in rest if without_label(other).text == "" != other.text]
        structure += [Structure(label.number, "heading") for label in labels]
        rest = [without_label(other) for other in rest]
    head = question_head(row.text)
    said, at = (head.text, head.start) if head else _headless(row)
    below, setting = question_text(rest, lines, None)
    of_row = JoinedText(said, row.number, row.col + at) if said else None
    if of_row is None or (re.fullmatch(r"[(（【].*[)）】]", said) and below is not None):
        structure.append(Structure(row.number, "heading"))
        return below, None, setting, structure
    if below is not None and start.level and not asks(said):
        structure.append(Structure(row.number, "heading"))
        return below, of_row.text(), setting, structure
    whole, setting = question_text(rest, lines, of_row)
    return whole, None, setting, structure


def _headless(row: Row) -> tuple[str, int]:
    """Return a heading or numbered item without its marker, and where that begins."""
    match = re.match(r"[>＞ 　]*(?:" + HASHES + r"\s*|(?:\*\*)?(?:[(（])?[0-9０-９]{1,3}[.．)）]\s*)", row.text)
    start = match.end() if match else 0
    said = row.text[start:]
    return (said.replace("**", "", 1) if said.count("**") % 2 else said).strip(), start


def _with_gap(text: Text, right: Sequence[Text]) -> Text:
    """Return a question with a gap where it has the right choice in it, marked: I **have read** it."""
    said = [plain(choice.md) for choice in right]
    answers = {fold(part) for text in said for part in (text, _ANNOTATION.split(text)[0]) if part}
    for start, end, inner in reversed(marks(text.md)):
        if fold(plain(inner)) in answers:
            origins = tuple(origin for origin in text.origins if not start < origin[0] < end)
            moved = len(_GAP) - (end - start)
            origins = tuple((at + moved if at >= end else at, line, col) for at, line, col in origins)
            text = Text(text.md[:start] + _GAP + text.md[end:], origins)
    return text


_GAP = "（　　）"
_ANNOTATION = lazy(r"[ 　]*[\[（(「]")
"""What stands behind a word as a choice: near[形]「近い」."""
