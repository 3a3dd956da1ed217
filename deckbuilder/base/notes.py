"""A note on its way, as frozen values: a draft, the same set in HTML, the finished note, and the deck of all."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from deckbuilder.base.blocks import Block, Text
from deckbuilder.base.model import Span
from deckbuilder.base.words import Argument

LAST_CLOZE = 500
"""The highest cloze number that Anki knows."""
Kind = Literal["basic", "cloze", "occlusion", "choice"]
WHOLE: frozenset[Kind] = frozenset(("basic", "choice"))
"""Notes that ask one question with one answer; the others hide parts of what they show."""
CardRole = Literal[
    "gist", "definition", "question", "sentence", "caution", "label", "list", "cell", "table", "diagram", "choice",
]  # fmt: skip
"""What a note is made from."""
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
    is_word: bool = False
    """Marked in bold, which may only emphasise, or said by the sentence to be a name."""


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A note to be, still Markdown. `body` of a cloze carries its slots between control characters."""

    kind: Kind
    role: CardRole
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
    reverse_cue: str = ""
    """The same under the question of the way back; empty where a term is wanted."""
    reverse: bool = False
    """Ask the way back too, where the answer is one to one."""
    typed: bool = False
    given: tuple[Block, ...] = ()
    """What a question shows above its prompt, which asks about it."""
    head: tuple[int, ...] = ()
    """Lines of the notes that the entry's term stands on."""
    tags: tuple[str, ...] = ()
    deck: str = ""
    pin: str = ""
    asks: str = ""
    """What a basic card asks, where that is not told by the words of its answer: the names of a cell."""
    gist: Text | None = None
    """A word over the answer, which says more; it is in sight beside it, and asked the way back only by cards that do so already."""
    wish: Wish = "ask"
    insists: bool = False
    """A mark or a directive asks for it, whatever the checks say."""
    objections: tuple[Objection, ...] = ()
    """Why its cards are not sure, and so are only offered to those who do not have them."""
    tells: bool = False
    """What is not sure of them says something of their whole file too."""
    points: tuple[int, ...] = ()
    """What speaks for each of its cards less what speaks against it; empty where nothing is weighed."""


class Rendered(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A draft set in HTML, not yet identified: where it was, how it reads, what it shows."""

    kind: Kind
    role: CardRole
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
    points: tuple[int, ...] = ()
    """As of Draft, of each slot."""
    gist: str = ""
    """HTML of the word that stands over the answer."""


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


_parted_lately = lru_cache(100)(parted)
"""Checks ask for the fields of one note many times, one after the other."""


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
        return _parted_lately(self.joined)


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
