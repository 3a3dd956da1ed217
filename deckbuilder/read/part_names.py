"""Names in brackets among bullets, 【原因】⏎- 渇き⏎【対策】⏎- 水やり: where the bullets of one part end and the next begins."""

from collections.abc import Sequence

from deckbuilder.read.markers import Line
from deckbuilder.read.words import naming


def first_parts(lines: Sequence[Line]) -> dict[int, str]:
    """Return of each name right below bullets the first such name of the term that all these are of; none of a section's."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        if line.kind == "facet" and at and lines[at - 1].kind == "bullet":
            top = _top_of_list(lines, at - 1)
            if top and lines[top - 1].kind == "facet":
                found[at] = found.get(top - 1, "")
            elif top == at - 1:
                found[at] = line.text
    return found


def ends_part(lines: Sequence[Line], at: int, facet: int) -> bool:
    """Tell whether the name at `facet`, which stands over bullets as that at `at`, begins another part than theirs."""
    top = _top_of_list(lines, at)
    is_below_facet = top > 0 and lines[top - 1].kind == "facet"
    if is_below_facet and _names_part(lines[top - 1]):
        return True
    return _names_part(lines[facet]) and (is_below_facet or top < at)


def _names_part(facet: Line) -> bool:
    """Tell whether a name in brackets is no term: 【原因】."""
    return naming(facet.text.strip("【】")) != "term"


def _top_of_list(lines: Sequence[Line], at: int) -> int:
    """Return where the bullets of one depth begin that stand one right below the other, the last of them at `at`."""
    line = lines[at]
    while at and (lines[at - 1].kind, lines[at - 1].indent) == (line.kind, line.indent):
        at -= 1
    return at
