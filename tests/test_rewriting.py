"""Notes are written anew all or none, and each as it was: its encoding, line ends, links and rights."""

import hashlib
import json
from pathlib import Path

import pytest

from deckbuilder.base.decoding import decoded
from deckbuilder.base.rewriting import finish, rewritten, write_notes
from tests.calls import run

OLD, NEW = "# 章\n- 憲法\n【最高の法】\n末", "# 章\n- 憲法\n【最高の法規】\n一行\n末"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_a_file_keeps_its_encoding_and_its_line_ends(end: str, encoding: str, last: str) -> None:
    data = (OLD + last).replace("\n", end).encode(encoding)
    assert rewritten(data, NEW + last) == (NEW + last).replace("\n", end).encode(encoding)


def test_lines_that_stay_keep_their_bytes() -> None:
    data = "か\u3099く\r\n変わる\nカ\u3099\x07ス".encode()
    text, _ = decoded("", data)
    assert text == "がく\n変わる\nガス"
    assert rewritten(data, text.replace("変わる", "変えた")) == "か\u3099く\r\n変えた\nカ\u3099\x07ス".encode()
    assert rewritten(b"a", "a\nb") == b"a\nb"
    assert rewritten(b"a\nb", "a") == b"a"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "sub/c.md"):
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"old {name}", "utf-8")
    return tmp_path / "notes"


def changed(notes: Path) -> dict[str, tuple[bytes, bytes]]:
    names = ("a.md", "b.md", "sub/c.md")
    return {name: ((notes / name).read_bytes(), f"new {name}".encode()) for name in names}


def says(notes: Path) -> list[str]:
    return [path.read_text("utf-8").split()[0] for path in sorted(notes.rglob("*.md"))]


def test_nothing_is_written_if_a_file_is_not_what_it_was(notes: Path) -> None:
    files = changed(notes)
    (notes / "sub" / "c.md").write_text("saved meanwhile", "utf-8")
    assert not write_notes(notes, files)
    assert says(notes) == ["old", "old", "saved"]
    assert [path.name for path in notes.rglob(".*")] == []


def test_a_link_goes_on_pointing_where_it_does_and_rights_stay(notes: Path) -> None:
    (notes / "a.md").rename(notes / "sub" / "real.md")
    (notes / "a.md").symlink_to(notes / "sub" / "real.md")
    (notes / "b.md").chmod(0o640)
    assert write_notes(notes, changed(notes))
    assert (notes / "a.md").is_symlink()
    assert (notes / "sub" / "real.md").read_text("utf-8") == "new a.md"
    assert (notes / "b.md").stat().st_mode & 0o777 == 0o640


KILLED = """
import sys
from pathlib import Path
from tests import killed
from deckbuilder.base.rewriting import write_notes
notes = Path(sys.argv[2])
names = ("a.md", "b.md", "sub/c.md")
assert write_notes(notes, {name: ((notes / name).read_bytes(), f"new {name}".encode()) for name in names})
print(killed.steps)
"""


@pytest.mark.slow
def test_whoever_kills_it_finds_all_or_nothing_written(notes: Path) -> None:
    """Killed at any step, and looked at once the next command has come by."""
    found = set()
    for at in range(1, 100):
        for name in ("a.md", "b.md", "sub/c.md"):
            (notes / name).write_text(f"old {name}", "utf-8")
        result = run(at, notes, script=KILLED)
        assert all(text in ("old", "new") for text in says(notes))
        finish(notes)
        found.add(tuple(says(notes)))
        if result.returncode == 0:
            break
        assert result.returncode == -9, result.stderr
    else:
        pytest.fail("it never ended")
    assert found == {("old",) * 3, ("new",) * 3}
    assert not (notes / ".pulled.json").exists()


def test_a_file_that_was_saved_after_the_kill_stays(notes: Path) -> None:
    hashes = {"a.md": hashlib.sha256(b"old a.md").hexdigest(), "b.md": "of what it said before"}
    waiting = [{"name": name, "hash": digest} for name, digest in hashes.items()]
    (notes / ".pulled.json").write_text(json.dumps(waiting), "utf-8")
    for name in hashes:
        (notes / f".{name}.pulled").write_text(f"new {name}", "utf-8")
    finish(notes)
    assert says(notes) == ["new", "old", "old"]
    assert list(notes.glob(".*")) == []


ODD = [
    *(json.dumps([{"name": name, "hash": ""}]) for name in ("\0", ".", "/", "loop", "a" * 5000)),
    '[{"name": "a.md", "hash": "", "more": ' + "[" * 200_000,
]


@pytest.mark.parametrize("text", ["[", '[{"name": "../out.md", "hash": "x"}]', "{}", *ODD])
def test_a_list_that_came_with_others_notes_reaches_nothing_outside(notes: Path, text: str) -> None:
    outside = notes.parent / "out.md"
    outside.write_text("mine", "utf-8")
    (notes.parent / ".out.md.pulled").write_text("theirs", "utf-8")
    (notes / "loop").symlink_to("loop")
    (notes / ".pulled.json").write_text(text, "utf-8")
    finish(notes)
    assert outside.read_text("utf-8") == "mine"
    assert not (notes / ".pulled.json").exists()


def test_a_name_that_is_put_together_otherwise_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "か\u3099く" / "は\u309a.md"
    path.parent.mkdir()
    path.write_text("old", "utf-8")
    assert write_notes(tmp_path, {"がく/ぱ.md": (b"old", b"new")})
    assert path.read_text("utf-8") == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_full_of_the_same_line_is_written_soon() -> None:
    text = "\n" * 30_000
    assert rewritten(f"あ{text}い{text}う".encode(), f"か{text}い{text}き") == f"か{text}い{text}き".encode()
