"""Read SVG diagrams: what they ask and where, and what is left when nothing active remains."""

import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from deckbuilder.base.printed import printable
from deckbuilder.base.words import Words
from deckbuilder.pictures.svg_boxes import NUMBER, UNMOVED, Area, Matrix, area, local_name, within
from deckbuilder.pictures.svg_weight import DEEPEST, DiagramError, check_weight, paints_with_shapes

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_ACTIVE = frozenset(
    ("script", "foreignObject", "iframe", "embed", "object", "audio", "video", "animate", "animateMotion",
     "animateTransform", "set", "handler", "listener", "a", "feConvolveMatrix", "feMorphology", "feTurbulence")
)  # fmt: skip
"""Elements that do something, load something, or take a renderer as long as they please."""
MOST_REGIONS = 100
"""Parts of a diagram that may be asked; Anki has 500 cloze numbers a note, and none is given twice."""
ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


Region = tuple[float, float, float, float]
"""(left, top, width, height) as fractions of a picture."""


class Diagram(msgspec.Struct, frozen=True):
    """A cleaned SVG with its size and the regions that it asks."""

    data: bytes
    width: float
    height: float
    regions: dict[str, list[Region]]
    """Label -> each place that carries it."""
    unplaced: tuple[str, ...]
    """Labels that are not asked, because nothing in the picture is known to belong to them."""


def diagram(data: bytes) -> Diagram:
    """Parse and clean an SVG; raises DiagramError."""
    root = _parsed(data)
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        raise DiagramError(Words("it is not an SVG", "SVG ではありません"))
    left, top, width, height = _view(root)
    labels = [label for element in root.iter() if (label := _label(element))]
    _clean(root)
    check_weight(root)
    regions: dict[str, list[Region]] = {}
    for label, (x0, y0, x1, y1) in _asked(root, UNMOVED):
        x0, x1 = (_share(x - left, width) for x in (x0, x1))
        y0, y1 = (_share(y - top, height) for y in (y0, y1))
        if x0 < x1 and y0 < y1:
            regions.setdefault(label, []).append((x0, y0, x1 - x0, y1 - y0))
    count = sum(map(len, regions.values()))
    if count > MOST_REGIONS:
        raise DiagramError(
            Words(
                f"it asks {count} parts; {MOST_REGIONS} can be asked",
                f"問うところが {count} か所あります。問えるのは {MOST_REGIONS} か所までです",
            )
        )
    unplaced = tuple(dict.fromkeys(label for label in labels if label not in regions))
    return Diagram(ElementTree.tostring(root, "utf-8"), width, height, regions, unplaced)


def _label(element: ElementTree.Element) -> str:
    return " ".join(printable(element.attrib.get("data-ask", "")).split())


def _asked(parent: ElementTree.Element, matrix: Matrix | None) -> Iterator[tuple[str, Area]]:
    """Yield each label inside of an element, with the box of what carries it."""
    for child in parent:
        if (label := _label(child)) and (box := area(child, matrix)):
            yield label, box
        yield from _asked(child, within(child, matrix))


def _share(value: float, whole: float) -> float:
    return min(max(value / whole, 0.0), 1.0)


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree of a file without a document type (that could define entities), not nested too deep."""

    depth = 0

    def doctype(self, *_: object) -> None:
        raise DiagramError(Words("it declares a document type", "文書型宣言があります"))

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise DiagramError(Words("it is nested too deep", "入れ子が深すぎます"))
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)


def _parsed(data: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DiagramError(Words(f"it is not well-formed ({error})", f"XML として正しくありません({error})")) from error


def _view(root: ElementTree.Element) -> Area:
    """Return (left, top, width, height) of the picture, and see that the root says its natural size."""
    numbers = [float(number) for number in NUMBER.findall(root.get("viewBox", ""))]
    width, height = (NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    if len(numbers) != 4:
        if not width or not height:
            raise DiagramError(
                Words("it has neither a viewBox nor a width and height", "viewBox も width と height もありません")
            )
        numbers = [0, 0, float(width.group()), float(height.group())]
        root.set("viewBox", " ".join(f"{number:g}" for number in numbers))
    if not all(map(math.isfinite, numbers)) or min(numbers[2:]) <= 0:
        raise DiagramError(Words("its size is not positive", "大きさが正の数ではありません"))
    for name, value, number in (("width", width, numbers[2]), ("height", height, numbers[3])):
        if not value or "%" in root.get(name, ""):
            root.set(name, f"{number:g}")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _clean(root: ElementTree.Element) -> None:
    """Take out scripts, handlers, other languages than SVG, and everything that refers to outside the file."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or not _is_svg(child, root) or local_name(child) in _ACTIVE:
                parent.remove(child)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            local = name.rpartition("}")[2].lower()
            outside = local in ("href", "src") and not re.match(
                r"#|data:image/(?:png|jpeg|webp|gif)[;,]", value.strip()
            )
            is_data = local.startswith(("data-", "aria-"))
            if local.startswith("on") or outside or (not is_data and _refers_outside(value)):
                del element.attrib[name]
        if local_name(element) == "style" and (
            _refers_outside(css := "".join(element.itertext())) or paints_with_shapes(css, root)
        ):
            element.clear()


def _is_svg(element: ElementTree.Element, root: ElementTree.Element) -> bool:
    """Tell whether an element is of the same namespace as the picture."""
    return element.tag.rpartition("}")[0] == root.tag.rpartition("}")[0]


def _refers_outside(text: str) -> bool:
    """Tell whether CSS names anything outside of the file, or could under an escape."""
    return bool(
        re.search(r"@import|url\((?!\s*['\"]?#)|image-set\(|src\(|javascript:|expression\(|\\", text, re.IGNORECASE)
    )
