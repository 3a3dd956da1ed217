"""Bullets: which of them are terms, which are items."""

from collections.abc import Callable, Iterator

from deckbuilder.base.blocks import Shape
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import (
    LONGEST_TERM,
    introduces,
    is_condition,
    is_noun_phrase,
)
from deckbuilder.base.text import fold
from deckbuilder.read.context import Said
from deckbuilder.read.markers import TASK, level
from deckbuilder.read.rules.items import bullet_item, fills_part
from deckbuilder.read.rules.opening import define, opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, body, first, of
from deckbuilder.read.steps import Step
from deckbuilder.read.terms import definition
from deckbuilder.read.titles import bare, before_colon
from deckbuilder.read.words import wants_answer


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
    return look.above.item_level == level(look.line) and not (fills_part(look) and _is_next_term(look))


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
    if fills_part(look):
        return False
    if look.around.has_sibling(look.index):
        return look.around.next_sibling_is_defined(look.index)
    top = look.above.top
    return top.shape in ("term", "line") and top.level == level(look.line)


def define_bullet(look: Look) -> Iterator[Step]:
    """Open the entry of a bullet or a number whose term and definition stand on its line."""
    return define(look, level(look.line))


def open_as(shape: Shape) -> Callable[[Look], Iterator[Step]]:
    """Return what opens an entry of a shape for the line itself."""

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
open_term = open_as("term")
BULLETS = (
    Rule("bullet: term and definition", MARKED, "⟨- 光合成：養分を作る働き⟩", Role.PAIR, _defines, define_bullet),
    Rule("bullet: question", MARKED, "⟨- 光合成の場は？⟩⏎葉緑体である。", Role.QUESTION, _asks, open_as("question")),
    Rule("bullet: task", MARKED, "⟨- [ ] 葉を集める⟩", Role.TASK, _is_task, bullet_item),
    Rule("bullet: condition", MARKED, "⟨- 光が当たると⟩⏎  - 酸素が出る", Role.TERM, _is_condition, open_term),
    Rule("bullet: over code", MARKED, "⟨- 直前の変更を取り消す⟩⏎```⏎git revert HEAD⏎```", Role.TERM, _is_over_code, open_term),
    Rule("bullet: name with a colon", MARKED, "⟨- 数えられる名詞：⟩⏎  - 本⏎  - 犬", Role.TERM, _is_label_over_body, open_term),
    Rule("bullet: sentence", MARKED, "⟨- 葉は光を受ける。⟩⏎- 茎は水を運ぶ。", Role.ITEM, _names_nothing, bullet_item),
    Rule("bullet: name over terms", MARKED, "- 春に咲く。⏎⟨- 葉の層⟩⏎  - 表皮：葉を覆う層", Role.TERM, _is_over_definitions, _open_place),
    Rule("bullet: next item", MARKED, "- 葉は光を受ける。⏎⟨- 茎⟩⏎水の通り道である。", Role.ITEM, _follows_item, bullet_item),
    Rule("bullet: announced item", MARKED, "体は次の二つから成る。⏎⟨- 葉⟩⏎- 茎", Role.ITEM, _is_introduced, bullet_item),
    Rule("bullet: first item", MARKED, "⟨- 葉⟩⏎  - 表皮⏎- 茎⏎- 根", Role.ITEM, _begins_items, bullet_item),
    Rule("bullet: term", MARKED, "⟨- 光合成⟩⏎養分を作る働きである。", Role.TERM, _is_explained, _open_explained),
    Rule("bullet: term without definition", MARKED, "⟨- 呼吸⟩⏎- 光合成⏎養分を作る働きである。", Role.TERM, _lacks_definition, _open_undefined),
    Rule("bullet: item", MARKED, "⟨- 葉⟩⏎- 茎", Role.ITEM, always, bullet_item),
)  # fmt: skip
_ENTRIES = (Role.PAIR, Role.QUESTION, Role.TERM)


def opens_entry(look: Look, index: int) -> bool:
    """Tell whether the line at `index` is a bullet that would open an entry, if it stood here, or a numbered term."""
    lines = look.around.lines
    if index >= len(lines) or lines[index].kind != "bullet":
        return look.around.is_numbered_term(index)
    there = look.at(index)
    return first(BULLETS, there).role in _ENTRIES
