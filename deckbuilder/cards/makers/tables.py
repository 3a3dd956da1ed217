"""The cells of a table, each asked by the names of its row and column; or all of it as a picture."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Caution, Entry, Item, ItemList, Paragraph, Table, Text, Verbatim
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import sentences, without_parentheses
from deckbuilder.cards.backs import beside, index_of
from deckbuilder.cards.commands import command_of
from deckbuilder.cards.cues import of_cell, of_command
from deckbuilder.cards.facts import compares, needs_kind
from deckbuilder.cards.makers.drafting import Made, Wants, make_draft, picture_draft, with_block
from deckbuilder.cards.makers.leads import lead_of
from deckbuilder.cards.slots import has_sure_gap, whole_unmarked
from deckbuilder.read.cells import Cell, table_cells
from deckbuilder.read.inline import marks, plain

MOST_ABOVE = 2
"""Blocks above a table that may say of which command its options are."""
WIDEST_SHOWN, LONGEST_SHOWN = 3, 8
"""Columns and rows of a table that is shown whole on the back of its cards; of a larger one just the row."""


def table_drafts(entry: Entry, block: Block, wants: Wants) -> Made:
    assert isinstance(block, Table)
    wants = with_block(wants, block)
    if "skip" in wants.names or not block.rows:
        return
    asked = [cell for cell in table_cells(block) if cell.asked]
    if "picture" not in wants.names:
        yield from cell_drafts(entry, block, asked)
    elif asked:
        yield picture_draft(entry, block)


def cell_drafts(entry: Entry, block: Table, asked: Iterable[Cell]) -> Iterator[Draft]:
    """Ask these cells of a table by the names of their rows and columns."""
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    narrow = len(block.rows[0]) <= WIDEST_SHOWN and len(block.rows) <= LONGEST_SHOWN
    lead = (entry.blocks[index_of(entry.blocks, block) - 1],) if lead_of(entry, block) else ()
    cautions = tuple(other for other in beside(entry, block) if isinstance(other, Caution))
    shown: dict[int, Block] = dict.fromkeys(range(len(block.rows)), replace(block, caption=None)) if narrow else {}
    code, texts = _above(entry, block)
    beside_like = has_like(entry, block)
    for cell in asked:
        if cell.row not in shown:
            shown[cell.row] = ItemList(tuple(_row_items(block, cell.row)), False)
        extra = (*lead, shown[cell.row], *cautions)
        answer = cell_answer(cell)
        body = (Paragraph(answer),)
        cue = of_command(command_of(cell.row_name, trail, code, texts))
        cue = cue or of_cell(cell.row_name, cell.column_name, plain(answer.md))
        draft = make_draft(entry, "basic", "cell", cell_prompt(cell, beside_like), body, extra, (), cue=cue)
        head = tuple(text.first for text in (*block.header[:1], cell.name) if text.md)
        head = (*draft.head, *head)
        yield replace(
            draft, trail=trail, term=cell.row_name, head=head, asks=cell.key, insists=has_sure_gap(cell.text.md)
        )


def _above(entry: Entry, block: Table) -> tuple[str, list[str]]:
    """Return the code above a table, and the texts between or above."""
    at = index_of(entry.blocks, block)
    above = entry.blocks[max(at - MOST_ABOVE, 0) : at]
    code = (other.text.md for other in reversed(above) if isinstance(other, Verbatim) and other.form == "code")
    return next(code, ""), [other.text.md for other in above if isinstance(other, Paragraph)]


def has_like(entry: Entry, block: Table) -> bool:
    """Tell whether another table of an entry says the same of other things: | 針葉樹 | 説明 | beside | 広葉樹 | 説明 |."""
    first, *columns = [plain(name.md) for name in block.header] or [""]
    others = ([plain(name.md) for name in other.header] for other in entry.blocks if isinstance(other, Table))
    return any(names[1:] == columns and names[0] != first for names in others if names)


def cell_prompt(cell: Cell, beside_like: bool) -> Text:
    """Return a cell's row and column; a row named by a number or a sign is told by what it is: 沸点 30~180 ─ 用途.

    So is one of a table beside which another is like it.
    """
    column, kind = whole_unmarked(cell.header).md, whole_unmarked(cell.named).md
    kind = kind if "$" in kind else without_parentheses(kind).strip()
    own = _TWO_CODES.sub(_parted, cell.name.md)
    name = f"{kind} {own}" if needs_kind(cell.row_name, plain(kind), always=beside_like) else own
    return Text(f"{name} ─ {column}" if column else name, cell.text.origins)


_TWO_CODES = lazy("`(?P<one>[^`]+)`[ 　]+(?=`(?P<other>[^`]+)`(?:$|[ 　]+`))")
_SHORT, _LONG = lazy("-[^-]"), lazy("--[^-]")


def _parted(codes: re.Match[str]) -> str:
    """Return code with a slash behind it, if the next is another way to write it: `l` `-l`, `-a` `--all`; not `Ctrl` `C`."""
    one, other = codes["one"], codes["other"]
    is_option = any(short.match(one) and long.match(other) for short, long in ((_SHORT, _LONG), (_LONG, _SHORT)))
    return f"`{one}` / " if is_option or one.lstrip("-") == other.lstrip("-") else codes[0]


def cell_answer(cell: Cell) -> Text:
    """Return what a cell answers: its first sentence, as of a definition; the table on the back shows the rest."""
    text = whole_unmarked(cell.text)
    bounds = sentences(text.md)
    return text if len(bounds) < 2 or marks(text.md) or compares(cell.column_name) else text.slice(*bounds[0])


def _row_items(table: Table, row: int) -> Iterator[Item]:
    for column, cell in enumerate(table.rows[row]):
        header = table.header[column].md if column < len(table.header) else ""
        if cell.md:
            yield Item(Text(f"{header}：{cell.md}" if header else cell.md, cell.origins))
