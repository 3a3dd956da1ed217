"""Definitions that say something of a thing and not what it is, and names that need more than themselves."""

from deckbuilder.base.blocks import Entry
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.cards.doubts.drafts import name_of, text_of


def says_other(_term: str, text: str) -> bool:
    """Tell whether a text says how a thing is shown, what it was before, or where it is used, or what it is stands elsewhere.

    公式を組み替えると作れる。; 以前は枝で使えたもの; 写真アプリや地図アプリの検索; 以下であることを調べる道具
    """
    return bool(_OTHER.search(text))


_OTHER = lazy(
    r"(?:を(?:用いて|使って|組み替え[てる]と?|変形し?(?:て|すると)|利用して)|から)[^。、]{0,8}(?:証明|導出|作れ|導[いかけき]|示せ)(?:し|でき|され)?(?:る|ます|する)?[。．]?$"
    r"|^(?:以前|昔|かつて|従来|これまで)は"
    r"|(?:つけ|付け|指定し)ないと"
    r"|(?:アプリ|サイト)や[^。がはに]+(?:検索|機能|画面|表示)(?:など)?[。．]?$"
    r"|^(?:以下|下記|次|上記)(?:である|の(?:こと|よう|通り|とおり|条件))"
    r"|(?:詳しく|詳細)は[、,]?(?:こちら|以下|公式|上記|下記)"
)


def is_bare_aspect(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a name is that of an aspect which any thing has, and its text does not say what the word means: ユースケース, コスト, 二期."""
    name = without_parentheses(name_of(draft)).strip()
    return bool(_ASPECT.fullmatch(name)) and not _MEANING.search(text_of(draft.body[0]))


_ASPECT = lazy(
    r"ユースケース|(?:主な|構成)?要素|満たせる[^、。]{1,6}|(?:デ)?メリット|利点|欠点|長所|短所|強み|弱み|コスト|料金|費用|柔軟性|手軽さ|使いやすさ|学習コスト"
    r"|使い(?:所|どころ|道)|具体例|適用(?:範囲|対象|例|シーン|場面)|利用(?:例|シーン|場面|者)|重要性|必要性|アクセス(?:コントロール|制御)"
    r"|[一二三四五六七八九十]期目?"
)
_MEANING = lazy("(?:こと|もの|性質|特性|能力|考え方|仕組み|技術|機能)(?:である|です|だ|を(?:いう|指す))?[。．]?$")


def has_more_than_name(term: str, _text: str) -> bool:
    """Tell whether a name has a mark of its link, or what its author says of it, or is a step with code: [葉の図鑑][3], leafing (試してません), `#leaf` を見る."""
    return bool(_MORE.search(term))


_MORE = lazy(
    r"\]\[[\w-]*\]|[(（][^()（）]*(?:ません|でした|してない|したい|していない)[)）]$|^[!-~]+[ 　]を(?:見る|試す|読む|触る)$"
)
