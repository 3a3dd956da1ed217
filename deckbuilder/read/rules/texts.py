"""Unmarked lines that are text, cautions and arrows."""

from collections.abc import Iterator

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import continues, is_noun_phrase, is_sentence, is_unfinished
from deckbuilder.read.context import Said
from deckbuilder.read.inline import is_reference, plain
from deckbuilder.read.long_lines import LONGEST_TEXT
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import define, opened, says_topic
from deckbuilder.read.rules.rule import Look, Role, Rule, always, is_closed, of, once
from deckbuilder.read.steps import Join, Say, Step, ToTerm, UnderItem
from deckbuilder.read.terms import CHOICE, LABEL_LINE, definition, same_term
from deckbuilder.read.titles import WRAPPED, bare
from deckbuilder.read.words import naming

_PARENTHESIS = lazy(r"[(（][^()（）]+[)）]$")


# --- part of the term --------------------------------------------------------------------------


def _is_alias(look: Look) -> bool:
    above, text = look.above, look.line.text
    if not (above.fresh and above.top.shape in ("heading", "term", "facet")) or look.gap_above:
        return False
    is_full = above.top.term is not None and len(above.top.term) >= LONGEST_TEXT
    return not is_full and bool(_PARENTHESIS.fullmatch(text)) and not is_sentence(text[:-1])


def _add_to_term(look: Look) -> Iterator[Step]:
    yield ToTerm(look.line.text, look.line.first, look.line.col, "", named=False)


# --- term and definition -----------------------------------------------------------------------


def _is_definition(look: Look) -> bool:
    above = look.above
    if look.in_answer or not is_closed(look):
        return False
    if not says_topic(look):
        return look.definition is not None
    if _names_title(look):
        return False  # # 光合成⏎光合成とは、養分を作る働きである。
    # Inside running text `…とは、…` is just another sentence.
    return above.text is None or above.gap or above.top.shape == "line"


def _names_title(look: Look) -> bool:
    assert look.definition
    top = look.above.top
    return top.is_empty and same_term(plain(look.definition.term), top.title)


def _define(look: Look) -> Iterator[Step]:
    found, line = look.definition, look.line
    if found and _names_title(look):
        yield Say("paragraph", "", found.text, line.first, line.col + found.text_at)  # # 光合成⏎光合成：養分を作る働き
    else:
        yield from define(look, Level(Rank.ONE_LINE))


# --- labels and choices ------------------------------------------------------------------------


@once
def _label(look: Look) -> tuple[str, str, int] | None:
    """Return (label, text, its offset) of `例：…` and 例）…."""
    match = LABEL_LINE.match(look.line.text)
    if match is None:
        return None
    label, text = ("label", "text") if match["label"] else ("short", "rest")
    return match[label], match[text], match.start(text)


def _is_labelled(look: Look) -> bool:
    label = _label(look) if is_closed(look) else None
    return label is not None and naming(label[0]) == "label"


def _say_labelled(look: Look) -> Iterator[Step]:
    label = _label(look)
    assert label
    yield Say("labelled", label[0], label[1], look.line.first, look.line.col + label[2])


def _is_choice(look: Look) -> bool:
    label = _label(look) if is_closed(look) and "：" in look.line.text else None
    return label is not None and bool(CHOICE.fullmatch(label[0]))


def _say_alone(look: Look) -> Iterator[Step]:
    yield Say("paragraph", "", look.line.text, look.line.first, look.line.col, then="stands")


def _is_introduction(look: Look) -> bool:
    """Tell whether a line only says what is told below, or where."""
    return is_closed(look) and look.above.item is None and is_reference(look.line.text)


def _say_and_end(look: Look) -> Iterator[Step]:
    yield Say("paragraph", "", look.line.text, look.line.first, look.line.col, then="ends")


# --- running text ------------------------------------------------------------------------------


@once
def _leaves_list(look: Look) -> bool:
    """Tell whether a line below a list is no longer of its last item."""
    item, line = look.above.item, look.line
    if item is None or line.indent > item.item_indent:
        return False
    if look.above.gap:
        return True
    # A numbered item that is a noun is explained by the line below it: 1. 受付⏎書類を見る。
    explained = item.family == "number" and is_noun_phrase(bare(item.item.md))
    return not is_unfinished(item.item.md) and not explained


def _goes_on(look: Look) -> bool:
    text, item = look.above.text, look.above.item
    if text is None or look.above.gap or _leaves_list(look):
        return False
    if _is_whole(look, text) or is_reference(look.line.text):
        return False
    return item is None or item.holds or is_unfinished(item.item.md)


def _is_whole(look: Look, text: Said) -> bool:
    """Tell whether the text before is a caution, labelled line, link or bold line, and finished."""
    if look.above.top.newest is not text:
        return False
    if is_reference(text.md) or WRAPPED.fullmatch(text.md):
        return True
    if text.form == "caution" and naming(text.md) == "label":
        return False  # ※注意⏎空腹では飲まない。
    return text.form in ("caution", "labelled") and not is_unfinished(text.md)


def _join(look: Look) -> Iterator[Step]:
    text, line, around = look.above.text, look.line, look.around
    assert text
    ends = around.is_broken_hard(line.first - 1) or around.by_line or text.md.endswith(("こと", "もの"))
    ends = ends or naming(text.md) == "label" or _ends_by_itself(text.md, around.rows[line.first - 2], line.text)
    runs_on = is_unfinished(text.md) or continues(line.text)
    yield Join(line.text, line.first, line.col, "\n" if ends and not runs_on else None)


_LONGEST_ENDED = 50
"""Columns of a line that ends by itself; one that is wrapped is longer."""
_WORD_START = lazy(r"[一-龠々ァ-ヶA-Z「『]")
_END = lazy(r"[一-龠々ァ-ヶーA-Za-z0-9)）」』]$|(?:仕組み|である|です|ます|でした|ました)$")
"""The end of a noun, or of a sentence without its 。."""


def _ends_by_itself(text: str, row: str, below: str) -> bool:
    """Tell whether the last row of a text is short, begins and ends with its sentence, and the row below with a word."""
    said = text[max(map(text.rfind, "\n。．！？")) + 1 :]
    if not said or not row.rstrip().endswith(said) or width(row.strip()) > _LONGEST_ENDED:
        return False
    begins = below.lstrip("*`=")[:1]
    is_latin = said.isascii() and begins.isascii()
    return bool(_END.search(text.rstrip("*`")) and _WORD_START.match(begins)) and not is_latin


def _is_under_item(look: Look) -> bool:
    return look.above.item is not None and not _leaves_list(look)


def _say_under_item(look: Look) -> Iterator[Step]:
    yield UnderItem(look.line.text, look.line.first, look.line.col)


def _say(look: Look) -> Iterator[Step]:
    yield Say("paragraph", "", look.line.text, look.line.first, look.line.col)


# --- cautions and arrows -----------------------------------------------------------------------


def _is_term_of_caution(look: Look) -> bool:
    below, text = look.below, look.line.text
    if below is None or look.gap_below or below.kind != "plain" or not is_sentence(below.text):
        return False
    if look.line.mark.startswith("["):  # [^1]: 植物の細胞
        return False
    return is_noun_phrase(text) and naming(text) == "term" and not definition(text)


def _open_dot(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.DOT), "term", look.line, look.line.text, look.line.col)


def _caution(look: Look) -> Iterator[Step]:
    yield Say("caution", "", look.line.text, look.line.first, look.line.col)


def _defines_above(look: Look) -> bool:
    return look.line.mark in ":："


def _points_on(look: Look) -> bool:
    return look.above.text is not None and not look.gap_above


def _join_arrow(look: Look) -> Iterator[Step]:
    line = look.line
    between = "\n" if look.around.is_broken_hard(line.first - 1) else ""
    yield Join(line.mark + line.text, line.first, line.col - 1, between)


PLAIN = of("plain")
BEFORE_TITLES = (
    Rule("other name in parentheses", PLAIN, "- 光合成⏎⟨（炭酸同化）⟩", Role.ALIAS, _is_alias, _add_to_term),
    Rule("term and definition", PLAIN, "⟨光合成：養分を作る働き⟩", Role.PAIR, _is_definition, _define),
)
AFTER_TITLES = (
    Rule("label and colon", PLAIN, "光は要る。⏎⟨例：朝の光⟩", Role.LABEL, _is_labelled, _say_labelled),
    Rule("choice and colon", PLAIN, "どれか。⏎⟨ア：葉⟩", Role.PARAGRAPH, _is_choice, _say_alone),
    Rule("introduction or link", PLAIN, "⟨ここでは葉の作りを説明する。⟩⏎葉は光を受ける。", Role.PARAGRAPH, _is_introduction, _say_and_end),
    Rule("text goes on", PLAIN, "葉緑体は葉の⏎⟨細胞にある。⟩", Role.CONTINUATION, _goes_on, _join),
    Rule("text below an item", PLAIN, "1. 葉⏎⟨光を受ける。⟩", Role.PARAGRAPH, _is_under_item, _say_under_item),
    Rule("paragraph", PLAIN, "⟨葉緑体は葉の細胞にある。⟩", Role.PARAGRAPH, always, _say),
)  # fmt: skip
CAUTIONS = (
    Rule("※ over a sentence", of("caution"), "⟨※呼吸⟩⏎夜も行われる。", Role.TERM, _is_term_of_caution, _open_dot),
    Rule("caution", of("caution"), "⟨※夜は行わない。⟩", Role.CAUTION, always, _caution),
)
ARROWS = (
    Rule("definition below", of("arrow"), "光合成⏎⟨: 養分を作る働き⟩", Role.PARAGRAPH, _defines_above, _say),
    Rule("arrow goes on", of("arrow"), "光が当たる⏎⟨→酸素が出る⟩", Role.CONTINUATION, _points_on, _join_arrow),
    Rule("arrow by itself", of("arrow"), "⟨→酸素が出る⟩", Role.PARAGRAPH, always, _say),
)
