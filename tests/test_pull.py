"""`pull`: what was left in Anki stands on the lines of the notes."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from deckbuilder.anki.notetypes import ALL, BASIC, CHOICE, CLOZE, NoteType, label
from deckbuilder.anki.package import packed
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs, read_inputs
from deckbuilder.base.notes import Note
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.notation import alike
from deckbuilder.collection.transfer import guesses
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import compiled
from deckbuilder.pipeline.proving import proved
from tests.builds import NOW, build
from tests.calls import run
from tests.edits import random_edits
from tests.engine import Engine

ROOT = Path(__file__).parent.parent
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
        ("N653", 2, "1 card is suspended in Anki"),
        ("N651", 4, "marked in Anki"),
        ("N652", 4, "a leech in Anki: forgotten 0 times"),
        ("N654", 4, "tagged in Anki: 要確認"),
    ]
    assert said(project) == expected
    assert said(project, "--done", "要確認") == expected[:2]
    assert said(project, "--done", "red", "--done", "Marked") == said(project, "--done", "赤", "--done", "Marked") == []


def test_edits_are_told_also_once_a_build_has_taken_them_over(
    studied: tuple[Path, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, engine = studied
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"] = "犯罪と刑罰の法"
    engine.col.update_note(note)
    edited = [("N655", 6, "edited in Anki: 答え is “犯罪と刑罰の法”, and the notes say “罪と罰の法”")]
    assert said(project) == edited
    assert (project / "output" / "pull.patch").read_text("utf-8") == PATCH
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 60))
    assert run("build", "--collection", "auto", cwd=project).returncode == 0
    engine.import_package(project / "output" / "法.apkg")
    assert said(project) == edited
    (project / "notes" / "a.md").write_text(NOTES.replace("罪と罰の法", "犯罪と刑罰の法"), "utf-8")
    assert said(project) == []


@pytest.mark.parametrize("with_collection", [True, False])
def test_applied_built_and_imported_the_note_is_as_edited_and_all_is_quiet(
    studied: tuple[Path, Engine], monkeypatch: pytest.MonkeyPatch, with_collection: bool
) -> None:
    project, engine = studied
    notes = {note["質問"]: note for note in engine.notes().values()}
    card = notes["刑法"].card_ids()[0]
    engine.answer(card)
    edited = {"刑法": "犯罪と<b>刑罰</b>の&nbsp;法", "民法": "私人の間の法"}
    for prompt, answer in edited.items():
        note = engine.col.get_note(notes[prompt].id)
        note["答え"] = answer
        engine.col.update_note(note)
    result = run("pull", "--apply", cwd=project)
    assert result.stdout == "2 edits written into a.md: look at them, build and import\n", result.stderr
    assert result.returncode == 0
    text = (project / "notes" / "a.md").read_text("utf-8")
    assert text == NOTES.replace("罪と罰の法", "犯罪と**刑罰**の 法").replace("私法の基本", "私人の間の法")
    assert run("pull", cwd=project).stdout == "nothing to bring home\n"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) + 60))
    more = ("--collection", "auto") if with_collection else ()
    assert run("build", *more, cwd=project).returncode == 0
    assert engine.import_package(project / "output" / "法.apkg").new == 0
    said_there = {note["質問"]: (note["答え"], note["逆向きの問い"]) for note in engine.notes().values()}
    assert said_there["民法"] == ("私人の間の法",) * 2
    assert said_there["刑法"] == ("犯罪と<strong>刑罰</strong>の 法",) * 2
    assert engine.reviews()[notes["刑法"].guid, 0] == 1
    assert run("pull", cwd=project).stdout == "nothing to bring home\n"
    assert run("rehearse", cwd=project).returncode == 0


def test_what_cannot_be_written_is_told_with_both_texts(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"], note["逆向きの問い"], note["場所"] = "犯罪の法", "刑罰の法", "刑事法"
    engine.col.update_note(note)
    other = next(note for note in engine.notes().values() if note["質問"] == "民法")
    other["答え"] = "私人の法"
    engine.col.update_note(other)
    (project / "notes" / "a.md").write_text(NOTES.replace("私法の基本", "私法の一般法"), "utf-8")
    assert said(project) == [
        (
            "N657",
            6,
            "edited in Anki, and no change of the notes is known to give just that: 場所 is “刑事法”, and the notes say “章”",
        ),
        (
            "N658",
            6,
            "the same lines were edited otherwise on another card: 答え is “犯罪の法” in Anki, and the notes say “罪と罰の法”",
        ),
        (
            "N658",
            6,
            "the same lines were edited otherwise on another card: 逆向きの問い is “刑罰の法” in Anki, and the notes say “罪と罰の法”",
        ),
        (
            "N659",
            4,
            "edited in Anki and changed in the notes: 答え is “私人の法” there, and the notes say “私法の一般法”",
        ),
    ]
    before = (project / "notes" / "a.md").read_bytes()
    assert run("pull", "--apply", cwd=project).returncode == 3
    assert (project / "notes" / "a.md").read_bytes() == before
    assert not (project / "output" / "pull.patch").exists()


COMMENTED = NOTES.replace("罪と罰", "罪と<!-- 条文を見る -->罰")


@pytest.mark.parametrize(
    ("edited", "said"),
    [("罪と懲罰の法", COMMENTED.replace("罪と<!--", "罪と懲<!--")), ("犯罪の法", COMMENTED)],
    ids=["beside it", "over it"],
)
def test_no_comment_of_the_author_s_is_swallowed(edited: str, said: str) -> None:
    before = build(COMMENTED)
    note = next(note for note in before.deck.notes if note.fields[0] == "刑法")
    inputs = Inputs(Path(), "テスト", (("a.md", COMMENTED.encode()),), ledger=as_bytes(before.ledger))
    proof = proved([Edit(note, "Answer", edited, note.fields[1])], before, inputs, NOW, Cache())
    assert proof.texts.get("a.md", COMMENTED) == said


def test_an_edit_of_one_character_again_and_again_is_looked_at_soon() -> None:
    text = NOTES.replace("罪と罰の法", "あ" * 1900)
    before = build(text)
    note = next(note for note in before.deck.notes if note.fields[0] == "刑法")
    edit = Edit(note, "Answer", f"{'あ' * 1850}い{'あ' * 60}", note.fields[1])
    assert guesses(edit, text, str) == []


def test_the_patch_fits_the_notes(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    path = project / "notes" / "a.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"] = "犯罪の法"
    engine.col.update_note(note)
    assert [code for code, _, _ in said(project)] == ["N655"]
    patched = subprocess.run(["git", "apply", "--check", "output/pull.patch"], cwd=project, check=False)
    assert patched.returncode == 0
    subprocess.run(["git", "apply", "output/pull.patch"], cwd=project, check=True)
    assert path.read_bytes().endswith("- 刑法\r\n【犯罪の法】".encode())
    assert path.read_bytes().count(b"\r\n") == 6


def test_a_file_that_is_a_deck_of_its_own_takes_its_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "law.md").write_text(NOTES, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time()) - 60))
    assert run("--notes", "law.md", cwd=tmp_path).returncode == 0
    engine = Engine(tmp_path / "anki")
    engine.import_package(tmp_path / "output" / "law.apkg")
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"] = "犯罪の法"
    engine.col.update_note(note)
    engine.close()
    result = run("pull", "--apply", "--notes", "law.md", "anki/collection.anki2", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "law.md").read_text("utf-8") == NOTES.replace("罪と罰の法", "犯罪の法")


@pytest.mark.slow
def test_nothing_is_written_while_the_notes_change(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    note = next(note for note in engine.notes().values() if note["質問"] == "刑法")
    note["答え"] = "犯罪の法"
    engine.col.update_note(note)
    path, waiting = project / "notes" / "a.md", project / "waiting"
    command = [sys.executable, str(ROOT / "build.py"), "pull", "--apply"]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True, encoding="utf-8") as running:
        for count in range(100_000):
            waiting.write_text(f"{NOTES}\n<!-- {count} -->\n", "utf-8")
            waiting.replace(path)
            if running.poll() is not None:
                break
        assert running.stderr
        assert "error[N660] the notes were changed while this ran, and nothing is written" in running.stderr.read()
    assert running.returncode == 1
    assert "罪と罰の法" in path.read_text("utf-8")
    assert [each.name for each in path.parent.glob(".*")] == []


OWN = """\
# 追記

Q: 商法とは？
A: 商いの**法**
解説：近代の法

Q: 三権を挙げよ
A: 次の三つ
- 立法
- {行政|ぎょうせい}
- 司法

国会は、**立法**を担う。

Q: 最高の法は？
- A. 民法
- B. 憲法
正解：B
"""


def test_notes_of_the_learner_s_own_are_markdown_that_gives_them(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    deck = engine.col.decks.id_for_name("法")
    fields: list[tuple[NoteType, dict[str, str]]] = [
        (BASIC, {"Prompt": "商法とは？", "Answer": "商いの<b>法</b>", "Extra": "近代の法"}),
        (
            BASIC,
            {
                "Prompt": "三権を挙げよ",
                "Answer": "次の三つ<ul><li>立法</li><li><ruby>行政<rt>ぎょうせい</rt></ruby></li><li>司法</li></ul>",
            },
        ),
        (CLOZE, {"Text": "国会は、{{c1::立法}}を担う。"}),
        (CHOICE, {"Prompt": "最高の法は？", "Answer": "憲法", "Choices": CHOICES}),
    ]
    package = project / "output" / "all.apkg"
    package.write_bytes(packed(build(OWN).deck, "ja_JP"))
    engine.import_package(package)
    engine.col.remove_notes([note.id for note in engine.notes().values() if note["場所"] == "追記"])
    for notetype, values in fields:
        model = engine.col.models.get(notetype.id)
        assert model
        note = engine.col.new_note(model)
        for name, text in values.items():
            note[label(name)] = text
        engine.col.add_note(note, deck)
    run("pull", cwd=project)
    pulled = (project / "output" / "pull.md").read_text("utf-8")
    assert f"# 追記\n\n{pulled}" == OWN
    made = build(OWN)
    said = [dict(zip(ALL[note.kind].field_names, note.fields, strict=True)) for note in made.deck.notes]
    for notetype, values in (fields[0], *fields[2:]):
        of_type = [each for each in said if each.keys() == set(notetype.field_names)]
        assert any(all(alike(each[name], text) for name, text in values.items()) for each in of_type), values


CHOICES = '<ul class="choices"><li class="choice">民法</li><li class="choice right">憲法</li></ul>'
PATCH = """\
--- a/notes/a.md
+++ b/notes/a.md
@@ -4,4 +4,4 @@
 - 民法
 【私法の基本】
 - 刑法
-【罪と罰の法】
+【犯罪と刑罰の法】
"""


def test_a_note_of_the_learner_s_own_is_told_as_text_to_paste(studied: tuple[Path, Engine]) -> None:
    project, engine = studied
    model = engine.col.models.get(BASIC.id)
    assert model
    note = engine.col.new_note(model)
    note["質問"], note["答え"] = "商法とは？", "商いの<b>法</b>"
    engine.col.add_note(note, engine.col.decks.id_for_name("法"))
    ((code, _, text),) = said(project)
    assert (code, text) == ("N656", "written in Anki with a note type of ours: Q: 商法とは？ A: 商いの**法**")


@pytest.mark.slow
def test_edits_of_the_shipped_deck_go_round_the_circle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    """At least 90 % of random edits are written; imported, each note is as it was edited, and no other was touched."""
    for folder in ("notes", "media"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    now = int(time.time()) - 1000
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    engine = Engine(tmp_path / "Anki2" / "太郎")
    written = count = 0
    for seed in range(8 if long else 1):
        now += 100
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
        assert run("--quiet", cwd=tmp_path).returncode == 0
        engine.import_package(tmp_path / "output" / "AWS認定.apkg")
        before = engine.notes()
        edits = [edit for _, edit in random_edits(studied_notes(tmp_path, now), Random(seed), 40)]
        for edit in edits:
            note = before[edit.note.guid]
            note[label(edit.field)] = edit.theirs
            engine.col.update_note(note)
            engine.col.db.execute("update notes set mod = ? where id = ?", now + 50, note.id)
        result = run("pull", "--apply", "--format", "json", cwd=tmp_path)
        left = {each["line"] for each in json.loads(result.stdout)}
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now + 90))
        assert run("--quiet", "--collection", "auto", cwd=tmp_path).returncode == 0
        found = engine.import_package(tmp_path / "output" / "AWS認定.apkg")
        assert (found.new, found.conflicting) == (0, 0)
        after = engine.notes()
        assert all(alike(after[edit.note.guid][label(edit.field)], edit.theirs) for edit in edits)
        again = json.loads(run("pull", "--format", "json", cwd=tmp_path).stdout)
        assert {each["line"] for each in again} == left
        written += len(edits) - len(again)
        count += len(edits)
    engine.close()
    assert written >= count * 0.9, (written, count)


def studied_notes(project: Path, now: int) -> Sequence[Note]:
    inputs = read_inputs(project / "notes", project / "media")
    return compiled(inputs, now, True).deck.notes
