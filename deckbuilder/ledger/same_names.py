"""Pair answers that stand under the same names as before, written in another way.

速さ of 甲型 may be a cell of a table or a line below a term, 変数 代入 a term or a heading with a term.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from deckbuilder.base.model import Place
from deckbuilder.base.notes import Wish
from deckbuilder.base.text import fold
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.sides import Pairing, Side, cell_names

Names = frozenset[str]
"""The words of all headings and of the question of a note."""


def pair_named_otherwise(pairing: Pairing, places: MovedPlaces) -> None:
    """Pair what has the same answer if the names of one, its headings and its question, are all names of the other.

    What the notes do not ask waits for what they ask.
    """
    answers: dict[str, list[tuple[int, Names]]] = defaultdict(list)
    for at in pairing.live_open():
        old = pairing.records[at]
        if old.kind == "basic":
            answers[old.text[1]].append((at, _names(places.here(old.trail), old)))
    for wishes in (("ask",), ("offer", "keep")):
        found = list(_with_same_names(pairing, answers, wishes))
        drafts, records = Counter(at for at, _ in found), Counter(record for _, record in found)
        for at, record in found:
            if drafts[at] == records[record] == 1:
                pairing.pair(at, record, "the same answer under the same names")


def _with_same_names(
    pairing: Pairing, answers: Mapping[str, Sequence[tuple[int, Names]]], wishes: Container[Wish]
) -> Iterator[tuple[int, int]]:
    """Yield the open drafts with one of these wishes, with each record that has their answer and names."""
    for at in sorted(pairing.open_drafts) if answers else ():
        draft = pairing.drafts[at]
        if draft.kind == "basic" and draft.wish in wishes and draft.text[1] in answers:
            names = _names(draft.trail, draft)
            for record, others in answers[draft.text[1]]:
                asked = _names((), pairing.records[record])  # 花扇舞, below 扇舞, is not what 扇舞 asks
                is_same = others <= names or asked <= names <= others
                if is_same and pairing.is_open(at, record) and pairing.may_pair(at, record):
                    yield at, record


def _names(trail: Place, side: Side) -> Names:
    return frozenset(fold(word) for name in (*trail, *cell_names(side.prompt)) for word in name.split())
