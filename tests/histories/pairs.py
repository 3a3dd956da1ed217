"""What a build did to the notes of the one before it, as far as a reader should look at it."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from deckbuilder.base.text import fold
from deckbuilder.pipeline.build import Build
from tests.histories.said import Index, Said, alike, kept, said

What = Literal["lost", "copied", "stands", "wrong", "kept", "number", "doubled"]
ALIKE = 0.5
"""Likeness from which a retired note and a new one may be one fact."""
OTHER = 0.35
"""Likeness below which two texts may be two facts."""
LONG = 8
"""Characters from which a text says something wherever it stands."""
_GAPS = str.maketrans("", "", "［］")
"""What a message puts round what a sentence hides."""
_MARKS = re.compile(r"[*=_`|#>\-・\\]|!?\[|\]\([^)]*\)|<[^>]*>")


@dataclass(frozen=True)
class Pair:
    """Two notes, or two hidden texts of one, that a reader should compare."""

    what: What
    why: str
    score: float
    """Likeness, 0 to 1."""
    old: Said
    new: Said | None
    told: bool = False
    """Whether the build named the old note where it made a new one."""


@dataclass(frozen=True)
class Judged:
    """What a build did to the notes of the one before it."""

    live: Mapping[str, Said]
    """By GUID."""
    bare: str
    """All notes, without what is not text."""
    followed: int
    edited: int
    """Of those, how many read otherwise than before."""
    pairs: tuple[Pair, ...]


def judged(build: Build, last: Judged) -> Judged:
    """Compare a build with the one before it."""
    before = last.live
    bare = "\n".join(_bare(source.text) for source in build.sources)
    live = {note.guid: said(note) for note in build.deck.notes if not note.retired}
    both = [(before[guid], note) for guid, note in live.items() if guid in before]
    edited = [(old, new) for old, new in both if old.text != new.text or old.hidden != new.hidden]
    gone = [note for guid, note in before.items() if guid not in live]
    fresh = [note for guid, note in live.items() if guid not in before] if before else []
    named = {
        str(d.args[0]).rstrip("…").translate(_GAPS) for d in build.diagnostics if d.code.startswith("N3") and d.args
    }
    older = {note.key: note for guid, note in live.items() if guid in before}
    retired = _Retired(older, named, Index(fresh), live, (last.bare, bare))
    pairs = [*retired.pairs(gone), *_edited(edited), *_numbers(edited), *_doubled(fresh, live)]
    return Judged(live, bare, len(both), len(edited), tuple(pairs))


FIRST = Judged({}, "", 0, 0, ())
"""What the first build is compared with."""


@dataclass(frozen=True)
class _Retired:
    """Looks for what became of notes that a build retired."""

    older: Mapping[tuple[str, str, str], Said]
    """Live notes that were there before, by what they ask."""
    named: Set[str]
    """Titles of old notes that the build named where it made new ones."""
    fresh: Index
    live: Mapping[str, Said]
    bare: tuple[str, str]
    """All notes before and after."""

    def pairs(self, gone: Sequence[Said]) -> Iterator[Pair]:
        """Yield each retired note whose fact seems to be there still."""
        for old in gone:
            texts = old.question, old.answer
            told = any(title and any(text.startswith(title) for text in texts) for title in self.named)
            scored = [(_likeness(old, new), new) for new in self.fresh.nearest(old.text)]
            score, new = max(scored, key=lambda found: found[0], default=(0.0, None))
            if twin := self.older.get(old.key):
                if twin.created > old.created:
                    yield Pair("copied", "a younger twin was there", 1.0, old, twin, told)
            elif new and score >= ALIKE:
                why = "not recognised" if old.kind == new.kind else "read as another kind"
                yield Pair("lost", why, score, old, new, told)
            elif self._stands(old.answer):
                there = next((note for note in self.live.values() if old.answer in note.text), None)
                yield Pair("stands", "its text still stands", 1.0, old, there, told)

    def _stands(self, answer: str) -> bool:
        """Tell whether a text stands in the notes, as often as before."""
        before, after = (text.count(_bare(answer)) for text in self.bare)
        return len(fold(answer)) >= LONG and after >= max(1, before)


def _likeness(old: Said, new: Said) -> float:
    """Return how alike two notes are: as a whole, or by a long answer that the other has too."""
    own = kept(old.answer, new.text) if len(fold(old.answer)) >= LONG else 0.0
    return max(alike(old.text, new.text), own - 0.1)


def _bare(text: str) -> str:
    return fold(_MARKS.sub("", text))


def _edited(edited: Sequence[tuple[Said, Said]]) -> Iterator[Pair]:
    """Yield each note that kept its reviews and reads otherwise; some seem to say something else now."""
    for old, new in edited:
        answers, whole = alike(old.answer, new.answer), alike(old.text, new.text)
        what: What = "wrong" if min(answers, whole) < OTHER else "kept"
        yield Pair(what, "another answer" if answers < whole else "another text", min(answers, whole), old, new)


def _numbers(edited: Sequence[tuple[Said, Said]]) -> Iterator[Pair]:
    """Yield each number that hides another text now, and each text that has another number."""
    for old, new in edited:
        was, now = dict(old.hidden), dict(new.hidden)
        at = {text: number for number, text in new.hidden}
        for number, text in was.items():
            if number in now and (score := alike(text, now[number])) < OTHER:
                yield Pair("number", f"c{number}: {text} -> {now[number]}", score, old, new)
            elif number not in now:
                left = {text: n for text, n in at.items() if n not in was}
                score, other = max(((alike(text, found), found) for found in left), default=(0.0, ""))
                if score >= ALIKE:
                    yield Pair("number", f"c{number} {text} -> c{left[other]} {other}", score, old, new)


def _doubled(fresh: Sequence[Said], live: Mapping[str, Said]) -> Iterator[Pair]:
    """Yield each new note that asks, in another form, the words of a line that a note asks already."""
    asking: dict[tuple[str, int, str], list[Said]] = {}
    for note in live.values():
        for asked in _asked(note):
            asking.setdefault(asked, []).append(note)
    for note in fresh:
        others = (other for asked in _asked(note) for other in asking[asked] if other.form != note.form)
        for other in others:
            if (score := max(kept(note.answer, other.answer), kept(other.answer, note.answer))) >= ALIKE:
                yield Pair("doubled", "asked twice", score, other, note)
                break


def _asked(note: Said) -> Iterator[tuple[str, int, str]]:
    """Yield (file, line, words) of what a note asks; a basic note's answer ends on its last line."""
    path, lines = note.lines
    words = [note.answer] if note.kind == "basic" else [text for _, text in note.hidden]
    for line in lines[-1:] if note.kind == "basic" else lines:
        for word in words:
            yield path, line, fold(word)
