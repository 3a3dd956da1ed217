"""Questions as written: Q and A, in lines, bullets and headings of their own."""

from collections.abc import Iterator

from deckbuilder.base.patterns import lazy
from deckbuilder.read.answer_labels import answer_label, is_answer, labels_answer
from deckbuilder.read.choices.phrases import bare_text
from deckbuilder.read.inline import marks
from deckbuilder.read.long_lines import LONGEST_TEXT
from deckbuilder.read.markers import MARKERS, Line, classify, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.exercises import (
    comes_to,
    help_waiting,
    helps_waiting,
    is_exercise,
    is_solution,
    numbered_alike,
    question_above,
    solves_exercise,
)
from deckbuilder.read.rules.items import add_item
from deckbuilder.read.rules.opening import opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, is_closed, of
from deckbuilder.read.steps import Again, Answer, Close, Note, Say, Step, Stop, ToTerm
from deckbuilder.read.terms import CHOICE_LINE

# --- between a question and its answer ---------------------------------------------------------


def _waits(look: Look) -> bool:
    top = look.above.top
    is_full = top.term is not None and len(top.term) >= LONGEST_TEXT
    return top.awaiting and not is_full and not is_answer(look.line)


def _add_to_question(look: Look) -> Iterator[Step]:
    """Take a line into the question; choices stay on lines of their own."""
    line, row = look.line, look.around.row(look.line)
    between = "\n" if line.kind != "plain" or CHOICE_LINE.match(row) else None
    yield ToTerm(row, line.first, line.col, between if look.above.top.term else "", named=True)


def _waits_for_code(look: Look) -> bool:
    return not look.line.mark and _waits(look)


def _quote_in_question(look: Look) -> Iterator[Step]:
    """Take the lines of a fence without a language into the question."""
    line = look.line
    for number, row in enumerate(line.text.split("\n"), line.first + 1):
        if row.strip():
            yield ToTerm(row.strip(), number, 1, "\n" if look.above.top.term else "", named=True)
    yield Note(line.first, "fence")
    yield Note(line.last, "fence")


# --- questions ---------------------------------------------------------------------------------


def _inner(look: Look) -> Line:
    """Return a bullet or a numbered item read by the marker behind it: - Q: …"""
    line = look.line
    if line.text[:1] not in _FIRST:
        return line
    inner = classify(line.text, line.first)
    return inner._replace(indent=line.indent, col=line.col + inner.col - 1)


_FIRST = frozenset("".join(marker.starts for marker in MARKERS if marker.kind in ("question", "answer", "explanation")))


def _asks_in_bullet(look: Look) -> bool:
    return _inner(look).kind == "question"


def _ask_in_bullet(look: Look) -> Iterator[Step]:
    return _ask(look, level(look.line), _inner(look))


def _is_in_answer(look: Look) -> bool:
    """Tell whether a bullet is of the answer: the first below A: with nothing behind it, or one that goes on its list."""
    top = look.above.top
    if not top.is_answered or top.is_explained:
        return False
    return (
        top.is_solved
        or top.last_of_answer is None
        or (bool(look.above.lists) and (not look.gap_above or _is_apart_too(look)))
    )


def _is_apart_too(look: Look) -> bool:
    """Tell whether the item above a blank line has one above itself: a formatter sets all of them apart."""
    gaps = look.around.gap_above
    return gaps[next(at for at in range(look.index - 1, -1, -1) if look.around.lines[at].kind != "blank")]


def _add_to_answer(look: Look) -> Iterator[Step]:
    yield add_item(look, "bullet", look.line)


def _answers_in_bullet(look: Look) -> bool:
    top = look.above.top
    return top.shape == "question" and _inner(look).kind == ("explanation" if top.is_answered else "answer")


def _again_inner(look: Look) -> Iterator[Step]:
    yield Again(_inner(look))


def _asks(look: Look) -> bool:
    """Tell whether 問 … is a question: Q is one always, 問 and > Q with an answer or a 【blank】."""
    line = look.line
    if is_solution(look):
        return False
    return line.mark.strip("*")[0] in "QＱ" or look.around.is_answered(look.index) or bool(marks(line.text, True))


def _ask_in_line(look: Look) -> Iterator[Step]:
    if beside := numbered_alike(look):
        yield Close(beside)
    # After a blank line a question stands on its own, beside the term above and not inside it; so do those right below it.
    above = look.above.top
    goes_on = above.shape == "question" and above.level.rank is Rank.BULLET
    own = (look.gap_above or goes_on) and not look.line.indent
    yield from _ask(look, Level(Rank.BULLET if own else Rank.ONE_LINE), look.line)


def _ask(look: Look, here: Level, line: Line) -> Iterator[Step]:
    headed = line.mark.startswith("#")
    if headed:
        yield Close(level(line))
    awaiting = look.around.is_answered(look.index)
    text = "" if headed else line.text
    ends = look.line.kind in ITEM and not awaiting  # - Q: … without an answer takes none behind a blank line
    exercise = is_exercise(line.mark)
    yield opened(
        here, "question", line, text, line.col, asks=True, awaiting=awaiting, headed=headed, exercise=exercise,
        blank_ends=ends,
    )  # fmt: skip


# --- answers -----------------------------------------------------------------------------------


def _answers(look: Look) -> bool:
    below = look.below
    if look.line.mark[-1:] in ".．" and below is not None and below.text[:2] in ("B.", "Ｂ．", "B．"):
        return False  # A. 葉⏎B. 茎: a choice
    question = question_above(look, explains=False)
    return question is not None and (not question.is_solved or comes_to(look))


def _answer(look: Look) -> Iterator[Step]:
    yield Answer(look.line.first, solves=solves_exercise(look))
    yield from _said(look.line, "answer")


def _said(line: Line, part: str) -> Iterator[Step]:
    if line.text and not line.mark.startswith("#"):
        yield Say("paragraph", "", line.text, line.first, line.col)
    else:
        yield Note(line.first, part)


def _explains(look: Look) -> bool:
    question = question_above(look, explains=True)
    return question is not None and question.is_answered


def _explain(look: Look) -> Iterator[Step]:
    yield Answer(look.line.first, explains=True)
    yield from _said(look.line, "explanation")


def _as_text(look: Look) -> Iterator[Step]:
    """Read the marker of a question outside of questions as what it is otherwise."""
    line = look.line
    if line.mark.startswith("#"):
        yield Again(line._replace(kind="heading"))
    elif line.text and is_closed(look) and (label := answer_label(line)):
        yield Say("labelled", label, line.text, line.first, line.col)
    elif line.mark[0] in ">＞":
        quoted = line.mark.lstrip(">＞ 　")
        yield Again(line.becomes("plain", ">", quoted + line.text, -len(quoted)))
    elif not line.mark.startswith("【"):
        yield Again(line.becomes("plain", "", line.mark + line.text, -len(line.mark)))
    elif line.text:
        yield Again(line._replace(kind="label", mark=line.mark.strip("【】 　")))
    else:
        name = line.mark.strip("【】 　")
        yield Again(line.becomes("facet", "【", f"【{name}】", -len(line.mark)))


# --- what an answer stands below: <details>, a label alone --------------------------------------


def _hides_answer(look: Look) -> bool:
    """Tell whether what opens below a question answers it: it says so, or only that it opens, or is the first thing below it."""
    top = look.above.top
    if not _has_name(look) or top.shape != "question" or top.is_answered:
        return False
    text = look.line.text
    return top.newest is None or labels_answer(look.line) or bool(_HINT.match(text) or _OPENS.fullmatch(text))


def _labels_answer(look: Look) -> bool:
    """Tell whether a line is the label of an answer below a question, or below what stands under that by itself."""
    question = question_above(look, explains=False)
    if question is None or question.is_solved or not labels_answer(look.line):
        return False
    return not any(entry.level.rank is Rank.HEADING and entry.level > question.level for entry in look.above.entries)


def _hints(look: Look) -> bool:
    """Tell whether the title of what opens below a question says that it only helps to find the answer."""
    return _hides_answer(look) and bool(_HINT.fullmatch(look.line.text))


_OPENS = lazy(
    r"[^\w]*(?:ここ|クリック|タップ|開[くい]|ひらく|展開|表示|見る|みる|する|[をでしてと 　]|(?i:click|tap|open|show|view|expand|toggle|here|to))+[^\w]*"
)
_HINT = lazy(r"[^\w]*(?:ヒント|手がかり|(?i:hints?))[ 　]*[0-9０-９①-⑳]*(?:を(?:見る|表示))?")


def _labels_explanation(look: Look) -> bool:
    top, said = look.above.top, look.line.text or look.line.mark
    is_complete = top.shape == "question" and top.last_of_answer is not None
    return is_complete and bare_text(said).lower() in ("解説", "explanation")


def _uncover_explanation(look: Look) -> Iterator[Step]:
    yield Answer(look.line.first, explains=True)
    yield Note(look.line.first, "explanation")


def _uncover(look: Look) -> Iterator[Step]:
    yield Answer(look.line.first, solves=solves_exercise(look))
    yield Note(look.line.first, "answer")


def _frame_asks(look: Look) -> bool:
    """Tell whether the title of a frame is a question, and no hint below one that waits for its answer."""
    top = look.above.top
    waits = top.shape == "question" and top.is_empty
    return not waits and _framed_title(look.line)[0].endswith(("？", "?"))


def _framed_title(line: Line) -> tuple[str, int]:
    """Return the title of a frame and its column."""
    title = _FRAME_TITLE.search(line.mark)
    return (title["title"], line.col + title.start("title")) if title else (line.text, line.col)


_FRAME_TITLE = lazy(r"(?:details[ 　]+|\")(?P<title>[^\"]*[^\"\s])")
"""What stands behind :::details and in ??? question "…"."""


def _ask_by_frame(look: Look) -> Iterator[Step]:
    title, col = _framed_title(look.line)
    yield opened(Level(Rank.FACET), "question", look.line, title, col, blank_ends=True)


def _has_name(look: Look) -> bool:
    return bool(look.line.text)


def _open_details(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.FACET), "facet", look.line, look.line.text, look.line.col)


def _close_details(look: Look) -> Iterator[Step]:
    yield Note(look.line.first, "details")
    if not look.above.top.awaits_after_hint:
        yield Close(Level(Rank.FACET))
    yield Stop(lists=True)


LINES = of("plain", "dot", "number", "bullet", "sub", "caution", "arrow", "label")
BULLET, QUESTION, ANSWER, EXPLANATION = of("bullet", "sub"), of("question"), of("answer"), of("explanation")
ITEM = BULLET | of("number")
SUMMARY = of("summary")
WAITING = (
    Rule("hint in a question", LINES | of("facet", "frame"), "Q: 光合成の場は？⏎⟨**ヒント**⟩⏎緑の所⏎A: 葉", Role.EXPLANATION, helps_waiting, help_waiting),
    Rule("question goes on", LINES, "Q: 光合成の場は？⏎⟨ア 葉⟩⏎A: 葉", Role.QUESTION, _waits, _add_to_question),
    Rule("fence in a question", of("code"), "Q: 何と出るか。⏎⟨```⏎print(3)⏎```⟩⏎A: 3", Role.QUESTION, _waits_for_code, _quote_in_question),
)  # fmt: skip
"""They come before all others, and before anything is closed."""
IN_BULLETS = (
    Rule("label of an answer", of("plain", "bullet", "frame"), "## 光合成の場は？⏎⟨**答え**⟩⏎葉", Role.ANSWER, _labels_answer, _uncover),
    Rule("label of an explanation", of("plain", "bullet", "frame", "summary"), "## 場は？⏎答え：葉⏎⟨**解説**⟩⏎緑である。", Role.EXPLANATION, _labels_explanation, _uncover_explanation),
    Rule("frame that asks", of("frame"), "⟨:::details 光合成の場は？⟩⏎葉⏎:::", Role.QUESTION, _frame_asks, _ask_by_frame),
    Rule("question in a bullet", ITEM, "⟨- Q: 光合成の場は？⟩⏎- A: 葉", Role.QUESTION, _asks_in_bullet, _ask_in_bullet),
    Rule("answer in a bullet", ITEM, "- Q: 光合成の場は？⏎⟨- A: 葉⟩", Role.AGAIN, _answers_in_bullet, _again_inner),
    Rule("item of an answer", BULLET, "Q: 葉の働きを二つ⏎A:⏎⟨- 光合成⟩⏎- 蒸散", Role.ITEM, _is_in_answer, _add_to_answer),
)  # fmt: skip
QUESTIONS = (
    Rule("question", QUESTION, "⟨Q: 光合成の場は？⟩⏎A: 葉", Role.QUESTION, _asks, _ask_in_line),
    Rule("問 without answer", QUESTION, "⟨問 光合成の場⟩", Role.AGAIN, always, _as_text),
    Rule("answer", ANSWER, "Q: 光合成の場は？⏎⟨A: 葉⟩", Role.ANSWER, _answers, _answer),
    Rule("答 without question", ANSWER, "⟨答え：葉⟩", Role.AGAIN, always, _as_text),
    Rule("explanation", EXPLANATION, "Q: 場は？⏎A: 葉⏎⟨解説：緑である。⟩", Role.EXPLANATION, _explains, _explain),
    Rule("解説 without answer", EXPLANATION, "⟨解説：緑である。⟩", Role.AGAIN, always, _as_text),
    Rule("details with a hint", SUMMARY, "Q: 場は？⏎<details>⏎⟨<summary>ヒント</summary>⟩⏎緑の所⏎</details>⏎A: 葉", Role.EXPLANATION, _hints, _uncover_explanation),
    Rule("details with the answer", SUMMARY, "Q: 場は？⏎<details>⏎⟨<summary>答え</summary>⟩⏎葉⏎</details>", Role.ANSWER, _hides_answer, _uncover),
    Rule("details", SUMMARY, "<details>⏎⟨<summary>作り</summary>⟩⏎表皮⏎</details>", Role.FACET, _has_name, _open_details),
    Rule("end of details", SUMMARY, "<details>⏎<summary>作り</summary>⏎表皮⏎⟨</details>⟩", Role.STRUCTURE, always, _close_details),
)  # fmt: skip
