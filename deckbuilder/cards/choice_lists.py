"""The choices of a question as HTML, and whether they may be shuffled."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from deckbuilder.base.blocks import Choices
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.sanitizing import escaped


def answer_html(right: Sequence[str]) -> str:
    """Return the right choices as an answer, of several each as an item; all is HTML."""
    return right[0] if len(right) == 1 else f"<ul>{''.join(f'<li>{text}</li>' for text in right)}</ul>"


def choices_html(choices: Choices, texts: Sequence[str], is_fixed: bool) -> str:
    """Return the list of choices; `is_fixed` keeps it in the order of the notes, with its letters.

    `texts` is the HTML of each. The script of the templates reads the classes: fixed, several, right.
    """
    items = []
    for choice, text in zip(choices.choices, texts, strict=True):
        letter = f'<b class="letter">{escaped(choice.label)}</b>' if is_fixed and choice.label else ""
        items.append(f'<li class="choice{" right" if choice.right else ""}">{letter}{text}</li>')
    is_several = sum(choice.right for choice in choices.choices) > 1
    classes = "choices" + (" several" if is_several else "") + (" fixed" if is_fixed else "")
    return f'<ul class="{classes}">{"".join(items)}</ul>'


def names_label(labels: Sequence[str], texts: Iterable[str]) -> bool:
    """Tell whether a text names a choice by its letter or place: AとBの両方, 選択肢3, (2)は誤り, 上記のすべて."""
    bare = [re.escape(unicodedata.normalize("NFKC", label)) for label in labels if label]
    patterns = [_ORDER]
    if bare:
        one_of = "|".join(bare)
        is_number = all(label.isdecimal() for label in bare)
        patterns.append(re.compile(_NUMBERED.format(one_of) if is_number else _LETTERED.format(one_of)))
    folded = [unicodedata.normalize("NFKC", text) for text in texts]
    return any(pattern.search(text) for pattern in patterns for text in folded)


_ORDER = lazy("上記(?:の)?(?:すべて|全て|いずれ|どれ|選択肢)|上の(?:すべて|いずれ)|[一二三四五]つ目の選択肢")
_ARTICLE = r"(?![Aa] (?!(?:is|are|was|and|or|does|would|can|has|will|should)\b)[a-z])"
_LETTERED = rf"(?<![A-Za-zァ-ヶー]){_ARTICLE}(?:{{0}})(?![A-Za-zァ-ヶー'0-9.-])"
_NUMBERED = (
    r"(?:選択肢|肢|番号|[(])\s*(?:{0})(?![0-9])|(?<![0-9.])(?:{0})(?:番(?!目)|\s*(?:は|が|と|も|:|及び)(?![0-9]))"
)
"""A label in running text; a number only where it cannot be a quantity."""
