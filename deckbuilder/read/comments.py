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


def without_memos(raw: str) -> str:
    """Return a line without the %% memo %% and the ^anchor that Obsidian hides at its end; ^2 is a power."""
    return _MEMOS.sub("", raw) if "%%" in raw or "^" in raw else raw


_MEMOS = lazy(
    r"(?<=[^\s%])(?:(?:[ \t　]+|(?<=[^\w%]))%%(?!%)(?:(?!%%).)+%%|[ \t　]+\^(?![0-9]{1,3}\s*$)[A-Za-z0-9-]{2,}(?=\s*$))+\s*$"
)
