"""What `watch` says of a save: the cards that a learner will see otherwise, and no others."""

from deckbuilder.app.changes import edits
from deckbuilder.pipeline.build import Build
from tests.builds import build

TERMS = "# 気象\n\n- 露点\n【空気が飽和する温度】\n\n- 前線\n【二つの気団の境の線】\n"


def said(before: Build, notes: str) -> list[str]:
    """Return what is said of a save after a build."""
    return edits(before.deck.notes, build(notes, after=before).deck.notes)


def test_a_save_that_changes_no_card_says_so() -> None:
    first = build(TERMS)
    assert said(first, "<!-- 下書き -->\n\n" + TERMS) == ["cards: none changed"]


def test_a_save_names_what_is_new_changed_and_gone() -> None:
    first = build(TERMS)
    lines = said(first, TERMS.replace("二つの気団の境の線", "二つの気団の境の面") + "\n- 霧\n【地面に触れている雲】\n")
    assert {line[0] for line in lines[:-1]} == {"~", "+"}
    assert all("露点" not in line for line in lines)
    assert lines[-1] == "cards: 2 new, 2 changed"
    assert said(first, TERMS.partition("- 前線")[0])[-1] == "cards: 2 gone"
