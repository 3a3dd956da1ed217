"""The shipped notes and their diagrams keep to the words of docs/terms.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [*sorted((ROOT / "notes").glob("*.md")), *sorted((ROOT / "media").glob("*.svg"))]


def banned() -> list[tuple[str, list[str]]]:
    """Return each word that the notes do not say, with the phrases that may."""
    page = (ROOT / "docs" / "terms.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (?!the notes say|---)(.+?) \| (.+?) \| (.+?) \|(.*)\|$", page)
    found = []
    for *_, words, phrases in rows:
        found += [
            (word, [phrase for phrase in phrases.strip().split("、") if word in phrase]) for word in words.split("、")
        ]
    return found


def seen(path: Path) -> str:
    """Return what of a file can come to a card: notes without comments, the words of a diagram."""
    text = path.read_text("utf-8")
    return " ".join(re.findall(r">([^<]+)<", text)) if path.suffix == ".svg" else re.sub(r"(?s)<!--.*?-->", "", text)


def test_the_table_is_read() -> None:
    assert ("要求", []) in banned()
    assert ("Web", ["WebDAV"]) in banned()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_one_word_for_one_thing(path: Path) -> None:
    text = seen(path)
    for word, phrases in banned():
        rest = text
        for phrase in phrases:
            rest = rest.replace(phrase, "")
        assert word not in rest, f"{word} in {path.name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_blank_between_a_number_and_its_counter(path: Path) -> None:
    assert not re.findall(r"[0-9] (?:つ|個|台|回|分|秒|時間|日|年|月|種類|通り|項目|パス)", seen(path))
