"""Give every draft its GUID, its cloze numbers and its time of change, by the ledger.

A note that is no longer in the notes is retired, not forgotten: it goes on being shipped, tagged
and with a line on its card, because a package cannot delete (anki: import/notes.rs). It is shipped
without cards: whoever has them keeps them, and nobody else gets any.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.anki.deck_names import spellings
from deckbuilder.anki.notetypes import ALL, look
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import Kind, Note, Rendered
from deckbuilder.cards.sanitizing import search_for
from deckbuilder.identity.absent import NOTHING_ABSENT, Absent
from deckbuilder.identity.changes import Change, called, change, changed, where
from deckbuilder.identity.compared import draft_side, record_side
from deckbuilder.identity.doubles import in_reading_order, said_twice, with_others, without_doubles
from deckbuilder.identity.forms import asked_forms
from deckbuilder.identity.leaving import unclaimed
from deckbuilder.identity.notes import held, move_apart, note_of, retired, since
from deckbuilder.identity.standing import Stands
from deckbuilder.identity.unchanged import NONE_UNCHANGED, Unchanged
from deckbuilder.ledger.cloze_numbers import also_named, has_numbers, numbers_of
from deckbuilder.ledger.matching import matched
from deckbuilder.ledger.pairing import Matching, Rest
from deckbuilder.ledger.reading_order import ranks
from deckbuilder.ledger.records import Ledger, Look, Record, Records, as_line
from deckbuilder.ledger.sides import Side
from deckbuilder.pictures.media import filled, has_gaps, packaged_names
from deckbuilder.quality.findings import Offer
from deckbuilder.quality.gate import offers_of


class Identified(msgspec.Struct, frozen=True):
    """The notes of the drafts in reading order, then those that are held or retired, and the ledger after the build."""

    notes: tuple[Note, ...]
    ledger: Ledger
    changes: tuple[Change, ...]
    doubled: frozenset[Span]
    """Where the notes say what they say elsewhere too."""
    kept: frozenset[Span]
    """Where notes are only kept."""
    asked: frozenset[Span]
    """Where the notes ask for what became a note."""
    offers: tuple[Offer, ...]
    """Cards that could be asked and are not made."""


def identified(
    rendered: list[Rendered],
    ledger: Ledger,
    now: int,
    deck: str,
    unchanged: Unchanged = NONE_UNCHANGED,
    absent: Absent = NOTHING_ABSENT,
    stands: Stands = lambda _texts, _heading: False,
) -> tuple[Identified, list[Diagnostic]]:
    """Match drafts with the ledger and return the notes; `now` is the build's time, `deck` the default deck.

    `rendered` has the drafts of the parts that are not unchanged, and is emptied: the notes take their place in memory.
    `absent` is what could not be read, and `stands` tells whether texts stand together below a heading.
    """
    left = [ledger.records[guid] for guid in ledger.records if guid not in unchanged.guids]
    drafts, doubles = _distinct(rendered, left)
    records = [record for record in left if not absent.sets_apart(record)]
    files = {at: frozenset(draft.span.path for draft in same) for at, same in doubles.items()}
    sides = [draft_side(draft, files.get(at, frozenset())) for at, draft in enumerate(drafts)]
    result = _matched(sides, records, ledger, unchanged)
    known = {at: also_named(records[one], result.names[at]) for at, one in result.pairs.items()}
    old = {at: record for at, record in known.items() if has_numbers(drafts[at], record)}
    forms, numbers = asked_forms(drafts, old)
    offers = [offer for at, draft in enumerate(drafts) for offer in offers_of(draft, at in forms, forms.get(at))]
    diagnostics = [told for at, same in doubles.items() if at in forms for told in said_twice(*same)]
    diagnostics += [_doubt("N302", drafts[new], records[like]) for new, like in result.doubts if new in forms]
    diagnostics += [_doubt("N308", drafts[there], records[like]) for there, like in result.offered]
    guids = _guids({at: drafts[at] for at in forms}, old, set(ledger.records), ledger.salt)
    reading_order = in_reading_order(forms)
    orders, others = _orders(reading_order, forms, old, unchanged, ledger)
    going = list(unclaimed(left, drafts, forms, old, stands, absent))
    kept, asks = (frozenset(draft.span for draft in forms.values() if draft.wish == wish) for wish in ("keep", "ask"))
    rendered.clear()
    drafts.clear()
    made = _Made([], Records(ledger.records.entries | others), [])
    for at in reading_order:
        why = result.reasons[at] if at in old else ""
        claim = _Claim(forms.pop(at), old.get(at), numbers.get(at), guids[at], orders[at], why)
        made.go_on(claim, now, deck, ledger.salt)
    for record, leaving in going:
        made.let_go(record, leaving, now, ledger.salt)
    diagnostics += made.moved_to_decks()
    move_apart(made.notes, made.records, ledger, unchanged)
    new_ledger = Ledger(made.records, ledger.looks, ledger.salt, ledger.forgotten)
    doubled = frozenset(draft.span for same in doubles.values() for draft in same)
    identity = Identified(tuple(made.notes), new_ledger, tuple(made.changes), doubled, kept, asks, tuple(offers))
    return identity, diagnostics


def _distinct(
    rendered: Iterable[Rendered], records: Iterable[Record]
) -> tuple[list[Rendered], dict[int, list[Rendered]]]:
    """Return the drafts, nothing said twice, and what the notes say twice, by the index of its draft."""
    asked: list[Rendered] = []
    others: list[Rendered] = []
    for draft in rendered:
        (asked if draft.wish in ("ask", "offer") else others).append(draft)
    found, doubles = without_doubles(asked, records)
    return with_others(found, others), doubles


def _matched(drafts: Sequence[Side], records: Sequence[Record], ledger: Ledger, unchanged: Unchanged) -> Matching:
    if not records:
        return Matching({}, {}, (), (), {})
    rest = Rest(
        lambda: unchanged.places,
        lambda: {p for g in unchanged.guids for r in (ledger.records[g],) for p in (r.trail, r.place)},
        lambda trails: (record_side(r) for g in unchanged.guids_at(trails) if (r := ledger.records[g]).trail in trails),
        lambda: (record_side(ledger.records[g]) for g in unchanged.guids),
        {path for path, _ in unchanged.parts},
    )
    return matched(drafts, [record_side(record) for record in records], rest)


def _doubt(code: str, draft: Rendered, like: Record) -> Diagnostic:
    """Tell of a draft that is new, or only offered, and looks like a note that goes."""
    return Diagnostic(code, draft.span, (called(like), where(like)))


class _Claim(NamedTuple):
    """A draft that becomes a note, and the record that it goes on with."""

    draft: Rendered
    old: Record | None
    numbers: list[int] | None
    """The cloze numbers of its slots, where they are those of the record."""
    guid: str
    order: int
    why: str
    """What told that it is the note it was."""


class _Made(msgspec.Struct):
    """What is shipped, kept in the ledger and told, as it grows."""

    notes: list[Note]
    records: Records
    changes: list[Change]
    redecked: Counter[tuple[str, str, str]] = msgspec.field(default_factory=Counter)
    """(file, deck before, deck now) -> how many notes changed their deck so."""

    def go_on(self, claim: _Claim, now: int, deck: str, salt: str) -> None:
        """Make the note of a draft; one that says nothing without its missing pictures is held."""
        draft, old = claim.draft, claim.old
        if has_gaps("".join(draft.fields.values())):
            draft = _without_gaps(draft, old)
            if not _says_anything(draft):
                self.notes += [held(old, salt)] if old else []
                return
        numbers = (claim.numbers, old.slots) if old and claim.numbers else numbers_of(draft, old)
        note, record = note_of(draft, old, claim.guid, now, deck, salt, claim.order, numbers)
        self.notes.append(note)
        if self.records.entries.get(record.guid) is record:  # as nearly always
            return
        self.records.entries[record.guid] = line = as_line(record)
        if old and not _are_one(old.deck, record.deck):
            self.redecked[record.path, old.deck, record.deck] += 1
        if kind := change(record, old):
            self.changes.append(changed(kind, note, line, old, claim.why))

    def let_go(self, record: Record, leaving: Record | None, now: int, salt: str) -> None:
        """Retire the note of a record, for the reason that `leaving` has; without that it is held."""
        if leaving is None:
            self.notes.append(held(record, salt))
            return
        note, kept = retired(leaving, now, salt)
        self.notes.append(note)
        self.records.entries[kept.guid] = line = as_line(kept)
        if not record.retired:
            self.changes.append(Change("retired", note.guid, note.kind, note.span, line, kept))

    def moved_to_decks(self) -> list[Diagnostic]:
        """Tell of notes whose deck changed, which Anki does not follow."""
        return [
            Diagnostic("N303", Span(path, 0, 0), (str(count), before, after, search_for(before, path)))
            for (path, before, after), count in sorted(self.redecked.items())
        ]


def looks(ledger: Ledger, kinds: Set[Kind], tts_language: str, now: int) -> dict[str, Look]:
    """Return the look of each note type that is in use or ever was, with the time of the build that last changed it."""
    found = {}
    for notetype in ALL.values():
        if notetype.kind in kinds or str(notetype.id) in ledger.looks:
            digest = look(notetype, tts_language)
            found[str(notetype.id)] = Look(digest, since(ledger.looks.get(str(notetype.id)), digest, now))
    return found


# --- drafts -----------------------------------------------------------------------------------


def _guids(drafts: Mapping[int, Rendered], old: Mapping[int, Record], used: set[str], deck_salt: str) -> dict[int, str]:
    """Return a GUID for each draft: that of its record, or a function of deck, kind, place and question; none that is used.

    Notes that share those are told apart by their answers, all of them alike, so that their order
    does not matter.
    """
    found = {at: old[at].guid for at in drafts if at in old}
    if len(found) == len(drafts):
        return found
    keys = {at: _key(draft) for at, draft in drafts.items()}
    counts = Counter(keys.values())
    for at, draft in drafts.items():
        if at in found:
            continue
        key = keys[at] if counts[keys[at]] == 1 else (*keys[at], draft.folded[1])
        found[at] = _mint((deck_salt, *key), used)
        used.add(found[at])
    return found


def _key(draft: Rendered) -> tuple[object, ...]:
    if draft.pin:
        return ("pin", draft.pin, draft.kind, draft.role, draft.folded[0])
    key = (draft.kind, draft.trail, draft.folded[0])
    return (*key, draft.folded[1]) if draft.kind == "cloze" else key


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def _mint(key: tuple[object, ...], used: set[str]) -> str:
    from genanki import guid_for  # takes long to import, and only what is new needs it

    for salt in range(len(used) + 1):
        guid: str = guid_for(_as_json([*key, salt] if salt else key))
        if guid not in used:
            return guid
    raise AssertionError("every GUID is taken")


def _are_one(deck: str, other: str) -> bool:
    """Tell whether two names are one deck to Anki."""
    return deck == other or len(set(spellings((deck, other)).values())) == 1


def _without_gaps(draft: Rendered, old: Record | None) -> Rendered:
    """Return a draft whose missing pictures are those that its note had, if it had any."""
    known: Sequence[str] = ()
    if old:
        known = old.media or tuple(packaged_names((old.front, old.answer)))  # ledgers of before had no `media`
    return replace(draft, fields={name: filled(body, known) for name, body in draft.fields.items()})


def _says_anything(draft: Rendered) -> bool:
    """Tell whether there is something on both sides of a draft."""
    if draft.kind == "cloze":
        return "::}}" not in draft.fields["Text"]
    return draft.kind != "basic" or bool(draft.fields["Prompt"].strip() and draft.fields["Answer"].strip())


def _orders(
    reading_order: Iterable[int],
    drafts: Mapping[int, Rendered],
    old: Mapping[int, Record],
    unchanged: Unchanged,
    ledger: Ledger,
) -> tuple[dict[int, int], dict[str, Record | bytes]]:
    """Return the rank of each draft in its file, and the records of unchanged notes that have another one now.

    What stayed in its order keeps its rank.
    """
    files: dict[str, list[tuple[int, int | str]]] = defaultdict(list)
    for at in reading_order:
        files[drafts[at].span.path].append((drafts[at].span.first, at))
    found: dict[int, int] = {}
    others: dict[str, Record | bytes] = {}
    for path in unchanged.in_another_order.union(files):
        standing = ((note.span.first, note.guid) for note in unchanged.notes_of_files.get(path, ()))
        here = [one for _, one in merge(files[path], standing, key=itemgetter(0))]
        guids = [one if isinstance(one, str) else old[one].guid if one in old else "" for one in here]
        known = [ledger.records.rank(guid) if guid else 0 for guid in guids]
        for one, before, rank in zip(here, known, ranks(known), strict=True):
            if isinstance(one, int):
                found[one] = rank
            elif before != rank:
                others[one] = replace(ledger.records[one], order=rank)
    return found, others
