"""Draw table pictures and scale pictures down: the one place that knows Pillow."""

import io
import os
import struct
import warnings
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuilder.base.words import Words
from deckbuilder.pictures.column_widths import LEADING, LONGEST, PAD_X, PAD_Y, RULE, Box, Page
from deckbuilder.pictures.line_breaks import Measure, widths_at

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SIZE = 28
"""Pixels of an em: 14 points at 2x."""
_PLATE, _INK, _LINE = "#fbfbf9", "#1d1d1f", "#aeb4bb"
_FILL = {"head": "#e3e8ee", "key": "#f0f2f5", "body": _PLATE}
_COLOURS = 32
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow raises for damaged files."""
_SCALED = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG", "WEBP": "WEBP"}
"""Formats that are scaled down -> how they are written. A phone's JPEG that holds a second picture is an MPO."""
_SHOWN = frozenset((*_SCALED, "GIF", "AVIF"))
"""Formats that every Anki shows."""


class Pen:
    """Two weights of one typeface at the size of table pictures."""

    def __init__(self, regular: str = "", bold: str = "") -> None:
        self.fonts = {False: _font(regular, "regular"), True: _font(bold or regular, "bold")}
        self.widths: dict[tuple[str, bool], float] = {}

    def measure(self, text: str, bold: bool) -> float:
        """Return the width of a text in pixels."""
        key = (text, bold)
        if key not in self.widths:
            self.widths[key] = self.fonts[bold].getlength(text)
        return self.widths[key]


def _font(path: str, weight: str) -> "FreeTypeFont":
    """Return a font; an own one is read whole, because one that is used from its file must not change meanwhile."""
    return _loaded(io.BytesIO(Path(path).read_bytes())) if path else _bundled(weight)


@cache
def _bundled(weight: str) -> "FreeTypeFont":
    """Return a font of ours, which is read from its file as it is used: all of it twice over would be 30 MB."""
    name = f"NotoSansCJKjp-{weight.capitalize()}.otf"
    return _loaded(str(files(f"noto_cjk_sans_jp_{weight}").joinpath(name)))


def _loaded(font: str | io.BytesIO) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(font, SIZE, layout_engine=ImageFont.Layout.BASIC)


def drawn(page: Page, pen: Pen) -> bytes:
    """Return a page as PNG with a palette, the same bytes for the same page."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (page.width, page.height), _PLATE)
    canvas = ImageDraw.Draw(image)
    for box in page.boxes:
        area = (box.left, box.top, box.left + box.width + RULE - 1, box.top + box.height + RULE - 1)
        canvas.rectangle(area, fill=_FILL[box.role], outline=_LINE, width=RULE)
    for box in page.boxes:
        _write(canvas, box, pen)
    scale = LONGEST / max(image.size)
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def _write(canvas: "object", box: Box, pen: Pen) -> None:
    top = box.top + PAD_Y + (box.height - 2 * PAD_Y - len(box.lines) * LEADING) // 2 + RULE // 2
    for at, line in enumerate(box.lines):
        weights = [(run.text, run.bold or box.role != "body") for run in line]
        width = sum(pen.measure(text, bold) for text, bold in weights)
        left = box.left + (box.width - PAD_X - width if box.align_right else PAD_X)
        for text, bold in weights:
            canvas.text((left, top + at * LEADING + LEADING // 2), text, _INK, pen.fonts[bold], anchor="lm")  # type: ignore[attr-defined]
            left += pen.measure(text, bold)


def measure_of(pen: Pen, font_scale: float = 1) -> Measure:
    """Return the measure that layout uses: names are set bold, so all is measured bold."""
    return Measure(lambda text, bold: max(pen.measure(text, True), pen.measure(text, bold)), widths_at(font_scale))


MAKE_SMALLER = Words("make it smaller", "小さくしてください")
SAVE_AS_PNG = Words("save it as PNG or JPEG", "PNG か JPEG で保存してください")


class PictureError(Exception):
    """The picture cannot be used: why, and what to do."""


def shrunk(data: bytes) -> tuple[bytes, str] | None:
    """Return a picture scaled to 1024 px on its long edge, and its former size; None if it is no larger than that.

    Raises PictureError where it cannot be shown, or has more pixels than a phone can hold.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as image:
                kind = image.format or ""
                if kind not in _SHOWN:
                    raise PictureError(not_shown(kind), SAVE_AS_PNG)
                image.load()
                moves = getattr(image, "is_animated", False) and kind != "MPO"
                if max(image.size) <= LONGEST or kind not in _SCALED or moves:
                    return None
                small = _upright(image)
                size = f"{small.width} x {small.height}"
                small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
                target = io.BytesIO()
                small.save(target, _SCALED[kind])
                return target.getvalue(), size
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise PictureError(Words("it has too many pixels", "画素が多すぎます"), MAKE_SMALLER) from error
        except _BROKEN as error:
            raise PictureError(_DAMAGED, _SAVE_ANEW) from error


def not_shown(kind: str) -> Words:
    """Say that a kind of file cannot be used."""
    return Words(f"not every Anki shows {kind} files", f"{kind} のファイルは、表示できない Anki があります")


_DAMAGED = Words("it is damaged or no picture", "壊れているか、画像ではありません")
_SAVE_ANEW = Words("save it anew as PNG or JPEG", "PNG か JPEG で保存し直してください")


def _upright(image: "Image") -> "Image":
    """Return a copy of a picture that stands as its EXIF says, which is not written with it."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image.copy()


def font_file(path: str, folder: Path) -> str:
    """Return the absolute path of a font named in deck.toml, relative to the notes folder."""
    return os.path.realpath(folder / path) if path else ""


def is_font(path: str) -> bool:
    """Tell whether a path from `font_file` is that of a font that can be used."""
    try:
        return not path or (Path(path).is_file() and bool(_font(path, "")))
    except OSError:
        return False
