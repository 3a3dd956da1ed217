"""What speaks for and against a card whose reading is not certain: named signs, each with its points.

A table of doubts can only say no. Most cards of other people's notes that nobody wants to study break no rule; they
only have little that speaks for them. So signs are weighed: where those against outweigh those for, the card is only
offered. The points are fitted to the verdicts of readers on 4,200 cards of the notes of 450 authors, and rounded; where
an example in the docs would be lost by them, they are milder.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from deckbuilder.base.printed import width
from deckbuilder.base.text import fold
from deckbuilder.cards.asking import named
from deckbuilder.cards.listing import is_expansion
from deckbuilder.cards.names_given import MEANING
from deckbuilder.cards.saying import SO_CALLED, means, tells_means
from deckbuilder.cards.signs import (
    ASPECT,
    EXERCISE,
    GLOSSARY,
    IN_GENERAL,
    LABELS,
    LIKENESS,
    LONG_NAME,
    LONG_ROW,
    MERITS,
    OF_KINDS,
    OF_WORDS,
    PARTICLE,
    REMARK,
    RESULTS,
    SOURCE_FILE,
    THING,
    any_item,
    are_words_in_order,
    asks_for_latin,
    begins_with_name,
    ends_alike,
    found_above,
    found_in,
    found_just_above,
    found_near_above,
    has_act,
    has_clause,
    is_acronym,
    is_clause,
    is_compared_in,
    is_counted,
    is_few_words,
    is_foreign,
    is_label,
    is_latin,
    is_loose_number,
    is_nouns,
    is_of_exercise,
    is_one_of_counted,
    is_one_of_kindred,
    is_premise,
    is_said_again,
    is_said_by_name,
    is_short,
    repeats_name,
    says_kind,
    says_name,
    says_partly,
    says_what_it_is,
    says_which,
    states_theorem,
    unordered,
)
from deckbuilder.cards.weighed import Asked
from deckbuilder.quality.card_texts import GAP
from deckbuilder.read.terms import is_year
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
    return start + sum([weight for _, _, weight, tells in signs if tells(asked)])


# --- the signs ----------------------------------------------------------------------------------

_DEFINITION = (
    Sign("kind of thing", "気孔：葉の裏で水が出ていく仕組み", 3, says_kind),
    Sign("kind of thing that a clause tells apart", "気孔：葉の裏で開く仕組み", 2, says_which),
    Sign("acronym", "ATP：葉の中で力になる小さな粒", 3, is_acronym),
    Sign("name in Latin letters or katakana", "クチクラ：葉の表に広がる薄い膜", 2, lambda asked: is_latin(asked) and not re.search(r"[_=<>{}/\\;0-9]", asked.bare)),
    Sign("name with its Latin form", "気孔（stoma）：葉の裏に小さく開く穴", 2, found_in("name", r"[\w+][ 　]?[(（][A-Za-z][^()（）,=+]*[)）](?:[ 　]*[(（].*[)）])?(?:とは)?$")),
    Sign("asked what it is", "## 気孔とは\n葉の裏にある小さな穴", 2, found_in("name", "とは$")),
    Sign("said to be", "気孔とは、葉の裏にある小さな穴", 3, lambda asked: asked.is_defined),
    Sign("theorem", "## 葉序の定理\n葉の裏の穴", 5, states_theorem),
    Sign("premise of a theorem", "## 葉序の定理\n葉の数を八とする。", -5, is_premise),
    Sign("when it happens", "気孔：葉の裏の光が足りないときに発生", 2, found_in("said", "(?:とき|時|際|場合)に[一-龠]{2}$")),
    Sign("what the letters stand for", "WWW：World Wide Web", 2, lambda asked: is_expansion(asked.name, asked.answer)),
    Sign("what is done", "気孔：葉の裏で水を出す小さな穴", 2, found_in("answer", "を(?=.)")),
    Sign("noun with a clause", "気孔：葉の裏に細く並ぶ穴", 1, lambda asked: has_clause(asked) and not says_kind(asked)),
    Sign("kind of thing above", "## 葉の仕組み\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", 1, found_just_above(f"(?:{THING})$")),
    Sign("words above", "## 葉の用語\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", 1, found_near_above(OF_WORDS)),
    Sign("glossary above", "## 葉の用語集\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", 3, found_just_above(GLOSSARY)),
    Sign("one of those that are counted", "## 葉の三つの部分\n表皮：表を覆う薄い膜\n\n葉肉：緑の粒の集まり\n\n葉脈：水を運ぶ細い管", 4, is_one_of_counted),
    Sign("one of those that end alike", "- 針葉：とがった葉\n- 広葉：ひろい葉", 4, is_one_of_kindred),
    Sign("meaning of a phrase", "be used to：〜に慣れている", 4, lambda asked: means(asked.name, asked.answer)),
    Sign("means of what is done", "## 葉を数える\n`leaf` コマンドを使用する。", 18, lambda asked: tells_means(asked.name, asked.answer)),
    Sign("event of a year", "1990年　葉の裏の穴の発見", 6, lambda asked: is_year(asked.name)),
    Sign("term", "- 気孔\n  - 葉の裏にある小さな穴である。\n- 葉柄\n  - 枝と葉との間にある柄である。", 1, lambda asked: asked.shape == "term"),
    Sign("heading", "## 気孔\n葉の裏にある小さな穴である。", -1, lambda asked: asked.shape == "heading"),
    Sign("few words below a heading", "## 気孔\n葉裏の小穴", -2, is_few_words),
    Sign("only nouns", "気孔：葉裏面呼吸用極小孔", -2, is_nouns),
    Sign("particle in the name", "葉への道：水が下から通る細い管", -5, lambda asked: bool(PARTICLE.search(asked.bare.replace("はじめ", "")))),
    Sign("label", "主な用途：葉の裏にある小さな穴", -5, is_label),
    Sign("symbol", "x1：葉の裏にある小さな穴", -1, found_in("bare", r"^(?:[a-z]{1,2}[0-9]?$|[A-Z]$|\\\(|\$)")),
    Sign("exercise or log above", "## 観察の記録\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -1, found_above(EXERCISE)),
    Sign("aspect above", "## 緑の葉の利点\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -4, found_just_above(ASPECT)),
    Sign("likeness above", "## 緑の葉のたとえ\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -8, found_just_above(LIKENESS)),
    Sign("source file for a name", "Leaf.java：葉の裏にある小さな穴", -3, found_in("bare", SOURCE_FILE)),
    Sign("results above", "## 数えた結果\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -4, found_just_above(RESULTS)),
    Sign("name in a program above", "## leaf\n気孔：葉の裏にある小さな穴\n\n葉柄：枝と葉との間にある柄", -2, found_just_above("^[a-z][!-~]*$")),
    Sign("name in a program in the answer", "気孔：葉の裏で leafSize が測る穴", -3, found_in("answer", "[a-z][A-Z]")),
    Sign("signs of a program in the answer", "気孔：葉の裏の穴で size=5 のもの", -2, found_in("answer", r"[=<>{}|_$#@\\]")),
    Sign("quotation in the answer", "気孔：葉の裏にある「口」という穴", -3, found_in("answer", "[「『\"“]")),
    Sign("remark", "気孔：葉の裏に開く口のイメージ", -4, found_in("answer", REMARK)),
    Sign("subject in the answer", "気孔：水は葉の裏の穴から外へ出る", -2, lambda asked: bool(re.search("(?<!また)(?<!もしく)(?<!あるい)は(?=.)", asked.answer)) and not begins_with_name(asked)),
    Sign("long name", "葉の裏のどこにでもあるとても小さな水の出口：葉の裏にある小さな穴", -3, lambda asked: width(asked.name) > LONG_NAME),
    Sign("nothing but the name", "独立性：ひとつだけ独立して動く力", -2, says_name),
    Sign("answer in Latin letters", "気孔：the small stoma of leaves", -2, is_foreign),
    Sign("digit in the answer", "気孔：1平方ミリに100個ある穴", -1, found_in("answer", "[0-9０-９].*[ぁ-ん]")),
    Sign("amount", "気孔：1,250,000", -3, found_in("answer", "^[^0-9]?[0-9]{1,3}(?:,[0-9]{3})+$")),
    Sign("bits", "気孔：01001010", -3, lambda asked: bool(re.search("^(?:0[01]+|(?!10*$)[01]{4,})$", asked.answer)) and not re.search("進[数法]|コード|番号?$", asked.name)),
    Sign("politeness", "気孔：葉の裏にある小さな穴です", -1, found_in("answer", "です|ます|ません|ください")),
    Sign("many things", "葉身：表皮、葉肉、葉脈、そして気孔", -1, lambda asked: len(re.findall("[、,，/・]", asked.answer)) > 2),
)  # fmt: skip
_CELL = (
    Sign("what is not", "| 木 | 冬の葉 |\n|---|---|\n| 松 | 落ちない |", 1, found_in("answer", "ない|不可|無し|なし|せず")),
    Sign("what is done", "| 木 | 花の色 |\n|---|---|\n| 桜 | 春を告げる色 |", 2, found_in("answer", "を(?=.)")),
    Sign("whole sentence", "| 木 | 花の色 |\n|---|---|\n| 桜 | 咲く頃は白い。 |", 2, found_in("answer", "。")),
    Sign("meaning of a word", "| 語 | 品詞 | 意味 |\n|---|---|---|\n| 猫 | 名詞 | cat |", 4, found_in("column", "^(?:意味(?:・用法)?|(?:日本語|英語)?訳|訳語|和訳|英訳|(?i:meaning|translation))$")),
    Sign("what a thing is or does", "| 木 | 花の色 | 役割 |\n|---|---|---|\n| 桜 | 淡紅色 | 春を告げる |", 2, says_what_it_is),
    Sign("form of a word or command", "| 語 | 過去形 |\n|---|---|\n| go | went |", 3, asks_for_latin),
    Sign("column in kanji", "| 木 | 花色 |\n|---|---|\n| 桜 | 淡紅色 |", 1, found_in("column", "^[一-龠々]+$")),
    Sign("short answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 紅 |", -2, is_short),
    Sign("only katakana", "| 木 | 花の色 |\n|---|---|\n| 桜 | ピンク |", -3, found_in("answer", "^[ァ-ヶー・ ]+$")),
    Sign("hiragana in the name", "| 木 | 花の色 |\n|---|---|\n| 山さくら | 淡紅色 |", -2, found_in("name", "[^ぁ-ん][ぁ-ん]")),
    Sign("gloss in the answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色（春） |", -2, found_in("answer", "[(（]")),
    Sign("in general", "| 木 | 花の色 |\n|---|---|\n| 桜 | 主に淡紅色 |", -2, found_in("answer", IN_GENERAL)),
    Sign("long name", "| 木 | 花の色 |\n|---|---|\n| 山の奥に一本で立つ古い大きな桜の木 | 淡紅色 |", -2, lambda asked: width(asked.name) > LONG_ROW),
    Sign("name in a program", "| 木 | 花の色 |\n|---|---|\n| treeSize | 淡紅色 |", -2, found_in("name", r"[a-z][A-Z]|\w\(")),
    Sign("word for a word of a program", "| 木 | 花の色 |\n|---|---|\n| cherry | 桜の色 |", -3, is_said_again),
    Sign("column of likenesses", "| 木 | 花の例え |\n|---|---|\n| 桜 | 淡紅色 |", -3, found_in("column", "例え|たとえ|比喩|アナロジー|(?i:analogy)")),
    Sign("column of examples", "| 木 | 花の例 |\n|---|---|\n| 桜 | 淡紅色 |", -3, found_in("column", "例|など|場合|事例|サンプル")),
    Sign("serial number of a row", "| 木 | 花の色 |\n|---|---|\n| T02 | 淡紅色 |", -3, found_in("bare", r"^[A-Z]{0,3}-?0[0-9]+$")),
    Sign("number of a row", "| 木 | 花の色 |\n|---|---|\n| ① 桜 | 淡紅色 |", -3, found_in("name", r"[①-⑳]|^\d+(?:[.) ]|$)")),
    Sign("column of names", "| 木 | 会員名 |\n|---|---|\n| 桜 | 佐藤さん |", -3, found_in("column", "^(?:生徒|学生|社員|従業員|会員|顧客|得意先|担当者?|担任|著者|ユーザー?|科目|部署|商品|店舗?|会社)の?名前?$|^(?:氏名|住所|年齢|身長|体重|点数|得点)$")),
    Sign("column of reasons", "| 木 | 理由 |\n|---|---|\n| 桜 | 淡紅色 |", -4, found_in("column", "^(?:(?:選定|採用|判断|選んだ)?理由|根拠)$")),
    Sign("column of settings", "| 木 | 最大値 |\n|---|---|\n| 桜 | 淡紅色 |", -2, found_in("column", "^(?:型|幅|最[大小]値|単位|スケール)$")),
    Sign("column of anything", "| 木 | 内容 |\n|---|---|\n| 桜 | 淡紅色 |", -2, found_in("column", "^(?:内容|概要|詳細|特徴|対応|ポイント)$")),
    Sign("column of aspects", "| 木 | 違い |\n|---|---|\n| 桜 | 淡紅色 |", -1, found_in("column", "^(?:内容|content|特徴|違い|ポイント|注意点|詳細)$")),
    Sign("exercise or log above", "## 観察の記録\n| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |", -2, found_above(EXERCISE)),
    Sign("merits above", "## 緑の木のメリット\n| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |", -3, found_just_above(MERITS)),
    Sign("results above", "## 数えた結果\n| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |", -4, found_just_above(RESULTS)),
    Sign("label", "| 木 | 花の色 |\n|---|---|\n| 基本 | 淡紅色 |", -1, lambda asked: naming(asked.name) != "term" or fold(asked.name) in LABELS),
    Sign("what things are compared in", "| 木 | 花の色 |\n|---|---|\n| 耐寒性 | 淡紅色 |", -2, is_compared_in),
    Sign("what it does", "| 木 | 花の色 |\n|---|---|\n| 桜 | 春に咲く |", -1, found_in("said", "[うくすつむる]$")),
    Sign("begins with the name", "| 木 | 花の色 |\n|---|---|\n| 紅しだれ | 紅しだれ色をした小さな花の房 |", -3, repeats_name),
    Sign("source file for a name", "| 木 | 花の色 |\n|---|---|\n| cherry.py | 淡紅色 |", -3, found_in("bare", SOURCE_FILE)),
    Sign("partly the name", "| 木 | 花の色 |\n|---|---|\n| 紅しだれ | 紅の枝 |", -2, says_partly),
    Sign("nothing but the name", "| 木 | 花の色 |\n|---|---|\n| 紅色性 | 紅色の花 |", -2, says_name),
    Sign("answer in Latin letters", "| 木 | 花の色 |\n|---|---|\n| 桜 | pale rosa |", -2, lambda asked: is_foreign(asked) and not re.fullmatch("[A-Z][a-z]+(?: [A-Z][a-z]+)*", asked.answer)),
    Sign("digit in the answer", "| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色の5枚 |", -1, found_in("answer", "[0-9０-９]")),
    Sign("many things", "| 木 | 花の色 |\n|---|---|\n| 桜 | 赤、白、青 |", -1, lambda asked: len(re.findall("[、,，/・]", asked.answer)) > 1),
)  # fmt: skip
_SENTENCE = (
    Sign("named", "植物の葉の裏にある穴を**ストマ**と呼ぶ。", 4, found_in("sentence", f"{GAP}[」』】]?[ 　]*{SO_CALLED}|^[「『]?{GAP}{MEANING}")),
    Sign("word in kanji", "植物の葉の裏には==気孔==がある。", 1, found_in("answer", "^[一-龠]+$")),
    Sign("one or two", "葉の枚数は最大2枚である。", -2, lambda asked: asked.is_number and bool(re.fullmatch("[12１２](?:つ|個|枚|本|種|人|回|行|台|度)?", asked.answer))),
    Sign("marked number", "桜の花の花びらは**5枚**である。", -1, is_loose_number),
    Sign("long sentence", "植物の葉の裏に多い穴は昼に光を受けて開き、夜には閉じて水の出を抑え、根から上がる水の量も決めていて、乾いた日には昼でも閉じるので、この働きをする穴を==ストマ==と呼ぶ。", -2, lambda asked: len(asked.sentence) > 80),
    Sign("short sentence", "==ストマ==の葉。", -2, lambda asked: len(asked.sentence) < 10),
    Sign("arrow or equals sign", "植物の葉の裏にある穴 → ==ストマ==", -2, found_in("sentence", "[→⇒=＝✓\\\\]")),
    Sign("announced", "植物の葉の裏にある==ストマ==を見てみる。", -2, found_in("sentence", "(?:試す|(?:試して|見て|やって)(?:みる|いく)|(?:紹介|説明|解説)する)[。．]?$")),
    Sign("points elsewhere", "この水は植物の葉の==ストマ==から出る。", -2, found_in("sentence", "^.{0,6}(?:この|これ|その|それ|こんど|だから|そのため|当初|下記|以下|ここで|実は|また|さらに|結果として|何故なら|もう一つ)")),
    Sign("gloss behind the gap", "植物は葉の==ストマ==（stoma）で息をする。", -2, found_in("sentence", f"{GAP}[^、。]{{0,3}}[(（](?!{GAP})")),
    Sign("の in the gap", "植物の葉には==裏のストマ==がある。", -1, found_in("answer", "の")),
    Sign("clause in the gap", "植物の葉の裏には==昼に大きく開く穴==がある。", -6, is_clause),
    Sign("said by the name", "## 気孔\n植物の葉の裏で==気孔==が開く。", -1, is_said_by_name),
)  # fmt: skip
_QUESTION = (
    Sign("what something is", "## 気孔とは？\n葉の裏の穴である。", 2, found_in("name", "は[？?]$")),
    Sign("meaning of a name", "## 気孔とは？\n葉の裏の穴である。", 5, lambda asked: bool(named(asked.name))),
)  # fmt: skip
_LIST = (
    Sign("counted", "## 三つの層\n- 表皮\n- 葉肉\n- 葉脈", 4, is_counted),
    Sign("items that end alike", "## 葉\n- 表皮層\n- 葉肉層", 1, ends_alike),
    Sign("kinds or steps", "## 葉の種類\n- 針葉\n- 広葉樹", 2, found_in("name", OF_KINDS)),
    Sign("lead", "## 葉\n葉を作るのは次のものである。\n- 表皮\n- 葉肉", 2, lambda asked: asked.has_lead),
    Sign("order", "## 葉\n1. 表皮\n2. 葉肉", 1, lambda asked: asked.is_ordered),
    Sign("words in order", "## 葉\n1. 表皮\n2. 葉肉", 1, are_words_in_order),
    Sign("digit in an item", "## 葉\n- 表皮2枚\n- 葉肉", -3, any_item("[0-9０-９]")),
    Sign("exercise or log above", "## 観察の記録\n- 表皮\n- 葉肉", -2, is_of_exercise),
    Sign("particle in an item", "## 葉\n- 水が出る穴\n- 葉肉", -2, unordered(any_item("を|(?<=[^ぁ-ん])[がは](?=.)"))),
    Sign("の in an item", "## 葉\n- 葉の穴\n- 葉肉", -1, lambda asked: any("の" in item for item in asked.items) and len({item[-2:] for item in asked.items}) > 1),
    Sign("act among items", "## 葉\n- 標本整理\n- 葉肉", -2, has_act),
    Sign("aspect", "## 葉の利点\n- 表皮\n- 葉肉", -2, found_in("name", ASPECT)),
)  # fmt: skip

SIGNS: dict[str, tuple[int, tuple[Sign, ...]]] = {
    "definition": (0, _DEFINITION),
    "cell": (2, _CELL),
    "sentence": (1, _SENTENCE),
    "list": (-2, _LIST),
    "question": (0, _QUESTION),
}
"""By what a card is made from: the points that it starts with, and the signs that are weighed."""
