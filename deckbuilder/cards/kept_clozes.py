"""What a sentence hid, for those who have a card that asks it: sentences that stand, and terms and rows that were some."""

from collections.abc import Container, Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Caution, Entry, Labelled, Paragraph, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.sentences import sentences
from deckbuilder.base.text import fold
from deckbuilder.cards.makers.drafting import make_draft
from deckbuilder.cards.slots import is_marked, slotted, whole_unmarked
from deckbuilder.read.inline import marks, plain


def kept_clozes(entry: Entry, block: Block, text: Text, numbers: bool, marked: bool = False) -> Iterator[Draft]:
    """Hide the blanks of a sentence, and its numbers where marks elsewhere in its list keep them; else withdraw what it hid.

    Of sentences with marks, hide these, if `marked` says that they are meant: most are asked.
    """
    bounds = list(sentences(text.md)) if isinstance(block, Paragraph | Caution | Labelled) else [(0, len(text.md))]
    for start, end in bounds:
        sentence = text.slice(start, end)
        if is_marked(sentence.md) != marked:
            continue
        body, slots = slotted(sentence, False, numbers)
        kept = tuple(slot._replace(kept=True) for slot in slots)
        draft = make_draft(entry, "cloze", "sentence", None, (Paragraph(body),), (block,), kept)
        yield replace(draft, wish="keep" if kept else "withdraw")


def kept_as_sentence(entry: Entry, numbers: bool, names: Container[str]) -> Iterator[Draft]:
    """Ask a term and what is said of it as a sentence of its section: **錨** は…, and 錨とは、… below a heading of that name."""
    said = entry.blocks[0] if entry.blocks else None
    if entry.term and entry.trail and isinstance(said, Paragraph):
        section = of_section(entry, entry.term)
        yield from kept_named(section, entry.term, said.text, numbers, names)
        if entry.defined:
            (_, end), *_ = sentences(said.text.md)
            sentence = entry.term.over(said.text.slice(0, end), "とは、")
            yield from kept_clozes(section, said, sentence, numbers, marked=bool(marks(sentence.md)))


def kept_named(entry: Entry, name: Text, said: Text, numbers: bool, names: Container[str]) -> Iterator[Draft]:
    """Ask for a name by the first thing that is said of it; only for one of these folded names, or where a word of that is marked."""
    if not said.md or not (fold(plain(name.md)) in names or marks(said.md)):
        return
    (_, end), *_ = sentences(said.md)
    hidden = Text(f"=={whole_unmarked(name).md}==", name.origins)
    sentence = hidden.over(said.slice(0, end), "は、")
    yield from kept_clozes(entry, Paragraph(said), sentence, numbers, marked=True)


def of_section(entry: Entry, term: Text) -> Entry:
    """Return an entry below a heading, of a term, as one of that heading."""
    return replace(entry, trail=entry.trail[:-1], term=Text(entry.trail[-1], term.origins))
