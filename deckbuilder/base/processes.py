"""Work shared out among all cores."""

import errno
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

from deckbuilder.base.patterns import Codes, compiled_lately, take_up

Common = TypeVar("Common")
Item = TypeVar("Item")
Result = TypeVar("Result")


_AHEAD = 4
"""Items for each process that wait for it, or for who takes up what came of them; more would only take memory."""
MUCH = 1.0
"""Seconds of work from which on other processes are worth their start."""
LEAST = 0.25
"""Seconds of work that each of them is given at least."""


def shared_out(
    work: Callable[[Common, Item], Result], common: Common, items: Iterable[Item], seconds: float
) -> Iterator[Result]:
    """Yield work(common, item) for each item, in order; on all cores where it is about so many seconds of work that it pays.

    Raises ChildProcessError if one of them is killed.
    """
    workers = min(os.cpu_count() or 1, int(seconds / LEAST)) if seconds >= MUCH else 1
    if workers < 2:
        yield from (work(common, item) for item in items)
        return
    # What processes need takes long to import, and after most edits there is too little work for them.
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if _may_fork() else "spawn")
    with ProcessPoolExecutor(workers, context, _start, (work, common)) as pool:
        try:
            yield from _in_order(pool, items, _AHEAD * workers)
        except BrokenProcessPool:
            raise ChildProcessError(errno.ECHILD, _KILLED) from None
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()  # nobody waits for what it does
            raise


def _in_order(pool: "ProcessPoolExecutor", items: Iterable[Any], ahead: int) -> Iterator[Any]:
    """Yield what comes of each item; so many are handed over before the first is taken up."""
    waiting: deque[Future[tuple[Any, Codes]]] = deque()
    for item in items:
        waiting.append(pool.submit(_do, item))
        if len(waiting) > ahead:
            yield _taken_up(waiting.popleft())
    while waiting:
        yield _taken_up(waiting.popleft())


def _taken_up(done: "Future[tuple[Any, Codes]]") -> Any:
    """Return what came of an item; what had to be compiled for it is there for later processes, and kept for later builds."""
    result, codes = done.result()
    take_up(codes)
    return result


def _may_fork() -> bool:
    """Tell whether processes are to be forked, which is instant and shares what is in memory already.

    It is not safe beside other threads; and of a large process each writes, bit by bit, a copy of its own.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") < _LARGE


_LARGE = 250_000_000
"""Bytes in memory from which on a process is not forked."""
_KILLED = "a process of the build was killed, as happens where memory runs out; close other programs and try again"
_job: list[Any] = []
"""In a worker process: what to do, and what is common to all items."""


def _start(work: Callable[[Common, Item], Result], common: Common) -> None:
    _job[:] = [work, common]
    compiled_lately()  # what is known by now need not be told
    gc.disable()  # as in the process that it works for (__main__.py); one that is not forked does not know
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the parent is gone; one that was killed could end nobody."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _do(item: Item) -> tuple[Any, Codes]:
    work, common = _job
    return work(common, item), compiled_lately()
