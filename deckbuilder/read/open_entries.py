"""Entries in the making, and as they are when done."""

from itertools import dropwhile, takewhile

import msgspec

from deckbuilder.base.blocks import NOT_ASKED, Directive, Entry, Shape, Text, Verbatim
from deckbuilder.base.model import Source, Span
from deckbuilder.read.inline import is_reference, marks
from deckbuilder.read.open_blocks import JoinedText, OpenBlock, Prose, frozen
from deckbuilder.read.ranks import Level, Rank

MOST_LEADS = 2
"""Texts above a term that may say what it and those beside it are."""


class OpenEntry(msgspec.Struct):
    """An entry that lines are being added to."""

    level: Level
    shape: Shape
    trail: tuple[str, ...]
    term: JoinedText | None
    title: str
    tags: tuple[str, ...]
    directives: list[Directive]
    pin: str
    is_skipped: bool
    skips_headings: bool
    """Those below it are skipped as well; below a table of contents they are not."""
    line: int
    col: int
    last: int
    gist: Text | None = None
    blocks: list[OpenBlock] = []
    answer: list[OpenBlock] | None = None
    given: list[OpenBlock] = []
    is_explained: bool = False
    is_solved: bool = False
    """What answers it so far is a solution."""
    has_children: bool = False
    asks: bool = False
    """A question by its marker."""
    shares: bool = False
    leads: tuple[str, ...] = ()
    code: str = ""
    parent: "OpenEntry | None" = None
    compares: bool = False
    """Those right below it are the sides of a comparison."""
    parted: int = 0
    values: int = 0
    """How many of those right below it say what is filled in."""
    is_defined: bool = False
    is_late: bool = False
    """Its text comes after the entries below it, and so does not define it."""

    @property
    def is_worth_keeping(self) -> bool:
        """Tell whether it says something, or is a question with a 【blank】 that needs no answer."""
        if self.gist is not None or self.blocks or self.answer:
            return True
        if self.shape != "question":
            return False
        assert self.term  # only what stands under no heading has none
        return bool(marks(self.term.md, True))

    @property
    def is_contents(self) -> bool:
        """Tell whether it is a table of contents: what stands in it is skipped, and headings below do not belong to it."""
        return self.is_skipped and not self.skips_headings

    @property
    def is_taken_back(self) -> bool:
        """Tell whether its author wrote that nothing of it is asked, on it or above it."""
        own = any(directive.name == "skip" and not directive.option for directive in self.directives)
        return own or (self.parent is not None and self.parent.is_taken_back)

    @property
    def end(self) -> int:
        """Its last line."""
        return max(self.line, self.last)

    @property
    def open_blocks(self) -> list[OpenBlock]:
        """Where the next block goes."""
        self.is_late |= self.has_children and self._says_nothing
        return self.blocks if self.answer is None or self.is_explained else self.answer

    @property
    def _says_nothing(self) -> bool:
        """Tell whether nothing but links has been read of it."""
        links = all(isinstance(block, Prose) and is_reference(block.text.md) for block in self.blocks)
        return self.gist is None and links and self.answer is None

    @property
    def last_texts(self) -> tuple[str, ...]:
        """The texts that end it so far, two at most, or those above it where a term says nothing itself."""
        if not self.blocks and self.shape != "heading":
            return self.leads
        last = takewhile(lambda block: isinstance(block, Prose), reversed(self.blocks[-MOST_LEADS:]))
        return tuple(block.text.md for block in last if isinstance(block, Prose))[::-1]

    @property
    def last_code(self) -> str:
        """The code that ends it so far but for two texts, or that above it where a term says nothing itself."""
        if not self.blocks:
            return self.code
        last = dropwhile(lambda block: isinstance(block, Prose), reversed(self.blocks[-MOST_LEADS - 1 :]))
        block = next(last, None)
        return block.text.md if isinstance(block, Verbatim) and block.form == "code" else ""

    def takes_answer(self, explains: bool) -> bool:
        """Tell whether it is a question that waits for its answer, or for what explains it."""
        return self.shape == "question" and (explains or not self.answer or self.is_solved)


def root_entry(source: Source) -> OpenEntry:
    """Return the entry of what stands under no heading at all."""
    title, tags, line = source.settings.title, source.settings.tags, source.body + 1
    return OpenEntry(Level(Rank.FILE), "text", (), None, title, tags, [], "", False, False, line, 1, 0)


def done(entry: OpenEntry, path: str) -> Entry:
    """Return an entry as it is when all its lines are read."""
    blocks = list(map(frozen, entry.blocks))
    answer = list(map(frozen, entry.answer or []))
    if entry.shape == "question" and entry.answer is None and not entry.is_explained:
        answer, blocks = blocks[:1], blocks[1:]
    found = tuple(entry.directives)
    if entry.is_skipped:
        skip = Directive("skip", "" if entry.is_taken_back else NOT_ASKED, entry.line, entry.col)
        found = (*(directive for directive in found if directive.name != "skip"), skip)
    return Entry(
        shape="text" if entry.is_late else entry.shape,
        trail=entry.trail,
        term=entry.term.text() if entry.term else None,
        gist=entry.gist,
        blocks=tuple(blocks),
        answer=tuple(answer),
        given=tuple(map(frozen, entry.given)),
        tags=tuple(dict.fromkeys(entry.tags)),
        directives=found,
        pin=entry.pin,
        span=Span(path, entry.line, entry.end, entry.col),
        asks=entry.asks or entry.answer is not None,
        answered=entry.answer is not None,
        shares=entry.shares,
        leads=entry.leads,
        code=entry.code,
        parted=entry.parted,
        compares=entry.parent is not None and entry.parent.compares,
        defined=entry.is_defined,
        fills_in=entry.parent is not None and entry.parent.values > 1,
    )
