"""The rows of an exam note, and what is taken off or out of one: a checkbox, several choices, a label."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.labels import labelled
from deckbuilder.read.choices.phrases import answer_key, explains
from deckbuilder.read.comments import without_memos
from deckbuilder.read.markers import Line


class Row(NamedTuple):
    """A physical line outside of what is taken as one, or one in a fence that holds choices."""

    at: int
    """Index of the Line it is of."""
    number: int
    kind: str
    """Of its Line; `fenced` inside a fence, `close` where a <details> ends."""
    indent: int
    text: str
    col: int
    is_broken: bool = False
    """The author breaks the line for good: two blanks or a backslash at its end."""


_TAKEN_AS_ONE = frozenset(("blank", "comment", "pragma", "code", "summary", "table", "math", "html"))
LISTED = frozenset(("bullet", "sub", "dot", "number"))
"""Kinds of rows that are items of a list."""
_PLAIN_CODE = frozenset(("", "text", "txt", "plain", "plaintext", "markdown", "md"))


def row_list(lines: Sequence[Line], physical: Sequence[str]) -> list[Row]:
    """Return the rows of a file; comments are none."""
    shared = {one.first for one, other in pairwise(lines) if one.first == other.first}
    found: list[Row] = []
    for at, line in enumerate(lines):
        if line.kind == "blank" and not line.mark:  # a third of all lines
            found.append(Row(at, line.first, "blank", line.indent, "", 1))
        elif line.kind in _TAKEN_AS_ONE:
            found += _rows_of(at, line)
        elif line.first in shared:
            mark = _in_line(lines, at) if line.mark == "①" else line.mark
            found.append(Row(at, line.first, line.kind, line.indent, f"{mark}{line.text}", line.col - len(mark)))
        else:
            found.append(_physical(at, line, physical[line.first - 1]))
    return found


def _rows_of(at: int, line: Line) -> Iterator[Row]:
    """Yield the rows of a line that is no text, or that stands for several rows."""
    if line.kind == "code":
        inner = [row.strip() for row in line.text.split("\n")]
        if line.mark in _PLAIN_CODE and _has_choices(inner):
            for number, text in enumerate(inner, line.first + 1):
                yield Row(at, number, "fenced" if text else "blank", line.indent, text, 1)
            return
        yield Row(at, line.first, "code", line.indent, "", 1)
    elif line.kind == "summary" and not line.text:
        yield Row(at, line.first, "close", line.indent, "", 1)
    elif line.kind == "blank" and labelled(line.mark):
        yield Row(at, line.first, "number", line.indent, line.mark, line.indent + 1)
    elif line.kind not in ("comment", "pragma"):
        yield Row(at, line.first, line.kind, line.indent, line.text if line.kind == "summary" else "", 1)


def _physical(at: int, line: Line, raw: str) -> Row:
    """Return the row that a line of text is, with its marker."""
    text = without_memos(raw).strip()
    is_broken = raw.endswith(("  ", "\\"))
    kind = "heading" if line.mark.startswith("#") else line.kind
    col = len(raw) - len(raw.lstrip()) + 1
    return Row(
        at, line.first, kind, line.indent, text.removesuffix("\\").rstrip() if is_broken else text, col, is_broken
    )


def _in_line(lines: Sequence[Line], at: int) -> str:
    """Return the circled number of an item that stands on one line with others: ① 葉 ② 茎."""
    first = at
    while first and lines[first - 1].first == lines[at].first:
        first -= 1
    return "①②③④⑤⑥⑦⑧⑨⑩"[min(at - first, 9)]


def _has_choices(texts: list[str]) -> bool:
    found = [label for text in texts if (label := labelled(text))]
    after_each_other = any(
        one.family == other.family and other.place == one.place + 1 for one, other in pairwise(found)
    )
    return after_each_other or any(answer_key(text) is not None for text in texts)


# --- parts of a row -----------------------------------------------------------------------------


def parts_of(row: Row) -> list[Row]:
    """Return the choices that stand on one row, each as a row: ア 葉　イ 茎; between two of them is more than a blank."""
    found = _parted(row, _GAP)
    return found if len(found) > _FEW else _parted(row, _WIDE_GAP)


_FEW = 2
_GAP, _WIDE_GAP = lazy(r"[ 　\t]+"), lazy(r"　|[ \t]{2,}")


def _parted(row: Row, gap: re.Pattern[str]) -> list[Row]:
    starts, last = [0], labelled(row.text)
    for match in gap.finditer(row.text):
        found = labelled(row.text[match.end() :])
        if found and last and found.family == last.family and found.place == last.place + 1:
            starts.append(match.end())
            last = found
    ends = [*starts[1:], len(row.text)]
    return [
        row._replace(text=row.text[start:end].rstrip(), col=row.col + start)
        for start, end in zip(starts, ends, strict=True)
    ]


def box_of(row: Row) -> tuple[bool, str, int] | None:
    """Return (whether it is ticked, the text behind it, where that begins) of a bullet with a checkbox."""
    found = _BOX.match(row.text)
    return (found[1] in "xX", row.text[found.end() :].strip(), found.end()) if found else None


def is_unticked(row: Row) -> bool:
    """Tell whether a row has a checkbox without a tick."""
    box = box_of(row)
    return box is not None and not box[0]


_BOX = lazy(r"(?:[>＞][ 　]*)*(?:[-*+]|[0-9]{1,2}[.)])[ 　\t]+\[([ xX])\][ 　\t]+")


def unlabelled(row: Row) -> tuple[str, int]:
    """Return a row without a label of the explanation at its head, and where the rest begins."""
    text = row.text
    match = re.match(
        r"(?:[>＞][ 　]*)*(?:[-*+•・●▪][ 　]+)?#{0,6}[ 　]*[^\w(（「【\[]*(?:\*\*|【)?(?:(?:各|それぞれの)?選択肢の)?"
        r"(?:解説|説明|理由|explanation)(?:】|\*\*)?\s*[:：]?(?:\*\*)?\s*",
        text,
        re.IGNORECASE,
    )
    if match and explains(text):
        return text[match.end() :], match.end()
    return text, 0
