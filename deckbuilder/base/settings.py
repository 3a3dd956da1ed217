"""Parse deck.toml and front matter. Every setting has its default in model.py."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, get_origin

import yaml

from deckbuilder.base.model import Diagnostic, FileSettings, Limits, Settings, Span
from deckbuilder.base.text import printable

LONGEST = 10_000
"""Characters of deck.toml, and of front matter."""
_TOO_LONG, _TOO_DEEP = f"it has more than {LONGEST:,} characters", "it is nested too deep"
_CHOICES = {"masks": ("all", "one")}
_KINDS: dict[type, tuple[str, Callable[[Any], bool]]] = {
    str: ("a text in quotes", lambda v: isinstance(v, str)),
    bool: ("true or false", lambda v: isinstance(v, bool)),
    int: ("a whole number", lambda v: isinstance(v, int) and not isinstance(v, bool)),
    float: ("a number", lambda v: isinstance(v, int | float) and not isinstance(v, bool)),
    tuple: ("a list of texts", lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v)),
    Limits: ("a table of numbers", lambda v: isinstance(v, dict)),
}
_RANGES = {"font_scale": (0.5, 3.0), "max_retired": (0, 100)}
_SLIP, _SLIPPED = 0.75, 2
"""Likeness from which on a key of front matter is ours, misspelt by so many letters; others are of other programs."""


def deck_settings(path: str, text: str) -> tuple[Settings, list[Diagnostic]]:
    """Parse the text of deck.toml; settings in error keep their defaults."""
    if len(text) > LONGEST:
        return Settings(), [Diagnostic("N006", Span(path, 1, 1), (_TOO_LONG,))]
    try:
        found = tomllib.loads(text)
    except RecursionError:
        return Settings(), [Diagnostic("N006", Span(path, 1, 1), (_TOO_DEEP,))]
    except ValueError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, col = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        problem = re.sub(r"\s*\(at .*\)$", "", str(error))
        return Settings(), [Diagnostic("N006", Span(path, line, line, col), (problem,))]
    values, diagnostics = _known(path, text, found, Settings())
    limits, problems = _known(path, text, values.pop("quality", {}), Limits(), "quality")
    return Settings(**values, quality=Limits(**limits)), diagnostics + problems


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


def _problem(key: str, value: Any, kind: type) -> str:
    """Return what a setting's value must be, or an empty string if it is that."""
    wanted, fits = _KINDS[kind]
    if not fits(value):
        return wanted
    if key in _CHOICES and value not in _CHOICES[key]:
        return " or ".join(f"“{choice}”" for choice in _CHOICES[key])
    if key == "tts_language" and not re.fullmatch(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*", value):
        return "a language such as “ja_JP”"
    if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
        return f"between {_RANGES[key][0]} and {_RANGES[key][1]}"
    return ""


def front_matter(path: str, text: str) -> tuple[FileSettings, int, list[Diagnostic]]:
    """Return (settings, number of lines taken, diagnostics) of the YAML at the top of a file."""
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        return FileSettings(), 0, []
    end = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), 0)
    inside = rows[1:end]
    if not end or not all(re.match(r"\s*$|\s*#|[\w-]+\s*:(\s|$)|\s+|-\s", row) for row in inside):
        return FileSettings(), 0, []
    body = "\n".join(inside)
    try:
        found = _parsed(body)
    except yaml.YAMLError as error:
        # By the index, because more than \n ends a line for YAML.
        mark = getattr(error, "problem_mark", None)
        before = body[: mark.index] if mark else ""
        line, col = before.count("\n") + 2, len(before) - before.rfind("\n")
        problem = getattr(error, "problem", None) or "it is not YAML"
        return FileSettings(), end + 1, [Diagnostic("N007", Span(path, line, line, col), (str(problem),))]
    if found is None:
        return FileSettings(), end + 1, []
    if not isinstance(found, dict):
        return FileSettings(), 0, []
    settings, diagnostics = _file_settings(path, "\n".join(rows[: end + 1]), found)
    return settings, end + 1, diagnostics


def _parsed(text: str) -> Any:
    """Return YAML with every value as it was typed: nothing is made of it, whatever its tag says."""
    if len(text) > LONGEST:
        raise yaml.MarkedYAMLError(problem=_TOO_LONG)
    try:
        return yaml.load(text, yaml.BaseLoader)
    except RecursionError:
        raise yaml.MarkedYAMLError(problem=_TOO_DEEP) from None
    except (ValueError, OverflowError) as error:  # a character or a version number that there is not
        raise yaml.MarkedYAMLError(problem=str(error)) from None


def _file_settings(path: str, text: str, found: dict[str, Any]) -> tuple[FileSettings, list[Diagnostic]]:
    values: dict[str, Any] = {}
    diagnostics = []
    for key, value in found.items():
        span = key_span(path, text, key)
        if key not in _FRONT_KEYS:
            near = get_close_matches(key.lower(), _FRONT_KEYS, 1, _SLIP)
            if near and abs(len(key) - len(near[0])) <= _SLIPPED:
                diagnostics.append(Diagnostic("N004", span, (key, near[0])))
        elif value not in ("", "~", "null"):
            reading, wanted = _FRONT_KEYS[key]
            values[key] = reading(value)
            if values[key] is None:
                del values[key]
                diagnostics.append(Diagnostic("N005", span, (key, wanted)))
    return FileSettings(**values), diagnostics


def _text(value: Any) -> str | None:
    return " ".join(printable(value).split()) if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...] | None:
    names = re.split(r"[,、\s]+", value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(tag for name in names if (tag := printable(name).lstrip("#")))


def _truth(value: Any) -> bool | None:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(str(value).lower())


_FRONT_KEYS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "deck": (_text, "a text"),
    "title": (_text, "a text"),
    "tags": (_names, "a list of texts"),
    "numbers": (_truth, "true or false"),
    "reverse": (_truth, "true or false"),
}
"""How each key of front matter is read (None where it cannot be), and what it must be."""


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
