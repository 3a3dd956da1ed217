"""Numbers in a text, with their units, that a card may ask for: 5つ, 42U, 403."""

import re

from deckbuilder.base.patterns import lazy

_UNITS = (
    "つ|個|本|台|枚|人|名|回|件|種類|段階|段|世紀|年間?|[かヶケカ]月|月|日間?|週間?|時間?|分間?|秒間?|ミリ秒|円|ドル|"
    "%|％|パーセント|倍|割|世代|世帯|文字|行|列|ページ|ビット|バイト|ポート|フィールド|グループ|"
    "インチ|ポンド|フィート|度|歳|章|条|項|号|点|票|層|階|頭|匹|羽|床|画|単位|気圧|小節|[かヶケカ]国|[かヶケカ箇]所|"
    "メートル|グラム|リットル|キロ|センチ|ミリ|トン|mmHg|mol|[hkM]Pa|k?cal|kJ|dB|ppm|[μµ][mgLs]|"
    "[KMGTP]i?B(?:/s|ps)?|[kKMG]?bps|[kMG]?Hz|[kc]m|mm|km|nm|kg|mg|g|lb|kVA|VA|kW|MW|W|V|A|U|mL|L|℃|ms"
)
_NUMBER = lazy(
    r"(?<![A-Za-z0-9０-９_.,/+\-–#@＋－．])"
    rf"(?P<digits>[0-9０-９]+(?:[.,．，][0-9０-９]+)*(?:\s?[〜～~–-]\s?[0-9０-９]+(?:[.,．，][0-9０-９]+)*)?)"
    rf"(?P<unit>\s?(?:{_UNITS})(?![A-Za-z]))?(?![0-9A-Za-z０-９_/:：.\-−])"
)
_DATED = lazy(
    r"[（(](?=[^（）()]*+[)）])[^（）()]*?時点[^（）()]*+[)）]|(?<![0-9０-９年月日/. ])[0-9０-９年月日/. ]++(?:時点|現在)"
)
_COUNTED_ABOVE = lazy(r"(?:以下|次|下記|上記|前述|これら|それら)の[ 　]?$")
_PARAGRAPH = lazy(r"[ 　:：]")
"""What follows a number that counts the text itself: 2項　検閲は、してはならない。"""
_EXAMPLE = lazy(r"(?:例えば|たとえば|例[：:)）])")
_OPERATOR = lazy(r"[+*×÷=＝^＋]")
_ONE = lazy(r"[1１]\s?[つ個台本枚人名回件]")
_LATIN_WORD_BEFORE = lazy(r"[A-Za-z][ 　]$")


def numbers(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end of the digits, unit) of each number in `text` that is worth asking.

    That is a number with a unit (5つ, 42U, 80インチ, 3 %) or a free-standing one of three digits or
    more (403). Numbers inside names (Route 53, IPv4, 2.0, 1Uサーバー), a mere 1つ, dates of knowledge
    (2026年11月時点), terms of a sum (128 + 64), announced counts (次の3つ) and examples are not.
    """
    if _EXAMPLE.match(text):
        return []
    dated = [match.span() for match in _DATED.finditer(text)]
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span("digits")
        unit = match["unit"] or ""
        if any(first <= start < last for first, last in dated):
            continue
        if not unit and (not text[start:end].isdecimal() or end - start < 3 or _LATIN_WORD_BEFORE.search(text[:start])):
            continue
        if not unit and _OPERATOR.search(text[:start].rstrip()[-1:] + text[end:].lstrip()[:1]):
            continue
        if _COUNTED_ABOVE.search(text[:start]) or (unit and not start and _PARAGRAPH.match(text, match.end())):
            continue
        if unit and (_ONE.fullmatch(match.group()) or _names_something(unit, text[match.end() :])):
            continue
        found.append((start, end, unit.strip()))
    return found


def _names_something(unit: str, rest: str) -> bool:
    """Tell whether a number with a Latin unit is part of a name, as in 1Uサーバー."""
    return unit.isascii() and unit.isalpha() and bool(re.match(r"[ァ-ヶ一-龠]", rest))
