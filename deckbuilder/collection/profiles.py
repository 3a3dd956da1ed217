"""Where Anki keeps the collections of its profiles (docs.ankiweb.net/files.html)."""

import os
import sys
from pathlib import Path

from deckbuilder.anki.opening import COLLECTION


def profiles() -> dict[str, Path]:
    """Return the collection of each profile on this computer, by the profile's name."""
    found: dict[str, Path] = {}
    for base in _bases():
        for path in sorted(base.glob(f"*/{COLLECTION}")):
            found.setdefault(path.parent.name, path)
    return found


def _bases() -> list[Path]:
    """Return the folders where Anki may keep its profiles on this system."""
    if own := os.environ.get("ANKI_BASE"):
        return [Path(own)]
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming", "Anki2")]
    if sys.platform == "darwin":
        return [home / "Library" / "Application Support" / "Anki2"]
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return [data / "Anki2", home / ".var" / "app" / "net.ankiweb.Anki" / "data" / "Anki2"]
