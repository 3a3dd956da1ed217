"""How much a renderer has to draw of an SVG: a few levels of parts that show each other are millions of shapes."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Words
from deckbuilder.pictures.svg_boxes import local_name

DEEPEST = 100
"""Levels of elements that a diagram may have, those that it shows by reference among them."""
HEAVIEST = 100_000
"""Shapes that a diagram may have drawn by reference besides its own."""
_FILTERED = 200
"""As how many shapes a step of a filter counts, which takes a renderer time with all that it covers."""
_GRADIENTS = frozenset(("linearGradient", "radialGradient"))
"""What paints without drawing shapes."""
_ONCE = lazy(r"clip-path|mask|filter")
"""What acts on an element as a whole; paint and markers act on each shape in it."""
_PAINT = lazy(r"url\(\s*['\"]?#([^'\")\s]+)")


class DiagramError(Exception):
    """The file is not an SVG that can be used; its argument says why."""


_ENDLESS = Words("its parts show each other without an end", "部品が互いを際限なく表示しています")


class _Weight(NamedTuple):
    shapes: int
    """Elements that are drawn in the end, copies among them."""
    drawn: int
    """The same with what each of them is painted, masked and filtered with."""
    height: int
    """Levels below, references followed."""


def check_weight(root: Element) -> None:
    """Raise DiagramError for a picture that would take a renderer more than in proportion to its size."""
    weight = _Scale(root).weight(root, 1)
    if weight.drawn > HEAVIEST + sum(1 for _ in root.iter()):
        raise DiagramError(
            Words(
                f"its parts show each other so often that it draws more than {HEAVIEST:,} shapes",
                f"部品が互いを何度も表示し、描く図形が {HEAVIEST:,} 個を超えます",
            )
        )


def paints_with_shapes(css: str, root: Element) -> bool:
    """Tell whether a style sheet paints with anything but gradients: of how many shapes is not known."""
    ids = _by_id(root)
    return any(name in ids and local_name(ids[name]) not in _GRADIENTS for name in _PAINT.findall(css))


def _by_id(root: Element) -> dict[str, Element]:
    return {name: element for element in root.iter() if (name := element.get("id"))}


class _Scale:
    """Weighs the elements of one picture, each once."""

    def __init__(self, root: Element) -> None:
        self.by_id = _by_id(root)
        self.known: dict[Element, _Weight | None] = {}
        """None for those that are being weighed."""

    def weight(self, element: Element, level: int) -> _Weight:
        if element not in self.known:
            self.known[element] = None
            self.known[element] = self._weighed(element, level)
        known = self.known[element]
        if known is None or level + known.height > 2 * DEEPEST:
            raise DiagramError(_ENDLESS)
        return known

    def _weighed(self, element: Element, level: int) -> _Weight:
        if level > 2 * DEEPEST:
            raise DiagramError(_ENDLESS)
        inside = [self.weight(part, level + 1) for part in (*element, *self._copies(element))]
        shapes = 1 + sum(each.shapes for each in inside)
        drawn = (_FILTERED if local_name(element).startswith("fe") else 1) + sum(each.drawn for each in inside)
        height = max((each.height for each in inside), default=0)
        for is_once, target in self._paints(element):
            paint = self.weight(target, level + 1)
            drawn += paint.drawn * (1 if is_once else shapes)
            height = max(height, paint.height)
        return _Weight(shapes, drawn, height + 1)

    def _copies(self, element: Element) -> Iterator[Element]:
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and (target := self.by_id.get(value.strip()[1:])) is not None:
                yield target

    def _paints(self, element: Element) -> Iterator[tuple[bool, Element]]:
        for name, value in element.attrib.items():
            for said in value.split(";") if name == "style" else [f"{name}:{value}"]:
                for target in _PAINT.findall(said):
                    found = self.by_id.get(target)
                    if found is not None and local_name(found) not in _GRADIENTS:
                        yield bool(_ONCE.match(said.strip())), found
