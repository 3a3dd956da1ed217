"""The other forms that the text of an entry could have been asked in, for those who have such cards.

Anki cannot turn a definition into a cloze. So a fact that was once asked in one form goes on being
asked in it, however its text is written now: with a word marked, with a second bullet below it, as a
table. These drafts are only wishes: identity makes notes of those that the ledger has a card of.

Forms that a text could never have had when read rightly are not made here; cards of older versions
that misread it are retired.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import zip_longest
from sys import maxsize

from msgspec.structs import replace

from deckbuilder.base.blocks import (
    NOT_ASKED,
    Block,
    Caution,
    Choices,
    Directive,
    Entry,
    Item,
    ItemList,
    Labelled,
    Paragraph,
    Table,
    Text,
    Verbatim,
    block_lines,
)
from deckbuilder.base.model import Span
from deckbuilder.base.notes import LAST_CLOZE, Draft, Wish
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.cards.backs import that_fit
from deckbuilder.cards.exercises import lacks_answers, numbered_questions
from deckbuilder.cards.kept_cells import kept_cells, kept_sentences
from deckbuilder.cards.kept_clozes import kept_as_sentence, kept_clozes, kept_named, of_section
from deckbuilder.cards.kept_definitions import (
    below_names,
    defined,
    item_entry,
    kept_answers,
    kept_definitions,
    kept_labelled,
    kept_of_code,
    kept_over_code,
    kept_pairs,
    kept_rows,
    trail_below,
)
from deckbuilder.cards.makers.code import kept_lines
from deckbuilder.cards.makers.drafting import basic_draft
from deckbuilder.cards.makers.lists import asks_below, item_cloze
from deckbuilder.cards.makers.tables import cell_drafts
from deckbuilder.cards.rules import drafts, finished
from deckbuilder.read.cells import table_cells
from deckbuilder.read.file_names import stem
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import definition, parted
from deckbuilder.read.words import wants_answer


def kept_drafts(
    entries: Sequence[Entry], deck: str, numbers: bool, reverse: bool, names: Container[str] = ()
) -> Iterator[Draft]:
    """Yield the drafts that the entries of one file do not ask for, but cards may ask already; `names` as of `kept_made`."""
    asked = [_without(entry, _is_implied) for entry in entries]
    for entry, own in zip(asked, entries, strict=True):
        yield from _more(entry, own, "keep", deck, numbers, reverse)
        yield from _more(_without(entry, _refuses), entry, "withdraw", deck, numbers, reverse)
        if not entry.has("skip"):
            yield from _under_heading(entry, deck, numbers)
            for one in (entry, *_below_answer(entry), *below_names(entry)):
                yield from (finished(draft, one, deck) for draft in _possible(_other_forms(one, numbers, names)))
    for parent in _groups(asked):
        yield from (finished(draft, parent, deck) for draft in _possible(_of_group(parent)))
    for question, blocks in _below_questions(asked):
        yield from (finished(draft, question, deck) for draft in _answered(question, blocks))


def _possible(found: Iterable[Draft]) -> Iterator[Draft]:
    return (draft for draft in found if len(draft.slots) <= LAST_CLOZE)


def _is_implied(directive: Directive) -> bool:
    """Tell whether nobody wrote a directive: what was asked below a heading that names sources now is still there."""
    return directive.option == NOT_ASKED


def _refuses(directive: Directive) -> bool:
    """Tell whether the author of a directive takes cards back."""
    return directive.name in ("skip", "basic")


def _more(willing: Entry, entry: Entry, wish: Wish, deck: str, numbers: bool, reverse: bool) -> Iterator[Draft]:
    """Yield what an entry would ask without some of its directives, and does not with them."""
    if willing is not entry:
        own = {_key(draft) for draft in drafts(entry, deck, numbers, reverse)[0]}
        found = drafts(willing, deck, numbers, reverse)[0]
        yield from (replace(draft, wish=wish) for draft in found if _key(draft) not in own)


def _key(draft: Draft) -> tuple[object, ...]:
    """Return what tells a draft from the others of its entry."""
    return (draft.kind, draft.role, draft.prompt.md if draft.prompt else "", draft.span)


def _without(entry: Entry, is_left_out: Callable[[Directive], bool]) -> Entry:
    """Return an entry without some directives, its own and those of its blocks; itself if it has none."""
    blocks = tuple(_block_without(block, is_left_out) for block in entry.blocks)
    kept = tuple(directive for directive in entry.directives if not is_left_out(directive))
    if kept == entry.directives and all(one is other for one, other in zip(blocks, entry.blocks, strict=True)):
        return entry
    return replace(entry, directives=kept, blocks=blocks)


def _block_without(block: Block, is_left_out: Callable[[Directive], bool]) -> Block:
    kept = tuple(directive for directive in block.directives if not is_left_out(directive))
    return block if kept == block.directives else replace(block, directives=kept)


def _under_heading(entry: Entry, deck: str, numbers: bool) -> Iterator[Draft]:
    """Yield what the answer of a question asked while the heading above it asked nothing: 光合成の場 → 光合成の場はどこか？"""
    if entry.shape == "question" and entry.answer and not isinstance(entry.answer[0], Choices):
        section = replace(entry, shape="heading", blocks=entry.answer, answer=())
        found = (
            draft for draft in drafts(section, deck, numbers, False)[0] if draft.kind == "cloze" or draft.role == "cell"
        )
        yield from (replace(draft, wish="keep") for draft in found)
        texts = (block.text for block in entry.answer if isinstance(block, Paragraph))
        yield from (finished(draft, section, deck) for text in texts for draft in kept_pairs(section, text))


# --- one entry --------------------------------------------------------------------------------


def _named_by_file(entry: Entry) -> Entry:
    """Return what stands without a heading in a file as said of the file's name: that may be a term with a file of its own now."""
    origins = entry.blocks[0].text.origins if entry.blocks and isinstance(entry.blocks[0], Paragraph) else ()
    return replace(entry, term=Text(stem(entry.span.path), origins[:1])) if origins else entry


def _below_answer(entry: Entry) -> Iterator[Entry]:
    """Yield what stands below an answer as the text of its section, which it was until the question was put above it.

    So is a list that is all of the answer: behind a blank line it was not read as that.
    """
    below = entry.answer if entry.answer and isinstance(entry.answer[0], ItemList) else entry.answer[1:]
    if entry.term and entry.trail and below:
        yield replace(of_section(entry, entry.term), shape="text", blocks=below, answer=())


def _other_forms(entry: Entry, numbers: bool, asked: Container[str]) -> Iterator[Draft]:
    if entry.shape != "question":
        yield from kept_definitions(entry if entry.term or entry.trail else _named_by_file(entry))
        yield from kept_answers(entry)
        yield from kept_over_code(entry)
        yield from kept_of_code(entry)
        yield from kept_as_sentence(entry, numbers, asked)
        yield from _defined_by_heading(entry)
        for below in _below(entry.blocks, entry):
            yield from kept_definitions(below)
    if entry.term and (numbered_questions(entry) or lacks_answers(entry)):
        yield replace(basic_draft(entry, "question", entry.term, entry.answer, that_fit(entry.blocks)), wish="keep")
    has_choices = bool(entry.answer) and isinstance(entry.answer[0], Choices)
    yield from _without_choices(entry)
    for inner, block in _blocks(entry):
        if has_choices and isinstance(block, ItemList | Table):
            continue  # what is said of wrong choices
        if isinstance(block, ItemList):
            yield from (replace(draft, wish="keep") for draft in item_cloze(inner, block, ()))
            yield from kept_labelled(inner, block, (item.text for item in block.items if item.label))
            for item in block.items:
                yield from kept_pairs(inner, item.text)
        elif isinstance(block, Caution):
            yield from kept_labelled(inner, block, (block.text,))
        elif isinstance(block, Table) and block.rows:
            cells = [cell for cell in table_cells(block) if cell.says]
            yield from (replace(draft, wish="keep") for draft in cell_drafts(inner, block, cells))
            yield from kept_sentences(inner, block, cells, asked)
            yield from kept_rows(inner, block, cells)
            for cell in cells:
                yield from kept_named(inner, cell.name, cell.text, numbers, asked)
            yield from kept_cells(inner, block, asked) if asked else ()
        elif isinstance(block, Paragraph) and inner.term:
            lone = ItemList((Item(block.text),), False)
            yield from (replace(draft, wish="keep") for draft in item_cloze(inner, lone, ()))
        elif isinstance(block, Verbatim):
            yield from kept_lines(inner, block)
        if isinstance(block, Paragraph | Labelled | Verbatim):
            yield from kept_pairs(inner, block.text)
        for text in _texts(block):
            yield from kept_clozes(inner, block, text, numbers)
        for shown in _only_shown(block):
            for text in _texts(shown):
                yield from kept_clozes(inner, shown, text, numbers, marked=True)


def _defined_by_heading(entry: Entry) -> Iterator[Draft]:
    """Ask a heading that was a term with its definition: ## 光合成：養分を作る働き."""
    title = entry.term.md if entry.term else ""
    if entry.term and title and (found := definition(title) or parted(title)):
        yield from kept_definitions(defined(entry, entry.term, found))


def _without_choices(entry: Entry) -> Iterator[Draft]:
    """Yield a question with choices as it was asked before it had any: by what is right."""
    choices = entry.answer[0] if entry.answer else None
    right = [choice for choice in choices.choices if choice.right] if isinstance(choices, Choices) else []
    if entry.term and len(right) == 1:
        body = (Paragraph(right[0].text), *right[0].blocks)
        yield replace(basic_draft(entry, "question", entry.term, body, that_fit(entry.blocks)), wish="keep")


def _blocks(entry: Entry) -> Iterator[tuple[Entry, Block]]:
    """Yield each block with the entry that it is asked under; what stands below an item, under that item."""
    for block in entry.blocks:
        yield entry, block
        yield from ((entry, inner) for inner in _inside(block))
        for below in _below((block,), entry):
            yield from _blocks(below)


def _inside(block: Block) -> Iterator[Block]:
    """Yield what stands below the items of a list, and below the items of lists there."""
    if isinstance(block, ItemList):
        for item in block.items:
            for inner in item.blocks:
                yield inner
                yield from _inside(inner)


def _only_shown(block: Block) -> Iterator[Block]:
    """Yield what stands below the items of a list and is not asked there, though it may have stood by itself."""
    if isinstance(block, ItemList):
        for item in block.items:
            if item.blocks and not asks_below(block, item):
                yield from item.blocks


def _below(blocks: Iterable[Block], entry: Entry) -> Iterator[Entry]:
    """Yield the items of an entry's lists that have text of their own and are names or questions, as entries."""
    for block in blocks:
        if isinstance(block, ItemList):
            yield from (item_entry(entry, i) for i in block.items if i.blocks and _may_head(plain(i.text.md)))


def _may_head(text: str) -> bool:
    return is_noun_phrase(text) or wants_answer(text)


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, ItemList):
        yield from (item.text for item in block.items)
    elif isinstance(block, Paragraph | Caution | Labelled):
        yield block.text


# --- several entries --------------------------------------------------------------------------


def _below_questions(entries: Sequence[Entry]) -> Iterator[tuple[Entry, tuple[Block, ...]]]:
    """Yield each question that is answered with what stands below that, up to the next one, and is of its section."""
    below = {trail_below(entry): entry.blocks for entry in entries if entry.shape != "question"}
    asked = [entry for entry in entries if entry.shape == "question" and entry.answer and not entry.has("skip")]
    for entry, after in zip_longest(asked, asked[1:]):
        lines = range(entry.span.last + 1, after.span.first if after else maxsize)
        yield entry, tuple(block for block in below.get(entry.trail, ()) if block_lines(block)[0] in lines)


def _answered(entry: Entry, below: Sequence[Block]) -> Iterator[Draft]:
    """Ask a question by what stands below its answer, as it was asked until a sentence, and no other name, was put above that."""
    above = entry.answer[0]
    if entry.term and isinstance(above, Paragraph) and not is_noun_phrase(plain(above.text.md)):
        for block in below:
            if isinstance(block, Paragraph | ItemList):
                rest = tuple(other for other in (*entry.answer, *below) if other is not block)
                yield replace(basic_draft(entry, "question", entry.term, (block,), that_fit(rest)), wish="keep")


def _groups(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield for each place the entries that stand there as one entry with a list of their terms."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.term and entry.trail and not entry.has("skip"):
            groups[entry.trail].append(entry)
    for trail, members in groups.items():
        items = tuple(Item(entry.term) for entry in members if entry.term)
        span = Span(members[0].span.path, members[0].span.first, members[-1].span.last)
        term = Text(trail[-1], items[0].text.origins)
        yield Entry("text", trail[:-1], term, None, (ItemList(items, False),), (), (), (), "", span)


def _of_group(parent: Entry) -> Iterator[Draft]:
    """Ask terms as the list, or the one thing said of their heading, that they were before they had text of their own.

    Their heading may say itself what it is.
    """
    (block,) = parent.blocks
    assert isinstance(block, ItemList)
    if len(block.items) > 1:
        yield from (replace(draft, wish="keep") for draft in item_cloze(parent, block, ()))
    yield from kept_definitions(parent)
    yield from _defined_by_heading(parent)
