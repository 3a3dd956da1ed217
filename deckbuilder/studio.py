"""Where table pictures are made: layout and drawing together, with what the deck's settings say."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deckbuilder.ledger import Ledger
from deckbuilder.model import Settings, Table
from deckbuilder.pictures import Pen, drawn, font_file, measure_of
from deckbuilder.tables import sheets


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn sheet: its PNG and where its cells are."""

    data: bytes
    areas: dict[str, tuple[float, float, float, float]]
    """Cell key -> (left, top, width, height) as fractions of the picture."""


@dataclass(slots=True)
class Studio:
    """Draws tables; the fonts are loaded when the first table comes."""

    regular: str = ""
    bold: str = ""
    previous: tuple[frozenset[str], ...] = ()
    """The cells of each picture of the last build."""
    pens: list[Pen] = field(default_factory=list)

    @classmethod
    def of(cls, settings: Settings, folder: Path, ledger: Ledger) -> "Studio":
        """Return a studio for a deck's settings and the pictures of its last build."""
        pictures = (frozenset(r.cells) for r in ledger.records.values() if r.kind == "occlusion" and not r.retired)
        regular, bold = font_file(settings.font, folder), font_file(settings.font_bold, folder)
        return cls(regular, bold, tuple(pictures))

    def sheets(self, table: Table) -> Iterator[Picture]:
        """Yield the pictures of a table."""
        if not self.pens:
            self.pens.append(Pen(self.regular, self.bold))
        pen = self.pens[0]
        for sheet in sheets(table, self.previous, measure_of(pen)):
            areas = {
                key: (left / sheet.width, top / sheet.height, width / sheet.width, height / sheet.height)
                for key, (left, top, width, height) in sheet.cells.items()
            }
            yield Picture(drawn(sheet, pen), areas)
