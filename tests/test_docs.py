"""The pages: links that lead somewhere, pictures that load fast, a line for every room."""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
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


def test_every_room_has_its_row() -> None:
    rows = re.findall(r"(?m)^\| ((?:`[\w.]+/?`(?:, )?)+) \|", (ROOT / "docs" / "architecture.md").read_text("utf-8"))
    rooms = [name for cell in rows for name in re.findall(r"`(\w+)\.py`", cell)]
    assert sorted(rooms) == sorted(path.stem for path in (ROOT / "deckbuilder").glob("*.py") if path.stem != "__init__")
