"""What `diff` shows: every change of an import with its place and both texts, as lines to read and as values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from deckbuilder.app.changes import KINDS, SIGNS, SILENCE
from deckbuilder.app.language import worded
from deckbuilder.app.names import NOTE_KINDS
from deckbuilder.app.why import why
from deckbuilder.base.likeness import common_ends
from deckbuilder.base.model import Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import in_line, width
from deckbuilder.identity.changes import REASONS, Change

MOST_PAIRS = 20_000
"""Pairs of equal words in two texts up to which they are compared part by part."""
MANY = 30
"""Changes from which on they are counted, file by file, before they are listed."""
_NARROWEST = 40
"""Columns of a terminal that lines are fitted into at least."""
_WORD = lazy(r"［[^［］]*］|[A-Za-z0-9À-ɏ]+|[ァ-ヺー]+|[一-鿿々]+|.", re.DOTALL)
"""What is marked as a whole: what a cloze hides, a Latin word, katakana, kanji; else a character."""


def listing(
    changes: Sequence[Change], where: Callable[[Span], str], columns: int = 0, with_why: bool = False
) -> Iterator[str]:
    """Yield the lines that tell of every change, what differs marked as [-old-] and {+new+}.

    `where` says where a span is, lines are broken after so many columns (0: never), and `with_why` adds what told
    that it is the note it was.
    """
    if len(changes) >= MANY:
        yield from _counts(changes, where)
        yield ""
    for change in changes:
        lines = list(_lines(change, where))
        if with_why and change.why:
            lines.append(f"    {worded('matched because: ', '対応づけの理由：')}{why(change.why)}")
        for line in lines:
            yield from _broken(line, columns)


def values(changes: Iterable[Change], where: Callable[[Span], str]) -> list[dict[str, Any]]:
    """Return every change as plain values, for machines."""
    return [
        {
            "change": change.kind,
            "guid": change.guid,
            "kind": change.note_kind,
            "path": where(change.span._replace(first=0)),
            "line": change.span.first,
            "place": change.place,
            "old_place": change.old_place,
            "old": dict(zip(("question", "answer"), _texts(change)[0], strict=True)),
            "new": dict(zip(("question", "answer"), _texts(change)[1], strict=True)),
            "cards_added": change.added,
            "cards_blank": change.blank,
            "reason": change.reason,
            "why": change.why,
        }
        for change in changes
    ]


def _counts(changes: Sequence[Change], where: Callable[[Span], str]) -> Iterator[str]:
    """Yield a line for each file with how many of its notes change in which way, those with most first."""
    by_file: dict[str, Counter[str]] = {}
    for change in changes:
        by_file.setdefault(where(change.span._replace(first=0)), Counter())[change.kind] += 1
    for path, counts in sorted(by_file.items(), key=lambda pair: -pair[1].total()):
        english = ", ".join(f"{counts[kind]} {said.en}" for kind, said in KINDS.items() if counts[kind])
        japanese = "、".join(f"{said.ja} {counts[kind]} 件" for kind, said in KINDS.items() if counts[kind])
        yield worded(f"{in_line(path)}: {english}", f"{in_line(path)}：{japanese}")


def _lines(change: Change, where: Callable[[Span], str]) -> Iterator[str]:
    kind, reason = KINDS[change.kind], REASONS[change.reason] if change.reason else SILENCE
    place, before = (_trail(each) for each in (change.place, change.old_place))
    made = NOTE_KINDS[change.note_kind]
    english = f"{kind.en} {made.en}{f' in {place}' if place else ''}{f' ({reason.en})' if reason.en else ''}"
    japanese = f"{kind.ja} {made.ja}{f' {place}' if place else ''}{f'({reason.ja})' if reason.ja else ''}"
    yield f"{SIGNS[change.kind]} {in_line(where(change.span))}: {worded(english, japanese)}"
    if change.old_place and change.old_place != change.place:
        is_in_file = change.old_place.partition(_DEEPER)[0] == change.place.partition(_DEEPER)[0]
        yield f"    {worded('was in ', '元の場所：')}{before if is_in_file and before else in_line(change.old_place)}"
    old, new = map(_joined, _texts(change))
    if change.kind in ("new", "retired", "revived", "moved"):
        yield f"    {new}"
    elif old != new:
        yield from (f"    {sign} {side}" for sign, side in zip("-+", marked(old, new), strict=True))
    else:
        yield f"    {new}{worded(' (the rest of the back, its place or its tags)', '(裏のほかの部分、場所、タグのどれか)')}"
    if change.kind != "new" and (change.added or change.blank):
        english = f"cards: {change.added} added, {change.blank} blank"
        yield f"    {worded(english, f'カード：追加 {change.added} 枚、空になる {change.blank} 枚')}"


_DEEPER = " › "


def _trail(place: str) -> str:
    return in_line(place.partition(_DEEPER)[2])


def _texts(change: Change) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return question and answer before and after; of a cloze with what is hidden in brackets."""
    old, new = change.gaps
    return (change.old[0], old or change.old[1]), (change.new[0], new or change.new[1])


def _joined(text: tuple[str, str]) -> str:
    return in_line(" → ".join(part for part in text if part))


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with the words that differ marked."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    before, after = [], []
    for tag, a, b, c, d in _opcodes(one, other):
        gone, come = "".join(one[a:b]), "".join(other[c:d])
        before.append(gone if tag == "equal" else f"[-{gone}-]" if gone else "")
        after.append(come if tag == "equal" else f"{{+{come}+}}" if come else "")
    return "".join(before), "".join(after)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return what is equal and what is not; of long texts of few words only where they differ first and last."""
    counts = Counter(new)
    if sum(count * counts[word] for word, count in Counter(old).items()) <= MOST_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start, end = common_ends(old, new)
    left, right = len(old) - end, len(new) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, left, start, right),
        ("equal", left, len(old), right, len(new)),
    ]


def _broken(line: str, columns: int) -> Iterator[str]:
    """Yield a line in parts that fit into so many columns, those after the first led in a little further."""
    if not columns or width(line) <= max(columns, _NARROWEST):
        yield line
        return
    room = max(columns, _NARROWEST)
    lead = " " * (len(line) - len(line.lstrip(" ")) + 4)
    row = ""
    for word in re.findall(r"\s+|[A-Za-z0-9./:_-]+|.", line):
        if width(row) + width(word) > room and row.strip():
            yield row.rstrip()
            row = lead
            word = word.lstrip()
        row += word
    if row.strip():
        yield row
