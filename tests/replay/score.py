"""What became of the facts."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Score:
    """Counts over all builds. A fact is lost when it stays in the notes and its note does not."""

    edits: int = 0
    builds: int = 0
    lost: int = 0
    duplicated: int = 0
    inherited: int = 0
    retired: int = 0
    """Facts that are no longer asked although all their lines stand as they stood."""
    rewrites: int = 0
    rewrites_kept: int = 0
    parts: int = 0
    """Hidden parts that were followed from one build to the next."""
    merged: int = 0
    deleted: int = 0
    """Branches that were merged, and notes that were deleted in Anki."""
    by_edit: Counter[str] = field(default_factory=Counter)
    stories: list[str] = field(default_factory=list)
