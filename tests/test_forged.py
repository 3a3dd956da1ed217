"""Nothing of a file's name, of a text or of a ledger forges, colours or turns a line of what is printed."""

import json
import re
from pathlib import Path

import pytest

from deckbuilder.app.command import main
from deckbuilder.base.text import in_line

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
