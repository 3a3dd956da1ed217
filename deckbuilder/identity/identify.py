"""Give every draft its GUID, its cloze numbers and its time of change, by the ledger.

A note that is no longer in the notes is retired, not forgotten: it goes on being shipped, tagged
and with a line on its card, because a package cannot delete (anki: import/notes.rs). It is shipped
without cards: whoever has them keeps them, and nobody else gets any.
"""

import hashlib
import json
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import itemgetter
from typing import Literal, NamedTuple

import msgspec
from genanki import guid_for
from msgspec.structs import replace

from deckbuilder.anki.deck_names import spellings
from deckbuilder.anki.notetypes import ALL, ANSWER_FIELDS, HIDDEN_FIELD, look
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import LAST_CLOZE, WHOLE, Kind, Note, Rendered, joined
from deckbuilder.base.text import clozes, fold, gives_away, html_plain, map_clozes, place, section_tag
from deckbuilder.cards.sanitizing import are_masks, escaped, inert_json, is_harmless, search_for
from deckbuilder.identity.absent import NOTHING_ABSENT, RETIRED_LINES, Absent
from deckbuilder.identity.forms import asked_forms, followed, hidden_by, said_by
from deckbuilder.identity.ids import ids_of, moved_apart
from deckbuilder.identity.unchanged import NONE_UNCHANGED, Unchanged
from deckbuilder.ledger.cloze_numbers import has_numbers, live_slots, numbers_of
from deckbuilder.ledger.matching import matched
from deckbuilder.ledger.reading_order import ranks
from deckbuilder.ledger.records import LAST_SECOND, Ledger, Look, Reason, Record, Records, field_hashes
from deckbuilder.ledger.sides import Rest, Side
from deckbuilder.ledger.twins import text_of
from deckbuilder.pictures.media import filled, has_gaps, packaged_names
from deckbuilder.quality.findings import Offer
from deckbuilder.quality.gate import offers_of

RETIRED_TAG = "deckbuilder::retired"

ChangeKind = Literal["new", "updated", "moved", "retired", "revived"]


class Change(NamedTuple):
    """What an import of this build does to one note."""

    kind: ChangeKind
    guid: str
    note_kind: Kind
    place: str
    old_place: str
    old: tuple[str, str]
    new: tuple[str, str]
    """Plain (question, answer) before and after."""
    span: Span
    added: int
    blank: int
    """Cards that come, and cards that go blank, by a change of clozes."""
    reason: Reason | None = None
    """Why a note is retired."""
    why: str = ""
    """What told that it is the note it was."""
    gaps: tuple[str, str] = ("", "")
    """Of a cloze, both answers with what is hidden in ［］."""


@dataclass(frozen=True, slots=True)
class Identified:
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
    rendered: Sequence[Rendered],
    ledger: Ledger,
    now: int,
    deck: str,
    unchanged: Unchanged = NONE_UNCHANGED,
    absent: Absent = NOTHING_ABSENT,
    says: Callable[[str], bool] = lambda _words: False,
) -> tuple[Identified, list[Diagnostic]]:
    """Match drafts with the ledger and return the notes; `now` is the build's time, `deck` the default deck.

    `rendered` has the drafts of the parts that are not unchanged, `absent` what could not be read, and `says` tells
    whether folded words stand anywhere in the notes.
    """
    diagnostics: list[Diagnostic] = []
    wanted = [draft for draft in rendered if draft.wish in ("ask", "offer")]
    asked, doubled = _without_doubles(wanted, diagnostics)
    drafts = _with_others(asked, [draft for draft in rendered if draft.wish in ("keep", "withdraw")])
    stand = unchanged.guids
    left = [ledger.records[guid] for guid in ledger.records if guid not in stand]
    records = [record for record in left if not absent.sets_apart(record)]
    rest = Rest(
        lambda: unchanged.places,
        lambda: {p for g in unchanged.guids for r in (ledger.records[g],) for p in (r.trail, r.place)},
        lambda trails: (_record_side(ledger.records[g]) for g in unchanged.guids_at(trails)),
    )
    result = matched([_draft_side(d) for d in drafts], [_record_side(r) for r in records], rest)
    pairs = {at: record for at, record in result.pairs.items() if has_numbers(drafts[at], records[record])}
    forms = asked_forms(drafts, {at: records[record] for at, record in pairs.items()})
    offers = [offer for at, draft in enumerate(drafts) for offer in offers_of(draft, at in forms, forms.get(at))]
    for new, like in result.doubts:
        if new in forms:
            other = records[like]
            diagnostics.append(Diagnostic("N302", drafts[new].span, (_title(other.prompt), _where(other))))
    guids = _guids({at: drafts[at] for at in forms}, pairs, records, set(ledger.records), ledger.salt)
    orders, others = _orders(forms, {at: records[record] for at, record in pairs.items()}, unchanged, ledger)
    notes: list[Note] = []
    new_records = ledger.records.entries | others
    changes: list[Change] = []
    redecked: Counter[tuple[str, str, str]] = Counter()
    for at in _in_reading_order(forms):
        draft = forms[at]
        old = records[pairs[at]] if at in pairs else None
        if any(map(has_gaps, draft.fields.values())):
            draft = _without_gaps(draft, old)
            if not _says_anything(draft):
                notes += [_held(old, ledger.salt)] if old else []
                continue
        note, record = _note(draft, old, guids[at], now, deck, ledger.salt, orders[at])
        notes.append(note)
        new_records[record.guid] = record
        if old and not _are_one(old.deck, record.deck):
            redecked[record.path, old.deck, record.deck] += 1
        if change := _change(draft, note, record, old):
            changes.append(change._replace(why=result.reasons[at] if old else ""))
    kept_spans, asked_spans = (
        frozenset(draft.span for draft in forms.values() if draft.wish == wish) for wish in ("keep", "ask")
    )
    claimed = {records[record].guid for at, record in pairs.items() if at in forms}
    follows = {records[record].guid: drafts[at] for at, record in pairs.items() if drafts[at].wish == "withdraw"}

    @cache  # only where something was misread
    def asked_now() -> set[Hashable]:
        return {text_of(_draft_side(draft)) for draft in forms.values()}

    for record in left:
        if record.guid in claimed:
            continue
        if record.guid not in follows and absent.holds(record):
            notes.append(_held(record, ledger.salt))
            continue
        leaving = _leaving(record, follows.get(record.guid), says, absent)
        if leaving.reason == "misread" and text_of(_record_side(record)) in asked_now():
            leaving = replace(leaving, reason="doubled")
        note, kept = _retired(leaving, now, ledger.salt)
        notes.append(note)
        new_records[kept.guid] = kept
        if not record.retired:
            changes.append(_retirement(kept, note))
    for (path, before, after), count in sorted(redecked.items()):
        search = search_for(before, path)
        diagnostics.append(Diagnostic("N303", Span(path, 0, 0), (str(count), before, after, search)))
    _move_apart(notes, new_records, ledger, unchanged)
    new_ledger = Ledger(Records(new_records), ledger.looks, ledger.salt, ledger.forgotten)
    identity = Identified(tuple(notes), new_ledger, tuple(changes), doubled, kept_spans, asked_spans, tuple(offers))
    return identity, diagnostics


def looks(ledger: Ledger, kinds: Set[Kind], tts_language: str, now: int) -> dict[str, Look]:
    """Return the look of each note type that is in use or ever was, with the time of the build that last changed it."""
    found = {}
    for notetype in ALL.values():
        if notetype.kind in kinds or str(notetype.id) in ledger.looks:
            digest = look(notetype, tts_language)
            found[str(notetype.id)] = Look(digest, _since(ledger.looks.get(str(notetype.id)), digest, now))
    return found


def _since(old: Record | Look | None, digest: str, now: int) -> int:
    """Return since when something is what its hash says: it never goes back, even if the clock does."""
    if old is None:
        return now
    return old.changed if old.hash == digest else min(max(now, old.changed + 1), LAST_SECOND)


# --- drafts -----------------------------------------------------------------------------------


def _without_doubles(
    rendered: Sequence[Rendered], diagnostics: list[Diagnostic]
) -> tuple[list[Rendered], frozenset[Span]]:
    """Leave out what says the same in the same place a second time; one card asks both.

    Where the drafts in question stand is returned too.
    """
    seen: dict[tuple[object, ...], list[Rendered]] = {}
    for draft in rendered:
        same = seen.setdefault((draft.kind, draft.trail, draft.folded, draft.pin), [])
        same.append(draft)
        if len(same) > 1:
            where = f"{same[0].span.path}:{same[0].span.first}"
            diagnostics.append(Diagnostic("N301", draft.span, (_title(draft.prompt or draft.answer), where)))
    doubled = frozenset(draft.span for same in seen.values() if len(same) > 1 for draft in same)
    return [same[0] if len(same) == 1 else _joined(same) for same in seen.values()], doubled


def _with_others(asked: list[Rendered], others: Iterable[Rendered]) -> list[Rendered]:
    """Return the drafts with those that are only kept or withdrawn, each once and none that is asked anyway."""
    known = {(draft.kind, draft.trail, draft.folded) for draft in asked}
    more = {
        (draft.span.path, draft.role, *key): draft
        for draft in reversed(list(others))
        if (key := (draft.kind, draft.trail, draft.folded)) not in known
    }
    return [*asked, *reversed(more.values())]


def _in_reading_order(drafts: Mapping[int, Rendered]) -> list[int]:
    """Return the indexes of drafts, what is only kept beside what its lines are asked by today."""
    files: dict[str, int] = {}
    for at in sorted(drafts):
        files.setdefault(drafts[at].span.path, len(files))
    return sorted(drafts, key=lambda at: (files[drafts[at].span.path], drafts[at].span.first, at))


def _joined(same: Sequence[Rendered]) -> Rendered:
    """Return the first with what only the others show on their backs; lines of another file cannot be told."""
    first = same[0]
    extras = dict.fromkeys(draft.fields.get("Extra", "") for draft in same)
    here = [draft for draft in same if draft.span.path == first.span.path]
    return replace(
        first,
        fields={**first.fields, "Extra": "".join(extras)},
        asked=tuple(sorted({line for draft in here for line in draft.asked})),
        shown=tuple(sorted({line for draft in here for line in draft.shown})),
    )


def _hides(draft: Rendered) -> list[str]:
    """Return what a cloze hides; what is only kept counts where nothing else is hidden."""
    asked = [text for at, (_, text) in enumerate(draft.slots) if at not in draft.kept]
    return asked or [text for _, text in draft.slots]


def _draft_side(draft: Rendered) -> Side:
    is_picture = draft.kind == "occlusion"
    return Side(
        kind=draft.kind,
        role=draft.role,
        path=draft.span.path,
        trail=draft.trail,
        term=draft.term,
        prompt=draft.prompt,
        answer=_cells_text(dict(draft.slots)) if is_picture else draft.answer,
        pin=draft.pin,
        wish=draft.wish,
        cells=dict(draft.slots) if is_picture else {},
        hides=(lambda: _hides(draft)) if draft.kind == "cloze" else tuple,
        folded=None if is_picture else draft.folded,
    )


def _record_side(record: Record) -> Side:
    is_picture = record.kind == "occlusion"
    return Side(
        kind=record.kind,
        role=record.role,
        path=record.path,
        trail=record.trail,
        term=record.term,
        prompt=record.prompt,
        answer=_cells_text(record.cells) if is_picture else html_plain(record.answer),
        pin=record.pin,
        retired=record.retired and record.reason != "withdrawn",
        withdrawn=record.retired and record.reason == "withdrawn",
        order=record.order,
        created=record.created,
        cells=record.cells,
        hides=(lambda: [text for _, text in live_slots(record)]) if record.kind == "cloze" else tuple,
    )


def _cells_text(cells: Mapping[str, str]) -> str:
    """Return the cells of a picture as the text that it is compared by."""
    return " ".join(f"{key} {text}" for key, text in sorted(cells.items()))


def _guids(
    drafts: Mapping[int, Rendered],
    pairs: dict[int, int],
    records: Sequence[Record],
    used: set[str],
    deck_salt: str,
) -> dict[int, str]:
    """Return a GUID for each draft: that of its record, or a function of deck, kind, place and question; none that is used.

    Notes that share those are told apart by their answers, all of them alike, so that their order
    does not matter.
    """
    keys = {at: _key(draft) for at, draft in drafts.items()}
    counts = Counter(keys.values())
    found = {}
    for at, draft in drafts.items():
        if at in pairs:
            found[at] = records[pairs[at]].guid
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


# --- notes ------------------------------------------------------------------------------------


def _orders(
    drafts: Mapping[int, Rendered], old: Mapping[int, Record], unchanged: Unchanged, ledger: Ledger
) -> tuple[dict[int, int], dict[str, Record | bytes]]:
    """Return the rank of each draft in its file, and the records of unchanged notes that have another one now.

    What stayed in its order keeps its rank.
    """
    files: dict[str, list[tuple[int, int | str]]] = defaultdict(list)
    for at in _in_reading_order(drafts):
        files[drafts[at].span.path].append((drafts[at].span.first, at))
    found: dict[int, int] = {}
    others: dict[str, Record | bytes] = {}
    for path in unchanged.in_another_order.union(files):
        standing = ((note.span.first, note.guid) for note in unchanged.notes_of_files.get(path, ()))
        here = [one for _, one in merge(files[path], standing, key=itemgetter(0))]
        records = [ledger.records[one] if isinstance(one, str) else old.get(one) for one in here]
        known = [0 if record is None or record.retired else record.order for record in records]
        for one, record, rank in zip(here, records, ranks(known), strict=True):
            if isinstance(one, int):
                found[one] = rank
            elif record and record.order != rank:
                others[one] = replace(record, order=rank)
    return found, others


def _note(
    draft: Rendered, old: Record | None, guid: str, now: int, deck: str, salt: str, order: int
) -> tuple[Note, Record]:
    numbers, slots = numbers_of(draft, old)
    main = ANSWER_FIELDS[draft.kind]
    fields = draft.fields | {main: _with_numbers(draft.fields[main], numbers)} if numbers else draft.fields
    record = Record(
        guid=guid,
        kind=draft.kind,
        role=draft.role,
        path=draft.span.path,
        trail=draft.trail,
        term=draft.term,
        prompt=draft.prompt,
        answer=fields[main],
        front=_front(draft, fields),
        choices=fields.get("Choices", ""),
        deck=draft.deck or deck,
        slots=slots,
        media=tuple(dict.fromkeys(packaged_names(body for name, body in fields.items() if name != "Image"))),
        cells=dict(draft.slots) if draft.kind == "occlusion" else {},
        reverse=bool(fields.get("Reverse")),
        typed=bool(fields.get("Typed")),
        pin=draft.pin,
        order=order,
        created=old.created if old else now,
    )
    shown = tuple((number, key, text) for number, (key, text) in zip(numbers, draft.slots, strict=True))
    note, record = _finished(record, fields, draft.tags, old, now, salt, draft)
    return replace(note, slots=shown), record


def _front(draft: Rendered, fields: dict[str, str]) -> str:
    if draft.kind == "occlusion":
        return fields["Image"]
    prompt = fields.get("Prompt", "")
    return prompt if prompt != draft.prompt else ""


def _with_numbers(text: str, numbers: Sequence[int]) -> str:
    return _NUMBER.sub(lambda match: str(numbers[int(match[1])]), text)


_NUMBER = re.compile("\x11(\\d+)\x11")


def _retired(record: Record, now: int, salt: str) -> tuple[Note, Record]:
    """Return a note as it is shipped after its text has gone."""
    fields = _of_ledger(record) | {"Status": RETIRED_LINES[record.reason]}
    return _finished(replace(record, retired=True, order=0), fields, (RETIRED_TAG,), record, now, salt, None)


def _held(record: Record, salt: str) -> Note:
    """Return a note as the ledger has it, its time unmoved: whoever has it sees no change."""
    fields = _of_ledger(record)
    values = [fields.get(name, "") for name in ALL[record.kind].field_names]
    return replace(_as_note(record, values, salt, None), held=True)


def _of_ledger(record: Record) -> dict[str, str]:
    """Return what the ledger has of a note's fields; its fronts tell as little as they did before."""
    hidden = hidden_by(record)
    names = {
        "basic": {
            "Prompt": record.front or escaped(record.prompt),
            "Answer": record.answer,
            "Reverse": record.answer if record.reverse else "",
            "Typed": escaped(html_plain(record.answer)) if record.typed else "",
        },
        "cloze": {"Text": record.answer, "Term": "" if gives_away(record.prompt, hidden) else escaped(record.prompt)},
        "occlusion": {"Occlusion": record.answer, "Image": record.front, "Header": escaped(record.prompt)},
        "choice": {
            "Prompt": record.front or escaped(record.prompt),
            "Answer": record.answer,
            "Choices": record.choices,
        },
    }
    shown = {
        name: text if is_harmless(text) or are_masks(text) else escaped(html_plain(text))
        for name, text in names[record.kind].items()
    }
    stem = posixpath.splitext(posixpath.basename(record.path))[0]
    where = place(record.trail, hidden, record.term) or place((stem,), hidden) or record.deck
    return shown | {"Place": escaped(where), "Source": escaped(record.path)}


def _leaving(record: Record, draft: Rendered | None, says: Callable[[str], bool], absent: Absent) -> Record:
    """Return a record that no card goes on with, and why; `draft` is its text where the notes still have it."""
    if draft:
        return replace(followed(record, draft), reason="withdrawn")
    if record.retired:
        return record
    if record.path in absent.excluded:
        return replace(record, reason="withdrawn")
    if not all(map(says, map(fold, said_by(record)))):
        return replace(record, reason="deleted")
    # A table is a picture only where its author says so.
    return replace(record, reason="withdrawn" if record.kind == "occlusion" else "misread")


def _finished(
    record: Record,
    fields: dict[str, str],
    tags: Iterable[str],
    old: Record | None,
    now: int,
    salt: str,
    draft: Rendered | None,
) -> tuple[Note, Record]:
    """Settle a note's time of change."""
    tags = tuple(sorted(set(tags)))
    values = [fields.get(name, "") for name in ALL[record.kind].field_names]
    place = (record.role, record.path, record.trail, record.term, record.slots, record.cells, record.pin)
    digest = hashlib.sha256(_encode((values, tags, place))).hexdigest()[:16]
    changed = _since(old, digest, now)
    ids = old.ids if old else {}
    record = replace(record, hash=digest, changed=changed, tags=tags, shipped=field_hashes(values), ids=ids)
    record = old if old == record else record
    return _as_note(record, values, salt, draft), record


def _as_note(record: Record, values: list[str], salt: str, draft: Rendered | None) -> Note:
    """Return a record as it stands in the package, its identity in the hidden field; `values` are its other fields."""
    notetype = ALL[record.kind]
    values[notetype.field_names.index(HIDDEN_FIELD)] = _meta(record, salt)
    cards = () if record.retired else _cards(record, values)
    return Note(
        guid=record.guid,
        kind=record.kind,
        deck=record.deck,
        joined=joined(values),
        sort_field=html_plain(values[notetype.sort_field]),
        tags=record.tags,
        cards=cards,
        span=draft.span if draft else Span(record.path, 0, 0),
        created=record.created,
        changed=record.changed,
        role=record.role,
        section=section_tag(record.trail),
        asked=draft.asked if draft else (),
        shown=draft.shown if draft else (),
        retired=record.retired,
        ids=ids_of(record.guid, record.created, cards, record.ids),
    )


def refilled(note: Note, record: Record, values: Sequence[str], tags: tuple[str, ...], salt: str) -> Note:
    """Return a note with other fields and tags, at its record's time of change."""
    notetype, texts = ALL[note.kind], list(values)
    texts[notetype.field_names.index(HIDDEN_FIELD)] = _meta(record, salt)
    cards = () if record.retired else _cards(record, texts)
    return replace(
        note,
        joined=joined(texts),
        sort_field=html_plain(texts[notetype.sort_field]),
        tags=tags,
        cards=cards,
        changed=record.changed,
        ids=ids_of(record.guid, record.created, cards, record.ids),
    )


def _move_apart(notes: list[Note], records: dict[str, Record | bytes], ledger: Ledger, unchanged: Unchanged) -> None:
    """Give other ids to notes and cards whose ids are taken, and keep them in the ledger."""

    def is_given(guid: str, number: int) -> bool:
        old = ledger.records.get(guid)
        return old is not None and (number == 0 or number - 1 in _old_cards(old))

    others = moved_apart(notes, unchanged.notes, is_given)
    for at, note in enumerate(notes):
        if note.guid in others:
            record = records[note.guid]
            assert isinstance(record, Record)
            record = records[note.guid] = replace(record, ids={**record.ids, **others[note.guid]})
            values = list(note.fields)
            values[ALL[note.kind].field_names.index(HIDDEN_FIELD)] = _meta(record, ledger.salt)
            ids = ids_of(note.guid, note.created, note.cards, record.ids)
            notes[at] = replace(note, joined=joined(values), ids=ids)


def _cards(record: Record, values: Sequence[str]) -> tuple[int, ...]:
    if record.kind in WHOLE:
        return (0, 1) if record.reverse else (0,)
    numbers = {number for number, _ in clozes(values[0])}
    return tuple(sorted(number - 1 for number in numbers if 0 < number <= LAST_CLOZE))  # others Anki makes no card of


_encode = msgspec.json.Encoder().encode
META = (
    "role", "path", "trail", "term", "slots", "media", "cells", "pin", "hash", "tags", "shipped", "ids", "created", "changed",
)  # fmt: skip
"""What of a record the hidden field keeps; of one that is retired also its deck and why; of one with texts from Anki
which these are. The rest stands in the note's other fields."""


def _meta(record: Record, salt: str) -> str:
    names = ("deck", "reason", *META) if record.retired else META
    values = {name: value for name in names if (value := getattr(record, name))}
    if record.anki:  # the texts stand in the fields
        values["anki"] = replace(record.anki, texts={at: replace(it, text="") for at, it in record.anki.texts.items()})
    return inert_json(_encode({"salt": salt, **values}).decode())


# --- changes ----------------------------------------------------------------------------------


def _change(draft: Rendered, note: Note, record: Record, old: Record | None) -> Change | None:
    if old and old.hash == record.hash and not old.retired:
        return None
    new_text = (draft.prompt, _draft_side(draft).answer)
    if old is None:
        change = Change(
            "new", record.guid, record.kind, _where(record), "", ("", ""), new_text, draft.span, len(note.cards), 0
        )
        return change._replace(gaps=("", _with_gaps(record)))
    old_side = _record_side(old)
    old_text = (old_side.prompt, old_side.answer)
    before = _old_cards(old)
    added = len(set(note.cards) - before)
    blank = len(before - set(note.cards))
    moved = (old.trail, old.path) != (record.trail, record.path) and old_text == new_text
    kind: ChangeKind = "revived" if old.retired else "moved" if moved else "updated"
    change = Change(
        kind, record.guid, record.kind, _where(record), _where(old), old_text, new_text, draft.span, added, blank
    )
    return change._replace(gaps=(_with_gaps(old), _with_gaps(record)))


def _old_cards(old: Record) -> set[int]:
    return set(_cards(old, [old.answer]))


def _retirement(record: Record, note: Note) -> Change:
    side = _record_side(record)
    text = (side.prompt, side.answer)
    where = _where(record)
    change = Change("retired", record.guid, record.kind, where, where, text, text, note.span, 0, 0, record.reason)
    return change._replace(gaps=(_with_gaps(record), _with_gaps(record)))


def _with_gaps(record: Record) -> str:
    """Return the text of a cloze with what is hidden in brackets; of other notes nothing."""
    return html_plain(map_clozes(record.answer, lambda _, hidden: f"［{hidden}］")) if record.kind == "cloze" else ""


def _where(record: Record) -> str:
    return " › ".join((record.path, *record.trail))


def _title(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
