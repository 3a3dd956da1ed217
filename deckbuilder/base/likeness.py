"""How alike two texts are, and which of several are alike beyond doubt."""

from collections import Counter
from collections.abc import Mapping

ALIKE_HERE = 0.5
"""Likeness from which two texts that stand in the same place are one."""
MARGIN = 0.12
"""How much better than the second best a match must be."""
_EVEN: Mapping[str, float] = {}
"""Weights that leave all character pairs equal."""


def likeness(one: str, other: str, weights: Mapping[str, float] = _EVEN) -> float:
    """Return how much of two texts is shared, 0 to 1: Dice over character pairs, the rare ones counting more."""
    if one == other:
        return 1.0
    left, right = Counter(pairs(one)), Counter(pairs(other))
    total = _weighed(left, weights) + _weighed(right, weights)
    return 2 * _weighed(left & right, weights) / total if total else 0.0


def name_likeness(one: str, other: str) -> float:
    """Return how much of two names is shared, 0 to 1; of very short ones single characters are compared."""
    if max(len(one), len(other)) > 4:
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


def pairs(text: str) -> list[str]:
    """Return the pairs of characters that a text is compared by."""
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


def _weighed(grams: Counter[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(gram, 1.0) * _content(gram) * count for gram, count in grams.items())


def _content(gram: str) -> float:
    """Return how much a pair of characters says: hiragana and punctuation hold a sentence together, no more."""
    return 0.3 + 0.35 * sum(1 for char in gram if not ("ぁ" <= char <= "ゖ" or char in "、。・（）()「」\n"))
