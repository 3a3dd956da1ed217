"""What a file is called on its cards."""

import posixpath
import re

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import PAGE_NUMBER, fold
from deckbuilder.read.ranks import HASHES
from deckbuilder.read.words import names_nothing

_FENCED = lazy(r"^(```|~~~).*?(?:^\1|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = lazy(rf"^({HASHES})[ \t](.*)", re.MULTILINE)
_NUMBER = lazy(r"^[0-9]+[-_. ]+")
"""What keeps files in an order: 03-ecs."""
SHORTEST_NAME = 3
"""Characters of a name that says something."""


def stem(path: str) -> str:
    """Return the name of a file without its folders, its suffix and what Notion puts behind it."""
    return PAGE_NUMBER.sub("", posixpath.splitext(posixpath.basename(path))[0])


def name_above(path: str, text: str) -> str:
    """Return the name of a file that stands above its headings on cards, `nmap › 結果の見方`.

    Empty where a first heading stands above all others and says something, and where the name says nothing.
    """
    headings = [(len(match[1]), match[2].strip()) for match in _HEADING.finditer(_FENCED.sub("", text))]
    levels = [level for level, _ in headings]
    if levels and levels.count(min(levels)) == 1 and levels[0] == min(levels) and not names_nothing(headings[0][1]):
        return ""
    name = _NUMBER.sub("", stem(path))
    return "" if len(name) < SHORTEST_NAME or names_nothing(name) else name


_LANGUAGES_AND_TOOLS = frozenset(
    map(
        fold,
        "Ruby Rails Ruby_on_Rails RSpec Java Spring Spring_Boot Kotlin Scala JavaScript JS TypeScript TS Node Node.js React Vue Vue.js Next.js Angular jQuery"
        " PHP Laravel Python Django Flask NumPy pandas Go Golang Rust C++ cpp C# csharp Swift Perl Haskell Elixir Dart Flutter Lua COBOL VBA Excel"
        " HTML CSS Sass SQL MySQL PostgreSQL Oracle MongoDB Redis Git GitHub Docker Kubernetes Terraform Ansible Linux Unix Bash Shell Vim Emacs"
        " nginx Apache AWS Azure GCP Selenium WordPress LaTeX MATLAB".split(),
    )
)


def folder_above(path: str) -> str:
    """Return the name of the innermost folder of a file that is a language or a tool, of which all in it is: Ruby of Ruby/配列.md."""
    folders = (_NUMBER.sub("", name) for name in reversed(posixpath.dirname(path).split("/")))
    return next((name for name in folders if fold(re.sub("[ _-]", "_", name)) in _LANGUAGES_AND_TOOLS), "")
