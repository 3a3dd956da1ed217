"""Read SVG diagrams: what they ask and where, and what is left when nothing active remains."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_ACTIVE = frozenset(
    ("script", "foreignObject", "iframe", "embed", "object", "audio", "video", "animate", "animateMotion",
     "animateTransform", "set", "handler", "listener", "a")
)  # fmt: skip
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
ElementTree.register_namespace("", _SVG)
ElementTree.register_namespace("xlink", _XLINK)

Area = tuple[float, float, float, float]
"""(left, top, right, bottom) in the units of the viewBox."""


class DiagramError(Exception):
    """The file is not an SVG that can be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A cleaned SVG with its size and the regions that it asks."""

    data: bytes
    width: float
    height: float
    regions: dict[str, tuple[float, float, float, float]]
    """Label -> (left, top, width, height) as fractions of the picture."""


def diagram(data: bytes) -> Diagram:
    """Parse and clean an SVG; raises DiagramError."""
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise DiagramError("it declares a document type")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise DiagramError(f"it is not well-formed ({error})") from error
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        raise DiagramError("it is not an SVG")
    left, top, width, height = _view(root)
    _clean(root)
    regions = {}
    for element in root.iter():
        label = element.attrib.get("data-ask", "").strip()
        if label and (area := _area(element, _offset(root, element))):
            x0, y0, x1, y1 = area
            regions[label] = ((x0 - left) / width, (y0 - top) / height, (x1 - x0) / width, (y1 - y0) / height)
    return Diagram(ElementTree.tostring(root, "utf-8"), width, height, regions)


def _view(root: ElementTree.Element) -> Area:
    """Return (left, top, width, height) of the picture, and see that the root says its natural size."""
    numbers = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    width, height = (_NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    if len(numbers) != 4:
        if not width or not height:
            raise DiagramError("it has neither a viewBox nor a width and height")
        numbers = [0, 0, float(width.group()), float(height.group())]
        root.set("viewBox", " ".join(f"{number:g}" for number in numbers))
    if min(numbers[2:]) <= 0:
        raise DiagramError("its size is not positive")
    for name, value, number in (("width", width, numbers[2]), ("height", height, numbers[3])):
        if not value or "%" in root.get(name, ""):
            root.set(name, f"{number:g}")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _clean(root: ElementTree.Element) -> None:
    """Take out scripts, handlers, embedded documents and everything that refers to outside the file."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _ACTIVE:
                parent.remove(child)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            local = name.rpartition("}")[2].lower()
            outside = local in ("href", "src") and not re.match(
                r"#|data:image/(?:png|jpeg|webp|gif)[;,]", value.strip()
            )
            if local.startswith("on") or outside or _refers_outside(value):
                del element.attrib[name]
        if element.tag == f"{{{_SVG}}}style" and (element.text and _refers_outside(element.text)):
            element.text = ""


def _refers_outside(text: str) -> bool:
    return bool(re.search(r"@import|url\(\s*['\"]?(?!#)|javascript:|expression\(", text, re.IGNORECASE))


def _offset(root: ElementTree.Element, element: ElementTree.Element) -> tuple[float, float]:
    """Return how far an element is moved by the translations above it."""
    parents = {child: parent for parent in root.iter() for child in parent}
    x = y = 0.0
    node = parents.get(element)
    while node is not None:
        dx, dy = _translation(node)
        x, y = x + dx, y + dy
        node = parents.get(node)
    return x, y


def _translation(element: ElementTree.Element) -> tuple[float, float]:
    match = re.search(r"translate\(([^)]*)\)", element.get("transform", ""))
    numbers = [float(number) for number in _NUMBER.findall(match[1])] if match else []
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0.0) if numbers else (0.0, 0.0)


def _area(element: ElementTree.Element, offset: tuple[float, float]) -> Area | None:
    """Return the box of an element, or of all that a group holds; a group's shapes count before its texts."""
    dx, dy = _translation(element)
    x, y = offset[0] + dx, offset[1] + dy
    tag = element.tag.rpartition("}")[2]
    if tag in _BOXES:
        x0, y0, x1, y1 = _BOXES[tag](element)
        return x0 + x, y0 + y, x1 + x, y1 + y
    inner = [(child.tag.rpartition("}")[2], area) for child in element if (area := _area(child, (x, y)))]
    areas = [area for name, area in inner if name != "text"] or [area for _, area in inner]
    if not areas:
        return None
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _value(element: ElementTree.Element, name: str, default: float = 0.0) -> float:
    match = _NUMBER.match(element.get(name, ""))
    return float(match.group()) if match else default


def _rect(element: ElementTree.Element) -> Area:
    x, y = _value(element, "x"), _value(element, "y")
    return x, y, x + _value(element, "width"), y + _value(element, "height")


def _circle(element: ElementTree.Element) -> Area:
    x, y = _value(element, "cx"), _value(element, "cy")
    rx = _value(element, "rx", _value(element, "r"))
    ry = _value(element, "ry", _value(element, "r"))
    return x - rx, y - ry, x + rx, y + ry


def _line(element: ElementTree.Element) -> Area:
    xs = sorted((_value(element, "x1"), _value(element, "x2")))
    ys = sorted((_value(element, "y1"), _value(element, "y2")))
    return xs[0], ys[0], xs[1], ys[1]


def _points(element: ElementTree.Element) -> Area:
    numbers = [float(number) for number in _NUMBER.findall(element.get("points", "0 0"))]
    xs, ys = numbers[0::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _text(element: ElementTree.Element) -> Area:
    """Estimate the box of a text: full-width characters are one em wide, others a bit over half."""
    size = _value(element, "font-size", 16.0)
    text = "".join(element.itertext()).strip()
    width = sum(size if ord(char) > 0x2E7F else 0.6 * size for char in text)
    x, y = _value(element, "x"), _value(element, "y")
    left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0.0)
    return left, y - size, left + width, y + 0.3 * size


_BOXES = {
    "rect": _rect, "image": _rect, "circle": _circle, "ellipse": _circle, "line": _line,
    "polygon": _points, "polyline": _points, "text": _text,
}  # fmt: skip
