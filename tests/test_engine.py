"""A build is right when the real engine imports it as it is meant."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import field
from deckbuilder.anki.package import media, packed
from deckbuilder.base.files import read_inputs
from deckbuilder.cards.sanitizing import search_for
from deckbuilder.pipeline.build import Build, compiled
from tests.builds import rebuilt
from tests.engine import Engine, Imported
from tests.test_cases import CASES, MEDIA

ROOT = Path(__file__).parent.parent


@cache
def shipped() -> Build:
    return compiled(read_inputs(ROOT / "notes", ROOT / "media"), 1_700_000_000)


@cache
def all_cases() -> Build:
    return rebuilt(tuple((path.name, path.read_bytes()) for path in sorted(CASES.glob("*.md"))), media=MEDIA)


@pytest.fixture(
    scope="module", params=[pytest.param(shipped, marks=pytest.mark.slow), all_cases], ids=["shipped", "cases"]
)
def build(request: pytest.FixtureRequest) -> Build:
    result: Build = request.param()
    assert not result.failed
    return result


@pytest.fixture(scope="module")
def package(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "deck.apkg"
    path.write_bytes(packed(build.deck, "ja_JP"))
    return path


@pytest.fixture(scope="module")
def engine(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(tmp_path_factory.mktemp("collection"))
    engine.first_import = engine.import_package(package)  # type: ignore[attr-defined]
    yield engine
    engine.close()


def test_every_note_is_new_and_none_conflicts(build: Build, engine: Engine) -> None:
    expected = Imported(new=len(build.deck.notes), updated=0, duplicate=0, conflicting=0, other=0)
    assert engine.first_import == expected  # type: ignore[attr-defined]


def test_notes_and_cards_are_those_of_the_build(build: Build, engine: Engine) -> None:
    notes = engine.notes()
    assert {note.guid: note.fields for note in build.deck.notes} == {
        guid: tuple(stored.fields) for guid, stored in notes.items()
    }
    cards = {(note.guid, ordinal) for note in build.deck.notes for ordinal in note.cards}
    assert set(engine.cards()) == cards


def test_tags_and_decks(build: Build, engine: Engine) -> None:
    notes, cards = engine.notes(), engine.cards()
    for note in (note for note in build.deck.notes if note.cards):
        assert {tag.lower() for tag in notes[note.guid].tags} == {tag.lower() for tag in note.tags}
        deck = engine.col.decks.name(cards[note.guid, note.cards[0]].did)
        assert deck == note.deck


def visible(html: str) -> str:
    html = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<(?!img)[^>]+>", " ", html).split())


def test_every_card_renders_and_its_sides_differ(build: Build, engine: Engine) -> None:
    for key, card in engine.cards().items():
        question, answer = visible(card.question()), visible(card.answer())
        assert question, key
        assert question != answer, key
        assert "{{" not in question + answer, key


def test_every_front_carries_a_place(build: Build) -> None:
    for note in build.deck.notes:
        assert field(note, "Place"), note.guid


def test_every_picture_named_is_in_the_media_folder(build: Build, engine: Engine, package: Path) -> None:
    folder = Path(engine.col.media.dir())
    stored = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert media(package.read_bytes()) == stored
    named = set()
    for note in build.deck.notes:
        html = " ".join(note.fields)
        named |= set(re.findall(r'<img[^>]*\bsrc="([^"]+)"', html)) | set(re.findall(r"\[sound:([^\]]+)\]", html))
    assert named == set(stored)


def test_new_cards_come_in_the_order_of_the_notes(build: Build, engine: Engine) -> None:
    cards = engine.cards()
    first = [
        cards[note.guid, note.cards[0]].due for note in build.deck.notes if note.cards and note.deck == build.deck.name
    ]
    assert first == sorted(first)


def test_picture_notes_are_native_image_occlusion(build: Build, engine: Engine) -> None:
    notes = engine.notes()
    pictures = [note for note in build.deck.notes if note.kind == "occlusion"]
    assert pictures
    for note in pictures:
        read = engine.col._backend.get_image_occlusion_note(notes[note.guid].id).note
        assert len(read.occlusions) == len(note.slots)
        assert read.image_data


def test_a_second_import_changes_nothing(build: Build, engine: Engine, package: Path) -> None:
    before = engine.col.db.all("select * from notes order by id"), engine.col.db.all("select * from cards order by id")
    log = engine.import_package(package)
    assert log == Imported(new=0, updated=0, duplicate=len(build.deck.notes), conflicting=0, other=0)
    after = engine.col.db.all("select * from notes order by id"), engine.col.db.all("select * from cards order by id")
    assert before == after


@pytest.mark.parametrize("settings", [None, b'source_link = "obsidian://open?vault=a.md&file={path}"\n'])
def test_a_file_s_notes_are_found_whatever_it_is_called(tmp_path: Path, settings: bytes | None) -> None:
    names = ["a&b.md", "a<b.md", 'a"b.md', "a_b.md", "axb.md", "a*b.md", "a:b.md", "a\\b.md", "a&amp;b.md"]
    deck = 'Q&A::"甲"_乙'
    files = tuple((name, f"---\ndeck: '{deck}'\n---\n- 語：{at}の意味".encode()) for at, name in enumerate(names))
    result = rebuilt(files, settings=settings)
    package = tmp_path / "a.apkg"
    package.write_bytes(packed(result.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(package)
    for note in result.deck.notes:
        found = engine.col.find_notes(search_for(deck, note.span.path))
        assert [engine.col.get_note(key).guid for key in found] == [note.guid]
    engine.close()
