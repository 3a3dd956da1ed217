"""The text of a table's cell by weight, how wide it is, and where its lines break by the Japanese rules."""

import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from deckbuilder.base.patterns import lazy
from deckbuilder.read.inline import TOKEN, plain, ruby_of

WIDTHS = (716, 836)
"""Pixels: how wide a picture may be, so that its text is shown at 14 or at 12 points on an iPhone of 390 points with its
margins."""
_NO_START = re.escape(
    "、。，．・：；？！ー―‐〜」』）】］〕〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶン々ゝゞヽヾ%％℃…,.:;?!)]}"
)
_NO_END = re.escape("「『（【［〔〈《“‘([{")
_LATIN = r"[A-Za-z0-9À-ɏ_./+\-@#&'%,:;~=]+"
_KATAKANA = r"[ァ-ヺー]+(?:[一-龠](?![一-龠]))?"
_AMOUNT = (
    r"[0-9][0-9,./〜~\-]*"
    r"(?: ?(?:[A-Za-z]{1,3}(?![A-Za-z0-9])|[%％℃])|(?:か月|[円個台本枚人回分秒年月日時週倍件つ])[間後前目]?)"
)


def _with_marks(core: str) -> re.Pattern[str]:
    """Return what finds parts of a text, the brackets and marks that cling to each taken with it."""
    return lazy(rf"\n|[ \t\u3000]|[{_NO_END}]*(?:{core}|[^\s])[{_NO_START}]*")


_UNITS = _with_marks(_LATIN)
"""What a line break does not part: a Latin word or one character."""
_WORDS = _with_marks(f"{_AMOUNT}|{_LATIN}|{_KATAKANA}")
"""What it parts only where there is no room: also a word in katakana (タイプ, リージョン間) and a number with its unit."""
_JOINTS = lazy(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[/_.\-:])(?=\w)")
LONG_WORD = 12
"""Letters from which a Latin word may be broken at its joints, as in ECSCanary|10Percent; and no column is
made wider for a longer word in katakana."""


class StyledText(NamedTuple):
    """Text in one weight."""

    text: str
    bold: bool


TextLine = tuple[StyledText, ...]


class Measure(msgspec.Struct, frozen=True):
    """(text, bold) -> width in pixels, and how wide pictures may be."""

    of: Callable[[str, bool], float]
    widths: tuple[int, ...] = WIDTHS

    def __call__(self, text: str, bold: bool) -> float:
        return self.of(text, bold)


def widths_at(font_scale: float) -> tuple[int, ...]:
    """Return how wide pictures may be for text of another size: a narrower one is shown larger on a phone.

    No further than a table of three columns bears, and never so that the text is below 12 points.
    """
    scale = min(max(font_scale, 1 / 1.15), 1.5)
    return tuple(round(width / scale) for width in WIDTHS)


Parts = Callable[[str], tuple[str, ...]]
"""What cuts a text into the parts between which a line may break."""


def natural_width(cell: list[StyledText], measure: Measure) -> float:
    """Return the width of a cell's longest line when nothing is wrapped."""
    widths = [0.0]
    for run in cell:
        for at, part in enumerate(run.text.split("\n")):
            if at:
                widths.append(0.0)
            widths[-1] += measure(part, run.bold)
    return max(widths)


def styled(md: str) -> list[StyledText]:
    """Return a cell's text by weight; ruby becomes a reading in parentheses, <br> a new line.

    A mark round the whole cell only says that it is asked, and is not set bold.
    """
    if (whole := TOKEN.fullmatch(md.strip())) and (inner := whole["bold"] or whole["high"]):
        return styled(inner)
    runs: list[StyledText] = []
    at = 0
    for match in TOKEN.finditer(md):
        inner = match["bold"] or match["high"]
        ruby = ruby_of(match)
        if inner is None and ruby is None:
            continue
        runs.append(StyledText(md[at : match.start()], False))
        runs.append(StyledText(inner, True) if inner is not None else StyledText("（".join(ruby or ()) + "）", False))
        at = match.end()
    runs.append(StyledText(md[at:], False))
    return [StyledText(text, run.bold) for run in runs if (text := _flat(run.text))]


def _flat(md: str) -> str:
    parts = re.split(r"<br\s*/?>|\n", md)
    blank = (md[:1] == " ") * " ", (md[-1:] == " ") * " "
    flat = "\n".join(plain(part) for part in parts)
    return blank[0] + flat + blank[1] if flat else ""


@lru_cache(4096)
def words(text: str) -> tuple[str, ...]:
    """Return what a line break should not part."""
    return _parts(_WORDS, text)


@lru_cache(4096)
def units(text: str) -> tuple[str, ...]:
    """Return what a line break must not part."""
    return _parts(_UNITS, text)


def _parts(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """Return the parts of a text; long Latin words come in pieces."""
    parts: list[str] = []
    for part in pattern.findall(text):
        parts += _JOINTS.split(part) if len(part) > LONG_WORD and part.isascii() else [part]
    return tuple(parts)


def wrapped(cell: list[StyledText], width: float, measure: Measure, parts: Parts) -> list[TextLine]:
    """Break a cell's text into lines by the Japanese rules for what may start and end a line."""
    lines: list[list[StyledText]] = [[]]
    used = 0.0
    for run in cell:
        for unit in _broken(run, width, measure, parts):
            size = measure(unit, run.bold)
            if unit == "\n" or (used + size > width and lines[-1]):
                lines.append([])
                used = 0.0
            if unit.isspace() and not lines[-1]:
                continue
            lines[-1].append(StyledText(unit, run.bold))
            used += size
    return [_merged(line) for line in lines]


def _broken(run: StyledText, width: float, measure: Measure, parts: Parts) -> Iterator[str]:
    """Yield the parts of a run; one wider than the column in even pieces, and a unit wider than it anywhere."""
    for part in parts(run.text):
        if measure(part, run.bold) <= width:
            yield part
            continue
        for piece in _pieces(part, width, lambda text: measure(text, run.bold)):
            yield from piece if measure(piece, run.bold) > width else (piece,)


def _pieces(word: str, width: float, size: Callable[[str], float]) -> list[str]:
    """Cut a word into its units, joined to as few pieces of about the same length as fit the column."""
    parts = units(word)
    whole = sum(map(size, parts))
    fewest = math.ceil(whole / width)
    for count in (fewest, fewest + 1):
        pieces, used = [""], 0.0
        for unit in parts:
            if pieces[-1] and (used + size(unit) / 2) * count >= whole * len(pieces):
                pieces.append("")
            pieces[-1] += unit
            used += size(unit)
        if all(size(piece) <= width for piece in pieces):
            return pieces
    return list(parts)


def _merged(line: list[StyledText]) -> TextLine:
    merged: list[StyledText] = []
    for run in line:
        if merged and merged[-1].bold == run.bold:
            merged[-1] = StyledText(merged[-1].text + run.text, run.bold)
        else:
            merged.append(run)
    return tuple(merged)
