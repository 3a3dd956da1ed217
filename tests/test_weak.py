"""`weak`: rates that a few reviews do not carry away, leeches, cards that are mixed up, and the way to an exam."""

import json
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from deckbuilder.anki.package import packed
from deckbuilder.collection.confusion import Side, mixed_up
from deckbuilder.collection.exam import outlook, recall
from deckbuilder.collection.reading import Answers, read_collection
from deckbuilder.collection.weakness import Studied, rate_of, studied, weakest
from tests.builds import build
from tests.calls import run
from tests.engine import Engine

pytestmark = pytest.mark.slow

TERMS = {"可用性": "止まらずに使える度合い", "耐久性": "失わずに使える度合い", "伸縮性": "負荷に合わせて増減する性質"}
NOTES = "# 指標\n" + "".join(f"- {term}\n【{gist}】\n" for term, gist in TERMS.items()) + "# 仕様\n- 上限\n【五つ】\n"
DAY = 86_400_000


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTES, "utf-8")
    (tmp_path / "notes" / "deck.toml").write_text('name = "試験"\n', "utf-8")
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    assert run(cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.fixture
def engine(project: Path) -> Iterator[Engine]:
    engine = Engine(project / "Anki2" / "太郎")
    engine.import_package(project / "output" / "試験.apkg")
    yield engine
    engine.close()


def remember(engine: Engine, card: int, *eases: int) -> None:
    """Review a card once a day with these buttons, as Anki's log has it; the last was yesterday."""
    now = int(time.time() * 1000)
    for at, ease in enumerate(reversed(eases), 1):
        row = (now - at * DAY + card % 1000, card, -1, ease, 4 if ease > 1 else 1, 2, 2500, 8_000, 1)
        engine.col.db.execute("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
    lapses = sum(ease == 1 for ease in eases)
    due = engine.col.sched.today + 3
    engine.col.db.execute(
        "update cards set type = 2, queue = 2, due = ?, ivl = 4, reps = ?, lapses = ? where id = ?",
        due, len(eases), lapses, card,
    )  # fmt: skip


def card_of(engine: Engine, prompt: str) -> int:
    cards = engine.cards().items()
    return next(int(card.id) for (_, at), card in cards if at == 0 and card.note()["質問"] == prompt)


def test_the_least_known_come_first_with_their_lines_and_figures(project: Path, engine: Engine) -> None:
    remember(engine, card_of(engine, "可用性"), *[1, 3] * 6)
    remember(engine, card_of(engine, "耐久性"), *[3, 1, 3, 1])
    remember(engine, card_of(engine, "上限"), *[3] * 12)
    note = engine.col.get_card(card_of(engine, "可用性")).note()
    note.add_tag("leech")
    engine.col.update_note(note)
    found = json.loads(run("weak", "--format", "json", cwd=project).stdout)
    lines = [
        (each["line"], each["answers"]["reviews"], each["answers"]["passed"], each["lapses"]) for each in found["cards"]
    ]
    assert lines == [(2, 12, 6, 6), (4, 4, 2, 2), (9, 12, 12, 0)]
    assert [each["answers"]["seconds"] for each in found["cards"]] == [96, 32, 96]
    assert [(each["name"], each["line"], each["cards"], each["lapses"]) for each in found["sections"]] == [
        ("指標", 2, 2, 8), ("仕様", 9, 1, 0),
    ]  # fmt: skip
    assert [(each["name"], each["answers"]["reviews"]) for each in found["files"]] == [("a.md", 28)]
    assert [(each["path"], each["line"]) for each in found["leeches"]] == [("a.md", 2)]
    assert [[each["line"] for each in pair] for pair in found["mixed_up"]] == [[2, 4]]
    said = run("weak", "太郎", cwd=project).stdout
    assert "6 a.md:2  可用性 → 止まらずに使える度合い" not in said
    assert "a.md:2  可用性 → 止まらずに使える度合い" in said
    assert "mixed up" in said


def test_on_github_a_notice_stands_on_the_line(project: Path, engine: Engine) -> None:
    remember(engine, card_of(engine, "耐久性"), 1, 1, 3, 1)
    said = run("weak", "--format", "github", cwd=project).stdout
    assert said.startswith("::notice file=notes/a.md,line=4,col=1,title=N630::1 of 4 reviews passed, ")


def test_fsrs_tells_stability_and_difficulty(tmp_path: Path) -> None:
    made = build(NOTES)
    (tmp_path / "deck.apkg").write_bytes(packed(made.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.col.set_config("fsrs", True)
    engine.import_package(tmp_path / "deck.apkg")
    card = card_of(engine, "可用性")
    engine.answer(card, 4)
    found = read_collection(Path(engine.col.path), made.ledger.records, "answers", "growth")
    state = engine.col.get_card(card).memory_state
    assert state
    (each,) = [each for each in studied(made.deck.notes, found) if each.card.id == card]
    assert each.memory.s == pytest.approx(state.stability, 0.01)
    assert each.memory.d == pytest.approx(state.difficulty, 0.01)
    assert (each.answers.given, each.answers.reviews) == (1, 0)
    now = int(time.time())
    stats = engine.col.card_stats_data(card)
    assert recall(each, 0, now, found.created, 0) == pytest.approx(stats.fsrs_retrievability, abs=0.01)
    assert recall(each, 0, now, found.created, round(each.memory.s)) == pytest.approx(0.9, abs=0.01)
    engine.close()


def test_a_few_reviews_do_not_carry_a_rate_away() -> None:
    one_lapse, many = rate_of(Answers(1, 8, 1, 0), 0.9), rate_of(Answers(60, 480, 60, 40), 0.9)
    assert many.expected < one_lapse.expected < 0.9
    assert one_lapse.high - one_lapse.low > many.high - many.low
    for rate in (one_lapse, many, rate_of(Answers(0, 0, 0, 0), 0.9), rate_of(Answers(9, 9, 9, 9), 1.0)):
        assert 0 <= rate.low <= rate.expected <= rate.high <= 1


def test_the_interval_holds_the_true_rate_nine_times_of_ten() -> None:
    import random

    source, held = random.Random(1), 0
    for _ in range(2_000):
        true = source.betavariate(9, 1)
        passed = sum(source.random() < true for _ in range(20))
        rate = rate_of(Answers(20, 0, 20, passed), 0.9)
        held += rate.low <= true <= rate.high
    assert 0.87 <= held / 2_000 <= 0.97


def test_pairs_are_of_two_notes_that_lapse_both_and_are_alike() -> None:
    cards = [
        Side("a", 3, "平均の散らばりは？", "標準誤差"),
        Side("b", 2, "値の散らばりは？", "標準偏差"),
        Side("c", 1, "値の散らばりは何か？", "標準偏差値"),
        Side("d", 5, "鉄の記号は？", "Fe"),
        Side("a", 2, "平均の散らばりとは？", "誤差"),
    ]
    assert mixed_up(cards) == [(0, 1)]


def test_an_exam_asks_for_new_cards_and_reviews(project: Path, engine: Engine) -> None:
    remember(engine, card_of(engine, "可用性"), *[3] * 6)
    engine.col.sched.suspend_cards([card_of(engine, "上限")])
    day = (date.today() + timedelta(days=30)).isoformat()
    found = json.loads(run("weak", "--exam", day, "--format", "json", cwd=project).stdout)["exam"]
    others = sum(card.queue == 0 for card in engine.cards().values())
    assert (found["days"], found["new"], found["new_a_day"]) == (30, others, 1)
    assert 3 <= found["reviews"] <= others * 15
    assert (found["due"], found["weak"]) == (1, 1)
    assert 0 < found["recall"] < 0.9
    said = run("weak", "--exam", day, cwd=project).stdout
    assert f"in 30 days\n   {others} cards are new: begin 1 a day" in said
    assert re.search(r"about \d+ reviews?, \d\.\d a day, 0\.\d minutes a day", said)


@pytest.mark.parametrize("day", ["2020-01-01", "soon", "9999-12-31"])
def test_an_exam_that_cannot_be_prepared_for_is_wrong_usage(day: str, project: Path, engine: Engine) -> None:
    assert run("weak", "--exam", day, cwd=project).returncode == 2


def test_more_days_ask_for_more_reviews_and_fewer_new_cards_a_day(project: Path, engine: Engine) -> None:
    made = build(NOTES)
    found = read_collection(Path(engine.col.path), made.ledger.records, "answers", "growth")
    now = int(time.time())
    cards: list[Studied] = studied(made.deck.notes, found)
    assert weakest(cards) == []
    near, far = (
        outlook(cards, 50, found.created, 0, now, date.fromtimestamp(now) + timedelta(days=days)) for days in (10, 100)
    )
    assert near.new == far.new == len(cards) + 50
    assert near.new_a_day > far.new_a_day
    assert 0 < near.reviews < far.reviews
