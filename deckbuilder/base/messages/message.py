"""A message: how grave it is, the problem, the remedy and an example."""

from typing import NamedTuple

from deckbuilder.base.model import Severity
from deckbuilder.base.words import PLACEHOLDER, Words


class Message(NamedTuple):
    """A row of the catalogue. {count}, {name} … are filled from the diagnostic, in the order in which English has them."""

    severity: Severity
    text: Words
    """The problem."""
    hint: Words
    """The remedy."""
    example: Words
    """What brings it about."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what fills it, in the order of a diagnostic's arguments."""
        return tuple(dict.fromkeys(place[1] for place in PLACEHOLDER.finditer(f"{self.text.en} {self.hint.en}")))


def quality(
    code: int, text: Words, hint: Words, example: Words | None, error: Words | None = None
) -> dict[str, Message]:
    """Return the rows of a card check, as far as they have an example: its warning, and its error, which has 50 more."""
    rows = {f"N{code}": Message("warning", text, hint, example)} if example else {}
    return rows | ({f"N{code + 50}": Message("error", text, hint, error)} if error else {})
