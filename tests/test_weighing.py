"""The signs that are weighed: each tells its own example, and says nothing of notes that are neutral."""

from collections.abc import Iterator

import pytest

from deckbuilder.base.model import FileSettings, Source
from deckbuilder.cards.rules import drafts
from deckbuilder.cards.weighed import Asked, cards_of
from deckbuilder.cards.weighing import SIGNS, Sign, points
from deckbuilder.read.outline import outline

NEUTRAL = {
    "definition": "気孔：葉の裏の穴",
    "cell": "| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |",
    "sentence": "植物の葉の裏には==ストマ==という穴がある。",
    "list": "## 葉\n- 表皮\n- 葉肉",
    "question": "## 葉はなぜ緑なのか？\n緑の光を返すためである。",
}
ROWS = [(kind, sign) for kind, (_, signs) in SIGNS.items() for sign in signs]


@pytest.mark.parametrize(("kind", "sign"), ROWS, ids=[f"{kind}: {sign.name}" for kind, sign in ROWS])
def test_a_sign_tells_its_example_and_no_neutral_notes(kind: str, sign: Sign) -> None:
    assert any(sign.tells(asked) for asked in _asked(kind, sign.example))
    assert not any(sign.tells(asked) for asked in _asked(kind, NEUTRAL[kind]))


@pytest.mark.parametrize("kind", SIGNS)
def test_neutral_notes_have_the_points_that_their_kind_starts_with(kind: str) -> None:
    assert {points(asked) for asked in _asked(kind, NEUTRAL[kind])} == {SIGNS[kind][0]}


def _asked(kind: str, notes: str) -> Iterator[Asked]:
    """Yield what is weighed of a kind in a piece of notes."""
    for entry in outline(Source("a.md", f"# 植物\n\n{notes}\n", FileSettings())).entries:
        for draft in drafts(entry, "", numbers=True, reverse=False)[0]:
            yield from (asked for asked in cards_of(entry, draft) if asked.kind == kind)


CLOSE = {
    ("definition", "exercise or log above"): "## プログラムとカタログ\n気孔：葉の裏の穴",
    ("definition", "label"): "沸点：液の沸く温度\n\n条例：町の決まり\n\n祝日：休みの日\n\n食べもの：口に入れる品",
    ("definition", "particle in the name"): "でんぷん：葉の粉\n\nにがり：塩の残り",
    (
        "definition",
        "kind of thing that a clause tells apart",
    ): "気孔：葉の穴\n\n穴の役割：水を出す働き\n\n晩霜：葉が枯れるということ",
    ("definition", "name with its Latin form"): "f（x, y）：葉の数\n\n穴（a）の数：葉の裏の数",
    ("definition", "glossary above"): "## 葉の用語と役割\n気孔：葉の裏の穴",
    ("definition", "theorem"): "## 葉序の定理\n葉の数を八とする。",
    ("definition", "premise of a theorem"): "## 葉序の定理\n葉は光を必要とする。\n\n## 葉の数\n葉の数を八とする。",
    ("definition", "acronym"): "NG：西日の当たる棚",
    ("definition", "subject in the answer"): "葉柄：葉柄は葉を支える柄",
    ("definition", "bits"): "5の2進数：0101\n\n北の町の番号：01\n\n段の数：1000",
    ("definition", "digit in the answer"): "鉄砲の伝来：1543年",
    ("definition", "answer in Latin letters"): "桜：5\n\n梅\n![](ume.mp3)",
    ("definition", "nothing but the name"): "LAN：neural という語の中の文字",
    (
        "definition",
        "one of those that are counted",
    ): "## 葉の三つの部分\n葉への道：水の管\n\nleaf：緑の粒\n\n葉1：細い管\n\n## 二つの利点\n表皮：薄い膜\n\n葉肉：緑の粒",
    (
        "definition",
        "one of those that end alike",
    ): "- 針葉：とがった葉\n- 芽：葉の元\n\n## 例\n- 春の場合：とがった葉\n- 夏の場合：ひろい葉\n\n## 組\n- 葉：とがった葉\n- 広葉：ひろい葉",
    (
        "definition",
        "meaning of a phrase",
    ): "葉を待つ：〜に慣れている\n\nbe used to：葉に慣れている\n\ne-kira：〜と逃げる < kira",
    ("cell", "exercise or log above"): "## 主なレコード\n| 木 | 花の色 |\n|---|---|\n| 桜 | 淡紅色 |",
    ("cell", "what things are compared in"): "| 性質 | 意味 |\n|---|---|\n| 耐寒性 | 寒さに耐える力 |",
    (
        "cell",
        "form of a word or command",
    ): "| 木 | コマンド |\n|---|---|\n| 桜 | 花の色 |\n\n| 木 | 値 |\n|---|---|\n| 梅 | ume |",
    (
        "cell",
        "what a thing is or does",
    ): "| 木 | 花の内容 |\n|---|---|\n| 桜 | 淡紅色 |\n\n| 項目 | 花色 | 説明 |\n|---|---|---|\n| 樹高 | 紅 | 桜の樹高を記す |",
    ("cell", "answer in Latin letters"): "| 木 | 花弁の数 |\n|---|---|\n| 桜 | 5 |",
    ("definition", "only nouns"): "NIC：Network Interface Card",
}
"""What only has the letters of what a sign tells."""


@pytest.mark.parametrize(("kind", "name"), CLOSE)
def test_a_sign_does_not_tell_what_only_has_its_letters(kind: str, name: str) -> None:
    (sign,) = (sign for sign in SIGNS[kind][1] if sign.name == name)
    asked = list(_asked(kind, CLOSE[kind, name]))
    assert asked
    assert not any(map(sign.tells, asked))
