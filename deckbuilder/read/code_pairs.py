"""Texts over their code, one pair after another: 枝を消す⏎- `git branch -d`⏎⏎枝を見る⏎- `git branch`.

A text between two pieces of code may belong to either, so the whole section is looked at: one that begins with a text,
ends with code and has nothing but both in turn tells of each code in the text above it. Prose above a pair changes nothing,
nor does what stands below a title in bold or 補足： at the end.
"""

from collections.abc import Sequence

from deckbuilder.base.patterns import lazy
from deckbuilder.read.line_order import sections
from deckbuilder.read.markers import Line
from deckbuilder.read.terms import definition
from deckbuilder.read.titles import before_colon, bold_title

FEWEST = 2
"""Texts of a section; below a heading a single one may as well say what the heading is."""
LONGEST = 50
"""Characters of a text that says what code is for."""

_PASSED_OVER = frozenset(("blank", "comment"))
_ENDS = frozenset(("heading", "section", "rule"))
_SPAN = lazy(r"`[^`]+`")
_COMMAND = lazy(r"[$a-z][!-~]* [!-~ ]*[!-~]")
"""More than one word in Latin letters."""


def code_of(line: Line) -> tuple[str, int] | None:
    """Return the code that a line is nothing but, and where in its text it begins."""
    if _SPAN.fullmatch(line.text):
        return line.text[1:-1], 1
    return (line.text, 0) if line.kind == "bullet" and _COMMAND.fullmatch(line.text) else None


def code_pairs(lines: Sequence[Line]) -> dict[int, int | None]:
    """Return the index of each text over its code with that of the code line, None if it is a fence or several lines."""
    found: dict[int, int | None] = {}
    for section in sections(lines, _ENDS, _PASSED_OVER):
        pairs = _pairs([(at, lines[at]) for at in section])
        if len(pairs) >= FEWEST:
            found.update(
                (text, code[0][0] if len(code) == 1 and code[0][1].kind != "code" else None) for text, code in pairs
            )
    return found


def _pairs(section: list[tuple[int, Line]]) -> list[tuple[int, list[tuple[int, Line]]]]:
    """Return each text of a section with the code below it; nothing if there is anything else in it but prose above a text."""
    pairs: list[tuple[int, list[tuple[int, Line]]]] = []
    section = _to_last_code(section)
    if not section:
        return []
    for (at, line), (_, below) in zip(section, [*section[1:], section[-1]], strict=True):
        if _is_code(line):
            if not pairs:
                return []
            pairs[-1][1].append((at, line))
        elif _is_code(below):
            if not _is_text(line):
                return []
            pairs.append((at, []))
        elif not _is_prose(line):
            return []
    return pairs


def _to_last_code(section: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Return a section without what stands behind its last code below a title in bold or a name with a colon."""
    last = max((place for place, (_, line) in enumerate(section) if _is_code(line)), default=-1)
    below = section[last + 1 :]
    is_apart = not below or bold_title(below[0][1].text) or before_colon(below[0][1].text)
    return section[: last + 1] if is_apart else []


def _is_code(line: Line) -> bool:
    return line.kind == "code" or (line.kind in ("bullet", "plain") and code_of(line) is not None)


def _is_prose(line: Line) -> bool:
    return line.kind == "plain" and "。" in line.text and not definition(line.text)


def _is_text(line: Line) -> bool:
    text = line.text.rstrip("。． 　")
    return (
        line.kind == "plain"
        and len(text) <= LONGEST
        and not text.isascii()
        and "。" not in text
        and not definition(text)
    )
