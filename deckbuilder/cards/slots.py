"""What of a sentence is hidden: its marks, or else its numbers and the name that it gives to something."""

import re
from collections.abc import Iterator, Sequence

from deckbuilder.base.blocks import Text
from deckbuilder.base.notes import Slot
from deckbuilder.base.patterns import lazy
from deckbuilder.base.quantities import numbers
from deckbuilder.base.text import fold
from deckbuilder.cards.gaps import is_bold
from deckbuilder.cards.names_given import covered_name_spans, name_spans
from deckbuilder.read.inline import TOKEN, marks, masked, plain, with_slots
from deckbuilder.read.terms import same_term


def has_sure_gap(md: str) -> bool:
    """Tell whether a text has a mark that only a gap can have."""
    return any(not is_bold(md, start) for start, *_ in marks(md))


def is_marked(md: str) -> bool:
    """Tell whether a text has a mark over more than a blank."""
    return any(not _BLANK.fullmatch(plain(inner)) for *_, inner in marks(md))


def slotted(text: Text, blanks: bool, with_numbers: bool, term: str = "") -> tuple[Text, tuple[Slot, ...]]:
    """Return a sentence below a term with its slots in place; equal hidden texts share one.

    Beside marks, numbers and names are kept only: 5つ was asked until a word of its sentence was marked. So is a name
    that its sentence gives if none of its words stands out, 気孔 in `気孔`は**水が出る穴**である, code where nothing is
    marked, which may have been bold, and a blank.
    """
    marked_ones = [(start, end, inner, plain(inner)) for start, end, inner in marks(text.md, blanks)]
    left_out = [one for one in marked_ones if _BLANK.fullmatch(one[3])]
    found = [one for one in marked_ones if not (_BLANK.fullmatch(one[3]) or _UNKNOWN.fullmatch(one[3]))]
    named, covered = (
        [(*span, key) for span in spans if not same_term(key := plain(span[2]), term)]
        for spans in (name_spans(text.md), covered_name_spans(text.md))
    )
    counted = [span for span in _number_spans(text.md) if not _overlaps(span, named)] if with_numbers else []
    marked = {fold(key) for *_, key in found}
    unmarked_ones = [*counted, *named]
    beside, words = (unmarked_ones, [*named, *covered]) if found else ([], named)
    for others in covered, [] if found else _codes(text.md):
        beside = [*beside, *(one for one in others if not _overlaps(one, [*beside, *unmarked_ones]))]
    kept = [span for span in beside if fold(span[3]) not in marked and not _overlaps(span, found)]
    kept += [one for one in left_out if not _overlaps(one, kept)]
    found = found or unmarked_ones
    keys: dict[str, int] = {}
    slots: list[Slot] = []
    spans = []
    for start, end, inner, key in sorted([*found, *kept]):
        slot = keys.setdefault(fold(key), len(keys))
        if slot == len(slots):
            is_kept = (start, end, inner, key) in kept
            is_word = is_bold(text.md, start) or (start, end, inner, key) in words
            slots.append(Slot(key, text.at(start)[0], is_kept, is_word))
        spans.append((start, end, inner, slot))
    return with_slots_at(text, spans), tuple(slots)


_Span = tuple[int, int, str, str]
"""Where something that may be hidden starts and ends, its text, and the same plain."""


def _codes(md: str) -> list[_Span]:
    found = TOKEN.finditer(md) if "`" in md else ()
    return [(*code.span(), code[0], plain(code[0])) for code in found if code["code"]]


def _overlaps(span: _Span, others: Sequence[_Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end, *_ in others)


def with_slots_at(text: Text, spans: list[tuple[int, int, str, int]]) -> Text:
    """Return `text` with slots put in; the origins of its lines move along."""
    origins = []
    for at, line, col in text.origins:
        before = [span for span in spans if span[0] < at]
        origins.append((len(with_slots(text.md[:at], before)), line, col) if before else (at, line, col))
    return Text(with_slots(text.md, spans), tuple(origins))


_UNKNOWN = lazy(r"[?？]{3,}")
"""What stands in the notes for what their author does not know."""
_BLANK = lazy(r"[_＿]{3,}|[○〇◯□]{2,}|…+|[（(]?[\s　]*[)）]?")
"""What stands for a word that was left out, or is a sign itself: it goes on being asked where it is."""
_DIGIT = lazy("[0-9０-９]")


def _number_spans(md: str) -> Iterator[_Span]:
    """Yield (start, end, digits, key) of the numbers worth asking; 80インチ(203.2cm) is one."""
    previous_end, key = -1, ""
    for start, end, unit in numbers(masked(md)) if _DIGIT.search(md) else ():
        joined = previous_end >= 0 and md[previous_end:start].strip() in ("(", "（", "=", "＝", "≒")
        key = key if joined else md[start:end] + unit
        yield start, end, md[start:end], key
        previous_end = end + len(md[end:]) - len(md[end:].lstrip()) + len(unit) if unit else end


def is_whole(md: str, found: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether one mark covers all of a sentence, so that it is simply the answer."""
    return len(found) == 1 and not re.search(r"\w", md[: found[0][0]] + md[found[0][1] :])


def unmarked(text: Text) -> Text:
    """Return a text without its first mark, and where each line of it comes from."""
    start, end, inner = marks(text.md)[0]
    begin = start + (end - start - len(inner)) // 2
    md = ""
    origins: list[tuple[int, int, int]] = []
    for part in (text.slice(0, start), text.slice(begin, begin + len(inner)), text.slice(end, len(text.md))):
        if part.md:
            origins += [(len(md) + at, line, col) for at, line, col in part.origins]
            md += part.md
    return Text(md, tuple(origins))


def whole_unmarked(text: Text) -> Text:
    found = marks(text.md)
    return unmarked(text) if found and is_whole(text.md, found) else text
