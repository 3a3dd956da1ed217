"""The examples of docs/editors.md do what they say: the problem matcher, the hooks, the commands of the workflow."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.calls import ROOT, run

PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")


def example(language: str, at: int = 0) -> str:
    return str(re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[at])


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("# 首都\n- 語：意味\n\nQ: 日本の首都は？\n", "utf-8")
    return tmp_path


def ran(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line that calls the command."""
    program, *arguments = shlex.split(command)
    assert program == "deckbuilder"
    return run(*arguments, cwd=cwd)


def test_the_problem_matcher_takes_the_messages_apart(notes: Path) -> None:
    task = json.loads(example("json"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    said = ran(task["command"], notes).stderr
    found = [match for line in said.splitlines() if (match := re.search(pattern["regexp"], line))]
    names = ("file", "line", "column", "severity", "code")
    assert [[match[pattern[name]] for name in names] for match in found] == [["a.md", "4", "4", "warning", "N102"]]


@pytest.mark.parametrize("hook", yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")), ids=str)
def test_the_hooks_pass_good_notes_and_stop_others(hook: dict[str, str], notes: Path) -> None:
    assert ran(hook["entry"], notes).returncode == 0
    (notes / "deck.toml").write_text("revers = true\n", "utf-8")
    assert ran(hook["entry"], notes).returncode == 1
    assert hook["id"] in PAGE


def test_the_workflow_says_what_is_wrong_and_makes_the_package(notes: Path) -> None:
    steps = yaml.safe_load(example("yaml", 1))["jobs"]["deck"]["steps"]
    said = [ran(step["run"], notes) for step in steps if step.get("run", "").startswith("deckbuilder")]
    assert [result.returncode for result in said] == [0, 0]
    assert "::warning file=a.md,line=4,col=4,title=N102::" in said[1].stdout
    assert list(notes.glob(steps[-1]["with"]["path"]))
    assert sys.version_info >= (3, 11)
