"""Where the shapes of an SVG stand: their boxes, through groups and transformations.

A point is a complex number; the y axis points down.
"""

import cmath
import math
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from deckbuilder.base.patterns import lazy

Area = tuple[float, float, float, float]
"""(left, top, right, bottom) in the units of the viewBox."""
Matrix = tuple[complex, complex, complex]
"""Where the unit of x, the unit of y and the origin go; the first two are counted from the last."""
UNMOVED: Matrix = (1, 1j, 0)
NUMBER = lazy(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
"""A number as SVG writes it."""
_LENGTHS = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "font-size")
_OTHER_UNIT = lazy(r"[0-9.]\s*(?:%|[a-df-oq-z]|e(?![-+0-9])|p(?!x))", re.IGNORECASE)
"""The end of a length that is not in units of the viewBox."""
_LARGEST, _SMALLEST = 1e9, 1e-9
"""A larger number is taken for this, a smaller radius for none."""
_UNPLACED = frozenset(("svg", "symbol", "defs", "pattern", "clipPath", "mask", "marker"))
"""What stands in these is drawn elsewhere or to another scale."""


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def area(element: Element, above: Matrix | None) -> Area | None:
    """Return the box of what an element draws; None where that is not known or not finite."""
    corners = _corners(element, above)
    xs, ys = [point.real for point in corners], [point.imag for point in corners]
    if not corners or not all(map(math.isfinite, (*xs, *ys))):
        return None
    return min(xs), min(ys), max(xs), max(ys)


def within(element: Element, above: Matrix | None) -> Matrix | None:
    """Return how the content of an element is moved; None where that is not known."""
    own = _transform(element)
    if above is None or own is None or local_name(element) in _UNPLACED:
        return None
    return _moved(own[0], above) - above[2], _moved(own[1], above) - above[2], _moved(own[2], above)


def _corners(element: Element, above: Matrix | None) -> list[complex]:
    """Return points that an element lies between; a group's shapes count before its texts."""
    inside = within(element, above)
    if inside is None:
        return []
    if shape := _SHAPES.get(local_name(element)):
        if any(_OTHER_UNIT.search(element.get(name, "")) for name in _LENGTHS):
            return []
        return [_moved(point, inside) for point in shape(element)]
    found = [(local_name(child), _corners(child, inside)) for child in element]
    shapes = [point for name, points in found if name != "text" for point in points]
    return shapes or [point for _, points in found for point in points]


# --- transformations --------------------------------------------------------------------------


def _moved(point: complex, matrix: Matrix) -> complex:
    return point.real * matrix[0] + point.imag * matrix[1] + matrix[2]


def _transform(element: Element) -> Matrix | None:
    """Return what `transform` says; None if that is not known here."""
    text = element.get("transform", "")
    if (
        _TRANSFORM.sub("", text).strip()
        or "transform-origin" in element.attrib
        or _CSS.search(element.get("style", ""))
    ):
        return None
    matrix = UNMOVED
    for name, arguments in _TRANSFORM.findall(text):
        counts, make = _TRANSFORMS.get(name, ((), None))
        numbers = _numbers(arguments)
        if make is None or len(numbers) not in counts:
            return None
        own = make(*numbers)
        matrix = (_moved(own[0], matrix) - matrix[2], _moved(own[1], matrix) - matrix[2], _moved(own[2], matrix))
    return matrix


def _rotation(angle: float, x: float = 0, y: float = 0) -> Matrix:
    unit, centre = cmath.rect(1, math.radians(angle)), complex(x, y)
    return unit, unit * 1j, centre - centre * unit


_TRANSFORM = lazy(r"([A-Za-z]{1,9})\s*\(([^()]*)\)[\s,]*")
_CSS = lazy(r"(?<![-\w])(?:transform|translate|rotate|scale)(?:-\w+)?\s*:")
_TRANSFORMS: dict[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "translate": ((1, 2), lambda x, y=0.0: (1, 1j, complex(x, y))),
    "scale": ((1, 2), lambda x, y=None: (x, (x if y is None else y) * 1j, 0)),
    "rotate": ((1, 3), _rotation),
    "skewX": ((1,), lambda angle: (1, math.tan(math.radians(angle)) + 1j, 0)),
    "skewY": ((1,), lambda angle: (1 + math.tan(math.radians(angle)) * 1j, 1j, 0)),
    "matrix": ((6,), lambda a, b, c, d, e, f: (complex(a, b), complex(c, d), complex(e, f))),
}


# --- shapes -----------------------------------------------------------------------------------


def _numbers(text: str) -> list[float]:
    return [max(-_LARGEST, min(_LARGEST, float(number))) for number in NUMBER.findall(text)]


def _value(element: Element, name: str, default: float = 0.0) -> float:
    return next(iter(_numbers(element.get(name, ""))), default)


def _box(left: float, top: float, right: float, bottom: float) -> list[complex]:
    return [complex(left, top), complex(right, top), complex(left, bottom), complex(right, bottom)]


def _rect(element: Element) -> list[complex]:
    x, y = _value(element, "x"), _value(element, "y")
    return _box(x, y, x + _value(element, "width"), y + _value(element, "height"))


def _circle(element: Element) -> list[complex]:
    x, y = _value(element, "cx"), _value(element, "cy")
    rx = _value(element, "rx", _value(element, "r"))
    ry = _value(element, "ry", _value(element, "r"))
    return _box(x - rx, y - ry, x + rx, y + ry)


def _line(element: Element) -> list[complex]:
    return [complex(_value(element, f"x{end}"), _value(element, f"y{end}")) for end in (1, 2)]


def _points(element: Element) -> list[complex]:
    numbers = _numbers(element.get("points", ""))
    return [complex(x, y) for x, y in zip(numbers[0::2], numbers[1::2], strict=False)]


def _text(element: Element) -> list[complex]:
    """Estimate the box of a text: full-width characters are one em wide, others a bit over half."""
    size = _value(element, "font-size", 16.0)
    text = "".join(element.itertext()).strip()
    width = sum(size if ord(char) > 0x2E7F else 0.6 * size for char in text)
    x, y = _value(element, "x"), _value(element, "y")
    left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0.0)
    return _box(left, y - size, left + width, y + 0.3 * size)


def _path(element: Element) -> list[complex]:
    """Return the points of a path and the control points of its curves, which enclose it."""
    points: list[complex] = []
    at = start = control = 0j
    before = ""
    for letter, values in _path_pieces(element.get("d", "")):
        kind, base = letter.upper(), at if letter.islower() else 0j
        if kind == "Z":
            new = [start]
        elif kind == "H":
            new = [complex(base.real + values[0], at.imag)]
        elif kind == "V":
            new = [complex(at.real, base.imag + values[0])]
        elif kind == "A":
            new = _arc(at, values, base + complex(*values[5:]))
        else:
            new = [base + complex(x, y) for x, y in zip(values[0::2], values[1::2], strict=True)]
        if kind in _SMOOTH_AFTER:
            new.insert(0, 2 * at - control if before and before in _SMOOTH_AFTER[kind] else at)
        at, control = new[-1], new[-2] if len(new) > 1 else new[-1]
        start = at if kind == "M" else start
        before = kind
        points += new
    return points


_PATH_COMMAND = lazy(r"([MLHVCSQTAZ])([^MLHVCSQTAZ]*)", re.IGNORECASE)
_PATH_SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_SMOOTH_AFTER = {"S": "CS", "T": "QT"}
"""Curves whose first control point mirrors the last one of a curve of these kinds."""
_OF_ARC = rf"((?>{NUMBER.pattern}))[\s,]*"
_ARC = lazy(r"[\s,]*" + _OF_ARC * 3 + r"([01])[\s,]*([01])[\s,]*" + _OF_ARC * 2)
"""The numbers of an arc; its two flags need no space behind them."""


def _path_pieces(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command of a path with the numbers of one step."""
    for letter, arguments in _PATH_COMMAND.findall(data):
        if letter in "Zz":
            yield letter, []
            continue
        numbers = _arc_numbers(arguments) if letter in "Aa" else _numbers(arguments)
        size = _PATH_SIZES[letter.upper()]
        for first in range(0, len(numbers) - size + 1, size):
            # Further pairs behind a moveto are lines.
            step = letter if first == 0 else {"M": "L", "m": "l"}.get(letter, letter)
            yield step, numbers[first : first + size]


def _arc_numbers(arguments: str) -> list[float]:
    numbers: list[float] = []
    at = 0
    while step := _ARC.match(arguments, at):
        numbers += _numbers(" ".join(step.groups()))
        at = step.end()
    return numbers


def _arc(start: complex, values: list[float], end: complex) -> list[complex]:
    """Return points round an elliptic arc, cut into short curves (SVG 2, appendix B.2.4)."""
    rx, ry, turn, is_large, is_clockwise = abs(values[0]), abs(values[1]), values[2], values[3], values[4]
    if min(rx, ry) < _SMALLEST or start == end:
        return [end]
    axis = cmath.rect(1, math.radians(turn))

    def on_circle(point: complex) -> complex:
        turned = point * axis.conjugate()
        return complex(turned.real / rx, turned.imag / ry)

    one, other = on_circle(start), on_circle(end)
    half = (one - other) / 2
    radius = max(1.0, abs(half))
    side = 1 if is_large != is_clockwise else -1
    centre = (one + other) / 2 - side * 1j * half * math.sqrt(max(0.0, (radius / abs(half)) ** 2 - 1))
    first = cmath.phase(one - centre)
    angle = (cmath.phase(other - centre) - first) % math.tau - (0 if is_clockwise else math.tau)
    count = math.ceil(abs(angle) / (math.pi / 8)) or 1
    step = angle / count
    around = [cmath.rect(radius / math.cos(step / 2), first + (at + 0.5) * step) + centre for at in range(count)]
    return [complex(point.real * rx, point.imag * ry) * axis for point in around] + [end]


_SHAPES: dict[str, Callable[[Element], list[complex]]] = {
    "rect": _rect, "image": _rect, "circle": _circle, "ellipse": _circle, "line": _line,
    "polygon": _points, "polyline": _points, "path": _path, "text": _text,
}  # fmt: skip
"""Points that each kind of element lies between."""
