"""One bad file costs itself: what it had in the deck is held, and who has it sees no change."""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from deckbuilder.anki.package import packed, stored
from deckbuilder.base.files import LARGEST_NOTE, read_inputs
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from tests.builds import NOW, codes
from tests.engine import Engine, Imported

BAD = "# 章\n- 甲\n【甲の要点だ】\n甲は **核** を持つ。\n- 乙\n【乙の要点だ】\n乙は殻を持つ。\n"
GOOD = "# 別\n- 丙\n【丙の要点だ】\n丙は実を持つ。\n"
DAY = 86_400


class Project:
    """Notes on the disk, and a collection that studies every card of the first build."""

    def __init__(self, folder: Path, files: dict[str, str | bytes]) -> None:
        self.folder = folder
        self.package = folder / "a.apkg"
        self.engine = Engine(folder / "anki")
        self.last: Build | None = None
        self.now = NOW
        for name, data in {"notes/deck.toml": 'name = "組"\n', **files}.items():
            self.write(name, data)
        self.imported(self.build())
        for card in self.engine.cards().values():
            self.engine.answer(card.id)

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, data: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def build(self) -> Build:
        self.now += DAY
        inputs = read_inputs(self.path("notes"), self.path("media"))
        self.last = compiled(inputs, self.now)
        return self.last

    def imported(self, build: Build) -> Imported:
        assert not build.failed, build.diagnostics
        self.write("notes/ledger.json", as_bytes(build.ledger))
        self.package.write_bytes(packed(build.deck, "ja_JP"))
        return self.engine.import_package(self.package)

    def seen(self) -> dict[str, tuple[Any, ...]]:
        """Return all that the collection has of each note."""
        return {guid: (note.fields, note.tags, note.mod) for guid, note in self.engine.notes().items()}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, {"notes/中/a.md": BAD, "notes/b.md": GOOD})


def cp932(path: Path) -> None:
    path.write_bytes(BAD.encode("cp932"))


def too_large(path: Path) -> None:
    path.write_bytes(BAD.encode() + b" " * LARGEST_NOTE)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.md")


def a_link_outside(path: Path) -> None:
    away = path.parent.parent.parent / "away.md"
    path.rename(away)
    path.symlink_to(away)


def its_folder_a_link_outside(path: Path) -> None:
    away = path.parent.parent.parent / "away"
    path.parent.rename(away)
    path.parent.symlink_to(away)


def broken_front_matter(path: Path) -> None:
    path.write_text("---\ntags: [甲, 乙\n---\n" + BAD.replace("甲", "丁"), "utf-8")


FAULTS: dict[Callable[[Path], None], str] = {
    cp932: "N001",
    too_large: "N003",
    a_link_to_nothing: "N003",
    a_link_outside: "N003",
    its_folder_a_link_outside: "N003",
    broken_front_matter: "N007",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_file_that_cannot_be_read_changes_nothing_for_who_has_its_notes(
    fault: Callable[[Path], None], project: Project
) -> None:
    before, reviews = project.seen(), project.engine.reviews()
    fault(project.path("notes/中/a.md"))
    project.write("notes/b.md", GOOD + "- 戊\n【戊の要点だ】\n戊は葉を持つ。\n")
    held = project.build()
    assert codes(held) == [FAULTS[fault]]
    assert sorted(note.held for note in held.deck.notes) == [False, False, True, True, True]
    assert [change.kind for change in held.changes] == ["new"]
    log = project.imported(held)
    assert (log.new, log.updated, log.conflicting, log.other) == (1, 0, 0, 0)
    after = project.seen()
    assert {guid: after[guid] for guid in before} == before
    assert project.engine.reviews() == reviews


def test_a_file_that_can_be_read_again_is_what_it_was(project: Project) -> None:
    path = project.path("notes/中/a.md")
    before = project.seen()
    path.write_bytes(b"\xff")
    project.imported(project.build())
    path.write_text(BAD.replace("殻", "皮"), "utf-8")
    back = project.build()
    assert not any(note.held for note in back.deck.notes)
    assert [change.kind for change in back.changes] == ["updated"]
    project.imported(back)
    assert project.seen().keys() == before.keys()


def test_what_is_held_is_taken_by_no_other_text(project: Project) -> None:
    """The same text in another file is another note, as long as nobody can see that it was moved."""
    project.path("notes/中/a.md").write_bytes(b"\xff")
    project.write("notes/c.md", BAD.replace("殻", "皮"))
    before = project.seen()
    build = project.build()
    assert [change.kind for change in build.changes] == ["new"] * 3
    project.imported(build)
    assert before.items() <= project.seen().items()


def test_what_is_held_comes_to_a_new_collection_too(project: Project, tmp_path: Path) -> None:
    project.path("notes/中/a.md").write_bytes(b"\xff")
    build = project.build()
    project.imported(build)
    other = Engine(tmp_path / "other")
    assert other.import_package(project.package).new == 3 + 1
    assert other.cards().keys() == project.engine.cards().keys()
    assert not any("deckbuilder::retired" in note.tags or note["状態"] for note in other.notes().values())


def test_of_two_files_with_one_name_the_first_is_read_and_the_rest_held(project: Project) -> None:
    project.write("notes/が.md", "# 木\n- 松\n【松の要点だ】\n松は針を持つ。\n")
    project.imported(project.build())
    project.write("notes/か\u3099.md", "# 星\n- 彗星\n【尾を引く天体】\n氷でできている。\n")
    build = project.build()
    assert codes(build) == ["N003"]
    assert not [change for change in build.changes if change.kind == "retired"]
    assert [note.fields[0] for note in build.deck.notes if note.held] == ["松"]


def test_a_path_that_is_too_long_costs_its_folder(project: Project) -> None:
    descriptor = os.open(project.path("notes"), os.O_RDONLY)
    for _ in range(20):
        os.mkdir("長" * 80, dir_fd=descriptor)
        inner = os.open("長" * 80, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    with os.fdopen(os.open("d.md", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor), "w") as file:
        file.write(GOOD)
    os.close(descriptor)
    build = project.build()
    assert codes(build) == ["N003"]
    assert not build.changes


def test_broken_front_matter_of_a_new_file_is_only_left_out(project: Project) -> None:
    project.write("notes/c.md", "---\ntags: [甲, 乙\n---\n# 木\n- 松\n【松の要点だ】\n松は針を持つ。\n")
    build = project.build()
    assert codes(build) == ["N007"]
    assert [change.new[0] for change in build.changes] == ["松"]


@pytest.mark.parametrize("name", ["ledger.json", "deck.toml"])
def test_a_file_of_ours_that_cannot_be_read_stops_the_build(name: str, project: Project) -> None:
    path = project.path(f"notes/{name}")
    code = {"ledger.json": "N502", "deck.toml": "N006"}[name]
    path.write_bytes(b"\xff\xfe\xff")
    for _ in range(2):
        build = project.build()
        assert build.failed
        assert code in codes(build)
        if path.is_file():
            a_folder(path)


# --- pictures -----------------------------------------------------------------------------------


def png(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(target, "PNG")
    return target.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect data-ask="角" width="5" height="5"/></svg>'
SHOWN = """\
# 章
- 甲
【甲の要点だ】
甲は **核** を持つ。
![甲の図](図%20一.png)
- 乙
![乙の図](b.png)
- 丙
![丙の声](c.mp3)
- 丁
【図表】
![丁の図](d.svg)
"""
MEDIA: dict[str, str | bytes] = {
    "media/図 一.png": png("red"),
    "media/b.png": png("blue"),
    "media/c.mp3": b"ID3",
    "media/d.svg": SVG,
}


@pytest.fixture
def shown(tmp_path: Path) -> Project:
    return Project(tmp_path, {"notes/a.md": SHOWN, **MEDIA})


def gone(project: Project) -> None:
    for name in MEDIA:
        project.path(name).unlink()


def unusable(project: Project) -> None:
    for name in MEDIA:
        project.write(name, b"")


def on_the_web(project: Project) -> None:
    project.write("notes/a.md", re.sub(r"\]\((.*)\)", r"](https://example.com/p/\1?w=1)", SHOWN))


def outside(project: Project) -> None:
    project.write("notes/a.md", re.sub(r"\]\((.*)\)", r"](../../p/\1)", SHOWN))


def under_the_root(project: Project) -> None:
    project.write("notes/a.md", re.sub(r"\]\((.*)\)", r"](/images/\1)", SHOWN))


LOSSES: dict[Callable[[Project], None], str] = {
    gone: "N401",
    unusable: "N405",
    on_the_web: "N403",
    outside: "N402",
    under_the_root: "N402",
}


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_a_note_keeps_the_picture_that_is_missing(loss: Callable[[Project], None], shown: Project) -> None:
    before, reviews = shown.seen(), shown.engine.reviews()
    loss(shown)
    build = shown.build()
    assert codes(build).count(LOSSES[loss]) == 4
    assert not build.changes
    log = shown.imported(build)
    assert (log.new, log.updated, log.conflicting, log.other) == (0, 0, 0, 0)
    assert shown.seen() == before
    assert shown.engine.reviews() == reviews
    for name, data in {**MEDIA, "notes/a.md": SHOWN}.items():
        shown.write(name, data)
    assert not shown.build().changes


def test_the_text_beside_a_missing_picture_is_still_corrected(shown: Project) -> None:
    gone(shown)
    shown.write("notes/a.md", SHOWN.replace("を持つ", "をもつ"))
    build = shown.build()
    assert [change.kind for change in build.changes] == ["updated", "updated"]
    (cloze,) = (note for note in build.deck.notes if note.kind == "cloze")
    assert "をもつ" in cloze.fields[0]
    assert all("<img" in "".join(note.fields) for note in build.deck.notes if "核" in "".join(note.fields))


def test_a_picture_that_is_taken_out_is_gone(shown: Project) -> None:
    shown.write("notes/a.md", SHOWN.replace("![甲の図](図%20一.png)\n", ""))
    assert [change.kind for change in shown.build().changes] == ["updated", "updated"]


def test_new_notes_are_made_without_the_pictures_that_are_missing(tmp_path: Path) -> None:
    project = Project(tmp_path, {"notes/a.md": SHOWN})
    assert project.last
    assert codes(project.last) == ["N401"] * 4
    assert [note.fields[0] for note in project.last.deck.notes] == ["甲", "甲は{{c1::核}}を持つ。"]
    assert "<img" not in "".join(field for note in project.last.deck.notes for field in note.fields)
    assert "\x16" not in "".join(field for note in project.last.deck.notes for field in note.fields)
    for name, data in MEDIA.items():
        project.write(name, data)
    back = project.build()
    assert sorted(change.kind for change in back.changes) == ["new", "new", "new", "updated", "updated"]


def test_a_ledger_of_before_knows_the_pictures_of_answers(shown: Project) -> None:
    text = shown.path("notes/ledger.json").read_text("utf-8")
    shown.write("notes/ledger.json", re.sub(r',"media":\[[^\]]*\]', "", text))
    gone(shown)
    changed = [change.new[0] for change in shown.build().changes]
    assert "乙" not in changed
    assert "丙" not in changed


def test_a_recovered_ledger_knows_the_pictures(shown: Project) -> None:
    ledger, problems = recovered("a.apkg", stored(shown.package.read_bytes()), "組", {})
    assert not problems
    shown.write("notes/ledger.json", as_bytes(ledger))
    gone(shown)
    assert not shown.build().changes


def test_pictures_on_the_web_are_kept_as_links_where_that_is_wanted(tmp_path: Path) -> None:
    notes = "# 章\n- 甲\n![図](https://example.com/a.png?w=1&h=2)\n- 乙\n![図](//example.com/b.png)\n"
    project = Project(tmp_path, {"notes/a.md": notes, "notes/deck.toml": 'name = "組"\nweb_pictures = true\n'})
    assert project.last
    assert codes(project.last) == []
    shown = sorted(note.fields[1] for note in project.engine.notes().values())
    assert shown == [
        '<img alt="図" src="https://example.com/a.png?w=1&amp;h=2"/>',
        '<img alt="図" src="https://example.com/b.png"/>',
    ]


def test_a_file_is_found_by_the_name_that_it_has(tmp_path: Path) -> None:
    notes = "# 章\n- 甲\n![図](Samsung%20Notes.png)\n- 乙\n![図](/images/b.png)\n- 丙\n![[c.png]]\n"
    files: dict[str, str | bytes] = {
        "notes/中/a.md": notes,
        "notes/中/Samsung%20Notes.png": png("red"),
        "notes/images/b.png": png("blue"),
        "notes/添付/c.png": png("green"),
    }
    project = Project(tmp_path, files)
    assert project.last
    assert codes(project.last) == []
    assert len(project.last.deck.assets) == 3


def test_a_name_that_two_files_have_is_not_guessed(tmp_path: Path) -> None:
    notes = "# 章\n- 甲\n文。\n![[c.png]]\n"
    files: dict[str, str | bytes] = {"notes/中/a.md": notes, "notes/p/c.png": png("red"), "notes/q/c.png": png("blue")}
    project = Project(tmp_path, files)
    assert project.last
    assert codes(project.last) == ["N401"]


def test_a_picture_below_a_term_on_one_line_is_on_its_back(tmp_path: Path) -> None:
    notes = "# 章\n- 語：説明する物。\n\n![図](b.png)\n\n- 丙：示す物。\n\n![図](esk.png)\n"
    project = Project(tmp_path, {"notes/a.md": notes, "media/b.png": png("red")})
    assert project.last
    assert [(d.code, d.span.first) for d in project.last.diagnostics] == [("N401", 8)]
    assert [note.shown for note in project.last.deck.notes] == [(4,), (8,)]
    extras = [note.fields[4] for note in project.last.deck.notes]
    assert "<img" in extras[0]
    assert extras[1] == ""
