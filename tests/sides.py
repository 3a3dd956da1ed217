"""Drafts and records as matching compares them, for tests of single rules."""

from collections.abc import Sequence
from typing import Any

from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing, Rest
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.vicinity import Vicinity

HERE = ("港",)
ELSEWHERE = ("町",)


def note(prompt: str = "灯台", answer: str = "岬の塔", *, trail: tuple[str, ...] = HERE, **given: Any) -> Side:
    """Return a draft or record; what is not said of it is as in most notes."""
    known = {
        "kind": "basic",
        "role": "line",
        "path": "a.md",
        "term": "",
        "hides": (),
        "place": (*trail, given.get("term", "")),
    }
    return Side(**known | given, trail=trail, prompt=prompt, answer=answer)


def cloze(text: str, *hides: str, **given: Any) -> Side:
    return note("", text, kind="cloze", hides=hides, **given)


def cell(row: str, column: str, answer: str, **given: Any) -> Side:
    return note(f"{row} ─ {column}", answer, role="cell", **given)


def pairing(drafts: Sequence[Side], records: Sequence[Side], sure: dict[int, int] | None = None) -> Pairing:
    found = Pairing(drafts, records, Rest(set, set, lambda _trails: ()))
    for draft, record in (sure or {}).items():
        found.pair(draft, record, "")
    return found


def places(of: Pairing) -> MovedPlaces:
    return MovedPlaces(of, Vicinity(of))
