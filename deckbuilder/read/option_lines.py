"""Lines that explain the options of a command, each behind a blank alone."""

from deckbuilder.base.patterns import lazy
from deckbuilder.read.terms import Definition

FEWEST = 3
"""Such lines among bullets of one list."""
_OPTION = lazy(
    r"(?P<term>(?P<tick>`?)--?[A-Za-z][\w-]*(?P=tick)(?:[ 　]?(?:[(（][^()（）]+[)）]|<[^<>]+>))*)"
    r"[ 　]+(?:[-–—][ 　]+)?(?P<text>(?![-–—=:：]|(?:[でをがはにのとも]|など)(?![ぁ-ん])).*[ぁ-ん一-龠].*)$"
)
"""-l（--list） 名前を並べる, `-l` 名前を並べる, -s <size> - 大きさを決める."""


def options(texts: list[str]) -> list[Definition | None]:
    """Read lines by the blank behind the option of a command that most of them begin with: -l（--list） 名前を並べる."""
    found = [
        Definition(match["term"], 0, match["text"], match.start("text")) if match else None
        for match in map(_OPTION.match, texts)
    ]
    known = len(found) - found.count(None)
    return found if known >= FEWEST and 2 * known > len(texts) else []
