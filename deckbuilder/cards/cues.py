"""What kind of answer is wanted, where the question does not say it: code, a formula, the full form of letters."""

from deckbuilder.base.blocks import Block, Paragraph, Verbatim
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.listing import is_expansion
from deckbuilder.read.inline import plain

_SAYS_SO = lazy(r"(?:コマンド|コード|クエリ|書き方|書式|記法|構文|文法|宣言|定義|使い方|例|公式|[法式文]|[？?])$|とは$")
"""The end of a term that says itself that code or a formula is wanted."""
_LETTERS = lazy(r"[A-Z][A-Za-z]*[A-Z]s?")
_IS_SHORT_FOR = lazy(r"の略(?:称|語)?(?:である|です)?[。.]?$")


def cue_of(term: str, answer: Block) -> str:
    """Return what is asked of a term beside its name, or an empty string."""
    if isinstance(answer, Verbatim):
        wanted = {"code": "どう書く？", "math": "式は？"}.get(answer.form, "")
        return "" if _SAYS_SO.search(term) else wanted
    text = plain(answer.text.md) if isinstance(answer, Paragraph) else ""
    is_full_form = is_expansion(term, text.rstrip("。")) or _IS_SHORT_FOR.search(text)
    return "何の略？" if _LETTERS.fullmatch(term) and is_full_form else ""
