"""How alike two notes are by themselves: their answers, what they hide, the items of lists, names of rows and columns."""

from itertools import product, starmap

from deckbuilder.base.likeness import ALIKE_HERE, both_explain, heading_likeness, likeness, name_likeness, said_likeness
from deckbuilder.base.other_words import is_read_as, is_translated, says_otherwise
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.ledger.sides import Side, bare, cell_names

LONG = 12
"""Folded characters from which an answer can carry the whole proof; of a shorter one its part of that."""


def are_lists(draft: Side, record: Side) -> bool:
    """Tell whether both ask the items of a list one by one."""
    return draft.role == record.role == "list" and draft.kind == "cloze"


def items_alike(draft: Side, record: Side) -> float:
    """Return how much of two lists is shared, each item held against the one that it is most like."""
    items = draft.hidden_texts, record.hidden_texts
    best = (
        [max((said_likeness(item, other) for other in others), default=0.0) for item in own]
        for own, others in (items, items[::-1])
    )
    alike = (sum(score for score in scores if score >= ALIKE_HERE) for scores in best)
    return 2 * min(alike) / max(1, sum(map(len, items)))


def is_another_list(draft: Side, record: Side) -> bool:
    """Tell whether a list has another name, and most of what both hide is not alike: 長所 速い, 短所 速い."""
    one, other = (fold(side.term or "".join(side.trail[-1:])) for side in (draft, record))
    if one in other or other in one or likeness(one, other) >= ALIKE_HERE:
        return False
    alike = sum(any(likeness(one, other) >= ALIKE_HERE for other in record.hidden) for one in draft.hidden)
    return 4 * alike <= len(draft.hidden) + len(record.hidden)


def is_counterpart(draft: Side, record: Side) -> bool:
    """Tell whether both what is asked and what is answered say something else now: 酸化 電子を失う, 還元 電子を受け取る.

    Where one of both stayed, or was only added to or shortened, the other was corrected.
    """
    if draft.kind == "cloze":
        return _hide_otherwise(draft, record) and (
            says_otherwise(draft.shown, record.shown) or says_otherwise(draft.term, record.term)
        )
    asked = any(map(_are_other_names, cell_names(draft.prompt), cell_names(record.prompt)))
    return asked and draft.bare_answer != record.bare_answer and says_otherwise(draft.answer, record.answer)


def _are_other_names(one: str, other: str) -> bool:
    """Tell whether the names of two terms, rows or columns are of something else; 説明 and 概要 are not."""
    return says_otherwise(one, other) and not both_explain(fold(one), fold(other))


def _hide_otherwise(draft: Side, record: Side) -> bool:
    """Tell whether nothing that is hidden was so before, however it is spelt or where its mark stood."""
    both = (draft, record), (record, draft)
    stays = any(bare(text) in other.bare_answer for one, other in both for text in one.hidden)
    return not stays and all(starmap(says_otherwise, product(draft.hidden_texts, record.hidden_texts)))


def hide_alike(draft: Side, record: Side) -> bool:
    """Tell whether any text that is hidden is like one that was, or most items of a list are."""
    if are_lists(draft, record) and items_alike(draft, record) >= ALIKE_HERE:
        return True
    return any(name_likeness(one, other) >= ALIKE_HERE for one in draft.hidden for other in record.hidden)


def tell_alike(draft: Side, record: Side) -> bool:
    """Tell whether two notes share half of what they say besides what is asked, or ask the same at length, and are alike."""
    if likeness(draft.text[1], record.text[1]) < ALIKE_HERE:
        return False
    is_long = sum(map(len, draft.hidden & record.hidden)) >= LONG
    return is_long or said_likeness(draft.told, record.told) >= ALIKE_HERE


def grew(one: str, other: str) -> bool:
    """Tell whether one text is the other with something put in, or word for word the same."""
    short, long = sorted((one, other), key=len)
    left = iter(long)
    return all(char in left for char in short)


def is_added_to(one: Side, other: Side, least: int = LONG // 2) -> bool:
    """Tell whether one answer begins with all of the other one, of so many characters, however much was put behind it."""
    short, long = _bare_by_length(one, other)
    return len(short) >= least and long.startswith(short)


def goes_on(one: Side, other: Side) -> bool:
    """Tell whether an answer to one question was only added to behind, or cut there, or put in another language."""
    return is_added_to(one, other) or is_translated(one.answer, other.answer)


def is_within(one: Side, other: Side) -> bool:
    """Tell whether all of one answer stands in the other one."""
    short, long = _bare_by_length(one, other)
    return 2 * len(short) >= LONG and short in long


def _bare_by_length(one: Side, other: Side) -> list[str]:
    return sorted((one.bare_answer, other.bare_answer), key=len)


def is_misspelt(one: str, other: str) -> bool:
    """Tell whether one text is the other with little put in, however common its letters are: 左か派, 左派; or 右れり, 右回り.

    So is one that may be the other in hiragana.
    """
    short, long = sorted(map(len, (one, other)))
    return (long < 2 * short and grew(one, other)) or _has_another_middle(one, other) or is_read_as(one, other)


def _has_another_middle(one: str, other: str) -> bool:
    """Tell whether of three characters the one between is another, so that no pair of them stayed; letters may be another code."""
    return len(one) == len(other) == 3 and one[::2] == other[::2] and not one[::2].isascii()


def question_likeness(draft: Side, record: Side) -> float:
    """Return how alike two questions are; of cells, where both row and column have to be."""
    if draft.role == record.role == "cell":
        names = zip(cell_names(draft.text[0]), cell_names(record.text[0]), strict=False)
        return min((_heading_likeness(*pair) for pair in names), default=0.0)
    one, other = (set(_COMMA.split(side.text[0])) for side in (draft, record))
    is_one_of_both = one <= other or other <= one  # -v is -v, --verbose
    row, old_row = (cell_names(side.text[0])[:1] for side in (draft, record))  # 織部, of 織部 ─ 説明
    least = ALIKE_HERE if is_one_of_both or row == old_row else 0.0
    return max(name_likeness(draft.text[0], record.text[0]), least)


_COMMA = lazy("[,、]")


def _heading_likeness(one: str, other: str) -> float:
    """Return how alike the names of two rows or columns are; one that the other adds to is alike."""
    short, long = sorted((one, other), key=len)
    return max(heading_likeness(one, other), ALIKE_HERE if len(short) > 1 and short in long else 0.0)
