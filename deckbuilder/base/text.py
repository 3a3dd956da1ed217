"""Text: folding for comparison, sentences, noun phrases, numbers, HTML as plain text.

Everything here works on plain strings and knows nothing of notes or cards.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from deckbuilder.base.patterns import lazy

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
_PREDICATE = lazy(r"[をが]|には|では|とは|です|ます|(?<!に[対関])する(?!ー)|である|(?<=[一-龠ァ-ヶー])は")
_ENGLISH_END = lazy(r"[a-z]{2}\.$")
OPEN_ENDS = ("：", ":", "、", "，", "は", "…")
_COUNTING = lazy(
    r"(?<![0-9０-９二三四五六七八九])[0-9０-９二三四五六七八九]++(?:つ|個|点|種類?|段階|要素|項目|通り)(?:の[一-龠ァ-ヶー]{1,8})?(?:が?ある|が?あります|です|である|だ|から成る|からなる|に分かれる|に分類される)?[。．]?$"
)
"""The end of a sentence that says how many things the list below has."""
_ELEMENTS = "|".join(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas "
    "caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption "
    "figure font footer form frame frameset h[1-6] head header hgroup hr html i iframe img input ins kbd keygen label legend li "
    "link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param "
    "picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike "
    "strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video "
    "wbr xmp".split()
)
_TYPE = r"(?<=[A-Za-z0-9_])<(?!Br|Su[bp]|Font|Span)[A-Z][a-z]+>"
"""A name of a type behind that of another: List<Map>."""
TAG = (
    rf"(?:<(?:(?:https?|ftp|mailto):|[A-Za-z][\w.+-]*+@)[^<>\s]*>|(?!{_TYPE})</?(?i:{_ELEMENTS})(?![\w:-])(?:[^<>\s]*>|"
    r"(?:\s++(?:[A-Za-z:-]++\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'=<>`]++)|controls|hidden|open|reversed))*+\s*+/?>))"
)
"""The pattern of an HTML tag, or of an address in its place; in a<b かつ c>d there is no attribute, and so no tag.

What is no element of HTML is text: <bean>, <form:input>, List<String>.
"""
WIDE = "ぁ-ゖァ-ヺー一-龠々〆、。「」（）・"
"""Signs that stand in Japanese text without a blank beside them, as the range of a pattern."""
RECENT = 1_000
"""Texts whose folded or plain form is remembered: what comes again comes soon, and more take more memory than time."""
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_NOT_FOLDED = lazy(r"[^ぁ-ゖー一-龠々、。「」]+")
"""What folding may change; of Japanese text it is the smaller part, and NFKC of a whole text takes long."""
_VOICE = lazy("[\u3099\u309aﾞﾟ]")
"""What NFKC makes one with the kana before it."""


@lru_cache(RECENT)
def fold(text: str) -> str:
    """Return `text` for comparing only: NFKC, no case, no blanks, katakana as hiragana."""
    if text.isascii() or _VOICE.search(text):
        return _folded(text)
    return _NOT_FOLDED.sub(_folded_run, text)


def folded(*parts: str) -> str:
    """Return the parts of a text folded, as the whole would be with blanks between them; each is folded once."""
    return "".join(map(fold, parts))


def _folded_run(run: re.Match[str]) -> str:
    return _folded(run[0])


@lru_cache(RECENT)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_HIRAGANA).casefold().split())


PAGE_NUMBER = lazy(r"(?<=[^\s_])[ 　_]++[0-9a-f]{32}$")
"""What Notion puts behind the title of a page and the name of its file."""
_WORD = "abcdefghijklmnopqrstuvwxyz0123456789"


def contains(text: str, part: str) -> bool:
    """Tell whether folded `part` stands in folded `text`, and not just inside a longer number or Latin word."""
    at = text.find(part)
    if at < 0:
        return False
    first, last = (char.isascii() and char.isalnum() for char in (part[0], part[-1]))
    while at >= 0:
        end = at + len(part)
        inside = (first and at and text[at - 1] in _WORD + ".") or (last and end < len(text) and text[end] in _WORD)
        if not inside:
            return True
        at = text.find(part, at + 1)
    return False


def gives_away(text: str, hidden: Iterable[str]) -> bool:
    """Tell whether `text` would tell one of the hidden texts: it has it in it, or is a part of it."""
    said = fold(text)
    secrets = filter(None, map(fold, hidden))
    return bool(said) and any(contains(said, secret) or contains(secret, said) for secret in secrets)


def as_tag(name: str) -> str:
    """Return `name` as an Anki tag, which has no blanks."""
    return "_".join(name.split())


def rooted(tag: str, root: str) -> str:
    """Return a tag under the one that stands above all tags of a deck, which may be none."""
    return f"{as_tag(root)}::{tag}" if root else tag


@lru_cache(RECENT)
def section_tag(levels: tuple[str, ...]) -> str:
    """Return headings as one hierarchical tag, 憲法::国会."""
    return "::".join(as_tag(level).replace("::", ":") for level in levels)


@lru_cache(RECENT)
def html_plain(body: str) -> str:
    """Return the text that HTML shows, readings of ruby and cloze marks left out."""
    if "<" not in body and "&" not in body and "{{c" not in body:
        return body
    if "{{c" in body:
        body = _CLOZE.sub(_second, body)
    if "<" in body:
        body = _BREAK.sub(" ", _READING.sub("", body) if "<r" in body else body)
        body = _TAG.sub("", _ALT.sub(_first, body) if "<img" in body else body)
    return " ".join((html.unescape(body) if "&" in body else body).split())


def gist_of(body: str) -> str:
    """Return the HTML of a gist, without what stands below it in its answer."""
    over = _OVER.match(body)
    return over["gist"] if over else body


_OVER = lazy("<p>(?P<gist>.*?)</p>(?=<p>)", re.DOTALL)


def is_seen(body: str) -> bool:
    """Tell whether HTML shows or plays anything."""
    return bool(html_plain(body)) or "<img" in body or "[sound:" in body


@lru_cache(RECENT)
def clozes(body: str) -> tuple[tuple[int, str], ...]:
    """Return the number and the hidden HTML of each cloze, in order."""
    return tuple([(int(number), hidden) for number, hidden in _CLOZE.findall(body)])


def map_clozes(body: str, shown: Callable[[int, str], str]) -> str:
    """Replace each cloze by what `shown` makes of its number and its hidden HTML."""
    return _CLOZE.sub(lambda cloze: shown(int(cloze[1]), cloze[2]), body) if "{{c" in body else body


_CLOZE = lazy(r"\{\{c\x11?(\d+)\x11?::(.*?)\}\}", re.DOTALL)
"""A cloze as Anki writes it; until its note is identified its number is that of a slot, between \\x11."""
_READING = lazy(r"<rt>.*?</rt>|<rp>.*?</rp>")
_BREAK = lazy(r"<(?:br|/p|/li|/tr|/td|/th|/dd|/dt)\b[^>]*>")
_ALT = lazy(r'<img[^>]*\balt="([^"]*)"[^>]*>')
_TAG = lazy(r"<[^>]+>")
_first, _second = itemgetter(1), itemgetter(2)
"""The groups of a match; a template like r"\1" is read again at each call."""


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


def join(lines: Iterable[str]) -> str:
    """Join the lines of one paragraph: no blank between Japanese, one between Latin words."""
    result = ""
    for line in lines:
        result += glue(result, line) + line
    return result


def glue(left: str, right: str) -> str:
    """Return what must stand between two joined lines: a blank between Latin words, else nothing."""
    if left and right and not left.endswith(("\n", " ")) and _is_latin(left[-1]) and _is_latin(right[0]):
        return " "
    return ""


def _is_latin(char: str) -> bool:
    return (char.isascii() and (char.isalnum() or char in ",;:!?.%")) or "À" <= char <= "ɏ"


@lru_cache(RECENT)
def letters(text: str) -> frozenset[str]:
    """Return what of a text carries its meaning: its kanji and its Latin words."""
    return frozenset(_CARRIES.findall(fold(text)))


_CARRIES = lazy("[一-龠]|[a-z]+")


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
