"""What a text says by its wording: that it defines, remarks, narrates, breaks off, tells a limit or an event."""

import re
from functools import lru_cache

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ENDS_IN_VERB, balanced, is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.cards.commands import calls, is_command, is_keys
from deckbuilder.cards.kinds import KINDS, KINDS_OF_FIELDS
from deckbuilder.cards.titles import bare_name, is_code_name, names_deed
from deckbuilder.read.terms import same_term
from deckbuilder.read.words import naming

_ASIDE = lazy(
    r"[！!]$|[！!][^=」]|笑|(?<=[ぁ-んァ-ヶー一-龠。、！？!?])（?w+）?$|けど|とのこと[。]?$|してる|てた$|[↑↓]|かも(?:しれ|$|。)|らしい|っぽい|よね|かな[。？]?$|だろう|だと思|と思[うい]|思います|とりあえず|知らん"
    r"|良く(?:ね|ない)|なんか|たぶん|多分|いったん|覚えなくて|めっちゃ|やばい|よく(?:わか|分か)ら|わからん|書いてある|何か[。]?$|忘れ|したい[。]?$|て(?:ほ|欲)しい[。]?$|(?:して|見て)みる[。]?$|てみ(?:た|ます|ました|ると)(?:$|[。、])|見ていく|みていく|見てみ|(?:され|っ)てる|なんや|って(?:何|なん)|な?ので仮|やつ[。]?$|糞|[？?](?:$|[。、\s])|・・・$|、、|ください|ましょう|しよう(?!と|が)"
    r"|(?:試験|テスト)(?:で|に)は?(?:よく|必ず|頻繁に)?(?:出る|出た|出題|問われ|狙われ)|[0-9０-９]ページ|\blocation\b|\bP\.?\s?\d+|\bp\.\s?\d+|出典|引用元|詳しくは|参照(?:$|。|して|のこと)|同上|省略|スキップ|(?:あと|後)で(?:再|調べ|追記|確認する$)|(?:使え|役立ち|役に立ち)そう(?:$|。)|ておきたい(?:$|。)"
)
POINTS = lazy(
    r"(?:これ(?!は)|ここ|この|その|それ(?!は)|あの|こう|そう|上記|下記|以下|前述|まず|次[にの]|また|しかし|ただし|なお|例えば|たとえば|例[：:）)]|つまり|よって|さらに|一方|もし|先ほど|さっき|前回|そこで|そもそも|注意点として|簡単な|ざっくり|本[書章稿節]|私|僕|今|実は|ちなみに|逆に|あと|あまり|とても|最後の|最初の|では|↑|↓|→|…)"
)
_DEFINES = lazy(
    r"(?:である|です|だ|を指す|を指します|と呼ぶ|と呼びます|と呼ばれる|と呼ばれます|という|といいます|と言う|と言います|をいう|をいいます|を言う|を言います|を意味する|を意味します|を表す|を表します|のこと)$"
)
_SAYS_LITTLE = lazy(
    r"(?:[^、。]{1,24}の(?:一種|[一1１]つ|ひとつ|[一1１]種)|[^。]{1,30}と(?:は)?(?:異なる|違う|別の)[^、。がはをに]{1,15}"
    r"|(?:(?:非常に|とても)?(?:高?可用性?|拡張性|信頼性|耐久性|スケーラブル|伸縮自在|柔軟|高速|高性能|高機能|安全|堅牢|軽量|強力|便利)性?(?:[がの]高[いく]|に優れた|で|な|の|と|かつ|、)+){1,4}"
    r"(?:アーキテクチャ|仕組み|システム|サービス|機能|もの|構成|設計|環境|基盤|プラットフォーム|ツール|製品))(?:である|です|だ)?[。．]?"
    r"|[^、。をはが]{0,24}(?:設定|作成|利用|使用|指定|選択|導入)(?:が?可能|でき(?:る|ます))(?:である|です|だ)?[。．]?"
    r"|[^、。をはが]{1,40}対応(?:済み|している|しています)?[。．]?"
    r"|[(（][^()（）]+[)）]"
)


def says_only_sort(text: str) -> bool:
    """Tell whether a sentence only says of what a term is one or another, praises it, or is an aside: 常緑樹の一種。"""
    return bool(_SAYS_LITTLE.fullmatch(text))


def says_little(text: str) -> bool:
    """Tell whether a text only says of a thing of what sort it is, who made it, that it is special, what it can be used with, or how many they are.

    針葉樹の一種; 森博士が提唱した定理。; 特殊な枝。; 木の世話で利用可能な手法。; 枝を継ぐ二通りの方法
    """
    is_sort = says_only_sort(text) and not re.search("[を（(]", text)
    return is_sort or bool(_LITTLE.fullmatch(text) or _ORIGIN.fullmatch(text))


_LITTLE = lazy(
    "(?:(?:特殊|特別|一般的|基本的|代表的|典型的|主要|標準的|単純|シンプル)な[^、。のをがはい]{1,10}"
    "|[^、。をはが]{1,24}(?:で|において)(?:利用|使用)(?:可能な|できる|される)(?:手法|方法|機能|もの)"
    "|[^ぁ-ん、。]{1,24}の(?:後継|前身|改良版|上位版|強化版|発展形|ようなもの|資格|試験)|[^、。をが]{1,24}における一種の[^、。をが]{1,10}"
    "|[^、。]{0,30}(?:[2-4２-４二三四]つ|[2２二]通り|[2-4２-４二三四]種類)の(?:方法|手法|方式|やり方)(?:のこと)?)(?:である|です|だ)?[。．]?"
)
_ORIGIN = lazy(
    "(?:(?!として)[^。を]){1,40}(?:提唱|提案|考案|開発|発表|発明|発見|制定|公開|提供)(?:した|された|する|している)"
    f"[ァ-ヶー一-龠A-Za-z]{{0,10}}(?:{KINDS}|{KINDS_OF_FIELDS}|定理|もの)(?:である|です|だ)?[。．]?"
)


TOPIC = lazy(
    r"^(?P<topic>[^、。]{1,40}?)(?:とは|(?<!また)(?<!もしく)(?<!あるい)(?<!ために)は(?!じめ|ず|な[くい]))[、,]?"
)
_NO_DEFINITION = lazy(
    r"(?:可能|不可|(?<![許認])可|不可能|なし|無し|あり|有り|必要|不要|必須|任意|同様|同じ|済み|完了|多い|少ない|場合|とき|時|ため|から|ので|ながら|など|等|一覧|編|準備|方針|予定|推奨|非推奨|出来|とか|みたい|もいい|もよい|異なる|異なります|まで|くらい|ぐらい|[ぁ-ん]た|[がもは]ある|(?:など|等|こと|手法|方法|考え方)[がも]あること|があります|も出て(?:くる|きます)|ておく|ていく)$"
    r"|^(?:[¥￥$][ 　]?[0-9][0-9,.]*|[0-9][0-9,.]*[ 　]?(?:sats?|円|ドル))$"
)
_LIMIT_BEFORE = lazy(
    r"(?:最大|最小|最高|最低|最長|最短|上限|下限|定員|定数|任期|既定|デフォルト|初期値|標準|基本)(?:値|数|額)?(?:[はがで]|：|:|として)?[ 　]?$"
)
_QUANTITY_BEFORE = lazy(
    r"(?:高さ|幅|奥行き|長さ|重さ|深さ|広さ|厚さ|容量|速度|温度|距離|面積|体積|直径|半径|人口|身長|体重|期間|期限|割合|濃度|沸点|融点|質量|ポート番号|ポート)(?:[はが]|：|:|=|＝)?[ 　]?約?[ 　]?$"
)
_LIMIT_AFTER = lazy(r"^[ 　]?[^\s、。0-9はがをにで]{0,6}(?<!年代)(?:以上|以下|以内|未満|まで|を超え)")
_RANGE = lazy(r"(?:[0-9０-９][^\s、。0-9０-９]{0,3}(?:超|超え|から)|[〜～~])[ 　]?$")
_IN_PASSING = lazy(r"[^（(]{0,20}場合[)）]")
_EVENT = lazy(r"^[ 　]?年(?:[0-9０-９]+月(?:[0-9０-９]+日)?)?(?:に(?!は)|[、,，　 ])")


def translates(term: str, text: str) -> bool:
    """Tell whether a text only says in Japanese what the words of a code's name say: CreateUser, ユーザーを作成."""
    words = re.findall(r"[A-Z]?[a-z]+", term)
    is_name = bool(re.fullmatch(r"[A-Za-z_.]+(?:\(\))?", term)) and len(words) > 1
    return is_name and len(text) <= LONGEST_KIND and bool(_DOES.search(text.rstrip("。．")))


_DOES = lazy(r"(?:作成|取得|削除|更新|変更|追加|設定|開始|停止|表示|実行|生成|登録|送信|検索)(?:する|します)?$")
_NARRATES = lazy(
    r"これ$|^[^、。をがに]{1,12}が必要(?:です|である|だ)?$|に(?:ご)?注意(?:する|します|が必要)?$|(?:ほう|方)が(?:良い|よい|いい|無難)$|べき(?:だ|です|である)?$|ように(?:心がける|心掛ける|気をつける)$"
    r"|^(?:この|その|こちら|まず|(?:どちら|いずれ|両方|両者|双方)(?:とも|も)|次に|また、|これ[はがを])|[てで](?:い|いき)ます$|(?:簡単に|容易に|手軽に|便利).{0,8}$|単なる|ただの|.なんて"
    r"|[上下左右](?:記|の(?:画像|図|表|写真|グラフ|コード))|前述|先述|後述|(?:どれ|何|いくつ)(?:か|ですか)$|(?<!どう)(?<=[るたいすんう])か$|を(?:使用|利用|入力)(?:する|します)?$|(?:こと|事)が多い(?:です)?$|^(?:同様に|同じく|[(（]例[)）])|(?:変更|追加|修正|削除|実装)しま?した$|より(?:も)?(?:強固|安全|高速|簡単|便利|高性能|軽量|速い|強い|良い|安い)$"
    r"|(?:ている|ています)$|^(?:基本的に|一般的|普通|通常|広く|従来|特に|実際)(?!.{12,}(?:こと|もの|[一-龠ァ-ヶー]{2})$)|^任意の[^、。]{1,8}$|^(?:名|代名|動|形容|形容動|連体|副|接続|感動|助|助動|前置|冠)詞$|^(?:コマンド)?オプション$|^(?:新しい|新たな|最新の|便利な|強力な|優れた)(?:モデル|もの|機能|ツール|サービス|製品)(?:です|である)?$|^.{1,15}(?:と同様|と同じ|に似た|みたいな).{0,20}$|^自分[がで](?:作|用意|書|追加|設定)"
)


def narrates(text: str) -> bool:
    """Tell whether a text points elsewhere, asks, praises, tells or advises what to do, tells how things go on, or is a label; no definition is."""
    said = text.rstrip("。．")
    is_label = naming(said) != "term" or text.strip("~〜") in _HEADERS
    return is_label or bool(_NARRATES.search(said) or _OF_LEARNING.search(said))


_OF_LEARNING = lazy(
    "(?:学ん|見|説明し|紹介し|確認し|整理し|解説し)[てで](?:いく|いきます)$|(?:理解|把握|学習|勉強|復習)(?:でき|し)てい?(?:ない|ません)$|^(?:あと|後)で(?:復習|学習|勉強|見直|やり直|調べ|追記)|^(?:今後|いずれ|そのうち)(?:追加|追記|学習|勉強)(?:する|予定)"
    "|^(?:超?頻出|苦手|得意|要注意)(?:[のな](?:部分|分野|項目|事項|用語|テーマ|ポイント|所|ところ))?$|^未(?:学習|調査|整理)$|^(?:調べ|調査|勉強|学習|執筆)中(?:の(?:部分|所|ところ|項目|用語))?(?:です|である)?$|^教科書[ 　]?(?:[pP][.． ]?|の)?[0-9]"
)
"""What a learner says of the learning, where a definition would stand: 後で復習する部分, 頻出の用語, 教科書 p.35."""


_HEADERS = frozenset(("説明", "解説"))
"""What heads a column of definitions, in a line that heads such lines: 道具：説明."""
_CHOSEN = lazy(r"(?:を(?:選択|指定)|に変更)(?:する|します)?$")
_IN_CODE = lazy(r"[$@_=().\[\]{}<>-]|[a-z][A-Z]")
"""What a name of code has and a word has not."""


def tells_to_choose(term: str, text: str) -> bool:
    """Tell whether a text tells what to choose; of a name in code it says what that does: ErrorLog, 出力先を指定する。"""
    is_name = is_code_name(term) and bool(_IN_CODE.search(term))
    return bool(_CHOSEN.search(re.sub(r"[(（][^()（）]*[)）]$", "", text.rstrip("。．")))) and not is_name


def means(term: str, text: str) -> bool:
    """Tell whether a text says what a phrase in Latin letters means where it stands: be used to, 〜に慣れている."""
    return bool(_PHRASE.fullmatch(term) and _MEANING.fullmatch(text))


def tells_means(term: str, text: str) -> bool:
    """Tell whether a text only says by what is done what its term says, or is that command: 葉を数えたい, `leaf` コマンドを使う; leaf count; Ctrl + C."""
    if len(text) > LONGEST_MEANS or not names_deed(term):
        return False
    if is_command(text) or is_keys(text):
        return not (calls(term, text) or is_made_up(text))
    return bool(_BY_MEANS.fullmatch(text)) and not _NAMES_MEANS.search(term)


LONGEST_MEANS = 100
"""Characters of a text that only says by what something is done."""
_NAMES_MEANS = lazy("(?:比較|コマンド|コード|クエリ|構文|定義|宣言|使い方|書き方)$")

_BY_MEANS = lazy(
    r"(?:[^、。!-~]{0,20}[!-~]*[^、。!-~]{1,20}(?:に|は|で|ため|場合)[、，]?[ 　]?)?(?:または)?(?![A-Z][A-Za-z ]*[をで]|i(?:Phone|Pad))[!-~][!-~ ]*(?:または[ 　]?[!-~][!-~ ]*)?"
    r"[ 　]?(?:コマンド|メソッド|関数|オプション|プロパティ|モジュール|クラス|タグ|属性|演算子|キー|句|文)?[ 　]?"
    r"(?:を(?:使用|利用|実行)(?:する|します)?|を(?:使う|使います|用いる|用います)|で[^、。]{0,25}(?:できる|できます|(?<=[一-龠])る|確認(?:する)?))[。．]?"
)
_PHRASE = lazy("[A-Za-z][!-;?-~ ’…〜～]*[!-;?-~…〜～](?:の?[一-龠々]{1,6}形?)?")
_MEANING = lazy("[〜～~][^<=>]*[ぁ-ん][^<=>]*")
_MADE_UP = lazy(
    r"\b(?:foo|bar|baz|hoge|fuga|piyo|test|sample|example|my)\w*\b|[\w*]\.(?:txt|rb|py|[jt]sx?|md|csv|html?|css|c|cpp|java|sh|ya?ml|json)\b"
    r"|([\"'])[^\"'A-Za-z]*+[A-Za-z][^\"']*+\1",
    re.IGNORECASE,
)


def is_made_up(code: str) -> bool:
    """Tell whether code has a name of its author's in it, that of a file, or a text: touch foo.txt."""
    return bool(_MADE_UP.search(code))


_STARTS_INSIDE = lazy(
    r"(?:(?:だ|です|である|でない)[。．]?$|なもの|[a-z]{3,}：|[でをがはにのとも](?=[、一-龠ァ-ヶA-Za-z0-9])|など|[0-9]?>)"
)
_ENDS_INSIDE = lazy(
    r"^(?:何|どう|なぜ|いつ|どこ)[^。]*か[。．]?$|(?:次|(?<![0-9０-９A-Za-zァ-ヶー一-龠])(?:以下|下記))の(?:よう|とおり|通り|[0-9０-９一二三四五六七八九]つ|パターン|コード|例|図|表|式|手順|記事|ページ|リンク)|(?:[くぐすつぬぶむる]と|が(?:必要|可能)な|によって|により|[^と]して|ながら|における|について|クリック|タップ|押下|ボタン)[。．]?$|(?<=[一-龠ァ-ヶー])の[。．]?$|[ぁ-んァ-ヶー一-龠。]\*\*$"
)
_EMPTIED = lazy(r"(?<![A-Za-z0-9_])[({（「]\s*[)}）」]")
"""Brackets whose content is a picture, or is only spoken of: {} と書く."""
_MORE_PAIRS = lazy(r"(?:[,、]|[ 　]{2})\s*[^,、:：。]{1,15}[:：]\s*[^/\s]")


def breaks_off(text: str) -> bool:
    """Tell whether a text begins or ends inside a sentence or brackets, has empty ones or a stray **, names a button, or goes on with other pairs."""
    broken = (_STARTS_INSIDE.match(text), _ENDS_INSIDE.search(text), _EMPTIED.search(text), _MORE_PAIRS.search(text))
    return not balanced(text) or any(broken)


SO_CALLED = "と(?:(?:いう|言う|呼ぶ|よぶ|(?:いい|言い|呼び|よび)ます|(?:呼|よ)ばれ(?:て?い)?(?:る|ます))[。．]?$|(?:いい|言い|呼び|よび)(?=[、,]))"
"""What stands behind the name that a sentence gives to something, at its end or where it goes on."""
CALLED = lazy(
    r"[、,，]?(?:の(?:こと|事))?を[、,，]?[「『]?(?P<name>[^をが、。「」『』]{1,40})[」』]?と(?:い[うい]|言[うい]|呼[びぶば]|よ[びぶば])(?:ます|れる|れます)?[。．]?$"
)
"""What calls by its name what stands before it: …する仕組みを蒸散という。"""
_OTHER_TEXT = lazy(
    "前回|次回|先述|前述|先ほど|上記(?!の(?:すべて|全て))|この(?:記事|ページ|動画|資料|講義)|本(?:記事|稿)"
    "|(?:本|この)(?:章|節|セクション)で(?:は|学ぶ|扱う|説明する)"
)


def points_elsewhere(text: str) -> bool:
    """Tell whether a text is of another one that is not on the card: 前回の記事で、…."""
    return bool(_OTHER_TEXT.search(text))


def says_what(term: str, text: str, by_verb: bool) -> bool:
    """Tell whether a text says what a term is: it ends in a noun, or in a verb that defines, with the term as subject.

    With `by_verb` it may say what the term does, with no subject of its own.
    """
    said = re.sub(r"[(（][^()（）]*[)）]$", "", text.rstrip("。．. "))
    if POINTS.match(said) or is_aside(text) or "→" in said:
        return False
    topic = TOPIC.match(said)
    if topic and (not is_same(topic["topic"], term) or _CIRCUMSTANCE.search(topic["topic"])):
        return False
    if _JUDGES.search(said) or SUPPOSES.search(said):
        return False
    if _DEFINES.search(said):
        return True
    if _NO_DEFINITION.search(said) or (not topic and _is_kind_of(said, term)):
        return False
    is_whole = text.endswith(("。", "．"))
    if ENDS_IN_VERB.search(said):
        return bool(topic) or by_verb or (is_whole and len(said) <= LONGEST_SAID)
    return is_noun_phrase(re.sub(r"[、,，]", "", said), 100, clause=True) and (is_whole or len(said) >= SHORTEST_SAID)


def _is_kind_of(said: str, term: str) -> bool:
    """Tell whether a short text without a subject names a kind or a part of the term: 葉 → 落葉樹の葉."""
    name = fold(bare_name(term))
    return len(said) <= LONGEST_KIND and len(name) > 1 and name in fold(said) and is_noun_phrase(said, clause=True)


_CIRCUMSTANCE = lazy(r"(?:する際|した際|とき|場合|上)[にで]?$")
_JUDGES = lazy(r"は、?(?:とても|最も|非常に)?(?:重要|大切|大事|簡単|便利|大変|難し)[ぁ-ん]{0,6}$")
SUPPOSES = lazy(
    r"(?:たと(?:する|します)|記載(?:されて)?(?:いる|います|ある|あります)|について(?:です|だ|である)"
    r"|(?:説明|紹介|解説|整理)(?:する|します|していく|していきます)"
    r"|まとめ(?:た|ている)[^、。]{0,3}(?:メモ|ノート|記事|ページ|もの)(?:です|だ|である)?|でしょうか)$"
)
"""A supposition, what only announces a text, or what is asked back."""
LONGEST_KIND = 24
LONGEST_SAID, SHORTEST_SAID = 45, 4
"""Characters of a sentence that says what the heading above does; of a noun, without 。, that says what it is."""


def is_same(topic: str, term: str) -> bool:
    """Tell whether what a text is about is the term, or one is a part of the other."""
    return same_term(topic, term) or topic in ("これ", "それ") or bare_name(term) in topic or topic in term


def without_topic(term: str, text: str) -> str:
    """Return a text without the term at its head, said of it or of a kind of it: 若い葉は、…."""
    topic, name = TOPIC.match(text), bare_name(term)
    return text[topic.end() :] if topic and name and bare_name(topic["topic"]).endswith(name) else text


@lru_cache(1_000)
def is_aside(text: str) -> bool:
    """Tell whether a text is a remark, a plan or a question of the author, or tells where something stands."""
    return bool(_ASIDE.search(text))


def tells_limit(before: str, after: str) -> bool:
    """Tell whether a number is a limit or a quantity with a name: 最大［8］枚, ［8］枚まで, 高さ［8］cm."""
    if _RANGE.search(before) or _IN_PASSING.match(after):
        return False
    return bool(_LIMIT_BEFORE.search(before) or _QUANTITY_BEFORE.search(before) or _LIMIT_AFTER.match(after))


def tells_event(before: str, after: str) -> bool:
    """Tell whether a number is the year of an event: ［794］年に都を移した."""
    return bool(_EVENT.match(after)) and len(before) <= 12
