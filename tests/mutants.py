"""python -m tests.mutants AREA: take each condition out of an area's modules, and list those that its tests do not miss.

A condition is taken as always true and as always false, and of several joined by `and` or `or` each is
left out in turn. The tests that reach its line run in a process of their own, forked from this one; a
mutant that no test fails on has survived. Most survivors want a case, some are needless code, a few mean
the same as the original.
"""

import argparse
import ast
import contextlib
import importlib
import importlib.util
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
AREAS = {
    "read": ("deckbuilder/read/**/*.py", "test_cases test_coming test_markdown test_text test_reading_rules"),
    "matching": ("deckbuilder/ledger/*.py", "test_identity test_renames test_histories"),
}
"""Name -> (modules, tests)."""
OURS = ("deckbuilder", "tests", "__")
QUIETLY = (
    "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning",
)  # fmt: skip
PATIENCE = 60
"""Seconds after which a mutant counts as found: it does not end."""


class Mutant(NamedTuple):
    """One condition taken out of one file."""

    path: Path
    first: int
    last: int
    what: str
    number: int
    """Which one of its file, in the order of `_changes`."""


# --- conditions of a file -----------------------------------------------------------------------


def mutants(path: Path) -> list[Mutant]:
    """Return all mutants of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        Mutant(path, node.lineno, node.end_lineno or node.lineno, what, number)
        for number, (node, what, _) in enumerate(_changes(tree))
    ]


def mutated(mutant: Mutant) -> CodeType:
    """Return the compiled file with one condition taken out."""
    tree = ast.parse(mutant.path.read_text("utf-8"))
    _, _, change = list(_changes(tree))[mutant.number]
    change()
    return compile(ast.fix_missing_locations(tree), str(mutant.path), "exec")


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr, str, Any]]:
    """Yield (condition, what is done to it, what does it) in the order of the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield from _decided(node, "test", node.test, ends=isinstance(node, ast.While))
        elif isinstance(node, ast.match_case) and node.guard:
            yield from _decided(node, "guard", node.guard)
        elif isinstance(node, ast.comprehension):
            for at, condition in enumerate(node.ifs):
                yield from _decided(node.ifs, at, condition)
        elif isinstance(node, ast.BoolOp):
            for at, operand in enumerate(node.values):
                yield node, f"without “{ast.unparse(operand)}”", lambda node=node, at=at: node.values.pop(at)


def _decided(holder: Any, name: Any, condition: ast.expr, ends: bool = False) -> Iterator[tuple[ast.expr, str, Any]]:
    """Yield a condition as always true and as always false; a loop only the latter, for it would not end."""
    put = holder.__setitem__ if isinstance(holder, list) else holder.__setattr__
    for value in (False,) if ends else (True, False):
        constant = ast.copy_location(ast.Constant(value), condition)
        yield condition, f"always {value}: “{ast.unparse(condition)}”", lambda value=constant: put(name, value)


# --- tests --------------------------------------------------------------------------------------


class Reached:
    """A plugin that notes which tests reach which lines of some files, and how long each test takes."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.files = {str(path) for path in paths}
        self.tests: dict[tuple[str, int], set[str]] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        start = time.process_time()

        def traced(frame: FrameType, event: str, _: object) -> Any:
            if frame.f_code.co_filename not in self.files:
                return None
            self.tests.setdefault((frame.f_code.co_filename, frame.f_lineno), set()).add(item.nodeid)
            return traced

        sys.settrace(traced)
        result = yield
        sys.settrace(None)
        self.seconds[item.nodeid] = time.process_time() - start
        return result

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests that reach a mutant's condition, the quickest first."""
        lines = range(mutant.first, mutant.last + 1)
        found = set().union(*(self.tests.get((str(mutant.path), line), set()) for line in lines))
        return sorted(found, key=lambda name: self.seconds[name])


class _Instead(SourceFileLoader):
    """Loads a mutant in place of its file."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return mutated(self.mutant)


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        self.name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
        self.mutant = mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.mutant.path, loader=_Instead(name, self.mutant))


def watched(paths: Sequence[Path], tests: Sequence[str]) -> tuple[Reached, list[str]]:
    """Run tests on the files as they are, in a process of its own; return what they reach, and libraries they need.

    This process never imports what is to be changed; the libraries it imports once for all mutants.
    """
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_watched, args=(theirs, paths, tests))
    child.start()
    theirs.close()
    result: tuple[Reached, list[str]] = ours.recv()
    child.join()
    return result


def _watched(pipe: Connection, paths: Sequence[Path], tests: Sequence[str]) -> None:
    reached = Reached(paths)
    if pytest.main([*QUIETLY, *tests], plugins=[reached]):
        raise SystemExit("the tests fail before anything is changed")
    pipe.send((reached, [name for name in sys.modules if not name.startswith(OURS)]))


def forked(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """Start a process that runs tests on a mutant, or on the code as it is, until one fails; return its id."""
    if child := os.fork():
        return child
    signal.alarm(PATIENCE)
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    os._exit(pytest.main(["-x", *QUIETLY, *tests]))


def survivors(found: Sequence[Mutant], reached: Reached, jobs: int) -> list[Mutant]:
    """Return the mutants that no test fails on."""
    _, status = os.waitpid(forked(None, list(reached.seconds)), 0)
    assert status == 0, "the tests fail in such a process before anything is changed"
    alive: list[Mutant] = []
    running: dict[int, Mutant] = {}

    def wait() -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        if status == 0:
            alive.append(mutant)

    for mutant in found:
        tests = reached.of(mutant)
        if not tests:
            alive.append(mutant)
            continue
        if len(running) == jobs:
            wait()
        running[forked(mutant, tests)] = mutant
    while running:
        wait()
    return sorted(alive)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--sample", type=int, default=0, help="of so many mutants, drawn by lot")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    files, names = AREAS[options.area]
    paths = sorted(ROOT.glob(files))
    found = [mutant for path in paths for mutant in mutants(path)]
    if options.sample:
        found = random.Random(1).sample(found, min(options.sample, len(found)))
    reached, libraries = watched(paths, [f"tests/{name}.py" for name in names.split()])
    for library in libraries:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    alive = survivors(found, reached, options.jobs)
    for mutant in alive:
        print(f"{mutant.path.relative_to(ROOT)}:{mutant.first}: {mutant.what}")
    print(f"{len(alive)} of {len(found)} survive: {len(alive) / len(found):.0%}")


if __name__ == "__main__":
    main()
