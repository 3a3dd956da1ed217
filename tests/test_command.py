"""The command as a user calls it: exit codes, what is written, what is said."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deckbuilder.base.catalogue import CATALOGUE
from tests.calls import ROOT, run

NOTES = "# 章\n- 憲法\n【最高の法】\n説明は **印** つき。\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTES, "utf-8")
    (tmp_path / "notes" / "deck.toml").write_text('name = "notes"\n', "utf-8")
    return tmp_path


def test_build_writes_package_report_and_ledger(project: Path) -> None:
    result = run(cwd=project)
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in (project / "output").iterdir()) == [".cache", "notes.apkg", "report.json"]
    assert (project / "notes" / "ledger.json").exists()
    assert "basic 1 → 2, cloze 1 → 1; in all 2 → 3" in result.stdout
    assert "notes.apkg" in result.stdout.splitlines()[-1]


def test_diff_fails_as_check_does(project: Path) -> None:
    (project / "notes" / "a.md").write_text(NOTES + "Q: 答えは？\n", "utf-8")
    assert run("diff", cwd=project).returncode == 3
    assert run("diff", "--strict", cwd=project).returncode == run("check", "--strict", cwd=project).returncode == 1
    (project / "notes" / "deck.toml").write_text("revers = true\n", "utf-8")
    result = run("diff", cwd=project)
    assert (result.returncode, result.stdout) == (1, "")


def test_diff_leaves_standard_output_to_messages_for_machines(project: Path) -> None:
    result = run("diff", "--format", "json", cwd=project)
    said = json.loads(result.stdout)
    assert (result.returncode, said["diagnostics"]) == (3, [])
    assert [(change["change"], change["path"], change["line"]) for change in said["changes"]] == [
        ("new", "notes/a.md", 2),
        ("new", "notes/a.md", 4),
    ]
    assert said["changes"][1]["new"]["answer"] == "説明は［印］つき。"
    assert said["summary"] == "2 new; cards: 0 keep their reviews, 3 are new"


def test_diff_shows_what_would_be_retired_when_it_is_too_much(project: Path) -> None:
    many = "".join(f"- 用語{at}\n第{at}の場所に置く物。\n" for at in range(10))
    (project / "notes" / "a.md").write_text("# 章\n" + many, "utf-8")
    run(cwd=project)
    (project / "notes" / "a.md").write_text(NOTES, "utf-8")
    result = run("diff", cwd=project)
    assert result.returncode == 1
    assert "error[N304]" in result.stderr
    assert ": retired basic in 章 (gone from the notes)\n    用語9 → 第9の場所に置く物。" in result.stdout
    assert "2 new, 10 retired" in result.stdout


def test_the_deck_is_named_after_the_folder(project: Path) -> None:
    (project / "notes").rename(project / "民法")
    (project / "民法" / "deck.toml").unlink()
    assert run("--notes", "民法", cwd=project).returncode == 0
    report = json.loads((project / "output" / "report.json").read_text("utf-8"))
    assert report["deck"] == "民法"
    assert {note["deck"] for note in report["notes"]} == {"民法"}


def test_nested_folders_and_text_files(project: Path) -> None:
    (project / "notes" / "中" / "奥").mkdir(parents=True)
    (project / "notes" / "中" / "奥" / "b.txt").write_text("- 語：意味\n", "utf-8")
    run(cwd=project)
    report = json.loads((project / "output" / "report.json").read_text("utf-8"))
    assert {note["source"]["path"] for note in report["notes"]} == {"a.md", "中/奥/b.txt"}


def test_check_writes_nothing(project: Path) -> None:
    assert run("check", cwd=project).returncode == 0
    assert not (project / "output").exists()
    assert not (project / "notes" / "ledger.json").exists()


def files(project: Path) -> dict[Path, bytes]:
    """Return every file of a project; the cache, which can be made again, left out."""
    found = (path for path in project.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path: path.read_bytes() for path in found}


def test_an_error_writes_nothing_and_exits_1(project: Path) -> None:
    run(cwd=project)
    before = files(project)
    (project / "notes" / "deck.toml").write_text("tts = true\nrevers = true\n", "utf-8")
    result = run(cwd=project)
    assert result.returncode == 1
    assert "notes/deck.toml:2:1: error[N004]" in result.stderr
    before[project / "notes" / "deck.toml"] = (project / "notes" / "deck.toml").read_bytes()
    assert files(project) == before


def test_notes_without_a_card_write_nothing(project: Path) -> None:
    (project / "notes" / "a.md").write_text("# 章\n- 図\n![図](ない.png)\n", "utf-8")
    result = run(cwd=project)
    assert (result.returncode, result.stdout) == (1, "")
    assert "error[N010]" in result.stderr
    assert "warning[N401]" in result.stderr
    assert set(files(project)) == {project / "notes" / "a.md", project / "notes" / "deck.toml"}


def test_notes_that_have_lost_their_cards_are_no_deck_without_a_card(project: Path) -> None:
    (project / "notes" / "a.md").write_text(NOTES + "- 甲：一\n- 乙：二\n- 丙：三\n", "utf-8")
    run(cwd=project)
    (project / "notes" / "a.md").write_text("# 章\n", "utf-8")
    result = run(cwd=project)
    assert result.returncode == 1
    assert "error[N304]" in result.stderr
    assert "N010" not in result.stderr
    assert run("--yes", cwd=project).returncode == 0


def test_an_empty_folder_is_named_once(project: Path) -> None:
    (project / "空").mkdir()
    for name in ("空", "無"):
        result = run("--notes", name, cwd=project)
        assert (result.returncode, result.stderr.split("\n")[0]) == (
            1,
            f"{name}: error[N002] there are no notes (.md or .txt files) in {name}",
        )


def test_strict_lets_warnings_fail(project: Path) -> None:
    (project / "notes" / "a.md").write_text(NOTES + "Q: 答えは？\n", "utf-8")
    assert run(cwd=project).returncode == 0
    assert run("--strict", cwd=project).returncode == 1


def test_quiet_says_nothing_when_all_is_well(project: Path) -> None:
    result = run("--quiet", cwd=project)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    (project / "notes" / "日記").mkdir()
    (project / "notes" / "日記" / "今日.md").write_text("- 用語：説明\n", "utf-8")
    assert "info[N012]" in run(cwd=project).stderr
    assert run("--quiet", cwd=project).stderr == ""


@pytest.mark.parametrize("arguments", [["--nope"], ["build", "more"], ["recover"]])
def test_wrong_usage_exits_2(arguments: list[str], project: Path) -> None:
    assert run(*arguments, cwd=project).returncode == 2


def test_the_notes_are_never_modified(project: Path) -> None:
    before = (project / "notes" / "a.md").read_bytes()
    run(cwd=project)
    assert (project / "notes" / "a.md").read_bytes() == before


def test_diff_tells_and_writes_nothing(project: Path) -> None:
    assert run("diff", cwd=project).returncode == 3
    run(cwd=project)
    assert run("diff", cwd=project).returncode == 0
    ledger = (project / "notes" / "ledger.json").read_bytes()
    (project / "notes" / "a.md").write_text(NOTES.replace("説明", "解説"), "utf-8")
    result = run("diff", cwd=project)
    assert result.returncode == 3
    assert "[-説明-]" in result.stdout
    assert "{+解説+}" in result.stdout
    assert (project / "notes" / "ledger.json").read_bytes() == ledger


def _known(ledger: Path) -> list[object]:
    """Return what a ledger says of its notes, but their order, which a package does not keep."""
    lines = json.loads(ledger.read_text("utf-8"))["notes"]
    return [{key: line[key] for key in line if key != "order"} if isinstance(line, dict) else line for line in lines]


def test_recover_never_overwrites_a_ledger_without_yes(project: Path) -> None:
    run(cwd=project)
    ledger = project / "notes" / "ledger.json"
    before = _known(ledger)
    assert run("recover", "output/notes.apkg", cwd=project).returncode == 1
    assert run("recover", "output/notes.apkg", "--yes", cwd=project).returncode == 0
    assert _known(ledger) == before
    ledger.unlink()
    assert run("recover", "notes/a.md", cwd=project).returncode == 1
    assert not ledger.exists()


def test_retiring_much_needs_yes(project: Path) -> None:
    many = "".join(f"- 用語{at}\n第{at}の場所に置く物。\n" for at in range(10))
    (project / "notes" / "a.md").write_text("# 章\n" + many, "utf-8")
    run(cwd=project)
    (project / "notes" / "a.md").write_text(NOTES, "utf-8")
    assert run(cwd=project).returncode == 1
    assert run("--yes", cwd=project).returncode == 0


def test_messages_as_json_for_editors(project: Path) -> None:
    assert json.loads(run("check", "--format", "json", cwd=project).stdout) == []
    (project / "notes" / "a.md").write_text(NOTES + "\nQ: 何？\n", "utf-8")
    result = run("check", "--format", "json", cwd=project)
    found = json.loads(result.stdout)
    assert [(d["code"], d["severity"], d["path"], d["line"], d["col"]) for d in found] == [
        ("N102", "warning", "notes/a.md", 6, 4)
    ]
    assert (found[0]["text"], found[0]["hint"]) == (CATALOGUE["N102"].text.en, CATALOGUE["N102"].hint.en)
    assert (result.returncode, result.stderr) == (0, "")


def test_messages_for_github_stand_beside_the_line(project: Path) -> None:
    (project / "notes" / "a.md").write_text(NOTES + "![図](50%.png)\n", "utf-8")
    result = run("check", "--format", "github", cwd=project)
    assert result.returncode == 0
    line, rest = result.stdout.split("\n", 1)
    assert line.startswith(
        "::warning file=notes/a.md,line=5,col=6,title=N401::there is no picture or sound “50%25.png”"
    )
    assert rest == ""


def test_explain_says_what_the_catalogue_says(project: Path) -> None:
    for code in ("N101", "n101"):
        result = run("explain", code, cwd=project)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.startswith("N101 (warning): this fence is never closed")
        assert CATALOGUE["N101"].example.en in result.stdout
        assert "{" not in result.stdout


def test_explain_says_where_the_remedy_stands_if_it_differs_from_case_to_case(project: Path) -> None:
    assert "help: each such message says what to do" in run("explain", "N001", cwd=project).stdout


def test_explain_of_an_unknown_code_is_wrong_usage(project: Path) -> None:
    result = run("explain", "N999", cwd=project)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no message N999; docs/messages.md" in result.stderr


LINTED = {
    "clean": ("# 首都\nQ: 日本の首都はどこか？\nA: 東京\n\nQ: 英国の首都はどこか？\nA: ロンドン\n", "", 0, 0),
    "warning": ("# 首都\nQ: 日本の首都はどこか？\nA: 東京\n\nQ: 東京は首都か？\nA: はい\n", "N212", 0, 1),
    "error": ("# 首都\nQ: 日本の首都はどこか？\nA: 東京\n\nQ: 上記の国の首都はどこか？\nA: 京都\n", "N263", 1, 1),
}


@pytest.mark.parametrize("name", LINTED)
def test_lint_exits_by_what_it_finds(name: str, project: Path) -> None:
    notes, code, plain, strict = LINTED[name]
    (project / "notes" / "a.md").write_text(notes, "utf-8")
    found = json.loads(run("lint", "--format", "json", cwd=project).stdout)
    assert {d["code"] for d in found} == ({code} if code else set())
    result = run("lint", cwd=project)
    assert result.returncode == plain
    assert "2 cards" in result.stdout
    assert f"[{code}]" in result.stdout if code else "[N" not in result.stdout
    assert run("lint", "--strict", cwd=project).returncode == strict
    assert not (project / "output").exists()


def test_lint_of_notes_with_errors_says_these_first(project: Path) -> None:
    (project / "notes" / "deck.toml").write_text("revers = true\n", "utf-8")
    result = run("lint", cwd=project)
    assert result.returncode == 1
    assert "error[N004]" in result.stderr
    assert "cards" not in result.stdout


# --- the README ---------------------------------------------------------------------------------


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)


def test_ci_runs_the_readme_s_test_command() -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if "requirements-dev.txt" in line]
    assert len(commands) == 1
    assert commands[0].endswith("-m pytest -n auto")
    assert "requirements-dev.txt' README.md" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.slow
def test_every_readme_command_works_as_written(project: Path) -> None:
    """The lines are run with the interpreter that runs the tests; installing is what CI did to get here."""
    lines = [line for block in blocks("sh") for line in block.splitlines() if "build.py" in line]
    assert len(lines) >= 2
    for line in lines:
        command = line.rpartition("&& ")[2].replace(".venv/bin/python", f'"{sys.executable}"')
        command = command.replace("build.py", f'"{ROOT / "build.py"}"').replace("~/notes/law", str(project / "notes"))
        env = {**os.environ, "HOME": str(project)}
        subprocess.run(command, shell=True, check=True, cwd=project, env=env, capture_output=True)


def test_windows_lines_say_the_same_as_the_others() -> None:
    unix = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("python3 -m venv")]
    windows = [line for block in blocks("bat") for line in block.splitlines()]
    assert [
        line.replace("py -m", "python3 -m").replace("Scripts\\", "bin/").replace(".venv\\", ".venv/")
        for line in windows
    ] == unix


def test_the_readme_names_every_command_and_option(project: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"(?m)^    (\w+) ", run("--help").stdout)
    assert set(commands) == set(re.findall(r"(?m)^\| .*?`build\.py (\w+)", readme))
    for command in commands:
        options = set(re.findall(r"(?m)^  (--[\w-]+)", run(command, "--help").stdout))
        assert not [option for option in options if f"`{option}" not in readme], command


TRACE = re.compile("/(?:ro" + "ot|ho" + "me)/[a-z]|/(?:wo" + "rk|tm" + "p)/|sim" + "ple/|py" + r"pi\.")
"""What would tell where the project was worked on; written so that it does not find itself."""


def test_no_trace_of_a_machine_in_the_project() -> None:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    texts = [ROOT / name for name in names.split("\0") if name and not name.endswith((".png", ".mp3", ".apkg"))]
    found = [path.name for path in texts if path.is_file() and TRACE.search(path.read_text("utf-8"))]
    assert texts
    assert not found
    assert TRACE.search(str(Path("/", "tm" + "p", "a")))
