"""Terms with their definition on one line: 用語：説明 and its like, and pairs that their neighbours prove."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deckbuilder.base.html_text import TAG
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import LONGEST_TERM, balanced, is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.read.inline import is_reference, plain
from deckbuilder.read.words import naming

LONGEST_HIDDEN = 35
"""Characters of an unmarked item that a cloze may hide; longer ones are only shown, or are terms with their definition."""
CHOICE = lazy(r"[ァ-ヶあ-んA-Za-z0-9Ａ-Ｚａ-ｚ０-９①-⑳]$")
CHOICE_LINE = lazy(r"(?:[ァ-ヶA-Za-z0-9Ａ-Ｚａ-ｚ０-９][.．:：)）、]|[①-⑳])")
"""One letter or number before a colon leads a choice of a question, and a line of choices."""
LABEL_LINE = lazy(
    r"(?:\*\*)?(?P<label>[^:：*]{1,12}?)\s*(?:[:：]\s*\*\*|\*\*\s*[:：]|[:：])\s*(?P<text>\S.*)$"
    r"|(?P<short>例|ex|注)\s*[)）]\s*(?P<rest>\S.*)$"
)
"""A line led by a label and a colon, or by 例）."""
_BEHIND = r"[(（][^()（）]*[:：][^()（）]*[)）]\s*$|(?:[(（][^()（）]*[)）]|\$[^$]+\$)\s*[:：]|\$\\?[A-Za-z]+(?:[_^](?:\w|\{\w+\}))*\$\s*$"
"""What stands behind a term in bold and belongs to it: its name in parentheses, its unit (単位：Hz), its symbol."""
_TRANSLATED = "[a-z]+(?: [!-'*-~’]+){2,}[ 　]*[(（][^()（）]*[ぁ-ん][^()（）]*[)）]$"
"""How a sentence in Latin letters goes on whose translation stands behind it: **To see** the leaf, I went. （葉を見に行った）"""
ONLY_DRAWN = "[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d \u3000]+$"
"""Nothing but little pictures."""
USED_ON_SCREEN = "(?:タブ|ページ|画面|ボタン|メニュー|アイコン|欄|フィルター|ウィンドウ|ダイアログ|パネル|実機)(?:[でをにがは]|から).*[うくすつぬぶむるた][。．]?$"
"""How a sentence goes on that says what is done with a part of a screen."""
USED_IN_CODE = "(?:モジュール|関数|クラス|メソッド|ライブラリ|コマンド|パッケージ|プロパティ|演算子|タグ|型)(?:の.+)?を(?:使(?:う|います)|(?:使用|利用)(?:する|します)?|用い(?:る|ます))[。．]?$"
"""How a sentence goes on that says which part of a program is used."""
_ERA = r"(?:[（(][^()（）0-9０-９]{1,4}[0-9０-９元]{1,2}年[)）])?"
_MONTH = r"[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?"
_YEAR = rf"(?:西暦|紀元前|前)?[0-9０-９]{{1,4}}年(?:{_MONTH})?{_ERA}(?:頃|ごろ|代)?"
"""A year or a date: 794年, 794年頃, 794年（延暦13年）."""
_CENTURY = r"(?:紀元前|前)?[0-9０-９]{1,2}世紀(?:初頭|前半|後半|半ば|中頃|末|頃)?"
_TO = "(?:[〜～~–-]|から)"
_YEARS = rf"(?:[0-9０-９]{{3,4}}{_TO}{_YEAR}|{_YEAR}(?:{_TO}{_YEAR}(?:まで)?)?|{_CENTURY}(?:{_TO}{_CENTURY}(?:まで)?)?)"
_ONLY_YEAR = rf"(?:(?:or|and)\b|{_YEAR}(?:$|[ 　、,・/〜～~-]))"
"""What stands behind a year and is no event: 1年 or 3年, 1年 3年."""
_YEAR_STARTS = frozenset("0123456789０１２３４５６７８９西紀前")
_TERM = rf"{{1,{LONGEST_TERM}}}?"


class Separator(NamedTuple):
    """One row: what may stand between a term and its definition."""

    name: str
    example: str
    looks: re.Pattern[str]


_LONG_DOTS = "[…‥]++|・・・++|･･･++"
_PAUSED = "[。、？！?!」』)）]|と[いか思な]|って|(?:ing|to|that|but|as|and|or|nor|than)(?![A-Za-z])"
"""What stands behind dots that are a pause, 使いすぎた・・・とならない, or a gap in a phrase: so ... thatで結ぶ."""
_ANY_DOTS = rf"(?:{_LONG_DOTS}|\.\.\.++)"
_TO_FIRST_DOTS = rf"(?:(?!{_ANY_DOTS})[^。])*?"
_INDEX = r"(?:(?<![A-Z])[A-Z]|[0-9]{1,4}|[\[({_]\w{1,4}[\])}]?)"
_RANGE = rf"{_TO_FIRST_DOTS}(?P<stem>[^\W\d_]{{1,12}}){_INDEX}\.\.\.+(?P=stem){_INDEX}"
"""X[1]...X[n], and no name that is said of itself: tcpd...tcp wrap."""
_SUM = rf"{_TO_FIRST_DOTS}(?:[ 　][-+][ 　]*{_ANY_DOTS}|[-+][ 　]*{_ANY_DOTS}[ 　]*[-+])"
"""a + ... + z and a+...+z, and no name: C++...言語, Ca2+...イオン."""
_NAMED_AGAIN = r"(?=(?P<name>[a-z][a-z-]*)[a-z-]*\.\.\.+(?P=name)[ぁ-ん ]|)"
"""Whether Latin letters are said again behind the dots: tcpd...tcp wrapの道具."""


def _dots(dots: str) -> re.Pattern[str]:
    """Return how a term, such dots and its definition look: no range, no sum, and no pause in a sentence."""
    return lazy(
        rf"(?!{_RANGE}|{_SUM}){_NAMED_AGAIN}"
        rf"(?P<term>[^。…‥]{_TERM})(?<![,→⇒ 　])[ 　]*(?:{dots})[ 　]*(?P<text>(?!{_PAUSED})\S.*)$"
    )


TOPIC_MARK = "(?<![いうくぐすつぬぶむるたなてき]こ)(?<![こそあど]のこ)(?<!^[もあひ])(?<!もとも)とは"
"""とは, and none of 注目することは, すべきことは, そのことは, もとは, もともとは."""
SEPARATORS = (
    Separator(
        "bold and colon",
        "**光合成**：養分を作る働き",
        lazy(rf"\*\*(?P<term>[^*]{_TERM})(?:\s*[:：]\s*\*\*\s*|\s*\*\*\s*(?:[:：]|とは[、,，])\s*)(?P<text>\S.*)$"),
    ),
    Separator(
        "bold and blank",
        "**光合成** 養分を作る働き",
        # A word of hiragana behind the blank continues a sentence: `**5つ** まで作れる`; so do more in bold, `**出庫** タブを開く` and `**copy** 関数を使う`.
        lazy(
            rf"\*\*(?P<term>[^*]{_TERM})\*\*[ 　]+(?!{_BEHIND}|{_TRANSLATED}|{USED_ON_SCREEN}|{USED_IN_CODE}|{ONLY_DRAWN})(?:(?:[…‥]+|・・・+|\.\.\.+)\s*)?"
            r"(?P<text>(?!.*\*\*)[^\sぁ-ゖ、。].*)$"
        ),
    ),
    Separator(
        "colon",
        "光合成：養分を作る働き",
        # A colon in parentheses is theirs, SPI (略：指標): …; before the name of an emoji, :bug:, it parts nothing.
        lazy(rf"(?P<term>(?>[(（][^()（）]*[)）]|[^:：]){_TERM})\s*[:：](?![:：/]|[a-z0-9_+-]+:)\s*(?P<text>\S.*)$"),
    ),
    Separator(
        "year",
        "794年　平安京に都を移した",
        lazy(
            rf"(?P<term>{_YEARS})[ 　]+(?P<text>(?![0-9０-９]+月|[初前後][頭半]|半ば|[-=]>|{_ONLY_YEAR})[^\s、。をにのはがでと].*)$"
        ),
    ),
    Separator("rule and exception", "原則 有効", lazy(r"(?P<term>原則|例外)[ 　]+(?P<text>\S.*)$")),
    Separator(
        "とは", "光合成とは、養分を作る働き", lazy(rf"(?P<term>[^。]{_TERM}){TOPIC_MARK}[、,，…‥]\s*(?P<text>\S.*)$")
    ),
    Separator(
        "dots",
        "光合成 … 養分を作る働き",
        # Between Latin signs ... is part of what they write, do...end and /opt/.../bin, but for a name: pvs...PV の情報, gitk...git履歴の図.
        _dots(rf"{_LONG_DOTS}|(?<![!-_a-~])\.\.\.++|\.\.\.++(?=[A-Z]|[^!-~]|[a-z]+[一-龠ァ-ヶ]|(?P=name))"),
    ),
)
"""In the order in which they are tried."""


class Definition(NamedTuple):
    """A term and what is said of it on the same line, each with its offset there."""

    term: str
    term_at: int
    text: str
    text_at: int


def definition(text: str) -> Definition | None:
    """Read `用語：説明` and its like: (term, its offset, definition, its offset), or None."""
    if not (
        "：" in text
        or ":" in text
        or "とは" in text
        or "…" in text
        or "‥" in text
        or "・・・" in text
        or "..." in text
        or (text[0] in _YEAR_STARTS and ("年" in text or "世紀" in text))
        or text.startswith(("**", "原則", "例外"))
    ):
        return None
    untagged = _untagged(text)
    if ":" in untagged:
        untagged = _INSIDE_WORD.sub(lambda word: word.group().replace(":", _BLACK), untagged)
    for separator in SEPARATORS:
        if match := separator.looks.match(untagged):
            (start, end), (said, until) = match.span("term"), match.span("text")
            if pointer := _POINTER.match(untagged, said):
                said = pointer.end()
            if _is_term(text[start:end], text[end:said], text[said:until]):
                return Definition(text[start:end], start, text[said:until], said)
    return None


_POINTER = lazy(r"(?:[-–—=]+>?|[→⇒])[ 　]+(?=\S)")
"""**選択** → 表から行を取り出す: an arrow or a dash that only leads from the term to what is said of it."""
_TAG = lazy(TAG)


def _untagged(text: str) -> str:
    """Return `text`, as long as before, with its HTML tags blacked out: a colon in an attribute separates nothing."""
    return _TAG.sub(lambda tag: _BLACK * len(tag.group()), text) if "<" in text else text


_BLACK = "\u25a1"
_INSIDE_WORD = lazy(
    r"(?<![!-~])(?!:|https?:)[!-~]*?[!-9;-~](?=:?$|：|: )|(?<=[0-9０-９]):(?=[0-9０-９])"
    r"|(?:(?<![A-Za-z0-9-])[a-z][a-z0-9-]*|(?<!\S)[0-9]+):(?=[A-Za-z0-9])(?![A-Za-z]+文)|(?<=[!-~][ 　]):(?=[a-z])"
)
"""A word whose colons part nothing: kms:Decrypt before its definition or alone, 6:30, sts:AssumeRole, 22:SSH, has_many :leaves; not else:if文の….
"""


_JAPANESE = "ぁ-んァ-ヶー一-龠々"
_GOES_ON = r"(?:[でをがはにのとも](?=[ 　、ァ-ヶー一-龠A-Za-z0-9])|など)"
"""`fork` で始まる: what begins with a particle is no meaning of a word."""
_MARK = r"(?:\*\*|==)?"
_PAIRS = (
    lazy(r"(?P<term>[^-–—―─]+?)(?:[ 　]+[-–][ 　]+|[ 　]*[—―─]{1,2}[ 　]*)(?P<text>[^-–—―─]+)$"),
    lazy(r"(?P<term>[^=＝]+?)[ 　]*(?:[=＝]|(?<=[ 　])=(?=[ 　]))[ 　]*(?P<text>[^=＝]+)$"),
    lazy(r"(?P<term>[^→⇒>]+?)[ 　]*(?:→|⇒|[-=]>)[ 　]*(?P<text>[^→⇒>]+)$"),
    lazy(
        rf"(?P<term>{_MARK}[A-Za-z][A-Za-z0-9 '’()/.,〜~-]*?{_MARK})[ 　]+"
        rf"(?P<text>{_MARK}(?!{_GOES_ON}|[^\s:：、。]{{1,6}}[:：])[〜～]?[0-9０-９,]*[{_JAPANESE}「（](?!.*[{_JAPANESE}] ?[A-Za-z]{{2}}).*)$"
    ),
)
"""Separators that make a pair of a line only where all its neighbours have the same: word = 語, apple りんご."""
_ARROW, _VOCABULARY = _PAIRS[2:]
_SENTENCE = lazy(rf"(?P<term>[^は]{_TERM})は[、,，]?[ 　]*(?P<text>\S.*)$")


def pairs(texts: list[str]) -> list[Definition]:
    """Read lines that all are `word = 語`, `word - 語`, `word → 語` or `word 語` as (term, offset, text, offset)."""
    untagged = [_untagged(text) for text in texts]
    for pattern in _PAIRS:
        found = list(_paired(texts, untagged, pattern))
        lower = sum(plain(pair.term)[:1].islower() for pair in found)
        if len(found) == len(texts) and (pattern is not _VOCABULARY or 2 * lower > len(found)):
            return found
    return []


_DOTTED = _dots(_ANY_DOTS)


def dotted(texts: list[str]) -> list[Definition | None]:
    """Read lines by the dots behind their terms, whatever sign stands later, 葉…key: の一つ, where most that can be read so show no other."""
    found = [_by_dots(text) for text in texts]
    agree = [definition(text) in (one, None) for one, text in zip(found, texts, strict=True) if one]
    return found if len(agree) > 1 and 2 * sum(agree) > len(agree) else []


def _by_dots(text: str) -> Definition | None:
    match = _DOTTED.match(_untagged(text))
    found = _parts(text, match) if match else None
    return found if found and _is_term(found.term, "", found.text) else None


def parted(text: str) -> Definition | None:
    """Read a line as `word = 語` and its like or as 語は…, whatever its neighbours are and in doubt too."""
    untagged = _untagged(text)
    matches = (pattern.match(untagged) for pattern in (*_PAIRS, _SENTENCE))
    return next((_parts(text, match) for match in matches if match), None)


def dated(text: str) -> Definition | None:
    """Read a sentence that begins with its year as year and event: 794年に平安京に都を移した。"""
    match = _DATED.match(text)
    return _parts(text, match) if match else None


_DATED = lazy(rf"(?P<term>{_YEARS})(?:に(?:は、?)?|[、，])[ 　]*(?P<text>[^\s、。].*)$")


def _parts(text: str, match: re.Match[str]) -> Definition:
    (start, end), (said, until) = match.span("term"), match.span("text")
    return Definition(text[start:end], start, text[said:until], said)


def _paired(texts: list[str], untagged: list[str], pattern: re.Pattern[str]) -> Iterator[Definition]:
    """Yield the lines as pairs by one of the patterns, as far as they are some."""
    for text, bare in zip(texts, untagged, strict=True):
        if not (match := pattern.match(bare)):
            return
        pair = _parts(text, match)
        if not _is_pair(pair.term, pair.text, any_term=pattern is _ARROW):
            return
        yield pair


def _is_pair(term: str, text: str, any_term: bool) -> bool:
    named = (any_term and len(term) <= LONGEST_TERM) or is_noun_phrase(plain(term), clause=True)
    named = named and balanced(term) and balanced(text)
    wordy = re.search(r"[^\W\d_]{2}|^[A-Z]{1,2}[0-9]", term) and re.search(r"[^\W\d_]", text)
    return bool(named and wordy) and "$" not in term + text and not is_reference(text)


def _is_term(term: str, between: str, text: str) -> bool:
    bare = plain(term).strip()
    if not is_noun_phrase(bare) or not balanced(term) or any(term.count(mark) % 2 for mark in ("`", "$", "**", "==")):
        return False
    if term.startswith("*") and term.count("*") % 2:
        return False
    if term.count('"') % 2 and text.count('"') % 2:
        return False
    if is_reference(text):
        return False
    if between.strip(" *") in (":", "：") and (CHOICE.fullmatch(bare) or naming(bare) == "label"):
        return False
    return not re.search(r"https?$|次の|以下の|下記|上記|[a-z]{3}[.?!] ", bare) and not re.fullmatch(r"[\W\d_]+", bare)


def is_year(term: str) -> bool:
    """Tell whether a term is a year, a date or a span of them, which is asked both ways with what happened then."""
    return bool(re.fullmatch(_YEARS, term))


def is_no_event(text: str) -> bool:
    """Tell whether what stands behind a day is only its hour, or that nobody knows it: 15時16分, 時間不明."""
    return bool(_HOUR.fullmatch(text))


_HOUR = lazy(
    r"(?:午前|午後)?[0-9０-９]{1,2}(?:時|[:：])[0-9０-９:：分秒半頃ごろ〜～~-]*|(?:日時|時間|時刻)?(?:不明|未定)"
)


def is_span(text: str) -> bool:
    """Tell whether a text is a span of years: 1467年〜1477年."""
    return is_year(text) and re.search(_TO, text) is not None


def is_time(text: str) -> bool:
    """Tell whether a text is a year, a date, a decade or a century, and no span of years: 794年, 5世紀末, 1990年代."""
    return bool(_TIME.fullmatch(text))


_TIME = lazy(
    r"(?:(?:西暦|紀元前|前)[0-9０-９]{1,4}年|[0-9０-９]{3,4}年)"
    rf"{_ERA}(?:代|頃|ごろ|{_MONTH})?(?:[初前中後]半?[頃期]?|末|以降)?|{_CENTURY}"
)


def same_term(one: str, other: str) -> bool:
    """Tell whether two texts name the same, parentheses and とは aside: 膜（生体膜） and 膜とは."""
    return _name(one) == _name(other)


def _name(text: str) -> str:
    return fold(re.sub(r"[(（][^()（）]*[)）]|とは[、,，]?[？?]?$", "", text))
