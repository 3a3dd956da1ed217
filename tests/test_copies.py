"""A text that is copied in one build and taken from its old place in a later one: the note that is known survives."""

from pathlib import Path

import pytest

from deckbuilder.anki.package import packed
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, rebuilt
from tests.engine import Engine

CASTLE = "- 天守\n城のいちばん高い所に建つ **やぐら** である。\n- 堀\n敵を防ぐために掘った溝である。\n- 門\n入り口\n"
WALLS = "| 壁 | 材料 | 高さ |\n|---|---|---|\n| 内壁 | 焼いた粘土の板 | 三尺 |\n| 外壁 | 山から切り出した石 | 九尺 |\n"
BARN = "# 倉\n- 蔵\n米をしまっておく丈夫な建物である。\n"
KOU = "# 国\n## 甲国\n- 首都：甲府市\n- 特徴：海に面していて漁業がさかんな国である\n"
OTSU = "## 乙国\n- 首都：乙府市\n- 特徴：海に面していて漁業がさかんな国である\n"

Files = dict[str, str]
SURVIVES: dict[str, tuple[Files, ...]] = {
    "in another file, under another heading": (
        {"a.md": f"# 覚え書き\n{CASTLE}", "x.md": BARN},
        {"a.md": f"# 覚え書き\n{CASTLE}", "b.md": f"# 城の要点\n{CASTLE}", "x.md": BARN},
        {"b.md": f"# 城の要点\n{CASTLE}", "x.md": BARN},
    ),
    "lower in the same file": (
        {"a.md": f"# 城\n## 覚え書き\n{CASTLE}{BARN}"},
        {"a.md": f"# 城\n## 覚え書き\n{CASTLE}{BARN}# 要点\n## 守り\n{CASTLE}"},
        {"a.md": f"{BARN}# 要点\n## 守り\n{CASTLE}"},
    ),
    "a table": (
        {"a.md": f"# 覚え書き\n## 壁の表\n{WALLS}", "x.md": BARN},
        {"a.md": f"# 覚え書き\n## 壁の表\n{WALLS}", "b.md": f"# 城の要点\n## 壁\n{WALLS}", "x.md": BARN},
        {"b.md": f"# 城の要点\n## 壁\n{WALLS}", "x.md": BARN},
    ),
    "into two places at once": (
        {"a.md": f"# 覚え書き\n{CASTLE}"},
        {"b.md": f"# 城の要点\n{CASTLE}", "c.md": f"# 堅い城\n{CASTLE}"},
    ),
}


@pytest.mark.parametrize("name", SURVIVES)
def test_the_older_of_two_survives(name: str, tmp_path: Path) -> None:
    first, last, studied = _played(SURVIVES[name], tmp_path)
    known = {note.guid for note in first.deck.notes}
    live = {note.guid for note in last.deck.notes if not note.retired}
    assert live >= known
    assert {guid for guid, _ in studied} >= known
    assert all(len(note.cards) for note in last.deck.notes if note.guid in known)


def test_what_two_sections_of_a_pattern_share_is_no_copy(tmp_path: Path) -> None:
    first, last, _ = _played(({"a.md": KOU}, {"a.md": KOU + OTSU}, {"a.md": "# 国\n" + OTSU}), tmp_path)
    live = {note.guid for note in last.deck.notes if not note.retired}
    assert live.isdisjoint(note.guid for note in first.deck.notes)


def _played(versions: tuple[Files, ...], tmp_path: Path) -> tuple[Build, Build, dict[tuple[str, int], int]]:
    """Return the first and the last build, and the reviews by GUID and ordinal of cards that were studied after the first."""
    engine, package = Engine(tmp_path / "anki"), tmp_path / "a.apkg"
    built: list[Build] = []
    for at, files in enumerate(versions):
        notes = tuple((path, text.encode()) for path, text in sorted(files.items()))
        built.append(rebuilt(notes, built[-1] if built else None, NOW + 60 * at))
        package.write_bytes(packed(built[-1].deck, "ja_JP"))
        log = engine.import_package(package)
        assert (log.conflicting, log.other) == (0, 0)
        if not at:
            for card in engine.cards().values():
                engine.answer(card.id)
    studied = engine.reviews()
    engine.close()
    return built[0], built[-1], studied
