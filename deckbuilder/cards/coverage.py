"""What became of each line of the notes: asked, shown on a back, structure, or not covered."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from deckbuilder.base.blocks import Section, Structure
from deckbuilder.base.model import Source, Span
from deckbuilder.base.notes import Note, Rendered

Role = Literal["asked", "shown", "offered", "structure", "uncovered", "blank"]
"""`offered` are lines that could be asked."""
_SAYING = frozenset(("task", "link", "tags", "skipped"))
"""Lines that are not asked by what they are, but say something: not covered, if they stand on no card either."""


def coverage(source: Source, drafts: Iterable[Rendered], structure: Sequence[Structure]) -> list[Role]:
    """Return the role of each line of a file, from its first line on."""
    rows = source.text.split("\n")
    roles: list[Role] = ["uncovered" if row.strip() else "blank" for row in rows]

    def mark(numbers: Iterable[int], role: Role) -> None:
        for number in numbers:
            if roles[number - 1] != "blank":
                roles[number - 1] = role

    drafts = list(drafts)
    mark((line.line for line in structure if line.role not in _SAYING), "structure")
    for draft in drafts:
        mark(draft.shown, "shown")
    for draft in drafts:
        mark(draft.asked, "asked")
    return roles


class LinesMade(NamedTuple):
    """The lines of a file that notes ask, and those that they show."""

    asked: set[int]
    shown: set[int]


def as_made(
    roles: Sequence[Role], start: int, made: LinesMade, offered: Collection[int], is_doubled: bool = False
) -> list[Role]:
    """Return the roles of a part's lines by the notes that came of its cards: some were kept, some left to others.

    `start` lines stand above it, `made` is of its file, `offered` are lines of cards that were not made. What it says
    that others say too (`is_doubled`) stands on their notes.
    """
    found = list(roles)
    for number, role in enumerate(roles, start + 1):
        if role == "blank":
            continue
        at = number - start - 1
        if number in made.asked:
            found[at] = "asked"
        elif number in offered:
            found[at] = "offered"
        elif number in made.shown and role != "structure":
            found[at] = "shown"
        elif number not in made.shown and role in ("asked", "shown") and not is_doubled:
            found[at] = "uncovered"
    return found


def lines_made(notes: Sequence[Note]) -> LinesMade:
    """Return the lines that the notes of a file ask and show."""
    asked = {line for note in notes for line in note.asked}
    return LinesMade(asked, {line for note in notes for line in note.shown} - asked)


def sections(source: Source, roles: Sequence[Role], structure: Sequence[Structure]) -> list[Section]:
    """Return what stands between one heading and the next, but for structure and what is not asked by what it is."""
    rows = source.text.split("\n")
    left = {line.line for line in structure}
    starts = sorted({1, *(line.line for line in structure if line.role == "heading")})
    found = []
    for first, after in zip(starts, [*starts[1:], len(rows) + 1], strict=True):
        said = (
            rows[number - 1]
            for number in range(first, after)
            if roles[number - 1] in ("asked", "shown") or (roles[number - 1] == "uncovered" and number not in left)
        )
        characters = sum(len("".join(row.split())) for row in said)
        title = rows[first - 1].strip("#■◆〇○◯◎▼【】＜＞*- \t　") or source.path
        found.append(Section(title, Span(source.path, first, after - 1), characters))
    return found
