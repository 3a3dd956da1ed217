"""What becomes which card: one maker for each kind of thing an entry can hold.

Everything stays Markdown here. A cloze's slots are numbered from 0 in the order of the text; which
cloze number each gets is the ledger's business.
"""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import (
    Block,
    Caution,
    Choices,
    Entry,
    ItemList,
    Labelled,
    Paragraph,
    Table,
    Text,
    Verbatim,
)
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.notes import LAST_CLOZE, Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import sentences
from deckbuilder.base.text import as_tag, section_tag
from deckbuilder.cards.asking import is_datum, named
from deckbuilder.cards.backs import around, that_fit
from deckbuilder.cards.doubts.questions import (
    has_several_answers,
    is_asked_elsewhere,
    is_not_answered,
    is_of_a_picture,
    is_of_survey,
    is_of_talk,
)
from deckbuilder.cards.exercises import lacks_answers, numbered_questions
from deckbuilder.cards.makers.code import code_drafts
from deckbuilder.cards.makers.definitions import term_drafts
from deckbuilder.cards.makers.drafting import Inner, Made, Wants, basic_draft, make_draft
from deckbuilder.cards.makers.lists import list_drafts
from deckbuilder.cards.makers.sentences import prose_drafts, sentence_clozes
from deckbuilder.cards.makers.tables import table_drafts
from deckbuilder.cards.sureness import doubted
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import is_year


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
    names = [directive.name for directive in entry.directives]
    if entry.shape == "line" and entry.term and is_year(plain(entry.term.md)) and "reverse" in names:
        names.remove("reverse")  # what happened in a year is asked both ways by itself
    insists = draft.insists or draft.role == "choice" or not _INSISTING.isdisjoint(names)
    if draft.role == "question" and entry.asks:
        insists = insists or not any(doubts(entry, draft) for doubts in _AGAINST_A_QUESTION)
    return doubted(replace(draft, tags=_tags(entry), deck=deck, pin=entry.pin, insists=insists), entry)


_AGAINST_A_QUESTION = (
    has_several_answers,
    is_asked_elsewhere,
    is_of_a_picture,
    is_of_survey,
    is_of_talk,
    is_not_answered,
)
"""What makes a question by its marker one that need not be asked."""
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
    yield from term_drafts(entry, wants)
    for block in entry.blocks:
        insists = any(directive.name in _INSISTING for directive in block.directives)
        for made in _of_block(entry, block, wants):
            yield replace(made, insists=True) if insists and isinstance(made, Draft) else made


def _question(entry: Entry) -> Iterator[Draft | Diagnostic]:
    assert entry.term
    if entry.answer and isinstance(entry.answer[0], Choices):
        yield _choice(entry, entry.term, entry.answer[0])
    elif lacks_answers(entry):
        yield Diagnostic("N102", entry.span)
    elif entry.answer:
        typed = entry.has("typed")
        asked = [(text, (Paragraph(item.text), *item.blocks)) for text, item in numbered_questions(entry)]
        for prompt, answer in asked or [(entry.term, entry.answer)]:
            yield _by_first(entry, basic_draft(entry, "question", prompt, answer, that_fit(entry.blocks), typed=typed))
        marked = Wants(frozenset(), False, False)
        for block in entry.blocks:
            for made in _of_block(entry, block, marked):
                if isinstance(made, Draft) and made.role in ("sentence", "caution", "label"):
                    yield replace(made, term="", head=())
    else:
        wants = Wants(frozenset({"cloze"}), False, False)
        clozes = list(sentence_clozes(entry, entry.term, wants, "question", header=False))
        yield from clozes or (Diagnostic("N102", entry.span),)


def _by_first(entry: Entry, draft: Draft) -> Draft:
    """Return 気孔とは？ with the first thing said below it for an answer, where that says what it is, and not all does."""
    first, *below = (*draft.body, *draft.extra)
    if not draft.prompt or not named(plain(draft.prompt.md)) or not is_not_answered(entry, draft):
        return draft
    if below and _are_data(first):
        first, below = below[0], [first, *below[1:]]
    if isinstance(first, Paragraph):
        bounds = sentences(first.text.md)
        said, rest = first.text.slice(*bounds[0]), around(first, bounds, 0)
    elif isinstance(first, ItemList):
        at = int(_is_other_name(first))
        item, others = first.items[at], (*first.items[:at], *first.items[at + 1 :])
        said, rest = item.text, (*item.blocks, replace(first, items=others))
    else:
        return draft
    shorter = replace(draft, body=(Paragraph(said),), extra=(*rest, *below))
    return draft if is_not_answered(entry, shorter) else shorter


def _is_other_name(items: ItemList) -> bool:
    """Tell whether the first of some items is only what something is called in Latin letters: - stoma⏎- 葉の裏の穴."""
    first, second, *_ = (*(plain(item.text.md) for item in items.items[:2]), "")
    return bool(_IN_LATIN.fullmatch(first)) and second != "" and not second.isascii()


_IN_LATIN = lazy("[A-Za-z -]+")


def _are_data(block: Block) -> bool:
    """Tell whether a block below 気孔とは？ only says how the word is read, or what it is called elsewhere."""
    texts = [item.text for item in block.items] if isinstance(block, ItemList) else []
    texts += [block.text] if isinstance(block, Paragraph) else []
    return bool(texts) and all(is_datum(plain(text.md)) for text in texts)


def _choice(entry: Entry, prompt: Text, choices: Choices) -> Draft:
    """Ask a question with its choices; what is in bold in its explanation is emphasis."""
    right = sum(choice.right for choice in choices.choices)
    cue = f"{right}つ選ぶ" if right > 1 else ""
    return make_draft(entry, "choice", "choice", prompt, (choices,), that_fit(entry.blocks), (), cue=cue, header=False)


def _of_block(entry: Entry, block: Block, wants: Wants) -> Iterator[Draft | Diagnostic]:
    for made in _MAKERS[type(block)](entry, block, wants):
        if isinstance(made, Inner):
            yield from _of_block(*made)
        else:
            yield made


def _nothing(_entry: Entry, _block: Block, _wants: Wants) -> Made:
    return iter(())


_MAKERS: dict[type, Callable[[Entry, Block, Wants], Made]] = {
    Paragraph: prose_drafts,
    Caution: prose_drafts,
    Labelled: prose_drafts,
    ItemList: list_drafts,
    Table: table_drafts,
    Verbatim: code_drafts,
    Choices: _nothing,
}
"""What makes cards of each kind of block."""


def _directive_span(entry: Entry, name: str) -> Span:
    directive = next(d for d in entry.directives if d.name == name)
    return Span(entry.span.path, directive.line, directive.line, directive.col)
