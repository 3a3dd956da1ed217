"""Sentences in another language, and the translations that stand behind them: Leaves **fall**. 葉が落ちる。"""

from collections.abc import Iterator, Sequence

from deckbuilder.base.patterns import lazy
from deckbuilder.read.inline import marks, plain

_LABEL = lazy(
    "[\\[［【(（〔](?:原文|例文?|英文|英語|和?訳文?|日本語訳?|意味)[\\]］】)）〕][:：]?[ 　]*|(?:原文|例文|英文)[:：][ 　]*"
)
_FOREIGN = lazy("[^ぁ-んァ-ヶ一-龠]*[A-Za-zÀ-ɏΑ-ωА-я]{2,}[ ,.][^ぁ-んァ-ヶ一-龠]*")
_JAPANESE = lazy("[「（(]?[ぁ-んァ-ヶ一-龠]")


def label_end(text: str) -> int:
    """Return where a sentence begins behind a label that only says that it is one: [原文]."""
    found = _LABEL.match(text)
    return found.end() if found else 0


def is_foreign(text: str) -> bool:
    """Tell whether a sentence, plain, has no word in Japanese, and more than one in other letters."""
    return bool(_FOREIGN.fullmatch(text, label_end(text)))


def with_translations(md: str, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where sentences start and end, those in which something is marked together with the translation behind them."""
    rest = list(bounds)
    waits = False  # a foreign sentence above has none yet, so that what comes may be its own
    while rest:
        start, end = rest.pop(0)
        is_one = is_foreign(plain(md[start:end]))
        if rest and is_one and not waits and marks(md[start:end]) and _translates(md[slice(*rest[0])]):
            _, end = rest.pop(0)
            is_one = False
        waits = is_one
        yield start, end


def _translates(md: str) -> bool:
    return not marks(md) and bool(_JAPANESE.match(md, label_end(md))) and not _REMARK.match(md)


_REMARK = lazy("これは|それは|ただし|なお|そうすれば|つまり|この文")
