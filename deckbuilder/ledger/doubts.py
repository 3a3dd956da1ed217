"""What is new although a record that goes looks like it, so that its author can tell which of both it is."""

from collections import defaultdict
from collections.abc import Container, Iterator

from deckbuilder.base.likeness import ALIKE_HERE, likeness, ranking, said_likeness
from deckbuilder.ledger.candidates import Index
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.neighbours import standings
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.vicinity import Vicinity

DOUBT = 0.4
"""Likeness from which a new note is worth a word of doubt; the same question, or what it hides, adds to that of the texts."""
_SAME_QUESTION, _SAME_HIDDEN, _SAME_PLACE = 0.4, 0.2, 0.2


def doubts(pairing: Pairing, places: MovedPlaces) -> list[tuple[int, int]]:
    """Return (draft, record) for each draft that stays new and is like a record that goes, of whatever kind: the likest.

    A record that is like such a draft is named too, even if another one is more like it.
    """
    going = pairing.going()
    index = Index(pairing.records, going)
    asking: dict[str, list[int]] = defaultdict(list)
    for at in sorted(going):
        asking[pairing.records[at].text[0]].append(at)
    standing = defaultdict(set)
    for draft, record in standings(pairing):
        standing[draft].add(record)
    scores = {}
    for at in pairing.asked_open():
        side = pairing.drafts[at]
        for record in sorted({*index.likest(side), *asking[side.text[0]][:_MOST_ASKING], *standing[at]}):
            score = sum(_pieces(side, pairing.records[record], places)) + _SAME_PLACE * (record in standing[at])
            if score >= DOUBT:
                scores[at, record] = score
    found = {(draft, record) for draft, ((_, record), _) in ranking(scores, 0).items()}
    named = {record for _, record in found}
    found |= {(draft, record) for record, ((_, draft), _) in ranking(scores, 1).items() if record not in named}
    return sorted(found)


def offered_instead(pairing: Pairing, vicinity: Vicinity, named: Container[int]) -> list[tuple[int, int]]:
    """Return (draft, record) for each record that goes, besides those `named`, if half of what it says is only offered.

    That may have stood there all the time, so that its question and its place say nothing. What another note goes on
    asking, word for word, is not lost.
    """
    offered = [at for at in sorted(pairing.open_drafts) if pairing.drafts[at].wish == "offer"]
    going = [at for at in pairing.going() if at not in named]
    if not (offered and going):
        return []
    said = {pairing.drafts[at].said for at in pairing.pairs}
    index = Index(pairing.records, {at for at in going if pairing.records[at].said not in said})
    scores = {}
    for at in offered:
        side = pairing.drafts[at]
        for record in index.likest(side):
            old = pairing.records[record]
            alike = said_likeness(side.answer, old.answer)
            if alike >= ALIKE_HERE and vicinity.answers_share_what_is_rare(side, old):
                scores[at, record] = alike
    return sorted((draft, record) for record, ((_, draft), _) in ranking(scores, 1).items())


_MOST_ASKING = 20
"""Records that ask the same question and are looked at."""


def _pieces(draft: Side, record: Side, places: MovedPlaces) -> Iterator[float]:
    """Yield how alike two notes are as a whole, or the answer of one and the other, and what adds to that."""
    texts = "\n".join(draft.text), "\n".join(record.text)
    yield max(likeness(*texts), likeness(draft.text[1], record.text[1]))
    if draft.text[0] and draft.text[0] == record.text[0]:
        yield _SAME_QUESTION
    if draft.hidden & record.hidden:
        yield _SAME_HIDDEN
    if draft.trail == places.here(record.trail):
        yield _SAME_PLACE
