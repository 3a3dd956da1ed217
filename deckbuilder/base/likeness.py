"""How alike two texts are, which of several are alike beyond doubt, and which words they share."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import fsum
from operator import add

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import without_case

ALIKE_HERE = 0.5
"""Likeness from which two texts that stand in the same place are one."""
MARGIN = 0.12
"""How much better than the second best a match must be."""
PAIR = 2
"""Characters of a pair; one that comes again has its number behind it."""
_RUN = 4
"""Characters from which a run that two texts share may say something."""
_SHORT_NAME = 4
"""Folded characters up to which the single characters of a name are compared."""


_RECENT, _MANY = 4_096, 65_536
"""Texts whose pairs of characters are remembered, and what all pairs of one are worth: each text is compared with many."""


Grams = frozenset[str]
"""What a text is compared by: its pairs of characters, each that comes again once more with its number."""


class Likeness:
    """Tells how much of two texts is shared, 0 to 1: Dice over character pairs, which may have weights."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights` says how much pairs count; all others count 1."""
        self._worth = _Worth(weights).__getitem__
        self._total = lru_cache(_MANY)(self._worth_of_all)
        self._total_of_text = lru_cache(_MANY)(lambda text: self._worth_of_all(_grams_lately(text)))

    def __call__(self, one: str, other: str) -> float:
        """Return how much of two texts is shared."""
        if one == other:
            return 1.0
        total = self._total_of_text(one) + self._total_of_text(other)
        return 2 * self._worth_of_all(_grams_lately(one) & _grams_lately(other)) / total if total else 0.0

    def of_grams(self, one: Grams, other: Grams) -> float:
        """Return how much of two texts is shared by what they are compared by; both are kept as long as this."""
        total = self._total(one) + self._total(other)
        return 2 * self._worth_of_all(one & other) / total if total else 0.0

    def _worth_of_all(self, found: Grams) -> float:
        # Of a sum of floats in the order of a set only the exact one is the same in every process.
        return fsum(map(self._worth, found))


class _Worth(dict[str, float]):
    """How much each pair of characters counts, and each time that it comes again, as they are asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, gram: str) -> float:
        pair = gram[:2]
        worth = self[gram] = self._weights.get(pair, 1.0) * _content(pair)
        return worth


def name_likeness(one: str, other: str) -> float:
    """Return how much of two names is shared, 0 to 1; of very short ones single characters are compared."""
    if max(len(one), len(other)) > _SHORT_NAME:
        return likeness(one, other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / max(1, len(one) + len(other))


def heading_likeness(one: str, other: str) -> float:
    """Return how much of the names of two rows or columns is shared, 0 to 1; with other numbers they are others.

    Names that only say that something is explained are one, and those that only say when it was.
    """
    if both_explain(one, other) or {one, other} <= _WHEN:
        return 1.0
    numbers, others = (_NUMBERS.findall(name) for name in (one, other))
    return 0.0 if numbers and others and numbers != others else name_likeness(one, other)


def both_explain(one: str, other: str) -> bool:
    """Tell whether two folded names only say that something is explained: 説明, 意味."""
    return {one, other} <= _MEANINGS


_MEANINGS = frozenset("説明 意味 定義 内容 解説 概要 definition meaning description".split())
_WHEN = frozenset("時 いつ 時期 年 年代 年月 年月日 年度 日付 月日 日時 year date when".split())
_NUMBERS = lazy(r"[0-9]+|(?<=第)[一二三四五六七八九十百]+")


def ranking(scores: dict[tuple[int, int], float], side: int) -> dict[int, tuple[tuple[float, int], float]]:
    """Return for each of the first (side 0) or the second (side 1): its best (score, other), and the second best score."""
    best: dict[int, tuple[tuple[float, int], float]] = {}
    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        own, other = pair[side], pair[1 - side]
        if own not in best:
            best[own] = ((scores[pair], other), 0.0)
        elif best[own][1] == 0.0:
            best[own] = (best[own][0], scores[pair])
    return best


def best_pairs(scores: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are the best of both sides, each clearly better than any other."""
    best_of_first, best_of_second = ranking(scores, 0), ranking(scores, 1)
    for one, ((score, other), second) in sorted(best_of_first.items()):
        (_, back), rival = best_of_second[other]
        if back == one and score - max(second, rival) >= MARGIN:
            yield one, other


def pairs(text: str) -> set[str]:
    """Return the pairs of characters that a text is compared by."""
    return set(_in_order(text)) or {text}


def _in_order(text: str) -> Iterator[str]:
    return map(add, text, text[1:])


def words(text: str) -> set[str]:
    """Return the parts of a text that say something by themselves; of 銅は電気を通す these are 銅は 電気 を通 通す.

    They are the pairs of characters that hiragana and punctuation have no part in, and of a lone other
    character what stands beside it; a very short text counts by its single characters. Katakana are
    told from hiragana here, as folded texts do not.
    """
    text = spelt(text)
    found = set(filter(says_alone, text)) if len(text) <= _SHORT_NAME else set()
    found.update(_WORDS.findall(text))
    return found


def said(text: str) -> Counter[str]:
    """Return what says something in a text: its words in the alphabet, and all other characters but hiragana and punctuation."""
    return Counter(_SAID.findall(without_case(text)))


def said_likeness(one: str, other: str) -> float:
    """Return how much of what two texts say is shared, 0 to 1, in whatever order they say it."""
    left, right = said(one), said(other)
    return 2 * (left & right).total() / max(1, left.total() + right.total())


@lru_cache(_RECENT)
def spelt(text: str) -> str:
    """Return a text without what its widths, case and blanks add."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_end_of_others(word: str, one: str, other: str) -> bool:
    """Tell whether a part of two texts only ends longer words, that begin otherwise: 接税 of 直接税 and 間接税."""
    before, also = (_before(word, spelt(text)) for text in (one, other))
    is_within = bool(before and also) and all(char and is_telling(char) for char in before | also)
    return is_within and before.isdisjoint(also)


def _before(word: str, text: str) -> set[str]:
    """Return the characters before a part of a text, wherever it stands; none where it begins the text."""
    found, at = set(), text.find(word)
    while at >= 0:
        found.add(text[max(at - 1, 0) : at])
        at = text.find(word, at + len(word))
    return found


def common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many characters, or words, two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def common_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many characters, words or lines two texts begin with in common, and how many of the rest they end with."""
    start = common_start(one, other)
    return start, common_start(one[start:][::-1], other[start:][::-1])


def shared_runs(one: str, other: str) -> list[str]:
    """Return the runs of characters that two texts share, so long that they say something."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    runs = (one[block.a : block.a + block.size] for block in blocks if block.size >= _RUN)
    return [run for run in runs if sum(map(is_telling, run)) >= 2]


def telling_length(text: str) -> int:
    """Return of how many characters a text is without its digits: many things have one date, age or number."""
    return sum(not char.isdigit() for char in text)


def is_telling(char: str) -> bool:
    """Tell whether a character says something; hiragana and punctuation hold a sentence together, no more."""
    return not ("ぁ" <= char <= "ゖ" or char in _SILENT)


def says_alone(char: str) -> bool:
    """Tell whether a character says something by itself; ー only draws out the sound before it."""
    return char != "ー" and is_telling(char)


_SILENT = frozenset("、。・,.:：()（）「」『』[]【】!?！？~〜-─□→\n ")
_MUTE = rf"ぁ-ゖ{re.escape(''.join(sorted(_SILENT)))}"
_WORDS = lazy(rf"(?=([^{_MUTE}]{{2}}|[{_MUTE}][^{_MUTE}](?![^{_MUTE}])|(?<![^{_MUTE}])[^{_MUTE}][{_MUTE}]))")
"""Two characters that say something, or a lone one and what stands beside it."""
_SAID = lazy(rf"[A-Za-z0-9]+|[^\W{_MUTE}ー]")


def grams(text: str) -> Grams:
    """Return what a text is compared by."""
    if len(found := frozenset(_in_order(text))) == len(text) - 1 > 0:  # as nearly always
        return found
    counts = Counter(_in_order(text))
    again = [f"{pair}{number}" for pair, count in counts.items() if count > 1 for number in range(2, count + 1)]
    return frozenset([*counts, *again] or [text])


_grams_lately = lru_cache(_RECENT)(grams)


def _content(pair: str) -> float:
    """Return how much a pair of characters says; hiragana and punctuation hold a sentence together, no more."""
    return 0.3 + 0.35 * sum(map(_has_content, pair))


@lru_cache(_RECENT)
def _has_content(char: str) -> bool:
    return not ("ぁ" <= char <= "ゖ" or char in "、。・（）()「」\n")


likeness = Likeness({})
"""How much of two texts is shared, all pairs of characters alike."""
