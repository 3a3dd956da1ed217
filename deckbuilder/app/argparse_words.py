"""argparse in the language spoken: its own words, and lines that are as wide as the terminal."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from deckbuilder.app.language import worded
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width

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


class Parser(argparse.ArgumentParser):
    """A parser whose help is broken by columns, of which a Japanese character takes two."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Formatter, **settings)


class _Formatter(argparse.HelpFormatter):
    """Breaks texts where argparse asks for it; these two methods are what its own formatters override."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return broken(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in broken(text, width))


_UNBROKEN = lazy(r"[(「]?(?:[!-~]+|[ァ-ヶー]+|[ぁ-ん一-龠])[、。：」)]*|\s+|.")
"""A word, a Japanese character with what must not end or begin a line beside it, blanks."""


def broken(text: str, columns: int) -> list[str]:
    """Return a text in lines of at most so many columns; only a longer word takes more."""
    lines = [""]
    for part in _UNBROKEN.findall(" ".join(text.split())):
        if width(lines[-1] + part.rstrip()) > columns and lines[-1]:
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


def _worded(said: str) -> str:
    return worded(said, JAPANESE.get(said, said))
