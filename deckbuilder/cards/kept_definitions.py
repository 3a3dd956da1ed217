"""What was said of a term, for those who have a card that asks it: as a definition, a pair on a line, a row of a table.

These are the forms among `kept_forms` whose front is a term.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec.structs import replace

from deckbuilder.base.blocks import (
    Block,
    Caution,
    Entry,
    Item,
    ItemList,
    Labelled,
    Paragraph,
    Table,
    Text,
    Verbatim,
)
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_noun_phrase, sentences
from deckbuilder.cards.backs import around, beside, without_item
from deckbuilder.cards.cues import cue_of, when_of
from deckbuilder.cards.makers.drafting import basic_draft
from deckbuilder.cards.names_given import name_spans
from deckbuilder.cards.slots import unmarked, whole_unmarked
from deckbuilder.cards.whole_definitions import whole_definition
from deckbuilder.read.cells import Cell
from deckbuilder.read.inline import marks, plain
from deckbuilder.read.table_rows import defines_terms
from deckbuilder.read.terms import LABEL_LINE, Definition, dated, definition, pairs, parted
from deckbuilder.read.words import naming, wants_answer

MOST_ANSWERS = 40
"""Sentences and items of one entry that its term may once have been answered by."""


def kept_definitions(entry: Entry) -> Iterator[Draft]:
    """Ask the term by each thing said of it: what was said first may now stand elsewhere, or in another form."""
    if entry.term is None:
        return
    for block, answers, rest in list(_answers(plain(entry.term.md), entry))[:MOST_ANSWERS]:
        cue = cue_of(plain(entry.term.md), answers[0])
        extra = beside(entry, block, rest)
        draft = basic_draft(entry, "definition", entry.term, answers, extra, cue, entry.has("reverse"))
        yield replace(draft, reverse_cue=when_of(plain(entry.term.md)), wish="keep")


def _answers(term: str, entry: Entry) -> Iterator[tuple[Block, tuple[Block, ...], tuple[Block, ...]]]:
    """Yield (the block it stands in, what may be the answer, what is left of that block)."""
    for block in entry.blocks:
        if isinstance(block, Paragraph | Caution | Labelled):
            yield from ((block, *one) for one in _sentences(term, block))
        elif isinstance(block, ItemList):
            for at, item in enumerate(block.items):
                yield block, (Paragraph(whole_unmarked(item.text)),), without_item(block, at)
            if _was_one_line(block):
                yield block, (block,), ()
        elif isinstance(block, Verbatim):
            yield block, (block,), ()


def _sentences(
    term: str, block: Paragraph | Caution | Labelled
) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    """Yield each sentence of a block as an answer, with what is asked together with it if it defines a term, and what is left of the block."""
    bounds = sentences(block.text.md)
    for at, (start, end) in enumerate(bounds):
        alone = (Paragraph(whole_unmarked(block.text.slice(start, end))),), around(block, bounds, at)
        yield whole_definition(term, block, bounds, at) if at < 2 else alone


def _was_one_line(block: ItemList) -> bool:
    """Tell whether a list may have stood on one line, as 甲／乙／丙."""
    names = len(block.items) > 1 and all(is_noun_phrase(plain(item.text.md)) for item in block.items)
    return names and not any(item.blocks for item in block.items)


def kept_labelled(entry: Entry, block: Block, texts: Iterable[Text]) -> Iterator[Draft]:
    """Ask `名前：値` in an item or behind ※ as a term with its definition, or as a table's cells: it may have been one."""
    below = replace(entry, trail=trail_below(entry)) if entry.shape == "text" else entry
    for text in texts:
        if found := definition(text.md):
            term, body = text.slice(found[1], found[1] + len(found[0])), text.slice(found[3], len(text.md))
            draft = basic_draft(below, "definition", term, (Paragraph(body),), (block,))
            yield replace(draft, wish="keep")


def kept_pairs(entry: Entry, text: Text) -> Iterator[Draft]:
    """Ask the lines `名前：値` of a text as the terms that they are where nothing, or other company, stands round them."""
    text, below = _unlabelled(whole_unmarked(text)), replace(entry, trail=trail_below(entry))
    starts, lines = _lines(text)
    read: Sequence[Definition | None] = pairs(lines) or [definition(line) if line else None for line in lines]
    terms = [(start, found) for start, found in zip(starts, read, strict=True) if found]
    ends = [start for start, _ in terms[1:]] + [len(text.md)]
    for (start, found), end in zip(terms[:MOST_ANSWERS], ends, strict=False):
        part = text.slice(start, start + len(text.md[start:end].rstrip()))
        yield from kept_definitions(defined(below, part, found))
    for start, line in list(zip(starts, lines, strict=True))[:MOST_ANSWERS]:
        if alone := parted(line) or dated(line) or _labelled(line):
            yield from kept_definitions(defined(below, text.slice(start, start + len(line)), alone))
    yield from _over(entry, text, is_noun_phrase)  # beside the entry, with a blank line between
    yield from _called(below, text)
    for told in list(_IN_PARENTHESES.finditer(text.md))[:MOST_ANSWERS]:
        yield from kept_definitions(_said_of(below, text.slice(*told.span("name")), text.slice(*told.span("said"))))


_IN_PARENTHESES = lazy("(?P<name>[^ 　\\n、。，．:：;；・()（）]{2,40})[(（](?P<said>[^\\n()（）]{4,})[)）]")
"""A name and what is said of it in parentheses."""


def _labelled(line: str) -> Definition | None:
    """Read a line as what it says behind a colon, or behind a sign in parentheses, whatever stands there: 1603：…, (+) …"""
    match = _LABELLED.match(line)
    return Definition(match["term"], match.start("term"), match["text"], match.start("text")) if match else None


_LABELLED = lazy(
    r"(?P<term>[(（][^()（）]{1,8}[)）](?=[ 　:：])|[^:：、。]{1,12}?(?=[ 　]*[:：]))[ 　]*[:：]?[ 　]*(?P<text>[^\s:：].*)$"
)


def kept_answers(entry: Entry) -> Iterator[Draft]:
    """Ask each line of an entry that is a question, as it may have been by its marker, by what stands below it."""
    below = replace(entry, trail=trail_below(entry))
    for is_text, run in groupby(entry.blocks, lambda block: isinstance(block, Paragraph)):
        if is_text:
            texts = [block.text for block in run if isinstance(block, Paragraph)]
            yield from _over(below, _joined(texts), wants_answer)


def kept_over_code(entry: Entry) -> Iterator[Draft]:
    """Ask the code right below a text, or else above it, by its first and its last line, as a section of such pairs does."""
    below = replace(entry, shape="text", trail=trail_below(entry), gist=None, answer=())
    for before, block, after in zip((None, *entry.blocks), entry.blocks, (*entry.blocks[1:], None), strict=False):
        if not isinstance(block, Paragraph):
            continue
        if code := [one for one in (after, before) if one and _is_code_beside(one, block)]:
            starts, lines = _lines(block.text)
            for at in sorted({0, len(lines) - 1}):
                name = block.text.slice(starts[at], starts[at] + len(lines[at]))
                yield from kept_definitions(replace(below, term=whole_unmarked(name), blocks=(code[0],)))


def kept_of_code(entry: Entry) -> Iterator[Draft]:
    """Ask what a line of code does by that line, of which the notes now say first what it does."""
    if entry.term and entry.blocks and isinstance(entry.blocks[0], Verbatim) and entry.blocks[0].form == "code":
        starts, lines = _lines(entry.blocks[0].text)
        if len(lines) == 1:
            code = entry.blocks[0].text.slice(starts[0], starts[0] + len(lines[0]))
            yield from kept_definitions(replace(entry, term=code, blocks=(Paragraph(whole_unmarked(entry.term)),)))


def _is_code_beside(block: Block, text: Paragraph) -> bool:
    """Tell whether a block is code with at most a blank row between it and a text: what stands beyond a rule is of another."""
    if not isinstance(block, Verbatim) or block.form != "code":
        return False
    return max(block.text.first - text.text.origins[-1][1], text.text.first - block.last) <= 2


def _joined(texts: Sequence[Text]) -> Text:
    before = accumulate((len(text.md) for text in texts), initial=0)
    moved = ((at + by, line, col) for by, text in zip(before, texts, strict=False) for at, line, col in text.origins)
    return Text("".join(text.md for text in texts), tuple(moved))


def _lines(text: Text) -> tuple[list[int], list[str]]:
    """Return where each line of a text begins, and what it says."""
    starts = [start for start, _, _ in text.origins]
    return starts, [text.md[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text.md)], strict=True)]


def _over(entry: Entry, text: Text, heads: Callable[[str], bool]) -> Iterator[Draft]:
    """Ask what stands below each line that may head it, a name or a question, up to the next."""
    starts, lines = _lines(text)
    is_name = [heads(plain(line)) for line in lines]
    named = [at for at in range(len(lines) - 1) if is_name[at] and not is_name[at + 1]][:MOST_ANSWERS]
    ends = [starts[at] for at in named[1:]] + [len(text.md)]
    for at, end in zip(named, ends, strict=False):
        name, said = text.slice(starts[at], starts[at] + len(lines[at])), text.slice(starts[at + 1], end)
        yield from kept_definitions(_said_of(entry, whole_unmarked(name), said))


def _called(entry: Entry, text: Text) -> Iterator[Draft]:
    """Ask each name that a sentence gives to something by that: 葉から水が出ることを **蒸散** という。"""
    for start, end in sentences(text.md):
        sentence = text.slice(start, end)
        while marks(sentence.md):
            sentence = unmarked(sentence)
        for at, to, _ in name_spans(sentence.md):
            yield from kept_definitions(_said_of(entry, sentence.slice(at, to), sentence))


def _unlabelled(text: Text) -> Text:
    """Return a text without the label that leads it: 例：."""
    line = LABEL_LINE.match(text.md)
    is_led = line and line["text"] and naming(line["label"]) == "label"
    return text.slice(line.start("text"), len(text.md)) if line and is_led else text


def defined(entry: Entry, text: Text, found: Definition) -> Entry:
    """Return a text that was read as a term and its definition as their entry, where another stands."""
    term = text.slice(found.term_at, found.term_at + len(found.term))
    return _said_of(entry, term, text.slice(found.text_at, len(text.md)))


def _said_of(entry: Entry, term: Text, said: Text) -> Entry:
    return replace(entry, shape="text", term=term, gist=None, blocks=(Paragraph(said),), answer=())


def below_names(entry: Entry) -> Iterator[Entry]:
    """Yield what stands right below each line that is a name, as a term of it: it was one until its marker became a number.

    So is the last item of a list, where a line without a marker came between that and the bullets below it, and an
    item above a sentence, whose bullet was put below it once.
    """
    for at, block in enumerate(entry.blocks, 1):
        items = block.items if isinstance(block, ItemList) else ()
        for name, said in pairwise(items):
            if not is_noun_phrase(plain(said.text.md)):
                yield from _named(entry, name, (Paragraph(said.text), *said.blocks))
        if at < len(entry.blocks) and isinstance(entry.blocks[at], Paragraph | ItemList):
            yield from _named(entry, items[-1] if items else block, entry.blocks[at : at + 2])


def _named(entry: Entry, name: Block | Item, said: tuple[Block, ...]) -> Iterator[Entry]:
    if isinstance(name, Paragraph | Item) and is_noun_phrase(plain(name.text.md)):
        yield item_entry(entry, Item(name.text, said))


def kept_rows(entry: Entry, block: Table, cells: Iterable[Cell]) -> Iterator[Draft]:
    """Ask the rows of a table of terms as the terms that they are where no 【図表】 stands above it.

    What heads a table of two columns may have been a row, as long as all below were like it.
    """
    if len(block.header) == 2:
        name, text = block.header
        yield from kept_definitions(item_entry(entry, Item(name, (Paragraph(text),))))
    if defines_terms(block.header, block.rows):
        for cell in [cell for cell in cells if cell.column == 1][:MOST_ANSWERS]:
            row = item_entry(entry, Item(cell.name, (Paragraph(cell.text),)))
            yield from (replace(draft, asks=cell.key) for draft in kept_definitions(row))


def item_entry(entry: Entry, item: Item) -> Entry:
    """Return what stands below an item as an entry of the item's name."""
    return replace(
        entry, shape="text", trail=trail_below(entry), term=item.text, gist=None, blocks=item.blocks, answer=()
    )


def trail_below(entry: Entry) -> tuple[str, ...]:
    return (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
