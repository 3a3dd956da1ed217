"""Rows with tabs between their cells, as a table is pasted from a spreadsheet."""

from collections.abc import Sequence

from deckbuilder.base.blocks import Text
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_sentence
from deckbuilder.read.markers import classify

FEWEST = 3
"""Rows of one width; fewer may have tabs by chance."""
LONGEST_NAME = 60
"""Characters of what a row is called."""
_JAPANESE = lazy("[ぁ-んァ-ヶ一-龠]")
_NUMBER = lazy("[0-9０-９]{1,4}[.．]?")

Row = tuple[Text, ...]


def are_pasted(rows: Sequence[str]) -> bool:
    """Tell whether rows with tabs in them are a table: all of one width, but for what goes on below blank first cells."""
    said = [row for row in rows if row[:1].strip()]
    whole = list(map(_cells, said))
    if len(whole) < FEWEST or said[0] != rows[0] or any(classify(row, 0).kind != "plain" for row in said):
        return False
    width = len(whole[0])
    is_even = width > 1 and all(len(cells) == width and all(cells) for cells in whole)
    named = [cells[_names(whole)] for cells in whole]
    are_names = len(set(named)) == len(named) and all(
        len(name) <= LONGEST_NAME and not is_sentence(name) for name in named
    )
    says = sum(bool(_JAPANESE.search("".join(cells))) for cells in whole)
    return is_even and are_names and 2 * says > len(whole)


def pasted_rows(text: str, first: int) -> list[Row]:
    """Return the rows of such a table, without a first column that only counts them."""
    lines = text.split("\n")
    skipped = _names([cells for line in lines if (cells := _cells(line))[0]])
    return [_row(line, number)[skipped:] for number, line in enumerate(lines, first)]


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.rstrip().split("\t")]


def _names(whole: Sequence[Sequence[str]]) -> int:
    """Return which column names the rows: the second of three or more, where the first only counts them."""
    counted = [bool(_NUMBER.fullmatch(cells[0])) for cells in whole]
    return int(len(whole[0]) > 2 and all(counted[1:]))


def _row(line: str, number: int) -> Row:
    found, start = [], 0
    for piece in line.rstrip().split("\t"):
        found.append(Text(piece.strip(), ((0, number, start + 1 + len(piece) - len(piece.lstrip())),)))
        start += len(piece) + 1
    return tuple(found)
