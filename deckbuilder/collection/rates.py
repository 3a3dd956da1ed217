"""Rates that a few reviews do not carry away: each counts `PRIOR` more reviews, passed at the rate of all cards.

What is then believed of the true rate is a beta distribution; its middle nine tenths are what it stands with.
"""

from functools import cache, lru_cache
from math import exp, lgamma, log, log1p
from typing import NamedTuple

PRIOR = 10
"""Reviews at the rate of all cards that each rate counts besides its own."""
_TAIL = 0.05
_LEAST = 0.01
"""What is believed possible at least, however the reviews went."""


class Rate(NamedTuple):
    """How many reviews were passed and not, `PRIOR` among them."""

    passed: float
    failed: float
    expected: float
    """The share that is to be expected, 0 to 1."""

    @property
    def low(self) -> float:
        """The share that is reached but for one time of twenty."""
        return _quantile(self.passed, self.failed, _TAIL)

    @property
    def high(self) -> float:
        """The share that is exceeded one time of twenty."""
        return _quantile(self.passed, self.failed, 1 - _TAIL)


@lru_cache(10_000)
def rate(reviews: int, passed: int, prior: float) -> Rate:
    """Return the rate of some reviews, `PRIOR` more of them passed at a rate of `prior`."""
    prior = min(max(prior, _LEAST), 1 - _LEAST)
    good, bad = passed + PRIOR * prior, reviews - passed + PRIOR * (1 - prior)
    return Rate(good, bad, good / (good + bad))


@cache
def _quantile(a: float, b: float, share: float) -> float:
    low, high = 0.0, 1.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if _below(middle, a, b) < share else (low, middle)
    return (low + high) / 2


def _below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function (dlmf.nist.gov/8.17#v)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _below(1 - x, b, a)
    scale = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a if x else 0.0
    upper, lower = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    fraction = lower
    for step in range(1, 200):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            lower, upper = 1 / (1 + term * lower), 1 + term / upper
            fraction *= lower * upper
        if abs(lower * upper - 1) < 1e-9:
            break
    return scale * fraction
