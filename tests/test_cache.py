"""What is kept from earlier builds never shows: builds with it and without it give the same bytes."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deckbuilder.app.command import main
from tests.row_edits import edited_row

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "notes"
MEDIA = ROOT / "media"
SPARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><text data-ask="{0}" x="1" y="5">{0}</text></svg>'

WIDE = (
    "\n## 幅\n【図表】\n"
    + "".join(f"| {' | '.join(cells)} |\n" for cells in (
        ["種類", *(f"とても長い見出し{n}" for n in range(9))],
        ["---"] * 10,
        ["甲", *(f"長めの説明の文{n}" for n in range(9))],
        ["乙", *(f"別の説明の文{n}" for n in range(9))],
    ))
)  # fmt: skip
"""A table that is wider than a phone."""

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few of the shipped notes, among them tables and diagrams, in a folder of their own."""
    (tmp_path / "notes").mkdir()
    for path in [*sorted(NOTES.glob("*.md"))[:4], NOTES / "deck.toml"]:
        shutil.copy(path, tmp_path / "notes")
    shutil.copytree(MEDIA, tmp_path / "media")
    (tmp_path / "media" / "印.svg").write_text(SPARK.format("点"), "utf-8")
    (tmp_path / "notes" / "図.md").write_text("# 図\n- 印【図表】\n![印](印.svg)\n" + WIDE, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path


def build(project: Path, output: str, notes: str = "notes") -> dict[str, bytes]:
    """Build, and return every byte that was made, with the new ledger."""
    folder = project / notes
    code = main(
        [
            "--quiet",
            "--yes",
            "--notes",
            str(folder),
            "--media",
            str(project / "media"),
            "--output",
            str(project / output),
        ]
    )
    assert code == 0
    made = {path.name: path.read_bytes() for path in (project / output).iterdir() if path.is_file()}
    return made | {"ledger": (folder / "ledger.json").read_bytes()}


def clean(project: Path, ledger: bytes | None) -> dict[str, bytes]:
    """Build the same notes with nothing kept, from the ledger there was before."""
    shutil.rmtree(project / "clean", ignore_errors=True)
    shutil.copytree(project / "notes", project / "clean" / "notes")
    kept = project / "clean" / "notes" / "ledger.json"
    kept.unlink(missing_ok=True)
    if ledger is not None:
        kept.write_bytes(ledger)
    return build(project, "clean/output", "clean/notes")


def edit(project: Path, chance: random.Random) -> None:
    """Change something that a build depends on."""
    path = chance.choice(sorted((project / "notes").glob("*.md")))
    rows = path.read_text("utf-8").split("\n")
    what = chance.randrange(9)
    if what < 4:
        edited_row(rows, chance)
    elif what == 4:
        (project / "media" / "印.svg").write_text(SPARK.format(chance.choice("点線面")), "utf-8")
    elif what == 5:
        (project / "notes" / "deck.toml").write_text(f"numbers = {chance.choice(['true', 'false'])}\n", "utf-8")
    elif what == 6:
        shutil.copy(path, path.with_name(f"写し{chance.randrange(3)}.md"))
    elif what == 7:
        tables = [row for row, line in enumerate(rows) if line.startswith("|")]
        if tables:
            rows[chance.choice(tables)] += " 追記 |"
    elif what == 8:
        rows = [re.sub("^(\\| [^|-]+) \\|", r"\1（改） |", row) for row in rows]
    path.write_text("\n".join(rows), "utf-8")


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.long] if seed >= 2 else []) for seed in range(4)]
)
def test_a_build_with_what_is_kept_is_the_same_as_a_clean_one(project: Path, seed: int, long: bool) -> None:
    chance = random.Random(seed)
    ledger = None
    for _ in range(6 if long else 3):
        kept = build(project, "output")
        assert kept == clean(project, ledger)
        ledger = kept["ledger"]
        again = build(project, "output")
        assert again == clean(project, ledger), "nothing has changed"
        edit(project, chance)


def test_damaged_and_foreign_pieces_are_ignored(project: Path) -> None:
    first = build(project, "output")
    pieces = sorted((project / "output" / ".cache").iterdir())
    assert any(path.name.startswith("cards-") for path in pieces)
    assert any(path.name.startswith("picture-") for path in pieces)
    assert any(path.name.startswith("media-") for path in pieces)
    for at, path in enumerate(pieces):
        data = path.read_bytes()
        damaged = (
            b"",
            data[:-7],
            data[:40] + bytes([data[40] ^ 1]) + data[41:],
            pieces[at - 1].read_bytes(),
            b"\0" * 99,
        )
        path.write_bytes(damaged[at % len(damaged)])
    path = project / "notes" / sorted(p.name for p in (project / "notes").glob("*.md"))[0]
    path.write_text(path.read_text("utf-8") + "\n- 末尾：最後の説明。\n", "utf-8")
    assert build(project, "output") == clean(project, first["ledger"])


def test_folders_in_the_place_of_pieces_stop_no_build(project: Path) -> None:
    first = build(project, "output")
    for path in sorted((project / "output" / ".cache").iterdir()):
        path.unlink()
        path.mkdir()
    path = next((project / "notes").glob("*.md"))
    path.write_text(path.read_text("utf-8") + "\n- 末尾：最後の説明。\n", "utf-8")
    assert build(project, "output") == clean(project, first["ledger"])


def test_pieces_that_came_from_elsewhere_are_ignored(project: Path) -> None:
    """A folder from others may bring pieces along that fit its notes and hold other cards."""
    build(project, "output")
    shutil.copytree(project / "output" / ".cache", project / "brought" / ".cache")
    (project / "notes" / "ledger.json").unlink()
    own = {path.name: path.read_bytes() for path in (project / "brought" / ".cache").iterdir()}
    build(project, "brought")
    made = {path.name: path.read_bytes() for path in (project / "brought" / ".cache").iterdir()}
    assert made.keys() == own.keys()
    assert all(made[name] != own[name] for name in made)


def test_a_package_that_was_touched_is_made_again(project: Path) -> None:
    first = build(project, "output")
    again = build(project, "output")
    (package,) = (project / "output").glob("*.apkg")
    package.write_bytes(first[package.name][:-1])
    assert build(project, "output") == again
    (project / "output" / "report.json").unlink()
    assert build(project, "output") == again


def test_an_allowance_that_was_used_once_is_told_of_by_the_next_build(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = project / "notes"
    (notes / "deck.toml").write_text('allow = ["N303"]\n', "utf-8")
    build(project, "output")
    path = sorted(notes.glob("*.md"))[0]
    path.write_text("---\ndeck: 庭\n---\n" + path.read_text("utf-8"), "utf-8")
    ledger = build(project, "output")["ledger"]
    capsys.readouterr()
    for _ in range(2):
        assert build(project, "output") == clean(project, ledger)
        assert capsys.readouterr().err.count("N113") == 2


def test_a_picture_that_is_too_large_is_told_of_although_another_was_shown_before(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(project, "output")
    monkeypatch.setattr("deckbuilder.base.files.LARGEST_MEDIA", 3_000_000)
    (project / "notes" / "印.svg").write_bytes(b" " * 3_000_001)  # it goes before the one in the media folder
    arguments = [f"--{name}={project / name}" for name in ("notes", "media", "output")]
    assert main(["--quiet", *arguments]) == 0
    assert "印.svg" in capsys.readouterr().err


@pytest.mark.parametrize("clock", ["250000000000", "250000000001", "9" * 30, "9" * 5_000])
def test_the_last_second_is_never_passed(project: Path, monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", clock)
    ledger = build(project, "output")["ledger"]
    path = sorted((project / "notes").glob("*.md"))[0]
    for end in ("よ。", "ね。"):
        path.write_text(path.read_text("utf-8").replace("。\n", f"{end}\n", 1), "utf-8")
        made = build(project, "output")
        assert made == clean(project, ledger)
        ledger = made["ledger"]


def test_notes_of_a_clock_that_was_ahead_are_told_of_where_nothing_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(project, "output")
    for ahead, is_told in ((0, False), (3_600, False), (90_000, True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 - ahead))
        capsys.readouterr()
        build(project, "output")
        assert ("N515" in capsys.readouterr().err) is is_told


def test_a_change_to_any_folder_of_the_program_leaves_nothing_to_take_up(project: Path, tmp_path: Path) -> None:
    """A copy of the program is run, changed in one sub-folder, and run again: the package is packed anew."""
    copy = tmp_path / "program"
    shutil.copytree(ROOT / "deckbuilder", copy / "deckbuilder")
    shutil.copy(ROOT / "build.py", copy)
    call = [sys.executable, str(copy / "build.py"), "--output", str(project / "output")]
    call += ["--notes", str(project / "notes"), "--media", str(project / "media")]

    def built() -> int:
        """Return how many pieces of finished cards a build wrote."""
        pieces = list((project / "output" / ".cache").glob("cards-*"))
        before = {path: path.stat().st_ino for path in pieces}
        subprocess.run(call, check=True, capture_output=True)
        after = (project / "output" / ".cache").glob("cards-*")
        return sum(before.get(path) != path.stat().st_ino for path in after)

    assert built() == 5
    assert built() == 0
    for module in ("read/terms.py", "anki/templates/card.css", "base/text.py"):
        path = copy / "deckbuilder" / module
        path.write_bytes(path.read_bytes() + b"\n")
        assert built() == 5, module
