"""Nothing of a file's name, of a text or of a ledger forges, colours or turns a line of what is printed."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest

from deckbuilder.app.command import main
from deckbuilder.base.printed import in_line

FORGED = "甲\n::error file=a.md::偽物\x1b[31m\u202e\u2028乙"
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A project whose ledger tells of notes that could have been written by anybody."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("# 章\n- 語：意味\n- 句：まとまった語\n", "utf-8")
    run(notes, "build")
    ledger = notes / "ledger.json"
    text = ledger.read_text("utf-8")
    forged = json.dumps(FORGED.replace("\x1b", ""), ensure_ascii=False)[1:-1]
    ledger.write_text(
        text.replace("意味", forged).replace('"語"', f'"{forged}"').replace('"章"', f'"{forged}"'), "utf-8"
    )
    (notes / "a.md").write_text("# 章\n- 句：まとまった語\u202e\n![図](な\u2028い\u202e.png)\n", "utf-8")
    below = notes / FORGED.replace("/", "")
    below.mkdir()
    (below / "b.md").write_text("# 節\n- 門：人を数える所\n\nQ: 何か。\n", "utf-8")
    return notes


def run(notes: Path, *arguments: str) -> int:
    return main([*arguments, "--notes", str(notes), "--output", str(notes.parent / "output"), "--language", "en"])


COMMANDS = ["check", "check --format github", "diff", "lint", "forget", "read {}/a.md", "build --yes", "forget"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_forged(command: str, notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(notes, "build", "--yes")
    (notes / "deck.toml").write_text('allow = ["x\\n::error::偽物"]\n', "utf-8")
    capsys.readouterr()
    run(notes, *command.format(notes).split())
    said = capsys.readouterr()
    for text in (said.out, said.err):
        assert not UNSEEN.search(text)
        assert not re.search(r"(?m)^::error.*偽物$", text.replace("title=N114::", ""))


def test_what_is_unseen_is_spelt_out() -> None:
    assert in_line(FORGED) == r"甲\n::error file=a.md::偽物\x1b[31m\u202e\u2028乙"
    assert in_line("か\u3099と\t👨\u200d👩") == "がと\t👨\u200d👩"


@pytest.mark.parametrize("command", ["new {}", "check --notes {}", "build --notes {}", "{}", "rehearse auto"])
def test_no_name_that_was_typed_or_is_a_profile_s_forges_a_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    for name in ("甲", FORGED):
        (tmp_path / "Anki2" / name).mkdir(parents=True)
        (tmp_path / "Anki2" / name / "collection.anki2").touch()
    main(["new", "notes"])
    if "--notes" in command:
        main(["build"])
        (tmp_path / "notes").rename(tmp_path / FORGED)
        (tmp_path / FORGED / "example.md").write_text("- 語：意味\n", "utf-8")
    capsys.readouterr()
    with suppress(SystemExit):
        main([word.format(FORGED) for word in command.split()])
    said = capsys.readouterr()
    assert said.out + said.err
    assert not UNSEEN.search(said.out + said.err)
    assert "\n::error" not in said.out + said.err


def test_a_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    for name in ("x\udcff", "x\x1b\x7f", "loop"):
        code = main(["new", name])
        assert code == (1 if name == "loop" else 0)
        assert name == "loop" or main(["check", "--notes", name]) == 0
