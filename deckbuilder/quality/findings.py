"""What a check says of a card."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deckbuilder.base.model import Allowance, Diagnostic, Limits, Span
from deckbuilder.base.words import Argument
from deckbuilder.quality.card_texts import CardText


class Finding(NamedTuple):
    """What a check found: a message code, where, what fills its text, and the card, if it is about one."""

    code: str
    span: Span
    args: tuple[Argument, ...]
    card_text: CardText | None = None

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as a message about the notes."""
        return Diagnostic(self.code, self.span, self.args)


class Offer(NamedTuple):
    """A card that could be asked and is not made: what is found on it, and the lines of the notes it would ask."""

    finding: Finding
    lines: tuple[int, ...]


class Standards(NamedTuple):
    """What the cards of a build are judged by."""

    limits: Limits
    points: Mapping[str, int]
    """How many each notes file asks of each of its cards."""
    sizes: Mapping[str, int]
    """Bytes of each media file in the package, by name."""
    allowances: tuple[Allowance, ...]


def found_on(code: str, card_text: CardText, *args: Argument | float) -> Finding:
    said = tuple(f"{arg:g}" if isinstance(arg, int | float) else arg for arg in args)
    return Finding(code, card_text.note.span, said, card_text)


def graded(code: str, card_text: CardText, value: float, warn: float, error: float) -> Iterator[Finding]:
    """Yield the warning or the error of a check by how far a value is over its limits."""
    if value > error:
        yield found_on(error_of(code), card_text, value, error)
    elif value > warn:
        yield found_on(code, card_text, value, warn)


def counted(code: str, card_text: CardText, value: float, warn: float, error: float) -> Iterator[Finding]:
    """Do the same with limits that count as reached, not passed."""
    if value >= error:
        yield found_on(error_of(code), card_text, value, error)
    elif value >= warn:
        yield found_on(code, card_text, value, warn)


def error_of(code: str) -> str:
    return f"N{int(code[1:]) + 50}"
