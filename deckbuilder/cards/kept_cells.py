"""The cells of a table as cards ask them: by the names that another column gave their rows, or for one of their sentences."""

from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, Item, Paragraph, Table, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.sentences import sentences
from deckbuilder.base.text import fold
from deckbuilder.cards.kept_definitions import item_entry, kept_definitions
from deckbuilder.cards.leftovers import said_alone
from deckbuilder.cards.makers.tables import cell_answer, cell_drafts, cell_prompt, has_like
from deckbuilder.read.cells import Cell, names_from, table_cells
from deckbuilder.read.inline import plain


def kept_cells(entry: Entry, block: Table, asked: Container[str]) -> Iterator[Draft]:
    """Ask the cells of a table as they were asked while another of its columns named the rows; only these folded questions.

    In a table of terms they were asked by the name of their row alone.
    """
    own = {(cell.row, cell.text): cell.key for cell in table_cells(block)}
    beside_like = has_like(entry, block)
    for first in range(1 - names_from(block), len(block.header)):
        for cell in table_cells(_led_by(block, first), by_number=True):
            for draft in _by_its_names(entry, block, cell, beside_like, asked) if cell.says else ():
                yield replace(draft, asks=own.get((cell.row, cell.text), ""), wish="keep")


def _by_its_names(entry: Entry, block: Table, cell: Cell, beside_like: bool, asked: Container[str]) -> Iterator[Draft]:
    if fold(plain(cell_prompt(cell, beside_like).md)) in asked:
        yield from cell_drafts(entry, block, (cell,))
    if fold(plain(cell.name.md)) in asked:
        yield from kept_definitions(item_entry(entry, Item(cell.name, (Paragraph(cell.text),))))


def kept_sentences(entry: Entry, block: Table, cells: Iterable[Cell], answers: Container[str]) -> Iterator[Draft]:
    """Answer cells by one of their sentences, where others came before it or one has a mark now; only by these, as `said_alone`.

    One that is only like an answer may be the rest of it: 網、魚を獲る道具 that became 網。魚を獲る道具.
    """
    for cell in cells:
        own = cell_answer(cell).md
        parts = [cell.text.slice(start, end) for start, end in sentences(cell.text.md)]
        said = [replace(cell, text=part) for part in parts if part.md != own and said_alone(plain(part.md)) in answers]
        yield from (replace(draft, wish="keep") for draft in cell_drafts(entry, block, said))


def _led_by(table: Table, first: int) -> Table:
    """Return a table with another column in front."""

    def led(row: tuple[Text, ...]) -> tuple[Text, ...]:
        return (row[first], *row[:first], *row[first + 1 :])

    return replace(table, header=led(table.header), rows=tuple(map(led, table.rows)))
