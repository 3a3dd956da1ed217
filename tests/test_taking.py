"""With the collection at hand a build keeps what was done in Anki, and what it corrects arrives."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL, BASIC, HIDDEN_FIELD
from deckbuilder.anki.package import packed
from deckbuilder.base.files import Inputs
from deckbuilder.collection.edits import edits
from deckbuilder.collection.marks import STAND_INS
from deckbuilder.collection.reading import read_collection
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from tests.calls import run
from tests.engine import Engine, by_name
from tests.test_rehearse import Learner


class Keeper(Learner):
    """A learner whose builds see the collection."""

    def made(self, with_collection: bool = True) -> Build:
        """Build a while after the last build."""
        self.now += 100
        ledger = as_bytes(self.last.ledger) if self.last else None
        collection = read_collection(Path(self.engine.col.path), ()) if with_collection else None
        inputs = Inputs(folder=Path(), name="テスト", notes=(("a.md", self.text().encode()),), ledger=ledger)
        self.last = compiled(inputs, self.now, True, collection=collection)
        assert not self.last.failed
        return self.last

    def touch(self) -> None:
        """Touch something a while after the last build: Anki's own clock knows no while between two lines of a test."""
        self.wait(super().touch)

    def wait(self, what: Callable[[], object]) -> None:
        before = {guid: note.mod for guid, note in self.engine.notes().items()}
        what()
        for guid, note in self.engine.notes().items():
            if note.mod != before[guid]:
                self.engine.col.db.execute("update notes set mod = ? where id = ?", self.now + 50, note.id)

    def load(self, made: Build) -> dict[str, dict[str, str]]:
        """Import, and return the fields of each note, the hidden one left out."""
        package = self.folder / "deck.apkg"
        package.write_bytes(packed(made.deck, "ja_JP"))
        self.engine.import_package(package)
        return self.texts()

    def texts(self) -> dict[str, dict[str, str]]:
        return {
            guid: {name: text for name, text in by_name(note).items() if name != HIDDEN_FIELD}
            for guid, note in self.engine.notes().items()
        }


def ours(made: Build) -> dict[str, dict[str, str]]:
    """Return what the package says of each note."""
    return {
        note.guid: {
            name: text
            for name, text in zip(ALL[note.kind].field_names, note.fields, strict=True)
            if name != HIDDEN_FIELD
        }
        for note in made.deck.notes
    }


@pytest.mark.slow
def test_no_tag_and_no_edit_is_lost_and_every_correction_arrives(long: bool, tmp_path: Path) -> None:
    said: set[str] = set()
    for seed in range(200 if long else 8):
        learner = Keeper(tmp_path / str(seed), seed)
        plain = ours(learner.made())
        assert learner.last
        learner.load(learner.last)
        for _ in range(5):
            said_before = plain
            for _ in range(learner.random.randrange(6)):
                learner.touch()
            learner.edit_notes()
            edits = {(guid, name): text for guid, fields in learner.edited.items() for name, text in fields.items()}
            here = learner.texts()
            plain = ours(learner_plain(learner))
            taken = learner.made()
            said |= {message.code for message in taken.diagnostics}
            after = learner.load(taken)
            for (guid, name), text in edits.items():
                both = plain.get(guid, {}).get(name) != said_before.get(guid, {}).get(name)
                if guid in after and here[guid][name] == text and not both:
                    assert after[guid][name] == text, (seed, name)
                elif guid in after and both:
                    assert after[guid][name] == plain[guid][name]
                    learner.edited[guid].pop(name)
            for guid, tags in learner.tagged.items():
                kept = set(learner.engine.notes()[guid].tags) if guid in after else tags
                assert all(tag in kept or STAND_INS.get(tag) in kept for tag in tags), seed
            assert not learner.deleted & set(after), seed
            for guid, fields in ours(learner.last).items():
                assert after[guid] == fields, seed
            again = learner.made()
            assert packed(again.deck, "ja_JP") == packed(learner.made(with_collection=False).deck, "ja_JP") or (
                learner.deleted
            )
            assert learner.load(again) == after
        learner.engine.close()
    assert said >= {"N640", "N641", "N642", "N643"}


def learner_plain(learner: Keeper) -> Build:
    """Return what the notes say by themselves: a build of a ledger that has nothing from Anki."""
    assert learner.last
    inputs = Inputs(folder=Path(), name="テスト", notes=(("a.md", learner.text().encode()),), ledger=bare(learner.last))
    return compiled(inputs, learner.now + 1, True)


def bare(last: Build) -> bytes:
    lines = as_bytes(last.ledger).decode().split("\n")
    values = [json.loads(line.rstrip(",")) if line.startswith('{"guid"') else line for line in lines]
    for value in values:
        if isinstance(value, dict):
            value.pop("anki", None)
    texts = [json.dumps(v, ensure_ascii=False) + "," if isinstance(v, dict) else v for v in values]
    return "\n".join(texts).encode()


NOTES = "# 章\n- 憲法\n【最高の法】\n- 民法\n【私法の基本】\n"


def test_what_was_edited_in_anki_is_shipped_until_the_notes_change_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").mkdir()
    path = tmp_path / "notes" / "a.md"
    path.write_text(NOTES, "utf-8")
    (tmp_path / "notes" / "deck.toml").write_text('name = "法"\n', "utf-8")
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) - 60))
    assert run(cwd=tmp_path).returncode == 0
    engine = Engine(tmp_path / "Anki2" / "太郎")
    engine.import_package(tmp_path / "output" / "法.apkg")
    note = next(note for note in engine.notes().values() if note["質問"] == "憲法")
    other = next(note for note in engine.notes().values() if note["質問"] == "民法")
    note["答え"] = "最高の法規"
    note.add_tag("要復習")
    engine.col.update_note(note)
    engine.col.remove_notes([other.id])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 60))
    path.write_text(NOTES.replace("# 章", "# 公法"), "utf-8")
    result = run("build", "--collection", "auto", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "info[N640] kept as it was edited in Anki: 答え is “最高の法規”; the notes say “最高の法”" in result.stderr
    assert "info[N642] “民法” was deleted in Anki, and is not shipped" in result.stderr
    engine.import_package(tmp_path / "output" / "法.apkg")
    found = engine.notes()
    assert other.guid not in found
    assert (found[note.guid]["答え"], found[note.guid]["場所"]) == ("最高の法規", "公法")
    assert {"要復習", "公法"} <= set(found[note.guid].tags)
    assert "章" not in found[note.guid].tags
    # Without the collection what was taken is shipped on, until the notes change that very field.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 120))
    assert run(cwd=tmp_path).returncode == 0
    assert field_of(tmp_path, note.guid, "Answer") == "最高の法規"
    ledger = (tmp_path / "notes" / "ledger.json").read_text("utf-8")
    assert run("recover", "output/法.apkg", "--yes", cwd=tmp_path).returncode == 0
    assert from_anki(tmp_path, note.guid) == from_anki_in(ledger, note.guid)
    (tmp_path / "notes" / "ledger.json").write_text(ledger, "utf-8")
    assert run("--output", "clean", cwd=tmp_path).returncode == 0
    package = Path("法.apkg")
    assert (tmp_path / "clean" / package).read_bytes() == (tmp_path / "output" / package).read_bytes()
    path.write_text(NOTES.replace("# 章", "# 公法").replace("最高の法", "最高位の法"), "utf-8")
    assert run(cwd=tmp_path).returncode == 0
    assert field_of(tmp_path, note.guid, "Answer") == "最高位の法"
    record = next(
        line for line in (tmp_path / "notes" / "ledger.json").read_text("utf-8").split("\n") if note.guid in line
    )
    assert "最高の法規" in record
    engine.close()


def from_anki(project: Path, guid: str) -> object:
    return from_anki_in((project / "notes" / "ledger.json").read_text("utf-8"), guid)


def from_anki_in(ledger: str, guid: str) -> object:
    """Return what a ledger keeps of what was done in Anki to a note."""
    return json.loads(next(line for line in ledger.split("\n") if f'"{guid}"' in line).rstrip(","))["anki"]


def field_of(project: Path, guid: str, name: str) -> str:
    notes = json.loads((project / "output" / "report.json").read_text("utf-8"))["notes"]
    return next(str(note["fields"][name]) for note in notes if note["guid"] == guid)


def test_a_correction_reaches_a_note_that_was_touched(tmp_path: Path) -> None:
    learner = Keeper(tmp_path, 3)
    learner.load(learner.made())
    learner.entries[0][1] = "改めた要点である"
    learner.made(with_collection=False)
    learner.wait(lambda: learner.engine.col.tags.bulk_add(list(learner.engine.col.find_notes("")), "leech"))
    assert "改めた要点である" not in {fields.get("Answer") for fields in learner.texts().values()}
    learner.load(learner.made())
    basic = [note for note in learner.engine.notes().values() if note.mid == BASIC.id]
    assert "改めた要点である" in {note["答え"] for note in basic}
    assert all({"leech", "deckbuilder::leech"} & set(note.tags) for note in basic)
    learner.engine.close()


def test_what_was_put_back_in_anki_stays_so(tmp_path: Path) -> None:
    learner = Keeper(tmp_path, 3)
    learner.load(learner.made())
    guid = next(guid for guid, note in learner.engine.notes().items() if note.mid == BASIC.id)
    said = learner.texts()[guid]["Answer"]
    for text in (f"{said}（直した）", said):
        learner.wait(lambda text=text: answer(learner.engine, guid, text))  # type: ignore[misc]
        assert pulled(learner) == ([text] if text != said else [])
        assert learner.load(learner.made())[guid]["Answer"] == text
    assert learner.load(learner.made(with_collection=False))[guid]["Answer"] == said
    learner.engine.close()


def answer(engine: Engine, guid: str, text: str) -> None:
    note = engine.notes()[guid]
    note["答え"] = text
    engine.col.update_note(note)


def pulled(learner: Keeper) -> list[str]:
    """Return the texts that `pull` would bring home."""
    assert learner.last
    collection = read_collection(Path(learner.engine.col.path), ())
    taken = {record.guid: record.anki for record in learner.last.ledger.records.from_anki() if record.anki}
    notes = [learner.last.untaken.get(note.guid, note) for note in learner.last.deck.notes]
    return [edit.theirs for edit in edits(notes, taken, collection, frozenset())]


def test_only_what_is_gone_from_the_collection_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    path = tmp_path / "notes" / "a.md"
    path.write_text(NOTES, "utf-8")
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    assert run(cwd=tmp_path).returncode == 0
    engine = Engine(tmp_path / "Anki2" / "太郎")
    engine.import_package(tmp_path / "output" / "notes.apkg")
    path.write_text("# 章\n- 刑法\n【罪と罰の法】\n", "utf-8")
    assert run("build", "--yes", cwd=tmp_path).returncode == 0
    engine.col.remove_notes([note.id for note in engine.notes().values() if note["質問"] == "民法"])
    result = run("forget", "--collection", "auto", "--yes", cwd=tmp_path)
    assert "民法" in result.stdout
    assert "憲法" not in result.stdout
    assert "1 retired note forgotten" in result.stdout
    ledger = (tmp_path / "notes" / "ledger.json").read_text("utf-8")
    assert "憲法" in ledger
    assert "民法" not in ledger
    assert run("forget", "--collection", "output/notes.apkg", cwd=tmp_path).returncode == 2
    engine.close()
