"""Which cells of a table hold a fact that its row and column ask for."""

import re
from collections.abc import Iterable

from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.cards.commands import MODIFIERS
from deckbuilder.cards.saying import is_aside
from deckbuilder.cards.word_forms import is_form, names_word

LONGEST_CELL, MOST_PARTS = 88, 2
"""Columns of a cell that is recalled, and how many lines or sentences it may have."""
LONGEST_NAME = 80
"""Columns of a row's name."""
YEAR = 4
"""Digits of the name of a column that may be one; fewer only count bits or columns."""
LONGEST_KIND = 12
"""Characters of what the names of rows are called."""
_ASIDES = lazy(
    fold(
        r"(?:発音|品詞|pos|part of speech|読み方|覚え方|例え話?|(?:使用|具体|応用|質問|入力|出力|記入|実行|回答|コード)?例文?|例え.{0,4}|備考欄?|補足(?:説明)?|メモ|コメント|感想|所感"
        r"|(?:.*の)?ヒント|リンク|url|参考.{0,4}|参照|出典|ページ数?|頁|順番|順序|no\.?|#|番号|id|日付|日時|作成日|更新日|時刻|状態|ステータス|進捗|(?:主|副)?担当者?|優先度|優先順位"
        r"|難易度|重要度|頻出度|頻度|理解度|チェック|済|意図|設定値|(?:ソース|サンプル)?コード|サンプル|図|画像|グラフ|写真|質問|問い|不要|その他|合計|計|平均|得点率?|(?:.*の)?(?:点数|得点)|スコア|正答率|正解数|所要時間|[0-9０-９]+回目"
        r"|examples?|notes?|memo|remarks?|comments?|links?|samples?|code|image|status|date|page|pic\.?)[0-9]*"
    )
)
"""Names of columns and rows, folded, that hold what nobody has to know, or what cannot be known from its name."""
_BESIDE = lazy(r"[(（][^()（）]*[)）]|[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]")
"""What stands beside a name: 備考（任意）, 📝メモ."""
_AND = lazy("[・/／]")
"""What stands between the names of a column of two things: 特徴・備考."""
_VERDICTS = frozenset(
    fold(word)
    for word in "○ ◯ 〇 ● ◎ △ ▲ × ✕ ✗ ❌ ✓ ✔ ✅ あり なし 有り 無し 有 無 可 不可 可能 不可能 対応 非対応 必須 任意 必要 不要 有効 無効 はい いいえ yes no true false on off 多い 少ない 高い 低い 大 中 小 高 低 ? - 同じ ほぼ同じ 同様 ほぼ同様 同左 同上 共通 変わらない 正しい 誤り 誤っている 間違い 適切 不適切".split()
)
"""One of two or three that the question leaves."""
_ABLE = lazy(
    "(?:利用|使用|対応|設定|変更|選択|実行|適用|追加|削除|作成|取得)(?:可|不可|可能|不可能|できる|できない|できます|できません|しない|していない|しています|していません)"
)
"""A verdict as what can be done with a thing: 利用可能, 利用できません."""
_QUANTITY = lazy(
    r"(?:数|量|率|年|値|番号|ポート|サイズ|長さ?|幅|高さ?|重さ|料金|価格|[)）\]］])$|port|size|count|rate",
    re.IGNORECASE,
)
_ARITHMETIC = lazy(r"[=<>!+*/%-]{1,2}")
_SAYS_NOTHING = lazy(
    "デフォルト(?:値)?|(?:既定|初期|標準)(?:値)?|[言記]及なし|記載なし|未対応|不明|特になし|限定的|一部(?:対応|のみ)?"
)
_OF_NOTES = lazy(r"(?:最終|最新|前回|次回|初回)?(?:保存|作成|更新|登録|学習|復習|見直し|投稿|公開|記録|記入)(?:日時?)?")
"""A row that says when its notes were written or looked at."""
LONGEST_READING = 6
"""Characters by which a sign of arithmetic is only read aloud: >=, 以上."""
_STEP = lazy(r"を[一-龠]{2,}(?:・[一-龠]{2,})*$|[。！？!?]")


def asks_for_no_fact(row: str, column: str) -> bool:
    """Tell whether a row's or a column's name says that what stands there is no fact: 備考, 例, 発音, 順番."""
    parts = (part for name in (row, column) for part in _AND.split(_BESIDE.sub("", name)))
    return any(_ASIDES.fullmatch(fold(part)) for part in parts)


_FILLED_IN = lazy(
    "(?:入力|記入|選択)(?:する)?(?:内容|値|肢)|[一-龠ァ-ヶー]{2,6}の?(?<![比判条])例|(?i:input(?: value)?)"
)


def is_of_a_form(row: str, column: str) -> bool:
    """Tell whether a row or a column says what was filled in somewhere, once, or is an example of it: 入力内容, 設定例."""
    return any(_FILLED_IN.fullmatch(_BESIDE.sub("", name)) for name in (row, column))


def is_no_fact(row: str, column: str, answer: str) -> bool:
    """Tell whether a cell only says yes or no, counts without a unit, asks something, or says what its row or column is called."""
    if _ARITHMETIC.fullmatch(row) and len(answer) <= LONGEST_READING:
        return True
    if _OF_NOTES.fullmatch(row) and re.match(r"[0-9]{4}[-/.年]", answer):
        return True
    if (
        is_verdict(answer)
        or _SAYS_NOTHING.fullmatch(answer.rstrip("。．"))
        or fold(answer) in fold(row)
        or fold(answer) == fold(column)
        or re.fullmatch(r"[(（][^()（）]*[)）]", answer)
    ):
        return True
    if (
        re.fullmatch("[A-Za-z]", answer)
        or re.search(r"[?？](?!\w)", answer)
        or is_aside(answer)
        or re.search("[左右上下]記|[↔⇔⟷]|^(?:※|同様に|同じく|[こそ]れ[をがに])", answer)
    ):
        return True
    if not re.search(r"[^\W\d_]|[%％$¥￥℃°]", answer):
        return not any(_QUANTITY.search(name) for name in (row, column))
    return bool(re.fullmatch(r"[A-Za-z]{1,2}\d{1,3}", answer) and re.fullmatch(r"[A-Za-z]{1,2}\d{1,3}", row))


def is_verdict(answer: str) -> bool:
    """Tell whether an answer is one of two or three that anybody guesses: ○, あり, 不要, 利用できません."""
    bare = fold(answer.rstrip("。．"))
    return bare in _VERDICTS or bool(_ABLE.fullmatch(bare))


def is_of_a_release(row: str, answer: str) -> bool:
    """Tell whether a row is one version of a program, 0.1.11, or its cell a moment to the second."""
    return bool(_VERSION.search(row) or _MOMENT.fullmatch(answer))


_VERSION = lazy(r"(?:^|[@ 　vV])[0-9]+\.[0-9]+\.[0-9]+(?:[-+][\w.]+)?$")
_MOMENT = lazy(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[T 　][0-9]{1,2}:[0-9]{2}.*")


def is_of_a_program(row: str) -> bool:
    """Tell whether a row is an address or a file of somebody's program: /leaves/{id} GET, leaf_count.py, LEAF.md."""
    return bool(_ROUTE.fullmatch(row) or _OWN_FILE.fullmatch(row))


def is_title_of_own(title: str) -> bool:
    """Tell whether a title is over what its author made or took, or over the options of a file of its own: 作成した札, leaf_count.py のオプション."""
    return bool(_MADE.search(title) or _FILE_OF_OPTIONS.match(title))


_MADE = lazy("(?<!を)(?:作成|構築|用意|実装|使用|導入|追加|選定)した(?=[^ぁ-ん])|(?<!を)(?:作|使)った(?=もの|[^ぁ-ん])")
_FILE_OF_OPTIONS = lazy(r"[\w.-]*[_-][\w-]*\.(?:py|rb|sh|[jt]s|go|php)[ 　]*の")
_METHODS = "(?:GET|POST|PUT|PATCH|DELETE)"
_ROUTE = lazy(rf"{_METHODS}[ 　]+/\S*|/\S*[ 　]+{_METHODS}|/(?:[\w-]+/)*(?:\{{\w+\}}|:[a-z_]+)(?:/[\w{{}}:-]+)*")
_OWN_FILE = lazy(
    r"(?:[\w.-]+/)*(?:[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+\.(?:py|rb|php|go|rs|hs|java|kt|swift|cs|c|cpp|h|sh|sql|ipynb|[jt]sx?|vue)|[\w.-]+\.md)"
)


def names_type(row: str, column: str) -> bool:
    """Tell whether a cell only says of what type a name in a program is, which whoever needs it looks up: leafCount, integer."""
    return bool(_TYPE.fullmatch(column) and _IDENTIFIER.fullmatch(row))


_TYPE = lazy("(?:データの?)?(?:型|タイプ)|(?i:(?:data ?)?type)")
_IDENTIFIER = lazy(r"(?=[!-~]*[a-z])[A-Za-z_][\w.\[\]-]*")


def leaves_yes_or_no(column: str) -> bool:
    """Tell whether a column asks whether something is so: 落葉するか？; not いつ落葉するか？, なか."""
    return bool(_WHETHER.search(column)) and not _WHICH.search(column)


_WHETHER = lazy("(?:[るいただ]|[一-龠ァ-ヶー])か(?:どうか|否か)?[？?]?$")
_WHICH = lazy("何|いつ|どこ|誰|どの|どれ|どう(?!か)|なぜ|いくつ|いくら")


def is_too_much(answer: str, lines: int) -> bool:
    """Tell whether a cell says more than one thing, so that nobody recalls it whole."""
    said = len(re.findall("[。．](?=.)", answer)) + 1
    return width(answer) > LONGEST_CELL or lines > MOST_PARTS or said > MOST_PARTS


def names_no_row(name: str) -> bool:
    """Tell whether a row has no name to ask it by: a step, a list, a number, ticks, nothing."""
    bare = re.sub(r"\\\(.*?\\\)|\$.*?\$", "式", name).strip()
    if (
        re.fullmatch(r"[\s\d①-⑳○◯〇●◎△▲×✕✗❌✓✔✅☑\-‐–—―…./・,、()（）]*", bare)
        or bare.startswith("^")
        or "\\" in bare
        or "<br" in name
        or width(bare) > LONGEST_NAME
        or _STEP.search(bare)
    ):
        return not re.search(r"[0-9０-９][%％年月日℃]|^[0-9]{3}$", bare)
    return bool(re.match(r"[・•]|[1１][.．)）]\s", bare)) or not is_noun_phrase(bare, LONGEST_NAME, clause=True)


_OF_SIGNS = lazy(
    "記号|符号|文字|演算子|表現|パターン|構文|書式|(?i:code|symbol|operator|pattern|option|char)",
)


def is_sign(row: str, named: str) -> bool:
    """Tell whether a row is one of signs by what such names are called: 記号 \\d, 演算子 &&."""
    return bool(_OF_SIGNS.search(named.removesuffix(row)))


_MEASURED = lazy(r"[^0-9０-９]{0,3}[0-9][0-9,]*\.(?:[0-9]{2,}|[0-9]+(?:$|[ 　\\]*[^0-9.\s%％]))")


def is_measured(answer: str) -> bool:
    """Tell whether a cell holds what was measured, to the digit: 9.7, 24.4 J. Whoever needs it looks it up."""
    return bool(_MEASURED.match(answer))


def is_grade(named: str, answer: str) -> bool:
    """Tell whether a cell only says how many points or what share a grade takes: 評価 A, 90%以上."""
    return bool(_GRADE.fullmatch(named) and _SCORE_OR_SHARE.fullmatch(answer))


_GRADE = lazy(
    "(?:.{0,6}(?:評価|成績|評定|判定|グレード)|(?i:grade)) ?[A-ZＡ-Ｚ0-9０-９][+＋-]?|[A-ZＡ-Ｚ][+-]?(?:判定|評価)|(?:評価|成績|評定)? ?[秀優良可]"
)
_SCORE_OR_SHARE = lazy(
    "[0-9０-９.]+ ?[%％点]?(?:以上|以下|未満|超|台)?(?:[ 　]?[~〜～、–-][ 　]?[0-9０-９.]+ ?[%％点]?(?:以上|以下|未満|台)?)?"
)


_DATA = lazy(
    r"(?:[出入]?金額?|価格|単価|代金|売上高?|給[与料]|数量|個数|在庫数?|人数|点数|得点|年齢|身長|体重|price|salary|amount|quantity|stock|age|score)(?:[(（].*)?",
    re.IGNORECASE,
)
_NUMBER = lazy(r"[^\w]?[0-9][0-9,.]*[ 　]*\D{0,3}")


def is_example_data(column: str, cells: Iterable[str]) -> bool:
    """Tell whether a column has amounts of somebody's things or people, so that its table is data to work on."""
    return bool(_DATA.fullmatch(column)) and all(map(_NUMBER.fullmatch, filter(None, cells)))


def records_among(columns: Iterable[str]) -> int:
    """Return how many of these columns hold what databases keep of people and goods: 氏名, 電話番号, 商品コード."""
    return sum(bool(_RECORD.fullmatch(_BESIDE.sub("", name).strip())) for name in columns)


LEAST_RECORDS = 3
"""Columns of a table that is one of a database by them alone."""
_RECORD = lazy(
    "(?:顧客|社員|従業員|会員|学生|生徒|学籍|商品|製品|注文|受注|発注|購入|店舗|支店|部署|部門|仕入先|得意先|取引先|講師|教員|科目|担当者?|クラス|ユーザー?|書籍|会社)の?(?:ID|id|番号|コード|名前?|日時?|先|者)"
    "|氏名|名前|社名|(?:自宅|会社)?住所|郵便番号|電話(?:番号)?|メール(?:アドレス)?|年齢|性別|生年月日|誕生日|入社[年日]|給[与料]|所属|部署|部門|役職|会長|社長|担任|学部|学科|学年|趣味"
    "|単価|数量|金額|在庫数?|価格"
)


def is_plan(columns: Iterable[str]) -> bool:
    """Tell whether the columns of a table are those of a plan: 担当 and 期限, 開催形式 and 場所; not 場所 alone."""
    names = [name for column in columns for name in _AND.split(_BESIDE.sub("", column).strip())]
    planned = sum(bool(_PLANNED.fullmatch(name)) for name in names)
    return planned > 1 or (planned == 1 and any(map(_WHEN_AND_WHERE.fullmatch, names)))


_PLANNED = lazy(
    r"(?:主|副)?担当者?|進捗(?:率|状況)?|工数|参加者|講師|登壇者|司会|(?:完了|開始|終了|予定|実施|開催)(?:日時?|時刻)|開催形式|持ち物|資料|会場"
)
_WHEN_AND_WHERE = lazy("日時|時間|時刻|日程|日付|曜日|場所|(?:提出|対応|回答)?期限|締め?切り?日?|納期")


_COMPARES = lazy(r"違い|差異|異なる点|比較")


def compares(column: str) -> bool:
    """Tell whether a column says how rows differ, which takes all that stands there."""
    return bool(_COMPARES.search(column))


_WORD = lazy(r"[^\W\d_]{2}|[ぁ-んァ-ヶ一-龠]")
_SCORE = lazy("[○◯〇●◎△×✕✗❌✓✔✅]")
_KINDLESS = frozenset(map(fold, "名 項目 名前 名称 内容 種類 対象 観点 比較 key name item".split()))
"""What the names of rows are called where it says nothing of them."""


_KEYS = lazy(f"(?:(?:{MODIFIERS})[ 　]*[+＋-]?[ 　]*)+[!-~ァ-ヶー一-龠←→↑↓＋]{{1,8}}")
_PROGRAM = lazy("(?!(?i:keys?|shortcuts?|commands?)$)[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*")


def needs_kind(name: str, kind: str, *, always: bool) -> bool:
    """Tell whether a row's name says nothing by itself, 30~180, `*`, 高, so that it takes what such names are called: 沸点.

    So does a form, 複数, where that is the word that it is a form of, and a key, Ctrl + K, where that is the program that
    it is of; with `always` any name that does not say it already.
    """
    says_whose = (is_form(name) and names_word(kind)) or (_KEYS.fullmatch(name) and _PROGRAM.fullmatch(kind))
    is_word = bool(_WORD.search(name)) and not is_verdict(name) and not says_whose
    if (
        not name
        or (is_word and (not always or kind[-1:].isdigit()))
        or not _WORD.search(kind)
        or len(kind) > LONGEST_KIND
    ):
        return False
    said, called = fold(name), fold(kind)
    return called not in _KINDLESS and not _SCORE.fullmatch(name) and said not in called and called not in said
