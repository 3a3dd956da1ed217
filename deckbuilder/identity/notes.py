"""Notes as they are shipped: of a draft, or of what the ledger has of one whose text cannot be read or has gone."""

import hashlib
import posixpath
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from deckbuilder.anki.notetypes import ALL, ANSWER_FIELDS, HIDDEN_FIELD
from deckbuilder.base.html_text import clozes, gist_of, html_plain
from deckbuilder.base.model import LAST_SECOND, Span
from deckbuilder.base.notes import LAST_CLOZE, WHOLE, Kind, Note, Rendered, joined
from deckbuilder.base.text import gives_away, section_tag
from deckbuilder.cards.sanitizing import are_masks, escaped, inert_json, is_harmless
from deckbuilder.identity.absent import RETIRED_LINES
from deckbuilder.identity.forms import hidden_by
from deckbuilder.identity.ids import ids_of, moved_apart
from deckbuilder.identity.unchanged import Unchanged
from deckbuilder.ledger.records import FromAnki, Ledger, Look, Record, Records, as_line, field_hashes
from deckbuilder.pictures.media import packaged_names
from deckbuilder.read.places import named, place

RETIRED_TAG = "deckbuilder::retired"


def since(old: Record | Look | None, digest: str, now: int) -> int:
    """Return since when something is what its hash says: it never goes back, even if the clock does."""
    if old is None:
        return now
    return old.changed if old.hash == digest else min(max(now, old.changed + 1), LAST_SECOND)


def note_of(
    draft: Rendered,
    old: Record | None,
    guid: str,
    now: int,
    deck: str,
    salt: str,
    order: int,
    numbered: tuple[Sequence[int], dict[str, int]],
) -> tuple[Note, Record]:
    """Return the note of a draft and its record, which goes on with `old`; `order` is its rank in its file.

    `numbered` has the cloze number of each slot, and all slots that the note ever had.
    """
    numbers, slots = numbered
    main = ANSWER_FIELDS[draft.kind]
    fields = draft.fields | {main: _with_numbers(draft.fields[main], numbers)} if numbers else draft.fields
    values = _values(draft.kind, fields)
    cells = dict(draft.slots) if draft.kind == "occlusion" else {}
    tags = tuple(sorted(set(draft.tags)))
    place = (draft.role, draft.span.path, draft.trail, draft.term, slots, cells, draft.pin)
    digest = _digest(values, tags, place)
    record = Record(
        guid=guid,
        kind=draft.kind,
        role=draft.role,
        path=draft.span.path,
        trail=draft.trail,
        term=draft.term,
        prompt=draft.prompt,
        answer=fields[main],
        gist=draft.gist,
        front=_front(draft, fields),
        choices=fields.get("Choices", ""),
        deck=draft.deck or deck,
        slots=slots,
        media=tuple(dict.fromkeys(packaged_names([body for name, body in fields.items() if name != "Image"]))),
        cells=cells,
        reverse=bool(fields.get("Reverse")),
        typed=bool(fields.get("Typed")),
        pin=draft.pin,
        order=order,
        hash=digest,
        tags=tags,
        shipped=_shipped(old, digest, values),
        ids=old.ids if old else {},
        created=old.created if old else now,
        changed=since(old, digest, now),
    )
    record = old if old == record else record
    shown = tuple([(number, key, text) for number, (key, text) in zip(numbers, draft.slots, strict=True)])
    return _as_note(record, values, salt, draft, shown), record


def _values(kind: Kind, fields: dict[str, str]) -> list[str]:
    """Return what stands in each field of a note type."""
    return [fields.get(name, "") for name in ALL[kind].field_names]


def _digest(values: Sequence[str], tags: Sequence[str], place: tuple[object, ...]) -> str:
    """Return the hash of a note, which tells whether it has changed."""
    return hashlib.sha256(_encode((values, tags, place))).hexdigest()[:16]


def _shipped(old: Record | None, digest: str, values: Iterable[str]) -> str:
    """Return the hashes of a note's fields, which are those of its record where that has the same hash."""
    # What a learner changed in Anki is hashed as it was shipped, and ledgers of before have no such hashes.
    known = old.shipped if old and old.hash == digest and not old.anki else ""
    return known or field_hashes(values)


def _front(draft: Rendered, fields: dict[str, str]) -> str:
    if draft.kind == "occlusion":
        return fields["Image"]
    prompt = fields.get("Prompt", "")
    return prompt if prompt != draft.prompt else ""


def _with_numbers(text: str, numbers: Sequence[int]) -> str:
    for slot, number in enumerate(numbers):
        text = text.replace(f"\x11{slot}\x11", str(number))
    return text


def retired(record: Record, now: int, salt: str) -> tuple[Note, Record]:
    """Return a note as it is shipped after its text has gone."""
    values = _values(record.kind, _of_ledger(record) | {"Status": RETIRED_LINES[record.reason]})
    tags = (RETIRED_TAG,)
    place = (record.role, record.path, record.trail, record.term, record.slots, record.cells, record.pin)
    digest = _digest(values, tags, place)
    kept = replace(
        record,
        retired=True,
        order=0,
        hash=digest,
        tags=tags,
        shipped=_shipped(record, digest, values),
        changed=since(record, digest, now),
    )
    return _as_note(kept, values, salt, None), kept


def held(record: Record, salt: str) -> Note:
    """Return a note as the ledger has it, its time unmoved: whoever has it sees no change."""
    values = _values(record.kind, _of_ledger(record))
    return replace(_as_note(record, values, salt, None), held=True)


def _of_ledger(record: Record) -> dict[str, str]:
    """Return what the ledger has of a note's fields; its fronts tell as little as they did before."""
    hidden = hidden_by(record)
    names = {
        "basic": {
            "Prompt": record.front or escaped(record.prompt),
            "Answer": record.answer,
            "Reverse": record.gist or gist_of(record.answer) if record.reverse else "",
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
    where = place(record.trail, hidden, record.term) or named((stem, record.deck), hidden)
    return shown | {"Place": escaped(where), "Source": escaped(record.path)}


def _as_note(
    record: Record,
    values: list[str],
    salt: str,
    draft: Rendered | None,
    slots: tuple[tuple[int, str, str], ...] = (),
) -> Note:
    """Return a record as it stands in the package, its identity in the hidden field; `values` are its other fields."""
    notetype = ALL[record.kind]
    values[notetype.field_names.index(HIDDEN_FIELD)] = _meta(record, salt)
    cards = () if record.retired else _cards_of(record, values[0], [number for number, _, _ in slots])
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
        slots=slots,
        asked=draft.asked if draft else (),
        shown=draft.shown if draft else (),
        retired=record.retired,
        ids=ids_of(record.guid, record.created, cards, record.ids),
    )


def refilled(note: Note, record: Record, values: Sequence[str], tags: tuple[str, ...], salt: str) -> Note:
    """Return a note with other fields and tags, at its record's time of change."""
    notetype, texts = ALL[note.kind], list(values)
    texts[notetype.field_names.index(HIDDEN_FIELD)] = _meta(record, salt)
    cards = () if record.retired else _cards_of(record, texts[0])
    return replace(
        note,
        joined=joined(texts),
        sort_field=html_plain(texts[notetype.sort_field]),
        tags=tags,
        cards=cards,
        changed=record.changed,
        ids=ids_of(record.guid, record.created, cards, record.ids),
    )


def move_apart(notes: list[Note], records: Records, ledger: Ledger, unchanged: Unchanged) -> None:
    """Give other ids to notes and cards whose ids are taken, and keep them in the ledger."""

    def is_given(guid: str, number: int) -> bool:
        old = ledger.records.get(guid)
        return old is not None and (number == 0 or number - 1 in old_cards(old))

    others = moved_apart(notes, unchanged.notes, is_given)
    for at, note in enumerate(notes):
        if note.guid in others:
            record = records[note.guid]
            record = replace(record, ids={**record.ids, **others[note.guid]})
            records.entries[note.guid] = as_line(record)
            values = list(note.fields)
            values[ALL[note.kind].field_names.index(HIDDEN_FIELD)] = _meta(record, ledger.salt)
            ids = ids_of(note.guid, note.created, note.cards, record.ids)
            notes[at] = replace(note, joined=joined(values), ids=ids)


def _cards_of(record: Record, text: str, numbers: Sequence[int] = ()) -> tuple[int, ...]:
    """Return the ordinals of a note's cards; `numbers` are those of the clozes in its text, where they are known."""
    if record.kind in WHOLE:
        return (0, 1) if record.reverse else (0,)
    found = numbers or [number for number, _ in clozes(text)]
    return tuple(sorted({number - 1 for number in found if 0 < number <= LAST_CLOZE}))  # others Anki makes no card of


_encode = msgspec.json.Encoder().encode


class _Hidden(msgspec.Struct, omit_defaults=True, gc=False):
    """What the hidden field keeps of a record, but for what is empty; the rest stands in the note's other fields."""

    salt: str
    deck: str = ""
    """Only of a note that is retired, as is why."""
    reason: str = ""
    asked: str = ""
    """Only where the front does not say just what is asked: with a case above the question."""
    role: str = ""
    path: str = ""
    trail: tuple[str, ...] = ()
    term: str = ""
    gist: str = ""
    slots: dict[str, int] = {}
    media: tuple[str, ...] = ()
    cells: dict[str, str] = {}
    pin: str = ""
    hash: str = ""
    tags: tuple[str, ...] = ()
    shipped: str = ""
    ids: dict[int, int] = {}
    created: int = 0
    changed: int = 0
    anki: FromAnki | None = None
    """Which texts are from Anki; the texts themselves stand in the fields."""


META = _Hidden.__struct_fields__[4:-1]
"""What it keeps of every record."""
_values_of = attrgetter(*META)


def _meta(record: Record, salt: str) -> str:
    of_retired = (record.deck, record.reason) if record.retired else ("", "")
    is_told = record.kind not in WHOLE or not record.front or html_plain(record.front) == record.prompt
    hidden = _Hidden(salt, *of_retired, "" if is_told else record.prompt, *_values_of(record))
    if anki := record.anki:
        hidden.anki = replace(anki, texts={at: replace(it, text="") for at, it in anki.texts.items()})
    return inert_json(_encode(hidden))


def old_cards(old: Record) -> set[int]:
    """Return the ordinals of the cards that a record has."""
    return set(_cards_of(old, old.answer))
