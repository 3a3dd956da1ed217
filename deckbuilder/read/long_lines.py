"""Lines that hold several: items side by side, what a paste has glued, and what is longer than a text may be."""

from itertools import pairwise

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.read.markers import MARKERS, Line, LineKind, classify

LONGEST_TEXT = 2_000
"""Characters of a text that is read as one."""
_GLUED = lazy(r"(?P<end>[。．！？])[ 　]+(?P<mark>[-*+●])[ 　]+(?P<term>\S.*)$")
_ANSWERED = lazy(
    r"(?<=[。．？?])[ 　/／]*(?=(?:[AＡ](?!.*[ 　][BＢ][.．:：])|答え?|回答|解答|正解)[:：.．][ 　]*[^\s:：.．])"
    r"|(?<=[？?])[ 　]*(?=[→⇒][ 　]*(?!→|⇒).*\w)"
)
"""Where the answer begins behind a question, or the arrow to it; A. 葉 B. 茎 are choices."""
_ASKING = frozenset("".join(marker.starts for marker in MARKERS if marker.kind == "question"))
"""What an item that is a question may begin with."""
_INLINE_CIRCLED = lazy(r"(?<=[\s、。；;])[①-⑳]")
_FOLLOWING = "②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def spread(line: Line) -> list[Line]:
    """Split what stands on one line and is several: ①申請 ②審査 ③承認, and …する。 - 用語 glued by a paste."""
    if line.kind == "number" and line.mark == "①":
        return _inline_items(line)
    if _asks(line) and (answer := _ANSWERED.search(line.text)):
        return _answered(line, *answer.span())
    match = _GLUED.search(line.text) if line.kind == "plain" else None
    if not match or not is_noun_phrase(match["term"]):
        return [line]
    kind: LineKind = "sub" if match["mark"] == "●" else "bullet"
    tail = Line(kind, line.first, line.last, 0, match["mark"], match["term"], line.col + match.start("term"))
    return [line._replace(text=line.text[: match.end("end")]), tail]


def _asks(line: Line) -> bool:
    is_item = line.kind in ("bullet", "number") and line.text[:1] in _ASKING
    return line.kind == "question" or (is_item and classify(line.text, line.first).kind == "question")


def _answered(line: Line, end: int, at: int) -> list[Line]:
    """Split a question from its answer behind it: Q: 光合成の場は？　A: 葉緑体."""
    answer = classify(line.text[at:], line.first)
    return [
        line._replace(text=line.text[:end]),
        answer._replace(kind="answer", indent=line.indent, col=line.col + at + answer.col - 1),
    ]


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


_CUT = lazy(rf"(?s).{{1,{LONGEST_TEXT}}}(?:(?<=[。．！？、\s])|$)|.{{1,{LONGEST_TEXT}}}")


def cut(line: Line) -> list[Line]:
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
