"""A word that is spelt otherwise wherever it stood: learnt from notes that are sure, applied to those that are not."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from deckbuilder.base.patterns import lazy
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.sides import Side

LEAST = 2
"""Notes in which a word was replaced by another until it is taken to be so everywhere."""
LONGEST = 40
"""Characters of a replaced part up to which it may be a word."""
_RUN = lazy(r"[一-龠々〆ヶ]+|[ァ-ヴー]+|[A-Za-z0-9０-９Ａ-Ｚａ-ｚ.+#_-]+|[ぁ-ゖ]+")


def learnt(pairing: Pairing) -> dict[str, str]:
    """Return old word -> new word, as sure pairs and the names of their places show; those that differ are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for at, match in pairing.pairs.items():
        draft, record = pairing.drafts[at], pairing.records[match]
        if (draft.trail, draft.prompt, draft.answer) != (record.trail, record.prompt, record.answer):
            counts.update(set(_replacements(draft, record)))
    by_old: dict[str, set[str]] = {}
    for (old, new), count in counts.items():
        if count >= LEAST:
            by_old.setdefault(old, set()).add(new)
    return {old: next(iter(new)) for old, new in sorted(by_old.items()) if len(new) == 1}


def respelt(side: Side, words: Mapping[str, str]) -> Side:
    """Return a record as it reads with these words; itself if it has none of them."""
    spell = _speller(words)
    texts = spell(side.term), spell(side.prompt), spell(side.answer)
    if texts == (side.term, side.prompt, side.answer):
        return side
    term, prompt, answer = texts
    cells = {spell(key): spell(text) for key, text in side.cells.items()}
    hides = tuple(map(spell, side.hidden_texts))
    return replace(side, term=term, prompt=prompt, answer=answer, folded=None, hides=hides, cells=cells)


def _speller(words: Mapping[str, str]) -> Callable[[str], str]:
    known = {new: new for new in words.values()} | dict(words)  # サーバ is サーバー now, and サーバー stays
    pattern = re.compile("|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: known[found[0]], text)


def _replacements(draft: Side, record: Side) -> Iterator[tuple[str, str]]:
    """Yield (old, new) where one whole word of a text was replaced by another."""
    pairs = [(record.prompt, draft.prompt), (record.answer, draft.answer)]
    if len(record.trail) == len(draft.trail):
        pairs += zip(record.trail, draft.trail, strict=True)
    for old, new in pairs:
        if old != new and (found := _replaced(old, new)):
            yield found


def _replaced(old: str, new: str) -> tuple[str, str] | None:
    """Return the part in which two texts differ, made whole words; None if a word only came or went."""
    start, end = 0, 0
    least = min(len(old), len(new))
    while start < least and old[start] == new[start]:
        start += 1
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    for text in (old, new):  # サーバ is no word of its own in サーバー
        start, stop = _whole(text, start, len(text) - end)
        end = len(text) - stop
    one, other = old[start : len(old) - end], new[start : len(new) - end]
    return (one, other) if other and max(len(one), len(other)) <= LONGEST and _is_word(one) else None


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a part with the words whole that it begins or ends in."""
    for run in _RUN.finditer(text):
        if run.start() < start < run.end():
            start = run.start()
        if run.start() < end < run.end():
            end = run.end()
    return start, end


def _is_word(text: str) -> bool:
    run = _RUN.fullmatch(text)
    return run is not None and len(text) > 1 and not "ぁ" <= text[0] <= "ゖ"
