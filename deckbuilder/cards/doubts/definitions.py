"""Definitions that only stand below their term, or do not say what it is."""

import re
from collections.abc import Callable, Iterable

from deckbuilder.base.blocks import Block, Entry, ItemList, Paragraph, Table, Verbatim
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import ENDS_IN_VERB, is_noun_phrase, without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.cards.asking import named
from deckbuilder.cards.commands import is_command
from deckbuilder.cards.doubts.drafts import (
    CLEAR,
    LONGEST_ANSWER,
    LONGEST_CLEAR,
    LONGEST_SURE,
    Finder,
    name_of,
    says_answer,
    text_of,
)
from deckbuilder.cards.echoes import is_of_language, only_translates, uses_name
from deckbuilder.cards.listing import is_expansion, names_list
from deckbuilder.cards.saying import (
    CALLED,
    POINTS,
    is_same,
    means,
    says_little,
    says_what,
    tells_means,
    without_topic,
)
from deckbuilder.cards.signs import names_kind
from deckbuilder.cards.titles import (
    bare_name,
    is_code_name,
    is_of_notes,
    leads_on,
    names_nothing,
    names_something,
    names_theorem,
)
from deckbuilder.cards.trimming import trimmed
from deckbuilder.quality.wording import names_part_of_diary
from deckbuilder.read.inline import IMAGE, plain
from deckbuilder.read.terms import is_year

_BELOW = ("heading", "term", "facet")
"""Shapes of entries whose definition only stands below their term."""
LONGEST_LEAD = 40
"""Characters of a text that only names the list below it."""


def is_not_said(entry: Entry, draft: Draft) -> bool:
    answer = draft.body[0]
    if entry.shape not in _BELOW:
        return False
    assert draft.prompt
    term, text = plain(draft.prompt.md), text_of(answer)
    if isinstance(answer, Verbatim):
        return bool(_EXAMPLE.search(term))
    if entry.shape != "facet" and (names_nothing(term) or is_of_notes(term)):
        return True
    if means(term, text):
        return False
    if tells_means(term, text):
        return is_command(text) and len(entry.blocks) > 0 and _goes_on(entry.blocks[0])
    if isinstance(answer, Paragraph) and (_is_lead(entry, answer) or _is_in_columns(answer)):
        return True
    if entry.shape == "heading" and _VERB.fullmatch(term) and ENDS_IN_VERB.search(text.rstrip("。．")):
        return True  # a step
    if isinstance(answer, Paragraph) and entry.shape == "term" and IMAGE.match(answer.text.md):
        return not names_something(term)
    return not (
        isinstance(answer, Paragraph)
        and (entry.shape == "facet" or names_something(term))
        and len(text) <= LONGEST_SURE
        and (
            says_what(
                term,
                text,
                entry.shape == "term" or is_code_name(term) or (entry.kindred and names_kind(bare_name(term))),
            )
            or _is_facet_in_a_word(entry, text)
            or _is_statement(term, text)
        )
    )


def _goes_on(block: Block) -> bool:
    """Tell whether a text has more lines than the command that it begins with."""
    return isinstance(block, Paragraph) and len(block.text.origins) > 1


_EXAMPLE = lazy("(?:の|[具体計算])例$|例題")
"""A title over what is only one case: 面積の計算例."""
_VERB = lazy("[一-龠]{1,2}[ぁ-ん]{0,2}[うくぐすつぬぶむる]")


def _is_in_columns(answer: Paragraph) -> bool:
    """Tell whether a text is several lines of words with gaps between: 齟齬　食い違い⏎忖度　推し量ること."""
    return len(answer.text.origins) > 1 and _COLUMN_GAP.search(answer.text.md) is not None


_COLUMN_GAP = lazy(r"(?<=[^\s、。])　(?=\S)")


def _is_lead(entry: Entry, answer: Paragraph) -> bool:
    """Tell whether a text only names the list below it, or is but two names over it: 見た目、構造."""
    first, *rest = entry.blocks
    below = isinstance(rest[0], ItemList | Table) if rest else False
    text = text_of(answer)
    return (
        below and first == answer and len(text) <= LONGEST_LEAD and (names_list(text) or bool(_NAMES.fullmatch(text)))
    )


_NAMES = lazy("[^をがはにで、。]{1,8}(?:[、,・/][^をがはにで、。]{1,8})+")


def _is_facet_in_a_word(entry: Entry, text: str) -> bool:
    """Tell whether a word stands below 【読み】 or 【対義語】."""
    return entry.shape == "facet" and is_noun_phrase(text)


def _is_statement(term: str, text: str) -> bool:
    """Tell whether a whole sentence below the name of a theorem states it."""
    return names_theorem(term) and text.endswith(("。", "．")) and not POINTS.match(text)


def is_shared(entry: Entry, _draft: Draft) -> bool:
    """Tell whether a definition may be that of several terms."""
    return entry.shares


def has_no_name(entry: Entry, draft: Draft) -> bool:
    """Tell whether what stands before a colon only leads the text: 例えば…, ステップ 2-1：…, 著者：…."""
    if entry.shape != "line":
        return False
    assert draft.prompt
    term = plain(draft.prompt.md)
    return leads_on(term) or names_nothing(term)


def is_of_diary(entry: Entry, draft: Draft) -> bool:
    """Tell whether a text only stands below the name of a part of a diary or a report."""
    is_below = entry.shape in _BELOW and draft.prompt is not None
    return is_below and names_part_of_diary(name_of(draft), text_of(draft.body[0]))


def definition(doubts: Callable[[str, str], bool]) -> Finder:
    """Return a finder that doubts a definition in words, by its term and its text; of a picture those only describe it."""

    def finds(_entry: Entry, draft: Draft) -> Iterable[int]:
        said = draft.body[0]
        text = "" if isinstance(said, Paragraph) and IMAGE.match(said.text.md) else text_of(said)
        return (0,) if text and draft.prompt and doubts(plain(draft.prompt.md), text) else ()

    return Finder(frozenset(("definition",)), finds)


def is_name_again(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the name of what is defined, or of what is asked for (気孔とは？), says its definition already; that of a theorem has its words."""
    asked = plain(draft.prompt.md) if draft.prompt else ""
    name = named(asked) if draft.role == "question" else asked
    return bool(name) and not names_theorem(name) and says_answer(name, draft)


def is_praised(_entry: Entry, draft: Draft) -> bool:
    """Tell whether all that an answer says of a thing is that it is special of its sort, or can be used with something."""
    return len(draft.body) == 1 and says_little(text_of(draft.body[0]))


def is_translated(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition only translates its name, and no word of a language is asked."""
    name = without_parentheses(name_of(draft))
    return not is_of_language(draft.trail) and only_translates(name, text_of(draft.body[0]))


def is_only_used(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition only has its name for a verb, or ends in it again."""
    return draft.prompt is not None and uses_name(plain(draft.prompt.md), text_of(draft.body[0]))


def names_another(term: str, text: str) -> bool:
    """Tell whether a text says what something else is called: key: valueの組をプロパティという."""
    called = CALLED.search(text)
    if not called or "こと" in called["name"] or is_same(called["name"], term) or is_expansion(term, called["name"]):
        return False
    is_read_aloud = bool(_KATAKANA.fullmatch(called["name"])) and is_code_name(term)  # push: …をプッシュという
    return not is_read_aloud or text[0].isascii()


_KATAKANA = lazy("[ァ-ヶー・ ]+")


def is_imprint(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what stands beside a year is only who published something then: 2019年3月 芽吹書房; not 1873年 明六社."""
    name, found = name_of(draft), _PUBLISHER.fullmatch(text_of(draft.body[0]).strip())
    return is_year(name) and found is not None and ("月" in name or not found["society"])


_PUBLISHER = lazy(
    r"[^をがはにで、。]{1,16}(?:(?P<society>(?<![会神結商支本新])社)|新社|書房|書店|書院|出版(?:会|局|部|協会)?|新書|文庫|選書|(?<![雑会機])誌|[0-9]月号|Books|Press|Publishing)"
    r"(?:[(（][^()（）]*[)）])?(?:刊|発行|発売)?",
    re.IGNORECASE,
)


def is_type(_term: str, text: str) -> bool:
    """Tell whether a text only says of what type something is in a program: string."""
    return bool(_TYPE.fullmatch(text.strip("`。 ")))


_TYPE = lazy(
    r"(?:\[\])?(?:string|str|int(?:eger)?(?:8|16|32|64)?|uint(?:8|16|32|64)?|bool(?:ean)?|float(?:32|64)?|double|char|byte|number|object|date|datetime|varchar|text|void)(?:\[\])?(?:型)?",
    re.IGNORECASE,
)


def is_made_before(_term: str, text: str) -> bool:
    """Tell whether a text only names what was made before in the notes: 作成したサブネット; not 作成した日."""
    return bool(_MADE_BEFORE.fullmatch(text.strip("`。 ")))


_MADE_BEFORE = lazy(
    "(?:(?:先ほど|さきほど|さっき|上で|手順[0-9０-９]+で)(?:作成|登録|用意|設定|準備|発行|取得)した[^をがはに。]*|作成した[^ぁ-ん、。]{0,3}[A-Za-z][^ぁ-ん、。]{0,30}|作成したやつ)"
)


def says_who_made_it(term: str, text: str) -> bool:
    """Tell whether a text only says by whom something was proposed: 森（1986）が提案。 An invention is known by that, and a year by what it saw."""
    return not is_year(term) and bool(_PROPOSED.fullmatch(text))


_PROPOSED = lazy(
    "[^、。]{1,30}(?:が|により|によって)[^、。を]{0,12}(?:提案|提唱|考案|発表|開発|命名)(?:(?:さ?れ)?(?:た|ました)|した|しました)?[。．]?"
)


def is_misconception(_term: str, text: str) -> bool:
    """Tell whether a text says what something is mistaken for, or concedes: 葉の口と誤解されがちだが、; 確かに小さい穴; not 誤解を解くこと."""
    return bool(_MISTAKEN.search(text))


_MISTAKEN = lazy(
    "(?:誤解|勘違い)(?:され|しが|しやす|を招|が多|$)|思われがち|思われやすい|思いがち|(?:^|[、。はばも])確かに"
)


def is_argument(entry: Entry, draft: Draft) -> bool:
    """Tell whether a name is that of an argument of the call right above it, which its card does not show: `open(path, mode)`."""
    calls = (call for lead in entry.leads for call in _CALL.finditer(lead))
    given = [call for call in calls if fold(name_of(draft)) in map(fold, re.split(r"[,\s*&]+", call["given"]))]
    return any(all(call["name"] not in title for title in draft.trail) for call in given)


_CALL = lazy(r"(?P<name>[A-Za-z_][\w.]*)\((?P<given>[^()]*)\)")


def is_of_differences(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition says in what one of several differs, which its heading does not name: 木ごとの違い."""
    return bool(draft.trail and _DIFFERENCES.search(draft.trail[-1]))


_DIFFERENCES = lazy("(?:ごと|毎)の(?:違い|差)$")


def is_of_aspect(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a gist stands below what has several: 葉を扱う際の注意点 over 【水の量】 is the first of them."""
    return draft.prompt is not None and bool(_ASPECT.search(plain(draft.prompt.md)))


_ASPECT = lazy("(?:注意点|注意事項|比較|違い|問題点|課題|解決策|対策|理由|まとめ|種類|方法)$")


def is_symbol(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition is that of a sign in the formulas around it."""
    return draft.prompt is not None and bool(_FORMULA.fullmatch(draft.prompt.md))


_FORMULA = lazy(r"\$[^$]+\$(?:[ 　,、・]*\$[^$]+\$)*")


def is_too_long(_entry: Entry, draft: Draft) -> bool:
    """Tell whether nobody recalls a definition as its card says it; for a long one that is asked much has to speak."""
    if len(text_of(draft.body[0])) <= LONGEST_ANSWER:
        return False
    (shown,) = trimmed([draft])
    text = without_topic(plain(draft.prompt.md) if draft.prompt else "", text_of(shown.body[0]))
    text = re.sub(r"\$[^$]+\$", 8 * "式", text)  # a formula is as long as it reads
    return width(text) > 2 * (LONGEST_CLEAR if draft.points[0] >= CLEAR else LONGEST_ANSWER)
