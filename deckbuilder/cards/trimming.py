"""What of a text is no part of a prompt or an answer: marks round it, the term said again; and whose a bare part is."""

from collections.abc import Sequence, Set

from msgspec.structs import replace

from deckbuilder.base.blocks import Paragraph, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import balanced, introduces
from deckbuilder.base.text import fold, section_tag
from deckbuilder.cards.echoes import only_translates, said_again
from deckbuilder.cards.saying import CALLED
from deckbuilder.cards.titles import is_about_notes, names_something
from deckbuilder.read.inline import plain
from deckbuilder.read.places import SAID_OF_IT
from deckbuilder.read.terms import same_term
from deckbuilder.read.titles import undecorated

_LEAD = lazy(
    r"(?:(?:[–—─―:：→⇒・●‥…]|[\U0001f300-\U0001faff]\ufe0f?)[ 　]*+|//(?=[ 　])[ 　]*+|--?(?=[ 　ぁ-んァ-ヶ一-龠「『])[ 　]*+)++(?=[^\s–—─―:：→⇒・●‥…-])"
)
"""What leads to an answer: a dash, an arrow, a second colon, a picture sign; ❌ and ✅ say something."""
_TAIL = lazy(r"[(（](?:重要|超重要|最重要|大事|必須|要暗記|頻出|※[0-9]{0,2})[)）]$|\[※[0-9]{0,2}\]$")
"""What stands behind a text and is none of it: （重要）, [※1]."""
_IN_PARENTHESES = lazy(r"[(（](?P<inner>[^()（）]+)[)）]$")
_TOPIC = lazy(r"(?P<topic>[^、。]{1,60}?)[ 　]*(?:とは|は(?!じめ|ず|な[いし])|[=＝])[、,，：:‥…]*[ 　]*(?=\S)")
_ASKING = lazy(r"とは(?:何(?:か|ですか)?)?[？?]?$")


def trimmed(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of one part without what only adorns their texts, or tells on a front what it asks."""
    names = {draft.prompt.md for draft in drafts if draft.prompt}
    counted = _counted(drafts) if any(_NUMBERED.match(draft.term) for draft in drafts) else ()
    return [
        _trimmed(_unnumbered(draft) if counted and _heading(draft) in counted else draft, names) for draft in drafts
    ]


_NUMBERED = lazy(
    r"(?P<number>[0-9]{1,2}) +(?=[^\W\d_])"
    r"(?!次|段(?!落)|要素|層|値|元|軸|項(?!目)|者|桁|倍|級|乗(?![りっ算客用馬])|相(?![互関対手談違])|進(?![化行路捗展出])|分(?:木|探索|法)|対[ 　]?[0-9一多]"
    r"|重(?![要力量心点大])|階(?![層級段])|点(?![検滅灯字])|人(?![間口物事工体類権])|体問題|変数関数|部グラフ|ウェイ|フェーズ|ビット)"
)
"""A number and the title behind it, and no number that counts what the title says: 3 舵, not 3 次元の帆."""


def _counted(drafts: Sequence[Draft]) -> set[tuple[str, ...]]:
    """Return headings with a number of three in a row below the same one, if no two say the same behind it.

    So is 2 舵 between 1 帆柱 and 3 錨, but not 2 Phase Commit.
    """
    headings = {path for draft in drafts for path in (draft.trail, _heading(draft))}
    paths = {path[:size] for path in headings for size in range(1, len(path) + 1)}
    below: dict[tuple[str, ...], list[str]] = {}
    for *parents, title in paths:
        below.setdefault(tuple(parents), []).append(title)
    found: set[tuple[str, ...]] = set()
    for above, titles in below.items():
        numbers = {int(match["number"]): title for title in titles if (match := _NUMBERED.match(title))}
        alone = {_NUMBERED.sub("", title, 1) for title in titles}
        if len(alone) == len(titles):
            runs = (range(one, one + 3) for one in numbers)
            found.update((*above, numbers[one]) for run in runs if numbers.keys() >= set(run) for one in run)
    return found


def _heading(draft: Draft) -> tuple[str, ...]:
    """Return the heading that is the term of a draft below those over it; nothing where it is none."""
    path = (*draft.trail, draft.term)
    return path if section_tag(path) in draft.tags else ()


def _unnumbered(draft: Draft) -> Draft:
    """Return a card of a numbered heading without the number."""
    if not draft.prompt or draft.role not in ("definition", "gist"):
        return draft
    found = _NUMBERED.match(draft.prompt.md)
    return replace(draft, prompt=draft.prompt.slice(found.end(), len(draft.prompt.md))) if found else draft


def _trimmed(draft: Draft, names: Set[str]) -> Draft:
    """Return a card of a term or a cell so; `names` are the prompts of all cards around it, as Markdown."""
    (answer, *_) = draft.body
    if draft.kind != "basic" or draft.role not in _TRIMMED or not draft.prompt:
        return draft
    draft = _unaddressed(replace(draft, prompt=_bare(draft.prompt, draft.role)))
    if isinstance(answer, Paragraph):
        draft = _told_once(_answered(draft, answer), names)
    assert draft.prompt
    return replace(draft, prompt=_owned(draft, draft.prompt))


def _unaddressed(draft: Draft) -> Draft:
    """Return a draft whose name stands without the address behind it, which moves to the back: `tig` https://…."""
    assert draft.prompt
    found = _ADDRESSED.fullmatch(draft.prompt.md)
    if not found or not balanced(found["name"]):
        return draft
    address = Paragraph(draft.prompt.slice(*found.span("address")))
    return replace(draft, prompt=draft.prompt.slice(0, found.end("name")), extra=(*draft.extra, address))


_ADDRESSED = lazy(
    r"(?P<name>.*\w[^\s:：(（]*)(?:[ 　:：]+[(（]?|(?<!\])[(（])(?P<address>https?://[!-'*-;=?-~]+|<https?://[^<>\s]+>)[)）]?"
)
"""A name and an address, and no link, [potmap](https://…)."""


def _answered(draft: Draft, answer: Paragraph) -> Draft:
    """Return a draft whose answer is what is asked and no more, with what else it says on the back."""
    assert draft.prompt
    names = draft.term if draft.role == "cell" else plain(draft.prompt.md)
    text = answer.text
    end, start = (len(text.md),) * 2 if draft.role == "question" else _other_line(text)
    beside = [text.slice(start, len(text.md))] if start < len(text.md) and draft.role != "cell" else []
    text = _freed(text.slice(0, end), names)
    if draft.role == "definition" and (short_for := _FULL_FORM.match(text.md)):
        beside.insert(0, text.slice(0, len(short_for["full"].rstrip())))
        text = text.slice(short_for.end(), len(text.md))
    extra = (*(replace(answer, text=part) for part in beside), *draft.extra)
    return replace(draft, body=(replace(answer, text=text), *draft.body[1:]), extra=extra)


def _told_once(draft: Draft, names: Set[str]) -> Draft:
    """Return a draft whose name stands alone, where what is behind it in parentheses says some of the answer."""
    answer = draft.body[0]
    assert draft.prompt
    assert isinstance(answer, Paragraph)
    found = _GLOSSED.fullmatch(draft.prompt.md)
    if not found or draft.reverse or not _SPEAKS.search(found["name"]):
        return draft
    told, known = (said_again(found[part], plain(answer.text.md)) for part in ("gloss", "name"))
    alone = found["name"] + (found["column"] or "")
    is_told = told >= ECHOED or only_translates(found["gloss"], plain(answer.text.md))
    if not is_told or known >= max(told, ECHOED) or alone in names:
        return draft
    if found["column"]:  # the table on the back has the whole name
        return replace(draft, prompt=Text(alone, draft.prompt.origins))
    whole = Paragraph(draft.prompt)
    return replace(draft, prompt=draft.prompt.slice(0, found.end("name")), extra=(whole, *draft.extra))


def untold(title: str, name: str, answer: str) -> str:
    """Return a title without what it says of a name, where that is said by the answer: Builder of Builder - 組み立てる."""
    said = SAID_OF_IT.search(title)
    alone = title[: said.start()] if said else title
    is_told = said and fold(undecorated(alone)) in fold(name) and said_again(said[0], answer) >= ECHOED
    return alone if is_told else title


_FULL_FORM = lazy(
    r"(?P<full>[^。、，]{1,60}の略(?:称|語)?(?=で)|[!-~＋ ]{2,60}(?=の[こ事]))(?:の(?:こと|事))?で(?:ある|あり|す)?[、，,][ 　]*(?=[^。]{8})(?![^。]*とも(?:いう|言う|呼ぶ|呼ばれる|書く)?[。．]?$)"
)
"""What a name is short for, before what it means: Uniform Resource Identifier のことで、…."""
_GLOSSED = lazy(r"(?P<name>[!-~ァ-ヶー・ ]*[!-~ァ-ヶー・])[ 　]*[(（](?P<gloss>[^()（）]+)[)）](?P<column> ─ .+)?")
"""RBAC（役割ベースのアクセス制御）: letters or katakana, and what they say in other words."""
_SPEAKS = lazy(r"[A-Za-zァ-ヶ]{2}(?:.*[A-Za-zァ-ヶー]{2})?$")
"""A name that says by itself what it is; パターンA and レベル2 do not."""
ECHOED = 0.2
"""From which share of an answer on a name's parentheses give it away."""
_TRIMMED = frozenset(("definition", "gist", "cell", "question"))


def _bare(text: Text, role: str) -> Text:
    """Return a prompt without what adorns it, a name without the quotation marks round it."""
    rest = undecorated(text.md)
    text = text.slice(len(text.md) - len(rest), len(text.md))
    quoted = _QUOTED.fullmatch(text.md) if role == "definition" else None
    return text.slice(*quoted.span("inner")) if quoted else text


_QUOTED = lazy("[「“](?P<inner>[^「」“”]+)[」”]")


def _owned(draft: Draft, part: Text) -> Text:
    """Return a prompt that names a part, メリット, with the heading whose part it is: GET ─ メリット."""
    owner = undecorated(draft.trail[-1]) if draft.trail else ""
    if draft.role != "definition" or not _PART.fullmatch(plain(part.md)) or not names_something(owner):
        return part
    if is_about_notes(owner) or fold(plain(part.md)) in fold(owner):
        return part
    return Text(f"{owner} ─ {part.md}", part.origins)


_PART = lazy(
    r"(?:主な)?(?:必要性|重要性|有用性|有効性|目的|用途|使い道|役割|機能|特徴|特長|特性|性質|仕組み|しくみ|構造|構成|効果|効能|意義|意味|定義|概要|背景|由来|原因|要件|条件"
    r"|制約|制限|対策|対象|課題|問題点|弱点|強み|弱み|メリット|デメリット|利点|欠点|長所|短所|注意点|使いどころ|使い所|症状|治療法?|手口|書式|構文|書き方)"
)
"""Names of a part of anything, that say nothing by themselves."""


def _other_line(text: Text) -> tuple[int, int]:
    """Return where an answer ends and a line begins that goes on with something else, as its mark says.

    Both are the end of the text where there is none, or the text is led by a mark itself.
    """
    line = _NEXT.search(text.md)
    if not line or _MARKED.match(text.md) or introduces(text.md[: line.start()]):
        return len(text.md), len(text.md)
    return line.start(), line.end()


_MARKED = lazy(r"(?:[■◆●▼・※→①-⑳]|[-*] |[(（]?[0-9]{1,2}[.)．）])")
_NEXT = lazy(r"(?<=\S)\s*(?:<br ?/?>|\n)\s*(?=[■◆●▼※]|(?:[・→]|[-*] )\S)")
"""What parts a text from a line of it that is a heading, an item or a remark."""


def _freed(text: Text, term: str) -> Text:
    """Return an answer without the marks round it, and without `term は` before it or `を term という` behind it."""
    start, end = 0, len(text.md)
    if tail := _TAIL.search(text.md):
        end = len(text.md[: tail.start()].rstrip())
    if lead := _LEAD.match(text.md, 0, end):
        start = lead.end()
    topic = _TOPIC.match(text.md, start, end)
    if topic and same_term(plain(topic["topic"]), _ASKING.sub("", term)) and balanced(topic["topic"]):
        start = topic.end()
    called = CALLED.search(text.md, start, end)
    if called and same_term(plain(called["name"]), _ASKING.sub("", term)) and balanced(called["name"]):
        end = called.start()
    if whole := _IN_PARENTHESES.match(text.md, start, end):
        start, end = whole.span("inner")
    return text.slice(start, end) if plain(text.md[start:end]) else text
