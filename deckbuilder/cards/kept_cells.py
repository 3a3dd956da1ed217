"""The cells of a table as cards ask them: by the names that another column gave their rows, or for one of their sentences."""

from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, Table, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.sentences import sentences
from deckbuilder.base.text import fold
from deckbuilder.cards.makers.tables import cell_answer, cell_drafts
from deckbuilder.read.cells import Cell, names_from, table_cells
from deckbuilder.read.inline import plain


def kept_cells(entry: Entry, block: Table, asked: Container[str]) -> Iterator[Draft]:
    """Ask the cells of a table as they were asked while another of its columns named the rows; only these folded questions."""
    own = {(cell.row, cell.text): cell.key for cell in table_cells(block)}
    for first in range(1 - names_from(block), len(block.header)):
        for cell in table_cells(_led_by(block, first), by_number=True):
            if cell.says:
                (draft,) = cell_drafts(entry, block, (cell,))
                if draft.prompt and fold(plain(draft.prompt.md)) in asked:
                    yield replace(draft, asks=own.get((cell.row, cell.text), ""), wish="keep")


def kept_sentences(entry: Entry, block: Table, cells: Iterable[Cell]) -> Iterator[Draft]:
    """Answer cells by one of their sentences, where others came before it or one has a mark now."""
    for cell in cells:
        own = cell_answer(cell).md
        parts = [cell.text.slice(start, end) for start, end in sentences(cell.text.md)]
        said = [replace(cell, text=part) for part in parts if part.md != own]
        yield from (replace(draft, wish="keep") for draft in cell_drafts(entry, block, said))


def _led_by(table: Table, first: int) -> Table:
    """Return a table with another column in front."""

    def led(row: tuple[Text, ...]) -> tuple[Text, ...]:
        return (row[first], *row[:first], *row[first + 1 :])

    return replace(table, header=led(table.header), rows=tuple(map(led, table.rows)))
