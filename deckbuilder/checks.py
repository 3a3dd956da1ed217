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
from typing import NamedTuple

from deckbuilder.faces import GAP, Face
from deckbuilder.model import Asset, Diagnostic, Limits, Section, Span
from deckbuilder.notetypes import field
from deckbuilder.text import PLACE_LENGTH, clozes, contains, fold, sentences, width
from deckbuilder.wording import (
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


class Finding(NamedTuple):
    """What a check found: a message code, where, what fills its text, and the card, if it is about one."""

    code: str
    span: Span
    args: tuple[str, ...]
    face: Face | None = None

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as a message about the notes."""
        return Diagnostic(self.code, self.span, self.args)


def _found(code: str, face: Face, *args: object) -> Finding:
    said = tuple(f"{arg:g}" if isinstance(arg, int | float) else str(arg) for arg in args)
    return Finding(code, face.note.span, said, face)


def _graded(code: str, face: Face, value: float, warn: float, error: float) -> Iterator[Finding]:
    """Yield the warning or the error of a check by how far a value is over its limits."""
    if value > error:
        yield _found(_error(code), face, value, error)
    elif value > warn:
        yield _found(code, face, value, warn)


def _counted(code: str, face: Face, value: float, warn: float, error: float) -> Iterator[Finding]:
    """Do the same with limits that count as reached, not passed."""
    if value >= error:
        yield _found(_error(code), face, value, error)
    elif value >= warn:
        yield _found(code, face, value, warn)


def _error(code: str) -> str:
    return f"N{int(code[1:]) + 50}"


def length(text: str) -> int:
    """Return the length of a text in Japanese characters: Latin ones count half, a formula 8, blanks nothing."""
    text = "".join(text.split())
    if "\\" in text:
        text = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "　" * FORMULA_LENGTH, text)
    return -(-width(text) // 2)


def seconds(face: Face) -> float:
    """Return how long a card takes to read, at 8 characters a second."""
    return (length(face.front) + length(face.answer)) / 8 + 2


# --- 1-4: one small question, one small answer ---------------------------------------------------


def answer_length(face: Face, limits: Limits) -> Iterator[Finding]:
    """1. A long answer cannot be judged right or wrong. (20R-4)"""
    if face.note.kind == "basic":
        yield from _graded("N201", face, length(face.answer), limits.answer_warn, limits.answer_error)


def prompt_length(face: Face, limits: Limits) -> Iterator[Finding]:
    """2. A long question is read, not recalled. (20R-12)"""
    if face.note.kind != "basic":
        return
    found = list(_graded("N202", face, length(face.prompt), limits.prompt_warn, limits.prompt_error))
    yield from found
    count = sum(1 for _ in sentences(face.prompt.replace(". ", " ")))  # Mr. ends no sentence
    if not found and count > limits.prompt_sentences:
        yield _found("N228", face, count, limits.prompt_sentences)


def answer_items(face: Face, limits: Limits) -> Iterator[Finding]:
    """3. Several things in one answer are several cards. (20R-9)"""
    if _is_reverse(face):
        return
    asked_whole = _list_items(face) if face.note.kind == "basic" else 0
    if asked_whole < limits.list_items:
        yield from _counted("N203", face, asked_whole or items(face.answer), limits.items_warn, limits.items_error)


def double_question(face: Face, limits: Limits) -> Iterator[Finding]:
    """4. A card asks one thing. (M)"""
    if face.note.kind == "basic":
        yield from _counted("N204", face, questions(face.prompt), limits.questions_warn, limits.questions_error)


# --- 5-9: nothing given away, nothing confused ----------------------------------------------------


def answer_on_front(face: Face, limits: Limits) -> Iterator[Finding]:
    """5. The answer must not stand on its own front. (M, UG)

    An either-or question names its answers; that is check 12's. One may also have to be picked out
    of the question, and a cell may repeat its row: cut ─ 過去形 → cut. The other gaps of a cloze are
    in sight, so none may say the answer too (6); a likeness in part is that of one kind: 公開鍵, 秘密鍵.
    """
    answer = fold(face.answer)
    named = is_either_or(face.prompt, face.answer) or brings_along(face.prompt)
    if not answer or named or answer == fold(face.prompt.split(" ─ ")[0]):
        return
    if answer.isdecimal():
        before, _, after = face.prompt.partition(GAP)
        if repeats_number(before, after, answer):
            yield _found("N255", face, face.answer)
    elif stands_in(face.answer, _shown(face.front, face.readings)):
        yield _found("N255", face, face.answer)
    elif len(answer) >= SHORTEST_SHARED and not answer[0].isdigit():
        longest, together = shared_parts(face.answer, _without_other_gaps(face, _shown(face.term, face.prompt)))
        if longest >= limits.common_run or together >= ALL_BUT_A_LETTER:
            yield _found("N205", face, face.answer)


SHORTEST_SHARED = 4
"""Characters from which on an answer may give itself away in part."""
ALL_BUT_A_LETTER = 0.8
"""Share of an answer that may stand on its front in several runs."""


def _shown(*texts: str) -> str:
    """Return texts of a front without its gap."""
    return "／".join(texts).replace(GAP, "／")


def _without_other_gaps(face: Face, text: str) -> str:
    """Return a text without what the other gaps of its note hide."""
    if face.note.kind == "cloze":
        for number, _, hidden in face.note.slots:
            if number != face.ordinal + 1 and hidden:
                text = text.replace(hidden, "／")
    return text


def answer_nearby(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """6. Nor on the front of a card that comes shortly before or after, if that is a habit of the deck. (A)

    It gives the answer away only where the two also share a word of the question.
    """
    near = int(limits.near)
    fronts = [fold(face.front) for face in cards]
    words = [content_words(f"{face.term} {face.prompt}") for face in cards]
    found = []
    for at, face in enumerate(cards):
        answer = fold(face.answer)
        if len(answer) < limits.near_length or _is_reverse(face):
            continue
        asked = {word for word in words[at] if word not in fold(face.place) and word not in answer}
        for other in range(max(0, at - near), min(len(cards), at + near + 1)):
            apart = cards[other].note is not face.note and not (_is_cell(face) and _is_cell(cards[other]))
            if apart and contains(fronts[other], answer) and asked & words[other]:
                found.append(_found("N206", face, face.answer, cards[other].prompt[:30]))
                break
    if len(found) > limits.near_share * len(cards):
        yield from found


def same_front(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """7. One question has one answer. (UG)"""
    by_front: dict[str, list[Face]] = defaultdict(list)
    for face in cards:
        by_front[fold(face.front)].append(face)
    for same in by_front.values():
        if len({fold(face.answer) for face in same}) > 1:
            for face in same:
                other = next(f for f in same if f is not face)
                yield _found("N257", face, other.answer)


def similar_front(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """8. Two questions that are nearly the same interfere. (20R-11)"""
    fronts = [fold(f"{face.place}{face.term}{face.prompt}") for face in cards]
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
        if "混同注意" not in cards[at].extra:
            yield _found("N208", cards[at], cards[other].prompt[:40])


def _is_cell(face: Face) -> bool:
    """Tell whether a card asks a table cell, which its row and column name tell apart."""
    return face.note.role in ("cell", "table")


def _trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def confusable_answers(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """9. Answers that differ by a letter need a word of warning on both. (UG, A)

    Only within a file: in the shipped deck Pod and POP, リビジョン and リージョン are asked weeks and
    subjects apart.
    """
    by_file: dict[str, dict[str, list[Face]]] = defaultdict(lambda: defaultdict(list))
    for face in cards:
        # 配信の設定 and 配信設定 are the same
        if 3 <= len(answer := fold(face.answer).replace("の", "")) <= LONGEST_SLIP:
            by_file[face.note.span.path][answer].append(face)
    for by_answer in by_file.values():
        for answer, others in _one_edit_apart(set(by_answer)).items():
            rivals = [face for other in others if _is_slip(answer, other) for face in by_answer[other]]
            for face in by_answer[answer]:
                apart = [other for other in rivals if not _stand_together(face, other)]
                if apart and "混同注意" not in face.extra + face.front:
                    yield _found("N209", face, face.answer, apart[0].answer)


def _is_slip(one: str, other: str) -> bool:
    """Tell whether one answer is a slip of the other, not the other with a word before it nor 1600年 for 1603年."""
    return one not in other and other not in one and re.sub("[0-9]", "", one) != re.sub("[0-9]", "", other)


def _stand_together(one: Face, other: Face) -> bool:
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


def vague(face: Face, _limits: Limits) -> Iterator[Finding]:
    """10. A vague question has many right answers. (M)"""
    if words := vague_words(face.prompt.replace(GAP, "…")) or vague_words(face.cue):
        yield _found("N210", face, words)


def no_cue(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """11. Where a number is wanted, the question says of what, as a rule. (20R-16)"""
    found = [_found("N211", face, face.answer) for face in cards if _asks_bare_number(face)]
    if len(found) > limits.cue_share * len(cards):
        yield from found


def _asks_bare_number(face: Face) -> bool:
    bare_gap = re.search(rf"{re.escape(GAP)}\s*(?:$|[。、])", face.prompt)
    return bool(face.note.kind == "basic" or bare_gap) and is_bare_number(
        f"{face.term}{face.prompt}{face.cue}", face.answer
    )


def yes_or_no(face: Face, _limits: Limits) -> Iterator[Finding]:
    """12. A guess is right every other time. (N, M)"""
    if not _is_reverse(face) and is_either_or(face.prompt, face.answer):
        yield _found("N212", face, face.answer)


def needs_context(face: Face, limits: Limits) -> Iterator[Finding]:
    """13. A card is understood without its neighbours, and says where it belongs. (20R-16)"""
    asks = face.note.role == "question" and face.note.kind == "basic"
    has_picture = "<img" in face.note.fields[0]
    if word := pointing(
        face.prompt, names_subject=not asks, has_picture=has_picture, has_list=face.note.role == "list"
    ):
        yield _found("N263", face, word)
    levels = face.place.split(" › ") if face.place else []
    fits = 0 < len(levels) <= limits.place_levels and len(face.place) <= limits.place_length
    if not fits or any(len(level) == PLACE_LENGTH and level.endswith("…") for level in levels):
        yield _found("N213", face, face.place or "—")


# --- 14-18: clozes, lists, tables, reverses -------------------------------------------------------


def cloze_load(face: Face, limits: Limits) -> Iterator[Finding]:
    """14. A cloze hides a word or two of a short sentence. (20R-5)"""
    if face.note.kind != "cloze":
        return
    if _is_first(face):
        if face.note.role != "list":
            yield from _graded("N214", face, len(face.note.cards), limits.clozes_warn, limits.clozes_error)
        whole = length(face.prompt.replace(GAP, face.answer))
        yield from _graded("N224", face, whole, limits.sentence_warn, limits.sentence_error)
    hidden = length(face.answer)
    is_phrase = bool(re.search(r"[ぁ-ゖ]", face.answer.replace("の", "")))  # a name, however long, is one word
    found = []
    if is_phrase or hidden > limits.hidden_error:
        found = list(_graded("N225", face, hidden, limits.hidden_warn, limits.hidden_error))
    yield from found
    whole = length(face.term + face.prompt.replace(GAP, face.answer))
    if not found and is_phrase and hidden > limits.hidden_share * whole and hidden > 3:
        yield _found("N226", face, round(100 * hidden / whole), 100 * limits.hidden_share)
    if is_particle(face.answer) and "助詞" not in face.front:
        yield _found("N277", face, face.answer)


def _is_first(face: Face) -> bool:
    """Tell whether this is the first card of its note, so that the note is judged once."""
    return face.ordinal == face.note.cards[0]


def cloze_form(face: Face, _limits: Limits) -> Iterator[Finding]:
    """15. The engine reads a cloze as we do. (A)"""
    if face.note.kind != "cloze" or not _is_first(face):
        return
    text = face.note.fields[0]
    marks = [hidden for _, hidden in clozes(text)]
    if any("{{c" in mark or mark.count("::") > 1 for mark in marks) or text.count("{{c") != len(marks):
        yield _found("N265", face, text[:40])


def list_at_once(face: Face, limits: Limits) -> Iterator[Finding]:
    """16. A list is asked item by item. (20R-10)"""
    if face.note.kind == "basic" and face.ordinal == 0 and (count := _list_items(face)) >= limits.list_items:
        yield _found("N266", face, count)


def _list_items(face: Face) -> int:
    return field(face.note, "Answer").count("<li>")


def cell_names(face: Face, _limits: Limits) -> Iterator[Finding]:
    """17. A cell is asked by row and column. (20R-9)"""
    if face.note.role == "cell" and " ─ " not in face.prompt:
        yield _found("N267", face, face.prompt)


def table_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """17. And a table is not too large. (20R-9)"""
    tables: list[list[Face]] = []
    for face in filter(_is_cell, cards):
        if tables and _is_same_table(tables[-1][-1].note.span, face.note.span):
            tables[-1].append(face)
        else:
            tables.append([face])
    for table in tables:
        if len(table) > limits.table_cards:
            yield _found("N217", table[0], len(table), limits.table_cards)


def _is_same_table(row: Span, next_row: Span) -> bool:
    """Tell whether two rows are of one table; another needs a blank line, a header and a line of dashes first."""
    return row.path == next_row.path and next_row.first - row.first <= 3


def reverse_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """18. The way back is asked only where it is one to one and short. (A, UG)"""
    answers = Counter(fold(face.answer) for face in cards if face.note.kind == "basic" and face.ordinal == 0)
    for face in filter(_is_reverse, cards):
        too_long = length(face.prompt) > limits.reverse_answer
        if answers[fold(face.prompt)] > 1 or is_one_of_many(face.prompt) or too_long:
            yield _found("N218", face, face.prompt)


def _is_reverse(face: Face) -> bool:
    return face.note.kind == "basic" and face.ordinal == 1


# --- 19-22: time, sections, phone ----------------------------------------------------------------


def dated(face: Face, _limits: Limits) -> Iterator[Finding]:
    """19. What can change carries its date, on the card or in a caution. (20R-18, -19)"""
    whole = f"{face.place} {face.term} {face.prompt.replace(GAP, face.answer)} {face.answer}"
    cautions = re.findall(r'<p class="caution">.*?</p>', field(face.note, "Extra"))
    if is_undated(whole, " ".join(cautions)):
        yield _found("N219", face, face.prompt[:30])


def section_density(sections: Sequence[Section], cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """20. A long section without cards was overlooked; one with too many is a drill. (N)

    Only clozes make it a drill: check 17 limits cells, and a list of words has a card a line. The upper limit of 25 cards was written for prose: a
    good Japanese sentence has 30 to 40 characters and one mark, which makes 25 to 33. So the limit
    is one card in 25 characters, the length of an answer.
    """
    counts = cards_by_section(sections, cards)
    of_text = cards_by_section(sections, [face for face in cards if face.note.kind == "cloze"])
    for section in sections:
        if section.characters <= limits.section_length:
            continue
        low, high = (1000 * count[section] / section.characters for count in (counts, of_text))
        if not counts[section]:
            said = f"“{section.title}” has {section.characters} characters and no card"
        elif low < limits.density_low or high > limits.density_high:
            said = f"“{section.title}” has {max(low, high):.0f} cards per 1,000 characters"
        else:
            continue
        yield Finding("N220", section.span, (said,))


def cards_by_section(sections: Sequence[Section], cards: Sequence[Face]) -> Counter[Section]:
    """Return how many cards come from each section; a way back, which asks no new fact, does not count."""
    starts = [(section.span.path, section.span.first) for section in sections]
    places = ((face.note.span.path, face.note.span.first) for face in cards if not _is_reverse(face))
    return Counter(sections[at - 1] for place in places if (at := bisect_right(starts, place)))


def reading_time(face: Face, limits: Limits) -> Iterator[Finding]:
    """21. A card takes seconds. (20R-4)"""
    yield from _graded("N221", face, round(seconds(face)), limits.seconds_warn, limits.seconds_error)


def fits_phone(face: Face, limits: Limits) -> Iterator[Finding]:
    """22. Everything fits a phone's width. (A)"""
    if not _is_first(face):
        return
    shown = "".join(face.note.fields[:6])
    code = re.findall(r"<pre><code>(.*?)</code>", shown, flags=re.DOTALL)
    widest = max((width(line) for block in code for line in html.unescape(block).split("\n")), default=0)
    if widest > limits.code_columns:
        yield _found("N222", face, f"a code line of {widest} columns")
    if re.search(r'<img(?![^>]*alt="[^"]+)', shown):
        yield _found("N222", face, "a picture without a description")


def large_pictures(assets: Sequence[Asset], cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """22. And a picture is there at once; it is reported on the first card that shows it. (A)"""
    left = {asset.name: size for asset in assets if (size := len(asset.data) / 1000) > limits.picture_size}
    for face in filter(_is_first, cards) if left else ():
        for name in re.findall(r'<img[^>]*\bsrc="([^"]+)"', "".join(face.note.fields[:6])):
            if name in left:
                yield _found("N222", face, f"a picture of {left.pop(name):.0f} KB")


OF_ONE_CARD: tuple[Callable[[Face, Limits], Iterator[Finding]], ...] = (
    answer_length, prompt_length, answer_items, double_question, answer_on_front, vague, yes_or_no,
    needs_context, cloze_load, cloze_form, list_at_once, cell_names, dated, reading_time, fits_phone,
)  # fmt: skip
"""What can be told of a card by itself."""

OF_ALL_CARDS: tuple[Callable[[Sequence[Face], Limits], Iterator[Finding]], ...] = (
    answer_nearby, same_front, similar_front, confusable_answers, no_cue, table_cards, reverse_cards,
)  # fmt: skip
"""What takes the other cards to tell, in reading order."""

OF_ALL_SECTIONS: tuple[Callable[[Sequence[Section], Sequence[Face], Limits], Iterator[Finding]], ...] = (
    section_density,
)  # fmt: skip
"""What takes the sections of the notes to tell."""

OF_ALL_PICTURES: tuple[Callable[[Sequence[Asset], Sequence[Face], Limits], Iterator[Finding]], ...] = (
    large_pictures,
)  # fmt: skip
"""What takes the files in the package to tell."""
