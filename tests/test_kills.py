"""Killed at any moment, whatever the command was doing: nothing is lost, and the next run ends what was begun."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.calls import run
from tests.engine import Engine

ROOT = Path(__file__).parent.parent
FILES = {
    f"{name}.md": f"# {name}\n"
    + "".join(f"- {name}の語{at}\n{name}の{at}番目の **印{at}** を持つ語である。\n" for at in range(30))
    for name in ("甲", "乙", "丙", "丁")
}
EDITED = {name: text.replace("番目の", "番目に来る") + "- 新語\n新しい語である。\n" for name, text in FILES.items()}
EDITS = 6
"""Notes that are edited and tagged in Anki."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("build",),
    "build --collection": ("build", "--collection", "auto"),
    "pull --apply": ("pull", "--apply"),
}

pytestmark = pytest.mark.slow


class Place:
    """A project and the collection that has studied it."""

    def __init__(self, folder: Path) -> None:
        self.project, self.anki = folder / "project", folder / "Anki2" / "太郎"

    def write(self, texts: Mapping[str, str]) -> None:
        (self.project / "notes").mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (self.project / "notes" / name).write_text(text, "utf-8")

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in sorted((self.project / "notes").glob("*.md"))}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), *arguments, "--language", "en"], cwd=self.project, text=True,
            env={**os.environ, "ANKI_BASE": str(self.anki.parent)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str) -> None:
        result = run(*arguments, cwd=self.project, ANKI_BASE=str(self.anki.parent), LANGUAGE="en")
        assert result.returncode in (0, 3), result.stderr

    def package(self) -> Path:
        return self.project / "output" / "notes.apkg"


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built, imported, studied; then texts edited in Anki, and for builds the notes too."""
    folder = tmp_path_factory.mktemp("studied")
    place = Place(folder)
    place.write(FILES)
    (place.project / "notes" / "deck.toml").write_text('name = "notes"\n', "utf-8")
    place.run("build")
    engine = Engine(place.anki)
    engine.import_package(place.package())
    for card in engine.cards().values():
        engine.answer(card.id)
    time.sleep(1.1)  # an edit in the second of the import is none to Anki
    for note in list(engine.notes().values())[:: len(engine.notes()) // EDITS][:EDITS]:
        note.fields[1 if "{{c1::" not in note.fields[0] else 0] += "（追記）"
        note.tags.append("私")
        engine.col.update_note(note)
    engine.close()
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_a_random_moment(command: str, studied: Path, tmp_path: Path, long: bool) -> None:
    dice = random.Random(command if not long else None)
    notes = FILES if command.startswith("pull") else EDITED
    whole = _place(studied, tmp_path / "whole", notes)
    begun = time.monotonic()
    process = whole.start(*COMMANDS[command])
    said = process.communicate()[0]
    assert process.returncode in (0, 3), said
    duration = time.monotonic() - begun
    for at in range(34 if long else 1):
        place = _place(studied, tmp_path / str(at), notes)
        process = place.start(*COMMANDS[command])
        time.sleep(duration * dice.uniform(0.1, 1.1))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert place.texts() in (notes, whole.texts()), "a part of the notes is written"
        with zipfile.ZipFile(place.package()) as archive:
            assert archive.testzip() is None
        json.loads((place.project / "notes" / "ledger.json").read_text("utf-8"))
        _ends_what_was_begun(place, whole, COMMANDS[command])
        shutil.rmtree(tmp_path / str(at))


def _place(studied: Path, folder: Path, notes: Mapping[str, str]) -> Place:
    shutil.copytree(studied, folder)
    place = Place(folder)
    place.write(notes)
    return place


def _ends_what_was_begun(place: Place, whole: Place, command: tuple[str, ...]) -> None:
    """Import what is there, run the command again and import: as if nobody had killed anything."""
    engine = Engine(place.anki)
    before = engine.reviews()
    engine.import_package(place.package())
    assert engine.reviews() == before
    engine.close()
    place.run(*command)
    place.run("build", "--collection", "auto")
    assert place.texts() == whole.texts()
    engine = Engine(place.anki)
    engine.import_package(place.package())
    assert engine.reviews() == before
    notes = engine.notes().values()
    if command != COMMANDS["build"]:  # which knows nothing of the collection
        assert sum(any("（追記）" in field for field in note.fields) for note in notes) == EDITS
        assert sum("私" in note.tags for note in notes) == EDITS
    assert not any("deckbuilder::retired" in note.tags for note in notes)
    engine.close()
