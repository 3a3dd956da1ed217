"""Which sentence is asked together with the one that defines a term: the next, where that is short or says little by itself."""

from collections.abc import Sequence

from deckbuilder.base.blocks import Block, Caution, ItemList, Labelled, Paragraph, Text
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import introduces, is_sentence, sentences
from deckbuilder.cards.backs import around, without_item
from deckbuilder.cards.cues import cue_of, is_full_form
from deckbuilder.cards.doubts.drafts import LONGEST_ANSWER
from deckbuilder.cards.echoes import MOSTLY, names_sort_alone, said_again
from deckbuilder.cards.kinds import KINDS, KINDS_OF_FIELDS
from deckbuilder.cards.saying import CALLED, POINTS, TOPIC, is_aside, is_same, says_little, says_what
from deckbuilder.cards.slots import slotted, whole_unmarked
from deckbuilder.read.inline import plain

LONGEST_PAIR = 40
"""Characters of two sentences that are one definition; those that readers found cut off had fewer."""
LONGEST_THIN = 14
"""Characters of a sentence that says little by itself: 最小の単位。"""


def whole_definition(
    term: str, block: Paragraph | Caution | Labelled, bounds: Sequence[tuple[int, int]], at: int
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the sentence at `at` of these, that defines a term, and what is asked together with it; and the rest of its paragraph.

    That is the next sentence, or before it what the term is short for.
    """
    texts = [whole_unmarked(block.text.slice(*bound)) for bound in bounds]
    other = 1 if at == 0 else 0
    is_whole = len(texts) > 1 and _belongs(term, texts[at], texts[other], len(texts), is_before=other < at)
    asked = (at, other) if is_whole else (at,)
    return tuple(Paragraph(texts[one]) for one in asked), around(block, bounds, min(asked), len(asked))


def goes_on(term: str, answer: Paragraph, below: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what says little of a term by itself together with what the paragraph or item right below says of it, and what is left."""
    block = below[0] if below else None
    if isinstance(block, Paragraph) and not block.directives:
        bounds = sentences(block.text.md)
        second, left = block.text.slice(*bounds[0]), around(block, bounds, 0)
    elif isinstance(block, ItemList) and not block.items[0].label:
        second, left = block.items[0].text, without_item(block, 0)
    else:
        return (answer,), below
    more = whole_unmarked(second)
    says = _says_little(term, plain(answer.text.md)) and says_what(term, plain(more.md), by_verb=True)
    if not (says or _GOES_ON.fullmatch(plain(more.md))) or not _belongs(term, answer.text, more, 0, is_before=False):
        return (answer,), below
    return (answer, Paragraph(more)), (*left, *below[1:])


def _belongs(term: str, text: Text, beside: Text, count: int, is_before: bool) -> bool:
    """Tell whether one sentence of `count` is asked together with another beside it; what hides something has a card of its own."""
    first, second = plain(text.md), plain(beside.md)
    _, slots = slotted(beside, False, True, term)
    is_little = _says_little(term, first)
    if not all(slot.kept for slot in slots) or width(second if is_little else first + second) > 2 * LONGEST_ANSWER:
        return False
    if is_before:
        return is_full_form(term, second)
    if _SENSE.fullmatch(second) and _WORD.fullmatch(term):
        return True
    if _GOES_ON.fullmatch(second) and not _KIND.search(first):
        return True
    is_below = text.origins[-1][1] < beside.origins[0][1]
    if _is_apart(term, second) or (is_below and not _JAPANESE.search(second)) or cue_of(term, Paragraph(text)):
        return False
    if is_little:
        return True
    is_all = count == 2 and len(first + second) <= LONGEST_PAIR
    is_short = is_all or (len(first) <= LONGEST_THIN and not _CLAUSE.search(first))
    return is_short and (is_sentence(first) or not is_below) and not _is_complete(term, first)


_WORD, _SENSE = lazy("[A-Za-z][A-Za-z ’'-]+"), lazy("(?:[〜～]|・・・|…)[ぁ-んァ-ヶー一-龠々]+。?")
"""A word of a language, and another meaning of it: must, 〜に違いない."""
_GOES_ON = lazy(f"その[^、。]{{1,10}}を.{{4,}}(?:{KINDS}|こと)(?:である|です|だ)?[。．]?")
"""A sentence that says what sort the act of the one before it is part of: その枝を土に挿して増やす方法。"""
_JAPANESE = lazy("[ぁ-ん]")


def _says_little(term: str, text: str) -> bool:
    """Tell whether a sentence only has the words of a term, or nouns, stands in parentheses, or says its sort or who made it."""
    is_sort = (
        names_sort_alone(term, text)
        or says_little(text)
        or bool(_NOUNS.fullmatch(text))
        or text.startswith(("（", "("))
    )
    return is_sort or said_again(term, text) >= MOSTLY


_NOUNS = lazy(
    f"[^、。をがにでと]{{1,24}}(?:{KINDS}|{KINDS_OF_FIELDS}|資格|試験|プラットフォーム|ソフト)(?:である|です|だ)?[。．]?"
)
"""A sentence that only has nouns: 山地の常緑樹の植物。"""


def _is_complete(term: str, text: str) -> bool:
    """Tell whether a sentence says which one of its kind a term is: 花粉を運ぶ虫。; not 花粉を運搬。, 花粉を運ぶ場合。, 小さな虫。"""
    has_clause = len(text) > LONGEST_THIN or _CLAUSE.search(text)
    return bool(has_clause and _KIND.search(text)) and says_what(term, text, by_verb=False)


_CLAUSE = lazy("[をがにでと]|[うくぐすつぬぶむる]。?$")
_KIND = lazy(
    "[うくぐすつぬぶむるたいの](?:[^ぁ-ん、。]{1,20}[きしちりみえけげめれ]?|もの|こと|まとまり|集まり)(?:である|です|だ)?[。．]?$"
)


def _is_apart(term: str, text: str) -> bool:
    """Tell whether a sentence is of something else than a term, an example, a note or code, or leads to what stands below."""
    topic, called = TOPIC.match(text), CALLED.search(text)
    named = [found[group] for found, group in ((topic, "topic"), (called, "name")) if found]
    is_other = any(not is_same(name, term) for name in named)
    return is_other or bool(POINTS.match(text) or _APART.search(text)) or is_aside(text) or introduces(text)


_APART = lazy(
    r"^(?:[^\w「『]|ｰ|注|備考|補足|参考|引用|出典|関連|別名|なお|ただし|したがって|よって|そのため|特に|主に|実際に)|(?<![比慣条特])例(?!外)|サンプル|https?:|[A-Za-z]「|[=;{}→]|[^ぁ-ん]か。?$|\b(?:ex|e\.g)\."
)
