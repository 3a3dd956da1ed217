"""Sentences and noun phrases: where they end, which of the two a text is, and what must follow it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from deckbuilder.base.html_text import TAG
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import RECENT

SENTENCE_END = "。．！？!?"
_CLOSERS = "」』）)】］]〉》”’\"'"
_OPEN = "「『（(【［[〈《"
_CLOSE = "」』）)】］]〉》"
_NARROW = {"）": ")", "］": "]"}
_PARTNERS = {one: _NARROW.get(other, other) for one, other in zip(_OPEN, _CLOSE, strict=True)}
_BRACKET = lazy(f"[{re.escape(_OPEN + _CLOSE)}]")
ONE_WORD = lazy(
    r"(?!(?:[A-Za-z]\S* ){2}[A-Za-z])(?:(?:通常|普通|一般|特定|各種|主要|基本)の|主な|(?:一般|基本)的な)?[^ぁ-ん、。]+"
)
"""A text without a particle and a verb, but for one that says nothing: 支柱, オープンソース, 通常の利用; not: pillar of a leaf."""
LONGEST_TERM = 60
"""Characters of a term or a title, whatever marks it."""
LONGEST_BARE_TITLE = 40
"""Characters of a title that nothing marks: what is longer looks like text."""
_LONGEST_END = 60
"""Characters at the end of a text in which what ends it stands."""
_PARTICLE_END = lazy(
    r"(?:[はがをにへでやもて、,，・]|(?<![こご])と|(?<!も)の|から|より|まで|ため|ための|して|および|又は|または)$"
)
_CONDITION_END = lazy(
    r"(?:[うくぐすつぬぶむるいた]と|[えけげせてねべめれ]ば|たら|なら|場合(?:は|には)?|[るた](?:時|とき|際)(?:は|には)?)[、,：:]?$"
)
_CONTINUES = lazy(
    r"[のがはもでに](?=[一-龠ァ-ヶA-Za-z0-9０-９、，])|を|と(?:い[うえわ]|して|する|な[るり]|呼|言|表|定)|等[。．]|など[のを、。]"
)
_VERB_END = lazy(r"(?:する|した|れる|せる|できる|ある|いる|なる|える|ない|ます|です|である|だ|った|ください|よう)$")
_PREDICATE = lazy(
    r"[をが]|には|では|とは|です|ます|(?<!に[対関])する(?!ー)|である|(?<=[一-龠ァ-ヶーA-Za-z0-9）)」』])は(?!じ)"
)
_ENGLISH_END = lazy(r"[a-z]{2}\.$")
ENDS_IN_VERB = lazy(
    r"[一-龠ァ-ヶーA-Za-z0-9）)を][ぁ-ん]{0,4}(?:ように[すな])?(?:[うくぐすつぬぶむる]|ます)$|[うくぐすつむる]ない$"
)
OPEN_ENDS = ("：", ":", "、", "，", "は", "…")
_COUNTING = lazy(
    r"(?<![0-9０-９二三四五六七八九])[0-9０-９二三四五六七八九]++(?:つ|個|点|種類?|段階|要素|項目|通り)(?:の[一-龠ァ-ヶー]{1,8})?(?:が?ある|が?あります|です|である|だ|から成る|からなる|に分かれる|に分類される)?[。．]?$"
)
"""The end of a sentence that says how many things the list below has."""


def is_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does, closing brackets and quotes aside."""
    ended = text.rstrip(_CLOSERS).endswith(tuple(SENTENCE_END)) or text.endswith(tuple(SENTENCE_END))
    return ended or (text.endswith(".") and text[-2:-1] >= "ぁ" and text[-2:-1] <= "ん")


def is_unfinished(text: str) -> bool:
    """Tell whether `text` breaks off in mid-sentence, so that the next line must continue it."""
    return bool(_PARTICLE_END.search(text[-_LONGEST_END:])) or not balanced(text)


def is_condition(text: str) -> bool:
    """Tell whether `text` breaks off where the consequence must follow: 温度を上げると, 入力が空の場合."""
    return len(text) <= LONGEST_TERM and bool(_CONDITION_END.search(text))


def continues(text: str) -> bool:
    """Tell whether a line starts in mid-sentence, with a particle: の二つ, をつける, という."""
    return bool(_CONTINUES.match(text))


_PARENTHESES = lazy(r"[(（][^()（）]*[)）]")


@lru_cache(RECENT)
def without_parentheses(text: str) -> str:
    """Return a text without what stands in parentheses."""
    return _PARENTHESES.sub("", text)


def is_noun_phrase(text: str, limit: int = LONGEST_TERM, clause: bool = False) -> bool:
    """Tell whether `text` can stand as a term or title: short, no sentence, no predicate.

    With `clause` it may have one before its noun: 処分をする場合の手続き.
    """
    if not text or len(text) > limit or is_sentence(text) or not balanced(text):
        return False
    bare = without_parentheses(text)
    if text.endswith(("、", ",", "，", ":", "：", "…", "・")) or "、" in bare or "，" in bare or "。" in text:
        return False
    if not clause and _PREDICATE.search(bare):
        return False
    return not (_VERB_END.search(bare) or _ENGLISH_END.search(bare))


def introduces(md: str) -> bool:
    """Tell whether a text announces the list or table below it: 次の…, …は, 手順は3つある。"""
    return (
        md.endswith(OPEN_ENDS)
        or any(word in md for word in ("次の", "以下", "下記"))
        or bool(_COUNTING.search(md[-_LONGEST_END:]))
    )


def balanced(text: str) -> bool:
    """Tell whether every bracket in `text` has its partner, wide or narrow, in order."""
    stack: list[str] = []
    for char in _BRACKET.findall(text):
        if char in _PARTNERS:
            stack.append(_PARTNERS[char])
        elif char in _CLOSE and (not stack or stack.pop() != _NARROW.get(char, char)):
            return False
    return not stack


@lru_cache(RECENT)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence of `text`, in order, without blanks at the edges.

    A sentence ends after 。．！？ outside brackets, *emphasis* and HTML tags, closing quotes included, after a full stop . behind a
    Latin word and a blank, or behind hiragana, or at a hard line break. A bracket that nothing closes is none.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = depth = 0
    marked, unclosed = any(mark in text for mark in _MARKS), _unclosed(text)
    spans = _EMPHASIS.finditer(text) if "*" in text or "_" in text else ()
    emphasized = [match.span() for match in spans if match[0][0] in "*_"]
    for match in _BOUNDARY.finditer(text):
        mark = match.group()
        if mark[0] == "<":
            continue
        if mark in _OPEN:
            depth += match.start() not in unclosed
            continue
        if mark in _CLOSE:
            depth = max(0, depth - 1)
            continue
        if depth and mark != "\n":
            continue
        end = match.end()
        if mark[0] in "!?！？" and _MENTIONED.match(text, end):
            continue
        if closed := next((last for first, last in emphasized if first < end < last), 0):
            if end + 1 < closed:
                continue
            end = closed
        depth = 0
        if marked and (opener := _open_mark(text[start:end])):
            if not text.startswith(opener, end):
                continue
            end += 2
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _unclosed(text: str) -> list[int]:
    """Return where brackets open that nothing closes."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in _OPEN:
            opened.append(match.start())
        elif opened:
            opened.pop()
    return opened


_MARKS = ("**", "==", "~~")
_EMPHASIS = lazy(
    r"`[^`]*`|\$[^$\n]*\$|(?<![*\\A-Za-z0-9])\*(?=[^\s*])[^*\n]*[^\s*\\]\*(?![*A-Za-z0-9])|(?<![\w\\])_(?=[^\s_])[^_\n]*[^\s_\\]_(?!\w)"
)
"""Text between single marks, and what holds signs that are none: code and formulas."""


def _open_mark(text: str) -> str:
    """Return the mark that `text` opens and does not close, or an empty string."""
    return next((mark for mark in _MARKS if text.count(mark) % 2), "")


_MENTIONED = lazy(r"[をがのに]|は(?!い)|で(?![はも])|と(?![りてこ])")
"""What follows a ？ or ！ that is spoken of and ends no sentence: 「最後に？をつける」."""
_BOUNDARY = lazy(
    rf"{TAG}|[{re.escape(_OPEN + _CLOSE)}]|(?:[。！？]|(?<![0-9０-９])．)+[”’]?|(?<![!?])[!?]++(?=$|[^!-~])|(?<=[a-z])\.(?= )|(?<=[ぁ-ん])\.(?=[^!-~]|$)|\n"
)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield start + left, start + left + len(piece)
