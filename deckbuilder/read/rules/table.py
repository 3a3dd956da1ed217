"""The table of rules, in the order in which they are tried; the first that applies decides what a line is."""

from collections.abc import Iterable
from typing import Protocol, TypeVar, get_args

from deckbuilder.read.markers import LineKind
from deckbuilder.read.rules import brackets, bullets, choices, code, constructs, dots, numbers, questions, texts, titles
from deckbuilder.read.rules.endings import ENDINGS
from deckbuilder.read.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *questions.WAITING,
    *choices.CHOICES,
    *titles.HEADINGS,
    *code.PAIRS,
    *questions.IN_BULLETS,
    *bullets.BULLETS,
    *dots.DOTS,
    *numbers.NUMBERS,
    *questions.QUESTIONS,
    *brackets.BRACKETS,
    *texts.BEFORE_TITLES,
    *titles.BARE_TITLES,
    *texts.AFTER_TITLES,
    *texts.CAUTIONS,
    *texts.ARROWS,
    *constructs.CONSTRUCTS,
)
BEFORE_ENDINGS = questions.WAITING
"""These are tried before anything above is closed."""


class _ForKinds(Protocol):
    @property
    def kinds(self) -> frozenset[LineKind]: ...


Row = TypeVar("Row", bound=_ForKinds)


def _by_kind(rows: Iterable[Row]) -> dict[LineKind, tuple[Row, ...]]:
    """Return the rows that there are for each kind of line."""
    rows = list(rows)
    return {kind: tuple(row for row in rows if kind in row.kinds) for kind in get_args(LineKind)}


BY_KIND = _by_kind(rule for rule in RULES if rule not in BEFORE_ENDINGS)
BEFORE_ENDINGS_BY_KIND = _by_kind(BEFORE_ENDINGS)
ENDINGS_BY_KIND = _by_kind(ENDINGS)
