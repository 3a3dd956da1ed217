"""Which cards are only offered, because a check is sure that they are bad: silence about one is worse than no card.

They are told as what could be asked, with what to write, and made for nobody anew; a card that learners have goes
on. A mark or a directive insists on a card, and so does an allowance of the check.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.diagnostics import silenced
from deckbuilder.base.html_text import map_clozes
from deckbuilder.base.model import Allowance, Diagnostic, Limits
from deckbuilder.base.notes import WHOLE, Note, Objection, Rendered, joined
from deckbuilder.base.text import fold
from deckbuilder.base.words import Words
from deckbuilder.quality.card_texts import CardText, card_texts, side_hash
from deckbuilder.quality.distractors import is_wrong_choice, wrong_choices
from deckbuilder.quality.findings import Finding, Offer
from deckbuilder.quality.many_cards import distractor_asked, same_front
from deckbuilder.quality.no_fact import (
    answer_says_nothing,
    item_is_a_sentence,
    list_without_prompt,
    number_is_no_fact,
    prompt_asks_nothing,
    way_back_from_a_word,
)
from deckbuilder.quality.one_card import answer_on_front, cell_names

OF_ONE_CARD = (
    answer_on_front,
    cell_names,
    list_without_prompt,
    item_is_a_sentence,
    number_is_no_fact,
    prompt_asks_nothing,
    answer_says_nothing,
    way_back_from_a_word,
)
ONLY_SHOWN = frozenset(("N282",))
"""Codes of findings on cards that nobody should write in another way."""
SURE = frozenset(("N255", "N257", "N267", "N281", "N283", "N284", "N285", "N286", "N287")) | ONLY_SHOWN
"""Codes of findings that keep a new card from being made."""


class Gated(NamedTuple):
    """What became of the drafts of a file or a part of one, and by what drafts of other parts may speak against them."""

    drafts: list[Rendered]
    """Those that are surely bad are only offered; of a cloze its bad slots only kept."""
    fronts: dict[bytes, bytes]
    """A hash of each front, and one of its answer; nothing if there are several."""
    wrong: dict[str, set[str]]
    """The wrong choices of each question with choices, all folded."""


def gated(drafts: Sequence[Rendered], limits: Limits, allowances: Sequence[Allowance]) -> Gated:
    """Return the drafts of a file or a part of one as they may be made."""
    cards = [list(card_texts([_as_note(draft)])) if draft.kind != "occlusion" else [] for draft in drafts]
    found = [
        (at, finding)
        for at, of_draft in enumerate(cards)
        if not drafts[at].insists  # what would be found there is not listened to
        for card in of_draft
        for check in OF_ONE_CARD
        for finding in check(card, limits)
    ]
    by_front: dict[str, list[tuple[int, CardText]]] = defaultdict(list)
    for at, texts in enumerate(cards):
        for card in texts:
            by_front[card.folded_front].append((at, card))
    found += _same_fronts(by_front.values())
    found += _distractors(cards)
    objections: list[dict[int, Objection]] = [{} for _ in drafts]
    for at, finding in found:
        if finding.code in SURE and not drafts[at].insists and not _is_allowed(finding, allowances):
            assert finding.card_text
            ordinal = finding.card_text.ordinal
            if ordinal not in drafts[at].kept:  # asked by nobody anew
                objections[at].setdefault(ordinal, Objection(ordinal, finding.code, finding.args))
    for draft, of_draft in zip(drafts, objections, strict=True):
        for ordinal, objection in _unsure(draft, allowances).items():
            of_draft.setdefault(ordinal, objection)
    return Gated(
        drafts=[
            _held_back(draft, list(found.values())) if found else draft
            for draft, found in zip(drafts, objections, strict=True)
        ],
        fronts={side_hash(front): _answers([card for _, card in same]) for front, same in by_front.items()},
        wrong=wrong_choices(card for of_draft in cards for card in of_draft),
    )


def held_to(draft: Rendered, points: int, why: Words, allowances: Sequence[Allowance]) -> Rendered:
    """Return a draft without the cards for which less speaks than these points, which its file asks for, and why."""
    known = {objection.ordinal for objection in draft.objections}
    found = [
        Objection(at, "N247", (draft.slots[at][0] if draft.slots else draft.prompt, why))
        for at, speaks in enumerate(draft.points)
        if speaks < points and at not in known
    ]
    if not found or draft.wish != "ask" or _is_allowed(Finding("N247", draft.span, ()), allowances):
        return draft
    return _held_back(draft, [*draft.objections, *found])


def asks_wrong(drafts: Iterable[Rendered], wrong: Mapping[str, Set[str]]) -> bool:
    """Tell whether any draft asks what a question in `wrong` asks, for one of its wrong choices."""
    choices = set().union(*wrong.values())
    near = (draft for draft in drafts if not choices.isdisjoint(answers_of(draft)))
    return any(is_wrong_choice(card, wrong) for card in card_texts(map(_as_note, near)))


def answers_of(draft: Rendered) -> set[str]:
    """Return what the cards of a draft ask, folded; what is asked by a picture or by choices is not looked at."""
    if draft.kind not in ("basic", "cloze"):
        return set()
    return {draft.folded[1], *(fold(text) for _, text in draft.slots)}


def _answers(same: Sequence[CardText]) -> bytes:
    """Return a hash of the answer of cards that have one front, nothing if they have several."""
    said = {fold(card.answer) for card in same}
    return side_hash(said.pop()) if len(said) == 1 else b""


def offers_of(draft: Rendered, is_made: bool, made: Rendered | None = None) -> list[Offer]:
    """Return what is offered of a draft that is no note, or of what `made` leaves out of it."""
    if not draft.objections:
        return []
    left = {key for key, _ in made.slots} if made else set[str]()
    texts = {card.ordinal: card for card in card_texts([_as_note(draft)])}
    found = []
    for ordinal, code, args in draft.objections:
        if draft.kind in WHOLE:
            asked = is_made and (ordinal == 0 or bool(made and made.fields["Reverse"]))
            lines = (*draft.asked, *draft.shown) if ordinal == 0 else draft.asked
        else:
            asked = is_made and draft.slots[ordinal][0] in left
            lines = (draft.asks[ordinal][0],)
        if not asked and code not in ONLY_SHOWN:
            found.append(Offer(Finding(code, draft.span, args, texts[ordinal]), lines))
    return found


def _unsure(draft: Rendered, allowances: Sequence[Allowance]) -> dict[int, Objection]:
    """Return why the reading of a draft is not sure, by card, but for what its author allows."""
    return {
        one.ordinal: one
        for one in draft.objections
        if not _is_allowed(Finding(one.code, draft.span, one.args), allowances)
    }


def _is_allowed(finding: Finding, allowances: Sequence[Allowance]) -> bool:
    said = Diagnostic(finding.code, finding.span, finding.args)
    return bool(allowances) and not silenced([said], allowances, of_quality=True)[0]


def _same_fronts(by_front: Iterable[Sequence[tuple[int, CardText]]]) -> list[tuple[int, Finding]]:
    """Return what is found of equal fronts in one file, each with its draft's index."""
    found = []
    for same in by_front:
        if len(same) > 1:
            draft_of = {id(card): at for at, card in same}
            clashes = same_front([card for _, card in same], Limits())
            found += [(draft_of[id(finding.card_text)], finding) for finding in clashes]
    return found


def _distractors(cards: Sequence[Sequence[CardText]]) -> list[tuple[int, Finding]]:
    """Return what is found of wrong choices that are asked as facts in one file."""
    draft_of = {id(card): at for at, of_draft in enumerate(cards) for card in of_draft}
    every = [card for of_draft in cards for card in of_draft]
    return [(draft_of[id(finding.card_text)], finding) for finding in distractor_asked(every, Limits())]


def _held_back(draft: Rendered, objections: Sequence[Objection]) -> Rendered:
    """Return a draft that is made without some of its cards, or only offered where none is left."""
    ordinals = {objection.ordinal for objection in objections}
    draft = replace(draft, objections=tuple(objections))
    if draft.kind in WHOLE:
        return replace(draft, wish="offer") if 0 in ordinals else replace(draft, kept=(1,))
    kept = tuple(sorted({*draft.kept, *ordinals}))
    return replace(draft, kept=kept, wish="offer" if len(kept) == len(draft.slots) else draft.wish)


def _as_note(draft: Rendered) -> Note:
    """Return a draft as the note that it would be, its clozes numbered in order."""
    is_cloze = draft.kind == "cloze"
    text = map_clozes(draft.fields.get("Text", ""), lambda slot, inner: f"{{{{c{slot + 1}::{inner}}}}}")
    fields = draft.fields | ({"Text": text} if is_cloze else {})
    return Note(
        guid="",
        kind=draft.kind,
        deck=draft.deck,
        joined=joined(fields.get(name, "") for name in ALL[draft.kind].field_names),
        sort_field="",
        tags=(),
        cards=tuple(range(len(draft.slots))) if is_cloze else (0, 1) if fields.get("Reverse") else (0,),
        span=draft.span,
        created=0,
        changed=0,
        role=draft.role,
        slots=tuple((at + 1, key, text) for at, (key, text) in enumerate(draft.slots)),
    )
