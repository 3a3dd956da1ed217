"""What a sign looks for in a card that is weighed: one small function or pattern for each."""

import re
from collections.abc import Callable

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.base.text import fold, letters
from deckbuilder.cards.echoes import is_of_language, said_again
from deckbuilder.cards.kinds import CLAUSE, IS, KINDS, KINDS_OF_FIELDS, WHICH
from deckbuilder.cards.listing import is_expansion
from deckbuilder.cards.saying import TOPIC, tells_event, tells_limit, without_topic
from deckbuilder.cards.titles import names_theorem
from deckbuilder.cards.weighed import Asked
from deckbuilder.quality.card_texts import GAP
from deckbuilder.read.words import naming

SHORT = 12
"""Columns of an answer that is a name itself."""
PARTLY = 0.4
"""From which share on an answer says much of its name again."""
WORD = 16
SHORT_CELL = 4
FEW_WORDS = 24
LONG_NAME = 40
LONG_ROW = 24
"""Columns: of answers, names and sentences that tell little, too much, or enough."""


# --- what is looked for -------------------------------------------------------------------------


def found_in(field: str, pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in a field of a card."""
    looks = lazy(pattern)
    return lambda asked: bool(looks.search(getattr(asked, field)))


def found_above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in any of the titles above a card."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.above))


def found_just_above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in the title next above a card."""
    looks = lazy(pattern)
    return lambda asked: bool(asked.above and looks.search(asked.above[-1]))


def found_near_above(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in one of the two titles next above a card."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.above[-2:]))


def says_partly(asked: Asked) -> bool:
    """Tell whether much of the answer stands in the name already, 気孔の葉, 気孔が葉の裏に開く; beside what stands above a table."""
    (*_, place) = ("", *asked.above) if asked.kind == "cell" else ("",)
    return said_again(asked.name, asked.answer, place) > PARTLY and not asks_for_latin(asked)


def says_name(asked: Asked) -> bool:
    """Tell whether every letter of the name stands in the answer: 独立性, 独立して動く."""
    carried = letters(re.sub("[性化法的]", "", asked.name))
    is_other = says_kind(asked) or asks_for_latin(asked)
    return bool(carried) and carried <= letters(TOPIC.sub("", asked.answer)) and not is_other


says_kind = found_in("said", f"(?:こと|もの|物|{KINDS}|略称?|一種|一つ|(?<=[ぁ-ん])(?:{KINDS_OF_FIELDS})){IS}")


def says_which(asked: Asked) -> bool:
    """Tell whether a clause says which of its kind a thing is, and the name is no aspect of one: 気孔, 開く穴; not 穴の役割."""
    is_name = "の" not in asked.bare and not (is_label(asked) or PARTICLE.search(asked.bare))
    return is_name and bool(WHICH.search(asked.said))


has_clause = found_in("said", CLAUSE)


def is_foreign(asked: Asked) -> bool:
    """Tell whether the answer is in Latin letters, and is not what the letters of the name stand for."""
    return bool(re.fullmatch("(?=.*[A-Za-z])[!-~ ]+", asked.answer)) and not is_expansion(asked.name, asked.answer)


def asks_for_latin(asked: Asked) -> bool:
    """Tell whether a column asks for what is written in Latin letters, and its cell is: 過去形, went; コマンド, ls -l."""
    return bool(_IN_LATIN.search(asked.column)) and is_foreign(asked)


_IN_LATIN = lazy(
    "^(?:英語(?:名|表記)?|英単語|コマンド|ショートカット(?:キー)?|構文|過去形|過去分詞形?|複数形|比較級|最上級|動名詞|(?i:english|command|shortcut))(?:[（(].*)?$"
)


def is_acronym(asked: Asked) -> bool:
    """Tell whether the name is a few capital letters, and no label: ATP; not NG."""
    return bool(re.fullmatch("[A-Z][A-Z0-9/-]{1,6}", asked.bare)) and not is_label(asked)


def is_nouns(asked: Asked) -> bool:
    """Tell whether no particle and no verb stands in the answer, and it is not what the letters of the name stand for."""
    has_words = width(asked.answer) > WORD and not re.search("[ぁ-ん]", asked.answer)
    return has_words and not is_expansion(asked.name, asked.answer)


def is_few_words(asked: Asked) -> bool:
    """Tell whether only a few words stand below a heading, and no clause, kind of thing or sentence: 気孔, 葉裏の小穴.

    A command and a full form are said by them.
    """
    is_bare = asked.shape == "heading" and asked.answer == asked.said and width(asked.answer) <= FEW_WORDS
    says_more = has_clause(asked) or says_kind(asked) or re.search("を|な(?=[一-龠])", asked.answer)
    return is_bare and not says_more and not re.search("[!-~]", asked.name)


def is_said_again(asked: Asked) -> bool:
    """Tell whether a word in small Latin letters is only said by a word: value, 値; of a language and of a symbol that is asked."""
    is_word = not is_of_language(asked.above) and width(asked.said) <= SHORT and not _SAYING.search(asked.said)
    return is_word and bool(re.fullmatch("[^A-Za-z]?[a-z]{2}[!-~ ]*(?<!-)", asked.bare))


def says_what_it_is(asked: Asked) -> bool:
    """Tell whether a column says what the things of the rows are or do, and a cell of it does not by the name itself."""
    is_by_name = fold(asked.bare) in fold(asked.answer)
    return bool(_WHAT_IT_IS.search(asked.column)) and not (is_by_name or is_said_again(asked))


_WHAT_IT_IS = lazy(
    "^(?:説明|定義|機能|役割|責務|(?:主な)?用途|動作|挙動|働き|はたらき|効果|(?i:desc|description|explanation|function))(?:[（(].*)?$"
)
_SAYING = lazy("[をがはにでとへ]|[うくすつぬむる]$|[ぁ-ん]{3}|^[!-~ ]*$")


def is_short(asked: Asked) -> bool:
    """Tell whether an answer is a letter or two; a name in katakana is none: 紅; not パリ."""
    return 0 < width(asked.answer) <= SHORT_CELL and not re.fullmatch("[ァ-ヶー]+", asked.answer)


THING = "こと|もの|方法|仕組み|機能|技術|方式|手法|概念|サービス|システム|状態|処理|構造|プロトコル|言語|規格"
is_latin = found_in("bare", r"^[!-~ァ-ヶー・ ]+$")
LABELS = frozenset(
    fold(word)
    for word in (
        "要約 狙い ねらい 設計意図 作成意図 業種 結論 前提条件 担当 ファイル名 パスワード 用語 基本 基礎 詳細 前提 解説 問題 使い方 環境 準備 確認 方針 仕様 特性 本質 課題 意味 従来 旧 新 改善前 改善後 正 誤 入力 出力 処理 "
        "シナリオ 必要性 高速 低速 スケーラブル デフォルト値 既定値 応用例 お題 証明 修正前 修正後 環境構築 概念 発表者 合言葉 対象 状況 場面 形式 形 その他 はじめに 解決策 解決方法 対処法 使い道 intro abstract conclusion good bad by misc general model before after ng ok do dont don't who what when where why how which presenter speaker なぜ どうやって どのように 何を 誰が どこで いつ"
    ).split()
)


def is_label(asked: Asked) -> bool:
    """Tell whether the name is one that anything may have: 概要, 注意点, 主な用途, 使用例, 記録日; a facet is of its term."""
    if asked.shape == "facet":
        return False
    bare = re.sub("^(?:主な|よく使う)", "", asked.bare)
    return (
        naming(bare) != "term"
        or fold(bare) in LABELS
        or bool(
            re.search(
                "(?:[用体行事実]例|[意善題違利欠要]点|(?:既定|規定|初期)値|[録成新売]日|(?<![ァ-ヶー])ポイント|(?:んだ|[ぁ-ん]た)(?:こと|もの)|.向け)$"
                "|^(?:よく[あ使]|向[くい]|適し|起き).{0,4}(?:用途|使い道|場面|問題|理由|原因|方法|対策|例)$",
                bare,
            )
        )
    )


EXERCISE = (
    "質問|正解|選択肢|解答|例題|設問|問題$|問題?[ 　#＃]?[0-9０-９]|演習|練習|課題|具体例|実装|例$|例[:：]|[をしてみ](?:よう|う)$|サンプル|シナリオ|テーブル$|(?<!レ)コード|(?<![ァ-ヶー])ログ|記録|日[記誌報]|[0-9０-９]日|プリント|読解|範囲|予定"
    "|Example|Note"
)
ASPECT = (
    "(?:メリット|デメリット|利点|欠点|長所|短所|特徴|特長|役割|用途|注意点|[良悪]い点|改善点?|(?<![ァ-ヶー])ポイント|理由|課題|問題点?|効果|目的|できること"
    "|対策|原則|活用|応用|ユースケース|例|場面|機能|重要性|必要性|優位性|強み|弱み)(?:[（(].*)?$"
)
MERITS = "(?:メリット|デメリット|利点|欠点|長所|短所)(?:[（(].*)?$"
SOURCE_FILE = r"\.(?:php|py|rb|[jt]sx?|go|java|cs|vue|swift|kt|rs|c|cpp|h|sh)$"
LIKENESS = "(?:たとえ話?|例え話?|比喩|アナロジー|覚え方|(?<![ァ-ヶーA-Za-z])イメージ)$"
RESULTS = "(?<!実行)(?<!出力)(?:結果|リザルト)$"
_ACT = lazy(
    "(?:確認|設定|作成|対応|管理|実行|実装|追加|削除|変更|利用|使用|検討|導入|準備|計算|処理|表示|取得|更新|登録|選択|入力|出力|起動|操作|評価|比較|解決|検証|調査|指定|判断|開発|運用|構築|活用|整理|向上|短縮|改善|実現|分離|方法|流れ|する)$"
)
_STAGES = lazy("(?:プロセス|サイクル|工程|段階|過程|フェーズ)群?$")


def has_act(asked: Asked) -> bool:
    """Tell whether an act stands among items that are neither in order nor the stages of something: 観察, 計画 of a 過程."""
    return not asked.is_ordered and not _STAGES.search(asked.name) and any(map(_ACT.search, asked.items))


REMARK = "以下の|とされる|注意|らしい|みたい|(?<![ァ-ヶーA-Za-z ])イメージ|感じ|ざっくり|要するに|(?<!あ)つまり|簡単|便利|大事|すごく|めちゃ|とりあえず"
_COMPARED = lazy("(?:性|処理速度|方法|用途|特徴|内容|中身|条件|形態)$")
_MEANING = lazy("意味|説明|定義|内容|概要|解説|詳細")


def is_compared_in(asked: Asked) -> bool:
    """Tell whether a row is named by what things are compared in, and its column by such a thing: 耐寒性 of 桜."""
    return bool(_COMPARED.search(asked.bare)) and not _MEANING.search(asked.column)


IN_GENERAL = "主に|基本|通常|一般|よく|多い|高い|低い|簡単|容易|便利|高速|大規模|最適|優れ|強い|弱い|少ない"
OF_WORDS = "用語|単語|キーワード|語句|まとめ|一覧|種類|分類|コマンド|タグ|プロパティ|メソッド|関数|オプション"


def states_theorem(asked: Asked) -> bool:
    """Tell whether the name is that of a theorem, and not only what it speaks of stands below it."""
    return names_theorem(asked.name) and not is_premise(asked)


def is_premise(asked: Asked) -> bool:
    """Tell whether below the name of a theorem stands only what it speaks of: 葉の数を n とする。"""
    return names_theorem(asked.name) and bool(_PREMISE.search(asked.answer))


_PREMISE = lazy("(?<!必要|可能|目的|対象|原則|前提|特徴|基本|基礎|基準|根拠)(?:とする|とおく|とします)[。．]?$")
GLOSSARY = "(?:(?:用語|単語|語句|キーワード)(?:集|帳|の?(?:整理|一覧|説明|定義))?|[一-龠ァ-ヶーA-Za-z]の意味|^(?i:words?|glossary|vocabulary))(?:[(（].*)?$"
"""A title of words that are explained: 葉の用語集; not 葉の用語と役割."""


PARTICLE = lazy("を(?=.)|(?<=[^ぁ-ん])(?:[がはにとへ]|で(?!き))(?=.)|→|->")
"""Behind a word: the letters of でんぷん and にがり are none."""
OF_KINDS = "(?:種類|分類|区分|手順|流れ|ステップ|プロセス|フロー|サイクル|工程|過程|段階|フェーズ|層|要素|原則|構成|構造|つくり|部分|成分)$"
_INDEX = lazy("^[0-9０-９]+(?:[.．-][0-9０-９]+)*(?:[.．)）]|(?<=[.．-].)[ 　])")
_DIGITS = str.maketrans("一二三四五六七八九両０１２３４５６７８９", "12345678920123456789")


def is_loose_number(asked: Asked) -> bool:
    """Tell whether a number is marked that is neither a limit nor the year of an event."""
    before, _, after = asked.sentence.partition(GAP)
    is_marked = not asked.is_number and bool(re.match("[0-9０-９]", asked.answer))
    return is_marked and not (tells_limit(before, after) or tells_event(before, after))


def is_clause(asked: Asked) -> bool:
    """Tell whether several words with particles or endings are hidden, and no name: 朝に開いている穴; not 朝のストマ."""
    name = without_parentheses(asked.answer).strip()
    return len(name) >= SHORTEST_CLAUSE and bool(_IN_CLAUSE.search(name.replace("の", "")))


SHORTEST_CLAUSE = 8
"""Characters of what is hidden; shorter ones that readers saw were good twice as often."""
_IN_CLAUSE = lazy("[^ぁ-ん](?:[をがはにへともで]|から)[^ぁ-ん]|[ぁ-ん]{2}|[ぁ-ん]$")


def is_counted(asked: Asked) -> bool:
    """Tell whether the name says how many items there are: 葉の三つの層, 春の七草; and not by its own number, 3.2 葉の層."""
    return str(len(asked.items)) in re.findall("[0-9]+", _INDEX.sub("", asked.name).translate(_DIGITS))


def is_one_of_counted(asked: Asked) -> bool:
    """Tell whether a name is one of as many as are counted above it, and none of the points that its author makes."""
    is_name = not (asked.bare.isascii() or PARTICLE.search(asked.bare) or re.search("[0-9０-９]", asked.bare))
    return asked.is_counted and is_name and not (asked.above and _POINTS_MADE.search(asked.above[-1]))


def is_one_of_kindred(asked: Asked) -> bool:
    """Tell whether the name is that of a kind beside others, 主格, 属格, and words say what it is."""
    return asked.is_kindred and names_kind(asked.bare) and not is_label(asked) and bool(_IN_WORDS.search(asked.answer))


def names_kind(name: str) -> bool:
    """Tell whether a name that ends as those beside it may be that of a kind: no act, no aspect, no case, no example."""
    return not (PARTICLE.search(name) or _ACT.search(name) or _NO_KIND.search(name))


_NO_KIND = lazy(f"{ASPECT}|の[^の]{{1,4}}$|(?:[場都]合|とき|[時例化点者面役名]|影響|特性|方針|部分|内容)$")
_IN_WORDS = lazy("^[^「」]*[ぁ-ん]{2}")
_POINTS_MADE = lazy("ポイント|[視観要利欠]点|理由|心得|メリット|特[徴長]|潮流|軸|コツ|方法|使用例|概要")


def ends_alike(asked: Asked) -> bool:
    """Tell whether all items end in the same letter: 導入期, 成長期."""
    last = {item[-1:] for item in asked.items}
    return len(last) == 1 and bool(re.match("[一-龠ァ-ヶ]", last.pop()))


def are_words_in_order(asked: Asked) -> bool:
    """Tell whether the items are numbered, and each is a word in kanji: 購買物流, 製造."""
    return asked.is_ordered and all(map(_WORD_IN_KANJI.fullmatch, asked.items))


_WORD_IN_KANJI = lazy("[一-龠々]{2,8}")


def is_said_by_name(asked: Asked) -> bool:
    """Tell whether every letter of the answer stands in the name."""
    carried = letters(asked.answer)
    return bool(carried) and carried <= letters(asked.name)


def begins_with_name(asked: Asked) -> bool:
    """Tell whether the answer begins with the name and a particle: 気孔は葉の穴."""
    name, answer = fold(asked.bare), fold(asked.answer)
    begins = answer.startswith(name) and answer[len(name) : len(name) + 1] in tuple("はがの")
    return begins or without_topic(asked.name, asked.answer) != asked.answer


def repeats_name(asked: Asked) -> bool:
    """Tell whether the answer begins with the name, and does not say of it what it is: tasks, tasksに並ぶ命令を書いたもの."""
    name, answer = fold(asked.bare), fold(asked.answer)
    begins = len(name) > 1 and answer.startswith(name) and not re.match("とは|[はがの]", answer[len(name) :])
    return begins and not asks_for_latin(asked)


def any_item(pattern: str) -> Callable[[Asked], bool]:
    """Return what tells whether a pattern is found in any item of a list."""
    looks = lazy(pattern)
    return lambda asked: any(map(looks.search, asked.items))


def unordered(tells: Callable[[Asked], bool]) -> Callable[[Asked], bool]:
    """Return what tells the same of a list without an order."""
    return lambda asked: not asked.is_ordered and tells(asked)


_OF_EXERCISE = lazy(f"{EXERCISE}|ポイント|文法|戦略")


def is_of_exercise(asked: Asked) -> bool:
    """Tell whether a list or what stands above it is of an exercise, a log or a text that is read."""
    return any(map(_OF_EXERCISE.search, (*asked.above, asked.name)))
