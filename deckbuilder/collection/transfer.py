"""Where in a notes file a text that was edited in Anki comes from, and what has to be written there.

Both sides of an edit are laid beside the lines that the note is made of, character by character; what differs
between them is written where its neighbours stand. That is a guess, or several: which of them is right, a build tells.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import SENTENCE_END
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.notation import STYLES, Style, Unit, said, typed, units

_LONGEST = 20_000
"""Characters of both sides of an edit that is looked at; nobody types so much on a phone."""
_MOST = 16
"""Guesses for an edit."""
_PLACES = 4
"""Places at which the same words are tried."""


_MOST_PAIRS = 300_000
"""Pairs of the same character in both sides, all of which are compared; natural texts have one in a hundred."""


def _pairs_of_same(edit: Edit) -> int:
    ours, theirs = Counter(edit.ours), Counter(edit.theirs)
    return sum(count * theirs[char] for char, count in ours.items())


class Splice(NamedTuple):
    """What is written in the place of a part of a notes file, from `start` to `end`, in characters."""

    start: int
    end: int
    text: str


Guess = tuple[Splice, ...]
"""All that an edit changes in its file, in order."""


class Change(NamedTuple):
    """One block of a field, before and after, without signs and blanks."""

    old: str
    new: str


def changes(edit: Edit) -> list[Change]:
    """Return what differs, block by block; an empty text stands for a block that is new or gone."""
    sides = ((pair.old, pair.new) for pair in _pairs(edit))
    return [Change(said(old.atoms) if old else "", said(new.atoms) if new else "") for old, new in sides]


def guesses(edit: Edit, text: str, name_of: Callable[[str], str]) -> list[Guess]:
    """Return what may have to be written into a file that says `text`, the likeliest first.

    `name_of` tells which file of the author's a packaged picture is.
    """
    if len(edit.theirs) + len(edit.ours) > _LONGEST or _pairs_of_same(edit) > _MOST_PAIRS:
        return []
    region = _Region(text, sorted({*edit.note.asked, *edit.note.shown}))
    places = _Places(region, units(edit.ours))
    of_each = [list(dict.fromkeys(_of_pair(pair, places, name_of))) for pair in _pairs(edit)] if region.text else []
    if not all(of_each):
        return []
    count = min(max(map(len, of_each), default=0), _MOST)
    found = (
        tuple(sorted(splice for options in of_each for splice in options[min(at, len(options) - 1)]))
        for at in range(count)
    )
    return list(dict.fromkeys(found))


def spliced(text: str, splices: Iterable[Splice]) -> str | None:
    """Return a text with all splices, the same one only once; None if two are in each other's way."""
    ordered = sorted(set(splices))
    if any(one.end > two.start or one.start == two.start for one, two in pairwise(ordered)):
        return None
    parts, at = [], 0
    for splice in ordered:
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


class _Pair(NamedTuple):
    """A block before and after; one that is new stands before the block `at`."""

    at: int
    old: Unit | None
    new: Unit | None


def _pairs(edit: Edit) -> list[_Pair]:
    """Return the blocks that differ."""
    old, new = units(edit.ours), units(edit.theirs)
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            shift = _shift(old[i1:i2], new[j1:j2])
            first, last = min(i1, i1 + shift), max(i2, i1 + shift + j2 - j1)
            for at in range(first, last):
                is_old, is_new = i1 <= at < i2, 0 <= at - i1 - shift < j2 - j1
                there = min(max(at, i1), i2)
                found.append(_Pair(there, old[at] if is_old else None, new[j1 + at - i1 - shift] if is_new else None))
    return found


def _shift(old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """Return how far blocks are moved against those they take the place of, so that these are most alike."""
    difference = len(old) - len(new)

    def likeness(shift: int) -> float:
        pairs = zip(old[max(shift, 0) :], new[max(-shift, 0) :], strict=False)
        return sum(SequenceMatcher(None, one.atoms, other.atoms, autojunk=False).quick_ratio() for one, other in pairs)

    return max(range(min(difference, 0), max(difference, 0) + 1), key=lambda shift: (likeness(shift), -abs(shift)))


# --- places -----------------------------------------------------------------------------------


class _Region:
    """Some lines of a file as one text."""

    def __init__(self, text: str, lines: Iterable[int]) -> None:
        rows = text.split("\n")
        offsets = list(accumulate((len(row) + 1 for row in rows), initial=0))
        self.file = text
        self.starts: list[tuple[int, int]] = []
        """Of each line its offset in this text and in the file."""
        parts = []
        at = 0
        for line in lines:
            if 0 < line <= len(rows):
                self.starts.append((at, offsets[line - 1]))
                parts.append(rows[line - 1] + "\n")
                at += len(parts[-1])
        self.text = "".join(parts)

    def in_file(self, at: int) -> int:
        """Return the offset in the file."""
        start, own = self.starts[max(bisect_right(self.starts, at, key=lambda pair: pair[0]) - 1, 0)]
        return own + at - start

    def splice(self, start: int, end: int, text: str) -> Splice | None:
        """Return what replaces a part of this text; None if other lines lie between."""
        first = self.in_file(start)
        last = self.in_file(end - 1) + 1 if end > start else first
        return Splice(first, last, text) if last - first == end - start else None

    def line(self, at: int) -> tuple[int, int]:
        """Return where the line begins and ends, its end of line with it."""
        return self.text.rfind("\n", 0, at) + 1, (self.text.find("\n", at) + 1) or len(self.text)


Spans = list[tuple[int, int] | None]
"""Where each atom of a block stands in the region; None for what is not typed there."""


class _Places:
    """Where the blocks of a field stand in a region."""

    def __init__(self, region: _Region, blocks: Sequence[Unit]) -> None:
        self.region = region
        self.blocks = blocks
        self.found: list[Spans] = []

    def of(self, at: int) -> Spans:
        """Return the likeliest place of a block: behind the block before it."""
        while len(self.found) <= at:
            ends = [span[1] for spans in self.found for span in spans if span]
            self.found.append(_laid(self.blocks[len(self.found)], self.region.text, ends[-1] if ends else 0))
        return self.found[at]

    def others(self, at: int) -> Iterator[Spans]:
        """Yield other places where a block stands word for word, and where it would be laid without the blocks before."""
        words, start = typed(self.blocks[at].atoms), 0
        for _ in range(_PLACES):
            start = self.region.text.find(words, start) if words else -1
            if start < 0:
                break
            yield _spans(self.blocks[at], [(0, start, len(words))])
            start += 1
        yield _laid(self.blocks[at], self.region.text, 0)


def _laid(block: Unit, text: str, behind: int) -> Spans:
    words = typed(block.atoms)
    at = text.find(words, behind) if words else behind
    at = text.find(words) if at < 0 else at
    if at >= 0:
        return _spans(block, [(0, at, len(words))])
    matched = SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()
    return _spans(block, [(own, there, size) for own, there, size in matched if size])


def _spans(block: Unit, matched: Iterable[tuple[int, int, int]]) -> Spans:
    where = {own + k: there + k for own, there, size in matched for k in range(size)}
    found: Spans = []
    at = 0
    for atom in block.atoms:
        length = len(typed([atom]))
        own = [where[k] for k in range(at, at + length) if k in where]
        found.append((own[0], own[-1] + 1) if own else None)
        at += length
    return found


# --- what is written --------------------------------------------------------------------------

Side = Literal["left", "right", "wide"]


def _of_pair(pair: _Pair, places: _Places, name_of: Callable[[str], str]) -> Iterator[Guess]:
    if pair.old and pair.new:
        if pair.old.kind != pair.new.kind:
            return
        first = places.of(pair.at)
        for spans in (first, *places.others(pair.at)):
            for style in STYLES:
                for side in ("left", "right", "wide"):
                    yield from _changed(pair, spans, places.region, side, style, name_of)
    elif pair.new:
        yield from _added(pair.at, pair.new, places, name_of)
    else:
        yield from _removed(places.of(pair.at), places.region)


def _changed(
    pair: _Pair, spans: Spans, region: _Region, side: Side, style: Style, name_of: Callable[[str], str]
) -> Iterator[Guess]:
    """Yield the change of a block; what is new goes behind its left neighbour, before its right one, or between both."""
    assert pair.old
    assert pair.new
    old, new = pair.old.atoms, pair.new.atoms
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        own = [span for span in spans[i1:i2] if span]
        left = [span[1] for span in spans[:i1] if span][-1:]
        right = [span[0] for span in spans[i2:] if span][:1]
        words = _written(new[j1:j2], style, name_of)
        if own and side != "wide":
            start, end = own[0][0], own[-1][1]
        elif left or right:
            start, end = _gap((*left, *right), words, side, region.text)
        else:
            return
        splice = region.splice(start, end, words) if start <= end else None
        if splice is None:
            return
        found.append(splice)
    yield tuple(found)


def _gap(edges: Sequence[int], words: str, side: Side, text: str) -> tuple[int, int]:
    """Return what new words take the place of between their neighbours; the next line's first sentence begins there."""
    first, last = edges[0], edges[-1]
    begins = "\n" in text[first:last] and text[:first].endswith(_ENDS) and not words.endswith(_ENDS)
    at = last if (side == "left") == begins else first
    return (first, last) if side == "wide" else (at, at)


_ENDS = tuple(SENTENCE_END)


def _written(atoms: Iterable[str], style: Style, name_of: Callable[[str], str]) -> str:
    return typed((_PICTURE.sub(lambda found: f"{found[1]}({name_of(found[2])})", atom) for atom in atoms), style)


_PICTURE = lazy(r"(!\[[^\[\]]*\])\(([^()]*)\)")


def _added(at: int, new: Unit, places: _Places, name_of: Callable[[str], str]) -> Iterator[Guess]:
    """Yield a line for a new block, led as the line of its neighbour of the same kind is."""
    region = places.region
    for near, is_below in ((at - 1, True), (at, False)):
        if not 0 <= near < len(places.blocks) or places.blocks[near].kind != new.kind:
            continue
        own = [span for span in places.of(near) if span]
        if not own:
            continue
        start, end = region.line(own[0][0])[0], region.line(own[-1][1] - 1)[1]
        led = region.text[start : own[0][0]]
        for style in STYLES:
            words = _written(new.atoms, style, name_of).removeprefix(_CAUTION)
            row = f"{_next(led) if is_below else led}{words}\n"
            place = region.in_file(end - 1) + 1 if is_below else region.in_file(start)
            if place > len(region.file):
                place, row = len(region.file), f"\n{row[:-1]}"
            yield (Splice(place, place, row),)


_CAUTION = "※ "


def _next(led: str) -> str:
    """Return what leads the next line: 3. after 2., ③ after ②."""
    led = re.sub(r"\d+", lambda number: str(int(number.group()) + 1), led)
    return re.sub("[①-⑲]", lambda number: chr(ord(number.group()) + 1), led)


def _removed(spans: Spans, region: _Region) -> Iterator[Guess]:
    """Yield that the lines of a block go, or only what it says of them."""
    own = [span for span in spans if span]
    if not own:
        return
    first, last = own[0][0], own[-1][1]
    for start, end in ((region.line(first)[0], region.line(last - 1)[1]), (first, last)):
        if splice := region.splice(start, min(end, len(region.text)), ""):
            yield (splice,)
