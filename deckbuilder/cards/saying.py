"""What a text says by its wording: that it defines, remarks, sets an exercise, tells a limit or an event."""

import re
from functools import lru_cache

from deckbuilder.base.text import is_noun_phrase, width
from deckbuilder.read.terms import same_term
from deckbuilder.read.words import DEFINING, is_connective, is_index, naming

_ABOUT_NOTES = re.compile(
    r"使い方$|本書|この(?:本|章|節|記事|ノート|ページ|資料|文書|講座)|本[章節稿]|はじめに|おわりに|まえがき|あとがき|謝辞|学べること|学ぶこと|学習(?:内容|目標|方法|の進め方)"
    r"|到達目標|ゴール$|出題|配点|頻出|問われ|試験(?:に|で|対策|情報|概要)|対象読者|目次|関連(?:項目|ページ|ノート)|所感|感想|雑記|日記|雑感|余談"
    r"|今日の|今週の|今後の|やったこと|やりたい|todo|メモ$|まとめ(?:ると)?$|チェックリスト|参考|出典|引用",
    re.IGNORECASE,
)
_EXERCISE = re.compile(
    r"(?:^|[【\s])(?:問題?|設問|例題|演習|練習|課題|問い?|Q|Step|STEP|Chapter)[ 　]*[0-9０-９]|解答|回答|答案|問題$|テスト問題|課題$|演習|テスト[0-9０-９]|(?:書け|答えよ|求めよ|述べよ|せよ)[。.]?$|模試|過去問|ケース[：:]|障害例|入力例|実行例|動作例|choices|(?i:\b(?:pre|post)-?test\b|\bquiz\b)|クイズ",
)
_ASIDE = re.compile(
    r"[！!]$|[！!][^=」]|笑|（?w+）?$|けど|してる|てた$|[↑↓]|かも(?:しれ|$|。)|らしい|っぽい|よね|かな[。？]?$|だろう|だと思|と思[うい]|思います|とりあえず"
    r"|良く(?:ね|ない)|なんか|たぶん|多分|いったん|覚えなくて|めっちゃ|やばい|よく(?:わか|分か)ら|わからん|書いてある|何か[。]?$|忘れ|したい[。]?$|[？?](?:$|[。、\s])|・・・$|、、|ください|ましょう|しよう(?!と|が)"
    r"|[0-9０-９]ページ|\blocation\b|\bP\.?\s?\d+|\bp\.\s?\d+|出典|引用元|詳しくは|参照(?:$|。|して|のこと)|同上|省略|スキップ"
)
_POINTS = re.compile(
    r"(?:これ(?!は)|ここ|この|その|それ(?!は)|あの|こう|そう|上記|下記|以下|前述|まず|次[にの]|また|しかし|ただし|なお|例えば|たとえば|例[：:）)]|つまり|よって|さらに|一方|もし|本[書章稿節]|私|僕|今|実は|ちなみに|逆に|あと|あまり|とても|最後の|最初の|では|↑|↓|→|…)"
)
_DEFINES = re.compile(
    r"(?:である|です|だ|を指す|を指します|と呼ぶ|と呼びます|と呼ばれる|と呼ばれます|という|といいます|と言う|と言います|をいう|をいいます|を言う|を言います|を意味する|を意味します|を表す|を表します|のこと)$"
)
_VERB = re.compile(r"[一-龠ァ-ヶーA-Za-z0-9）)を][ぁ-ん]{0,4}(?:[うくぐすつぬぶむる]|ます)$|[うくぐすつむる]ない$")
_TOPIC = re.compile(r"^(?P<topic>[^、。]{1,40}?)(?:とは|は(?!じめ|ず))[、,]?")
_NO_DEFINITION = re.compile(
    r"(?:可能|不可|可|不可能|なし|無し|あり|有り|必要|不要|必須|任意|同様|同じ|済み|完了|多い|少ない|場合|とき|時|ため|から|ので|ながら|など|等|一覧|編|準備|方針|予定|推奨|非推奨|出来|とか|みたい|[ぁ-ん]た|[がもは]ある|ておく|ていく)$"
)
_LIMIT_BEFORE = re.compile(
    r"(?:最大|最小|最高|最低|最長|最短|上限|下限|定員|定数|任期|既定|デフォルト|初期値|標準|基本)(?:値|数|額)?(?:[はがで]|：|:|として)?[ 　]?$"
)
_QUANTITY_BEFORE = re.compile(
    r"(?:高さ|幅|奥行き|長さ|重さ|深さ|広さ|厚さ|容量|速度|温度|距離|面積|体積|直径|半径|人口|身長|体重|期間|期限|割合|濃度|沸点|融点|質量|ポート番号|ポート)(?:[はが]|：|:|=|＝)?[ 　]?約?[ 　]?$"
)
_LIMIT_AFTER = re.compile(r"^[ 　]?[^\s、。0-9はがをにで]{0,6}(?<!年代)(?:以上|以下|以内|未満|まで|を超え)")
_RANGE = re.compile(r"(?:[0-9０-９][^\s、。0-9０-９]{0,3}(?:超|超え|から)|[〜～~])[ 　]?$")
_IN_PASSING = re.compile(r"[^（(]{0,20}場合[)）]")
_EVENT = re.compile(r"^[ 　]?年(?:[0-9０-９]+月(?:[0-9０-９]+日)?)?(?:に(?!は)|[、,，　 ])")


_NO_NAME = re.compile(
    r"について|場合|例$|^例|例え|イメージ|など$|等$|とき$|時$|方法$|流れ$|以下の|次の|のような|のように|ため$|一覧$|集$|まとめ|->|→|⇒|^(?:ステップ|手順|フェーズ|step|phase)|[一二三四五六七八九]$|^第[一二三四五六七八九0-9]",
    re.IGNORECASE,
)


def names_something(term: str) -> bool:
    """Tell whether a term can be asked for: a name, and no label, part, number or example."""
    bare = _bare(term)
    if not is_noun_phrase(bare, 40) or (naming(bare) != "term" and bare not in DEFINING) or is_index(term):
        return False
    return not _NO_NAME.search(bare)


def lists_something(name: str) -> bool:
    """Tell whether a name over a list says what is listed, and not only that there are examples."""
    return naming(_bare(name)) != "label" and not re.search(r"例$|^例|例え|たとえば|など$|等$|のような|のように", name)


_LEADS_ON = re.compile(
    r"(?:結果|出力|入力|回答|解|条件|理由|原因|場所|日時|時間|状況|現象|対応|対処|解決策?|目的|処理|確認|備考|補足|著者|出版社|発売日|カテゴリ|ステップ|手順|フェーズ|step|phase|案|その|この)[ 　0-9０-９\-–.①-⑳]*",
    re.IGNORECASE,
)


_OF_THE_TEXT = re.compile(
    r"作者|作成者|執筆者|編者|訳者|シラバス|キーワード|タグ|分類|url|リンク|出典|引用元|参考|(?:作成|更新|公開|投稿|最終更新|学習|受講)日時?|版|バージョン|題名|タイトル"
    r"|所要時間|学習時間|対象者?|前提知識|ページ数?|価格|author|syllabus|keywords?|tags?|category|links?|source|date|created|updated|version|title|status|isbn|license|lang(?:uage)?",
    re.IGNORECASE,
)
"""What stands at the head of a text about itself: Author: …, キーワード：…."""


def leads_on(term: str) -> bool:
    """Tell whether what stands before a text only leads it on, 例えば, 結果, ステップ 2-1, or tells of the text itself."""
    return is_connective(term) or bool(_LEADS_ON.fullmatch(term) or _OF_THE_TEXT.fullmatch(term))


def _bare(term: str) -> str:
    """Return a term without the number before it and what stands in parentheses."""
    return (
        re.sub(r"^[0-9０-９①-⑳.．)）\-\s　]+|[(（][^()（）]*[)）]", "", term).strip(" 　◆■●🔵:：").removesuffix("とは")
    )


def is_code_name(term: str) -> bool:
    """Tell whether a term is the name of a command, a function or a key."""
    return bool(re.fullmatch(r"[!-~ ]+", term))


def says_what(term: str, text: str, by_verb: bool) -> bool:
    """Tell whether a text says what a term is: it ends in a noun, or in a verb that defines, with the term as subject.

    With `by_verb` it may say what the term does, with no subject of its own.
    """
    said = re.sub(r"[(（][^()（）]*[)）]$", "", text.rstrip("。．. "))
    if _POINTS.match(said) or is_aside(text):
        return False
    topic = _TOPIC.match(said)
    if topic and not _is_same(topic["topic"], term):
        return False
    if _DEFINES.search(said):
        return True
    if _NO_DEFINITION.search(said):
        return False
    is_whole = text.endswith(("。", "．"))
    if _VERB.search(said):
        return bool(topic) or by_verb or (is_whole and len(said) <= LONGEST_SAID)
    return is_noun_phrase(re.sub(r"[、,，]", "", said), 100, clause=True) and (is_whole or len(said) >= SHORTEST_SAID)


LONGEST_SAID, SHORTEST_SAID = 45, 4
"""Characters of a sentence that says what the heading above does; of a noun, without 。, that says what it is."""


def _is_same(topic: str, term: str) -> bool:
    return same_term(topic, term) or topic in ("これ", "それ") or _bare(term) in topic or topic in term


@lru_cache(1_000)
def is_about_notes(name: str) -> bool:
    """Tell whether a heading stands over what the notes say of themselves, of an exam, or of their author's day."""
    return bool(_ABOUT_NOTES.search(name))


@lru_cache(1_000)
def is_exercise(name: str) -> bool:
    """Tell whether a heading stands over a question, its data or its solution."""
    return bool(_EXERCISE.search(name))


@lru_cache(1_000)
def is_aside(text: str) -> bool:
    """Tell whether a text is a remark, a plan or a question of the author, or tells where something stands."""
    return bool(_ASIDE.search(text))


LONGEST_NAME = 16
"""Characters of an item that is recalled from its neighbours; Latin ones count half."""


def is_of_a_kind(items: list[str], are_steps: bool) -> bool:
    """Tell whether the items of a list are names, each as short as the others; steps in their order may be acts."""
    bare = [re.sub(r"[(（][^()（）]*[)）]", "", item).strip() for item in items]
    if any(width(item) > 2 * LONGEST_NAME or not _is_item(item, are_steps) for item in bare):
        return False
    lengths = [width(item) for item in bare]
    return max(lengths) <= 3 * min(lengths) + 8


def _is_item(text: str, may_be_act: bool) -> bool:
    if _VERB.search(text):
        return may_be_act and not _TOPIC.match(text)
    return is_noun_phrase(text, clause=True)


def tells_limit(before: str, after: str) -> bool:
    """Tell whether a number is a limit or a quantity with a name: 最大［8］枚, ［8］枚まで, 高さ［8］cm."""
    if _RANGE.search(before) or _IN_PASSING.match(after):
        return False
    return bool(_LIMIT_BEFORE.search(before) or _QUANTITY_BEFORE.search(before) or _LIMIT_AFTER.match(after))


def tells_event(before: str, after: str) -> bool:
    """Tell whether a number is the year of an event: ［794］年に都を移した."""
    return bool(_EVENT.match(after)) and len(before) <= 12
