"""Copies: of two notes that say the same, the older one that is live survives, whichever of both places is left.

A text is often copied first, and taken from where it stood later. Then the copy has a note of its own, which is
younger and known less well. Or it had one once that is retired; who deleted its card knows only the other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping

from deckbuilder.base.likeness import common_start
from deckbuilder.base.model import Place
from deckbuilder.base.text import fold
from deckbuilder.ledger.alike import LONG
from deckbuilder.ledger.moved_places import FEW
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side

_ALL = 8
"""Folded characters of all questions and answers that a section still had, with those below it, which tell that another one is its copy."""
REASON = "the older of two that said the same"


def text_of(side: Side) -> Hashable:
    """Return what is the same of a note and its copy, which may have got a full stop or lost one."""
    return *_words_of(side), side.hidden


def _words_of(side: Side) -> tuple[str, str, str]:
    return side.kind, side.text[0], side.bare_answer


def copies(pairing: Pairing, here: Callable[[Place], Place]) -> set[tuple[Place, Place]]:
    """Return (section, copy) where a text that stayed in its section stands in another one too, and is new there.

    Each with its file: many files have sections of the same names. Of the sentences of a heading that is a term, that
    is their section.
    """
    open_at: dict[Hashable, list[Side]] = defaultdict(list)
    for side in map(pairing.drafts.__getitem__, pairing.open_drafts):
        if not side.is_kept:
            open_at[side.said].append(side)
    stayed = ((pairing.drafts[at], pairing.records[match]) for at, match in pairing.pairs.items())
    return {
        pair
        for draft, record in stayed
        for copy in open_at.get(draft.said, ())
        if draft.place == here(record.place) and len(draft.prompt + draft.answer) >= LONG
        for pair in ((_in_file(record, record.trail), _in_file(copy, copy.trail)), _in_files(record, copy))
        if pair[0] != pair[1]
    }


def is_below(copied: Container[tuple[Place, Place]], record: Side, draft: Side) -> bool:
    """Tell whether what stands in two places is of a section and its copy, or of what has the same names below them."""
    old, new = _in_files(record, draft)
    same = common_start(old[::-1], new[::-1])
    return any((old[: len(old) - up], new[: len(new) - up]) in copied for up in range(same + 1))


def _in_files(record: Side, draft: Side) -> tuple[Place, Place]:
    return _in_file(record, record.place), _in_file(draft, draft.place)


def _in_file(side: Side, place: Place) -> Place:
    return (side.path, *place)


def prefer_older(pairing: Pairing, parts: Container[int] = ()) -> None:
    """Let each record that would go take over from a younger or retired one that said the same in another section.

    Not one of `parts`: of these the text is still there, in a sentence that goes on in another record.
    """
    twins: dict[tuple[Place, Place], list[tuple[int, int]]] = defaultdict(list)
    for draft, going in _said_twice(pairing, parts):
        now = pairing.known[pairing.pairs[draft]].trail
        twins[pairing.known[going].trail, now].append((draft, going))
    told: Counter[tuple[Place, Place]] = Counter()
    for places, found in twins.items():
        told[_copied(*places)] += sum(_told(pairing, going) for _, going in found)
    went = {match: at for at, match in pairing.pairs.items()}
    for (left, now), found in twins.items():
        is_all = len(found) == _left(pairing, went, left)
        is_telling = (
            told[_copied(left, now)] >= _ALL if is_all else max(_told(pairing, going) for _, going in found) >= LONG
        )
        if is_telling and _is_copy(pairing, left, now):
            for draft, going in found:
                if _is_older(pairing, draft, going) and pairing.may_pair(draft, going):
                    del went[pairing.pairs[draft]]
                    pairing.exchange(draft, going, REASON)
                    went[going] = draft


def gone_twice(pairing: Pairing, stays: Container[Place]) -> list[int]:
    """Return the records of sections and terms that go, of which another one that goes says all: the larger, or the older.

    `stays` has the places of today.
    """
    sections: dict[Place, list[int]] = defaultdict(list)
    for at in pairing.live_open():
        side = pairing.records[at]
        if gone := next((place for place in (side.trail, side.place) if place not in stays), None):
            sections[gone].append(at)
    said = {trail: {pairing.records[at].said for at in there} for trail, there in sections.items()}
    saying: dict[Hashable, list[Place]] = defaultdict(list)
    found: list[int] = []
    for trail in sorted(sections, key=lambda one: (-len(said[one]), *_age(pairing, sections[one]), one)):
        before = min((saying[text] for text in said[trail]), key=len)
        if sum(_told(pairing, at) for at in sections[trail]) >= LONG and any(
            said[trail] <= said[one] for one in before
        ):
            found += sections[trail]
            continue
        for text in said[trail]:
            saying[text].append(trail)
    return found


def _age(pairing: Pairing, records: Iterable[int]) -> tuple[int, str, int]:
    """Return when the first of some records was built, and where it stands."""
    return min((side.created, side.path, side.order) for side in map(pairing.known.__getitem__, records))


def _said_twice(pairing: Pairing, parts: Container[int]) -> Iterable[tuple[int, int]]:
    """Yield (draft, open record) where the draft went to another record of the same text, the oldest last.

    What goes may have hidden more of it, that a copy does not: a copy hides only what is marked today.
    """
    going: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(pairing.live_open(), key=lambda at: pairing.known[at].created, reverse=True):
        if not pairing.known[at].withdrawn and at not in parts:
            going[_words_of(pairing.known[at])].append(at)
    for draft, match in sorted(pairing.pairs.items()) if going else ():
        own, hideable = pairing.known[match], pairing.drafts[draft].hideable
        for old in going.get(_words_of(own), ()):
            hidden = pairing.known[old].hidden
            if hidden == own.hidden or own.hidden < hidden <= hideable:
                yield draft, old


def _is_older(pairing: Pairing, draft: int, going: int) -> bool:
    """Tell whether a record that still goes is older than the one that a draft went to, or that one is retired."""
    own = pairing.known[pairing.pairs[draft]]
    return going in pairing.open_records and (own.retired or pairing.known[going].created < own.created)


def _is_copy(pairing: Pairing, left: Place, now: Place) -> bool:
    """Tell whether what both sections ask has the same answers, but for a few at most, or both have one name.

    Sections cut to one pattern may share an answer; that is another fact. In a copy, some are edited in time.
    """
    if left and now and fold(left[-1]) == fold(now[-1]):
        return True
    before, after = _answers(pairing, left, retired=False), _answers(pairing, now, retired=True)
    both = before.keys() & after.keys()
    others = sum(before[prompt].isdisjoint(after[prompt]) for prompt in both)
    return others * FEW <= len(both) - others


def _answers(pairing: Pairing, trail: Place, retired: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for at in pairing.records_at.get(trail, ()):
        side = pairing.known[at]
        if side.is_question and (retired or not side.retired):
            found[side.text[0]].add(side.bare_answer)
    return found


def _told(pairing: Pairing, record: int) -> int:
    return sum(map(len, pairing.known[record].text))


def _copied(left: Place, now: Place) -> tuple[Place, Place]:
    """Return what was copied, with all below it, if one of two sections is the copy of the other."""
    same = common_start(left[::-1], now[::-1])
    return left[: len(left) - same], now[: len(now) - same]


def _left(pairing: Pairing, went: Mapping[int, int], trail: Place) -> int:
    """Return how many records of a section were asked, without those that went on elsewhere; `went` has the draft of each."""
    there = ((at, pairing.records[at]) for at in pairing.records_at[trail])
    asked = (at for at, side in there if not (side.retired or side.withdrawn))
    return sum(at not in went or pairing.drafts[went[at]].trail == trail for at in asked)
