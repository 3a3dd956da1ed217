"""Text: folding for comparison, texts in texts, tags, lines that are joined.

Everything here works on plain strings and knows nothing of notes or cards.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from deckbuilder.base.patterns import lazy

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


@lru_cache(RECENT)
def fold_question(text: str) -> str:
    """Return a question folded; the case of letters that stand alone tells questions apart: -a, -A.

    A formula is what it says, whether it is set, \\(J\\), or shown as it is typed, $J$. とは behind a name adds nothing to it,
    nor does 年 to a year.
    """
    if "$" in text or "\\(" in text:
        text = _FORMULA.sub(r"\1\2", text)
    return without_year_sign("".join(without_case(text).removesuffix("とは").translate(_HIRAGANA).split()))


def without_year_sign(folded: str) -> str:
    """Return a folded text that is only a year as its number: 2015年 is 2015."""
    return folded[:-1] if _ONLY_YEAR.fullmatch(folded) else folded


_ONLY_YEAR = lazy("[0-9]{3,4}年")


_FORMULA = lazy(r"\\\((.+?)\\\)|\$([^$]+)\$")


@lru_cache(RECENT)
def without_case(text: str) -> str:
    """Return a text as NFKC in small letters, but for capitals that stand alone: -A is not -a."""
    parts = _LONE_CAPITAL.split(unicodedata.normalize("NFKC", text))
    return "".join([part if at % 2 else part.casefold() for at, part in enumerate(parts)])


_LONE_CAPITAL = lazy("(?<![A-Za-z])([A-Z])(?![A-Za-z])")


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
    secrets = [(secret, folded) for secret in hidden if (folded := fold(secret))]
    return bool(said) and any(tells(text, secret) or contains(folded, said) for secret, folded in secrets)


def tells(text: str, secret: str) -> bool:
    """Tell whether a hidden text stands in `text`, also with - or _ for blanks, leaf_disc, LeafDisc, or as a form of a word, leaf, leafed."""
    said, folded = fold(text), fold(secret)
    if contains(said, folded):
        return True
    bare, own = (one.translate(_JOINTS) for one in (said, folded))
    if (bare != said or own != folded) and len(own) >= _LONG_WORD and contains(bare, own):
        return True
    words = _LATIN_WORD.findall(text.lower()) if secret.isascii() and secret.isalpha() else ()
    return any(_is_form(secret.lower(), word) for word in words)


def _is_form(form: str, word: str) -> bool:
    """Tell whether a word in small Latin letters is another one with an ending: leaves, leave; using, use."""
    return any(form in (word + ending, word.removesuffix("e") + ending) for ending in _ENDINGS)


_JOINTS = str.maketrans("", "", "-_")
_LONG_WORD = 4
_LATIN_WORD = lazy("[a-z]{4,}")
_ENDINGS = ("s", "es", "d", "ed", "ing")


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
