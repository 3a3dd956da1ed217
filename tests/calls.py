"""Calls of the command as a user makes them, each in a process of its own.

To start Python and load what the command needs takes a hundred times as long as the command itself, so that the
processes are forked from one that has loaded it all; where the system cannot fork, each is started anew.
"""

import gc
import os
import pkgutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

import deckbuilder
from deckbuilder.__main__ import run as command
from deckbuilder.anki.package import packed
from deckbuilder.base.cache import program
from deckbuilder.base.patterns import _Lazy
from tests.builds import build

ROOT = Path(__file__).parent.parent
PROGRAM = str(ROOT / "build.py")


class Call(msgspec.Struct):
    """A call of the command, as it is handed over."""

    arguments: list[str]
    folder: str
    environment: dict[str, str]
    """The whole of it."""
    said: list[str]
    """The files that take what is written on standard output and on standard error."""
    seconds: int
    """After so many it is killed."""
    memory: int
    """Bytes of address space that it may take."""
    script: str
    """Python to be run in the place of the command; empty for that."""


def called(
    *arguments: object,
    cwd: Path = ROOT,
    seconds: int = 120,
    memory: int = 10**12,
    script: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Call the command in a folder, with more in its environment, and return what it has written and its exit code.

    It is killed after so many seconds, and gets no more bytes of memory than it may take. A script is run in its place.
    """
    given = [*map(str, arguments)]
    values = {**os.environ, **environment}
    if not hasattr(os, "fork"):
        start = ["-c", script] if script else [PROGRAM]
        return subprocess.run(
            [sys.executable, *start, *given], cwd=cwd, env=values, capture_output=True, check=False, timeout=seconds
        )
    with TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("output", "errors")]
        code = _asked(Call(given, str(cwd), values, [*map(str, said)], seconds, memory, script))
        return subprocess.CompletedProcess([PROGRAM, *given], code, *(path.read_bytes() for path in said))


def run(
    *arguments: object,
    cwd: Path = ROOT,
    seconds: int = 120,
    memory: int = 10**12,
    script: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Call the command like `called`, and return what it has written as text."""
    result = called(*arguments, cwd=cwd, seconds=seconds, memory=memory, script=script, **environment)
    texts = (said.decode().replace(os.linesep, "\n") for said in (result.stdout, result.stderr))
    return subprocess.CompletedProcess(result.args, result.returncode, *texts)


def _asked(call: Call) -> int:
    """Let the process that has loaded the program make a call, and return its exit code."""
    process = _loaded()
    assert process.stdin
    assert process.stdout
    process.stdin.write(msgspec.json.encode(call) + b"\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _loaded() -> subprocess.Popen[bytes]:
    """Start the process that calls are forked from; it ends when this one does, which holds its standard input."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.calls"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _serve() -> None:
    """Make the calls that are asked for on standard input, and print the exit code of each."""
    _load()
    gc.freeze()  # what is shared stays shared: no process goes through what it did not make
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if not child:
            call = msgspec.json.decode(line, type=Call)
            _become(call)
            _end_with(partial(exec, call.script, {"__name__": "__main__"}) if call.script else command)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _load() -> None:
    """Load the program, and do what each call would do again though it is the same in all of them."""
    for module in pkgutil.walk_packages(deckbuilder.__path__, "deckbuilder."):
        import_module(module.name)
    for library in ("filelock", "zstandard"):  # no module loads them before it needs them
        import_module(library)
    for thing in gc.get_objects():
        if isinstance(thing, _Lazy):
            assert thing.compiled  # to compile patterns is most of a small build
    program()
    packed(build("# 章\n- 憲法\n【最高の法】\n").deck, "ja_JP")  # what libraries do when they are first used


def _become(call: Call) -> None:
    """Make of this process what it would be had Python been started for a call."""
    for stream, path in enumerate((os.devnull, *call.said)):
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(file, stream)
        os.close(file)
    import resource  # no Windows has it

    signal.alarm(call.seconds)
    resource.setrlimit(resource.RLIMIT_AS, (call.memory, call.memory))
    os.chdir(call.folder)
    os.environ.clear()
    os.environ.update(call.environment)
    if encoding := os.environ.get("PYTHONIOENCODING"):
        for stdio, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
            assert isinstance(stdio, TextIOWrapper)
            stdio.reconfigure(encoding=encoding, errors=errors)
    sys.argv = [PROGRAM, *call.arguments]


def _end_with(run: Callable[[], None]) -> None:
    """Run a call and end the process: to take apart all that was loaded takes longer than most calls do."""
    code = 0
    try:
        run()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
