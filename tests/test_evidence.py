"""What speaks for a draft being a record, and when it is enough, asked of a few drafts and records at a time."""

from collections.abc import Sequence
from typing import Any

import pytest

from deckbuilder.ledger.alike import is_counterpart, is_misspelt
from deckbuilder.ledger.evidence import Evidence, Weighed
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.neighbours import Standing
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.vicinity import Vicinity
from tests.sides import ELSEWHERE, HERE, cell, cloze, note, pairing

STANDS: dict[tuple[int, int], Standing] = {(0, 0): "alone between the same neighbours"}
GONE = "its section is gone and this one is new"
OTHERS = "other answers to the same questions"
NOTHING_ALIKE = "hides nothing alike"
HEADING = "one's term is the heading of the other"


def weighed(
    drafts: Sequence[Side], records: Sequence[Side], stands: bool = False, moved: Any = (), sure: Any = None
) -> Weighed | None:
    """Return what speaks for the first draft being the first record."""
    both = pairing(drafts, records, sure)
    both.moved.update(moved)
    near = Vicinity(both)
    return Evidence(both, MovedPlaces(both, near), near).weighed(STANDS if stands else {}).get((0, 0))


def pieces(*given: Any, **more: Any) -> set[str]:
    found = weighed(*given, **more)
    assert found
    return set(found.pieces)


def is_enough(*given: Any, **more: Any) -> bool:
    found = weighed(*given, **more)
    return found is not None and found.is_enough


# --- the only sentence of a term ----------------------------------------------------------------

PATTERN = [cloze("水の流れも速い。", "流れ", term="谷"), cloze("水の流れこそ速い。", "流れ", term="沢")]
"""After these no word of the sentences below is rare."""


def flow(particle: str, **given: Any) -> Side:
    return cloze(f"水の流れ{particle}速い。", "流れ", **{"term": "川"} | given)


@pytest.mark.parametrize(
    ("draft", "before", "after", "enough"),
    [
        (flow("は"), [], [], True),
        (flow("は"), [flow("の")], [], False),
        (flow("は"), [], [flow("の")], False),
        (flow("は"), [flow("の", retired=True)], [], True),
        (flow("は"), [note("川", "水の流れ", term="川")], [], True),
        (flow("は"), [], [note("川", "水の流れ", term="川")], True),
        (flow("は", term="河"), [], [], False),
    ],
)
def test_the_only_sentence_of_a_term_needs_no_rare_word(
    draft: Side, before: list[Side], after: list[Side], enough: bool
) -> None:
    # What the others are paired with stands behind, so that they are sure.
    drafts, records = [draft, *PATTERN, *after], [flow("が"), *PATTERN, *before]
    assert is_enough(drafts, records, sure={1: 1, 2: 2}) is enough


@pytest.mark.parametrize(("hides", "enough"), [("流れ", False), ("早瀬", True)])
def test_a_sentence_that_alone_hides_its_word_needs_no_other_rare_one(hides: str, enough: bool) -> None:
    old, new = (cloze(f"{start}{hides}を速いと言う。", hides, term="川") for start in ("甲から乙への", "乙から甲への"))
    others = [
        *PATTERN,
        *(cloze(f"{start}坂を速いと言う。", "坂", term="川") for start in ("甲からの", "乙からの", "甲への")),
    ]
    assert is_enough([new, *others], [old, *others], sure={at: at for at in range(1, 6)}) is enough


def test_an_answer_beside_the_only_sentence_needs_one() -> None:
    old, new = note("川", "水の流れが速い。", term="川"), note("川", "水の流れは速い。", term="川")
    others = [*PATTERN, flow("が"), note("川", "水の流れを見る")]
    assert not is_enough([new, *others], [old, *others], sure={1: 1, 2: 2, 3: 3, 4: 4})


# --- what two facts share by chance ---------------------------------------------------------------


def guarded(what: str, by: str) -> Side:
    return note(f"{what}を守る係は？", f"{by}府の係である。")


GUARDED = [guarded("船の速さ", "白波"), guarded("森の広さ", "黒土"), note("税には何がある？", "直接税、間接税")]


@pytest.mark.parametrize(("by", "enough"), [("山桜直接税", False), ("甲板間接税", True)])
def test_answers_of_one_pattern_share_a_part_of_a_word_by_chance(by: str, enough: bool) -> None:
    old, new = guarded("砂浜と桟橋の深さ", "甲板間接税"), guarded("信号旗の色と並べ方", by)
    known = [*GUARDED, old]
    assert is_enough([new, *GUARDED], known[::-1], stands=True, sure={1: 3, 2: 2, 3: 1}) is enough


@pytest.mark.parametrize(
    ("text", "enough"), [("回路の間接税織", False), ("旧岬の直接税", True), ("この前提条件", True)]
)
def test_sentences_round_one_mark_share_a_part_of_a_word_by_chance(text: str, enough: bool) -> None:
    old = cloze("岬に建つ白い塔には上告という直接税の条件もある。", "上告", term="特徴")
    new = cloze(f"{text}には上告という三段階の圧力もある。", "上告", term="特徴")
    others = [cloze(f"{name}という役割もある。", name, term=name) for name in ("船長", "船医", "船員")]
    assert is_enough([new, *others], [old, *others], stands=True, sure={1: 1, 2: 2, 3: 3}) is enough


def test_sentences_of_two_terms_share_what_one_of_them_is_called_by_chance() -> None:
    old = cloze("甲石のように石割れを起こし、くさり割れを保てる石を割れ性石という。", "割れ性石", term="石割れ")
    new = cloze("甲石に遅い粒を当てると石割れを起こす。", "遅い粒", "石割れ", term="くさり割れ")
    said = "甲石の石割れは石炉で続く。", "石割れのない炉で甲石が火を起こす。", "甲石は火を起こして石割れする。"
    others = [cloze(text, text[:2], term=text[-4:]) for text in said]
    assert not is_enough([new, *others], [old, *others], stands=True, sure={1: 1, 2: 2, 3: 3})


@pytest.mark.parametrize(
    ("question", "answer", "enough"),
    [
        ("一つの荷を受けて岸に並べる手順", "荷を小屋へ入れる。荷を岸へ並べる。鐘を鳴らす。", False),
        (
            "二つの荷を受けて替え、岸に並べる手順",
            "一つ目を小屋へ入れ、二つ目を棚へ載せる。二つ目を岸へ並べる。一つ目を岸へ並べ、鐘を鳴らす。",
            True,
        ),
        (
            "二つの荷を受け、順を替えて岸に並べる手順を書け",
            "雨の日に札を落として鐘を鳴らすと、夜の町で叱られる。",
            False,
        ),
    ],
)
def test_what_is_only_offered_is_known_by_its_own_words(question: str, answer: str, enough: bool) -> None:
    said = "一つ目を小屋へ入れる。二つ目を棚へ載せる。二つ目を岸へ並べる。一つ目を岸へ並べる。鐘を鳴らす。"
    old = note("二つの荷を受け、順を替えて岸に並べる手順を書け", said)
    assert is_enough([note(question, answer, wish="offer")], [old], stands=True) is enough


def test_what_is_only_offered_has_the_whole_answer_in_it_or_is_another() -> None:
    wordy = "雨の日は布をかけ、帳面に書いて鐘を鳴らす。" * 9
    old = cell("鍵の印", "説明", "蔵番だけが読む札を置く場所である。")
    whole, part = (
        cell("鍵の印", "説明", f"決まりの三。{said}{wordy}", wish="offer") for said in (old.answer, "蔵番だ。")
    )
    assert is_enough([whole], [old], stands=True)
    assert not is_enough([part], [old], stands=True)
    beside = cell("鍵の色の印", "説明", "蔵番だけが塗る色である。", wish="offer")
    assert "its question is asked by another one" in pieces([beside, whole], [old])
    assert "its question is asked by another one" not in pieces([beside], [old])


@pytest.mark.parametrize(("path", "enough"), [("a.md", True), ("new.md", True), ("b.md", False)])
def test_what_another_file_may_offer_all_the_time_is_not_the_question_that_went(path: str, enough: bool) -> None:
    old, other = note("荷の数え方", "箱の段の数に比例する"), note("門", "鉄の扉", path="b.md")
    new = note("荷の数え方", "船の棚の数に比例する", wish="offer", path=path)
    assert is_enough([new, other], [old, other], sure={1: 1}) is enough
    assert not is_enough([note(new.prompt, new.answer, wish="offer", path="c.md"), note(path="a.md")], [old])


@pytest.mark.parametrize(
    ("answer", "enough"),
    [
        ("ABC is Box Crates", False),
        ("Apple Box Create", True),
        ("Apple Box Crateの略で、船の置き場", True),
    ],
)
def test_what_letters_stand_for_and_what_else_is_said_of_a_name_are_two_facts(answer: str, enough: bool) -> None:
    short, long = note("ABC (荷)", "Apple Box Crate"), note("ABC (荷)", answer)
    for new, old in ((short, long), (long, short)):
        assert is_enough([new], [old], stands=True) is enough


LOCK, GATE = note("水門", "水を通す"), cloze("水を通すものは水門だ。", "水門")


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        (LOCK, note("堰", "水を止める"), True),
        (LOCK, note("堰", "水を通す。"), False),
        (LOCK, note("水門", "水を止める"), False),
        (LOCK, note("水門（閘門）", "船を通す"), False),
        (LOCK, note("堰", "水を多く通す"), False),
        (note("通れる門", "開いた門"), note("通れない門", "閉じた門"), True),
        (note("可逆", "戻せる変化"), note("不可逆", "戻せない変化"), True),
        (note("node", "箱の置き場"), note("nodes", "箱の並ぶ所"), False),
        (note("Kuberentes", "箱の置き場"), note("Kubernetes", "箱の並ぶ所"), False),
        (note("set", "箱の置き場"), note("reset", "箱の並ぶ所"), True),
        (note("in", "箱の置き場"), note("inside", "箱の並ぶ所"), True),
        (note("part", "箱の置き場"), note("path", "箱の並ぶ所"), True),
        (note("IPv46", "箱の置き場"), note("IPv64", "箱の並ぶ所"), True),
        (note("あつい板", "重い戸"), note("うすい板", "軽い戸"), True),
        (note("岬から出ていく船", "朝の便"), note("岬にもどる船", "夜の便"), True),
        (note("受け渡しの事", "朝の便"), note("うけわたしのこと", "夜の便"), False),
        (note("板を何というか", "重い戸"), note("板を何とよぶか", "軽い戸"), False),
        (note("開く板", "重い戸"), note("ひらく板", "軽い戸"), False),
        (note("それを通す板", "重い戸"), note("これを通す板", "軽い戸"), False),
        (cell("水門", "役", "水を通す"), cell("堰", "役", "水を止める"), True),
        (cell("水門", "説明", "水を通す"), cell("水門", "概要", "水を止める"), False),
        (cell("水門", "説明", "水を通す"), cell("堰", "概要", "水を止める"), True),
        (cell("水門", "説明", "水を通す"), cell("水門", "役", "水を止める"), True),
        (cell("水門", "開くとき", "水を通す"), cell("水門と堰", "開く", "水を止める"), False),
        (GATE, cloze("水を止めるものは堰だ。", "堰"), True),
        (GATE, cloze("水を通すものは堰だ。", "堰"), False),
        (GATE, cloze("水を止めるものは水門だ。", "水門"), False),
        (GATE, cloze("水を止めるものは大水門だ。", "大水門"), False),
        (GATE, cloze("水を止めるものは水門や堰だ。", "堰"), False),
        (GATE, cloze("船を止めるものは堰だ。", "止", "堰"), True),
        (GATE, cloze("船を止めるものは堰や水だ。", "水", "堰"), False),
    ],
)
def test_what_is_asked_and_what_is_answered_both_say_something_else(old: Side, new: Side, is_other: bool) -> None:
    assert is_counterpart(new, old) is is_counterpart(old, new) is is_other


def test_an_answer_of_three_signs_is_misspelt_where_the_one_between_is_another() -> None:
    assert is_misspelt("右れり", "右回り")
    assert not any(is_misspelt(*pair) for pair in (("abc", "axc"), ("左回り", "右回り"), ("右り", "右回り先")))


@pytest.mark.parametrize(
    ("old", "new", "enough"),
    [
        ("薄い", "うすい", True),
        ("つめたい", "冷たい", True),
        ("受け渡しの様を見る", "うけわたしのさまをみる", True),
        ("上がる", "下がる", False),
        ("遠い", "ちかい", False),
        ("上がる", "さがる", False),
        ("ふとくなる", "細くなる", False),
        ("明るくなる", "くらくなる", False),
        ("明るくなる", "とてもあかるくなる", True),
        ("ながくてかるい", "長くて重い", False),
        ("最高の重さ", "さいこうのおもさ", True),
        ("足が速い馬と小さじ", "あしがはやいうまとこさじ", True),
        ("赤", "あお", False),
        ("塔" * 20 + "い", "そ" * 50 + "い", False),
        ("塔" * 30 + "い", "そ" * 30 + "港い", False),
    ],
)
def test_an_answer_may_be_written_in_hiragana_and_shares_more_than_its_ending(old: str, new: str, enough: bool) -> None:
    assert is_enough([note(answer=new)], [note(answer=old)], stands=True) is enough


@pytest.mark.parametrize(
    ("old", "new", "enough"),
    [
        ("A boolean.", "真偽値である。", True),
        ("岬の塔を指す文字列", "Names the tower of a cape", True),
        ("Tokyo", "ロンドン", False),
        ("A boolean.", "A string.", False),
        ("乙の案", "Plan A", False),
        ("真の値", "A", False),
        ("A boolean.", "Xに立つY Z Wの旗", False),
    ],
)
def test_the_only_answer_to_a_question_goes_on_in_english(old: str, new: str, enough: bool) -> None:
    assert is_enough([note(answer=new)], [note(answer=old)]) is enough


@pytest.mark.parametrize("trail", [(), HERE])
@pytest.mark.parametrize(("path", "is_here"), [("a.md", True), ("new.md", True), ("b.md", False), ("c.md", True)])
def test_two_files_that_had_the_same_headings_have_a_section_each(
    trail: tuple[str, ...], path: str, is_here: bool
) -> None:
    old, other = (
        cloze("岬に建つ白い塔である。", "白い", trail=trail),
        cloze("港の鐘が鳴る。", "鐘", trail=trail, path="b.md"),
    )
    third = cloze("船が町へ着く。", "町", trail=ELSEWHERE, path="c.md")
    new = cloze("岬に建つ白い塔のことだ。", "白い", trail=trail, path=path)
    found = pieces([new, other, third], [old, other, third], sure={1: 1, 2: 2})
    assert ("in the same section" in found) is is_here
    left = cloze("帆が風を受ける。", "帆", trail=trail)
    assert "in the same section" not in pieces([cloze(new.answer, "白い", trail=trail, path="d.md"), left], [old, left])


def test_a_section_that_moved_into_one_of_another_file_is_that_one() -> None:
    old, other = cloze("岬に建つ白い塔である。", "白い", trail=ELSEWHERE), cloze("港の鐘が鳴る。", "鐘", path="b.md")
    new = cloze("岬に建つ白い塔のことだ。", "白い", path="b.md")
    assert "in the same section" in pieces([new, other], [old, other], sure={1: 1}, moved={ELSEWHERE: HERE}.items())


def test_an_item_of_a_list_is_no_chance() -> None:
    one, other = (cloze(f"{place}に灯火がある。", "灯火", role="list") for place in ("岬の白い塔", "入江の古い桟橋"))
    assert is_enough([one], [other])


def wares(*items: str, **given: Any) -> Side:
    return cloze("".join(items), *items, role="list", **given)


@pytest.mark.parametrize(
    ("new", "others", "enough"),
    [
        (("羊の毛の上着", "雨具", "手袋"), (), True),
        (("外套", "雨具", "手袋", "帯"), (), False),
        (("羊の毛の上着", "雨具", "手袋"), (("上着", "雨具", "手袋"),), False),
    ],
)
def test_a_list_that_moved_alone_says_by_most_of_its_items_which_it_is(
    new: tuple[str, ...], others: tuple[tuple[str, ...], ...], enough: bool
) -> None:
    stay = [wares(*items) for items in (("米", "果物"), *others)]
    sure = {at: at for at in range(1, 1 + len(stay))}
    drafts, records = [wares(*new, trail=ELSEWHERE), *stay], [wares("上着", "雨具", "手袋"), *stay]
    assert is_enough(drafts, records, sure=sure) is enough


# --- sections -----------------------------------------------------------------------------------

TOWN = ("港の町",)
COLOURS = note("色", "白い", trail=TOWN), note("色", "黒い")
"""A question of a section whose answer is another one now."""


def against(draft: Side, record: Side, *others: Side, colours: tuple[Side, Side] = COLOURS) -> bool:
    """Tell whether that speaks against a note of the section that stands where it stood."""
    return OTHERS in pieces([draft, colours[0]], [record, colours[1], *others], stands=True)


def test_a_question_that_only_one_asks_goes_along_with_a_heading_that_was_added_to() -> None:
    old = note(answer="岬の白い塔")
    assert not against(note(answer="岬の赤い塔", trail=TOWN), old)
    assert not against(note(answer="岬の赤い塔"), note(answer="岬の白い塔", trail=TOWN), colours=COLOURS[::-1])
    assert against(note("塔", "岬の赤い塔", trail=TOWN), old)
    assert against(note(answer="岬の赤い塔", trail=TOWN), old, note(answer="門", trail=ELSEWHERE))
    assert against(note(answer="光る物", trail=TOWN), old)


@pytest.mark.parametrize(("alike", "is_against"), [(7, True), (8, False)])
def test_two_other_answers_count_for_nothing_where_four_times_as_many_are_alike(alike: int, is_against: bool) -> None:
    names = "楠椿桜梅藤菊萩桐"[:alike]
    records = [note(name, f"{name * 3}の林の番をする人である。") for name in names]
    drafts = [note(name, f"{name * 3}の林を番する人のこと。", trail=ELSEWHERE) for name in names]
    others = (
        [note("色", "白い"), note("音", "鐘")],
        [note("色", "黒い", trail=ELSEWHERE), note("音", "笛", trail=ELSEWHERE)],
    )
    assert (OTHERS in pieces([*drafts, *others[1]], [*records, *others[0]], stands=True)) is is_against


@pytest.mark.parametrize("trail", [("港の町", "北"), ("町",)])
def test_not_with_another_heading(trail: tuple[str, ...]) -> None:
    colours = note("色", "白い", trail=trail), COLOURS[1]
    assert against(note(answer="岬の赤い塔", trail=trail), note(answer="岬の白い塔"), colours=colours)


def test_its_own_other_answer_does_not_count() -> None:
    old = note(answer="岬の白い塔")
    assert not against(note(answer="光る物", trail=ELSEWHERE), old, colours=(note("旗", "布"), note("旗", "布")))
    assert against(note("塔", "光る物", trail=TOWN), old)


LONG_TEXT = "夜の海で岬の在りかを船に教えるために光を回している高い建物"


def test_a_long_text_of_the_same_term_goes_along_with_no_section() -> None:
    def is_against(term: str, text: str) -> bool:
        draft = note("灯台", "暗い" + text, trail=ELSEWHERE, term=term)
        return GONE in pieces([draft], [note("灯台", text, term="灯台")])

    assert not is_against("灯台", LONG_TEXT)
    assert is_against("塔", LONG_TEXT)
    assert is_against("灯台", LONG_TEXT[-20:])


@pytest.mark.parametrize(
    ("asked", "old", "new", "others", "enough"),
    [
        (
            "灯台",
            "岬の在りかを船に教える塔",
            "岬の在りかを船に教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす",
            [],
            True,
        ),
        (
            "灯台",
            "岬の在りかを船に教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす",
            "岬の在りかを船に教える塔",
            [],
            True,
        ),
        (
            "灯台",
            "岬の在りかを船に教える塔",
            "岬の上の在りかを船に教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす",
            [],
            False,
        ),
        ("灯台", "岬を教える塔", "岬を教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす", [], False),
        (
            "灯台",
            "岬の在りかを船に教える塔",
            "岬の在りかを船に教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす",
            [note("灯台", "白い")],
            False,
        ),
        (
            "特徴",
            "岬の在りかを船に教える塔",
            "岬の在りかを船に教える塔、夜は光を回して昼は旗を立て霧の日には鐘を鳴らす",
            [],
            False,
        ),
    ],
)
def test_a_long_answer_that_was_added_to_or_cut_goes_on_in_a_new_section(
    asked: str, old: str, new: str, others: list[Side], enough: bool
) -> None:
    assert is_enough([note(asked, new, trail=ELSEWHERE)], [note(asked, old), *others]) == enough


def test_a_note_that_stands_where_it_stood_is_of_no_new_section() -> None:
    draft, record = note(answer="岬の赤い塔", trail=ELSEWHERE), note(answer="岬の白い塔")
    assert GONE in pieces([draft], [record])
    assert GONE not in pieces([draft], [record], stands=True)
    assert GONE in pieces([draft], [record, note(answer="門", trail=("島",))], stands=True)
    assert GONE not in pieces([draft], [record], moved={record.place: draft.place})


def test_what_is_little_alike_is_weighed_only_near() -> None:
    draft, record = note("門", "人を数える所である", trail=ELSEWHERE), note("旗", "風を見るための布である")
    assert not weighed([draft], [record])
    assert weighed([draft], [record], stands=True)
    assert weighed([draft], [record], moved={record.trail: draft.trail})
    assert weighed([draft], [record], moved={record.place: draft.place})


def test_a_term_may_become_the_heading_of_what_it_was_of() -> None:
    below, beside = (*HERE, "灯台"), note(term="灯台")
    assert HEADING in pieces([note(trail=below)], [beside])
    assert HEADING in pieces([beside], [note(trail=below)])
    assert HEADING in pieces([cloze("岬の塔", "岬", trail=below)], [cloze("岬の塔", "岬", term="灯台")])


# --- hidden texts -------------------------------------------------------------------------------


def test_another_hidden_text_in_the_same_sentence_speaks_against_it_elsewhere() -> None:
    old, new = "夜の海で岬を教えるのは灯台だ。", "夜の海で岬を教えるのは鐘だ。"
    record = cloze(old, "灯台")
    assert NOTHING_ALIKE not in pieces([cloze(new, "鐘")], [record])
    assert NOTHING_ALIKE in pieces([cloze(new, "鐘", trail=ELSEWHERE)], [record])
    assert NOTHING_ALIKE not in pieces([cloze(new, "灯台の鐘", trail=ELSEWHERE)], [record])


def listed(term: str, *items: str, **given: Any) -> Side:
    return cloze("".join(items), *items, term=term, role="list", **given)


@pytest.mark.parametrize(
    ("name", "enough"),
    [("長所", True), ("舟の長所", True), ("所", True), ("短所", False), ("この町に古くからある舟の長所", True)],
)
def test_a_list_of_another_name_with_other_items_is_another_one(name: str, enough: bool) -> None:
    new = listed(name, "重い", "速い", "暗い")
    assert is_enough([new], [listed("長所", "安い", "速い", "軽い")], stands=True) is enough


def test_a_list_without_a_term_has_the_name_of_its_section() -> None:
    new, old = (*HERE, "短所"), (*HERE, "長所")
    drafts = [listed("", "重い", "速い", "暗い", trail=new)]
    assert not is_enough(drafts, [listed("", "安い", "速い", "軽い", trail=old)], stands=True, moved={old: new})


# --- likeness -----------------------------------------------------------------------------------


def alike(draft: Side, record: Side, **more: Any) -> float:
    found = weighed([draft], [record], **more)
    assert found
    return round(found.pieces["alike"], 2)


def test_how_alike_two_notes_are() -> None:
    question = "灯台はどこに立っているか。"
    assert alike(note(question, "岬"), note(question, "島の先")) == 0.81
    assert alike(note("", "甲乙丙丁", role="list"), note("", "甲乙丙戊", role="list")) == 0.73
    one, other = (note(at[0], "夜の海で岬を教える", kind="cloze", hides=("岬",), trail=at) for at in (HERE, ELSEWHERE))
    assert alike(one, other) == 0.89


def test_a_kept_sentence_may_hide_something_else_now() -> None:
    frame, old, new = "船の人が夜に見る物は{}だ。", "甲乙丙丁戊己庚辛壬癸" * 2, "子丑寅卯辰巳午未申酉" * 2
    record = cloze(frame.format(old), old)
    assert is_enough([cloze(frame.format(new), new, wish="keep")], [record])
    assert not is_enough([note("船", new, wish="keep")], [note("船", old)], stands=True)


def test_another_choice_may_be_right_now() -> None:
    drafts, records = (
        [[note("何色か。", text, kind=kind)] for kind in ("choice", "basic")] for text in ("緑がかる", "白っぽい")
    )
    assert [is_enough(*both, stands=True) for both in zip(drafts, records, strict=True)] == [True, False]


def test_a_row_is_another_one_unless_its_name_was_added_to() -> None:
    def is_another(old: str, new: str) -> bool:
        both = cell(new, "色", "桃色の花びら"), cell(old, "色", "桃色の花びらだ")
        return "another row or column" in pieces(both[:1], both[1:])

    assert not is_another("春花", "春花の大きなもの")
    assert is_another("春", "春の大きな花びら")
    assert is_another("春花", "秋の草")


# --- what had gone ------------------------------------------------------------------------------


def test_a_question_that_others_ask_comes_back_elsewhere_only_word_for_word() -> None:
    answer = "岬の灯台が見える古い港の町"
    gone, now = note("首都", answer, trail=ELSEWHERE, retired=True), note("首都", answer.replace("古い", "古き"))
    others = [note("首都", "山", trail=ELSEWHERE), note("首都", "川", trail=ELSEWHERE)]
    assert is_enough([now], [gone])
    assert not is_enough([now], [gone, *others])
    assert is_enough([note("首都", answer)], [gone, *others])
    assert is_enough([now], [note("首都", answer, retired=True), *others])
    assert is_enough([now], [gone, *others], moved={ELSEWHERE: HERE}.items())
    sentence = f"{answer}には、石の倉と松の並木が残る。"
    gone, now = cloze(sentence, "石の倉", trail=ELSEWHERE, retired=True), cloze(sentence.replace("、", ""), "石の倉")
    assert is_enough([now], [gone, cloze("山", trail=ELSEWHERE), cloze("川", trail=ELSEWHERE)])


@pytest.mark.parametrize(("asked", "enough"), [((), True), (("白波月光石の写し",), False)])
def test_an_answer_is_known_in_its_place_by_most_of_it_however_common_that_is(
    asked: tuple[str, ...], enough: bool
) -> None:
    old, new = note("上限", "白波月光石"), note("上限", "白彼月光石")
    texts = (("乙", "白波日影木"), ("丙", "黒岩月光石"), ("丁", "黒岩月光木"))
    others = [note("上限", text, trail=(name,)) for name, text in texts] + [note("上限", text) for text in asked]
    kept = note("上限", new.answer, role="list", wish="keep")
    known = {at: at for at in range(1, len(others) + 1)}
    assert is_enough([new, *others, kept], [old, *others], stands=True, sure=known) is enough
