"""Lines that explain the options of a command, each behind a blank alone."""

from deckbuilder.base.patterns import lazy
from deckbuilder.read.terms import Definition, definition

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
        Definition(match["term"], 0, match["text"], match.start("text")) if match and not _by_colon(text) else None
        for text, match in zip(texts, map(_OPTION.match, texts), strict=True)
    ]
    known = len(found) - found.count(None)
    return found if known >= FEWEST and 2 * known > len(texts) else []


def _by_colon(text: str) -> bool:
    """Tell whether a colon parts a line into a term and what it means: -n 回数：繰り返す数を決める."""
    found = definition(text)
    return found is not None and text[found.term_at + len(found.term) :].lstrip().startswith((":", "："))
