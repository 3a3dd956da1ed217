"""What a file is called on its cards."""

import posixpath
import re

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import PAGE_NUMBER, fold
from deckbuilder.read.words import is_index

_FENCED = lazy(r"^(```|~~~).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = lazy(r"^(#{1,6})[ \t]", re.MULTILINE)
_NO_NAMES = frozenset(
    map(fold, "readme index note notes memo todo untitled ノート メモ 無題 まとめ 用語集 その他".split())
)
_NUMBER = lazy(r"^[0-9]+[-_. ]+")
"""What keeps files in an order: 03-ecs."""
SHORTEST_NAME = 3
"""Characters of a name that says something."""


def stem(path: str) -> str:
    """Return the name of a file without its folders, its suffix and what Notion puts behind it."""
    return PAGE_NUMBER.sub("", posixpath.splitext(posixpath.basename(path))[0])


def name_above(path: str, text: str) -> str:
    """Return the name of a file that stands above its headings on cards, `nmap › 結果の見方`.

    Empty where a first heading stands above all others, and where the name says nothing.
    """
    levels = [len(match[1]) for match in _HEADING.finditer(_FENCED.sub("", text))]
    if levels and levels.count(min(levels)) == 1 and levels[0] == min(levels):
        return ""
    name = _NUMBER.sub("", stem(path))
    says_nothing = len(name) < SHORTEST_NAME or fold(name) in _NO_NAMES or is_index(name)
    return "" if says_nothing or not re.search(r"[^\W\d_]", name) else name
