"""How sure the reading of a draft is: what is not sure makes no new card, and is told as what could be asked.

A term and its definition on one line, a list of names under what they are names of, a cell between its row and its
column are sure by how they are written. A text that only stands below a heading is not: it has to say itself that it
defines. A mark, a directive and `Q:` insist on the card, and nothing is doubted then.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry
from deckbuilder.base.notes import Draft, Objection
from deckbuilder.cards.doubts.anywhere import (
    asks_aside,
    has_blanks,
    is_drawn,
    is_environment,
    is_filled_in,
    is_forecast,
    is_likened,
    is_linked_aside,
    is_of_a_channel,
    is_of_a_page,
    is_of_a_profile,
    is_of_an_example,
    is_of_an_index,
    is_of_another_text,
    is_of_no_command,
    is_of_no_notes,
    is_own_folder,
    is_pasted_row,
    is_property,
    is_side,
    is_struck,
    is_task,
    is_wished,
    stands_in_frame,
)
from deckbuilder.cards.doubts.aspects import has_more_than_name, is_bare_aspect, says_other
from deckbuilder.cards.doubts.cells import (
    cell,
    ends_in_row,
    is_below_a_clause,
    is_below_a_row,
    is_below_a_rule,
    is_below_a_span,
    is_beside_own,
    is_dash,
    is_data,
    is_form_of_no_word,
    is_half_row,
    is_letter,
    is_lettered,
    is_meaning_of_form,
    is_numbered,
    is_of_a_day,
    is_of_example,
    is_of_example_code,
    is_of_lists,
    is_of_many_rows,
    is_planned,
    is_row_again,
)
from deckbuilder.cards.doubts.code import is_a_program, is_own_code
from deckbuilder.cards.doubts.definitions import (
    definition,
    has_no_name,
    is_argument,
    is_imprint,
    is_made_before,
    is_misconception,
    is_name_again,
    is_not_said,
    is_of_aspect,
    is_of_diary,
    is_of_differences,
    is_only_used,
    is_praised,
    is_shared,
    is_symbol,
    is_too_long,
    is_translated,
    is_type,
    names_another,
    says_who_made_it,
)
from deckbuilder.cards.doubts.drafts import Finder, each
from deckbuilder.cards.doubts.lists import is_list_of_examples, is_motley
from deckbuilder.cards.doubts.own import is_a_file, is_in_repository, is_of_a_machine, is_of_own_document
from deckbuilder.cards.doubts.questions import (
    has_several_answers,
    is_asked_elsewhere,
    is_not_answered,
    is_of_a_picture,
    is_of_survey,
    is_of_talk,
)
from deckbuilder.cards.doubts.sentences import (
    begins_inside,
    bold,
    incidental,
    is_asked_by_row,
    of_its_name,
    of_own_code,
    told,
)
from deckbuilder.cards.doubts.tables import (
    is_degree,
    is_made_by_author,
    is_of_a_dump,
    is_of_a_step,
    is_of_own_case,
    is_sample,
    is_weak_side,
    says_anything,
)
from deckbuilder.cards.echoes import names_sort_alone, sounds_like
from deckbuilder.cards.facts import (
    YEAR,
    asks_for_no_fact,
    is_grade,
    is_measured,
    is_no_fact,
    is_of_a_form,
    is_of_a_program,
    is_of_a_release,
    is_sign,
    is_too_much,
    is_verdict,
    leaves_yes_or_no,
    names_no_row,
    names_type,
)
from deckbuilder.cards.gaps import (
    is_loose,
    is_no_name,
    is_not_determined,
    is_piece_of_word,
    lacks_object,
    says_itself,
    says_nothing,
    sums_up,
)
from deckbuilder.cards.names_given import is_meant_of_many
from deckbuilder.cards.saying import breaks_off, means, narrates, tells_means, tells_to_choose, translates
from deckbuilder.cards.titles import is_part_of_test, names_act, names_no_thing, names_relation
from deckbuilder.cards.weighed import cards_of, kind_of, roles_of
from deckbuilder.cards.weighing import points
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import is_no_event, is_year


class Doubt(NamedTuple):
    """One row: why a card is not sure, with notes whose card is only offered and close ones that are asked."""

    name: str
    code: str
    unsure: str
    sure: str
    finder: Finder
    of_file: bool = True
    """It tells of the whole file; what comes by chance in any notes, as an example does, tells nothing of it."""


def doubted(draft: Draft, entry: Entry) -> Draft:
    """Return a draft with what speaks against asking its cards anew, one reason for each, and how much for them."""
    if draft.insists or draft.wish != "ask":
        return draft
    if kind_of(draft):
        draft = replace(draft, points=tuple(map(points, cards_of(entry, draft))) or (0,))
    found: dict[int, Objection] = {}
    tells = False
    kept = {at for at, slot in enumerate(draft.slots) if slot.kept}  # asked by nobody anew, whatever is said
    for doubt in _doubts_of(draft.role):
        for ordinal in doubt.finder.finds(entry, draft):
            if ordinal not in kept:
                tells |= doubt.of_file
                found.setdefault(ordinal, Objection(ordinal, doubt.code, (_named(draft, ordinal),)))
    objections = tuple(found[ordinal] for ordinal in sorted(found))
    return replace(draft, objections=objections, tells=tells) if found else draft


@cache
def _doubts_of(role: str) -> list[Doubt]:
    """Return the rows that may doubt a draft of this role."""
    return [doubt for doubt in DOUBTS if not doubt.finder.roles or role in doubt.finder.roles]


def _named(draft: Draft, ordinal: int) -> str:
    """Return what a message calls a card by: its hidden text, or what it asks for."""
    if draft.slots:
        return draft.slots[ordinal].key
    return plain(draft.prompt.md) if draft.prompt else draft.term


def _outweighed(kind: str, number: bool = False) -> Finder:
    """Return a finder that doubts the cards of a kind that more speaks against than for."""

    def finds(_entry: Entry, draft: Draft) -> Iterator[int]:
        if kind_of(draft) == kind:
            for at, weight in enumerate(draft.points):
                is_number = kind == "sentence" and not draft.slots[at].is_word
                if weight < 0 and is_number is number:
                    yield at

    return Finder(roles_of(kind), finds)


DOUBTS = (
    Doubt("about the notes", "N243", "## 本書の使い方\n- 索引：終わりの頁で語を探す所\n\n## この庭で育てる葉\n- 学びの葉：毎日の光を力に変える\n\n## 花\n- 本日の目的：花の色を決める色素\n\n## 頻出問題\n- 葉脈：水を葉の先まで運ぶ管\n\n## Chapter 2\n- 葉肉：光を力に変える緑の層\n", "## 本の作り\n- 索引：終わりの頁で語を探す所\n\n## この木で育てる葉\n- 学びの葉：毎日の光を力に変える\n\n## 葉の管（★頻出）\n- 葉脈：水を葉の先まで運ぶ管\n\n## Chapter 2 葉の層\n- 葉肉：光を力に変える緑の層\n\n## この庭の石\n- 沓脱石：客が靴を脱ぐために縁の前に置く石\n", each(stands_in_frame)),
    Doubt("document of its author's program", "N243", "# 葉の記録マニュアル\n- 索引：終わりの頁で語を探す所\n\n# 葉の図鑑の要件定義書\n- 葉柄：葉を枝につなぐ細い部分\n\n# 庭の議事録\n- 剪定：枝を切って木の形を整える仕事\n\n# 葉の形に関するアンケート\n- 葉脈：水を葉の先まで運ぶ管\n\n# 研究進捗まとめ：葉の数\n| 道具 | 役割 |\n|---|---|\n| 定規 | 葉の長さを測る道具 |\n", "# 葉の本\n- 索引：終わりの頁で語を探す所\n\n# 議事録の書き方\n- 剪定：枝を切って木の形を整える仕事\n\n# アンケート\n- 葉脈：水を葉の先まで運ぶ管\n\n# 進捗管理\n## 道具\n| 道具 | 役割 |\n|---|---|\n| 定規 | 葉の長さを測る道具 |\n", each(is_of_own_document)),
    Doubt("design of what its author makes", "N243", "# 葉を数えるボットの作成\n## 機能要件\n| 部分 | 役割 |\n|---|---|\n| 計数 | 葉の数を調べて表に出す |\n\n## 使用技術\n- 写真：画像から葉を数える方法\n", "# 庭の仕組みの設計\n## 機能要件\n| 部分 | 役割 |\n|---|---|\n| 計数 | 葉の数を調べて表に出す |\n\n# 葉を数えるボットの作成\n## 言葉\n- 写真：画像から葉を数える方法\n", each(is_of_own_document)),
    Doubt("address of an example", "N243", "- 十進の表記：203. 0. 113. 25\n", "- 自分自身を指す住所：127.0.0.1\n", each(is_of_a_machine, "definition"), of_file=False),
    Doubt("where code stands", "N240", "- LeafCount：[github.com/leaf/count]の`Leaf[T]`型\n", "- LeafCount：葉の数を返す型\n", each(is_in_repository, "definition"), of_file=False),
    Doubt("aside", "N243", "- 気孔：ここ毎回忘れるけど葉の穴\n- 葉脈：試験によく出る管\n", "- 気孔：葉の裏にある穴\n", each(asks_aside)),
    Doubt("environment of its author", "N243", "## 観察の環境\n- 机：LeafDesk 3.1\n", "## 観察の環境\n- 机：葉を並べて見る所\n", each(is_environment, "definition", "cell")),
    Doubt("folder of its author", "N243", "- Leaf (10-leaf/)：葉の裏を写した絵\n", "- Leaf (leaf)：葉の裏を写した絵\n", each(is_own_folder, "definition", "cell"), of_file=False),
    Doubt("property of a note", "N243", "**タイプ**: 🔍 Concept\n", "## 気孔\n**タイプ**: 🔍 Concept\n", each(is_property, "definition"), of_file=False),
    Doubt("forecast", "N243", "## 葉の数の予測\n- 2035年：枝ごとに葉が減る\n", "## 葉の数の歴史\n- 1935年：枝ごとに葉が減る\n", each(is_forecast, "definition", "sentence"), of_file=False),
    Doubt("file that is no notes", "N243", "# 2035年の目標設定\n- 気孔：葉の裏にある小さな穴\n", "## 目標設定\n- 気孔：葉の裏にある小さな穴\n", each(is_of_no_notes)),
    Doubt("wish of its author", "N243", "## 葉の庭\n私が育てたいのは次の葉である。\n\n- 広い葉：朝の光を受けて育つもの\n", "## 葉の庭\n\n- 広い葉：朝の光を受けて育つもの\n", each(is_wished, "definition"), of_file=False),
    Doubt("what its author is or has", "N243", "# 葉の庭\n\n## 自己紹介\n- 剪定：枝を切る仕事で毎日行う作業\n", "# 葉の庭\n\n## 仕事\n- 剪定：枝を切る仕事で毎日行う作業\n", each(is_of_a_profile, "definition", "list"), of_file=False),
    Doubt("remark on what is recommended", "N243", "## Show notes\n- [葉の本](https://www.amazon.co.jp/dp/1)：葉の形を集めた図鑑\n", "## Show notes\n- [葉の本](https://example.com)：葉の形を集めた図鑑\n", each(is_linked_aside, "definition"), of_file=False),
    Doubt("what is set beside another", "N240", "## 似た言葉との違い\n- 若葉：より早い時期の葉\n", "## 似た言葉\n- 若葉：より早い時期の葉\n", each(is_likened, "definition"), of_file=False),
    Doubt("what goes into or comes out of a program", "N240", "# 葉を数える\n\n## 入力\n- 引数：葉の絵がある場所の名\n", "# 葉を数える\n\n## 言葉\n- 引数：葉の絵がある場所の名\n", each(is_of_a_channel, "definition"), of_file=False),
    Doubt("words left out", "N240", "- 気孔：葉の裏で【12】を出す穴\n- 葉柄：。\n", "- 気孔：葉の裏で水を出す穴\n", each(has_blanks), of_file=False),
    Doubt("part of a diary", "N243", "## わかったこと\n葉の裏に開く小さな穴である。\n\n## 葉を数えるに至った経緯\n葉の裏に開く小さな穴である。\n", "- impression：葉の見え方が心に残す跡\n", each(is_of_diary, "definition")),
    Doubt("struck out", "N243", "- 気孔：~~葉の表にある穴~~\n- ~~気孔：葉の表にある穴~~\n", "- 気孔：~~葉の表~~ 葉の裏にある穴\n", each(is_struck), of_file=False),
    Doubt("about another text", "N243", "## 葉の層\n前回の記事で分けたのは次の三つの層である。\n- 表皮\n- 葉肉\n- 葉脈\n\n## 葉の数え方\n本セクションでは葉の数を**面積**で定義する。\n", "## 葉の層\n葉を作るのは次の三つの層である。\n- 表皮\n- 葉肉\n- 葉脈\n", each(is_of_another_text)),
    Doubt("entry of an index", "N243", "- [01 葉の作り](./01-leaf.md)\n  水と空気が出入りする小さな穴\n\n## ノート一覧\n- [葉の裏](./back.md)：水と空気が出入りする小さな穴\n", "- [葉の作り](./01-leaf.md)\n  水と空気が出入りする小さな穴\n", each(is_of_an_index, "definition"), of_file=False),
    Doubt("what a page is about", "N243", "- 葉の図鑑：葉の裏の穴の数え方を解説した記事\n\n## 便利なサイト\n- 葉の庭：葉の裏の穴を数えられる所\n", "- 葉の図鑑：葉の裏の穴の数え方を解説した最初の本\n", each(is_of_a_page, "definition"), of_file=False),
    Doubt("what is to be handed in", "N243", "## レポート課題\n- 写生：葉の形を細かく記録すること。\n", "## 観察レポート\n- 写生：葉の形を細かく記録すること。\n", each(is_task, "definition"), of_file=False),
    Doubt("part of an example", "N243", "## 葉の観察\n\n（例）\n- 東の庭：葉の広い木が立つ場所\n", "## 葉の観察\n\n- 東の庭：葉の広い木が立つ場所\n", each(is_of_an_example, "definition"), of_file=False),
    Doubt("value that is filled in", "N243", "## 葉の箱\n- 送信先：Any\n- 送信元：*\n- 覆い：葉を覆う薄い膜\n", "## 葉の箱\n- 優先度：葉の並ぶ順序\n- 覆い：葉を覆う薄い膜\n", each(is_filled_in, "definition"), of_file=False),
    Doubt("side of a comparison", "N240", "## 葉の観察\n- 従来：葉を一枚ずつ数える方法\n- 写真：画像から葉を数える方法\n", "## 葉の観察\n- 手作業：葉を一枚ずつ数える方法\n- 写真：画像から葉を数える方法\n", each(is_side, "definition"), of_file=False),
    Doubt("option of nobody knows what", "N240", "## よく使うオプション\n- -l：葉の名を出す\n\n## 葉の数の確認\n```\ncount a\ncut b\n```\n| オプション | 説明 |\n|---|---|\n| -m | 枝ごとの数を表に出す |\n", "## leaf のオプション\n- -l：葉の名を出す\n\n## 葉の数の確認\n```\ncount [option] branch\n```\n- -m：枝ごとの数を表に出す命令\n", each(is_of_no_command, "definition", "cell")),
    Doubt("symbol", "N240", "- $A_k$：葉の広さを表す変数\n", "- 面積 $A_k$：葉の広さを表す変数\n", each(is_symbol, "definition")),
    Doubt("text that does not define", "N240", "## 気孔\n昼は開いており、夜になると閉じていく。\n\n## Leaf Garden (LG)\n2,100円\n", "## 気孔\n葉の裏にある穴である。\n", each(is_not_said, "definition")),
    Doubt("gist of several", "N240", "## 葉を扱う際の注意点\n【水の量と回数】\n朝に多くの水をやる。\n", "## 気孔\n【水と空気の出口】\n葉の裏にある穴である。\n", each(is_of_aspect, "gist")),
    Doubt("file for a gist", "N240", "## 葉を数える処理を追加する\n【src/leaf/_count.py】\n",  "## 葉の名を並べる設定\n【/etc/leaf/names.conf】\n", each(is_a_file, "gist"), of_file=False),
    Doubt("text below two terms", "N240", "- 最低気温\n- 最高気温\n一日の気温の端にある値である。\n", "- 最低気温\n一日の気温で最も低い値である。\n- 最高気温\n一日の気温で最も高い値である。\n", each(is_shared, "definition")),
    Doubt("word that leads on", "N240", "結果：葉は朝に開いた。\n\n大問3：葉の図を見て答える問い\n\nシナリオ２：葉の裏で水を出す穴\n\nwww.example.com：葉の裏を写した絵\n\nd. ○：葉の裏で水を出す穴\n\n=> 例: 葉の裏で水を出す穴\n\n**葉 → 若葉** wa: 葉の裏で水を出す穴\n", ".leaf：葉の形を決める字の区画\n", each(has_no_name, "definition")),
    Doubt("text that breaks off", "N240", "- 気孔：を通して水が出る\n- 葉肉：水の流れ対応の\n\n- 葉脈：要するに以下のパターンを一つにしたもの\n", "- 気孔：水が出る穴\n\n- 葉脈：八本以下の例を集めたもの\n", definition(lambda _, text: breaks_off(text))),
    Doubt("text that nobody recalls", "N248", "- 気孔：葉の裏に多く、朝の光を受けて開いて水と酸素を外へ出し、夜になると水を失わないように閉じているとても小さな穴\n", "- 気孔：葉の裏に多く、朝の光を受けて開いて水と酸素を外へ出し、夜になると水を失わないように閉じている小さな仕組み\n", each(is_too_long, "definition")),
    Doubt("term that is an act", "N240", "- 水やりの手順：朝に土を湿らせる心がけ\n", "- 日当たり：日の光を受ける場所\n", definition(lambda term, _: names_act(term))),
    Doubt("term that is no thing", "N240", "- 訳：葉の裏で水が出ていく穴\n- 葉の穴の一つ：水が出ていく小さな口\n- leaf_list テーブル：葉の裏の穴を数えた表\n", "- 訳語：葉の裏で水が出ていく穴\n", definition(lambda term, _: names_no_thing(term)), of_file=False),
    Doubt("relation of a note", "N240", "- ↔ 蒸散：葉の裏から水を出す仕組み\n- vs 根：水を吸い上げる器官\n", "- 蒸散：葉の裏から水を出す仕組み\n", definition(lambda term, _: names_relation(term)), of_file=False),
    Doubt("text that names another", "N240", "- 気孔：水の出を蒸散という\n", "- 気孔：葉の裏で水を出す穴を気孔という\n", definition(names_another)),
    Doubt("text that judges", "N240", "- 桜の耐寒性：○\n- 桜の葉：正しい。\n", "- 桜の耐寒性：氷点下まで\n", definition(lambda _, text: is_verdict(text))),
    Doubt("day without an event", "N240", "2019年11月7日　15時16分\n", "2019年11月7日　測候所ができた\n", definition(lambda term, text: is_year(term) and is_no_event(text))),
    Doubt("year of a publication", "N240", "2019年3月　芽吹書房\n", "1919年　芽吹社\n", each(is_imprint, "definition"), of_file=False),
    Doubt("type for a definition", "N240", "- LeafName：string\n", "- 葉名：文字列\n", definition(is_type), of_file=False),
    Doubt("what was made before", "N243", "- 枝：作成したLeaf\n", "- 枝：作成した日を書く札\n", definition(is_made_before), of_file=False),
    Doubt("who made it", "N240", "- 葉理論：森（1986）が提案。\n", "- 葉理論：森が1986年に提案した葉の理論\n", definition(says_who_made_it), of_file=False),
    Doubt("misconception", "N240", "- 気孔：葉の口との誤解を招く穴\n", "- 気孔：葉の口として働く穴\n", definition(is_misconception), of_file=False),
    Doubt("argument of a call", "N240", "`open(leaf, mode)`\n- mode：葉を開く方法\n", "## 気孔\n葉の裏で水を出す穴である。`open(leaf)` が開く。\n- mode：葉を開く方法\n", each(is_argument, "definition"), of_file=False),
    Doubt("one of several that differ", "N240", "## 木ごとの違い\n- 桜：葉の縁がぎざぎざした木\n", "## 木の違い\n- 桜：葉の縁がぎざぎざした木\n", each(is_of_differences, "definition"), of_file=False),
    Doubt("text that narrates", "N240", "- 気孔：簡単に開く穴\n- Leaf 3.1：新しいモデル。\n- 葉穴：葉に穴なんて有りません\n- 葉肉：後で復習する部分\n- 表皮：まだ理解できていない\n- 花弁：葉の変わり方を学んでいく。\n- 萼：調べ中の部分\n- 葉柄：教科書 p.35\n", "- 気孔：光で開く穴\n- How small：なんて小さい穴\n", definition(lambda term, text: not (means(term, text) or tells_means(term, text)) and (narrates(text) or tells_to_choose(term, text)))),
    Doubt("name in other words", "N240", "- countLeaf：葉の数を取得\n", "- countLeaf：葉の数を返す関数\n", definition(translates)),
    Doubt("name for a verb", "N240", "- leafy：枝をleafyする命令\n- 剪定：枝を丁寧に剪定すること。\n- 剪定 - pruning -：枝の手入れの中でも「剪定」と呼ばれる手法\n", "- leafy：枝を葉で覆う命令\n- 整枝：枝の手入れの中でも「剪定」と呼ばれる手法\n- 剪定：枝を丁寧に切ること。\n", each(is_only_used, "definition"), of_file=False),
    Doubt("name said again", "N240", "- テキストファイル：テキストが書かれたファイル\n- リーフコントローラ：リーフコントロールを行う機能\n- RangeTitle：範囲に関する題名\n- 剪定管理：庭木の剪定を管理する仕組み\n- 葉数仕様書：木が持つ葉数を列挙したもの\n- moduleLeaf：モジュールの表現を返す\n\n## 剪定計画とは？\n剪定を行うための計画である。\n", "- テキストファイル：文字だけが書かれたもの\n- 剪定管理：残す枝を選んで剪定を進める仕組み\n- 木分類：ファイルシステム\n- 剪定時期：剪定した枝の跡が冬の前に塞がる剪定の頃\n\n## 剪定計画とは？\n枝を切る順を決めた計画である。\n", each(is_name_again, "definition", "question")),
    Doubt("name that is only translated", "N240", "- Social Environment：社会の環境\n- S - SUPERIOR MANAGEMENT：上位の管理\n", "- LNS (Leaf Neural System)：神経体系。\n- Social Garden：皆で使う庭\n- Stoma：気孔\n\n## 英単語\n- environment：環境\n", each(is_translated, "definition"), of_file=False),
    Doubt("sort alone", "N240", "- 葉型：葉を表すための型\n- 葉メッセージ：何らかの葉を伝えるメッセージ\n", "- 葉型：葉の形と色を表すための型\n", definition(names_sort_alone), of_file=False),
    Doubt("text that says little", "N240", "- 葉法：木の世話で利用可能な手法\n- 葉脈法：特殊なメソッド。\n", "- 葉法：木の世話で枝を支える手法\n- 葉脈法：特殊なメソッド。葉の水を先まで運ぶ。\n", each(is_praised, "definition"), of_file=False),
    Doubt("question without answer", "N249", "## 葉はなぜ緑なのか？\n次に葉の色を見る。\n\n## 気孔とは？\n気孔の数え方は驚くほどシンプルです。\n\n## 葉は数えられますか？\nはい。\n\n## 葉脈とは？\n葉の管って何だろう？水を運ぶ管です。\n\n## 葉脈札とは？\n水を運ぶ管の名を葉脈札に書く。\n", "## 葉はなぜ緑なのか？\n緑の光を返すためである。\n", each(is_not_answered, "question")),
    Doubt("text that says something else", "N240", "- 葉の定理：枝の公式を組み替えると作れます。\n- 葉脈鋏：以前は枝にだけ使えた道具\n- 葉型：写真アプリや図鑑サイトの検索\n- 葉検査：以下であることを調べる道具\n", "- 葉脈鋏：枝を細かく切る道具\n- 葉検査：葉の穴が十より少ないことを調べる道具\n", definition(says_other), of_file=False),
    Doubt("aspect of nobody knows what", "N240", "- ユースケース：葉の数を続けて調べる場合。\n- コスト：八枚の葉まで無料。\n", "- 柔軟性：力を受けても折れずに曲がる性質\n", each(is_bare_aspect, "definition"), of_file=False),
    Doubt("more than a name", "N240", "- [葉の図鑑][3]：葉の裏の穴を数えた本\n- leafing (数えてません)：枝を葉で覆う道具\n", "- 葉の図鑑：葉の裏の穴を数えた本\n- leafing (未完成)：枝を葉で覆う道具\n", definition(has_more_than_name), of_file=False),
    Doubt("question about another text", "N240", "Q: 空欄に入る語は？\nA: 気孔\n\nQ: どうしたらよいか\nA: 葉を数える。\n\nQ: なぜこんなことをするのか？\nA: 葉を数えるため\n", "Q: 葉の裏にある穴は？\nA: 気孔\n\nQ: それぞれの葉は何を受けるか？\nA: 光\n\n## 葉が枯れたとき\nQ: どうしたらよいか\nA: 葉を数える。\n", each(is_asked_elsewhere, "question")),
    Doubt("question about a picture", "N240", "Q: この葉はなんという？\nA: 銀杏\n", "Q: この語はなぜ使うか？\nA: 葉を数えるため\n", each(is_of_a_picture, "question")),
    Doubt("question over several", "N249", "Q: 次のものを数える語は？\n<ol>\n<li>葉\n<details>\n<summary>答え</summary>\n枚\n</details></li>\n<li>木\n<details>\n<summary>答え</summary>\n本\n</details></li>\n</ol>\n", "Q: 次のものを数える語は？\n<ol>\n<li>葉は枚</li>\n<li>木は本</li>\n</ol>\n", each(has_several_answers, "question"), of_file=False),
    Doubt("way to answer", "N243", "**Q1. 葉の形で気になったことは何ですか？**\n\n（自由記述）\n\n**Q2. 葉の色をどの程度好きですか？**\n\n（1: 全く好きでない ～ 5: とても好き）\n", "**Q1. 欄に何でも書ける答え方は何ですか？**\n\n自由に書く記述式\n", each(is_of_survey, "question")),
    Doubt("question of a talk", "N243", "Q: 葉は毎朝数えるのかな？\nA: 今回は数えた。\n", "Q: 葉は毎朝数えるべきか？\nA: 数える。\n", each(is_of_talk, "question")),
    Doubt("program", "N244", "## 葉を数える\n```\na = read()\nprint(a)\n```\n", "## 葉を数える\n```\ncount leaf\n```\n", each(is_a_program)),
    Doubt("code of its author", "N244", "## 葉を数える\n```\ncount leaf.txt\n```\n", "## 葉を数える\n```\ncount leaf\n```\n", each(is_own_code, "definition")),
    Doubt("message below what fails", "N244", "## 葉を数えるとエラーが出る\n```\nleaf not found\n```\n", "## 葉を数えて表に出す\n```\ncount leaf\n```\n", each(is_own_code, "definition")),
    Doubt("list of nobody knows what", "N241", "## 例\n- 桜\n- 梅\n\n## 上の図の二つの部分\n- 表皮層\n- 葉肉層\n\n## 葉の層\n以下の二つについて解説します。\n\n- 表皮\n- 葉肉\n\n## 花の色\n次の二つの色は同時には現れません。\n\n- 赤色\n- 白色\n", "## 春の花の種類\n- 桜\n- 梅\n", each(is_list_of_examples, "list")),
    Doubt("motley list", "N241", "## 葉\n- 光を受ける\n- 表皮\n- 気孔のない草もある\n\n## 剪定\n次の2つは、常に意識したいところです。\n\n1. 枝を切る\n2. 水をやる\n", "## 葉の要素\n- 表皮\n- 葉肉\n- 葉脈\n", each(is_motley, "list")),
    Doubt("sentence that goes on", "N245", "を取り入れる穴を**気孔**という。\n\n## 開く穴\n例：昼の葉\n\nなるとき葉の穴を**ストマ**とよぶ。\n", "水を出す穴を**気孔**という。\n", each(begins_inside, "sentence", "caution")),
    Doubt("number in passing", "N242", "ある朝に葉を8枚集めた。\n\n枝は最大8枚ほどの葉を持つ。\n", "## 葉\n光を受ける器官である。\n\n植物は最大8枚の葉を枝の先に集める。\n", incidental),
    Doubt("number of its name", "N242", "- 8枚葉\n枝は最大8枚の葉を付ける。\n", "## 葉\n光を受ける器官である。\n\n枝は最大8枚の葉を付ける。\n", of_its_name),
    Doubt("aside in a table", "N246", "| 木 | 備考 |\n|---|---|\n| 桜 | 春に咲く |\n", "| 木 | 季節 |\n|---|---|\n| 桜 | 春に咲く |\n", cell(lambda asked: asks_for_no_fact(asked.row, asked.column))),
    Doubt("what was filled in", "N246", "| 欄 | 入力内容 |\n|---|---|\n| 木の名 | 八重の桜の木 |\n\n| 欄 | 木の札 |\n|---|---|\n| 設定例 | 八重の桜の木 |\n", "| 欄 | 内容の意味 |\n|---|---|\n| 木の名 | 植えた木を呼ぶ名 |\n", cell(lambda asked: is_of_a_form(asked.row, asked.column)), of_file=False),
    Doubt("cell that is no fact", "N246", "| 木 | 落葉 |\n|---|---|\n| 桜 | ○ |\n", "| 木 | 落葉 |\n|---|---|\n| 桜 | 秋 |\n", cell(lambda asked: is_no_fact(asked.row, asked.column, asked.answer) and not means(asked.row, asked.answer))),
    Doubt("table of data", "N246", "| 木 | 代金 | 花 |\n|---|---|---|\n| 桜 | 300 | 淡紅色 |\n| 梅 | 250 | 白 |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色 |\n| 梅 | 白 |\n", each(is_data, "cell")),
    Doubt("rows of a database for an example", "N246", "| 樹種 | 会員番号 | 氏名 | 電話番号 |\n|---|---|---|---|\n| 桜の木 | 春17 | 山野花子 | 春の番 |\n\n## 木の表の正規化\n\n| 園 | 社長 |\n|---|---|\n| 桜の園 | 山野花子 |\n", "| 樹種 | 会員番号 | 花の色 |\n|---|---|---|\n| 桜の木 | 春の番号 | 淡い紅色 |\n\n## 木の表の正規化\n\n| 手順 | 除くもの |\n|---|---|\n| 第二の整理 | 枝ごとの重なり |\n", each(is_sample, "cell"), of_file=False),
    Doubt("table of its author's case", "N246", "## leaf_list テーブル\n\n| 列 | 意味 |\n|---|---|\n| 緑 | 葉の色を書く所 |\n\n## 庭の表\n\n| 列 | 意味 |\n|---|---|\n| id | 葉を分ける番号 |\n| tree_id | 葉が付く木の番号 |\n", "## leaf の表\n\n| 列 | 意味 |\n|---|---|\n| 緑 | 葉の色を書く所 |\n\n## 庭の表\n\n| 列 | 意味 |\n|---|---|\n| leaf_size | 葉の幅を書く所 |\n", each(is_of_own_case, "cell"), of_file=False),
    Doubt("table of a step", "N246", "## 木の札を作成し、色を設定する\n\n| 札 | 用途 |\n|---|---|\n| 花の札 | 色を書く所 |\n\n## 札\n次の札を追加してください。\n\n| 札 | 用途 |\n|---|---|\n| 葉の札 | 形を書く所 |\n", "## 木の札を数える\n次の札がある。\n\n| 札 | 用途 |\n|---|---|\n| 花の札 | 色を書く所 |\n\n## leaf の札を作成する\n\n| オプション | 用途 |\n|---|---|\n| -c | 色を書く所 |\n", each(is_of_a_step, "cell"), of_file=False),
    Doubt("what its author made above a table", "N246", "## 作成した木札\n\n| 札 | 用途 |\n|---|---|\n| 花の札 | 色を書く所 |\n\n## leaf_count.py の主なオプション\n\n| オプション | 用途 |\n|---|---|\n| --all | 葉をすべて数える |\n", "## 葉を使った札\n\n| 札 | 用途 |\n|---|---|\n| 花の札 | 色を書く所 |\n\n## leaf.py のオプション\n\n| オプション | 用途 |\n|---|---|\n| --all | 葉をすべて数える |\n", each(is_made_by_author, "cell"), of_file=False),
    Doubt("place among bytes", "N246", "| オフセット | 説明 |\n|---|---|\n| 0x1A | 葉の数を持つ所 |\n", "| 記号 | 説明 |\n|---|---|\n| 0x1A | 葉の数を持つ所 |\n", each(is_of_a_dump, "cell"), of_file=False),
    Doubt("row that is a degree", "N246", "| 段階 | 花の色 | 葉 |\n|---|---|---|\n| 高 | 淡い紅色 | 細い針の葉 |\n", "| 段階 | 条件 | 目安 |\n|---|---|---|\n| 高 | 雲より上の山 | 松の低い所 |\n\n| 段階 | 花の色 |\n|---|---|\n| 低 | 淡い紅色 |\n", each(is_degree, "cell"), of_file=False),
    Doubt("column that leaves yes or no", "N246", "| 木 | 落葉するか？ |\n|---|---|\n| 桜 | 秋に葉を落とす |\n", "| 木 | いつ落葉するか？ |\n|---|---|\n| 桜 | 秋の終わり頃 |\n", cell(lambda asked: leaves_yes_or_no(asked.column)), of_file=False),
    Doubt("meaning of an example", "N246", "| 書式 | 例 | 意味 |\n|---|---|---|\n| 旧い書式 | 17-06 | 六番目に採った葉の束 |\n", "| 書式 | 色 | 意味 |\n|---|---|---|\n| 旧い書式 | 淡い緑 | 六番目に採った葉の束 |\n", each(is_of_example, "cell"), of_file=False),
    Doubt("form of nobody knows which word", "N246", "## 動詞\n\n| 人称 | 過去 |\n|---|---|\n| 3人称 | budiva |\n", "## 動詞 budi\n\n| 人称 | 過去 |\n|---|---|\n| 3人称 | budiva |\n", each(is_form_of_no_word, "cell"), of_file=False),
    Doubt("meaning of what stands beside", "N246", "| 型 | 形 | 意味 |\n|---|---|---|\n| 第2形 | budila | 芽吹かせる |\n", "| 語 | 場所 | 意味 |\n|---|---|---|\n| budila | 枝の先 | 芽吹かせる |\n", each(is_meaning_of_form, "cell"), of_file=False),
    Doubt("row of an example program", "N246", "例えば，次のようなプログラムがある。\n\n| 番地 | 意味 |\n|---|---|\n| 先頭 | 葉の数を調べる |\n", "葉の命令は次の通りである。\n\n| 番地 | 意味 |\n|---|---|\n| 先頭 | 葉の数を調べる |\n", each(is_of_example_code, "cell"), of_file=False),
    Doubt("what its author made in a table", "N246", "| 部分 | 他の図鑑 | 本書 |\n|---|---|---|\n| 花の色 | 白い絵 | 淡紅色の絵 |\n", "| 部分 | 古い図鑑 | 新しい図鑑 |\n|---|---|---|\n| 花の色 | 白い絵 | 淡紅色の絵 |\n", each(is_beside_own, "cell"), of_file=False),
    Doubt("table of a day", "N246", "| 5W1H | 説明 |\n|---|---|\n| Who | 自分 |\n| Where | 木の下 |\n| Why | 葉を数えるため |\n", "| 5W1H | 説明 |\n|---|---|\n| Who | 誰が数えるか |\n| Where | 数える場所 |\n| Why | 数える目的 |\n", each(is_of_a_day, "cell"), of_file=False),
    Doubt("column without a name", "N246", "| - | - |\n|---|---|\n| 花の色 | 淡紅色の花びら |\n\n| 花 | 数える枝。どの枝も数える |\n|---|---|\n| 桜の花 | 淡紅色の花びら |\n", "| 花 | 色 |\n|---|---|\n| 桜の花 | 淡紅色の花びら |\n", cell(lambda asked: is_dash(asked.column) or "。" in asked.column), of_file=False),
    Doubt("columns that are letters", "N246", "| A | B |\n|---|---|\n| 桜の葉 | 梅の葉 |\n", "| 型 | B |\n|---|---|\n| 桜の葉 | 梅の葉 |\n", each(is_lettered, "cell"), of_file=False),
    Doubt("table of a plan", "N246", "| 会 | 持ち物 | 場所 |\n|---|---|---|\n| 桜の会 | 淡紅色の布 | 川の岸 |\n", "| 木 | 花の色 | 場所 |\n|---|---|---|\n| 桜 | 淡紅色 | 川の岸 |\n", each(is_planned, "cell")),
    Doubt("measured value", "N246", "| 木 | 葉の長さ |\n|---|---|\n| 桜 | 9.71 |\n", "| 木 | 葉の長さ |\n|---|---|\n| 桜 | 手のひらほど |\n", cell(lambda asked: is_measured(asked.answer))),
    Doubt("row said again", "N246", "| 木 | 花 |\n|---|---|\n| red_flower | レッドの花 |", "| 木 | 花 |\n|---|---|\n| red_flower | 淡い色の花 |\n", each(is_row_again, "cell")),
    Doubt("row said again among nouns", "N246", "| 札 | 役割 |\n|---|---|\n| RED | 大輪レッド |\n", "| 札 | 役割 |\n|---|---|\n| RED | 淡く咲くレッドの大輪 |\n\n| 札 | 花 |\n|---|---|\n| RED | 大輪レッド |\n", each(is_half_row, "cell"), of_file=False),
    Doubt("row at the end of its cell", "N246", "| 木 | 花 |\n|---|---|\n| 桜の木 | 大きな桜の木 |\n", "| 木 | 花 |\n|---|---|\n| 桜の木 | 淡い紅の花びら |\n", each(ends_in_row, "cell"), of_file=False),
    Doubt("row of a release", "N246", "| 版 | 変えた所 |\n|---|---|\n| v0.1.11 | 葉の数え方 |\n\n| 葉の版 | 刊行 |\n|---|---|\n| 春の葉の版 | 2023-09-25T10:31:05Z |\n", "| 版 | 変えた所 |\n|---|---|\n| 版 2.0 | 葉の数え方 |\n", cell(lambda asked: is_of_a_release(asked.row, asked.answer)), of_file=False),
    Doubt("part of its author's program in a row", "N246", "| 所 | 役割 |\n|---|---|\n| /leaves/{id} | 葉を一枚ずつ見せる |\n| leaf_count.py | 葉を一枚ずつ数える |\n| LEAF.md | 葉の数え方を書いた所 |\n", "| 所 | 役割 |\n|---|---|\n| /leaves | 葉を一枚ずつ見せる |\n| leaf.cfg | 葉の色を決める所 |\n", cell(lambda asked: is_of_a_program(asked.row)), of_file=False),
    Doubt("type of a name in a program", "N246", "| 名 | 型 |\n|---|---|\n| count | 四桁の整数 |\n", "| 名 | 型 |\n|---|---|\n| 桜 | 細葉の先の型 |\n", cell(lambda asked: names_type(asked.row, asked.column)), of_file=False),
    Doubt("column that is a number", "N246", "| 0 | 16 |\n|---|---|\n| 葉の番号 | 枝の番号 |\n", "| 葉 | 16日 |\n|---|---|\n| 葉の番号 | 枝の番号 |\n", cell(lambda asked: asked.column.isdecimal() and len(asked.column) < YEAR), of_file=False),
    Doubt("weak side of a comparison", "N246", "| 項目 | 春サクラ | 冬サクラ |\n|---|---|---|\n| 花 | 主に淡い紅色 | 主に黄色 |\n", "| 項目 | 春サクラ | 冬サクラ |\n|---|---|---|\n| 花 | 淡い紅色 | 黄色の粉 |\n\n| 項目 | 春の木 | 冬の木 |\n|---|---|---|\n| 花 | 主に淡い紅色 | 主に黄色 |\n", each(is_weak_side, "cell"), of_file=False),
    Doubt("column of anything", "N246", "| 木 | ソリューション |\n|---|---|\n| 桜の木 | 冬の剪定 |\n", "| 木 | 世話 |\n|---|---|\n| 桜の木 | 冬の剪定 |\n", each(says_anything, "cell"), of_file=False),
    Doubt("cell of many things", "N246", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色<br>花弁は五枚<br>春 |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色<br>花弁は五枚 |\n", cell(lambda asked: is_too_much(asked.answer, asked.lines))),
    Doubt("row without a name", "N246", "| 木 | 花 |\n|---|---|\n| 枝を採取 | 淡紅色 |\n", "| 記号 | 葉の形 |\n|---|---|\n| ^ | 先のとがった葉 |\n", cell(lambda asked: (names_no_row(asked.row) and not is_sign(asked.row, asked.named)) or is_verdict(asked.named))),
    Doubt("row that is a part of a test", "N246", "| 部 | 働き |\n|---|---|\n| パートC | 光を力に変える |\n", "| 部 | 働き |\n|---|---|\n| 葉部 | 光を力に変える |\n", cell(lambda asked: is_part_of_test(asked.row)), of_file=False),
    Doubt("grade of a test", "N246", "| 評価 | 割合 |\n|---|---|\n| A | 90%以上 |\n", "| 血液型 | 割合 |\n|---|---|\n| A | 40%以上 |\n", cell(lambda asked: is_grade(asked.named, asked.answer)), of_file=False),
    Doubt("rows that are numbered", "N246", "| 樹木ID | 木 |\n|---|---|\n| K-1 | 淡紅色の花の木 |\n| K-2 | 白い花の木 |\n", "| ID | 木 |\n|---|---|\n| K-1 | 淡紅色の花の木 |\n| K-7 | 白い花の木 |\n", each(is_numbered, "cell")),
    Doubt("rows that are letters", "N246", "| | 花の色 |\n|---|---|\n| a | 淡紅色の花びら |\n| b | 白い花びら |\n", "| 型 | 花の色 |\n|---|---|\n| a | 淡紅色の花びら |\n| b | 白い花びら |\n", each(is_letter, "cell"), of_file=False),
    Doubt("meaning of a sentence", "N246", "| 主語 | 例文 | 意味 |\n|---|---|---|\n| 木 | 木は咲く | 花を付けること |\n", "| 主語 | 花 | 意味 |\n|---|---|---|\n| 木 | 淡紅色 | 花を付けること |\n", each(is_of_example, "cell"), of_file=False),
    Doubt("rows that share a name", "N246", "| 木 | 春 | 秋 |\n|---|---|---|\n| 桜 |  | 紅葉 |\n|  | 開花 | 落葉 |\n", "| 木 | 部分 | 秋 |\n|---|---|---|\n| 桜 | 葉 | 紅葉 |\n|  | 芽 | 休眠 |\n", each(is_of_many_rows, "cell")),
    Doubt("header that is a row", "N246", "| 桜 | 春に咲く木である。 | 紅葉 |\n|---|---|---|\n| 松 | 冬も緑の木である。 | 常緑 |\n", "| 木 | 咲く時 | 秋 |\n|---|---|---|\n| 桜 | 春 | 紅葉 |\n", each(is_below_a_row, "cell")),
    Doubt("header that says what is done", "N246", "| 桜 | 春に花を付ける木 |\n|---|---|\n| 芒 | 秋に穂を出す草 |\n", "| 木 | 木を植える場所 |\n|---|---|\n| 桜 | 日を受ける岸 |\n", each(is_below_a_clause, "cell")),
    Doubt("column of a name over several", "N246", "| 木 | > | 春の森 |\n|---|---|---|\n| 桜 | 淡紅色の花 | |\n", "| > | 木 | 春の森 |\n|---|---|---|\n| 山 | 桜 | 淡紅色の花 |\n| ^ | 松 | 緑の葉 |\n", each(is_below_a_span, "cell")),
    Doubt("row below a rule", "N246", "| 木 | 葉 |\n|---|---|\n| 桜 |  |\n| - | - |\n| 松の木 | 針の葉 |\n", "| 木 | 葉 |\n|---|---|\n| 桜 |  |\n| 松の木 | 針の葉 |\n", each(is_below_a_rule, "cell")),
    Doubt("columns that are lists", "N246", "| 庭の木 | 森の木 | 岸の木 |\n|---|---|---|\n| 桜の木 | 淡い松 | 柳の木 |\n| 梅の木 | 大きな樫 |  |\n| 桃の木 |  |  |\n", "| 木 | 花 | 葉 |\n|---|---|---|\n| 桜の木 | 淡紅色 | 広い葉 |\n| 松の木 |  | 針の葉 |\n| 梅の木 | 白い花 |  |\n", each(is_of_lists, "cell"), of_file=False),
    Doubt("row with tabs", "N240", "- 気孔：1\t葉の表面\t水と空気が出入りする小さな穴\n", "- 気孔：水と空気が出入りする小さな穴\n", each(is_pasted_row, "definition"), of_file=False),
    Doubt("gap in a row with tabs", "N245", "## 葉の作り\n1\t出入り口\t水を出す穴を**気孔**という。\n", "## 葉の作り\n水を出す穴を**気孔**という。\n", each(is_pasted_row, "sentence", "caution", "label"), of_file=False),
    Doubt("drawing", "N244", "## 葉の作り\n│ 気孔：葉の裏の穴 │\n", "## 葉の作り\n気孔：葉の裏の穴\n", each(is_drawn)),
    Doubt("bold inside a word", "N245", "葉の緑は Chlorop**h**yll の色である。\n\n葉の緑は Leaf **Green** Pigment の色である。\n", "葉の緑は **Chlorophyll** の色である。\n", bold(is_piece_of_word)),
    Doubt("bold that is no name", "N245", "葉は昼に**光を受けて育つ**。\n", "葉は昼に**光合成**をして育つ。\n", bold(is_no_name)),
    Doubt("bold in passing", "N245", "この緑は**葉緑素**の色である。\n\nもう一方の緑は**緑青**の色である。\n\n葉の緑は上の画像のような**葉緑素**の色である。\n\n先の例の緑は**葉緑素**の色である。\n\nなお、葉の緑は**葉緑素**の色である。\n\n本ページでは**葉緑素**の色を見る。\n", "葉の緑は**葉緑素**の色である。\n", bold(is_loose)),
    Doubt("gap that other words fill", "N245", "葉には**気孔**などがある。\n\n**庭師**が手入れする庭木\n\n**庭師**が枝を切っている\n\n枝を**剪定**する道具は庭で使う。\n\nつまり**気孔**を指す。\n\n**気孔**と呼ぶ。\n", "葉には**気孔**という穴がある。\n", bold(is_not_determined)),
    Doubt("gap that nothing round it fills", "N245", "詳しい内容は**ストマ**で確認できる。\n", "葉の温度は**ストマ**で確認できる。\n", bold(is_not_determined)),
    Doubt("part of a screen", "N245", "葉の画面の右で**ストマ**をクリックする。\n", "葉の画面の右で**ストマ**を数える。\n", bold(is_not_determined)),
    Doubt("words that sum up", "N245", "葉の裏では水も光も足りずに育つ——**二重苦**だ。\n", "葉の裏で水が出る所——**気孔**という。\n", bold(sums_up), of_file=False),
    Doubt("text that says nothing", "N245", "**気孔**、葉、茎\n", "葉の裏の穴を**気孔**という。\n", bold(says_nothing), of_file=False),
    Doubt("meaning that many names have", "N245", "**気孔**とは葉の標準的な部分です。\n\n葉脈とはいかに水を葉の先まで運ぶかではないか。\n\n**観察期間**とは落葉の終わる秋の末までとのことです。\n\n**語源**とは葉の穴を指す古い言葉です。\n", "**気孔**とは葉の裏で水を出す部分です。\n", bold(lambda gap: is_meant_of_many(gap.term, gap.hidden, gap.after))),
    Doubt("name of a part of nobody knows what", "N245", "さらに細かく分けた部分を**小葉**という。\n\n全て1にした部分を**小葉**という。\n\n特に二枚の場合を**双葉**という。\n", "葉を細かく分けた部分を**小葉**という。\n", bold(lacks_object), of_file=False),
    Doubt("name said again by its sentence", "N245", "枝を剪定する方法を**枝剪定法**という。\n", "木の形を整える方法を**枝剪定法**という。\n", bold(says_itself), of_file=False),
    Doubt("name that the front tells", "N245", "葉脈を写した標本を**葉脈標本**という。\n\n枝を束ねることを**リーフアレンジメント**といい、束ねる人を**リーフアレンジャー**という。\n", "葉の管を写した標本を**葉脈標本**という。\n", told, of_file=False),
    Doubt("name by its sound", "N245", "## LeafGarden\n例：朝の庭\n\nリーフガーデンは、葉の形と色を競う手法です。\n\n## leaf migration 作成\n例：朝の庭\n\nリーフ マイグレーションは、葉の形と色を移す手法です。\n", "## LeafGarden\n例：朝の庭\n\nグリーンガーデンは、葉の形と色を競う手法です。\n", bold(lambda gap: sounds_like(gap.term, gap.hidden)), of_file=False),
    Doubt("name of its author's code", "N245", "## 葉の型\n**Leaf**は葉の色と数を持つ型です。\n```\nclass Leaf {}\n```\n", "## 葉の型\n**Leaf**は葉の色と数を持つ型です。\n```\nlet a = Leaf()\n```\n", of_own_code),
    Doubt("bold in a table of terms", "N245", "| 用語 | 意味 |\n|---|---|\n| 気孔 | 簡単に開く**ストマ** |\n", "| 用語 | 意味 |\n|---|---|\n| 気孔 | 葉の裏で開く==ストマ== |\n", each(is_asked_by_row, "sentence")),
    Doubt("definition outweighed", "N240", "## 葉の利点\n- 光の利用：葉の向きで8割\n", "## 葉の作り\n- 気孔：葉の裏にある穴\n", _outweighed("definition")),
    Doubt("list outweighed", "N241", "## 葉の世話\n- 光\n- 水\n- 土\n", "## 葉の三つの層\n- 表皮\n- 葉肉\n- 葉脈\n", _outweighed("list")),
    Doubt("number outweighed", "N242", "- この木の枝は最大2枚の葉を持つ。\n", "## 葉\n光を受ける器官である。\n\n桜の細い枝は最大8枚の葉を持つ。\n", _outweighed("sentence", number=True)),
    Doubt("bold outweighed", "N245", "植物は葉にある**ストマ**（stoma）で水を出す。\n", "葉の裏には**気孔**という穴がある。\n", _outweighed("sentence")),
    Doubt("cell outweighed", "N246", "| 木 | 花の内容 |\n|---|---|\n| ① 桜 | 5枚など |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色 |\n", _outweighed("cell")),
)  # fmt: skip
"""In the order in which they are told."""
