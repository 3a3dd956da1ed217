"""Read a notes file line by line: what each physical line is by its own look.

A line's role in the outline (is this bullet a term or an item?) depends on its neighbours and is
decided in outline.py; here every marker of the notation is recognised, and the constructs that
hide markers (fences, comments, mathematics, HTML, tables) are taken as one.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from deckbuilder.base.model import Diagnostic, Source, Span
from deckbuilder.base.text import is_noun_phrase, is_sentence

LineKind = Literal[
    "blank", "comment", "pragma", "rule", "heading", "section", "bullet", "sub", "dot", "number",
    "caution", "arrow", "facet", "label", "summary", "html", "code", "math", "table",
    "question", "answer", "explanation", "plain",
]  # fmt: skip


class Line(NamedTuple):
    """One line, or a construct of several, with its marker taken off."""

    kind: LineKind
    first: int
    last: int
    indent: int
    """Columns of white space before the marker; a tab counts 4, an ideographic space 2."""
    mark: str
    text: str
    col: int
    """1-based column of `text` in line `first`."""


def lines(source: Source) -> tuple[list[Line], list[Diagnostic]]:
    """Return the lines of `source` below its front matter."""
    found, diagnostics = _Reader(source).read()
    return found, diagnostics + _hidden_directions(source) + _foreign(source, found)


def _hidden_directions(source: Source) -> list[Diagnostic]:
    """Report characters that change the direction of the text around them, the first of each line."""
    if not _DIRECTIONS.search(source.text):
        return []
    found = []
    for number, row in enumerate(source.text.split("\n"), 1):
        if hidden := _DIRECTIONS.search(row):
            span = Span(source.path, number, number, hidden.start() + 1)
            found.append(Diagnostic("N008", span, (f"U+{ord(hidden.group()):04X}",)))
    return found


LONGEST_TEXT, LONGEST_ROW, LONGEST_LINE, LONGEST_HTML = 2_000, 4_000, 20_000, 20_000
"""Characters of a text that is read as one, of a table's row, of a line that is read at all, of a block of HTML.

Nobody writes so much. What is longer is split, or left out with a message, because several ways to
read marks and brackets take the square of a text's length.
"""
MOST_CELLS, MOST_MISSING = 50, 20
"""Cells that a row of a table may have, and how many fewer than another row of it."""
DEEPEST = 60
"""Columns of white space that make a difference; they bound how deep lists are nested."""


def _foreign(source: Source, found: list[Line]) -> list[Diagnostic]:
    """Report the notation of other card makers, the first place of each kind; here it is text."""
    diagnostics: dict[str, Diagnostic] = {}
    if not _FOREIGN.search(source.text):
        return []
    rows = source.text.split("\n")
    for line in found:
        if line.kind in ("code", "math", "html", "comment"):
            continue
        for number in range(line.first, line.last + 1):
            for match in _FOREIGN.finditer(rows[number - 1]):
                if kind := match.lastgroup:
                    span = Span(source.path, number, number, match.start() + 1)
                    diagnostics.setdefault(kind, Diagnostic("N116", span, _WRITE[kind]))
    return list(diagnostics.values())


_FOREIGN = re.compile(
    r"`[^`]*`|<!--[^<]*-->|(?P<cloze>\{\{c[0-9]+::[^{}]*\}\})"
    r"|^(?:(?P<deck>TARGET DECK(?=[ \t]*[:：]|$))|(?P<card>START(?=[ \t]*$)|STARTI(?=[ \t]+\[)))",
    re.MULTILINE,
)
"""What Anki, its importers and Obsidian_to_Anki read; code and comments are passed over."""
_WRITE = {
    "cloze": ("a cloze as Anki writes it", "**…**"),
    "deck": ("a deck's name for Obsidian_to_Anki", "deck: … in front matter"),
    "card": ("a card for Obsidian_to_Anki", "Q: … and A: …"),
}
"""By the name of the group: what it is there, and what to write here."""
_FENCE = re.compile(r"((?>`{3,}|~{3,}))[ \t]*+([^`\s]*+)[^`]*$")
_PRAGMA = re.compile(r"\s*(id|allow)\s*[:：]\s*(.*?)\s*$")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_BLOCK_TAG = re.compile(
    r"<(table|div|ul|ol|dl|pre|blockquote|section|article|figure|center|iframe|script|style|video|audio|object|svg|form)\b",
    re.IGNORECASE,
)
_DETAILS = re.compile(r"</?details\b[^>]*>", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*)</h\1>", re.IGNORECASE)
_BREAK = re.compile(
    r"(?:<br\s*/?>\s*)+|#{1,6}|(?:#[^\s#]+\s+)+#[^\s#]+|[-*+]|[>＞][>＞ 　]*|[0-9]{1,2}[.)]", re.IGNORECASE
)
"""A line of nothing but line breaks, a marker or #tags."""
_TRAILING_BREAK = re.compile(r"(?<=\S)[ 　]*<br\s*/?>\s*$", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)(?:</summary>|$)", re.IGNORECASE)
_DASHES = re.compile(":?-+:?")


class _Reader:
    """Walks over the physical lines once, collecting Lines and diagnostics."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.rows = source.text.split("\n")
        self.at = source.body
        self.lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.closings: dict[str, tuple[int, int]] = {}
        """From where each closing was looked for, and where it stands, so that no line is searched for it again."""

    def read(self) -> tuple[list[Line], list[Diagnostic]]:
        while self.at < len(self.rows):
            raw = self.rows[self.at]
            if raw.strip():
                self._line(raw)
            else:
                self.lines.append(Line("blank", self.at + 1, self.at + 1, 0, "", "", 1))
                self.at += 1
        return self.lines, self.diagnostics

    def _line(self, raw: str) -> None:
        if len(raw) > LONGEST_LINE:
            self._leave_out("line", raw, self.at + 1)
            return
        if "<!--" in raw:
            uncommented = self._comments(raw)
            if uncommented is None:
                return
            raw = uncommented
        raw = _TRAILING_BREAK.sub("", raw)
        body = raw.strip()
        if body[0] in "<#-*+>＞0123456789" and _BREAK.fullmatch(body):
            self._emit("blank", self.at + 1, body, "")
            return
        if body.startswith(("```", "~~~")) and self._fence(raw, body):
            return
        if body.startswith("$$") and self._math(raw, body):
            return
        if body.startswith("<") and self._html(raw, body):
            return
        if "|" in body and self._table(raw):
            return
        for line in _spread(classify(raw, self.at + 1)):
            parts = _cut(line)
            if len(parts) > 1:
                self._warn("N115", "line", f"{len(raw):,}", f"read as {len(parts)} texts")
            self.lines += parts
        self.at += 1

    def _warn(self, code: str, *args: str) -> None:
        raw = self.rows[self.at]
        col = len(raw) - len(raw.lstrip()) + 1
        self.diagnostics.append(Diagnostic(code, Span(self.path, self.at + 1, self.at + 1, col), args))

    def _leave_out(self, what: str, text: str, last: int) -> None:
        """Read what is no text that anybody wrote as blank; its lines are not covered."""
        self._warn("N115", what, f"{len(text):,}", "left out")
        self._emit("blank", last, "", "")

    def _closing(self, name: str, closes: Callable[[str], bool], start: int) -> int:
        """Return the index of the first row from `start` on that `closes`, or the number of rows if none does."""
        begin, found = self.closings.get(name, (0, -1))
        if not begin <= start <= found:
            rows = range(start, len(self.rows))
            found = next((at for at in rows if closes(self.rows[at])), len(self.rows))
            self.closings[name] = start, found
        return found

    def _emit(self, kind: LineKind, last: int, mark: str, text: str, col: int = 1) -> None:
        indent = _indent(self.rows[self.at])
        self.lines.append(Line(kind, self.at + 1, last, indent, mark, text, col))
        self.at = last

    def _comments(self, raw: str) -> str | None:
        """Take the comments out of a line; None when nothing of it is left to read."""
        rest, said, opened = _uncommented(raw)
        for comment in said:
            self._pragma(comment, self.at)
        if opened is None:
            if rest.strip():
                return rest
            self._emit("comment", self.at + 1, "", "")
            return None
        end = self._end_of_comment(self.at)
        if end == len(self.rows):
            self._warn("N106")
            return f"{rest}<!--{opened}"
        inside, _, tail = self.rows[end].partition("-->")
        self._pragma(" ".join([opened, *self.rows[self.at + 1 : end], inside]), self.at)
        if rest.strip():
            self.lines.append(classify(rest, self.at + 1))
        self._emit("comment", end + (0 if tail.strip() else 1), "", "")
        if tail.strip():
            self.rows[end] = " " * len(inside + "-->") + tail
        return None

    def _end_of_comment(self, at: int) -> int:
        """Return the index of the row where the comment ends that the row at `at` leaves open."""
        return self._closing("-->", lambda row: "-->" in row, at + 1)

    def _pragma(self, comment: str, at: int) -> None:
        if match := _PRAGMA.match(comment):
            self.lines.append(Line("pragma", at + 1, at + 1, 0, match[1], match[2], 1))

    def _fence(self, raw: str, body: str) -> bool:
        opening = _FENCE.match(body)
        if not opening:
            return False
        fence, indent = opening[1], len(raw) - len(raw.lstrip())
        end = self._closing(
            fence, lambda row: row.strip().startswith(fence) and not row.strip().strip(fence), self.at + 1
        )
        if end == len(self.rows):
            self._warn("N101", fence)
            return False
        code = [_outdent(row, indent) for row in self.rows[self.at + 1 : end]]
        self._emit("code", end + 1, opening[2], "\n".join(code))
        return True

    def _math(self, raw: str, body: str) -> bool:
        if len(body) > 4 and body.endswith("$$"):
            self._emit("math", self.at + 1, "$$", body[2:-2].strip(), raw.index("$$") + 3)
            return True
        if body != "$$":
            return False
        end = self._closing("$$", lambda row: row.strip() == "$$", self.at + 1)
        if end == len(self.rows):
            return False
        self._emit("math", end + 1, "$$", "\n".join(self.rows[self.at + 1 : end]).strip())
        return True

    def _html(self, raw: str, body: str) -> bool:
        if summary := _SUMMARY.search(body):
            text = re.sub(r"<[^<>]+>", "", summary[1]).strip()
            self._emit("summary", self.at + 1, "", text, max(raw.find(text), 0) + 1)
            return True
        if heading := _HTML_HEADING.fullmatch(body):
            text = re.sub(r"<[^>]+>", "", heading[2]).strip()
            if text:
                self._emit("heading", self.at + 1, "#" * int(heading[1]), text, max(raw.find(text), 0) + 1)
                return True
        if _DETAILS.fullmatch(body):
            self._emit("summary" if body[1] == "/" else "comment", self.at + 1, "", "")
            return True
        if opening := _BLOCK_TAG.match(body):
            closing = f"</{opening[1]}>".lower()
            end = self._closing(closing, lambda row: closing in row.lower(), self.at)
            if end < len(self.rows):
                self._block("\n".join(self.rows[self.at : end + 1]), end + 1)
                return True
        return False

    def _block(self, text: str, last: int) -> None:
        """Take lines of HTML, if they are not too many to be cleaned in good time."""
        if len(text) > LONGEST_HTML:
            self._leave_out("block of HTML", text, last)
        else:
            self._emit("html", last, "", text)

    def _table(self, raw: str) -> bool:
        """Take the run of lines with cell borders that starts here, if it is a table; comments in it are no rows."""
        if len(raw) > LONGEST_ROW or not 2 <= len(cells(raw)) <= MOST_CELLS:
            return False
        is_plain = classify(raw, 0).kind == "plain"
        rows = [raw]
        comments: list[tuple[int, str]] = []
        has_separator = False
        end = self.at
        fewest = most = len(cells(raw))
        for row, said, height in self._below():
            at = self.at + len(rows)
            rows += [row, *[""] * (height - 1)]
            comments += [(at, comment) for comment in said]
            if not row.strip():
                continue
            count = len(cells(row))
            if end == self.at:
                has_separator = is_separator(row)
                if not (has_separator or (is_plain and count > 1)):
                    return False
            elif count < 2 and not (has_separator and self._is_bare_cell(row)):
                break
            fewest, most = min(fewest, count), max(most, count)
            if most - fewest > MOST_MISSING:
                break
            end = self.at + len(rows)
        if end == self.at:
            return False
        for at, comment in comments:
            if at < end:
                self._pragma(comment, at)
        self._emit("table", end, "|", "\n".join(rows[: end - self.at]))
        return True

    def _below(self) -> Iterator[tuple[str, list[str], int]]:
        """Yield each row below this one without its comments, what these say, and how many lines it is with them."""
        at = self.at + 1
        while at < len(self.rows) and self.rows[at].strip() and len(self.rows[at]) <= LONGEST_ROW:
            row, said, opened = _uncommented(self.rows[at]) if "<!--" in self.rows[at] else (self.rows[at], [], None)
            end = at
            if opened is not None:
                end = self._end_of_comment(at)
                if end == len(self.rows):
                    row, end = f"{row}<!--{opened}", at
                elif self.rows[end].partition("-->")[2].strip():
                    return
            yield row, said, end + 1 - at
            at = end + 1

    @staticmethod
    def _is_bare_cell(row: str) -> bool:
        """Tell whether a line without a border still is a row: one cell, the others missing."""
        return classify(row, 0).kind == "plain" and not is_sentence(row) and len(row) <= 20


_COMMENT = re.compile(
    r"\\[\\`<]|(?<!`)(?P<fence>(?>`+)).+?(?<!`)(?P=fence)(?!`)|<!--(?:(?P<said>.*?)-->|(?P<opened>.*))", re.DOTALL
)
"""A comment, or what hides the start of one: a backslash, or code as inline.TOKEN has it."""


def _uncommented(raw: str) -> tuple[str, list[str], str | None]:
    """Return a line without its comments, what these say, and the start of one that does not end here."""
    rest, said, opened, at = "", [], None, 0
    for match in _COMMENT.finditer(raw):
        if not match.group().startswith("<!--"):
            continue
        rest, at = rest + raw[at : match.start()], match.end()
        opened = match["opened"]
        said += [] if match["said"] is None else [match["said"]]
    return rest + raw[at:], said, opened


def is_separator(row: str) -> bool:
    """Tell whether a table row is the one of dashes below the header."""
    inside = row.strip().removeprefix("|").removesuffix("|")
    return "-" in row and all(_DASHES.fullmatch(cell.strip()) for cell in inside.split("|"))


_CELL = re.compile(r"\\.|`[^`]*`|\{[^{}|]*\|[^{}|]*\}|\$(?=\S)[^$|]*\|[^$]*(?<=\S)\$(?!\d)|(?P<border>\|)", re.DOTALL)


def cells(row: str, columns: int = 0) -> list[tuple[str, int]]:
    """Split a table row at its borders: (stripped text, 1-based column) of each cell.

    Borders inside `code`, {漢字|かんじ}, $…$ and behind a backslash are text. A row without any
    border is one cell. A border at its start is that of the table, or, in a table of so many
    `columns` without one, stands behind a blank first cell.
    """
    edges = [match.start() for match in _CELL.finditer(row) if match["border"]]
    bounds = [-1, *edges, len(row)]
    found = []
    for left, right in itertools.pairwise(bounds):
        piece = row[left + 1 : right]
        found.append((piece.strip(), left + 2 + len(piece) - len(piece.lstrip())))
    if len(found) > 1 and not found[-1][0]:
        found = found[:-1]
    if len(found) > max(columns, 1) and not found[0][0]:
        found = found[1:]
    if not edges:
        return found
    return found if len(found) > 1 else [*found, ("", len(row) + 1)]


_HEADING = re.compile(r"(#{1,6})(?!#)\s*")
_CLOSING_HASHES = re.compile(r"(?<=\s)#+$")
_RULE = re.compile(r"(?:[-*_=＝─━―－＿] ?){3,}$")
_BULLET = re.compile(r"([-*+])[ \t　]+(\[[ xX]\][ \t　]+)?")
TASK = "[ ]"
"""The mark of a bullet with a checkbox."""
_ROUND = "〇○◯◎"
_SECTION = re.compile(rf"([■◆▼{_ROUND}])(?![■◆▼{_ROUND}●△▲×✕☓✖]|は(?!じめ)|[がを、。，．,.])[\s　]*(?=\S)")
_SCORE = re.compile(r"[0-9０-９]+(?:点|票|人|名|回|個)?(?:\s|$|[、,，△×])")
_SUB = re.compile(r"(●)(?!●)[\s　]*(?=\S)")
_DOT = re.compile(r"([・･•‣▪])(?![・･•…])[\s　]*(?=\S)")
_NUMBER = re.compile(r"([0-9０-９]{1,3}[.．)）](?![0-9０-９])|[（(][0-9０-９]{1,2}[)）](?=[\s　]))[\s　]*(?=\S)")
_CIRCLED = re.compile(r"([①-⑳])[\s　]*(?=\S)")
_REFERENCE = re.compile(r"(?:[のはがをにとでも、，,〜～~/／]|より|から|まで|および|及び|[①-⑳])")
_CAUTION = re.compile(r"(※)[\s　]*(?=\S)")
_ARROW = re.compile(r"([→⇒➡➔⇨])\ufe0f?[\s　]*(?=\S)")
_ANGLED = re.compile(r"[＜〈]([^＜＞〈〉]+)[＞〉]$")
_QUESTION = re.compile(
    r"(?:\*\*)?(?:([QＱ]|問題?|設問|質問)\s*[0-9０-９]{0,3}\s*[:：.．](?:\*\*)?[\s　]*"
    r"|([QＱ]|問題?|設問)\s*[0-9０-９]{1,3}(?:\*\*)?[\s　、)）]+"
    r"|(問)[\s　]+)"
)
_ANSWER = re.compile(
    r"(?:\*\*)?(?:([AＡ]|答え?|正解|正答|解答|回答|こたえ)\s*[0-9０-９]{0,3}\s*[:：.．](?:\*\*)?[\s　]*|(答え?)[\s　]+)"
)
_QA_HEADING = re.compile(
    r"(?:(?P<question>例題|演習問題|練習問題|問題?|設問|質問|[QＱ]|question)"
    r"|(?P<answer>解答例?|模範解答|答え?|正解|正答|回答|解|[AＡ]|answer)|(?P<explanation>解説|explanation))"
    r"[\s　]*[0-9０-９]{0,3}[\s　:：]*",
    re.IGNORECASE,
)
"""A heading that only says whether a question, its answer or the explanation stands below it."""
_EXPLANATION = re.compile(r"(解説|説明)\s*[:：][\s　]*")
_QA_LABEL: dict[str, LineKind] = {
    **dict.fromkeys(("問", "問題", "質問", "設問"), "question"),
    **dict.fromkeys(("答", "答え", "正解", "正答", "解答", "回答"), "answer"),
    "解説": "explanation",
}


def classify(raw: str, number: int) -> Line:
    """Return the Line that one physical line is, seen by itself."""
    body = raw.strip()
    offset = len(raw) - len(raw.lstrip())
    indent = _indent(raw) if offset else 0

    def line(kind: LineKind, mark: str, skip: int) -> Line:
        return Line(kind, number, number, indent, mark, body[skip:], offset + skip + 1)

    reader = _BY_FIRST.get(body[0])
    if reader is None:
        return line("plain", "", 0)
    if body[0] == "#" and indent < 4 and (match := _HEADING.match(body)) and match.end() < len(body):
        found = line("heading", match[1], match.end())
        found = found._replace(text=_CLOSING_HASHES.sub("", found.text).rstrip())
        if asks := _QA_HEADING.fullmatch(found.text):
            kind: LineKind = "question" if asks["question"] else "answer" if asks["answer"] else "explanation"
            return found._replace(kind=kind)
        return found
    if _RULE.match(body):
        return line("rule", body[0], 0)
    for kind, pattern in reader:
        if match := pattern.match(body):
            rest = body[match.end() :]
            if kind == "section" and _is_score(match[1], rest):
                continue
            if kind == "number" and match.re is _CIRCLED and _REFERENCE.match(rest):
                continue
            if kind in ("section", "sub") and (is_sentence(rest) or len(rest) > 60):
                return line("dot", match[1], match.end())
            mark = match.group() if kind in ("question", "answer", "explanation") else match[1]
            if kind == "bullet" and match[2]:
                mark = TASK
            return line(kind, mark, match.end())
    if body[0] == "【":
        return _bracketed(body, line)
    if body[0] in "＜〈" and (match := _ANGLED.match(body)):
        return line("section", "＜", 1)._replace(text=match[1].strip())
    if body[0] == "[" and body[-1] == "]" and "]" not in body[1:-1]:
        return line("facet", "[", 1)._replace(text=body[1:-1].strip())
    if body[0] in ">＞":
        skip = len(body) - len(body.lstrip(">＞ 　"))
        if callout := _CALLOUT.match(body, skip):
            return line("plain" if body[callout.end() :] else "blank", ">!", callout.end())
        inner = classify(body[skip:], number) if body[skip:] else None
        if inner and inner.kind in _QUOTED:
            return inner._replace(indent=indent, col=offset + skip + inner.col)
        if inner:
            return line("plain", ">", skip)
    return line("plain", "", 0)


_CALLOUT = re.compile(r"\[![A-Za-z]+\][-+]?[ 　]*")
"""What Obsidian and GitHub head a quotation with: > [!note] title."""
_QUOTED = frozenset(("bullet", "dot", "number", "caution"))
"""Lines that a quotation may hold; others are its text."""
_GLUED = re.compile(r"(?<=[。．！？])[ 　]+([-*+●])[ 　]+(?P<term>\S.*)$")
_INLINE_CIRCLED = re.compile(r"(?<=[\s、。；;])[①-⑳]")
_FOLLOWING = "②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _spread(line: Line) -> list[Line]:
    """Split what stands on one line and is several: ①申請 ②審査 ③承認, and …する。 - 用語 glued by a paste."""
    if line.kind == "number" and line.mark == "①":
        return _inline_items(line)
    match = _GLUED.search(line.text) if line.kind == "plain" else None
    if not match or not is_noun_phrase(match["term"]):
        return [line]
    kind: LineKind = "sub" if match[1] == "●" else "bullet"
    tail = Line(kind, line.first, line.last, 0, match[1], match["term"], line.col + match.start("term"))
    return [line._replace(text=line.text[: match.start()]), tail]


_CUT = re.compile(rf"(?s).{{1,{LONGEST_TEXT}}}(?:(?<=[。．！？、\s])|$)|.{{1,{LONGEST_TEXT}}}")


def _cut(line: Line) -> list[Line]:
    """Split a line that is longer than a text may be, after a sentence or a word if there is one."""
    if len(line.text) <= LONGEST_TEXT:
        return [line]
    found: list[Line] = []
    for match in _CUT.finditer(line.text):
        text = match.group().lstrip()
        if text:
            part = line._replace(text=text.rstrip(), col=line.col + match.end() - len(text))
            found.append(part._replace(kind="plain", mark="") if found else part)
    return found


def _inline_items(line: Line) -> list[Line]:
    starts = [match.start() for match in _INLINE_CIRCLED.finditer(line.text)]
    if not _FOLLOWING.startswith("".join(line.text[start] for start in starts)):
        return [line]
    items = []
    for left, right in pairwise([0, *starts, len(line.text)]):
        piece = line.text[left:right].rstrip(" 　、；;")
        body = piece[1:].lstrip() if left else piece
        items.append(line._replace(text=body, col=line.col + left + len(piece) - len(body)))
    return items


def _bracketed(body: str, line: Callable[[LineKind, str, int], Line]) -> Line:
    """Read a line led by 【: a name alone, a name and text, or just text when it is malformed."""
    end = _closing(body)
    name = body[1:end].strip()
    if end < 0 or not name:
        return line("plain", "", 0)
    rest = body[end + 1 :].lstrip(" 　")
    skip = len(body) - len(rest)
    if name in _QA_LABEL:
        return line(_QA_LABEL[name], body[:skip], skip)
    if not rest or re.fullmatch(r"(?:【[^【】]+】\s*)+", rest):
        return line("facet", "【", 0)
    return line("label", name, skip)


def _closing(body: str) -> int:
    """Return the index of the 】 that closes the 【 at the start, or -1."""
    depth = 0
    for index, char in enumerate(body):
        depth += (char == "【") - (char == "】")
        if not depth:
            return index
    return -1


def _is_score(mark: str, rest: str) -> bool:
    return mark in _ROUND and bool(_SCORE.match(rest))


def _indent(raw: str) -> int:
    columns = 0
    for char in raw[:DEEPEST]:
        if char == " ":
            columns += 1
        elif char == "\t":
            columns += 4
        elif char == "\u3000":
            columns += 2
        else:
            break
    return min(columns, DEEPEST)


def _outdent(row: str, indent: int) -> str:
    return row[min(indent, len(row) - len(row.lstrip())) :]


_READERS: list[tuple[str, LineKind, re.Pattern[str]]] = [
    ("-*+", "bullet", _BULLET),
    (f"■◆▼{_ROUND}", "section", _SECTION),
    ("●", "sub", _SUB),
    ("・･•‣▪", "dot", _DOT),
    ("0123456789０１２３４５６７８９(（", "number", _NUMBER),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "number", _CIRCLED),
    ("※", "caution", _CAUTION),
    ("→⇒➡➔⇨", "arrow", _ARROW),
    ("QＱ問設質*", "question", _QUESTION),
    ("AＡ答正解回こ*", "answer", _ANSWER),
    ("解説", "explanation", _EXPLANATION),
]
_BY_FIRST: dict[str, list[tuple[LineKind, re.Pattern[str]]]] = {char: [] for char in "#=_＝─━―－＿【＜〈[>＞"}
for _chars, _kind, _pattern in _READERS:
    for _char in _chars:
        _BY_FIRST.setdefault(_char, []).append((_kind, _pattern))
