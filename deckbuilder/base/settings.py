"""Parse deck.toml and front matter. Every setting has its default in model.py."""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, get_origin

import yaml
from msgspec.structs import fields

from deckbuilder.base.library_words import of_library
from deckbuilder.base.model import Diagnostic, FileSettings, Limits, Settings, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import printable
from deckbuilder.base.selection import MOST_STARS, Selection
from deckbuilder.base.words import LANGUAGES, Words

LONGEST = 10_000
"""Characters of deck.toml, and of front matter."""
_TOO_LONG = Words(f"it has more than {LONGEST:,} characters", f"{LONGEST:,} 字を超えています")
_TOO_DEEP = Words("it is nested too deep", "入れ子が深すぎます")
_TRUTH = Words("true or false", "true か false")
_TEXTS = Words("a list of texts", "文字列の並び")
_CHOICES = {"masks": ("all", "one"), "language": LANGUAGES}
_KINDS: dict[type, tuple[Words, Callable[[Any], bool]]] = {
    str: (Words("a text in quotes", "引用符で囲んだ文字列"), lambda v: isinstance(v, str)),
    bool: (_TRUTH, lambda v: isinstance(v, bool)),
    int: (Words("a whole number", "整数"), lambda v: isinstance(v, int) and not isinstance(v, bool)),
    float: (Words("a number", "数"), lambda v: isinstance(v, int | float) and not isinstance(v, bool)),
    tuple: (_TEXTS, lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v)),
    Limits: (Words("a table of numbers", "数の表"), lambda v: isinstance(v, dict)),
}
_RANGES = {"font_scale": (0.5, 3.0), "max_retired": (0, 100)}
_SLIP, _SLIPPED = 0.75, 2
"""Likeness from which on a key of front matter is ours, misspelt by so many letters; others are of other programs."""


def deck_settings(path: str, text: str) -> tuple[Settings, list[Diagnostic]]:
    """Parse the text of deck.toml; settings in error keep their defaults."""
    try:
        found = _toml(text)
    except ValueError as error:
        line, col, problem = _toml_problem(text, error)
        return Settings(), [Diagnostic("N006", Span(path, line, line, col), (problem,))]
    values, diagnostics = _known(path, text, found, Settings())
    limits, problems = _known(path, text, values.pop("quality", {}), Limits(), "quality")
    return Settings(**values, quality=Limits(**limits)), diagnostics + problems


def _toml(text: str) -> dict[str, Any]:
    """Return TOML; raises ValueError where it is none, or too much of it."""
    if len(text) > LONGEST:
        raise ValueError(_TOO_LONG)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None


def _toml_problem(text: str, error: ValueError) -> tuple[int, int, Words]:
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
        return _toml("\n".join(rows)), []
    except ValueError as error:
        line, col, problem = _toml_problem("\n".join(rows), error)
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
        raise _RefusedError(_TOO_LONG)
    try:
        return yaml.load(text, yaml.BaseLoader)
    except RecursionError:
        raise _RefusedError(_TOO_DEEP) from None
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


def _names(value: Any) -> tuple[str, ...] | None:
    names = re.split(r"[,、\s]+", value) if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return tuple(tag for name in names if (tag := printable(name).lstrip("#")))


def _truth(value: Any) -> bool | None:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(str(value).lower())


_FRONT_KEYS: dict[str, tuple[Callable[[Any], Any], Words]] = {
    "deck": (_text, Words("a text", "文字列")),
    "title": (_text, Words("a text", "文字列")),
    "tags": (_names, _TEXTS),
    "numbers": (_truth, _TRUTH),
    "reverse": (_truth, _TRUTH),
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
