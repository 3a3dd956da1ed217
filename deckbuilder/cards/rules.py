"""What becomes which card: one small function for each kind of thing an entry can hold.

Everything stays Markdown here. A cloze's slots are numbered from 0 in the order of the text; which
cloze number each gets is the ledger's business.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from deckbuilder.base.blocks import (
    Block,
    Caution,
    Choices,
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
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import LAST_CLOZE, Draft, Kind, Slot
from deckbuilder.base.text import as_tag, fold, introduces, is_noun_phrase, section_tag, sentences, without_parentheses
from deckbuilder.cards.backs import around, beside, index_of, items_around, sizes_of, that_fit, without_last
from deckbuilder.cards.cues import cue_of, is_full_form, when_of
from deckbuilder.cards.exercises import numbered_questions
from deckbuilder.cards.facts import compares, needs_kind
from deckbuilder.cards.gaps import asks
from deckbuilder.cards.saying import asks_elsewhere, is_code_name, says_order, says_what
from deckbuilder.cards.slots import has_sure_gap, slotted, with_slots_at
from deckbuilder.cards.sureness import defines_first, doubted
from deckbuilder.read.cells import Cell, table_cells
from deckbuilder.read.inline import IMAGE, is_reference, map_slots, marks, plain
from deckbuilder.read.terms import LONGEST_HIDDEN, definition
from deckbuilder.read.words import is_index

LIST_SIZES = range(2, 8)
"""How many items a list may have to be asked item by item."""
WIDEST_SHOWN, LONGEST_SHOWN = 3, 8
"""Columns and rows of a table that is shown whole on the back of its cards; of a larger one just the row."""
MOST_REFERENCES = 20
"""Blocks at the top of an entry among which its definition is looked for."""


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


def drafts(entry: Entry, deck: str, numbers: bool, reverse: bool) -> tuple[list[Draft], list[Diagnostic]]:
    """Return the drafts of one entry, in the order of the notes."""
    names = frozenset(directive.name for directive in entry.directives)
    if "skip" in names:
        return [], []
    wants = Wants(names, numbers, reverse)
    found: list[Draft] = []
    diagnostics: list[Diagnostic] = []
    for made in _made(entry, wants):
        if isinstance(made, Diagnostic):
            diagnostics.append(made)
        elif len(made.slots) > LAST_CLOZE:
            diagnostics.append(Diagnostic("N117", made.span, (str(len(made.slots)), str(LAST_CLOZE))))
        else:
            found.append(finished(made, entry, deck))
    if "cloze" in names and not any(draft.kind == "cloze" for draft in found):
        diagnostics.append(Diagnostic("N109", _directive_span(entry, "cloze")))
    if "picture" in names and not any(draft.kind == "occlusion" for draft in found):
        diagnostics.append(Diagnostic("N107", _directive_span(entry, "picture"), ("図表",)))
    return found, diagnostics


def finished(draft: Draft, entry: Entry, deck: str) -> Draft:
    """Return a draft with what all cards of its entry have in common."""
    names = {directive.name for directive in entry.directives}
    insists = draft.insists or draft.role == "choice" or bool(names & _INSISTING)
    if draft.role == "question" and entry.asks and draft.prompt:
        insists = insists or not asks_elsewhere(plain(draft.prompt.md))
    return doubted(replace(draft, tags=_tags(entry), deck=deck, pin=entry.pin, insists=insists), entry)


_INSISTING = frozenset(("basic", "cloze", "reverse", "typed", "whole", "picture"))
"""Directives that ask for cards, whatever a check would say of them."""


def _tags(entry: Entry) -> tuple[str, ...]:
    """Return the section as a hierarchical Anki tag, and the entry's own tags."""
    is_section = entry.shape in ("heading", "text") and entry.term
    levels = (*entry.trail, plain(entry.term.md)) if is_section and entry.term else entry.trail
    return tuple(tag for tag in (section_tag(levels), *map(as_tag, entry.tags)) if tag)


def _made(entry: Entry, wants: Wants) -> Iterator[Draft | Diagnostic]:
    if entry.shape == "question":
        yield from _question(entry)
        return
    yield from _term(entry, wants)
    for block in entry.blocks:
        insists = any(directive.name in _INSISTING for directive in block.directives)
        for made in _BLOCK_RULES[type(block)](entry, block, wants):
            yield replace(made, insists=True) if insists and isinstance(made, Draft) else made


# --- questions and terms ----------------------------------------------------------------------


def _question(entry: Entry) -> Iterator[Draft]:
    assert entry.term
    if entry.answer and isinstance(entry.answer[0], Choices):
        yield _choice(entry, entry.term, entry.answer[0])
    elif entry.answer:
        typed = any(directive.name == "typed" for directive in entry.directives)
        asked = [(text, (Paragraph(item.text), *item.blocks)) for text, item in numbered_questions(entry)]
        for prompt, answer in asked or [(entry.term, entry.answer)]:
            yield basic_draft(entry, "question", prompt, answer, that_fit(entry.blocks), typed=typed)
        marked = Wants(frozenset(), False, False)
        for block in entry.blocks:
            for made in _BLOCK_RULES[type(block)](entry, block, marked):
                if isinstance(made, Draft) and made.role in ("sentence", "caution", "label"):
                    yield replace(made, term="")
    else:
        yield from _sentence(entry, entry.term, Wants(frozenset({"cloze"}), False, False), "question", header=False)


def _choice(entry: Entry, prompt: Text, choices: Choices) -> Draft:
    """Ask a question with its choices; what is in bold in its explanation is emphasis."""
    right = sum(choice.right for choice in choices.choices)
    cue = f"{right}つ選ぶ" if right > 1 else ""
    return make_draft(entry, "choice", "choice", prompt, (choices,), that_fit(entry.blocks), (), cue=cue, header=False)


def _term(entry: Entry, wants: Wants) -> Iterator[Draft]:
    """Ask a term by its gist, or else by the first thing said of it."""
    if entry.term is None or entry.shape == "text" or not wants.basic or (not entry.gist and _names_nothing(entry)):
        return
    typed = "typed" in wants.names
    if entry.gist:
        body = (Paragraph(entry.gist),)
        cue = "ひとことで言うと？"
        both_ways = wants.reverse and "basic" not in wants.names
        yield basic_draft(entry, "gist", entry.term, body, that_fit(entry.blocks), cue, both_ways, typed)
        return
    found = _definition(entry, forced="basic" in wants.names)
    if found:
        answer, rest = found
        term = plain(entry.term.md)
        cue = cue_of(term, answer)
        reverse = "reverse" in wants.names
        draft = basic_draft(entry, "definition", entry.term, (answer,), that_fit(rest), cue, reverse, typed)
        yield replace(draft, reverse_cue=when_of(term))


def _names_nothing(entry: Entry) -> bool:
    """Tell whether a heading is a sentence or just a number, so that it asks for nothing."""
    title = plain(entry.term.md) if entry.term else ""
    return entry.shape == "heading" and (is_index(title) or title.endswith(("。", "．")))


def _definition(entry: Entry, forced: bool) -> tuple[Block, tuple[Block, ...]] | None:
    """Split what is said of a term into the definition and the rest; None where something else asks it better."""
    first = _first(entry.blocks)
    if first is None or entry.term is None:
        return None
    term = plain(entry.term.md)
    if isinstance(first, Verbatim):
        first = _description(term, first, entry.blocks) or first
    rest = tuple(block for block in entry.blocks if block is not first)
    if any(directive.name in ("picture", "skip", "cloze") for directive in first.directives):
        return None
    if isinstance(first, Paragraph):
        bounds = sentences(first.text.md)
        if not bounds:
            return None
        at = _defining(term, first.text, bounds)
        start, end = bounds[at]
        text = first.text.slice(start, end)
        found = marks(text.md)
        if found and not forced and not _is_whole(text.md, found) and _are_gaps(entry, text.md):
            return None
        if len(bounds) == 1 and _is_lead(text.md, rest) and not forced:
            return None
        if len(bounds) == 1 and rest and isinstance(rest[0], Verbatim) and introduces(text.md):
            return rest[0], (first, *rest[1:])
        return Paragraph(whole_unmarked(text)), (*around(first, bounds, at), *rest)
    if isinstance(first, Verbatim | Caution) or forced:
        return first, rest
    if isinstance(first, ItemList) and defines_first(entry, first):
        return Paragraph(first.items[0].text), (replace(first, items=first.items[1:]), *rest)
    return None


def _defining(term: str, text: Text, bounds: Sequence[tuple[int, int]]) -> int:
    """Return which sentence says what a term is: the first, or the one behind what it is short for."""
    first, second, *_ = (*(text.md[start:end] for start, end in bounds[:2]), "", "")
    if not is_full_form(term, plain(first)) or marks(second) or not re.search("[ぁ-ん]", second):
        return 0
    return int(says_what(term, plain(second), by_verb=True))


def _description(term: str, code: Verbatim, blocks: tuple[Block, ...]) -> Paragraph | None:
    """Return what is said below code that only repeats the name above it, as of the command SETEX: setex key value."""
    below = blocks[index_of(blocks, code) + 1 :][:1]
    repeats = is_code_name(term) and fold(code.text.md).startswith(fold(term)) and code.form == "code"
    described = [block for block in below if isinstance(block, Paragraph) and not marks(block.text.md)]
    if not repeats or not described:
        return None
    (start, end), *_ = sentences(described[0].text.md)
    return described[0] if says_what(term, plain(described[0].text.md[start:end]), by_verb=True) else None


def _are_gaps(entry: Entry, md: str) -> bool:
    """Tell whether the marks of a sentence ask it; the bold of 用語：**強調**した説明 may leave that to its term."""
    return entry.shape == "heading" or asks(plain(entry.term.md) if entry.term else "", md)


def _first(blocks: tuple[Block, ...]) -> Block | None:
    """Return the first block that says something, and not just where it stands."""
    blocks = blocks[:MOST_REFERENCES]
    return next((b for b in blocks if not (isinstance(b, Paragraph | Labelled) and is_reference(b.text.md))), None)


def _is_whole(md: str, found: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether one mark covers all of a sentence, so that it is simply the answer."""
    return len(found) == 1 and not re.search(r"\w", md[: found[0][0]] + md[found[0][1] :])


def _unmarked(text: Text) -> Text:
    """Return a text without its first mark, and where each line of it comes from."""
    start, end, inner = marks(text.md)[0]
    begin = start + (end - start - len(inner)) // 2
    md = ""
    origins: list[tuple[int, int, int]] = []
    for part in (text.slice(0, start), text.slice(begin, begin + len(inner)), text.slice(end, len(text.md))):
        if part.md:
            origins += [(len(md) + at, line, col) for at, line, col in part.origins]
            md += part.md
    return Text(md, tuple(origins))


def _is_lead(md: str, rest: tuple[Block, ...]) -> bool:
    """Tell whether a sentence only introduces the list or table below it."""
    if not rest or not isinstance(rest[0], ItemList | Table):
        return False
    return introduces(md)


# --- blocks -----------------------------------------------------------------------------------


def _prose(entry: Entry, block: Block, wants: Wants) -> Iterator[Draft | Diagnostic]:
    assert isinstance(block, Paragraph | Caution | Labelled)
    wants = _with_block(wants, block)
    if "skip" in wants.names:
        return
    if "picture" in wants.names and isinstance(block, Paragraph) and IMAGE.match(block.text.md):
        yield _picture(entry, block)
        return
    if not wants.clozes:
        return
    role = {Paragraph: "sentence", Caution: "caution", Labelled: "label"}[type(block)]
    if isinstance(block, Labelled):
        wants = replace(wants, numbers=False)
    whole = entry.gist is None and block is _first(entry.blocks) and isinstance(block, Paragraph) and wants.basic
    bounds = sentences(block.text.md)
    for index, (start, end) in enumerate(bounds):
        sentence = block.text.slice(start, end)
        if whole and index == 0 and _is_whole(sentence.md, marks(sentence.md)):
            continue
        lead = end == len(block.text.md) and _is_lead(sentence.md, _after(entry, block))
        for draft in _sentence(entry, sentence, replace(wants, numbers=False) if lead else wants, role):
            yield replace(draft, extra=beside(entry, block, around(block, bounds, index)))


def _after(entry: Entry, block: Block) -> tuple[Block, ...]:
    """Return the block below one that stands in the entry itself."""
    at = index_of(entry.blocks, block)
    return entry.blocks[at + 1 : at + 2] if entry.blocks[at] is block else ()


def _sentence(entry: Entry, text: Text, wants: Wants, role: str, header: bool = True) -> Iterator[Draft]:
    """Make a cloze of what is marked in a sentence, or else of its numbers.

    One mark over the whole sentence is emphasis: nothing would be left to ask it by.
    """
    if _is_whole(text.md, marks(text.md)):
        text = _unmarked(text)
    body, slots = slotted(text, blanks="cloze" in wants.names, with_numbers=wants.numbers)
    if slots and map_slots(body.md, lambda _slot, _inner: "").strip(" 　。．."):
        draft = make_draft(entry, "cloze", role, None, (Paragraph(body),), (), slots, header=header)
        yield replace(draft, insists="cloze" in wants.names or has_sure_gap(text.md))


def _list(entry: Entry, block: Block, wants: Wants) -> Iterator[Draft | Diagnostic]:
    assert isinstance(block, ItemList)
    wants = _with_block(wants, block)
    if "skip" in wants.names or not wants.clozes:
        return
    if "whole" in wants.names:
        yield _whole_list(entry, block)
        return
    if 2 * sum(is_reference(item.text.md) for item in block.items) > len(block.items):
        return
    blanks = "cloze" in wants.names
    found = [marks(item.text.md, blanks) for item in block.items]
    whole = [item for item, spans in zip(block.items, found, strict=True) if _is_whole(item.text.md, spans)]
    if whole:
        yield from asked_only(item_cloze(entry, block, whole))
    if len(whole) < sum(map(bool, found)) or (not whole and len(block.items) not in LIST_SIZES):
        yield from _items(entry, block, wants, any(found))
    elif not whole:
        yield from asked_only(item_cloze(entry, block, block.items))
        for item in block.items:
            yield from _below(entry, item, replace(wants, numbers=False))


def _items(entry: Entry, block: ItemList, wants: Wants, marked: bool) -> Iterator[Draft | Diagnostic]:
    """Ask the items of a marked or long list one by one, by what is marked in each."""
    wants = replace(wants, numbers=wants.numbers and not marked)
    made = False
    sizes = sizes_of(block.items)
    for at, item in enumerate(block.items):
        for draft in _sentence(entry, item.text, wants, "sentence"):
            made = True
            yield replace(draft, extra=beside(entry, block, (items_around(block, at, sizes),)))
        for inner in item.blocks:
            yield from _BLOCK_RULES[type(inner)](entry, inner, wants)
    if not made and len(block.items) > LIST_SIZES[-1]:
        _, line, col = block.items[0].text.origins[0]
        yield Diagnostic("N105", Span(entry.span.path, line, line, col), (str(len(block.items)),))


def _below(entry: Entry, item: Item, wants: Wants) -> Iterator[Draft | Diagnostic]:
    """Ask the lists below an item, and what is marked there, as what they say of that item."""
    if not item.blocks or not is_noun_phrase(plain(item.text.md)):
        return
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    inner = replace(entry, shape="text", trail=trail, term=item.text, gist=None, blocks=item.blocks)
    for block in item.blocks:
        yield from _BLOCK_RULES[type(block)](inner, block, wants)


def asked_only(found: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts that hide more than what is only kept."""
    return (draft for draft in found if not all(slot.kept for slot in draft.slots))


def item_cloze(entry: Entry, block: ItemList, asked: Sequence[Item]) -> Iterator[Draft]:
    """Hide each of the items `asked` in turn, its neighbours in sight; the others are kept where a card asks them."""
    items: list[Item] = []
    slots: list[Slot] = []
    keys: dict[str, int] = {}
    for item in block.items:
        start = _value_start(item)
        hidden = item.text.md[start:]
        key = plain(hidden)
        if len(key) > LONGEST_HIDDEN or not key or is_reference(hidden):
            items.append(Item(item.text))
            continue
        slot = keys.setdefault(fold(key), len(keys))
        if slot == len(slots):
            slots.append(Slot(key, item.text.at(start)[0], item not in asked))
        items.append(Item(with_slots_at(item.text, [(start, len(item.text.md), hidden, slot)])))
    if slots:
        lead = _lead(entry, block)
        count = f"全{len(items)}つ" + ("（順に）" if block.ordered and _say_order(entry, lead) else "")
        body: tuple[Block, ...] = (ItemList(tuple(items), block.ordered),)
        body = (Paragraph(lead), *body) if lead else body
        extra = beside(entry, block, (block,) if any(item.blocks for item in block.items) else ())
        if lead:
            before = entry.blocks[index_of(entry.blocks, block) - 1]
            extra = tuple(part for other in extra for part in (without_last(other) if other is before else (other,)))
        yield make_draft(entry, "cloze", "list", None, body, extra, tuple(slots), cue=count)


def _whole_list(entry: Entry, block: ItemList) -> Draft:
    prompt = entry.term or _lead(entry, block) or block.items[0].text
    extra = beside(entry, block)
    cue = f"{len(block.items)}つすべて" + ("、順に" if block.ordered and _say_order(entry, _lead(entry, block)) else "")
    return basic_draft(entry, "list", prompt, (block,), extra, cue)


def _say_order(entry: Entry, lead: Text | None) -> bool:
    """Tell whether what stands over a list says that its items have an order; many are numbered out of habit."""
    above = (*entry.trail[-1:], *(plain(text.md) for text in (entry.term, lead) if text))
    return any(map(says_order, above))


def _value_start(item: Item) -> int:
    """Return where the text behind an item's label starts; 0 without a label."""
    found = definition(item.text.md) if item.label else None
    return found[3] if found else 0


def _lead(entry: Entry, block: Block) -> Text | None:
    """Return the sentence above a list that introduces it."""
    at = index_of(entry.blocks, block)
    before = entry.blocks[at - 1] if at and entry.blocks[at] is block else None
    if not isinstance(before, Paragraph):
        return None
    start, end = sentences(before.text.md)[-1]
    text = before.text.slice(start, end)
    return text if _is_lead(text.md, (block,)) and not marks(text.md) else None


def _picture(entry: Entry, block: Block) -> Draft:
    """Ask the parts of a table or diagram by covering them in a picture; its slots come with the picture."""
    extra = beside(entry, block)
    inherited = tuple(directive for directive in entry.directives if directive.name == "picture")
    assert isinstance(block, Table | Paragraph)
    block = replace(block, directives=(*block.directives, *inherited))
    return make_draft(entry, "occlusion", "table" if isinstance(block, Table) else "diagram", None, (block,), extra, ())


def _table(entry: Entry, block: Block, wants: Wants) -> Iterator[Draft | Diagnostic]:
    assert isinstance(block, Table)
    wants = _with_block(wants, block)
    if "skip" in wants.names or not block.rows:
        return
    asked = [cell for cell in table_cells(block) if cell.asked]
    if "picture" not in wants.names:
        yield from cell_drafts(entry, block, asked)
    elif asked:
        yield _picture(entry, block)


def cell_drafts(entry: Entry, block: Table, asked: Iterable[Cell]) -> Iterator[Draft]:
    """Ask these cells of a table by the names of their rows and columns."""
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    narrow = len(block.rows[0]) <= WIDEST_SHOWN and len(block.rows) <= LONGEST_SHOWN
    lead = (entry.blocks[index_of(entry.blocks, block) - 1],) if _lead(entry, block) else ()
    cautions = tuple(other for other in beside(entry, block) if isinstance(other, Caution))
    shown: dict[int, Block] = dict.fromkeys(range(len(block.rows)), replace(block, caption=None)) if narrow else {}
    for cell in asked:
        if cell.row not in shown:
            shown[cell.row] = ItemList(tuple(_row_items(block, cell.row)), False)
        extra = (*lead, shown[cell.row], *cautions)
        body = (Paragraph(_cell_answer(cell)),)
        draft = make_draft(entry, "basic", "cell", _cell_prompt(cell), body, extra, ())
        head = tuple(text.first for text in (*block.header[:1], cell.name) if text.md)
        head = (*draft.head, *head)
        yield replace(
            draft, trail=trail, term=cell.row_name, head=head, asks=cell.key, insists=has_sure_gap(cell.text.md)
        )


def _cell_prompt(cell: Cell) -> Text:
    """Return a cell's row and column; a row named by a number or a sign is told by what it is: 沸点 30~180 ─ 用途."""
    kind = without_parentheses(cell.named).strip()
    name = f"{kind} {cell.name.md}" if needs_kind(cell.row_name, kind) else cell.name.md
    return Text(f"{name} ─ {cell.column_name}" if cell.column_name else name, cell.text.origins)


def _cell_answer(cell: Cell) -> Text:
    """Return what a cell answers: its first sentence, as of a definition; the table on the back shows the rest."""
    text = whole_unmarked(cell.text)
    bounds = sentences(text.md)
    return text if len(bounds) < 2 or marks(text.md) or compares(cell.column_name) else text.slice(*bounds[0])


def _row_items(table: Table, row: int) -> Iterator[Item]:
    for column, cell in enumerate(table.rows[row]):
        header = table.header[column].md if column < len(table.header) else ""
        if cell.md:
            yield Item(Text(f"{header}：{cell.md}" if header else cell.md, cell.origins))


def whole_unmarked(text: Text) -> Text:
    found = marks(text.md)
    return _unmarked(text) if found and _is_whole(text.md, found) else text


def _nothing(_entry: Entry, _block: Block, _wants: Wants) -> Iterator[Draft | Diagnostic]:
    return iter(())


_BLOCK_RULES: dict[type, Callable[[Entry, Block, Wants], Iterator[Draft | Diagnostic]]] = {
    Paragraph: _prose,
    Caution: _prose,
    Labelled: _prose,
    ItemList: _list,
    Table: _table,
    Verbatim: _nothing,
    Choices: _nothing,
}
"""What makes cards of each kind of block."""


# --- drafts -----------------------------------------------------------------------------------


def make_draft(
    entry: Entry,
    kind: Kind,
    role: str,
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
    role: str,
    prompt: Text,
    body: tuple[Block, ...],
    extra: tuple[Block, ...],
    cue: str = "",
    reverse: bool = False,
    typed: bool = False,
) -> Draft:
    draft = make_draft(entry, "basic", role, prompt, body, extra, (), cue=cue)
    return replace(draft, reverse=reverse, typed=typed)


def _with_block(wants: Wants, block: Block) -> Wants:
    if not block.directives:
        return wants
    return replace(wants, names=wants.names | {directive.name for directive in block.directives})


def _directive_span(entry: Entry, name: str) -> Span:
    directive = next(d for d in entry.directives if d.name == name)
    return Span(entry.span.path, directive.line, directive.line, directive.col)
