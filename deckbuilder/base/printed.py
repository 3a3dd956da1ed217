"""Text as it is stored and printed: without controls, on one line, in columns of a terminal.

Everything that starts needs it, so that it stays apart from what reads Japanese (text.py).
"""

import unicodedata
from functools import cache, lru_cache

from deckbuilder.base.patterns import lazy

_CONTROLS = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """Return `text` without control characters and halves of characters."""
    return _CONTROLS.sub("", text)


def printable(text: str) -> str:
    """Return `text` as Anki stores it: NFC, without control characters and halves of characters."""
    return unicodedata.normalize("NFC", without_controls(text))


_UNSEEN = lazy("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def in_line(text: str) -> str:
    """Return `text` as a part of one printed line: what would break, colour or turn the line is spelt out (\\n, \\u202e)."""
    return unicodedata.normalize("NFC", _UNSEEN.sub(lambda char: char[0].encode("unicode_escape").decode(), text))


@lru_cache(10_000)
def width(text: str) -> int:
    """Return the columns that `text` takes in a terminal; East Asian wide characters take two."""
    rest = _WIDE.sub("", text)
    return 2 * (len(text) - len(rest)) + sum(map(_columns, rest))


_WIDE = lazy("[ぁ-ゖァ-ヺー一-龠々、。「」（）・：？]+")
"""Most of what is wide in Japanese; character by character it takes three times as long."""


def padded(text: str, columns: int) -> str:
    """Return `text` with blanks behind it, so that it takes so many columns."""
    return text + " " * (columns - width(text))


@cache
def _columns(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
