"""The architecture: layers import downward only (pyproject.toml says which), and each outside library has one owner."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from sys import stdlib_module_names

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "deckbuilder"
COMMANDS = {f"app.commands.{path.stem}" for path in (PACKAGE / "app" / "commands").glob("[!_]*.py")}
OWNERS = {
    "genanki": {"anki.frame", "identity.identify"},
    "markdown": {"cards.inline_html"},
    "nh3": {"cards.inline_html"},
    "bs4": {"cards.inline_html"},
    "yaml": {"base.front_matter"},
    "pathspec": {"base.selection"},
    "tomllib": {"base.settings"},
    "PIL": {"pictures.drawing"},
    "zstandard": {"anki.opening"},
    "filelock": {"app.beside"},
    "sqlite3": {
        "anki.database",
        "anki.frame",
        "anki.opening",
        "anki.package",
        "collection.homes",
        "collection.reading",
    },
    "zipfile": {"anki.opening", "anki.package"},
    "argparse": {
        "app.argparse_words",
        "app.arguments",
        "app.calling",
        "app.collections",
        "app.command",
        "app.compiling",
        "app.console",
        "app.shipped",
    }
    | COMMANDS,
    "watchfiles": {"app.preview_server"},
    "rich": {"app.console"},
}
"""Two libraries go further: genanki for its GUIDs, argparse for the type of the options, which every command takes."""
VALUES = {"msgspec"}
"""What values are made of and written with; no room owns it."""


def rooms() -> dict[str, Path]:
    """Return every module of the package by its name below it: read.lines."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in paths}


@cache
def outside(path: Path) -> set[str]:
    """Return the top names of the outside modules that a file imports."""
    names: set[str] = set()
    for node in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.split(".")[0] for name in names} - {"deckbuilder"}


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Return all that stands below a module or statement, but for what no import can stand in: expressions."""
    for name in ("body", "handlers", "orelse", "finalbody", "cases"):
        for below in getattr(node, name, ()):
            yield below
            yield from statements(below)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold a copy of the package in `folder` against the layers."""
    call = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_layers_import_downward_only() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_outside_library_has_its_owner() -> None:
    found: dict[str, set[str]] = {}
    for room, path in rooms().items():
        for name in outside(path) - VALUES:
            if name in OWNERS or name not in stdlib_module_names:
                found.setdefault(name, set()).add(room)
    assert found == OWNERS


def test_the_imports_are_seen() -> None:
    assert {"markdown", "nh3", "bs4"} <= outside(PACKAGE / "cards" / "inline_html.py")


def test_every_layer_says_in_one_sentence_what_it_is_for() -> None:
    for path in PACKAGE.glob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert said, path
        assert said.count(".") == 1, path
        assert "\n" not in said, path
