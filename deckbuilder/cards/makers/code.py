"""Code whose lines have comments that say what each is for: `# 枝を切る` over `tree cut`, or behind it."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Entry, Text, Verbatim
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.makers.definitions import term_drafts
from deckbuilder.cards.makers.drafting import Made, Wants
from deckbuilder.cards.titles import names_deed, names_outcome
from deckbuilder.read.inline import plain

FEWEST = 2
"""Commented lines of a block of code that is a list of them; a single one may as well be a part of a program."""
MOST = 60
"""Commented lines of a block that is a list to be learnt, and no program."""
LONGEST = 50
"""Characters of a comment that says what a line is for."""

LONGEST_ROW = 200
"""Characters of a line of code with its comment that anybody recalls."""


def code_drafts(entry: Entry, block: Block, wants: Wants) -> Made:
    """Ask each line of code by its comment, where all of them have one."""
    assert isinstance(block, Verbatim)
    if block.directives or not wants.basic:
        return
    found = _pairs(block)
    if FEWEST <= len(found) <= MOST:
        yield from _of_lines(entry, block, found, wants)


def kept_lines(entry: Entry, block: Verbatim) -> Iterator[Draft]:
    """Ask each line of code by its comment, whatever other lines stand beside it now."""
    found = _commented(_rows(block))[:MOST]
    made = _of_lines(entry, block, found, Wants(frozenset(), numbers=False, reverse=entry.has("reverse")))
    yield from (replace(one, wish="keep") for one in made if isinstance(one, Draft))


def _of_lines(entry: Entry, block: Verbatim, pairs: Iterable[tuple[Text, Text]], wants: Wants) -> Made:
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    for said, code in pairs:
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
    rows = _rows(block)
    if any(len(row.md) > LONGEST_ROW for row in rows):
        return []
    over = [_COMMENT.fullmatch(row.md) for row in rows]
    is_in_turn = len(rows) % 2 == 0 and all(over[::2]) and not any(over[1::2])
    return _commented(rows) if is_in_turn or all(_BEHIND.fullmatch(row.md) for row in rows) else []


def _rows(block: Verbatim) -> list[Text]:
    """Return the lines of a block that say anything; none where # begins no comment."""
    if block.form != "code" or block.language in _TEXTS:
        return []
    lines = block.text.md.split("\n")
    first = block.last - len(lines)  # the fence closes below them
    return [Text(line, ((0, number, 1),)) for number, line in enumerate(lines, first) if line.strip()]


def _commented(rows: Sequence[Text]) -> list[tuple[Text, Text]]:
    """Return (comment, code) of each line with a comment that says what is done, behind it or on the line over it."""
    found: list[tuple[Text, Text]] = []
    for above, row in zip((None, *rows), rows, strict=False):
        if len(row.md) > LONGEST_ROW or _COMMENT.fullmatch(row.md):
            continue
        if behind := _BEHIND.fullmatch(row.md):
            found.append((row.slice(*behind.span("said")), row.slice(*behind.span("code"))))
        elif above and row.md[:1] not in " \t" and (over := _COMMENT.fullmatch(above.md)):
            found.append((above.slice(*over.span("said")), row))
    return [(said, code) for said, code in found if _says_what_for(said.md)]


def _says_what_for(said: str) -> bool:
    is_deed = names_deed(said) and not names_outcome(said) and not _ASIDE.search(said)
    return len(said) <= LONGEST and not said.isascii() and is_deed


_ASIDE = lazy(r"^(?:(?:TODO|FIXME|NOTE|XXX|HACK|WARNING)\b|次に|[0-9]+[.)．）])|ので|同じこと|を返す$")
"""A remark of a program's author, a step after another one, or what comes out."""
