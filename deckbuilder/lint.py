"""Card quality: each check is one small function over the finished cards.

What makes a card good is taken from SuperMemo's twenty rules, Matuschak's guide to prompts,
Nielsen's essay on long-term memory and Anki's manual. A check's warning has the code N2nn, its
error N2nn + 50. Texts are compared folded: NFKC, katakana as hiragana, no blanks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from deckbuilder.faces import GAP, Face, faces
from deckbuilder.model import Note
from deckbuilder.notetypes import ALL
from deckbuilder.text import contains, fold

FORMULA_LENGTH = 8
"""Characters that a formula counts for."""


class Finding(NamedTuple):
    """What a check found on a card: a message code and what fills its text."""

    code: str
    face: Face
    args: tuple[str, ...]


THRESHOLDS: dict[str, float] = {
    "answer_warn": 25, "answer_error": 40,
    "prompt_warn": 50, "prompt_error": 80,
    "items_warn": 3, "items_error": 5,
    "questions_warn": 2, "questions_error": 3,
    "common_run": 0.6,
    "near": 10, "near_length": 4,
    "similar_front": 0.85,
    "place_length": 30, "place_levels": 3,
    "clozes_warn": 5, "clozes_error": 8,
    "hidden_warn": 20, "hidden_error": 35, "hidden_share": 0.4,
    "sentence_warn": 120, "sentence_error": 200,
    "list_error": 4, "table_cards": 20, "reverse_answer": 20,
    "seconds_warn": 15, "seconds_error": 30,
    "code_columns": 40,
}  # fmt: skip
"""Limits of the checks; each can be set in [quality] of deck.toml."""

Limits = Mapping[str, float]
Check = Callable[[Sequence[Face], Limits], Iterator[Finding]]


def findings(notes: Iterable[Note], limits: Limits) -> list[Finding]:
    """Run all checks; `limits` are the thresholds of the deck where they differ from the defaults."""
    cards = list(faces(notes))
    merged = {**THRESHOLDS, **limits}
    found = [finding for check in CHECKS for finding in check(cards, merged)]
    return sorted(found, key=lambda f: (f.face.position, f.face.ordinal, f.code))


def length(text: str) -> int:
    """Return the length of a text in characters, blanks not counted, a formula as 8."""
    text = re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "x" * FORMULA_LENGTH, text, flags=re.DOTALL)
    return len("".join(text.split()))


def seconds(face: Face) -> float:
    """Return how long a card takes to read, at 8 characters a second."""
    return (length(face.front) + length(face.answer)) / 8 + 2


def figures(notes: Iterable[Note]) -> dict[str, tuple[float, float]]:
    """Return (median, 95th percentile) of answer length, prompt length and reading time."""
    cards = list(faces(notes))
    measures: dict[str, Callable[[Face], float]] = {
        "answer": lambda face: length(face.answer),
        "prompt": lambda face: length(face.prompt),
        "seconds": seconds,
    }
    return {name: _spread(sorted(measure(face) for face in cards)) for name, measure in measures.items()}


def _spread(values: list[float]) -> tuple[float, float]:
    return (median(values), values[int(0.95 * (len(values) - 1))]) if values else (0, 0)


def _graded(
    code: str, face: Face, value: float, warn: float, error: float, *, inclusive: bool = False
) -> Iterator[Finding]:
    """Yield the warning or the error of a check by how far a value goes."""
    if value > error or (inclusive and value == error):
        yield Finding(_error(code), face, (f"{value:g}", f"{error:g}"))
    elif value > warn or (inclusive and value == warn):
        yield Finding(code, face, (f"{value:g}", f"{warn:g}"))


def _error(code: str) -> str:
    return f"N{int(code[1:]) + 50}"


# --- 1-4: one small question, one small answer ---------------------------------------------------


def answer_length(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """1. A long answer cannot be judged right or wrong. (20R-4)"""
    for face in cards:
        if face.note.kind == "basic":
            yield from _graded("N201", face, length(face.answer), limits["answer_warn"], limits["answer_error"])


def prompt_length(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """2. A long question is read, not recalled. (20R-12)"""
    for face in cards:
        if face.note.kind != "basic":
            continue
        found = list(_graded("N202", face, length(face.prompt), limits["prompt_warn"], limits["prompt_error"]))
        yield from found
        if not found and len(re.findall(r"[。．！？!?](?!$)", face.prompt)) > 2:
            yield Finding("N202", face, (f"{length(face.prompt)}", f"{limits['prompt_warn']:g}"))


def answer_items(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """3. Several things in one answer are several cards. (20R-9)"""
    for face in cards:
        if face.ordinal and face.note.kind == "basic":
            continue
        count = len([part for part in re.split(r"[、，;；／]|\s/\s|(?<=\S)・(?=\S)|, ", face.answer) if part.strip()])
        if face.note.role == "list" and face.note.kind == "basic":
            count = _list_items(face)
        yield from _graded("N203", face, count, limits["items_warn"], limits["items_error"], inclusive=True)


def double_question(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """4. A card asks one thing. (M)"""
    for face in cards:
        count = len(
            re.findall(
                r"何(?!度も|らか|も)|誰|だれ|いつ(?!でも|も)|どこ(?!でも|からでも|も)|なぜ|どの(?!よう)|いくつ(?!か)|どれ",
                face.prompt,
            )
        )
        yield from _graded("N204", face, count, limits["questions_warn"], limits["questions_error"], inclusive=True)


# --- 5-9: nothing given away, nothing confused ----------------------------------------------------


def answer_on_front(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """5. The answer must not stand on its own front. (M, UG)"""
    for face in cards:
        answer, front = fold(face.answer), fold(face.front.replace(GAP, "\n"))
        if not answer:
            continue
        if contains(front, answer) and (len(answer) > 1 or answer.isdecimal()):
            yield Finding("N255", face, (face.answer,))
        elif (
            len(answer) >= 4 and (run := _common_run(answer, front)) >= limits["common_run"] * len(answer) and run >= 4
        ):
            yield Finding("N205", face, (face.answer,))


def _common_run(one: str, other: str) -> int:
    """Return the length of the longest run of characters that both texts have."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def answer_nearby(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """6. Nor on the front of a card that comes shortly before or after. (A)"""
    near = int(limits["near"])
    fronts = [fold(face.front) for face in cards]
    for at, face in enumerate(cards):
        answer = fold(face.answer)
        if len(answer) < limits["near_length"] or (face.note.kind == "basic" and face.ordinal == 1):
            continue
        for other in range(max(0, at - near), min(len(cards), at + near + 1)):
            if cards[other].note is not face.note and contains(fronts[other], answer):
                yield Finding("N206", face, (face.answer, cards[other].prompt[:30]))
                break


def same_front(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """7. One question has one answer. (UG)"""
    by_front: dict[str, list[Face]] = defaultdict(list)
    for face in cards:
        by_front[fold(face.front)].append(face)
    for same in by_front.values():
        if len({fold(face.answer) for face in same}) > 1:
            for face in same:
                other = next(f for f in same if f is not face)
                yield Finding("N257", face, (other.answer,))


def similar_front(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """8. Two questions that are nearly the same interfere. (20R-11)"""
    grams = [_trigrams(fold(f"{face.place}{face.term}{face.prompt}")) for face in cards]
    index: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        rare = sorted(own, key=lambda gram: len(index[gram]))[:8]
        candidates = {other for gram in rare for other in index[gram][-30:]}
        for other in candidates:
            if _is_cell(cards[at]) and _is_cell(cards[other]):
                continue
            if cards[other].note is cards[at].note or fold(cards[other].answer) == fold(cards[at].answer):
                continue
            shared = len(own & grams[other])
            alike = shared and shared / len(own | grams[other]) >= limits["similar_front"]
            if alike and cards[at].cue == cards[other].cue and "混同注意" not in cards[at].extra:
                yield Finding("N208", cards[at], (cards[other].prompt[:40],))
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
    by_file: dict[str, list[Face]] = defaultdict(list)
    for face in cards:
        by_file[face.note.span.path].append(face)
    for same_file in by_file.values():
        answers = {fold(face.answer) for face in same_file}
        confusable = _one_edit_apart({answer for answer in answers if len(answer) >= 3})
        for face in same_file:
            answer = fold(face.answer)
            others = [other for other in confusable.get(answer, ()) if other not in answer and answer not in other]
            if others and "混同注意" not in face.extra + face.front:
                yield Finding("N209", face, (face.answer, others[0]))


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


def vague(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """10. A vague question has many right answers. (M)"""
    for face in cards:
        asked = f"{face.prompt} {face.cue}"
        if found := re.search(
            r"特徴(?:は|$)|特長(?:は|$)|について(?:説明|述べ|$)|どんな|どのような|(?<!エンド)ポイント(?:は|$)|概要(?:は|$)",
            asked,
        ):
            yield Finding("N210", face, (found.group(),))


def no_cue(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """11. Where a number is wanted, the question says of what. (20R-16)"""
    cues = "何いくつ数率量額長高幅深重割間隔期限上下値年月日時分秒単位番号コードサイズポート電力奥行既定間保"
    for face in cards:
        if not re.fullmatch(r"[約最大]*[0-9０-９][0-9０-９.,〜~–\-]*", face.answer):
            continue
        if face.note.kind == "basic" and not any(char in face.prompt + face.cue for char in cues):
            yield Finding("N211", face, (face.answer,))
        if (
            face.note.kind == "cloze"
            and re.search(rf"{re.escape(GAP)}\s*(?:$|[。、])", face.prompt)
            and not any(char in face.prompt for char in cues)
        ):
            yield Finding("N211", face, (face.answer,))


_EITHER_OR = frozenset(
    fold(word)
    for word in "はい いいえ ○ × ◯ 〇 ✓ ✕ できる できない 可 不可 可能 不可能 あり なし 有 無 有効 無効 yes no true false".split()
)


def yes_or_no(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """12. A guess is right every other time. (N, M)"""
    for face in cards:
        if fold(face.answer.strip("。 ")) in _EITHER_OR:
            yield Finding("N212", face, (face.answer,))


def needs_context(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """13. A card is understood without its neighbours, and says where it belongs. (20R-16)"""
    for face in cards:
        text = face.prompt
        pattern = r"(?<![とこそ])これ(?:ら|は|が|を|に|で|によ)|(?<!そ)それ(?!ぞれ|以[上下外前]|で)|上記|下記|前述|後述|図[0-9０-９]|表[0-9０-９]"
        if face.note.role != "list":
            pattern += r"|次の(?![0-9一二三]*[つ回章])|以下の"
        if found := re.search(pattern, text):
            yield Finding("N263", face, (found.group(),))
        levels = face.place.split(" › ") if face.place else []
        if not levels or len(face.place) > limits["place_length"] or len(levels) > limits["place_levels"]:
            yield Finding("N213", face, (face.place or "—",))


# --- 14-18: clozes, lists, tables, reverses -------------------------------------------------------


def cloze_load(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """14. A cloze hides a word or two of a short sentence. (20R-5)"""
    for face in cards:
        if face.note.kind != "cloze":
            continue
        if face.ordinal == face.note.cards[0]:
            count = len(face.note.cards)
            yield from _graded("N214", face, count, limits["clozes_warn"], limits["clozes_error"])
            whole = length(face.prompt.replace(GAP, face.answer))
            yield from _graded("N224", face, whole, limits["sentence_warn"], limits["sentence_error"])
        hidden = length(face.answer)
        found = list(_graded("N225", face, hidden, limits["hidden_warn"], limits["hidden_error"]))
        yield from found
        whole = length(face.term + face.prompt.replace(GAP, face.answer))
        if not found and hidden > limits["hidden_share"] * whole and hidden > 3:
            yield Finding("N226", face, (f"{round(100 * hidden / whole)}", f"{100 * limits['hidden_share']:g}"))
        if re.fullmatch(r"[はがをにへとでのもや、。]+", face.answer):
            yield Finding("N276", face, (face.answer,))


def cloze_form(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """15. The engine reads a cloze as we do. (Anki)"""
    for face in cards:
        if face.note.kind != "cloze" or face.ordinal != face.note.cards[0]:
            continue
        text = face.note.fields[0]
        marks = re.findall(r"\{\{c\d+::(.*?)\}\}", text, flags=re.DOTALL)
        if any("{{c" in mark or mark.count("::") > 1 for mark in marks) or text.count("{{c") != len(marks):
            yield Finding("N265", face, (text[:40],))


def list_at_once(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """16. A list is asked item by item. (20R-10)"""
    for face in cards:
        if face.note.kind == "basic" and face.ordinal == 0 and (count := _list_items(face)) >= limits["list_error"]:
            yield Finding("N266", face, (str(count),))


def _list_items(face: Face) -> int:
    return face.note.fields[ALL["basic"].field_names.index("Answer")].count("<li>")


def table_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """17. A cell is asked by row and column, and a table is not too large. (20R-9)"""
    counts = Counter(
        (face.note.span.path, _section(face.note)) for face in cards if face.note.role in ("cell", "table")
    )
    reported = set()
    for face in cards:
        if face.note.role not in ("cell", "table"):
            continue
        key = (face.note.span.path, _section(face.note))
        if counts[key] > limits["table_cards"] and key not in reported:
            reported.add(key)
            yield Finding("N217", face, (str(counts[key]), f"{limits['table_cards']:g}"))
        if face.note.role == "cell" and " ─ " not in face.prompt:
            yield Finding("N267", face, (face.prompt,))


def _section(note: Note) -> str:
    return note.fields[ALL[note.kind].field_names.index("Source")]


def reverse_cards(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """18. The way back is asked only where it is one to one and short. (A, UG)"""
    answers = Counter(fold(face.answer) for face in cards if face.note.kind == "basic" and face.ordinal == 0)
    for face in cards:
        is_reverse = face.note.kind == "basic" and face.ordinal == 1
        if is_reverse and (answers[fold(face.prompt)] > 1 or length(face.answer) > 2 * limits["reverse_answer"]):
            yield Finding("N218", face, (face.prompt,))


# --- 19, 21, 22: source, time, phone -------------------------------------------------------------


def dated(cards: Sequence[Face], _limits: Limits) -> Iterator[Finding]:
    """19. What can change carries its date. (20R-18, -19)"""
    for face in cards:
        whole = face.front + face.answer
        if (
            re.search(r"現在(?!地|進行|完了)|最新|クォータ|価格|月額|[0-9]\s?(?:ドル|円)", whole)
            and "時点" not in whole + face.extra
        ):
            yield Finding("N219", face, (face.prompt[:30],))


def reading_time(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """21. A card takes seconds. (20R-4)"""
    for face in cards:
        yield from _graded("N221", face, round(seconds(face)), limits["seconds_warn"], limits["seconds_error"])


def fits_phone(cards: Sequence[Face], limits: Limits) -> Iterator[Finding]:
    """22. Everything fits a phone's width. (Anki)"""
    for face in cards:
        if face.ordinal != face.note.cards[0]:
            continue
        html = "".join(face.note.fields[:6])
        code = re.findall(r"<pre><code>(.*?)</code>", html, flags=re.DOTALL)
        widest = max((len(line) for block in code for line in block.split("\n")), default=0)
        if widest > limits["code_columns"]:
            yield Finding("N222", face, (f"a code line of {widest} columns",))
        if re.search(r'<img(?![^>]*alt="[^"]+)', html):
            yield Finding("N222", face, ("a picture without a description",))


CHECKS: tuple[Check, ...] = (
    answer_length, prompt_length, answer_items, double_question, answer_on_front, answer_nearby, same_front,
    similar_front, confusable_answers, vague, no_cue, yes_or_no, needs_context, cloze_load, cloze_form,
    list_at_once, table_cards, reverse_cards, dated, reading_time, fits_phone,
)  # fmt: skip
"""All checks, in the order of docs/messages.md."""
