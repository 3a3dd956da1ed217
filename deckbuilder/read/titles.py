"""Titles: a term or heading with the 【tags】 at its end and the brackets or the bold print round it."""

import re
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import LONGEST_BARE_TITLE, LONGEST_TERM, is_noun_phrase
from deckbuilder.read import directives
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import ONLY_DRAWN
from deckbuilder.read.words import is_connective

WRAPPED = lazy(r"(?:【([^【】]+)】|＜([^＜＞]+)＞|\*\*([^*]+)\*\*)$")
_TRAILING = lazy(r"\s*(?:【([^【】]*)】|\[([A-Za-z:一-龠ぁ-んァ-ヶ]+)\])$")
"""A title in brackets or bold, and a 【tag】 or [directive] at its end."""
_EMOJI = lazy(r"(?<=\S)\s+:[a-z][a-z0-9_+-]+:\s*$")
"""The name of an emoji behind a title: 注意 :warning:."""
_TAGS = lazy(r"(?:\s*【[^【】]*】)+$")
_PREDICATED = lazy(r"[をが].*(?:[うくすつぬむぶる]|[たいだ])$|です$|ます$")
"""A title says no whole sentence."""


class Name(NamedTuple):
    """What stands in brackets, and its column."""

    text: str
    col: int


class Title(NamedTuple):
    """A term or heading, taken apart."""

    md: str
    offset: int
    """Of `md` in what was taken apart."""
    plain: str
    tags: tuple[str, ...]
    names: tuple[Name, ...]
    """What may be directives; `col` is the offset."""


def parted(text: str) -> Title:
    """Take a term or heading apart: `EKS 【重要】` is EKS with a tag, `【料金】` is 料金."""
    tags: list[str] = []
    names: list[Name] = []
    while (match := _TRAILING.search(text)) and match.start():
        in_brackets = match[1] is not None
        name = (match[1] if in_brackets else match[2]).strip()
        names.append(Name(name, match.start()))
        if directives.read(name) is None:
            if not in_brackets:
                break
            tags += [name] if match[1] else []
        text = text[: match.start()]
    text = _EMOJI.sub("", text)
    offset, md = 0, text.rstrip(" :：") or text
    while match := WRAPPED.fullmatch(md):
        inner = match[1] or match[2] or match[3]
        offset, md = offset + md.index(inner), inner.rstrip(" :：") or inner
    return Title(md, offset, plain(md), tuple(reversed(tags)), tuple(reversed(names)))


def bare(text: str) -> str:
    """Return a line's text without the 【tags】 at its end and without markup."""
    return plain(_TAGS.sub("", text) or text) if text.endswith("】") else plain(text)


def bold_title(text: str) -> str:
    """Return what a line that is bold from end to end says, if it can stand as a title; else an empty string."""
    match = WRAPPED.fullmatch(_DRAWN_BEHIND.sub("", text)) if text.startswith("**") else None
    inner = match[3].strip(" :：【】") if match else ""
    whole = not re.search("[、=＝<>≦≧]", inner) and not inner.endswith(("。", "．", ".", "！", "!"))
    return inner if whole and len(inner) <= LONGEST_TERM and not _PREDICATED.search(inner) else ""


_DRAWN_BEHIND = lazy(f"[ 　]+{ONLY_DRAWN}")
_ASKS = "(?:問題?|設問|質問|クイズ|例題)[ 　]?[0-9０-９]{0,3}"
_DECORATION = lazy(
    r"(?:(?:[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]+|:[a-z][a-z0-9_+-]+:)\s*)?"
    r"(?:[0-9０-９]{1,2}　+|#(?=[ぁ-んァ-ヶ一-龠])|[0-9０-９]+(?:[-.．][0-9０-９]+)*[.．:：)）、]\s*|[0-9]+(?:\.[0-9]+)+\s+(?![ぁ-ん])|[(（][0-9０-９]{1,2}[)）]\s*"
    r"|(?:[①-⑳⒈-⒛・●◎■◆□◇◾◽▪▫▶▷★☆]\ufe0f?\s*)+|\\?\*[0-9]{1,2}\s+|(?:ex|例|[QＱ][0-9０-９]{0,3})[.．:：]\s*"
    rf"|{_ASKS}[.．:：]\s*|【{_ASKS}】[ 　]*|{_ASKS}(?<=[0-9０-９])[ 　、)）]+(?![解回正][答説]|答))?"
    r"(?=(?:\*\*|==|[`「【<])?\.?[^\W\d_])"
)
"""What numbers or adorns a title, or only says that it asks: 2.3.1., ①, ✅, :memo:, #, ・, Q:, 例：, 問題：, 【問1】; also before .png."""


def undecorated(title: str) -> str:
    """Return a title without the number and the signs before it."""
    decoration = _DECORATION.match(title)
    return title[decoration.end() :] if decoration else title


_NO_TITLE = lazy(r"//|/\*|[(（\[［「『【…〜~<!]|[\d\W]+$|.*(?:[：→⇒➡]|\t\S|: |[-=]>|[^\W\d][ 　]?[0-9]+:[!-~]|[{;]$)")
_PREDICATE_END = lazy(r"(?:[ぁ-ん]い|[ぁ-ん一-龠]る|[一-龠][うくすむぶ]|[ぁ-ん]く)$")
"""Verbs and adjectives, of which a title of a word or two may be one: 走る."""


def reads_as_title(text: str, clause: bool) -> bool:
    """Tell whether an unmarked line can be a title by its wording; with `clause`, 処分をする場合の手続き is one."""
    if _NO_TITLE.match(text) or (len(text) > 8 and _PREDICATE_END.search(text)):
        return False
    return is_noun_phrase(text, LONGEST_BARE_TITLE, clause)


def before_colon(text: str) -> str:
    """Return the name, maybe in bold, that a line with a colon at its end is: 葉柄：; nothing of what leads a text on, 例えば：."""
    text = text.replace("**", "").rstrip()
    name = text.rstrip(":： ")
    is_name = text.endswith((":", "：")) and not is_connective(text) and is_noun_phrase(bare(name))
    return name if is_name else ""
