"""Parse front matter, for files that have some: YAML takes long to import."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

import yaml

from deckbuilder.base.library_words import of_library
from deckbuilder.base.model import Diagnostic, FileSettings, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import printable
from deckbuilder.base.settings import (
    DECK,
    DEEPEST,
    LONGEST,
    TEXTS,
    TOO_DEEP,
    TOO_LONG,
    TRUTH,
    key_span,
    levels,
    toml,
    toml_problem,
)
from deckbuilder.base.words import Words

_SLIP, _SLIPPED = 0.75, 2
"""Likeness from which on a key of front matter is ours, misspelt by so many letters; others are of other programs."""


def front_matter(path: str, text: str) -> tuple[FileSettings, int, list[Diagnostic]]:
    """Return (settings, number of lines taken, diagnostics) of what stands at the top of a file: YAML, or TOML in +++.

    Keys of other programs are nobody's business here, whatever stands in them; ours are read without
    regard to case.
    """
    fence = text.partition("\n")[0].rstrip()
    closing = {"---": ("---", "..."), "+++": ("+++",)}.get(fence)
    if closing is None:
        return FileSettings(), 0, []
    rows = text.split("\n")
    end = next((i for i, row in enumerate(rows[1:], 1) if row.rstrip() in closing), 0)
    inside = rows[1:end]
    if not end or not (fence == "+++" or _looks_like_yaml(inside)):
        return FileSettings(), 0, []
    read = _of_toml if fence == "+++" else _of_yaml
    found, diagnostics = read(path, inside)
    if found is None:
        return FileSettings(), 0, []
    settings, problems = _file_settings(path, "\n".join(rows[: end + 1]), found)
    return settings, end + 1, diagnostics + problems


_YAML_ROW = lazy(r"\s*$|\s*#|[\w-]+\s*:(?:\s|$)|\s+|-\s")
_KEY_ROW = lazy(r"""["']?[\w][^:：。、]{0,38}:(?:\s|$)""")
"""A key with blanks, dots or quotes, as other programs have them."""


def _looks_like_yaml(rows: Sequence[str]) -> bool:
    plain = [row for row in rows if _YAML_ROW.match(row)]
    return bool(plain or not rows) and all(_YAML_ROW.match(row) or _KEY_ROW.match(row) for row in rows)


def _of_toml(path: str, rows: Sequence[str]) -> tuple[dict[str, Any], list[Diagnostic]]:
    try:
        return toml("\n".join(rows)), []
    except ValueError as error:
        line, col, problem = toml_problem("\n".join(rows), error)
        return {}, [Diagnostic("N007", Span(path, line + 1, line + 1, col), (problem,))]


def _of_yaml(path: str, rows: Sequence[str]) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Return the values by key, None where it is no front matter; keys that are not ours may be anything."""
    try:
        found = _parsed("\n".join(rows))
    except yaml.YAMLError:
        return _key_by_key(path, rows)
    return (found or {}) if found is None or isinstance(found, dict) else None, []


def _key_by_key(path: str, rows: Sequence[str]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return our keys of YAML that is none as a whole: a value on one line is what is typed there."""
    starts = [at for at, row in enumerate(rows) if re.match(r"[^\s#-]", row)]
    found: dict[str, Any] = {}
    diagnostics = []
    for at, after in zip(starts, [*starts[1:], len(rows)], strict=True):
        key, _, rest = rows[at].partition(":")
        key = key.strip().strip("\"'")
        if key.lower() not in _FRONT_KEYS:
            continue
        own = "\n".join(rows[at:after]).replace("\t", "  ")
        try:
            found |= _parsed(own)
        except yaml.YAMLError as error:
            if typed := _typed(rest, is_list=key.lower() == "tags"):
                found[key] = typed
            else:
                line, col, problem = _yaml_problem(own, error)
                diagnostics.append(Diagnostic("N007", Span(path, at + line + 1, at + line + 1, col), (problem,)))
    return found, diagnostics


def _typed(rest: str, is_list: bool) -> str:
    """Return what is typed behind a key, where it is clear without YAML: text on the line, or names in brackets."""
    typed = rest.strip()
    if is_list and typed.count("[") == typed.count("]"):
        typed = re.sub(r"[\[\]\"']", "", typed)
    is_clear = typed and typed[0] not in "[{|>&*!%@`" and len(typed) <= LONGEST and "\\" not in typed
    return typed.strip("\"'") if is_clear else ""


def _yaml_problem(text: str, error: yaml.YAMLError) -> tuple[int, int, Words]:
    """Return line, column and text of what is wrong; by the index, because more than \\n ends a line for YAML."""
    mark = getattr(error, "problem_mark", None)
    before = text[: mark.index] if mark else ""
    problem = getattr(error, "problem", None) or Words("it is not YAML", "YAML ではありません")
    problem = problem if isinstance(problem, Words) else of_library(problem)
    return before.count("\n") + 1, len(before) - before.rfind("\n"), problem


class _RefusedError(yaml.YAMLError):
    """YAML that is too much of it."""

    def __init__(self, problem: Words) -> None:
        self.problem = problem


def _parsed(text: str) -> Any:
    """Return YAML with every value as it was typed: nothing is made of it, whatever its tag says."""
    if len(text) > LONGEST:
        raise _RefusedError(TOO_LONG)
    try:
        return yaml.load(text, yaml.BaseLoader)
    except RecursionError:
        raise _RefusedError(TOO_DEEP) from None
    except (ValueError, OverflowError, TypeError) as error:  # a character or a version number that there is not
        raise yaml.MarkedYAMLError(problem=str(error)) from None


def _file_settings(path: str, text: str, found: dict[str, Any]) -> tuple[FileSettings, list[Diagnostic]]:
    values: dict[str, Any] = {}
    diagnostics = []
    for typed, value in found.items():
        key = str(typed).lower()
        if meant := _meant(key, value):
            diagnostics.append(
                Diagnostic("N011", key_span(path, text, str(typed)), (str(typed), Words(f"“{meant}”", f"「{meant}」")))
            )
        elif key in _FRONT_KEYS and value not in ("", "~", "null"):
            reading, wanted = _FRONT_KEYS[key]
            values[key] = reading(value)
            if values[key] is None:
                del values[key]
                diagnostics.append(Diagnostic("N011", key_span(path, text, str(typed)), (str(typed), wanted)))
    return FileSettings(**values), diagnostics


def _meant(key: str, value: Any) -> str:
    """Return the key of ours of which this is a slip of the pen; one letter more or less at its end is another word."""
    if key in _FRONT_KEYS:
        return ""
    near = next(iter(get_close_matches(key, _FRONT_KEYS, 1, _SLIP)), "")
    is_other_word = not near or key.rstrip("s") == near.rstrip("s") or abs(len(key) - len(near)) > _SLIPPED
    return "" if is_other_word or _FRONT_KEYS[near][0](value) is None else near


def _text(value: Any) -> str | None:
    return " ".join(printable(value).split()) if isinstance(value, str) else None


def _deck(value: Any) -> str | None:
    name = _text(value)
    return name if name and levels(name) <= DEEPEST else None


def _names(value: Any) -> tuple[str, ...] | None:
    names = re.split(r"[,、\s]+", value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(tag for name in names if (tag := printable(name).lstrip("#")))


def _truth(value: Any) -> bool | None:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(str(value).lower())


_FRONT_KEYS: dict[str, tuple[Callable[[Any], Any], Words]] = {
    "deck": (_deck, DECK),
    "title": (_text, Words("a text", "文字列")),
    "tags": (_names, TEXTS),
    "numbers": (_truth, TRUTH),
    "reverse": (_truth, TRUTH),
}
"""How each key of front matter is read (None where it cannot be), and what it must be."""
