"""Under which key the cache keeps what was made of a part: a hash of all that it is made from.

Of the author's files that it shows a key holds the names; what is in those that were looked into, `looked` tells.
What the tables' pictures of the last build have to do with it, `is_current` tells.
"""

from collections.abc import Mapping, Sequence

import msgspec

from deckbuilder.base.cache import digest, program
from deckbuilder.cards.part_cards import Tools
from deckbuilder.pictures.table_pictures import Laid
from deckbuilder.read.parts import Part

_encode = msgspec.msgpack.Encoder().encode


class PartKeys:
    """The keys of parts that are made with these tools."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.common = digest(program(), _encode(tools.settings), tools.table_pictures.fonts)

    def of(self, part: Part) -> bytes:
        """Return the key of a part; where it stands in its file matters only where links say so."""
        source = part.source
        shows_media = "!" in source.text or "<" in source.text  # a comment or a line's end may part a picture's name
        start = source.start if "{line}" in self.tools.settings.source_link else 0
        return digest(
            self.common,
            source.path,
            source.text,
            _encode((source.settings, source.name, part.within, start, source.links)),
            self.tools.library.digest if shows_media else b"",
        )


def is_current(looked: Mapping[str, bytes], tables: Sequence[Laid], tools: Tools) -> bool:
    """Tell whether the author's files that a part shows are as they were, and its tables would be laid out as they were.

    Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
    build after it would make.
    """
    if not tools.library.is_as(looked):
        return False
    taken = {key for table in tables for key in table.cells}
    for table in tables:
        now = tools.table_pictures.earlier(table.place, table.cells, taken)
        if now != table.earlier and (table.earlier or now != table.parts):
            return False
    return True
