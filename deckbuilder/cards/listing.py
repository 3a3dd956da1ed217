"""What the items of a list are by their wording, and the name above them: names of one kind, steps, an explanation."""

import re

from deckbuilder.base.blocks import Entry, ItemList
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import ENDS_IN_VERB, is_noun_phrase, without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.cards.kinds import CLAUSE, WHICH
from deckbuilder.cards.saying import TOPIC, says_what
from deckbuilder.cards.titles import bare_name
from deckbuilder.read.inline import is_reference, plain
from deckbuilder.read.terms import LABEL_LINE
from deckbuilder.read.words import naming, spells_out


def lists_something(name: str) -> bool:
    """Tell whether a name over a list says what is listed, and not only that there are examples or that the page is about it."""
    if _ADVERB.fullmatch(name) or _PART.search(name) or _POINTS_UP.match(name) or _OF_THE_PAGE.search(name):
        return False
    return naming(bare_name(name)) != "label" and not re.search(
        r"例$|^例|例え|たとえば|など$|等$|のような|のように", name
    )


_PART = lazy(
    r"^(?:レッスン|トピック|lesson|topic|chapter|第?[0-9０-９]+[章節回])|^(?:用語集|キーワード)$|(?:トピック|目次|アジェンダ)$",
    re.IGNORECASE,
)
_POINTS_UP = lazy("上記|前述|先述|先ほど|[こそ]の(?:場合|とき|時|例)|[上下左右]の?(?:図|表|例|式|画像|写真)")
_OF_THE_PAGE = lazy(
    r"(?:(?:に(?:ついて|関して)|を例に)[^。]*|(?:以下|次|下記)の[0-9０-９一二三四五六七八九十]+[つ点個]を)(?:解説|説明|紹介)(?:し(?:ます|ていき(?:ます|たい).*|ていく)|する|いたします)[。．：:]?$"
)
_ADVERB = lazy(
    r"(?:ただし|特に|なお|また|主に|ちなみに|つまり|他にも?|その他(?:の.*)?|以下|次|terminology|misc)[、:：]?",
    re.IGNORECASE,
)


def names_list(name: str) -> bool:
    """Tell whether a name is that of what is listed below it: 主な種類, 三つの要素."""
    return bool(_OF_LISTS.search(bare_name(name)))


_OF_LISTS = lazy(
    r"(?:もの|トピック|コンポーネント|要素|種類|項目|一覧|方法|方式|方針|手順|手法|特徴|ポイント|メリット|デメリット|利点|欠点|構成|流れ"
    r"|ステップ|内容|機能|指標|条件|要件|原則|原因|理由|症状|効果|役割|目的|用途|対象|対策|分類|プラン|タイプ|パターン|戦略|戦術|準備"
    r"|サービス|プロトコル|別名|[0-9０-９一二三四五六七八九][つ大種]|フレーズ|トリガー?|メトリクス|レイヤー?)$"
)


def names_class(name: str) -> bool:
    """Tell whether a name over a list says of what kind its items are: 主な種類, 手入れの道具, こねる道具."""
    return names_list(name) or bool(
        re.search(r"の[^のとき時]{1,8}$|[るうくすぐたつむぶい][一-龠ァ-ヶー]{1,8}$|詞$", bare_name(name))
    )


def are_alike(items: list[str]) -> bool:
    """Tell whether names show by their form that they are of one kind: words all, one の in each, the same end, Latin letters all."""
    bare = [re.sub(r"[(（][^()（）]*[)）]|[。．]$", "", item).strip() for item in items]
    same_end = len({fold(item)[-1:] for item in bare}) == 1
    return same_end or any(all(map(form.fullmatch, bare)) for form in _FORMS)


_FORMS = tuple(map(re.compile, (r"[!-~ ]+", r"[ァ-ヶー・ ]+", r"[^ぁ-ん]{1,10}", r"[^の]{1,10}の[^の]{1,8}")))
LONGEST_NAME = 16
"""Characters of an item that is recalled from its neighbours; Latin ones count half."""


def is_of_a_kind(items: list[str], are_steps: bool) -> bool:
    """Tell whether the items of a list are names, each as short as the others; steps in their order may be acts."""
    bare = [without_parentheses(item).strip() for item in items]
    if any(width(item) > 2 * LONGEST_NAME or not _is_item(item, are_steps) for item in bare):
        return False
    if len({_COUNTED.sub("", item) for item in bare}) == 1:
        return False  # 区画1, 区画2, 区画3
    lengths = [width(item) for item in bare]
    return max(lengths) <= 3 * min(lengths) + 8


def _is_item(text: str, may_be_act: bool) -> bool:
    if _NO_ITEM.search(text):
        return False
    if ENDS_IN_VERB.search(text):
        return may_be_act and not TOPIC.match(text)
    return is_noun_phrase(text, clause=True)


_NO_ITEM = lazy(
    r"なら|→|[=＝×÷]|^例[:：)）]?|する?しないか$|^その他|(?:など|等|等々|[Ee]tc)[.．。…・]*$|^他?[.．…・]*$|\.[a-z]{2,4}$|/$|^[0-9.,\s%+*/-]+$|^https?:"
)
"""A case, a calculation, an example, or whatever else there is."""
_COUNTED = lazy(r"[0-9０-９一二三四五六七八九A-Z]+$|^[0-9０-９A-Z]+")


def explains_first(term: str, items: list[str]) -> bool:
    """Tell whether the first of some items says what a term is, and the others more of it."""
    first, *others = (item.rstrip("。．") for item in items)
    if is_expansion(term, first):
        return True
    end = _IS_A.search(first)
    is_of_any_kind = end is not None and end.group() in ("こと", "もの")
    go_on_alike = is_of_any_kind and len(others) > 1 and all(map(_HAS_CLAUSE.search, others))
    is_alone = end is not None and not any(other.endswith(end.group()[-2:]) for other in others)
    is_alone = is_alone or (_says_which(first) and not any(map(_says_which, others)))
    if go_on_alike or not is_alone:
        return False
    return says_what(term, first, by_verb=False)


def _says_which(text: str) -> bool:
    """Tell whether a text says by a clause which of its kind something is, also before what stands in parentheses."""
    bare = without_parentheses(text).strip()
    return bool(WHICH.search(bare) or _BEHIND_CLAUSE.search(bare))


_BEHIND_CLAUSE = lazy(
    f"^(?!.*(?:意味|感じ|話|方|場合|必要|理由|ため|とき|時|際|点)$|.*(?:作成|追加|設定|用意)した).*{CLAUSE}"
)
"""What ends in a noun behind a clause; none that only points at what somebody did."""


_IS_A = lazy(
    r"(?:こと|もの|総称|略(?:称|語)?|一種|[ぁ-ん](?:方法|手法|技術|技法|仕組み|処理|操作|装置|機能|機関|制度|概念|考え方|規格|サービス|ソフトウェア"
    r"|システム|ツール|ファイル|アーキテクチャ|フレームワーク|ライブラリ|プログラム|データベース|言語|関数|値|数|集合|規約|プロトコル|問題|状態|権利|行為)|[のうくぐすつぬむる][^のうくぐすつぬむる、]{1,20}(?:である|です))$"
)


_HAS_CLAUSE = lazy("[うくぐすつぬぶむるた][一-龠ァ-ヶー]{1,8}$|こと$|もの$")


def is_expansion(term: str, text: str) -> bool:
    """Tell whether a text is what the letters of a term stand for: NIC, Network Interface Card."""
    return spells_out(bare_name(term), text)


def defines_first(entry: Entry, items: ItemList) -> bool:
    """Tell whether the first item of the list below a term says what it is, and the others more of it; no link does, and no example."""
    if entry.shape not in ("heading", "term") or not entry.term or items.ordered or len(items.items) < 2:
        return False
    texts, first = [plain(item.text.md) for item in items.items], items.items[0]
    labelled = LABEL_LINE.match(first.text.md)
    is_label = labelled is not None and (labelled["short"] or naming(labelled["label"].strip()) == "label")
    return not (first.blocks or is_label or is_reference(first.text.md)) and explains_first(plain(entry.term.md), texts)
