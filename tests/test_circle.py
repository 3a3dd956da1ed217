"""Notes, deck, study, and back: over random sequences nothing of the learner's is lost, and every correction arrives."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD, label
from deckbuilder.anki.package import packed
from deckbuilder.collection.marks import STAND_INS
from deckbuilder.collection.notation import alike
from deckbuilder.collection.reading import read_collection
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.identity.notes import RETIRED_TAG
from deckbuilder.pipeline.build import Build
from tests.engine import by_name
from tests.test_taking import Keeper, learner_plain, ours

pytestmark = pytest.mark.slow

TOUCHES = "edit edit edit back tag mark leech untag delete flag suspend bury move empty study study study".split()
EDITABLE = frozenset(("Prompt", "Answer", "Extra", "Text", "Reverse", "Choices", "Header"))


class Circle(Keeper):
    """A learner with notes of all kinds, who does in Anki whatever can be done to a note or a card."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.items = random.Random(seed).sample("鋼 銅 錫 鉛 銀 金".split(), 4)
        self.answer, self.right, self.cell = "北緯", "赤道", "凍土"
        self.plain: dict[str, dict[str, str]] = {}
        """What the notes said of each note at the last import."""
        self.outcomes: Counter[str] = Counter()

    # --- the notes

    def text(self) -> str:
        items = "".join(f"・{item}\n" for item in self.items)
        return (
            f"{super().text()}\n## 付録\n- 金属\n【種類】\n{items}\nQ: 緯度の零度から北は？\nA: {self.answer}\n\n"
            f"問 地球を南北に分ける線はどれか。\nA. {self.right}\nB. 子午線\nC. 回帰線\n正解：A\n\n"
            f"| 気候 | 土 | 木 |\n|---|---|---|\n| 寒帯 | {self.cell} | 苔 |\n| 熱帯 | 赤土 | 椰子 |\n"
        )

    def edit_notes(self) -> None:
        more = {"answer": "度と呼ぶ", "right": "線", "cell": "帯"}
        what = self.random.choice(["usual", "usual", "item", *more])
        if what == "usual":
            super().edit_notes()
        elif what == "item":
            at = self.random.randrange(len(self.items))
            self.items[at] += "鉱"
        else:
            setattr(self, what, getattr(self, what) + more[what])

    # --- in Anki

    def do_something(self) -> None:
        """Do one thing in Anki, at a time after the last build."""
        self.wait(self._something)

    def _something(self) -> None:
        notes, pick = self.engine.notes(), self.random.choice
        guid = pick(sorted(notes))
        note = notes[guid]
        what = pick(TOUCHES)
        if what == "edit":
            self._edit(guid, note, pick([name for name in by_name(note) if name in EDITABLE]))
        elif what == "back" and self.edited[guid]:
            self._type(guid, note, name := pick(sorted(self.edited[guid])), self.plain[guid][name])
        elif what in ("tag", "mark", "leech"):
            self.add_tag(guid, note, {"tag": pick(["要復習", "試験::範囲"]), "mark": "marked", "leech": "leech"}[what])
        elif what == "untag" and note.tags:
            self.take_tag_off(guid, note)
        elif what == "delete" and len(notes) > 4:
            self.delete(guid, note)
        elif what == "empty":
            self.drop_empty_cards()
        elif note.card_ids():
            self._to_cards(what, note.card_ids())

    def _edit(self, guid: str, note: Any, name: str) -> None:
        text = note[label(name)]
        options = [f"{text}（直した）", f"<b>要確認</b>{text}", text.replace("である", "であって、ほかにない")]
        self._type(guid, note, name, self.random.choice(options))

    def _type(self, guid: str, note: Any, name: str, text: str) -> None:
        if text == note[label(name)]:
            return
        note[label(name)] = text
        self.engine.col.update_note(note)
        self.edited[guid][name] = note[label(name)]

    def _to_cards(self, what: str, cards: list[int]) -> None:
        col, pick = self.engine.col, self.random.choice
        if what == "flag":
            col.set_user_flag_for_cards(pick(range(8)), cards)
        elif what == "suspend":
            col.sched.suspend_cards(cards)
        elif what == "bury":
            col.sched.bury_cards(cards)
        elif what == "move":
            col.set_deck(cards, col.decks.id(pick(["よそ", "よそ::奥"])))
        elif what == "study":
            self.engine.answer(pick(cards), pick([1, 2, 3, 4]))

    # --- the circle

    def foreseen(self, made: Build) -> Counter[str]:
        """Return how many notes become what, as the rehearsal of a build says it."""
        records = made.ledger.records
        collection = read_collection(Path(self.engine.col.path), records, "gone")
        rehearsal = rehearsed(made.deck.notes, collection)
        for each in rehearsal.notes:
            assert not each.comes_back
            assert not each.uncorrected
            assert {tag.casefold() for tag in each.tags_lost} <= STAND_INS.keys()
            assert set(each.tags_back) <= {RETIRED_TAG}
        return Counter(rehearsal.outcomes.values())

    def imported(self, made: Build) -> dict[str, dict[str, str]]:
        """Import a build, see that it does what was foreseen and touches no card, and return all fields."""
        foreseen, cards, answers = self.foreseen(made), self.rows(), self.engine.reviews()
        package = self.folder / "deck.apkg"
        package.write_bytes(packed(made.deck, "ja_JP"))
        log = self.engine.import_package(package)
        counts = (log.new, log.updated, log.duplicate, log.conflicting, log.other)
        assert counts == (foreseen["new"], foreseen["updated"], foreseen["unchanged"], 0, 0)
        after = self.rows()
        assert {card: after[card] for card in cards} == cards
        reviews = self.engine.reviews()  # a blank card that was cleaned up and is asked again has its own once more
        assert {card: reviews[card] for card in answers} == answers
        self.outcomes += foreseen
        return self.texts()

    def rows(self) -> dict[int, list[Any]]:
        """Return all that Anki keeps of each card; for a new one its place in the queue is the notes'."""
        columns = "id, nid, ord, did, type, queue, ivl, factor, reps, lapses, left, odue, odid, flags, data"
        return {row[0]: row for row in self.engine.col.db.all(f"select {columns} from cards")}


def go_round(learner: Circle) -> set[str]:
    """Go round once and return the codes of what the build said."""
    for _ in range(learner.random.randrange(8)):
        learner.do_something()
    for _ in range(learner.random.randrange(3)):
        learner.edit_notes()
    if learner.random.randrange(4) == 0:
        learner.made(with_collection=False)  # a build that is never imported
        learner.edit_notes()
    here = learner.texts()
    plain = ours(learner_plain(learner))
    taken = learner.made()
    after = learner.imported(taken)
    assert not learner.deleted & set(after)
    shipped = ours(taken)
    assert {guid: after[guid] for guid in shipped} == shipped
    for guid, fields in plain.items():
        for name, text in fields.items() if guid in after else ():
            theirs = learner.edited[guid].get(name)
            is_kept = here.get(guid, {}).get(name) == theirs and text == learner.plain.get(guid, {}).get(name)
            expected = theirs if theirs is not None and is_kept else text
            assert alike(after[guid][name], expected), (guid, name)
            if expected is not theirs:
                learner.edited[guid].pop(name, None)
    for guid, tags in learner.tagged.items():
        kept = set(learner.engine.notes()[guid].tags) if guid in after else tags
        assert all(tag in kept or STAND_INS.get(tag) in kept for tag in tags), guid
    learner.plain = plain
    again = learner.made()
    assert learner.foreseen(again)["updated"] == 0
    assert learner.imported(again) == after
    return {message.code for message in taken.diagnostics}


def test_nothing_is_lost_on_the_way_round(long: bool, tmp_path: Path) -> None:
    said: set[str] = set()
    outcomes: Counter[str] = Counter()
    for seed in range(200 if long else 4):
        learner = Circle(tmp_path / str(seed), seed)
        learner.plain = ours(learner.made())
        assert learner.last
        learner.imported(learner.last)
        for _ in range(5):
            said |= go_round(learner)
        outcomes += learner.outcomes
        learner.engine.close()
    assert said >= {"N640", "N641", "N642", "N643"}
    assert set(outcomes) == {"new", "updated", "unchanged"}


def test_notes_of_all_kinds_go_round(tmp_path: Path) -> None:
    learner = Circle(tmp_path, 0)
    kinds = Counter(note.kind for note in learner.made().deck.notes)
    assert set(kinds) == set(ALL) - {"occlusion"}
    assert HIDDEN_FIELD not in EDITABLE
    learner.engine.close()
