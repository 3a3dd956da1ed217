"""What speaks for and against a card whose reading is not certain: named signs, each with its points.

A table of doubts can only say no. Most cards of other people's notes that nobody wants to study break no rule; they
only have little that speaks for them. So signs are weighed: where those against outweigh those for, the card is only
offered. The points are fitted to the verdicts of readers on 4,200 cards of the notes of 450 authors, and rounded; where an example in
the docs would be lost by them, they are milder.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.text import fold, letters
from deckbuilder.cards.echoes import is_of_language, said_again
from deckbuilder.cards.listing import is_expansion
from deckbuilder.cards.saying import TOPIC, tells_event, tells_limit
from deckbuilder.cards.weighed import Asked
from deckbuilder.quality.card_texts import GAP
from deckbuilder.read.words import naming


class Sign(NamedTuple):
    """One row: what speaks for a card, or with negative points against it, with an example."""

    name: str
    example: str
    points: int
    tells: Callable[[Asked], bool]


def points(asked: Asked) -> int:
    """Return what speaks for a card less what speaks against it."""
    start, signs = SIGNS[asked.kind]
    return start + sum(sign.points for sign in signs if sign.tells(asked))


SHORT = 12
"""Columns of an answer that is a name itself."""
PARTLY = 0.4
"""From which share on an answer says much of its name again."""
WORD = 16
SHORT_CELL = 4
LONG_NAME = 40
LONG_ROW = 24
"""Columns: of answers, names and sentences that tell little, too much, or enough."""


# --- what is looked for -------------------------------------------------------------------------


def _in(field: str, pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in a field of a card."""
    looks = lazy(pattern)
    return lambda asked: bool(looks.search(getattr(asked, field)))


def _above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in any of the titles above a card."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.above))


def _just_above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in the title next above a card."""
    looks = lazy(pattern)
    return lambda asked: bool(asked.above and looks.search(asked.above[-1]))


def _near_above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in one of the two titles next above a card."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.above[-2:]))


def _says_partly(asked: Asked) -> bool:
    """Tell whether much of the answer stands in the name already: 気孔の葉, 気孔が葉の裏に開く."""
    return said_again(asked.name, asked.answer) > PARTLY


def _says_name(asked: Asked) -> bool:
    """Tell whether every letter of the name stands in the answer: 独立性, 独立して動く."""
    carried = letters(re.sub("[性化法的]", "", asked.name))
    return bool(carried) and carried <= letters(TOPIC.sub("", asked.answer)) and not _says_kind(asked)


_says_kind = _in(
    "said",
    "(?:こと|もの|物|方法|方式|手法|技法|手順|手続き|仕組み|しくみ|役目|働き|機能|技術|概念|考え方|サービス|システム|状態|構造|プロトコル|言語|規格|規約|総称|略称?"
    "|ツール|関数|装置|制度|処理|単位|値|集合|領域|形式|行為|権利|組織|機関|器官|生物|人|場所|物質|現象|性質|指標|割合|部分|型|モデル|フレームワーク"
    "|ソフトウェア|プログラム|ファイル|演算子?|属性|期間|契約|攻撃|理論|法則|一種|一つ)(?:である|です|だ|のこと|を指す|をいう|という)?$",
)
_has_clause = _in("said", "[うくぐすつぬぶむるたい](?:[一-龠々]{1,6}|[ァ-ヶー]{2,10})(?:である|です|だ)?$")


def _is_foreign(asked: Asked) -> bool:
    """Tell whether the answer is in Latin letters, and is not what the letters of the name stand for."""
    return bool(re.fullmatch("(?=.*[A-Za-z])[!-~ ]+", asked.answer)) and not is_expansion(asked.name, asked.answer)


def _is_acronym(asked: Asked) -> bool:
    return bool(re.fullmatch("[A-Z][A-Z0-9/-]{1,6}", asked.bare)) and not _is_label(asked)


def _is_nouns(asked: Asked) -> bool:
    """Tell whether no particle and no verb stands in the answer, and it is not what the letters of the name stand for."""
    has_words = width(asked.answer) > WORD and not re.search("[ぁ-ん]", asked.answer)
    return has_words and not is_expansion(asked.name, asked.answer)


def _is_said_again(asked: Asked) -> bool:
    """Tell whether a name in small Latin letters is only said by a word: value, 値; of a language that is asked."""
    is_word = not is_of_language(asked.above) and width(asked.said) <= SHORT and not _SAYING.search(asked.said)
    return is_word and bool(re.fullmatch("[^A-Za-z]?[a-z][!-~ ]*", asked.bare))


_SAYING = lazy("[をがはにでとへ]|[うくすつぬむる]$|[ぁ-ん]{3}|^[!-~ ]*$")
_THING = "こと|もの|方法|仕組み|機能|技術|方式|手法|概念|サービス|システム|状態|処理|構造|プロトコル|言語|規格"
_is_latin = _in("bare", r"^[!-~ァ-ヶー・ ]+$")
_LABELS = frozenset(
    fold(word)
    for word in (
        "要約 用語 基本 基礎 詳細 前提 解説 問題 使い方 環境 準備 確認 方針 仕様 特性 本質 課題 意味 従来 旧 新 改善前 改善後 正 誤 入力 出力 処理 "
        "シナリオ 必要性 高速 低速 スケーラブル デフォルト値 既定値 応用例 お題 証明 修正前 修正後 環境構築 発表者 合言葉 対象 状況 場面 形式 形 その他 はじめに good bad by misc general model before after ng ok do dont don't"
    ).split()
)


def _is_label(asked: Asked) -> bool:
    """Tell whether the name is one that anything may have: 概要, 注意点, 主な用途, 使用例, 記録日; a facet is of its term."""
    if asked.shape == "facet":
        return False
    bare = asked.bare.removeprefix("主な")
    return (
        naming(bare) != "term"
        or fold(bare) in _LABELS
        or bool(
            re.search(
                "(?:[用体行事実]例|[意善題違利欠要]点|(?:既定|規定|初期)値|[録成新売]日|(?<![ァ-ヶー])ポイント)$", bare
            )
        )
    )


_EXERCISE = (
    "質問|正解|選択肢|解答|例題|設問|問題$|問題?[ 　#＃]?[0-9０-９]|演習|練習|課題|具体例|実装|例$|例[:：]|[をしてみ](?:よう|う)$|サンプル|シナリオ|テーブル$|コード|(?<![ァ-ヶー])ログ|記録|日[記誌報]|[0-9０-９]日|プリント|読解|範囲|予定"
    "|Example|Note"
)
_ASPECT = (
    "(?:メリット|デメリット|利点|欠点|長所|短所|特徴|特長|役割|用途|注意点|[良悪]い点|改善点?|(?<![ァ-ヶー])ポイント|理由|課題|問題点?|効果|目的|できること"
    "|対策|原則|活用|応用|ユースケース|例|場面|機能|重要性|必要性|優位性|強み|弱み)(?:[（(].*)?$"
)
_ACT = "(?:確認|設定|作成|対応|管理|実行|実装|追加|削除|変更|利用|使用|検討|導入|準備|計算|処理|表示|取得|更新|登録|選択|入力|出力|起動|操作|評価|比較|解決|検証|調査|指定|判断|開発|運用|構築|活用|整理|向上|短縮|改善|実現|分離|方法|流れ|する)$"


_REMARK = "とされる|注意|らしい|みたい|イメージ|感じ|ざっくり|要するに|つまり|簡単|便利|大事|すごく|めちゃ|とりあえず"
_IN_GENERAL = "主に|基本|通常|一般|よく|多い|高い|低い|簡単|容易|便利|高速|大規模|最適|優れ|強い|弱い|少ない"
_OF_WORDS = "用語|単語|キーワード|語句|まとめ|一覧|種類|分類|コマンド|タグ|プロパティ|メソッド|関数|オプション"


_PARTICLE = lazy("を(?=.)|(?<=[^ぁ-ん])(?:[がはにとへ]|で(?!き))(?=.)|→|->")
"""Behind a word: the letters of でんぷん and にがり are none."""
_OF_KINDS = "(?:種類|分類|区分|手順|流れ|ステップ|プロセス|フロー|サイクル|工程|段階|フェーズ|層|要素|原則|構成|構造|つくり|部分|成分)$"
_INDEX = lazy("^[0-9０-９]+(?:[.．-][0-9０-９]+)*(?:[.．)）]|(?<=[.．-].)[ 　])")
_DIGITS = str.maketrans("一二三四五六七八九両０１２３４５６７８９", "12345678920123456789")


def _is_loose_number(asked: Asked) -> bool:
    """Tell whether a number is marked that is neither a limit nor the year of an event."""
    before, _, after = asked.sentence.partition(GAP)
    is_marked = not asked.is_number and bool(re.match("[0-9０-９]", asked.answer))
    return is_marked and not (tells_limit(before, after) or tells_event(before, after))


def _is_counted(asked: Asked) -> bool:
    """Tell whether the name says how many items there are: 葉の三つの層, 春の七草; and not by its own number, 3.2 葉の層."""
    return str(len(asked.items)) in re.findall("[0-9]+", _INDEX.sub("", asked.name).translate(_DIGITS))


def _ends_alike(asked: Asked) -> bool:
    """Tell whether all items end in the same letter: 導入期, 成長期."""
    last = {item[-1:] for item in asked.items}
    return len(last) == 1 and bool(re.match("[一-龠ァ-ヶ]", last.pop()))


def _is_said_by_name(asked: Asked) -> bool:
    """Tell whether every letter of the answer stands in the name."""
    carried = letters(asked.answer)
    return bool(carried) and carried <= letters(asked.name)


def _begins_with_name(asked: Asked) -> bool:
    """Tell whether the answer begins with the name and a particle: 気孔は葉の穴."""
    name, answer = fold(asked.bare), fold(asked.answer)
    return answer.startswith(name) and answer[len(name) : len(name) + 1] in tuple("はがの")


def _any_item(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in any item of a list."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.items))


def _unordered(tells: Callable[[Asked], bool]) -> Callable[[Asked], bool]:
    """Return what tells the same of a list without an order."""
    return lambda asked: not asked.is_ordered and tells(asked)


_OF_EXERCISE = lazy(f"{_EXERCISE}|ポイント|文法|戦略")


def _is_of_exercise(asked: Asked) -> bool:
    """Tell whether a list or what stands above it is of an exercise, a log or a text that is read."""
    return any(map(_OF_EXERCISE.search, (*asked.above, asked.name)))


# --- the signs ----------------------------------------------------------------------------------

_DEFINITION = (
    Sign("kind of thing", "気孔：葉の裏で水が出ていく仕組み", 3, _says_kind),
    Sign("acronym", "ATP：葉の中で力になる小さな粒", 3, _is_acronym),
    Sign("name in Latin letters or katakana", "クチクラ：葉の表に広がる薄い膜", 2, lambda asked: _is_latin(asked) and not re.search(r"[_=<>{}/\\;0-9]", asked.bare)),
    Sign("name with its Latin form", "気孔（stoma）：葉の裏に小さく開く穴", 1, _in("name", "[(（][A-Za-z]")),
    Sign("what the letters stand for", "WWW：World Wide Web", 2, lambda asked: is_expansion(asked.name, asked.answer)),
    Sign("what is done", "気孔：葉の裏で水を出す小さな穴", 2, _in("answer", "を(?=.)")),
    Sign("noun with a clause", "気孔：葉の裏に細く並ぶ穴", 1, lambda asked: _has_clause(asked) and not _says_kind(asked)),
    Sign("kind of thing above", "## 葉の仕組み\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", 1, _just_above(f"(?:{_THING})$")),
    Sign("words above", "## 葉の用語\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", 1, _near_above(_OF_WORDS)),
    Sign("term", "- 気孔\n  - 葉の裏にある小さな穴である。\n- 葉柄\n  - 枝と葉との間にある柄である。", 1, lambda asked: asked.shape == "term"),
    Sign("heading", "## 気孔\n葉の裏にある小さな穴である。", -1, lambda asked: asked.shape == "heading"),
    Sign("only nouns", "気孔：葉裏面呼吸用極小孔", -2, _is_nouns),
    Sign("particle in the name", "葉への道：水が下から通る細い管", -3, lambda asked: bool(_PARTICLE.search(asked.bare.replace("はじめ", "")))),
    Sign("label", "主な用途：葉の裏にある小さな穴", -4, _is_label),
    Sign("symbol", "x1：葉の裏にある小さな穴", -1, _in("bare", r"^(?:[a-z]{1,2}[0-9]?$|[A-Z]$|\\\(|\$)")),
    Sign("exercise or log above", "## 観察の記録\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -1, _above(_EXERCISE)),
    Sign("aspect above", "## 緑の葉の利点\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -4, _just_above(_ASPECT)),
    Sign("name in a program above", "## leaf\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -2, _just_above("^[a-z][!-~]*$")),
    Sign("name in a program in the answer", "気孔：葉の裏で leafSize が測る穴", -3, _in("answer", "[a-z][A-Z]")),
    Sign("signs of a program in the answer", "気孔：葉の裏の穴で size=5 のもの", -2, _in("answer", r"[=<>{}|_$#@\\]")),
    Sign("quotation in the answer", "気孔：葉の裏にある「口」という穴", -3, _in("answer", "[「『\"“]")),
    Sign("remark", "気孔：葉の裏に開く口のイメージ", -2, _in("answer", _REMARK)),
    Sign("subject in the answer", "気孔：水は葉の裏の穴から外へ出る", -2, lambda asked: bool(re.search("は(?=.)", asked.answer)) and not _begins_with_name(asked)),
    Sign("long name", "葉の裏のどこにでもあるとても小さな水の出口：葉の裏にある小さな穴", -3, lambda asked: width(asked.name) > LONG_NAME),
    Sign("call", "leaf(size)：葉の裏にある小さな穴", -2, _in("name", r"\w\(")),
    Sign("nothing but the name", "独立性：ひとつだけ独立して動く力", -2, _says_name),
    Sign("answer in Latin letters", "気孔：the small stoma of leaves", -2, _is_foreign),
    Sign("digit in the answer", "気孔：1平方ミリに100個ある穴", -1, _in("answer", "[0-9０-９].*[ぁ-ん]")),
    Sign("politeness", "気孔：葉の裏にある小さな穴です", -1, _in("answer", "です|ます|ません|ください")),
    Sign("long answer", "気孔：葉の裏に多い穴の名で、昼に光が当たると開き、夜には閉じて水の出が止まり、根から上がる水の量も決まる穴", -1, lambda asked: width(asked.answer) > 80),
    Sign("clause above", "## 葉を見る\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -1, _just_above("[をがは]|[うくすつむるた]$")),
    Sign("many things", "葉身：表皮、葉肉、葉脈、そして気孔", -1, lambda asked: len(re.findall("[、,，/・]", asked.answer)) > 2),
)  # fmt: skip
_CELL = (
    Sign("what is not", "| 木 | 冬の葉 |\n|---|---|\n| 松 | 落ちない |", 3, _in("answer", "ない|不可|無し|なし|せず")),
    Sign("what is done", "| 木 | 花の色 |\n|---|---|\n| 桜 | 春を告げる色 |", 2, _in("answer", "を(?=.)")),
    Sign("whole sentence", "| 木 | 花の色 |\n|---|---|\n| 桜 | 咲く頃は白い。 |", 2, _in("answer", "。")),
    Sign("column in kanji", "| 木 | 花色 |\n|---|---|\n| 桜 | 淡紅色 |", 1, _in("column", "^[一-龠々]+$")),
    Sign("short answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 紅 |", -2, lambda asked: 0 < width(asked.answer) <= SHORT_CELL),
    Sign("only katakana", "| 木 | 花の色 |\n|---|---|\n| 桜 | ピンク |", -3, _in("answer", "^[ァ-ヶー・ ]+$")),
    Sign("hiragana in the name", "| 木 | 花の色 |\n|---|---|\n| 山さくら | 淡紅色 |", -2, _in("name", "[^ぁ-ん][ぁ-ん]")),
    Sign("gloss in the answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色（春） |", -2, _in("answer", "[(（]")),
    Sign("in general", "| 木 | 花の色 |\n|---|---|\n| 桜 | 主に淡紅色 |", -2, _in("answer", _IN_GENERAL)),
    Sign("long name", "| 木 | 花の色 |\n|---|---|\n| 山の奥に一本で立つ古い大きな桜の木 | 淡紅色 |", -2, lambda asked: width(asked.name) > LONG_ROW),
    Sign("name in a program", "| 木 | 花の色 |\n|---|---|\n| treeSize | 淡紅色 |", -2, _in("name", r"[a-z][A-Z]|\w\(")),
    Sign("word for a word of a program", "| 木 | 花の色 |\n|---|---|\n| cherry | 桜の色 |", -3, _is_said_again),
    Sign("column of likenesses", "| 木 | 花の例え |\n|---|---|\n| 桜 | 淡紅色 |", -3, _in("column", "例え|たとえ|比喩|アナロジー|(?i:analogy)")),
    Sign("column of examples", "| 木 | 花の例 |\n|---|---|\n| 桜 | 淡紅色 |", -3, _in("column", "例|など|場合|事例|サンプル")),
    Sign("serial number of a row", "| 木 | 花の色 |\n|---|---|\n| T02 | 淡紅色 |", -3, _in("bare", r"^[A-Z]{0,3}-?0[0-9]+$")),
    Sign("number of a row", "| 木 | 花の色 |\n|---|---|\n| ① 桜 | 淡紅色 |", -3, _in("name", r"[①-⑳]|^\d+(?:[.) ]|$)")),
    Sign("column of names", "| 木 | 会員名 |\n|---|---|\n| 桜 | 佐藤さん |", -3, _in("column", "^(?:生徒|学生|社員|従業員|会員|顧客|得意先|担当者?|担任|著者|ユーザー?|科目|部署|商品|店舗?|会社)の?名前?$|^(?:氏名|住所|年齢|身長|体重|点数|得点)$")),
    Sign("column of settings", "| 木 | 最大値 |\n|---|---|\n| 桜 | 淡紅色 |", -2, _in("column", "^(?:型|幅|最[大小]値|単位|スケール)$")),
    Sign("column of anything", "| 木 | 説明 |\n|---|---|\n| 桜 | 淡紅色 |", -2, _in("column", "^(?:説明|内容|概要|詳細|特徴|対応|ポイント)$")),
    Sign("column of aspects", "| 木 | 違い |\n|---|---|\n| 桜 | 淡紅色 |", -1, _in("column", "^(?:内容|content|機能|特徴|違い|ポイント|注意点|詳細)$")),
    Sign("exercise or log above", "## 観察の記録\n| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |", -1, _above(_EXERCISE)),
    Sign("label", "| 木 | 花の色 |\n|---|---|\n| 基本 | 淡紅色 |", -1, lambda asked: naming(asked.name) != "term" or fold(asked.name) in _LABELS),
    Sign("what it does", "| 木 | 花の色 |\n|---|---|\n| 桜 | 春に咲く |", -1, _in("said", "[うくすつむる]$")),
    Sign("partly the name", "| 木 | 花の色 |\n|---|---|\n| 紅しだれ | 紅の枝 |", -2, _says_partly),
    Sign("nothing but the name", "| 木 | 花の色 |\n|---|---|\n| 紅色性 | 紅色の花 |", -2, _says_name),
    Sign("answer in Latin letters", "| 木 | 花の色 |\n|---|---|\n| 桜 | pale rosa |", -2, lambda asked: _is_foreign(asked) and not re.fullmatch("[A-Z][a-z]+(?: [A-Z][a-z]+)*", asked.answer)),
    Sign("digit in the answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色の5枚 |", -1, _in("answer", "[0-9０-９]")),
    Sign("many things", "| 木 | 花の色 |\n|---|---|\n| 桜 | 赤、白、青 |", -1, lambda asked: len(re.findall("[、,，/・]", asked.answer)) > 1),
)  # fmt: skip
_SENTENCE = (
    Sign("word in kanji", "植物の葉の裏には==気孔==がある。", 1, _in("answer", "^[一-龠]+$")),
    Sign("one or two", "葉の枚数は最大2枚である。", -2, lambda asked: asked.is_number and bool(re.fullmatch("[12１２](?:つ|個|枚|本|種|人|回|行|台|度)?", asked.answer))),
    Sign("marked number", "桜の花の花びらは**5枚**である。", -1, _is_loose_number),
    Sign("long sentence", "植物の葉の裏に多い穴は昼に光を受けて開き、夜には閉じて水の出を抑え、根から上がる水の量も決めていて、乾いた日には昼でも閉じるので、この働きをする穴を==ストマ==と呼ぶ。", -2, lambda asked: len(asked.sentence) > 80),
    Sign("short sentence", "==ストマ==の葉。", -2, lambda asked: len(asked.sentence) < 10),
    Sign("arrow or equals sign", "植物の葉の裏にある穴 → ==ストマ==", -2, _in("sentence", "[→⇒=＝✓\\\\]")),
    Sign("points elsewhere", "この水は植物の葉の==ストマ==から出る。", -2, _in("sentence", "^.{0,6}(?:この|これ|その|それ|こんど|下記|以下|ここで|実は|また|さらに|結果として|何故なら|もう一つ)")),
    Sign("gloss behind the gap", "植物は葉の==ストマ==（stoma）で息をする。", -2, _in("sentence", f"{GAP}[^、。]{{0,3}}[(（](?!{GAP})")),
    Sign("の in the gap", "植物の葉には==裏のストマ==がある。", -1, _in("answer", "の")),
    Sign("said by the name", "## 気孔\n植物の葉の裏で==気孔==が開く。", -1, _is_said_by_name),
)  # fmt: skip
_QUESTION = (
    Sign("what something is", "## 気孔とは？\n葉の裏の穴である。", 2, _in("name", "は[？?]$")),
)  # fmt: skip
_LIST = (
    Sign("counted", "## 三つの層\n- 表皮\n- 葉肉\n- 葉脈", 4, _is_counted),
    Sign("items that end alike", "## 葉\n- 表皮層\n- 葉肉層", 1, _ends_alike),
    Sign("kinds or steps", "## 葉の種類\n- 針葉\n- 広葉樹", 2, _in("name", _OF_KINDS)),
    Sign("lead", "## 葉\n葉を作るのは次のものである。\n- 表皮\n- 葉肉", 2, lambda asked: asked.has_lead),
    Sign("order", "## 葉\n1. 表皮\n2. 葉肉", 1, lambda asked: asked.is_ordered),
    Sign("digit in an item", "## 葉\n- 表皮2枚\n- 葉肉", -3, _any_item("[0-9０-９]")),
    Sign("exercise or log above", "## 観察の記録\n- 表皮\n- 葉肉", -2, _is_of_exercise),
    Sign("particle in an item", "## 葉\n- 水が出る穴\n- 葉肉", -2, _unordered(_any_item("を|(?<=[^ぁ-ん])[がは](?=.)"))),
    Sign("の in an item", "## 葉\n- 葉の穴\n- 葉肉", -1, lambda asked: any("の" in item for item in asked.items) and len({item[-2:] for item in asked.items}) > 1),
    Sign("act among items", "## 葉\n- 標本整理\n- 葉肉", -2, _unordered(_any_item(_ACT))),
    Sign("aspect", "## 葉の利点\n- 表皮\n- 葉肉", -2, _in("name", _ASPECT)),
)  # fmt: skip

SIGNS: dict[str, tuple[int, tuple[Sign, ...]]] = {
    "definition": (0, _DEFINITION),
    "cell": (2, _CELL),
    "sentence": (1, _SENTENCE),
    "list": (-2, _LIST),
    "question": (0, _QUESTION),
}
"""By what a card is made from: the points that it starts with, and the signs that are weighed."""
