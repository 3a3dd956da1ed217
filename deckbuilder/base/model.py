"""The values that flow through a build, all frozen. What only a few rooms share stands in the lowest of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec

from deckbuilder.base.words import Argument

LAST_CLOZE = 500
"""The highest cloze number that Anki knows."""
Kind = Literal["basic", "cloze", "occlusion", "choice"]
WHOLE: frozenset[Kind] = frozenset(("basic", "choice"))
"""Notes that ask one question with one answer; the others hide parts of what they show."""
Place = tuple[str, ...]
"""A trail of headings, or one with a term at its end."""
Shape = Literal["heading", "term", "facet", "line", "row", "question", "text"]
Severity = Literal["error", "warning", "info"]


class Span(NamedTuple):
    """A place in a notes file: 1-based lines `first`..`last` and the column of the first character."""

    path: str
    first: int
    last: int
    col: int = 1


class Diagnostic(NamedTuple):
    """A message about the notes: a code of the catalogue, where, and what fills its text."""

    code: str
    span: Span
    args: tuple[Argument, ...] = ()


class Allowance(NamedTuple):
    """A `<!-- allow: CODE -->` in `line`: it silences that message in lines `first`..`last`, 0 for everywhere."""

    code: str
    path: str
    first: int
    last: int
    line: int


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
        for before in block.setting:
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


class Structure(NamedTuple):
    """How a line that no card asks was read: heading, directive, rule, comment, front matter."""

    line: int
    role: str


class Section(NamedTuple):
    """What stands between one heading and the next: where, and how many characters, blanks not counted."""

    title: str
    span: Span
    characters: int


class Outline(NamedTuple):
    """What a file says, entry by entry, and how its other lines were read."""

    entries: list[Entry]
    structure: list[Structure]
    allowances: list[Allowance]
    diagnostics: list[Diagnostic]
    left_open: tuple[tuple[int, str, Shape], ...] | None
    """Depth, title and shape of each heading that is open at the end; None if a directive or a name waits for what follows."""


@dataclass(frozen=True, slots=True)
class FileSettings:
    """The front matter of one file."""

    deck: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    numbers: bool | None = None
    reverse: bool | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a card check speaks: [quality] of deck.toml. Lengths are in characters."""

    answer_warn: float = 25
    answer_error: float = 40
    prompt_warn: float = 50
    prompt_error: float = 80
    prompt_sentences: float = 2
    items_warn: float = 3
    items_error: float = 5
    """Things in one answer; from the limit on."""
    questions_warn: float = 2
    questions_error: float = 3
    """Interrogatives in one question; from the limit on."""
    common_run: float = 0.65
    """Share of the answer that may stand on its front in one run."""
    near: float = 10
    """Positions from a card within which its answer must not stand on a front."""
    near_length: float = 4
    """Shorter answers are not looked for there."""
    near_share: float = 0.05
    """Share of the cards from which on that is reported."""
    cue_share: float = 0.1
    """Share of the cards from which on numbers that are asked without saying of what are reported."""
    similar_front: float = 0.8
    """Jaccard similarity of the 3-grams of two fronts."""
    place_length: float = 30
    place_levels: float = 3
    clozes_warn: float = 5
    clozes_error: float = 8
    hidden_warn: float = 20
    hidden_error: float = 35
    hidden_share: float = 0.4
    """Share of the sentence that a cloze may hide."""
    sentence_warn: float = 120
    sentence_error: float = 200
    list_items: float = 4
    """Items of a list that are asked at once; from the limit on."""
    table_cards: float = 20
    reverse_answer: float = 20
    section_length: float = 300
    """A section of so many characters without a card is reported; so is one with too few or too many."""
    shown_share: float = 0.8
    """Share of the lines of such a section that may be only shown."""
    density_low: float = 3
    density_high: float = 40
    """Cards per 1,000 characters of a section, and clozes."""
    seconds_warn: float = 15
    seconds_error: float = 30
    code_columns: float = 40
    picture_size: float = 300
    """Kilobytes of a picture as it is packaged."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of deck.toml; every field has its default."""

    name: str = ""
    """Deck name; empty = the name of the notes folder."""
    author: str = ""
    description: str = ""
    """Markdown, shown on the deck's page in Anki."""
    include: tuple[str, ...] = ()
    """Patterns as in .gitignore of the files to read; empty = all."""
    exclude: tuple[str, ...] = ()
    """Patterns of files to leave out; with ! before it, a pattern takes files in again."""
    reverse: bool = True
    """Make 要点 → 用語 cards."""
    numbers: bool = True
    """Make cloze cards of unmarked numbers that have a unit."""
    tts: bool = False
    """Let Anki read the prompt aloud."""
    tts_language: str = "ja_JP"
    font_scale: float = 1.0
    """Size of the card text, 1 = Anki's default."""
    tag_root: str = ""
    """Above every tag of the notes, so that no other deck of the user has the same; empty = none."""
    source_link: str = ""
    """Where the source line of a card leads, with {path}, {heading} and {line}; empty = nowhere."""
    web_pictures: bool = False
    """Keep pictures on the web as links, to be loaded when their cards are shown."""
    masks: str = "all"
    """What 【図表】 covers: `all` cells or only the `one` that is asked."""
    font: str = ""
    font_bold: str = ""
    """Font files for table pictures; empty = Noto Sans CJK JP."""
    max_retired: int = 20
    """Percent of the deck that one build may retire without --yes."""
    allow: tuple[str, ...] = ()
    """Codes of messages to silence everywhere."""
    language: str = ""
    """Of what the tool says, `ja` or `en`; empty = that of the locale."""
    quality: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Source:
    """One notes file: its path from the notes folder, its text (NFC, \\n), its front matter."""

    path: str
    text: str
    settings: FileSettings
    body: int = 0
    """How many lines the front matter takes."""
    start: int = 0
    """How many lines stand above it, if it is a part of a file."""


Wish = Literal["ask", "offer", "keep", "withdraw"]
"""What the notes want of a card: `ask` it; `offer` it, because a check is sure that it is bad; `keep` it only for those
who have it, in a form that the text is no longer written in; `withdraw` it, because the author took the mark back or
wants no card there."""


class Objection(NamedTuple):
    """Why a card is not made anew: its ordinal in its note, the code of what a check found, and what fills its text."""

    ordinal: int
    code: str
    args: tuple[Argument, ...]


class Slot(NamedTuple):
    """A hidden part of a cloze; slots with equal keys are hidden together."""

    key: str
    line: int
    """Where it stands in the notes."""
    kept: bool = False
    """Hidden only if a card asks it already, like a note with the wish `keep`."""
    bold: bool = False
    """Marked in bold, which may only emphasise."""


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A note to be, still Markdown. `body` of a cloze carries its slots between control characters."""

    kind: Kind
    role: str
    """What it is made from: gist, definition, question, cell, list, sentence, caution, label, table, diagram."""
    trail: tuple[str, ...]
    term: str
    """Plain text of the entry's term, empty if it has none."""
    prompt: Text | None
    body: tuple[Block, ...]
    """The answer of a basic note, the text of a cloze, the table of an occlusion."""
    extra: tuple[Block, ...]
    span: Span
    slots: tuple[Slot, ...] = ()
    cue: str = ""
    """A few words under the prompt that say what kind of answer is wanted."""
    reverse: bool = False
    """Ask the way back too, where the answer is one to one."""
    typed: bool = False
    head: tuple[int, ...] = ()
    """Lines of the notes that the entry's term stands on."""
    tags: tuple[str, ...] = ()
    deck: str = ""
    pin: str = ""
    asks: str = ""
    """What a basic card asks, where that is not told by the words of its answer: the names of a cell."""
    wish: Wish = "ask"
    insists: bool = False
    """A mark or a directive asks for it, whatever the checks say."""
    objections: tuple[Objection, ...] = ()
    """Why its cards are not sure, and so are only offered to those who do not have them."""


class Rendered(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A draft set in HTML, not yet identified: where it was, how it reads, what it shows."""

    kind: Kind
    role: str
    trail: tuple[str, ...]
    term: str
    deck: str
    tags: tuple[str, ...]
    pin: str
    span: Span
    fields: dict[str, str]
    """HTML by field name; cloze numbers still stand as \\x11slot\\x11."""
    prompt: str
    answer: str
    """Plain text of both sides, for matching and reports."""
    folded: tuple[str, str]
    """Both, folded."""
    slots: tuple[tuple[str, str], ...]
    """(key, plain hidden text) of each cloze."""
    asked: tuple[int, ...]
    shown: tuple[int, ...]
    """Lines of the notes that the front and answer come from, and those of the rest of the back and of items in sight."""
    asks: tuple[tuple[int, str], ...] = ()
    """(line of the notes, folded words) of each slot, or of a basic note's answer: nothing is asked twice."""
    kept: tuple[int, ...] = ()
    """The slots that are hidden only if a card asks them already; of a basic note 1, if its way back is."""
    wish: Wish = "ask"
    insists: bool = False
    objections: tuple[Objection, ...] = ()


class Asset(NamedTuple):
    """A media file of the package: its name there and its bytes."""

    name: str
    data: bytes


def joined(fields: Iterable[str]) -> bytes:
    """Return fields as Anki stores them: UTF-8, with \\x1f between."""
    return "\x1f".join(fields).encode()


def parted(stored: bytes) -> tuple[str, ...]:
    """Return the fields that Anki stores so."""
    return tuple(stored.decode().split("\x1f"))


class Note(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A finished note, as it stands in the package."""

    guid: str
    kind: Kind
    deck: str
    joined: bytes
    """Its fields as Anki stores them."""
    sort_field: str
    """Plain text of the field that Anki sorts it by."""
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    """Ordinals of the cards it is shipped with: template ordinals, or cloze number - 1; ascending. A retired one has none."""
    span: Span
    created: int
    changed: int
    """Seconds since 1970 of the builds that made it and that last changed its content."""
    role: str = ""
    section: str = ""
    """Its headings as a tag."""
    slots: tuple[tuple[int, str, str], ...] = ()
    """(cloze number, key, plain hidden text) of each cloze or mask."""
    asked: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()
    retired: bool = False
    held: bool = False
    """Whether its text could not be read this time, so that it is shipped as the ledger has it."""
    ids: tuple[int, ...] = ()
    """Of the note and of each card, in the package."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Its fields, in the order of its note type."""
        return parted(self.joined)


class Deck(msgspec.Struct, frozen=True, gc=False):
    """All that goes into a package."""

    name: str
    description: str
    notes: tuple[Note, ...]
    assets: tuple[Asset, ...]
    notetype_times: dict[int, int]
    """Note type id -> seconds since 1970 when its look last changed; of those that are in use."""
    salt: str = ""
    """What tells this deck from others that it could be taken for."""
