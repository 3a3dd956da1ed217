"""Notes whose cards ask a part of a picture: tables that are drawn, and diagrams."""

import html
import posixpath
from collections.abc import Iterator

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Paragraph, Table
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import Place
from deckbuilder.base.notes import Asset, Draft, Rendered
from deckbuilder.base.text import fold
from deckbuilder.cards.inline_html import images
from deckbuilder.cards.note_making import NoteMaker
from deckbuilder.cards.sanitizing import escaped, guarded
from deckbuilder.pictures.media import packaged_name
from deckbuilder.pictures.svg import Region
from deckbuilder.pictures.table_pictures import Laid, TablePictures, parts_of
from deckbuilder.read.cells import Cell, table_cells


class PictureNotes:
    """Makes the picture notes of one file."""

    def __init__(self, maker: NoteMaker, table_pictures: TablePictures, cells: set[str]) -> None:
        self.maker = maker
        self.setter = maker.setter
        self.table_pictures = table_pictures
        self.cells = cells
        """Names of the cells that are asked of all tables that become pictures."""
        self.tables: list[Laid] = []
        """Those tables, as they were laid out."""
        self.pictures: list[Asset] = []
        """Pictures that were drawn for them."""
        self.unmade: set[Place] = set()
        """Trails with terms of diagrams that cannot be asked as they are."""

    def notes(self, draft: Draft) -> Iterator[Rendered]:
        """Yield an image-occlusion note for each picture of a table, or the one of a diagram."""
        block = draft.body[0]
        header = self._header(draft, block)
        covers_all = _covers_all(block, self.maker.settings.masks)
        if not isinstance(block, Table):
            assert isinstance(block, Paragraph)
            yield from self._diagram(draft, block, header, covers_all)
            return
        place = (*draft.trail, draft.term)
        drawn = drawn_cells(draft)
        texts = {cell.key: html_plain(self.setter.text(cell.text)) for cell in drawn}
        asks = {cell.key: (cell.text.first, fold(cell.key)) for cell in drawn}
        earlier = self.table_pictures.earlier(place, texts, self.cells)
        pictures = self.table_pictures.pictures(block, texts, earlier)
        self.tables.append(Laid(place, texts, earlier, parts_of(pictures, texts)))
        for file_cards in pictures:
            slots = tuple((key, texts[key]) for key in file_cards.areas if key in texts)
            if not slots:
                continue
            picture = Asset(packaged_name("table.png", file_cards.data), file_cards.data)
            self.pictures.append(picture)
            areas = [[file_cards.areas[key]] for key, _ in slots]
            alt = f"表：{header}" if header else "表"
            note = self._picture_note(draft, header, picture.name, alt, slots, areas, covers_all)
            yield replace(note, asks=tuple(asks[key] for key, _ in slots))

    def _diagram(self, draft: Draft, block: Paragraph, header: str, covers_all: bool) -> Iterator[Rendered]:
        """Ask the labelled regions of an SVG."""
        pictures = images(self.setter.text(block.text))
        paths = self.setter.media.get(block.text.md, ())
        if not pictures or not paths:
            self.unmade.add((*draft.trail, draft.term))
            return
        regions, unplaced = self.setter.library.regions(paths[0])
        for label in unplaced:
            self.setter.report("N407", block.text, label, posixpath.basename(paths[0]))
        if not regions:
            self.unmade.add((*draft.trail, draft.term))
            if not unplaced:
                self.setter.report("N404", block.text, posixpath.basename(paths[0]))
            return
        slots = tuple((label, label) for label in regions)
        name, alt = pictures[0]["src"], pictures[0].get("alt") or header
        yield self._picture_note(draft, header or alt, name, alt, slots, list(regions.values()), covers_all)

    def _picture_note(
        self,
        draft: Draft,
        header: str,
        name: str,
        alt: str,
        slots: tuple[tuple[str, str], ...],
        areas: list[list[Region]],
        covers_all: bool,
    ) -> Rendered:
        # Under a caption of its own the picture belongs to the term, which stands nowhere else on the front.
        under = (draft.term,) if draft.term and fold(header) != fold(draft.term) else ()
        fields = {
            "Occlusion": "".join(_mask(slot, area, covers_all) for slot, own in enumerate(areas) for area in own),
            "Image": f'<img src="{name}" alt="{guarded(html.escape(alt))}">',
            "Header": escaped(header),
            **self.maker.common(draft, (), under),
        }
        answer = " ".join(f"{key} {text}" for key, text in slots)
        return self.maker.note(draft, fields, header, answer, slots)

    def _header(self, draft: Draft, block: Block) -> str:
        """Return what a picture is called: its caption, or else the term."""
        if isinstance(block, Table) and block.caption:
            return html_plain(self.setter.text(block.caption))
        return draft.term


def drawn_cells(draft: Draft) -> list[Cell]:
    """Return the cells that a picture of a table asks."""
    block = draft.body[0] if draft.kind == "occlusion" else None
    return [cell for cell in table_cells(block) if cell.asked] if isinstance(block, Table) else []


def _covers_all(block: Block, default: str) -> bool:
    """Tell whether a picture covers all its parts, or only the one that is asked."""
    options = [directive.option for directive in block.directives if directive.name == "picture"]
    return (next(filter(None, options), "") or default) == "all"


def _mask(slot: int, area: Region, covers_all: bool) -> str:
    """Return a mask as Anki writes it; fractions of the picture's size, `oi` covers it on the others' cards too."""
    left, top, width, height = (f"{value:.4f}".strip("0").rstrip(".") or "0" for value in area)
    where = f"left={left}:top={top}:width={width}:height={height}" + (":oi=1" if covers_all else "")
    return f"{{{{c\x11{slot}\x11::image-occlusion:rect:{where}}}}}<br>"
