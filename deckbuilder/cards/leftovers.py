"""Which forms that the notes do not ask for may take up a record that is left over: only those have to be set."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from deckbuilder.base.blocks import block_texts
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.likeness import pairs
from deckbuilder.base.notes import WHOLE, Draft, Kind
from deckbuilder.base.text import RECENT, fold
from deckbuilder.ledger.cloze_numbers import live_slots
from deckbuilder.ledger.records import Record
from deckbuilder.read.inline import plain, without_slots

_MANY = 20
"""Records from which on to compare each form with each of them takes longer than to set all forms."""


class Leftovers(NamedTuple):
    """What few records say that no card asks for; texts are folded, without punctuation."""

    kinds: tuple[Kind, ...]
    fronts: tuple[str, ...]
    answers: tuple[str, ...]
    """Both of notes that ask one question with one answer."""
    clozes: tuple[tuple[bool, str, tuple[str, ...]], ...]
    """(whether it is a list, its text, what it hides)."""
    has_table: bool
    """One is of a cell or a picture, and what stands in the other cells of its table tells which it is now."""

    def may_go_on(self, draft: Draft) -> bool:
        """Tell whether one of them may go on as a draft that is only kept or withdrawn, or be told by it where it is now.

        As matching has it (`Pairing.may_pair`, `Questions`); what is only alike here may be the same in a new spelling.
        """
        if draft.role == "cell" and self.has_table:
            return True
        front = _bare(plain(draft.prompt.md) if draft.prompt else draft.term)
        if any(_are_alike(front, other) for other in self.fronts):
            return True
        if draft.kind == "cloze":
            return self._may_go_on_hidden(draft)
        if draft.kind != "basic":
            return draft.kind in self.kinds
        return bool(self.answers) and any(_are_alike(_said(draft), other) for other in self.answers)

    def _may_go_on_hidden(self, draft: Draft) -> bool:
        same = [one for one in self.clozes if one[0] == (draft.role == "list")]
        if draft.role == "list" or not same:
            return bool(same)
        text = _said(draft)
        return any(all(part in text for part in hidden) or _are_alike(text, other) for _, other, hidden in same)


def leftovers_of(records: Iterable[Record]) -> Leftovers | None:
    """Return what records say; None where they are too many to look for each."""
    found = list(records)
    if len(found) > _MANY:
        return None
    whole = [record for record in found if record.kind in WHOLE]
    return Leftovers(
        kinds=tuple(sorted({record.kind for record in found})),
        fronts=tuple(sorted({_bare(record.prompt) for record in whole})),
        answers=tuple(sorted({_bare(html_plain(record.answer)) for record in whole})),
        clozes=tuple(sorted({_cloze(record) for record in found if record.kind == "cloze"})),
        has_table=any(record.kind == "occlusion" or record.role == "cell" for record in found),
    )


def names_of(records: Iterable[Record]) -> frozenset[str]:
    """Return what records ask by name, folded, the questions of cells and terms, and what sentences hide; and the answers of both."""
    found = list(records)
    named = [record for record in found if record.role in ("cell", "definition")]
    answers = (said_alone(html_plain(record.answer)) for record in named)
    hidden = (text for record in found if record.role == "sentence" for _, text in live_slots(record))
    return frozenset((*(fold(record.prompt) for record in named), *map(fold, hidden), *answers))


def said_alone(text: str) -> str:
    """Return a sentence folded, without its full stop."""
    return fold(text).rstrip("。．.")


def _cloze(record: Record) -> tuple[bool, str, tuple[str, ...]]:
    hidden = tuple(_bare(text) for _, text in live_slots(record))
    return record.role == "list", _bare(html_plain(record.answer)), hidden


def _said(draft: Draft) -> str:
    """Return what stands on the back of a draft as its answer, or as the text that it hides parts of."""
    texts = (text.md for block in draft.body for text in block_texts(block))
    return "".join(_bare(plain(without_slots(md))) for md in texts)


@lru_cache(RECENT)
def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two texts share half of their pairs of characters."""
    both = _pairs(one), _pairs(other)
    return 2 * len(both[0] & both[1]) >= max(map(len, both))


@lru_cache(RECENT)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pairs(text))
