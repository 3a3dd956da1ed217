"""Steps that several rules take: opening an entry, a heading, a term with its definition."""

from collections.abc import Iterator
from typing import Any

from deckbuilder.base.blocks import Shape
from deckbuilder.read.inline import plain
from deckbuilder.read.markers import Line
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.rule import Look
from deckbuilder.read.steps import Close, Open, Say, Step
from deckbuilder.read.terms import is_no_event, is_year
from deckbuilder.read.titles import parted
from deckbuilder.read.words import DEFINING, is_source_list, naming


def opened(level: Level, shape: Shape, line: Line, text: str, col: int, **flags: Any) -> Open:
    """Return the step that opens an entry for the term `text`, which stands at column `col`."""
    title = parted(text)
    return Open(level, shape, title, line.first, col + title.offset, **flags)


def open_heading(line: Line, level: Level, **flags: Any) -> Iterator[Step]:
    """Open the entry of a heading; one that ends in ？ is a question, one over a list of sources makes no card."""
    shape: Shape = "question" if line.text.rstrip("】 ").endswith(("？", "?")) else "heading"
    step = opened(level, shape, line, line.text, line.col, **flags)
    yield step._replace(directives=("skip",)) if is_source_list(step.title.plain) else step


def _is_mark(said: str) -> bool:
    """Tell whether nothing stands behind a term but a mark of its author's: 気孔：【重要】."""
    return said[0] == "【" and said[-1] == "】" and naming(said[1:-1]) == "label"


def says_topic(look: Look) -> bool:
    """Tell whether a term and its definition are parted by とは."""
    found = look.definition
    return found is not None and "とは" in look.line.text[found.term_at + len(found.term) : found.text_at]


def define(look: Look, level: Level) -> Iterator[Step]:
    """Open an entry whose term and definition stand on one line."""
    found, line, above = look.definition, look.line, look.above
    assert found
    said = Say("paragraph", "", found.text, line.first, line.col + found.text_at, defines=says_topic(look))
    if above.fresh and above.top.shape in ("heading", "term") and plain(found.term) in DEFINING:
        yield said  # - 光合成⏎定義：養分を作る働き
        return
    if level.rank is Rank.ONE_LINE and above.top.shape == "line":
        yield Close(above.top.level)
    if _is_mark(found.text):
        yield opened(level, "term", line, line.text, line.col)
        return
    both_ways = ("reverse",) if is_year(found.term) and not is_no_event(found.text) else ()
    yield opened(level, "line", line, found.term, line.col + found.term_at, blank_ends=True, directives=both_ways)
    yield said
