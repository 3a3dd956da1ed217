"""Lines with ・: which of them are terms, which are items."""

from collections.abc import Iterator

from deckbuilder.base.sentences import (
    is_noun_phrase,
    is_sentence,
    is_unfinished,
)
from deckbuilder.read import directives
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.bullets import opens_entry
from deckbuilder.read.rules.items import dot_item
from deckbuilder.read.rules.opening import define, opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, of
from deckbuilder.read.steps import Step
from deckbuilder.read.titles import bare, before_colon
from deckbuilder.read.words import naming, wants_answer

_LONG_LINE = 20
"""Characters from which on a line below ・ is a definition without being a sentence."""


def _may_be_term(look: Look) -> bool:
    text = bare(look.line.text.rstrip(":： "))
    return look.below is not None and not look.gap_below and is_noun_phrase(text) and not is_unfinished(text)


def _is_dot_over_text(look: Look) -> bool:
    below = look.below
    if below is None or below.kind != "plain":
        return False
    if before_colon(look.line.text):
        return not (look.gap_below or look.in_answer)
    if below.indent > look.line.indent:
        return False
    return (is_sentence(below.text) or len(below.text) > _LONG_LINE) and _may_be_term(look)


def _is_dot_alone(look: Look) -> bool:
    """Tell whether ・ stands by itself over a sentence: ・物体⏎⏎すべてが物体として扱われる。"""
    below = look.below
    if below is None or below.kind != "plain" or not look.gap_below or look.above.item is not None:
        return False
    text = bare(look.line.text)
    return is_sentence(below.text) and is_noun_phrase(text) and not is_unfinished(text)


def _is_dot_over_gist(look: Look) -> bool:
    below = look.below
    if below is None or below.kind != "facet":
        return False
    name = below.text.strip("【】")
    if directives.read(name) or (naming(name) != "term" and _ends_list(look)):
        return False
    # ・葉⏎【光を受ける所】⏎- 表皮: the name stands over the terms below it.
    return not opens_entry(look, look.around.next(look.below_index)[0]) and _may_be_term(look)


def _ends_list(look: Look) -> bool:
    """Tell whether ・ stands below another: ・葉⏎・茎⏎【特徴】, a facet of what has these parts."""
    return look.above.item is not None


def all_define(look: Look) -> bool:
    """Tell whether this line and those beside it all have a term and a definition."""
    return look.around.all_define(look.index)


def _open_dot(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.DOT), "term", look.line, look.line.text, look.line.col)


def define_dot(look: Look) -> Iterator[Step]:
    """Open the entry of a ・ or a number whose term and definition stand on its line."""
    return define(look, Level(Rank.DOT))


def asks_below(look: Look) -> bool:
    """Tell whether what stands right below is the answer: 1. 光合成の場はどこか。⏎葉緑体."""
    below = look.below
    if below is None or below.kind not in ("plain", "arrow") or look.gap_below or below.indent < look.line.indent:
        return False
    return wants_answer(look.line.text)


def _ask_dot(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.DOT), "question", look.line, look.line.text, look.line.col)


DOT = of("dot")
DOTS = (
    Rule("・ question", DOT, "⟨・光合成の場はどこか。⟩⏎葉緑体", Role.QUESTION, asks_below, _ask_dot),
    Rule("・ over its definition", DOT, "⟨・光合成⟩⏎養分を作る働きである。", Role.TERM, _is_dot_over_text, _open_dot),
    Rule("・ alone over text", DOT, "⟨・光合成⟩⏎⏎養分を作る働きである。", Role.TERM, _is_dot_alone, _open_dot),
    Rule("・ over 【】", DOT, "⟨・光合成⟩⏎【養分を作る働き】", Role.TERM, _is_dot_over_gist, _open_dot),
    Rule("・ term and definition", DOT, "⟨・葉：光を受ける⟩⏎・茎：水を運ぶ", Role.PAIR, all_define, define_dot),
    Rule("・ item", DOT, "⟨・葉⟩⏎・茎", Role.ITEM, always, dot_item),
)
