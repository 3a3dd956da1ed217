"""The doubts of a reading: each by notes whose card is only offered, and by close ones that are asked."""

import pytest

from deckbuilder.cards.sureness import DOUBTS, Doubt
from tests.builds import NOW, build, rebuilt


@pytest.mark.parametrize("doubt", DOUBTS, ids=[doubt.name for doubt in DOUBTS])
def test_what_is_not_sure_is_offered_and_what_is_close_to_it_is_asked(doubt: Doubt) -> None:
    offered = build(f"# 植物\n\n{doubt.unsure}")
    assert offered.deck.notes == ()
    assert {offer.finding.code for offer in offered.offers} >= {doubt.code}
    asked = build(f"# 植物\n\n{doubt.sure}")
    assert asked.deck.notes != ()
    assert asked.offers == ()


def test_a_directive_asks_what_is_not_sure() -> None:
    notes = "# 植物\n\n## 気孔\n【基本】\n夜になると閉じていることが多くなった。\n"
    assert build(notes.replace("【基本】\n", "")).deck.notes == ()
    assert [note.role for note in build(notes).deck.notes] == ["definition"]


def test_an_allowance_asks_what_is_not_sure() -> None:
    notes = "# 植物\n\n<!-- allow: N242 -->\nある朝に葉を8枚集めた。\n"
    assert [note.role for note in build(notes).deck.notes] == ["sentence"]


def test_a_card_that_learners_have_goes_on_when_its_text_is_no_longer_sure() -> None:
    first = build("# 植物\n\n## 気孔\n葉の裏にある穴である。\n")
    then = build(
        "# 植物\n\n## 気孔\n葉の裏にある穴であり、夜は閉じていることが多くなった。\n", after=first, now=NOW + 1
    )
    assert [note.guid for note in then.deck.notes] == [note.guid for note in first.deck.notes]
    assert not any(note.retired for note in then.deck.notes)
    assert then.offers == ()


def test_a_card_goes_on_in_another_file_when_its_text_is_no_longer_sure() -> None:
    first = rebuilt((("a.md", "# 植物\n\n## 気孔\n葉の裏にある穴である。\n".encode()),))
    moved = "# 植物\n\n## 気孔\n葉の裏にある穴であり、夜は閉じていることが多くなった。\n".encode()
    then = rebuilt((("b.md", moved),), after=first, now=NOW + 1)
    assert [(note.guid, note.retired) for note in then.deck.notes] == [(note.guid, False) for note in first.deck.notes]


def test_a_card_goes_on_in_a_file_that_was_there_and_would_only_offer_it() -> None:
    tides, diary = (
        "# 海\n- 満潮：海面が最も高くなった状態\n- 干潮：海面が最も低くなった状態\n",
        "# 日記\n## 感想\n- 晴れ。\n",
    )
    first = build(tides, diary)
    moved = "- 満潮：海面が最も高くなった状態\n"
    assert build(tides.replace(moved, ""), diary + moved).offers
    then = build(tides.replace(moved, ""), diary + moved, after=first, now=NOW + 1)
    assert {(n.guid, n.retired) for n in then.deck.notes} == {(n.guid, False) for n in first.deck.notes}


def test_a_gap_that_learners_have_goes_on_when_it_is_only_bold() -> None:
    marked = "# 植物\n\n葉は昼に==光を受けて育つ==。\n"
    first = build(marked)
    then = build(marked.replace("==", "**"), after=first, now=NOW + 1)
    assert [(note.guid, note.retired) for note in then.deck.notes] == [(note.guid, False) for note in first.deck.notes]
    assert then.offers == ()


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [("prune.md", True), ("枝を切る（pruneコマンド）.md", True), ("notes.md", False), ("庭.md", False)],
)
def test_the_name_of_a_file_tells_the_command_of_an_option(name: str, is_asked: bool) -> None:
    made = rebuilt(((name, "## オプション\n- -d：枯れた枝だけを切る\n".encode()),))
    assert bool(made.deck.notes) == is_asked


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [("0412_庭の議事録.md", False), ("葉の進捗報告.md", False), ("議事録の書き方.md", True), ("庭.md", True)],
)
def test_the_name_of_a_file_tells_that_it_is_on_one_project(name: str, is_asked: bool) -> None:
    made = rebuilt(((name, "# 葉\n- 気孔：葉の裏にある小さな穴\n".encode()),))
    assert bool(made.deck.notes) == is_asked


def test_what_is_bold_in_a_definition_leaves_it_to_its_term() -> None:
    asked = build("# 植物\n\n- 気孔：葉の**裏にある**穴である。\n").deck.notes
    assert [note.role for note in asked] == ["definition"]
    assert [note.role for note in build("# 植物\n\n- 気孔：葉の裏で**孔辺細胞**に挟まれた穴である。\n").deck.notes] == [
        "sentence"
    ]


@pytest.mark.parametrize(
    ("cell", "asked"),
    [("淡紅色の**花**", 4), ("**淡紅色**", 1), ("淡紅色の==花==", 1)],
    ids=["in part", "whole", "highlight"],
)
def test_only_a_cell_that_is_marked_keeps_the_others_from_being_asked(cell: str, asked: int) -> None:
    notes = f"# 植物\n\n| 木 | 花 | 葉 |\n|---|---|---|\n| 桜 | {cell} | 広い葉 |\n| 松 | 黄色い粉 | 針の葉 |\n"
    assert len(build(notes).deck.notes) == asked


def test_what_is_bold_in_a_struck_sentence_is_no_gap() -> None:
    assert build("# 植物\n\n~~**気孔**は葉の表にある穴である。~~\n~~昼に開く。~~\n").deck.notes == ()


def test_a_doubt_stays_with_its_card_where_another_vanishes() -> None:
    """What cleaning leaves nothing of is no card; those behind it keep the reasons that are theirs."""
    result = build("- 語\n・<![CDATA[x]]>\n・乙\n・丙の説明を続ける\n")
    assert {offer.finding.card_text.ordinal for offer in result.offers if offer.finding.card_text} == {0, 1}


def test_what_stands_on_the_back_of_a_card_that_goes_on_is_covered() -> None:
    """Its list would only be offered to new learners; those who have it see the caution below it too."""
    listed = "# 植物\n\n- 花の{}\n・萼\n・花弁\n※萼は緑が多い。\n"
    first = build(listed.format("二つの部分"))
    then = build(listed.format("目立つ部品"), after=first, now=NOW + 1)
    assert len(then.deck.notes) == 1
    assert {role for roles in then.coverage.values() for role in roles} == {"structure", "blank", "asked", "shown"}


def test_a_mark_over_all_that_sums_up_asks_nothing_anew_and_goes_on() -> None:
    notes = "# 植物\n\n【穴埋め】\n一言で言うと、==水が出ていく小さな口==。\n"
    plain = notes.replace("【穴埋め】\n", "")
    assert build(plain).deck.notes == ()
    first = build(notes)
    then = build(plain, after=first, now=NOW + 1)
    assert [note.guid for note in then.deck.notes] == [note.guid for note in first.deck.notes] != []
    assert not any(note.retired for note in then.deck.notes)
