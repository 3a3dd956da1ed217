"""The time of a build."""

import os
import time

from deckbuilder.base.model import LAST_SECOND


def clock() -> int:
    """Return the build's time in seconds; SOURCE_DATE_EPOCH fixes it (reproducible-builds.org)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return min(int(fixed.lstrip("0")[:20] or "0"), LAST_SECOND) if fixed.isdecimal() else int(time.time())
