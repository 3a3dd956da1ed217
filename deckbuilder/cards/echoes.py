"""How much of an answer its name says already: テキストファイル, テキストが書かれたファイル; host_key, ホストキーの検証.

What is compared are the pieces that carry meaning: each kanji, each word in katakana, each word in Latin letters. A
Latin word is the same as one in katakana that has its consonants, and as the Japanese words that it is translated by.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold
from deckbuilder.cards.english import ENGLISH
from deckbuilder.cards.kinds import KINDS, KINDS_OF_FIELDS
from deckbuilder.cards.saying import TOPIC, without_topic
from deckbuilder.cards.sounds import sound_alike, sounds_same, stem
from deckbuilder.quality.wording import shared_parts

MOSTLY = 0.6
"""From which share on an answer says the name again."""


_LONGEST_NAME = 100
"""Each word of a name is compared to each of an answer, and what is longer names nothing."""


class _Pieces(NamedTuple):
    kanji: list[str]
    katakana: list[str]
    latin: list[str]


def said_again(name: str, answer: str, place: str = "") -> float:
    """Return how much of an answer stands in its name, from 0 to 1; 0 if it has no piece to be compared, or no name.

    What only the place says is nothing new either.
    """
    if len(name) > _LONGEST_NAME:
        return 0.0
    name, answer = _without_kind(_PLACEHOLDER.sub("", name), _ANY_ACT.sub("", without_parentheses(answer)))
    of_name, of_answer, of_place = _pieces(name), _pieces(answer), _pieces(place)
    in_japanese = _in_japanese(of_name)
    kanji = in_japanese.union(of_name.kanji)
    told = _KANJI.findall(_EMPTY_WORDS.sub("", reduce(_without, _KANJI_WORD.findall(place), answer)))
    pieces = [(1, True)] * len(kanji.intersection(of_answer.kanji))
    pieces += [(1, False) for sign in told if sign not in kanji and sign not in _EMPTY_KANJI]

    def stands(word: str) -> bool:
        return set(word) <= in_japanese or any(sound_alike(word, other) for other in of_name.latin)

    for word in of_answer.katakana:
        known = any(_are_forms(word, other) for other in of_name.katakana)
        known = known or stands(word) or any(all(map(stands, halves)) for halves in _halves(word))
        if known or not (word in _EMPTY_KATAKANA or word in of_place.katakana):
            pieces.append((2, known))
    for word in of_answer.latin:
        known = any(_same_word(word, other) for other in of_name.latin)
        known = known or any(sound_alike(other, word) for other in of_name.katakana)
        if known or not (word in _EMPTY_LATIN or word in of_place.latin):
            pieces.append((2, known))
    whole = sum(weight for weight, _ in pieces)
    return sum(weight for weight, known in pieces if known) / whole if whole else 0.0


def _without(text: str, word: str) -> str:
    return text.replace(word, "")


def _in_japanese(pieces: _Pieces) -> set[str]:
    """Return the signs of what says in Japanese what words in Latin letters say, and some in katakana."""
    of_latin = {sign for word in pieces.latin for sign in _WORDS.get(stem(word), "")}
    return of_latin.union(
        *(signs for word, signs in _LOANED.items() if any(word in other for other in pieces.katakana))
    )


def tells_name(front: str, name: str) -> bool:
    """Tell whether most of a name stands on a front, or all of it in another form: 葉脈の標本, 葉脈標本; leafed, leaf; リーフゾーン, LeafZone."""
    _, shared = shared_parts(name, front)
    is_name = len(fold(name)) >= _SHORTEST_TOLD and not name[0].isdigit()
    return (is_name and shared >= _TOLD) or tells_form(front, name)


def tells_form(front: str, name: str) -> bool:
    """Tell whether all of a name stands on a front in another form: リーフアレンジャー, リーフアレンジメント."""
    shown, own = _pieces(front), _pieces(without_parentheses(name))
    if own.kanji or _KANA.search(name) or (own.katakana and own.latin):
        return False
    if own.latin:
        word = "".join(own.latin)
        is_formed = len(own.latin) == 1 and any(stem(word) == stem(other) for other in shown.latin)
        return is_formed or any(sounds_same(other, word) for other in shown.katakana)
    word = "".join(own.katakana)
    is_varied = len(own.katakana) == 1 and any(_differ_little(word, other) for other in shown.katakana)
    return is_varied or any(sounds_same(word, other) for other in shown.latin)


_SHORTEST_TOLD = 4
_TOLD = 0.65
"""Characters of a name that may be told in part, and from which share of it on it is."""
_KANA = lazy("[ぁ-ん]")


def _differ_little(word: str, other: str) -> bool:
    """Tell whether two words in katakana differ only in their end or beginning: リーフアレンジメント, リーフアレンジャー."""
    same = max(_same_begin(word, other), _same_begin(word[::-1], other[::-1]))
    return same >= _SHORTEST_TOLD and same >= _FORM * len(word)


_FORM = 0.7
"""Share of a word that another form of it has."""


def _same_begin(word: str, other: str) -> int:
    pairs = zip(word, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _are_forms(word: str, other: str) -> bool:
    """Tell whether one of two words in katakana is in the other, or both differ in their last sign: コントローラ, コントロール."""
    is_ending = len(word) == len(other) >= _LONG and word[:-1] == other[:-1]
    return word in other or (len(other) > 2 and other in word) or is_ending


_LONG = 5
"""Signs of a word in katakana whose last one is only its ending."""


def only_translates(name: str, answer: str) -> bool:
    """Tell whether an answer is only a name in English word by word, or how it sounds: Deep Learning, 深層学習."""
    said = without_parentheses(answer).strip("。．. ")
    if not _ONLY_NOUNS.fullmatch(said) or len(name) > _LONGEST_NAME:
        return False
    words, of_answer = _pieces(name.lower()).latin, _pieces(said)
    known = {sign for word in words for sign in ENGLISH.get(word, "") + _WORDS.get(stem(word), "")}
    rest = [sign for sign in of_answer.kanji if sign not in known]
    sounds = all(set(word) <= known or any(sound_alike(word, other) for other in words) for word in of_answer.katakana)
    return (
        sounds
        and len(rest) < len(of_answer.kanji) + len(of_answer.katakana)
        and all(sign in _EMPTY_KANJI for sign in rest)
    )


_ONLY_NOUNS = lazy("[一-龠々ァ-ヶー]+(?:(?:[のな・ 　]|あり|なし)[一-龠々ァ-ヶー]+)*")


def uses_name(name: str, answer: str) -> bool:
    """Tell whether an answer ends in its name, or only has it for a verb: 大気孔, ひときわ大きい大気孔; prune, 枝をpruneする命令; 剪定, 枝を剪定すること; 剪定, 「剪定」と呼ばれる手法."""
    bare, said = without_parentheses(name).strip("\"' "), answer.rstrip("。．")
    if _ACT.fullmatch(bare) and re.search(rf"{bare}(?:する|すること|します)$", said):
        return True
    called = _SO_CALLED.search(said)
    if called and bare and said[: called.start()].endswith(_BEHIND_DASH.sub("", bare)):
        return True
    if len(bare) < _SHORTEST_USED or said == bare:
        return False
    return said.endswith(bare) or (
        bare.isascii() and bool(re.search(rf"(?<![!-~]){re.escape(bare)}(?:する|って)", said))
    )


_ACT = lazy("[一-龠々]{2,}|[ァ-ヶー]{2,}")
_SO_CALLED = lazy(
    f"[」』]?と(?:呼ばれる|いわれる|言われる|いう)[^をがは、。]{{0,6}}(?:{KINDS}|もの)(?:である|です|だ)?$"
)
_BEHIND_DASH = lazy("[ 　]+[-–—―][ 　].*")
_SHORTEST_USED = 3
"""Characters of a name that is no chance at the end of an answer."""


def _halves(word: str) -> Iterator[list[str]]:
    """Yield the two words that one in katakana may be made of, without one that says nothing: ホストキー, モニタータイプ."""
    for at in range(2, len(word) - 1):
        if halves := [half for half in (word[:at], word[at:]) if half not in _EMPTY_KATAKANA]:
            yield halves


def _without_kind(name: str, answer: str) -> tuple[str, str]:
    """Return both without the end that they share: what a thing is a kind of is said again rightly, 葉柄, 葉を支える柄."""
    answer = TOPIC.sub("", answer)
    said = _COPULA.sub("", answer)
    ends = zip(reversed(without_parentheses(name)), reversed(said), strict=False)
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    if length in (0, len(said)):
        return name, answer
    return name.replace(said[-length:], ""), said[:-length]


_PLACEHOLDER = lazy("(?<=[ 　])<[^<>]+>")
"""What stands in a command for what its user writes: git branch <ブランチ名>."""
_ANY_ACT = lazy("(?:新しい|新たな)(?=[^、。]+を)|(?<=する)(?:プロセス|工程)(?:である|です|だ)?[。．]?$")
"""What is said of anything that is done: 新しい葉を育成するプロセス."""
_COPULA = lazy("(?:である|です|だ|のこと|こと|する)?[。．]?$")


def sounds_like(name: str, other: str) -> bool:
    """Tell whether one of two names says in katakana how the other one sounds: LeafGarden, リーフガーデン; migration 作成, マイグレーション ファイル."""
    latin, katakana = sorted(map(without_parentheses, (name, other)))
    is_other = bool(_LATIN.match(latin)) and not re.search("[ァ-ヶ]", latin)
    return is_other and bool(_SOUNDS.fullmatch(katakana)) and said_again(latin, katakana) == 1.0


_LATIN = lazy("[!-~]*[A-Za-z]{3}")


def names_sort_alone(term: str, text: str) -> bool:
    """Tell whether all that a text says of a term is whose thing it is, where it is used, its own words, or what is told of it.

    桜に特有の部分。; 葉型, 葉を表す型。; leaf, リーフに関連する領域; 葉, 葉の特徴と数え方。; 各種の葉
    """
    said, name = without_parentheses(without_topic(term, text)), without_parentheses(term)
    own = _OF_ITS_WORDS.fullmatch(said) or _VARIOUS.fullmatch(said) or _TOLD_OF.fullmatch(said)
    return bool(_PECULIAR.fullmatch(said)) or bool(own and _are_words_of(own["word"].strip(), name))


def _are_words_of(word: str, name: str) -> bool:
    """Tell whether a word is one of a name, a longer one that ends in it, or how it sounds: 葉, 広葉; leaf, リーフ."""
    is_sound = bool(_SOUNDS.fullmatch(word)) and said_again(name, word) == 1.0
    return fold(word) in fold(name) or fold(word).endswith(fold(name)) or is_sound


_SOUNDS = lazy("[ァ-ヶー]+(?:[ 　・][ァ-ヶー]+)*")


_SORT = f"[一-龠ァ-ヶー]{{0,6}}(?:{KINDS}|{KINDS_OF_FIELDS}|領域|モジュール|メッセージ)(?:のこと)?(?:である|です|だ)?[。．]?"
_PECULIAR = lazy(
    f"[^、。をはが]{{1,24}}(?:独特|特有|固有|独自)の{_SORT}"
    "|[^。]{0,30}(?:で|において|として)(?:使われる|使用される|用いられる|使われている)(?:概念|用語|言葉|言い方|考え方|もの)(?:である|です|だ)?[。．]?"
)
_OF_ITS_WORDS = lazy(
    f"(?:(?:何|なん)らかの|任意の|各種の?)?(?P<word>[^、。はが]{{1,24}}?)(?:を|に関(?:連)?する)(?:扱う|表す|管理する|処理する|行う|示す|送信する|送る|通知する|伝える|知らせる)?(?:ための)?{_SORT}"
)
_VARIOUS = lazy("(?:各種の?|様々な|いろいろな)(?P<word>[^ぁ-ん、。]{1,12})(?:である|です|だ)?[。．]?")
_TOLD_OF = lazy(
    "(?P<word>[^、。はがを]{1,20})の(?:(?:特徴|性質|概要|考え方|求め方|数え方|使い方|(?:計算|利用)方法)(?:[、と・]|など|$)?)+(?:について)?[。．]?"
)


_LANGUAGE = lazy("単語|語彙|英語|(?<!用)語$|vocabulary", re.IGNORECASE)


def is_of_language(titles: Iterable[str]) -> bool:
    """Tell whether a title says that words of a language stand below it, so that a word is asked by what it means."""
    return any(map(_LANGUAGE.search, titles))


def _pieces(text: str) -> _Pieces:
    text = re.sub("(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", text))
    latin = [word.lower() for word in re.findall("[A-Za-z]{2,}", text)]
    return _Pieces(_KANJI.findall(text), re.findall("[ァ-ヶー]{2,}", text), latin)


_KANJI = lazy("[一-龠]")
_KANJI_WORD = lazy("[一-龠]{2,}")


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and long.startswith(short))


_EMPTY_KANJI = frozenset(
    "的性化等他際場合為者方行使用関係起発生意味機能方法処理対応略称可能必要実際示設定指定作成利用各任意内側状態属"
)
"""What is said of anything: a name may have it, an answer says nothing by it."""
_EMPTY_WORDS = lazy(
    "に関(?:連)?する|関連(?=の)|列挙|管理|格納|保持|説明|の表現|を表現する(?=ため)|返[すし]|持[つち]|(?<=[一-龠ァ-ヶー])情報"
    "|(?:仕組み|手法)(?=(?:のこと|である|です|だ)?[。．]?$)"
)
"""What is said of anything in words whose kanji by themselves say something."""
_EMPTY_KATAKANA = frozenset(
    "サービス コマンド クラス メソッド システム ツール プロトコル ライブラリ オプション ファイル タイプ キャスト パス".split()
)
_EMPTY_LATIN = frozenset(("if",))
"""Short for インターフェース, which anything may have."""
_WORDS = {
    stem(word): "".join(japanese)
    for word, *japanese in (
        pair.split()
        for pair in (
            "value 値,output 出力,input 入力,left 左,right 右,top 上,bottom 下,center 中央,city 都市,open 開,close 閉,start 開始,"
            "stop 停止,end 終了,read 読 取,write 書,create 作成,delete 削除,remove 削除,update 更新,get 取得,set 設定,add 追加,"
            "search 検索,find 検索,check 確認 検証,name 名,number 番号 数,count 数,time 時間 時刻,date 日付,hour 時間,type 種類 型,bold 太字,"
            "print 印刷,display 表示,show 表示,anomaly 異常,detection 検知 検出,send 送信,receive 受信,connect 接続,data 情報,text 文字,"
            "image 画像,color 色,width 幅,height 高,copy 複製 コピー,move 移動,rename 名前 変更,change 変更,select 選択,insert 挿入,"
            "password パスワード,address 住所 アドレス,mail メール,title 題名,length 長,error 誤 エラー 例外,false 偽,true 真,request 要求,"
            "response 応答,sum 合計,total 合計,average 平均,max 最大,min 最小,list 一覧,merge マージ,static 静的,dynamic 動的,local ローカル,"
            "public 公開,private 非公開,execute 実行,run 実行,view ビュー,replace 置換,split 分割,join 結合,range 範囲,first 最初,last 最後,"
            "begin 開始,process 処理,source 元,target 対象,version 版,default 既定,require 必須,optional 任意,description 説明,price 価格,"
            "specification 仕様 規格,direct 直接,indirect 間接,event イベント,migration 移行,index 索引 インデックス,module 部品,"
            "resolution 解決,position 位置,item 項目 要素,row 行,column 列,line 行 線,page 頁,word 語 言葉,char 文字,string 文字列,"
            "integer 整数,array 配列,function 関数,path 経路,network 網,secret 秘密,group 群,order 順,size 大,filter 絞,"
            "block 塊,attribute 属性,element 要素,comment 注釈,table 表,parent 親,child 子,previous 前,next 次,new 新,old 旧 古,"
            "video 動画,audio 音声,meta メタ,float 浮動小数点,numeric 数値,decimal 十進,complex 複素数,distance 距離,parse 解析,"
            "all 全,encode 符号 エンコード,exception 例外,hidden 隠,enable 有効,disable 無効,valid 有効 妥当,invalid 無効,match 一致,equal 等,unique 一意,"
            "allow 許可,deny 拒否,circle 円,square 四角,choose 選,specific 具体,hide 隠,reverse 逆 反転,random 乱 無作為,middle 中央,"
            "return 戻 返,upload アップロード,download ダウンロード,normal 通常 標準,"
            "real 本当 実,throw 投 例外,role 役割,owner 所有,"
            "log 記録 ログ,key 鍵 キー,user 利用者 ユーザー,server サーバー サーバ,layer 層 レイヤー"
        ).split(",")
    )
}
"""Words of programs, and what says the same in Japanese."""
_LOANED = dict(
    pair.split()
    for pair in (
        "ブート 起動,カスタム 独自,マニュアル 手動,リモート 遠隔,バックアップ 控,ユーザー 利用者,エラー 誤,リスト 一覧,コピー 複製,"
        "リクエスト 要求,レスポンス 応答,スケジュール 予定,ソート 並替,サイズ 大,インデックス 索引,アップデート 更新,セキュリティ 安全"
    ).split(",")
)
"""The same of words in katakana."""
