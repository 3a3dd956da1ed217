"""Cloze numbers: which number each hidden text has, as reviews go by number.

A number once used is never given to another text; a text that was only reworded keeps its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from deckbuilder.base.html_text import clozes, html_plain, map_clozes
from deckbuilder.base.likeness import ALIKE_HERE, MARGIN, name_likeness, ranking, said, words
from deckbuilder.base.notes import LAST_CLOZE, Rendered
from deckbuilder.base.text import fold
from deckbuilder.ledger.records import Record
from deckbuilder.ledger.renamed_cells import renamed


def numbers_of(draft: Rendered, old: Record | None) -> tuple[list[int], dict[str, int]]:
    """Return the cloze number of each slot, and every slot this note ever had.

    A slot keeps its number by its text, and by a text that it was reworded into.
    """
    if not draft.slots:
        return [], {}
    if old is None:
        return _with_fresh(draft, {}, [None] * len(draft.slots))
    if same := of_the_same(draft, old):
        return same, old.slots
    if placed := _in_same_gaps(draft, old):
        return placed, _with_slots(old.slots, draft, placed)
    folded = {fold(key): number for key, number in old.slots.items()}
    numbers: list[int | None] = [folded.get(fold(key)) for key, _ in draft.slots]
    _part(draft, old, numbers)
    if draft.kind == "occlusion":
        _rename_cells(draft, old, numbers)
    else:
        _replace_slots(draft, old, numbers)
    return _with_fresh(draft, old.slots, numbers)


def _with_fresh(
    draft: Rendered, known: Mapping[str, int], numbers: Sequence[int | None]
) -> tuple[list[int], dict[str, int]]:
    """Return the numbers with new ones for the slots that have none, and every slot this note ever had."""
    fresh: dict[str, int] = {}
    following = max(known.values(), default=0) + 1
    found = [
        fresh.setdefault(fold(key), following + len(fresh)) if number is None else number
        for (key, _), number in zip(draft.slots, numbers, strict=True)
    ]
    return found, _with_slots(known, draft, found)


def of_the_same(draft: Rendered, old: Record) -> list[int]:
    """Return the numbers of a note each of whose slots has had that which now stands in its place: most notes of a build."""
    live = list(_live_clozes(old))
    return live if live == [old.slots.get(key) for key, _ in draft.slots] else []


def _with_slots(known: Mapping[str, int], draft: Rendered, numbers: Sequence[int]) -> dict[str, int]:
    """Return every slot a note ever had, those of today with the numbers of today."""
    now = {fold(key): (key, number) for (key, _), number in zip(draft.slots, numbers, strict=True)}
    slots = {key: number for key, number in known.items() if fold(key) not in now} | dict(now.values())
    return dict(sorted(slots.items(), key=lambda item: (item[1], item[0])))


def _in_same_gaps(draft: Rendered, old: Record) -> list[int]:
    """Return the numbers of a sentence in which only the hidden texts changed: each stays with its gap.

    Of 正極は **亜鉛** で、負極は **銅** with its marks swapped, the first number goes on asking for the positive pole.
    """
    if draft.kind != "cloze" or draft.role == "list" or _frame(old.answer) != _frame(draft.fields["Text"]):
        return []
    found = _by_order(old.answer, draft.fields["Text"])
    return [found[at] for at in range(len(draft.slots))] if len(found) == len(draft.slots) else []


def _part(draft: Rendered, old: Record, numbers: list[int | None]) -> None:
    """Leave a number that two slots have had, one reworded into the other, to that which has it now."""
    holders: dict[int | None, dict[str, int]] = {}
    for at, number in enumerate(numbers):
        holders.setdefault(number, {})[fold(draft.slots[at][0])] = at
    live: dict[int | None, str] = dict(live_slots(old))
    for number, of_one in holders.items():
        current = [key for key, at in of_one.items() if _is_current(draft.slots[at], old, live.get(number, ""))]
        for key, at in of_one.items():
            if key != [*current, *of_one][0]:
                numbers[at] = None


def _is_current(slot: tuple[str, str], old: Record, hidden: str) -> bool:
    key, text = slot
    return key in old.cells if old.kind == "occlusion" else fold(text) == fold(hidden)


def also_named(old: Record, names: Mapping[str, str]) -> Record:
    """Return a record whose slots are known by the names too that they have now; `names` has new name -> old name.

    A name that another slot once had stays that one's.
    """
    known = set(map(fold, old.slots)) if names else ()
    fresh = {now: old.slots[name] for now, name in names.items() if name in old.slots and fold(now) not in known}
    return replace(old, slots=old.slots | fresh) if fresh else old


def has_numbers(draft: Rendered, old: Record) -> bool:
    """Tell whether a note has cloze numbers left for what it now hides; after hundreds of other texts it has not."""
    most = max(old.slots.values(), default=0)
    # Where there are enough even if all were new, as nearly always, the numbers need not be looked for.
    return most + len(draft.slots) <= LAST_CLOZE or max(numbers_of(draft, old)[0], default=0) <= LAST_CLOZE


def _rename_cells(draft: Rendered, old: Record, numbers: list[int | None]) -> None:
    """Fill in the numbers of cells whose row or column was renamed."""
    names = renamed(old.cells, dict(draft.slots))
    for at, (key, _) in enumerate(draft.slots):
        if numbers[at] is None:
            numbers[at] = old.slots.get(names.get(key, ""))


def _replace_slots(draft: Rendered, old: Record, numbers: list[int | None]) -> None:
    """Fill in the numbers of slots whose hidden text was reworded.

    A text that now stands more often outside of the marks was unmarked, and one that stood there more
    often before was marked; neither was reworded. Where all but the hidden texts is the same, the order tells which
    is which; elsewhere a slot alone between its neighbours, or texts that are alike.
    """
    live = dict(live_slots(old))
    old_frame, new_frame = _frame(old.answer), _frame(draft.fields["Text"])
    kept = set(numbers)
    gone = [n for n, text in live.items() if n not in kept and _left_over(text, new_frame, old_frame) <= 0]
    come = [
        at for at, n in enumerate(numbers) if n is None and _left_over(draft.slots[at][1], old_frame, new_frame) <= 0
    ]
    texts = {at: draft.slots[at][1] for at in come} if draft.role == "list" else {}
    if draft.role != "list" and old_frame == new_frame:
        found = _by_order(old.answer, draft.fields["Text"])
    else:
        found = _by_gap(live, numbers, gone, come, texts)
        found |= _merged({n: live[n] for n in gone}, {at: draft.slots[at][1] for at in come}, found)
        found |= _by_likeness({n: live[n] for n in gone}, {at: draft.slots[at][1] for at in come}, found)
    for at in come:
        if found.get(at) in gone:
            numbers[at] = found[at]


def _by_order(old: str, new: str) -> dict[int, int]:
    """Return slot -> number where each stands in one place only, and the same one."""
    both = zip(clozes(new), clozes(old), strict=False)
    return _only({(slot, number) for (slot, _), (number, _) in both if 0 < number <= LAST_CLOZE})


def _only(pairs: Collection[tuple[int, int]]) -> dict[int, int]:
    """Return slot -> number of the pairs of which neither is in another."""
    slots, found = Counter(slot for slot, _ in pairs), Counter(number for _, number in pairs)
    return {slot: number for slot, number in pairs if slots[slot] == found[number] == 1}


def _by_gap(
    live: Mapping[int, str],
    numbers: Sequence[int | None],
    gone: Sequence[int],
    come: Sequence[int],
    items: Mapping[int, str],
) -> dict[int, int]:
    """Return slot -> number where between two known neighbours one went and one came.

    Items of a list have to share a word besides; then there may be as many of them, in their order. Of more or fewer
    those are one of which the one says all that the other does.
    """
    order: dict[int | None, int] = {number: at for at, number in enumerate(live)}
    left = _nearest([order.get(number) for number in numbers], -1)
    right = _nearest([order.get(number) for number in reversed(numbers)], len(live))[::-1]
    gaps: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at in come:
        gaps[left[at], right[at]].append(at)
    found: dict[int, int] = {}
    for (after, before), slots in gaps.items():
        between = [number for number in gone if after < order[number] < before]
        if len(between) == len(slots) and (len(slots) == 1 or items):
            pairs = zip(slots, between, strict=True)
            found |= {at: number for at, number in pairs if not items or words(items[at]) & words(live[number])}
        elif items:
            found |= _only([(at, n) for at in slots for n in between if _says_all(items[at], live[n])])
    return found


def _says_all(one: str, other: str) -> bool:
    """Tell whether one of two texts says all that the other does, and that is more than a word: 綱を解く, 岸の綱を全部解く."""
    less, more = sorted(map(said, (one, other)), key=Counter.total)
    return less.total() > 1 and less <= more


def _nearest(places: Sequence[int | None], edge: int) -> list[int]:
    """Return for each slot the place of the last one before it that has one, or else the edge."""
    found = []
    for known in places:
        found.append(edge)
        edge = edge if known is None else known
    return found


def _merged(gone: Mapping[int, str], come: Mapping[int, str], found: Mapping[int, int]) -> dict[int, int]:
    """Return slot -> number of the longest of several texts that one text took in, **速い** **流れ** as **速い流れ**."""
    taken = set(found.values())
    merged: dict[int, int] = {}
    for at, text in come.items():
        inside = [n for n, part in gone.items() if n not in taken and _bare(part) and _bare(part) in _bare(text)]
        if at not in found and len(inside) > 1:
            merged[at] = max(inside, key=lambda n: len(gone[n]))
            taken.update(inside)
    return merged


def _by_likeness(gone: Mapping[int, str], come: Mapping[int, str], found: Mapping[int, int]) -> dict[int, int]:
    """Return slot -> number of texts that are alike, each clearly more than any other."""
    taken = set(found.values())
    scores = {
        (at, number): name_likeness(fold(text), fold(other))
        for at, text in come.items()
        for number, other in gone.items()
        if at not in found and number not in taken
    }
    best_of_slot, best_of_number = ranking(scores, 0), ranking(scores, 1)
    return {
        at: number
        for at, ((score, number), second) in best_of_slot.items()
        if score >= ALIKE_HERE and score - max(second, best_of_number[number][1]) >= MARGIN
    }


def _frame(text: str) -> str:
    """Return the folded text of a cloze without what it hides."""
    return _bare(html_plain(map_clozes(text, lambda _number, _hidden: " □ ")))


def _left_over(text: str, frame: str, other: str) -> int:
    """Return how many times more often a text stands in one frame than in the other."""
    said = _bare(text)
    return frame.count(said) - other.count(said) if said else 0


def _bare(text: str) -> str:
    """Return a folded text without brackets and punctuation: （貴族） is 貴族."""
    return "".join(char for char in fold(text) if char.isalnum() or char == "□")


def live_slots(old: Record) -> list[tuple[int, str]]:
    """Return (number, hidden text) of the clozes in a record's text, in order, each number once.

    One that Anki makes no card of, after a merge of many or by hand, is not live.
    """
    return [(number, html_plain(hidden)) for number, hidden in _live_clozes(old).items()]


def _live_clozes(old: Record) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, hidden in clozes(old.answer):
        if 0 < number <= LAST_CLOZE:
            found.setdefault(number, hidden)
    return found
