"""The architecture: who may import whom, and each outside library has one owner."""

import ast
from pathlib import Path

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
    "studio": {"ledger", "pictures", "tables", "shelf"},
    "render": {"media", "studio"},
    "sheets": {"cores", "outline", "rules", "render", "coverage", "media", "studio", "shelf"},
    "identity": {"ledger", "matching"},
    "recovery": {"identity", "ledger", "package"},
    "checks": {"faces", "wording"},
    "lint": {"cores", "checks", "faces", "pipeline"},
    "outcome": {"files", "shelf"},
    "console": {"outcome"},
    "command": {"actions", "console", "files", "outcome", "shelf", "sources"},
    "report": {"changes", "outcome", "pipeline"},
    "changes": {"faces", "identity"},
    "preview": {"pipeline", "checks"},
}
"""Beyond the helpers: what a room may import. Only pipeline and actions know the order of the stages."""
ANYTHING = {"pipeline", "actions", "watch"}
OWNERS = {
    "genanki": {"package", "identity"},
    "markdown": {"render"},
    "nh3": {"render"},
    "bs4": {"render"},
    "yaml": {"settings"},
    "tomllib": {"settings"},
    "PIL": {"pictures"},
    "zstandard": {"package"},
    "sqlite3": {"package"},
    "zipfile": {"package"},
    "argparse": {"command", "actions", "console"},
    "watchfiles": {"watch"},
    "rich": {"console"},
}


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
    wrong = []
    for path in sorted(PACKAGE.glob("*.py")):
        _, outside = imports(path)
        wrong += [f"{path.stem} -> {name}" for name in sorted(outside & set(OWNERS)) if path.stem not in OWNERS[name]]
    assert not wrong


def test_the_imports_are_seen() -> None:
    rooms, outside = imports(PACKAGE / "render.py")
    assert {"model", "inline"} <= rooms
    assert {"markdown", "nh3", "bs4"} <= outside
