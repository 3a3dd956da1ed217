"""A sentence asked by what is marked in it, or else by its numbers and the name that it gives to something."""

from collections.abc import Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Caution, Entry, Labelled, Paragraph, Text, block_lines
from deckbuilder.base.notes import CardRole, Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import sentences
from deckbuilder.cards.backs import around, beside
from deckbuilder.cards.gaps import names_something
from deckbuilder.cards.makers.drafting import Made, Wants, make_draft, picture_draft, with_block
from deckbuilder.cards.makers.leads import block_after, first_of, is_lead
from deckbuilder.cards.slots import has_sure_gap, is_whole, slotted, unmarked
from deckbuilder.cards.translated import label_end, with_translations
from deckbuilder.read.inline import IMAGE, map_slots, marks, plain


def prose_drafts(entry: Entry, block: Block, wants: Wants) -> Made:
    assert isinstance(block, Paragraph | Caution | Labelled)
    wants = with_block(wants, block)
    if "skip" in wants.names:
        return
    if "picture" in wants.names and isinstance(block, Paragraph) and IMAGE.match(block.text.md):
        yield picture_draft(entry, block)
        return
    if not wants.clozes:
        return
    if isinstance(block, Labelled):
        wants = replace(wants, numbers=False)
    whole = entry.gist is None and block is first_of(entry.blocks) and isinstance(block, Paragraph) and wants.basic
    bounds = list(with_translations(block.text.md, sentences(block.text.md)))
    for index, (start, end) in enumerate(bounds):
        sentence = _without_lead(block.text.slice(start, end))
        if whole and index == 0 and is_whole(sentence.md, marks(sentence.md)):
            continue
        lead = end == len(block.text.md) and is_lead(sentence.md, block_after(entry, block))
        is_parted = names_something(sentence.md) and _is_parted(entry, sentence)
        asked = replace(wants, numbers=False) if lead else wants
        for draft in sentence_clozes(entry, sentence, asked, _ROLES[type(block)], header=not is_parted):
            yield replace(draft, extra=beside(entry, block, around(block, bounds, index)))


def _is_parted(entry: Entry, sentence: Text) -> bool:
    """Tell whether a rule parts a sentence from its heading, or lines from the name that is said of in the first of them."""
    is_behind = entry.shape == "line" and bool(entry.blocks) and sentence.first > block_lines(entry.blocks[0])[0]
    return is_behind or 0 < entry.parted < sentence.first


def _without_lead(text: Text) -> Text:
    """Return a sentence without what leads to it from the one before: an arrow, a label of sentences, an opening before a name that it gives."""
    arrow = _ARROW.match(text.md)
    lead = arrow.end() if arrow else label_end(text.md)
    opening = _OPENING.match(text.md, lead)
    if opening and names_something(text.md[opening.end() :]):
        lead = opening.end()
    return text.slice(lead, len(text.md)) if lead else text


_ARROW = lazy("[→⇒➡➔⇨]\ufe0f?[ 　]*(?=[^ 　])")
_OPENING = lazy("(?:なお|ちなみに|一方で?)[、，]")
_ROLES: dict[type, CardRole] = {Paragraph: "sentence", Caution: "caution", Labelled: "label"}


def sentence_clozes(entry: Entry, text: Text, wants: Wants, role: CardRole, header: bool = True) -> Iterator[Draft]:
    """Make a cloze of what is marked in a sentence, or else of its numbers and of the name that it gives.

    One mark over the whole sentence is emphasis: nothing would be left to ask it by.
    """
    if is_whole(text.md, marks(text.md)):
        text = unmarked(text)
    term = plain(entry.term.md) if entry.term else ""
    body, slots = slotted(text, "cloze" in wants.names, wants.numbers, term)
    asked = {at for at, slot in enumerate(slots) if not slot.kept}
    left = _NOTHING.sub("", map_slots(body.md, lambda slot, inner: "" if slot in asked else inner))
    if asked and left:
        sums_up = "cloze" not in wants.names and bool(_SUMS_UP.fullmatch(left))
        kept = tuple(slot._replace(kept=True) for slot in slots) if sums_up else slots
        draft = make_draft(entry, "cloze", role, None, (Paragraph(body),), (), kept, header=header)
        yield replace(draft, insists="cloze" in wants.names or has_sure_gap(text.md))


_NOTHING = lazy(r"(?:である|です|だ)?[\s　。．.]*$|^[\s　]+")
"""What is left round a mark over all that a sentence says: ==気孔==である。"""
_SUMS_UP = lazy(r"(?:(?:簡単|端的)に|一言で|ざっくり|要するに|つまり)(?:[言い](?:うと|えば))?[、，][\s　]*")
"""What leads to such a mark and asks nothing, for those who have a card by it: 一言で言うと、==穴のある葉==。"""
