"""The architecture: who may import whom, and each outside library has one owner."""

import ast
from pathlib import Path
from sys import stdlib_module_names

PACKAGE = Path(__file__).parent.parent / "deckbuilder"
HELPERS = {"model", "text", "inline", "directives", "cells", "diagnostics", "notetypes", "terms", "catalogue", "safety"}
"""Rooms without a stage of their own; every stage may use them."""
BELOW = {
    "neighbours": {"lines"},
    "blocks": {"lines"},
    "scopes": {"lines", "blocks"},
    "titles": {"lines", "neighbours", "scopes"},
    "outline": {"lines", "neighbours", "blocks", "scopes", "titles"},
    "shelf": {"files"},
    "diagrams": {"shapes"},
    "media": {"diagrams", "files", "pictures", "shelf"},
    "pictures": {"tables"},
    "studio": {"ledger", "pictures", "renames", "tables", "shelf"},
    "render": {"diagrams", "media", "studio"},
    "sheets": {"cores", "outline", "rules", "render", "coverage", "media", "studio", "shelf"},
    "renames": {"likeness"},
    "matching": {"likeness", "renames"},
    "numbering": {"ledger", "likeness", "renames"},
    "standing": {"ledger", "sheets", "shelf", "studio"},
    "identity": {"ledger", "matching", "numbering", "renames", "standing"},
    "recovery": {"identity", "ledger", "package"},
    "checks": {"faces", "wording"},
    "lint": {"cores", "checks", "faces", "pipeline"},
    "outcome": {"files", "shelf"},
    "console": {"outcome"},
    "command": {"actions", "console", "files", "outcome", "shelf", "sources"},
    "listed": {"shelf", "standing"},
    "report": {"changes", "coverage", "listed", "outcome", "pipeline", "shelf", "standing"},
    "changes": {"faces", "identity"},
    "preview": {"pipeline", "checks"},
    "watch": {"preview"},
}
"""Beyond the helpers: what a room may import. Only pipeline and actions know the order of the stages."""
ANYTHING = {"pipeline", "actions"}
OWNERS = {
    "genanki": {"package", "identity"},
    "markdown": {"render"},
    "nh3": {"render"},
    "bs4": {"render"},
    "yaml": {"settings"},
    "tomllib": {"settings"},
    "PIL": {"pictures"},
    "zstandard": {"package"},
    "filelock": {"actions"},
    "sqlite3": {"package"},
    "zipfile": {"package"},
    "argparse": {"command", "actions", "console"},
    "watchfiles": {"watch"},
    "rich": {"console"},
}
"""Two libraries go further: genanki for its GUIDs, argparse for the type of the options."""
VALUES = {"msgspec"}
"""What values are made of and written with; no room owns it."""


def imports(path: Path) -> tuple[set[str], set[str]]:
    """Return (rooms, outside modules) that a file imports."""
    rooms, outside = set(), set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "deckbuilder"
                else [node.module]
            )
        for name in names:
            if name.startswith("deckbuilder."):
                rooms.add(name.split(".")[1])
            else:
                outside.add(name.split(".")[0])
    return rooms, outside


def test_rooms_import_only_what_is_below_them() -> None:
    wrong = []
    for path in sorted(PACKAGE.glob("*.py")):
        if path.stem in ANYTHING or path.stem == "__init__":
            continue
        rooms, _ = imports(path)
        allowed = HELPERS | BELOW.get(path.stem, set())
        wrong += [f"{path.stem} -> {room}" for room in sorted(rooms - allowed)]
    assert not wrong


def test_every_outside_library_has_its_owner() -> None:
    found: dict[str, set[str]] = {}
    for path in PACKAGE.glob("*.py"):
        for name in imports(path)[1] - VALUES:
            if name in OWNERS or name not in stdlib_module_names:
                found.setdefault(name, set()).add(path.stem)
    assert found == OWNERS


def test_the_imports_are_seen() -> None:
    rooms, outside = imports(PACKAGE / "render.py")
    assert {"model", "inline"} <= rooms
    assert {"markdown", "nh3", "bs4"} <= outside
