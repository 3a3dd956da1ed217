"""The place on a card's front: which headings it has, and what of them."""

import pytest

from deckbuilder.base.printed import width
from deckbuilder.read.places import PLACE_COLUMNS, place


@pytest.mark.parametrize(
    ("trail", "avoid", "said"),
    [
        (("コンテナ", "EKS", "仕組み"), [], "コンテナ › EKS › 仕組み"),
        (("コンテナ", "EKS"), ["EKS"], "コンテナ"),
        (("コンテナ", "EKS"), [" "], "コンテナ › EKS"),
        (("Amazon EKS",), ["AZ"], "Amazon EKS"),
        (("EKS", "概要"), ["Amazon EKS"], "概要"),
        (("ECS", "概要"), ["ECS Anywhere"], "ECS › 概要"),
        (("植物学", "Leaf_Disc"), ["LeafDisc"], "植物学"),
        (("英単語", "prune /pruːn/"), ["pruned"], "英単語"),
    ],
)
def test_a_place_hides_the_answer(trail: tuple[str, ...], avoid: list[str], said: str) -> None:
    assert place(trail, avoid) == said


@pytest.mark.parametrize(
    ("trail", "said"),
    [
        (("植物学", "葉", "気孔", "開閉"), "植物学 › 気孔 › 開閉"),
        (("Plant anatomy and physiology", "Leaves", "Stomata"), "Plant anatomy and physiology › Leaves › Stomata"),
        (("植物の体の作りと働きを学ぶための覚え書き（第一回）", "葉の表と裏", "気孔の開閉の仕組み"),
         "植物の体の作りと働きを学ぶための覚え書… › 気孔の開閉の仕組み"),
        (("植物学のすべて", "気孔が昼に開き夜に閉じる仕組みと孔辺細胞の水の出入りの関係"),
         "植物学のすべて › 気孔が昼に開き夜に閉じる仕組みと孔辺細胞の…"),
        (("はじめに", "植物学", "葉"), "植物学 › 葉"),
        (("2026-05-01", "わかった事"), "わかった事"),
        (("2.3. 植物学", "✅ 1) 葉"), "植物学 › 葉"),
        (("1.5世代", "10.0.1.4 の役割"), "1.5世代 › 10.0.1.4 の役割"),
        (("植物学", "leaves: 3; stems: 1, roots: 2,", "葉"), "植物学 › 葉"),
        (("植物学", "気孔の役割として，適切なものはどれか。"), "植物学"),
        (("植物学", "葉は光を受ける。"), "植物学"),
        (("植物学", r"\( s = ab \)"), "植物学"),
        (("植物学（春の講義の覚え書きと秋の講義の覚え書き）", "気孔が昼に開く仕組み"), "植物学 › 気孔が昼に開く仕組み"),
        (("植物の体の作りと働きの全体像", "気孔：孔辺細胞に挟まれて昼に開く穴"), "植物の体の作りと働きの全体像 › 気孔"),
        (("植物の体の作りと働きの全体像", "Guard Cell - 気孔を挟んで水を出し入れする"),
         "植物の体の作りと働きの全体像 › Guard Cell"),
        (("植物学", "気孔：昼に開く穴"), "植物学 › 気孔：昼に開く穴"),
        (("植物の体の作りと働きの全体像", "第3章：孔辺細胞に挟まれて昼に開く穴"),
         "植物の体の作りと働き… › 第3章：孔辺細胞に挟まれて昼に開く穴"),
        (("植物の体の作りと働きの全体像", "ポイント：気孔が昼に開いて閉じること"),
         "植物の体の作りと働き… › ポイント：気孔が昼に開いて閉じること"),
        (("植物学", "https://example.com/leaves"), "植物学"),
    ],
)  # fmt: skip
def test_a_place_begins_with_what_all_is_about_and_fits(trail: tuple[str, ...], said: str) -> None:
    assert place(trail) == said
    assert width(said) <= PLACE_COLUMNS


@pytest.mark.parametrize(
    ("name", "trail", "said"),
    [
        ("植物学", ("葉", "気孔の開閉の仕組み"), "植物学 › 葉 › 気孔の開閉の仕組み"),
        ("plant-notes", ("葉",), "plant-notes › 葉"),
        ("plant-notes-of-spring", ("葉", "気孔の開閉の仕組み"), "葉 › 気孔の開閉の仕組み"),
        ("植物学", (), "植物学"),
    ],
)
def test_the_name_of_a_file_stands_above_its_headings(name: str, trail: tuple[str, ...], said: str) -> None:
    assert place(trail, name=name) == said
