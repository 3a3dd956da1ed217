"""Card quality: each check is one small function, and two tables list them all.

What makes a card good is taken from SuperMemo's twenty rules (20R), Matuschak's guide to prompts
(M), Nielsen's essay on long-term memory (N), Anki's manual (A) and the Ultimate Geography deck
(UG). A check's warning has the code N2nn, its error N2nn + 50. Texts are compared folded: NFKC,
katakana as hiragana, no blanks.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from deckbuilder.faces import GAP, Face
from deckbuilder.model import Diagnostic, Limits, Note, Section, Span
from deckbuilder.notetypes import ALL
from deckbuilder.text import contains, fold, sentences

FORMULA_LENGTH = 8
"""Characters that a formula counts for."""


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
    """Return the length of a text in characters, blanks not counted, a formula as 8."""
    if "\\" in text:
        text = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "x" * FORMULA_LENGTH, text, flags=re.DOTALL)
    return len("".join(text.split()))


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
    count = sum(1 for _ in sentences(face.prompt))
    if not found and count > limits.prompt_sentences:
        yield _found("N228", face, count, limits.prompt_sentences)


def answer_items(face: Face, limits: Limits) -> Iterator[Finding]:
    """3. Several things in one answer are several cards. (20R-9)"""
    if _is_reverse(face):
        return
    count = len([part for part in re.split(r"[、，;；／]|\s/\s|(?<=\S)・(?=\S)|, ", face.answer) if part.strip()])
    if face.note.kind == "basic" and face.note.role == "list":
        count = _list_items(face)
    yield from _counted("N203", face, count, limits.items_warn, limits.items_error)


_INTERROGATIVES = re.compile(
    r"何(?!度も|らか|も)|誰|だれ|いつ(?!でも|も)|どこ(?!でも|からでも|も)|なぜ|どの(?!よう)|いくつ(?!か)|どれ"
)


def double_question(face: Face, limits: Limits) -> Iterator[Finding]:
    """4. A card asks one thing. (M)"""
    count = len(_INTERROGATIVES.findall(face.prompt))
    yield from _counted("N204", face, count, limits.questions_warn, limits.questions_error)


# --- 5-9: nothing given away, nothing confused ----------------------------------------------------


def answer_on_front(face: Face, limits: Limits) -> Iterator[Finding]:
    """5. The answer must not stand on its own front. (M, UG)"""
    answer, front = fold(face.answer), fold(face.front.replace(GAP, "\n"))
    if not answer:
        return
    if contains(front, answer) and (len(answer) > 1 or answer.isdecimal()):
        yield _found("N255", face, face.answer)
    elif len(answer) >= 4 and _common_run(answer, front) >= max(4, limits.common_run * len(answer)):
        yield _found("N205", face, face.answer)


def _common_run(one: str, other: str) -> int:
    """Return the length of the longest run of characters that both texts have."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def answer_nearby(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """6. Nor on the front of a card that comes shortly before or after, if that is a habit of the deck. (A)"""
    near = int(limits.near)
    fronts = [fold(face.front) for face in cards]
    found = []
    for at, face in enumerate(cards):
        answer = fold(face.answer)
        if len(answer) < limits.near_length or _is_reverse(face):
            continue
        for other in range(max(0, at - near), min(len(cards), at + near + 1)):
            if cards[other].note is not face.note and contains(fronts[other], answer):
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
    grams = [_trigrams(fold(f"{face.place}{face.term}{face.prompt}")) for face in cards]
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
            if alike and cards[at].cue == cards[other].cue and "混同注意" not in cards[at].extra:
                yield _found("N208", cards[at], cards[other].prompt[:40])
                break
        for gram in own:
            index[gram].append(at)


def _is_cell(face: Face) -> bool:
    """Tell whether a card asks a table cell, which its row and column name tell apart."""
    return face.note.role in ("cell", "table")


def _trigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def confusable_answers(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """9. Answers that differ by a letter need a word of warning on both. (UG, A)

    Only within a file, and not where one answer is the other with a word before it: in the shipped
    deck Pod and POP, リビジョン and リージョン are asked weeks and subjects apart, and 低レイテンシー
    is no slip of レイテンシー; all 19 first findings were of these kinds.
    """
    by_file: dict[str, dict[str, list[Face]]] = defaultdict(lambda: defaultdict(list))
    for face in cards:
        # 配信の設定 and 配信設定 are the same
        by_file[face.note.span.path][fold(face.answer).replace("の", "")].append(face)
    for by_answer in by_file.values():
        for answer, others in _one_edit_apart({answer for answer in by_answer if len(answer) >= 3}).items():
            apart = [other for other in others if other not in answer and answer not in other]
            for face in by_answer[answer] if apart else ():
                if "混同注意" not in face.extra + face.front:
                    yield _found("N209", face, face.answer, by_answer[apart[0]][0].answer)


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

_VAGUE = re.compile(
    r"特徴(?:は|$)|特長(?:は|$)|について(?:説明|述べ|$)|どんな|どのような|(?<!エンド)ポイント(?:は|$)|概要(?:は|$)"
)


def vague(face: Face, _limits: Limits) -> Iterator[Finding]:
    """10. A vague question has many right answers. (M)"""
    if found := _VAGUE.search(f"{face.prompt} {face.cue}"):
        yield _found("N210", face, found.group())


_NUMBER_CUES = frozenset(
    "何いくつ数率量額長高幅深重割間隔期限上下値年月日時分秒単位番号コードサイズポート電力奥行既定間保"
)


def no_cue(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """11. Where a number is wanted, the question says of what, as a rule. (20R-16)"""
    found = [_found("N211", face, face.answer) for face in cards if _asks_bare_number(face)]
    if len(found) > limits.cue_share * len(cards):
        yield from found


def _asks_bare_number(face: Face) -> bool:
    if not re.fullmatch(r"[約最大]*[0-9０-９][0-9０-９.,〜~–\-]*", face.answer):
        return False
    bare_gap = re.search(rf"{re.escape(GAP)}\s*(?:$|[。、])", face.prompt)
    return bool(face.note.kind == "basic" or bare_gap) and not _NUMBER_CUES & set(face.prompt + face.cue)


_EITHER_OR = frozenset(
    fold(word)
    for word in "はい いいえ ○ × ◯ 〇 ✓ ✕ できる できない 可 不可 可能 不可能 あり なし 有 無 有効 無効 yes no true false".split()
)


def yes_or_no(face: Face, _limits: Limits) -> Iterator[Finding]:
    """12. A guess is right every other time. (N, M)"""
    if fold(face.answer.strip("。 ")) in _EITHER_OR:
        yield _found("N212", face, face.answer)


_POINTING = re.compile(
    r"(?<![とこそ])これ(?:ら|は|が|を|に|で|によ)|(?<!そ)それ(?!ぞれ|以[上下外前]|で)|上記|下記|前述|後述|図[0-9０-９]|表[0-9０-９]"
)
_POINTING_ON = re.compile(r"次の(?![0-9一二三]*[つ回章])|以下の")


def needs_context(face: Face, limits: Limits) -> Iterator[Finding]:
    """13. A card is understood without its neighbours, and says where it belongs. (20R-16)"""
    found = _POINTING.search(face.prompt)
    if not found and face.note.role != "list":
        found = _POINTING_ON.search(face.prompt)
    if found:
        yield _found("N263", face, found.group())
    levels = face.place.split(" › ") if face.place else []
    if not levels or len(face.place) > limits.place_length or len(levels) > limits.place_levels:
        yield _found("N213", face, face.place or "—")


# --- 14-18: clozes, lists, tables, reverses -------------------------------------------------------


def cloze_load(face: Face, limits: Limits) -> Iterator[Finding]:
    """14. A cloze hides a word or two of a short sentence. (20R-5)"""
    if face.note.kind != "cloze":
        return
    if _is_first(face):
        yield from _graded("N214", face, len(face.note.cards), limits.clozes_warn, limits.clozes_error)
        whole = length(face.prompt.replace(GAP, face.answer))
        yield from _graded("N224", face, whole, limits.sentence_warn, limits.sentence_error)
    hidden = length(face.answer)
    found = list(_graded("N225", face, hidden, limits.hidden_warn, limits.hidden_error))
    yield from found
    whole = length(face.term + face.prompt.replace(GAP, face.answer))
    if not found and hidden > limits.hidden_share * whole and hidden > 3:
        yield _found("N226", face, round(100 * hidden / whole), 100 * limits.hidden_share)
    if re.fullmatch(r"[はがをにへとでのもや、。]+", face.answer):
        yield _found("N277", face, face.answer)


def _is_first(face: Face) -> bool:
    """Tell whether this is the first card of its note, so that the note is judged once."""
    return face.ordinal == face.note.cards[0]


def cloze_form(face: Face, _limits: Limits) -> Iterator[Finding]:
    """15. The engine reads a cloze as we do. (A)"""
    if face.note.kind != "cloze" or not _is_first(face):
        return
    text = face.note.fields[0]
    marks = re.findall(r"\{\{c\d+::(.*?)\}\}", text, flags=re.DOTALL)
    if any("{{c" in mark or mark.count("::") > 1 for mark in marks) or text.count("{{c") != len(marks):
        yield _found("N265", face, text[:40])


def list_at_once(face: Face, limits: Limits) -> Iterator[Finding]:
    """16. A list is asked item by item. (20R-10)"""
    if face.note.kind == "basic" and face.ordinal == 0 and (count := _list_items(face)) >= limits.list_items:
        yield _found("N266", face, count)


def _list_items(face: Face) -> int:
    return face.note.fields[ALL["basic"].field_names.index("Answer")].count("<li>")


def cell_names(face: Face, _limits: Limits) -> Iterator[Finding]:
    """17. A cell is asked by row and column. (20R-9)"""
    if face.note.role == "cell" and " ─ " not in face.prompt:
        yield _found("N267", face, face.prompt)


def table_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """17. And a table is not too large. (20R-9)"""
    cells = [face for face in cards if _is_cell(face)]
    counts = Counter((face.note.span.path, _section(face.note)) for face in cells)
    for face in cells:
        count = counts.pop((face.note.span.path, _section(face.note)), 0)
        if count > limits.table_cards:
            yield _found("N217", face, count, limits.table_cards)


def _section(note: Note) -> str:
    return note.fields[ALL[note.kind].field_names.index("Source")]


def reverse_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """18. The way back is asked only where it is one to one and short. (A, UG)"""
    answers = Counter(fold(face.answer) for face in cards if face.note.kind == "basic" and face.ordinal == 0)
    for face in filter(_is_reverse, cards):
        if answers[fold(face.prompt)] > 1 or length(face.answer) > 2 * limits.reverse_answer:
            yield _found("N218", face, face.prompt)


def _is_reverse(face: Face) -> bool:
    return face.note.kind == "basic" and face.ordinal == 1


# --- 19-22: time, sections, phone ----------------------------------------------------------------

_CHANGING = re.compile(r"現在(?!地|進行|完了)|最新|クォータ|価格|月額|[0-9]\s?(?:ドル|円)")


def dated(face: Face, _limits: Limits) -> Iterator[Finding]:
    """19. What can change carries its date. (20R-18, -19)"""
    whole = face.front + face.answer
    if _CHANGING.search(whole) and "時点" not in whole + face.extra:
        yield _found("N219", face, face.prompt[:30])


def section_density(sections: Sequence[Section], cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """20. A long section without cards was overlooked; one with too many is a drill. (N)

    Cells do not make it a drill; check 17 limits them. The upper limit of 25 cards was written for prose: a
    good Japanese sentence has 30 to 40 characters and one mark, which makes 25 to 33. So the limit
    is one card in 25 characters, the length of an answer.
    """
    counts = cards_by_section(sections, cards)
    of_text = cards_by_section(sections, [face for face in cards if not _is_cell(face)])
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
    html = "".join(face.note.fields[:6])
    code = re.findall(r"<pre><code>(.*?)</code>", html, flags=re.DOTALL)
    widest = max((len(line) for block in code for line in block.split("\n")), default=0)
    if widest > limits.code_columns:
        yield _found("N222", face, f"a code line of {widest} columns")
    if re.search(r'<img(?![^>]*alt="[^"]+)', html):
        yield _found("N222", face, "a picture without a description")


OF_ONE_CARD: tuple[Callable[[Face, Limits], Iterator[Finding]], ...] = (
    answer_length, prompt_length, answer_items, double_question, answer_on_front, vague, yes_or_no,
    needs_context, cloze_load, cloze_form, list_at_once, cell_names, dated, reading_time, fits_phone,
)  # fmt: skip
"""What can be told of a card by itself."""

OF_ALL_CARDS: tuple[Callable[[Sequence[Face], Limits], Iterator[Finding]], ...] = (
    answer_nearby, same_front, similar_front, confusable_answers, no_cue, table_cards, reverse_cards,
)  # fmt: skip
"""What takes the other cards to tell, in reading order."""
