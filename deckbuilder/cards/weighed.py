"""A draft's cards as they are weighed: what each asks, as plain text, with what stands above it."""

from collections.abc import Iterator
from typing import NamedTuple

from deckbuilder.base.blocks import Entry, ItemList, Paragraph
from deckbuilder.base.notes import Draft
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.cards.gaps import gapped
from deckbuilder.cards.saying import CALLED
from deckbuilder.read.inline import IMAGE, TOKEN, plain, without_slots


class Asked(NamedTuple):
    """One card as it is weighed, plain."""

    kind: str
    """What it is made from: definition, cell, sentence, list or question."""
    shape: str
    name: str
    """What it asks by: a term, the name of a row, the lead of a list."""
    column: str
    answer: str
    """Empty where it is only a formula, a picture or a sound."""
    sentence: str
    """With its gap; empty where nothing is hidden in a sentence."""
    above: tuple[str, ...]
    """The titles above, outermost first."""
    items: tuple[str, ...] = ()
    has_lead: bool = False
    is_ordered: bool = False
    is_number: bool = False
    """A number is hidden that nobody marked."""
    is_counted: bool = False
    """It stands among as many as are counted above it."""
    is_kindred: bool = False
    """It stands among terms whose names end as its own."""
    is_defined: bool = False
    """The notes say in words that the answer is what it is: 光合成とは、…."""

    @property
    def bare(self) -> str:
        """What it asks by, without what stands in parentheses and とは."""
        return without_parentheses(self.name).strip().removesuffix("とは")

    @property
    def said(self) -> str:
        """The answer, without what stands in parentheses and the end of a sentence."""
        return without_parentheses(self.answer.rstrip("。．")).strip()


def kind_of(draft: Draft) -> str:
    """Return what a draft's cards are weighed as; empty where nothing is weighed."""
    return _KINDS.get((draft.kind, draft.role), "")


_KINDS = {
    ("basic", "definition"): "definition",
    ("basic", "cell"): "cell",
    ("cloze", "sentence"): "sentence",
    ("cloze", "caution"): "sentence",
    ("cloze", "label"): "sentence",
    ("cloze", "list"): "list",
    ("basic", "question"): "question",
}


def roles_of(kind: str) -> frozenset[str]:
    """Return the roles of the drafts whose cards may be weighed as this."""
    return frozenset(role for (_, role), weighed_as in _KINDS.items() if weighed_as == kind)


def cards_of(entry: Entry, draft: Draft) -> Iterator[Asked]:
    """Yield the cards of a draft as they are weighed, in the order of their ordinals; none where nothing is weighed."""
    kind = kind_of(draft)
    if kind:
        yield from _VIEWS[kind](entry, draft)


def _basic(entry: Entry, draft: Draft) -> Iterator[Asked]:
    answer = _answer(draft)
    if draft.prompt and answer is not None:
        is_cell = draft.role == "cell"
        name = draft.term if is_cell else plain(draft.prompt.md)
        column = draft.prompt.md.rpartition(" ─ ")[2] if is_cell and " ─ " in draft.prompt.md else ""
        yield Asked(
            kind=draft.role,
            shape=entry.shape,
            name=name,
            column=plain(column),
            answer=answer,
            sentence="",
            above=draft.trail,
            is_counted=entry.counted,
            is_kindred=entry.kindred,
            is_defined=entry.defined or _says_what_it_is(entry, name),
        )


def _says_what_it_is(entry: Entry, name: str) -> bool:
    """Tell whether the text below a name begins with it and とは."""
    texts = (plain(block.text.md) for block in entry.blocks[:1] if isinstance(block, Paragraph))
    return any(fold(text).startswith(f"{fold(without_parentheses(name))}とは") for text in texts)


def _answer(draft: Draft) -> str | None:
    """Return the answer of a basic card, plain, without the name it gives, a formula as nothing; None of a question, a picture, a sound or a block."""
    (block, *_) = draft.body
    is_question = draft.prompt is not None and draft.prompt.md.endswith(("？", "?"))
    if is_question or not isinstance(block, Paragraph) or IMAGE.match(block.text.md):
        return None
    token = TOKEN.fullmatch(block.text.md)
    return "" if token and (token["display"] or token["math"]) else CALLED.sub("", plain(block.text.md))


def _items(entry: Entry, draft: Draft) -> Iterator[Asked]:
    lead = "".join(plain(block.text.md) for block in draft.body if isinstance(block, Paragraph))
    items = next(block for block in draft.body if isinstance(block, ItemList))
    texts = tuple(plain(without_slots(item.text.md)) for item in items.items)
    name = lead or draft.term
    for slot in draft.slots:
        yield Asked("list", entry.shape, name, "", slot.key, "", draft.trail, texts, bool(lead), items.ordered)


def _gaps(entry: Entry, draft: Draft) -> Iterator[Asked]:
    (block,) = draft.body
    assert isinstance(block, Paragraph)
    for at, slot in enumerate(draft.slots):
        said = gapped(block.text.md, at)
        yield Asked("sentence", entry.shape, draft.term, "", slot.key, said, draft.trail, is_number=not slot.is_word)


def _question(entry: Entry, draft: Draft) -> Iterator[Asked]:
    assert draft.prompt
    yield Asked("question", entry.shape, plain(draft.prompt.md), "", "", "", draft.trail)


_VIEWS = {"definition": _basic, "cell": _basic, "list": _items, "sentence": _gaps, "question": _question}
