"""What a text says by its wording: that it defines, remarks, sets an exercise, tells a limit or an event."""

import re
from functools import lru_cache

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import balanced, is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.read.terms import same_term
from deckbuilder.read.words import DEFINING, is_connective, is_index, naming

_ABOUT_NOTES = lazy(
    r"使い方$|本書|この(?:本|章|節|記事|ノート|ページ|資料|文書|講座)|本[章節稿]|はじめに|おわりに|まえがき|あとがき|謝辞|学べること|学ぶこと|学習(?:目標|方法|の進め方)"
    r"|到達目標|ゴール$|出題|配点|頻出|問われ|試験(?:に|で|対策|情報|概要)|対象読者|目次|関連(?:項目|ページ|ノート)|所感|感想|雑記|日記|雑感|余談"
    r"|模試|学習計画|勉強計画|振り返り|反省|間違え|コードレビュー|今日の|今週の|今後の|やったこと|やりたい|todo|メモ[)）]?$|まとめ(?:ると)?$|チェックリスト|参考|出典|引用|^参照$|レビュー状況|進捗|検討事項|変更(?:点|履歴)|更新履歴"
    r"|(?:学習|勉強|暗記|覚え方)のコツ|勉強法|学習推奨|推奨事項|^目標$|^tips$|^metadata$|^キーワード$|おさらい|^(?:学習|勉強|年間|月間|週間|今後の)?スケジュール$|(?:講義|講座|レッスン|授業)で扱う|へのメモ$|(?:作成|記録|運用)[ 　]?マニュアル",
    re.IGNORECASE,
)
_EXERCISE = lazy(
    r"(?:^|[【\s])(?:問題?|設問|例題|演習|練習|課題|問い?|Q|Step|STEP|Chapter)[ 　]*[0-9０-９]{1,3}(?![0-9０-９])|解答|回答|答案|(?:^|練習|演習|確認|過去|応用|基礎|基本|類似|試験|章末|選択|記述|想定)問題$|テスト問題|課題$|演習|テスト[0-9０-９]|(?:書け|答えよ|求めよ|述べよ|せよ)[。.]?$|模試|過去問|ケース[：:]|障害例|入力例|出力例|実行例|動作例|choices|(?i:\b(?:pre|post)-?test\b|\bquiz\b)|クイズ",
)
_ASIDE = lazy(
    r"[！!]$|[！!][^=」]|笑|(?<=[ぁ-んァ-ヶー一-龠。、！？!?])（?w+）?$|けど|してる|てた$|[↑↓]|かも(?:しれ|$|。)|らしい|っぽい|よね|かな[。？]?$|だろう|だと思|と思[うい]|思います|とりあえず|知らん"
    r"|良く(?:ね|ない)|なんか|たぶん|多分|いったん|覚えなくて|めっちゃ|やばい|よく(?:わか|分か)ら|わからん|書いてある|何か[。]?$|忘れ|したい[。]?$|て(?:ほ|欲)しい[。]?$|(?:して|見て)みる[。]?$|てみ(?:た|ます|ました|ると)(?:$|[。、])|見ていく|みていく|見てみ|(?:され|っ)てる|なんや|って(?:何|なん)|な?ので仮|やつ[。]?$|糞|[？?](?:$|[。、\s])|・・・$|、、|ください|ましょう|しよう(?!と|が)"
    r"|[0-9０-９]ページ|\blocation\b|\bP\.?\s?\d+|\bp\.\s?\d+|出典|引用元|詳しくは|参照(?:$|。|して|のこと)|同上|省略|スキップ|(?:あと|後)で(?:再|調べ|追記|確認する$)"
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
    r"|[^。]{0,30}(?:で|において|として)(?:使われる|使用される|用いられる|使われている)(?:概念|用語|言葉|言い方|考え方|もの)(?:である|です|だ)?[。．]?"
    r"|[^、。をはが]{0,24}(?:設定|作成|利用|使用|指定|選択|導入)(?:が?可能|でき(?:る|ます))(?:である|です|だ)?[。．]?"
    r"|[(（][^()（）]+[)）]"
)


def says_only_sort(text: str) -> bool:
    """Tell whether a sentence only says of what a term is one or another, praises it, or is an aside: 常緑樹の一種。"""
    return bool(_SAYS_LITTLE.fullmatch(text))


ENDS_IN_VERB = lazy(
    r"[一-龠ァ-ヶーA-Za-z0-9）)を][ぁ-ん]{0,4}(?:ように[すな])?(?:[うくぐすつぬぶむる]|ます)$|[うくぐすつむる]ない$"
)
TOPIC = lazy(
    r"^(?P<topic>[^、。]{1,40}?)(?:とは|(?<!また)(?<!もしく)(?<!あるい)(?<!ために)は(?!じめ|ず|な[くい]))[、,]?"
)
_NO_DEFINITION = lazy(
    r"(?:可能|不可|(?<![許認])可|不可能|なし|無し|あり|有り|必要|不要|必須|任意|同様|同じ|済み|完了|多い|少ない|場合|とき|時|ため|から|ので|ながら|など|等|一覧|編|準備|方針|予定|推奨|非推奨|出来|とか|みたい|もいい|もよい|異なる|異なります|まで|くらい|ぐらい|[ぁ-ん]た|[がもは]ある|ておく|ていく)$"
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
_NO_NAME = lazy(
    r"について|場合|例$|^例|例え|イメージ|など$|等$|とき$|時$|方法$|流れ$|以下の|(?<![一-龠])次の|のような|のように|ため$|一覧$|(?<![収編特募密])集$|まとめ|->|→|⇒|^(?:ステップ|手順|フェーズ|step|phase)|[一二三四五六七八九]$|^第[一二三四五六七八九0-9]"
    r"|^(?:[0-9０-９]+[章節回話部]|(?:レッスン|トピック|lesson|topic|chapter|section|part|day)[ 　]?[0-9])|(?:予定|の概要|の手順|の対応|の関係)$|[一-龠ァ-ヶーA-Za-z0-9)）]は(?![じず])",
    re.IGNORECASE,
)


def names_something(term: str) -> bool:
    """Tell whether a term can be asked for: a name, and no label, part, number or example."""
    bare = bare_name(term)
    if not is_noun_phrase(bare, 40) or (naming(bare) != "term" and bare not in DEFINING) or is_index(term):
        return False
    return not _NO_NAME.search(bare)


_LEADS_ON = lazy(
    r"(?:結果|出力|入力|回答|解|条件|理由|原因|場所|日時|時間|状況|現象|対応|対処|解決策?|目的|処理|確認|備考|補足|著者|出版社|(?:発売|発行|読書|読了|開始|終了|読書開始|読書終了)日|カテゴリ|シラバス|キーワード|執筆|レビュー|更新日|作成日|公開日|タグ|ISBN|ASIN|URL|author|title|date|reference|category|検討事項|変更点|(?:修正|変更|改善|改修|導入)[前後]|共通点|相違点|AM|PM|午前|午後|通常|従来|ステップ|手順|フェーズ|step|phase|案|その|この)[ 　0-9０-９\-–.①-⑳]*",
    re.IGNORECASE,
)
_OF_THE_TEXT = lazy(
    r"書籍名|書名|作者|作成者|執筆者|編者|訳者|シラバス|キーワード|タグ|分類|url|リンク|出典|引用元|参考|(?:作成|更新|公開|投稿|最終更新|学習|受講)日時?|版|バージョン|題名|タイトル"
    r"|所要時間|学習時間|対象者?|前提知識|ページ数?|価格|author|syllabus|keywords?|tags?|category|links?|source|date|created|updated|version|title|status|isbn|license|topics?|emoji|type|published|draft|layout|slug|lang(?:uage)?|next|prev(?:ious)?|related|see[ ]also",
    re.IGNORECASE,
)
"""What stands at the head of a text about itself: Author: …, キーワード：…."""


def leads_on(term: str) -> bool:
    """Tell whether what stands before a text only leads it on, 例えば, 結果, ステップ 2-1, or tells of the text itself."""
    return (is_connective(term) and term != "例外") or is_of_notes(term)


def is_of_notes(term: str) -> bool:
    """Tell whether a name is that of a part or of the data of any notes: 結果, 著者, 更新日（予定）."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", term)
    return bool(_LEADS_ON.fullmatch(bare) or _OF_THE_TEXT.fullmatch(bare))


_NO_NAME_AT_ALL = lazy(
    r"%[ 　]|[.…](?![A-Za-z])|.*\t|.*[^\s=][ 　]*(?:=>|⇒|→|←|↔|⇄|⇆|⇔|⟷|⟶|➡)[ 　\ufe0f]*[^\s]|[^(（]*[^(（\s][ 　]+(?:<?-+>|<-+)[ 　]+\S|[こそあ]の|[こそ]れ|.*(?:\.\.\.|よりも|には|では|により|によって|ように|にて)$|\$[^$]+\$$|\\\(.*\\\)$"
    r"|[0-9０-９,、~〜～–-]+(?:行|段)目$|[0-9.,]+\s*(?:[KMGT]B|%|問|点)?\s*[~〜～–-]\s*[0-9.,]+\s*(?:[KMGT]B|%|問|点)|.*[一-龠ァ-ヶーA-Za-z0-9)）]は(?![じず]).*[^？?]$"
)


def names_nothing(term: str) -> bool:
    """Tell whether what stands before a text names nothing: a range, a row, a formula, the beginning of a sentence."""
    return bool(_NO_NAME_AT_ALL.match(term))


_THEOREM = lazy(
    r".{2,}(?:定理|補題|不等式)|.+の(?:公式|法則|原理)|[*_]*(?:定理|命題|補題|系|公式|法則)[*_]*[ 　]*[0-9.]*[ 　]*[(（][^()（）]{2,}[)）]"
)


def names_theorem(term: str) -> bool:
    """Tell whether a term is the name of a theorem, which the sentence below it states: 三平方の定理, 命題（余りの一意性）."""
    return bool(_THEOREM.fullmatch(term))


_CLAUSE = lazy(
    r"かどうか|.(?:手順|方法|流れ|計測|設定|実行|内容|準備)$"
    r"|[(（][^()（）]*[一-龠ァ-ヶーA-Za-z0-9][をがにへ][^()（）]*[うくすつむるた][)）]"
)


def names_act(term: str) -> bool:
    """Tell whether a term is no name: an activity, a number, or a name that is explained behind it already."""
    return bool(_CLAUSE.search(term))


def translates(term: str, text: str) -> bool:
    """Tell whether a text only says in Japanese what the words of a code's name say: CreateUser, ユーザーを作成."""
    words = re.findall(r"[A-Z]?[a-z]+", term)
    is_name = bool(re.fullmatch(r"[A-Za-z_.]+(?:\(\))?", term)) and len(words) > 1
    return is_name and len(text) <= LONGEST_KIND and bool(_DOES.search(text.rstrip("。．")))


_DOES = lazy(r"(?:作成|取得|削除|更新|変更|追加|設定|開始|停止|表示|実行|生成|登録|送信|検索)(?:する|します)?$")
_NARRATES = lazy(
    r"これ$|に(?:ご)?注意(?:する|します|が必要)?$|(?:ほう|方)が(?:良い|よい|いい|無難)$|べき(?:だ|です|である)?$|ように(?:心がける|心掛ける|気をつける)$"
    r"|^(?:この|その|こちら|まず|(?:どちら|いずれ|両方|両者|双方)(?:とも|も)|次に|また、|これ[はがを])|[てで](?:い|いき)ます$|(?:簡単に|容易に|手軽に|便利).{0,8}$|単なる|ただの"
    r"|[上下左右]記|前述|先述|後述|(?:どれ|何|いくつ)(?:か|ですか)$|(?<!どう)(?<=[るたいすんう])か$|を(?:使用|利用|入力)(?:する|します)?$|(?:こと|事)が多い(?:です)?$|^(?:同様に|同じく|[(（]例[)）])|(?:変更|追加|修正|削除|実装)しま?した$|より(?:も)?(?:強固|安全|高速|簡単|便利|高性能|軽量|速い|強い|良い|安い)$"
    r"|(?:ている|ています)$|^(?:基本的に|一般的|普通|通常|広く|従来|特に|実際)(?!.{12,}(?:こと|もの|[一-龠ァ-ヶー]{2})$)|^任意の[^、。]{1,8}$|^(?:名|代名|動|形容|形容動|連体|副|接続|感動|助|助動|前置|冠)詞$|^(?:コマンド)?オプション$|^.{1,15}(?:と同様|と同じ|に似た|みたいな).{0,20}$|^自分[がで](?:作|用意|書|追加|設定)"
)


def narrates(text: str) -> bool:
    """Tell whether a text points elsewhere, asks, praises, tells or advises what to do, tells how things go on, or is a label; no definition is."""
    said = text.rstrip("。．")
    return naming(said) != "term" or text.strip("~〜") in _HEADERS or bool(_NARRATES.search(said))


_HEADERS = frozenset(("説明", "解説"))
"""What heads a column of definitions, in a line that heads such lines: 道具：説明."""


_CHOSEN = lazy(r"を(?:選択|指定)(?:する|します)?$")
_IN_CODE = lazy(r"[$@_=().\[\]{}<>-]|[a-z][A-Z]")
"""What a name of code has and a word has not."""


def tells_to_choose(term: str, text: str) -> bool:
    """Tell whether a text tells what to choose; of a name in code it says what that does: ErrorLog, 出力先を指定する。"""
    is_name = is_code_name(term) and bool(_IN_CODE.search(term))
    return bool(_CHOSEN.search(text.rstrip("。．"))) and not is_name


_DEED = lazy(
    "(?:方法|仕方|やり方|書き方|使い方|コマンド|コード|クエリ|構文|確認|設定|作成|実行|追加|削除|変更|取得|更新|登録|起動|操作|表示|抽出|移動|定義|宣言|一覧|取り消し|呼び出し|有効化|無効化)$"
)
_MADE_UP = lazy(
    r"\b(?:foo|bar|baz|hoge|fuga|piyo|test|sample|example|my)\w*\b|[\w*]\.(?:txt|rb|py|[jt]sx?|md|csv|html?|css|c|cpp|java|sh|ya?ml|json)\b"
    r"|([\"'])[^\"'A-Za-z]*+[A-Za-z][^\"']*+\1",
    re.IGNORECASE,
)


def names_deed(term: str) -> bool:
    """Tell whether a term says what is done, as code is asked by it: 変更を取り消す, 列の追加, 一覧を見るコマンド."""
    bare = re.sub(r"[(（][^()（）]*[)）]|とは$", "", term).strip("：: 　")
    return bool(ENDS_IN_VERB.search(bare) or _DEED.search(bare))


def is_made_up(code: str) -> bool:
    """Tell whether code has a name of its author's in it, that of a file, or a text: touch foo.txt."""
    return bool(_MADE_UP.search(code))


_STARTS_INSIDE = lazy(r"(?:[a-z]{3,}：|[でをがはにのとも](?=[、一-龠ァ-ヶA-Za-z0-9])|など|[0-9]?>)")
_ENDS_INSIDE = lazy(
    r"^(?:何|どう|なぜ|いつ|どこ)[^。]*か[。．]?$|(?:次|以下)の(?:よう|とおり|通り|[0-9０-９一二三四五六七八九]つ)|(?:[くぐすつぬぶむる]と|によって|により|[^と]して|ながら|における|について|クリック|タップ|押下|ボタン)[。．]?$|[ぁ-んァ-ヶー一-龠。]\*\*$"
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
    "|(?:本章|本節|この章)では"
)


def points_elsewhere(text: str) -> bool:
    """Tell whether a text is of another one that is not on the card: 前回の記事で、…."""
    return bool(_OTHER_TEXT.search(text))


def bare_name(term: str) -> str:
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


def says_order(name: str) -> bool:
    """Tell whether a name over a list, or the sentence that leads to it, says that the items have an order."""
    return bool(_ORDER.search(name))


_ORDER = lazy(
    r"手順|順[番序に]|順$|流れ|ステップ|段階|プロセス|フェーズ|工程|過程|サイクル|経緯|歴史|年表|優先|ランキング|上位|階層|レイヤー?|レベル|作り方|解き方"
    r"|\b(?:steps?|process|phases?|stages?|flow|order|cycle|procedure|layers?|levels?)\b",
    re.IGNORECASE,
)


@lru_cache(1_000)
def is_about_notes(name: str) -> bool:
    """Tell whether a heading stands over what the notes say of themselves, of an exam, or of their author's day."""
    return bool(_ABOUT_NOTES.search(name))


_SORT_OF_NOTES = lazy(
    r"(?<=[^\s])(?<!へ)(?<!への)(?:の|に関する|について(?:調べた)?|を?(?:学習|勉強|読書|調べた)(?:こと|した)?|雑|入門)*(?:メモ|まとめ|ノート|使い方)[)）]?$"
)


@lru_cache(1_000)
def subject(title: str) -> str:
    """Return what notes are about by their title: 潮汐 of 潮汐についての学習メモ."""
    return _SORT_OF_NOTES.sub("", title)


@lru_cache(1_000)
def is_set_up(name: str) -> bool:
    """Tell whether a heading stands over one case: what was once set up by hand, or an example: IAMを作成, 認識の例."""
    return bool(_SET_UP.search(name))


_SET_UP = lazy(
    r"を(?:作成|有効化|有効果|設定|インストール|導入|登録)(?:する)?$|環境構築|セットアップ|属性の選択$|やってみ|の例$|具体例$|[(（]例[)）]$"
)


@lru_cache(1_000)
def is_exercise(name: str) -> bool:
    """Tell whether a heading stands over a question, its data or its solution."""
    return bool(_EXERCISE.search(name))


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
