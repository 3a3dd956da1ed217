"""Read a notes file line by line: what each physical line is by its own look.

Constructs that hide markers (comments, fences, formulas, HTML, tables) are taken as one line
(constructs.py); every other line is what its marker says (markers.py). The role of a line among its
neighbours (is this bullet a term or an item?) is decided later, by the rules.
"""

import re

from deckbuilder.base.model import Diagnostic, Source
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Words
from deckbuilder.read.comments import without_memos
from deckbuilder.read.constructs import take
from deckbuilder.read.foreign import foreign, hidden_directions
from deckbuilder.read.line_reader import LineReader, unquoted
from deckbuilder.read.long_lines import cut, spread
from deckbuilder.read.markers import Line, classify, indentation
from deckbuilder.read.references import resolved

LONGEST_LINE = 20_000
"""Characters of a line that is read at all.

Nobody writes so much. What is longer is left out with a message, because several ways to read marks
and brackets take the square of a text's length.
"""
LINE = Words("line", "行")


def lines(source: Source, is_head: bool = True) -> tuple[list[Line], list[Diagnostic]]:
    """Return the lines of `source` below its front matter; the head of a page may have properties."""
    reader = _read(source, is_head)
    return reader.lines, reader.diagnostics + hidden_directions(source) + foreign(source, reader.lines)


def lines_of(source: Source, is_head: bool = True) -> tuple[list[Line], bool]:
    """Return the lines alone, and whether nothing in them is left open that lines below it could close."""
    reader = _read(source, is_head)
    return reader.lines, not reader.leaves_open


def _read(source: Source, is_head: bool) -> LineReader:
    reader = LineReader(source, is_head)
    while reader.here < len(reader.rows):
        raw: str | None = reader.rows[reader.here]
        assert raw is not None
        if not raw.strip():
            reader.emit("blank", reader.here + 1, "", "", indent=0)
        elif len(raw) > LONGEST_LINE:
            reader.leave_out(LINE, raw, reader.here + 1)
        else:
            raw = reader.without_comments(raw) if "<!--" in raw else raw
            if raw is not None:
                _line(reader, _TRAILING_BREAK.sub("", raw) if raw.endswith(("\\", ">", " ")) else raw)
    return reader


def _line(reader: LineReader, raw: str) -> None:
    if "</details>" in raw and (ends := _ENDS.search(raw)) and (rest := raw[: ends.start()]).strip():
        number = reader.here + 1
        _line(reader, rest)
        reader.lines.append(Line("summary", number, number, indentation(raw), "", "", 1))
        return
    raw = unquoted(raw)
    if "[^" in raw and not raw.lstrip().startswith("[^"):
        raw = _FOOTNOTE.sub("", raw)
    if "{" in raw or "[※" in raw:
        raw = _ATTRIBUTES.sub("", raw)
    raw = resolved(without_memos(raw), reader.links)
    body = raw.strip()
    if not body:
        reader.emit("blank", reader.here + 1, "", "")
        return
    if take(reader, raw, body):
        return
    for line in spread(classify(raw, reader.here + 1)):
        parts = cut(line)
        if len(parts) > 1:
            became = Words(f"read as {len(parts)} texts", f"{len(parts)} つに分けて読みます")
            reader.warn("N115", LINE, f"{len(raw):,}", became)
        reader.lines += parts
    reader.here += 1


_TRAILING_BREAK = lazy(r"(?<=\S)[ 　]*<br\s*/?>\s*$|(?<=[^\s\\])[ 　]*\\$", re.IGNORECASE)
_FOOTNOTE = lazy(r"(?<=\S)\[\^[^\[\]\s]+\]")
"""The sign of a footnote; its text stands where it is written."""
_ATTRIBUTES = lazy(
    r"\{[:：]?[ ]*[.#][A-Za-z][\w.#:=\"' -]*\}[ 　]*$|\{%-?[ ]*(?:end)?raw[ ]*-?%\}|(?<=\S)\[※[0-9]{0,2}\]"
)
"""Attributes for a web page behind a line, {.wide}, what keeps its program from reading on, and another sign of a note."""
_ENDS = lazy(r"(?<!</details>)(?:</details>\s*)+$")
"""The end of <details> behind a text."""
