"""What Windows does otherwise and can be tried elsewhere: processes without fork, files in use, long paths, no rights."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_command import NOTES, ROOT, project, run
from tests.test_faults import state
from tests.test_hostile import without_privileges

__all__ = ["project"]
SPAWNING = """
import multiprocessing, sys
get_context = multiprocessing.get_context
multiprocessing.get_context = lambda method: get_context("spawn")
from deckbuilder.app.command import main
from deckbuilder.base import processes
processes.MUCH = processes.LEAST = 1e-5
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.slow
def test_processes_that_begin_anew_make_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in "bcd":
        (project / "notes" / f"{name}.md").write_text(NOTES.replace("憲法", f"{name}の法"), "utf-8")
    command = [sys.executable, "-W", "error", "-c", SPAWNING, "--output", "spawned"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stderr) == (0, "")
    (project / "notes" / "ledger.json").unlink()
    assert run("--output", "output", cwd=project).returncode == 0
    for name in ("notes.apkg", "report.json"):
        assert (project / "spawned" / name).read_bytes() == (project / "output" / name).read_bytes()


def test_a_package_in_use_leaves_all_as_it_was_and_is_named(project: Path) -> None:
    """A folder in its place cannot be replaced either."""
    package = project / "output" / "notes.apkg"
    package.mkdir(parents=True)
    before = state(project)
    result = run("--yes", cwd=project)
    assert result.returncode == 1
    assert result.stderr.endswith(f"{Path('output/notes.apkg')}\n")
    assert state(project) == before
    package.rmdir()
    assert run(cwd=project).returncode == 0


def test_a_long_path_is_a_path(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["長い名前のフォルダー" * 4] * 8)
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(NOTES.replace("\n", "\r\n"), "utf-8", newline="")
    assert len(str(folder)) > 300
    result = run("--notes", folder, "--output", folder / "output", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (folder / "output" / f"{folder.name[:60]}.apkg").is_file()


@pytest.mark.slow
def test_where_nothing_may_be_written_notes_can_be_checked(project: Path) -> None:
    for name in ("output", "notes"):
        (project / name).mkdir(exist_ok=True)
        (project / name).chmod(0o555)
    prepare = without_privileges if os.geteuid() == 0 else None
    said = {}
    for command in ("check", "lint", "diff", "build"):
        result = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), command], cwd=project, capture_output=True, text=True,
            encoding="utf-8", check=False, preexec_fn=prepare,
        )  # fmt: skip
        assert "Traceback" not in result.stderr
        said[command] = result.returncode
    assert said == {"check": 0, "lint": 0, "diff": 3, "build": 1}
    for name in ("output", "notes"):
        (project / name).chmod(0o755)
    assert sorted(path.name for path in project.rglob("*")) == ["a.md", "deck.toml", "notes", "output"]
