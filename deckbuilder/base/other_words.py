"""Tell whether two texts say something else, or the same in other words: in hiragana, in English."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import starmap

from deckbuilder.base.likeness import PAIR, common_ends, said, spelt
from deckbuilder.base.patterns import lazy


def says_otherwise(one: str, other: str) -> bool:
    """Tell whether each of two texts says something that the other does not, or only one of them denies something."""
    if one == other:
        return False
    left, right = said(one), said(other)
    gone, come = left - right, right - left
    is_denied, denies = (bool(_DENIAL.search(text)) for text in (one, other))
    is_other = bool(_besides(gone, come) and _besides(come, gone)) or is_denied != denies
    return is_other or any(starmap(_are_words, _replaced(one, other)))


def _replaced(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in one text where something else stands in the other, runs of hiragana compared as a whole."""
    left, right = (_PARTS.findall(spelt(text)) for text in (one, other))
    for what, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "replace":
            old, new = "".join(left[start:end]), "".join(right[from_:to])
            same, ends = common_ends(old, new)
            yield old[same : len(old) - ends], new[same : len(new) - ends]


def _are_words(one: str, other: str) -> bool:
    """Tell whether two parts are two words, one at least in hiragana: あつ(い) and うす(い), から出ていく and にもどる.

    事 and こと are one, and what only holds a sentence together is none.
    """
    if min(len(one), len(other)) < PAIR or _GRAMMAR.fullmatch(one) or _GRAMMAR.fullmatch(other):
        return False
    return any(_in_hiragana(part) and not _is_read(part, written) for part, written in ((one, other), (other, one)))


def _in_hiragana(text: str) -> bool:
    return all("ぁ" <= char <= "ゖ" for char in text)


def is_read_as(one: str, other: str) -> bool:
    """Tell whether one of two texts may be the other in hiragana, as the ending says that both have: うすい, 薄い."""
    return common_ends(one, other)[1] > 0 and (_is_read(one, other) or _is_read(other, one))


def are_other_words(one: str, other: str) -> bool:
    """Tell whether two texts share nothing but endings of their words: 上がる, 下がる, さがる. Of letters a few may only be misspelt."""
    if _has_other_word(one, other) or _has_other_word(other, one):
        return True
    left, right = said(one), said(other)
    return left.keys().isdisjoint(right) and not any(map(str.isascii, left | right)) and bool(left and right)


def is_translated(one: str, other: str) -> bool:
    """Tell whether one of two texts is in Japanese and the other a phrase in English, so that they share nothing anyhow."""
    return any(_is_english(left) and _is_japanese(right) for left, right in ((one, other), (other, one)))


def _is_english(text: str) -> bool:
    """Tell whether a text has words of the alphabet only, and is neither a name nor a command: New York City, git log."""
    words = said(text)
    return _letters(words) == words.total() > 1 and bool(_SMALL_WORD.search(text))


def _is_japanese(text: str) -> bool:
    words = said(text)
    return 2 * _letters(words) < words.total()


def _letters(words: Counter[str]) -> int:
    return sum(count for word, count in words.items() if word.isascii())


def _has_other_word(reading: str, text: str) -> bool:
    """Tell whether a text in hiragana has not the word of another one that has an opposite: さがる, くらくなる; 上がる, 明るくなる."""
    stems = (_STEMS[found[0]] for found in _BEFORE_ENDING.finditer(text))
    return bool(reading) and _in_hiragana(reading) and any(not any(part in reading for part in stem) for stem in stems)


def _is_read(reading: str, text: str) -> bool:
    """Tell whether hiragana may be what a text is in them: うけわたし is 受け渡し, as far as its own hiragana tell.

    Of a word of which another one with the same ending is the opposite they say all: 遠い is not ちかい.
    """
    if len(reading) > _LONGEST_READING or not _in_hiragana(reading):
        return False
    ends, stems = {0}, {found.start(): _STEMS[found[0]] for found in _BEFORE_ENDING.finditer(text)}
    for at, char in enumerate(text):
        if known := (char,) if _in_hiragana(char) else stems.get(at):
            ends = {end + len(part) for end in ends for part in known if reading.startswith(part, end)}
        else:
            ends = {end + more for end in ends for more in _LENGTHS if end + more <= len(reading)}
    return len(reading) in ends


def _besides(words: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the words of one text that another one does not have, however its words in the alphabet are spelt there."""
    return [word for word in words if not any(_is_spelling(*sorted((word, also), key=len)) for also in others)]


def _is_spelling(short: str, long: str) -> bool:
    """Tell whether a word in the alphabet is another one with few letters put in behind its first, or out of their order."""
    left = iter(long)
    is_within = len(long) < 2 * len(short) and all(letter in left for letter in short)
    return short[0] == long[0] and (short + long).isalpha() and (is_within or sorted(short) == sorted(long))


_LONGEST_READING, _LENGTHS = 30, range(1, 5)
"""Hiragana of a word or two, and of one character."""
_STEMS = {
    word[0]: tuple(word[1:].split("・"))
    for word in (
        "遠とお 近ちか 高たか 低ひく 長なが 短みじか 重おも・かさ 軽かる・かろ 厚あつ 薄うす 太ふと 細ほそ・こま 広ひろ 狭せま 深ふか 浅あさ 多おお 少すく・すこ "
        "大おお・たい 小ちい・こ 強つよ・し・こわ 弱よわ 早はや 速はや 遅おそ・おく 暑あつ 熱あつ 寒さむ 冷つめ・ひ・さ 暖あたた・あった 温あたた・あった・ぬる 涼すず 明あか・あき・あ 暗くら 新あたら・あら・しん 古ふる "
        "若わか・も 硬かた 固かた 堅かた 柔やわ 軟やわ 濃こ 淡あわ 甘あま 辛から・つら 苦にが・くる 酸す 白しろ・しら 黒くろ 赤あか 青あお 黄き 丸まる 鋭するど 鈍にぶ・のろ "
        "良よ・い 善よ・い 悪わる・あ 易やさ・やす 難むずか・かた・がた・にく 安やす 美うつく 醜みにく 楽たの・らく 悲かな 嬉うれ 正ただ 賢かしこ 愚おろ "
        "貸か 返かえ 出だ・で 消け・き 残のこ 隠かく 上のぼ・あ・うわ・うえ 登のぼ 下くだ・さ・お・した 勝まさ・か 劣おと 売う 去さ 入はい・い 足た・あし 引ひ"
    ).split()
}
"""How what stands before the ending of a word is read, of words with an opposite."""
_BEFORE_ENDING = lazy(rf"(?<![^\Wぁ-ゖ])[{''.join(_STEMS)}](?![のにはをもとでへや])(?=[ぁ-ゖ])")
_PARTS = lazy(r"[ぁ-ゖ]+|[^\Wぁ-ゖ]")
_GRAMMAR = lazy(
    "(?:である|でし|です|ます|まし|とい[うい]|よ[ばびぶ]|する|した|して|され|させ|あ[るりっ]|い[るたう]|な[るりっ]|でき"
    "|こと|もの|ため|とき|よう|から|ので|まで|より|など|だけ|だっ|だれ|なに|なん|どこ|どれ|どの|どんな|よる|よっ|[はがをにでとものかてた])*"
)
_SMALL_WORD = lazy(r"^(?:An?|The) |(?<![\w-])(?:an?|the|of|to|that|which|are|be)(?![\w-])")
_DENIAL = lazy("な(?:い|かっ|く)|ません|ず(?:に|、)|[不非無未副]")
