"""Small signs that a card may ask for nothing: none is a fault by itself, and together they say where to look.

Which cards are made is weighed by what the notes say. Of those that are made, these signs tell most of what readers
still do not want to keep: of 1,180 cards of strangers' notes that readers judged six of ten bad ones have one, and four
of nine good ones.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold, letters
from deckbuilder.base.words import Words
from deckbuilder.quality.card_texts import FORMULA, GAP, CardText
from deckbuilder.quality.findings import Finding, found_on
from deckbuilder.quality.wording import lacks_command, leaves_nothing, names_part_of_diary, tells_environment


class Seen(NamedTuple):
    """One card as its signs are looked for, plain."""

    role: str
    place: str
    name: str
    """What it asks by: a term or the name of its row; empty if it asks in words: 穴は？"""
    term: str
    """What stands over a sentence with a gap, empty otherwise."""
    column: str
    """Of a cell, empty otherwise."""
    cue: str
    asked: str
    """Its question, or its sentence without a gap."""
    answer: str
    said: str
    """The answer without its formulas."""
    points: int
    """How many its file asks of each card."""


class SmallSign(NamedTuple):
    """One row: what a reader stumbles over, and notes that have it."""

    said: Words
    example: str
    tells: Callable[[Seen], bool]


def speaks_against(card_text: CardText, points: int) -> Iterator[Finding]:
    """31. Small signs say that a card may ask for nothing. (strangers' notes)

    `points` is how many the card's file asks of each card.
    """
    if card_text.note.kind in ("basic", "cloze"):
        seen = _seen(card_text, points)
        said = [sign.said for sign in SMALL_SIGNS if sign.tells(seen)]
        if said:
            told = Words(", ".join(words.en for words in said), "、".join(words.ja for words in said))
            yield found_on("N238", card_text, len(said), told)


def _seen(card_text: CardText, points: int) -> Seen:
    """Return a card as its signs are looked for; the way back has those of the way there."""
    note, prompt, answer = card_text.note, card_text.prompt, card_text.answer
    if note.kind == "basic" and card_text.ordinal == 1:
        prompt, answer = answer, prompt
    row, _, column = prompt.rpartition(" ─ ") if note.role == "cell" else (prompt, "", "")
    return Seen(
        role=note.role,
        place=card_text.place,
        name="" if note.kind == "cloze" or prompt.endswith(("？", "?")) else row,
        term=card_text.term,
        column=column,
        cue=card_text.cue,
        asked=prompt.replace(GAP, answer),
        answer=answer,
        said=FORMULA.sub("", answer),
        points=points,
    )


def _in(field: str, pattern: str) -> Callable[[Seen], bool]:
    """Return what tells whether a pattern is found in a field of a card."""
    looks = lazy(pattern)
    return lambda seen: bool(looks.search(getattr(seen, field)))


def _named(field: str, pattern: str) -> Callable[[Seen], bool]:
    """Return what tells the same of a card that asks by a name, and not in words."""
    tells = _in(field, pattern)
    return lambda seen: bool(seen.name) and tells(seen)


def _says_name_again(seen: Seen) -> bool:
    """Tell whether a name, or a third of what carries the meaning of the answer in it, stands in both."""
    carried, name = letters(seen.answer), fold(without_parentheses(seen.name))
    return (len(name) > 1 and name in fold(seen.answer)) or (
        bool(carried) and len(carried & letters(seen.name)) * 3 >= len(carried)
    )


SHORT, SHORTEST = 8, 4
"""Characters of a definition, and of a cell, that hardly tells what it is asked by from other things."""
MUCH = 8
"""Points that a file asks of each card if hardly anything in it can be asked; of 85 such cards readers called 11 % bad, of 252 with five to seven 4 %."""

_EXERCISE = "求め(?:よ|なさい|ましょう)|計算(?:せよ|しなさい|しましょう)|(?:して|訳して)み(?:よう|ましょう)|[英日本国]語に(?:し|訳|直)"
_DIARY = "".join(
    f"## {leaf}の葉\n今日は朝に開いて、夜になると閉じていくことが多くなった。\n"
    for leaf in "一二三四五六七八九十百千万"
)
_JAPANESE = lazy("[ぁ-んァ-ヶ一-龠]")
_ARROW = lazy("[←→⇒↔]")
_STEPS = "(?:方法|手順|構築|設定|確認|接続|作成|利用|使い方)$|例|演習|練習"

_DEED = lazy("(?:構築|導入|整備|準備|作成|実施|対応|すすめ|インストール|見直し|検討)$")
_ASPECT = lazy("原義|語義|語源|由来|意味|定義|目的|理由|原因|結果|利点|欠点|特徴|役割|種類|方法|条件|本質|概要|対象")
_OF_ANYTHING = "(?:意図|要素|コスト|状態|目的|背景|効果|対象|基準|条件|方針|観点|実装|構成|役割|結果|備考|用途|内容|特徴|接続|対応|処理|規模|利用者|対象者)"
_FORM = lazy(r"[A-Za-z]['′]?|第.{1,3}[形型]|\S{0,6} ?[高中低]")

SMALL_SIGNS = (
    SmallSign(Words("hardly anything in its file can be asked", "ファイルのほとんどが問えない"), f"Q: 息をする穴は？\nA: 気孔\n{_DIARY}", lambda seen: seen.points >= MUCH),
    SmallSign(Words("a formula in the name", "名前の中の数式"), "Q: 式 $y$\nA: 直線", _in("name", r"\\[(\[]")),
    SmallSign(Words("code, a link or a blank in the answer", "答えの中のコード、リンク、記入欄"), "Q: 穴を開くのは？\nA: <開く命令>", _in("said", r"[=<>{}\\|_$#@]|https?:|/[a-z]")),
    SmallSign(Words("an answer like its name", "名前に似た答え"), "Q: 側根\nA: 側に伸びる根", _says_name_again),
    SmallSign(Words("several things in the answer", "答えの中の並び"), "Q: 葉を作るのは？\nA: 表皮・葉脈", _in("answer", "[・,，/]")),
    SmallSign(Words("a definition of a few letters", "数文字だけの説明"), "- 気孔【基本】\n葉裏の穴", lambda seen: seen.role == "definition" and len(seen.answer) <= SHORT),
    SmallSign(Words("a cell of a few letters", "数文字だけのセル"), "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色 |", lambda seen: seen.role == "cell" and len(seen.answer) <= SHORTEST),
    SmallSign(Words("a number in the answer", "答えの中の数"), "Q: 花びら\nA: 5枚", _named("answer", "[0-9０-９]")),
    SmallSign(Words("a column of values", "値の列"), "| 木 | 花（国花） |\n|---|---|\n| 桜 | 淡紅色 |", _in("column", r"[(（=/_]|値|数$")),
    SmallSign(Words("a column of a plan", "予定の列"), "| 木 | 持ち物 |\n|---|---|\n| 桜 | 淡紅色の布 |", _in("column", "^(?:(?:主|副)?担当者?|期限|締め?切り?|納期|進捗|工数|参加者|講師|開催形式|持ち物|資料|会場)$")),
    SmallSign(Words("a column that anything may stand in", "何でも入る列"), "| 木 | 特徴 |\n|---|---|\n| 桜 | 淡紅色 |", _in("column", "^(?:説明|内容|概要|詳細|特徴|対応|ポイント|機能|値)$")),
    SmallSign(Words("an answer in Latin letters", "英字だけの答え"), "Q: 気孔\nA: stoma", _named("answer", "^(?=.*[A-Za-z])[!-~ ]+$")),
    SmallSign(Words("signs in the name", "名前の中の記号"), "Q: 葉/茎\nA: 緑の器官", _in("name", r"[=<>{}/\\|_$#@・,，]")),
    SmallSign(Words("a source file for a name", "名前の代わりのソースファイル"), "Q: leaf.py\nA: 緑の器官", _in("name", r"\.(?:php|py|rb|[jt]sx?|go|java|cs|vue|swift|kt|rs|c|cpp|h)$")),
    SmallSign(Words("a group for a name", "名前の代わりの一群"), "Q: よく使う穴\nA: 気孔", _in("name", "^(?:よく使う|主な|代表的な)")),
    SmallSign(Words("a number for a name", "名前の代わりの数"), "Q: 5枚\nA: 花びら", _in("name", "^[0-9０-９.,]+[ぁ-んァ-ヶ一-龠%]{0,2}$")),
    SmallSign(Words("a serial number or ticks for a name", "名前の代わりの通し番号や印"), "| ID | 花 |\n|---|---|\n| K-1 | 淡紅色 |\n| K-7 | 白い色 |", _in("name", r"^(?:\S*ID|No\.?|#|番号|項番) ?\S*[0-9]$|^(?:\S{1,6} )?[○◯〇×✕✓✔✅❌△◎●](?: [○◯〇×✕✓✔✅❌△◎●])*$")),
    SmallSign(Words("a rank for a name", "名前の代わりの序列"), "| 木 | 花 |\n|---|---|\n| 桜 高 | 淡紅色 |", _in("name", "(?:^| )[高中低大小]$")),
    SmallSign(Words("the meaning of a word", "語の意味だけの答え"), "Q: 気孔\nA: 息をする穴を意味する", _named("answer", "意味(?:する|します)?[。．]?$")),
    SmallSign(Words("only what it is one of", "何の一つかだけの答え"), "Q: 気孔\nA: 葉の穴の一つ", _named("answer", "の(?:一つ|ひとつ|一種)(?:である|です|だ)?[。．]?$")),
    SmallSign(Words("a noun of a noun", "「…の…」だけの答え"), "Q: 気孔\nA: 葉裏の小穴", _named("answer", "^[^ぁ-ん]+の[^ぁ-ん]+。?$")),
    SmallSign(Words("nothing to fill the gap by", "穴の手がかりがない文"), "==気孔==を確認できる。", lambda seen: seen.role == "sentence" and leaves_nothing(seen.asked.replace(seen.answer, ""))),
    SmallSign(Words("an arrow in the sentence", "文の中の矢印"), "水が出る穴 ← ==気孔==", lambda seen: not seen.name and bool(_ARROW.search(seen.asked))),
    SmallSign(Words("a side for a name", "名前の代わりの一方"), "Q: 従来\nA: 手で数える葉", _in("name", "^(?:従来|以前|旧|新|通常|標準|グローバル|ローカル|内部|外部|前者|後者|正常|異常|左|右|上|下|中央)$")),
    SmallSign(Words("an option without its command", "コマンドのないオプション"), "## オプション\nQ: -l\nA: 葉の名を出す", lambda seen: not seen.cue and lacks_command(seen.place.split(" › "), seen.name, seen.answer)),
    SmallSign(Words("the environment of its author", "書いた人の環境"), "## 実行環境\nQ: 机\nA: LeafDesk 3.1", lambda seen: bool(seen.name) and tells_environment(seen.place.split(" › ")[-1], seen.name, seen.answer)),
    SmallSign(Words("a part of a diary for a name", "名前の代わりの日記の項目"), "Q: わかったこと\nA: 葉の裏に穴がある", lambda seen: names_part_of_diary(seen.name, seen.answer)),
    SmallSign(Words("a part of speech for an answer", "品詞だけの答え"), "Q: 葉\nA: 名詞", _named("answer", "^(?:名|代名|動|形容|形容動|連体|副|接続|感動|助|助動|前置|冠)詞$")),
    SmallSign(Words("clauses in the name", "名前の中の読点や句点"), "Q: 葉にあり、開く\nA: 気孔", _in("name", "[、。]")),
    SmallSign(Words("を in the name", "名前の中の「を」"), "Q: 水を出す\nA: 気孔", _in("name", "を")),
    SmallSign(Words("の in the name", "名前の中の「の」"), "Q: 葉の穴\nA: 気孔", _in("name", "の")),
    SmallSign(Words("a heading of steps or examples", "手順や例の見出し"), "## 観察の手順\nQ: 気孔\nA: 息をする穴", _named("place", _STEPS)),
    SmallSign(Words("a foreign sentence alone", "訳のない外国語の文"), "==Stoma== is a small hole.", lambda seen: seen.role == "sentence" and not _JAPANESE.search(seen.asked)),
    SmallSign(Words("a gap below an example", "例の下の穴"), "## 観察の例1\n気孔の数は==八つ==である。", _in("term", "(?:例|演習|練習|計算)[0-9０-９]*$")),
    SmallSign(Words("a quotation in the answer", "答えの中の引用"), "Q: 気孔は？\nA: 葉の「口」", _in("answer", '["“「『]')),
    SmallSign(Words("an exercise", "練習問題"), "Q: 水の量を計算せよ\nA: 八割", _in("asked", _EXERCISE)),
    SmallSign(Words("a word for another text", "ほかの文章を指す語"), "Q: 前回見た穴は？\nA: 気孔", _in("asked", "前回|前章|前節|本記事|この記事|次回|の章で|ここで見る")),
    SmallSign(Words("a deed for a name", "名前の代わりの作業"), "- 庭の整備【基本】\n葉を集めて石を並べる仕事である。", lambda seen: seen.role == "definition" and not seen.cue and bool(_DEED.search(seen.name))),
    SmallSign(Words("a page for an answer", "ページの紹介だけの答え"), "Q: 葉の本\nA: 葉を学ぶ人の動画教材", _named("answer", "(?:記事|チュートリアル|サイト|ページ|トピック|資料|ドキュメント|リンク集|動画|教材|講座)(?:である|です|だ)?[。)）]?$")),
    SmallSign(Words("an aspect in the gap", "穴の答えが観点の名"), "==語源==は葉の口である。", lambda seen: seen.role == "sentence" and bool(_ASPECT.fullmatch(seen.answer))),
    SmallSign(Words("a name that anything may have", "何の名前にもなる語"), "Q: 設計意図\nA: 水を逃がさない作り", _in("name", f"^(?:設計)?{_OF_ANYTHING}$")),
    SmallSign(Words("a letter or a form for a name", "名前の代わりの文字や型"), "| 型 | 花 |\n|---|---|\n| 第2形 | 淡紅色 |", lambda seen: seen.role == "cell" and bool(_FORM.fullmatch(seen.name))),
    SmallSign(Words("only what is needed or wished for", "必要や望みだけの答え"), "Q: 気孔\nA: 光が必要です。", _named("answer", "が必要(?:です|である|だ|となる|になる)?[。．]?$|望ましい|マシ(?:な|ぐらい|くらい)")),
    SmallSign(Words("a project, plan or survey above", "企画や計画、アンケートの見出し"), "## 庭の要件\nQ: 気孔\nA: 息をする穴", _in("place", "プロジェクト|要件|アンケート|企画|フェーズ|設計書|の作成(?: › |$)")),
)  # fmt: skip
