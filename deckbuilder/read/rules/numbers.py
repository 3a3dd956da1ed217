"""Numbered lines: which of them are terms or questions, which are items."""

from collections.abc import Iterator

from deckbuilder.read.markers import level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.bullets import define_bullet, open_as, open_term
from deckbuilder.read.rules.dots import all_define, asks_below, define_dot
from deckbuilder.read.rules.items import add_item
from deckbuilder.read.rules.rule import Look, Role, Rule, always, body, of
from deckbuilder.read.steps import Close, Step
from deckbuilder.read.terms import definition
from deckbuilder.read.titles import bold_title


def _is_bold_definition(look: Look) -> bool:
    return look.line.text.startswith("**") and definition(look.line.text) is not None


def _is_bold_term(look: Look) -> bool:
    bold = look.line.text.startswith("**") and bool(bold_title(look.line.text))
    return bold and body(look) in ("nested", "indented", "below")


def _is_numbered_term(look: Look) -> bool:
    return look.around.is_numbered_term(look.index)


def _number_item(look: Look) -> Iterator[Step]:
    yield Close(Level(Rank.DOT))
    top = look.above.top.level
    if top.rank is Rank.BULLET:
        yield Close(level(look.line), itself=False)
    yield add_item(look, "number", look.line)


NUMBER = of("number")
NUMBERS = (
    Rule("number: long definitions", NUMBER, "⟨1. 葉：光を受けて養分を作り、水を空へ逃がし、夜には呼吸だけをする、平たく薄い所⟩⏎2. 茎：水を運ぶ", Role.PAIR, all_define, define_dot),
    Rule("number: bold term and definition", NUMBER, "⟨1. **葉**：光を受ける⟩", Role.PAIR, _is_bold_definition, define_bullet),
    Rule("number: bold term", NUMBER, "⟨1. **葉**⟩⏎光を受ける。", Role.TERM, _is_bold_term, open_term),
    Rule("number: term with 【】", NUMBER, "⟨1. 光合成⟩⏎【養分を作る働き】⏎2. 呼吸⏎養分を使う。", Role.TERM, _is_numbered_term, open_term),
    Rule("number: question", NUMBER, "⟨1. 光合成の場はどこか。⟩⏎葉緑体", Role.QUESTION, asks_below, open_as("question")),
    Rule("number: item", NUMBER, "⟨1. 水を吸う⟩", Role.ITEM, always, _number_item),
)  # fmt: skip
