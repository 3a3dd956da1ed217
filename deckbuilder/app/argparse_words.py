"""argparse's own words in the language spoken: headings of the help, and what is wrong with arguments."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from deckbuilder.app.language import worded

JAPANESE = {
    "usage: ": "使い方: ",
    "positional arguments": "引数",
    "options": "オプション",
    "show this help message and exit": "この説明を表示して終わる",
    "show program's version number and exit": "バージョンを表示して終わる",
    "%(prog)s: error: %(message)s\n": "%(prog)s: エラー: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "分からない引数があります: %s",
    "ambiguous option: %(option)s could match %(matches)s": "オプション %(option)s は %(matches)s のどれか分かりません",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r は選べません(選べるもの: %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r は選べません(選べるもの: %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r は正しい値ではありません",
    "expected one argument": "値が要ります",
    "expected at most one argument": "値は一つまでです",
    "expected at least one argument": "値が一つ以上要ります",
    "expected %s argument": "値が %s 個要ります",
    "expected %s arguments": "値が %s 個要ります",
    "the following arguments are required: %s": "足りない引数があります: %s",
    "one of the arguments %s is required": "%s のどれか一つが要ります",
    "not allowed with argument %s": "%s と一緒には使えません",
    "ignored explicit argument %r": "値 %r はつけられません",
    "can't open '%(filename)s': %(error)s": "'%(filename)s' を開けません: %(error)s",
    "unexpected option string: %s": "分からないオプションです: %s",
}
"""By the words in English; what only a programmer can bring about stays English."""


@contextmanager
def argparse_words() -> Iterator[None]:
    """Let argparse speak the language; it asks gettext for its words, by two names that others stand in for."""
    own: dict[str, Any] = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    try:
        setattr(argparse, "_", _worded)  # noqa: B010  (a private name)
        setattr(argparse, "ngettext", lambda one, many, count: _worded(one if count == 1 else many))  # noqa: B010
        yield
    finally:
        for name, value in own.items():
            setattr(argparse, name, value)


def _worded(said: str) -> str:
    return worded(said, JAPANESE.get(said, said))
