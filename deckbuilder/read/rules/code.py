"""A text and the code below it, in a section of such pairs."""

from collections.abc import Iterator

from deckbuilder.base.blocks import Text, Verbatim
from deckbuilder.read.code_pairs import code_of
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import opened
from deckbuilder.read.rules.rule import Look, Role, Rule, of
from deckbuilder.read.steps import Put, Step


def _is_over_code(look: Look) -> bool:
    return look.around.is_over_code(look.index)


def _open(look: Look) -> Iterator[Step]:
    line = look.line
    yield opened(Level(Rank.BARE_TERM), "term", line, line.text.rstrip("。．"), line.col)


def _is_below_text(look: Look) -> bool:
    return look.around.is_code_below(look.index)


def _put(look: Look) -> Iterator[Step]:
    line, code = look.line, code_of(look.line)
    assert code
    text = Text(code[0], ((0, line.first, line.col + code[1]),))
    yield Put(Verbatim("code", "", text, line.last), under_item=False, later=(), line=line.first, last=line.last)


PAIRS = (
    Rule("text over its code", of("plain"), "⟨枝を消す⟩⏎- `git branch -d`⏎⏎枝を見る⏎- `git branch`", Role.TERM, _is_over_code, _open),
    Rule("code below its text", of("plain", "bullet"), "枝を消す⏎⟨- `git branch -d`⟩⏎⏎枝を見る⏎- `git branch`", Role.VERBATIM, _is_below_text, _put),
)  # fmt: skip
