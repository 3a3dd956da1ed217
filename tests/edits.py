"""Random edits of a deck's notes as Anki's editor makes them: typos, words, clozes, items, cells, ruby, bold."""

import re
from collections.abc import Callable, Iterable
from random import Random

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.notes import Note
from deckbuilder.collection.edits import Edit

FIELDS = {
    "basic": ("Prompt", "Answer", "Extra", "Reverse"),
    "cloze": ("Text", "Extra"),
    "choice": ("Prompt", "Answer", "Choices", "Extra"),
    "occlusion": ("Header", "Extra"),
}
WORDS = ("つまり", "とくに", "主な", "AWS の", "すべての", "新しい", "必ず", "ここで")
_PIECE = re.compile(r"<[^>]*>|\{\{c\d+::|\}\}|&[a-z#0-9]+;|[^<{}&]+|[{}&]")
_WORD = re.compile(r"[一-龠]{2,}|[ァ-ヶー]{3,}|[A-Za-z]{3,}")


def texts(body: str) -> list[tuple[int, int]]:
    """Return where runs of text stand in HTML."""
    found = [match.span() for match in _PIECE.finditer(body) if not re.match(r"<|\{\{c|\}\}|&|[{}]$", match.group())]
    return [(start, end) for start, end in found if body[start:end].strip()]


def _at(random: Random, body: str) -> int | None:
    spans = [at for start, end in texts(body) for at in range(start, end)]
    return random.choice(spans) if spans else None


def typo(random: Random, body: str) -> str:
    at = _at(random, body)
    return body if at is None else body[:at] + random.choice("のをにがは的化用語集") + body[at + 1 :]


def word_added(random: Random, body: str) -> str:
    at = _at(random, body)
    return body if at is None else body[:at] + random.choice(WORDS) + body[at:]


def word_removed(random: Random, body: str) -> str:
    found = [match.span() for start, end in texts(body) for match in _WORD.finditer(body, start, end)]
    found = [(start, end) for start, end in found if len(body) - (end - start) > 3]
    start, end = random.choice(found) if found else (0, 0)
    return body[:start] + body[end:]


def cloze_text(random: Random, body: str) -> str:
    found = [match.span(1) for match in re.finditer(r"\{\{c\d+::([^{}<>&]+)\}\}", body)]
    if not found:
        return body
    start, end = random.choice(found)
    return body[:start] + random.choice((typo, word_added))(random, body[start:end]) + body[end:]


def item(random: Random, body: str) -> str:
    found = [match.span() for match in re.finditer(r"<li[^>]*>(?:(?!</?li)[^\x00])*</li>", body)]
    if not found:
        return body
    start, end = random.choice(found)
    how = random.randrange(3)
    if how == 0 and "{{c" not in body and "choice" not in body:
        return body[:end] + "<li>新しい項目</li>" + body[end:]
    if how == 1 and "{{c" not in body and "choice" not in body and len(found) > 2:
        return body[:start] + body[end:]
    return body[:start] + typo(random, body[start:end]) + body[end:]


def cell(random: Random, body: str) -> str:
    found = [match.span(1) for match in re.finditer(r"<t[dh]>([^<>]+)</t[dh]>", body)]
    if not found:
        return body
    start, end = random.choice(found)
    return body[:start] + random.choice((typo, word_added, word_removed))(random, body[start:end]) + body[end:]


def _wrapped(random: Random, body: str, pattern: str, wrap: Callable[[str], str]) -> str:
    found = [
        match.span()
        for start, end in texts(body)
        for match in re.finditer(pattern, body[:end])
        if match.start() >= start
    ]
    if not found:
        return body
    start, end = random.choice(found)
    return body[:start] + wrap(body[start:end]) + body[end:]


def ruby(random: Random, body: str) -> str:
    return _wrapped(random, body, "[一-龠]{2,}", lambda text: f"<ruby>{text}<rt>よみ</rt></ruby>")


def bold(random: Random, body: str) -> str:
    return _wrapped(random, body, _WORD.pattern, lambda text: f"<b>{text}</b>")


def blank(random: Random, body: str) -> str:
    """Type a blank, which Anki's editor may write as &nbsp;, and a word behind it."""
    at = _at(random, body)
    return body if at is None else body[:at] + "語&nbsp;" + body[at:]


KINDS = (typo, word_added, word_removed, cloze_text, item, cell, ruby, bold, blank)


def random_edits(notes: Iterable[Note], random: Random, count: int) -> list[tuple[str, Edit]]:
    """Return edits of notes that show none of each other's lines, with the name of each kind, by turns."""
    places = [(note, name) for note in notes if not note.retired for name in FIELDS[note.kind]]
    random.shuffle(places)
    taken: set[tuple[str, int]] = set()
    found: list[tuple[str, Edit]] = []
    for kind in (KINDS[at % len(KINDS)] for at in range(count * 2)):
        for note, name in places:
            lines = {(note.span.path, line) for line in (*note.asked, *note.shown)}
            ours = dict(zip(ALL[note.kind].field_names, note.fields, strict=True))[name]
            theirs = kind(random, ours) if taken.isdisjoint(lines) else ours
            if theirs != ours:
                taken |= lines
                found.append((kind.__name__, Edit(note, name, theirs, ours)))
                break
        if len(found) == count:
            break
    return found
