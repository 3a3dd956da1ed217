"""What matching compares: a draft or a record, as it is compared."""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property

import msgspec

from deckbuilder.base.likeness import Grams, grams, words
from deckbuilder.base.model import Place
from deckbuilder.base.notes import WHOLE, Wish
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold, fold_question, without_year_sign
from deckbuilder.read.words import naming

OWN_NAME = 8
"""Folded characters from which a name is hardly that of two things."""


class Side(msgspec.Struct, dict=True):
    """A draft or a record, as it is compared; what only few are asked for, drafts and records tell when they are."""

    kind: str
    role: str
    path: str
    trail: Place
    place: Place
    """The trail with the term."""
    term: str
    prompt: str
    answer: str
    pin: str = ""
    also_in: frozenset[str] = frozenset()
    """Of a draft: all files that say the same below the same headings, if there are several."""
    wish: Wish = "ask"
    """Of a draft: one that the notes only keep or withdraw goes with a card that is there, and is no reason for doubt."""
    retired: bool = False
    withdrawn: bool = False
    """A record whose text the notes still have, though they ask it no more; it goes on following that text."""
    order: int = 0
    """Of a record: its rank in its file, 0 if that is not known. Drafts come in their order."""
    created: int = 0
    """Of a record: the time of its first build."""
    cells: Mapping[str, str] = {}
    """What stands in each part that a picture asks, by its name."""
    folded: tuple[str, str] | None = None
    hides: tuple[str, ...] | None = None
    """The texts that a cloze hides, where they are known already."""

    @property
    def is_kept(self) -> bool:
        """Tell whether it is a draft that the notes do not ask for, in this form."""
        return self.wish in ("keep", "withdraw")

    @property
    def is_question(self) -> bool:
        """Tell whether it is one question with one answer."""
        return self.kind in WHOLE

    @property
    def text(self) -> tuple[str, str]:
        """Folded prompt and answer; the prompt as what is asked."""
        if self.folded is None:
            self.folded = (fold_question(self.prompt), fold(self.answer))
        return self.folded

    @cached_property
    def bare_answer(self) -> str:
        """The folded answer without brackets and punctuation."""
        return bare(self.text[1])

    @cached_property
    def bare_name(self) -> str:
        """The folded question without what stands in parentheses, as of a name that is spelt out there."""
        return without_parentheses(self.text[0])

    @cached_property
    def own_name(self) -> str:
        """What is asked, if that is a name so long that two things hardly have it; without parentheses and punctuation."""
        if self.role not in ("definition", "gist") or naming(self.prompt) != "term":
            return ""
        name = bare(self.bare_name)
        return name if len(name) >= OWN_NAME else ""

    @cached_property
    def unglossed(self) -> str:
        """The folded answer without what stands in parentheses, as of a word that is explained there."""
        return without_parentheses(self.text[1])

    @cached_property
    def gist(self) -> str:
        """Folded: of a gist the word or phrase itself, without what stands below it."""
        return ""

    @cached_property
    def is_tagged(self) -> bool:
        """Tell whether its gist is a tag, 【調味料】, and only what stands below that is the answer."""
        return not self.text[1].startswith(self.gist)

    @cached_property
    def back(self) -> str:
        """What tells a back from others, beside the answer; empty where it says little, or that is not known."""
        return ""

    @cached_property
    def grams(self) -> Grams:
        """What both are compared by."""
        return grams("\n".join(self.text))

    @property
    def hidden_texts(self) -> tuple[str, ...]:
        """The texts that a cloze hides, as they are written."""
        if self.hides is None:
            self.hides = self.look_for_hidden()
        return self.hides

    def look_for_hidden(self) -> tuple[str, ...]:
        """Return the texts that a cloze hides."""
        return ()

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The texts that a cloze hides, folded, without brackets and points: （スペル国） is スペル国."""
        return frozenset(map(bare, self.hidden_texts))

    @cached_property
    def hideable(self) -> frozenset[str]:
        """The same, with what the notes do not ask but only keep."""
        return self.hidden

    @cached_property
    def frame(self) -> str:
        """The folded text of a cloze without what it hides."""
        return _without(self.text[1], map(fold, self.hidden_texts))

    @cached_property
    def shown(self) -> str:
        """The text of a cloze without what it hides, as it is written."""
        return _without(self.answer, self.hidden_texts)

    @cached_property
    def told(self) -> str:
        """What a note says besides what is asked, as it is written; of several hidden texts the others are in sight."""
        if self.kind == "cloze" and len(self.hidden) == 1:
            return self.shown
        # Of a cell, row and column are those of others too.
        return self.answer if self.kind == "cloze" or self.role == "cell" else f"{self.prompt}\n{self.answer}"

    @property
    def said(self) -> Hashable:
        """What is the same of two notes that say the same in two sections; the question of a cloze is its heading."""
        return self.kind, *self.text[self.kind == "cloze" :]

    @cached_property
    def words(self) -> set[str]:
        """The telling parts of that; of a list also its items, of which one is asked at a time."""
        return words(self.told) | (self.hidden if self.role == "list" else frozenset())


def bare(text: str) -> str:
    """Return a folded text without brackets and punctuation, a year as its number; of nothing else, the text itself."""
    folded = fold(text)
    return without_year_sign("".join(filter(str.isalnum, folded)) or folded)


def _without(text: str, hidden: Iterable[str]) -> str:
    for part in sorted(hidden, key=len, reverse=True):
        text = text.replace(part, "□") if part else text
    return text


def asks_the_same(draft: Side, record: Side) -> bool:
    """Tell whether two notes ask one question."""
    return draft.is_question and draft.kind == record.kind and draft.text[0] == record.text[0]


def cell_names(prompt: str) -> tuple[str, ...]:
    """Return the row and the column that the question of a cell names, or the row alone."""
    return tuple(name.strip() for name in prompt.rpartition("─")[::2] if name.strip())
