"""Patterns that are compiled when they are first used: there are hundreds, and a build after an edit needs few."""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Has what a compiled pattern has; what is asked for stays with it, so that it is found at once the next time."""

    def __init__(self, pattern: str | bytes, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self.given_flags = flags

    def __getattr__(self, name: str) -> Any:
        found: Any = re.compile(self.pattern, self.given_flags) if name == "compiled" else getattr(self.compiled, name)
        setattr(self, name, found)
        return found


def lazy(pattern: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """Return what can be used as a pattern of `re.compile`; one that is wrong raises re.error when it is first used."""
    return cast(re.Pattern[AnyStr], _Lazy(pattern, flags))
