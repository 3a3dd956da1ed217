"""Records that no card goes on with: why they are retired, or that they are held."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from deckbuilder.base.model import Place
from deckbuilder.base.notes import WHOLE, Rendered
from deckbuilder.identity.absent import Absent
from deckbuilder.identity.compared import draft_side, record_side
from deckbuilder.identity.forms import followed, said_by
from deckbuilder.identity.standing import Stands
from deckbuilder.ledger.records import Record
from deckbuilder.ledger.sides import cell_names
from deckbuilder.ledger.twins import text_of


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
    follows = {record.guid: drafts[at] for at, record in old.items() if drafts[at].wish == "withdraw"}

    @cache  # only where something goes
    def asked_now() -> dict[Hashable, set[Place]]:
        found: dict[Hashable, set[Place]] = defaultdict(set)
        for draft in forms.values():
            found[text_of(draft_side(draft))].add(draft.trail)
        return found

    @cache
    def sections() -> dict[Place, list[Record]]:
        found: dict[Place, list[Record]] = defaultdict(list)
        for record in left:
            if not record.retired:
                found[record.trail].append(record)
        return found

    @cache
    def is_copied(trail: Place) -> bool:
        """Tell whether all that was asked of a section is asked of others."""
        return all(asked_now().get(text_of(record_side(record)), set()) - {trail} for record in sections()[trail])

    for record in left:
        if record.guid in claimed:
            continue
        if record.guid not in follows and absent.holds(record):
            yield record, None
            continue
        leaving = _leaving(record, follows.get(record.guid), stands, absent)
        is_asked = leaving.reason == "misread" and text_of(record_side(record)) in asked_now()
        if is_asked or (leaving.reason == "deleted" and not record.retired and is_copied(record.trail)):
            leaving = replace(leaving, reason="doubled")
        yield record, leaving


def _leaving(record: Record, draft: Rendered | None, stands: Stands, absent: Absent) -> Record:
    """Return a record that no card goes on with, and why; `draft` is its text where the notes still have it."""
    if draft:
        return replace(followed(record, draft), reason="withdrawn")
    if record.retired:
        return record
    if record.path in absent.excluded:
        return replace(record, reason="withdrawn")
    # A short answer may stand anywhere; with the names that it was asked by it is that text.
    asked_by = cell_names(record.prompt) if record.kind in WHOLE else ()
    if not stands((*said_by(record), *asked_by), "".join(record.trail[-1:])):
        return replace(record, reason="deleted")
    # A table is a picture only where its author says so.
    return replace(record, reason="withdrawn" if record.kind == "occlusion" else "misread")
