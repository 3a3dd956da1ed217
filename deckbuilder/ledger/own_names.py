"""Pair what is said of a name that nothing else in the deck has: it says what is asked, wherever it stands."""

from collections import Counter
from collections.abc import Set
from functools import cache, partial

from msgspec.structs import replace

from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.ledger.alike import is_within
from deckbuilder.ledger.facts import Facts
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing, by_key
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.vicinity import Vicinity


def pair_by_own_name(pairing: Pairing, places: MovedPlaces, vicinity: Vicinity, facts: Facts) -> None:
    """Pair answers that were reworded in the build that moved them, if they are alike or share a word that is rare near them.

    Not where the section is gone, unless all of the answer is still there: another one may be cut to the same template.
    """
    records = by_key(pairing.records, pairing.live_open(), lambda side: side.own_name)
    drafts = by_key(pairing.drafts, pairing.asked_open(), lambda side: side.own_name)
    names = cache(partial(_names_of_one, pairing))
    for name in [name for name in drafts if name in records]:
        at, match = drafts[name][0], records[name][0]
        draft, record = pairing.drafts[at], pairing.records[match]
        is_there = not record.trail or record.trail in places.sections or is_within(draft, record)
        if not is_there or not _say_alike(draft, record, vicinity):
            continue
        asking = replace(draft, prompt=record.prompt, folded=(record.text[0], draft.text[1]))
        if not facts.is_another_fact(asking, record) and pairing.may_pair(at, match) and name in names():
            pairing.pair(at, match, "a like answer to a name that nothing else has")


def _say_alike(draft: Side, record: Side, vicinity: Vicinity) -> bool:
    """Tell whether two answers share what says something, and no number differs."""
    one, other = ([char for char in side.text[1] if char.isdigit()] for side in (draft, record))
    is_alike = likeness(draft.unglossed, record.unglossed) >= ALIKE_HERE
    return (one == other or not (one and other)) and (is_alike or vicinity.answers_share_what_is_rare(draft, record))


def _names_of_one(pairing: Pairing) -> Set[str]:
    """Return the names that one note of the ledger and one that is asked have, those that are sure among them."""
    live = Counter(side.own_name for side in pairing.records if not side.retired)
    asked = Counter(side.own_name for side in pairing.drafts if side.wish == "ask")
    sure = {side.own_name for side in pairing.rest.records()}
    return {name for name, count in live.items() if count == asked[name] == 1 and name not in sure}
