"""Checks that take the other cards, the sections of the notes or the pictures to tell."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from deckbuilder.base.blocks import Section
from deckbuilder.base.model import Limits, Span
from deckbuilder.base.text import contains, fold
from deckbuilder.base.words import Words
from deckbuilder.quality.card_texts import GAP, CardText
from deckbuilder.quality.distractors import teach_distractors
from deckbuilder.quality.findings import Finding, found_on
from deckbuilder.quality.one_card import is_first, is_reverse, length
from deckbuilder.quality.wording import content_words, is_bare_number, is_one_of_many

LONGEST_SLIP = 60
"""Characters of an answer from which on a slip of one does not confuse."""


def answer_nearby(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """6. Nor on the front of a card that comes shortly before or after, if that is a habit of the deck. (A)

    It gives the answer away only where the two also share a word of the question.
    """
    near = int(limits.near)
    fronts = [card_text.folded_front for card_text in cards]
    words = [content_words(f"{card_text.term} {card_text.prompt}") for card_text in cards]
    found = []
    for at, card_text in enumerate(cards):
        answer = fold(card_text.answer)
        if len(answer) < limits.near_length or is_reverse(card_text):
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
        by_front[card_text.folded_front + fold(card_text.choices)].append(card_text)
    for same in by_front.values():
        if len({fold(card_text.answer) for card_text in same}) > 1:
            for card_text in same:
                other = next(f for f in same if f is not card_text)
                yield found_on("N257", card_text, other.answer)


def similar_front(cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """8. Two questions that are nearly the same interfere. (20R-11)"""
    fronts = [fold(f"{card_text.place}{card_text.term}{card_text.prompt}{card_text.choices}") for card_text in cards]
    grams = [frozenset(front[at : at + 3] for at in range(max(1, len(front) - 2))) for front in fronts]
    sketches = [reduce(or_, (1 << hash(gram) % _SKETCH for gram in own)) for own in grams]
    least = limits.similar_front
    found: dict[int, int] = {}
    index: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        rare = sorted(own, key=lambda gram: (len(index[gram]), gram))[:8]
        candidates = {other for gram in rare for other in index[gram][-30:]}
        sketch, size = sketches[at], len(own)
        near = [
            other
            for other in candidates
            if (sketch ^ sketches[other]).bit_count() * (1 + least) <= (size + len(grams[other])) * (1 - least) + _SLACK
        ]
        for other in sorted(near):
            shared = len(own & grams[other])
            alike = shared and shared / len(own | grams[other]) >= least and fronts[at] != fronts[other]
            if alike and _interfere(cards[at], cards[other]):
                found.setdefault(other, at)
                found[at] = other
                break
        for gram in own:
            index[gram].append(at)
    for at, other in found.items():
        if not _warns(cards[at]):
            yield found_on("N208", cards[at], cards[other].prompt[:40])


_SKETCH = 512
"""Bits that the 3-grams of a front are sketched with; few share one. A bit that only one of two fronts has is a 3-gram
that only one of them has, and of n together at most n * (1 - least) / (1 + least) may be where their Jaccard similarity
is `least`. That is told far quicker than the similarity is reckoned."""
_SLACK = 1e-6
"""More than floats are wrong by."""


def _interfere(one: CardText, other: CardText) -> bool:
    """Tell whether two cards of nearly the same front would be mixed up: they ask for something else, with the same cue."""
    are_cells = _is_cell(one) and _is_cell(other)
    differ = one.note is not other.note and fold(one.answer) != fold(other.answer)
    return not are_cells and differ and one.cue == other.cue


def _warns(card_text: CardText) -> bool:
    """Tell whether a card says that it is easily mixed up with another."""
    return "混同注意" in card_text.front + card_text.answer + card_text.extra


def _is_cell(card_text: CardText) -> bool:
    """Tell whether a card asks a table cell, which its row and column name tell apart."""
    return card_text.note.role in ("cell", "table")


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
    for card_text in filter(is_reverse, cards):
        too_long = length(card_text.prompt) > limits.reverse_answer
        if answers[fold(card_text.prompt)] > 1 or is_one_of_many(card_text.prompt) or too_long:
            yield found_on("N218", card_text, card_text.prompt)


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
    places = ((card_text.note.span.path, card_text.note.span.first) for card_text in cards if not is_reverse(card_text))
    return Counter(sections[at - 1] for place in places if (at := bisect_right(starts, place)))


def large_pictures(sizes: Mapping[str, int], cards: Sequence[CardText], limits: Limits) -> Iterator[Finding]:
    """22. And a picture is there at once; it is reported on the first card that shows it. (A)"""
    left = {name: size / 1000 for name, size in sizes.items() if size / 1000 > limits.picture_size}
    for card_text in filter(is_first, cards) if left else ():
        for name in re.findall(r'<img[^>]*\bsrc="([^"]+)"', "".join(card_text.note.fields[:6])):
            if name in left:
                kilobytes = f"{left.pop(name):.0f}"
                said = Words(f"a picture of {kilobytes} KB", f"{kilobytes} KB の画像")
                yield found_on("N222", card_text, said)
