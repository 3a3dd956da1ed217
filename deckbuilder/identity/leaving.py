"""Records that no card goes on with: why they are retired, or that they are held."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from msgspec.structs import replace

from deckbuilder.base.likeness import telling_length
from deckbuilder.base.model import Place
from deckbuilder.base.notes import WHOLE, Rendered
from deckbuilder.base.text import fold
from deckbuilder.identity.absent import Absent
from deckbuilder.identity.compared import draft_side, record_side
from deckbuilder.identity.forms import followed, said_by
from deckbuilder.identity.standing import Stands
from deckbuilder.ledger.alike import LONG
from deckbuilder.ledger.cloze_numbers import live_slots
from deckbuilder.ledger.records import Record
from deckbuilder.ledger.sides import Side, cell_names
from deckbuilder.ledger.twins import text_of


class _Asked:
    """What other notes ask now of what a record asked; only looked at where something goes."""

    def __init__(self, left: Sequence[Record], forms: Mapping[int, Rendered], old: Mapping[int, Record]) -> None:
        self.left, self.forms, self.old = left, forms, old
        self.is_copied = cache(self._is_copied)

    def elsewhere(self, leaving: Record, was_live: bool) -> bool:
        """Tell whether another note asks what a record asked: one of the same text, or of what its sentence became a part of."""
        if leaving.reason == "misread":
            return text_of(record_side(leaving)) in self._texts or self._is_merged(leaving)
        return leaving.reason == "deleted" and was_live and self.is_copied(leaving.trail)

    def is_answered_otherwise(self, record: Record) -> bool:
        """Tell whether a question has another answer now, and its own was given to another question: lines were shifted."""
        side = record_side(record)
        return (record.trail, side.text[0]) in self._questions and (record.trail, side.text[1]) in self._given

    @cached_property
    def _questions(self) -> set[tuple[Place, str]]:
        return {(side.trail, side.text[0]) for side in self._sides.values()}

    @cached_property
    def _given(self) -> set[tuple[Place, str]]:
        """The answers of each section that their questions did not have."""
        before = {at: record_side(self.old[at]).text[1] for at in self._sides if at in self.old}
        return {(side.trail, side.text[1]) for at, side in self._sides.items() if before.get(at) != side.text[1]}

    @cached_property
    def _sides(self) -> dict[int, Side]:
        """All questions that are asked."""
        return {at: draft_side(draft) for at, draft in self.forms.items() if draft.kind in WHOLE}

    def _is_merged(self, record: Record) -> bool:
        hidden = {(record.trail, fold(text)) for _, text in live_slots(record)}
        return bool(hidden) and hidden <= self._words

    def _is_copied(self, trail: Place) -> bool:
        """Tell whether all that was asked of a section is asked of others, and is more than many things have: 25歳."""
        sides = [*map(record_side, self._sections[trail])]
        is_asked = all(self._texts.get(text_of(side), set()) - {trail} for side in sides)
        return is_asked and sum(telling_length("".join(side.text)) for side in sides) >= LONG

    @cached_property
    def _texts(self) -> dict[Hashable, set[Place]]:
        found: dict[Hashable, set[Place]] = defaultdict(set)
        for draft in self.forms.values():
            found[text_of(draft_side(draft))].add(draft.trail)
        return found

    @cached_property
    def _words(self) -> set[tuple[Place, str]]:
        return {(draft.trail, words) for draft in self.forms.values() for _, words in draft.asks}

    @cached_property
    def _sections(self) -> dict[Place, list[Record]]:
        found: dict[Place, list[Record]] = defaultdict(list)
        for record in self.left:
            if not record.retired:
                found[record.trail].append(record)
        return found


def unclaimed(
    left: Sequence[Record],
    drafts: Sequence[Rendered],
    forms: Mapping[int, Rendered],
    old: Mapping[int, Record],
    stands: Stands,
    absent: Absent,
) -> Iterator[tuple[Record, Record | None]]:
    """Yield each record that no card goes on with, and the same with the reason why; None where it is held."""
    claimed = {old[at].guid for at in forms if at in old}
    follows = {record.guid: drafts[at] for at, record in old.items() if _follows(drafts[at], record)}
    asked = _Asked(left, forms, old)
    for record in left:
        if record.guid in claimed:
            continue
        if record.guid not in follows and absent.holds(record):
            yield record, None
            continue
        leaving = _leaving(record, follows.get(record.guid), asked, stands, absent)
        if asked.elsewhere(leaving, was_live=not record.retired):
            leaving = replace(leaving, reason="doubled")
        yield record, leaving


def _follows(draft: Rendered, record: Record) -> bool:
    """Tell whether the text of a record is still there, though it is not asked so: what it hid stands there without a mark."""
    if draft.wish == "keep" and draft.kind == "cloze":
        return all(fold(hidden) in draft.folded[1] for _, hidden in live_slots(record))
    return draft.wish == "withdraw"


def _leaving(record: Record, draft: Rendered | None, asked: _Asked, stands: Stands, absent: Absent) -> Record:
    """Return a record that no card goes on with, and why; `draft` is its text where the notes still have it."""
    if draft:
        return replace(followed(record, draft), reason="withdrawn")
    if record.retired:
        return record
    # A short answer may stand anywhere; with the names that it was asked by it is that text.
    texts = (*said_by(record), *(cell_names(record.prompt) if record.kind in WHOLE else ()))
    if absent.has_gone_apart(record, texts):
        return replace(record, reason="withdrawn")
    if not stands(texts, "".join(record.trail[-1:])) or asked.is_answered_otherwise(record):
        return replace(record, reason="deleted")
    # A table is a picture only where its author says so.
    return replace(record, reason="withdrawn" if record.kind == "occlusion" else "misread")
