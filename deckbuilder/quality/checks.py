"""Card quality: each check is one small function, and three tables list them all.

What makes a card good is taken from SuperMemo's twenty rules (20R), Matuschak's guide to prompts
(M), Nielsen's essay on long-term memory (N), Anki's manual (A) and the Ultimate Geography deck
(UG). A check's warning has the code N2nn, its error N2nn + 50. Texts are compared folded: NFKC,
katakana as hiragana, no blanks.
"""

import html
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from deckbuilder.anki.notetypes import field
from deckbuilder.base.blocks import Section
from deckbuilder.base.model import Limits, Span
from deckbuilder.base.notes import Asset
from deckbuilder.base.text import PLACE_LENGTH, clozes, contains, fold, sentences, width
from deckbuilder.base.words import Words
from deckbuilder.quality.card_texts import GAP, CardText
from deckbuilder.quality.distractors import teach_distractors
from deckbuilder.quality.findings import Finding, counted, found_on, graded
from deckbuilder.quality.no_fact import (
    answer_says_nothing,
    gap_has_many_answers,
    gap_names_its_opposite,
    item_is_a_sentence,
    list_without_prompt,
    number_is_no_fact,
    prompt_asks_nothing,
)
from deckbuilder.quality.wording import (
    brings_along,
    content_words,
    is_bare_number,
    is_either_or,
    is_one_of_many,
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

FORMULA_LENGTH = 8
"""Characters that a formula counts for."""
LONGEST_SLIP = 60
"""Characters of an answer from which on a slip of one does not confuse."""


def length(text: str) -> int:
    """Return the length of a text in Japanese characters: Latin ones count half, a formula 8, blanks nothing."""
    text = "".join(text.split())
    if "\\" in text:
        text = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "　" * FORMULA_LENGTH, text)
    return -(-width(text) // 2)


def seconds(card_text: CardText) -> float:
    """Return how long a card takes to read, at 8 characters a second; an answer among choices is read with them."""
    return (length(card_text.front) + length(card_text.choices or card_text.answer)) / 8 + 2


# --- 1-4: one small question, one small answer ---------------------------------------------------


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
    count = sum(1 for _ in sentences(card_text.prompt.replace(". ", " ")))  # Mr. ends no sentence
    if not found and count > limits.prompt_sentences:
        yield found_on("N228", card_text, count, limits.prompt_sentences)


def answer_items(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """3. Several things in one answer are several cards. (20R-9)"""
    if _is_reverse(card_text):
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


# --- 5-9: nothing given away, nothing confused ----------------------------------------------------


def answer_on_front(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """5. The answer must not stand on its own front. (M, UG)

    An either-or question names its answers; that is check 12's. One may also have to be picked out
    of the question, and a cell may repeat its row: cut ─ 過去形 → cut. The other gaps of a cloze are
    in sight, so none may say the answer too (6); a likeness in part is that of one kind: 公開鍵, 秘密鍵.
    Among choices every answer is in sight.
    """
    if card_text.note.kind == "choice":
        return
    answer = fold(card_text.answer)
    named = is_either_or(card_text.prompt, card_text.answer) or brings_along(card_text.prompt)
    if not answer or named or answer == fold(card_text.prompt.split(" ─ ")[0]):
        return
    if answer.isdecimal():
        before, _, after = card_text.prompt.partition(GAP)
        if repeats_number(before, after, answer):
            yield found_on("N255", card_text, card_text.answer)
    elif stands_in(card_text.answer, _shown(card_text.front, card_text.readings)):
        yield found_on("N255", card_text, card_text.answer)
    elif len(answer) >= SHORTEST_SHARED and not answer[0].isdigit():
        longest, together = shared_parts(
            card_text.answer, _without_other_gaps(card_text, _shown(card_text.term, card_text.prompt))
        )
        if longest >= limits.common_run or together >= ALL_BUT_A_LETTER:
            yield found_on("N205", card_text, card_text.answer)


SHORTEST_SHARED = 4
"""Characters from which on an answer may give itself away in part."""
ALL_BUT_A_LETTER = 0.8
"""Share of an answer that may stand on its front in several runs."""


def _shown(*texts: str) -> str:
    """Return texts of a front without its gap."""
    return "／".join(texts).replace(GAP, "／")


def _without_other_gaps(card_text: CardText, text: str) -> str:
    """Return a text without what the other gaps of its note hide."""
    if card_text.note.kind == "cloze":
        for number, _, hidden in card_text.note.slots:
            if number != card_text.ordinal + 1 and hidden:
                text = text.replace(hidden, "／")
    return text


def answer_nearby(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """6. Nor on the front of a card that comes shortly before or after, if that is a habit of the deck. (A)

    It gives the answer away only where the two also share a word of the question.
    """
    near = int(limits.near)
    fronts = [fold(card_text.front) for card_text in cards]
    words = [content_words(f"{card_text.term} {card_text.prompt}") for card_text in cards]
    found = []
    for at, card_text in enumerate(cards):
        answer = fold(card_text.answer)
        if len(answer) < limits.near_length or _is_reverse(card_text):
            continue
        asked = {word for word in words[at] if word not in fold(card_text.place) and word not in answer}
        for other in range(max(0, at - near), min(len(cards), at + near + 1)):
            apart = cards[other].note is not card_text.note and not (_is_cell(card_text) and _is_cell(cards[other]))
            if apart and contains(fronts[other], answer) and asked & words[other]:
                found.append(found_on("N206", card_text, card_text.answer, cards[other].prompt[:30]))
                break
    if len(found) > limits.near_share * len(cards):
        yield from found


def same_front(cards: Sequence[CardText], _limits: Limits) -> Iterator[Finding]:
    """7. One question has one answer. (UG)"""
    by_front: dict[str, list[CardText]] = defaultdict(list)
    for card_text in cards:
        by_front[fold(card_text.front + card_text.choices)].append(card_text)
    for same in by_front.values():
        if len({fold(card_text.answer) for card_text in same}) > 1:
            for card_text in same:
                other = next(f for f in same if f is not card_text)
                yield found_on("N257", card_text, other.answer)


def similar_front(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """8. Two questions that are nearly the same interfere. (20R-11)"""
    fronts = [fold(f"{card_text.place}{card_text.term}{card_text.prompt}{card_text.choices}") for card_text in cards]
    grams = [_trigrams(front) for front in fronts]
    found: dict[int, int] = {}
    index: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        rare = sorted(own, key=lambda gram: (len(index[gram]), gram))[:8]
        candidates = sorted({other for gram in rare for other in index[gram][-30:]})
        for other in candidates:
            if _is_cell(cards[at]) and _is_cell(cards[other]):
                continue
            if cards[other].note is cards[at].note or fold(cards[other].answer) == fold(cards[at].answer):
                continue
            shared = len(own & grams[other])
            alike = shared and shared / len(own | grams[other]) >= limits.similar_front
            if alike and cards[at].cue == cards[other].cue and fronts[at] != fronts[other]:
                found.setdefault(other, at)
                found[at] = other
                break
        for gram in own:
            index[gram].append(at)
    for at, other in found.items():
        if not _warns(cards[at]):
            yield found_on("N208", cards[at], cards[other].prompt[:40])


def _warns(card_text: CardText) -> bool:
    """Tell whether a card says that it is easily mixed up with another."""
    return "混同注意" in card_text.front + card_text.answer + card_text.extra


def _is_cell(card_text: CardText) -> bool:
    """Tell whether a card asks a table cell, which its row and column name tell apart."""
    return card_text.note.role in ("cell", "table")


def _trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def confusable_answers(cards: Sequence[CardText], _limits: Limits) -> Iterator[Finding]:
    """9. Answers that differ by a letter need a word of warning on both. (UG, A)

    Only within a file: in the shipped deck Pod and POP, リビジョン and リージョン are asked weeks and
    subjects apart.
    """
    by_file: dict[str, dict[str, list[CardText]]] = defaultdict(lambda: defaultdict(list))
    for card_text in cards:
        # 配信の設定 and 配信設定 are the same
        if 3 <= len(answer := fold(card_text.answer).replace("の", "")) <= LONGEST_SLIP:
            by_file[card_text.note.span.path][answer].append(card_text)
    for by_answer in by_file.values():
        for answer, others in _one_edit_apart(set(by_answer)).items():
            rivals = [card_text for other in others if _is_slip(answer, other) for card_text in by_answer[other]]
            for card_text in by_answer[answer]:
                apart = [other for other in rivals if not _stand_together(card_text, other)]
                if apart and not _warns(card_text):
                    yield found_on("N209", card_text, card_text.answer, apart[0].answer)


def _is_slip(one: str, other: str) -> bool:
    """Tell whether one answer is a slip of the other, not the other with a word before it nor 1600年 for 1603年."""
    return one not in other and other not in one and re.sub("[0-9]", "", one) != re.sub("[0-9]", "", other)


def _stand_together(one: CardText, other: CardText) -> bool:
    """Tell whether two cards show each other's answers anyway: gaps of one sentence, cells of one row."""
    same_line = one.note.span == other.note.span
    return one.note is other.note or (same_line and _is_cell(one) and _is_cell(other))


def _one_edit_apart(texts: set[str]) -> dict[str, list[str]]:
    """Return for each text those that one inserted, deleted or replaced character turns it into."""
    by_hole: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for at in range(len(text)):
            by_hole[text[:at] + "\0" + text[at + 1 :]].add(text)
            shorter = text[:at] + text[at + 1 :]
            if shorter in texts:
                by_hole[f"\1{text}\1{shorter}"] |= {text, shorter}
    found: dict[str, set[str]] = defaultdict(set)
    for group in by_hole.values():
        for text in group:
            found[text] |= group - {text}
    return {text: sorted(others) for text, others in found.items() if others}


# --- 10-13: clear by itself -----------------------------------------------------------------------


def vague(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """10. A vague question has many right answers. (M)"""
    if words := vague_words(card_text.prompt.replace(GAP, "…")) or vague_words(card_text.cue):
        yield found_on("N210", card_text, words)


def no_cue(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """11. Where a number is wanted, the question says of what, as a rule. (20R-16)"""
    found = [found_on("N211", card_text, card_text.answer) for card_text in cards if _asks_bare_number(card_text)]
    if len(found) > limits.cue_share * len(cards):
        yield from found


def _asks_bare_number(card_text: CardText) -> bool:
    bare_gap = re.search(rf"{re.escape(GAP)}\s*(?:$|[。、])", card_text.prompt)
    return bool(card_text.note.kind == "basic" or bare_gap) and is_bare_number(
        f"{card_text.term}{card_text.prompt}{card_text.cue}", card_text.answer
    )


def yes_or_no(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """12. A guess is right every other time. (N, M)"""
    if not _is_reverse(card_text) and is_either_or(card_text.prompt, card_text.answer):
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
    fits = 0 < len(levels) <= limits.place_levels and len(card_text.place) <= limits.place_length
    if not fits or any(len(level) == PLACE_LENGTH and level.endswith("…") for level in levels):
        yield found_on("N213", card_text, card_text.place or "—")


# --- 14-18: clozes, lists, tables, reverses -------------------------------------------------------


def cloze_load(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """14. A cloze hides a word or two of a short sentence. (20R-5)"""
    if card_text.note.kind != "cloze":
        return
    if _is_first(card_text):
        if card_text.note.role != "list":
            yield from graded("N214", card_text, len(card_text.note.cards), limits.clozes_warn, limits.clozes_error)
        whole = length(card_text.prompt.replace(GAP, card_text.answer))
        yield from graded("N224", card_text, whole, limits.sentence_warn, limits.sentence_error)
    hidden = length(card_text.answer)
    is_phrase = bool(re.search(r"[ぁ-ゖ]", card_text.answer.replace("の", "")))  # a name, however long, is one word
    found = []
    if is_phrase or hidden > limits.hidden_error:
        found = list(graded("N225", card_text, hidden, limits.hidden_warn, limits.hidden_error))
    yield from found
    whole = length(card_text.term + card_text.prompt.replace(GAP, card_text.answer))
    if not found and is_phrase and hidden > limits.hidden_share * whole and hidden > 3:
        yield found_on("N226", card_text, round(100 * hidden / whole), 100 * limits.hidden_share)
    if is_particle(card_text.answer) and "助詞" not in card_text.front:
        yield found_on("N277", card_text, card_text.answer)


def _is_first(card_text: CardText) -> bool:
    """Tell whether this is the first card of its note, so that the note is judged once."""
    return card_text.ordinal == card_text.note.cards[0]


def cloze_form(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """15. The engine reads a cloze as we do. (A)"""
    if card_text.note.kind != "cloze" or not _is_first(card_text):
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


def table_cards(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """17. And a table is not too large. (20R-9)"""
    tables: list[list[CardText]] = []
    for card_text in filter(_is_cell, cards):
        if tables and _is_same_table(tables[-1][-1].note.span, card_text.note.span):
            tables[-1].append(card_text)
        else:
            tables.append([card_text])
    for table in tables:
        if len(table) > limits.table_cards:
            yield found_on("N217", table[0], len(table), limits.table_cards)


def _is_same_table(row: Span, next_row: Span) -> bool:
    """Tell whether two rows are of one table; another needs a blank line, a header and a line of dashes first."""
    return row.path == next_row.path and next_row.first - row.first <= 3


def reverse_cards(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """18. The way back is asked only where it is one to one and short. (A, UG)"""
    answers = Counter(
        fold(card_text.answer) for card_text in cards if card_text.note.kind == "basic" and card_text.ordinal == 0
    )
    for card_text in filter(_is_reverse, cards):
        too_long = length(card_text.prompt) > limits.reverse_answer
        if answers[fold(card_text.prompt)] > 1 or is_one_of_many(card_text.prompt) or too_long:
            yield found_on("N218", card_text, card_text.prompt)


def _is_reverse(card_text: CardText) -> bool:
    return card_text.note.kind == "basic" and card_text.ordinal == 1


# --- 19-22: time, sections, phone ----------------------------------------------------------------


def dated(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """19. What can change carries its date, on the card or in a caution. (20R-18, -19)"""
    whole = f"{card_text.place} {card_text.term} {card_text.prompt.replace(GAP, card_text.answer)} {card_text.answer}"
    cautions = re.findall(r'<p class="caution">.*?</p>', field(card_text.note, "Extra"))
    if is_undated(whole, " ".join(cautions)):
        yield found_on("N219", card_text, card_text.prompt[:30])


def distractor_asked(cards: Sequence[CardText], _limits: Limits) -> Iterator[Finding]:
    """24. A wrong choice is not a fact. (exam notes)"""
    for card_text in teach_distractors(cards):
        yield found_on("N282", card_text, card_text.answer)


def section_density(sections: Sequence[Section], cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """20. A long section without cards was overlooked; one with too many is a drill. (N)

    Only clozes make it a drill: check 17 limits cells, and a list of words has a card a line. The upper limit of 25 cards was written for prose: a
    good Japanese sentence has 30 to 40 characters and one mark, which makes 25 to 33. So the limit
    is one card in 25 characters, the length of an answer.
    """
    counts = cards_by_section(sections, cards)
    of_text = cards_by_section(sections, [card_text for card_text in cards if card_text.note.kind == "cloze"])
    shown = _shown_shares(sections, cards)
    for section in sections:
        if section.characters <= limits.section_length:
            continue
        low, high = (1000 * count[section] / section.characters for count in (counts, of_text))
        if not counts[section]:
            said = Words(
                f"“{section.title}” has {section.characters} characters and no card",
                f"「{section.title}」は {section.characters} 字ありますが、カードがありません",
            )
        elif shown.get(section, 0) > limits.shown_share:
            share = f"{100 * shown[section]:.0f}"
            said = Words(
                f"“{section.title}” is only shown on backs, in {share} % of its lines",
                f"「{section.title}」の行の {share} % は、カードの裏に出るだけで、問われません",
            )
        elif low < limits.density_low or high > limits.density_high:
            density = f"{max(low, high):.0f}"
            said = Words(
                f"“{section.title}” has {density} cards per 1,000 characters",
                f"「{section.title}」のカードは千字あたり {density} 枚です",
            )
        else:
            continue
        yield Finding("N220", section.span, (said,))


def _shown_shares(sections: Sequence[Section], cards: Sequence[CardText]) -> dict[Section, float]:
    """Return of each section the share of lines that no card asks, among those that cards ask or show."""
    starts = [(section.span.path, section.span.first) for section in sections]
    lines: dict[Section, tuple[set[int], set[int]]] = {}
    for note in {id(card_text.note): card_text.note for card_text in cards}.values():
        for at, found in enumerate((note.asked, note.shown)):
            for line in found:
                if place := bisect_right(starts, (note.span.path, line)):
                    lines.setdefault(sections[place - 1], (set(), set()))[at].add(line)
    return {section: len(shown - asked) / len(shown | asked) for section, (asked, shown) in lines.items()}


def cards_by_section(sections: Sequence[Section], cards: Sequence[CardText]) -> Counter[Section]:
    """Return how many cards come from each section; a way back, which asks no new fact, does not count."""
    starts = [(section.span.path, section.span.first) for section in sections]
    places = (
        (card_text.note.span.path, card_text.note.span.first) for card_text in cards if not _is_reverse(card_text)
    )
    return Counter(sections[at - 1] for place in places if (at := bisect_right(starts, place)))


def reading_time(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """21. A card takes seconds. (20R-4)"""
    if card_text.note.kind != "choice":  # an exam's question is as long as it is there
        yield from graded("N221", card_text, round(seconds(card_text)), limits.seconds_warn, limits.seconds_error)


def fits_phone(card_text: CardText, limits: Limits) -> Iterator[Finding]:
    """22. Everything fits a phone's width. (A)"""
    if not _is_first(card_text):
        return
    shown = "".join(card_text.note.fields[:6])
    code = re.findall(r"<pre><code>(.*?)</code>", shown, flags=re.DOTALL)
    widest = max((width(line) for block in code for line in html.unescape(block).split("\n")), default=0)
    if widest > limits.code_columns:
        yield found_on("N222", card_text, Words(f"a code line of {widest} columns", f"{widest} 桁のコードの行"))
    if re.search(r'<img(?![^>]*alt="[^"]+)', shown):
        yield found_on("N222", card_text, Words("a picture without a description", "説明のない画像"))


def large_pictures(assets: Sequence[Asset], cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """22. And a picture is there at once; it is reported on the first card that shows it. (A)"""
    left = {asset.name: size for asset in assets if (size := len(asset.data) / 1000) > limits.picture_size}
    for card_text in filter(_is_first, cards) if left else ():
        for name in re.findall(r'<img[^>]*\bsrc="([^"]+)"', "".join(card_text.note.fields[:6])):
            if name in left:
                kilobytes = f"{left.pop(name):.0f}"
                said = Words(f"a picture of {kilobytes} KB", f"{kilobytes} KB の画像")
                yield found_on("N222", card_text, said)


OF_ONE_CARD: tuple[Callable[[CardText, Limits], Iterator[Finding]], ...] = (
    answer_length, prompt_length, answer_items, double_question, answer_on_front, vague, yes_or_no,
    needs_context, cloze_load, cloze_form, list_at_once, cell_names, dated, reading_time, fits_phone,
    list_without_prompt, item_is_a_sentence, number_is_no_fact, prompt_asks_nothing, answer_says_nothing, gap_names_its_opposite,
    gap_has_many_answers,
)  # fmt: skip
"""What can be told of a card by itself."""

OF_ALL_CARDS: tuple[Callable[[Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    answer_nearby, same_front, similar_front, confusable_answers, no_cue, table_cards, reverse_cards,
    distractor_asked,
)  # fmt: skip
"""What takes the other cards to tell, in reading order."""

OF_ALL_SECTIONS: tuple[Callable[[Sequence[Section], Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    section_density,
)  # fmt: skip
"""What takes the sections of the notes to tell."""

OF_ALL_PICTURES: tuple[Callable[[Sequence[Asset], Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    large_pictures,
)  # fmt: skip
"""What takes the files in the package to tell."""
