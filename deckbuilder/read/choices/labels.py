"""How a choice is labelled and marked: by a letter or number, with a sign that it is right or wrong."""

import re
import unicodedata
from typing import NamedTuple

from deckbuilder.base.patterns import lazy


class Label(NamedTuple):
    """A row that begins with the letter or number of a choice."""

    family: str
    place: int
    shown: str
    text: str
    """What is behind the label, with the marks of right and wrong."""
    start: int
    """Where that begins in the row."""


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
