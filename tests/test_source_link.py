"""The source line on the back of a card leads to the notes, where the user wants it to."""

from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.package import packed
from deckbuilder.base.notes import Note
from tests.builds import build, codes, rebuilt
from tests.engine import Engine

NOTES = '# 民法 & 商法\n\n## 時効 "1"\n\n- 時効\n【時の経過で権利が変わること】\n'


def source(note: Note) -> str:
    return note.fields[ALL[note.kind].field_names.index("Source")]


def test_without_the_setting_it_leads_nowhere() -> None:
    assert "<a" not in source(build(NOTES).deck.notes[0])


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (
            "obsidian://open?vault=法律&file={path}%23{heading}",
            "obsidian://open?vault=法律&amp;file=a.md%23%E6%99%82%E5%8A%B9%20%221%22",
        ),
        ("vscode://file/C:/notes/{path}:{line}", "vscode://file/C:/notes/a.md:5"),
    ],
)
def test_it_leads_to_the_notes_on_the_card(tmp_path: Path, address: str, leads_to: str) -> None:
    result = build(NOTES, settings=f"source_link = '{address}'\n".encode())
    (tmp_path / "deck.apkg").write_bytes(packed(result.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(tmp_path / "deck.apkg")
    backs = [card.render_output().answer_text for card in engine.cards().values()]
    engine.close()
    assert len(backs) == 2
    for back in backs:
        assert f'<a href="{leads_to}">a.md › 民法 &amp; 商法 › 時効 "1"</a>' in back.replace("&quot;", '"')


def test_a_folder_of_its_own_is_part_of_the_path() -> None:
    settings = b'source_link = "obsidian://open?file={path}"\n'
    result = rebuilt((("法律 1/民法.md", NOTES.encode()),), settings=settings)
    assert "file=%E6%B3%95%E5%BE%8B%201/%E6%B0%91%E6%B3%95.md" in source(result.deck.notes[0])


@pytest.mark.parametrize(
    "address", ["{path}", "javascript://x{path}", "obsidian://{file}", "vscode://a b", "http://<b>"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    assert codes(build(NOTES, settings=f'source_link = "{address}"\n'.encode())) == ["N005"]
