"""Lists of nobody knows what, and lists whose items have nothing in common."""

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, ItemList, Paragraph
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ENDS_IN_VERB, continues
from deckbuilder.cards.doubts.anywhere import is_of_an_example
from deckbuilder.cards.doubts.drafts import said
from deckbuilder.cards.listing import are_alike, explains_first, is_of_a_kind, lists_something, names_class
from deckbuilder.cards.titles import is_of_notes, says_order
from deckbuilder.read.inline import plain

MOST_UNLIKE = 6
"""Items of a list that are recalled from each other; words may be more."""


FEW = 2
"""Items of a list that have to be alike, or to stand below what says what they are."""


LONGEST_WORD = 6
"""Characters of an item that is a word."""


def is_motley(_entry: Entry, draft: Draft) -> bool:
    if draft.kind != "cloze":
        return False
    items = next(block for block in draft.body if isinstance(block, ItemList))
    texts = list(said(replace(draft, body=(items,))))
    if not items.ordered and (explains_first(draft.term, texts) or _is_loose(draft, texts)):
        return True
    if _is_advice(draft, texts):
        return True
    is_long = len(texts) > MOST_UNLIKE and not items.ordered and max(map(len, texts)) > LONGEST_WORD
    return is_long or not is_of_a_kind(texts, items.ordered)


def _is_loose(draft: Draft, texts: list[str]) -> bool:
    """Tell whether two items are alike in nothing, and nothing above says what they are."""
    has_lead = any(isinstance(block, Paragraph) for block in draft.body)
    return len(texts) <= FEW and not has_lead and not (names_class(draft.term) or are_alike(texts))


def _is_advice(draft: Draft, texts: list[str]) -> bool:
    """Tell whether acts are no steps but advice, as the sentence that leads to them only counts them: 次の3つを常に意識したい。"""
    lead = "".join(plain(block.text.md) for block in draft.body if isinstance(block, Paragraph))
    is_of_steps = any(map(says_order, (lead, draft.term, *draft.trail[-1:])))
    return bool(_COUNTS.search(lead)) and not is_of_steps and any(map(ENDS_IN_VERB.search, texts))


_COUNTS = lazy("[0-9０-９一二三四五六七八九][ 　]?(?:つ|個|点|項目|箇条)")


def is_list_of_examples(entry: Entry, draft: Draft) -> bool:
    if draft.kind != "cloze":
        return False
    if is_of_an_example(entry, draft):
        return True
    lead = "".join(plain(block.text.md) for block in draft.body if isinstance(block, Paragraph))
    name = lead or draft.term
    return (
        not lists_something(name) or is_of_notes(name.rstrip(":： ")) or continues(lead) or bool(_DENIES.search(lead))
    )


_DENIES = lazy("(?:ません|(?<=[はがをもらかけげせてねべめれ])ない)[。．：:]?$")
"""A sentence that says of its items what they do not do, and not what they are: 次の4つは同時に起こりません。"""
