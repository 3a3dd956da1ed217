"""Tables, code, formulas and HTML, comments, rules and blank lines."""

import re
from collections.abc import Iterator

from deckbuilder.base.blocks import Table
from deckbuilder.base.patterns import lazy
from deckbuilder.read.inline import plain
from deckbuilder.read.markers import Line
from deckbuilder.read.open_blocks import verbatim
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.items import add_item
from deckbuilder.read.rules.opening import opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, of, table
from deckbuilder.read.steps import Allow, Blank, Close, Drop, Note, Pin, Put, Report, Say, Step, Stop
from deckbuilder.read.table_rows import Row, defines_terms, goes_on

# --- tables ------------------------------------------------------------------------------------

_DOTTED = lazy(r"(?:^|[\s　]|<br ?/?>)[・･](?![・･])\s*([^\s　].*?)(?=(?:[\s　]|<br ?/?>)+[・･](?![・･])|$)")
"""The items of a cell: ・葉 ・茎."""


def _lists_terms(look: Look) -> bool:
    if "picture" in look.above.pending or "basic" in look.above.pending:
        return False
    header, rows, _ = table(look)
    return defines_terms(header, rows)


def _open_rows(look: Look) -> Iterator[Step]:
    """Open an entry for each row of a table of terms."""
    header, rows, structural = table(look)
    below = (number for row in rows for cell in row for _, number, _ in cell.origins[1:])
    for number in sorted({*structural, *(cell.first for cell in header), *below}):
        yield Note(number, "table")
    given = tuple(name for name in look.above.pending if name != "whole")
    yield Drop(("whole",))  # what stands above the table is for each of its rows
    named = rows[0]
    for row in rows:
        if row is not named and goes_on(named, row):
            yield from _cells(look, header, row)
        elif row[0].md:
            named = row
            yield from _row(look, header, row, given)
    yield Close(Level(Rank.ONE_LINE))
    yield Blank()


def _row(look: Look, header: Row, row: Row, given: tuple[str, ...]) -> Iterator[Step]:
    _, number, col = row[0].origins[0]
    line = look.line._replace(first=number)
    yield opened(Level(Rank.ONE_LINE), "row", line, row[0].md, col, directives=given)
    yield from _cells(look, header, row)


def _cells(look: Look, header: Row, row: Row) -> Iterator[Step]:
    """Say what stands behind the name of a row."""
    for index, cell in enumerate(row[1:], 1):
        label = plain(header[index].md) if 1 < index < len(header) else ""
        _, number, col = cell.origins[0]
        if not cell.md:
            continue
        if index > 1:
            yield Say("labelled" if label else "paragraph", label, cell.md, number, col, then="ends")
        else:
            yield from _first_cell(look, cell.md, number, col)


def _first_cell(look: Look, text: str, number: int, col: int) -> Iterator[Step]:
    """Read a definition cell: one with ・ inside is a list."""
    pieces = list(_DOTTED.finditer(text))
    lead = text if len(pieces) < 2 else text[: pieces[0].start()].strip()
    if lead:
        yield Say("paragraph", "", lead, number, col)
    for piece in pieces if len(pieces) > 1 else ():
        item = Line("dot", number, number, 0, "・", piece[1].rstrip(" 　・"), col + piece.start(1))
        yield add_item(look, "dot", item)
    yield Stop()


def _put_table(look: Look) -> Iterator[Step]:
    line = look.line
    header, rows, structural = table(look)
    for number in structural:
        yield Note(number, "table")
    if not rows:
        yield Report("N110", line.first, line.col)
    block = Table(header, tuple(rows), None, line.first, line.last)
    yield Put(block, under_item=False, later=("whole",), line=line.first, last=line.last)


# --- what is taken as it stands ----------------------------------------------------------------


def _put_verbatim(look: Look) -> Iterator[Step]:
    line, item = look.line, look.above.item
    under_item = item is not None and line.indent > item.item_indent
    yield Put(verbatim(line), under_item, ("picture", "whole"), line.first, line.last)


# --- no text -----------------------------------------------------------------------------------


def _blank(look: Look) -> Iterator[Step]:
    line = look.line
    if line.mark:
        yield Note(line.first, "tags" if re.match(r"#+\w", line.mark) else "break")
    yield Blank()


def _rule(look: Look) -> Iterator[Step]:
    yield Note(look.line.first, "rule")
    if not (look.above.fresh and look.above.top.shape == "heading"):
        yield Close(Level(Rank.BULLET))
    yield Stop(lists=True)


def _frame(look: Look) -> Iterator[Step]:
    """A frame's title names no term; its text is read like everything else."""
    yield Note(look.line.first, "frame")
    yield Blank()


def _comment(look: Look) -> Iterator[Step]:
    for number in range(look.line.first, look.line.last + 1):
        yield Note(number, "comment")


_OPENERS = of("bullet", "sub", "dot", "heading", "section", "question")
"""What opens an entry by its marker."""


def _allows(look: Look) -> bool:
    return look.line.mark == "allow"


def _allow(look: Look) -> Iterator[Step]:
    """`<!-- allow: N105 -->` is for the entry that the next line belongs to."""
    line, below = look.line, look.below
    codes = tuple(code for code in re.split(r"[\s,、]+", line.text) if code)
    yield Allow(codes, line.first, max(below.first if below else 0, line.first))


def _pins_row(look: Look) -> bool:
    return look.below is not None and look.below.kind == "table" and look.below.first <= look.line.first


def _pin_row(look: Look) -> Iterator[Step]:
    yield Pin(look.line.text, row=look.line.first)


def _pin(look: Look) -> Iterator[Step]:
    """`<!-- id: name -->` is for this entry or the next."""
    line, below = look.line, look.below
    is_on_next = below is not None and (below.kind in _OPENERS or below.first == line.first)
    yield Pin(line.text, to_entry=look.above.fresh and not is_on_next)


TABLE, PRAGMA = of("table"), of("pragma")
CONSTRUCTS = (
    Rule("table of terms", TABLE, "⟨| 用語 | 説明 |⏎|---|---|⏎| 葉 | 光を受ける |⟩", Role.TERM, _lists_terms, _open_rows),
    Rule("table", TABLE, "⟨| | 葉 | 茎 |⏎|---|---|---|⏎| 働き | 光 | 水 |⟩", Role.TABLE, always, _put_table),
    Rule("code, formula, HTML", of("code", "math", "html"), "⟨```⏎print()⏎```⟩", Role.VERBATIM, always, _put_verbatim),
    Rule("blank line", of("blank"), "⟨⟩", Role.STRUCTURE, always, _blank),
    Rule("frame", of("frame"), "⟨:::message⟩⏎葉は光を受ける。⏎:::", Role.STRUCTURE, always, _frame),
    Rule("rule", of("rule"), "⟨---⟩", Role.STRUCTURE, always, _rule),
    Rule("comment", of("comment"), "⟨<!-- 覚え書き -->⟩", Role.STRUCTURE, always, _comment),
    Rule("allowance", PRAGMA, "⟨<!-- allow: N105 -->⟩", Role.STRUCTURE, _allows, _allow),
    Rule("name of a row", PRAGMA, "| 用語 | 説明 |⏎|---|---|⏎| 葉 | 光を受ける | ⟨<!-- id: leaf -->⟩", Role.STRUCTURE, _pins_row, _pin_row),
    Rule("name of an entry", PRAGMA, "⟨<!-- id: leaf -->⟩", Role.STRUCTURE, always, _pin),
)  # fmt: skip
