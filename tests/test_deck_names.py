"""Decks have the names that Anki gives them: the engine imports no other than those of the package."""

from pathlib import Path

import pytest

from deckbuilder.anki.deck_names import spellings
from deckbuilder.anki.package import packed
from deckbuilder.base.settings import DEEPEST
from tests.builds import NOW, build, codes, rebuilt
from tests.engine import Engine

NAMES = [
    ("AWS::net", "aws::Net"), ("A :: B", "A::B"), ("A::B", "a", "A::b::c"), ("A::::B",), (" A ::B ",), ("A:B:", "A"), ("::A", "A::"),
    ("ß", "SS"), ("か\u3099", "が"), ("ＡＢ", "AB"), ("A:::B", "A::B"), ("A\u3000::B", "a::b"), ("カ", "ｶ"), ("A::\u00a0",),
    ("::".join(f"d{at}" for at in range(DEEPEST)),),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_the_engine_has_the_decks_of_the_package(names: tuple[str, ...], tmp_path: Path) -> None:
    files = tuple(
        (f"{at}.md", f'---\ndeck: "{name}"\n---\n- 語{at}：意味{at}\n'.encode()) for at, name in enumerate(names)
    )
    deck = rebuilt(files).deck
    package = tmp_path / "a.apkg"
    package.write_bytes(packed(deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(package)
    decks = {engine.col.decks.name(card.did) for card in engine.cards().values()}
    engine.close()
    assert decks == {note.deck for note in deck.notes}


def test_the_first_spelling_is_taken_level_by_level() -> None:
    assert spellings(["AWS::net", "aws::Net", "aws::S3", "aws"]) == {
        "AWS::net": "AWS::net", "aws::Net": "AWS::net", "aws::S3": "AWS::S3", "aws": "AWS",
    }  # fmt: skip


def test_another_spelling_of_a_deck_is_no_other_deck() -> None:
    text = "---\ndeck: A :: B\n---\n- 語：意味\n"
    before = build(text)
    after = build(text.replace("A :: B", "a::b"), after=before, now=NOW + 60)
    assert "N303" not in codes(after)
    assert after.deck.notes[0].changed == before.deck.notes[0].changed


def test_a_file_that_is_held_has_no_deck_of_its_own() -> None:
    """Its record has the deck as it was spelt then."""
    files = (
        ("a.md", b"---\ndeck: aws\n---\n- \xe8\xaa\x9e: a b\n"),
        ("b.md", "---\ndeck: aws\n---\n- 句：別の意味\n".encode()),
    )
    before = rebuilt(files)
    held = rebuilt((("a.md", b"\xff\xff"), ("b.md", files[1][1].replace(b"aws", b"AWS"))), after=before)
    assert {note.deck for note in held.deck.notes} == {"AWS"}
