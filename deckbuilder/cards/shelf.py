"""What earlier builds made of the parts of one file, each under a hash of all that it is made from."""

import msgspec

from deckbuilder.base.cache import digest, piece_of, program
from deckbuilder.base.model import Source
from deckbuilder.cards.part_cards import Tools
from deckbuilder.pictures.media import Library
from deckbuilder.read.parts import Part

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[bytes, bytes]]).decode


class Shelf:
    """What the cache has of one kind (`cards`, `kept`) of one file; what is not put back goes when it is written."""

    def __init__(self, kind: str, path: str, tools: Tools) -> None:
        self.tools = tools
        self.name = piece_of(kind, path)
        self.common = common(tools)
        data = tools.cache.get(self.name, self.common)
        self.before = dict(_decode(data)) if data else {}
        self.now: dict[bytes, bytes] = {}

    def get(self, part: Part) -> bytes | None:
        """Return what was made of a part; of the author's files that were looked into, it may be out of date."""
        key = self._key(part)
        return self.now.get(key) or self.before.get(key)

    def put(self, part: Part, data: bytes) -> None:
        """Keep what was made of a part."""
        self.now[self._key(part)] = data

    def write(self) -> None:
        """Let the cache have what was put here."""
        if self.now != self.before:
            self.tools.cache.put(self.name, self.common, _encode([*self.now.items()]))

    def _key(self, part: Part) -> bytes:
        start = part.source.start if "{line}" in self.tools.settings.source_link else 0
        return digest(source_key(part.source, self.tools.library), _encode((part.within, start)))


def common(tools: Tools) -> bytes:
    """Return a hash of what all parts are made from, but for the tables' pictures of the last build."""
    return digest(program(), _encode(tools.settings), tools.table_pictures.fonts)


def source_key(source: Source, library: Library) -> bytes:
    """Return a hash of what one source is made from besides.

    Of the author's files it holds the names; what is in those that were looked into, `looked` tells.
    """
    shows_media = "!" in source.text or "<" in source.text  # a comment or a line's end may part what names a picture
    return digest(source.path, source.text, _encode(source.settings), library.digest if shows_media else b"")
