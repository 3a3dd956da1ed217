"""Bullets, ・ and numbers: which of them are terms, which are items."""

import unicodedata
from collections.abc import Callable, Iterator

from deckbuilder.base.blocks import Shape
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import (
    LONGEST_TERM,
    introduces,
    is_condition,
    is_noun_phrase,
    is_sentence,
    is_unfinished,
)
from deckbuilder.base.text import fold
from deckbuilder.read import directives
from deckbuilder.read.context import OpenList, Said
from deckbuilder.read.inline import plain
from deckbuilder.read.markers import TASK, Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import define, opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, body, first, of
from deckbuilder.read.steps import AddItem, Close, Family, Step
from deckbuilder.read.terms import definition
from deckbuilder.read.titles import bare, before_colon, bold_title
from deckbuilder.read.words import naming, wants_answer

_LONG_LINE = 20
"""Characters from which on a line below ・ is a definition without being a sentence."""


# --- items -------------------------------------------------------------------------------------


def add_item(look: Look, family: Family, line: Line) -> AddItem:
    """Return the step that adds an item to the list it belongs to."""
    lists = look.above.lists
    resumed = _counted_on(look) if family == "number" and not lists else None
    lists = [resumed] if resumed else lists
    kept = len(lists)
    while kept and not _holds(lists[kept - 1], line, family):
        kept -= 1
    joins = kept > 0 and lists[kept - 1].family == family and lists[kept - 1].indent >= line.indent
    found = definition(line.text)
    label = plain(found.term) if found else ""
    return AddItem(family, line.text, label, line.first, line.col, line.indent, kept, joins, resumed is not None)


def _counted_on(look: Look) -> OpenList | None:
    """Return the last list if the number of this line continues it, whatever stood between as an entry of its own."""
    newest = look.above.top.newest
    if not isinstance(newest, OpenList) or (newest.family, newest.indent) != ("number", look.line.indent):
        return None
    counted = unicodedata.normalize("NFKC", look.line.mark).strip("().")
    return newest if counted == str(newest.count + 1) else None


def _holds(here: OpenList, line: Line, family: str) -> bool:
    """Tell whether an open list takes a new item, as a sibling or below its last item."""
    if abs(line.indent - here.indent) > 1:  # a slip of one column is none
        return line.indent > here.indent
    if here.family == family:
        return True
    return here.family == "number" and family == "dot"  # 1. 葉⏎・表皮


def _dot_item(look: Look) -> Iterator[Step]:
    yield Close(Level(Rank.DOT))
    yield add_item(look, "dot", look.line)


def _bullet_item(look: Look) -> Iterator[Step]:
    line = look.line
    if not _fills_part(look):
        yield Close(level(line))
    family: Family = "task" if line.mark == TASK else "sub" if line.kind == "sub" else "bullet"
    yield add_item(look, family, line)._replace(level=level(line))


def _fills_part(look: Look) -> bool:
    """Tell whether a bullet is of the part of a term right above, of which nothing else is said: - 枯れ⏎【原因】⏎- 渇き."""
    top = look.above.top
    said = top.last
    is_bullets = isinstance(said, OpenList) and (said.family, said.indent) == ("bullet", look.line.indent)
    return top.shape == "facet" and top.level.rank is Rank.FACET and (said is None or is_bullets)


# --- bullets -----------------------------------------------------------------------------------


def _defines(look: Look) -> bool:
    return look.definition is not None


def _asks(look: Look) -> bool:
    if look.line.text.endswith(("？", "?")):
        return bool(body(look))
    return body(look) in ("indented", "below") and wants_answer(look.line.text)


def _is_task(look: Look) -> bool:
    return look.line.mark == TASK and body(look) in ("", "nested")


def _is_condition(look: Look) -> bool:
    return body(look) == "nested" and is_condition(look.line.text)


def _is_over_code(look: Look) -> bool:
    """Tell whether a bullet says what the code below it does: a noun, or a verb without a subject."""
    below = look.below
    if below is None or below.kind != "code" or body(look) not in ("indented", "below"):
        return False
    text = bare(look.line.text)
    return len(text) <= LONGEST_TERM and (is_noun_phrase(text) or bool(_TASK_SAID.fullmatch(text)))


_TASK_SAID = lazy(r"[^はが、。]+[うくぐすつぬぶむる]")
"""直前の変更を取り消す"""


def _is_label_over_body(look: Look) -> bool:
    """Tell whether a bullet is the name of what is indented below it: - 数えられる名詞：⏎  - 本, - 葉柄：⏎  葉を支える柄."""
    if not before_colon(look.line.text):
        return False
    is_item = _follows_item(look) or _is_announced(look)
    return body(look) == "nested" or (body(look) in ("indented", "below") and not is_item)


def _is_over_definitions(look: Look) -> bool:
    """Tell whether a bullet is a name, and what is indented below it are terms with their definitions."""
    at = look.around.next(look.index)[0]
    return body(look) == "nested" and look.around.definition(at) is not None and not _names_nothing(look)


def _names_nothing(look: Look) -> bool:
    return not is_noun_phrase(bare(look.line.text))


def _follows_item(look: Look) -> bool:
    return look.above.item_level == level(look.line) and not (_fills_part(look) and _is_next_term(look))


def _is_next_term(look: Look) -> bool:
    """Tell whether a bullet below those of a part is no more of them: something is said of it, or the same part of it."""
    return look.around.begins_again(look.index) or body(look) in ("below", "after a blank")


def _is_introduced(look: Look) -> bool:
    """Tell whether the sentence above announces a list, and the bullet has nothing below it."""
    return _is_announced(look) and body(look) in ("", "after a blank")


def _is_announced(look: Look) -> bool:
    above = look.above.top.last
    return isinstance(above, Said) and above.form == "paragraph" and introduces(above.md)


def _begins_items(look: Look) -> bool:
    """Tell whether a bullet with text indented below it is the first of a list of names, of which the next has none."""
    around, following = look.around, None
    if body(look) in ("nested", "indented"):
        following = around.next_of_list(look.index)
    if following is None or around.definition(following) or around.body(following):
        return False
    is_missing = not around.has_sibling(following) or around.next_sibling_is_defined(following)
    return not is_missing and is_noun_phrase(bare(around.lines[following].text))


def _is_explained(look: Look) -> bool:
    return bool(body(look))


def _lacks_definition(look: Look) -> bool:
    """Tell whether a bullet without a body stands among terms, so that its definition is missing."""
    if _fills_part(look):
        return False
    if look.around.has_sibling(look.index):
        return look.around.next_sibling_is_defined(look.index)
    top = look.above.top
    return top.shape in ("term", "line") and top.level == level(look.line)


def _define_bullet(look: Look) -> Iterator[Step]:
    return define(look, level(look.line))


def _open(shape: Shape) -> Callable[[Look], Iterator[Step]]:
    def steps(look: Look) -> Iterator[Step]:
        yield opened(level(look.line), shape, look.line, look.line.text, look.line.col)

    return steps


def _open_place(look: Look) -> Iterator[Step]:
    """Open a term over what is its own, the options of a command under the name of that."""
    step = opened(level(look.line), "term", look.line, look.line.text, look.line.col)
    command = look.around.command_over(look.index)
    yield step._replace(title=step.title._replace(plain=f"{command} {step.title.plain}")) if command else step


def _open_explained(look: Look) -> Iterator[Step]:
    line = look.line
    yield opened(level(line), "term", line, line.text, line.col, shares=_may_share(look))


def _open_undefined(look: Look) -> Iterator[Step]:
    """Open a term that has no definition right below it; what stands behind a blank line is no more of it."""
    yield opened(level(look.line), "term", look.line, look.line.text, look.line.col, blank_ends=True)


def _may_share(look: Look) -> bool:
    """Tell whether a text that is not indented may be of the bullet right above too, whose name is like this: - min⏎- max."""
    if body(look) != "below" or look.gap_above or not look.index:
        return False
    line, above = look.line, look.around.lines[look.index - 1]
    if (above.kind, above.indent) != (line.kind, line.indent) or definition(above.text):
        return False
    one, other = fold(bare(above.text)), fold(bare(line.text))
    return len(one) == len(other) > 1 and (one[0] == other[0] or one[-1] == other[-1])


MARKED = of("bullet", "sub")
_open_term = _open("term")
BULLETS = (
    Rule("bullet: term and definition", MARKED, "⟨- 光合成：養分を作る働き⟩", Role.PAIR, _defines, _define_bullet),
    Rule("bullet: question", MARKED, "⟨- 光合成の場は？⟩⏎葉緑体である。", Role.QUESTION, _asks, _open("question")),
    Rule("bullet: task", MARKED, "⟨- [ ] 葉を集める⟩", Role.TASK, _is_task, _bullet_item),
    Rule("bullet: condition", MARKED, "⟨- 光が当たると⟩⏎  - 酸素が出る", Role.TERM, _is_condition, _open_term),
    Rule("bullet: over code", MARKED, "⟨- 直前の変更を取り消す⟩⏎```⏎git revert HEAD⏎```", Role.TERM, _is_over_code, _open_term),
    Rule("bullet: name with a colon", MARKED, "⟨- 数えられる名詞：⟩⏎  - 本⏎  - 犬", Role.TERM, _is_label_over_body, _open_term),
    Rule("bullet: sentence", MARKED, "⟨- 葉は光を受ける。⟩⏎- 茎は水を運ぶ。", Role.ITEM, _names_nothing, _bullet_item),
    Rule("bullet: name over terms", MARKED, "- 春に咲く。⏎⟨- 葉の層⟩⏎  - 表皮：葉を覆う層", Role.TERM, _is_over_definitions, _open_place),
    Rule("bullet: next item", MARKED, "- 葉は光を受ける。⏎⟨- 茎⟩⏎水の通り道である。", Role.ITEM, _follows_item, _bullet_item),
    Rule("bullet: announced item", MARKED, "体は次の二つから成る。⏎⟨- 葉⟩⏎- 茎", Role.ITEM, _is_introduced, _bullet_item),
    Rule("bullet: first item", MARKED, "⟨- 葉⟩⏎  - 表皮⏎- 茎⏎- 根", Role.ITEM, _begins_items, _bullet_item),
    Rule("bullet: term", MARKED, "⟨- 光合成⟩⏎養分を作る働きである。", Role.TERM, _is_explained, _open_explained),
    Rule("bullet: term without definition", MARKED, "⟨- 呼吸⟩⏎- 光合成⏎養分を作る働きである。", Role.TERM, _lacks_definition, _open_undefined),
    Rule("bullet: item", MARKED, "⟨- 葉⟩⏎- 茎", Role.ITEM, always, _bullet_item),
)  # fmt: skip
_ENTRIES = (Role.PAIR, Role.QUESTION, Role.TERM)


def opens_entry(look: Look, index: int) -> bool:
    """Tell whether the line at `index` is a bullet that would open an entry, if it stood here, or a numbered term."""
    lines = look.around.lines
    if index >= len(lines) or lines[index].kind != "bullet":
        return look.around.is_numbered_term(index)
    there = look.at(index)
    return first(BULLETS, there).role in _ENTRIES


# --- ・ -----------------------------------------------------------------------------------------


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


def _all_define(look: Look) -> bool:
    return look.around.all_define(look.index)


def _open_dot(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.DOT), "term", look.line, look.line.text, look.line.col)


def _define_dot(look: Look) -> Iterator[Step]:
    return define(look, Level(Rank.DOT))


def _asks_below(look: Look) -> bool:
    """Tell whether what stands right below is the answer: 1. 光合成の場はどこか。⏎葉緑体."""
    below = look.below
    if below is None or below.kind not in ("plain", "arrow") or look.gap_below or below.indent < look.line.indent:
        return False
    return wants_answer(look.line.text)


def _ask_dot(look: Look) -> Iterator[Step]:
    yield opened(Level(Rank.DOT), "question", look.line, look.line.text, look.line.col)


DOT = of("dot")
DOTS = (
    Rule("・ question", DOT, "⟨・光合成の場はどこか。⟩⏎葉緑体", Role.QUESTION, _asks_below, _ask_dot),
    Rule("・ over its definition", DOT, "⟨・光合成⟩⏎養分を作る働きである。", Role.TERM, _is_dot_over_text, _open_dot),
    Rule("・ alone over text", DOT, "⟨・光合成⟩⏎⏎養分を作る働きである。", Role.TERM, _is_dot_alone, _open_dot),
    Rule("・ over 【】", DOT, "⟨・光合成⟩⏎【養分を作る働き】", Role.TERM, _is_dot_over_gist, _open_dot),
    Rule("・ term and definition", DOT, "⟨・葉：光を受ける⟩⏎・茎：水を運ぶ", Role.PAIR, _all_define, _define_dot),
    Rule("・ item", DOT, "⟨・葉⟩⏎・茎", Role.ITEM, always, _dot_item),
)


# --- numbers -----------------------------------------------------------------------------------


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
    Rule("number: long definitions", NUMBER, "⟨1. 葉：光を受けて養分を作り、水を空へ逃がし、夜には呼吸だけをする、平たく薄い所⟩⏎2. 茎：水を運ぶ", Role.PAIR, _all_define, _define_dot),
    Rule("number: bold term and definition", NUMBER, "⟨1. **葉**：光を受ける⟩", Role.PAIR, _is_bold_definition, _define_bullet),
    Rule("number: bold term", NUMBER, "⟨1. **葉**⟩⏎光を受ける。", Role.TERM, _is_bold_term, _open_term),
    Rule("number: term with 【】", NUMBER, "⟨1. 光合成⟩⏎【養分を作る働き】⏎2. 呼吸⏎養分を使う。", Role.TERM, _is_numbered_term, _open_term),
    Rule("number: question", NUMBER, "⟨1. 光合成の場はどこか。⟩⏎葉緑体", Role.QUESTION, _asks_below, _open("question")),
    Rule("number: item", NUMBER, "⟨1. 水を吸う⟩", Role.ITEM, always, _number_item),
)  # fmt: skip
