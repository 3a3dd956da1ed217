"""Rows and columns of picture tables that are renamed: a card stays with its cell, or is new; never with another."""

from functools import cache

import pytest

from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.pipeline.build import Build
from tests.builds import build

TABLE = """# 章
- 比較
【図表】
| 観点 | 起動 | 停止 |
|---|---|---|
| サーバの料金 | 百円 | 二百円 |
| サーバの速さ | とても早い | すこし遅い |
"""


SPLIT = """# 展開

## 比較
【図表】デプロイ戦略の比較（2026年11月時点）
| 項目 | Canary | Linear | All-at-once |
|---|---|---|---|
| 移行のしかた | 2回に分けて移す | 等分して等間隔で移す | 一度に全部移す |
| Lambda の事前定義 | 10 % の後、5/10/15/30分で残り | 10 % ずつ、1/2/3/10分ごと | 100 % を一度に |
| ECS の事前定義 | 10 % の後、5/15分で残り | 10 % ずつ、1/3分ごと | 100 % を一度に |
| ECS ネイティブの割合（既定） | **5.0 %** | **10.0 %** | - |
| ECS ネイティブの間隔（既定） | **10分** | **6分** | - |
| 自動ロールバック | 失敗・アラーム時 | 失敗・アラーム時 | 失敗・アラーム時 |
| 障害時の影響（目安） | **初回の割合だけ** | **段階ごとに広がる** | **すべての利用者** |
| 向く用途（目安） | リスクの高い変更を少数で試す | 測りながら慎重に広げる | 速さ優先や本番以外 |
"""
"""Notes with a table that is too long for one picture."""
WITHOUT_DEFAULT = ("（既定） |", " |")
WITHOUT_BLANK = ("| ECS ネイティブの", "| ECSネイティブの")
IN_JAPANESE = ("| Canary | Linear |", "| カナリア（Canary） | 線形（Linear） |")


def cells(result: Build) -> dict[tuple[str, int], tuple[str, str]]:
    """Return (key, text) of each card of a picture, by what Anki knows it by."""
    pictures = [note for note in result.deck.notes if note.kind == "occlusion" and not note.retired]
    return {(note.guid, number): (key, text) for note in pictures for number, key, text in note.slots}


MEDIA = {"media/traffic-shift.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'}


@cache
def split() -> Build:
    return build(SPLIT, media=MEDIA)


def edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([("サーバ", "サーバー"), ("起動", "起動時間"), ("停止", "停止時間")], id="both sides reworded"),
        pytest.param([("サーバの", ""), ("起動", "起動（秒）"), ("停止", "停止（秒）")], id="both sides shortened"),
        pytest.param([("サーバの料金", "一時間に払うもの"), ("サーバの速さ", "応えるまで")], id="all rows replaced"),
        pytest.param([("起動", "Start"), ("停止", "Stop")], id="all columns replaced"),
        pytest.param([("サーバの料金", "コスト"), ("起動", "起動時間")], id="one row replaced, one column reworded"),
        pytest.param([("サーバ", "サーバー"), ("百円", "100円")], id="values reworded too"),
    ],
)
def test_renamed_rows_and_columns_keep_their_cards(edits: list[tuple[str, str]]) -> None:
    first = build(TABLE)
    after = build(edited(TABLE, *edits), after=first)
    assert cells(after).keys() == cells(first).keys()
    order = [list(cells(first)), list(cells(after))]
    assert order[0] == order[1], "each card has the cell it had"
    assert not build(edited(TABLE, *edits), after=after).changes


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([WITHOUT_BLANK], id="rows in two pictures"),
        pytest.param([IN_JAPANESE], id="columns in two pictures"),
        pytest.param([WITHOUT_DEFAULT], id="all rows of one picture"),
        pytest.param([WITHOUT_BLANK, IN_JAPANESE, WITHOUT_DEFAULT], id="all at once"),
    ],
)
def test_a_table_of_several_pictures_keeps_its_cards(edits: list[tuple[str, str]]) -> None:
    first = split()
    after = build(edited(SPLIT, *edits), after=first, media=MEDIA)
    assert len({guid for guid, _ in cells(first)}) > 1
    assert {card: text for card, (_, text) in cells(after).items()} == {
        card: text for card, (_, text) in cells(first).items()
    }
    assert not build(edited(SPLIT, *edits), after=after, media=MEDIA).changes


def test_the_one_cell_that_stayed_keeps_its_card() -> None:
    edits = [
        ("停止", "冷却"),
        ("二百円", "水で冷ます"),
        ("サーバの速さ | とても早い | すこし遅い", "倉の広さ | 畳十枚 | 風を通す"),
    ]
    first = build(TABLE)
    after = build(edited(TABLE, *edits), after=first)
    (card,) = cells(first).keys() & cells(after).keys()
    assert cells(first)[card] == cells(after)[card] == ("サーバの料金 × 起動", "百円")


def test_tables_of_one_place_are_not_taken_for_each_other() -> None:
    second = "\n【図表】\n| 観点 | 起動 | 停止 |\n|---|---|---|\n| コンテナの料金 | 八百円 | 九百円 |\n"
    edits = [("サーバの速さ", "コンテナの速さ"), ("八百円", "八〇〇円")]
    first = build(TABLE + second)
    after = build(edited(TABLE + second, *edits), after=first)
    texts = [[(card, text) for card, (_, text) in cells(result).items()] for result in (first, after)]
    assert texts[1] == [(card, text.replace("八百円", "八〇〇円")) for card, text in texts[0]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({"割合 × 値": "5 %"}, {"間隔 × 値": "10分"}, id="another row in its place"),
        pytest.param({"プランAの料金 × 値": "5 %"}, {"プランBの料金 × 値": "10分"}, id="a row of a like name"),
        pytest.param({"甲 × 値": "○"}, {"乙 × 値": "○"}, id="a value that says nothing"),
        pytest.param(
            {"甲 × 値": "同じ長い値", "乙 × 値": "同じ長い値"}, {"丙 × 値": "同じ長い値"}, id="a value of two rows"
        ),
        pytest.param(
            {"料金（東京） × 値": "○", "料金（大阪） × 値": "○"}, {"料金（京都） × 値": "○"}, id="two rows as like"
        ),
    ],
)
def test_in_doubt_there_is_no_rename(before: dict[str, str], after: dict[str, str]) -> None:
    assert renamed(before, after) == {}


def test_order_tells_rows_as_like_from_each_other() -> None:
    before = {"東京A × 値": "○", "東京B × 値": "○"}
    after = {"東京1 × 値": "○", "東京2 × 値": "○"}
    assert renamed(before, after) == dict(zip(after, before, strict=True))
    assert renamed(before, {"東京1 × 値": "○"}) == {}
    assert renamed(before, after, in_order=False) == {}
