"""Questions by their wording only, and questions about a text that no card shows."""

from deckbuilder.base.blocks import Entry, ItemList, Paragraph, Table
from deckbuilder.base.notes import Draft
from deckbuilder.cards.asking import answers, asks_elsewhere, is_talk
from deckbuilder.cards.doubts.drafts import LONGEST_SURE, said, text_of
from deckbuilder.cards.listing import is_of_a_kind
from deckbuilder.read.inline import is_reference, plain


def is_not_answered(entry: Entry, draft: Draft) -> bool:
    """Tell whether a question, which is one only by its wording, has below it what does not answer it."""
    answer = draft.body[0]
    if draft.kind != "basic":
        return False
    if isinstance(answer, Paragraph) and text_of(answer).endswith((":", "：")):
        return True
    if entry.asks:
        return False
    assert draft.prompt
    if isinstance(answer, ItemList):
        return not is_of_a_kind([plain(item.text.md) for item in answer.items], answer.ordered)
    if isinstance(answer, Paragraph):
        text = text_of(answer)
        is_long = len(text) > LONGEST_SURE
        return is_long or is_reference(answer.text.md) or not answers(plain(draft.prompt.md), text)
    return isinstance(answer, Table)


def is_asked_elsewhere(_entry: Entry, draft: Draft) -> bool:
    return draft.prompt is not None and asks_elsewhere(plain(draft.prompt.md))


def is_of_talk(entry: Entry, draft: Draft) -> bool:
    """Tell whether a question by its marker is one of a talk, and so is its answer nobody's fact."""
    asked = plain(draft.prompt.md) if draft.prompt else ""
    return entry.asks and any(is_talk(asked, text) for text in (*said(draft), ""))
