"""Checks of a card by itself: how long, how clear, how much at once, and whether it gives its answer away."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from deckbuilder.anki.notetypes import field
from deckbuilder.base.html_text import clozes
from deckbuilder.base.model import Limits
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import sentences, without_parentheses
from deckbuilder.base.text import RECENT, fold
from deckbuilder.base.words import Words
from deckbuilder.quality.card_texts import FORMULA, GAP, CardText
from deckbuilder.quality.findings import Finding, counted, found_on, graded
from deckbuilder.quality.wording import (
    brings_along,
    is_either_or,
    is_particle,
    is_undated,
    items,
    pointing,
    questions,
    repeats_number,
    shared_parts,
    stands_in,
    vague_words,
)
from deckbuilder.read.places import PLACE_COLUMNS

FORMULA_LENGTH = 8
"""Characters that a formula counts for."""


def length(text: str) -> int:
    """Return the length of a text in Japanese characters: Latin ones count half, a formula 8, blanks nothing."""
    return -(-_columns(text) // 2)


@lru_cache(RECENT)
def _columns(text: str) -> int:
    text = "".join(text.split())
    if "\\" in text:
        text = FORMULA.sub("　" * FORMULA_LENGTH, text)
    return width(text)


def seconds(card_text: CardText) -> float:
    """Return how long a card takes to read, at 8 characters a second; an answer among choices is read with them."""
    front = -(-sum(map(_columns, card_text.parts)) // 2)
    return (front + length(card_text.choices or card_text.answer)) / 8 + 2


def answer_length(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """1. A long answer cannot be judged right or wrong. (20R-4)"""
    if card_text.note.kind == "basic":
        yield from graded("N201", card_text, length(card_text.answer), limits.answer_warn, limits.answer_error)


def prompt_length(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """2. A long question is read, not recalled. (20R-12)"""
    if card_text.note.kind != "basic":
        return
    found = list(graded("N202", card_text, length(card_text.prompt), limits.prompt_warn, limits.prompt_error))
    yield from found
    count = len(sentences(card_text.prompt.replace(". ", " ")))  # Mr. ends no sentence
    if not found and count > limits.prompt_sentences:
        yield found_on("N228", card_text, count, limits.prompt_sentences)


def answer_items(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """3. Several things in one answer are several cards. (20R-9)"""
    if is_reverse(card_text):
        return
    asked_whole = _list_items(card_text) if card_text.note.kind == "basic" else 0
    if asked_whole < limits.list_items:
        yield from counted(
            "N203", card_text, asked_whole or items(card_text.answer), limits.items_warn, limits.items_error
        )


def double_question(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """4. A card asks one thing. (M)"""
    if card_text.note.kind == "basic":
        yield from counted(
            "N204", card_text, questions(card_text.prompt), limits.questions_warn, limits.questions_error
        )


def answer_on_front(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """5. The answer must not stand on its own front. (M, UG)

    An either-or question names its answers; that is check 12's. One may also have to be picked out
    of the question, and a cell may repeat its row: cut ─ 過去形 → cut. The other gaps of a cloze are
    in sight, so none may say the answer too (6); a likeness in part is that of one kind: 公開鍵, 秘密鍵.
    Among choices every answer is in sight. A gap is also filled by its name in other parentheses: 蒸散（TR） below 蒸散(葉の水).
    """
    if card_text.note.kind == "choice":
        return
    answer = fold(card_text.answer)
    named = is_either_or(card_text.prompt, card_text.answer) or brings_along(card_text.prompt)
    if not answer or named or answer == fold(card_text.prompt.split(" ─ ")[0]):
        return
    if answer.isdecimal():
        before, _, after = card_text.prompt.partition(GAP)
        if repeats_number(f"{card_text.term}／{before}", after, answer):
            yield found_on("N255", card_text, card_text.answer)
    elif any(
        stands_in(said, *map(_shown, card_text.parts), "／", card_text.readings) for said in _said_by_answer(card_text)
    ):
        yield found_on("N255", card_text, card_text.answer)
    elif len(answer) >= SHORTEST_SHARED and not answer[0].isdigit():
        term, prompt = (_without_other_gaps(card_text, _shown(part)) for part in (card_text.term, card_text.prompt))
        longest, together = shared_parts(card_text.answer, term, "／", prompt)
        if longest >= limits.common_run or together >= ALL_BUT_A_LETTER:
            yield found_on("N205", card_text, card_text.answer)


def _said_by_answer(card_text: CardText) -> Iterator[str]:
    """Yield an answer, the name that is hidden with another one in parentheses, 蒸散（TR）, and that one in Latin letters."""
    yield _SHELL.sub("", card_text.answer)
    if card_text.note.kind == "cloze" and card_text.note.role != "list":
        yield without_parentheses(card_text.answer).strip()
        yield from _LETTERS.findall(card_text.answer)


_SHELL = lazy(r"^[$%#>] ")
"""What a shell begins a line with: $ ls."""
_LETTERS = lazy(r"[(（]([A-Z][A-Za-z0-9-]+)[)）]")
SHORTEST_SHARED = 4
"""Characters from which on an answer may give itself away in part."""
ALL_BUT_A_LETTER = 0.8
"""Share of an answer that may stand on its front in several runs."""


def _shown(part: str) -> str:
    """Return a part of a front without its gap."""
    return part.replace(GAP, "／")


def _without_other_gaps(card_text: CardText, text: str) -> str:
    """Return a text without what the other gaps of its note hide."""
    if card_text.note.kind == "cloze":
        for number, _, hidden in card_text.note.slots:
            if number != card_text.ordinal + 1 and hidden:
                text = text.replace(hidden, "／")
    return text


def vague(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """10. A vague question has many right answers. (M)"""
    if words := vague_words(card_text.prompt.replace(GAP, "…")) or vague_words(card_text.cue):
        yield found_on("N210", card_text, words)


def yes_or_no(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """12. A guess is right every other time. (N, M)"""
    if not is_reverse(card_text) and is_either_or(card_text.prompt, card_text.answer):
        yield found_on("N212", card_text, card_text.answer)


def needs_context(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """13. A card is understood without its neighbours, and says where it belongs. (20R-16)"""
    asks = card_text.note.role == "question" and card_text.note.kind == "basic"
    has_picture = "<img" in card_text.note.fields[0]
    if word := pointing(
        card_text.prompt,
        names_subject=not asks,
        has_picture=has_picture,
        has_list=card_text.note.role in ("list", "choice"),
    ):
        yield found_on("N263", card_text, word)
    levels = card_text.place.split(" › ") if card_text.place else []
    fits = 0 < len(levels) <= limits.place_levels and length(card_text.place) <= limits.place_length
    if not fits or (levels[-1].endswith("…") and width(card_text.place) >= PLACE_COLUMNS - 1):
        yield found_on("N213", card_text, card_text.place or "—")


def cloze_load(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """14. A cloze hides a word or two of a short sentence. (20R-5)"""
    if card_text.note.kind != "cloze":
        return
    if is_first(card_text):
        if card_text.note.role != "list":
            yield from graded("N214", card_text, len(card_text.note.cards), limits.clozes_warn, limits.clozes_error)
        whole = length(card_text.prompt.replace(GAP, card_text.answer))
        yield from graded("N224", card_text, whole, limits.sentence_warn, limits.sentence_error)
    hidden = length(card_text.answer)
    is_phrase = bool(_HIRAGANA.search(card_text.answer.replace("の", "")))  # a name, however long, is one word
    found = []
    if is_phrase or hidden > limits.hidden_error:
        found = list(graded("N225", card_text, hidden, limits.hidden_warn, limits.hidden_error))
    yield from found
    if not found and is_phrase and hidden > SHORTEST_PHRASE:
        whole = length(card_text.term + card_text.prompt.replace(GAP, card_text.answer))
        if hidden > limits.hidden_share * whole:
            yield found_on("N226", card_text, round(100 * hidden / whole), 100 * limits.hidden_share)
    if is_particle(card_text.answer) and "助詞" not in card_text.front:
        yield found_on("N277", card_text, card_text.answer)


SHORTEST_PHRASE = 3
"""Characters of a phrase that is no more than a word, however short its sentence."""
_HIRAGANA = lazy(r"[ぁ-ゖ]")


def is_first(card_text: CardText) -> bool:
    """Tell whether this is the first card of its note, so that the note is judged once."""
    return card_text.ordinal == card_text.note.cards[0]


def cloze_form(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """15. The engine reads a cloze as we do. (A)"""
    if card_text.note.kind != "cloze" or not is_first(card_text):
        return
    text = card_text.note.fields[0]
    marks = [hidden for _, hidden in clozes(text)]
    if any("{{c" in mark or mark.count("::") > 1 for mark in marks) or text.count("{{c") != len(marks):
        yield found_on("N265", card_text, text[:40])


def list_at_once(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """16. A list is asked item by item. (20R-10)"""
    if (
        card_text.note.kind == "basic"
        and card_text.ordinal == 0
        and (count := _list_items(card_text)) >= limits.list_items
    ):
        yield found_on("N266", card_text, count)


def _list_items(card_text: CardText) -> int:
    return field(card_text.note, "Answer").count("<li>")


def cell_names(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """17. A cell is asked by row and column. (20R-9)"""
    if card_text.note.role == "cell" and " ─ " not in card_text.prompt:
        yield found_on("N267", card_text, card_text.prompt)


def dated(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """19. What can change carries its date, on the card or in a caution. (20R-18, -19)"""
    whole = f"{card_text.place} {card_text.term} {card_text.prompt.replace(GAP, card_text.answer)} {card_text.answer}"
    if is_undated(whole) and not any("時点" in text for text in _CAUTION.findall(field(card_text.note, "Extra"))):
        yield found_on("N219", card_text, card_text.prompt[:30])


_CAUTION = lazy(r'<p class="caution">.*?</p>')


def reading_time(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """21. A card takes seconds. (20R-4)"""
    if card_text.note.kind != "choice":  # an exam's question is as long as it is there
        yield from graded("N221", card_text, round(seconds(card_text)), limits.seconds_warn, limits.seconds_error)


def fits_phone(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """22. Everything fits a phone's width. (A)"""
    if not is_first(card_text):
        return
    shown = "".join(card_text.note.fields[:6])
    code = _CODE.findall(shown)
    widest = max((width(line) for block in code for line in html.unescape(block).split("\n")), default=0)
    if widest > limits.code_columns:
        yield found_on("N222", card_text, Words(f"a code line of {widest} columns", f"{widest} 桁のコードの行"))
    if _UNDESCRIBED.search(shown):
        yield found_on("N222", card_text, Words("a picture without a description", "説明のない画像"))


_CODE = lazy(r"<pre><code>(.*?)</code>", re.DOTALL)
_UNDESCRIBED = lazy(r'<img(?![^>]*alt="[^"]+)')


def is_reverse(card_text: CardText) -> bool:
    """Tell whether this card asks the way back, and so no new fact."""
    return card_text.note.kind == "basic" and card_text.ordinal == 1
