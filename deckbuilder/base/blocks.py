"""What a notes file says, as frozen values: texts, the blocks that they make, and entries of these."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from deckbuilder.base.model import Allowance, Diagnostic, Span

Shape = Literal["heading", "term", "facet", "line", "row", "question", "text"]


def _offset(origin: tuple[int, int, int]) -> int:
    return origin[0]


class Text(NamedTuple):
    """Markdown that was joined from one or more source lines.

    `origins` holds (offset in md, line, column) for each source line, in order, so that any offset
    can be traced back to the notes.
    """

    md: str
    origins: tuple[tuple[int, int, int], ...]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) in the notes that `offset` comes from."""
        start, line, col = self.origins[max(bisect_right(self.origins, offset, key=_offset) - 1, 0)]
        return line, col + offset - start

    def slice(self, start: int, end: int) -> "Text":
        """Return the part from `start` to `end` with its own origins."""
        line, col = self.at(start)
        first = bisect_right(self.origins, start, key=_offset)
        last = bisect_left(self.origins, end, lo=first, key=_offset)
        later = tuple((at - start, ln, c) for at, ln, c in self.origins[first:last])
        return Text(self.md[start:end], ((0, line, col), *later))

    def over(self, below: "Text", between: str) -> "Text":
        """Return this text with another one behind it, `between` them what stands in no line."""
        moved = len(self.md) + len(between)
        later = tuple((at + moved, line, col) for at, line, col in below.origins)
        return Text(self.md + between + below.md, (*self.origins, *later))

    @property
    def first(self) -> int:
        """The first source line."""
        return self.origins[0][1]

    @property
    def last(self) -> int:
        """The last source line."""
        return self.origins[-1][1]


class Directive(NamedTuple):
    """A 【directive】: its canonical name, the option after the colon, and its place."""

    name: str
    option: str
    line: int
    col: int


NOT_ASKED = "not asked"
"""The option of a 【skip】 that nobody wrote: a heading of sources, a task. What was asked there before goes on."""


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """Running text."""

    text: Text
    directives: tuple[Directive, ...] = ()


class Item(msgspec.Struct, frozen=True, gc=False):
    """One item of a list; `blocks` is what stands under it."""

    text: Text
    blocks: tuple["Block", ...] = ()
    label: str = ""
    """What stands before the item's colon, when it is `label：text`; `text` still has both."""


class ItemList(msgspec.Struct, frozen=True, gc=False):
    """A list of facts; `ordered` where the order matters."""

    items: tuple[Item, ...]
    ordered: bool
    directives: tuple[Directive, ...] = ()


class Table(msgspec.Struct, frozen=True, gc=False):
    """A comparison: every cell is asked by its row and column name."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text | None
    first: int
    last: int
    directives: tuple[Directive, ...] = ()


class Caution(msgspec.Struct, frozen=True, gc=False):
    """A ※ line."""

    text: Text
    directives: tuple[Directive, ...] = ()


class Labelled(msgspec.Struct, frozen=True, gc=False):
    """A line led by 【label】, or by a word such as 例： that names no term."""

    label: str
    text: Text
    directives: tuple[Directive, ...] = ()


class Verbatim(msgspec.Struct, frozen=True, gc=False):
    """Lines that are not running text: fenced code, $$ mathematics or block-level HTML."""

    form: Literal["code", "math", "html"]
    language: str
    text: Text
    last: int
    directives: tuple[Directive, ...] = ()


class Choice(msgspec.Struct, frozen=True, gc=False):
    """One choice of a question: its letter or number as it was typed, and what it says."""

    label: str
    text: Text
    right: bool
    blocks: tuple["Block", ...] = ()
    """Code, a table or a formula that is a part of it, below its text or instead of one."""


class Choices(msgspec.Struct, frozen=True, gc=False):
    """The choices of a question, in the order of the notes; at least one is right and one is not."""

    choices: tuple[Choice, ...]
    scenario: tuple["Block", ...] = ()
    """What stands above the question, and above others that ask about the same case."""
    setting: tuple["Block", ...] = ()
    """What stands with the question before its choices: code, a table, statements to combine."""
    directives: tuple[Directive, ...] = ()


Block = Paragraph | ItemList | Table | Caution | Labelled | Verbatim | Choices


def block_lines(block: Block) -> tuple[int, int]:
    """Return the first and last source line of a block."""
    if isinstance(block, Table):
        return block.first, block.last
    if isinstance(block, Verbatim):
        return block.text.first, block.last
    if isinstance(block, ItemList):
        last = block.items[-1]
        return block.items[0].text.first, block_lines(last.blocks[-1])[1] if last.blocks else last.text.last
    if isinstance(block, Choices):
        return block.choices[0].text.first, block.choices[-1].text.last
    return block.text.first, block.text.last


def block_texts(block: Block, verbatim: bool = True) -> Iterator[Text]:
    """Yield every text of a block, those of nested blocks included; without `verbatim` only what is Markdown."""
    if isinstance(block, ItemList):
        for item in block.items:
            yield item.text
            for inner in item.blocks:
                yield from block_texts(inner, verbatim)
    elif isinstance(block, Table):
        yield from block.header
        for row in block.rows:
            yield from row
        if block.caption:
            yield block.caption
    elif isinstance(block, Choices):
        for before in (*block.scenario, *block.setting):
            yield from block_texts(before, verbatim)
        for choice in block.choices:
            yield choice.text
            for below in choice.blocks:
                yield from block_texts(below, verbatim)
    elif verbatim or not isinstance(block, Verbatim):
        yield block.text


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A term (or heading, facet, table row, question) with all that is said of it."""

    shape: Shape
    trail: tuple[str, ...]
    """Plain titles of the enclosing sections and terms, outermost first."""
    term: Text | None
    """None for text that stands under no heading at all."""
    gist: Text | None
    blocks: tuple[Block, ...]
    answer: tuple[Block, ...]
    """What a question's answer is; empty for all other shapes."""
    tags: tuple[str, ...]
    directives: tuple[Directive, ...]
    pin: str
    """The name given by `<!-- id: name -->`, or empty."""
    span: Span
    asks: bool = False
    """A question by its marker or by the mark of its answer, and not only by its wording."""
    answered: bool = False
    """Its answer has a mark of its own: A:, 正解."""
    given: tuple[Block, ...] = ()
    """What stands above a question, right below the heading of its case, and is asked about."""
    shares: bool = False
    """What it says may be said of the term right above it too: - 最小⏎- 最大⏎値の範囲."""
    leads: tuple[str, ...] = ()
    """The texts right above it and those beside it, in the notes' notation; two at most."""
    code: str = ""
    """The code above it and those beside it, with two texts between at most."""
    compares: bool = False
    """It and those beside it are the sides of a comparison: - 従来：…⏎- 新型：…."""
    parted: int = 0
    """The line of the first --- below what it says; 0 if there is none."""
    counted: bool = False
    """It stands among as many terms as the title or the text above them counts: 葉の三つの層."""
    kindred: bool = False
    """Its name ends as those of the terms beside it: 主格, 属格, 呼格."""
    defined: bool = False
    """It says in words what it is: 光合成とは、…."""
    fills_in: bool = False
    """Two of those beside it, or of them and it, say what is filled in somewhere: - 送信先：Any⏎- 送信元：*."""

    def has(self, name: str) -> bool:
        """Tell whether it has a directive of its own: skip, basic, reverse, typed."""
        return any(directive.name == name for directive in self.directives)


class Structure(NamedTuple):
    """How a line that no card asks was read: heading, directive, rule, comment, front matter."""

    line: int
    role: str


class Section(NamedTuple):
    """What stands between one heading and the next: where, and how many characters, blanks not counted."""

    title: str
    span: Span
    characters: int


class OpenHeading(NamedTuple):
    """A heading that what follows stands under."""

    depth: int
    title: str
    shape: Shape
    is_skipped: bool
    """Nothing under it is asked."""


class Outline(NamedTuple):
    """What a file says, entry by entry, and how its other lines were read."""

    entries: list[Entry]
    structure: list[Structure]
    allowances: list[Allowance]
    diagnostics: list[Diagnostic]
    left_open: tuple[OpenHeading, ...] | None
    """The headings that are open at the end; None if a directive or a name waits for what follows."""
    belongs_above: bool
    """Of a part: it says something of a heading that stands above it, as text behind a question under a heading does."""
