"""Finished cards as plain text: what stands on the front, what the answer is."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.html_text import clozes, html_plain, map_clozes
from deckbuilder.base.notes import Note
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold_question, folded

GAP = "［…］"
"""What stands for a hidden text."""
FORMULA = lazy(r"\\\(.*?\\\)|\\\[.*?\\\]")
"""A formula, as MathJax has it on a card."""


class CardText(NamedTuple):
    """One card, both sides as text."""

    note: Note
    ordinal: int
    place: str
    term: str
    prompt: str
    """The question itself: the prompt, or the sentence with its gap."""
    cue: str
    answer: str
    """What has to be recalled, without the rest of the back."""
    extra: str
    readings: str = ""
    """Ruby of the prompt, in sight though no part of the text."""
    choices: str = ""
    """All that may be chosen, in the order of the notes; it gives no answer away."""

    @property
    def front(self) -> str:
        """All text that is in sight before the answer."""
        return "\n".join(filter(None, self.parts))

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """What the front is made of; most of it stands on other cards too, so that what is remembered of it is of use."""
        return self.place, self.term, self.prompt, self.cue

    @property
    def folded_front(self) -> str:
        """The front folded; the case of letters that stand alone tells fronts apart: -a, -A."""
        return folded(*self.parts) + "".join(filter(str.isupper, fold_question(self.prompt)))


def card_texts(notes: Iterable[Note]) -> Iterator[CardText]:
    """Yield every card of the notes that are not retired, in reading order."""
    for note in notes:
        if not note.retired:
            fields = dict(zip(ALL[note.kind].field_names, note.fields, strict=True))
            yield from _CARD_TEXTS[note.kind](note, fields)


def side_hash(folded: str) -> bytes:
    """Return a hash of what one side of a card says, folded: equal sides are found by it."""
    return blake2b(folded.encode(), digest_size=16).digest()


_READING = lazy(r"<rt>(.*?)</rt>")


def _basic(note: Note, fields: dict[str, str]) -> Iterator[CardText]:
    prompt, answer = html_plain(fields["Prompt"]), html_plain(fields["Answer"])
    place, extra = html_plain(fields["Place"]), html_plain(fields["Extra"])
    readings = " ".join(_READING.findall(fields["Prompt"]))
    yield CardText(note, 0, place, "", prompt, html_plain(fields["Cue"]), answer, extra, readings)
    if fields["Reverse"]:
        cue = html_plain(fields["ReverseCue"]) or "用語は？"
        yield CardText(note, 1, place, "", html_plain(fields["Reverse"]), cue, prompt, extra)


def _cloze(note: Note, fields: dict[str, str]) -> Iterator[CardText]:
    for ordinal in note.cards:
        own = ordinal + 1
        hidden = [html_plain(text) for number, text in clozes(fields["Text"]) if number == own]
        yield CardText(
            note=note,
            ordinal=ordinal,
            place=html_plain(fields["Place"]),
            term=html_plain(fields["Term"]),
            prompt=html_plain(_gapped(fields["Text"], own)),
            cue=html_plain(fields["Cue"]),
            answer=" ".join(dict.fromkeys(hidden)),
            extra=html_plain(fields["Extra"]),
        )


def _occlusion(note: Note, fields: dict[str, str]) -> Iterator[CardText]:
    alt = html_plain(fields["Image"])
    for number, key, text in note.slots:
        place, header = html_plain(fields["Place"]), html_plain(fields["Header"])
        # A cell is asked by its row and column; a part of a diagram only by where it is.
        prompt = f"図の{GAP}（{number}）" if note.role == "diagram" else f"{key}：{GAP}"
        yield CardText(note, number - 1, place, header, prompt, alt, text, html_plain(fields["Extra"]))


def _choice(note: Note, fields: dict[str, str]) -> Iterator[CardText]:
    texts = {name: html_plain(text) for name, text in fields.items()}
    yield CardText(
        note=note,
        ordinal=0,
        place=texts["Place"],
        term="",
        prompt=texts["Prompt"],
        cue=texts["Cue"],
        answer=texts["Answer"],
        extra=texts["Extra"],
        choices=texts["Choices"],
    )


_CARD_TEXTS = {"basic": _basic, "cloze": _cloze, "occlusion": _occlusion, "choice": _choice}


def _gapped(text: str, own: int) -> str:
    """Return the HTML of a cloze with a gap for its own number and the others in sight."""
    return map_clozes(text, lambda number, hidden: GAP if number == own else hidden)
