"""What lies beside the notes and in the output folder: nothing there is lost, and git can merge the ledger."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from deckbuilder.anki.package import stored
from deckbuilder.app.command import main
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.records import Ledger
from tests.builds import unordered

NOTES = "# 果実\n- りんご\n赤くて丸い果物である。\n- みかん\n皮が橙色の果物である。\n"


class Project:
    """A folder of notes that is built by the command."""

    def __init__(self, folder: Path, deck: str = "果物") -> None:
        self.folder, self.notes, self.output = folder, folder / "notes", folder / "output"
        self.write("deck.toml", f'name = "{deck}"\n')
        self.write("a.md", NOTES)

    def write(self, name: str, text: str) -> None:
        self.notes.mkdir(parents=True, exist_ok=True)
        (self.notes / name).write_text(text, "utf-8")

    def run(self, *arguments: str) -> int:
        return main([*(arguments or ("build",)), "--notes", str(self.notes), "--output", str(self.output)])

    @property
    def package(self) -> Path:
        return self.output / "果物.apkg"

    @property
    def ledger(self) -> Ledger:
        ledger, problems = parsed("x", (self.notes / "ledger.json").read_text("utf-8"))
        assert problems == []
        return ledger

    def state(self) -> dict[Path, bytes]:
        files = [path for path in self.folder.rglob("*") if path.is_file() and ".cache" not in path.parts]
        return {path: path.read_bytes() for path in files}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project")
    assert project.run() == 0
    return project


def lose_ledger(project: Project) -> None:
    (project.notes / "ledger.json").unlink()
    project.write("a.md", NOTES.replace("丸い", "甘い"))


def bring_another_deck(project: Project) -> None:
    other = Project(project.folder.parent / "other", "野菜")
    assert other.run() == 0
    shutil.copy(other.output / "野菜.apkg", project.package)


def take_an_old_ledger(project: Project) -> None:
    before = (project.notes / "ledger.json").read_bytes()
    project.write("a.md", NOTES.replace("丸い", "甘い"))
    assert project.run() == 0
    (project.notes / "ledger.json").write_bytes(before)


FAULTS: dict[str, tuple[Callable[[Project], None], str]] = {
    "N512": (lose_ledger, "recover"),
    "N513": (bring_another_deck, "deck.toml"),
    "N514": (take_an_old_ledger, "recover"),
}


@pytest.mark.parametrize("code", FAULTS)
@pytest.mark.parametrize("command", ["build", "check", "diff", "preview"])
def test_a_package_that_would_be_lost_stops_the_build(
    code: str, command: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare, remedy = FAULTS[code]
    prepare(project)
    before = project.state()
    capsys.readouterr()
    assert project.run(command, *(["--no-open"] if command == "preview" else [])) == 1
    said = capsys.readouterr().err
    assert f"error[{code}]" in said
    assert remedy in said
    assert project.state() == before


def test_a_lost_ledger_comes_back_from_the_package(project: Project) -> None:
    ledger = project.ledger
    (project.notes / "ledger.json").unlink()
    project.write("a.md", NOTES.replace("りんご", "林檎"))
    assert project.run("recover", str(project.package)) == 0
    assert unordered(project.ledger) == unordered(ledger), "all but the order, which the next build learns"
    assert project.run() == 0
    assert project.ledger.records.keys() == ledger.records.keys()


def test_a_package_that_is_damaged_is_made_again(project: Project) -> None:
    project.write("a.md", NOTES.replace("丸い", "甘い"))
    project.package.write_bytes(b"PK")
    assert project.run() == 0
    assert len(stored(project.package.read_bytes()).notes) == 2


def test_recover_leaves_the_ledger_alone_or_keeps_it(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other", "野菜")
    other.write("a.md", "# 野菜\n- 大根\n白くて長い根を食べる。\n")
    assert other.run() == 0
    before = project.state()
    assert project.run("recover", str(other.output / "野菜.apkg"), "--yes") == 1
    assert project.state() == before
    project.write("a.md", NOTES + "- ぶどう\n房になる果物である。\n")
    assert project.run() == 0
    now = (project.notes / "ledger.json").read_bytes()
    assert project.run("recover", str(project.package), "--yes") == 0
    assert (project.notes / "ledger.json.bak").read_bytes() == now


def test_an_old_ledger_may_be_meant(project: Project) -> None:
    take_an_old_ledger(project)
    assert project.run("build", "--yes") == 0


def test_forgotten_notes_are_not_shipped_any_more(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write("a.md", NOTES.partition("- みかん")[0])
    assert project.run() == 0
    before = (project.notes / "ledger.json").read_bytes()
    assert project.run("forget") == 0
    assert (project.notes / "ledger.json").read_bytes() == before
    assert "- basic in a.md › 果実: みかん → 皮が橙色の果物である。\n1 retired" in capsys.readouterr().out
    assert project.run("forget", "--yes") == 0
    assert (project.notes / "ledger.json.bak").read_bytes() == before
    assert (len(project.ledger.records), project.ledger.forgotten) == (1, 1)
    assert project.run() == 0
    assert len(stored(project.package.read_bytes()).notes) == 1
    project.write("a.md", NOTES)
    assert project.run() == 0
    guids = {note.guid for note in stored(project.package.read_bytes()).notes}
    assert guids == parsed("x", before.decode())[0].records.keys(), "the same text has the same GUID"


# --- git ----------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def sentences(file: str) -> str:
    return f"# {file}\n" + "".join(f"- {file}の{at}\n{file}の{at}番めの **要点** である。\n" for at in range(30))


def edited(text: str) -> str:
    """Return the notes with 25 sentences reworded."""
    return text.replace("番めの", "番めにくる", 25)


def test_two_branches_merge_without_conflicts(tmp_path: Path) -> None:
    git(tmp_path, "init", "-b", "main")
    project = Project(tmp_path / "project")
    for name in ("甲", "乙"):
        project.write(f"{name}.md", sentences(name))
    assert project.run() == 0
    assert (project.notes / ".gitattributes").read_text("utf-8") == "ledger.json merge=union\n"
    git(tmp_path, "add", "project/notes")
    git(tmp_path, "commit", "-m", "notes")
    guids = project.ledger.records.keys()
    for branch, name in (("left", "甲"), ("right", "乙")):
        git(tmp_path, "checkout", "-b", branch, "main")
        shutil.rmtree(project.output)
        project.write(f"{name}.md", edited(sentences(name)) + f"- {name}の新語\n新しくて長い物である。\n")
        assert project.run() == 0
        git(tmp_path, "commit", "-am", branch)
    git(tmp_path, "merge", "left")
    merged = project.ledger
    assert merged.records.keys() > guids
    assert len(merged.records) == len(guids) + 2
    shutil.rmtree(project.output)
    assert project.run("diff") == 0, "nothing is left to change"
    assert project.run() == 0
    assert project.ledger.records.keys() == merged.records.keys()
    assert not [record for record in project.ledger.records.values() if record.retired]


@pytest.mark.parametrize("attributes", ["*.md text\n", "# ledger.json merge=union\n", "old-ledger.json merge=union2\n"])
def test_attributes_of_the_user_s_are_left_alone(
    attributes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init")
    project = Project(tmp_path / "project")
    project.write(".gitattributes", attributes)
    assert project.run() == 0
    assert (project.notes / ".gitattributes").read_text("utf-8") == attributes
    said = capsys.readouterr().err
    assert "info[N516]" in said
    assert "ledger.json merge=union" in said


def test_outside_of_git_there_are_no_attributes(project: Project) -> None:
    assert not (project.notes / ".gitattributes").exists()


# --- retired at once ----------------------------------------------------------------------------


def test_what_would_be_retired_is_told_as_it_is(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲", "乙"):
        project.write(f"{name}.md", sentences(name))
    assert project.run() == 0
    project.write("甲.md", sentences("甲").replace("**", ""))
    (project.notes / "乙.md").unlink()
    project.write("a.md", "# 果実\n")
    assert project.run() == 1
    said = capsys.readouterr().err
    assert "N304" in said
    assert "30 still stand in the notes (no longer asked for)" in said
    assert "30 were in files that are not there (乙.md)" in said
    assert "2 were taken out of their files" in said
