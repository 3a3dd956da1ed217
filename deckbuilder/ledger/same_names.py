"""Pair answers that stand under the same names as before, written in another way.

速さ of 甲型 may be a cell of a table or a line below a term, 変数 代入 and 変数（代入） a term or a heading with a term.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.base.model import Place
from deckbuilder.base.notes import Wish
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.ledger.alike import grew
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.place_names import is_added_to_name
from deckbuilder.ledger.sides import Side, cell_names

Names = frozenset[str]
"""The words of all headings and of the question of a note."""


def pair_named_otherwise(pairing: Pairing, places: MovedPlaces, wishes: Container[Wish]) -> None:
    """Pair what has the same answer if the names of one, its headings and its question, are all names of the other."""
    answers: dict[str, list[tuple[int, Names]]] = defaultdict(list)
    for at in pairing.live_open():
        old = pairing.records[at]
        if old.kind == "basic":
            answers[old.text[1]].append((at, _names(places.here(old.trail), old)))
    _pair_single(pairing, list(_with_same_names(pairing, answers, wishes)), "the same answer under the same names")


def pair_reworded_otherwise(pairing: Pairing, places: MovedPlaces) -> None:
    """Pair answers that were reworded in the build that wrote them in another form, if all their names are the same.

    Of a section that is gone one heading may have been added to or shortened.
    """
    named: dict[Names, list[tuple[int, str]]] = defaultdict(list)
    for at in pairing.live_open():
        old = pairing.records[at]
        if old.kind == "basic":
            for names, heading in _with_holes(places.here(old.trail), old, old.trail in places.gone):
                named[names].append((at, heading))
    for wishes in (("ask",), OFFERED_OR_KEPT):
        _pair_single(pairing, list(_with_alike_answer(pairing, named, wishes)), "a like answer under the same names")


OFFERED_OR_KEPT: Sequence[Wish] = ("offer", "keep")
"""The wishes of what says in another form what it said before."""


def _pair_single(pairing: Pairing, found: Sequence[tuple[int, int]], reason: str) -> None:
    drafts, records = Counter(at for at, _ in found), Counter(record for _, record in found)
    for at, record in found:
        if drafts[at] == records[record] == 1:
            pairing.pair(at, record, reason)


def _with_same_names(
    pairing: Pairing, answers: Mapping[str, Sequence[tuple[int, Names]]], wishes: Container[Wish]
) -> Iterator[tuple[int, int]]:
    """Yield the open drafts with one of these wishes, with each record that has their answer and names."""
    for at in _open(pairing, wishes) if answers else ():
        draft = pairing.drafts[at]
        if draft.text[1] in answers:
            names = _names(draft.trail, draft)
            for record, others in answers[draft.text[1]]:
                asked = _names((), pairing.records[record])  # 花扇舞, below 扇舞, is not what 扇舞 asks
                is_same = others <= names or asked <= names <= others
                if is_same and pairing.is_open(at, record) and pairing.may_pair(at, record):
                    yield at, record


def _with_alike_answer(
    pairing: Pairing, named: Mapping[Names, Sequence[tuple[int, str]]], wishes: Container[Wish]
) -> Iterator[tuple[int, int]]:
    """Yield the open drafts with one of these wishes, with each record of another form that has their names and answers alike."""
    for at in _open(pairing, wishes) if named else ():
        draft = pairing.drafts[at]
        for names, heading in _with_holes(draft.trail, draft, True):
            for record, other in named.get(names, ()):
                is_named = heading == other == "" or (heading != other and is_added_to_name(heading, other))
                if is_named and _is_in_other_words(draft, pairing.records[record]) and pairing.may_pair(at, record):
                    yield at, record


def _is_in_other_words(draft: Side, record: Side) -> bool:
    """Tell whether a note of another form has an answer that is like another one, or that with something put in."""
    is_other_form = draft.role != record.role or len(draft.trail) != len(record.trail)
    answers = draft.text[1], record.text[1]
    return is_other_form and (grew(*answers) or likeness(*answers) >= ALIKE_HERE)


def _open(pairing: Pairing, wishes: Container[Wish]) -> Iterator[int]:
    drafts = pairing.drafts
    return (at for at in sorted(pairing.open_drafts) if drafts[at].kind == "basic" and drafts[at].wish in wishes)


def _names(trail: Place, side: Side) -> Names:
    names = (*trail, *cell_names(side.prompt))
    return frozenset(fold(word) for name in names for word in _BETWEEN.split(name) if word)


def _with_holes(trail: Place, side: Side, may_be_renamed: bool) -> Iterator[tuple[Names, str]]:
    """Yield the words of a note; and if its headings may be others now, these without one of a heading, and that."""
    names = _names(trail, side)
    yield names, ""
    if may_be_renamed:
        yield from ((names - {word}, word) for word in sorted(names - _names((), side)))


_BETWEEN = lazy(r"[\s（）()]+")
