"""What is word for word the same: the table of passes, the surest first, and what is known of records for it."""

from collections import Counter
from collections.abc import Callable, Hashable, Set
from functools import cache

import msgspec

from deckbuilder.base.likeness import telling_length
from deckbuilder.base.model import Place
from deckbuilder.base.notes import Wish
from deckbuilder.ledger.alike import LONG
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.vicinity import Vicinity


class Known:
    """What a record says, and where it is now; records by their index."""

    def __init__(self, pairing: Pairing, places: MovedPlaces, vicinity: Vicinity) -> None:
        self.pairing, self.places, self.vicinity = pairing, places, vicinity
        self.backs_at = cache(self._backs_at)
        """Gives how many records of a section have each answer with each back."""

    def here(self, side: Side) -> Hashable:
        """Return where the section of a draft or record is now."""
        return self.places.here(side.trail)

    def is_telling(self, record: int) -> bool:
        """Tell whether a text, by itself, says which note it is."""
        return self.vicinity.telling(self.pairing.records[record]) >= LONG

    def is_telling_in_file(self, record: int) -> bool:
        """Tell whether an answer is long, and no other note near says the same in that file."""
        side = self.pairing.records[record]
        return len(side.text[1]) >= LONG and self.vicinity.said_in_files[side.path, side.said] <= 1

    def has_long_answer(self, record: int) -> bool:
        """Tell whether an answer is long, and no other note near has it; of a question that had gone it says too little."""
        side = self.pairing.records[record]
        is_known = len(side.text[1]) >= LONG and self.vicinity.answers[side.text[1]] <= 1
        return is_known and not (side.retired and side.is_question)

    def has_long_answer_in_words(self, record: int) -> bool:
        """Tell whether an answer is long without its digits, and no other note near has it: many things have one date."""
        return telling_length(self.pairing.records[record].text[1]) >= LONG and self.has_long_answer(record)

    def has_own_back(self, record: int) -> bool:
        """Tell whether no other note of a section has the same answer with the same back."""
        side = self.pairing.records[record]
        return self.backs_at(side.trail)[side.text[1], side.back] <= 1

    def _backs_at(self, trail: Place) -> Counter[tuple[str, str]]:
        there = (self.pairing.records[at] for at in self.pairing.records_at[trail])
        return Counter((one.text[1], one.back) for one in there)

    def lacks_answer(self, record: int) -> bool:
        """Tell whether the answer of a record says nothing."""
        return not self.pairing.records[record].text[1]


class Pass(msgspec.Struct, frozen=True):
    """Pairs what has a key that one open draft and one open record have; live records go before retired ones."""

    reason: str
    key: Callable[[Known, Side], Hashable]
    accepts: Callable[[Known, int], bool] = lambda _known, _record: True
    """Tells whether a record may be paired so."""
    fits: Callable[[Side, Side], bool] = lambda _draft, _record: True
    """Tells whether a draft and a record may be paired so."""
    copies: bool = False
    """Whether of several drafts with that key one is taken: a text was copied to all of them."""
    elsewhere: bool = False
    """Whether the draft stands elsewhere: not in a copy of the section that stayed, as the text may have been edited there."""
    by_answer: bool = True
    """Whether both have the same answer but for punctuation."""


EXACT: tuple[tuple[str, Callable[[Side], Hashable]], ...] = (
    ("nothing changed", lambda s: (s.kind, s.pin, s.path, s.trail, s.prompt, s.answer, tuple(s.cells))),
    ("the same in the same section", lambda s: (s.kind, s.pin, s.trail, s.prompt, s.answer)),
)
PINS = (
    Pass("the same pin and text", lambda _, s: s.pin and (s.pin, s.kind, *s.text)),
    Pass("the same pin and question", lambda _, s: s.pin and (s.pin, s.kind, s.text[0])),
    Pass("the same pin and answer", lambda _, s: s.pin and (s.pin, s.kind, s.text[1])),
    Pass("the same pin", lambda _, s: s.pin and (s.pin, s.kind, s.role)),
)
WORD_FOR_WORD = (
    Pass("the same words in the same section", lambda _, s: (s.kind, s.trail, *s.text)),
    Pass("the same words, its section renamed or moved", lambda k, s: (s.kind, k.here(s), *s.text)),
    Pass("the same words but for punctuation", lambda k, s: (s.kind, k.here(s), s.text[0], s.bare_answer)),
    Pass(
        "the same gist",
        lambda k, s: s.gist and (s.kind, k.here(s), s.text[0], s.gist),
        fits=lambda draft, record: not (draft.is_tagged and record.is_tagged),
        by_answer=False,
    ),
    Pass(
        "the same sentence or long answer in the same section",
        lambda k, s: s.kind != "occlusion" and (s.kind, k.here(s), s.text[1]),
        Known.has_long_answer,
        elsewhere=True,
    ),
    Pass(
        "the same answer and back in the same section",
        lambda k, s: s.is_question and s.role != "cell" and s.back and (s.kind, k.here(s), s.text[1], s.back),
        Known.has_own_back,
    ),
    Pass(
        "the same answer to a name with other parentheses",
        lambda k, s: s.is_question and s.role != "cell" and s.bare_name and (s.kind, k.here(s), s.bare_name, s.text[1]),
        fits=lambda draft, record: bool({draft.text[0], record.text[0]} & {draft.bare_name}),
    ),
    Pass("the same words elsewhere", lambda _, s: (s.kind, *s.text), Known.is_telling, copies=True, elsewhere=True),
    Pass(
        "the same words elsewhere in the file",
        lambda _, s: (s.path, s.said),
        Known.is_telling_in_file,
        elsewhere=True,
    ),
    Pass(
        "the same words but for punctuation",
        lambda _, s: (s.kind, s.text[0], s.bare_answer),
        Known.is_telling,
        elsewhere=True,
    ),
    Pass(
        "the same answer to a name with other parentheses",
        lambda _, s: s.is_question and s.bare_name and (s.kind, s.bare_name, s.text[1]),
        Known.is_telling,
        elsewhere=True,
    ),
    Pass(
        "the same sentence elsewhere",
        lambda _, s: s.kind == "cloze" and s.text[1],
        Known.has_long_answer,
        copies=True,
        elsewhere=True,
    ),
    Pass(
        "the same long answer elsewhere",
        lambda _, s: s.is_question and s.text[1],
        Known.has_long_answer_in_words,
        elsewhere=True,
    ),
    Pass("the same words, its section renamed or moved", lambda k, s: (s.kind, k.here(s), *s.text)),
    Pass(
        "the same question, whose answer was not read before",
        lambda k, s: s.role == "question" and (s.kind, k.here(s), s.text[0]),
        Known.lacks_answer,
        by_answer=False,
    ),
)
"""What is word for word the same, the surest first; moved sections are learnt after each."""
KEPT = (Pass("the same words, in a form that is kept", lambda k, s: (s.kind, k.here(s), *s.text)),)
"""The same for what is not asked; what is asked never waits for it, as files that stand have other forms too."""
KEPT_ELSEWHERE = (
    Pass(
        "the same words elsewhere, in a form that is kept",
        lambda _, s: (s.kind, *s.text),
        Known.is_telling,
        copies=True,
        elsewhere=True,
    ),
)
"""After all that was renamed or reworded in its place: the text may be a copy."""
ASKED: Set[Wish] = frozenset(("ask",))
OFFERED: Set[Wish] = frozenset(("offer",))
NOT_ASKED: Set[Wish] = frozenset(("offer", "keep", "withdraw"))
