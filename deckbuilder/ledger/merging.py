"""What the records of one note come to when the ledgers of two branches were merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from deckbuilder.base.html_text import map_clozes
from deckbuilder.base.notes import LAST_CLOZE
from deckbuilder.base.text import fold
from deckbuilder.ledger.records import Record, as_line

_SPENT = "\ue000"
"""What no note hides: holds the highest number that was ever given, where nothing else does."""


def merged(records: Sequence[Record]) -> tuple[Record, list[int]]:
    """Return what the records of one GUID come to, and the cloze numbers that they gave to different texts.

    The one changed last wins, and the numbers of all stay; of a number that stands for one text here and
    for another there, neither keeps it: both get new ones.
    """
    ordered = sorted(records, key=lambda record: (record.changed, not record.retired, as_line(record)))
    last = ordered[-1]
    highest = max((number for record in records for number in record.slots.values()), default=0)
    clashes = {number: found for number, texts in _texts(ordered) if len(found := _lineages(texts)) > 1}
    slots = {key: n for record in ordered for key, n in record.slots.items() if n not in clashes}
    following = highest
    spellings: dict[str, list[str]] = defaultdict(list)
    for key in (key for record in ordered for key in record.slots):
        spellings[fold(key)].append(key)
    for texts in clashes.values():
        for lineage in texts:
            keys = [key for text in sorted(lineage) for key in spellings[text] if key not in slots]
            following += bool(keys)
            slots |= dict.fromkeys(keys, following) if following <= LAST_CLOZE else {}
    if max(slots.values(), default=0) < highest:
        slots[_SPENT] = highest
    answer = map_clozes(last.answer, lambda n, hidden: f"{{{{c{LAST_CLOZE + 1 if n in clashes else n}::{hidden}}}}}")
    ids = {number: given_id for record in ordered for number, given_id in record.ids.items()}
    created = min(record.created for record in records)
    return replace(last, slots=slots, answer=answer, ids=ids, created=created), list(clashes)


def _texts(records: Iterable[Record]) -> list[tuple[int, list[set[str]]]]:
    """Return each number with the folded texts that have had it, record by record."""
    found: dict[int, list[set[str]]] = defaultdict(list)
    for record in records:
        own: dict[int, set[str]] = defaultdict(set)
        for key, number in record.slots.items():
            own[number].add(fold(key))
        for number, texts in own.items():
            found[number].append(texts)
    return sorted(found.items())


def _lineages(texts: Iterable[set[str]]) -> list[set[str]]:
    """Return the texts that have had a number, those together of which one was reworded into the other."""
    found: list[set[str]] = []
    for own in texts:
        related = [other for other in found if other & own]
        found = [other for other in found if other not in related] + [own.union(*related)]
    return found
