"""Names in brackets that are of parts: among bullets, 【原因】⏎- 渇き⏎【対策】⏎- 水やり, where those of one end; or over texts."""

from collections.abc import Sequence

from deckbuilder.read import directives
from deckbuilder.read.line_order import LISTS, PASSED_OVER
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


def begins_parts(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a name and the next of its section are right over a text: 【朝に適した量】⏎少なめ。⏎【夜に適した量】⏎多め。"""
    ends = (index for index in range(at + 1, len(lines)) if lines[index].kind in _ENDS_PART)
    other = next(ends, None)
    if other is None or not (_is_over_text(lines, at) and _is_over_text(lines, other)):
        return False
    name = lines[other].text.strip("【】")
    return lines[other].mark == "【" and not _names_part(lines[other]) and directives.read(name) is None


_ENDS_PART = LISTS | {"heading", "section", "facet"}


def _is_over_text(lines: Sequence[Line], at: int) -> bool:
    return next((line.kind for line in lines[at + 1 :] if line.kind not in PASSED_OVER), "") == "plain"


def _names_part(facet: Line) -> bool:
    """Tell whether a name in brackets is no term: 【原因】."""
    return naming(facet.text.strip("【】")) != "term"


def _top_of_list(lines: Sequence[Line], at: int) -> int:
    """Return where the bullets of one depth begin that stand one right below the other, the last of them at `at`."""
    line = lines[at]
    while at and (lines[at - 1].kind, lines[at - 1].indent) == (line.kind, line.indent):
        at -= 1
    return at
