"""Tell what an import of a build will do, compared with the build before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.app.language import worded
from deckbuilder.base.notes import Note
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import Words, filled
from deckbuilder.identity.changes import REASONS, Change, ChangeKind
from deckbuilder.quality.card_texts import CardText, card_texts

MOST_CARDS, LONGEST_QUESTION = 20, 60
"""How many cards are named after a save, and the characters of a question up to which it is shown."""
SIGNS: dict[ChangeKind, str] = {"new": "+", "updated": "~", "moved": ">", "retired": "-", "revived": "^"}
KINDS: dict[ChangeKind, Words] = {
    "new": Words("new", "新規"),
    "updated": Words("updated", "更新"),
    "moved": Words("moved", "移動"),
    "retired": Words("retired", "取り下げ"),
    "revived": Words("revived", "復帰"),
}
NOTHING = Words("nothing changed", "変わったものはありません")
SILENCE = Words("", "")


def since_last(changes: Sequence[Change], notes: Sequence[Note]) -> Words:
    """Return what became of notes and cards since the last build, or that this is the first one."""
    is_first = len(changes) == len(notes) and all(change.kind == "new" for change in changes)
    return filled(_FIRST if is_first else _SINCE, summary(changes, notes))


_FIRST = Words("the first build: {}", "はじめてのビルド：{}")
_SINCE = Words("since the last build: {}", "前のビルドから：{}")


def summary(changes: Sequence[Change], notes: Iterable[Note]) -> Words:
    """Return what became of notes and cards in one line; `NOTHING` if nothing changed. `notes` are those of the build."""
    if not changes:
        return NOTHING
    counts = Counter(change.kind for change in changes)
    reasons = _reasons(changes)
    said = [(kind, counts[kind], reasons if kind == "retired" else SILENCE) for kind in SIGNS if counts[kind]]
    english = ", ".join(f"{count} {KINDS[kind].en}{why.en}" for kind, count, why in said)
    japanese = "、".join(f"{KINDS[kind].ja} {count} 件{why.ja}" for kind, count, why in said)
    new = sum(change.added for change in changes)
    blank = sum(change.blank for change in changes)
    kept = sum(len(note.cards) for note in notes if not note.retired) - new
    empty = filled(_BLANK, str(blank)) if blank else SILENCE
    return Words(
        f"{english}; cards: {kept} {'keeps its' if kept == 1 else 'keep their'} reviews, {new} {'is' if new == 1 else 'are'} new{empty.en}",
        f"{japanese}。カード：復習の記録が続くもの {kept} 枚、新しいもの {new} 枚{empty.ja}",
    )


_BLANK = Words(
    ", {} will go blank (Tools > Empty Cards in Anki removes such cards with their reviews)",
    "、空になるもの {} 枚(Anki のツール > 空のカードを確認 で、復習の記録ごと消せます)",
)


def _reasons(changes: Iterable[Change]) -> Words:
    counts = Counter(change.reason for change in changes if change.reason)
    said = [(REASONS[reason], counts[reason]) for reason in REASONS if counts[reason]]
    english, japanese = (f"{count} {why.en}" for why, count in said), (f"{why.ja} {count} 件" for why, count in said)
    return Words(f" ({', '.join(english)})", f"({'、'.join(japanese)})")


def edits(before: Sequence[Note], after: Sequence[Note]) -> list[str]:
    """Return what a save did to the cards: a line for each, with its place and question, and the counts."""
    same = set(map(_shipped, before)).intersection(map(_shipped, after))
    old, new = (_cards(note for note in notes if _shipped(note) not in same) for notes in (before, after))
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


_shipped = attrgetter("guid", "joined", "tags", "deck", "cards", "slots", "retired")
"""What the cards of a note are made of: after a save nearly all have the same."""


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
