"""What still stands in the notes, whatever cards are made of it."""

from collections.abc import Iterable, Mapping

from deckbuilder.base.text import fold, html_plain
from deckbuilder.ledger.records import Record

_SURE = 4
"""Folded characters from which a text that stands in the notes is hardly there by chance."""
_MARKS = str.maketrans("", "", "*=`【】#-・:|")


class Standing:
    """The notes, by path, as bare text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.files = {path: _bare(text) for path, text in texts.items()}
        self.all = "\n".join(self.files.values())

    def have(self, record: Record) -> bool:
        """Tell whether a record's file is there, with the headings that it stood under, or its text anywhere."""
        file = self.files.get(record.path, "")
        is_placed = bool(record.trail) and all(_bare(heading) in file for heading in record.trail)
        return is_placed or self.has_text(record.prompt, html_plain(record.answer))

    def has_text(self, *texts: str) -> bool:
        """Tell whether any of these plain texts stands in the notes; short ones tell nothing."""
        return any(len(bare) >= _SURE and bare in self.all for bare in map(_bare, texts))

    def have_together(self, texts: Iterable[str]) -> bool:
        """Tell whether all of these plain texts stand in one file."""
        bare = [*map(_bare, texts)]
        return any(all(text in file for text in bare) for file in self.files.values())


def _bare(text: str) -> str:
    return fold(text).translate(_MARKS)
