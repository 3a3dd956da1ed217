"""Hostile input: whatever lies in the notes folder, a build ends soon, well or with a message, and leaks nothing."""

import ctypes
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unicodedata
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from deckbuilder.base.diagnostics import hint
from tests import calls
from tests.builds import build, codes, rebuilt

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
TEXT = "# 章\n- コンテナ\n【軽い仮想化】\nイメージを **実行** する。\n"
MEMORY = 1_500_000_000
"""Bytes of address space that a build of hostile notes may take."""


def run(
    project: Path, *arguments: str, seconds: int = 60, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a project, bounded in time and memory; whatever it says, it never says Traceback.

    What is to happen before it is started makes it start anew.
    """
    if prepare:
        result = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *arguments], cwd=project, capture_output=True, text=True,
            encoding="utf-8", timeout=seconds, check=False, preexec_fn=prepare,
        )  # fmt: skip
    else:
        result = calls.run(*arguments, cwd=project, seconds=seconds, memory=MEMORY)
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode in (0, 1), result.stderr
    return result


def report(project: Path) -> dict:
    found: dict = json.loads((project / "output" / "report.json").read_text("utf-8"))
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(TEXT, "utf-8")
    return tmp_path


# --- encodings ----------------------------------------------------------------------------------

LONG_TEXT = TEXT + "クラスターのコントロールプレーンは、ノードとポッドを見守り、望む状態に近づける。\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_is_sure(encoding: str) -> None:
    result = rebuilt((("a.md", TEXT.encode(encoding)),))
    assert not result.diagnostics
    assert result.deck.notes == build(TEXT).deck.notes


def test_utf_16_of_either_order() -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert rebuilt((("a.md", mark + TEXT.encode(encoding)),)).deck.notes == build(TEXT).deck.notes


@pytest.mark.parametrize("text", [TEXT, LONG_TEXT], ids=["short", "long"])
@pytest.mark.parametrize("encoding", ["cp932", "shift_jis", "euc_jp", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_is_guessed_is_refused_by_its_name(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    result = rebuilt((("中の ノート's.md", data),))
    assert codes(result) == ["N010", "N001"]
    name = re.search("looks like ([^;]+);", hint(result.diagnostics[1]))
    assert name
    assert data.decode(name[1]) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_of_other_systems(end: str) -> None:
    result = rebuilt((("a.md", TEXT.replace("\n", end).encode()),))
    assert result.deck.notes == build(TEXT).deck.notes
    assert not result.diagnostics


@pytest.mark.parametrize(
    "data",
    [b"\xed\xa0\x80", b"\xc0\xaf", b"\xff\x00\x80\x81", TEXT.encode()[:-2], b"\xff\xfea", "\ud83d".encode("utf-16", "surrogatepass")],
    ids=["surrogate", "overlong", "binary", "cut off", "odd utf-16", "half a character"],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert codes(rebuilt((("a.md", data),))) == ["N010", "N001"]


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\n\n\t \n", b"\x00\x00"], ids=["empty", "mark", "blanks", "nul"]
)
def test_a_file_without_text_is_no_error(data: bytes) -> None:
    result = rebuilt((("a.md", data),))
    assert codes(result) == ["N010"]
    assert not result.deck.notes


def test_control_characters_go_and_all_others_stay() -> None:
    kept = "葛󠄀と飴󠄁、\ue000\U000f0000、👨‍👩‍👧‍👦と🏳️‍🌈、\u2028、ｶﾞ、\ufffe、𠮷野家"
    result = build(f"- 語\n【{kept}】\n{kept}\x00\x07\x0e\x11\x1b[31m\x7f\x85\x9b\x1fを==持つ==文。\n")
    note, cloze = result.deck.notes
    assert note.fields[1] == kept
    assert cloze.fields[0] == f"{kept}[31mを{{{{c1::持つ}}}}文。"
    assert not any(
        ord(char) < 32 or 127 <= ord(char) < 160 for field in (*note.fields, *cloze.fields) for char in field
    )


def test_character_references_of_control_characters_are_nothing() -> None:
    """Ours stand for cloze slots and kept HTML, Anki's part the fields; nh3 would decode them."""
    result = build(
        "- 語\nA&#x1f;&#31;&#18;0&#19;&#x0000000e;&#20;sound:x.mp3&#21;&#128;&#159;B&#65;&#x3042;と**印**。\n"
    )
    assert [note.fields[0] for note in result.deck.notes] == ["A0sound:x.mp3BAあと{{c1::印}}。"]
    assert "\x12" not in build("- 語\n文&#18;9999&#19;を書く物\n").deck.notes[0].fields[1]


def test_decomposed_text_and_names_are_composed(project: Path) -> None:
    text, name = "- ガード\n【ばらばらのパ】\n", "がぎぐ.md"
    (project / "notes" / unicodedata.normalize("NFD", name)).write_text(unicodedata.normalize("NFD", text), "utf-8")
    assert run(project).returncode == 0
    notes = [note for note in report(project)["notes"] if note["source"]["path"] == name]
    assert [note["fields"]["Answer"] for note in notes] == ["ばらばらのパ"]
    assert not run(project, "diff").stdout.startswith("+")


def test_two_files_whose_names_differ_only_in_how_they_are_composed_are_told_apart(project: Path) -> None:
    for form in ("NFC", "NFD"):
        (project / "notes" / unicodedata.normalize(form, "がく.md")).write_text(f"# 章\n- 語{form}：意味\n", "utf-8")
    if len(list((project / "notes").glob("*く.md"))) == 2:  # not on a file system that takes them for one
        result = run(project)
        assert result.returncode == 0
        assert "N003" in result.stderr
        assert "rename it" in result.stderr


def test_hidden_directions_are_told_of() -> None:
    result = build("- 語：右\u202e左\u2066と\u200fも\n")
    assert codes(result) == ["N008"]
    assert not result.failed


# --- size and shape -----------------------------------------------------------------------------

DEPTH = 10_000
SHAPES: dict[str, str] = {
    "a line of 5 MB": "- 語：意味\n" + "あ" * 1_600_000,
    "a line of 4 MB in code": "- 語：意味\n```\n" + "x" * 4_000_000 + "\n```\n",
    "100,000 headings": "# 章\n" * 100_000,
    "100,000 different headings": "".join(f"# 章{at}\n" for at in range(100_000)),
    "nested lists": "- 語\n" + "".join(" " * min(2 * at, 400) + f"- 項{at}\n" for at in range(DEPTH // 8)),
    "a long nested list": "- 語\n" + "".join(" " * min(2 * at, 400) + f"- 項{at}\n" for at in range(DEPTH // 2)),
    "nested quotes": "- 語\n" + "> " * DEPTH + "文\n",
    "nested brackets": "- 語\n" + "（" * DEPTH + "文" + "）" * DEPTH + "\n",
    "nested names": "- 語\n" + "【" * DEPTH + "文" + "】" * DEPTH + "\n",
    "nested links": "- 語\n" + "[" * DEPTH + "文" + "](x)" * (DEPTH // 4) + "\n",
    "nested emphasis": "- 語\n" + "*" * DEPTH + "文" + "*" * DEPTH + "\n",
    "nested emphasis of two kinds": "- 語\n" + "*_" * (DEPTH // 2) + "文" + "_*" * (DEPTH // 2) + "\n",
    "nested marks": "- 語\n" + "**==" * (DEPTH // 4) + "文" + "==**" * (DEPTH // 4) + "\n",
    "nested tags in a line": "- 語\n" + "<div>" * (DEPTH // 5) + "文" + "</div>" * (DEPTH // 5) + "\n",
    "nested tags in lines": "- 語\n" + "<div>\n" * DEPTH + "文\n" + "</div>\n" * DEPTH,
    "nested details": "- 語\n" + "<details>\n" * DEPTH + "文\n" + "</details>\n" * DEPTH,
    "nested ruby": "- 語\n" + "<ruby>" * 1_000 + "文" + "</ruby>" * 1_000 + "{" * DEPTH + "a|b" + "}" * DEPTH + "\n",
    "nested indentation": "- 語\n" + "".join(" " * at + "文\n" for at in range(2_000)),
    "unclosed everything": "<!--\n```\n$$\n<table>\n~~~\n" * 5_000,
    "a table of 20,000 rows": "- 語\n|名|値|\n|-|-|\n" + "|行|値|\n" * 20_000,
    "a table of 100,000 rows": "- 語\n|名|値|\n|-|-|\n" + "|行|値|\n" * 100_000,
    "a table of 10,000 columns": "- 語\n" + "|名" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|値" * 10_000 + "|\n",
    "tags without an end in a table": "- 語\n<table>\n" + "<a " * 6_000 + "\n</table>\n",
    "a heading of 600 colons": "# " + ": " * 600 + "あ\n- 語：意味\n",
    "code with a single quote": "## 数える\n```\n" + "it's " + "a" * 100_000 + "\n```\n",
    "rows of words": "|名|値|\n|-|-|\n" + ("|" + "abCd" * 450 + "|" + "チェ、" * 650 + "|\n") * 50,
    "1,000 clozes in a sentence": "- 語\n" + "".join(f"**印{at}**と" for at in range(1_000)) + "。\n",
}  # fmt: skip
LONG = ("a long nested list", "a table of 100,000 rows")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.long] if name in LONG else []) for name in SHAPES],
)
def test_a_shape_ends_soon_with_a_build(name: str, project: Path) -> None:
    (project / "notes" / "b.md").write_text(SHAPES[name], "utf-8")
    result = run(project, "--quiet", seconds=120)
    assert result.returncode == 0, result.stderr
    assert {"a.md"} <= {note["source"]["path"] for note in report(project)["notes"]}


def test_a_long_line_is_split_after_a_sentence_and_said_so() -> None:
    parts = [f"第{chr(0x4E00 + at)}の話は **印{chr(0x4E00 + at)}** を持つ。" for at in range(300)]
    result = build("# 章\n" + "".join(parts) + "\n")
    assert codes(result) == ["N115"]
    clozes = [note for note in result.deck.notes if note.kind == "cloze"]
    assert len(clozes) == len(parts)
    assert all(note.fields[0].endswith("持つ。") for note in clozes)
    assert max(len(note.fields[4]) for note in clozes) < 6_000


def test_more_clozes_than_anki_has_numbers_are_not_made() -> None:
    marks = "".join(f"**{at}** " for at in range(1_000))[:1_990]
    long = "".join(f"**{chr(0x4E00 + at)}**" for at in range(390))
    for text in (marks, long):
        assert all(max(note.cards) < 500 for note in build(f"- 語\n{text}\n").deck.notes)


def test_1000_files(project: Path) -> None:
    for at in range(1_000):
        (project / "notes" / f"{at}.md").write_text(f"# 章{at}\n- 用語{at}：{at}番めの物\n", "utf-8")
    assert run(project, "--quiet").returncode == 0
    assert report(project)["counts"]["notes"]["basic"] == 1_001


def test_a_file_of_50_mb_is_refused_unread(project: Path) -> None:
    (project / "notes" / "b.md").write_bytes(TEXT.encode() * 450_000)
    result = run(project)
    assert result.returncode == 0
    assert "b.md: warning[N003] this file cannot be read: it has more than 5 MB" in result.stderr
    assert "help: break it into several files" in result.stderr


def test_a_media_file_that_anki_cannot_pass_on(project: Path) -> None:
    (project / "media").mkdir()
    with (project / "media" / "x.mp4").open("wb") as file:
        file.truncate(8_000_000_000)
    assert run(project).returncode == 0
    (project / "notes" / "b.md").write_text("- 動画\n![](x.mp4)\n", "utf-8")
    result = run(project)
    assert result.returncode == 0
    assert "warning[N405] “x.mp4” cannot be used: it has more than 100 MB" in result.stderr


def test_media_that_nobody_names_are_not_read(project: Path) -> None:
    """Twenty gigabytes of videos would take as much memory."""
    (project / "media").mkdir()
    for at in range(220):
        with (project / "media" / f"{at}.mp4").open("wb") as file:
            file.truncate(95_000_000)
    (project / "media" / "a.mp3").write_bytes(b"sound")
    (project / "notes" / "b.md").write_text("- 音\n![](a.mp3)\n聞いて覚える。\n", "utf-8")
    assert run(project, seconds=20).returncode == 0
    assert run(project, seconds=20).returncode == 0, "nor when there is nothing to do"
    assert len(report(project)["unused_media"]) == 220


def test_a_picture_that_may_not_be_read_costs_itself(project: Path) -> None:
    (project / "media").mkdir()
    (project / "media" / "a.png").write_bytes(b"secret")
    (project / "media" / "b.png").write_bytes(b"secret")
    (project / "notes" / "b.md").write_text("- 図\n![](a.png)\n見て覚える。\n", "utf-8")
    for name in "ab":
        (project / "media" / f"{name}.png").chmod(0)
    result = run(project, prepare=without_privileges if os.geteuid() == 0 else None)
    assert result.returncode == 0
    assert "warning[N405] “a.png” cannot be used: Permission denied" in result.stderr
    assert "b.png" not in result.stderr


# --- what is no file of notes -------------------------------------------------------------------


def link_out(notes: Path) -> None:
    (notes.parent / "secret.txt").write_text("- 合言葉：ひらけごま\n", "utf-8")
    (notes / "b.md").symlink_to(notes.parent / "secret.txt")


def link_to_passwd(notes: Path) -> None:
    (notes / "b.md").symlink_to("/etc/passwd")


def link_of_a_link_out(notes: Path) -> None:
    link_out(notes)
    (notes / "c.md").symlink_to("b.md")


def folder_out(notes: Path) -> None:
    (notes.parent / "secret").mkdir()
    (notes.parent / "secret" / "s.md").write_text("- 合言葉：ひらけごま\n", "utf-8")
    (notes / "b").symlink_to(notes.parent / "secret")


def link_in_a_linked_name(notes: Path) -> None:
    (notes / "b.md").symlink_to("../notes/../../" + notes.parent.name + "/output/../secret.md")
    (notes.parent / "secret.md").write_text("- 合言葉：ひらけごま\n", "utf-8")


def loop(notes: Path) -> None:
    (notes / "b.md").symlink_to("c.md")
    (notes / "c.md").symlink_to("b.md")


def pipe(notes: Path) -> None:
    os.mkfifo(notes / "b.md")


def zeros(notes: Path) -> None:
    (notes / "b.md").symlink_to("/dev/zero")


def unix_socket(notes: Path) -> None:
    where = Path.cwd()
    os.chdir(notes)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("b.md")
    os.chdir(where)


def escape_in_a_name(notes: Path) -> None:
    (notes / "b\x1b[31m\x1f.md").write_text(TEXT, "utf-8")


def newline_in_a_name(notes: Path) -> None:
    (notes / "b\n::error file=a.md::forged\n.md").write_text(TEXT, "utf-8")


def bytes_in_a_name(notes: Path) -> None:
    Path(os.fsdecode(os.fsencode(notes) + b"/b\xff\x82\xa0.md")).write_text(TEXT, "utf-8")


def settings_pipe(notes: Path) -> None:
    os.mkfifo(notes / "deck.toml")


def ledger_folder(notes: Path) -> None:
    (notes / "ledger.json").mkdir()


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link out": (link_out, "a link to a file outside"),
    "a link to /etc/passwd": (link_to_passwd, "a link to a file outside"),
    "a link to a link out": (link_of_a_link_out, "a link to a file outside"),
    "a link out in disguise": (link_in_a_linked_name, "a link to a file outside"),
    "a folder outside": (folder_out, "a link to another folder"),
    "links in a loop": (loop, "a link to nothing"),
    "a named pipe": (pipe, "no file"),
    "endless zeros": (zeros, "a link to a file outside"),
    "a socket": (unix_socket, "no file"),
    "control characters in a name": (escape_in_a_name, "control characters"),
    "a line's end in a name": (newline_in_a_name, "control characters"),
    "a name that is not UTF-8": (bytes_in_a_name, "not UTF-8"),
}
REFUSED_AS_OURS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a pipe as settings": (settings_pipe, "N006"),
    "a folder as ledger": (ledger_folder, "N502"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_note_is_refused_and_leaks_nothing(name: str, project: Path) -> None:
    make, reason = REFUSED[name]
    make(project / "notes")
    result = run(project)
    assert result.returncode == 0
    assert "warning[N003]" in result.stderr
    assert reason in result.stderr
    assert "permissions" not in result.stderr
    assert "\x1b" not in result.stderr
    assert "\n::error" not in result.stderr
    assert "ひらけごま" not in result.stderr
    assert {note["source"]["path"] for note in report(project)["notes"]} == {"a.md"}
    assert "ひらけごま" not in (project / "output" / "report.json").read_text("utf-8")


@pytest.mark.parametrize("name", REFUSED_AS_OURS)
def test_settings_and_a_ledger_that_are_no_files_stop_the_build(name: str, project: Path) -> None:
    make, code = REFUSED_AS_OURS[name]
    make(project / "notes")
    result = run(project)
    assert result.returncode == 1
    assert f"error[{code}]" in result.stderr
    assert "no file" in result.stderr
    assert not list(project.glob("output/[!.]*"))


def test_links_inside_are_followed_and_loops_of_folders_are_not(project: Path) -> None:
    notes = project / "notes"
    (notes / "sub").mkdir()
    (notes / "sub" / "b.md").symlink_to("../a.md")
    (notes / "sub" / "up").symlink_to("..")
    (notes / "x.md").mkdir()
    (notes / "x.md" / "c.md").write_text("- 語：意味\n", "utf-8")
    result = run(project, "--quiet")
    assert result.returncode == 0, result.stderr
    assert {note["source"]["path"] for note in report(project)["notes"]} == {"a.md", "x.md/c.md"}
    assert result.stderr.count("warning[N301]") == 2, "what is linked twice is asked once"


def test_a_notes_folder_that_is_a_link_or_a_loop(project: Path) -> None:
    (project / "other").symlink_to("notes")
    assert run(project, "--notes", "other").returncode == 0
    (project / "loop").symlink_to("loop")
    assert run(project, "--notes", "loop").returncode == 1


def test_nothing_is_written_through_a_link(project: Path) -> None:
    """As when a downloaded folder brings links along under the names that a build writes to."""
    (project / "mine").write_text("mine", "utf-8")
    (project / "output").mkdir()
    for name in (
        "notes.apkg",
        ".notes.apkg.tmp",
        "report.json",
        ".report.json.tmp",
        "preview.html",
        ".preview.html.tmp",
    ):
        (project / "output" / name).symlink_to(project / "mine")
    assert run(project).returncode == 0
    assert run(project, "preview", "--no-open").returncode == 0
    assert (project / "mine").read_text("utf-8") == "mine"
    assert not any(path.is_symlink() for path in (project / "output").iterdir() if not path.name.startswith("."))


def test_only_what_is_ours_is_tidied_away(project: Path) -> None:
    """As when the output folder is a home folder, or its cache a link to one."""
    mine = {".profile": "mine", "outcome.txt": "mine", ".cards-0123.99": "cut off"}
    for folder in (project / "output" / ".cache", project / "home"):
        folder.mkdir(parents=True)
        for name, text in mine.items():
            (folder / name).write_text(text, "utf-8")
    (project / "linked").mkdir()
    (project / "linked" / ".cache").symlink_to(project / "home")
    assert run(project).returncode == 0
    assert run(project, "--output", "linked").returncode == 0
    names = {path.name for path in (project / "output" / ".cache").iterdir()}
    assert {".profile", "outcome.txt", "outcome"} <= names
    assert ".cards-0123.99" not in names
    assert {path.name: path.read_text("utf-8") for path in (project / "home").iterdir()} == mine


def test_files_that_vanish_while_they_are_read(project: Path) -> None:
    paths = [project / "notes" / f"{at}.md" for at in range(400)]
    for path in paths:
        path.write_text(TEXT * 200, "utf-8")
    started = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "check"], cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, encoding="utf-8",
    )  # fmt: skip
    remover = threading.Thread(target=lambda: deque(map(Path.unlink, reversed(paths)), maxlen=0))
    remover.start()
    _, errors = started.communicate(timeout=100)
    remover.join()
    assert "Traceback" not in errors
    assert started.returncode in (0, 1)
    assert "build.py" not in errors.replace("build.py: nothing was written", "").replace("build.py lint", ""), errors


def without_privileges() -> None:
    """Take from root what lets it read everything (capabilities 1 and 2, linux/capability.h)."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.parametrize(
    ("name", "exit_code"),
    [("notes/sub/b.md", 0), ("notes/sub", 0), ("notes/a.md", 0), ("notes/deck.toml", 1), ("notes", 1)],
)
def test_what_may_not_be_read_is_told_of(name: str, exit_code: int, project: Path) -> None:
    (project / "notes" / "sub").mkdir()
    (project / "notes" / "sub" / "b.md").write_text(TEXT, "utf-8")
    (project / "notes" / "deck.toml").write_text('name = "甲"\n', "utf-8")
    (project / name).chmod(0)
    result = run(project, prepare=without_privileges if os.geteuid() == 0 else None)
    (project / name).chmod(0o700)
    assert result.returncode == exit_code
    assert "Permission denied" in result.stderr
    assert bool(list(project.glob("output/[!.]*"))) == (exit_code == 0)


def attributes_of_no_end(project: Path) -> None:
    (project / ".git").mkdir()
    (project / "notes" / ".gitattributes").symlink_to("/dev/zero")


def backup_pipe(project: Path) -> None:
    (project / "notes" / "ledger.json").write_text('{"format": 1, "looks": {}, "notes": []}', "utf-8")
    os.mkfifo(project / "notes" / "ledger.json.bak")


def package_pipe(project: Path) -> None:
    (project / "output").mkdir()
    (project / "notes" / ".ledger.json.0123456789abcdef.waiting").touch()
    os.mkfifo(project / "output" / "a.apkg")


def cache_pipe(project: Path) -> None:
    (project / "output" / ".cache").mkdir(parents=True)
    os.mkfifo(project / "output" / ".cache" / "outcome")


PLANTED = (attributes_of_no_end, backup_pipe, package_pipe, cache_pipe)


@pytest.mark.parametrize("plant", PLANTED)
def test_what_never_ends_is_not_read(plant: Callable[[Path], None], project: Path) -> None:
    plant(project)
    result = run(project, seconds=20)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("command", ["recover", "weak", "read"])
def test_a_file_that_never_ends_is_told_of(command: str, project: Path) -> None:
    os.mkfifo(project / "a.apkg")
    for name in ("a.apkg", "/dev/zero"):
        result = run(project, command, name, "--language", "en", seconds=20)
        assert result.returncode == 1
        assert "it is a pipe or a device" in result.stderr


@pytest.mark.parametrize("pattern", ["*a" * 20 + "b", "**/a/" * 20 + "b", "[z-a]"])
def test_a_pattern_that_is_none_or_takes_too_long(pattern: str, project: Path) -> None:
    (project / "notes" / f"{'a' * 200}.md").write_text(TEXT, "utf-8")
    (project / "notes" / "deck.toml").write_text(f"exclude = ['{pattern}']\n", "utf-8")
    result = run(project, "--language", "en", seconds=20)
    assert result.returncode == 1
    assert "error[N005]" in result.stderr


@pytest.mark.parametrize("pattern", ["*a*a*ab", "**/*draft*/**", "**/a/**/a/**/a/b"])
def test_a_pattern_of_some_stars_is_tried_soon(pattern: str, project: Path) -> None:
    folder = project / "notes" / ("a/" * 100)
    folder.mkdir(parents=True)
    (folder / f"{'a' * 200}.md").write_text(TEXT, "utf-8")
    (project / "notes" / "deck.toml").write_text(f"exclude = ['{pattern}']\n", "utf-8")
    assert run(project, seconds=20).returncode == 0


# --- what a build opens -------------------------------------------------------------------------

WATCHED = """
import json, os, runpy, sys, tempfile

opened = []
FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
             "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "webbrowser.open")
def hook(event, args):
    if event in FORBIDDEN:
        raise AssertionError(f"a build called {event} {args}")
    if event == "open" and isinstance(args[0], (str, bytes)):
        opened.append(os.path.realpath(os.fsdecode(args[0])))
sys.addaudithook(hook)
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
code = 0
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as stop:
    code = stop.code
print("\\n" + json.dumps([code, sorted(set(opened))]))
"""
EVERYTHING = """---
date: !!python/object/apply:os.system ["touch pwned"]
---
# 章 https://example.com/
- 語
[文](https://example.com/a?b) と <https://example.com/> と **印** 。
<iframe src="https://example.com/"></iframe>
- 図
【図表】
![図](d.svg)
- 表
【図表】
|名|値|
|-|-|
|甲|乙|
"""
ON_THE_WEB = """- 外
![外](https://example.com/a.png) と <img src="//example.com/x.png" srcset="https://example.com/y.png 2x">
"""


@pytest.mark.parametrize("command", ["build", "check", "lint", "diff", "preview --no-open"])
@pytest.mark.parametrize("notes", ["good", "bad"])
def test_a_build_opens_nothing_but_its_own(command: str, notes: str, project: Path) -> None:
    """No socket, no other program, and no file but those of the project, of Python itself, and temporary ones that go."""
    text = EVERYTHING + ON_THE_WEB if notes == "bad" else EVERYTHING
    (project / "notes" / "b.md").write_text(text, "utf-8")
    (project / "media").mkdir()
    shutil.copy(ROOT / "tests" / "media" / "diagram.svg", project / "media" / "d.svg")
    result = subprocess.run(
        [sys.executable, "-c", WATCHED, str(ROOT / "build.py"), *command.split(), *(["--strict"] if notes == "bad" else [])],
        cwd=project, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    code, opened = json.loads(result.stdout.splitlines()[-1])
    assert code in (0, 1, 3)
    assert (code == 1) == (notes == "bad" and command != "lint"), result.stderr  # lint tells of cards only
    allowed = [project, ROOT, Path(sys.prefix), Path(sys.base_prefix), Path(os.devnull)]
    allowed = [Path(os.path.realpath(path)) for path in allowed]
    trials = Path(os.path.realpath(tempfile.gettempdir()))
    foreign = [
        path
        for path in map(Path, opened)
        if not any(path.is_relative_to(root) for root in allowed)
        and not ((path.parent == trials or path.parent.match(f"{trials}/deckbuilder-*")) and not path.exists())
        and not path.is_relative_to("/usr/share/zoneinfo")
        and path.name not in ("mime.types", "localtime")
    ]
    assert not foreign
    assert not (project / "pwned").exists()


def test_a_build_needs_no_network(project: Path) -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("needs unshare with user namespaces")
    result = subprocess.run(
        ["unshare", "-rn", sys.executable, str(ROOT / "build.py")],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
