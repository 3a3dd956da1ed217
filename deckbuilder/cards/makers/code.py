"""Code whose lines have comments that say what each is for: `# 枝を切る` over `tree cut`, or behind it."""

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Entry, Text, Verbatim
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.makers.definitions import term_drafts
from deckbuilder.cards.makers.drafting import Made, Wants
from deckbuilder.cards.titles import names_deed, names_outcome
from deckbuilder.read.inline import plain

FEWEST = 2
"""Commented lines of a block of code that is a list of them; a single one may as well be a part of a program."""
LONGEST = 50
"""Characters of a comment that says what a line is for."""

LONGEST_ROW = 200
"""Characters of a line of code with its comment that anybody recalls."""


def code_drafts(entry: Entry, block: Block, wants: Wants) -> Made:
    """Ask each line of code by its comment, where all of them have one."""
    assert isinstance(block, Verbatim)
    if block.form != "code" or block.language in _TEXTS or block.directives or not wants.basic:
        return
    found = _pairs(block)
    if len(found) < FEWEST:
        return
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    for said, code in found:
        line = Verbatim("code", block.language, code, code.last)
        yield from term_drafts(replace(entry, shape="term", trail=trail, term=said, gist=None, blocks=(line,)), wants)


_TEXTS = frozenset(("md", "markdown", "text", "txt", "diff", "console", "log"))
"""Languages in which # begins no comment."""
_COMMENT = lazy(r"[ \t]*(?:#|//|--|;)[ \t]*(?P<said>[^\s#].*?)[ \t。．:：]*$")
_BEHIND = lazy(
    r"[ \t]*(?P<code>[$>%]?[ \t]?[a-z][a-z0-9_.-]*(?:[ \t]+[^\s#'\"{}();=]+)*)[ \t]+#[ \t]*(?P<said>\S.*?)[ \t。．:：]*$"
)
"""A comment on a line of its own; one behind a command."""


def _pairs(block: Verbatim) -> list[tuple[Text, Text]]:
    """Return each comment that says what is done with its line of code; nothing if anything else stands there."""
    lines = block.text.md.split("\n")
    first = block.last - len(lines)  # the fence closes below them
    rows = [Text(line, ((0, number, 1),)) for number, line in enumerate(lines, first) if line.strip()]
    if any(len(row.md) > LONGEST_ROW for row in rows):
        return []
    behind = [_BEHIND.fullmatch(row.md) for row in rows]
    over = [_COMMENT.fullmatch(row.md) for row in rows]
    if all(behind):
        pairs = [
            (row.slice(*found.span("said")), row.slice(*found.span("code")))
            for row, found in zip(rows, behind, strict=True)
            if found
        ]
    elif len(rows) % 2 == 0 and all(over[::2]) and not any(over[1::2]):
        said = (row.slice(*found.span("said")) for row, found in zip(rows, over, strict=True) if found)
        pairs = list(zip(said, rows[1::2], strict=True))
    else:
        return []
    return [(said, code) for said, code in pairs if _says_what_for(said.md)]


def _says_what_for(said: str) -> bool:
    return len(said) <= LONGEST and not said.isascii() and names_deed(said) and not names_outcome(said)
