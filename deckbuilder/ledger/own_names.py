"""Pair what is said of a name that nothing else in the deck has: it says what is asked, wherever it stands."""

from collections import Counter
from collections.abc import Set
from functools import cache, partial

from msgspec.structs import replace

from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.base.patterns import lazy
from deckbuilder.ledger.alike import is_within
from deckbuilder.ledger.facts import Facts
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing, by_key
from deckbuilder.ledger.sides import Side, bare
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
        if not is_there or _are_told_apart(draft.text[0], record.text[0]) or not _say_alike(draft, record, vicinity):
            continue
        asking = replace(draft, prompt=record.prompt, folded=(record.text[0], draft.text[1]))
        if not facts.is_another_fact(asking, record) and pairing.may_pair(at, match) and name in names():
            pairing.pair(at, match, "a like answer to a name that nothing else has")


def _are_told_apart(one: str, other: str) -> bool:
    """Tell whether both questions have something in parentheses, and neither has that of the other: 規約（第一版）, 規約（第二版）."""
    glosses = [bare("".join(_GLOSS.findall(text))) for text in (one, other)]
    return all(glosses) and all(gloss not in other for gloss, other in (glosses, glosses[::-1]))


def _say_alike(draft: Side, record: Side, vicinity: Vicinity) -> bool:
    """Tell whether two answers share what says something beside the noun that they end with."""
    draft, record = _without_kind(draft, record)
    is_alike = likeness(draft.unglossed, record.unglossed) >= ALIKE_HERE
    return is_alike or vicinity.answers_share_what_is_rare(draft, record)


def _without_kind(draft: Side, record: Side) -> tuple[Side, Side]:
    """Return two notes without the noun that both answers end with, where they say more: many things are a 働き."""
    found, other = _KIND.search(draft.answer), _KIND.search(record.answer)
    if not (found and other) or found[0] != other[0] or not (found.start() and other.start()):
        return draft, record
    return (
        replace(draft, answer=draft.answer[: found.start()], folded=None),
        replace(record, answer=record.answer[: other.start()], folded=None),
    )


_GLOSS = lazy("[(（]([^()（）]*)[)）]")
_KIND = lazy(
    "(?:働き|仕組み|しくみ|機能|役割|役目|作用|効果|影響|方法|手法|手段|手順|技術|処理|操作|作業|動作|動き|現象|状態|性質|特徴|特性|能力|力"
    "|考え方?|概念|理論|法則|規則|決まり|制度|分野|活動|行為|行動|もの|物|こと|事|人|者|場所|所|部分|道具|装置|機械|組織|関係|割合|値)[。．]?$"
)
"""A noun at the end of an answer that says of what kind a thing is."""


def _names_of_one(pairing: Pairing) -> Set[str]:
    """Return the names that one note of the ledger and one that is asked have, those that are sure among them."""
    live = Counter(side.own_name for side in pairing.records if not side.retired)
    asked = Counter(side.own_name for side in pairing.drafts if side.wish == "ask")
    sure = {side.own_name for side in pairing.rest.records()}
    return {name for name, count in live.items() if count == asked[name] == 1 and name not in sure}
