"""From a notes file, or a part of it, to its entries: its lines, how each is read, and the entries that they make."""

from deckbuilder.base.blocks import Outline, Structure
from deckbuilder.base.model import Source
from deckbuilder.read.counted import counted
from deckbuilder.read.entries import Assembly
from deckbuilder.read.kindred import kindred
from deckbuilder.read.lines import lines
from deckbuilder.read.readings import ALONE, Within, readings
from deckbuilder.read.references import resolved


def outline(source: Source, within: Within = ALONE) -> Outline:
    """Return the entries of a file in the order of the notes, and how its other lines were read."""
    found, diagnostics = lines(source, within.is_head)
    assembly = Assembly(source, within.headings)
    links = dict(source.links)
    rows = [resolved(row, links) for row in source.text.split("\n")]
    for reading in readings(found, rows, source.settings.title, within):
        assembly.take(reading.steps)
    entries, allowances = assembly.finish()
    structure = [Structure(number, "front matter") for number in range(1, source.body + 1)]
    return Outline(
        kindred(counted(entries)),
        structure + assembly.structure,
        allowances,
        diagnostics + assembly.diagnostics,
        assembly.left_open,
        belongs_above=assembly.says_of_above and not within.is_head,
    )
