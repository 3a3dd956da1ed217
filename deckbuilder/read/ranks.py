"""What contains what: the ranks of entries, and how deep an indented line stands."""

from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """An entry holds those of greater rank that follow it, and ends at the next of its own rank or a lesser one."""

    FILE = 0
    HEADING = 1
    """By its depth."""
    BARE_PARENT = 2
    """A title without a marker, where no heading has one, over others or after a blank line."""
    BARE = 3
    """A title without a marker right below other text."""
    SQUARE = 4
    DIAMOND = 5
    ROUND = 6
    ANGLED = 7
    FACET_OF_SECTION = 8
    """A 【facet】 that holds the terms below it."""
    BARE_TERM = 9
    """A title without a marker, in a file whose headings have markers."""
    BULLET = 10
    """By its depth."""
    FACET_OF_TERM = 11
    """A 【facet】 that holds the ● lines below it."""
    SUB = 12
    FACET = 13
    ONE_LINE = 14
    """A term with its definition on one line."""
    DOT = 15
    FACET_OF_DOT = 16


class Level(NamedTuple):
    """Where an entry stands: its rank, and how deep among those of its rank."""

    rank: Rank
    depth: int = 0


HASHES = "#{1,9}"
"""What marks a heading, by its depth; Markdown ends at six."""
DEEPEST = 4
"""Levels of bullets that are told apart; who nests deeper means the same."""


def depth(indent: int) -> int:
    """Return how deep so many columns of indentation are; two are one level, and so is a slip of one."""
    return min((indent + 1) // 2, DEEPEST)
