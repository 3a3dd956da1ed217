"""The values that all stages share, all frozen: places and messages, settings, sources."""

from typing import Literal, NamedTuple

import msgspec

from deckbuilder.base.words import Argument

Place = tuple[str, ...]
"""A trail of headings, or one with a term at its end."""
LAST_SECOND = 250_000_000_000
"""The last second before the year 10,000 or so."""
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


class FileSettings(msgspec.Struct, frozen=True):
    """The front matter of one file."""

    deck: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    numbers: bool | None = None
    reverse: bool | None = None


class Limits(msgspec.Struct, frozen=True):
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


class Settings(msgspec.Struct, frozen=True):
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


class Source(msgspec.Struct, frozen=True):
    """One notes file: its path from the notes folder, its text (NFC, \\n), its front matter."""

    path: str
    text: str
    settings: FileSettings
    body: int = 0
    """How many lines the front matter takes."""
    start: int = 0
    """How many lines stand above it, if it is a part of a file."""
    name: str = ""
    """What it is called, where that stands above its headings on cards; empty where a title or its first heading does."""
    links: tuple[tuple[str, str], ...] = ()
    """(name, address) of what its links and pictures name elsewhere in it."""
