"""What became of each line of the notes: asked, shown on a back, structure, or not covered."""

from collections.abc import Iterable, Sequence
from typing import Literal

from deckbuilder.model import Rendered, Section, Source, Span, Structure

Role = Literal["asked", "shown", "structure", "uncovered", "blank"]


def coverage(source: Source, drafts: Iterable[Rendered], structure: Sequence[Structure]) -> list[Role]:
    """Return the role of each line of a file, from its first line on."""
    rows = source.text.split("\n")
    roles: list[Role] = ["uncovered" if row.strip() else "blank" for row in rows]

    def mark(numbers: Iterable[int], role: Role) -> None:
        for number in numbers:
            if roles[number - 1] != "blank":
                roles[number - 1] = role

    drafts = list(drafts)
    mark((line.line for line in structure), "structure")
    for draft in drafts:
        mark(draft.shown, "shown")
    for draft in drafts:
        mark(draft.asked, "asked")
    return roles


def sections(source: Source, roles: Sequence[Role], structure: Sequence[Structure]) -> list[Section]:
    """Return what stands between one heading and the next, structure not counted."""
    rows = source.text.split("\n")
    starts = sorted({1, *(line.line for line in structure if line.role == "heading")})
    found = []
    for first, after in zip(starts, [*starts[1:], len(rows) + 1], strict=True):
        said = (
            row
            for row, role in zip(rows[first - 1 : after - 1], roles[first - 1 : after - 1], strict=True)
            if role not in ("structure", "blank")
        )
        characters = sum(len("".join(row.split())) for row in said)
        title = rows[first - 1].strip("#■◆〇○◯◎▼【】＜＞*- \t　") or source.path
        found.append(Section(title, Span(source.path, first, after - 1), characters))
    return found
