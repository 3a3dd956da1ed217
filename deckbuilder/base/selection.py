"""Which notes files a deck is made of: `include` and `exclude` of deck.toml, and what is kept beside the notes."""

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from deckbuilder.base.patterns import lazy

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

BESIDE = frozenset(
    (
        "template", "templates", "テンプレート", "ひな形", "雛形",
        "clipping", "clippings", "web clips", "webclips", "クリップ", "クリッピング",
        "daily", "daily notes", "dailies", "diary", "journal", "journals", "日記", "日誌", "デイリー", "デイリーノート",
        "trash", "ゴミ箱", "ごみ箱", "archive", "archives", "アーカイブ",
        "attachment", "attachments", "添付", "添付ファイル", "node_modules", "bower_components", "site-packages",
    )
)  # fmt: skip
"""Folders of vaults and of programs that hold no notes to learn, in lower case, without the number before them."""
_INSTRUCTIONS = lazy(
    r"(?:CLAUDE|AGENTS?|GEMINI|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|SECURITY|LICEN[CS]E|(?:PULL_REQUEST|ISSUE)_TEMPLATE)"
    r"(?:\.[A-Za-z_-]+)?\.(?:md|markdown|txt)|copilot-instructions\.md"
)
"""Files that tell people and programs how to work in a repository, as everybody spells them; claude.md may be notes."""
_FOR_PROGRAMS = lazy(
    r"(?:[A-Za-z0-9._-]+[-_.])?(?:requirements|constraints)(?:[-_.][A-Za-z0-9._-]+)?\.txt"
    r"|(?:robots|(?:app-)?ads|humans|llms(?:-full)?|CMakeLists)\.txt"
)
"""Files that only programs read, and that end as notes do."""
MOST_STARS = 3
"""Times that a pattern may leave open what stands there, inside; each more is tried against all ways of the others."""
_NUMBER = lazy(r"[\d\s._-]+(?=.)")


class Selection:
    """The files to read: those that `include` names, if it names any, without those that `exclude` names.

    Both are patterns as in .gitignore; raises ValueError where one is none, or has too many *.
    """

    def __init__(self, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> None:
        self.included, self.excluded = map(_patterns, (include, exclude))

    def role(self, path: str) -> Literal["read", "excluded", "beside"]:
        """Return whether a file is read, left out by the user, or left out because of its name or its folder's."""
        if self.included and not self.included.match_file(path):
            return "excluded"
        verdict = self.excluded.check_file(path).include if self.excluded else None
        if verdict is None and not self.included and beside(path):
            return "beside"
        return "excluded" if verdict else "read"


def _patterns(lines: Iterable[str]) -> "GitIgnoreSpec | None":
    lines = [_STARS.sub(lambda found: found[1] or "*", line) for line in lines if line]
    if not lines:
        return None
    if any(_AT_ENDS.sub("", line).replace("**", "*").count("*") > MOST_STARS for line in lines):
        raise ValueError("it has too many *")
    from pathspec import GitIgnoreSpec  # takes long to import, and most decks are made of all their files

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # re, of a [ in a [class]
            return GitIgnoreSpec.from_lines(lines)
    except re.error as error:
        raise ValueError(str(error)) from None


_STARS = lazy(r"(?<![^/!])(\*\*)(?![^/])|\*+")
"""What leaves open whole folders; and what leaves open a part of a name, which says no more for being repeated."""
_AT_ENDS = lazy(r"^!?/?\*\*/|/\*{1,2}/?$")


def beside(path: str) -> str:
    """Return the pattern of what is kept beside notes that takes in a path, a folder or the file; nothing if none does."""
    *folders, name = path.split("/")
    at = next((at for at, part in enumerate(folders, 1) if _NUMBER.sub("", part.lower(), count=1) in BESIDE), 0)
    if at:
        return "/".join(folders[:at]) + "/"
    return path if _INSTRUCTIONS.fullmatch(name) or _FOR_PROGRAMS.fullmatch(name) else ""
