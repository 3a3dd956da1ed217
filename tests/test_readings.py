"""How lines are read beside others: tests/readings/NAME.md, a piece of notes after the other, and beside it what they are.

Each piece is read by itself; a line of `====` parts it from the next. They are what is left to tell when
the cases have told what cards come of the notes: which rule decides, and which entries and blocks there are.
`pytest tests/test_readings.py --accept` writes the results anew; read the diff before you commit it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from deckbuilder.base.blocks import Block, Choices, Entry, ItemList, Labelled, Table, Verbatim, block_texts
from deckbuilder.base.diagnostics import arguments
from deckbuilder.base.model import FileSettings, Source
from deckbuilder.read.cells import table_cells
from deckbuilder.read.outline import outline
from deckbuilder.read.reasons import reasons

PAGES = sorted((Path(__file__).parent / "readings").glob("*.md"))
PARTED = "====\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_readings(path: Path, accept: bool) -> None:
    result = PARTED.join(described(text) for text in path.read_text("utf-8").split(PARTED))
    expected = path.with_suffix(".txt")
    if accept:
        expected.write_text(result, "utf-8")
    assert expected.read_text("utf-8") == result


def test_the_first_line_is_a_title_whatever_the_last_one_is() -> None:
    assert "1-1 plain 0: underlined title" in described("光合成\n---\n養分を作る働き")


def described(text: str) -> str:
    """Return how a piece of notes is read: its lines, its entries with their blocks, and its diagnostics."""
    source = Source("a.md", text, FileSettings())
    lines = [
        f"{one.first}-{one.last} {one.kind} {one.depth}: {' > '.join(one.rules)} ({' › '.join(one.entry)})"
        for one in reasons(source)
        if one.kind != "blank"
    ]
    found = outline(source)
    entries = [line for entry in found.entries for line in _entry(entry)]
    said = [f"{d.code} {d.span.first}:{d.span.col} {' '.join(arguments(d).values())}" for d in found.diagnostics]
    roles = [f"{one.line} {one.role}" for one in found.structure]
    roles += [f"{one.line} allows {one.code} {one.first}-{one.last}" for one in found.allowances]
    return "\n".join([*lines, *entries, *roles, *said, ""])


def _entry(entry: Entry) -> Iterator[str]:
    names = [text.md for text in (entry.term, entry.gist) if text]
    told = [*(directive.name for directive in entry.directives), *entry.tags, entry.pin, "asks" if entry.asks else ""]
    yield " | ".join([f"{entry.shape} {entry.span.first}-{entry.span.last}", " › ".join(entry.trail), *names, *told])
    yield from _blocks("  ", entry.blocks)
    yield from _blocks("  = ", entry.answer)


def _blocks(indent: str, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        told = [directive.name for directive in block.directives]
        places = [f"{text.first}:{text.origins[0][2]} {text.md}" for text in block_texts(block)]
        yield f"{indent}{type(block).__name__} {' / '.join([*_marks(block), *told, *places])}"


def _marks(block: Block) -> list[str]:
    """Return what a block says beside its texts."""
    if isinstance(block, ItemList):
        return ["ordered"] * block.ordered + [f"{item.label}:" for item in block.items if item.label]
    if isinstance(block, Choices):
        return [choice.label for choice in block.choices if choice.right]
    if isinstance(block, Table):
        return [f"{cell.key}{'' if cell.asked else ' unasked'}" for cell in table_cells(block)]
    if isinstance(block, Verbatim):
        return [block.form, block.language, f"-{block.last}"]
    return [block.label] if isinstance(block, Labelled) else []
