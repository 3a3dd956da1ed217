"""What Anki makes of deck names: it cleans each level, and takes two that differ in case for one (anki: rslib/src/decks/name.rs)."""

import unicodedata
from collections.abc import Iterable

_BLANK = "blank"
"""What Anki calls a level without a name."""


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Return each deck name as Anki has it; of names that are one to it, and of their levels, the first is taken.

    Anki would call the second `NAME_`, a deck of its own.
    """
    first: dict[tuple[str, ...], str] = {}
    found = {}
    for name in names:
        levels = [_level(part) for part in name.split("::")]
        folded = tuple(unicodedata.normalize("NFC", level.casefold()) for level in levels)
        found[name] = "::".join(first.setdefault(folded[: at + 1], level) for at, level in enumerate(levels))
    return found


def _level(part: str) -> str:
    return " ".join(unicodedata.normalize("NFC", part).split()).strip(": ") or _BLANK
