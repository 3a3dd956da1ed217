"""The pages: links that lead somewhere, pictures that load fast, a line for every room."""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.ja.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURES = sorted((ROOT / "docs" / "pictures").iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", page.read_text("utf-8"))
    links = re.findall(r"(?<!\\)\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", text)
    missing = [link for pair in links for link in pair if link and not (page.parent / link.partition("#")[0]).exists()]
    assert not missing


def test_every_page_can_be_reached() -> None:
    linked = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"\]\(([\w./-]+\.md)\)", page.read_text("utf-8"))
    }
    assert set(PAGES[1:]) <= linked


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_pictures_are_small_and_used(picture: Path) -> None:
    assert picture.stat().st_size < 200_000
    with Image.open(picture) as image:
        assert (image.format, image.mode) == ("PNG", "P")
    assert any(f"pictures/{picture.name}" in page.read_text("utf-8") for page in PAGES)


def test_every_module_has_its_row_in_its_layer() -> None:
    found: dict[str, list[str]] = {}
    layer = ""
    for first, second in re.findall(
        r"(?m)^\| (.*?) ?\| (`.*?`) \|", (ROOT / "docs" / "architecture.md").read_text("utf-8")
    ):
        layer = match[1] if (match := re.match(r"\*\*(\w+)\*\*", first)) else layer
        found.setdefault(layer, []).extend(re.findall(r"`(\w+)`", second))
    modules: dict[str, list[str]] = {}
    for path in sorted((ROOT / "deckbuilder").glob("*/*.py")):
        if path.stem != "__init__":
            modules.setdefault(path.parent.name, []).append(path.stem)
    assert {layer: sorted(names) for layer, names in found.items()} == modules
