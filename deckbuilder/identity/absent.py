"""Records that no card of this build claims: what could not be read is held, all else is retired.

One bad file, picture or line costs itself. What it had in the deck stays as it was, for its text may
still stand where it could not be read.
"""

from collections.abc import Iterable

import msgspec

from deckbuilder.base.model import Place
from deckbuilder.base.notes import Kind
from deckbuilder.identity.standing import Stands
from deckbuilder.ledger.records import Reason, Record

RETIRED_LINES: dict[Reason, str] = {
    "deleted": "この項目は元のノートから削除されました。不要ならこのカードを削除してください。",
    "withdrawn": "この項目の出題をやめました。不要ならこのカードを削除してください。",
    "doubled": "同じことを問うカードがほかにあるため、出題をやめました。不要ならこのカードを削除してください。",
    "misread": "読み方を改めたため、この形での出題をやめました。不要ならこのカードを削除してください。",
}
"""What the card of a retired note says of it."""


class Absent(msgspec.Struct, frozen=True):
    """What of the notes this build does not see, and why; paths are from the notes folder."""

    unread: frozenset[str] = frozenset()
    """Files and folders that are there and could not be read."""
    read: frozenset[str] = frozenset()
    """Files that were read."""
    unmade: frozenset[tuple[Kind, str, Place]] = frozenset()
    """(kind, file, trail with term) of notes that stand in the file and cannot be made."""

    excluded: frozenset[str] = frozenset()
    """Files that are left out."""
    stands_apart: Stands = lambda _texts, _heading: False
    """Tells whether texts stand together below a heading in a file that is left out."""

    def sets_apart(self, record: Record) -> bool:
        """Tell whether a record waits for its file, which nothing was read of: no other text may take it."""
        return not record.retired and record.path not in self.read and self._is_unread(record.path)

    def holds(self, record: Record) -> bool:
        """Tell whether a record that no card claims goes on as it is."""
        if record.retired:
            return False
        return (record.kind, record.path, record.place) in self.unmade or self._is_unread(record.path)

    def has_gone_apart(self, record: Record, texts: Iterable[str]) -> bool:
        """Tell whether the file of a record is left out, or its text stands in one that is: the file was renamed or moved."""
        if record.path in self.read:
            return False
        return record.path in self.excluded or self.stands_apart(texts, "".join(record.trail[-1:]))

    def _is_unread(self, path: str) -> bool:
        if path in self.unread:
            return True
        parts = path.split("/")
        return any("/".join(parts[:end]) in self.unread for end in range(1, len(parts)))


NOTHING_ABSENT = Absent()
