"""What the checks of cards find on notes, by what their build has to do with that.

Little is imported with it: a command that is about a collection judges a few notes and makes none.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from deckbuilder.base.diagnostics import silenced
from deckbuilder.base.model import Diagnostic, Limits
from deckbuilder.base.notes import Note
from deckbuilder.quality.card_texts import CardText, card_texts
from deckbuilder.quality.checks import IN_ITS_FILE, OF_ALL_CARDS, OF_ALL_PICTURES, OF_ONE_CARD
from deckbuilder.quality.findings import Finding, Standards


def found_on(notes: Iterable[Note], standards: Standards) -> tuple[list[CardText], list[Finding]]:
    """Return the cards of notes, and what the checks find on them, allowed or not."""
    limits, points = standards.limits, standards.points
    by_note = [_of_note(note, limits, points.get(note.span.path, 0)) for note in notes if not note.held]
    cards = [card_text for cards, _ in by_note for card_text in cards]
    found = [finding for _, of_note in by_note for finding in of_note]
    found += [finding for check in OF_ALL_CARDS for finding in check(cards, limits)]
    found += [finding for check in OF_ALL_PICTURES for finding in check(standards.sizes, cards, limits)]
    return cards, found


@lru_cache(100_000)
def _of_note(note: Note, limits: Limits, points: int) -> tuple[list[CardText], list[Finding]]:
    """Return a note's cards and what the checks of one card find on them; who watches has most notes checked before.

    `points` is how many the note's file asks of each card.
    """
    cards = list(card_texts([note]))
    found = [finding for card_text in cards for check in OF_ONE_CARD for finding in check(card_text, limits)]
    return cards, found + [one for card_text in cards for check in IN_ITS_FILE for one in check(card_text, points)]


def not_allowed(found: Sequence[Finding], standards: Standards) -> tuple[list[Finding], list[Diagnostic]]:
    """Return the findings that nothing allows, and what is wrong with what allows."""
    kept, problems = silenced([finding.diagnostic for finding in found], standards.allowances, of_quality=True)
    allowed = set(kept)
    return [finding for finding in found if finding.diagnostic in allowed], problems


def by_place(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of the notes and their cards."""
    return sorted(
        found, key=lambda finding: (finding.span, finding.card_text.ordinal if finding.card_text else -1, finding.code)
    )
