"""Where places of the ledger are now, and who of several takes a record, asked of a few drafts and records at a time."""

from collections.abc import Sequence
from typing import Any

import pytest

from deckbuilder.base.model import Place
from deckbuilder.ledger.doubts import doubts
from deckbuilder.ledger.matching import matched
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Matching, Rest
from deckbuilder.ledger.sides import Side
from tests.sides import ELSEWHERE, HERE, cell, cloze, note, pairing, places

LONG_TEXT = "夜の海で岬の在りかを船に教える建物"
ISLAND = ("島",)


# --- places -------------------------------------------------------------------------------------


def learnt(drafts: Sequence[Side], records: Sequence[Side], sure: Any = None, moved: Any = ()) -> MovedPlaces:
    both = pairing(drafts, records, sure)
    both.moved.update(moved)
    found = places(both)
    found.learn()
    return found


def now(old: Place, *given: Any, **more: Any) -> Place:
    return learnt(*given, **more).here(old)


def is_replaced(drafts: Sequence[Side], records: Sequence[Side]) -> bool:
    return places(pairing(drafts, records)).is_replaced(HERE, ELSEWHERE)


def test_whether_one_section_is_gone_and_another_new() -> None:
    new = note(trail=ELSEWHERE)
    assert is_replaced([new], [note()])
    assert not is_replaced([new, note()], [note()])
    assert is_replaced([new, note(wish="keep")], [note()])
    assert not is_replaced([new], [note(retired=True)])
    assert not is_replaced([new], [note(), new])
    assert not is_replaced([note(trail=ELSEWHERE, wish="keep")], [note()])


def test_a_section_goes_where_most_of_it_went() -> None:
    flag, new = note("旗", "赤い布"), note(trail=ELSEWHERE)
    assert now(HERE, [new], [note()], {0: 0}) == ELSEWHERE
    assert now(HERE, [new, flag], [note(), flag], {0: 0, 1: 1}) == HERE
    gone = [note("旗", "赤い布"), note("門", "人を数える所")]
    assert now(HERE, [new], [note(), *gone], {0: 0}) == HERE
    other = note("旗", "風見", trail=ELSEWHERE)
    assert now(HERE, [new, other], [note(), flag], {0: 0}) == HERE
    assert now(HERE, [new, other], [note(), flag, note("旗", "風見", trail=ISLAND)], {0: 0, 1: 2}) == ELSEWHERE
    assert now(HERE, [new, other], [note(), note("旗", "赤い布", retired=True)], {0: 0}) == ELSEWHERE
    assert now(HERE, [new, other], [note(), flag, note("帆", "風見")], {0: 0}) == HERE


def test_a_section_goes_where_its_long_text_stands_if_nobody_asked_that_there() -> None:
    drafts, old = [note(answer=LONG_TEXT, trail=ELSEWHERE)], note(answer=LONG_TEXT)

    def beside(**given: Any) -> Side:
        return note(**{"answer": "赤い鐘"} | given, trail=ELSEWHERE)

    assert now(HERE, drafts, [old, beside()]) == HERE
    assert now(HERE, drafts, [old, beside(retired=True)]) == ELSEWHERE
    assert now(HERE, drafts, [old, beside(prompt="鐘")]) == ELSEWHERE
    assert now(HERE, [*drafts, beside()], [old, beside()], {1: 1}) == ELSEWHERE
    assert now(HERE, drafts * 2, [old]) == HERE
    assert now(HERE, [note("色", "赤", trail=ELSEWHERE)], [note("色", "赤")]) == HERE


def reworded(old: Place, new: Place, **given: Any) -> tuple[list[Side], list[Side]]:
    """Return a draft in one place and the record in another that it is like."""
    return [note(answer=LONG_TEXT + "である", trail=new, **given)], [note(answer=LONG_TEXT, trail=old)]


@pytest.mark.parametrize(
    ("old", "new", "is_moved"),
    [
        (("上巻", "灯台"), ("下の本", "灯台"), True),
        (("上巻", "灯台"), ("上巻", "古い灯台"), True),
        (("上巻", "灯台"), ("上巻", "鐘楼"), False),
        (("上巻", "灯台"), ("下の本", "鐘楼"), False),
        (("灯台",), ("古い灯台",), True),
    ],
)
def test_a_name_is_another_one_for_a_place_if_something_of_it_stayed_alike(
    old: Place, new: Place, is_moved: bool
) -> None:
    assert now(old, *reworded(old, new)) == (new if is_moved else old)


def test_of_two_names_that_something_of_a_place_stayed_under_it_has_neither() -> None:
    old, new, other = ("上巻", "灯台"), ("上巻", "古い灯台"), ("下の本", "灯台")
    drafts, records = reworded(old, new)
    deeper = note("旗", "赤い布", trail=("別の本", "港", "灯台"))
    assert now(old, [*drafts, deeper], records) == new
    assert now(old, [*drafts, deeper, note("鐘", LONG_TEXT + "である", trail=other)], records) == old


def test_a_name_like_another_says_nothing_if_nothing_stayed_alike() -> None:
    old, new = ("灯台",), ("古い灯台",)
    assert now(old, *reworded(old, new, kind="choice")) == old
    assert now(old, [note(answer="赤い鐘の音", trail=new)], [note(answer=LONG_TEXT, trail=old)]) == old
    assert now(old, [note("色", "赤", trail=new)], [note("色", "赤", trail=old)]) == old


def test_a_short_text_tells_of_a_new_name_only_if_it_changed() -> None:
    old, new = ("灯台",), ("古い灯台",)
    assert now(old, [note("色", "赤い", trail=new)], [note("色は", "赤い", trail=old)]) == new
    assert now(old, [note("色", "赤い", trail=new)], [note("色", "赤い", trail=old)]) == old


def test_what_is_out_or_only_kept_tells_of_no_new_name() -> None:
    old, new = ("灯台",), ("古い灯台",)
    drafts, records = reworded(old, new)
    flag, sail = note("旗", "青", trail=old), note("帆", "白", trail=new)
    assert now(old, [*drafts, sail], [*records, flag]) == new
    assert now(old, [*drafts, sail], [note(answer=LONG_TEXT, trail=old, retired=True), flag]) == old
    kept, _ = reworded(old, new, wish="keep")
    assert now(old, [*kept, sail], [*records, flag]) == old


def test_a_term_that_stands_once_has_moved_with_other_words() -> None:
    drafts = [note(answer="赤い鐘", term="塔", trail=ELSEWHERE), note("旗", "布"), note("帆", "布", trail=ELSEWHERE)]
    records = [note(answer=LONG_TEXT, term="塔"), *drafts[1:]]
    there = note("色", "白", term="塔", trail=ISLAND)
    assert now((*HERE, "塔"), drafts, records, {1: 1, 2: 2}) == (*ELSEWHERE, "塔")
    assert now((*HERE, "塔"), [*drafts, there], [*records, there], {1: 1, 2: 2, 3: 3}) == (*HERE, "塔")


def test_a_renamed_heading_takes_along_what_says_nothing_itself() -> None:
    def below(*drafts: Side) -> Place:
        other = note("音", "鐘の音", trail=("別", "節"))
        records = [other, note("色", "赤", trail=("上", "節"))]
        return now(("上", "節"), [other, *drafts], records, {0: 0}, {("上",): ("下",)})

    assert below(note("帆", "白", trail=("下", "節"))) == ("下", "節")
    assert below(note("帆", "白", trail=("下", "章"))) == ("上", "節")


def test_answers_that_are_alike() -> None:
    same = [note("塔", "白い塔"), note("鐘", "白い塔"), note("門", "白い塔")]
    near = places(pairing([note()], same))
    assert near.are_alike(same[0], same[1])
    assert not near.are_alike(note("塔", "白い塔だ"), same[1])


def test_which_open_questions_have_other_answers_in_another_place() -> None:
    def against(drafts: Sequence[Side], records: Sequence[Side], sure: Any = None) -> int:
        return places(pairing(drafts, records, sure)).against(HERE, ELSEWHERE)

    new, old = note(answer="赤い鐘", trail=ELSEWHERE), note(answer=LONG_TEXT)
    assert against([new], [old]) == 1
    assert against([new, note(answer=LONG_TEXT, trail=ELSEWHERE)], [old]) == 0
    assert against([note("鐘", "赤い鐘", trail=ELSEWHERE)], [old]) == 0
    assert against([new], [note(answer=LONG_TEXT, retired=True)]) == 0
    assert against([new], [old, note("鐘", "赤い鐘", trail=ISLAND)], {0: 1}) == 0
    assert against([new, note(trail=ISLAND)], [old], {1: 0}) == 0
    assert against([cloze("赤い鐘", "鐘", trail=ELSEWHERE)], [cloze(LONG_TEXT, "岬")]) == 0


# --- rivals -------------------------------------------------------------------------------------


def paired(drafts: Sequence[Side], records: Sequence[Side]) -> Matching:
    return matched(drafts, records, Rest(set, set, lambda _trails: ()))


OLD = note(answer="夜の海で岬の在りかを船に教える白い建物")


def test_what_is_asked_takes_a_record_unless_a_kept_form_is_clearly_more_like_it() -> None:
    text = "夜の海で岬の在りかを船に教える赤い建物"
    kept = note(answer=text, wish="keep")
    assert paired([note("灯台とは", text), kept], [OLD]).pairs == {0: 0}
    assert paired([note("灯台とは何か", text), kept], [OLD]).pairs == {1: 0}
    assert paired([note("鐘", "鳴らして時を知らせる物"), kept], [OLD]).pairs == {1: 0}


def test_a_form_takes_no_record_that_it_may_not() -> None:
    text: dict[str, Any] = {"answer": OLD.answer, "trail": ELSEWHERE, "path": "b.md"}
    rest = [note("旗", "赤い布", path="b.md")]
    assert 0 not in paired([note(**text, wish="keep"), *rest], [OLD, *rest]).pairs
    assert 0 in paired([note(**text), *rest], [OLD, *rest]).pairs
    retired = note(answer=OLD.answer, retired=True)
    assert 0 not in paired([note(answer=OLD.answer, trail=ELSEWHERE, wish="offer"), *rest], [retired, *rest]).pairs


def why(drafts: Sequence[Side], records: Sequence[Side]) -> str:
    return paired(drafts, records).reasons.get(0, "new")


def test_a_text_that_others_near_have_too_is_no_proof_elsewhere() -> None:
    moved, other = note(answer=OLD.answer, trail=ELSEWHERE), note(answer=OLD.answer, trail=ISLAND)
    stays = note("旗", "赤い布")
    assert why([moved, stays], [OLD, stays]) == "the same words elsewhere"
    assert why([moved, stays, other], [OLD, stays, other]) == "alike 1.00, short, and in another section -0.20"
    asks, others = note("塔", OLD.answer, trail=ELSEWHERE), note("鐘", OLD.answer, trail=ISLAND)
    assert why([asks, stays], [OLD, stays]) == "the same long answer elsewhere"
    assert why([asks, stays, others], [OLD, stays, others]) == "new"


def test_a_date_however_long_tells_of_no_other_question() -> None:
    stays, date = note("旗", "赤い布"), "記した日 2031-05-01 10:30"
    assert why([note("鐘", date, trail=ELSEWHERE), stays], [note("塔", date), stays]) == "new"


def test_what_a_copy_only_offers_takes_no_record_of_a_text_that_was_edited() -> None:
    facts = [note("首都", "川の上の大きな石の町"), note("通貨", "角が丸く削られた銀の貨")]
    edited = note("首都", "川の上の大きな石造りの町")
    copy = [note(*fact.text, trail=ELSEWHERE, path="b.md", wish="offer") for fact in facts]
    assert paired([edited, facts[1], *copy], facts).pairs == {0: 0, 1: 1}


def test_a_section_of_which_all_is_only_offered_is_known_by_its_words_where_it_is_renamed() -> None:
    facts = [("首都", "石の町"), ("通貨", "貝の銭"), ("名産", "麻の布")]
    records = [note(*fact, trail=("国々", "甲国")) for fact in facts]
    renamed = [note(*fact, trail=("国々", "甲の国"), wish="offer") for fact in facts]
    copy = [note(*fact, trail=("控え", "甲国の写し"), path="b.md", wish="offer") for fact in facts]
    assert paired(copy + renamed, records).pairs == {3: 0, 4: 1, 5: 2}


def test_a_question_that_had_gone_does_not_come_back_as_another_one() -> None:
    retired = note(answer=OLD.answer, retired=True)
    assert why([note("塔", OLD.answer)], [retired]) == "new"
    assert why([note(answer=OLD.answer)], [retired]) == "the same text, which is asked again"


def test_of_two_that_say_the_same_the_first_goes_on_only_elsewhere() -> None:
    folded = [note("ABC", "岬の塔"), note("Abc", "岬の塔")]
    assert why(folded[:1], [note("abc", "岬の塔")]) == "the same words in the same section"
    assert "alike 1.00" in why(folded, [note("abc", "岬の塔")])
    copies = [note(answer=OLD.answer, trail=trail) for trail in (ELSEWHERE, ISLAND)]
    assert why(copies, [OLD]) == "the same words elsewhere"


def test_the_other_part_of_a_sentence_that_was_split_is_told_of() -> None:
    whole = cloze("流れが速く、侵食が速い。", "流れ", "侵食", term="上流")
    parts = [cloze("流れが速い。", "流れ", term="上流"), cloze("侵食が速い。", "侵食", term="上流")]
    found = paired(parts, [whole])
    assert (found.pairs, found.doubts) == ({1: 0}, [(0, 0)])


def test_what_a_part_of_a_sentence_asked_is_taken_up_by_no_other_text() -> None:
    records = [cloze("流れが速い。", "流れ"), cloze("侵食も大きい。", "侵食")]
    whole = cloze("谷では流れが速く、侵食が大きい。", "流れ", "侵食")
    found = paired([whole, cloze("流れが速いので深い。", "流れ", trail=ELSEWHERE)], records)
    assert (found.pairs, found.doubts) == ({0: 1}, [(0, 0), (1, 0)])
    assert "merged" in found.reasons[0]


def test_a_record_that_is_named_beside_one_draft_is_named_beside_no_other() -> None:
    white, red = "夜の海で岬の在りかを船に教える白い塔", "夜の海で岬の在りかを船に教える赤い塔"
    drafts = [note("旗", "夜の海で岬を船に示す白い塔", trail=ELSEWHERE), note("鐘", red, trail=ELSEWHERE)]
    both = pairing(drafts, [note("灯", white), note("門", red)])
    assert doubts(both, places(both)) == [(0, 0), (1, 1)]


def test_what_is_withdrawn_leaves_its_record_to_what_is_asked_elsewhere() -> None:
    old = cloze("影の長さを測る技である。", "長さ", term="影見")
    unmarked = cloze("影の長さを測る技である。", "長さ", term="影見", wish="withdraw")
    moved = cloze("影の長さを測る技である。", "長さ", term="影見", trail=ELSEWHERE)
    assert paired([unmarked, moved], [old]).pairs == {1: 0}
    assert paired([unmarked], [old]).pairs == {0: 0}
    copy = cloze("影の長さを測る技である。", "長さ", term="影見", trail=ELSEWHERE)
    assert paired([unmarked, moved], [old, copy]).pairs == {0: 0, 1: 1}


def test_a_row_that_was_renamed_goes_before_a_copy_of_it_that_is_only_kept() -> None:
    tall, white = "岬の先に立つ高い塔である", "石を積んだ白い塔である"
    table = [
        cell("灯台", "高さ", tall),
        cell("灯台", "色", white),
        cell("桟橋", "高さ", "低い"),
        cell("桟橋", "色", "茶"),
    ]
    renamed = [cell("岬の灯台", "高さ", tall), cell("岬の灯台", "色", white), *table[2:]]
    kept = [
        cell("灯台", "高さ", tall, trail=ELSEWHERE, wish="keep"),
        cell("灯台", "色", white, trail=ELSEWHERE, wish="keep"),
    ]
    assert paired([*renamed, *kept], table).pairs == {0: 0, 1: 1, 2: 2, 3: 3}
