"""A short seeded run of the edit replay, longer with --long; docs/identity.md has the command for the full one."""

from pathlib import Path

import pytest

from deckbuilder.ledger import cloze_numbers
from tests.replay.folder import Folder
from tests.replay.play import play
from tests.replay.workflows import play_workflows

pytestmark = pytest.mark.slow
NOTES = Path(__file__).parent.parent / "notes"


def test_reviews_stay_with_their_facts_on_generated_notes(long: bool) -> None:
    sequences = 12 if long else 4
    score = play(sequences, 30, seed=20261122, notes=None, use_engine=True, compare=False)["deckbuilder"]
    assert score.edits == 30 * sequences
    assert (score.lost, score.duplicated, score.inherited, score.retired) == (0, 0, 0, 0), score.stories


def test_reviews_stay_with_their_facts_on_the_shipped_notes(long: bool) -> None:
    score = play(1, 25 if long else 10, seed=7, notes=Folder.read(NOTES), use_engine=True, compare=False)["deckbuilder"]
    assert (score.lost, score.duplicated, score.inherited, score.retired) == (0, 0, 0, 0), score.stories


def test_reviews_stay_in_two_decks_on_branches_and_after_clearing_up(long: bool) -> None:
    score = play_workflows(6 if long else 1, 30, seed=4)
    assert min(score.merged, score.deleted) > 0
    assert (score.lost, score.duplicated, score.inherited, score.retired) == (0, 0, 0, 0), score.stories


def test_the_replay_finds_what_is_wrong() -> None:
    """Simpler identities fail the same edits, so that a clean result means something."""
    scores = play(2, 30, seed=3, notes=None, use_engine=False, compare=True)
    assert scores["hash of all fields"].lost > 50
    assert scores["hash of the question"].lost > 5
    assert scores["position"].inherited > 50
    assert scores["heading path + question"].lost > 20


def test_the_replay_sees_a_card_that_goes_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what lets a number follow its reworded text, cards are lost though their notes are not."""
    monkeypatch.setattr(cloze_numbers, "_replace_slots", lambda *_: None)
    monkeypatch.setattr(cloze_numbers, "_in_same_gaps", lambda *_: [])
    plays = (play(1, 40, seed, notes=None, use_engine=False, compare=False)["deckbuilder"] for seed in range(15, 31))
    score = next(score for score in plays if score.lost)
    assert score.duplicated == 0
