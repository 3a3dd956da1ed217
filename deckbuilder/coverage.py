"""What became of each line of the notes: asked, shown on a back, structure, or not covered."""

from collections.abc import Iterable, Sequence
from typing import Literal

from deckbuilder.model import Rendered, Source, Structure

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
