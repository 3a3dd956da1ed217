"""What a line does to the entries: the steps that the rules decide on and that entries are assembled from."""

from typing import Literal, NamedTuple

from deckbuilder.base.blocks import Block, Shape
from deckbuilder.base.words import Argument
from deckbuilder.read.markers import Line
from deckbuilder.read.ranks import Level
from deckbuilder.read.titles import Name, Title

Family = Literal["bullet", "sub", "dot", "number", "task"]
"""Items that make one list."""
Form = Literal["paragraph", "caution", "labelled", "caption"]


class Close(NamedTuple):
    """Close the open entries of this level and below; with `itself` False only what is below."""

    level: Level
    itself: bool = True


class Open(NamedTuple):
    """Open an entry, which closes those of its level and below."""

    level: Level
    shape: Shape
    title: Title
    line: int
    col: int
    """Of its title."""
    blank_ends: bool = False
    """A blank line ends it."""
    inside: int = 0
    """Columns from which on a line belongs to it, where its text is indented below it."""
    asks: bool = False
    """A question by its marker."""
    awaiting: bool = False
    """A question whose answer line is still to come: what stands before it is the question."""
    headed: bool = False
    """A question whose parts stand under headings of their own; no blank line ends it."""
    exercise: bool = False
    """A question that is numbered in bold; no blank line ends its solution."""
    directives: tuple[str, ...] = ()
    """Those that it has by what it is: a list of sources is skipped, a year is asked both ways."""
    shares: bool = False
    """What stands below may be said of the term right above it too."""


class ToTerm(NamedTuple):
    """Add a text to the term of the open entry; `named`: it is part of the term's name from then on."""

    text: str
    line: int
    col: int
    between: str | None
    named: bool


class Gist(NamedTuple):
    """Give the open entry its gist."""

    text: str
    line: int
    col: int


class Direct(NamedTuple):
    """Read names in brackets as directives, for the open entry or for what comes next; tell of misspelt ones."""

    names: tuple[Name, ...]
    line: int
    to_entry: bool = False


class Say(NamedTuple):
    """Start a text in the open entry."""

    form: Form
    label: str
    text: str
    line: int
    col: int
    then: Literal["goes on", "stands", "ends"] = "goes on"
    """An unmarked next line continues it; or only an arrow does; or nothing."""
    defines: bool = False
    """Its line says in words that it is what the term is: 光合成とは、…."""


class Join(NamedTuple):
    """Add to the text that was started last."""

    text: str
    line: int
    col: int
    between: str | None
    """What stands between; None = a blank between Latin words."""


class UnderItem(NamedTuple):
    """Start a paragraph below the last item."""

    text: str
    line: int
    col: int


class AddItem(NamedTuple):
    """Add an item to a list."""

    family: Family
    text: str
    label: str
    """What stands before its colon."""
    line: int
    col: int
    indent: int
    kept: int
    """How many of the open lists stay open, outermost first."""
    joins: bool
    """It is the innermost one's next; else it begins a list below its last item, or in the entry."""
    resumes: bool = False
    """It is the next of the entry's last list, whatever stood between as an entry of its own."""
    level: Level | None = None
    """That of its bullet."""


class Put(NamedTuple):
    """Add a block that comes whole; below the last item or in the open entry."""

    block: Block
    under_item: bool
    later: tuple[str, ...]
    """Directives that are not for it."""
    line: int
    last: int


class Drop(NamedTuple):
    """Forget the directives that wait, but for the `later` ones: what follows cannot take them."""

    later: tuple[str, ...]


class Answer(NamedTuple):
    """What follows answers the nearest question that has no answer."""

    line: int
    explains: bool = False
    """It only explains the answer."""
    solves: bool = False
    """It may be a solution, of which 答 below says what it comes to."""


class Pin(NamedTuple):
    """Give a name to the open entry, to the one at `row`, or to the next."""

    name: str
    row: int = 0
    to_entry: bool = False


class Allow(NamedTuple):
    """Silence messages about the entry that the line `target` belongs to."""

    codes: tuple[str, ...]
    line: int
    target: int


class Stop(NamedTuple):
    """End the text before; `lists`: and the lists."""

    lists: bool = False


class Blank(NamedTuple):
    """Leave a gap: an unmarked next line is a paragraph of its own."""


class Again(NamedTuple):
    """Read the line once more, as another kind."""

    line: Line


class Note(NamedTuple):
    """Say of a line that it is no text, or what it is besides."""

    line: int
    role: str


class Report(NamedTuple):
    """A message about this line."""

    code: str
    line: int
    col: int
    args: tuple[Argument, ...] = ()


Step = (
    Close | Open | ToTerm | Gist | Direct | Say | Join | UnderItem | AddItem | Put | Drop | Answer | Pin | Allow | Stop
    | Blank | Again | Note | Report
)  # fmt: skip
