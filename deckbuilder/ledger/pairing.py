"""The drafts and records that are matched, and the pairs found so far."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeVar

import msgspec

from deckbuilder.base.model import Place
from deckbuilder.base.notes import Wish
from deckbuilder.base.text import fold
from deckbuilder.ledger.sides import Side
from deckbuilder.read.cells import SEPARATOR


class Rest(msgspec.Struct, frozen=True):
    """Drafts that are paired with their records for sure, and share no place with any other draft or live record."""

    places: Callable[[], Set[Place]]
    """Their trails, and the same with their terms."""
    before: Callable[[], Set[Place]]
    """The same of their records."""
    records_at: Callable[[Set[Place]], Iterable[Side]]
    """The records in some trails."""
    records: Callable[[], Iterable[Side]] = tuple
    """All records."""
    paths: Set[str] = frozenset()
    """Their files; they may have other parts, too."""


class Matching(msgspec.Struct, frozen=True):
    """Record index by draft index with the reasons, and (draft, record) where a draft is new although that looks like it."""

    pairs: dict[int, int]
    reasons: dict[int, str]
    """Why each pair was made, by draft index."""
    doubts: Sequence[tuple[int, int]]
    offered: Sequence[tuple[int, int]]
    """(draft, record) where a draft that is only offered looks like what goes."""
    names: Mapping[int, Mapping[str, str]]
    """What the parts of a picture are called now -> what they were called, by draft index."""


class Pairing:
    """Drafts, records, and which of them have found each other."""

    def __init__(self, drafts: Sequence[Side], records: Sequence[Side], rest: Rest) -> None:
        self.drafts, self.records, self.rest = drafts, list(records), rest
        self.known = records
        """The records as they were at the last build; `records` are read in the spelling of today."""
        self.pairs: dict[int, int] = {}
        self.reasons: dict[int, str] = {}
        self.names: dict[int, Mapping[str, str]] = {}
        """What the parts of a draft that is a picture are called now -> what its record calls them."""
        self.moved: dict[Place, Place] = {}
        """Where sections and terms are that have gone from their place, as far as is known by now (moved_places.py)."""
        self.tables: dict[Place, Place] = {}
        """The same of tables whose sections may be where they were (tables.py)."""
        self._went: set[tuple[str, str, Place]] = set()
        """(file, file before, section) of what stands below the same headings in another file now."""
        self.steps = 0
        """How often something that tells of other drafts and records has changed."""
        self.copies_wait = True
        """Whether what is asked in a copy waits until its text was looked for where it stood."""
        self.open_drafts = set(range(len(drafts)))
        self.open_records = set(range(len(records)))

    def pair(self, draft: int, record: int, reason: str, names: Mapping[str, str] = {}) -> None:
        """Let a record go on as a draft; `names` tells of a picture what its parts are called now, and in the record."""
        self.pairs[draft] = record
        self.reasons[draft] = reason
        self.names[draft] = names
        if self.drafts[draft].trail == self.records[record].trail:
            self._went.add((self.drafts[draft].path, self.records[record].path, self.drafts[draft].trail))
        self.open_drafts.discard(draft)
        self.open_records.discard(record)
        self.steps += 1

    def reword(self, record: int, side: Side) -> None:
        """Let a record read otherwise."""
        self.records[record] = side
        self.steps += 1

    def exchange(self, draft: int, record: int, reason: str) -> None:
        """Let another record go on as a draft; the one that did is open again."""
        self.open_records.add(self.pairs[draft])
        self.pair(draft, record, reason)

    def is_open(self, draft: int, record: int) -> bool:
        """Tell whether neither of both has found its partner."""
        return draft in self.open_drafts and record in self.open_records

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to pair."""
        return not self.open_drafts or not self.open_records

    @cached_property
    def records_at(self) -> dict[Place, list[int]]:
        """The records of each trail, retired ones too."""
        return _grouped(range(len(self.records)), lambda at: self.records[at].trail)

    @cached_property
    def drafts_at(self) -> dict[Place, list[int]]:
        """The drafts of each trail that are asked."""
        return _grouped(self._wished("ask"), lambda at: self.drafts[at].trail)

    @cached_property
    def offered_at(self) -> dict[Place, list[int]]:
        """The drafts of each trail that could be asked, and are not."""
        return _grouped(self._wished("offer"), lambda at: self.drafts[at].trail)

    @cached_property
    def kept_at(self) -> dict[Place, list[int]]:
        """The drafts of each trail that are only kept."""
        return _grouped(self._wished("keep"), lambda at: self.drafts[at].trail)

    @cached_property
    def cells_at(self) -> dict[Place, list[int]]:
        """The cells of the tables of each trail, whether they are asked or only kept."""
        cells = (at for at in self._wished("ask", "offer", "keep") if self.drafts[at].role == "cell")
        return _grouped(cells, lambda at: self.drafts[at].trail)

    def _wished(self, *wishes: Wish) -> list[int]:
        return [at for at, side in enumerate(self.drafts) if side.wish in wishes]

    @cached_property
    def ranked(self) -> dict[str, list[int]]:
        """The records of each file that were live and whose rank is known, in their order."""
        ranked = (at for at, side in enumerate(self.known) if side.order and not side.retired)
        in_order = sorted(ranked, key=lambda at: (self.known[at].order, at))
        return _grouped(in_order, lambda at: self.known[at].path)

    @cached_property
    def positions(self) -> dict[int | None, int]:
        """Where each of these records stands in its file, from 0."""
        return {at: position for there in self.ranked.values() for position, at in enumerate(there)}

    @cached_property
    def asked_in(self) -> dict[str, list[int]]:
        """The drafts of each file that are asked, in their order."""
        return _grouped(self._wished("ask"), lambda at: self.drafts[at].path)

    def are_two_sections(self, draft: Side, record: Side) -> bool:
        """Tell whether two files have headings of the same names, as one had them before or the other has them still.

        If anything below these went from the one to the other, as of a file that was split or joined with another one,
        they have a question each only where one asked it before or the other asks it still.
        """
        if draft.path == record.path or draft.trail != record.trail:
            return False
        if (draft.path, record.path, draft.trail) in self._went:
            return _asked(draft) in self._questions_before or _asked(record) in self._questions_now
        return (draft.path, draft.trail) in self._in_files_before or (record.path, record.trail) in self._in_files_now

    @cached_property
    def _in_files_before(self) -> set[tuple[str, Place]]:
        return {(side.path, side.trail) for side in self.records if not side.retired}

    @cached_property
    def _in_files_now(self) -> set[tuple[str, Place]]:
        return {(side.path, side.trail) for side in self.drafts}

    @cached_property
    def _questions_before(self) -> set[Hashable]:
        return {_asked(side) for side in self.records if side.is_question and not side.retired}

    @cached_property
    def _questions_now(self) -> set[Hashable]:
        return {_asked(side) for side in self.drafts if side.is_question}

    def are_one_file(self, draft: Side, record: Side) -> bool:
        """Tell whether a draft stands in the file of a record, or in a new one that may be that file under a new name."""
        return draft.path == record.path or (draft.path in self.new_paths and record.path in self._gone_paths)

    @cached_property
    def _gone_paths(self) -> set[str]:
        return {side.path for side in self.records} - {side.path for side in self.drafts} - self.rest.paths

    @cached_property
    def new_paths(self) -> set[str]:
        """The files that no record is of."""
        return {side.path for side in self.drafts} - {side.path for side in self.records} - self.rest.paths

    @cached_property
    def _new_entries(self) -> set[Place]:
        """The places of what is asked or could be, of which no record is; of a picture of a table those of its rows too."""
        asked = [side for side in self.drafts if not side.is_kept]
        rows = {(*side.place, name.partition(SEPARATOR)[0]) for side in asked for name in side.cells}
        known = {side.place for side in self.records if not side.retired}
        return {side.place for side in asked}.union(rows) - known

    def asked_open(self) -> list[int]:
        """Return the drafts that are asked and have no record yet, in their order."""
        return [at for at in sorted(self.open_drafts) if self.drafts[at].wish == "ask"]

    def may_pair(self, draft: int, record: int) -> bool:
        """A form that the notes do not ask for makes no card anew, revives none, and takes none of another file.

        But for one of the same place, or of what has moved there: files that share a place are always matched together;
        a file that the ledger does not know may be the other one under a new name; and what is offered word for word as
        it was asked, or said so by an entry that is new, is that card, wherever it stands now. Nor does a copy take anything
        as long as it is known as one.
        """
        new, old = self.drafts[draft], self.records[record]
        if self.waits_in_copy(new, old):
            return False
        if new.wish == "ask":
            return True
        is_near = new.path == old.path or new.path in self.new_paths or self._has_moved_along(new, old)
        if new.wish == "offer":
            return (is_near or new.text == old.text) and not (old.retired or old.withdrawn)
        if old.withdrawn:
            follows = new.wish == "withdraw" or new.kind == "cloze"
            return _goes_on(new, old) and follows and new.path == old.path
        says_so = new.text == old.text and new.place in self._new_entries
        return _goes_on(new, old) and (is_near or says_so) and not old.retired

    def waits_in_copy(self, new: Side, old: Side) -> bool:
        """Tell whether a draft waits in a copy of the section of a record, or of one that it is below."""
        if not (self.copies_wait and self.copied) or new.trail != old.trail:
            return False
        above = (new.trail[:depth] for depth in range(len(new.trail) + 1))
        return not self.copied.isdisjoint((old.path, new.path, place) for place in above)

    @cached_property
    def copied(self) -> set[tuple[str, str, Place]]:
        """(file, file of the copy, section) where a file says the same as another one, below headings that it did not have.

        Of a new file all is a copy, below whatever headings.
        """
        return {
            (side.path, path, () if path in self.new_paths else side.trail)
            for side in self.drafts
            for path in side.also_in
            if (side.path, side.trail) in self._in_files_before and (path, side.trail) not in self._in_files_before
        }

    def _has_moved_along(self, new: Side, old: Side) -> bool:
        """Tell whether the section, the term or the table of a record is where a draft is."""
        here = self.moved.get(old.trail, old.trail), self.tables.get(old.trail)
        return new.trail in here or new.place == self.moved.get(old.place)

    def live_open(self) -> list[int]:
        """Return the records that are not retired and that no draft has taken, in their order."""
        return [at for at in sorted(self.open_records) if not self.records[at].retired]

    def going(self) -> set[int]:
        """Return the live records that are asked no more: that no draft has taken, or only one that withdraws them, reworded."""
        withdrawn = (
            match
            for at, match in self.pairs.items()
            if self.drafts[at].wish == "withdraw" and self.drafts[at].text != self.known[match].text
        )
        return {*self.live_open(), *withdrawn}


def _goes_on(draft: Side, record: Side) -> bool:
    """Tell whether a text in another form than it is written in still asks what it asked."""
    if draft.is_question:
        is_row = record.role == "cell" and fold(record.term) == draft.text[0]
        return is_row or draft.text[0] == record.text[0] or draft.text[1] == record.text[1]
    if (draft.role == "list") != (record.role == "list"):
        return False
    # What a mark hid must still be there to be marked again.
    marked = (draft.wish == "withdraw" or record.withdrawn) and draft.kind == "cloze"
    return not marked or all(fold(hidden) in draft.text[1] for hidden in record.hidden_texts)


_Key = TypeVar("_Key")


def _grouped(chosen: Iterable[int], key: Callable[[int], _Key]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for at in chosen:
        found[key(at)].append(at)
    return found


def _asked(side: Side) -> Hashable:
    """Return a question in its section of its file."""
    return side.path, side.trail, side.kind, side.text[0]


def by_key(sides: Sequence[Side], chosen: Iterable[int], key: Callable[[Side], Hashable]) -> dict[Hashable, list[int]]:
    """Return the indexes of the chosen sides by a key; those without one are left out."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(chosen):
        if value := key(sides[at]):
            index[value].append(at)
    return index
