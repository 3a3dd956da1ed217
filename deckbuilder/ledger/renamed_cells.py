"""Tell which cell of a picture is which of an earlier one when rows and columns were renamed. In doubt: none.

A cell is known by its row and its column. A name that is still there is the same; another is the
same only if the names are alike and so is what stands there, or if much that stands there is the
same and stood nowhere else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from deckbuilder.base.likeness import (
    ALIKE_HERE,
    MARGIN,
    heading_likeness,
    likeness,
    ranking,
    said_likeness,
    telling_length,
)
from deckbuilder.base.other_words import says_otherwise
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold, fold_question, without_year_sign
from deckbuilder.read.cells import SEPARATOR

_TELLING = 4
"""Folded characters from which cells that are the same tell, by themselves, which row or column it is."""
_FEW = 2
"""Names that may come for as many that go, and short cells still tell nothing."""
_IN_ORDER = 2 * MARGIN
"""What a name gains over others as good by its place, when as many names have come as have gone."""


def renamed(
    before: Mapping[str, str], after: Mapping[str, str], in_order: bool = True, may_give: bool = False
) -> dict[str, str]:
    """Return new key -> old key of the cells that surely are one; rows may have become columns.

    Both map a cell's key to what stands in it; `in_order` tells whether their order says anything, and `may_give`
    whether a name that is still there may be given to other cells: the parts of a picture are known by it for ever.
    """
    if after.keys() <= before.keys():
        return {key: key for key in after}  # also where cells were swapped, which is no turning
    straight = _renamed(before, after, in_order, may_give)
    turned = {_turned(key): key for key in after}
    found = _renamed(before, {key: after[own] for key, own in turned.items()}, in_order, may_give)
    across = {turned[key]: old for key, old in found.items()}
    return max((straight, across), key=lambda one: _kept(before, after, one))


def _turned(key: str) -> str:
    row, column = _parts(key)
    return _key(column, row) if column else key


def _kept(before: Mapping[str, str], after: Mapping[str, str], found: Mapping[str, str]) -> int:
    """Return how many cells say what they said."""
    return sum(fold(after[key]) == fold(before[old]) for key, old in found.items())


def _renamed(before: Mapping[str, str], after: Mapping[str, str], in_order: bool, may_give: bool) -> dict[str, str]:
    found = [_names(_by_name(before, side), _by_name(after, side), in_order, may_give) for side in (0, 1)]
    rows, columns = (found[side] | _left(before, after, found, side, in_order) for side in (0, 1))
    names = {}
    for key in after:
        row, column = _parts(key)
        if row in rows and column in columns and (old := _key(rows[row], columns[column])) in before:
            names[key] = old
    return names


def _left(
    before: Mapping[str, str], after: Mapping[str, str], found: Sequence[Mapping[str, str]], side: int, in_order: bool
) -> dict[str, str]:
    """Return new name -> old name of the other rows or columns, by the cells whose column or row stands: others may be new."""
    stand = {name for name, old in found[1 - side].items() if name == old}
    was, still = (
        {key: text for key, text in cells.items() if _parts(key)[1 - side] in stand} for cells in (before, after)
    )
    if len(was) == len(before) and len(still) == len(after):
        return {}
    own, names = found[side], _names(_by_name(was, side), _by_name(still, side), in_order, False)
    return {new: old for new, old in names.items() if new != old and new not in own and old not in own.values()}


_Groups = dict[str, list[str]]
"""Rows or columns: name -> folded texts."""


def _names(before: _Groups, after: _Groups, in_order: bool, may_give: bool) -> dict[str, str]:
    """Return new name -> old name of the rows or columns that surely are one."""
    lone = _lone(before.values()) & _lone(after.values())
    given = {name for name in before if may_give and name in after and _is_given_to_others(name, before, after, lone)}
    gone = [name for name in before if name not in after or name in given]
    come = [name for name in after if name not in before or name in given]
    own_of = _own(list(map(fold_question, before)))
    own = {name: own_of(fold_question(name)) for name in (*gone, *come)}
    bonus = _IN_ORDER if in_order and len(gone) == len(come) else 0.0
    scores = {}
    for at, new in enumerate(come):
        for was, old in enumerate(gone):
            if new != old and (score := _sameness((own[old], before[old]), (own[new], after[new]), lone)):
                scores[at, was] = score + bonus * (at == was)
    best_new, best_old = ranking(scores, 0), ranking(scores, 1)
    found = {name: name for name in after if name in before and name not in given}
    for at, ((score, was), second) in best_new.items():
        if score - max(second, best_old[was][1]) >= MARGIN:
            found[come[at]] = gone[was]
    return found | _last_of_all(
        {name: before[name] for name in gone if name not in found.values()},
        {name: after[name] for name in come if name not in found},
        lone if len(come) > _FEW else frozenset(),
    )


def _is_given_to_others(name: str, before: _Groups, after: _Groups, lone: frozenset[str]) -> bool:
    """Tell whether all that stood under a name stands under a new one, and nothing of that under it any more, reworded or not."""
    old = Counter(before[name])
    is_left = old & Counter(after[name]) or sum(telling_length(text) for text in old if text in lone) < _TELLING
    texts = _own_texts(before[name], after[name])
    if is_left or max(likeness(*texts), said_likeness(*texts)) >= ALIKE_HERE:
        return False
    return any(old <= Counter(after[new]) for new in after if new not in before)


def _own(names: Sequence[str]) -> Callable[[str], str]:
    """Return what takes from a name or text the characters that most of `names` have: 乙 of 乙棚, 2 of 第2条."""
    having = Counter(chain.from_iterable(map(set, names)))
    most = max(len(names) / 2, _FEW)
    return lambda name: "".join(char for char in name if having[char] <= most) or name


def _last_of_all(gone: _Groups, come: _Groups, lone: frozenset[str]) -> dict[str, str]:
    """Return the one name that is left where all others are known, if what stands there is the same and nowhere else."""
    if len(gone) == len(come) == 1:
        (old, old_texts), (new, new_texts) = *gone.items(), *come.items()
        if old_texts == new_texts and lone.issuperset(old_texts):
            return {new: old}
    return {}


def _sameness(old: tuple[str, list[str]], new: tuple[str, list[str]], lone: frozenset[str]) -> float:
    """Return how much of a row or column, its name and its texts, is kept; 0 if it may be another one."""
    (old_name, old_texts), (new_name, new_texts) = old, new
    alike = heading_likeness(old_name, new_name)
    if alike < 1 and says_otherwise(old_name, new_name) and _all_say_otherwise(old_texts, new_texts):
        return 0.0
    short, long = sorted((old_name, new_name), key=len)
    kept = likeness(*_own_texts(old_texts, new_texts))
    if alike < ALIKE_HERE and not (short and short in long and kept >= ALIKE_HERE):
        same = Counter(old_texts) & Counter(new_texts)
        telling = sum(telling_length(text) for text in same if text in lone)
        most = 2 * same.total() > len(old_texts)  # of a row that is replaced half of two cells may be the same
        if telling < _TELLING or not most or same.total() < ALIKE_HERE * len(new_texts):
            return 0.0
    if _holds(short, long) and (alike >= ALIKE_HERE or short in long):
        # Only added to or only shortened: clearer than a name in which one word stands for another.
        return (1 + alike) / 2 + kept
    return alike + kept if kept >= ALIKE_HERE else 0.0


def _own_texts(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return what two rows or columns say, without what most of their texts have."""
    own_of = _own(old + new)
    return "\n".join(map(own_of, old)), "\n".join(map(own_of, new))


def _all_say_otherwise(old: list[str], new: list[str]) -> bool:
    """Tell whether no text of a row is what it was, in other words or with something added."""
    return len(old) == len(new) and {*old}.isdisjoint(new) and all(map(says_otherwise, old, new))


def _holds(short: str, long: str) -> bool:
    """Tell whether the characters of one name stand in another, in their order."""
    left = iter(long)
    return all(char in left for char in short)


def _lone(groups: Iterable[list[str]]) -> frozenset[str]:
    """Return the texts that stand in one row or column only."""
    counts = Counter(text for texts in groups for text in set(texts))
    return frozenset(text for text, count in counts.items() if count == 1)


def _by_name(cells: Mapping[str, str], side: int) -> _Groups:
    """Return the folded texts of each row (side 0) or column (side 1)."""
    groups: _Groups = {}
    for key, text in cells.items():
        groups.setdefault(_parts(key)[side], []).append(_spelt(text))
    return groups


def _spelt(text: str) -> str:
    """Return a folded text, numbers in one spelling, what blanks or line breaks part in any order: 1,000円 is 1000円, 2015年 is 2015."""
    return without_year_sign(_THOUSANDS.sub("", fold(" ".join(sorted(text.split())))))


_THOUSANDS = lazy("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def _parts(key: str) -> tuple[str, str]:
    row, _, column = key.partition(SEPARATOR)
    return row, column


def _key(row: str, column: str) -> str:
    return f"{row}{SEPARATOR}{column}" if column else row
