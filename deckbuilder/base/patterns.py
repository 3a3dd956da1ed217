"""Patterns that are compiled when they are first used: there are hundreds, and a build after an edit needs few.

Compiling those few is still a fifth of such a build. So what they came to can be kept and recalled; Python's own
cache of patterns ends with the process.
"""

import marshal
import re
from array import array
from importlib import import_module
from itertools import islice
from typing import Any, AnyStr, cast

_compiler: Any = import_module("re._compiler")
_engine: Any = import_module("_sre")

Codes = dict[tuple[str | bytes, int], tuple[Any, ...]]
"""What Python's engine is given to make each pattern, by the pattern and its flags."""
_codes: Codes = {}
_recalled = _told = 0


def recall(kept: bytes) -> None:
    """Spare compiling what an earlier run of this very Python has compiled."""
    global _recalled
    codes = marshal.loads(kept)
    _codes.update(codes)
    _recalled = len(codes)


def compiled_lately() -> Codes:
    """Return what was compiled since this was last asked, for another process to take up."""
    global _told
    found = dict(islice(_codes.items(), _told, None))
    _told = len(_codes)
    return found


def take_up(codes: Codes) -> None:
    """Spare compiling what another process has compiled."""
    _codes.update(codes)


def compiled_anew() -> bytes | None:
    """Return what to keep for later runs; None where nothing was compiled that had not been recalled."""
    return marshal.dumps(_codes) if len(_codes) > _recalled else None


def _compiled(pattern: str | bytes, flags: int) -> Any:
    if (pattern, flags) not in _codes:
        _codes[pattern, flags] = _code(pattern, flags)
    all_flags, numbers, *groups = _codes[pattern, flags]
    return _engine.compile(pattern, all_flags, array("I", numbers).tolist(), *groups)


def _code(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """Return what the last step of `re.compile` is given, without the pattern itself."""
    parsed = _compiler._parser.parse(pattern, flags)
    numbers = array("I", _compiler._code(parsed, flags)).tobytes()
    names = {number: name for name, number in parsed.state.groupdict.items()}
    by_number = tuple([names.get(number) for number in range(parsed.state.groups)])
    return flags | parsed.state.flags, numbers, parsed.state.groups - 1, parsed.state.groupdict, by_number


class _Lazy:
    """Has what a compiled pattern has; what is asked for stays with it, so that it is found at once the next time."""

    def __init__(self, pattern: str | bytes, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self.given_flags = flags

    def __getattr__(self, name: str) -> Any:
        is_self = name == "compiled"
        found = _compiled(self.pattern, int(self.given_flags)) if is_self else getattr(self.compiled, name)
        setattr(self, name, found)
        return found


def lazy(pattern: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Return what can be used as a pattern of `re.compile`; one that is wrong raises re.error when it is first used."""
    return cast(re.Pattern[AnyStr], _Lazy(pattern, flags))
