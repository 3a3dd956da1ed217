"""Work that is counted, not timed: how busy the machine is makes no difference to it."""

import cProfile
import gc
from collections.abc import Callable
from functools import _lru_cache_wrapper


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called while something is done, those that are written in C included.

    Texts that have been read before are read again.
    """
    for thing in gc.get_objects():
        if isinstance(thing, _lru_cache_wrapper) and thing.cache_info().maxsize:
            thing.cache_clear()
    profile = cProfile.Profile()
    profile.enable()
    try:
        work()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())
