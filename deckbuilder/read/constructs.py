"""What hides markers and is taken as one: fences, formulas, frames, HTML, tables, what other programs write.

Each construct of the table at the end takes the line that is being read, with those below that belong
to it, or leaves it alone.
"""

import re
from collections.abc import Callable
from string import ascii_letters
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_sentence
from deckbuilder.base.words import Words
from deckbuilder.read.comments import is_field, without_memos
from deckbuilder.read.html_tables import html_rows
from deckbuilder.read.line_reader import LONGEST_ROW, LineReader
from deckbuilder.read.long_lines import spread
from deckbuilder.read.markers import classify, indentation
from deckbuilder.read.ranks import HASHES
from deckbuilder.read.references import TARGET
from deckbuilder.read.table_rows import HTML, cells, is_separator

LONGEST_HTML = 20_000
"""Characters of a block of HTML; longer ones nobody writes (see `lines`)."""
MOST_CELLS, MOST_MISSING = 50, 20
"""Cells that a row of a table may have, and how many fewer than another row of it."""
_LONGEST_BARE_CELL = 20


def take(reader: LineReader, raw: str, body: str) -> bool:
    """Take what begins with a line, which is `body` without its indent, if that is any construct."""
    if any(construct.take(reader, raw, body) for construct in _BY_FIRST.get(body[0], ())):
        return True
    return ("::" in body and _field(reader, body)) or ("|" in body and _table(reader, raw))


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
_DATED = lazy(
    r"(?:(?:作成|投稿|公開|(?:最終)?更新)日時?[ 　]*[:：]?[ 　]*[0-9０-９]{4}[-/.年][-/.:年月日0-9０-９ 　]*[、,，]?[ 　]*)+"
)
"""A line that says no more than when a page was written."""
_HEAD, _LONGEST_HEAD = frozenset(("blank", "comment", "heading")), 20
"""What may stand above it, and in how many lines."""
_BARE_QUESTION, _BARE_ANSWER = lazy(r"[QＱ][ 　]+(?=[^\s.…・])"), lazy(r"[ \t　]*[AＡ][ 　]+(?=[^\s.…・])")
_FENCE = lazy(r"(?:(?:[-*+]|[0-9]{1,2}[.)])[ \t]++)?((?>`{3,}|~{3,}))[ \t]*+([^`\s]*+)[^`]*$")
"""What begins a block of code, which may be all that an item of a list says."""
_SUMMARY = lazy(r"<summary\b[^>]*>(.*?)(?:</summary>|$)", re.IGNORECASE)
_HTML_HEADING = lazy(r"<h([1-6])\b[^>]*>(.*)</h\1>", re.IGNORECASE)
_DETAILS = lazy(r"</?details\b[^>]*>", re.IGNORECASE)
_BLOCK_TAG = lazy(
    r"<(table|div|ul|ol|dl|pre|blockquote|section|article|figure|center|iframe|script|style|video|audio|object|svg|form)\b",
    re.IGNORECASE,
)
_TABLES = frozenset(("table", "dl"))


def _empty(reader: LineReader, _raw: str, body: str) -> bool:
    if not _EMPTY.fullmatch(body):
        return False
    reader.emit("blank", reader.here + 1, body, "")
    return True


def _frame(reader: LineReader, _raw: str, body: str) -> bool:
    if not _FRAME.fullmatch(body):
        return False
    reader.emit("frame", reader.here + 1, body, "")
    return True


def _apart(reader: LineReader, _raw: str, body: str) -> bool:
    if not _APART.fullmatch(body) and not TARGET.fullmatch(body):
        return False
    reader.emit("comment", reader.here + 1, "", "")
    return True


def _memo(reader: LineReader, _raw: str, body: str) -> bool:
    """Take a comment of Obsidian over several lines, %% … %%."""
    if not body.startswith("%%") or "%%" in body[2:]:
        return False
    end = reader.closing("%%", lambda row: row.rstrip().endswith("%%"), reader.here + 1)
    if end == len(reader.rows):
        return False
    reader.emit("comment", end + 1, "", "")
    return True


def _component(reader: LineReader, _raw: str, body: str) -> bool:
    """Take a call of a component over several lines, {{< note … >}} or <Card … />: its attributes are no text."""
    opening = _OPENS_COMPONENT.fullmatch(body)
    if not opening:
        return False
    closing = _CLOSES_COMPONENT[opening[1]]
    end = reader.closing(closing.pattern, lambda row: bool(closing.search(row)), reader.here + 1)
    if end == len(reader.rows) or not all(map(_ATTRIBUTE.match, reader.rows[reader.here + 1 : end])):
        return False
    reader.emit("comment", end + 1, "", "")
    return True


_OPENS_COMPONENT = lazy(r"(\{\{[<%]|<(?=[A-Z]))[ 　]*[A-Za-z][\w./-]*(?:[ 　]+[\w-]+=[^<>]*)?")
_CLOSES_COMPONENT = {"{{<": lazy(r">\}\}[ 　]*$"), "{{%": lazy(r"%\}\}[ 　]*$"), "<": lazy(r"^[ 　\t]*/?>[ 　]*$")}
_ATTRIBUTE = lazy(r"[ 　\t]*[A-Za-z][\w:-]*=")


def _field(reader: LineReader, body: str) -> bool:
    if not is_field(body):
        return False
    reader.emit("comment", reader.here + 1, "", body)
    return True


def _property(reader: LineReader, _raw: str, body: str) -> bool:
    """Take what other programs write at the head of a page; below a text it might be a fact, and alone, but for a date."""
    is_dated = _DATED.fullmatch(body)
    if not reader.is_head or not (is_dated or _PROPERTY.match(body)) or len(reader.lines) > _LONGEST_HEAD:
        return False
    near = reader.rows[max(reader.here - 1, 0) : reader.here + 2]
    is_one_of_several = sum(bool(_PROPERTY.match(row.strip())) for row in near) > 1
    if not (is_dated or is_one_of_several) or any(line.kind not in _HEAD for line in reader.lines):
        return False
    reader.emit("comment", reader.here + 1, "", body)
    return True


def _question(reader: LineReader, raw: str, body: str) -> bool:
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


def _fence(reader: LineReader, raw: str, body: str) -> bool:
    opening = _FENCE.match(body)
    if not opening:
        return False
    fence, indent = opening[1], raw.index(opening[1])

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


def _formula(reader: LineReader, raw: str, body: str) -> bool:
    if len(body) > 4 and body.startswith("$$") and body.endswith("$$"):
        reader.emit("math", reader.here + 1, "$$", body[2:-2].strip(), raw.index("$$") + 3)
        return True
    end = reader.closing("$$", lambda row: row.strip() == "$$", reader.here + 1) if body == "$$" else len(reader.rows)
    if end == len(reader.rows):
        return False
    reader.emit("math", end + 1, "$$", "\n".join(reader.rows[reader.here + 1 : end]).strip())
    return True


def _summary(reader: LineReader, raw: str, _body: str) -> bool:
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


def _html_heading(reader: LineReader, raw: str, body: str) -> bool:
    heading = _HTML_HEADING.fullmatch(body)
    text = re.sub(r"<[^>]+>", "", heading[2]).strip() if heading else ""
    if heading and text:
        reader.emit("heading", reader.here + 1, "#" * int(heading[1]), text, max(raw.find(text), 0) + 1)
    return bool(text)


def _details(reader: LineReader, _raw: str, body: str) -> bool:
    details = _DETAILS.fullmatch(body)
    if details:
        reader.emit("summary" if body[1] == "/" else "comment", reader.here + 1, "", "")
    return bool(details)


def _html_block(reader: LineReader, _raw: str, body: str) -> bool:
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


def _table(reader: LineReader, raw: str) -> bool:
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


def _rows(reader: LineReader, raw: str) -> tuple[list[str], list[tuple[int, str]], int]:
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
    take: Callable[[LineReader, str, str], bool]
    example: str


CONSTRUCTS: tuple[Construct, ...] = (
    Construct("nothing but a marker", "<#-*+>＞0123456789", _empty, "<br>"),
    Construct("frame", ":!?", _frame, ":::message"),
    Construct("comment of Obsidian", "%", _memo, "%%⏎一覧は後で書く⏎%%"),
    Construct("apart", f"%^{{[第{_DIGITS}", _apart, "^a1b2c3"),
    Construct("component", "{<", _component, '{{< note⏎name="気孔"⏎>}}'),
    Construct("property", f"作最更投公スタ状{ascii_letters}", _property, "作成日: 2026年5月1日⏎状態: 完了"),
    Construct("question without a colon", "QＱ", _question, "Q 光合成の場は？⏎A 葉緑体"),
    Construct("fence", "`~-*+0123456789", _fence, "```python⏎print()⏎```"),
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
