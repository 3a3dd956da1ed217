"""Every diagram of the tests is drawn in a real browser, soon."""

import base64
import time
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import HEAVIEST
from tests.test_svg_weight import USUAL, svg

pytestmark = pytest.mark.slow  # what needs a browser is no part of the fast lane
ROOT = Path(__file__).parent.parent.parent
LONGEST = 20
"""Seconds."""
DRAWN = """
const [address, done] = arguments;
const image = new Image();
image.onload = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 500, height: 500 });
  canvas.getContext("2d").drawImage(image, 0, 0, 500, 500);
  done(canvas.getContext("2d").getImageData(9, 9, 1, 1).data[3]);
};
image.onerror = () => done(-1);
image.src = address;
"""
TILES = '<pattern id="p" width="1" height="1" patternUnits="userSpaceOnUse">{}</pattern>'
HARD = {
    "as many copies as may be": '<g id="a">' + '<rect width="9" height="9"/>' * 99 + "</g>" + '<use href="#a"/>' * (HEAVIEST // 101),
    "as much paint as may be": TILES.format('<rect width="9" height="9"/>' * 99) + '<rect width="99" height="99" fill="url(#p)"/>' * (HEAVIEST // 102),
    "blur upon blur": '<filter id="f">' + '<feGaussianBlur stdDeviation="50"/>' * 20 + "</filter>" + '<rect width="99" height="99" filter="url(#f)"/>' * 20,
    "small dashes": '<path d="M0 0L99 99" stroke="red" stroke-dasharray="0.000001"/>',
    "small tiles": '<pattern id="p" width="0.00001" height="0.00001"><rect width="1" height="1"/></pattern><rect width="99" height="99" fill="url(#p)"/>',
}  # fmt: skip


@pytest.fixture(scope="module")
def patient(chrome: WebDriver) -> WebDriver:
    chrome.set_script_timeout(LONGEST)
    chrome.get("about:blank")
    return chrome


def draw(browser: WebDriver, data: bytes) -> int:
    """Return how opaque a picture is near its corner, -1 if it is none."""
    return int(browser.execute_async_script(DRAWN, f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"))


@pytest.mark.parametrize("name", [*USUAL, *HARD])
def test_a_diagram_is_drawn_soon(name: str, patient: WebDriver) -> None:
    start = time.monotonic()
    assert draw(patient, diagram(svg((USUAL | HARD)[name])).data) >= 0
    assert time.monotonic() - start < LONGEST


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("media/*.svg"), *ROOT.glob("tests/media/*.svg")]), ids=lambda path: path.name
)
def test_a_picture_of_the_project_is_drawn(path: Path, patient: WebDriver) -> None:
    assert draw(patient, diagram(path.read_bytes()).data) >= 0
