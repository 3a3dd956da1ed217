"""How alike two texts are, which of several are alike beyond doubt, and which words they share."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE_HERE = 0.5
"""Likeness from which two texts that stand in the same place are one."""
MARGIN = 0.12
"""How much better than the second best a match must be."""
_EVEN: Mapping[str, float] = {}
"""Weights that leave all character pairs equal."""
_RUN = 4
"""Characters from which a run that two texts share may say something."""
_SHORT_NAME = 4
"""Folded characters up to which the single characters of a name are compared."""


def likeness(one: str, other: str, weights: Mapping[str, float] = _EVEN) -> float:
    """Return how much of two texts is shared, 0 to 1: Dice over character pairs, the rare ones counting more."""
    if one == other:
        return 1.0
    left, right = _grams(one), _grams(other)
    total = _total(one, weights) + _total(other, weights)
    shared = sum(
        [
            weights.get(gram, 1.0) * _content(gram) * min(count, right[gram])
            for gram, count in left.items()
            if gram in right
        ]
    )
    return 2 * shared / total if total else 0.0


def name_likeness(one: str, other: str) -> float:
    """Return how much of two names is shared, 0 to 1; of very short ones single characters are compared."""
    if max(len(one), len(other)) > _SHORT_NAME:
        return likeness(one, other)
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / max(1, len(one) + len(other))


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


def pairs(text: str) -> list[str]:
    """Return the pairs of characters that a text is compared by."""
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


def words(text: str) -> set[str]:
    """Return the parts of a text that say something by themselves; of 銅は電気を通す these are 銅は 電気 を通 通す.

    They are the pairs of characters that hiragana and punctuation have no part in, and of a lone other
    character what stands beside it; a very short text counts by its single characters. Katakana are
    told from hiragana here, as folded texts do not.
    """
    text = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    telling = list(map(is_telling, text))
    found = {char for char, tells in zip(text, telling, strict=True) if tells} if len(text) <= _SHORT_NAME else set()
    for at in range(len(text) - 1):
        lone_left = telling[at] and not (at and telling[at - 1])
        lone_right = telling[at + 1] and not (at + 2 < len(text) and telling[at + 2])
        if (telling[at] and telling[at + 1]) or (lone_left and not telling[at + 1]) or (lone_right and not telling[at]):
            found.add(text[at : at + 2])
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


def is_telling(char: str) -> bool:
    """Tell whether a character says something; hiragana and punctuation hold a sentence together, no more."""
    return not ("ぁ" <= char <= "ゖ" or char in _SILENT)


_SILENT = frozenset("、。・,.:：()（）「」『』[]【】!?！？~〜-─□→\n ")


@lru_cache(4_096)
def _grams(text: str) -> Counter[str]:
    """Return the pairs of characters of a text; each text is compared with many."""
    return Counter(pairs(text))


def _total(text: str, weights: Mapping[str, float]) -> float:
    return _even_total(text) if weights is _EVEN else _weighed(_grams(text), weights)


@lru_cache(4_096)
def _even_total(text: str) -> float:
    return _weighed(_grams(text), _EVEN)


def _weighed(grams: Counter[str], weights: Mapping[str, float]) -> float:
    return sum([weights.get(gram, 1.0) * _content(gram) * count for gram, count in grams.items()])


@lru_cache(100_000)
def _content(gram: str) -> float:
    """Return how much a pair of characters says: hiragana and punctuation hold a sentence together, no more."""
    return 0.3 + 0.35 * sum(1 for char in gram if not ("ぁ" <= char <= "ゖ" or char in "、。・（）()「」\n"))
