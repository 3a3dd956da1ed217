"""What matching makes of rows and columns, spellings, and what stands near, asked of a few drafts and records."""

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.ledger.respellings import learnt, respelt
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.tables import learn_tables, pair_cells, pair_pictures
from deckbuilder.ledger.vicinity import Vicinity, grouped_holes
from tests.sides import ELSEWHERE, HERE, cell, cloze, note, pairing, places

# --- rows and columns ---------------------------------------------------------------------------

CROPS = {
    "米 × 植える時": "五月の初め",
    "米 × とれる時": "九月の半ば",
    "麦 × 植える時": "十一月ごろ",
    "麦 × とれる時": "六月の初め",
}


def crops(*edits: tuple[str, str]) -> dict[str, str]:
    text = "\n".join("\t".join(item) for item in CROPS.items())
    for old, new in edits:
        text = text.replace(old, new)
    return dict(line.split("\t") for line in text.split("\n"))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), CROPS.keys()),
        ((("米 ×", "稲 ×"),), CROPS.keys()),
        ((("米 ×", "お米 ×"),), CROPS.keys()),
        ((("米 ×", "お米 ×"), ("麦 ×", "大麦 ×")), CROPS.keys()),
        ((("米 ×", "稲 ×"), ("麦 ×", "豆 ×")), CROPS.keys()),
        ((("× 植える時", "× 種まき"), ("× とれる時", "× 刈り入れ")), CROPS.keys()),
        ((("米 ×", "稲 ×"), ("五月の初め", "四月"), ("九月の半ば", "八月")), ["麦 × 植える時", "麦 × とれる時"]),
        ((("米 ×", "お米 ×"), ("五月の初め", "四月"), ("九月の半ば", "八月")), CROPS.keys()),
    ],
)
def test_which_cells_are_one_when_rows_and_columns_are_renamed(
    edits: tuple[tuple[str, str], ...], expected: Sequence[str]
) -> None:
    assert sorted(renamed(CROPS, crops(*edits)).values()) == sorted(expected)


SHELVES = {
    "甲棚 × 廃棄": "三年で捨てる",
    "甲棚 × 補充": "末日に足す",
    "乙棚 × 廃棄": "五年で捨てる",
    "乙棚 × 補充": "火曜に足す",
    "丙棚 × 廃棄": "八年で捨てる",
    "丙棚 × 補充": "雨の日に足す",
}


def test_a_row_of_the_same_pattern_in_the_place_of_one_is_another() -> None:
    rest = {key: text for key, text in SHELVES.items() if not key.startswith("乙")}
    other = rest | {"戊棚 × 廃棄": "七年で捨てる", "戊棚 × 補充": "木曜に足す"}
    assert renamed(SHELVES, other) == {key: key for key in rest}
    same = rest | {"戊棚 × 廃棄": "五年で捨てる", "戊棚 × 補充": "火曜に足す"}
    assert renamed(SHELVES, same)["戊棚 × 廃棄"] == "乙棚 × 廃棄"
    spelt = rest | {"乙の棚 × 廃棄": "五年で捨てる", "乙の棚 × 補充": "水曜に足す"}
    assert renamed(SHELVES, spelt)["乙の棚 × 補充"] == "乙棚 × 補充"


def test_a_column_whose_texts_follow_the_pattern_of_one_is_another() -> None:
    column = {f"{row}棚 × 甲倉の期限": f"{years}年で捨てる" for row, years in zip("甲乙丙", "三五八", strict=True)}
    other = {f"{row}棚 × 乙倉の期限": f"{years}年で捨てる" for row, years in zip("甲乙丙", "二一六", strict=True)}
    rest = {f"{row}棚 × 補充": text for row, text in zip("甲乙丙", ("末日", "火曜", "雨の日"), strict=True)}
    assert renamed(column | rest, other | rest) == {key: key for key in rest}
    same = {key.replace("甲倉の", "甲の倉の"): text for key, text in column.items()}
    assert len(renamed(column | rest, same | rest)) == 6


def test_a_table_whose_rows_are_called_as_its_columns_is_not_turned_when_its_cells_are_swapped() -> None:
    before = {"火 × 水": "弱くなる", "水 × 火": "強くなる"}
    after = {"火 × 水": "強くなる", "水 × 火": "弱くなる"}
    assert renamed(before, after) == {key: key for key in after}


def test_two_rows_that_are_as_much_like_one_are_neither() -> None:
    before = {"水 × 色": "透きとおる", "水 × 味": "何もしない"}
    after = {"甲水 × 色": "透きとおる", "甲水 × 味": "何もしない", "乙水 × 色": "透きとおる", "乙水 × 味": "何もしない"}
    assert renamed(before, after) == {}
    assert renamed(after, before) == {}


def test_a_row_that_was_only_added_to_goes_before_one_that_reads_otherwise() -> None:
    before = {"春の道 × 長さ": "三里あまり"}
    after = {"春の大道 × 長さ": "三里あまり", "夏の道 × 長さ": "三里あまり"}
    assert renamed(before, after) == {"春の大道 × 長さ": "春の道 × 長さ"}


def test_the_order_of_rows_tells_only_where_it_is_said_to() -> None:
    before = {"甲の道 × 長さ": "三里あまり", "乙の道 × 長さ": "三里あまり"}
    after = {"子の道 × 長さ": "三里あまり", "丑の道 × 長さ": "三里あまり"}
    assert renamed(before, after) == {"子の道 × 長さ": "甲の道 × 長さ", "丑の道 × 長さ": "乙の道 × 長さ"}
    assert renamed(before, after, in_order=False) == {}
    more = after | {"寅の道 × 長さ": "三里あまり"}
    assert renamed(before, more) == {}


def test_a_short_cell_tells_which_row_it_is_only_where_all_others_are_known() -> None:
    before = {"甲 × 長さ": "三里あまり", "乙 × 長さ": "石の坂道", "丙 × 長さ": "外側"}
    after = {"春 × 長さ": "三里あまり", "夏 × 長さ": "石の坂道", "秋 × 長さ": "外側"}
    assert renamed(before, after) == dict(zip(after, before, strict=True))
    assert "秋 × 長さ" not in renamed(before, after | {"秋 × 長さ": "内側"})
    assert "秋 × 長さ" not in renamed(before, after | {"夏 × 長さ": "木の橋桁"})
    assert len(renamed(dict(list(before.items())[1:]), dict(list(after.items())[1:]))) == 1


# --- tables -------------------------------------------------------------------------------------


def cells_paired(drafts: Sequence[Side], records: Sequence[Side], sure: dict[int, int] | None = None) -> dict[int, int]:
    both = pairing(drafts, records, sure)
    pair_cells(both, places(both), Vicinity(both))
    return both.pairs


RICE = [cell("米", "植える時", "五月の初め"), cell("米", "とれる時", "九月の半ば")]
PLANT = [cell("稲", "植える時", "五月の初め"), cell("稲", "とれる時", "九月の半ば")]


def test_which_cells_go_on_when_a_row_is_renamed() -> None:
    assert cells_paired(PLANT, RICE) == {0: 0, 1: 1}
    assert cells_paired(RICE, RICE) == {}
    assert cells_paired(PLANT, [RICE[0], cell("米", "とれる時", "九月の半ば", retired=True)]) == {0: 0}
    assert cells_paired(PLANT, [*RICE, RICE[0]]) == {1: 1}
    assert cells_paired(PLANT, [*RICE, note("米 ─ 植える時", "田植え")]) == {0: 0, 1: 1}
    assert cells_paired(PLANT, [*RICE, cell("麦", "色", "黄色")], {0: 2}) == {0: 2, 1: 1}
    assert cells_paired([*PLANT, note("旗", "青")], RICE, {2: 0}) == {2: 0, 1: 1}
    assert cells_paired([PLANT[0], PLANT[1], cell("稲", "味", "渋い")], [*RICE, cell("米", "味", "甘い")]) == {
        0: 0,
        1: 1,
    }


def tables_moved(drafts: Sequence[Side], records: Sequence[Side], sure: dict[int, int] | None = None) -> dict[Any, Any]:
    both = pairing(drafts, records, sure)
    learn_tables(both, places(both))
    return both.tables


def moved(cells: Sequence[Side], trail: tuple[str, ...] = ELSEWHERE, **given: Any) -> list[Side]:
    names = [one.prompt.partition(" ─ ") for one in cells]
    return [
        cell(row, column, one.answer, trail=trail, **given) for (row, _, column), one in zip(names, cells, strict=True)
    ]


def test_where_a_table_has_gone_by_what_it_says() -> None:
    turned = [cell("植える時", "稲", "五月の初め"), cell("とれる時", "稲", "九月の半ば")]
    both = picture({"稲 × 植える時": "五月の初め", "稲 × とれる時": "九月の半ば"}, trail=ELSEWHERE, term="表")
    for drafts in (moved(RICE), moved(PLANT), moved(turned), [*moved(PLANT), note("旗", "青")]):
        assert tables_moved(drafts, RICE) == {HERE: ELSEWHERE}
    assert tables_moved([both, *moved(PLANT, (*ELSEWHERE, "表"), wish="keep")], RICE) == {HERE: (*ELSEWHERE, "表")}
    assert tables_moved([both], [picture(dict(both.cells), term="表")]) == {(*HERE, "表"): (*ELSEWHERE, "表")}


def test_what_does_not_tell_where_a_table_has_gone() -> None:
    other = [RICE[0], cell("米", "とれる時", "十月ごろ")]
    assert tables_moved(moved(other), RICE) == {}
    assert tables_moved(RICE, RICE) == {}
    assert tables_moved([*moved(RICE), RICE[0]], RICE) == {}
    assert tables_moved(moved(RICE, wish="keep"), RICE) == {}
    assert tables_moved([*moved(RICE), *moved(RICE, ("村",))], RICE) == {}
    assert tables_moved(moved(RICE), [*RICE, *moved(RICE, ("村",))]) == {}
    short = [cell("米", "色", "白い色"), cell("米", "味", "甘い味だ")]
    assert tables_moved(moved(short), short) == {}
    assert tables_moved(moved(RICE), RICE, {0: 0, 1: 1}) == {}


def test_cells_of_a_table_that_has_moved_go_on_but_for_those_that_say_something_else() -> None:
    short = [*RICE, cell("米", "味", "甘い"), cell("米", "色", "白"), cell("米", "丈", "低い")]
    both = pairing(moved([*short[:4], cell("米", "丈", "三尺")]), short)
    both.tables[HERE] = ELSEWHERE
    pair_cells(both, places(both), Vicinity(both))
    assert both.pairs == {0: 0, 1: 1, 2: 2, 3: 3}


def picture(cells: dict[str, str], **given: Any) -> Side:
    return note("表", "", kind="occlusion", role="table", **given, cells=cells)


def pictures_paired(draft: Side, record: Side, *others: Side) -> dict[int, int]:
    both = pairing([draft], [record, *others])
    pair_pictures(both, places(both), Vicinity(both))
    return both.pairs


def test_which_picture_is_which_by_its_parts() -> None:
    old, other = {"春 × 色": "桃色", "秋 × 色": "黄色"}, {"夏 × 色": "緑色", "冬 × 色": "白色"}
    assert pictures_paired(picture(old), picture(old)) == {0: 0}
    assert pictures_paired(picture(other), picture(old)) == {}
    assert pictures_paired(picture(other | {"秋 × 色": "黄色", "梅雨 × 色": "灰色"}), picture(old)) == {0: 0}
    assert (
        pictures_paired(
            picture({"春 × 色": "無色", "夏 × 色": "緑色", "冬 × 色": "白色"}), picture(old | {"梅雨 × 色": "灰色"})
        )
        == {}
    )
    assert pictures_paired(picture(old, trail=ELSEWHERE), picture(old)) == {0: 0}
    assert pictures_paired(picture(old), picture(old), picture(old, trail=("甲",)), picture(old, trail=("乙",))) == {
        0: 0
    }


def test_what_a_picture_that_has_gone_called_its_parts_does_not_tell_of_one_that_is_asked() -> None:
    old = picture({"春 × 色": "桃色", "秋 × 色": "黄色"})
    gone = picture({"早春 × 色": "無色", "晩秋 × 色": "灰色"}, retired=True)
    assert pictures_paired(picture({"早春 × 色": "桃色", "晩秋 × 色": "黄色"}), old, gone) == {0: 0}


def test_a_picture_that_is_asked_goes_before_one_that_its_author_took_back() -> None:
    old = {"春 × 色": "桃色", "秋 × 色": "黄色"}
    new = picture({"春 × 色": "桃色", "秋 × 花": "菊"})
    assert pictures_paired(new, picture(old, withdrawn=True), picture(old)) == {0: 1}
    assert pictures_paired(new, picture(old, withdrawn=True)) == {0: 0}


def test_parts_of_a_picture_are_renamed_only_in_its_place() -> None:
    old, new = {"春 × 色": "桃色の花", "秋 × 色": "黄色"}, {"春の × 色": "桃色の花", "秋の × 色": "黄色"}
    assert pictures_paired(picture(new), picture(old)) == {0: 0}
    assert pictures_paired(picture(new), picture(old, retired=True)) == {}
    assert pictures_paired(picture(new, trail=ELSEWHERE), picture(old)) == {}


def test_one_part_of_three_is_enough_only_in_its_place() -> None:
    old = {"春 × 色": "桃色の花", "秋 × 色": "黄色", "冬 × 色": "白"}
    new = {"春 × 色": "桃色の花", "秋 × 色": "茶がかる", "冬 × 色": "青い"}
    assert pictures_paired(picture(new), picture(old)) == {0: 0}
    assert pictures_paired(picture(new, trail=ELSEWHERE), picture(old)) == {}


# --- spellings ----------------------------------------------------------------------------------


def taught(*texts: tuple[str, str], **given: Any) -> dict[str, str]:
    """Return what is learnt of answers that became others."""
    records = [note(f"問{at}", old) for at, (old, _) in enumerate(texts)]
    drafts = [note(f"問{at}", new, **given) for at, (_, new) in enumerate(texts)]
    return learnt(pairing(drafts, records, {at: at for at in range(len(texts))}))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("白い桟橋を置く", "白い防波堤を置く")], {}),
        ([("長い桟橋", "長い防波堤"), ("長い桟橋", "長い波止場")] * 2, {}),
        ([("桟橋の灯", "防波堤の灯"), ("長い桟橋", "長い防波堤")], {"桟橋": "防波堤"}),
        ([("内燃機関の音", "外燃機関の音"), ("重い内燃機関", "重い外燃機関")], {"内燃機関": "外燃機関"}),
        ([("内燃機関の音", "内燃装置の音"), ("重い内燃機関", "重い内燃装置")], {"内燃機関": "内燃装置"}),
        ([("サーバの灯", "サーバーの灯"), ("古いサーバ", "古いサーバー")], {"サーバ": "サーバー"}),
        ([("ー灯サーバ", "ー灯Xサーバ"), ("ー旗サーバ", "ー旗Xサーバ")], {}),
        ([("門の灯", "戸の灯"), ("広い門", "広い戸")], {}),
        ([("赤いの灯", "白いの灯"), ("赤いの旗", "白いの旗")], {}),
        ([("見よう灯", "見やん灯"), ("見よう旗", "見やん旗")], {}),
        ([("灯台、桟橋の灯", "防波堤の灯"), ("長い灯台、桟橋", "長い防波堤")], {}),
        ([("港タワー灯", "港灯"), ("島タワー灯", "島灯")], {}),
        ([("港灯", "港タワー灯"), ("島灯", "島タワー灯")], {}),
        ([("灯がともる", "灯が明るくともる"), ("火がともる", "火が明るくともる")], {}),
        ([("灯が明るくともる", "灯がともる"), ("火が明るくともる", "火がともる")], {}),
        ([("桟橋", "大" * 41), ("桟橋だ", "大" * 41 + "だ")], {}),
        ([("桟橋", "大" * 40), ("桟橋だ", "大" * 40 + "だ")], {"桟橋": "大" * 40}),
    ],
)
def test_which_words_are_spelt_otherwise_now(texts: list[tuple[str, str]], expected: dict[str, str]) -> None:
    assert taught(*texts) == expected


def test_a_word_is_learnt_of_the_names_of_places_if_there_are_as_many() -> None:
    texts = [("塔", "塔"), ("門", "門")]
    assert taught(*texts, trail=("港の町",)) == {}
    assert taught(*texts, trail=("港湾",)) == {}
    records = [note("問", "塔", trail=("古い桟橋",)), note("問", "門", trail=("古い桟橋",))]
    drafts = [note("問", "塔", trail=("古い防波堤",)), note("問", "門", trail=("古い防波堤",))]
    assert learnt(pairing(drafts, records, {0: 0, 1: 1})) == {"桟橋": "防波堤"}
    deeper = [note("問", "塔", trail=("古い防波堤", "灯")), note("問", "門", trail=("古い防波堤", "灯"))]
    assert learnt(pairing(deeper, records, {0: 0, 1: 1})) == {}


def test_a_record_without_the_words_stays_itself() -> None:
    record = note()
    assert respelt(record, {"桟橋": "防波堤"}) is record
    read = respelt(cloze("長い桟橋", "桟橋", term="桟橋の灯"), {"桟橋": "防波堤"})
    assert (read.term, read.answer, read.hidden_texts) == ("防波堤の灯", "長い防波堤", ("防波堤",))
    assert replace(read, retired=True).hidden_texts == ("防波堤",)


def test_what_is_spelt_as_today_already_stays() -> None:
    assert respelt(note("サーバとサーバー"), {"サーバ": "サーバー"}).prompt == "サーバーとサーバー"


def test_a_name_that_is_still_there_is_the_same_whatever_stands_there_now() -> None:
    before = {"甲の道 × 長さ": "三里あまり", "甲の道端 × 長さ": "五里と少し", "丁の橋 × 長さ": "二里に足りない"}
    after = {"甲の道 × 長さ": "五里と少し", "丁の橋 × 長さ": "二里に足りない", "風見 × 長さ": "一尺"}
    assert renamed(before, after)["甲の道 × 長さ"] == "甲の道 × 長さ"


@pytest.mark.parametrize(
    ("old", "moved", "stays", "was"),
    [
        ("三里あまり", "三里あまり", "五里", "長さ"),
        ("三里あまり", "三里足らず", "五里", None),
        ("三", "三", "五里", None),
    ],
)
def test_a_name_whose_cells_all_stand_under_a_new_one_is_another(
    old: str, moved: str, stays: str, was: str | None
) -> None:
    before = {"甲 × 長さ": old, "乙 × 長さ": "二里"[: len(old)]}
    after = {"甲 × 丈": moved, "乙 × 丈": "二里"[: len(old)], "甲 × 長さ": stays, "乙 × 長さ": "四里"}
    found = renamed(before, after, may_give=True)
    assert found.get("甲 × 丈") == (was and "甲 × 長さ")
    assert ("甲 × 長さ" in found) == (was is None)
    assert renamed(before, after)["甲 × 長さ"] == "甲 × 長さ"


@pytest.mark.parametrize(
    ("tool", "place", "is_given"),
    [
        ("釘をたたいて打ち込む道具", "北側の棚", False),
        ("くぎの打ち込み", "棚の北", False),
        ("木の面をならす道具", "東の引き出し", True),
    ],
)
def test_a_name_whose_cells_were_reworded_keeps_them_whatever_new_name_says_the_same(
    tool: str, place: str, is_given: bool
) -> None:
    saw = {"鋸 × 役": "板を切り分けるための道具", "鋸 × 置き場": "西の棚の下"}
    told = "釘を打ち込むための道具", "北の棚の上"
    before = {"金槌 × 役": told[0], "金槌 × 置き場": told[1]} | saw
    after = {"金槌 × 役": tool, "金槌 × 置き場": place, "玄能 × 役": told[0], "玄能 × 置き場": told[1]} | saw
    found = renamed(before, after, may_give=True)
    assert found.get("玄能 × 役") == ("金槌 × 役" if is_given else None)
    assert found.get("金槌 × 役") == (None if is_given else "金槌 × 役")


# --- what is near -------------------------------------------------------------------------------


def test_what_decorates_a_name_counts_for_nothing() -> None:
    found = grouped_holes([("港", "📝 灯台"), ("町", "灯台"), ("村", "lamp ^"), ("里", "lamp ^")])
    assert found[0, ("灯台",)] == [("港", "📝 灯台"), ("町", "灯台")]
    assert found[0, ("lamp ^",)] == [("村", "lamp ^"), ("里", "lamp ^")]


def test_what_of_a_note_says_which_it_is() -> None:
    records = [
        note("灯台", "岬の塔"),
        note("灯台", "白い塔"),
        note("桟橋", "荷揚げの場"),
        note("波止場", "荷揚げの場"),
        cloze("流れが速い。", "流れ"),
    ]
    near = Vicinity(pairing([note()], records))
    assert list(map(near.telling, records)) == [3, 3, 2, 3, 6]
    assert [near.asks_as_others(record) for record in records] == [True, True, False, False, False]


def test_which_answers_have_nothing_in_common() -> None:
    records = [note(f"問{at}", text) for at, text in enumerate(("薄い板", "港の旗", "港の門", "港の灯", "港の船"))]
    near = Vicinity(pairing([note()], records))

    def differ(one: str, other: str) -> bool:
        return near.answers_differ(note("何か。", one), note("何か。", other))

    assert not differ("薄い", "薄くて弱い")
    assert not differ("岬の塔", "岬の塔である")
    assert differ("ある", "あまり遠くない")
    assert differ("港は遠くにあるところ", "夜になるとよく見える港")
    assert differ("abc", "cxyz です")
    assert differ("遠い", "近くて見えにくい")
    assert differ("岬で開くセミナー", "砂と塩のシミュレーション")
    assert differ("ビール", "カレー")
    assert differ("水かさが上がる", "潮が引き下がる")
    assert not differ("水かさが上がる", "水かさも下がる")
    assert not differ("seperate", "separate")


def test_sections_that_differ_in_one_name_are_near() -> None:
    def is_asked_by(trail: tuple[str, ...]) -> bool:
        records = [note(trail=("甲", "節")), note(answer="白い塔", trail=trail)]
        both = pairing([note("旗", trail=("甲", "節")), records[1]], records, {1: 1})
        return Vicinity(both).asks_as_others(records[0])

    assert [is_asked_by(trail) for trail in (("乙", "節"), ("乙", "章"), ("節",))] == [True, False, False]


def test_the_term_of_a_sentence_says_nothing() -> None:
    sentence = note("港の川", "流れが速い。", kind="cloze", hides=("流れ",))
    assert Vicinity(pairing([note()], [sentence])).telling(sentence) == 6


def test_a_column_is_known_by_the_rows_that_stand_where_another_was_replaced() -> None:
    before = {"錨 × 重さ": "鉄の棒", "錨 × 色": "黒", "櫂 × 重さ": "軽い", "櫂 × 色": "茶"}
    after = {"帆 × 重さ（目安）": "麻の布より重い", "帆 × 色": "白", "櫂 × 重さ（目安）": "軽い", "櫂 × 色": "茶"}
    assert renamed(before, after)["櫂 × 重さ（目安）"] == "櫂 × 重さ"
    turned, now = (
        {" × ".join(key.split(" × ")[::-1]): text for key, text in cells.items()} for cells in (before, after)
    )
    assert renamed(turned, now)["重さ（目安） × 櫂"] == "重さ × 櫂"
    other = {key.replace("重さ（目安）", "値段"): text for key, text in after.items()}
    assert renamed(before, other) == {"櫂 × 色": "櫂 × 色"}


def test_a_list_in_a_cell_is_the_same_in_another_order() -> None:
    before = {"錨 × 使い道": "船を止める 網を沈める", "櫂 × 使い道": "水をかく 岸を押す"}
    after = {"錨 × はたらき": "網を沈める 船を止める", "櫂 × はたらき": "岸を押す 水をかく"}
    assert renamed(before, after) == dict(zip(after, before, strict=True))
