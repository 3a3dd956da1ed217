"""Runs of choices: rows that are lettered or numbered one after the other, checkboxes, rows of a table."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from deckbuilder.base.blocks import Text
from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.labels import BEGINNINGS, Label, labelled, verdict
from deckbuilder.read.choices.phrases import ORDER, answer_key, explains, question_head
from deckbuilder.read.choices.rows import Row, box_of, parts_of
from deckbuilder.read.markers import Line
from deckbuilder.read.open_blocks import JoinedText
from deckbuilder.read.table_rows import parsed_table

MOST_CHOICES = 10


class OpenChoice(msgspec.Struct):
    """A choice while its rows are read."""

    label: str
    open_text: JoinedText
    indent: int
    said: str = ""
    """right, wrong, true or false, as a mark in the choice itself says."""
    nested: list[Row] = []
    """What stands below it, indented."""


class Run(msgspec.Struct):
    """Choices, or what looks like them, in rows `start` to `end`, the last one included."""

    family: str
    start: int
    end: int
    choices: list[OpenChoice]


def runs(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Run]:
    """Yield all runs in order, also of one choice; none overlaps another."""
    at = 0
    while at < len(rows):
        run = None
        if rows[at].kind == "table":
            run = _table(rows, at, lines)
        elif rows[at].text[:1] in BEGINNINGS:
            run = _boxes(rows, at) or _letters(rows, at)
        if run and _are_questions(run):
            run = None
        if run and len(run.choices) <= MOST_CHOICES:
            yield run
        at = run.end + 1 if run else at + 1


def _are_questions(run: Run) -> bool:
    """Tell whether what is numbered are questions, each over choices of its own."""
    if all(_TASK.search(choice.open_text.md) for choice in run.choices):
        return True  # (1) 式で表しなさい。⏎(2) 値を求めなさい。
    nested = [row for choice in run.choices for row in choice.nested]
    return run.family == "digit" and any(box_of(row) or _is_first(row, run.family) for row in nested)


_TASK = lazy(f"(?:{ORDER})[。．]?(?:[(（].*)?$")


def _is_first(row: Row, family: str) -> bool:
    label = labelled(row.text)
    return label is not None and not label.place and label.family != family


def _opened(row: Row, label: str, text: str, start: int) -> OpenChoice:
    said_text, said = verdict(text)
    start = row.text.find(said_text, start) if said_text in row.text[start:] else start
    return OpenChoice(label, JoinedText(said_text, row.number, row.col + start), row.indent, said)


# --- rows --------------------------------------------------------------------------------------


def _letters(rows: Sequence[Row], first: int) -> Run | None:
    label = labelled(rows[first].text) if _may_be(rows[first]) else None
    if label is None or label.place:
        return None
    run = Run(label.family, first, first, [])
    places: list[int] = []
    apart: list[Row] = []
    for at in range(first, len(rows)):
        row = rows[at]
        if row.kind == "blank":
            continue
        found = labelled(row.text) if _may_be(row) else None
        if found and found.family == label.family and (at == first or abs(row.indent - run.choices[-1].indent) <= 1):
            if places and not _counts_on(found, places):
                break
            if run.choices:
                run.choices[-1].nested += apart
            apart = []
            for part in parts_of(row):
                if one := labelled(part.text):
                    places.append(one.place)
                    run.choices.append(_opened(part, one.shown, one.text, one.start))
        elif _is_below(row, run) and (apart or rows[at - 1].kind == "blank"):
            apart.append(row)
            continue
        elif not _goes_on(rows, at, run):
            break
        run.end = at
    return replace(run, choices=_with_sure_labels(run.choices, places))


def _counts_on(label: Label, places: Sequence[int]) -> bool:
    """Tell whether a label goes on with those above: by one, by one too many or none (1, 2, 2; A, B, D), or 1. for all."""
    if label.family == "digit" and not label.place and not any(places):
        return True
    return label.place in range(max(places[-1], 1), places[-1] + 3)


def _with_sure_labels(choices: list[OpenChoice], places: Sequence[int]) -> list[OpenChoice]:
    """Return choices without the labels by which nobody can tell which of them an answer means.

    1. for all is 1, 2, 3; of 1. 1. 2., which Markdown counts anew, no number is sure, and of 1. 2. 2. only the first.
    """
    if len(places) > 1 and not any(places):
        return [replace(choice, label=str(number)) for number, choice in enumerate(choices, 1)]
    repeated = next((at for at, (one, other) in enumerate(pairwise(places)) if one == other), len(choices))
    return [replace(choice, label=choice.label if at < repeated else "") for at, choice in enumerate(choices)]


def _boxes(rows: Sequence[Row], first: int) -> Run | None:
    box = box_of(rows[first])
    if box is None:
        return None
    run = Run("box", first, first, [])
    apart: list[Row] = []
    for at in range(first, len(rows)):
        row = rows[at]
        if row.kind == "blank":
            continue
        box = box_of(row)
        if box and (not run.choices or abs(row.indent - run.choices[-1].indent) <= 1):
            ticked, text, start = box
            choice = _opened(row, "", text, start)
            if (label := labelled(text)) and label.text:
                choice = _opened(row, label.shown, label.text, start + label.start)
            choice.said = "right" if ticked else choice.said
            if run.choices:
                run.choices[-1].nested += apart
            apart = []
            run.choices.append(choice)
        elif _is_below(row, run) and (apart or rows[at - 1].kind == "blank"):
            apart.append(row)
            continue
        elif not _goes_on(rows, at, run):
            break
        run.end = at
    return run


def _may_be(row: Row) -> bool:
    return row.kind in _ROWS


_ROWS = frozenset(("plain", "bullet", "sub", "dot", "number", "answer", "fenced", "label", "facet", "question"))
_BELOW = _ROWS | {"code", "table", "math", "html", "arrow", "caution"}


def _is_below(row: Row, run: Run) -> bool:
    """Tell whether a row is indented below the last choice; behind a blank it may be said of all of them."""
    is_text = row.kind in _BELOW and row.kind != "fenced" and not _ends(row)
    return is_text and row.indent > run.choices[-1].indent + 1


def _goes_on(rows: Sequence[Row], at: int, run: Run) -> bool:
    """Take a row that goes on with the last choice or stands below it; tell whether it does."""
    row, choice = rows[at], run.choices[-1]
    if row.kind in ("table", "code", "math", "html") and not choice.open_text.md:
        choice.nested.append(row)  # the choice is not a text
        return True
    if row.kind not in _BELOW:
        return False
    below_blank = rows[at - 1].kind == "blank"
    if _ends(row):
        return False
    if row.indent > choice.indent + 1 and row.kind != "fenced":
        is_text = row.kind == "plain" and not choice.nested and not below_blank
        if is_text and not row.text.startswith(("→", "※", "(", "（")):
            choice.open_text.add(row.text, row.number, row.col, None)
        else:
            choice.nested.append(row)
        return True
    is_empty = not choice.open_text.md and rows[at - 1].number + 1 == row.number
    if (below_blank and not is_empty) or row.kind not in ("plain", "fenced") or choice.nested or labelled(row.text):
        return False
    choice.open_text.add(row.text, row.number, row.col, "\n" if row.kind == "fenced" else None)
    return True


def _ends(row: Row) -> bool:
    key = answer_key(row.text)
    return key is not None or explains(row.text) or question_head(row.text) is not None


# --- tables ------------------------------------------------------------------------------------


def _table(rows: Sequence[Row], at: int, lines: Sequence[Line]) -> Run | None:
    """Read a table whose first column is (1), (2) … or A, B … ; a choice is all that its row says."""
    header, body, _ = parsed_table(lines[rows[at].at])
    labels = [labelled(f"{row[0].md}　") for row in body]
    if len(body) < 2 or not all(label and label.place == place for place, label in enumerate(labels)):
        return None
    choices = []
    for label, row in zip(labels, body, strict=True):
        cells = [
            (f"{header[column].md} {cell.md}" if column < len(header) and header[column].md else cell.md, cell)
            for column, cell in enumerate(row[1:], 1)
            if cell.md
        ]
        if not label or not cells:
            return None
        text = JoinedText(cells[0][0], *cells[0][1].origins[0][1:])
        for said, cell in cells[1:]:
            text.add(said, *cell.origins[0][1:], "、")
        choices.append(OpenChoice(label.shown, text, rows[at].indent))
    return Run(labels[0].family if labels[0] else "digit", at, at, choices)


def is_ticked(run: Run) -> bool:
    """Tell whether some choices of a run have a tick in their checkbox."""
    return run.family == "box" and any(choice.said == "right" for choice in run.choices)


def text_of(choice: OpenChoice) -> Text:
    """Return what a choice says."""
    return choice.open_text.text()
