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


def pair_named_otherwise(pairing: Pairing, places: MovedPlaces) -> None:
    """Pair what has the same answer if the names of one, its headings and its question, are all names of the other.

    What the notes do not ask waits for what they ask.
    """
    answers: dict[str, list[int]] = defaultdict(list)
    for at in pairing.live_open():
        if pairing.records[at].kind == "basic":
            answers[pairing.records[at].text[1]].append(at)
    for wishes in (("ask",), ("offer", "keep")):
        found = [pair for pair in _of_one_answer(pairing, answers, wishes) if _have_same_names(pairing, places, *pair)]
        drafts, records = Counter(at for at, _ in found), Counter(record for _, record in found)
        for at, record in found:
            if drafts[at] == records[record] == 1:
                pairing.pair(at, record, "the same answer under the same names")


def _of_one_answer(
    pairing: Pairing, answers: Mapping[str, Sequence[int]], wishes: Container[Wish]
) -> Iterator[tuple[int, int]]:
    """Yield the open drafts with one of these wishes, with each record that has their answer."""
    for at in sorted(pairing.open_drafts) if answers else ():
        draft = pairing.drafts[at]
        if draft.kind == "basic" and draft.wish in wishes:
            for record in answers.get(draft.text[1], ()):
                if pairing.is_open(at, record) and pairing.may_pair(at, record):
                    yield at, record


def _have_same_names(pairing: Pairing, places: MovedPlaces, at: int, record: int) -> bool:
    draft, old = pairing.drafts[at], pairing.records[record]
    names, others = _names(draft.trail, draft), _names(places.here(old.trail), old)
    return names <= others or others <= names


def _names(trail: Place, side: Side) -> frozenset[str]:
    return frozenset(fold(word) for name in (*trail, *cell_names(side.prompt)) for word in name.split())
