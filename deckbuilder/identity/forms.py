"""Which forms of a text are asked: a card that learners have goes on, and what is new asks only the rest."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.base.html_text import clozes, html_plain, map_clozes, out_of_cloze
from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.base.notes import WHOLE, Rendered
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold, gives_away
from deckbuilder.cards.cues import when_of
from deckbuilder.cards.sanitizing import escaped
from deckbuilder.identity.unchanged import Unchanged
from deckbuilder.ledger.cloze_numbers import live_slots, numbers_of, of_the_same
from deckbuilder.ledger.records import Ledger, Record
from deckbuilder.ledger.sides import cell_names
from deckbuilder.read.terms import is_year

_NO_SLOTS: frozenset[int] = frozenset()
Ask = tuple[str, int, str]
"""A file, a line of it, and the folded words that a card wants to hear."""


class Forms(NamedTuple):
    """The drafts that become notes, by their index, and the cloze numbers of those that hide what they always did."""

    drafts: dict[int, Rendered]
    numbers: dict[int, list[int]]


def asked_forms(drafts: Sequence[Rendered], old: Mapping[int, Record]) -> Forms:
    """Return the drafts that become notes; `old` has the records of those that are known.

    What a card asks already is not asked by another one: of a new list with an item that is a
    definition too, that item is in sight.
    """
    found: dict[int, Rendered] = {}
    lives: dict[int, Collection[int]] = {}
    numbers: dict[int, list[int]] = {}
    fronts: set[tuple[object, ...]] = set()

    @cache  # asked only where something is new, and before the first of what is known is left out of
    def asked() -> dict[Ask, int]:
        return {ask: at for at, live in lives.items() for slot, ask in enumerate(_asks(found[at])) if slot in live}

    for at, record in old.items():
        draft = _asked_back(drafts[at], record)
        if draft.wish == "withdraw" or (draft.wish == "keep" and record.retired):
            continue
        known = _without(draft, _never_asked(draft, record))
        if known:
            found[at] = known
            if known.kind == "cloze" and not record.retired and (same := of_the_same(known, record)):
                numbers[at], lives[at] = same, range(len(same))
            else:
                lives[at] = _live(known, record)
            if draft.wish == "keep":
                fronts.add(_front(draft))
    for at, draft in enumerate(drafts):
        if draft.wish != "ask" or (at in old and at not in found):
            continue
        if at not in old and draft.kind in WHOLE and _front(draft) in fronts:
            continue
        here = found.get(at, draft)
        live = lives.get(at, _NO_SLOTS)
        if at in found and len(live) == len(here.asks):
            continue
        told = {slot for slot, ask in enumerate(_asks(here)) if slot not in live and asked().get(ask, at) != at}
        if at not in old:
            here = _asked_back(here)
            told |= set(here.kept)
        if (rest := _without(here, told)) is not None:
            found[at] = rest
    return Forms({at: found[at] for at in sorted(found)}, numbers)


def _asked_back(draft: Rendered, record: Record | None = None) -> Rendered:
    """Return the draft of a basic note, asked the way back as it was where the notes do not say so, and never anew there."""
    if draft.kind != "basic":
        return draft
    was_asked = record is not None and record.reverse
    if record and was_asked and _keeps_back(draft, record):
        back = {"Reverse": draft.fields["Answer"], "ReverseCue": escaped(when_of(draft.term))}
        role = record.role if draft.role == "definition" else draft.role  # a gist for ever
        return replace(draft, fields=draft.fields | back, role=role, kept=())
    if was_asked or not draft.kept:
        return replace(draft, kept=()) if draft.kept else draft
    return replace(draft, fields=draft.fields | {"Reverse": "", "ReverseCue": ""}, kept=())


def _keeps_back(draft: Rendered, record: Record) -> bool:
    """Tell whether what was asked the way back is so in another form: one that is only kept, a cell, a gist or a year that became a text."""
    if draft.role == "cell" or draft.wish == "keep":
        return True
    was_so = record.role == "gist" or is_year(record.prompt)
    is_said = was_so and draft.role == "definition" and not draft.insists
    return is_said and likeness(fold(html_plain(record.answer)), draft.folded[1]) >= ALIKE_HERE


def _asks(draft: Rendered) -> list[Ask]:
    return [(draft.span.path, line, words) for line, words in draft.asks]


def _front(draft: Rendered) -> tuple[object, ...]:
    return (draft.role, draft.trail, draft.folded[0])


def _live(draft: Rendered, record: Record) -> Collection[int]:
    """Return the slots of a draft that its note asks already; of one that is asked whole its answers count."""
    if record.retired:
        return _NO_SLOTS
    if draft.kind in WHOLE:
        return range(len(draft.asks))
    live = set(record.slots.values()) if draft.kind == "occlusion" else {number for number, _ in live_slots(record)}
    return {slot for slot, number in enumerate(numbers_of(draft, record)[0]) if number in live}


def _never_asked(draft: Rendered, record: Record) -> Set[int]:
    """Return the slots that are only kept, and that this note does not ask.

    They matter only where it asks more than what the marks of today hide.
    """
    if not draft.kept:
        return frozenset()
    marked = {fold(text) for at, (_, text) in enumerate(draft.slots) if at not in draft.kept}
    if all(fold(text) in marked for _, text in live_slots(record)):
        return frozenset(draft.kept)
    return set(draft.kept).difference(_live(draft, record))


def _without(draft: Rendered, dropped: Set[int]) -> Rendered | None:
    """Return a draft that hides all but these slots, which are in sight then; None if nothing is left to ask."""
    if draft.kind in WHOLE:
        return None if dropped else draft
    if draft.slots and not dropped and not draft.kept:
        return draft
    left = [slot for slot in range(len(draft.slots)) if slot not in dropped]
    if not left:
        return None
    place = {slot: at for at, slot in enumerate(left)}
    changed = _masks(draft, place) if draft.kind == "occlusion" else _text(draft, place)
    asked = {draft.asks[slot][0] for slot in left}
    in_sight = {draft.asks[slot][0] for slot in dropped} - asked if draft.role == "list" else frozenset[int]()
    return replace(
        draft,
        fields=draft.fields | changed,
        slots=tuple(draft.slots[slot] for slot in left),
        asks=tuple(draft.asks[slot] for slot in left),
        kept=tuple(place[slot] for slot in draft.kept if slot in place),
        asked=tuple(sorted({*draft.asked, *asked} - in_sight)),
        shown=tuple(sorted({*draft.shown, *in_sight})),
    )


def _text(draft: Rendered, place: Mapping[int, int]) -> dict[str, str]:
    """Return the fields of a cloze in which only the slots of `place` are hidden, under their new numbers."""

    def cloze(slot: int, inner: str) -> str:
        return f"{{{{c\x11{place[slot]}\x11::{inner}}}}}" if slot in place else out_of_cloze(inner)

    text = map_clozes(draft.fields["Text"], cloze)
    gives = gives_away(draft.term, [draft.slots[slot][1] for slot in place])
    return {"Text": text, "Term": "" if gives else draft.fields["Term"]}


def _masks(draft: Rendered, place: Mapping[int, int]) -> dict[str, str]:
    """Return the field of a picture with only the masks of these slots, under their new numbers."""
    masks = []
    for mask in draft.fields["Occlusion"].split("<br>"):
        for slot, shape in clozes(mask):
            if slot in place:
                masks.append(f"{{{{c\x11{place[slot]}\x11::{shape}}}}}<br>")
    return {"Occlusion": "".join(masks)}


def leftovers(cards: Iterable[Rendered], ledger: Ledger, unchanged: Unchanged) -> list[Record]:
    """Return the records whose cards the notes do not ask for, word for word, in any of these forms."""
    there = {(card.kind, card.trail, card.prompt, _compared(card.kind, card.answer)) for card in cards}
    known = unchanged.guids
    records = (ledger.records[guid] for guid in ledger.records if guid not in known)
    return [
        record
        for record in records
        if (not record.retired or record.reason == "withdrawn")
        and (record.kind, record.trail, record.prompt, _compared(record.kind, html_plain(record.answer))) not in there
    ]


def may_say(text: str, record: Record) -> bool:
    """Tell whether a folded text may say what a record asks: it names what that is about, or has all its words."""
    section = "".join(record.trail[-1:])
    # The row of a cell may have another name now; its table is below the same one.
    names = (record.term, section) if record.role == "cell" else (record.term or section,)
    return any(name and fold(name) in text for name in names) or all(fold(words) in text for words in said_by(record))


def said_by(record: Record) -> list[str]:
    """Return what has to stand in the notes if the text of a note stands there."""
    if record.kind == "occlusion":
        return list(record.cells.values())
    if record.role == "cell":
        return [*hidden_by(record), *cell_names(record.prompt)]
    if record.kind == "cloze":
        return [*hidden_by(record), max(_OUTSIDE.split(map_clozes(record.answer, lambda *_: "<>")), key=len)]
    return hidden_by(record)


_OUTSIDE = lazy("<[^>]*>|&[^;]*;")
"""What parts the text of a field into runs that stand in the notes as they are."""


def hidden_by(record: Record) -> list[str]:
    """Return what the cards of a note ask, which none of their fronts may say; a picture hides it by itself."""
    if record.kind == "cloze":
        return [text for _, text in live_slots(record)]
    answer = [] if record.kind == "occlusion" else [html_plain(record.answer)]
    return [*answer, record.prompt] if record.reverse else answer


def _compared(kind: str, answer: str) -> str:
    return "" if kind == "occlusion" else answer


def followed(record: Record, draft: Rendered) -> Record:
    """Return a withdrawn record as its text now stands in the notes, what it hid still hidden where that is there."""
    answer = draft.fields["Answer"] if draft.kind in WHOLE else record.answer
    if draft.kind == "cloze":
        text = map_clozes(draft.fields["Text"], lambda _slot, inner: out_of_cloze(inner))
        hidden = dict(clozes(record.answer))
        if all(text.count(inner) == 1 for inner in hidden.values()):
            answer = text
            for number, inner in hidden.items():
                answer = answer.replace(inner, f"{{{{c{number}::{inner}}}}}")
    return replace(
        record,
        path=draft.span.path,
        trail=draft.trail,
        term=draft.term,
        prompt=draft.prompt,
        answer=answer,
    )
