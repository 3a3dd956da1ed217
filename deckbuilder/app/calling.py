"""How this program was called: its name, where it was told to look, and what it says as lines that can be pasted."""

import argparse
import re
import shlex
import sys
from pathlib import Path

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import in_line

FOLDERS = ("notes", "media", "output")
"""Options whose defaults depend on the folder that one stands in."""
APART = ("new", "explain")
"""Commands that are about no folder of notes."""
_OUR_NAME = lazy(r"(?:python )?\bbuild\.py (\w+)( --notes)?")
"""How messages name a call of ours."""


def name() -> str:
    """Return what this program is called where it was started."""
    return "build.py" if Path(sys.argv[0]).name == "build.py" else "deckbuilder"


def pasted(said: str, options: argparse.Namespace) -> str:
    """Return a text in which each call of ours does from here what it says: with the Python and folders of this one."""
    folders = " ".join(option(key, getattr(options, key)) for key in FOLDERS if _is_given(key, options))

    def here(found: re.Match[str]) -> str:
        others = found[2].strip() if found[2] else "" if found[1] in APART else folders
        return f"{call()} {found[1]} {others}".rstrip()

    return _OUR_NAME.sub(here, said)


def _is_given(key: str, options: argparse.Namespace) -> bool:
    return getattr(options, key, None) not in (None, options.defaults.get(key))


def option(key: str, value: Path) -> str:
    """Return an option with its value as a shell takes them."""
    # What begins with a dash would be taken for an option of its own.
    return quoted(f"--{key}={value}") if str(value).startswith("-") else quoted(f"--{key}", str(value))


def call() -> str:
    """Return the words that start this program from the folder that one stands in."""
    script = Path(sys.argv[0])
    if name() == "build.py":
        return quoted(_python(), str(script))
    return quoted(_python(), "-m", "deckbuilder") if script.name == "__main__.py" else "deckbuilder"


def _python() -> str:
    """Return this Python: its bare name if that is the one which a shell finds, else its path."""
    import shutil  # takes long to import, and most builds say nothing that is to be pasted

    python = Path(sys.executable)
    if shutil.which(python.name) == str(python):
        return python.name
    return str(python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python)


def quoted(*words: str) -> str:
    """Return words as a shell takes them."""
    if sys.platform == "win32":
        import subprocess  # as long

        return in_line(subprocess.list2cmdline(words))
    return in_line(shlex.join(words))
