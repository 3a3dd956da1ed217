"""A list asked item by item, the others in sight; one that is marked or long by what stands in each item."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Entry, Item, ItemList, Paragraph, Text
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import Draft, Slot
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.cards.backs import beside, index_of, items_around, sizes_of, without_last
from deckbuilder.cards.listing import defines_first
from deckbuilder.cards.makers.definitions import term_drafts
from deckbuilder.cards.makers.drafting import Inner, Made, Wants, basic_draft, make_draft, with_block
from deckbuilder.cards.makers.leads import first_of, lead_of
from deckbuilder.cards.makers.sentences import sentence_clozes
from deckbuilder.cards.slots import has_sure_gap, is_whole, with_slots_at
from deckbuilder.cards.titles import says_order
from deckbuilder.read.inline import is_reference, marks, plain
from deckbuilder.read.terms import LONGEST_HIDDEN, definition

LIST_SIZES = range(2, 8)
"""How many items a list may have to be asked item by item."""


def list_drafts(entry: Entry, block: Block, wants: Wants) -> Made:
    assert isinstance(block, ItemList)
    wants = with_block(wants, block)
    if "skip" in wants.names or not wants.clozes:
        return
    if "whole" in wants.names:
        yield _whole_list(entry, block)
        return
    if 2 * sum(is_reference(item.text.md) for item in block.items) > len(block.items):
        return
    marked, whole = _marked(block, "cloze" in wants.names)
    if whole:
        insists = any(has_sure_gap(item.text.md) for item in whole)
        yield from (replace(draft, insists=insists) for draft in asked_only(item_cloze(entry, block, whole)))
    if _asks_singly(block, marked, whole):
        yield from _items(entry, block, wants, bool(marked))
    elif not whole:
        defines = wants.basic and block is first_of(entry.blocks) and defines_first(entry, block)
        yield from asked_only(item_cloze(entry, block, block.items[defines:]))
        for _, sentences in _sentences(entry, block, replace(wants, numbers=False)):
            yield from sentences
        for item in block.items:
            yield from _below(entry, item, replace(wants, numbers=False))


def asks_below(block: ItemList, item: Item) -> bool:
    """Tell whether what is marked below an item is asked; below a sentence that is asked beside others it is only shown."""
    marked, whole = _marked(block, blanks=False)
    return _asks_singly(block, marked, whole) or (not whole and is_noun_phrase(plain(item.text.md)))


def _marked(block: ItemList, blanks: bool) -> tuple[list[Item], list[Item]]:
    """Return the items that have marks, and those of them that are marked as a whole."""
    found = [(item, marks(item.text.md, blanks)) for item in block.items]
    return [item for item, spans in found if spans], [item for item, spans in found if is_whole(item.text.md, spans)]


def _asks_singly(block: ItemList, marked: Sequence[Item], whole: Sequence[Item]) -> bool:
    """Tell whether the items of a list are asked one by one, by what stands in each."""
    return len(whole) < len(marked) or (not whole and len(block.items) not in LIST_SIZES)


def _items(entry: Entry, block: ItemList, wants: Wants, marked: bool) -> Made:
    """Ask the items of a marked or long list one by one, by what is marked in each."""
    wants = replace(wants, numbers=wants.numbers and not marked)
    made = False
    for item, drafts in _sentences(entry, block, wants):
        made = made or bool(drafts)
        yield from drafts
        for inner in item.blocks:
            yield Inner(entry, inner, wants)
    if not made and len(block.items) > LIST_SIZES[-1]:
        _, line, col = block.items[0].text.origins[0]
        yield Diagnostic("N105", Span(entry.span.path, line, line, col), (str(len(block.items)),))


def _sentences(entry: Entry, block: ItemList, wants: Wants) -> Iterator[tuple[Item, list[Draft]]]:
    """Yield each item with the clozes of what it says, the items round it on their backs."""
    sizes = sizes_of(block.items)
    for at, item in enumerate(block.items):
        found = sentence_clozes(entry, item.text, wants, "sentence")
        yield item, [replace(one, extra=beside(entry, block, (items_around(block, at, sizes),))) for one in found]


def _below(entry: Entry, item: Item, wants: Wants) -> Made:
    """Ask what is below an item, its definition, lists and what is marked there, as what is said of that item."""
    if not item.blocks or not is_noun_phrase(plain(item.text.md)):
        return
    trail = (*entry.trail, plain(entry.term.md)) if entry.term else entry.trail
    inner = replace(entry, shape="text", trail=trail, term=item.text, gist=None, blocks=item.blocks)
    yield from term_drafts(replace(inner, shape="term"), wants)
    for block in item.blocks:
        yield Inner(inner, block, wants)


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
        is_long = len(key) > LONGEST_HIDDEN and not has_sure_gap(hidden)
        if is_long or not key:
            items.append(Item(item.text))
            continue
        slot = keys.setdefault(fold(key), len(keys))
        if slot == len(slots):
            slots.append(Slot(key, item.text.at(start)[0], item not in asked or is_reference(hidden)))
        items.append(Item(with_slots_at(item.text, [(start, len(item.text.md), hidden, slot)])))
    if slots:
        lead = lead_of(entry, block)
        count = f"全{len(items)}つ" + ("（順に）" if block.ordered and _say_order(entry, lead) else "")
        body: tuple[Block, ...] = (ItemList(tuple(items), block.ordered),)
        body = (Paragraph(lead), *body) if lead else body
        extra = beside(entry, block, (block,) if any(item.blocks for item in block.items) else ())
        if lead:
            before = entry.blocks[index_of(entry.blocks, block) - 1]
            extra = tuple(part for other in extra for part in (without_last(other) if other is before else (other,)))
        yield make_draft(entry, "cloze", "list", None, body, extra, tuple(slots), cue=count)


def _whole_list(entry: Entry, block: ItemList) -> Draft:
    prompt = entry.term or lead_of(entry, block) or block.items[0].text
    extra = beside(entry, block)
    cue = f"{len(block.items)}つすべて" + (
        "、順に" if block.ordered and _say_order(entry, lead_of(entry, block)) else ""
    )
    return basic_draft(entry, "list", prompt, (block,), extra, cue)


def _say_order(entry: Entry, lead: Text | None) -> bool:
    """Tell whether what stands over a list says that its items have an order; many are numbered out of habit."""
    above = (*entry.trail[-1:], *(plain(text.md) for text in (entry.term, lead) if text))
    return any(map(says_order, above))


def _value_start(item: Item) -> int:
    """Return where the text behind an item's label starts; 0 without a label."""
    found = definition(item.text.md) if item.label else None
    return found[3] if found else 0
