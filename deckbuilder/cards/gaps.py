"""What in bold is a gap, and what only emphasis: bold is what most people write for both.

A gap is a name in a sentence that leaves only that name to fill it: そのレジストリを **ECR** と呼ぶ. A clause, a manner
(**必ず**), a letter of a word or a title in bold only stands out. `==x==` and 【穴埋め】 always ask.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import balanced, without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.cards.echoes import said_again
from deckbuilder.cards.names_given import MEANING, name_spans
from deckbuilder.cards.saying import SO_CALLED
from deckbuilder.quality.card_texts import GAP
from deckbuilder.quality.wording import leaves_nothing
from deckbuilder.read.inline import map_slots, marks, plain
from deckbuilder.read.terms import USED_ON_SCREEN
from deckbuilder.read.words import naming

LONGEST_GAP = 40
"""Columns of what is hidden, without what stands in parentheses."""
MOST_WORDS = 8
"""Words of a hidden name in Latin letters, the full form of an abbreviation."""
LONGEST_SENTENCE = 120
"""Characters of a sentence that is asked by what is bold in it."""
LONGEST_AT_EASE = 16
"""Characters of a polite sentence that is no prose yet."""


class Gap(NamedTuple):
    """What is hidden in a sentence, and what stands round it, plain."""

    term: str
    before: str
    hidden: str
    after: str

    @property
    def rest(self) -> str:
        """What is left of the sentence."""
        return self.before + self.after

    @property
    def name(self) -> str:
        """What is hidden, without quotes and what stands in parentheses."""
        return without_parentheses(self.hidden).strip('「」『』"“” 　')


def asks(term: str, md: str, blanks: bool = False) -> bool:
    """Tell whether something that is marked in a sentence is a gap."""
    for start, end, inner in marks(md, blanks):
        gap = Gap(term, plain(md[:start]), plain(inner), plain(md[end:]))
        if not is_bold(md, start) or not is_emphasis(gap):
            return True
    return False


@lru_cache(100)
def gapped(md: str, own: int) -> str:
    """Return a sentence with a gap for one of its slots, plain."""
    return plain(map_slots(md, lambda slot, inner: GAP if slot == own else inner))


def is_bold(md: str, start: int) -> bool:
    """Tell whether the mark at `start` is one that also emphasises."""
    return md[start] == "*"


def is_emphasis(gap: Gap) -> bool:
    """Tell whether what is bold is no gap."""
    return any(finds(gap) for finds in (is_piece_of_word, is_no_name, is_loose, is_not_determined))


# --- the hidden text ------------------------------------------------------------------------------

_LETTER = lazy("[A-Za-zＡ-Ｚａ-ｚ]")
_JAPANESE = lazy("[ぁ-んァ-ヶ一-龠]")


def is_piece_of_word(gap: Gap) -> bool:
    """Tell whether letters of a word, a word of a name, a variable, or a word of a foreign sentence are hidden: **P**artition, **A** の場合."""
    inside = _LETTER.match(_last(gap.before)) and _LETTER.match(gap.hidden)
    inside = inside or (_LETTER.match(_last(gap.hidden)) and _LETTER.match(gap.after))
    inside = inside or (
        _CAPITAL_BEFORE.search(gap.before) and _CAPITAL.match(gap.name) and _CAPITAL_AFTER.match(gap.after)
    )
    return bool(inside or _LETTER.fullmatch(gap.name)) or not _JAPANESE.search(gap.rest + gap.term)


_CAPITAL_BEFORE, _CAPITAL, _CAPITAL_AFTER = lazy("[A-Z][a-z]+ $"), lazy("[A-Z]"), lazy(" [A-Z][a-z]")


def _last(text: str) -> str:
    return text.removesuffix("\n")[-1:]


_NO_NAMES = frozenset(
    fold(word)
    for word in (
        "必須 任意 重要 可能 不可 不可能 必要 不要 大切 注意 全て 常に 必ず 絶対 のみ だけ どれでも 同じ 別 逆 非 未 不 無 ない なし あり "
        "自由 簡単 両方 自分 意味 目的 理由 結果 ポイント ok ng yes no ほぼ ほとんど かなり とても もっと まだ もう すぐ しっかり はっきり ゆっくり "
        "あまり まず かならず すべて たくさん ちょうど しか もの こと とき ため など ので でも つまり ただし なお 直接 一度 複数 最初 最後 最新 現在 今後 "
        "例題 問題 今回 以前 事前 通常 普通 基本 一般 一部 大量 安全 危険 便利 有利 不利 推奨 非推奨 違い"
    ).split()
)
_CLAUSE = lazy(
    r"[を、。！？!?→⇒…]|[一-龠ァ-ヶーA-Za-z0-9）)」](?:が|は|から|へ)|(?:[一-龠ァ-ヶーA-Za-z0-9）)」 ]|[一-龠][ぁ-ん])に(?=[一-龠ぁ-んァ-ヶ])|[もで](?=[一-龠])|で(?:は|も)?な[くい]"
)
_PREDICATE = lazy(
    r"(?:(?<=[一-龠ぁ-んァ-ヶーA-Za-z）)])(?:[うくぐすつぬぶむるたて]|です|ます|か|よ|ね|しか|こと|もの|よう)|[ぁ-ん高低長短多少強弱大小新古早遅重軽深浅広狭近遠良悪無]い)[。？?]?$"
)
_MANNER = lazy(r"(?:[にでとは]|的[なに]|[なもく]|まで|から|ず|ながら|のみ|だけ|ため)$")
_NOUNS = lazy(r"(?:近く|多く|すべて|こと|ごと)$")
"""Nouns that end as a predicate does."""
_HIRAGANA = lazy(r"[ぁ-んー]+")
_DOES = lazy(r"(?:する|なる|ある|いる|れる|せる|みる)$")
_WORD_SIGN = lazy(r"\w")
_NUMBERED = lazy(r"[0-9０-９]+[ 　]*[.．)）][ 　]*\D|(?:問|設問|例題|課題|演習|練習)(?:題)?[ 　]*[0-9０-９]+[.．:：]?$")
_PATH = lazy(r"(?:[\w.-]+/)+[\w-]+(?:\.\w+)+")
"""A file of somebody's program: app/views/leaf.html; not /etc/passwd, which is that of all."""


_COLON = lazy(r"[ 　]*[:：=＝]")


def _is_label(gap: Gap) -> bool:
    """Tell whether what is hidden only leads the text behind it: **使い所**：葉の裏."""
    return naming(gap.name) == "label" or (not gap.before.strip(" 　・") and bool(_COLON.match(gap.after)))


def is_no_name(gap: Gap) -> bool:
    """Tell whether what is hidden is a clause, a manner, a judgement or a title, and no name."""
    name = gap.name
    if _is_label(gap) or not balanced(gap.hidden):
        return True
    if _PATH.fullmatch(name) or not _WORD_SIGN.search(name) or fold(name) in _NO_NAMES or _is_long(name):
        return True
    if _NUMBERED.match(gap.hidden):
        return True
    if _HIRAGANA.fullmatch(name):
        return bool(_DOES.search(name))
    is_quoted = gap.before.rstrip().endswith(("「", "『")) and gap.after.lstrip().startswith(("」", "』"))
    is_noun = is_quoted or _NOUNS.search(name)
    return bool(_CLAUSE.search(name) or (not is_noun and (_PREDICATE.search(name) or _MANNER.search(name))))


def _is_long(name: str) -> bool:
    """Tell whether nobody recalls a text word for word; of a name in Latin letters the words count."""
    return len(name.split()) > MOST_WORDS if name.isascii() else width(name) > LONGEST_GAP


# --- the sentence ---------------------------------------------------------------------------------

_POINTS = lazy(
    r"^[→…\s　]*(?:(?:そして|また|逆に|しかし|ただし|なお|ちなみに|つまり|よって|そこで|もちろん|さらに|それで|他にも|今回)[、，,]?\s*)?"
    r"(?:これ|この|もう(?:一方|片方|ひとつ|一つ)の?|その(?!後)|それ|こう|そう|ここ|こちら|前者|後者|以上の|上の|次の(?![日年月週朝世段瞬春夏秋冬])|同様|例えば|たとえば|例[:：]|本(?:記事|書|稿|章|節|ディレクトリ|リポジトリ|フォルダー?|ページ|ノート|資料|講義|プロジェクト)[では])"
)
_SUCH = lazy(
    "[こそ]のような|[こそ]うい[うっ]|[こそ]うした|[上下左右]の(?:図|表|画像|写真|グラフ|例)|(?<![一-龠])[先前]の(?:例|節|章|項|式|図|表|問題?)(?![一-龠])|(?<![一-龠])[図表][0-9０-９]*の(?:よう|とおり|通り)"
)
_FRAME = lazy(
    r"(?:の違い|の比較|について|とは|のまとめ|一覧|の例|の方法|の手順|の流れ)$|(?:以下|下記|上記|前述|後述)[のでに]|次の(?:[0-9０-９一二三四五六七八九]|通り|とおり|よう|表|図|式)|試験では|[？?]$"
)
_OPINION = lazy(
    r"^[ 　]*を(?:覚え|学|知|使いこな|身につけ)[ぁ-ん]{1,2}(?:の|こと)は|[がもは](?:[^、。]{0,4}に)?(?:重要|大切|大事|おすすめ)|(?:重要|大切|大事)な(?:の|こと)は"
)
_POLITE = lazy(r"(?:です|ます|ました|ません|でした|でしょう)(?:ね|よ)?[。．！!]?\s*(?:[(（][^()（）]*[)）])?$")


def is_loose(gap: Gap) -> bool:
    """Tell whether a sentence speaks of what is not on the card, judges, or tells at length: これは…, …が大切です."""
    if len(gap.rest) + len(gap.hidden) > LONGEST_SENTENCE:
        return True
    text = f"{gap.before}{gap.hidden}{gap.after}"
    points = _POINTS.match(text) or _SUCH.search(gap.rest) or _FRAME.search(text) or _OPINION.search(gap.rest)
    is_beside = _BESIDE.match(text) and not _is_named(gap)
    return bool(points or is_beside) or _is_prose(gap)


_BESIDE = lazy("(?:なお|ちなみに|余談|一方で?)[、，,]")
"""What begins a sentence that only adds something."""
_EXPLAINED = lazy(r"[0-9０-９]|[(（]")


def _is_prose(gap: Gap) -> bool:
    """Tell whether a polite sentence speaks of what is hidden, and neither names nor explains it nor counts."""
    is_polite = len(gap.rest) > LONGEST_AT_EASE and bool(_POLITE.search(gap.after))
    return is_polite and not (_is_named(gap) or _IS_THAT.match(gap.after) or _EXPLAINED.search(gap.hidden))


_IS_THAT = lazy(r"[」』）)]?\s*(?:です|でした)[。．]?$")
_NAMED_AFTER = lazy(
    r"[」』】）)]?(?:\s*[(（][^()（）]*[)）])?\s*(?:など)?(?:と(?:も?いう|も?いい|も?言|も?呼|よば|よぶ|称|名付)|の(?:略|こと)|を指す|は、)"
)
_NAMED_BEFORE = lazy(r"(?:とは|[の式]名(?:称)?は|の略は|称は)[、 　]?$")


def names_something(md: str) -> bool:
    """Tell whether a sentence gives a name that may be hidden, or says what it means."""
    return any(_is_named(Gap("", plain(md[:at]), plain(name), plain(md[to:]))) for at, to, name in _names(md))


def _names(md: str) -> Iterator[tuple[int, int, str]]:
    yield from marks(md)
    yield from name_spans(md)


def _is_named(gap: Gap) -> bool:
    """Tell whether a sentence says that what is hidden is the name of something."""
    is_meant = not gap.before.strip(" 「『") and _MEANT_AFTER.match(gap.after)
    return bool(is_meant or _NAMED_AFTER.match(gap.after.lstrip()) or _NAMED_BEFORE.search(gap.before))


_MEANT_AFTER = lazy(MEANING)


def _is_put_together(gap: Gap) -> bool:
    """Tell whether a name is two words that stand beside it: 電気が流れる回路を［電気回路］という。"""
    words = set(_COMPOUND.findall(gap.rest))
    return any({gap.name[:at], gap.name[at:]} <= words for at in range(2, len(gap.name) - 1))


_COMPOUND = lazy("[一-龠々ァ-ヶー]+|[A-Za-z0-9]+")


_EXAMPLES = lazy(r"[」』]?(?:など|等(?=[のがをにはで、。]|$)|とか)|[^、。，はがをにで]{0,14}などが?(?:あ[るり]|使)")
_USED = lazy(rf"[ 　]*{USED_ON_SCREEN}")
_CLICKED = lazy(
    "[」』 　]*(?:タブ|ボタン|メニュー|アイコン|欄|リンク|項目)?[をの][^、。]{0,12}(?:クリック|タップ|押下)"
)
"""How a sentence goes on that says where to click: 一覧の［次へ］をクリックする."""
_DOER = lazy("が[^、。]*[うくぐすつぬぶむるた][一-龠ァ-ヶー]+[。．]?$|が[^、。]{0,12}(?:して|てい)い?る[。．]?$")
"""How a noun goes on of which only is said who does it, ［庭師］が手入れする庭木, or a sentence that says no more: ［庭師］が枝を切っている。"""
_ACT_NAME = lazy("[一-龠]{2}")
_IS_DONE = lazy("する|し(?=[たてなま、])|さ(?=[れせ])")
"""What follows a verb, of which there are many: 枝を［剪定］する道具."""
_ONE_OF = lazy("の(?:[1１一]つ|ひとつ)(?:として|に|には|は|が)[、,]?$")
_SAYS = lazy("[一-龠ァ-ヶーA-Za-z0-9０-９]")
LEAST_SAID = 4
"""Signs that say something, in what follows a gap at the start, and in a sentence that stands below no term."""
LARGEST_SHARE = 0.6
"""The part of a sentence and its term that may be hidden."""


def lacks_object(gap: Gap) -> bool:
    """Tell whether a sentence names a part or a case of what stands before it: さらに細かく分けた部分を［小葉］という。; 特に二枚の場合を［双葉］という。"""
    is_of_before = gap.before.startswith("特に") or _NO_OBJECT.fullmatch(gap.before)
    return bool(is_of_before) and _is_named(gap)


_NO_OBJECT = lazy(
    "(?:(?:さらに|より|また)[、,]?)?(?:(?:細かく|全て|すべて|全部|[0-9０-９]+に|[一-龠]+化して)[、,]?)*"
    "(?:[一-龠]{1,4}[ぁ-ん一-龠]{0,4}|(?<=に)し)た[^ぁ-ん]{1,10}(?:のこと)?を[「『【]?"
)
"""What stands before the name of what was done, 分けた部分を, with neither what it was done to nor where or by what."""


def sums_up(gap: Gap) -> bool:
    """Tell whether what is hidden only sums up the sentence behind a dash: 水も光も足りない——葉の二重苦だ。"""
    return bool(_DASH_AT_END.search(gap.before) and _COPULA.fullmatch(gap.after))


def says_itself(gap: Gap) -> bool:
    """Tell whether a sentence says of the name that is hidden only what that says: ［資金管理術］とは、資金を管理する術である。"""
    is_word = len(gap.name) < SHORTEST_TOLD  # 錨につく鎖を錨鎖という
    return _is_named(gap) and not is_word and said_again(gap.name, _CALLING.sub("", gap.rest)) >= WHOLLY


WHOLLY = 0.8
"""From which share on a sentence says no more than the name."""
SHORTEST_TOLD = 4
"""Characters of a name that is more than a word, so that its parts tell it."""
_CALLING = lazy(SO_CALLED)
_DASH_AT_END = lazy("[—―─]{1,2}[ 　]*$")
_COPULA = lazy("(?:だ|である|です)?[。．]?")


def says_nothing(gap: Gap) -> bool:
    """Tell whether a text with a gap only lists, labels or leads on to what stands below: ［葉］、茎、根; 🍃 ［用途］：…; ［葉］の数："""
    leads_on = gap.after.rstrip().endswith((":", "：")) and not _is_named(gap)
    labels = not _WORD_SIGN.search(gap.before) and bool(_COLON.match(gap.after))
    return leads_on or labels or bool(_ROW_OF_NAMES.fullmatch(gap.rest))


_ROW_OF_NAMES = lazy("[^ぁ-ん。:：=＝+]*?(?:[、,，・][^ぁ-ん。:：=＝+、,，・]*){2,}")


def is_not_determined(gap: Gap) -> bool:
    """Tell whether other words would fill a gap as well, or anybody fills it: what is left says little, or all of it."""
    if _is_put_together(gap) or _EXAMPLES.match(gap.after.strip()) or _ONE_OF.search(gap.before.strip()):
        return True
    if _is_named(gap):
        return not _SAYS.search(gap.before + _NAMED_AFTER.sub("", gap.after.lstrip()))
    if leaves_nothing(gap.rest) or (_ACT_NAME.fullmatch(gap.name) and _IS_DONE.match(gap.after)):
        return True
    left = len(_SAYS.findall(gap.rest))
    is_leading = not gap.before.strip(" 「→…")
    if is_leading and _DOER.match(gap.after):
        return True
    if (is_leading and _USED.match(gap.after)) or _CLICKED.match(gap.after):
        return True
    share = len(gap.name) / (len(gap.rest) + len(gap.term) + len(gap.name))
    return share > LARGEST_SHARE or left < (1 if gap.term and not is_leading else LEAST_SAID)
