"""Read SVG diagrams: what they ask and where, and what is left when nothing active remains."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from deckbuilder.base.text import printable
from deckbuilder.pictures.svg_boxes import NUMBER, UNMOVED, Area, Matrix, area, local_name, within

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_ACTIVE = frozenset(
    ("script", "foreignObject", "iframe", "embed", "object", "audio", "video", "animate", "animateMotion",
     "animateTransform", "set", "handler", "listener", "a")
)  # fmt: skip
DEEPEST = 100
"""Levels of elements that a diagram may have."""
MOST_REGIONS = 100
"""Parts of a diagram that may be asked; Anki has 500 cloze numbers a note, and none is given twice."""
ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)


Region = tuple[float, float, float, float]
"""(left, top, width, height) as fractions of a picture."""


class DiagramError(Exception):
    """The file is not an SVG that can be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Diagram:
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
        raise DiagramError("it is not an SVG")
    left, top, width, height = _view(root)
    labels = [label for element in root.iter() if (label := _label(element))]
    _clean(root)
    parents = {child: parent for parent in root.iter() for child in parent}
    _clean_uses(root, parents)
    regions: dict[str, list[Region]] = {}
    for label, (x0, y0, x1, y1) in _asked(root, UNMOVED):
        x0, x1 = (_share(x - left, width) for x in (x0, x1))
        y0, y1 = (_share(y - top, height) for y in (y0, y1))
        if x0 < x1 and y0 < y1:
            regions.setdefault(label, []).append((x0, y0, x1 - x0, y1 - y0))
    count = sum(map(len, regions.values()))
    if count > MOST_REGIONS:
        raise DiagramError(f"it asks {count} parts; {MOST_REGIONS} can be asked")
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
        raise DiagramError("it declares a document type")

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise DiagramError("it is nested too deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)


def _parsed(data: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise DiagramError(f"it is not well-formed ({error})") from error


def _view(root: ElementTree.Element) -> Area:
    """Return (left, top, width, height) of the picture, and see that the root says its natural size."""
    numbers = [float(number) for number in NUMBER.findall(root.get("viewBox", ""))]
    width, height = (NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    if len(numbers) != 4:
        if not width or not height:
            raise DiagramError("it has neither a viewBox nor a width and height")
        numbers = [0, 0, float(width.group()), float(height.group())]
        root.set("viewBox", " ".join(f"{number:g}" for number in numbers))
    if not all(map(math.isfinite, numbers)) or min(numbers[2:]) <= 0:
        raise DiagramError("its size is not positive")
    for name, value, number in (("width", width, numbers[2]), ("height", height, numbers[3])):
        if not value or "%" in root.get(name, ""):
            root.set(name, f"{number:g}")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _clean(root: ElementTree.Element) -> None:
    """Take out scripts, handlers, embedded documents and everything that refers to outside the file."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or local_name(child) in _ACTIVE:
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
        if local_name(element) == "style" and _refers_outside("".join(element.itertext())):
            element.clear()


def _clean_uses(root: ElementTree.Element, parents: dict[ElementTree.Element, ElementTree.Element]) -> None:
    """Take out copies of what holds copies itself; a few levels of them would be millions of shapes."""
    uses = [element for element in root.iter() if local_name(element) == "use"]
    holders = set()
    for node in uses:
        above: ElementTree.Element | None = node
        while above is not None:
            holders.add(f"#{above.get('id', '')}")
            above = parents.get(above)
    for use in uses:
        if {use.get("href", ""), use.get(f"{{{_XLINK}}}href", "")} & holders - {"#"}:
            parents[use].remove(use)


def _refers_outside(text: str) -> bool:
    """Tell whether CSS names anything outside of the file, or could under an escape."""
    return bool(
        re.search(r"@import|url\((?!\s*['\"]?#)|image-set\(|src\(|javascript:|expression\(|\\", text, re.IGNORECASE)
    )
