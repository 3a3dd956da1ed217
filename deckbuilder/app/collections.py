"""The collection that a command is about, as its argument names it; what is wrong with it is said."""

import argparse
from collections.abc import Callable, Container
from pathlib import Path

from deckbuilder.anki.opening import InUseError
from deckbuilder.app import console
from deckbuilder.app.console import refused
from deckbuilder.app.exit_codes import WRONG_USAGE
from deckbuilder.app.language import worded
from deckbuilder.base.library_words import of_error
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import Words
from deckbuilder.collection.profiles import profiles
from deckbuilder.collection.reading import Collection, Log, read_collection

AUTO = "auto"
"""Stands for the collection of the only profile."""


def asked_for(options: argparse.Namespace, *log: Log) -> Collection | None:
    """Return the collection of --collection, None without; exits once it is said why it cannot be had."""
    if options.collection is None:
        return None
    path = chosen(options.collection, options)
    found = path if isinstance(path, int) else read(path, (), options, *log)
    if isinstance(found, int):
        raise SystemExit(found)
    return found


def chosen(name: str, options: argparse.Namespace) -> Path | int:
    """Return the file that a path, a profile's name or `auto` stands for, or the exit code once it is said why not."""
    path = Path(name).expanduser()
    if name != AUTO and path.exists():
        return path.resolve()
    known = profiles()
    if name in known:
        return known[name]
    if name == AUTO and len(known) == 1:
        return next(iter(known.values()))
    if name == AUTO and known:
        names = [in_line(profile) for profile in known]
        english = f"several profiles have a collection; name one of them: {', '.join(names)}"
        japanese = f"コレクションのあるプロファイルがいくつもあります。どれか一つを指定してください：{'、'.join(names)}"
        console.complain(worded(english, japanese))
        return WRONG_USAGE
    where = _IN_FOLDERS if name == AUTO else _BY_NAME
    return refused(Diagnostic("N601", Span("" if name == AUTO else name, 0, 0), (where,)), options)


_IN_FOLDERS = Words("in Anki's folders", " Anki のフォルダーに")
_BY_NAME = Words("by this name, and no such profile", "、この名前では(プロファイルとしても)")


def read(path: Path, guids: Container[str], options: argparse.Namespace, *log: Log) -> Collection | int:
    """Return what is ours in a collection, or the exit code once it is said why not."""
    return or_told(lambda: read_collection(path, guids, *log), path, options)


def or_told(reading: Callable[[], Collection], path: Path, options: argparse.Namespace) -> Collection | int:
    """Return the collection that is read, or the exit code once it is said why it cannot be."""
    try:
        return reading()
    except InUseError as error:
        return refused(Diagnostic("N603", Span(path.as_posix(), 0, 0), (of_error(error),)), options)
    except ValueError as error:
        return refused(Diagnostic("N602", Span(path.as_posix(), 0, 0), (of_error(error),)), options)
