"""Parse deck.toml. Every setting has its default in model.py."""

import re
import tomllib
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, get_origin

from msgspec.structs import fields

from deckbuilder.base.library_words import of_library
from deckbuilder.base.model import Diagnostic, Limits, Settings, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import printable
from deckbuilder.base.selection import MOST_STARS, Selection
from deckbuilder.base.words import LANGUAGES, Words

LONGEST = 10_000
"""Characters of deck.toml, and of front matter."""
TOO_LONG = Words(f"it has more than {LONGEST:,} characters", f"{LONGEST:,} 字を超えています")
TOO_DEEP = Words("it is nested too deep", "入れ子が深すぎます")
DEEPEST = 11
"""Levels of a deck's name; Anki refuses a package with more as a whole."""
DECK = Words(f"a name of at most {DEEPEST} levels", f"{DEEPEST} 階層までの名前")
TRUTH = Words("true or false", "true か false")
TEXTS = Words("a list of texts", "文字列の並び")
_CHOICES = {"masks": ("all", "one"), "language": LANGUAGES}
_KINDS: dict[type, tuple[Words, Callable[[Any], bool]]] = {
    str: (Words("a text in quotes", "引用符で囲んだ文字列"), lambda v: isinstance(v, str)),
    bool: (TRUTH, lambda v: isinstance(v, bool)),
    int: (Words("a whole number", "整数"), lambda v: isinstance(v, int) and not isinstance(v, bool)),
    float: (Words("a number", "数"), lambda v: isinstance(v, int | float) and not isinstance(v, bool)),
    tuple: (TEXTS, lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v)),
    Limits: (Words("a table of numbers", "数の表"), lambda v: isinstance(v, dict)),
}
_RANGES = {"font_scale": (0.5, 3.0), "max_retired": (0, 100)}


def deck_settings(path: str, text: str) -> tuple[Settings, list[Diagnostic]]:
    """Parse the text of deck.toml; settings in error keep their defaults."""
    try:
        found = toml(text)
    except ValueError as error:
        line, col, problem = toml_problem(text, error)
        return Settings(), [Diagnostic("N006", Span(path, line, line, col), (problem,))]
    values, diagnostics = _known(path, text, found, Settings())
    limits, problems = _known(path, text, values.pop("quality", {}), Limits(), "quality")
    return Settings(**values, quality=Limits(**limits)), diagnostics + problems


def toml(text: str) -> dict[str, Any]:
    """Return TOML; raises ValueError where it is none, or too much of it."""
    if len(text) > LONGEST:
        raise ValueError(TOO_LONG)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None


def toml_problem(text: str, error: ValueError) -> tuple[int, int, Words]:
    """Return line, column and text of what is wrong."""
    if isinstance(error.args[0], Words):
        return 1, 1, error.args[0]
    said = str(error)
    place = re.search(r"line (\d+), column (\d+)", said)
    line, col = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    return line, col, of_library(re.sub(r"\s*\(at .*\)$", "", said))


def _known(
    path: str, text: str, found: dict[str, Any], defaults: Settings | Limits, table: str = ""
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the settings that `defaults` knows and that are what they must be."""
    kinds: dict[str, Any] = {f.name: get_origin(f.type) or f.type for f in fields(defaults)}
    values: dict[str, Any] = {}
    diagnostics = []
    for key, value in found.items():
        span = key_span(path, text, key, table)
        if key not in kinds:
            diagnostics.append(Diagnostic("N004", span, (key, _nearest(key, kinds))))
        elif wanted := _problem(key, value, kinds[key]):
            diagnostics.append(Diagnostic("N005", span, (key, wanted)))
        else:
            values[key] = _plain(value)
    return values, diagnostics


def _plain(value: Any) -> Any:
    """Return a setting without what TOML lets a backslash smuggle in."""
    if isinstance(value, str):
        return printable(value)
    return tuple(printable(part) for part in value) if isinstance(value, list) else value


def _problem(key: str, value: Any, kind: type) -> Words | None:
    """Return what a setting's value must be, None if it is that."""
    wanted, fits = _KINDS[kind]
    if not fits(value):
        return wanted
    if key in ("include", "exclude") and not _are_patterns(value):
        return Words(
            f"a list of patterns as in .gitignore, each with at most {MOST_STARS} * inside",
            f".gitignore と同じ書き方のパターンの並び(途中の * は {MOST_STARS} 個まで)",
        )
    if key in _CHOICES and value not in _CHOICES[key]:
        return Words(*(word.join(f"“{choice}”" for choice in _CHOICES[key]) for word in (" or ", " か ")))
    if key == "tag_root" and value and not all(level.strip() for level in value.split("::")):
        return Words("a tag such as “AWS認定”", "「AWS認定」のようなタグ")
    if key == "source_link" and value and not _SOURCE_LINK.fullmatch(value):
        return Words(
            "an address such as “obsidian://open?vault=法律&file={path}%23{heading}” or “vscode://file/C:/notes/{path}:{line}”",
            "「obsidian://open?vault=法律&file={path}%23{heading}」や「vscode://file/C:/notes/{path}:{line}」のようなアドレス",
        )
    if key == "tts_language" and not re.fullmatch(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*", value):
        return Words("a language such as “ja_JP”", "「ja_JP」のような言語")
    if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
        low, high = _RANGES[key]
        return Words(f"between {low} and {high}", f"{low} から {high} まで")
    return None


_SOURCE_LINK = lazy(r"[a-z][a-z0-9+.-]*(?<!javascript)://(?:[^\s{}<>\"']|\{(?:path|heading|line)\})+")


def _are_patterns(lines: list[str]) -> bool:
    try:
        Selection(lines)
    except ValueError:
        return False
    return True


def _nearest(key: str, known: Iterable[str]) -> str:
    return get_close_matches(key.lower(), list(known), 1, 0.0)[0]


def key_span(path: str, text: str, key: str, table: str = "") -> Span:
    """Return where a key of TOML or YAML stands in `text`, of a table of TOML under its header or behind its name."""
    name = rf"(?:[\"']?{re.escape(key)}[\"']?[ \t]*[=:.]|\[{re.escape(key)}\])"
    header = re.search(rf"(?m)^[ \t]*\[{table}\]", text) if table else None
    if table and not header:
        name = rf"{table}[ \t]*(?:=|\.[ \t]*{name})"
    match = re.compile(rf"(?m)^[ \t]*{name}").search(text, header.end() if header else 0)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    return Span(path, line, line, 1)


def levels(deck: str) -> int:
    """Return how many levels the name of a deck has."""
    return deck.count("::") + 1
