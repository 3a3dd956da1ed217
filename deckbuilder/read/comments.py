"""Comments inside a line: <!-- … -->, what hides the start of one, and what Obsidian hides behind a text."""

import re

from deckbuilder.base.patterns import lazy

_COMMENT = lazy(
    r"\\[\\`<]|(?<!`)(?P<fence>(?>`+)).+?(?<!`)(?P=fence)(?!`)|<!--(?:(?P<said>.*?)-->|(?P<opened>.*))", re.DOTALL
)
"""A comment, or what hides the start of one: a backslash, or code as inline.TOKEN has it."""


def uncommented(raw: str) -> tuple[str, list[str], str | None]:
    """Return a line without its comments, what these say, and the start of one that does not end here."""
    rest, said, opened, at = "", [], None, 0
    for match in _COMMENT.finditer(raw):
        if not match.group().startswith("<!--"):
            continue
        rest, at = rest + raw[at : match.start()], match.end()
        opened = match["opened"]
        said += [] if match["said"] is None else [match["said"]]
    return rest + raw[at:], said, opened


_KEY = r"\*{0,2}[^\W\d_][\w-]*\*{0,2}::[ 　]"
_IN_BRACKETS = rf"\[{_KEY}(?:[^\[\]=*]|\[\[[^\[\]]*\]\])*\]|\({_KEY}[^()=*]*\)"
_FIELD = lazy(rf"(?:[-*+][ 　]+)?(?:{_KEY}(?:(?!==|\*\*).)*|{_IN_BRACKETS})")
"""A field of Dataview, 種類:: 農具; where something is marked in it, its author wants it asked."""
_MEMO = lazy(
    r"(?<!`)(?P<fence>(?>`+)).+?(?<!`)(?P=fence)(?!`)"
    rf"|(?<=[^\s%(（「])(?:(?:[ \t　]+|(?<=[^\w%]))%%(?!%)(?:(?!%%).)+%%|(?:[ \t　]+|(?<=[。．！？）」』]))(?:{_IN_BRACKETS}))(?![!-~])(?:\s*$)?"
)
"""What only its author is to see, or code, which hides one: echo %%A is no end of any."""
_ANCHOR = lazy(r"(?<=\S)[ \t　]+\^(?![0-9]{1,3}\s*$)[A-Za-z0-9-]{2,}\s*$")


def is_field(body: str) -> bool:
    """Tell whether a line is but a field of Dataview."""
    return _FIELD.fullmatch(body) is not None


def without_memos(raw: str) -> str:
    """Return a line without the %% memo %%, the [key:: value] and the ^anchor at its end of Obsidian; ^2 is a power."""
    if "%%" in raw or "::" in raw:
        raw = _MEMO.sub(lambda found: found.group() if found["fence"] else "", raw)
    return _ANCHOR.sub("", raw) if "^" in raw else raw
