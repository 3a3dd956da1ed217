"""Tell what an import of a build will do, compared with the build before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.model import Note
from deckbuilder.base.text import in_line
from deckbuilder.identity.identify import Change, ChangeKind
from deckbuilder.ledger.records import Reason
from deckbuilder.quality.card_texts import CardText, card_texts

MOST_PAIRS = 20_000
"""Pairs of equal characters in two texts up to which they are compared part by part."""
MOST_CARDS, LONGEST_QUESTION = 20, 60
"""How many cards are named after a save, and the characters of a question up to which it is shown."""
REASONS: dict[Reason, str] = {
    "deleted": "gone from the notes",
    "withdrawn": "no longer asked for",
    "misread": "read otherwise than before",
}
"""Why notes are retired."""
SIGNS: dict[ChangeKind, str] = {"new": "+", "updated": "~", "moved": ">", "retired": "-", "revived": "^"}


def summary(changes: Sequence[Change], notes: Iterable[Note]) -> str:
    """Return what became of notes and cards in one line; empty if nothing changed. `notes` are those of the build."""
    if not changes:
        return ""
    counts = Counter(change.kind for change in changes)
    said = ", ".join(
        f"{counts[kind]} {kind}{_reasons(changes) if kind == 'retired' else ''}" for kind in SIGNS if counts[kind]
    )
    new = sum(change.added for change in changes)
    blank = sum(change.blank for change in changes)
    kept = sum(len(note.cards) for note in notes if not note.retired) - new
    empty = f", {blank} go blank (Tools > Empty Cards in Anki removes them with their reviews)" if blank else ""
    return f"{said}; cards: {kept} keep their reviews, {new} are new{empty}"


def _reasons(changes: Iterable[Change]) -> str:
    counts = Counter(change.reason for change in changes if change.reason)
    return f" ({', '.join(f'{counts[reason]} {REASONS[reason]}' for reason in REASONS if counts[reason])})"


def listing(changes: Iterable[Change], why: bool = False) -> str:
    """Return every change with its old and new text, what differs marked as [-old-] and {+new+}; `why` adds the reason."""
    lines: list[str] = []
    for change in changes:
        lines += _lines(change)
        lines += [f"    matched because: {change.why}"] if why and change.why else []
    return "\n".join(lines)


def edits(before: Iterable[Note], after: Iterable[Note]) -> list[str]:
    """Return what a save did to the cards: a line for each, with its place and question, and the counts."""
    old, new = _cards(before), _cards(after)
    gone = [f"- {_named(old[key])}" for key in old if key not in new]
    found = [
        f"{'~' if key in old else '+'} {_named(card_text)}"
        for key, card_text in new.items()
        if key not in old or _seen(old[key].note) != _seen(card_text.note)
    ]
    lines = found + gone
    signs = Counter(line[0] for line in lines)
    counts = [f"{signs[sign]} {word}" for sign, word in (("+", "new"), ("~", "changed"), ("-", "gone")) if signs[sign]]
    more = [f"  … and {len(lines) - MOST_CARDS} more"] if len(lines) > MOST_CARDS else []
    return [*lines[:MOST_CARDS], *more, f"cards: {', '.join(counts) or 'none changed'}"]


def _cards(notes: Iterable[Note]) -> dict[tuple[str, int], CardText]:
    return {(card_text.note.guid, card_text.ordinal): card_text for card_text in card_texts(notes)}


def _seen(note: Note) -> tuple[object, ...]:
    """Return what a learner sees of a note."""
    names = ALL[note.kind].field_names
    fields = tuple(field for name, field in zip(names, note.fields, strict=True) if name != HIDDEN_FIELD)
    return fields, note.tags, note.deck


def _named(card_text: CardText) -> str:
    question = " ".join(f"{card_text.term} {card_text.prompt}".split())
    short = question if len(question) <= LONGEST_QUESTION else f"{question[: LONGEST_QUESTION - 1]}…"
    return in_line(f"{card_text.place}: {short}" if card_text.place else short)


def _lines(change: Change) -> Iterable[str]:
    reason = f" ({REASONS[change.reason]})" if change.reason else ""
    yield f"{SIGNS[change.kind]} {change.kind} {change.note_kind} in {in_line(change.place)}{reason}"
    if change.old_place and change.old_place != change.place:
        yield f"    was in {in_line(change.old_place)}"
    if change.kind in ("new", "retired", "revived"):
        yield f"    {_joined(change.new)}"
    elif change.old != change.new:
        old, new = marked(_joined(change.old), _joined(change.new))
        yield f"    - {old}"
        yield f"    + {new}"
    elif change.kind == "updated":
        yield f"    {_joined(change.new)} (the rest of the back, its place or its tags)"
    if change.kind != "new" and (change.added or change.blank):
        yield f"    cards: {change.added} added, {change.blank} blank"


def _joined(text: tuple[str, str]) -> str:
    return in_line(" → ".join(part for part in text if part))


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the parts that differ marked."""
    before, after = [], []
    for tag, a, b, c, d in _opcodes(old, new):
        before.append(old[a:b] if tag == "equal" else f"[-{old[a:b]}-]" if b > a else "")
        after.append(new[c:d] if tag == "equal" else f"{{+{new[c:d]}+}}" if d > c else "")
    return "".join(before), "".join(after)


def _opcodes(old: str, new: str) -> Sequence[tuple[str, int, int, int, int]]:
    """Return what is equal and what is not; of long texts of few characters only where they differ first and last."""
    counts = Counter(new)
    if sum(count * counts[char] for char, count in Counter(old).items()) <= MOST_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    left, right = len(old) - end, len(new) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, left, start, right),
        ("equal", left, len(old), right, len(new)),
    ]


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their start on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
