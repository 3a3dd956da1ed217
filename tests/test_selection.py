"""Which files a deck is made of: include, exclude, and what vaults keep beside their notes."""

from pathlib import Path

import pytest

from deckbuilder.base.files import read_inputs
from deckbuilder.base.selection import Selection
from tests.builds import build, codes, rebuilt
from tests.test_held import BAD, GOOD, Project

ROLES: dict[str, tuple[list[str], list[str], str, str]] = {
    "nothing said": ([], [], "章/a.md", "read"),
    "a folder of vaults": ([], [], "Templates/a.md", "beside"),
    "one with a number": ([], [], "99_Templates/a.md", "beside"),
    "one in Japanese, deeper": ([], [], "私/日記/2026/a.md", "beside"),
    "a name that only begins so": ([], [], "日記文学/a.md", "read"),
    "a file of that name": ([], [], "日記.md", "read"),
    "instructions for programs": ([], [], "学習/CLAUDE.md", "beside"),
    "instructions for people, in Japanese": ([], [], "CONTRIBUTING.ja.md", "beside"),
    "notes of nearly that name": ([], [], "claude.md", "read"),
    "what a program installs": ([], [], "学習/requirements-dev.txt", "beside"),
    "what a program installs, named first": ([], [], "dev_requirements.txt", "beside"),
    "what a program is allowed": ([], [], "robots.txt", "beside"),
    "notes about it": ([], [], "requirements定義.txt", "read"),
    "notes about it, in Markdown": ([], [], "requirements.md", "read"),
    "instructions taken in again": ([], ["!CLAUDE.md"], "CLAUDE.md", "read"),
    "taken in again": ([], ["!日記/"], "日記/a.md", "read"),
    "excluded": ([], ["drafts/"], "x/drafts/a.md", "excluded"),
    "excluded from the top only": ([], ["/drafts/"], "x/drafts/a.md", "read"),
    "excluded, and one taken in": ([], ["*.txt", "!keep.txt"], "x/keep.txt", "read"),
    "not included": (["lessons/"], [], "a.md", "excluded"),
    "included": (["lessons/"], [], "lessons/a.md", "read"),
    "included and excluded": (["lessons/"], ["*.txt"], "lessons/a.txt", "excluded"),
    "stars upon stars": ([], ["*" * 300 + "/甲.md"], "a" * 200 + ".md", "read"),
    "stars that are one, and a bracket in brackets": ([], ["old***[[a].md"], "old-b[.md", "excluded"),
    "included in a folder of vaults": (["日記/"], [], "日記/a.md", "read"),
}


@pytest.mark.parametrize("name", ROLES)
def test_the_role_of_a_file(name: str) -> None:
    include, exclude, path, role = ROLES[name]
    assert Selection(include, exclude).role(path) == role


def test_folders_of_vaults_are_left_out_and_told_of() -> None:
    files = (("a.md", GOOD.encode()), ("日記/b.md", BAD.encode()), ("日記/c.md", b"\xff"))
    result = rebuilt(files)
    assert [(d.code, d.span.path, d.args) for d in result.diagnostics] == [("N012", "日記", ("2", "日記/"))]
    assert {note.span.path for note in result.deck.notes} == {"a.md"}


def test_instructions_among_notes_are_left_out_and_told_of_unless_they_are_all_there_is() -> None:
    result = rebuilt((("CLAUDE.md", BAD.encode()), ("a.md", GOOD.encode())))
    assert [(d.code, d.span.path, d.args) for d in result.diagnostics] == [("N012", "CLAUDE.md", ("1", "CLAUDE.md"))]
    assert {note.span.path for note in result.deck.notes} == {"a.md"}
    alone = rebuilt((("CLAUDE.md", GOOD.encode()),))
    assert {note.span.path for note in alone.deck.notes} == {"CLAUDE.md"}


def test_a_folder_s_name_leaves_out_no_file_that_has_cards() -> None:
    first = rebuilt((("日記/b.md", BAD.encode()),), settings=b'exclude = ["!*"]')
    again = rebuilt((("日記/b.md", BAD.encode()), ("日記/c.md", GOOD.encode())), after=first)
    assert codes(again) == ["N012"]
    assert not again.changes
    assert not rebuilt((("日記/b.md", b"\xff"),), after=first).changes


@pytest.mark.parametrize("path", ["AGENTS.md", "ひな形/a.md", "x.md"])
def test_cards_of_a_file_that_gets_a_name_by_which_it_is_left_out_are_not_said_to_be_gone(path: str) -> None:
    text = "# 海\n\n- 灯台：夜の海で岬を教える塔\n- 桟橋：荷を揚げる場所\n".encode()
    first = rebuilt((("a.md", text), ("b.md", GOOD.encode())), settings=b'exclude = ["x.md"]')
    moved = rebuilt(((path, text), ("b.md", GOOD.encode())), first, settings=b'exclude = ["x.md"]')
    assert [(change.kind, change.reason) for change in moved.changes] == [("retired", "withdrawn")] * 2
    gone = rebuilt(((path, "# 海\n".encode()), ("b.md", GOOD.encode())), first, settings=b'exclude = ["x.md"]')
    assert [(change.kind, change.reason) for change in gone.changes] == [("retired", "deleted")] * 2


def test_what_is_excluded_is_taken_back_and_comes_back(tmp_path: Path) -> None:
    project = Project(tmp_path, {"notes/a.md": GOOD, "notes/x/b.md": BAD})
    reviews = project.engine.reviews()
    named = 'name = "組"\nmax_retired = 100\n'
    project.write("notes/deck.toml", named + 'exclude = ["x/"]\n')
    project.imported(project.build())
    back = [note for note in project.engine.notes().values() if "deckbuilder::retired" in note.tags]
    assert len(back) == 3
    assert all("出題をやめました" in note["状態"] for note in back)
    project.write("notes/deck.toml", named)
    again = project.build()
    assert [change.kind for change in again.changes] == ["revived"] * 3
    project.imported(again)
    assert project.engine.reviews() == reviews
    assert not any(note["状態"] for note in project.engine.notes().values())


@pytest.mark.parametrize("setting", ['exclude = ["!"]', 'include = "a"', "exclude = [1]"])
def test_a_pattern_that_is_none_is_named(setting: str) -> None:
    assert codes(build(GOOD, settings=setting.encode())) == ["N005"]


def test_node_modules_are_not_walked_unless_they_have_cards(tmp_path: Path) -> None:
    project = Project(tmp_path, {"notes/a.md": GOOD, "notes/node_modules/x/README.md": BAD})
    assert {note["出典"].split(" ")[0] for note in project.engine.notes().values()} == {"a.md"}
    project.write("notes/ledger.json", '{"path":"node_modules/x/README.md"}')
    inputs = read_inputs(project.path("notes"), project.path("media"))
    assert [path for path, _ in inputs.notes] == ["a.md", "node_modules/x/README.md"]
