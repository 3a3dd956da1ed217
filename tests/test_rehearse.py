"""What `rehearse` foresees is what the real engine then does, over random builds and random changes in Anki."""

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deckbuilder.anki.notetypes import ALL, BASIC, HIDDEN_FIELD, label
from deckbuilder.anki.package import packed
from deckbuilder.base.model import Diagnostic
from deckbuilder.collection.marks import STAND_INS
from deckbuilder.collection.reading import Collection, read_collection
from deckbuilder.collection.rehearsal import Difference, Foreseen, Rehearsal, rehearsed
from deckbuilder.collection.telling import shown, told
from deckbuilder.pipeline.build import Build
from tests.builds import build
from tests.calls import run
from tests.engine import Engine, by_name
from tests.test_command import project  # noqa: F401  (a fixture)

pytestmark = pytest.mark.slow

OF_INTEREST = "overwritten tags_lost tags_back uncorrected comes_back blank added".split()
WORDS = "鉄道 橋梁 気圧 財政 合金 遺伝 憲章 航路 潮汐 銀河 樹木 契約 疫学 回路 城郭 触媒 条約 地層".split()


class Learner:
    """Notes that change at random, and a collection in which their deck is studied, edited and cleaned up."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.folder = folder
        self.engine = Engine(folder / "anki")
        self.words = iter(self.random.sample(WORDS, len(WORDS)))
        self.entries = [self.entry() for _ in range(3)]
        self.heading = "章"
        self.now = int(time.time()) - 4_000
        self.last: Build | None = None
        self.edited: dict[str, dict[str, str]] = defaultdict(dict)
        self.tagged: dict[str, set[str]] = defaultdict(set)
        self.deleted: set[str] = set()
        self.shipped: dict[str, dict[str, str]] = {}
        """What arrived of each note last, by field."""
        self.seen: Counter[str] = Counter()

    # --- the notes

    def entry(self) -> list[str]:
        word = next(self.words)
        return [word, f"{word}の要点である", f"{word}には **{word}甲** と **{word}乙** という区別がある。"]

    def text(self) -> str:
        body = "".join(f"- {term}\n【{gist}】\n{sentence}\n" for term, gist, sentence in self.entries)
        return f"# {self.heading}\n{body}"

    def edit_notes(self) -> None:
        pick = self.random.choice
        entry = pick(self.entries)
        what = pick("gist gist sentence mark mark heading delete add".split())
        if what == "gist":
            entry[1] = f"{entry[1][:-3]}{pick('改新補')}である"
        elif what == "sentence":
            entry[2] = entry[2].replace("区別", pick(["区別", "大きな区別", "違い"]))
        elif what == "mark":
            marked, plain = f"**{entry[0]}乙**", f"{entry[0]}乙"
            entry[2] = entry[2].replace(marked, plain) if marked in entry[2] else entry[2].replace(plain, marked)
        elif what == "heading":
            self.heading += "改"
        elif what == "delete" and len(self.entries) > 2:
            self.entries.remove(entry)
        elif what == "add" and len(self.entries) < 5:
            self.entries.append(self.entry())

    def build(self) -> Build:
        self.now += self.random.choice([200, 600])
        self.last = build(self.text(), after=self.last, now=self.now)
        return self.last

    # --- in Anki

    def touch(self) -> None:
        pick, col = self.random.choice, self.engine.col
        notes, cards = self.engine.notes(), self.engine.cards()
        guid = pick(sorted(notes))
        note = notes[guid]
        what = pick("edit edit tag mark untag delete empty empty suspend answer answer move".split())
        if what == "edit":
            name = pick([name for name in by_name(note) if name in ("Prompt", "Answer", "Text", "Extra")])
            note[label(name)] += pick(["（直した）", "<b>要確認</b>"])
            self.edited[guid][name] = note[label(name)]
            col.update_note(note)
        elif what in ("tag", "mark"):
            self.add_tag(guid, note, {"tag": "要復習", "mark": "marked"}[what])
        elif what == "untag" and note.tags:
            self.take_tag_off(guid, note)
        elif what == "delete":
            self.delete(guid, note)
        elif what == "empty":
            self.drop_empty_cards()
        elif what == "suspend":
            col.sched.suspend_cards(note.card_ids())
        elif what == "answer" and cards:
            self.engine.answer(cards[pick(sorted(cards))].id, pick([1, 3]))
        elif what == "move" and note.card_ids():
            col.set_deck(note.card_ids(), col.decks.id("よそ"))

    def add_tag(self, guid: str, note: Any, tag: str) -> None:
        note.add_tag(tag)
        self.tagged[guid].add(tag)
        self.engine.col.update_note(note)

    def take_tag_off(self, guid: str, note: Any) -> None:
        gone = self.random.choice(note.tags)
        note.remove_tag(gone)
        self.tagged[guid] -= {gone, *(tag for tag, other in STAND_INS.items() if other == gone)}
        self.engine.col.update_note(note)

    def delete(self, guid: str, note: Any) -> None:
        self.engine.col.remove_notes([note.id])
        self.deleted.add(guid)
        self.edited.pop(guid, None)
        self.tagged.pop(guid, None)

    def drop_empty_cards(self) -> None:
        found = self.engine.col.get_empty_cards().notes
        self.engine.col.remove_cards_and_orphaned_notes([card for each in found for card in each.card_ids])

    def import_and_compare(self, made: Build) -> None:
        package = self.folder / "deck.apkg"
        package.write_bytes(packed(made.deck, "ja_JP"))
        records = made.ledger.records
        collection = read_collection(Path(self.engine.col.path), records, "gone")
        rehearsal = rehearsed(made.deck.notes, collection)
        before, cards_before = self.engine.notes(), self.engine.cards()
        log = self.engine.import_package(package)
        after, cards_after = self.engine.notes(), self.engine.cards()
        assert not log.other
        counted = list(rehearsal.outcomes.values())
        assert (log.new, log.updated, log.duplicate, log.conflicting) == tuple(
            counted.count(outcome) for outcome in ("new", "updated", "unchanged", "conflicting")
        )
        self.seen.update(
            name for each in rehearsal.notes for name, value in each._asdict().items() if value and name in OF_INTEREST
        )
        self.compare(made, rehearsal, before, after)
        self.compare_cards(rehearsal, collection, cards_before, cards_after)

    def compare(self, made: Build, rehearsal: Rehearsal, before: dict, after: dict) -> None:
        foreseen = {each.note.guid: each for each in rehearsal.notes}
        for note in made.deck.notes:
            found = foreseen.get(note.guid, Foreseen(note, rehearsal.outcomes[note.guid]))
            names = ALL[note.kind].field_names
            now = dict(zip(names, after[note.guid].fields, strict=False))
            ours = dict(zip(names, note.fields, strict=True))
            assert found.comes_back == (note.guid in self.deleted and note.guid not in before)
            self.deleted.discard(note.guid)
            if note.guid not in before:
                self.shipped[note.guid] = ours
                continue
            was = dict(zip(names, before[note.guid].fields, strict=False))
            assert (was != now or before[note.guid].mod != after[note.guid].mod) == (found.outcome == "updated")
            lost = {name for name, text in self.edited[note.guid].items() if was[name] == text != now[name]}
            assert {each.field for each in found.overwritten} == lost
            assert all((each.there, each.ours) == (was[each.field], now[each.field]) for each in found.overwritten)
            missing = {
                name
                for name in names
                if now[name] != ours[name] and name != HIDDEN_FIELD and self.shipped[note.guid][name] != ours[name]
            }
            if found.outcome == "unchanged":
                assert {each.field for each in found.uncorrected} == missing
            else:
                self.shipped[note.guid] = ours
            gone = {tag for tag in self.tagged[note.guid] if tag not in after[note.guid].tags}
            assert set(found.tags_lost) == gone
            self.tagged[note.guid] -= gone
            for name in lost:
                del self.edited[note.guid][name]

    def compare_cards(self, rehearsal: Rehearsal, collection: Collection, before: dict, after: dict) -> None:
        added = {key for key in after if key not in before and key[0] in collection.notes}
        assert added == {(each.note.guid, at) for each in rehearsal.notes for at in each.added if each.outcome != "new"}
        empty = {card for each in self.engine.col.get_empty_cards().notes for card in each.card_ids}
        updated = {guid for guid, outcome in rehearsal.outcomes.items() if outcome == "updated"}
        blank = {card.id for each in rehearsal.notes for card in each.blank}
        assert blank == empty & {card.id for (guid, _), card in after.items() if guid in updated}


@pytest.fixture
def seeds(long: bool) -> range:
    return range(200 if long else 12)


SAID = {"N610", "N611", "N612", "N613", "N614", "N617", "N618", "N620", "N621"}
"""Messages that the random changes bring about."""


@pytest.mark.slow
def test_each_prediction_is_what_the_engine_does(seeds: range, tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    said: set[str] = set()
    for seed in seeds:
        learner = Learner(tmp_path / str(seed), seed)
        learner.import_and_compare(learner.build())
        for _ in range(8):
            made = learner.build()
            for _ in range(learner.random.randrange(6)):
                learner.touch()
            learner.edit_notes()
            said |= {message.code for message in messages(learner, made)}
            learner.import_and_compare(learner.random.choice([made, learner.build()]))
        learner.engine.close()
        seen += learner.seen
    assert set(seen) == set(OF_INTEREST), seen
    assert said >= SAID


def test_what_empty_cards_took_does_not_come_back_with_its_reviews(tmp_path: Path) -> None:
    learner = Learner(tmp_path, 1)
    first = learner.build()
    learner.import_and_compare(first)
    key = next(key for key in sorted(learner.engine.cards()) if key[1] == 1)
    for _ in range(3):
        learner.engine.answer(learner.engine.cards()[key].id)
    marked = [entry[2] for entry in learner.entries]
    for entry in learner.entries:
        entry[2] = entry[2].replace(f"**{entry[0]}乙**", f"{entry[0]}乙")
    learner.now = int(time.time())
    unmarked = learner.build()
    assert ("N618", "3") in [(each.code, each.args[-1]) for each in messages(learner, unmarked)]
    learner.import_and_compare(unmarked)
    blank = [card for each in learner.engine.col.get_empty_cards().notes for card in each.card_ids]
    learner.engine.col.remove_cards_and_orphaned_notes(blank)
    for entry, sentence in zip(learner.entries, marked, strict=True):
        entry[2] = sentence
    again = learner.build()
    assert ("N619", "3") in [(each.code, each.args[-1]) for each in messages(learner, again)]
    learner.import_and_compare(again)
    assert learner.engine.cards()[key].reps == 0


def messages(learner: Learner, made: Build) -> list[Diagnostic]:
    collection = read_collection(Path(learner.engine.col.path), made.ledger.records, "gone")
    rehearsal = rehearsed(made.deck.notes, collection)
    return told(rehearsal, made.deck.notes, collection)


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def studied(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Engine]]:  # noqa: F811
    """A project whose deck is in the only profile of this computer."""
    monkeypatch.setenv("ANKI_BASE", str(project / "Anki2"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) - 60))
    assert run(cwd=project).returncode == 0
    engine = Engine(project / "Anki2" / "太郎")
    engine.import_package(project / "output" / "notes.apkg")
    yield project, engine
    engine.close()


def test_after_an_import_nothing_is_touched(studied: tuple[Path, Engine]) -> None:
    project, _ = studied  # noqa: F811
    result = run("rehearse", cwd=project)
    assert (result.returncode, "0 new, 0 updated, 2 unchanged, 0 conflicting" in result.stderr) == (0, True)


def test_what_would_be_lost_is_told_with_its_line_and_both_texts(
    studied: tuple[Path, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, engine = studied  # noqa: F811
    basic = next(note for note in engine.notes().values() if note.mid == BASIC.id)
    basic["答え"] = "最高の法規"
    basic.add_tag("要復習")
    engine.col.update_note(basic)
    path = project / "notes" / "a.md"
    path.write_text(path.read_text("utf-8").replace("最高の法", "最高位の法"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 60))  # later than the edit, however quick all is
    result = run("rehearse", "太郎", "--format", "json", cwd=project)
    assert result.returncode == 3, result.stderr
    said = [(each["code"], each["path"], each["line"], each["text"]) for each in json.loads(result.stdout)]
    assert said[0][:3] == ("N611", "notes/a.md", 2)
    assert "“最高の法規”" in said[0][3]
    assert "“最高位の法”" in said[0][3]
    assert ("N612", "notes/a.md", 2, "the import takes away tags that were added in Anki: 要復習") in said
    assert engine.notes()[basic.guid]["答え"] == "最高の法規"


def test_a_changed_note_type_is_told_with_the_way_out(studied: tuple[Path, Engine]) -> None:
    project, engine = studied  # noqa: F811
    model = engine.col.models.get(BASIC.id)
    assert model
    engine.col.models.add_field(model, engine.col.models.new_field("memo"))
    engine.col.models.update_dict(model)
    result = run("rehearse", cwd=project)
    assert result.returncode == 3
    assert "so that 1 note is not updated and 0 new ones go to a copy of it" in result.stderr
    assert "[N615]" in result.stderr


def test_another_deck_s_note_with_our_guid_is_told(studied: tuple[Path, Engine]) -> None:
    project, engine = studied  # noqa: F811
    ours = next(note for note in engine.notes().values() if note.mid == BASIC.id)
    engine.col.remove_notes([ours.id])
    foreign = engine.col.new_note(engine.col.models.by_name("Basic"))
    foreign["Front"], foreign["Back"], foreign.guid = "川", "水", ours.guid
    engine.col.add_note(foreign, 1)
    result = run("rehearse", cwd=project)
    assert (result.returncode, "[N616]" in result.stderr) == (3, True), result.stderr


def test_a_package_that_was_built_for_the_collection_leaves_out_what_was_deleted(
    studied: tuple[Path, Engine],
) -> None:
    project, engine = studied  # noqa: F811
    note = next(iter(engine.notes().values()))
    engine.col.remove_notes([note.id])
    assert run("rehearse", cwd=project).returncode == 3
    assert run("--collection", "auto", cwd=project).returncode == 0
    result = run("rehearse", cwd=project)
    assert (result.returncode, " 0 new, 0 updated" in result.stderr) == (0, True), result.stderr
    (package,) = (project / "output").glob("*.apkg")
    assert engine.import_package(package).new == 0
    assert run("--yes", cwd=project).returncode == 0
    assert run("rehearse", cwd=project).returncode == 3
    assert engine.import_package(package).new == 1


def test_several_profiles_have_to_be_named(studied: tuple[Path, Engine]) -> None:
    project, _ = studied  # noqa: F811
    Engine(project / "Anki2" / "花子").close()
    result = run("rehearse", cwd=project)
    assert (result.returncode, "太郎, 花子" in result.stderr) == (2, True)
    result = run("rehearse", "花子", cwd=project)
    assert (result.returncode, "2 new, 0 updated" in result.stderr) == (0, True)


@pytest.mark.parametrize(("name", "code"), [("a.md", "N602"), ("次郎", "N601")])
def test_what_is_no_collection_is_refused(name: str, code: str, studied: tuple[Path, Engine]) -> None:
    project, _ = studied  # noqa: F811
    result = run("rehearse", name if name == "次郎" else f"notes/{name}", cwd=project)
    assert (result.returncode, f"error[{code}]" in result.stderr) == (1, True)


def test_what_was_only_added_to_is_shown_at_its_end() -> None:
    long = "文" * 300
    assert shown(Difference("Answer", f"{long}終わり", long))[0].endswith("終わり")
