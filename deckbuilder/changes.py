"""Tell what an import of a build will do, compared with the build before it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from deckbuilder.identity import Change, ChangeKind

SIGNS: dict[ChangeKind, str] = {"new": "+", "updated": "~", "moved": ">", "retired": "-", "revived": "^"}


def summary(changes: Sequence[Change]) -> str:
    """Return the counts in one line; empty if nothing changed."""
    counts = Counter(change.kind for change in changes)
    parts = [f"{counts[kind]} {kind}" for kind in SIGNS if kind in counts]
    added = sum(change.added for change in changes if change.kind != "new")
    blank = sum(change.blank for change in changes)
    parts += [f"{added} cards added to known notes"] if added else []
    parts += [f"{blank} cards gone blank (Tools > Empty Cards in Anki)"] if blank else []
    return ", ".join(parts)


def listing(changes: Iterable[Change]) -> str:
    """Return every change with its old and new text, what differs marked as [-old-] and {+new+}."""
    return "\n".join(line for change in changes for line in _lines(change))


def _lines(change: Change) -> Iterable[str]:
    yield f"{SIGNS[change.kind]} {change.kind} {change.note_kind} in {change.place}"
    if change.old_place and change.old_place != change.place:
        yield f"    was in {change.old_place}"
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
    return " → ".join(part for part in text if part)


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the parts that differ marked."""
    before, after = [], []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before.append(old[a:b] if tag == "equal" else f"[-{old[a:b]}-]" if b > a else "")
        after.append(new[c:d] if tag == "equal" else f"{{+{new[c:d]}+}}" if d > c else "")
    return "".join(before), "".join(after)
