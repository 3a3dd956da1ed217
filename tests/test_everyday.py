"""What someone who keeps notes meets every evening: where one stands, what a pipe takes, lines that can be pasted."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields

import deckbuilder
from deckbuilder.anki.notetypes import css
from deckbuilder.anki.package import packed
from deckbuilder.base.decoding import decoded
from deckbuilder.base.diagnostics import hint
from deckbuilder.base.examples import EXAMPLES
from deckbuilder.base.model import Settings
from deckbuilder.base.printed import width
from tests.builds import build, codes
from tests.calls import ROOT, called, run
from tests.engine import Engine
from tests.test_command import NOTES


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """Return a folder with one file of notes."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "a.md").write_text(NOTES, "utf-8")
    return tmp_path / "law"


# --- where the notes are -----------------------------------------------------------------------


def test_the_notes_are_where_one_stands(law: Path) -> None:
    assert run(cwd=law).returncode == 0
    assert sorted(path.name for path in law.iterdir()) == ["a.md", "ledger.json", "output"]
    assert (law / "output" / "law.apkg").is_file()


def test_a_folder_called_notes_comes_before_the_one_that_one_stands_in(law: Path) -> None:
    (law / "notes").mkdir()
    (law / "notes" / "b.md").write_text("- 語：意味\n", "utf-8")
    (law / "notes" / "deck.toml").write_text('name = "中"\n', "utf-8")
    assert run(cwd=law).returncode == 0
    assert (law / "output" / "中.apkg").is_file()


def test_media_inside_of_the_notes_is_read_once(law: Path) -> None:
    (law / "media").mkdir()
    shutil.copy(ROOT / "docs" / "pictures" / "card-dark.png", law / "media" / "x.png")
    (law / "a.md").write_text(
        f"{NOTES}\n- 図\n  絵である。\n  ![絵](x.png)\n- 図解\n  別の絵。\n  ![絵](media/x.png)\n", "utf-8"
    )
    assert "warning" not in run("--quiet", cwd=law).stderr
    report = json.loads((law / "output" / "report.json").read_text("utf-8"))
    assert (report["counts"]["media"], report["unused_media"]) == (1, [])


def test_a_tilde_is_understood_even_quoted(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(law.parent))
    monkeypatch.setenv("USERPROFILE", str(law.parent))
    assert run("--notes", "~/law", "--output", "~/out", cwd=law).returncode == 0
    assert (law.parent / "out" / "law.apkg").is_file()


def test_one_file_is_a_deck_of_its_own(law: Path) -> None:
    (law / "deck.toml").write_text('name = "法律"\n', "utf-8")
    (law / "b.md").write_text("# 他\n- 条例：自治体の法\n", "utf-8")
    shutil.copy(ROOT / "docs" / "pictures" / "card-dark.png", law / "絵.png")
    (law / "a.md").write_text(f"{NOTES}\n- 図\n  絵である。\n  ![絵](%E7%B5%B5.png)\n", "utf-8")
    for _ in range(2):
        result = run("--notes", "law/a.md", cwd=law.parent)
        assert (result.returncode, "warning" in result.stderr) == (0, False)
    assert (law / "a.ledger.json").is_file()
    assert not (law / "ledger.json").exists()
    report = json.loads((law.parent / "output" / "report.json").read_text("utf-8"))
    assert (report["deck"], report["counts"]["media"], list(report["coverage"])) == ("a", 1, ["a.md"])
    assert run("diff", "--notes", "law/a.md", cwd=law.parent).returncode == 0


def test_a_file_of_a_folder_s_deck_is_no_deck_of_its_own(law: Path) -> None:
    (law / "部").mkdir()
    (law / "a.md").rename(law / "部" / "a.md")
    assert run("--notes", "law", cwd=law.parent).returncode == 0
    result = run("--notes", "law/部/a.md", "--output", "other", cwd=law.parent)
    assert result.returncode == 1
    assert f"law/部/a.md: error[N517] this file is part of the deck in {law.as_posix()} already" in result.stderr
    assert not (law / "部" / "a.ledger.json").exists()
    assert pasted(result.stderr, cwd=law.parent).returncode == 0


def test_the_ledger_of_one_file_is_named_where_it_is_damaged(law: Path) -> None:
    run("--notes", "law/a.md", cwd=law.parent)
    (law / "a.ledger.json").write_text("{", "utf-8")
    assert "law/a.ledger.json" in run("--notes", "law/a.md", cwd=law.parent).stderr


# --- a folder to begin with --------------------------------------------------------------------


def test_new_begins_a_folder_that_builds_without_a_warning(tmp_path: Path) -> None:
    assert run("new", "新しい 法律", cwd=tmp_path).returncode == 0
    folder = tmp_path / "新しい 法律"
    assert sorted(path.name for path in folder.iterdir()) == [".gitattributes", ".gitignore", "deck.toml", "example.md"]
    result = run("--strict", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads((folder / "output" / "report.json").read_text("utf-8"))
    assert report["deck"] == "新しい 法律"
    assert report["counts"]["cards"]["basic"] >= 5
    assert report["counts"]["cards"]["cloze"] >= 5
    assert run("lint", "--strict", cwd=folder).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["新しい 法律", "-law"])
def test_what_new_says_to_call_next_builds_the_folder_from_where_one_stands(tmp_path: Path, name: str) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (python := tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    settings: dict[str, Any] = {
        "cwd": tmp_path,
        "env": {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        "check": True,
    }
    said = subprocess.run([python, ROOT / "build.py", "new", "--", name], stdout=subprocess.PIPE, **settings).stdout
    subprocess.run(said.decode().rpartition("then: ")[2], shell=True, **settings)
    assert (tmp_path / "output" / f"{name}.apkg").exists()


def test_a_new_folder_without_notes_is_the_one_that_is_built(tmp_path: Path) -> None:
    run("new", ".", cwd=tmp_path)
    (tmp_path / "example.md").unlink()
    result = run(cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith(f".: error[N002] there are no notes (.md or .txt files) in {tmp_path.name}")
    assert "N009" not in result.stderr


def test_new_leaves_what_is_there_alone(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text('name = "甲"\n', "utf-8")
    result = run("new", ".", cwd=tmp_path)
    assert result.returncode == 0
    assert "deck.toml is there already" in result.stdout
    assert "cd " not in result.stdout
    assert (tmp_path / "deck.toml").read_text("utf-8") == 'name = "甲"\n'
    assert run(cwd=tmp_path).returncode == 0


def test_the_settings_of_new_are_all_there_with_their_defaults() -> None:
    text = (ROOT / "deckbuilder" / "app" / "templates" / "new" / "deck.toml").read_text("utf-8")
    settings = tomllib.loads(re.sub(r"(?m)^# (?=\w+ = )|^name.*$", "", text))
    defaults = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    assert {"name", "quality", *settings} == set(defaults)
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in settings.items()} == {
        key: defaults[key] for key in settings
    }


# --- what is said ------------------------------------------------------------------------------


def pasted(said: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the first call of this program that a text names."""
    call = re.search(rf"(?:{re.escape(sys.executable)}|python3?) \S+build\.py [^;,　]*", said)
    assert call, said
    return subprocess.run(call[0], shell=True, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def test_hints_can_be_pasted(law: Path) -> None:
    (law / "a.md").write_text("# 首都\nQ: 日本の首都はどこか？\nA: 東京\n\nQ: 東京は首都か？\nA: はい\n", "utf-8")
    folder = law.rename(law.with_name("私の 法"))
    said = run("--notes", folder.name, "--output", "o", cwd=folder.parent).stdout
    assert shlex.quote(folder.name) in said
    assert "N212" in pasted(said.partition("see them with: ")[2].splitlines()[0], cwd=folder.parent).stdout


def test_a_folder_whose_name_begins_with_a_dash_is_told_back_as_one(law: Path) -> None:
    (law / "a.md").write_text("# 首都\nQ: 東京は首都か？\nA: はい\n", "utf-8")
    folder = law.rename(law.with_name("-法"))
    said = run(f"--notes={folder.name}", "--output", "o", cwd=folder.parent).stdout
    assert "N212" in pasted(said.partition("see them with: ")[2].splitlines()[0], cwd=folder.parent).stdout


@pytest.mark.parametrize("encoding", ["cp932", "cp1252", "ascii"])
@pytest.mark.parametrize("command", ["build", "check", "lint", "diff", "read"])
def test_no_character_stops_a_pipe(law: Path, encoding: str, command: str) -> None:
    (law / "a.md").write_text("# 章 › 節\n- 憲法 😀\n【最高の法】\n説明は **印** つき。\n\nQ: 答えは？\n", "utf-8")
    (law / "deck.toml").write_text('name = "→😀"\n', "utf-8")
    for form in ("text", "json", "github"):
        arguments = [command, *(["a.md"] if command == "read" else []), "--format", form]
        result = called(*arguments, cwd=law, PYTHONIOENCODING=encoding)
        assert b"Error" not in result.stderr, result.stderr
        assert result.returncode in (0, 3)
        if form == "json":
            assert isinstance(json.loads(result.stdout.decode(encoding)), list | dict)


@pytest.mark.slow
def test_a_closed_pipe_is_no_fault(law: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "lint"], cwd=law, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_the_nearest_command_is_named(law: Path) -> None:
    result = run("chek", cwd=law)
    assert result.returncode == 2
    assert "there is no command chek; did you mean check?" in result.stderr
    assert "there is no command a.md; did you mean --notes a.md?" in run("a.md", cwd=law).stderr
    assert not (law / "output").exists()


def test_a_command_behind_its_options_is_told_where_to_stand(tmp_path: Path) -> None:
    result = run("--language", "ja", "new", "law", cwd=tmp_path)
    assert result.returncode == 2
    assert "new は、オプションより先に書きます" in result.stderr
    assert not any(tmp_path.iterdir())
    assert run("--quiet", "laws", cwd=tmp_path).stderr.endswith("unrecognized arguments: laws\n")


def test_help_lists_the_options_and_the_version_is_said() -> None:
    said = run("--help").stdout
    for option in ("--notes", "--media", "--output", "--strict", "--quiet", "--format", "--yes", "--version"):
        assert f"  {option}" in said
    assert run("--version").stdout == f"deckbuilder {deckbuilder.__version__}\n"


def test_what_is_missing_is_said(law: Path) -> None:
    bare = [sys.executable, "-S", str(ROOT / "build.py")]  # a Python that has only its own library
    result = subprocess.run(bare, cwd=law, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert re.fullmatch(r"deckbuilder: the package \w+ is missing in .*README\.md.*\n", result.stderr)


def test_an_old_python_is_told_so(law: Path) -> None:
    code = "import sys; sys.version_info = (3, 9, 2); from deckbuilder.__main__ import run; run()"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert result.returncode == 1
    assert result.stderr.startswith("deckbuilder needs Python 3.11 or newer; ")


# --- what is written stays what it was ---------------------------------------------------------


def test_a_second_folder_of_one_name_does_not_overwrite_the_first_one_s_package(tmp_path: Path) -> None:
    for at, text in enumerate(("- 憲法：最高の法\n", "- 光合成：養分を作るはたらき\n")):
        (tmp_path / str(at) / "notes").mkdir(parents=True)
        (tmp_path / str(at) / "notes" / "a.md").write_text(text, "utf-8")
    first = run("--notes", "0/notes", cwd=tmp_path)
    assert first.returncode == 0
    assert "warning[N009] this deck is called “notes” after its folder" in first.stderr
    package = (tmp_path / "output" / "notes.apkg").read_bytes()
    second = run("--notes", "1/notes", cwd=tmp_path)
    assert second.returncode == 1
    assert "output/notes.apkg: error[N512]" in second.stderr
    assert run("--notes", "1/notes", "--output", "other", cwd=tmp_path).returncode == 0
    assert "output/notes.apkg: error[N513]" in run("--notes", "1/notes", cwd=tmp_path).stderr
    assert (tmp_path / "output" / "notes.apkg").read_bytes() == package


@pytest.mark.slow
def test_watch_does_not_see_what_it_writes(law: Path) -> None:
    command = [sys.executable, "-u", str(ROOT / "build.py"), "watch", "--no-open"]
    with subprocess.Popen(command, cwd=law, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        address = next(match[1] for line in process.stdout if (match := re.search(r"(http://\S+)", line)))

        def version() -> int:
            with urllib.request.urlopen(f"{address}state") as answer:
                return int(json.loads(answer.read())["version"])

        try:
            time.sleep(2)
            assert version() == 1
            (law / "a.md").write_text(NOTES + "- 語：意味\n", "utf-8")
            deadline = time.monotonic() + 20
            while version() == 1 and time.monotonic() < deadline:
                time.sleep(0.1)
            time.sleep(2)
            assert version() == 2
        finally:
            process.terminate()


# --- cards -------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_plates_are_seen_at_night_whatever_paper_is_behind_the_card() -> None:
    """Where a learner's own style takes our paper away, Anki's is behind: #2c2c2c."""
    night = re.search(r"(?s)\.nightMode.*?\{(.*?)\}", css("basic"))
    assert night
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", night[1]))
    for paper in (colours["paper"], "#2c2c2c"):
        assert contrast(colours["shade"], paper) >= 1.25
        assert contrast(colours["line"], paper) >= 1.5
    for text in ("ink", "quiet", "warn"):
        assert contrast(colours[text], colours["shade"]) >= 4.5


def test_a_size_stands_on_cards_that_have_one_only(tmp_path: Path) -> None:
    for scale in (None, "1.25"):
        made = build("- 語：意味\n", settings=f"font_scale = {scale}".encode() if scale else None)
        package = tmp_path / f"{scale}.apkg"
        package.write_bytes(packed(made.deck, "ja_JP"))
        engine = Engine(tmp_path / str(scale))
        engine.import_package(package)
        output = next(iter(engine.cards().values())).render_output()
        fonts = {field["font"] for field in engine.col.models.by_name("Deckbuilder 基本")["flds"]}
        engine.close()
        for side in (output.question_text, output.answer_text):
            assert re.findall(r'style="(.*?)"', side) == ([f"font-size: {scale}em"] if scale else [])
        assert fonts == {"Arial"}


def test_pictures_of_tables_are_the_ones_that_turn_dark() -> None:
    rule = re.search(
        r'\.nightMode #image-occlusion-container img\[src\^="(.*?)"\]\[src\$="(.*?)"\] \{ filter: invert',
        css("occlusion"),
    )
    assert rule
    made = build("# 章\n- 表【図表】\n| 名 | 値 |\n|---|---|\n| 甲 | 乙 |\n")
    (asset,) = made.deck.assets
    assert asset.name.startswith(rule[1])
    assert asset.name.endswith(rule[2])
    assert f'src="{asset.name}"' in next(note for note in made.deck.notes if note.kind == "occlusion").joined.decode()


# --- diff --------------------------------------------------------------------------------------


def test_diff_names_each_card_with_its_line_and_shows_its_clozes(law: Path) -> None:
    (law / "a.md").write_text(
        "# 章\n- 憲法：国の最高法規\n- 法律：国会が定める法\n\n国会は **唯一** の立法機関である。\n", "utf-8"
    )
    assert run("--quiet", cwd=law).returncode == 0
    (law / "a.md").write_text(
        "# 節\n- 憲法：国の最高の法規\n- 法律：国会が定める法\n\n国会は **唯一の立法機関** である。\n", "utf-8"
    )
    said = run("diff", cwd=law).stdout
    assert (
        "a.md:2: updated basic in 節\n    was in 章\n    - 憲法 → 国の[-最高法規-]\n    + 憲法 → 国の{+最高の法規+}\n"
        in said
    )
    assert "> a.md:3: moved basic in 節\n    was in 章\n    法律 → 国会が定める法\n" in said
    assert "国会は[-［唯一］の立法機関-]である。" in said


def test_diff_fits_its_lines_to_the_terminal_and_counts_many_first(law: Path) -> None:
    rows = "".join(f"- 用語{at}：{'とても長い説明の文' * 4}を{chr(0x4E00 + at)}と呼ぶ物\n" for at in range(60))
    (law / "a.md").write_text(f"# 章\n{rows}", "utf-8")
    said = run("diff", cwd=law, COLUMNS="60").stdout
    lines = said.splitlines()
    assert max(map(width, lines[2:-1])) <= 60
    assert lines[0] == lines[-1] == "60 new; cards: 0 keep their reviews, 60 are new"
    assert lines[1] == "a.md: 60 new"
    assert len(json.loads(run("diff", "--format", "json", cwd=law).stdout)["changes"]) == 60


# --- lint --------------------------------------------------------------------------------------


def test_lint_judges_one_file_with_the_notes_around_it(law: Path) -> None:
    (law / "b.md").write_text("# 首都\nQ: 日本の首都は？\nA: 東京\n\nQ: 東京は首都か？\nA: はい\n", "utf-8")
    said = run("lint", "--notes", "law", cwd=law.parent).stdout
    assert (said.count("N212"), "law/b.md:5: basic card 1" in said) == (2, True)
    assert "N212" not in run("lint", "law/a.md", "--notes", "law", cwd=law.parent).stdout
    said = run("lint", "b.md", cwd=law).stdout
    assert "b.md:5: basic card 1" in said
    assert said.partition("\n\n")[2].startswith("2 cards\n")
    assert "a.md" not in said
    assert run("lint", "none.md", cwd=law).returncode == 1


# --- explain -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", EXAMPLES)
def test_explain_shows_notes_before_and_after_they_are_mended(code: str) -> None:
    before, after = (codes(build(text)) for text in EXAMPLES[code])
    assert code in before
    assert after == []
    said = run("explain", code).stdout
    for text in EXAMPLES[code]:
        assert "\n".join(f"    | {row}" for row in text.split("\n")) in said


def test_windows_is_told_of_no_command_that_it_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    (problem,) = decoded("a.md", "日本語のノート".encode("cp932"))[1]
    assert hint(problem) == "it looks like CP932; open it in an editor as that, and save it as UTF-8"
