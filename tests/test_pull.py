"""`pull`: what was left in Anki stands on the lines of the notes."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import BASIC
from tests.engine import Engine
from tests.test_command import run

NOTES = "# 章\n- 憲法\n【最高の法】\n- 民法\n【私法の基本】\n- 刑法\n【罪と罰の法】\n"


@pytest.fixture
def studied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Engine]]:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTES, "utf-8")
    (tmp_path / "notes" / "deck.toml").write_text('name = "法"\n', "utf-8")
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) - 60))
    assert run(cwd=tmp_path).returncode == 0
    engine = Engine(tmp_path / "Anki2" / "太郎")
    engine.import_package(tmp_path / "output" / "法.apkg")
    yield tmp_path, engine
    engine.close()


def said(project: Path, *more: str) -> list[tuple[str, int, str]]:
    result = run("pull", "--format", "json", *more, cwd=project)
    found = [(each["code"], each["line"], each["text"]) for each in json.loads(result.stdout)]
    assert result.returncode == (3 if found else 0), result.stderr
    return found


def test_nothing_is_brought_home_from_what_was_only_studied(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    engine.answer(next(iter(engine.cards().values())).id)
    assert said(project) == []
    assert run("pull", cwd=project).stdout == "nothing to bring home\n"


def test_marks_stand_on_their_lines_until_they_are_done(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    notes = {note["質問"]: note for note in engine.notes().values()}
    engine.col.set_user_flag_for_cards(1, [notes["憲法"].card_ids()[0]])
    engine.col.sched.suspend_cards([notes["憲法"].card_ids()[0]])
    for tag in ("marked", "leech", "要確認"):
        engine.col.tags.bulk_add([notes["民法"].id], tag)
    expected = [
        ("N650", 2, "a card was flagged red in Anki"),
        ("N653", 2, "1 cards are suspended in Anki"),
        ("N651", 4, "marked in Anki"),
        ("N652", 4, "a leech in Anki: forgotten 0 times"),
        ("N654", 4, "tagged in Anki: 要確認"),
    ]
    assert said(project) == expected
    assert said(project, "--done", "要確認") == expected[:2]
    assert said(project, "--done", "red", "--done", "Marked") == []


def test_edits_are_told_also_once_a_build_has_taken_them_over(
    studied: tuple[Path, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, engine = studied
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"] = "犯罪と刑罰の法"
    engine.col.update_note(note)
    edited = [("N655", 6, "edited in Anki: 答え is “犯罪と刑罰の法”, and the notes say “罪と罰の法”")]
    assert said(project) == edited
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 60))
    assert run("build", "--collection", "auto", cwd=project).returncode == 0
    engine.import_package(project / "output" / "法.apkg")
    assert said(project) == edited
    (project / "notes" / "a.md").write_text(NOTES.replace("罪と罰の法", "犯罪と刑罰の法"), "utf-8")
    assert said(project) == []


def test_a_note_of_the_learner_s_own_is_told_as_text_to_paste(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    model = engine.col.models.get(BASIC.id)
    assert model
    note = engine.col.new_note(model)
    note["質問"], note["答え"] = "商法とは？", "商いの<b>法</b>"
    engine.col.add_note(note, engine.col.decks.id_for_name("法"))
    ((code, _, text),) = said(project)
    assert (code, text) == ("N656", "written in Anki with a note type of ours: Q: 商法とは？ A: 商いの法")
