"""No diagram takes a renderer more than in proportion to its size; what is usual is left as it is."""

import pytest

from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import DiagramError
from tests.builds import build, codes

LEVELS = 12
TEN = '<rect width="9" height="9" fill="url(#p{0})"/>' * 10


def svg(inside: str) -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} viewBox="0 0 100 100">{inside}</svg>'.encode()


def levels(row: str, last: str) -> str:
    """Return parts of a kind, each of which shows the one before ten times, and one that shows the last."""
    rows = "".join(row.format(at, at - 1) for at in range(1, LEVELS))
    return (
        f'<pattern id="p0" width="9" height="9"><rect width="5" height="5"/></pattern>{rows}{last.format(LEVELS - 1)}'
    )


RECT = '<rect width="99" height="99" {}/>'
HEAVY = {
    "patterns": levels('<pattern id="p{0}" width="9" height="9">' + '<rect width="9" height="9" fill="url(#p{1})"/>' * 10 + "</pattern>", RECT.format('fill="url(#p{0})"')),
    "patterns in groups": levels('<pattern id="p{0}" width="9" height="9"><g style="stroke: red; fill: url( \'#p{1}\' )">' + '<rect width="9" height="9"/>' * 10 + "</g></pattern>", RECT.format('fill="url(#p{0})"')),
    "masks": levels('<mask id="p{0}">' + '<rect width="9" height="9" mask="url(#p{1})"/>' * 10 + "</mask>", RECT.format('mask="url(#p{0})"')),
    "clips": levels('<clipPath id="p{0}">' + '<rect width="9" height="9" clip-path="url(#p{1})"/>' * 10 + "</clipPath>", RECT.format('clip-path="url(#p{0})"')),
    "markers": levels('<marker id="p{0}">' + '<path d="M0 0L9 9" marker-end="url(#p{1})"/>' * 10 + "</marker>", '<path d="M0 0L9 9" marker-end="url(#p{0})"/>'),
    "copies": levels('<g id="p{0}">' + '<use href="#p{1}"/>' * 10 + "</g>", '<use xlink:href="#p{0}"/>'),
    "filters": levels('<filter id="p{0}">' + '<feImage href="#r{1}"/>' * 10 + '</filter><rect id="r{0}" width="9" height="9" filter="url(#p{0})"/>', ""),
    "a circle": '<pattern id="p0" width="9" height="9"><rect width="9" height="9" fill="url(#p0)"/></pattern>' + RECT.format('fill="url(#p0)"'),
    "a wide circle": "".join(f'<g id="c{at}">' + "".join(f'<use href="#c{other}"/>' for other in range(20)) + "</g>" for at in range(20)),
    "a long chain": "".join(f'<g id="c{at}"><use href="#c{at + 1}"/></g>' for at in range(10_000)),
    "a long chain from its end": "".join(f'<g id="c{at + 1}"><use href="#c{at}"/></g>' for at in range(10_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_parts_that_show_each_other_too_often_are_refused(name: str) -> None:
    with pytest.raises(DiagramError, match="show each other"):
        diagram(svg(HEAVY[name]))


def test_such_a_picture_costs_itself() -> None:
    result = build("- 語：意味\n- 図\n![図](a.svg)\n説明の文である。\n", media={"media/a.svg": svg(HEAVY["patterns"])})
    assert "N405" in codes(result)
    assert next(note.fields[0] for note in result.deck.notes) == "語"


USUAL = {
    "a style with a gradient": '<linearGradient id="g"><stop/></linearGradient><style>.a{fill:url(#g)}</style><rect class="a" width="9" height="9"/>',
    "an icon many times": '<symbol id="s"><path d="M0 0L9 9" fill="url(#g)"/></symbol>' + '<use href="#s"/>' * 500,
    "copies of copies": '<g id="a"><rect width="9" height="9"/></g><g id="b">' + '<use href="#a"/>' * 10 + "</g>" + '<use href="#b"/>' * 10,
    "arrows": '<marker id="m"><path d="M0 0L9 9"/></marker>' + '<path d="M0 0L9 9" marker-end="url(#m)"/>' * 1_000,
    "shadows": '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset dx="1"/></filter>' + '<rect width="9" height="9" filter="url(#f)"/>' * 200,
}  # fmt: skip


@pytest.mark.parametrize("name", USUAL)
def test_what_is_usual_stays(name: str) -> None:
    data = diagram(svg(USUAL[name])).data
    assert data.count(b"#") == USUAL[name].count("#")


@pytest.mark.parametrize(
    "inside",
    [
        '<x:img xmlns:x="http://www.w3.org/1999/xhtml" srcset="a.png 2x"/>',
        '<x:meta xmlns:x="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0"/>',
        '<g><x:b xmlns:x="urn:x"><rect width="9" height="9"/></x:b></g>',
        '<metadata><rdf xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<filter id="f"><feTurbulence numOctaves="1000000"/></filter>',
        '<style>.a{fill:url(#p)}</style><pattern id="p"/><g class="a"/>',
    ],
)
def test_what_is_no_picture_goes(inside: str) -> None:
    data = diagram(svg(inside)).data
    assert not any(word in data for word in (b"xhtml", b"urn:x", b"rdf", b"numOctaves", b"url("))
