"""The markers at the start of a line: one row of one table each.

A row says which characters a marker starts with, what it looks like, which kind of line it makes, and
what it is not. The first row that fits decides; a line that none fits is plain.
"""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import LONGEST_TERM, is_sentence
from deckbuilder.base.text import PAGE_NUMBER
from deckbuilder.read.ranks import HASHES, Level, Rank, depth

LineKind = Literal[
    "blank", "comment", "pragma", "rule", "heading", "section", "bullet", "sub", "dot", "number",
    "caution", "arrow", "facet", "label", "summary", "html", "code", "math", "table",
    "question", "answer", "explanation", "choices", "frame", "plain",
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

    def becomes(self, kind: LineKind, mark: str, text: str, moved: int = 0) -> "Line":
        """Return this line read as another kind; `text` starts `moved` columns further right."""
        return self._replace(kind=kind, mark=mark, text=text, col=self.col + moved)


Part = tuple[LineKind, str, str, int]
"""What a marker makes of a line: its kind, the marker as typed, the text behind it, and where that starts."""


class Marker(NamedTuple):
    """One row: a marker of the notation."""

    name: str
    starts: str
    """The characters that it may start with."""
    looks: re.Pattern[str]
    """Group 1 is the marker, if it is not the whole match."""
    kind: LineKind
    rank: Rank | None
    """That of the entry it opens, where it opens one by itself."""
    example: str
    turns: "tuple[Turn, ...]" = ()
    """Where it is something else, or nothing."""
    take: Callable[[str, re.Match[str]], Part | None] | None = None
    """Takes the line apart where the text behind the marker is not all the rest; None = not this marker."""


class Turn(NamedTuple):
    """An exception to a marker: what it is told by, and what the line is instead (None: not this marker)."""

    looks: Callable[[str, str], bool]
    """Is given the marker and the text behind it."""
    becomes: LineKind | None
    example: str


def classify(raw: str, number: int) -> Line:
    """Return the Line that one physical line is, seen by itself."""
    body = raw.strip()
    offset = len(raw) - len(raw.lstrip())
    indent = indentation(raw) if offset else 0
    for marker in _BY_FIRST.get(body[0], ()):
        if part := _part(marker, body, indent):
            kind, mark, text, start = part
            return Line(kind, number, number, indent, mark, text, offset + start + 1)
    return Line("plain", number, number, indent, "", body, offset + 1)


def _part(marker: Marker, body: str, indent: int) -> Part | None:
    match = marker.looks.match(body)
    if match is None or (marker.kind == "heading" and indent >= CODE_INDENT):
        return None
    if marker.take is not None:
        return marker.take(body, match)
    mark, rest = match[match.lastindex or 0], body[match.end() :]
    for turn in marker.turns:
        if turn.looks(mark, rest):
            return (turn.becomes, mark, rest, match.end()) if turn.becomes else None
    return marker.kind, mark, rest, match.end()


CODE_INDENT = 4
"""Columns from which on Markdown reads a heading as code."""
WIDEST_INDENT = 60
"""Columns of white space that make a difference; they bound how deep lists are nested."""


def indentation(raw: str) -> int:
    """Return the columns of white space at the start of a line."""
    columns = 0
    for char in raw[:WIDEST_INDENT]:
        if char not in _COLUMNS:
            break
        columns += _COLUMNS[char]
    return min(columns, WIDEST_INDENT)


_COLUMNS = {" ": 1, "\t": 4, "\u3000": 2}


# --- what a marker is not ----------------------------------------------------------------------

_ROUND = "〇○◯◎"
_SCORE = lazy(r"[0-9０-９]+(?:点|票|人|名|回|個)?(?:\s|$|[、,，△×])")
_REFERENCE = lazy(r"(?:[のはがをにとでも、,，〜~～/／]|より|から|まで|および|及び|[①-⑳])")


def _is_score(mark: str, rest: str) -> bool:
    return mark in _ROUND and bool(_SCORE.match(rest))


def _is_reference(_mark: str, rest: str) -> bool:
    return bool(_REFERENCE.match(rest))


def _is_said(_mark: str, rest: str) -> bool:
    return is_sentence(rest) or len(rest) > LONGEST_TERM


# --- markers that are taken apart ---------------------------------------------------------------

_CLOSING_HASHES = lazy(r"(?<=\s)#+$|\s*\{#[\w:-]+\}$")
"""Hashes behind a heading, and its {#anchor}."""
COUNTED = "0-9０-９一二三四五六七八九十"
"""Characters of the number of a question: 問1, 問一."""
SOLUTION = "(?:模範|想定)?[解回]答例?"
"""What is written as an answer, by its label."""
_QA_HEADING = lazy(
    rf"(?:(?P<question>例題|演習問題|練習問題|問題?|設問|質問|(?:クイズ|quiz)(?=[\s　]*[{COUNTED}])|[QＱ]|question|第[\s　]*[{COUNTED}]{{1,3}}[\s　]*問)"
    rf"|(?P<answer>{SOLUTION}|答え?|正解|正答|解|[AＡ]|answer)|(?P<explanation>解説|explanation))"
    rf"[\s　]*[{COUNTED}]{{0,3}}[\s　:：.．、)）]*",
    re.IGNORECASE,
)
"""A heading that only says whether a question, its answer or the explanation stands below it."""
_QA_LABEL: dict[str, LineKind] = {
    **dict.fromkeys(("問", "問題", "質問", "設問"), "question"),
    **dict.fromkeys(("答", "答え", "正解", "正答", "解答", "回答"), "answer"),
    "解説": "explanation",
}
_IN_PARENTHESES = "[(（][^()（）]*[)）]"
TASK = "[ ]"
"""The mark of a bullet with a checkbox."""
_CALLOUT = lazy(r"\[![A-Za-z]+\][-+]?[ 　]*")
"""What Obsidian and GitHub head a quotation with: > [!note] title."""
_QUOTED = frozenset(("bullet", "dot", "number", "caution"))
"""Lines that a quotation may hold; others are its text."""
_QUOTED_QA = frozenset(("question", "answer", "explanation"))
"""They keep the signs of the quotation in their mark, for where they are its text after all."""


def _heading(body: str, match: re.Match[str]) -> Part:
    text, offset = PAGE_NUMBER.sub("", _CLOSING_HASHES.sub("", body[match.end() :]).rstrip()), match.end()
    if second := _SECOND_MARKER.match(text) or _ALL_BOLD.fullmatch(text):
        offset, text = offset + second.start(1), second[1]
    asks = _QA_HEADING.fullmatch(text)
    kind: LineKind = "heading"
    if asks:
        kind = "question" if asks["question"] else "answer" if asks["answer"] else "explanation"
    return kind, match[1], text, offset


_SECOND_MARKER = lazy(r"[■◆◇●▼◎★☆▶►]+[ 　]+(\S.*)")
"""## ◆ 生態系: # says already that it is a heading."""
_ALL_BOLD = lazy(r"\*\*((?:(?!\*\*).)+)\*\*")
"""## **生態系**: so does it of what is all in bold."""


def _bullet(body: str, match: re.Match[str]) -> Part:
    return "bullet", TASK if match[2] else "-" if match[3] else match[1], body[match.end() :], match.end()


def _whole_mark(kind: LineKind) -> Callable[[str, re.Match[str]], Part]:
    """The marker of a question keeps its number and colon, for where it is read as text after all."""

    def take(body: str, match: re.Match[str]) -> Part:
        mark, rest = match.group(), body[match.end() :]
        if mark.count("**") % 2 and rest.endswith("**") and rest.count("**") == 1:
            rest = rest.removesuffix("**")  # **正解：金庫**
        elif mark.count("**") == 1 and rest.count("**") % 2:
            return kind, mark, f"**{rest}", match.end() - len("**")  # **A: 葉緑体。** 緑の粒である。
        return kind, mark, rest, match.end()

    return take


def _bracketed(body: str, _match: re.Match[str]) -> Part | None:
    """Read a line led by 【: a name alone, a name and text, or just text when it is malformed."""
    end = _closing(body)
    name = body[1:end].strip()
    if end < 0 or not name:
        return None
    rest = body[end + 1 :].lstrip(" 　")
    start = len(body) - len(rest)
    if name in _QA_LABEL:
        return _QA_LABEL[name], body[:start], rest, start
    if not rest or _MORE_NAMES.fullmatch(rest):
        return "facet", "【", body, 0
    return "label", name, rest, start


_MORE_NAMES = lazy(r"(?:【[^【】]+】\s*)+")


def _closing(body: str) -> int:
    """Return the index of the 】 that closes the 【 at the start, or -1."""
    end = body.find("】")
    if "【" not in body[1:end]:
        return end
    depth = 0
    for index, char in enumerate(body):
        depth += (char == "【") - (char == "】")
        if not depth:
            return index
    return -1


def _within(kind: LineKind) -> Callable[[str, re.Match[str]], Part]:
    return lambda body, match: (kind, body[0], match[1].strip(), 1)


def _quoted(body: str, _match: re.Match[str]) -> Part | None:
    start = len(body) - len(body.lstrip(">＞ 　"))
    if callout := _CALLOUT.match(body, start):
        rest = body[callout.end() :]
        return "frame", ">!", rest, callout.end()
    if start == len(body):
        return None
    inner = classify(body[start:], 0)
    if inner.kind in _QUOTED:
        return inner.kind, inner.mark, inner.text, start + inner.col - 1
    if inner.kind in _QUOTED_QA:
        return inner.kind, body[:start] + inner.mark, inner.text, start + inner.col - 1
    return "plain", ">", body[start:], start


# --- the table ---------------------------------------------------------------------------------

_SIGNS = r"[\s　]*(?=\S)"
_ARROWS = {"=>": "⇒", "->": "→"}
"""Arrows of two signs, and what they are read as."""
_RIGHT = "✓✔✅☑⭕"
MARKERS: tuple[Marker, ...] = (
    Marker(
        "#", "#", lazy(rf"({HASHES})(?!#)\s*(?=\S)"), "heading", Rank.HEADING, "## 生態系", take=_heading
    ),
    Marker(
        "---", "-*_#=＝─━―－＿", lazy(r"(?:[-*_=＝─━―－＿] ?){3,}$"), "rule", None, "---",
        take=lambda body, _match: ("rule", body[0], body, 0),
    ),
    Marker(
        "- * +", "-*+", lazy(r"([-*+])[ \t　]+(\[[ xX]\][ \t　]+)?(?:>[ 　]+(?![0-9０-９])|#{1,6}[ 　]+(?![ぁ-ん]))?|(-)(?=[ぁ-んァ-ヶ一-龠])"), "bullet", Rank.BULLET, "- 光合成",
        take=_bullet,
    ),
    Marker(
        "■ ◆ ▼ 〇", f"■◆▼{_ROUND}",
        lazy(rf"([■◆▼{_ROUND}])(?![■◆▼{_ROUND}●△▲×✕☓✖]|は(?!じめ)|[がを、。，．,.]){_SIGNS}"),
        "section", Rank.SQUARE, "■生態系",
        (Turn(_is_score, None, "○10 △3"), Turn(_is_said, "dot", "○植物は光を使って養分を作る。")),
    ),
    Marker(
        "●", "●", lazy(rf"(●)(?!●){_SIGNS}"), "sub", Rank.SUB, "●光合成",
        (Turn(_is_said, "dot", "●植物は光を使って養分を作る。"),),
    ),
    Marker("・", "・･•‣▪", lazy(rf"([・･•‣▪])(?![・･•…]){_SIGNS}"), "dot", Rank.DOT, "・葉緑体"),
    Marker(
        "1.", "0123456789０１２３４５６７８９(（",
        lazy(rf"([0-9０-９]{{1,3}}[.．)）](?![0-9０-９])|[（(][0-9０-９]{{1,2}}[)）](?=[\s　])){_SIGNS}"),
        "number", Rank.BULLET, "1. 水を吸う",
    ),
    Marker(
        "①", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", lazy(rf"([①-⑳]){_SIGNS}"), "number", Rank.BULLET, "①水を吸う",
        (Turn(_is_reference, None, "①の結果"),),
    ),
    Marker("※", "※", lazy(rf"(※){_SIGNS}"), "caution", None, "※夜は行わない"),
    Marker(": ", ":：", lazy(r"([:：])[ \t　]+(?=\S)"), "arrow", None, ": 養分を作る働き"),
    Marker(
        "→", "→⇒➡➔⇨=-", lazy(rf"([→⇒➡➔⇨]|[=-]>(?=[ 　]))\ufe0f?{_SIGNS}"), "arrow", None, "→酸素が出る",
        take=lambda body, match: ("arrow", _ARROWS.get(match[1], match[1]), body[match.end() :], match.end()),
    ),
    Marker(
        "Q:", "QＱ問設質第*",
        lazy(
            rf"(?:\*\*)?(?:(?:[QＱ]|問題?|設問|質問)\s*[{COUNTED}]{{0,3}}(?:\*\*)?\s*(?:[:：]|[.．](?![0-9０-９.．]))(?:\*\*)?[\s　]*"
            rf"|(?:(?:[QＱ]|問題?|設問)\s*[{COUNTED}]{{1,3}}|第\s*[{COUNTED}]{{1,3}}\s*問)(?:\*\*)?[\s　、)）]+|問[\s　]+)"
            rf"|\*\*(?:例題|(?:例題|問題?|設問|(?:演習|練習|確認)(?:問題)?)\s*[{COUNTED}]{{1,3}})(?:{_IN_PARENTHESES})?\*\*[\s　]*(?=\S)(?:{_IN_PARENTHESES}[\s　]*)?"
        ),
        "question", None, "Q: 光合成の場は？", take=_whole_mark("question"),
    ),
    Marker(
        "A:", f"AＡ答正解回こ*{_RIGHT}",
        lazy(
            rf"(?:[{_RIGHT}]\ufe0f?[ 　]*)?"
            r"(?:\*\*)?(?:(?:[AＡ]|Ans(?:wer)?|答え?|正解|正答|解答|回答|こたえ)\s*[0-9０-９]{0,3}(?:\*\*)?\s*(?:[:：]|[.．](?![.．]))(?:\*\*)?[\s　]*"
            r"|(?:答え?|(?:正解|正答|解答)(?=[\s　]+[^はがの]))[\s　]+"
            r"|(?<=\*\*)(?:考え方と)?(?:解答例?|略解|解|答え?|こたえ|正解|正答)\*\*[\s　]+(?=[^はがの]))"
        ),
        "answer", None, "A: 葉緑体", take=_whole_mark("answer"),
    ),
    Marker(
        "解説:", "解説*", lazy(r"(?:解説|説明)\s*[:：][\s　]*|解説[\s　]+(?=[^はがの])|\*\*解説(?:\*\*\s*[:：]|\s*[:：]\*\*)[\s　]*"), "explanation", None, "解説：緑の粒である。",
        take=_whole_mark("explanation"),
    ),
    Marker("【】", "【", lazy("【"), "facet", Rank.FACET, "【仕組み】", take=_bracketed),
    Marker("＜＞", "＜〈", lazy(r"[＜〈]([^＜＞〈〉]+)[＞〉]$"), "section", Rank.ANGLED, "＜植物＞", take=_within("section")),
    Marker("[^1]:", "[", lazy(r"(\[\^[^\]]+\]):[ 　]*(?=\S)"), "caution", None, "[^1]: 植物の細胞にある"),
    Marker("[]", "[", lazy(r"\[([^\]]*)\]$"), "facet", None, "[cloze]", take=_within("facet")),
    Marker(">", ">＞", lazy("[>＞]"), "plain", None, "> 植物は動かない。", take=_quoted),
)  # fmt: skip
"""In the order in which they are tried."""
_BY_FIRST: dict[str, list[Marker]] = {}
for _marker in MARKERS:
    for _char in _marker.starts:
        _BY_FIRST.setdefault(_char, []).append(_marker)

SECTIONS = {"■": Rank.SQUARE, "◆": Rank.DIAMOND, "＜": Rank.ANGLED, "〈": Rank.ANGLED}
"""The sections that have a rank of their own; the others are round."""


def level(line: Line) -> Level:
    """Return where the entry stands that a line opens by its marker."""
    if line.kind in ("bullet", "number"):
        return Level(Rank.BULLET, depth(line.indent))
    if line.mark.startswith("#"):
        return Level(Rank.HEADING, len(line.mark) - 1)
    return Level(Rank.SUB) if line.kind == "sub" else Level(SECTIONS.get(line.mark, Rank.ROUND))
