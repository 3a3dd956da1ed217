"""What the notes say twice: one card asks both, and asks all that is asked in either place."""

import pytest

from tests.builds import build, codes

TOOLS = "# 石の道具\n\n- 鑿\n- 槌\n- 梃子\n"
CHISEL, HAMMER = TOOLS.replace("鑿", "==鑿=="), TOOLS.replace("槌", "==槌==")


@pytest.mark.parametrize(
    ("texts", "path", "cards"),
    [
        pytest.param((TOOLS, CHISEL), "b.md", 1, id="only offered, then asked"),
        pytest.param((CHISEL, TOOLS), "a.md", 1, id="asked, then only offered"),
        pytest.param((CHISEL, HAMMER), "a.md", 2, id="each asks something else"),
    ],
)
def test_what_either_asks_is_asked_once(texts: tuple[str, ...], path: str, cards: int) -> None:
    made = build(*texts)
    (note,) = made.deck.notes
    assert (note.span.path, len(note.cards), codes(made)) == (path, cards, ["N301"])


def test_what_nobody_asks_is_not_told_of_as_asked() -> None:
    made = build("- 語：意味のある言葉\n", TOOLS, TOOLS)
    assert made.offers
    assert codes(made) == []


def test_cards_of_both_that_are_only_offered_now_are_told_of() -> None:
    first = build(CHISEL, TOOLS)
    again = build(TOOLS, TOOLS, after=first)
    assert codes(again) == ["N301"]
    assert [(note.guid, note.cards) for note in again.deck.notes] == [
        (note.guid, note.cards) for note in first.deck.notes
    ]
