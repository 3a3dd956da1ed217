"""What single rules of matching decide, asked of a few drafts and records at a time.

The pieces of test_matched.py tell what becomes of whole notes; here stand the rules that many pieces would be needed for.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from deckbuilder.ledger.neighbours import standings
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.parts import split_or_merged, without_other_forms
from deckbuilder.ledger.questions import Questions
from deckbuilder.ledger.same_names import pair_named_otherwise
from deckbuilder.ledger.sides import Side, asks_the_same, bare, cell_names
from deckbuilder.ledger.twins import prefer_older
from tests.sides import ELSEWHERE, HERE, cell, cloze, note, pairing, places

# --- what a form that the notes do not ask for may take ------------------------------------------


@pytest.mark.parametrize(
    ("draft", "record", "may"),
    [
        (note(wish="ask"), note("旗", "赤い布", trail=ELSEWHERE, path="b.md", retired=True), True),
        (note(wish="offer"), note("旗", "赤い布"), True),
        (note(wish="offer"), note(trail=ELSEWHERE), True),
        (note(wish="offer"), note(path="b.md"), True),
        (note(wish="offer"), note(trail=ELSEWHERE, path="b.md"), True),
        (note(wish="offer"), note("旗", "赤い布", trail=ELSEWHERE, path="b.md"), False),
        (note(wish="offer"), note(retired=True), False),
        (note(wish="offer"), note(withdrawn=True), False),
        (note(wish="keep"), note(answer="白い塔"), True),
        (note(wish="keep"), note("塔"), True),
        (note(wish="keep"), note("塔", "白い塔"), False),
        (note(wish="keep"), note(trail=ELSEWHERE), True),
        (note(wish="keep"), note(path="b.md"), True),
        (note(wish="keep"), note(trail=ELSEWHERE, path="b.md"), False),
        (note(wish="keep"), note(retired=True), False),
        (note(wish="keep"), note(withdrawn=True), False),
        (note(wish="withdraw"), note(), True),
        (note(wish="withdraw"), note(withdrawn=True), True),
        (note(wish="withdraw"), note(withdrawn=True, path="b.md"), False),
        (note(wish="withdraw"), note("塔", "白い塔", withdrawn=True), False),
        (cloze("岬の塔", wish="keep"), cloze("岬の塔", "岬", role="list"), False),
        (cloze("岬の塔", wish="keep", role="list"), cloze("岬の塔", "岬", role="list"), True),
        (cloze("岬の塔", wish="keep"), cloze("港の門", "港"), True),
        (cloze("岬の塔", wish="withdraw"), cloze("岬の塔", "岬"), True),
        (cloze("岬の塔", wish="withdraw"), cloze("港の塔", "港"), False),
        (note("", "岬の塔", kind="occlusion", wish="withdraw"), note("", "", kind="occlusion", hides=("港",)), True),
    ],
)
def test_which_record_a_form_may_take(draft: Side, record: Side, may: bool) -> None:
    # Other notes of both files, so that neither is a new one.
    both = pairing([draft, note(path="b.md")], [record, note(path="a.md"), note(path="b.md")])
    assert both.may_pair(0, 0) is may


def test_a_form_of_a_file_that_the_ledger_does_not_know_may_be_of_another_one() -> None:
    assert pairing([note(wish="keep", trail=ELSEWHERE, path="new.md")], [note()]).may_pair(0, 0)


def test_a_form_of_another_file_may_be_of_a_place_that_has_moved_there() -> None:
    both = pairing([note(wish="keep", trail=ELSEWHERE, path="b.md")], [note(), note(path="b.md")])
    both.moved[HERE] = ELSEWHERE
    assert both.may_pair(0, 0)


def test_a_form_of_another_file_may_be_of_a_term_that_has_moved_there() -> None:
    draft, record = note(wish="keep", trail=ELSEWHERE, term="灯台", path="b.md"), note(term="灯台")
    both = pairing([draft], [record, note(path="b.md")])
    assert not both.may_pair(0, 0)
    both.moved[record.place] = draft.place
    assert both.may_pair(0, 0)


def test_a_cell_that_is_only_kept_may_be_of_another_file_where_its_table_has_moved_there() -> None:
    draft, record = cell("灯台", "色", "白", wish="keep", trail=ELSEWHERE, path="b.md"), cell("灯台", "色", "白")
    both = pairing([draft], [record, note(path="b.md")])
    assert not both.may_pair(0, 0)
    both.tables[HERE] = ELSEWHERE
    assert both.may_pair(0, 0)


# --- two files with headings of the same names -------------------------------------------------------


@pytest.mark.parametrize(
    ("moved_from", "more_drafts", "more_records", "are_two"),
    [
        (HERE, [], [], False),
        (ELSEWHERE, [], [], True),
        (HERE, [], [note("帆", "白い布", path="b.md")], True),
        (HERE, [], [note("帆", "白い布", path="b.md", retired=True)], False),
        (HERE, [note("帆", "黄色い布")], [], True),
        (HERE, [note("旗", "黄色い布")], [note("旗", "白い布", path="b.md")], False),
    ],
)
def test_sections_of_two_files_are_one_where_something_went_from_one_to_the_other(
    moved_from: tuple[str, ...], more_drafts: list[Side], more_records: list[Side], are_two: bool
) -> None:
    draft, record = note("帆", "風を受ける布", path="b.md"), note("帆", "赤い布")
    drafts = [note(path="b.md"), draft, note("門", "鉄の扉"), *more_drafts]
    records = [note(trail=moved_from), record, note("門", "木の扉"), note("錨", "鉄の爪", path="b.md"), *more_records]
    assert pairing(drafts, records, sure={0: 0}).are_two_sections(draft, record) is are_two


# --- what of a note is compared -----------------------------------------------------------------


def test_what_a_note_says_besides_what_is_asked() -> None:
    assert note().told == "灯台\n岬の塔"
    assert cell("灯台", "色", "白").told == "白"
    assert cloze("岬の白い塔", "白い").told == "岬の□塔"
    assert cloze("岬の白い塔", "白い", "岬").told == "岬の白い塔"
    assert note("灯台", "岬の塔", hides=("岬",)).told == "灯台\n岬の塔"
    assert cloze("岬の塔", "", "岬").frame == "□の塔"


def test_what_hides_nothing_but_brackets_and_points_is_itself() -> None:
    assert [bare(text) for text in ("（塔）", "タワー", "！？")] == ["塔", "たわー", "!?"]


def test_the_names_in_the_question_of_a_cell() -> None:
    assert [cell_names(text) for text in ("塔 ─ 色", "塔", "甲 ─ 乙 ─ 丙")] == [
        ("塔", "色"),
        ("塔",),
        ("甲 ─ 乙", "丙"),
    ]


def test_it_is_done_when_either_side_is_empty() -> None:
    assert [pairing(*sides).is_done for sides in (([], [note()]), ([note()], []), ([note()], [note()]))] == [
        True,
        True,
        False,
    ]


# --- sentences that were split or merged --------------------------------------------------------

WHOLE = cloze("流れが速く、侵食が大きい。", "流れ", "侵食")
FLOW, EROSION = cloze("流れが速い。", "流れ"), cloze("侵食が大きい。", "侵食")
SCORES = {(0, 0): 0.8, (1, 0): 0.9}


def parts(
    drafts: Sequence[Side], records: Sequence[Side], scores: dict[tuple[int, int], float]
) -> list[list[tuple[int, int]]]:
    both = pairing(drafts, records)
    return split_or_merged(both, places(both), scores)


def test_the_likest_part_of_a_sentence_goes_on() -> None:
    assert parts([FLOW, EROSION], [WHOLE], SCORES) == [[(1, 0), (0, 0)]]
    assert parts([WHOLE], [FLOW, EROSION], {(0, 0): 0.9, (0, 1): 0.8}) == [[(0, 0), (0, 1)]]


@pytest.mark.parametrize(
    "drafts",
    [
        [FLOW],
        [FLOW, FLOW],
        [FLOW, WHOLE],
        [FLOW, cloze("侵食が大きい。", "侵食", trail=ELSEWHERE)],
        [FLOW, cloze("侵食が大きい。", "侵食", term="下流")],
        [FLOW, cloze("堆積が大きい。", "堆積")],
    ],
)
def test_what_is_no_part_of_a_sentence_that_was_split(drafts: list[Side]) -> None:
    assert parts(drafts, [WHOLE], {(at, 0): 0.9 for at in range(len(drafts))}) == []
    assert parts([WHOLE], drafts, {(0, at): 0.9 for at in range(len(drafts))}) == []


def test_of_forms_of_one_question_the_likest_is_the_rival_or_one_that_is_nearly_the_same() -> None:
    forms = [note(answer="高い塔"), note(answer="白い塔"), note("塔"), note(trail=ELSEWHERE)]
    scores = {(at, 0): 0.5 + at / 10 for at in range(4)}
    assert list(without_other_forms(pairing(forms, [note()]), scores, ())) == [(1, 0), (2, 0), (3, 0)]
    assert list(without_other_forms(pairing(forms, [note()]), scores, {(0, 0)})) == [(0, 0), (2, 0), (3, 0)]
    sentences = {(0, 0): 0.5, (1, 0): 0.6}
    assert without_other_forms(pairing([FLOW, EROSION], [WHOLE]), sentences, ()) == sentences


# --- questions whose answers changed ------------------------------------------------------------


def questions(of: Pairing) -> Questions:
    return Questions(of, places(of))


def test_answers_that_were_swapped() -> None:
    records = [note("灯台", "白"), note("桟橋", "茶"), note("旗", "青")]

    def are_swapped(*drafts: Side) -> bool:
        return questions(pairing(drafts, records)).are_swapped(drafts[0], records[0])

    assert are_swapped(note("灯台", "茶"), note("桟橋", "白"))
    assert not are_swapped(note("塔", "茶"), note("桟橋", "白"))
    assert not are_swapped(note("灯台", "茶"), note("桟橋", "緑"))
    assert not are_swapped(note("灯台", "茶"), note("旗", "白"))
    assert are_swapped(note("灯台", "青"), note("桟橋", "白"), note("旗", "茶"))
    assert not are_swapped(note("灯台", "緑"), note("桟橋", "青"), note("旗", "茶"))
    assert not are_swapped(note("灯台", "緑"), note("桟橋", "白"), note("旗", "茶"))


def is_only_one(drafts: Sequence[Side], records: Sequence[Side], stands: bool = True, **sure: Any) -> bool:
    return questions(pairing(drafts, records, **sure)).is_only_one(0, 0, stands)


def test_the_only_one_that_asks_a_question_in_its_section() -> None:
    old, new = note("灯台", "白"), note("灯台", "緑")
    assert is_only_one([new], [old])
    assert not is_only_one([note("塔", "緑")], [old])
    assert not is_only_one([new, note("灯台", "茶")], [old])
    assert not is_only_one([new], [old, note("灯台", "茶")])
    assert is_only_one([new], [old, note("灯台", "茶", retired=True)])
    assert is_only_one([new, note("灯台", "茶", trail=ELSEWHERE)], [old])
    assert not is_only_one([new, note("灯台", "白", wish="keep")], [old])


def test_two_questions_that_changed_places_are_not_the_only_ones() -> None:
    assert not is_only_one([note("塔", "緑"), note("灯台", "茶")], [note("灯台", "白"), note("塔", "黒")])
    assert not asks_the_same(cloze("岬の塔", "岬"), cloze("港の塔", "港"))


def test_a_section_whose_questions_got_other_answers_elsewhere_did_not_stay() -> None:
    old, new = note("灯台", "白"), note("灯台", "緑")
    assert is_only_one([new, note("旗", "赤")], [old, note("旗", "青")], stands=False, sure={1: 1})
    moved = [note("灯台", "緑", trail=ELSEWHERE), note("旗", "青", trail=ELSEWHERE)]
    assert not is_only_one(moved, [old, note("旗", "青")], stands=False, sure={1: 1})


def test_an_answer_is_claimed_beside_a_record_that_is_another_one_now() -> None:
    old, new = note("灯台", "白"), note("灯台", "緑")
    drafts = [new, note("桟橋", "白"), note("波止場", "茶", trail=ELSEWHERE)]
    assert not is_only_one(drafts, [old, note("桟橋", "茶")], sure={2: 1})


def test_a_question_alone_tells_only_in_a_section_that_stayed() -> None:
    old, new = note("灯台", "白"), note("灯台", "緑")
    assert not is_only_one([new], [old], stands=False)
    assert is_only_one([new, note("旗", "青")], [old, note("旗", "青")], stands=False, sure={1: 1})
    assert not is_only_one([new, note("旗", "青")], [old, note("旗", "青", trail=ELSEWHERE)], stands=False, sure={1: 1})
    assert is_only_one([new, note("布", "青")], [old, note("旗", "青")], stands=False)


def test_an_answer_that_belongs_to_another_question() -> None:
    old, new = note("灯台", "白"), note("灯台", "緑")
    assert not is_only_one([new, note("桟橋", "白")], [old])
    assert is_only_one([new, note("桟橋", "白")], [old, note("桟橋", "白")], sure={1: 1})
    assert is_only_one([new, note("桟橋", "白")], [old, note("桟橋", "茶")])
    assert not is_only_one([new, note("桟橋", "白")], [old, note("桟橋", "茶", retired=True)])
    assert not is_only_one([new], [old, note("桟橋", "緑")])
    assert is_only_one([new, note("桟橋", "緑")], [old, note("桟橋", "緑")], sure={1: 1})
    assert is_only_one([new, note("桟橋", "茶")], [old, note("桟橋", "緑")])
    assert not is_only_one(
        [new, note("桟橋", "茶")], [old, note("桟橋", "緑"), note("桟橋", "茶", trail=ELSEWHERE)], sure={1: 2}
    )


# --- copies -------------------------------------------------------------------------------------

LONG_ANSWER = "夜の海で岬の在りかを教える建物"


def survivors(drafts: Sequence[Side], records: Sequence[Side], sure: dict[int, int]) -> dict[int, int]:
    both = pairing(drafts, records, sure)
    prefer_older(both)
    return both.pairs


def copy(trail: tuple[str, ...], created: int, **given: Any) -> Side:
    return note(**{"answer": LONG_ANSWER} | given, trail=trail, created=created)


def test_the_older_of_two_copies_survives() -> None:
    draft, young = copy(ELSEWHERE, 0), copy(ELSEWHERE, 2)
    assert survivors([draft], [young, copy(HERE, 1)], {0: 0}) == {0: 1}
    assert survivors([draft], [young, copy(HERE, 3)], {0: 0}) == {0: 0}
    assert survivors([draft], [copy(ELSEWHERE, 2, retired=True), copy(HERE, 3)], {0: 0}) == {0: 1}
    assert survivors([draft], [young, copy(HERE, 1, withdrawn=True)], {0: 0}) == {0: 0}
    assert survivors([draft], [young, copy(HERE, 1, retired=True)], {0: 0}) == {0: 0}
    assert survivors([draft, draft], [young, copy(ELSEWHERE, 2), copy(HERE, 1)], {0: 0, 1: 1}) == {0: 2, 1: 1}


def test_a_form_takes_no_older_copy_of_another_file() -> None:
    draft, young, old = copy(ELSEWHERE, 0, wish="keep"), copy(ELSEWHERE, 2), copy(HERE, 1, path="b.md")
    assert survivors([draft], [young, old], {0: 0}) == {0: 0}


def test_a_short_text_is_a_copy_only_with_all_that_stood_with_it() -> None:
    short = {"answer": "塔"}
    records = [copy(ELSEWHERE, 2, **short), copy(HERE, 1, **short)]
    assert survivors([copy(ELSEWHERE, 0, **short)], records, {0: 0}) == {0: 0}
    more = {"prompt": "岬", "answer": "海へ突き出た陸地だ"}
    drafts = [copy(ELSEWHERE, 0, **short), copy(ELSEWHERE, 0, **more)]
    records += [copy(ELSEWHERE, 2, **more), copy(HERE, 1, **more)]
    assert survivors(drafts, records, {0: 0, 1: 2}) == {0: 1, 1: 3}
    assert survivors(drafts, [*records, note("旗", trail=HERE)], {0: 0, 1: 2}) == {0: 0, 1: 2}


def test_all_that_a_section_still_had_may_be_shorter() -> None:
    short = {"prompt": "岬の塔", "answer": "白い灯台"}
    records = [copy(ELSEWHERE, 2, **short), copy(HERE, 1, **short)]
    assert survivors([copy(ELSEWHERE, 0, **short)], records, {0: 0}) == {0: 0}
    short["answer"] += "だ"
    records = [copy(ELSEWHERE, 2, **short), copy(HERE, 1, **short)]
    assert survivors([copy(ELSEWHERE, 0, **short)], records, {0: 0}) == {0: 1}
    assert survivors([copy(ELSEWHERE, 0, **short)], [*records, copy(HERE, 1, answer="港")], {0: 0}) == {0: 0}


def test_what_stands_below_a_section_was_copied_with_it() -> None:
    short, more = {"answer": "塔"}, {"prompt": "岬", "answer": "海へ突き出た陸地だ"}
    below = (*HERE, "地形"), (*ELSEWHERE, "地形")
    drafts = [copy(ELSEWHERE, 0, **short), copy(below[1], 0, **more)]
    records = [copy(ELSEWHERE, 2, **short), copy(HERE, 1, **short), copy(below[1], 2, **more)]
    assert survivors(drafts, [*records, copy(below[0], 1, **more)], {0: 0, 1: 2}) == {0: 1, 1: 3}
    assert survivors(drafts, [*records, copy(("市", "港"), 1, **more)], {0: 0, 1: 2})[0] == 0


def test_a_copy_that_got_full_stops_is_one() -> None:
    short, more = "白い岬の塔", "海へ突き出た陸地だ"
    drafts = [copy(ELSEWHERE, 0, answer=f"{short}。"), copy(ELSEWHERE, 0, prompt="岬", answer=f"{more}。")]
    young = [copy(ELSEWHERE, 2, answer=f"{short}。"), copy(ELSEWHERE, 2, prompt="岬", answer=f"{more}。")]
    old = [copy(HERE, 1, answer=short), copy(HERE, 1, prompt="岬", answer=more)]
    assert survivors(drafts, [*young, *old], {0: 0, 1: 1}) == {0: 2, 1: 3}


def test_of_a_copy_that_is_older_in_part_each_older_note_survives() -> None:
    short, more = {"answer": "塔"}, {"prompt": "岬", "answer": "海へ突き出た陸地だ"}
    drafts = [copy(ELSEWHERE, 0, **short), copy(ELSEWHERE, 0, **more)]
    records = [copy(ELSEWHERE, 2, **short), copy(ELSEWHERE, 2, **more), copy(HERE, 1, **short), copy(HERE, 3, **more)]
    assert survivors(drafts, records, {0: 0, 1: 1}) == {0: 2, 1: 1}


def test_sections_that_share_one_answer_of_several_are_no_copies() -> None:
    def both(left: tuple[str, ...], now: tuple[str, ...], **given: Any) -> dict[int, int]:
        others = [note("色", "白", trail=now, **given), note("色", "黒", trail=left)]
        return survivors([copy(now, 0)], [copy(now, 2), copy(left, 1), *others], {0: 0})

    assert both(HERE, ELSEWHERE) == {0: 0}
    assert both(HERE, ELSEWHERE, kind="cloze") == {0: 1}
    assert both(HERE, ELSEWHERE, retired=True) == {0: 0}
    assert both(("島", "港"), ("町", "港")) == {0: 1}
    assert both((), ELSEWHERE) == both(HERE, ()) == {0: 0}


# --- names --------------------------------------------------------------------------------------


def named(drafts: Sequence[Side], records: Sequence[Side]) -> dict[int, int]:
    both = pairing(drafts, records)
    pair_named_otherwise(both, places(both), ("ask",))
    return both.pairs


def test_the_same_answer_under_the_same_names() -> None:
    below = note("速さ", "速い方", trail=("港", "甲型"))
    assert named([cell("甲型", "速さ", "速い方")], [below]) == {0: 0}
    assert named([below], [cell("甲型", "速さ", "速い方")]) == {0: 0}
    assert named([cell("乙型", "速さ", "速い方")], [below]) == {}
    assert named([cell("甲型", "速さ", "遅い方")], [below]) == {}
    assert named([cell("甲型", "速さ", "速い方")] * 2, [below]) == {}
    assert named([cell("甲型", "速さ", "速い方")], [below] * 2) == {}
    assert named([cell("甲型", "速さ", "速い方")], [note("速さ", "速い方", trail=("港", "甲型"), kind="choice")]) == {}
    assert named([note("甲型 ─ 速さ", "速い方", kind="choice")], [below]) == {}


def test_what_was_retired_stands_between_no_neighbours() -> None:
    records = [note(str(at), order=at, retired=at == 3) for at in (1, 2, 3, 4)]
    drafts = [records[0], note("旗", "赤い布"), records[3]]
    assert standings(pairing(drafts, records, {0: 0, 2: 3})) == {(1, 1): "alone between the same neighbours"}
