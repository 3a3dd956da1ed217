"""Copies: of two notes that say the same, the older one that is live survives, whichever of both places is left.

A text is often copied first, and taken from where it stood later. Then the copy has a note of its own, which is
younger and known less well. Or it had one once that is retired; who deleted its card knows only the other.
"""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable

from deckbuilder.base.model import Place
from deckbuilder.base.text import fold
from deckbuilder.ledger.evidence import LONG
from deckbuilder.ledger.sides import Pairing, Side

_FEW = 4
"""Questions with the same answer in both of two sections, for each that has another, if one is a copy of the other."""
_ALL = 8
"""Folded characters of all questions and answers that a section still had from which they tell that another one is its copy."""
REASON = "the older of two that said the same"


def text_of(side: Side) -> Hashable:
    """Return what is the same of a note and its copy."""
    return side.kind, side.prompt, side.answer


def prefer_older(pairing: Pairing, parts: Container[int] = ()) -> None:
    """Let each record that would go take over from a younger or retired one that said the same in another section.

    Not one of `parts`: of these the text is still there, in a sentence that goes on in another record.
    """
    twins: dict[tuple[Place, Place], list[tuple[int, int]]] = defaultdict(list)
    for draft, old in _younger(pairing, parts):
        young = pairing.records[pairing.pairs[draft]]
        twins[pairing.records[old].trail, young.trail].append((draft, old))
    for (left, now), found in twins.items():
        lengths = [sum(map(len, pairing.records[old].text)) for _, old in found]
        is_all = len(found) == _left(pairing, left)
        is_telling = sum(lengths) >= _ALL if is_all else max(lengths) >= LONG
        if is_telling and _is_copy(pairing, left, now):
            for draft, old in found:
                if old in pairing.open_records and pairing.may_pair(draft, old):
                    pairing.exchange(draft, old, REASON)


def _younger(pairing: Pairing, parts: Container[int]) -> Iterable[tuple[int, int]]:
    """Yield (draft, open record) where the draft went to a younger or retired record of the same text, the oldest last."""
    going: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(pairing.live_open(), key=lambda at: pairing.records[at].created, reverse=True):
        if not pairing.records[at].withdrawn and at not in parts:
            going[text_of(pairing.records[at])].append(at)
    for draft, match in sorted(pairing.pairs.items()):
        young = pairing.records[match]
        for old in going.get(text_of(young), ()):
            if pairing.records[old].created < young.created or young.retired:
                yield draft, old


def _is_copy(pairing: Pairing, left: Place, now: Place) -> bool:
    """Tell whether what both sections ask has the same answers, but for a few at most, or both have one name.

    Sections cut to one pattern may share an answer; that is another fact. In a copy, some are edited in time.
    """
    if left and now and fold(left[-1]) == fold(now[-1]):
        return True
    before, after = _answers(pairing, left, retired=False), _answers(pairing, now, retired=True)
    both = before.keys() & after.keys()
    others = sum(before[prompt].isdisjoint(after[prompt]) for prompt in both)
    return others * _FEW <= len(both) - others


def _answers(pairing: Pairing, trail: Place, retired: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for at in pairing.records_at.get(trail, ()):
        side = pairing.records[at]
        if side.is_question and (retired or not side.retired):
            found[side.text[0]].add(side.text[1])
    return found


def _left(pairing: Pairing, trail: Place) -> int:
    """Return how many live records a section had, without those that went on elsewhere."""
    moved = {match for at, match in pairing.pairs.items() if pairing.drafts[at].trail != trail}
    return sum(not pairing.records[at].retired and at not in moved for at in pairing.records_at[trail])
