"""Work shared out among all cores."""

import errno
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

Common = TypeVar("Common")
Item = TypeVar("Item")
Result = TypeVar("Result")


_AHEAD = 4
"""Items for each process that wait for it, or for who takes up what came of them; more would only take memory."""


def shared_out(
    work: Callable[[Common, Item], Result], common: Common, items: Iterable[Item], most: int
) -> Iterator[Result]:
    """Yield work(common, item) for each item, in order; in `most` processes side by side, one on each core at most.

    Raises ChildProcessError if one of them is killed.
    """
    workers = min(os.cpu_count() or 1, most)
    if workers < 2:
        yield from (work(common, item) for item in items)
        return
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


def _in_order(pool: ProcessPoolExecutor, items: Iterable[Any], ahead: int) -> Iterator[Any]:
    """Yield what comes of each item; so many are handed over before the first is taken up."""
    waiting: deque[Future[Any]] = deque()
    for item in items:
        waiting.append(pool.submit(_do, item))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


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
    gc.disable()  # as in the process that it works for (__main__.py); one that is not forked does not know
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the parent is gone; one that was killed could end nobody."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


def _do(item: Item) -> Any:
    work, common = _job
    return work(common, item)
