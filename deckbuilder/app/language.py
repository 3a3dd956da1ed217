"""Which language is spoken: what --language says, or else deck.toml, or else the locale."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import pairwise
from pathlib import Path

from deckbuilder.base.files import read_file
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import LANGUAGES, Language, Words

_SPOKEN: ContextVar[Language] = ContextVar("spoken", default="en")
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What names the language of messages, in the order of gettext."""
_IN_DECK = lazy(rb"""(?m)^[ \t]*language[ \t]*=[ \t]*["'](\w+)["']""")
_JAPANESE = 0x11
"""The number of the language in Windows' number of a language and its country."""


def spoken() -> Language:
    """Return the language that is spoken."""
    return _SPOKEN.get()


def worded(en: str, ja: str) -> str:
    """Return the one of two texts that is in the language spoken."""
    return Words(en, ja).within(spoken())


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language inside of the block."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def of_option(arguments: list[str]) -> Language | None:
    """Return what --language says among arguments that are not parsed yet."""
    named = [following for argument, following in pairwise(arguments) if argument == OPTION]
    named += [argument.removeprefix(f"{OPTION}=") for argument in arguments if argument.startswith(f"{OPTION}=")]
    return _known(named[-1]) if named else None


OPTION = "--language"


def of_deck(notes: Path) -> Language | None:
    """Return what the deck.toml of a notes folder, or beside a file, says; whether it says it rightly is told with its other settings."""
    with suppress(OSError):
        folder = notes.parent if notes.is_file() else notes
        found = _IN_DECK.search(read_file(folder / "deck.toml"))
        return _known(found[1].decode("ascii", "replace")) if found else None
    return None


def of_locale(environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language of the locale, on Windows of its windows where no variable says otherwise."""
    said = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    named = (_known(part) for part in said.split(":"))
    return next((language for language in named if language), None) or ("en" if said else _of_windows())


def _of_windows() -> Language:
    if sys.platform != "win32":
        return "en"
    import ctypes

    return "ja" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _JAPANESE else "en"


def _known(name: str) -> Language | None:
    """Return the language that a locale is of: ja_JP.UTF-8, ja."""
    return next((language for language in LANGUAGES if re.split(r"[_.@-]", name)[0].lower() == language), None)
