"""One text that became several, and several that became one: the likest of them goes on."""

from collections import defaultdict
from collections.abc import Container, Hashable, Mapping, Sequence

from deckbuilder.base.patterns import lazy
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side

Scores = Mapping[tuple[int, int], float]
"""(draft, record) -> score."""


def without_other_forms(
    pairing: Pairing, scores: Scores, same: Container[tuple[int, int]]
) -> dict[tuple[int, int], float]:
    """Leave out what asks a record's question, in the same place, with a less likely answer: that is no rival.

    Nor is any other of what is nearly the `same`. Of a definition that was split, one part is asked and the others are
    forms that are only kept. 錨は… and 錨とは…, kept of one definition, are no rivals either.
    """
    best: dict[Hashable, tuple[int, int]] = {}
    for draft, record in sorted(scores, key=lambda pair: (pair not in same, -scores[pair], pair)):
        side = pairing.drafts[draft]
        key: Hashable = (draft, record)
        if side.is_question:
            key = record, side.trail, side.text[0]
        elif side.is_kept:
            key = record, side.place, side.hidden, _SAID_OF.split(side.text[1], 1)[-1]
        best.setdefault(key, (draft, record))
    return {pair: scores[pair] for pair in sorted(best.values())}


def split_or_merged(pairing: Pairing, places: MovedPlaces, scores: Scores) -> list[list[tuple[int, int]]]:
    """Return the (draft, record) of each sentence that is now in several, or was, the likest first."""
    split: dict[int, list[tuple[int, int]]] = defaultdict(list)
    merged: dict[int, list[tuple[int, int]]] = defaultdict(list)
    drafts, records = pairing.drafts, pairing.records
    for draft, record in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if drafts[draft].place == places.here(records[record].place):
            if _may_be_part(drafts[draft], records[record]):
                split[record].append((draft, record))
            elif _may_be_part(records[record], drafts[draft]):
                merged[draft].append((draft, record))
    found = [(pairs, [drafts[draft] for draft, _ in pairs], records[at]) for at, pairs in split.items()]
    found += [(pairs, [records[record] for _, record in pairs], drafts[at]) for at, pairs in merged.items()]
    return [pairs for pairs, parts, whole in found if _are_parts(parts, whole)]


def _may_be_part(one: Side, whole: Side) -> bool:
    """Tell whether a sentence can hide less than another one, or the same and is shorter."""
    is_shorter = len(one.text[1]) < len(whole.text[1])
    return one.hidden < whole.hideable or (one.hidden == whole.hideable and is_shorter)


def _are_parts(sides: Sequence[Side], whole: Side) -> bool:
    """Tell whether several sentences all stand in another one, or hide nothing that another of them hides too."""
    hidden = [text for side in sides for text in side.hidden]
    return len(sides) > 1 and (
        len(hidden) == len(set(hidden)) or all(side.bare_answer in whole.bare_answer for side in sides)
    )


_SAID_OF = lazy("と?は、")
