"""The replay of git histories, on a history made here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.histories.chain import Chain, Found
from tests.histories.versions import History, Version

TERMS = "# 金物\n\n- 鍛冶\n鉄を赤く熱して打つ仕事。\n\n- 鋳物\n溶かした鉄を型に流した品。\n"
ONE = "# 金物\n\n- 鍛冶\n鉄を赤く熱して打つ仕事。\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository of four commits, three of them of notes in the folder `memo`."""
    root = tmp_path / "repository"
    (root / "memo").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    commit(root, "memo/a.md", TERMS, 1000)
    commit(root, "memo/a.md", TERMS.replace("赤く", "真っ赤に"), 2000)
    commit(root, "other.md", "- 甲\n乙である。\n", 3000)
    commit(root, "memo/b.txt", "- 砥石\n刃物を研ぐ石。![図](no.png)\n", 3010)
    return root / ".git"


def git(root: Path, *arguments: str, seconds: int = 0) -> None:
    identity = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{role}_DATE": f"{seconds + 1_600_000_000} +0000" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *arguments], cwd=root, check=True, env={"PATH": "/usr/bin:/bin", **identity, **dates})


def commit(root: Path, path: str, text: str, seconds: int) -> None:
    (root / path).write_text(text, "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", path, seconds=seconds)


def test_versions_are_the_commits_that_touch_notes(repository: Path) -> None:
    versions = list(History(repository, "memo").versions())
    assert [[path for path, _ in version.notes] for version in versions] == [["a.md"], ["a.md"], ["a.md", "b.txt"]]
    assert [len(list(History(repository, below).versions())) for below in ("", "memo/a.md")] == [4, 2]
    assert list(History(repository).versions(apart=60)) == list(History(repository).versions())[:2] + list(
        History(repository).versions(most=1)
    )


@pytest.mark.slow
def test_a_history_is_replayed_and_told_of(repository: Path, tmp_path: Path) -> None:
    call = [sys.executable, "-W", "ignore", "-m", "tests.histories", str(tmp_path / "out"), f"{repository}:memo"]
    result = subprocess.run(call, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    totals = json.loads((tmp_path / "out" / "totals.json").read_text("utf-8"))["all"]
    assert (totals["builds"], totals["imports"], totals["faults"]) == (3, 3, [])
    assert (totals["followed"], totals["edited"], totals["pairs"]) == (4, 1, {"kept": 1})
    assert "| all | 3 | 4 | 1 | 0 |" in result.stdout


def played(tmp_path: Path, *texts: str) -> list[Found]:
    """Play versions; the ledger is lost before the last of them, so that what happens is known beforehand."""
    chain = Chain(tmp_path, use_engine=False)
    for text in texts[:-1]:
        assert not list(chain.play(version(text)))
    chain.ledger = None
    return list(chain.play(version(texts[-1])))


def version(text: str) -> Version:
    return Version("0" * 40, 0, (("a.md", text.encode()),), {})


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        pytest.param("lost", (TERMS, TERMS.replace("- 鍛冶", "- 鍛冶仕事")), id="reworded"),
        pytest.param("stands", (TERMS, TERMS.replace("- 鍛冶\n", "- 鍛冶【除外】\n")), id="no longer asked"),
        pytest.param("copied", (ONE, ONE + ONE.replace("金物", "鉄器"), ONE.replace("金物", "鉄器")), id="copied"),
        pytest.param("wrong", (TERMS, TERMS.replace("鉄を赤く熱して打つ仕事", "村の東にある古い家")), id="other fact"),
        pytest.param("number", ("窓は ==南== と ==北辺== にある。", "窓は南と ==北辺== にある。"), id="number"),
    ],
)
def test_what_a_reader_should_see_is_found(tmp_path: Path, what: str, texts: tuple[str, ...]) -> None:
    assert [found.pair.what for found in played(tmp_path, *texts) if found.pair.what != "kept"] == [what]
