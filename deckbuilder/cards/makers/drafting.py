"""What the makers of all drafts share: what the author wants, and the drafts that they begin with."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Entry, Paragraph, Table, Text, block_lines
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import CardRole, Draft, Kind, Slot
from deckbuilder.cards.backs import beside
from deckbuilder.read.inline import plain


class Wants(msgspec.Struct, frozen=True):
    """What the author wants of an entry: its directives over the settings of its file."""

    names: frozenset[str]
    numbers: bool
    reverse: bool

    @property
    def basic(self) -> bool:
        return "basic" in self.names or "cloze" not in self.names

    @property
    def clozes(self) -> bool:
        return "cloze" in self.names or "basic" not in self.names


class Inner(NamedTuple):
    """A block inside a list, left to the maker of its kind."""

    entry: Entry
    block: Block
    wants: Wants


Made = Iterator[Draft | Diagnostic | Inner]
"""What a maker makes of a block, in the order of the notes."""


def with_block(wants: Wants, block: Block) -> Wants:
    if not block.directives:
        return wants
    return replace(wants, names=wants.names | {directive.name for directive in block.directives})


def make_draft(
    entry: Entry,
    kind: Kind,
    role: CardRole,
    prompt: Text | None,
    body: tuple[Block, ...],
    extra: tuple[Block, ...],
    slots: tuple[Slot, ...],
    *,
    cue: str = "",
    header: bool = True,
) -> Draft:
    term = plain(entry.term.md) if entry.term and header else ""
    first, last = block_lines(body[0])
    if prompt:
        first, last = prompt.first, max(last, prompt.last)
    span = Span(entry.span.path, first, last)
    head = tuple(line for _, line, _ in entry.term.origins) if entry.term else ()
    return Draft(kind, role, entry.trail, term, prompt, body, extra, span, slots, cue, head=head)


def basic_draft(
    entry: Entry,
    role: CardRole,
    prompt: Text,
    body: tuple[Block, ...],
    extra: tuple[Block, ...],
    cue: str = "",
    reverse: bool = False,
    typed: bool = False,
) -> Draft:
    draft = make_draft(entry, "basic", role, prompt, body, extra, (), cue=cue)
    return replace(draft, reverse=reverse, typed=typed, given=entry.given if role == "question" else ())


def picture_draft(entry: Entry, block: Block) -> Draft:
    """Ask the parts of a table or diagram by covering them in a picture; its slots come with the picture."""
    extra = beside(entry, block)
    inherited = tuple(directive for directive in entry.directives if directive.name == "picture")
    assert isinstance(block, Table | Paragraph)
    block = replace(block, directives=(*block.directives, *inherited))
    return make_draft(entry, "occlusion", "table" if isinstance(block, Table) else "diagram", None, (block,), extra, ())
