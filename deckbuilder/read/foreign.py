"""What a file holds that is no notation of ours: that of other card makers, and characters that nobody sees."""

import re
from collections.abc import Sequence

from deckbuilder.base.model import Diagnostic, Source, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Argument, Words
from deckbuilder.read.markers import Line

_DIRECTIONS = lazy("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


def hidden_directions(source: Source) -> list[Diagnostic]:
    """Report characters that change the direction of the text around them, the first of each line."""
    if not _DIRECTIONS.search(source.text):
        return []
    found = []
    for number, row in enumerate(source.text.split("\n"), 1):
        if hidden := _DIRECTIONS.search(row):
            span = Span(source.path, number, number, hidden.start() + 1)
            found.append(Diagnostic("N008", span, (f"U+{ord(hidden.group()):04X}",)))
    return found


def foreign(source: Source, lines: Sequence[Line]) -> list[Diagnostic]:
    """Report the notation of other card makers, the first place of each kind; here it is text."""
    diagnostics: dict[str, Diagnostic] = {}
    drawn = {line.first for line in lines if line.kind == "code" and line.mark.casefold() in _DRAWN}
    if not drawn and not any(sign in source.text for sign in _SIGNS):
        return []
    rows = source.text.split("\n")
    for line in lines:
        if line.first in drawn:
            span = Span(source.path, line.first, line.first, 1)
            diagnostics.setdefault("drawn", Diagnostic("N116", span, _WRITE["drawn"]))
        if line.kind in ("code", "math", "html", "comment"):
            continue
        for number in range(line.first, line.last + 1):
            for match in _FOREIGN.finditer(rows[number - 1]):
                if kind := match.lastgroup:
                    span = Span(source.path, number, number, match.start() + 1)
                    diagnostics.setdefault(kind, Diagnostic("N116", span, _WRITE[kind]))
    return list(diagnostics.values())


_FOREIGN = lazy(
    r"`[^`]*`|<!--[^<]*-->|(?P<cloze>\{\{c[0-9]+::[^{}]*\}\})"
    r"|^(?:(?P<deck>TARGET DECK(?=[ \t]*[:：]|$))|(?P<card>START(?=[ \t]*$)|STARTI(?=[ \t]+\[)))",
    re.MULTILINE,
)
"""What Anki, its importers and Obsidian_to_Anki read; code and comments are passed over."""
_SIGNS = ("{{c", "TARGET DECK", "START")
"""A text without any of them has none of that."""
_DRAWN = frozenset(("mermaid", "plantuml"))
"""Languages of code that other programs show as a drawing."""
_WRITE: dict[str, tuple[Argument, ...]] = {
    "cloze": (Words("a cloze as Anki writes it", "Anki の穴埋めの書き方"), "**…**"),
    "deck": (
        Words("a deck's name for Obsidian_to_Anki", "Obsidian_to_Anki のデッキ名"),
        Words("deck: … in front matter", "フロントマターに deck: …"),
    ),
    "card": (Words("a card for Obsidian_to_Anki", "Obsidian_to_Anki のカード"), Words("Q: … and A: …", "Q: … と A: …")),
    "drawn": (
        Words("a drawing as code, which only other programs draw", "ほかの道具が図にするコード"),
        Words("![](drawing.svg), with the drawing saved as SVG,", "図を SVG で保存して ![](図.svg)"),
    ),
}
"""By the name of the group: what it is there, and what to write here."""
