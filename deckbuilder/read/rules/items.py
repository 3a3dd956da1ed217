"""Items of lists: which list a bullet, a ・ or a number is an item of."""

from collections.abc import Iterator

from deckbuilder.read.context import OpenList
from deckbuilder.read.inline import plain
from deckbuilder.read.line_order import ordinal
from deckbuilder.read.markers import TASK, Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.rule import Look
from deckbuilder.read.steps import AddItem, Close, Family, Step
from deckbuilder.read.terms import definition


def add_item(look: Look, family: Family, line: Line) -> AddItem:
    """Return the step that adds an item to the list it belongs to."""
    lists = look.above.lists
    resumed = _counted_on(look) if family == "number" and not lists else None
    lists = [resumed] if resumed else lists
    kept = len(lists)
    while kept and not _holds(lists[kept - 1], line, family):
        kept -= 1
    joins = kept > 0 and lists[kept - 1].family == family and lists[kept - 1].indent >= line.indent
    found = definition(line.text)
    label = plain(found.term) if found else ""
    return AddItem(family, line.text, label, line.first, line.col, line.indent, kept, joins, resumed is not None)


def _counted_on(look: Look) -> OpenList | None:
    """Return the last list if the number of this line continues it, whatever stood between as an entry of its own."""
    newest = look.above.top.newest
    if not isinstance(newest, OpenList) or (newest.family, newest.indent) != ("number", look.line.indent):
        return None
    return newest if ordinal(look.line) == newest.count + 1 else None


def _holds(here: OpenList, line: Line, family: str) -> bool:
    """Tell whether an open list takes a new item, as a sibling or below its last item."""
    if abs(line.indent - here.indent) > 1:  # a slip of one column is none
        return line.indent > here.indent
    if here.family == family:
        return True
    return here.family == "number" and family == "dot"  # 1. 葉⏎・表皮


def dot_item(look: Look) -> Iterator[Step]:
    """Add the line to the list of ・ it belongs to."""
    yield Close(Level(Rank.DOT))
    yield add_item(look, "dot", look.line)


def bullet_item(look: Look) -> Iterator[Step]:
    """Add the line to the list of bullets it belongs to."""
    line = look.line
    if not fills_part(look):
        yield Close(level(line))
    family: Family = "task" if line.mark == TASK else "sub" if line.kind == "sub" else "bullet"
    yield add_item(look, family, line)._replace(level=level(line))


def fills_part(look: Look) -> bool:
    """Tell whether a bullet is of the part of a term right above, of which nothing else is said: - 枯れ⏎【原因】⏎- 渇き."""
    top = look.above.top
    said = top.last
    is_bullets = isinstance(said, OpenList) and (said.family, said.indent) == ("bullet", look.line.indent)
    return top.shape == "facet" and top.level.rank is Rank.FACET and (said is None or is_bullets)
