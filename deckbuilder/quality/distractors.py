"""Which cards teach a wrong choice: one that the notes' own 正解 contradicts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from deckbuilder.anki.notetypes import field
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.quality.card_texts import CardText
from deckbuilder.read.choices.labels import labelled, place_of
from deckbuilder.read.choices.phrases import answer_key

_WRONG = lazy(r'<li class="choice">(?:<b class="letter">[^<]*</b>)?(.*?)</li>')
_SAYS = tuple(word.encode() for word in ("正解", "正答", "解答", "答え", "Answer", "answer"))
_LINE_END = lazy(r"<br>|</?(?:p|li|ul|ol|div)\b[^>]*>")
_RIGHT = lazy(r"[(\[【「]?(10|[A-Ja-jアイウエオカキクケコ1-9])(?![A-Za-z0-9ァ-ヶー])")


def teach_distractors(cards: Sequence[CardText]) -> Iterator[CardText]:
    """Yield the cards whose answer is a wrong choice, by a card with choices or by what stands on themselves."""
    by_file: dict[str, list[CardText]] = defaultdict(list)
    for card in cards:
        by_file[card.note.span.path].append(card)
    wrong = {path: wrong_choices(of_file) for path, of_file in by_file.items()}
    for card in cards:
        if is_wrong_choice(card, wrong[card.note.span.path]) or _contradicts_itself(card):
            yield card


def wrong_choices(cards: Iterable[CardText]) -> dict[str, set[str]]:
    """Return the wrong choices of the questions with choices among cards, all folded."""
    wrong: dict[str, set[str]] = {}
    for card in cards:
        if card.note.kind == "choice":
            said = {fold(html_plain(text)) for text in _WRONG.findall(field(card.note, "Choices"))}
            wrong.setdefault(fold(card.prompt), set()).update(said)
    return wrong


def is_wrong_choice(card: CardText, wrong: Mapping[str, Set[str]]) -> bool:
    """Tell whether a card asks what a card with choices asks, and for a wrong one."""
    if not wrong or card.note.kind not in ("basic", "cloze"):
        return False
    answer, asked = fold(card.answer), fold(f"{card.term}{card.prompt}")
    return any(question in asked and answer in said for question, said in wrong.items())


def _contradicts_itself(card: CardText) -> bool:
    """Tell whether a card says 正解：B and asks for what stands behind A."""
    if card.note.kind not in ("basic", "cloze") or not any(map(card.note.joined.__contains__, _SAYS)):
        return False
    lines = [html_plain(line) for text in card.note.fields[:6] for line in _LINE_END.split(text)]
    right = {match[1] for line in lines if (rest := answer_key(line)) and (match := _RIGHT.match(rest))}
    if not right:
        return False
    places = {place_of(label) for label in right}
    choices = [label for line in (*lines, card.answer) if (label := labelled(line)) and label.text]
    said = {fold(label.text) for label in choices if place_of(label.shown) not in places}
    own = labelled(card.answer)
    return fold(own.text if own else card.answer) in said
