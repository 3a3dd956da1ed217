"""Pair answers that stand under the same names as before, written in another way.

速さ of 甲型 may be a cell of a table or a line below a term, 変数 代入 a term or a heading with a term.
"""

from collections import Counter, defaultdict

from deckbuilder.base.model import Place
from deckbuilder.base.text import fold
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.sides import Pairing, Side, cell_names


def pair_named_otherwise(pairing: Pairing, places: MovedPlaces) -> None:
    """Pair what has the same answer if the names of one, its headings and its question, are all names of the other."""
    answers: dict[str, list[int]] = defaultdict(list)
    for at in pairing.live_open():
        if pairing.records[at].kind == "basic":
            answers[pairing.records[at].text[1]].append(at)
    found = []
    for at in pairing.asked_open():
        draft = pairing.drafts[at]
        if draft.kind == "basic":
            names = _names(draft.trail, draft)
            for record in answers[draft.text[1]]:
                old = pairing.records[record]
                others = _names(places.here(old.trail), old)
                if names <= others or others <= names:
                    found.append((at, record))
    drafts, records = Counter(at for at, _ in found), Counter(record for _, record in found)
    for at, record in found:
        if drafts[at] == records[record] == 1:
            pairing.pair(at, record, "the same answer under the same names")


def _names(trail: Place, side: Side) -> frozenset[str]:
    return frozenset(fold(word) for name in (*trail, *cell_names(side.prompt)) for word in name.split())
