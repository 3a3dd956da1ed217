"""Faults: killed at any step, disk full, two builds at once. The notes stay, no review is lost."""

import json
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.pipeline.outcome import remembered
from tests import calls
from tests.engine import Engine

ROOT = Path(__file__).parent.parent
FIRST = "# 章\n- 甲\n【甲の要点だ】\n甲は **核** を持つ。\n- 乙\n乙は核を持たない細胞。\n"
SECOND = FIRST.replace("乙は核を持たない細胞。", "乙は核を持たない細胞である。") + "- 丙\n丙は **殻** を持つ。\n"
THIRD = SECOND.replace("丙は **殻** を持つ。", "丙はかたい **殻** を持つ。")

pytestmark = pytest.mark.slow


KILLED = """
import sys
from tests import killed
from deckbuilder.app.command import main
code = main(sys.argv[2:])
print(killed.steps)
sys.exit(code)
"""


def run(project: Path, *arguments: str, script: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command, or a script that runs it, on a project."""
    return calls.run(*arguments, "--notes", project / "notes", "--output", project / "output", script=script)


def started(project: Path, prepare: Callable[[], None] | None) -> subprocess.CompletedProcess[str]:
    """Build in a process that is started anew, once it has been prepared."""
    command = [sys.executable, ROOT / "build.py", "--notes", project / "notes", "--output", project / "output"]
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, capture_output=True, check=False, encoding="utf-8", preexec_fn=prepare
    )


def write(project: Path, text: str) -> None:
    (project / "notes").mkdir(exist_ok=True)
    (project / "notes" / "a.md").write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    write(project, FIRST)
    assert run(project).returncode == 0
    return project


def state(project: Path) -> dict[str, bytes]:
    """Return every file of a project; the cache, which can be made again, left out."""
    files = [path for path in project.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(project)): path.read_bytes() for path in files}


def package(project: Path) -> Path:
    return project / "output" / "notes.apkg"


def test_killed_at_any_step_no_review_is_lost(project: Path, tmp_path: Path, long: bool) -> None:
    """With --long every step is tried, else every third."""
    write(project, SECOND)
    studied = tmp_path / "anki"
    engine = Engine(studied)
    engine.import_package(package(project))
    for card in engine.cards().values():
        engine.answer(card.id)
    engine.close()
    last = 0
    for step in range(1, 1000, 1 if long else 3):
        killed = tmp_path / f"killed{step}"
        shutil.copytree(project, killed)
        result = run(killed, str(step), script=KILLED)
        if result.returncode == 0:
            last = int(result.stdout.split()[-1])
            break
        assert result.returncode == -signal.SIGKILL, result.stderr
        collection = tmp_path / f"anki{step}"
        shutil.copytree(studied, collection)
        _check(killed, Engine(collection))
    assert last >= 15, "the sweep has not reached the writes"


def _check(killed: Path, engine: Engine) -> None:
    """Import what a killed build left over what was studied, study the rest, edit, build again, import.

    The reviews are where they were, and the text is the new one.
    """
    before = engine.reviews()
    assert len(before) == 3
    assert (killed / "notes" / "a.md").read_text("utf-8") == SECOND
    with zipfile.ZipFile(package(killed)) as archive:
        assert archive.testzip() is None
    json.loads((killed / "notes" / "ledger.json").read_text("utf-8"))
    assert engine.import_package(package(killed)).conflicting == 0
    assert engine.reviews() == before
    for key, card in engine.cards().items():
        if key not in before:
            engine.answer(card.id)
    studied = {key: (card.id, 1) for key, card in engine.cards().items()}
    write(killed, THIRD)
    result = run(killed)
    assert result.returncode == 0, result.stderr
    log = engine.import_package(package(killed))
    assert log.conflicting == 0
    reviews, cards = engine.reviews(), engine.cards()
    for key, (card_id, count) in studied.items():
        assert (cards[key].id, reviews[key]) == (card_id, count)
    notes = engine.notes().values()
    assert sorted(note.fields[0] for note in notes) == sorted(
        ["甲", "乙", "甲は{{c1::核}}を持つ。", "丙はかたい{{c1::殻}}を持つ。"]
    )
    assert [note["答え"] for note in notes if note.fields[0] == "乙"] == ["核を持たない細胞である。"]
    assert not any("deckbuilder::retired" in note.tags for note in notes)
    assert {path.name for path in (killed / "notes").iterdir()} == {"a.md", "ledger.json"}
    engine.close()


def test_a_full_disk_leaves_everything_as_it_was(project: Path) -> None:
    write(project, SECOND)
    before = state(project)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    result = started(project, little_room)
    assert result.returncode == 1
    assert "build.py: " in result.stderr
    assert "Traceback" not in result.stderr
    assert state(project) == before
    assert run(project).returncode == 0


def test_an_output_that_cannot_be_written(project: Path) -> None:
    shutil.rmtree(project / "output")
    (project / "output").write_text("a file", "utf-8")
    before = state(project)
    result = run(project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert state(project) == before


def test_a_deleted_output_folder_is_made_again(project: Path) -> None:
    data = package(project).read_bytes()
    shutil.rmtree(project / "output")
    assert run(project).returncode == 0
    assert package(project).read_bytes() == data


def test_two_builds_at_once(project: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from deckbuilder.app.beside import alone\n"
        f"with alone(Path({str(project / 'notes')!r})): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdin
    assert holder.stdout.readline() == "held\n"
    write(project, SECOND)
    result = run(project)
    assert result.returncode == 1
    assert "another build" in result.stderr
    holder.kill()
    holder.communicate()
    assert run(project).returncode == 0, "the lock of a dead build holds nothing"


def test_a_report_that_another_build_is_writing_is_left_to_it(project: Path) -> None:
    output, inputs = project / "output", read_inputs(project / "notes", ROOT / "media")
    (output / ".report.json.tmp").mkdir()  # as if another one had put it there since
    assert remembered(cache_of(output), inputs, output) is None
    (output / ".report.json.tmp").rmdir()
    assert remembered(cache_of(output), inputs, output)


def test_a_ledger_older_than_the_package(project: Path) -> None:
    """As when a colleague's commit takes the ledger back: told, and with --yes GUIDs come out the same again."""
    ledger = project / "notes" / "ledger.json"
    before = ledger.read_bytes()
    write(project, SECOND)
    run(project)
    guids = [record["guid"] for record in json.loads(ledger.read_text("utf-8"))["notes"] if "guid" in (record or ())]
    assert len(guids) == 4
    ledger.write_bytes(before)
    write(project, SECOND)
    newest = package(project).read_bytes()
    refused = run(project)
    assert (refused.returncode, "error[N514]" in refused.stderr) == (1, True)
    assert (package(project).read_bytes(), ledger.read_bytes()) == (newest, before)
    assert run(project, "--yes").returncode == 0
    assert [
        record["guid"] for record in json.loads(ledger.read_text("utf-8"))["notes"] if "guid" in (record or ())
    ] == guids


def test_an_error_in_the_notes_leaves_package_and_ledger(project: Path) -> None:
    before = state(project)
    write(project, FIRST + "- 図\n![図](ない.png)\n")
    assert run(project, "--strict").returncode == 1
    after = state(project)
    assert after.pop("notes/a.md") != before.pop("notes/a.md")
    assert after == before
