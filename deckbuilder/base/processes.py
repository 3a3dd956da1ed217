"""Work shared out among all cores."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Common = TypeVar("Common")
Item = TypeVar("Item")
Result = TypeVar("Result")


def shared_out(
    work: Callable[[Common, Item], Result], common: Common, items: Sequence[Item], is_much: bool
) -> Iterator[Result]:
    """Yield work(common, item) for each item, in order; in processes side by side if it is much."""
    workers = min(os.cpu_count() or 1, len(items))
    if workers < 2 or not is_much:
        yield from (work(common, item) for item in items)
        return
    # Forking is instant and shares what is in memory already, but is not safe beside other threads.
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(workers, context, _start, (work, common)) as pool:
        yield from pool.map(_do, items)


_job: list[Any] = []
"""In a worker process: what to do, and what is common to all items."""


def _start(work: Callable[[Common, Item], Result], common: Common) -> None:
    _job[:] = [work, common]


def _do(item: Item) -> Any:
    work, common = _job
    return work(common, item)
