"""Where table pictures are made: layout and drawing together, with what the deck's settings say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from deckbuilder.ledger import Ledger
from deckbuilder.model import Settings, Table
from deckbuilder.pictures import Pen, drawn, font_file, measure_of
from deckbuilder.shelf import Shelf, digest, program
from deckbuilder.tables import sheets


class Picture(NamedTuple):
    """A drawn sheet: its PNG and where its cells are."""

    data: bytes
    areas: dict[str, tuple[float, float, float, float]]
    """Cell key -> (left, top, width, height) as fractions of the picture."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Picture]).decode


@dataclass(slots=True)
class Studio:
    """Draws tables; the fonts are loaded when the first table comes."""

    regular: str = ""
    bold: str = ""
    previous: tuple[frozenset[str], ...] = ()
    """The cells of each picture of the last build."""
    shelf: Shelf = field(default_factory=Shelf)
    pens: list[Pen] = field(default_factory=list)

    @classmethod
    def of(cls, settings: Settings, folder: Path, ledger: Ledger, shelf: Shelf) -> "Studio":
        """Return a studio for a deck's settings and the pictures of its last build."""
        pictures = (frozenset(r.cells) for r in ledger.records.values() if r.kind == "occlusion" and not r.retired)
        regular, bold = font_file(settings.font, folder), font_file(settings.font_bold, folder)
        return cls(regular, bold, tuple(pictures), shelf)

    @property
    def fonts(self) -> tuple[bytes, bytes]:
        """The author's own fonts."""
        regular, bold = (Path(path).read_bytes() if path else b"" for path in (self.regular, self.bold))
        return regular, bold

    def earlier(self, cells: Iterable[str]) -> frozenset[frozenset[str]]:
        """Return the pictures of the last build that had any of these cells."""
        some = frozenset(cells)
        return frozenset(part for part in self.previous if part & some)

    def sheets(self, table: Table, cells: Iterable[str]) -> list[Picture]:
        """Return the pictures of a table, which has these cells.

        Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
        build after it would make.
        """
        earlier = self.earlier(cells)
        for parts in (earlier, frozenset[frozenset[str]]()):
            data = self.shelf.get(*self._label(table, parts))
            pictures = _decode(data) if data else []
            if pictures and (parts == earlier or _are_of(pictures, earlier)):
                return pictures
        pictures = self._drawn(table)
        self.shelf.put(*self._label(table, earlier), _encode(pictures))
        return pictures

    def _label(self, table: Table, earlier: frozenset[frozenset[str]]) -> tuple[str, bytes]:
        """Return the name and the key under which a table's pictures are kept."""
        rows = [[text.md for text in row] for row in (table.header, *table.rows)]
        caption = table.caption.md if table.caption else None
        key = digest(program(), _encode((rows, caption, sorted(map(sorted, earlier)))), *self.fonts)
        return f"picture-{key.hex()[:16]}", key

    def _drawn(self, table: Table) -> list[Picture]:
        if not self.pens:
            self.pens.append(Pen(self.regular, self.bold))
        pen = self.pens[0]
        found = []
        for sheet in sheets(table, self.previous, measure_of(pen)):
            areas = {
                key: (left / sheet.width, top / sheet.height, width / sheet.width, height / sheet.height)
                for key, (left, top, width, height) in sheet.cells.items()
            }
            found.append(Picture(drawn(sheet, pen), areas))
        return found


def _are_of(pictures: Sequence[Picture], earlier: frozenset[frozenset[str]]) -> bool:
    """Tell whether these pictures are the earlier ones, part by part."""
    homes = {at for part in earlier for at, picture in enumerate(pictures) if part <= picture.areas.keys()}
    return len(homes) == len(earlier) == len(pictures)
