"""Tell which lines are, or only label, an answer: A: 葉, 正解：イ, **答え**, ✓ 解答."""

from deckbuilder.base.patterns import lazy
from deckbuilder.read.choices.phrases import answer_key
from deckbuilder.read.markers import Line, classify

_ANSWER_LABEL = lazy(r"[^\w【]*(答え?|こたえ|正解|正答|解答|回答)\s*(?:\*\*)?[:：]")
_LONGEST_LABEL = 30
"""Characters of a line that is only the label of an answer."""
_ANSWERING = lazy(r"[答解正]|こたえ|[Aa](?:nswer|ns|NSWER)|[Cc]orrect")
"""It says one of these."""
_LABELS = frozenset(("plain", "bullet", "summary", "frame"))
"""Lines that may be one: 答え, **正解**, - 解答, <summary>答え</summary>, ??? success "解答"."""


def asking_kind(line: Line) -> str:
    """Return a line's kind; an item that is led by Q: or A: is that, and a label of an answer an answer."""
    if labels_answer(line):
        return "answer"
    return classify(line.text, 0).kind if line.kind in ("bullet", "number") else line.kind


def labels_answer(line: Line) -> bool:
    """Tell whether a line says nothing but that an answer stands below: 答え, **正解**, ✓ 解答."""
    said = line.text or line.mark
    may_be = len(said) <= _LONGEST_LABEL and line.kind in _LABELS and _ANSWERING.search(said)
    return bool(may_be) and answer_key(said) == ""


def answer_label(line: Line) -> str:
    """Return the word that leads a line which only says what is right, 正答：イ; nothing for others, and for A: 葉."""
    found = _ANSWER_LABEL.match(line.mark) if line.kind == "answer" else None
    return found[1] if found else ""


def is_answer(line: Line) -> bool:
    """Tell whether a line that is no answer by its marker is one: a bullet led by A: or 答, a label of an answer."""
    return line.kind != "answer" and asking_kind(line) == "answer"
