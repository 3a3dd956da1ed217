"""Why a line is read as it is, for those who ask."""

from typing import NamedTuple

from deckbuilder.base.model import Source
from deckbuilder.read.entries import Assembly
from deckbuilder.read.lines import lines
from deckbuilder.read.ranks import depth
from deckbuilder.read.readings import readings


class Reason(NamedTuple):
    """How one line, or a construct of several, is read."""

    first: int
    last: int
    kind: str
    """What it is by its marker."""
    depth: int
    """Levels of indentation."""
    role: str
    """What it is among the others."""
    rules: tuple[str, ...]
    """The rule that decided; before it those that had the line read again as something else."""
    entry: tuple[str, ...]
    """The term it belongs to, with the headings above it."""


def reasons(source: Source) -> list[Reason]:
    """Return how each line of a file is read, blank ones too, but for its front matter."""
    assembly = Assembly(source)
    found = []
    for reading in readings(lines(source)[0], source.text.split("\n"), source.settings.title):
        entry = assembly.take(reading.steps)
        line, names = reading.line, tuple(rule.name for rule in reading.rules)
        trail = (*entry.trail, entry.title) if entry.title else entry.trail
        found.append(Reason(line.first, line.last, line.kind, depth(line.indent), reading.role.value, names, trail))
    return found
