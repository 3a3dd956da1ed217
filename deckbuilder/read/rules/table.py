"""The table of rules, in the order in which they are tried; the first that applies decides what a line is."""

from deckbuilder.read.markers import LineKind
from deckbuilder.read.rules import brackets, constructs, lists, questions, texts, titles
from deckbuilder.read.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *questions.WAITING,
    *titles.HEADINGS,
    *questions.IN_BULLETS,
    *lists.BULLETS,
    *lists.DOTS,
    *lists.NUMBERS,
    *questions.QUESTIONS,
    *brackets.BRACKETS,
    *texts.BEFORE_TITLES,
    *titles.BARE_TITLES,
    *texts.AFTER_TITLES,
    *texts.CAUTIONS,
    *texts.ARROWS,
    *constructs.CONSTRUCTS,
)
WAITING = questions.WAITING
BY_KIND: dict[LineKind, tuple[Rule, ...]] = {
    kind: tuple(rule for rule in RULES if kind in rule.kinds and rule not in WAITING)
    for kind in {kind for rule in RULES for kind in rule.kinds}
}
"""The rules that a line of each kind may be read by."""
