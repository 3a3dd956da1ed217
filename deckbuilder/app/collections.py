"""The collection that a command is about, as its argument names it; what is wrong with it is said."""

import argparse
import sys
from collections.abc import Container
from pathlib import Path

from deckbuilder.anki.opening import InUseError
from deckbuilder.app.compiling import refused
from deckbuilder.app.exit_codes import WRONG_USAGE
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.collection.profiles import profiles
from deckbuilder.collection.reading import Collection, read_collection

AUTO = "auto"
"""Stands for the collection of the only profile."""


def asked_for(options: argparse.Namespace) -> Collection | None:
    """Return the collection of --collection, None without; exits once it is said why it cannot be had."""
    if options.collection is None:
        return None
    path = chosen(options.collection)
    found = path if isinstance(path, int) else read(path, ())
    if isinstance(found, int):
        raise SystemExit(found)
    return found


def chosen(name: str) -> Path | int:
    """Return the file that a path, a profile's name or `auto` stands for, or the exit code once it is said why not."""
    path = Path(name)
    if name != AUTO and path.exists():
        return path.resolve()
    known = profiles()
    if name in known:
        return known[name]
    if name == AUTO and len(known) == 1:
        return next(iter(known.values()))
    if name == AUTO and known:
        print(f"build.py: several profiles have a collection; name one of them: {', '.join(known)}", file=sys.stderr)
        return WRONG_USAGE
    where = "in Anki's folders" if name == AUTO else "by this name, and no such profile"
    return refused(Diagnostic("N601", Span("" if name == AUTO else name, 0, 0), (where,)))


def read(path: Path, guids: Container[str], with_answers: bool = False) -> Collection | int:
    """Return what is ours in a collection, or the exit code once it is said why not."""
    try:
        return read_collection(path, guids, with_answers)
    except InUseError as error:
        return refused(Diagnostic("N603", Span(path.as_posix(), 0, 0), (str(error),)))
    except ValueError as error:
        return refused(Diagnostic("N602", Span(path.as_posix(), 0, 0), (str(error),)))
