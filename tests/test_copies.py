"""A text that is copied in one build and taken from its old place in a later one: the note that is known survives."""

from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.package import packed
from deckbuilder.base.notes import Note
from deckbuilder.identity.absent import RETIRED_LINES
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, rebuilt
from tests.engine import Engine

CASTLE = "- 天守\n城のいちばん高い所に建つ **やぐら** である。\n- 堀\n敵を防ぐために掘った溝である。\n- 門\n入り口\n"
MORE = "- 櫓\n遠くを見張るための高い台である。\n- 塀\n矢を防ぐために立てた板である。\n- 井戸\n籠城に備えて掘った穴である。\n- 橋\n堀を渡るための板である。\n- 倉\n米を置く所\n"
OTHER = MORE.replace("米を置く所", "鎧や槍の番人")
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
    "a copy taken back before, and then the text moved there": (
        {"a.md": f"# 覚え書き\n{CASTLE}", "x.md": BARN},
        {"a.md": f"# 覚え書き\n{CASTLE}", "b.md": f"# 城の要点\n{CASTLE}", "x.md": BARN},
        {"a.md": f"# 覚え書き\n{CASTLE}", "x.md": BARN},
        {"b.md": f"# 城の要点\n{CASTLE}", "x.md": BARN},
    ),
    "headings that are terms": (
        {"a.md": f"# 覚え書き\n{CASTLE.replace('- ', '## ')}", "x.md": BARN},
        {
            "a.md": f"# 覚え書き\n{CASTLE.replace('- ', '## ')}",
            "b.md": f"# 要点\n{CASTLE.replace('- ', '## ')}",
            "x.md": BARN,
        },
        {"b.md": f"# 要点\n{CASTLE.replace('- ', '## ')}", "x.md": BARN},
    ),
    "neither, but one of both came under another heading": (
        {"a.md": f"# 城\n{CASTLE}"},
        {"a.md": f"# 城\n{CASTLE}# 覚え書き\n{CASTLE}"},
        {"a.md": f"# 守りの要点\n{CASTLE}"},
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
    assert {_status(note) for note in last.deck.notes if note.retired} <= {RETIRED_LINES["doubled"]}


VESSELS = (
    "# 器\n## 用語\n- 瓶：口の細い入れ物\n- 壺：口が狭く胴がふくらんだ器\n- 皿：平たくて浅い器\n"
    "Q: 鉢と皿の違いはどこにあるか？\nA: 深さ\n## 作り方\n- 窯焼き：窯の火で土を固める作り方\n"
)
EDITED = (
    VESSELS.replace("：口の細い", "：首が長くて口の細い")
    .replace("平たくて浅い", "浅くて平たい")
    .replace("違いは", "大きな違いは")
)
EDITED = EDITED.replace("窯の火で土を固める", "窯の強い火で土を焼き固める")
STAYS: dict[str, tuple[Files, ...]] = {
    "in a new file": ({"b.md": VESSELS}, {"b.md": EDITED, "c.md": VESSELS}),
    "in a new file that is read before": ({"b.md": VESSELS}, {"a.md": VESSELS, "b.md": EDITED}),
    "in a build of before": ({"b.md": VESSELS}, {"a.md": VESSELS, "b.md": VESSELS}, {"a.md": VESSELS, "b.md": EDITED}),
    "in a file that has other sections": (
        {"b.md": VESSELS.partition("## 作")[0], "c.md": BARN},
        {"b.md": EDITED.partition("## 作")[0], "c.md": BARN + VESSELS.partition("## 作")[0]},
    ),
}


@pytest.mark.parametrize("name", STAYS)
def test_a_copy_under_the_same_headings_takes_nothing_of_what_is_edited(name: str, tmp_path: Path) -> None:
    first, last, _ = _played(STAYS[name], tmp_path)
    before, after = ({note.guid: note.span.path for note in build.deck.notes} for build in (first, last))
    assert after.items() >= before.items()


def test_what_is_not_edited_where_it_stood_goes_on_in_the_copy(tmp_path: Path) -> None:
    left, copied = VESSELS.replace("- 壺：口が狭く胴がふくらんだ器\n", ""), VESSELS.replace("窯の火", "窯の強い火")
    first, last, _ = _played(({"a.md": VESSELS}, {"a.md": left.partition("## 作")[0], "b.md": copied}), tmp_path)
    assert {note.guid for note in first.deck.notes} == {note.guid for note in last.deck.notes}


@pytest.mark.parametrize("path", ["a.md", "b.md"])
def test_what_is_taken_from_where_it_stood_goes_on_in_a_copy_below_another_heading(path: str, tmp_path: Path) -> None:
    left, copied = VESSELS.replace("- 壺：口が狭く胴がふくらんだ器\n", ""), VESSELS.replace("# 器", "# 道具")
    files = {"a.md": left + copied} if path == "a.md" else {"a.md": left, "b.md": copied}
    first, last, _ = _played(({"a.md": VESSELS}, files), tmp_path)
    assert {note.guid for note in first.deck.notes} <= {note.guid for note in last.deck.notes if not note.retired}


def test_a_copy_is_one_though_one_of_its_answers_became_another(tmp_path: Path) -> None:
    versions = ((CASTLE + MORE, ""), (CASTLE + MORE,) * 2, (CASTLE + MORE, CASTLE + OTHER), ("", CASTLE + OTHER))
    files = tuple({"a.md": f"# 覚え書き\n{a}", "b.md": f"# 城の要点\n{b}", "x.md": BARN} for a, b in versions)
    first, last, _ = _played(files, tmp_path)
    gone = {note.fields[1] for note in first.deck.notes} - {
        note.fields[1] for note in last.deck.notes if not note.retired
    }
    live = {note.guid for note in last.deck.notes if not note.retired}
    assert {note.fields[1] for note in first.deck.notes if note.guid not in live} == gone == {"米を置く所"}


def test_a_pattern_that_comes_back_keeps_its_own_cards(tmp_path: Path) -> None:
    versions = KOU + OTSU, KOU, "# 国\n" + OTSU
    first, last, _ = _played(tuple({"a.md": text} for text in versions), tmp_path)
    otsu = {note.guid for note in first.deck.notes if "乙" in note.joined.decode()}
    assert otsu <= {note.guid for note in last.deck.notes if not note.retired}


def test_a_text_of_two_files_goes_on_in_both_when_both_are_rearranged(tmp_path: Path) -> None:
    text, one = "- 天守\n城のいちばん高い所に建つ塔である。\n", "- 堀\n敵を防ぐために掘った溝である。\n"
    other = "- 櫓\n遠くを見張るための高い台である。\n"
    versions = (
        {"a.md": f"# 城\n## 守り\n{text}{one}", "b.md": f"# 町\n## 景色\n{text}{other}"},
        {"a.md": f"# 山の城\n## 低い所\n{one}## 高い所\n{text}", "b.md": f"# 城下\n## 町の眺め\n{other}{text}"},
    )
    first, last, _ = _played(versions, tmp_path)
    assert {note.guid for note in last.deck.notes if not note.retired} == {note.guid for note in first.deck.notes}


def test_a_text_of_two_files_goes_on_in_the_one_that_gets_a_heading_over_it(tmp_path: Path) -> None:
    """Both have a section of one name; that it stays in one file says nothing of the other."""
    text, other = (f"- {line}\n" for line in ("天守：城のいちばん高い所に建つ塔", "櫓：遠くを見張るための高い台"))
    said = "石と土で作る。\n\n"
    old, new = (f"## 概要\n{said}{heading}{text}{other}" for heading in ("", "## 使い方\n"))
    first, last, _ = _played(tuple({"a.md": f"## 概要\n{text}", "b.md": one} for one in (old, new)), tmp_path)
    assert {note.guid for note in last.deck.notes if not note.retired} == {note.guid for note in first.deck.notes}


def test_what_two_sections_of_a_pattern_share_is_no_copy(tmp_path: Path) -> None:
    first, last, _ = _played(({"a.md": KOU}, {"a.md": KOU + OTSU}, {"a.md": "# 国\n" + OTSU}), tmp_path)
    live = {note.guid for note in last.deck.notes if not note.retired}
    assert live.isdisjoint(note.guid for note in first.deck.notes)


def test_a_short_answer_that_another_section_has_too_is_asked_by_no_other_card(tmp_path: Path) -> None:
    old, new = (
        f"# 選挙\n## {name}\n- 出られる年：25歳\n## 乙の院\n- 出られる年：30歳\n" for name in ("甲の院", "村の長")
    )
    _, last, _ = _played(({"a.md": old}, {"a.md": new}), tmp_path)
    assert [_status(note) for note in last.deck.notes if note.retired] == [RETIRED_LINES["deleted"]]


def _status(note: Note) -> str:
    return note.fields[ALL[note.kind].field_names.index("Status")]


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
