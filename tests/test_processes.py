"""Processes: killed, interrupted, short of memory, two at once. Each ends with a message, nothing stays behind."""

import http.client
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deckbuilder.app.preview_page import Pages
from deckbuilder.app.preview_server import MOST_CONNECTIONS, Server
from deckbuilder.base import processes
from deckbuilder.base.patterns import compiled_lately, lazy
from deckbuilder.base.processes import shared_out
from tests.test_faults import ROOT, package, project, run, started, state, write
from tests.test_hostile import without_privileges

__all__ = ["project"]
MUCH = "# 章\n" + "".join(f"- 用語{at}\n説明その{at}は **印{at}** を持つ文である。\n" for at in range(6_000))

pytestmark = pytest.mark.slow


def until(met: Callable[[], object]) -> None:
    """Wait until something holds; 20 seconds at most."""
    end = time.monotonic() + 20
    while not met():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    with suppress(FileNotFoundError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def runs(pid: int) -> bool:
    """Tell whether a process is there and is no zombie, which waits for nothing but to be counted."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.fixture
def working(project: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """Start a build of much that is at work in several processes, and return it with these."""
    if not Path("/proc/self/task").exists():
        pytest.skip("needs /proc")
    for name in "bcd":
        (project / "notes" / f"{name}.md").write_text(MUCH, "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "--notes", str(project / "notes"), "--output", str(project / "output")]  # fmt: skip
    build = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", process_group=0
    )
    until(lambda: len(children(build.pid)) > 1)
    time.sleep(0.2)
    workers = children(build.pid)
    yield build, workers
    build.kill()
    for worker in filter(runs, workers):
        os.kill(worker, signal.SIGKILL)
    build.communicate()


Working = tuple[subprocess.Popen[str], list[int]]


def test_a_killed_worker_is_told_of_and_costs_nothing(project: Path, working: Working) -> None:
    build, workers = working
    before = state(project)
    os.kill(workers[0], signal.SIGKILL)
    _, said = build.communicate(timeout=20)
    assert build.returncode == 1
    assert said.startswith("build.py: a process of the build was killed")
    assert "Traceback" not in said
    assert not any(map(runs, workers))
    before = {name: data for name, data in before.items() if not name.endswith(".lock")}
    assert state(project) == before


def _twice(factor: int, number: int) -> int:
    return factor * number


def test_work_is_taken_up_as_it_is_done() -> None:
    numbers = iter(range(100))
    results = shared_out(_twice, 2, numbers, processes.MUCH)
    assert next(results) == 0
    assert next(numbers) < 20
    assert len(list(results)) == 98


def _found(pattern: str, text: str) -> bool:
    return bool(lazy(pattern).search(text))


def test_what_a_process_compiled_is_known_when_it_has_ended() -> None:
    pattern = "only in this test [あ-ん]"
    compiled_lately()
    assert list(shared_out(_found, pattern, ["only in this test あ", ""], processes.MUCH)) == [True, False]
    assert [known for known, _flags in compiled_lately()] == [pattern]


def test_no_worker_outlives_its_parent(working: Working) -> None:
    build, workers = working
    build.kill()
    build.wait()
    until(lambda: not any(map(runs, workers)))


@pytest.mark.parametrize("whom", ["all, as a terminal does", "the build alone"])
def test_ctrl_c_ends_a_build_at_once_and_without_a_traceback(whom: str, project: Path, working: Working) -> None:
    build, workers = working
    (os.killpg if whom.startswith("all") else os.kill)(build.pid, signal.SIGINT)
    start = time.monotonic()
    _, said = build.communicate(timeout=20)
    assert (build.returncode, said) == (130, "build.py: stopped\n")
    assert time.monotonic() - start < 5
    assert not any(map(runs, workers))
    assert {path.name for path in (project / "output").iterdir()} == {"notes.apkg", "report.json", ".cache"}


INTERRUPTED = """
import sys

class Interrupt:
    def find_spec(self, name, *_):
        if name == "deckbuilder.app.command":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
sys.modules.pop("deckbuilder.app.command", None)
from deckbuilder.__main__ import run
run()
"""


def test_ctrl_c_while_the_program_is_read_shows_no_traceback(project: Path) -> None:
    result = run(project, script=INTERRUPTED)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


def test_too_little_memory_is_told_of(project: Path) -> None:
    write(project, MUCH)
    before = state(project)

    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (150_000_000, 150_000_000))

    result = started(project, little_memory)
    assert (result.returncode, result.stderr) == (1, "build.py: there is not enough memory\n")
    assert state(project) == before


# --- locks --------------------------------------------------------------------------------------


def test_no_lock_stays_behind(project: Path) -> None:
    assert {path.name for path in (project / "notes").iterdir()} == {"a.md", "ledger.json"}
    assert {path.name for path in (project / "output").iterdir()} == {"notes.apkg", "report.json", ".cache"}


def test_two_projects_cannot_build_into_one_folder_at_once(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "- 語：意味\n")
    (other / "output").symlink_to(project / "output")
    script = (
        "import sys; from pathlib import Path; from deckbuilder.app.beside import alone\n"
        f"with alone(Path({str(project / 'notes')!r}), Path({str(project / 'output')!r})): print(flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    holder.stdout.readline()
    before = package(project).read_bytes()
    result = run(other)
    assert (result.returncode, "another build into this folder" in result.stderr) == (1, True)
    assert package(project).read_bytes() == before
    holder.kill()
    holder.communicate()


def test_the_lock_of_another_user_s_killed_build_locks_nobody_out(project: Path) -> None:
    """As in a folder that is shared: the file is theirs, and ours to open."""
    kill = "import os, signal; from pathlib import Path; from deckbuilder.app.beside import alone\n"
    kill += f"os.umask(0o77)\nwith alone(Path({str(project / 'notes')!r})): os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", kill], cwd=ROOT, check=False)
    lock = project / "notes" / ".ledger.json.lock"
    assert lock.stat().st_mode & 0o777 == 0o666
    result = started(project, without_privileges if os.geteuid() == 0 else None)
    assert result.returncode == 0, result.stderr


def test_a_lock_that_is_a_link_is_not_followed(project: Path) -> None:
    mine = project / "mine"
    mine.write_text("mine", "utf-8")
    (project / "notes" / ".ledger.json.lock").symlink_to(mine)
    write(project, "- 語：ほかの意味\n")
    assert run(project).returncode == 1
    assert mine.read_text("utf-8") == "mine"


# --- watching -----------------------------------------------------------------------------------


@pytest.fixture
def served() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def answer(server: Server) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("GET", "/")
    return connection.getresponse()


def test_no_page_may_frame_the_preview(served: Server) -> None:
    headers = answer(served).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_a_tab_that_is_closed_while_the_page_loads_is_nothing_to_talk_of(
    served: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    before = threading.active_count()
    served.pages = Pages("文" * 10_000_000, "{}")
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", served.server_port)) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.server_port}\r\n\r\n".encode())
            connection.recv(10)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    served.pages = Pages("文", "{}")
    until(lambda: threading.active_count() <= before)
    assert answer(served).status == 200
    assert capsys.readouterr().err == ""


def test_connections_that_keep_silent_are_few(served: Server) -> None:
    before = threading.active_count()
    silent = [socket.create_connection(("127.0.0.1", served.server_port)) for _ in range(MOST_CONNECTIONS)]
    until(lambda: threading.active_count() == before + MOST_CONNECTIONS)
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        answer(served)
    for connection in silent:
        connection.close()
    until(lambda: threading.active_count() == before)
    assert answer(served).status == 200


def test_watch_outlives_an_output_that_cannot_be_written_for_a_moment(project: Path) -> None:
    output = project / "output"
    shutil.rmtree(output)
    output.write_text("a file", "utf-8")
    command = [sys.executable, "-u", str(ROOT / "build.py"), "watch", "--no-open", "--notes", "notes"]
    watching = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    said: list[str] = []
    assert watching.stdout
    reader = threading.Thread(target=said.extend, args=(watching.stdout,))
    reader.start()
    until(lambda: re.search("exists|Not a directory", "".join(said)) and "http://" in "".join(said))
    output.unlink()
    write(project, "- 語：ほかの意味\n")
    until((output / "preview.html").exists)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=10) == 0
    reader.join()
    watching.stdout.close()
    assert "Traceback" not in "".join(said)
