"""Whole tables that hold nothing to study: rows or columns of a database for an example, a case that is worked on, steps to be done, the bytes of a dump, degrees of several things.

And those whose cells need more that speaks for them, as they compare things.
"""

from deckbuilder.base.blocks import Entry, Table
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.sentences import without_parentheses
from deckbuilder.cards.doubts.cells import CELLS_THAT_TELL, column_of, table_of
from deckbuilder.cards.doubts.drafts import said, texts_above
from deckbuilder.cards.facts import LEAST_RECORDS, is_title_of_own, records_among
from deckbuilder.read.inline import plain


def is_sample(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in rows of a database that are there for an example: | 社員番号 | 氏名 | 部署 |.

    Below what tables are done with, 正規化, one column of them tells.
    """
    found = records_among(_columns(table_of(entry, draft)))
    is_worked_on = any(map(_WORKED_ON.search, draft.trail[-_NEAR:]))
    return found >= (1 if is_worked_on else LEAST_RECORDS)


_NEAR = 3
_WORKED_ON = lazy(
    "正規[化形]|主キー|外部キー|候補キー|(?:内部|外部|等|自然|交差)?結合|(?i:join|group by|select|sql)|集計|(?:テーブル|表|データ)の?例|(?:サンプル|テスト|元)(?:の)?(?:データ|テーブル|表)"
)


def is_of_a_step(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in what is to be filled in or made in a step: 以下の列を追加してください。; options of a command are no such thing."""
    if _OPTION.match(draft.term):
        return False
    *_, lead = ("", *texts_above(entry, draft))
    return bool(_TO_DO.search(lead)) or bool(draft.trail and _STEP.search(draft.trail[-1]))


_OPTION = lazy("--?[A-Za-z]")
_MADE = "(?:追加|設定|作成|入力|選択|登録|変更|用意|準備|記入|構成|導入)"
_STEP = lazy(f"を(?:新規)?{_MADE}(?:する|します|しよう|して)?(?:$|[ 　]*[&＆、])")
_TO_DO = lazy(f"(?:以下|次|下記)の[^。]{{1,24}}[をで]{_MADE}(?:し(?:て|ます|ましょう)|する)")


def is_of_own_case(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in the columns of a database for an example, in a case that is worked on, or where the notes welcome.

    leaf_list テーブル, | id | … and | tree_id | …; 解析要件定義; e.g.; 葉の庭へようこそ.
    """
    if any(map(_CASE.search, draft.trail[-1:])) or any(map(_WELCOME.search, draft.trail[:1])):
        return True
    names = {plain(row[0].md) for row in table_of(entry, draft).rows[:CELLS_THAT_TELL]}
    return "id" in names and any(map(_COLUMN.fullmatch, names))


_CASE = lazy(
    r"^[a-z][a-z0-9_]*[ 　]?テーブル(?:の(?:定義|構成|構造|カラム))?$|^(?:e\.g|ex|i\.e)\.?$"
    r"|(?:解析|分析|案件|アプリ|サンプル|例題?)の?[ 　]?要件(?:定義)?$|^(?:例題|Example)[ 　]?[0-9０-９]*$"
)
_WELCOME = lazy("へ(?:よう|ヨウ)こそ[！!]*$")
_COLUMN = lazy("[a-z]+(?:_[a-z]+)*_(?:id|at|name|date|no)|name|title|email|password|age|price")


def is_made_by_author(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands next below a title of what its author made or took: 作成した札."""
    return bool(draft.trail) and is_title_of_own(draft.trail[-1])


def is_of_a_dump(entry: Entry, draft: Draft) -> bool:
    """Tell whether a row is only a place among bytes: | オフセット | 説明 |, 0x1A."""
    first, *_ = (*_columns(table_of(entry, draft)), "")
    return bool(_PLACE.match(first) and _ADDRESS.fullmatch(draft.term))


_PLACE = lazy("(?:オフセット|番地|アドレス|(?:バイト|ビット)?位置|(?i:offset|address))(?![一-龠ァ-ヶー])")
_ADDRESS = lazy("[+＋]?(?:0x)?[0-9A-Fa-f]+h?(?:[ 　]*[-–~〜～][ 　]*(?:0x)?[0-9A-Fa-f]+h?)?")


def is_degree(entry: Entry, draft: Draft) -> bool:
    """Tell whether a row of several columns is but a degree, and its column does not explain that: 高 of 花の色."""
    is_unexplained = bool(_DEGREE.fullmatch(draft.term)) and not _EXPLAINS.search(column_of(draft))
    return is_unexplained and len(table_of(entry, draft).header) > _NAME_AND_NOTE


_DEGREE = lazy("[高中低大小上下強弱]")
_EXPLAINS = lazy("意味|説明|定義|基準|条件|目安|読み")
_NAME_AND_NOTE = 2
"""Columns of a table of a name and the one thing noted of it."""


def is_weak_side(entry: Entry, draft: Draft) -> bool:
    """Tell whether little speaks for a cell in a column that is one of several things which a table compares: | 項目 | Web版 | アプリ版 |.

    What is one property, or a name without katakana and Latin letters, is no such column. Of 21 sides with fewer points readers called 6 good,
    of 14 others 10.
    """
    column = column_of(draft)
    first, *things = (*_columns(table_of(entry, draft)), "")
    sides = [thing for thing in things if thing and not _PROPERTY.search(thing)]
    if column not in sides or len(sides) < _NAME_AND_NOTE or not _ASPECTS.fullmatch(first):
        return False
    is_short = width(without_parentheses(next(said(draft)))) <= FEW_WORDS
    return any(weight < (POINTS_OF_SIDE if is_short else POINTS_OF_LONG_SIDE) for weight in draft.points)


FEW_WORDS, POINTS_OF_SIDE, POINTS_OF_LONG_SIDE = 16, 1, 2
"""Columns of a cell that is recalled at a glance, and the points that it has to have, and any other one."""
_ASPECTS = lazy("#|(?:比較)?(?:項目|観点|軸|特[徴性]|機能|要素|内容|属性|基準|点|ポイント)?")
_PROPERTY = lazy(
    "^(?!.*[をがはにでへ])[0-9０-９一-龠々ぁ-ん\u2060]+$|意味|説明|読み|書き|使い|求め"
    "|(?:[訳例名]|コマンド|ショートカット|メソッド|関数|タグ|プロパティ|パラメータ|オプション|キー|クラス|プロトコル|ポート|サイズ|デフォルト|タイプ|データ|コード|メリット|ユースケース)$"
    "|(?i:desc|name|value|type|default|meaning|example|command)"
)
"""What is one property of each thing, and no thing itself."""


def says_anything(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a column may hold anything, and little speaks for its cell: ソリューション."""
    return bool(_ANYTHING.fullmatch(column_of(draft))) and any(weight < POINTS_OF_ANYTHING for weight in draft.points)


POINTS_OF_ANYTHING = 3
_ANYTHING = lazy("ソリューション|アプローチ|アクション|コンセプト|ターゲット|リアクション")


def _columns(table: Table) -> list[str]:
    return [plain(name.md) for name in table.header[:CELLS_THAT_TELL]]
