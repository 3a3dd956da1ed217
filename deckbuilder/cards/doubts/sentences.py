"""Numbers that nobody marked, and bold that is no gap."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from deckbuilder.base.blocks import Entry, Paragraph, Verbatim, block_lines
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import continues
from deckbuilder.base.text import fold, gives_away
from deckbuilder.cards.doubts.drafts import LONGEST_ANSWER, LONGEST_SURE, Finder
from deckbuilder.cards.echoes import tells_form, tells_name
from deckbuilder.cards.gaps import Gap, gapped
from deckbuilder.cards.saying import tells_event, tells_limit
from deckbuilder.quality.card_texts import GAP
from deckbuilder.read.inline import map_slots, plain, without_slots


def begins_inside(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a sentence begins with a particle or behind a formula, and so goes on: と言われる。, なるとき開集合という。"""
    if draft.kind != "cloze":
        return False
    (block,) = draft.body
    assert isinstance(block, Paragraph)
    text = plain(without_slots(block.text.md))
    return continues(text) or bool(_BEHIND_FORMULA.match(text))


_BEHIND_FORMULA = lazy("なる(?:とき|時|場合|ならば|もの|よう)")


def is_asked_by_row(entry: Entry, draft: Draft) -> bool:
    """Tell whether what is bold stands in the definition of a row of a table of terms, which its term asks."""
    if entry.shape != "row" or not all(slot.is_word for slot in draft.slots):
        return False
    (sentence,), (first, *_) = draft.body, entry.blocks
    if not isinstance(sentence, Paragraph) or not isinstance(first, Paragraph):
        return False
    is_first = sentence.text.at(0) == first.text.at(0)
    return is_first and len(plain(without_slots(sentence.text.md))) <= LONGEST_ANSWER


def _of_own_code(entry: Entry, draft: Draft) -> Iterator[int]:
    """Yield the slots of names that code beside the sentence gives to something of its author's: class Leaf."""
    code = "\n".join(block.text.md for block in entry.blocks if isinstance(block, Verbatim) and block.form == "code")
    declared = {found["name"] for found in _DECLARES.finditer(code)}
    for at, slot in enumerate(draft.slots):
        if slot.is_word and slot.key in declared:
            yield at


_DECLARES = lazy(r"\b(?:struct|class|interface|enum|type|fn|func|function|def|const|let|var|val)\s+(?P<name>\w+)")
of_own_code = Finder(frozenset(), _of_own_code)


def _incidental(entry: Entry, draft: Draft) -> Iterator[int]:
    """Yield the slots of numbers that nobody marked, and that are neither a limit nor the year of an event.

    In a data sheet each is one of many, and in a text over code it is that of an example.
    """
    if draft.kind != "cloze" or draft.role == "list":
        return
    (block,) = draft.body
    assert isinstance(block, Paragraph)
    text = plain(without_slots(block.text.md))
    is_none_sure = len(text) > LONGEST_SURE or bool(_DATA_SHEET.fullmatch(text)) or _is_over_code(entry, block)
    for at, slot in enumerate(draft.slots):
        before, _, after = gapped(block.text.md, at).partition(GAP)
        is_sure = not (is_none_sure or _is_rough(before, after)) and (
            tells_limit(before, after) or tells_event(before, after)
        )
        if not (slot.is_word or is_sure):
            yield at


def _is_rough(before: str, after: str) -> bool:
    """Tell whether a number is only about right, or that of an example: 既定で［800］行ほど, （例：［5］個以上）."""
    return bool(_ROUGHLY.match(after) or _IN_EXAMPLE.search(before))


_ROUGHLY = lazy(
    "[^\\s、。0-9]{0,4}(?:ほど|くらい|ぐらい|程度|前後)|[^。]*(?:こと|ケース|場合|の)が(?:多い|ある|一般的)(?:です)?[。．]?$"
)
_IN_EXAMPLE = lazy("[(（](?:ex|e\\.g|例えば|例)[.．:：、 ]?[^)）]*$")


def _is_over_code(entry: Entry, said: Paragraph) -> bool:
    """Tell whether a text that is no sentence says what the code right below it does."""
    if said.text.md.endswith(("。", "．")):
        return False
    return any(
        isinstance(below, Verbatim) and below.form == "code" and block_lines(block)[1] == said.text.last
        for block, below in pairwise(entry.blocks)
    )


_DATA_SHEET = lazy(
    r"(?:[^、。:：]{1,20}[:：])?(?:[^\s0-9０-９、。・:：()（）]{1,8}[:： 　]?[0-9０-９.,]++[^\s0-9０-９、。・/／()（）]{0,6}(?:[(（][^()（）]++[)）])?[・、/／× 　]?){3,}[。．]?"
)
"""Three measures or more with their names and nothing else: 高さ8cm・幅5cm・奥行き3cm."""
incidental = Finder(frozenset(), _incidental)


def _of_its_name(_entry: Entry, draft: Draft) -> Iterator[int]:
    """Yield the slots of numbers that nobody marked, and that the term says already: 最大2Uである below 2Uサーバー."""
    for at, slot in enumerate(draft.slots):
        if not slot.is_word and re.search(rf"(?<![0-9.]){re.escape(fold(slot.key))}", fold(draft.term)):
            yield at


of_its_name = Finder(frozenset(("sentence", "caution", "label")), _of_its_name)


def _told(_entry: Entry, draft: Draft) -> Iterator[int]:
    """Yield the slots of names that the rest of the front tells; another gap is one of its kind, 公開鍵 beside 秘密鍵."""
    if draft.kind != "cloze":
        return
    (block,) = draft.body
    assert isinstance(block, Paragraph)
    term = "" if gives_away(draft.term, (slot.key for slot in draft.slots)) else draft.term
    front = f"{term}／{plain(map_slots(block.text.md, lambda _slot, _inner: '／'))}"
    for at, slot in enumerate(draft.slots):
        others = "／".join(other.key for other in draft.slots if other is not slot)
        if slot.is_word and (tells_name(front, slot.key) or tells_form(others, slot.key)):
            yield at


told = Finder(frozenset(("sentence", "caution", "label")), _told)


def bold(doubts: Callable[[Gap], bool]) -> Finder:
    """Return a finder that doubts the gaps of a sentence that are marked in bold."""

    def finds(_entry: Entry, draft: Draft) -> Iterator[int]:
        for at, slot in enumerate(draft.slots):
            if slot.is_word:
                (block,) = draft.body
                assert isinstance(block, Paragraph)
                before, _, after = gapped(block.text.md, at).partition(GAP)
                if doubts(Gap(draft.term, before, slot.key, after.replace(GAP, slot.key))):
                    yield at

    return Finder(frozenset(), finds)
