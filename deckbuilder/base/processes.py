"""Work shared out among all cores."""

import errno
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Common = TypeVar("Common")
Item = TypeVar("Item")
Result = TypeVar("Result")


def shared_out(
    work: Callable[[Common, Item], Result], common: Common, items: Sequence[Item], is_much: bool
) -> Iterator[Result]:
    """Yield work(common, item) for each item, in order; in processes side by side if it is much.

    Raises ChildProcessError if one of them is killed.
    """
    workers = min(os.cpu_count() or 1, len(items))
    if workers < 2 or not is_much:
        yield from (work(common, item) for item in items)
        return
    # Forking is instant and shares what is in memory already, but is not safe beside other threads.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(workers, context, _start, (work, common)) as pool:
        try:
            yield from pool.map(_do, items)
        except BrokenProcessPool:
            raise ChildProcessError(errno.ECHILD, _KILLED) from None
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()  # nobody waits for what it does
            raise


_KILLED = "a process of the build was killed, as happens where memory runs out; close other programs and try again"
_job: list[Any] = []
"""In a worker process: what to do, and what is common to all items."""


def _start(work: Callable[[Common, Item], Result], common: Common) -> None:
    _job[:] = [work, common]
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
