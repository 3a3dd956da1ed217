"""Where a card belongs: the headings above it, as many as fit on a phone."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.text import RECENT, contains, fold, tells
from deckbuilder.read.line_order import OPTIONS
from deckbuilder.read.markers import COUNTED
from deckbuilder.read.titles import undecorated
from deckbuilder.read.words import is_index, names_nothing, naming

PLACE_LEVELS = 3
PLACE_COLUMNS = 60
"""Two lines of a phone; a wide character takes two columns."""
_BETWEEN = " › "
_LEAST = 20
"""Columns in which an outermost level is still known by its first words."""
_PART_OF_QUESTION = lazy(
    rf"第[ 　]*[{COUNTED}]+[ 　]*問|(?:問題?|設問|質問|クイズ|例題|練習問題|演習問題|[QqＱ])[ 　]*[{COUNTED}]{{0,3}}[.．:：]?"
    r"|選択肢|正解|正答|解答|回答|答え|解説|解答・解説|解答と解説|各選択肢の解説"
)
"""A heading that is no place: 問3, 第2問, 選択肢, 解説."""


_NO_NAME = lazy(
    r"https?://\S+$|(?>.*?\{[{%]).*[%}]\}|(?=[ -~]+$)(?:.*;|(?>(?:(?!: ).)*: ){2}|.*,$)|.*(?:[、。．]$|どれか[。？?]?$|(?:選|答え|述べ|求め)(?:び?なさい|べ|よ)[。]?$|として、?，?適切な)"
    r"|\\\([^()]*\\\)$"
)
"""A heading that is no place: a link, a template to be filled in, the output of a program, a sentence, an exercise, a formula."""
_SLUG = lazy(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
"""A name for machines, hybrid-decisions: it stands on cards where there is room to spare."""


def place(trail: tuple[str, ...], avoid: Sequence[str] = (), term: str = "", name: str = "") -> str:
    """Return where a card belongs, `EKS › 仕組み`: the last levels of the trail that fit, below the outermost.

    The outermost, or the name of the file above it, says what all is about; where it does not fit, its beginning
    does. Levels that would give away one of the texts in `avoid`, or are the last word of one, are left out, those
    that only count questions, name a part of one or no place at all, and a last one that only repeats the term.
    """
    if trail and term and fold(trail[-1]) == fold(term):
        trail = trail[:-1]
    secrets = [text for text in avoid if fold(text)]
    names = {fold(text.split()[-1]) for text in avoid if " " in text.strip()}  # the level ECS tells Amazon ECS

    def is_told(level: str) -> bool:
        said = fold(level)
        gives_away = said in names or any(tells(level, secret) for secret in secrets)
        return not gives_away and _is_a_place(level)

    levels = [undecorated(level) for level in trail if is_told(level)]
    if (
        name
        and is_told(name)
        and not (_SLUG.fullmatch(name) and len(_BETWEEN.join((name, *levels))) > PLACE_COLUMNS / 2)
    ):
        levels.insert(0, name)
    return _BETWEEN.join(_fitting(tuple(levels)))


def named(names: Sequence[str], avoid: Sequence[str]) -> str:
    """Return the first of the names of a file and its deck that says something; where none does no place is better."""
    return next((found for name in names if not names_nothing(name) and (found := place((name,), avoid))), "")


def below(folder: str, own: str, avoid: Sequence[str]) -> str:
    """Return a place with the name of a folder before it, where it does not say that already, fits with it and gives nothing away."""
    whole = _BETWEEN.join((folder, own))
    fits = width(whole) <= PLACE_COLUMNS and own.count(_BETWEEN) + 1 < PLACE_LEVELS
    is_told = not folder or contains(fold(own), fold(folder))
    return whole if fits and not is_told and place((folder,), avoid) else own


def names_section(title: str) -> bool:
    """Tell whether a title says what a sentence below it is of, or of when: no link, number or sentence, and no 概要."""
    return _is_a_place(title) and (is_index(title) or not names_nothing(title))


@lru_cache(RECENT)
def _is_a_place(level: str) -> bool:
    return not (_PART_OF_QUESTION.fullmatch(level) or _NO_NAME.match(level))


@lru_cache(RECENT)
def _fitting(levels: tuple[str, ...]) -> list[str]:
    """Return the last level, what names the subject of all, and what fits of those between."""
    while len(levels) > 1 and names_nothing(levels[0]):
        levels = levels[1:]
    if len(levels) < 2:
        return [_cut(level, PLACE_COLUMNS) for level in levels]
    outermost, *between, last = levels
    if width(_BETWEEN.join((outermost, last))) > PLACE_COLUMNS:
        last = _named_only(last)
    room = PLACE_COLUMNS - width(_BETWEEN)
    if between and OPTIONS.fullmatch(last):  # of what says the level above
        room -= width(between[-1] + _BETWEEN)
    outermost = _cut(outermost, max(room - width(last), _LEAST))
    kept = [_cut(last, PLACE_COLUMNS - width(_BETWEEN + outermost))]
    for level in reversed(between[1 - PLACE_LEVELS :]):
        if width(_BETWEEN.join((outermost, level, *kept))) > PLACE_COLUMNS or len(kept) == PLACE_LEVELS - 1:
            break
        kept.insert(0, level)
    return [outermost, *kept]


_BEHIND = lazy(r"(?<=\S)[ 　]*[(（][^()（）]*[)）]$")


def _named_only(level: str) -> str:
    """Return a level without what it says of its name, 複合語 of 複合語：二つ以上の語が結び付いた語; all of it where that is but a label."""
    name = SAID_OF_IT.sub("", level)
    return level if names_nothing(name) or naming(name) != "term" or _COUNTED_NAME.search(name) else name


SAID_OF_IT = lazy(r"(?<=\S)(?:[ 　]*[：｜].+|:[ 　].+|[ 　]+[-–—―][ 　]+.+|[ 　]{2,}.+)$")
"""What a title says of the name before it."""
_COUNTED_NAME = lazy(rf"[{COUNTED}][^ぁ-んァ-ヶA-Za-z]{{0,2}}$")
"""第3章, パターン1, 手順２: what tells it from others is said behind it."""


def _cut(level: str, columns: int) -> str:
    """Return a level, or as much of it as so many columns hold; what stands behind it in parentheses goes first."""
    if width(level) > columns:
        level = _BEHIND.sub("", level)
    if width(level) <= columns:
        return level
    return level[: sum(end < columns for end in accumulate(map(width, level)))] + "…"
