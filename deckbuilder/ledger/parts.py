"""One text that became several, and several that became one: the likest of them goes on."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.sides import Pairing, Side

Scores = Mapping[tuple[int, int], float]
"""(draft, record) -> score."""


def without_other_forms(pairing: Pairing, scores: Scores) -> dict[tuple[int, int], float]:
    """Leave out what asks a record's question, in the same place, with a less likely answer: that is no rival.

    Of a definition that was split, one part is asked and the others are forms that are only kept.
    """
    best: dict[Hashable, tuple[int, int]] = {}
    for draft, record in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        side = pairing.drafts[draft]
        key = (record, side.trail, side.text[0]) if side.is_question else (draft, record)
        best.setdefault(key, (draft, record))
    return {pair: scores[pair] for pair in sorted(best.values())}


def split_or_merged(pairing: Pairing, places: MovedPlaces, scores: Scores) -> list[list[tuple[int, int]]]:
    """Return the (draft, record) of each sentence whose hidden texts are now in several, or were, the likest first."""
    whole: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for draft, record in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        new, old = pairing.drafts[draft], pairing.records[record]
        if new.place == places.here(old.place):
            if new.hidden < old.hidden:
                whole["split", record].append((draft, record))
            elif old.hidden < new.hidden:
                whole["merged", draft].append((draft, record))
    return [
        pairs
        for (what, _), pairs in whole.items()
        if _are_parts(
            [pairing.drafts[draft] if what == "split" else pairing.records[record] for draft, record in pairs]
        )
    ]


def _are_parts(sides: Sequence[Side]) -> bool:
    """Tell whether several sentences hide nothing that another of them hides too."""
    hidden = [text for side in sides for text in side.hidden]
    return len(sides) > 1 and len(hidden) == len(set(hidden))
