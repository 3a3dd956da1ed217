"""Read a notes file line by line: what each physical line is by its own look.

Constructs that hide markers (comments, fences, formulas, HTML, tables) are taken as one line, by the
table at the end; every other line is what its marker says (markers.py). The role of a line among its
neighbours (is this bullet a term or an item?) is decided later, by the rules.
"""

import re
from collections.abc import Callable, Iterator
from string import ascii_letters
from typing import NamedTuple

from deckbuilder.base.model import Diagnostic, Source, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import is_sentence
from deckbuilder.base.words import Argument, Words
from deckbuilder.read.comments import is_field, uncommented, without_memos
from deckbuilder.read.foreign import foreign, hidden_directions
from deckbuilder.read.html_tables import html_rows
from deckbuilder.read.long_lines import cut, spread
from deckbuilder.read.markers import Line, LineKind, classify, indentation
from deckbuilder.read.ranks import HASHES
from deckbuilder.read.references import TARGET, resolved
from deckbuilder.read.table_rows import HTML, cells, is_separator

LONGEST_ROW, LONGEST_LINE, LONGEST_HTML = 4_000, 20_000, 20_000
"""Characters of a table's row, of a line that is read at all, of a block of HTML.

Nobody writes so much. What is longer is left out with a message, because several ways to read marks
and brackets take the square of a text's length.
"""
MOST_CELLS, MOST_MISSING = 50, 20
"""Cells that a row of a table may have, and how many fewer than another row of it."""
_LONGEST_BARE_CELL = 20


def lines(source: Source, is_head: bool = True) -> tuple[list[Line], list[Diagnostic]]:
    """Return the lines of `source` below its front matter; the head of a page may have properties."""
    reader = _Reader(source, is_head)
    reader.read()
    return reader.lines, reader.diagnostics + hidden_directions(source) + foreign(source, reader.lines)


def lines_of(source: Source, is_head: bool = True) -> tuple[list[Line], bool]:
    """Return the lines alone, and whether nothing in them is left open that lines below it could close."""
    reader = _Reader(source, is_head)
    reader.read()
    return reader.lines, not reader.leaves_open


LINE = Words("line", "行")


class _Reader:
    """Walks over the physical lines once, collecting Lines and diagnostics."""

    def __init__(self, source: Source, is_head: bool) -> None:
        self.path = source.path
        self.is_head = is_head
        self.rows = source.text.split("\n")
        self.links = dict(source.links)
        self.here = source.body
        """Index of the row that is being read."""
        self.lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.leaves_open = False
        """A closing was looked for in vain."""
        self.closings: dict[str, tuple[int, int]] = {}
        """From where each closing was looked for, and where it stands, so that no line is searched for it again."""

    def read(self) -> None:
        while self.here < len(self.rows):
            raw: str | None = self.rows[self.here]
            assert raw is not None
            if not raw.strip():
                self.emit("blank", self.here + 1, "", "", indent=0)
            elif len(raw) > LONGEST_LINE:
                self.leave_out(LINE, raw, self.here + 1)
            else:
                raw = self._without_comments(raw) if "<!--" in raw else raw
                if raw is not None:
                    self._line(_TRAILING_BREAK.sub("", raw) if raw.endswith(("\\", ">", " ")) else raw)

    def _line(self, raw: str) -> None:
        if "</details>" in raw and (ends := _ENDS.search(raw)) and (rest := raw[: ends.start()]).strip():
            number = self.here + 1
            self._line(rest)
            self.lines.append(Line("summary", number, number, indentation(raw), "", "", 1))
            return
        raw = _unquoted(raw)
        if "[^" in raw and not raw.lstrip().startswith("[^"):
            raw = _FOOTNOTE.sub("", raw)
        if "{" in raw or "[※" in raw:
            raw = _ATTRIBUTES.sub("", raw)
        raw = resolved(without_memos(raw), self.links)
        body = raw.strip()
        if not body:
            self.emit("blank", self.here + 1, "", "")
            return
        for construct in _BY_FIRST.get(body[0], ()):
            if construct.take(self, raw, body):
                return
        if ("::" in body and _field(self, body)) or ("|" in body and _table(self, raw)):
            return
        for line in spread(classify(raw, self.here + 1)):
            parts = cut(line)
            if len(parts) > 1:
                became = Words(f"read as {len(parts)} texts", f"{len(parts)} つに分けて読みます")
                self.warn("N115", LINE, f"{len(raw):,}", became)
            self.lines += parts
        self.here += 1

    def warn(self, code: str, *args: Argument) -> None:
        """Report something about the row that is being read."""
        raw = self.rows[self.here]
        col = len(raw) - len(raw.lstrip()) + 1
        self.diagnostics.append(Diagnostic(code, Span(self.path, self.here + 1, self.here + 1, col), args))

    def leave_out(self, what: Words, text: str, last: int) -> None:
        """Read what is no text that anybody wrote as blank; its lines are not covered."""
        self.warn("N115", what, f"{len(text):,}", Words("left out", "読みません"))
        self.emit("blank", last, "", "")

    def closing(self, name: str, closes: Callable[[str], bool], start: int) -> int:
        """Return the index of the first row from `start` on that `closes`, or the number of rows if none does."""
        begin, end = self.closings.get(name, (0, -1))
        if not begin <= start <= end:
            rows = range(start, len(self.rows))
            end = next((index for index in rows if closes(self.rows[index])), len(self.rows))
            self.closings[name] = start, end
            self.leaves_open |= end == len(self.rows)
        return end

    def emit(self, kind: LineKind, last: int, mark: str, text: str, col: int = 1, indent: int | None = None) -> None:
        """Add the line from the row that is being read to the `last`, and go on below it."""
        indent = indentation(self.rows[self.here]) if indent is None else indent
        self.lines.append(Line(kind, self.here + 1, last, indent, mark, text, col))
        self.here = last

    # --- comments ------------------------------------------------------------------------------

    def _without_comments(self, raw: str) -> str | None:
        """Take the comments out of a line; None when nothing of it is left to read."""
        rest, said, opened = uncommented(raw)
        for comment in said:
            self.pragma(comment, self.here)
        if opened is None:
            if rest.strip():
                return rest
            self.emit("comment", self.here + 1, "", "")
            return None
        end = self._end_of_comment(self.here)
        if end == len(self.rows):
            self.warn("N106")
            return f"{rest}<!--{opened}"
        inside, _, tail = self.rows[end].partition("-->")
        self.pragma(" ".join([opened, *self.rows[self.here + 1 : end], inside]), self.here)
        if rest.strip():
            self.lines.append(classify(rest, self.here + 1))
        self.emit("comment", end + (0 if tail.strip() else 1), "", "")
        if tail.strip():
            self.rows[end] = " " * len(inside + "-->") + tail
        return None

    def _end_of_comment(self, index: int) -> int:
        """Return the index of the row where the comment ends that the row at `index` leaves open."""
        return self.closing("-->", lambda row: "-->" in row, index + 1)

    def pragma(self, comment: str, index: int) -> None:
        """Read `<!-- id: name -->` and `<!-- allow: N105 -->`."""
        if match := _PRAGMA.match(comment):
            self.lines.append(Line("pragma", index + 1, index + 1, 0, match[1], match[2], 1))

    def below(self) -> Iterator[tuple[str, list[str], int]]:
        """Yield each row below this one without its comments, what these say, and how many lines it is with them."""
        index = self.here + 1
        while index < len(self.rows) and len(self.rows[index]) <= LONGEST_ROW:
            raw = self.rows[index]
            if not raw.strip():
                if not self._is_slip(index):
                    return
                yield "", [], 1
                index += 1
                continue
            row, said, opened = uncommented(raw) if "<!--" in raw else (raw, [], None)
            row, end = resolved(_unquoted(row), self.links), index
            if opened is not None:
                end = self._end_of_comment(index)
                if end == len(self.rows):
                    row, end = f"{row}<!--{opened}", index
                elif self.rows[end].partition("-->")[2].strip():
                    return
            yield row, said, end + 1 - index
            index = end + 1

    def _is_slip(self, index: int) -> bool:
        """Tell whether a blank line stands between two rows of one table: the next has borders, and heads no table itself."""
        row, below = (*self.rows[index + 1 : index + 3], "", "")[:2]
        return row.lstrip().startswith("|") and not is_separator(below)


_PRAGMA = lazy(r"\s*(id|allow)\s*[:：]\s*(.*?)\s*$")
_TRAILING_BREAK = lazy(r"(?<=\S)[ 　]*<br\s*/?>\s*$|(?<=[^\s\\])[ 　]*\\$", re.IGNORECASE)
_FOOTNOTE = lazy(r"(?<=\S)\[\^[^\[\]\s]+\]")
"""The sign of a footnote; its text stands where it is written."""
_ATTRIBUTES = lazy(
    r"\{[:：]?[ ]*[.#][A-Za-z][\w.#:=\"' -]*\}[ 　]*$|\{%-?[ ]*(?:end)?raw[ ]*-?%\}|(?<=\S)\[※[0-9]{0,2}\]"
)
"""Attributes for a web page behind a line, {.wide}, what keeps its program from reading on, and another sign of a note."""
_QUOTED_ROW = lazy(r"\s*[>＞][>＞ 　]*(?=\|)")
_EMPTY = lazy(
    r"(?:<br\s*/?>\s*)+|"
    + HASHES
    + r"|(?:#[^\s#]+\s+)+#[^\s#]+|#[A-Za-z][\w-]*/[\w/-]+|[-*+]|[>＞][>＞ 　]*|[0-9]{1,2}[.)]",
    re.IGNORECASE,
)
"""A line of nothing but line breaks, a marker or #tags."""
_FRAME = lazy(r":::+[ 　]*[\w{].*|:::+|(?:!!!|\?\?\?\+?)[ 　]+\w.*")
"""What Zenn, Qiita and MkDocs begin and end a frame with."""
_DIGITS = "0123456789０１２３４５６７８９一二三四五六七八九十"
_APART = lazy(
    r"%%(?:.*%%)?|\^[\w-]+|\{\{[<%].*[>%]\}\}"
    rf"|第?[{_DIGITS}]{{1,3}}項"
)
"""What stands on no card: Obsidian's comments and anchors, shortcodes, the targets of reference links, the
number of a law's paragraph above it."""
_PROPERTY = lazy(
    r"(?:作成日時?|作成者|(?:最終)?更新(?:日時?|者)?|ステータス|状態|タグ|tags?|created(?: time| by)?|updated|last edited(?: time| by)|status|url)"
    r"[ 　]*[:：][ 　]*\S",
    re.IGNORECASE,
)
"""A property of a page, as Notion writes it."""
_HEAD, _LONGEST_HEAD = frozenset(("blank", "comment", "heading")), 20
"""What may stand above it, and in how many lines."""
_BARE_QUESTION, _BARE_ANSWER = lazy(r"[QＱ][ 　]+(?=[^\s.…・])"), lazy(r"[ \t　]*[AＡ][ 　]+(?=[^\s.…・])")
_FENCE = lazy(r"((?>`{3,}|~{3,}))[ \t]*+([^`\s]*+)[^`]*$")
_SUMMARY = lazy(r"<summary\b[^>]*>(.*?)(?:</summary>|$)", re.IGNORECASE)
_HTML_HEADING = lazy(r"<h([1-6])\b[^>]*>(.*)</h\1>", re.IGNORECASE)
_ENDS = lazy(r"(?<!</details>)(?:</details>\s*)+$")
"""The end of <details> behind a text."""
_DETAILS = lazy(r"</?details\b[^>]*>", re.IGNORECASE)
_BLOCK_TAG = lazy(
    r"<(table|div|ul|ol|dl|pre|blockquote|section|article|figure|center|iframe|script|style|video|audio|object|svg|form)\b",
    re.IGNORECASE,
)
_TABLES = frozenset(("table", "dl"))


def _unquoted(raw: str) -> str:
    """Return a row of a table without the signs of a quotation in front, as long as before."""
    if "|" not in raw or not (match := _QUOTED_ROW.match(raw)):
        return raw
    return " " * match.end() + raw[match.end() :]


def _empty(reader: _Reader, _raw: str, body: str) -> bool:
    if not _EMPTY.fullmatch(body):
        return False
    reader.emit("blank", reader.here + 1, body, "")
    return True


def _frame(reader: _Reader, _raw: str, body: str) -> bool:
    if not _FRAME.fullmatch(body):
        return False
    reader.emit("frame", reader.here + 1, body, "")
    return True


def _apart(reader: _Reader, _raw: str, body: str) -> bool:
    if not _APART.fullmatch(body) and not TARGET.fullmatch(body):
        return False
    reader.emit("comment", reader.here + 1, "", "")
    return True


def _memo(reader: _Reader, _raw: str, body: str) -> bool:
    """Take a comment of Obsidian over several lines, %% … %%."""
    if not body.startswith("%%") or "%%" in body[2:]:
        return False
    end = reader.closing("%%", lambda row: row.rstrip().endswith("%%"), reader.here + 1)
    if end == len(reader.rows):
        return False
    reader.emit("comment", end + 1, "", "")
    return True


def _field(reader: _Reader, body: str) -> bool:
    if not is_field(body):
        return False
    reader.emit("comment", reader.here + 1, "", "")
    return True


def _property(reader: _Reader, _raw: str, body: str) -> bool:
    """Take what other programs write at the head of a page; below a text, or alone, it might as well be a fact."""
    if not reader.is_head or not _PROPERTY.match(body) or len(reader.lines) > _LONGEST_HEAD:
        return False
    near = reader.rows[max(reader.here - 1, 0) : reader.here + 2]
    if sum(bool(_PROPERTY.match(row.strip())) for row in near) < 2 or any(
        line.kind not in _HEAD for line in reader.lines
    ):
        return False
    reader.emit("comment", reader.here + 1, "", "")
    return True


def _question(reader: _Reader, raw: str, body: str) -> bool:
    """Take a question and its answer that have letters and no colons; each letter alone could begin any sentence."""
    question, below = _BARE_QUESTION.match(body), reader.here + 1
    answer = _BARE_ANSWER.match(reader.rows[below]) if question and below < len(reader.rows) else None
    if not question or not answer:
        return False
    start = raw.index(body) + question.end()
    said = without_memos(answer.string)[answer.end() :].rstrip()
    reader.emit("question", below, question[0], body[question.end() :], start + 1)
    reader.emit("answer", below + 1, answer[0].strip(), said, answer.end() + 1)
    return True


def _fence(reader: _Reader, raw: str, body: str) -> bool:
    opening = _FENCE.match(body)
    if not opening:
        return False
    fence, indent = opening[1], len(raw) - len(raw.lstrip())

    def closes(row: str) -> bool:
        return row.strip().startswith(fence) and not row.strip().strip(fence)

    end = reader.closing(fence, closes, reader.here + 1)
    if end == len(reader.rows):
        reader.warn("N101", fence)
        return False
    code = [_outdented(row, indent) for row in reader.rows[reader.here + 1 : end]]
    reader.emit("code", end + 1, opening[2], "\n".join(code))
    return True


def _outdented(row: str, indent: int) -> str:
    return row[min(indent, len(row) - len(row.lstrip())) :]


def _formula(reader: _Reader, raw: str, body: str) -> bool:
    if len(body) > 4 and body.startswith("$$") and body.endswith("$$"):
        reader.emit("math", reader.here + 1, "$$", body[2:-2].strip(), raw.index("$$") + 3)
        return True
    end = reader.closing("$$", lambda row: row.strip() == "$$", reader.here + 1) if body == "$$" else len(reader.rows)
    if end == len(reader.rows):
        return False
    reader.emit("math", end + 1, "$$", "\n".join(reader.rows[reader.here + 1 : end]).strip())
    return True


def _summary(reader: _Reader, raw: str, _body: str) -> bool:
    """Take the name of <details>, and what stands behind it on its line."""
    summary = _SUMMARY.search(raw)
    if not summary:
        return False
    text = re.sub(r"<[^<>]+>", "", summary[1]).strip()
    number, tail = reader.here + 1, raw[summary.end() :]
    reader.emit("summary", number, "", text, max(raw.find(text), 0) + 1)
    if tail.strip():
        reader.lines += spread(classify(" " * summary.end() + tail, number)._replace(indent=indentation(raw)))
    return True


def _html_heading(reader: _Reader, raw: str, body: str) -> bool:
    heading = _HTML_HEADING.fullmatch(body)
    text = re.sub(r"<[^>]+>", "", heading[2]).strip() if heading else ""
    if heading and text:
        reader.emit("heading", reader.here + 1, "#" * int(heading[1]), text, max(raw.find(text), 0) + 1)
    return bool(text)


def _details(reader: _Reader, _raw: str, body: str) -> bool:
    details = _DETAILS.fullmatch(body)
    if details:
        reader.emit("summary" if body[1] == "/" else "comment", reader.here + 1, "", "")
    return bool(details)


def _html_block(reader: _Reader, _raw: str, body: str) -> bool:
    opening = _BLOCK_TAG.match(body)
    if not opening:
        return False
    closing = f"</{opening[1]}>".lower()
    end = reader.closing(closing, lambda row: closing in row.lower(), reader.here)
    if end == len(reader.rows):
        return False
    text = "\n".join(reader.rows[reader.here : end + 1])
    if len(text) > LONGEST_HTML:
        reader.leave_out(Words("block of HTML", " HTML のまとまり"), text, end + 1)
    elif opening[1].lower() in _TABLES and html_rows(text, reader.here + 1)[0]:
        reader.emit("table", end + 1, HTML, text)
    else:
        reader.emit("html", end + 1, "", text)
    return True


def _table(reader: _Reader, raw: str) -> bool:
    """Take the run of lines with cell borders that starts here, if it is a table; comments in it are no rows."""
    if len(raw) > LONGEST_ROW or not 2 <= len(cells(raw)) <= MOST_CELLS:
        return False
    rows, comments, last = _rows(reader, raw)
    if last == 0:
        return False
    for row, comment in comments:
        if row < last:
            reader.pragma(comment, reader.here + row)
    reader.emit("table", reader.here + last, "|", "\n".join(rows[:last]))
    return True


def _rows(reader: _Reader, raw: str) -> tuple[list[str], list[tuple[int, str]], int]:
    """Return the rows from this one on, (row, comment) of the comments in them, and how many are the table's."""
    rows, comments, last = [raw], [], 0
    is_plain = classify(raw, 0).kind == "plain"
    has_separator = False
    fewest = most = len(cells(raw))
    for row, said, height in reader.below():
        comments += [(len(rows), comment) for comment in said]
        rows += [row, *[""] * (height - 1)]
        if not row.strip():
            if not (said or has_separator):
                break
            continue
        count = len(cells(row))
        if last == 0:
            has_separator = is_separator(row)
            if not (has_separator or (is_plain and count > 1)):
                break
        elif count < 2 and not (has_separator and _is_bare_cell(row, indentation(raw))):
            break
        fewest, most = min(fewest, count), max(most, count)
        if most - fewest > MOST_MISSING:
            break
        last = len(rows)
    return rows, comments, last


def _is_bare_cell(row: str, indent: int) -> bool:
    """Tell whether a line without a border is a row of a table that is indented so: one cell, the others missing."""
    is_below = indentation(row) + 1 < indent  # it goes on with what the table stands below
    is_cell = classify(row, 0).kind == "plain" and not is_sentence(row) and len(row) <= _LONGEST_BARE_CELL
    return is_cell and not is_below and not _APART.fullmatch(row.strip())


class Construct(NamedTuple):
    """What hides markers: how it starts, and what takes it, if it is that, by the line and the line without indent."""

    name: str
    starts: str
    take: Callable[[_Reader, str, str], bool]
    example: str


CONSTRUCTS: tuple[Construct, ...] = (
    Construct("nothing but a marker", "<#-*+>＞0123456789", _empty, "<br>"),
    Construct("frame", ":!?", _frame, ":::message"),
    Construct("comment of Obsidian", "%", _memo, "%%⏎一覧は後で書く⏎%%"),
    Construct("apart", f"%^{{[第{_DIGITS}", _apart, "^a1b2c3"),
    Construct("property", f"作最更スタ状{ascii_letters}", _property, "作成日: 2026年5月1日⏎状態: 完了"),
    Construct("question without a colon", "QＱ", _question, "Q 光合成の場は？⏎A 葉緑体"),
    Construct("fence", "`~", _fence, "```python⏎print()⏎```"),
    Construct("formula", "$", _formula, "$$E = mc^2$$"),
    Construct("summary", "<", _summary, "<summary>答え</summary>"),
    Construct("heading in HTML", "<", _html_heading, "<h2>生態系</h2>"),
    Construct("details", "<", _details, "<details>"),
    Construct("block of HTML", "<", _html_block, "<div>森</div>"),
)
"""In the order in which they are tried; then tables, which may start with anything, and then the markers."""
_BY_FIRST: dict[str, list[Construct]] = {}
for _construct in CONSTRUCTS:
    for _char in dict.fromkeys(_construct.starts):
        _BY_FIRST.setdefault(_char, []).append(_construct)
