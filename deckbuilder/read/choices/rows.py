"""What a row of an exam note says: a choice, a question's number, which choice is right, that an explanation follows."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import RECENT
from deckbuilder.read.comments import without_memos
from deckbuilder.read.markers import COUNTED, Line
from deckbuilder.read.ranks import HASHES


class Row(NamedTuple):
    """A physical line outside of what is taken as one, or one in a fence that holds choices."""

    at: int
    """Index of the Line it is of."""
    number: int
    kind: str
    """Of its Line; `fenced` inside a fence, `close` where a <details> ends."""
    indent: int
    text: str
    col: int
    is_broken: bool = False
    """The author breaks the line for good: two blanks or a backslash at its end."""


class Label(NamedTuple):
    """A row that begins with the letter or number of a choice."""

    family: str
    place: int
    shown: str
    text: str
    """What is behind the label, with the marks of right and wrong."""
    start: int
    """Where that begins in the row."""


_TAKEN_AS_ONE = frozenset(("blank", "comment", "pragma", "code", "summary", "table", "math", "html"))
LISTED = frozenset(("bullet", "sub", "dot", "number"))
"""Kinds of rows that are items of a list."""
_PLAIN_CODE = frozenset(("", "text", "txt", "plain", "plaintext", "markdown", "md"))


def row_list(lines: Sequence[Line], physical: Sequence[str]) -> list[Row]:
    """Return the rows of a file; comments are none."""
    shared = {one.first for one, other in pairwise(lines) if one.first == other.first}
    found: list[Row] = []
    for at, line in enumerate(lines):
        if line.kind == "blank" and not line.mark:  # a third of all lines
            found.append(Row(at, line.first, "blank", line.indent, "", 1))
        elif line.kind in _TAKEN_AS_ONE:
            found += _rows_of(at, line)
        elif line.first in shared:
            mark = _in_line(lines, at) if line.mark == "①" else line.mark
            found.append(Row(at, line.first, line.kind, line.indent, f"{mark}{line.text}", line.col - len(mark)))
        else:
            found.append(_physical(at, line, physical[line.first - 1]))
    return found


def _rows_of(at: int, line: Line) -> Iterator[Row]:
    """Yield the rows of a line that is no text, or that stands for several rows."""
    if line.kind == "code":
        inner = [row.strip() for row in line.text.split("\n")]
        if line.mark in _PLAIN_CODE and _has_choices(inner):
            for number, text in enumerate(inner, line.first + 1):
                yield Row(at, number, "fenced" if text else "blank", line.indent, text, 1)
            return
        yield Row(at, line.first, "code", line.indent, "", 1)
    elif line.kind == "summary" and not line.text:
        yield Row(at, line.first, "close", line.indent, "", 1)
    elif line.kind == "blank" and labelled(line.mark):
        yield Row(at, line.first, "number", line.indent, line.mark, line.indent + 1)
    elif line.kind not in ("comment", "pragma"):
        yield Row(at, line.first, line.kind, line.indent, line.text if line.kind == "summary" else "", 1)


def _physical(at: int, line: Line, raw: str) -> Row:
    """Return the row that a line of text is, with its marker."""
    text = without_memos(raw).strip()
    is_broken = raw.endswith(("  ", "\\"))
    kind = "heading" if line.mark.startswith("#") else line.kind
    col = len(raw) - len(raw.lstrip()) + 1
    return Row(
        at, line.first, kind, line.indent, text.removesuffix("\\").rstrip() if is_broken else text, col, is_broken
    )


def _in_line(lines: Sequence[Line], at: int) -> str:
    """Return the circled number of an item that stands on one line with others: ① 葉 ② 茎."""
    first = at
    while first and lines[first - 1].first == lines[at].first:
        first -= 1
    return "①②③④⑤⑥⑦⑧⑨⑩"[min(at - first, 9)]


def _has_choices(texts: list[str]) -> bool:
    found = [label for text in texts if (label := labelled(text))]
    after_each_other = any(
        one.family == other.family and other.place == one.place + 1 for one, other in pairwise(found)
    )
    return after_each_other or any(answer_key(text) is not None for text in texts)


# --- choices -----------------------------------------------------------------------------------

_LEAD = lazy(r"(?:[>＞][ 　]*)*(?P<bullet>[-*+•・●▪][ 　\t]+|[・●])?(?P<box>\[[ xX]\][ 　\t]*)?")
"""A row's bullet, checkbox and marks of quotation."""


def lead_length(text: str) -> int:
    """Return how many characters a row's bullet, checkbox and marks of quotation take."""
    lead = _LEAD.match(text)
    assert lead  # it may be empty
    return lead.end()


_KANA = "アイウエオカキクケコ"
_LABEL = lazy(
    rf"(?>{_LEAD.pattern})"
    r"(?P<bold>\*\*|__|`)?(?P<open>[(（\[［【〔])?(?P<label>[A-Ja-jＡ-Ｊａ-ｊアイウエオカキクケコ1-9１-９]|10|[①-⑩])"
    r"(?P<shut>\*\*|__|`)?(?P<close>[)）\]］】〕])?"
    r"(?P<sep>[ 　]*[.．:：、)）](?:\*\*|__|`)?|(?=[ 　\t]))?(?P<blank>[ 　\t]*)(?P<text>.*)$"
)
BEGINNINGS = frozenset(
    ">＞-*+•・●▪[_`(（［【〔ABCDEFGHIJＡＢＣＤＥＦＧＨＩＪabcdefghijａｂｃｄｅｆｇｈｉｊアイウエオカキクケコ0123456789１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩"
)
"""What the row of a choice may begin with; most rows do not."""
_FAMILIES = (("upper", "ABCDEFGHIJ"), ("lower", "abcdefghij"), ("kana", _KANA))


def labelled(text: str) -> Label | None:
    """Return the label that a row begins with, a bullet, quotation or bold aside."""
    match = _LABEL.match(text)
    if not match:
        return None
    family, index = place_of(match["label"])
    said, at = match["text"], match.start("text")
    is_circled = match["label"] in "①②③④⑤⑥⑦⑧⑨⑩"
    if not (is_circled or match["close"] or match["sep"] is not None or match["shut"]):
        return None
    if match["sep"] == "" and not match["close"] and not is_circled and not _stands_apart(match):
        return None
    if match["open"] and not match["close"] and (match["sep"] or "")[:1] not in (")", "）"):
        return None
    if family == "digit" and not match["blank"] and said[:1].isdigit():
        return None
    for sign in ("**", "__", "`"):
        if said.count(sign) % 2:
            said = said.removesuffix(sign) if said.endswith(sign) else said.replace(sign, "", 1)
    family = "circled" if is_circled else family
    return Label(family, index, unicodedata.normalize("NFKC", match["label"]), said.strip(), at)


def parts_of(row: Row) -> list[Row]:
    """Return the choices that stand on one row, each as a row: ア 葉　イ 茎; between two of them is more than a blank."""
    found = _parted(row, _GAP)
    return found if len(found) > _FEW else _parted(row, _WIDE_GAP)


_FEW = 2
_GAP, _WIDE_GAP = lazy(r"[ 　\t]+"), lazy(r"　|[ \t]{2,}")


def _parted(row: Row, gap: re.Pattern[str]) -> list[Row]:
    starts, last = [0], labelled(row.text)
    for match in gap.finditer(row.text):
        found = labelled(row.text[match.end() :])
        if found and last and found.family == last.family and found.place == last.place + 1:
            starts.append(match.end())
            last = found
    ends = [*starts[1:], len(row.text)]
    return [
        row._replace(text=row.text[start:end].rstrip(), col=row.col + start)
        for start, end in zip(starts, ends, strict=True)
    ]


def _stands_apart(match: re.Match[str]) -> bool:
    """Tell whether nothing but a blank parts label and text in a way that no sentence begins: A cat, 1 つ."""
    wide = len(match["blank"]) > 1 or match["blank"] == "\u3000"
    return wide or match["label"] in _KANA or match["text"].lstrip("*=")[:1] > "\u00ff"


def place_of(label: str) -> tuple[str, int]:
    """Return the family of a label and its place in it, from 0 on."""
    label = unicodedata.normalize("NFKC", label)
    for family, members in _FAMILIES:
        if label in members:
            return family, members.index(label)
    return "digit", int(label) - 1


def box_of(row: Row) -> tuple[bool, str, int] | None:
    """Return (whether it is ticked, the text behind it, where that begins) of a bullet with a checkbox."""
    found = _BOX.match(row.text)
    return (found[1] in "xX", row.text[found.end() :].strip(), found.end()) if found else None


def is_unticked(row: Row) -> bool:
    """Tell whether a row has a checkbox without a tick."""
    box = box_of(row)
    return box is not None and not box[0]


_BOX = lazy(r"(?:[>＞][ 　]*)*(?:[-*+]|[0-9]{1,2}[.)])[ 　\t]+\[([ xX])\][ 　\t]+")


_SAID_RIGHT = r"正解|正答|[Cc]orrect|right"
_SAID_TRUE, _SAID_FALSE = r"正しい|正|○|〇|◯", r"誤り|誤|不正解|不適|×|✕"
_VERDICT = lazy(
    r"^(?P<head>[✓✔✅☑⭕❌✗✘❎]\ufe0f?)\s*|\s*(?:(?P<tail>[✓✔✅☑⭕❌✗✘❎])\ufe0f?|[（(【\[]\s*(?P<said>"
    + f"{_SAID_RIGHT}|{_SAID_TRUE}|{_SAID_FALSE}"
    + r")\s*[)）】\]]|[←⇐]\s*(?P<arrow>正解|正答|これが正解)[!！]?)\s*$"
)


def verdict(text: str) -> tuple[str, str]:
    """Return a choice without its mark, and what that says: right, wrong, true, false, or nothing.

    A statement that is true is the right choice only where the question asks for what is true.
    """
    match = _VERDICT.search(text)
    if not match:
        return text, ""
    sign = next(filter(None, match.groups()))
    said = "right"
    if sign in "❌✗✘❎":
        said = "wrong"
    elif re.fullmatch(_SAID_TRUE, sign):
        said = "true"
    elif re.fullmatch(_SAID_FALSE, sign):
        said = "false"
    return (text[: match.start()] + text[match.end() :]).strip(), said


# --- answers -----------------------------------------------------------------------------------

_ADMONITION = lazy(
    r"(?:\?\?\?\+?|!!!)\s*[\w-]+\s*\"(?P<title>[^\"]*)\"|:::\s*details\s+(?P<details>.*)|\[![\w-]+\][-+]?\s*(?P<callout>.*)"
)
_KEY = lazy(
    r"(?:(?:第?\d+問|問題?\s*\d+|Q\s*\d+)\s*の?\s*)?"
    r"(?:(?:正解|解答|回答|答え)(?:と|・|及び|＆|&|/)?(?:解説|説明)|正解|正答|解答|回答|正しい答え|答え|答|こたえ"
    r"|(?:correct |(?:show|see|view|reveal) (?:the )?)?answers?|correct|ans(?=[.:\s])|A(?=[.:]\s*[(\[]?[アイウエオカキクケコ1-9]))(?:番号|選択肢|肢)?(?:を(?:見る|表示)|を見る)?"
    r"\s*(?:$|[:】\])=→.]\s*|(?:は[、,]?\s*|\s+)(?=[(\[【「『]?(?:[A-Ja-jアイウエオカキクケコ1-9]|選択肢|肢)))(?P<rest>.*)$",
    re.IGNORECASE,
)


@lru_cache(RECENT)
def bare_text(text: str) -> str:
    """Return a row for looking at its words: without bullet, quotation, hashes, emphasis and pictograms."""
    text = text[lead_length(text) :]
    if found := _ADMONITION.match(text):
        text = found["title"] or found["details"] or found["callout"] or ""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(rf"^{HASHES}\s*|\*\*|__|`|[*_](?=[^*_]+[*_]$)", "", text).strip()
    return re.sub(r"^[^\w(\[【「<$\\]+", "", text).lstrip("【[").strip()


def answer_key(text: str) -> str | None:
    """Return what stands behind 正解：, 答え, Answer …, maybe nothing; None for a row that says none of these."""
    match = _KEY.match(bare_text(text))
    return match["rest"].strip() if match else None


_EXPLANATION = lazy(
    r"(?:(?:正解|解答|回答|答え)(?:と|・|及び|＆|&|/)?)?(?:(?:各|それぞれの)?選択肢の)?(?:解説|説明|理由|根拠|explanation|reason|ポイント|補足|考え方|解き方)(?:・補足|と理由)?\s*(?:$|[:】\]]\s*|(?<=解説)\s+(?=[^はがの]))",
    re.IGNORECASE,
)
_CHOICES_WORD = lazy(
    r"(?:[0-9]+[.．])*\s*(?:選択肢|解答群|選択|choices|options)(?:一覧)?(?:を(?:見る|表示(?:する)?|開く))?\s*(?:$|[:】\]]$)",
    re.IGNORECASE,
)


def explains(text: str) -> bool:
    """Tell whether a row is or begins with a label of the explanation."""
    return bool(_EXPLANATION.match(bare_text(text)))


def unlabelled(row: Row) -> tuple[str, int]:
    """Return a row without a label of the explanation at its head, and where the rest begins."""
    text = row.text
    match = re.match(
        r"(?:[>＞][ 　]*)*(?:[-*+•・●▪][ 　]+)?#{0,6}[ 　]*[^\w(（「【\[]*(?:\*\*|【)?(?:(?:各|それぞれの)?選択肢の)?"
        r"(?:解説|説明|理由|explanation)(?:】|\*\*)?\s*[:：]?(?:\*\*)?\s*",
        text,
        re.IGNORECASE,
    )
    if match and explains(text):
        return text[match.end() :], match.end()
    return text, 0


def names_choices(text: str) -> bool:
    """Tell whether a row only says that choices follow."""
    return bool(_CHOICES_WORD.match(bare_text(text)))


def only_names(text: str) -> bool:
    """Tell whether a row only says that choices follow, or that the answer does."""
    return names_choices(text) or answer_key(text) == "" or bare_text(text) == "A:"


# --- questions ---------------------------------------------------------------------------------

_HEAD = lazy(
    r"(?P<lead>(?:[>＞][ 　]*)*#{0,6}[ 　]*(?:[-*+][ 　]+)?(?:[^\w(（「【\[<$\\*]+)?(?:\*\*|【)?(?:■|◆)?)"
    rf"(?P<word>第[ 　]*[{COUNTED}]+[ 　]*問|(?:問題?|設問|質問|例題|練習問題|演習問題|過去問|Question|Scenario|シナリオ|状況|[QＱ])"
    rf"[ 　]*(?:No)?[.．#＃]?[ 　]*(?P<count>[{COUNTED}]{{0,3}})(?:[ 　]*トピック[ 　]*[0-9]{{1,3}})?)(?P<shut>】|\*\*)?(?P<sep>[ 　]*[:：.．)）、]|[ 　]+|(?=[（(])|(?<=】)|(?<=\*\*)|$)(?:\*\*)?[ 　]*(?P<text>.*)$",
    re.IGNORECASE,
)


_BARE_NUMBER = lazy(HASHES + "[ 　]*[0-9０-９]{1,3}[.．]?")


class Head(NamedTuple):
    """A row that begins a question: its word, whether it is numbered, what stands behind it and where."""

    word: str
    is_numbered: bool
    text: str
    start: int


def question_head(text: str) -> Head | None:
    """Return the number or word that a row begins a question with."""
    match = _HEAD.match(text)
    if not match:
        return Head("", True, "", len(text)) if _BARE_NUMBER.fullmatch(text) else None
    counted = bool(match["count"]) or match["word"].startswith("第")
    marked = "【" in match["lead"] or match["sep"].strip(" 　") in (":", "：") or "**" in match["lead"]
    if not counted and match["text"] and not marked:
        return None
    said = match["text"]
    if "**" in match["lead"] and said.count("**") % 2:
        said = said.replace("**", "", 1)
    if "【" in match["lead"] and not match["shut"] and said.endswith("】"):
        said = said[:-1]
    return Head(match["word"], counted, said.strip(), match.start("text"))


_ASKS = lazy(
    r"どれ(?:か|です|でしょう)|いずれ(?:か|です)|[？?]\s*(?:[(（【].{0,30})?$|選(?:べ(?![るばまな])|び(?=なさい|ましょう|出)|択せよ|択しなさい|択してください|んでください)|(?:です|ます|でしょう|せん)か[。．]?(?:\s|$|[(（])"
    r"|(?:もの|記述|組合せ|組み合わせ|説明|選択肢)(?:は|を)(?:[。．:：]?$|次)|次のうち|答えよ|答えなさい|か。$|何か。|正しいのは|誤っているのは|which|what\b",
    re.IGNORECASE,
)
_CHOOSES = lazy(
    r"(?:どれ|いずれ)か[。．.]?\s*(?:[(（【].{0,30})?$|選(?:べ(?![るばまな])|び(?:なさい|ましょう)|択せよ|択しなさい|んでください)|どれ(?:です|でしょう)か|次のうち.*(?:[？?か。]$)"
)


def asks(text: str) -> bool:
    """Tell whether a text may be a question."""
    return bool(_ASKS.search(text.strip(" *_`　")))


def asks_to_choose(text: str) -> bool:
    """Tell whether a text asks which of several it is, whatever stands below."""
    return bool(_CHOOSES.search(text.strip(" *_`　")))
