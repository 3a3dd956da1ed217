"""Tell what an import of a build will do, compared with the build before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.app.language import worded
from deckbuilder.app.why import why
from deckbuilder.base.model import Note
from deckbuilder.base.text import in_line
from deckbuilder.base.words import Words, filled
from deckbuilder.identity.identify import Change, ChangeKind
from deckbuilder.ledger.records import Reason
from deckbuilder.quality.card_texts import CardText, card_texts

MOST_PAIRS = 20_000
"""Pairs of equal characters in two texts up to which they are compared part by part."""
MOST_CARDS, LONGEST_QUESTION = 20, 60
"""How many cards are named after a save, and the characters of a question up to which it is shown."""
REASONS: dict[Reason, Words] = {
    "deleted": Words("gone from the notes", "ノートから消えた"),
    "withdrawn": Words("no longer asked for", "問わないことにした"),
    "misread": Words("read otherwise than before", "読み方が変わった"),
}
"""Why notes are retired."""
SIGNS: dict[ChangeKind, str] = {"new": "+", "updated": "~", "moved": ">", "retired": "-", "revived": "^"}
KINDS: dict[ChangeKind, Words] = {
    "new": Words("new", "新規"),
    "updated": Words("updated", "更新"),
    "moved": Words("moved", "移動"),
    "retired": Words("retired", "取り下げ"),
    "revived": Words("revived", "復帰"),
}
NOTHING = Words("nothing changed", "変わったものはありません")
_SILENCE = Words("", "")


def summary(changes: Sequence[Change], notes: Iterable[Note]) -> Words:
    """Return what became of notes and cards in one line; `NOTHING` if nothing changed. `notes` are those of the build."""
    if not changes:
        return NOTHING
    counts = Counter(change.kind for change in changes)
    reasons = _reasons(changes)
    said = [(kind, counts[kind], reasons if kind == "retired" else _SILENCE) for kind in SIGNS if counts[kind]]
    english = ", ".join(f"{count} {KINDS[kind].en}{why.en}" for kind, count, why in said)
    japanese = "、".join(f"{KINDS[kind].ja} {count} 件{why.ja}" for kind, count, why in said)
    new = sum(change.added for change in changes)
    blank = sum(change.blank for change in changes)
    kept = sum(len(note.cards) for note in notes if not note.retired) - new
    empty = filled(_BLANK, str(blank)) if blank else _SILENCE
    return Words(
        f"{english}; cards: {kept} keep their reviews, {new} are new{empty.en}",
        f"{japanese}。カード：復習の記録が続くもの {kept} 枚、新しいもの {new} 枚{empty.ja}",
    )


_BLANK = Words(
    ", {} go blank (Tools > Empty Cards in Anki removes them with their reviews)",
    "、空になるもの {} 枚(Anki のツール > 空のカード で、復習の記録ごと消せます)",
)


def _reasons(changes: Iterable[Change]) -> Words:
    counts = Counter(change.reason for change in changes if change.reason)
    said = [(REASONS[reason], counts[reason]) for reason in REASONS if counts[reason]]
    english, japanese = (f"{count} {why.en}" for why, count in said), (f"{why.ja} {count} 件" for why, count in said)
    return Words(f" ({', '.join(english)})", f"({'、'.join(japanese)})")


def listing(changes: Iterable[Change], with_why: bool = False) -> str:
    """Return every change with its old and new text, what differs marked as [-old-] and {+new+}.

    `with_why` adds what told that it is the note it was.
    """
    lines: list[str] = []
    for change in changes:
        lines += _lines(change)
        if with_why and change.why:
            lines.append(f"    {worded('matched because: ', '対応づけの理由：')}{why(change.why)}")
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
    counts = [(signs[sign], said) for sign, said in _SAVED.items() if signs[sign]]
    rest = len(lines) - MOST_CARDS
    more = [worded(f"  … and {rest} more", f"  … ほか {rest} 枚")] if rest > 0 else []
    english, japanese = (f"{count} {said.en}" for count, said in counts), (f"{said.ja} {n} 枚" for n, said in counts)
    said = worded(
        f"cards: {', '.join(english) or 'none changed'}", f"カード：{'、'.join(japanese) or '変わったものはありません'}"
    )
    return [*lines[:MOST_CARDS], *more, said]


_SAVED = {"+": Words("new", "新規"), "~": Words("changed", "変更"), "-": Words("gone", "削除")}


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
    kind, reason = KINDS[change.kind], REASONS[change.reason] if change.reason else _SILENCE
    place = in_line(change.place)
    english = f"{kind.en} {change.note_kind} in {place}{f' ({reason.en})' if reason.en else ''}"
    japanese = f"{kind.ja} {change.note_kind} {place}{f'({reason.ja})' if reason.ja else ''}"
    yield f"{SIGNS[change.kind]} {worded(english, japanese)}"
    if change.old_place and change.old_place != change.place:
        yield f"    {worded('was in ', '元の場所：')}{in_line(change.old_place)}"
    if change.kind in ("new", "retired", "revived"):
        yield f"    {_joined(change.new)}"
    elif change.old != change.new:
        old, new = marked(_joined(change.old), _joined(change.new))
        yield f"    - {old}"
        yield f"    + {new}"
    elif change.kind == "updated":
        rest = worded(" (the rest of the back, its place or its tags)", "(裏のほかの部分、場所、タグのどれか)")
        yield f"    {_joined(change.new)}{rest}"
    if change.kind != "new" and (change.added or change.blank):
        english = f"cards: {change.added} added, {change.blank} blank"
        yield f"    {worded(english, f'カード：追加 {change.added} 枚、空になる {change.blank} 枚')}"


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
