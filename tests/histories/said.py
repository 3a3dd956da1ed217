"""What a note says, as a reader would put it."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.likeness import likeness
from deckbuilder.base.notes import Kind, Note
from deckbuilder.base.text import fold


class Said(NamedTuple):
    """A note in plain text."""

    guid: str
    kind: str
    role: str
    where: str
    """Its file and headings."""
    question: str
    answer: str
    """Of a cloze the whole sentence, of a picture all that it masks."""
    hidden: tuple[tuple[int, str], ...]
    """(cloze number, text) of each cloze or mask."""
    lines: tuple[str, tuple[int, ...]]
    """The file, and the lines that it asks."""
    created: int
    """Seconds since 1970 of the build that made it."""

    @property
    def form(self) -> str:
        return f"{self.kind}/{self.role}"

    @property
    def text(self) -> str:
        return f"{self.question} {self.answer}"

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for notes that ask the same, wherever they stand."""
        return self.kind, fold(self.question), fold(self.answer)


def said(note: Note) -> Said:
    """Return what a note says."""
    question, answer, where = _plain(note.kind, note.joined)
    if note.kind == "occlusion":
        answer = " / ".join(f"{key} {text}" for _, key, text in note.slots)
        hidden = tuple((number, f"{key} {text}") for number, key, text in note.slots)
    else:
        hidden = tuple((number, text) for number, _, text in note.slots)
    lines = (note.span.path, note.asked)
    return Said(note.guid, note.kind, note.role, where, question, answer, hidden, lines, note.created)


@lru_cache(maxsize=100_000)
def _plain(kind: Kind, stored: bytes) -> tuple[str, str, str]:
    values = dict(zip(ALL[kind].field_names, stored.decode().split("\x1f"), strict=True))
    question = next((values[name] for name in ("Prompt", "Term", "Header") if name in values), "")
    answer = next((values[name] for name in ("Answer", "Text") if name in values), "")
    return html_plain(question), html_plain(answer), html_plain(values.get("Source", ""))


def alike(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, whatever their blanks and widths."""
    return likeness(fold(one), fold(other))


def kept(one: str, other: str) -> float:
    """Return the share of the runs of four characters of one text that the other has, 0 to 1."""
    own, theirs = _runs(one, 4), _runs(other, 4)
    return sum((own & theirs).values()) / max(1, own.total())


def _runs(text: str, length: int) -> Counter[str]:
    folded = fold(text)
    return Counter(folded[at : at + length] for at in range(len(folded) - length + 1))


class Index:
    """Finds among many notes those that share the rarest character pairs with a text."""

    def __init__(self, notes: Iterable[Said]) -> None:
        self.notes = list(notes)
        self.having: dict[str, list[int]] = {}
        for at, note in enumerate(self.notes):
            for pair in set(_runs(note.text, 2)):
                self.having.setdefault(pair, []).append(at)

    def nearest(self, text: str, most: int = 8) -> list[Said]:
        scores: Counter[int] = Counter()
        for pair in set(_runs(text, 2)):
            found = self.having.get(pair, [])
            for at in found:
                scores[at] += 1000 // len(found)
        return [self.notes[at] for at, _ in scores.most_common(most)]
