"""The notation inside a line: marks, ruby, formulas, code. Slots travel between control characters.

Markdown proper (emphasis, links, pictures) is left to Markdown; this is what Markdown does not
know, or what has to be found before Markdown sees the text.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from deckbuilder.base.files import PICTURES, SOUNDS, VIDEOS
from deckbuilder.base.html_text import TAG
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import RECENT

OPEN, MIDDLE, CLOSE = "\x0e", "\x10", "\x0f"
"""A slot in Markdown: OPEN number MIDDLE text CLOSE. Control characters never come from a file."""

TOKEN = lazy(
    r"(?=[\\\]<h`${｜*=~^!\[]|(?<![一-龠々〆ヶ])[一-龠々〆ヶ]++《)"  # what it may begin with, as hardly any sign of a text does
    r"(?:\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|$=~<>【】])"
    r"|(?P<target>\]\((?:[^()\n]|\([^()\s]*\))*\)|<https?:[^<>\s]*>|https?://[!-()+-;?-~=]+)"
    r"|(?<!`)(?P<fence>`+)(?!`)(?P<code>.+?)(?<!`)(?P=fence)(?!`)"
    r"|\$\$(?P<display>[^$\n]+)\$\$"
    r"|\$(?=[^\s$])(?P<math>[^$\n]*[^$\s])\$(?!\d)"
    r"|\{(?P<base>[^{}|｜\n]+)[|｜](?P<reading>[^{}|｜\n]+)\}"
    r"|(?:｜(?P<long>[^｜《》\n]+)|(?<![一-龠々〆ヶ])(?P<kanji>[一-龠々〆ヶ]++))《(?P<kana>[ぁ-ゖァ-ヺー・]+)》"
    r"|(?P<both>\*?)\*\*(?=[^\s*])(?P<bold>(?>`[^`]*`|\*(?!\*)|[^*])+?(?<=[^\s*])\*?)(?P=both)\*\*(?!\*)"
    r"|==(?=[^\s=>])(?P<high>[^=]*?[^\s=])==(?!=)"
    r"|~~(?=[^\s~])(?P<struck>[^~]*?[^\s~])~~(?!~(?!~))"
    r"|(?<=[A-Za-z)\]])~(?P<low>[a-z0-9+-]{1,3})~(?!~)|(?<=[A-Za-z0-9)\]])\^(?P<raised>[A-Za-z0-9+-]{1,4})\^"
    r"|(?P<embed>!?)\[\[(?P<page>[^\s\[\]|][^\[\]|\n]*)(?:\|(?P<alias>[^\[\]|\n]+))?\]\])"
)
_BLANK = lazy(r"【(?P<blank>[^【】]+)】")
LINK = lazy(r"!?\[([^\[\]]*)\]\(\s*+(?:[^()\s]|\([^()\s]*\))*+(?:\s+\"[^\"]*\")?\s*\)|<(https?://[^<>\s]+)>")
URL = lazy(r"https?://[!-;=?-~]+")
MEDIUM = "|".join(map(re.escape, sorted(PICTURES | SOUNDS | VIDEOS)))
"""What the name of a picture, a sound or a video ends in, as a pattern."""
IMAGE = lazy(r"!\[(?:(?:[^\[\]]|\[[^\[\]]*\])*+\]\(|\[[^\[\]|]+(?i:" + MEDIUM + r")(?:\|[^\[\]]*)?\]\])")
"""The start of a picture: ![](eks.png), or ![[eks.png]]."""
_EMPHASIS = lazy(r"(?<![*\w])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![*\w])")
_TAG = lazy(TAG)


def masked(md: str) -> str:
    """Return `md`, as long as before, with code, formulas, marks, links and HTML tags blacked out."""
    if has_no_token(md):
        return md
    for pattern in (LINK, TOKEN, _TAG, URL):
        md = pattern.sub(lambda match: "\u25a1" * len(match.group()), md)
    return md


@lru_cache(RECENT)
def is_reference(md: str) -> bool:
    """Tell whether a text only says where something stands: links, addresses, [[葉]] を見る, ここでは…を説明する."""
    if _INTRODUCTION.fullmatch(md):
        return True
    if ("](" not in md and "://" not in md and "[[" not in md) or IMAGE.search(md):
        return False
    rest = URL.sub("", LINK.sub("", md))
    return not re.search(r"\w", rest) or bool(_POINTS.fullmatch("".join(_PAGE.sub("", rest).split())))


_PAGE = lazy(r"(?<!!)\[\[[^\[\]\n]+\]\]")
_POINTS = lazy(
    r"(?:(?:詳しくは|くわしくは|詳細は)?[、・とや]*[をもは]?(?:見る|見よ|見てください|ご覧ください|読む|参照(?:する|してください|のこと)?)。?)+|より(?:引用)?。?|(?:から|を)引用。?"
)
"""What is left of a text that points at a page, without its links."""


_INTRODUCTION = lazy(
    r"(?:ここでは|本章では|この章では|本節では|この節では|今回は|以下では)[^。]{0,60}"
    r"(?:説明|解説|紹介|整理|記述|まとめ)(?:する|します|していく|していきます|る|ます)。?"
)


def ruby_of(match: re.Match[str]) -> tuple[str, str] | None:
    """Return (base, reading) if the token is ruby."""
    if match["base"] is not None:
        return match["base"], match["reading"]
    if match["kana"] is not None:
        return match["long"] or match["kanji"], match["kana"]
    return None


@lru_cache(RECENT)
def plain(md: str) -> str:
    """Return the text of `md` without its markup: bases of ruby, texts of links, no marks."""
    if _PLAIN.fullmatch(md):
        return md
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"{OPEN}{len(kept) - 1}{CLOSE}"

    def token(match: re.Match[str]) -> str:
        if ruby := ruby_of(match):
            return keep(plain(ruby[0]))
        if (inner := match["bold"] or match["high"] or match["struck"]) is not None:
            return keep(plain(inner))
        if script := match["low"] or match["raised"]:
            return keep(script)
        if match["page"]:
            return keep(match["alias"] or match["page"])
        if match["target"]:
            return match.group()
        return keep(match["escaped"] or match["code"] or match["display"] or match["math"] or "")

    text = TOKEN.sub(token, md)
    text = LINK.sub(lambda m: m[1] or m[2] or "", text)
    text = _EMPHASIS.sub(lambda m: m[1], text)
    text = _TAG.sub("", text)
    return re.sub(f"{OPEN}(\\d+){CLOSE}", lambda m: kept[int(m[1])], text).strip()


_PLAIN = lazy(r"[^*`$={}\\\[\]<>~^_《》｜\x0e]*")


def has_no_token(md: str) -> bool:
    """Tell at a glance that there is no notation in a text, as in most; it may be there where this is false."""
    return "://" not in md and _PLAIN.fullmatch(md) is not None


@lru_cache(RECENT)
def marks(md: str, blanks: bool = False) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, inner Markdown) of each mark in `md`, in order.

    Marks are **x** and ==x==; with `blanks` also 【x】. Those inside code, formulas or addresses are text,
    and **正解:** is the label of what follows.
    """
    if "**" not in md and "==" not in md and not (blanks and "【" in md):
        return ()
    found: list[tuple[int, int, str]] = []
    for match in _TOKEN_OR_BLANK.finditer(md) if blanks else TOKEN.finditer(md):
        inner = match["bold"] or match["high"] or (match["blank"] if blanks else None)
        if inner and not _LABEL.search(inner):
            found.append((*match.span(), inner))
    return tuple(found)


_LABEL = lazy(r"\w[:：]$")
_TOKEN_OR_BLANK = lazy(f"{TOKEN.pattern}|{_BLANK.pattern}")


def with_slots(md: str, spans: list[tuple[int, int, str, int]]) -> str:
    """Return `md` with each (start, end, inner, slot) replaced by that slot around `inner`."""
    result, at = [], 0
    for start, end, inner, slot in spans:
        result += [md[at:start], OPEN, str(slot), MIDDLE, inner, CLOSE]
        at = end
    return "".join([*result, md[at:]])


_SLOT = lazy(f"{OPEN}(\\d+){MIDDLE}([^{OPEN}{CLOSE}]*){CLOSE}")


@lru_cache(RECENT)
def without_slots(md: str) -> str:
    """Return `md` with the texts of its slots, and no signs of them."""
    return map_slots(md, lambda _slot, inner: inner)


def map_slots(text: str, replace: Callable[[int, str], str]) -> str:
    """Return `text` with each slot replaced by replace(number, inner)."""
    return _SLOT.sub(lambda match: replace(int(match[1]), match[2]), text) if OPEN in text else text
