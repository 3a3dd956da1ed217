"""python -m tests.mutants AREA: take each condition out of an area's modules, and list those that its tests do not miss.

A condition is taken as always true and as always false, and of several joined by `and` or `or` each is
left out in turn. For each of these mutants a process is forked in which the changed function takes the
place of the original, and the tests that reach its line are run; a mutant on which none fails has
survived. Most survivors want a case, some are needless code, a few mean the same as the original.
"""

import argparse
import ast
import functools
import gc
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
AREAS = {
    "read": (
        "deckbuilder/read/**/*.py",
        "test_cases test_coming test_text test_reading_rules test_readings test_choices test_markdown test_parts test_terms"
        " test_bad_input test_file_names test_places",
    ),
    "matching": (
        "deckbuilder/ledger/*.py",
        "test_matched test_identity test_identity_cases test_renames test_forms test_ledger test_copies"
        " test_pairing test_renamed test_evidence test_moved",
    ),
}
"""Name -> (modules, tests)."""
UNFIT = 3
PATIENCE = 5
"""Seconds of the processor, beside ten times what a test takes, after which a mutant counts as found: it does not end."""


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
    """Return all mutants of a file's functions."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        Mutant(path, node.lineno, node.end_lineno or node.lineno, f"{what}: “{ast.unparse(part)}”", number)
        for number, (node, what, part, _) in enumerate(_changes(tree))
    ]


def mutated(mutant: Mutant) -> CodeType:
    """Return the compiled file with one condition taken out."""
    tree = ast.parse(mutant.path.read_text("utf-8"))
    *_, change = list(_changes(tree))[mutant.number]
    change()
    return compile(ast.fix_missing_locations(tree), str(mutant.path), "exec")


Change = tuple[ast.expr, str, ast.expr, Callable[[], None]]
"""(condition, what is done to it, to which part of it, what does it)"""


def _changes(tree: ast.AST) -> Iterator[Change]:
    """Yield all changes to the functions of a file, in the order of its tree."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    inside = {id(child) for function in functions for child in ast.walk(function)}
    for node in ast.walk(tree):
        if id(node) not in inside:
            continue
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield from _decided(node, "test", node.test, ends=isinstance(node, ast.While))
        elif isinstance(node, ast.match_case) and node.guard:
            yield from _decided(node, "guard", node.guard)
        elif isinstance(node, ast.comprehension):
            for at, condition in enumerate(node.ifs):
                yield from _decided(node.ifs, at, condition)
        elif isinstance(node, ast.BoolOp):
            for operand in node.values:
                # `a and a` is `a`; with one operand only it could not be compiled.
                others = [other for other in node.values if other is not operand] * 2
                put = functools.partial(setattr, node, "values", others)
                yield node, "without", operand, put


def _decided(holder: Any, name: Any, condition: ast.expr, ends: bool = False) -> Iterator[Change]:
    """Yield a condition as always true and as always false; a loop only the latter, for it would not end."""
    put = holder.__setitem__ if isinstance(holder, list) else holder.__setattr__
    for value in (False,) if ends else (True, False):
        constant = ast.copy_location(ast.Constant(value), condition)
        yield condition, f"always {value}", condition, functools.partial(put, name, constant)


# --- putting a mutant in place ------------------------------------------------------------------


def put_in_place(mutant: Mutant) -> None:
    """Give every function of the mutant's file its code; forget what functions have kept of earlier calls."""
    codes = list(_inner(mutated(mutant)))
    functions, caches = _loaded()
    for function in functions:
        if function.__code__.co_filename == str(mutant.path):
            function.__code__ = _same(function.__code__, codes)
    for cache in caches:
        cache.cache_clear()


@functools.cache
def _loaded() -> tuple[list[FunctionType], list[Any]]:
    """Return the functions of the package that there are, and what keeps the results of some."""
    objects = gc.get_objects()
    functions = [found for found in objects if isinstance(found, FunctionType)]
    caches = [found for found in objects if isinstance(found, functools._lru_cache_wrapper)]
    ours = ("deckbuilder", "tests")
    return (
        [function for function in functions if function.__module__ and function.__module__.startswith(ours)],
        [cache for cache in caches if cache.__module__.startswith(ours) and cache is not _loaded],
    )


def _same(code: CodeType, others: Sequence[CodeType]) -> CodeType:
    """Return which of the others is of the same function; of several lambdas on a line, the one in the same column."""

    def begins(of: CodeType) -> str:
        return min((str(position) for position in of.co_positions() if position[2]), default="")

    found = [other for other in others if (other.co_qualname, other.co_firstlineno) == _named(code)]
    if len(found) > 1:
        found = [other for other in found if begins(other) == begins(code)] or [code]
    return found[0]


def _named(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _inner(constant)


# --- tests --------------------------------------------------------------------------------------


class Hunt:
    """A plugin that runs the tests on the files as they are, to see what each reaches, and then on each mutant."""

    def __init__(self, found: Sequence[Mutant], jobs: int) -> None:
        self.found = found
        self.jobs = jobs
        self.files = {str(mutant.path) for mutant in found}
        self.reaching: dict[tuple[str, int], set[pytest.Item]] = {}
        self.seconds: dict[pytest.Item, float] = {}
        self.running: dict[int, Mutant] = {}
        self.alive: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            start = time.process_time()
            assert self._passes(item, watched=True), f"{item.nodeid} fails before anything is changed"
            self.seconds[item] = time.process_time() - start
        _loaded()
        for mutant in self.found:
            if len(self.running) == self.jobs:
                self._wait()
            tests = sorted(self._reaching(mutant), key=self.seconds.__getitem__)
            if tests:
                self._fork(mutant, tests)
            else:
                self.alive.append(mutant)
        while self.running:
            self._wait()
        return True

    def _passes(self, item: pytest.Item, watched: bool = False) -> bool:
        def traced(frame: FrameType, event: str, _: object) -> Any:
            if frame.f_code.co_filename not in self.files:
                return None
            self.reaching.setdefault((frame.f_code.co_filename, frame.f_lineno), set()).add(item)
            return traced

        sys.settrace(traced if watched else None)
        reports = runtestprotocol(item, log=False)
        sys.settrace(None)
        return not any(report.failed for report in reports)

    def _reaching(self, mutant: Mutant) -> set[pytest.Item]:
        lines = range(mutant.first, mutant.last + 1)
        return set().union(*(self.reaching.get((str(mutant.path), line), set()) for line in lines))

    def _fork(self, mutant: Mutant, tests: Sequence[pytest.Item]) -> None:
        """Start a process that runs tests on a mutant until one fails."""
        if child := os.fork():
            self.running[child] = mutant
            return
        try:
            put_in_place(mutant)
            os._exit(0 if all(map(self._passes_in_time, tests)) else 1)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(UNFIT)

    def _passes_in_time(self, item: pytest.Item) -> bool:
        signal.setitimer(signal.ITIMER_PROF, PATIENCE + 10 * self.seconds[item])
        return self._passes(item)

    def _wait(self) -> None:
        child, status = os.wait()
        mutant = self.running.pop(child)
        assert os.waitstatus_to_exitcode(status) != UNFIT, f"cannot be put in place: {mutant}"
        if status == 0:
            self.alive.append(mutant)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--sample", type=int, default=0, help="of so many mutants, drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="of that lot")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    files, names = AREAS[options.area]
    found = [mutant for path in sorted(ROOT.glob(files)) for mutant in mutants(path)]
    if options.sample:
        found = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    hunt = Hunt(found, options.jobs)
    tests = [f"tests/{name}.py" for name in names.split()]
    if code := pytest.main(["-p", "no:cacheprovider", "-p", "no:xdist", *tests], plugins=[hunt]):
        raise SystemExit(code)
    for mutant in sorted(hunt.alive):
        print(f"{mutant.path.relative_to(ROOT)}:{mutant.first}: {mutant.what}")
    print(f"{len(hunt.alive)} of {len(found)} survive: {len(hunt.alive) / len(found):.0%}")


if __name__ == "__main__":
    main()
