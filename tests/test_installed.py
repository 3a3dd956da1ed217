"""The command as it is installed: a wheel in an environment of its own, in a folder of notes elsewhere."""

import hashlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

import deckbuilder

ROOT = Path(__file__).parent.parent


def call(command: Sequence[object], cwd: Path) -> str:
    result = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], ROOT)
    return next(folder.glob("*.whl"))


def installed(wheel: Path, folder: Path, *lowest: str) -> Path:
    """Install a wheel into an environment in `folder`, and return the command."""
    call([sys.executable, "-m", "venv", folder], ROOT)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    call([programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel, *lowest], ROOT)
    return programs / "deckbuilder"


def built(command: Path, folder: Path) -> dict[str, str]:
    """Build the deck of a folder that `new` begins, and return the hashes of package and ledger."""
    call([command, "new", folder / "植物"], ROOT)
    call([command], folder / "植物")
    files = ("output/植物.apkg", "ledger.json")
    return {name: hashlib.sha256((folder / "植物" / name).read_bytes()).hexdigest() for name in files}


@pytest.mark.slow
@pytest.mark.long
def test_a_wheel_in_an_environment_of_its_own_builds_notes_elsewhere(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    command = installed(wheel, tmp_path / "environment")
    assert call([command, "--version"], tmp_path) == f"deckbuilder {deckbuilder.__version__}\n"
    hashes = built(command, tmp_path / "one")
    assert hashes == built(of_work_tree(tmp_path), tmp_path / "two")
    folder = tmp_path / "one" / "植物"
    assert "see them with" not in call([command, "check"], folder)
    assert "front:" not in call([command, "lint"], folder)
    call([command, "preview", "--no-open"], folder)
    assert "植物" in (folder / "output" / "preview.html").read_text("utf-8")


def of_work_tree(folder: Path) -> Path:
    """Return the command of the work tree, with the environment of the tests."""
    script = folder / "deckbuilder"
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from deckbuilder.__main__ import run; run()"
    script.write_text(f"#!{sys.executable}\n{start}\n", "utf-8")
    script.chmod(0o755)
    return script


@pytest.mark.long
def test_the_lowest_versions_build_the_same_package(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The highest that an environment may have are in it when nothing else is asked for."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    lowest = [re.sub(r">=([\d.]+).*", r"==\1", each) for each in asked if ">=" in each]
    assert len(lowest) == 6
    highest = built(installed(wheel, tmp_path / "highest"), tmp_path / "one")
    assert built(installed(wheel, tmp_path / "lowest", *lowest), tmp_path / "two") == highest
