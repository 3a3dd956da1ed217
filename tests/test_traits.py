"""What a file is like as a whole: of one that mostly cannot be asked only what more speaks for becomes a new card."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deckbuilder.base.model import FileSettings, Source
from deckbuilder.base.notes import Draft
from deckbuilder.cards.rules import drafts
from deckbuilder.cards.traits import DOUBTED, ENOUGH, OTHERS, Tally, Trait, points_of, standard, tally, together
from deckbuilder.read.outline import outline
from tests.builds import NOW, build, codes
from tests.calls import run
from tests.test_command import project as command_project
from tests.test_unchanged import Project, project

__all__ = ["command_project", "project"]
HEAD = "# 植物\n\n"
PLAIN = "- 気孔：葉の裏の穴\n"
STALK = "- 葉柄：葉の下の棒\n"
SURE = "- クチクラ：葉の表を守る仕組み\n"
DIARY = "\n".join(f"## {leaf}枚目の葉\n朝に開いて、夜になると閉じていくことが多くなった。\n" for leaf in range(1, 13))
"""Twelve headings whose texts do not define them."""
STUDY = "".join(f"- 第{at}細胞：葉の表を守る細胞の{at}番目の層である。\n" for at in "甲乙丙丁戊己庚辛壬癸")


@pytest.mark.parametrize("trait", [DOUBTED, *OTHERS], ids=lambda trait: trait.name)
def test_a_trait_is_told_by_its_example(trait: Trait) -> None:
    less, more = (_tally(f"{HEAD}{PLAIN * 9}{text}\n{DIARY}") for text in ("", f"{trait.example}\n\n" * 30))
    assert points_of(trait, more) > points_of(trait, less)


def test_what_most_of_can_be_asked_is_no_diary_whoever_speaks() -> None:
    said = "今日は私が葉を見た。https://example.com/leaf はなぜ？\n\n" * 9
    assert standard(_tally(f"{HEAD}{STUDY}\n{said}")).points == 0
    assert standard(_tally(f"{HEAD}{DIARY}\n{said}")).points > standard(_tally(f"{HEAD}{DIARY}")).points > 0


def test_code_and_what_is_marked_say_nothing_of_a_file() -> None:
    notes = f"{HEAD}==気孔== は葉の裏にある。\n\n```\nopen https://example.com ?\n```\n"
    assert _tally(notes) == Tally(lines=2, insisted=1)


@pytest.mark.parametrize(("lines", "most"), [(Tally(), 1), (Tally(0, 0, 9, 9, 9, 9), 2)], ids=["plain", "diary"])
def test_one_more_draft_asks_hardly_more(lines: Tally, most: int) -> None:
    for count in range(200):
        for doubted in range(count + 1):
            before = standard(lines._replace(drafts=count, doubted=doubted)).points
            for more in (doubted, doubted + 1):
                after = standard(lines._replace(drafts=count + 1, doubted=more)).points
                assert abs(after - before) <= most


def test_a_file_is_judged_by_the_sum_of_its_parts() -> None:
    parts = [_tally(f"{HEAD}{STUDY}"), _tally(f"## 記録\n\n{DIARY}"), _tally("今日は晴れた。\n")]
    whole = _tally(f"{HEAD}{STUDY}\n## 記録\n\n{DIARY}\n今日は晴れた。\n")
    assert together(parts) == whole


def test_in_a_diary_only_what_is_surer_becomes_a_card() -> None:
    asked = build(HEAD + STUDY + PLAIN)
    assert _offered(asked.offers) == []
    of_diary = build(f"{HEAD}{PLAIN}{SURE}\n{DIARY}")
    assert [note.fields[0] for note in of_diary.deck.notes] == ["クチクラ"]
    assert ("N247", "気孔") in _offered(of_diary.offers)
    assert of_diary.coverage["a.md"][2:4] == ["offered", "asked"]


def test_a_definition_for_which_enough_speaks_is_asked_in_any_file() -> None:
    notes = (
        f"{HEAD}- 樹冠：葉を広げて光を受ける仕組み\n{PLAIN}\n{DIARY * 4}\n{'今日は葉を見た。本当に緑だろうか？' * 9}\n"
    )
    assert standard(_tally(notes)).points > ENOUGH
    assert [note.fields[0] for note in build(notes).deck.notes] == ["樹冠"]


ONE_LINE = "- 葉面：葉の表の部分\n"
SIX_DAYS = "\n".join(DIARY.split("\n")[:18])


@pytest.mark.parametrize(
    ("definition", "rest", "is_asked"),
    [
        (ONE_LINE, SIX_DAYS, False),
        (ONE_LINE, STUDY, True),
        ("- 葉面：葉の表で光が当たるときのよく見える方の部分\n", SIX_DAYS, True),
        ("- 葉面：葉の表で光る部分\n", SIX_DAYS, True),
        ("- 葉面\n  - 葉の表の部分である。\n", SIX_DAYS, True),
    ],
    ids=["short", "in study notes", "longer", "with a verb", "on a line of its own"],
)
def test_a_short_definition_needs_one_point_more_in_a_diary(definition: str, rest: str, is_asked: bool) -> None:
    made = build(f"{HEAD}{definition}\n{rest}")
    assert ("葉面" in [note.fields[0] for note in made.deck.notes]) is is_asked


def test_a_mark_and_an_allowance_insist() -> None:
    marked = build(f"{HEAD}植物の==気孔==は葉の裏にある。\n\n{DIARY}")
    assert len(marked.deck.notes) == 1
    allowed = build(f"{HEAD}<!-- allow: N247 -->\n{PLAIN}{STALK}\n{DIARY}")
    assert [note.fields[0] for note in allowed.deck.notes] == ["気孔"]
    assert "N113" not in codes(allowed)


def test_a_card_goes_on_when_its_file_becomes_a_diary() -> None:
    first = build(HEAD + PLAIN)
    then = build(f"{HEAD}{PLAIN}\n{DIARY}", after=first, now=NOW + 1)
    assert [(note.guid, note.retired) for note in then.deck.notes] == [(note.guid, False) for note in first.deck.notes]
    assert "気孔" not in [name for _, name in _offered(then.offers)]


def test_a_few_cards_of_a_page_need_more_and_a_fifth_lets_them_be_asked() -> None:
    page = "## 記録\n\n" + "朝に開いて、夜になると閉じていく。\n" * 14
    names = {"気孔", "葉枕", "皮目", "篩管"}
    four = "- 気孔：葉の裏にある穴\n- 葉枕：葉の端にある穴\n- 皮目：枝の皮にある穴\n- 篩管：管の中にある穴\n"
    assert {name for _, name in _offered(build(f"{HEAD}{four}\n{page}").offers)} >= names
    for more in ("- 葉柄：葉の下にある棒\n", "\n==葉柄== は葉の下にある。\n"):
        asked = build(f"{HEAD}{four}{more}\n{page}")
        assert {note.fields[0] for note in asked.deck.notes} >= names
    assert {note.fields[0] for note in build(f"{HEAD}{four}").deck.notes} == names


@pytest.mark.parametrize("said", ["気孔とは、", "- 気孔とは、"])
def test_a_page_on_one_thing_says_what_it_is(said: str) -> None:
    page = "## 暮らし\n\n" + "朝に開いて、夜になると閉じていく。\n" * 20
    made = build(f"# 気孔\n\n{said}葉の裏にある最も小さい穴である。\n\n{page}")
    assert [tuple(note.fields[:2]) for note in made.deck.notes] == [("気孔", "葉の裏にある最も小さい穴である。")]


def test_what_another_part_says_decides_and_unchanged_parts_follow(project: Project) -> None:
    """`Project` holds that what comes of the cache is what a clean build makes."""
    long = "\n".join(f"## 第{at}章の層\n\n- 細胞{at}：葉の表を守る層である。{'葉' * 900}\n" for at in range(40))
    text = f"# 植物\n\n## 穴\n\n{PLAIN}\n{long}"
    made, _ = project.build(text)
    assert len({part.start for part in made.parts}) > 1
    assert "N247" not in [code for code, _ in _offered(made.offers)]
    diary = "\n".join(f"## 記録{at}\n\n朝に開いて、夜になると閉じていくことが多くなった。\n" for at in range(120))
    grown, _ = project.build(f"{text}\n{diary}")
    assert "気孔" in [note.fields[0] for note in grown.deck.notes]
    more, _ = project.build(f"{text}\n{diary}".replace(PLAIN, PLAIN + STALK))
    assert ("N247", "葉柄") in _offered(more.offers)
    less, _ = project.build(text.replace(PLAIN, PLAIN + STALK))
    assert "葉柄" in [note.fields[0] for note in less.deck.notes if not note.retired]


def test_read_says_why_a_line_is_not_asked(command_project: Path) -> None:
    (command_project / "notes" / "a.md").write_text(f"{HEAD}{PLAIN}\n{DIARY}", "utf-8")
    said = run("read", "notes/a.md:3", cwd=command_project).stdout
    assert "too little speaks for “気孔” in this file: little of it can be asked" in said
    (command_project / "notes" / "a.md").write_text(f"{HEAD}{PLAIN}{STUDY[:180]}\n{DIARY}", "utf-8")
    said = run("read", "notes/a.md:3", cwd=command_project).stdout
    assert "too little speaks for “気孔” in this file: most of it cannot be asked" in said


def _tally(notes: str) -> Tally:
    return tally(Source("a.md", notes, FileSettings()), _drafts(notes))


def _drafts(notes: str) -> Iterator[Draft]:
    for entry in outline(Source("a.md", notes, FileSettings())).entries:
        yield from drafts(entry, "", numbers=True, reverse=False)[0]


def _offered(offers: object) -> list[tuple[str, str]]:
    return [(offer.finding.code, str(offer.finding.args[0])) for offer in offers]  # type: ignore[attr-defined]
