"""Words in katakana and in Latin letters that sound alike, and Latin words without their endings."""

import re
from functools import lru_cache

from deckbuilder.base.patterns import lazy


def sound_alike(katakana: str, latin: str) -> bool:
    """Tell whether a word in katakana and one in Latin letters have the same consonants: チェックボックス, checkbox."""
    one, other = _consonants(katakana), _latin_consonants(latin)
    return len(latin) > 2 and bool(one) and (one == other or (len(one) > 2 and other.startswith(one)))


def sounds_same(katakana: str, latin: str) -> bool:
    """Tell whether two words sound the same by as many consonants as are no chance: リーフゾーン, LeafZone."""
    sound = _consonants(katakana)
    return len(sound) > 1 and sound == _latin_consonants(latin)


@lru_cache(1_000)
def _consonants(katakana: str) -> str:
    return _REPEATED.sub(r"\1", katakana.translate(_OF_KATAKANA))


@lru_cache(1_000)
def _latin_consonants(word: str) -> str:
    for spelt, sound in _SPELT:
        word = re.sub(spelt, sound, word)
    return _REPEATED.sub(r"\1", word)


_REPEATED = lazy(r"(.)\1+")
_ROWS = {
    "k": "カキクケコガギグゲゴ",
    "s": "サシスセソザジズゼゾヂヅ",
    "t": "タチツテトダデド",
    "n": "ナニヌネノンマミムメモ",
    "p": "ハヒフヘホバビブベボパピプペポヴ",
    "": "アイウエオヤユヨラリルレロワヲァィゥェォャュョッー",
}
_OF_KATAKANA = str.maketrans({sign: sound for sound, signs in _ROWS.items() for sign in signs})
"""Sounds that English spells in many ways are one; those of ラ are left out, as English ends in them unheard."""
_SPELT = (
    ("che$", "s"),
    ("du(?=l)", "s"),
    ("tch|ch|d", "t"),
    ("ti(?=on)|sh|th|z|j|ge$|c(?=[eiy])", "s"),
    ("ph|f|v|b|h", "p"),
    ("x", "ks"),
    ("ck|c|q|g", "k"),
    ("m", "n"),
    ("[^kstnp]", ""),
)
_ENDING = lazy("(?<=[a-z]{3})(?:e[sd]|ing|e|s)$")
_DOUBLED = lazy(r"([bdgmnpt])\1$")
"""What is left of logging and planned is log and plan."""


def stem(word: str) -> str:
    return _DOUBLED.sub(r"\1", _ENDING.sub("", word))
