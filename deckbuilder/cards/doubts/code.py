"""Code that answers nothing: a program, that of its author, or what says itself for what it is asked."""

import re

from deckbuilder.base.blocks import Entry, Verbatim
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.commands import calls, is_keys
from deckbuilder.cards.saying import is_made_up
from deckbuilder.cards.titles import names_deed, names_something
from deckbuilder.read.inline import plain


def is_a_program(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an answer is code of several lines, a drawing, or a derivation."""
    answer = draft.body[0]
    if draft.kind != "basic" or not isinstance(answer, Verbatim):
        return False
    return not (_is_one_line(answer) or (answer.form == "code" and _is_recalled(answer.text.md)))


LONGEST_FORM = 4
"""Lines of code that is recalled."""


def _is_recalled(code: str) -> bool:
    """Tell whether a few lines of code are one form with words to fill in (while (条件式) { 処理 }), or ways to call one command."""
    rows = [row for row in map(str.strip, code.split("\n")) if row and not _OR.fullmatch(row)]
    if not 0 < len(rows) <= LONGEST_FORM or any(map(_SAYS.search, rows)):
        return False
    called = {tuple(row.split()[:2]) for row in rows}
    return len(called) == 1 or bool(_WORD.search(_QUOTED.sub("", rows[0])))


_OR, _WORD = lazy("or|または|もしくは|又は"), lazy("[ァ-ヶ一-龠][ァ-ヶー一-龠]")
_QUOTED, _SAYS = lazy("([\"'`]).*?\\1|[“「].*?[”」]"), lazy(r"[ぁ-ん]{4}|[。、]|(?:^|\s)(?:#|//|--)\s")


def is_own_code(_entry: Entry, draft: Draft) -> bool:
    """Tell whether code stands below what does not say what it is for, names what its author made up, or is none."""
    answer = draft.body[0]
    if not isinstance(answer, Verbatim) or answer.form != "code":
        return False
    assert draft.prompt
    term, code = plain(draft.prompt.md), answer.text.md.strip()
    is_form = names_something(term) and _BLANKS.search(code)
    is_sure = names_deed(term) or is_form or is_keys(code)
    return not is_sure or is_made_up(code) or bool(_NO_CODE.match(code)) or calls(term, code)


_BLANKS = lazy(
    r"(?:<[^<>=/]*[ぁ-んァ-ヶ一-龠][^<>=/]*>|\[[^\[\]]*[ぁ-んァ-ヶ一-龠][^\[\]]*\])"
    r"|(?<![^\s(=.,])[ァ-ヶ一-龠ーA-Z]*(?:[ァ-ヶ一-龠]の?(?:名|値|式|型|URL|ID)|条件|要素|位置|番号|パス|コマンド|オプション|引数|変数|文字列)(?=[\s),.;(]|$)"
)
"""What stands in code for what one writes there: <枝の名>, 変数名."""
_NO_CODE = lazy(r"[ぁ-んァ-ヶー一-龠「].*[ぁ-ん]{3}|\s*(?:~|/|[A-Z]:\\)[^\s=(]*\s*$")
"""What stands in a fence and is a sentence, a text to be pasted somewhere, or but the name of a folder."""


def _is_one_line(block: Verbatim) -> bool:
    if _MACRO.match(block.text.md):
        return False
    rows = [row for row in block.text.md.split("\n") if row.strip() and not re.match(r"\s*(?:#|//|--)\s", row)]
    return block.form != "html" and len(rows) == 1 and not re.search("[\u2500-\u257f]", rows[0])


_MACRO = lazy(r"\s*\\(?:def|newcommand)\b")
"""TeX that only names what is written below."""
