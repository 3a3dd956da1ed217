"""The small signs: each is seen on its own notes, and none on neutral ones."""

import pytest

from deckbuilder.app.lint import findings, listing
from deckbuilder.base.model import Span
from deckbuilder.base.words import Words
from deckbuilder.quality.small_signs import SMALL_SIGNS, SmallSign
from tests.builds import build

NEUTRAL = "Q: 息をする穴は？\nA: 気孔\n\n- 気孔\n葉裏に並んで息をする穴である。\n\n| 木 | 花 |\n|---|---|\n| 桜 | 香りのよい淡紅色 |\n"


def signs(notes: str) -> set[str]:
    """Return what is said of any card of notes about plants."""
    found = [finding for finding in findings(build(f"# 植物\n\n{notes}")) if finding.code == "N238"]
    return {said for finding in found if isinstance(finding.args[1], Words) for said in finding.args[1].en.split(", ")}


@pytest.mark.parametrize("sign", SMALL_SIGNS, ids=lambda sign: sign.said.en)
def test_a_sign_is_seen_on_its_example(sign: SmallSign) -> None:
    assert set(sign.said.en.split(", ")) <= signs(sign.example)


def test_neutral_notes_have_no_sign() -> None:
    assert signs(NEUTRAL) == set()


def test_a_question_in_words_may_have_what_a_name_should_not() -> None:
    assert signs("Q: 葉の裏にあり、水を出す穴を英語で言うと？\nA: stoma 1\n") == set()


def test_the_way_back_has_the_signs_of_the_way_there() -> None:
    there, back = (f for f in findings(build("# 植物\n\n- 葉の穴【逆】\n水を出す所である。\n")) if f.code == "N238")
    assert [finding.card_text and finding.card_text.ordinal for finding in (there, back)] == [0, 1]
    assert there.args == back.args == ("1", Words("の in the name", "名前の中の「の」"))


def test_cards_worth_a_look_are_listed_last_a_line_each_those_with_most_signs_first() -> None:
    notes = "# 植物\n\nQ: 葉の穴\nA: 気孔\n\nQ: 東京は首都か？\nA: はい\n\nQ: 葉の数\nA: 5枚\n"
    said = listing(findings(build(notes)), lambda span: f"line {span.first}" if isinstance(span, Span) else "")
    *graver, header, remedy, most, fewer = said.splitlines()
    assert "N212" in "\n".join(graver)
    assert header.startswith("info[N238] worth a look")
    assert remedy.startswith("  help: ")
    assert most == "  line 9: 葉の数 → 5枚 (a number in the answer, の in the name)"
    assert fewer == "  line 3: 葉の穴 → 気孔 (の in the name)"
