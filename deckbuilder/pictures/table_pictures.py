"""Tables to pictures: layout and drawing together, with the deck's fonts and the pictures it had before."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from deckbuilder.base.blocks import Table
from deckbuilder.base.cache import Cache, digest, program
from deckbuilder.base.model import Place, Settings
from deckbuilder.ledger.records import Ledger
from deckbuilder.ledger.renamed_cells import renamed
from deckbuilder.pictures.drawing import Pen, drawn, font_file, measure_of
from deckbuilder.pictures.table_layout import pages


class Picture(NamedTuple):
    """A drawn page: its PNG and where its cells are."""

    data: bytes
    areas: dict[str, tuple[float, float, float, float]]
    """Cell key -> (left, top, width, height) as fractions of the picture."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Picture]).decode


Cells = Mapping[str, str]
"""Cell key -> plain text, of cells that are asked."""
Parts = frozenset[frozenset[str]]
"""How the cells of a table are shared among pictures."""


class Laid(NamedTuple):
    """A table as it was laid out."""

    place: Place
    cells: dict[str, str]
    earlier: Parts
    """The pictures of the last build that it was laid out by."""
    parts: Parts


class TablePictures(msgspec.Struct):
    """Draws tables; the fonts are loaded when the first table comes."""

    regular: str = ""
    bold: str = ""
    font_scale: float = 1
    fonts: bytes = b""
    """A hash of the author's own fonts."""
    here: dict[Place, list[Cells]] = {}
    """The pictures of the last build by their place."""
    asking: dict[str, list[Cells]] = {}
    """The same by each of their cells."""
    cache: Cache = msgspec.field(default_factory=Cache)
    pens: list[Pen] = []

    @classmethod
    def of(cls, settings: Settings, folder: Path, ledger: Ledger, cache: Cache) -> "TablePictures":
        """Return what draws the tables of a deck, by its settings and the pictures of its last build."""
        regular, bold = font_file(settings.font, folder), font_file(settings.font_bold, folder)
        fonts = digest(*(Path(path).read_bytes() if path else b"" for path in (regular, bold)))
        made = cls(regular, bold, settings.font_scale, fonts, cache=cache)
        for record in ledger.records.with_cells():
            if record.role == "table" and not record.retired:
                made.here.setdefault(record.place, []).append(record.cells)
                for key in record.cells:
                    made.asking.setdefault(key, []).append(record.cells)
        return made

    def earlier(self, place: Place, cells: Cells, taken: Collection[str]) -> Parts:
        """Return how the last build shared these cells among pictures, told by their names of now.

        Those are the pictures in the table's place that ask any of its cells, also by a former name: of
        a row or column that was renamed, in a picture that has no cell of another table of the file
        (`taken` holds the keys of them all). Only without any such picture, as when a heading was
        renamed, it is those elsewhere.
        """
        here = [part for part in self.here.get(place, ()) if part.keys() & cells.keys() or not part.keys() & taken]
        before = {key: text for part in here for key, text in part.items()}
        # Pictures come in no order, so theirs tells nothing.
        names = renamed(before, cells, in_order=False)
        if not names:
            here = [part for key in cells for part in self.asking.get(key, ())]
            names = {key: key for key in cells}
        parts = (frozenset(key for key, old in names.items() if old in part) for part in here)
        return frozenset(part for part in parts if part)

    def pictures(self, table: Table, cells: Cells, earlier: Parts) -> list[Picture]:
        """Return the pictures of a table.

        Once drawn, a table keeps to the pictures it has; so what was laid out freely is also what the
        build after it would make.
        """
        for parts in (earlier, frozenset[frozenset[str]]()):
            data = self.cache.get(*self._label(table, parts))
            found = _decode(data) if data else []
            if found and (parts == earlier or parts_of(found, cells) == earlier):
                return found
        found = self._drawn(table, earlier)
        self.cache.put(*self._label(table, earlier), _encode(found))
        return found

    def _label(self, table: Table, earlier: Parts) -> tuple[str, bytes]:
        """Return the name and the key under which a table's pictures are kept."""
        rows = [[text.md for text in row] for row in (table.header, *table.rows)]
        caption = table.caption.md if table.caption else None
        key = digest(program(), _encode((rows, caption, sorted(map(sorted, earlier)), self.font_scale)), self.fonts)
        return f"picture-{key.hex()[:16]}", key

    def _drawn(self, table: Table, earlier: Parts) -> list[Picture]:
        if not self.pens:
            self.pens.append(Pen(self.regular, self.bold))
        pen = self.pens[0]
        found = []
        for page in pages(table, earlier, measure_of(pen, self.font_scale)):
            areas = {
                key: (left / page.width, top / page.height, width / page.width, height / page.height)
                for key, (left, top, width, height) in page.cells.items()
            }
            found.append(Picture(drawn(page, pen), areas))
        return found


def parts_of(pictures: Iterable[Picture], cells: Cells) -> Parts:
    """Return the cells that are asked in each picture, of pictures that ask any."""
    parts = (frozenset(picture.areas.keys() & cells.keys()) for picture in pictures)
    return frozenset(part for part in parts if part)
