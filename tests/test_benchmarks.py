"""The benchmarks work, and their notes are what they say; how fast anything is, is not tested."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import generator, growth, matching, measure, tables
from tests.builds import codes, rebuilt

ROOT = Path(__file__).parent.parent


def files(notes: int, seed: int = 0) -> tuple[tuple[str, bytes], ...]:
    return tuple((path, text.encode()) for path, text in generator.generated(notes, seed))


def test_generated_notes_are_the_same_each_time() -> None:
    assert files(400) == files(400)
    assert files(400) != files(400, seed=1)


def test_a_small_deck_is_the_beginning_of_a_large_one() -> None:
    assert files(600)[:2] == files(400)


@pytest.mark.parametrize("notes", [60, pytest.param(400, marks=pytest.mark.slow)])
def test_generated_notes_are_as_many_as_asked_for_and_flawless(notes: int) -> None:
    result = rebuilt(files(notes))
    assert codes(result) == []
    assert abs(len(result.deck.notes) - notes) <= 0.05 * notes


def test_no_term_gist_or_sentence_comes_twice() -> None:
    lines = [line for _, text in generator.generated(5_000) for line in text.split("\n")]
    said = [line for line in lines if re.match(r"- |●|Q:|【.{7,}】$", line) or line.endswith("。")]
    assert len(said) > 5_000
    assert len(set(said)) == len(said)


def test_no_combination_comes_twice() -> None:
    lists = [["a", "b", "c"], ["d", "e"], ["f", "g", "h", "i", "j"]]
    assert len({tuple(generator.combination(at, *lists)) for at in range(30)}) == 30


def test_an_edit_changes_one_line_and_makes_nothing_new() -> None:
    (path, text), *_ = generator.generated(60)
    before = rebuilt(((path, text.encode()),))
    edited = generator.with_line_changed(text, 3)
    after = rebuilt(((path, edited.encode()),), before)
    assert sum(old != new for old, new in zip(text.split("\n"), edited.split("\n"), strict=True)) == 1
    assert {change.kind for change in after.changes} == {"updated"}


def test_the_memory_of_children_counts() -> None:
    hungry = "import sys; data = bytearray(60_000_000); print(flush=True); sys.stdin.read()"
    one = f"Popen([sys.executable, '-c', {hungry!r}], stdin=PIPE, stdout=PIPE)"
    both = f"import sys, time; from subprocess import PIPE, Popen; both = {one}, {one}"
    # what is held at once is looked at every now and then
    two = f"{both}; [one.stdout.readline() for one in both]; time.sleep(0.5); [one.communicate() for one in both]"
    # in a process of its own, because a child inherits the highest memory of this one
    code = f"import sys; from benchmarks.measure import measured; print(measured(sys.executable, '-c', {two!r}).peak)"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 120 < float(result.stdout) < 220


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        measure.measured(sys.executable, "-c", "raise SystemExit('no such thing')")


@pytest.mark.slow
def test_every_run_has_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["60", "--repeats", "1", "--no-shipped"])
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| 60")]
    assert [row[1] for row in rows] == [
        "cold build",
        "nothing changed",
        "one line changed",
        "check of another changed line",
        "W",
    ]
    figures = [float(figure) for row in rows for figure in re.findall(r"[\d.]+", " ".join(row[2:]))]
    assert len(figures) == 4 * 5 + 3
    assert all(figure > 0 for figure in figures)


@pytest.mark.slow
def test_matching_has_a_row_for_each_edit_and_knows_every_note(capsys: pytest.CaptureFixture[str]) -> None:
    matching.main(["60"])
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| 60")]
    assert [row[1] for row in rows] == ["nothing", "a tenth of the texts", "every heading renamed"]
    assert [row[-1] for row in rows] == ["0"] * 3


@pytest.mark.slow
def test_growth_has_a_row_for_each_shape(capsys: pytest.CaptureFixture[str]) -> None:
    growth.main(["pins", "tasks"])
    rows = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    assert sorted(row[2] for row in rows) == ["pins", "tasks"]
    assert all(float(row[1]) > 0 for row in rows)


def test_tables_go_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text("before\n<!-- builds -->\nold\n<!-- /builds -->\nafter\n", "utf-8")
    monkeypatch.setattr("benchmarks.tables.PAGE", page)
    tables.write("builds", "new")
    tables.write("builds", "newer")
    assert page.read_text("utf-8") == "before\n<!-- builds -->\nnewer\n<!-- /builds -->\nafter\n"
