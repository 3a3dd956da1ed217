"""What kind of answer is wanted, where the question does not say it: code, a formula, the full form of letters, a time."""

from deckbuilder.base.blocks import Block, Paragraph, Verbatim
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.commands import is_command, is_keys
from deckbuilder.cards.listing import is_expansion
from deckbuilder.cards.titles import names_deed
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import is_span, is_time, is_year

_SAYS_SO = lazy(r"(?:コマンド|コード|クエリ|書き方|書式|記法|構文|文法|宣言|定義|使い方|例|公式|[法式文]|[？?])$|とは$")
"""The end of a term that says itself that code or a formula is wanted."""
_LETTERS = lazy(r"[A-Z][A-Za-z-]*[A-Z]s?")
_SAYS_WHEN = lazy(r"(?:[年月日]|年度|年次|時期|時代|時点|期[日限間]|日付|いつ|[？?])$")
"""The end of a term that says itself that a time is wanted."""
_IS_SHORT_FOR = lazy(r"の略(?:称|語)?(?:である|です)?[。.]?$")


def cue_of(term: str, answer: Block) -> str:
    """Return what is asked of a term beside its name, or an empty string."""
    if isinstance(answer, Verbatim):
        wanted = {"code": "どう書く？", "math": "式は？"}.get(answer.form, "")
        wanted = "どのキー？" if answer.form == "code" and is_keys(answer.text.md.strip()) else wanted
        return "" if _SAYS_SO.search(term) else wanted
    text = plain(answer.text.md) if isinstance(answer, Paragraph) else ""
    if (is_command(text) or is_keys(text)) and names_deed(term):
        return "どのキー？" if is_keys(text) else "" if _SAYS_SO.search(term) else "どう書く？"
    if is_time(term) or is_span(term):
        return "何があった？"
    if (when := when_of(text.rstrip("。"))) and not _SAYS_WHEN.search(term):
        return when
    is_short = _IS_SHORT_FOR.search(text) or (_LETTERS.fullmatch(term) and is_full_form(term, text))
    return "何の略？" if is_short else ""


def of_command(command: str) -> str:
    """Return what tells of which command an option is asked, or an empty string where none is told."""
    return f"{command} のオプション" if command else ""


def of_cell(row: str, column: str, answer: str) -> str:
    """Return the cue of a cell that says what its row is short for, below a column that may ask for anything: 用語."""
    return "何の略？" if _ANY_NAME.fullmatch(column) and _LETTERS.fullmatch(row) and is_expansion(row, answer) else ""


_ANY_NAME = lazy("用語|単語|語|名称|名前|内容|意味|説明")
"""Columns that do not say whether a name or its full form is wanted."""


def is_full_form(term: str, text: str) -> bool:
    """Tell whether a text only says what a term is short for: ワイドエリアネットワークの略。"""
    return is_expansion(term, text.rstrip("。")) or bool(_IS_SHORT_FOR.search(text))


def when_of(text: str) -> str:
    """Return the cue of what is answered by a year or another time, or an empty string."""
    if is_span(text):
        return "何年から何年？"
    if not is_time(text):
        return ""
    return "何年？" if is_year(text) and text.rstrip("）)").endswith("年") else "いつ？"
