"""What is taken up from the last build is what a clean build makes; and what depends on an edit is made anew."""

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deckbuilder.app import lint
from deckbuilder.base.cache import Cache, hashed
from deckbuilder.base.files import Inputs
from deckbuilder.identity import unchanged
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from tests.builds import NOW, codes
from tests.replay.edits import edited
from tests.replay.folder import generated

FRUIT = "# 果物\n- りんご\n【赤い実】\n北の国で育つ。\n- みかん\n【冬の実】\n南の国で **たくさん** 育つ。\n"
BIRDS = "# 鳥\n- すずめ\n【小さな鳥】\n町に住む。\n- かもめ\n【海の鳥】\n港に住む。\n"
STARS = "# 星\n- 火星\n【赤い星】\n地球の外を回る。\n"


@dataclass
class Project:
    """Notes that are built again and again."""

    cache: Cache
    ledger: bytes | None = None
    now: int = NOW
    stood: list[int] = field(default_factory=list)

    def build(self, *texts: str, media: dict[str, bytes] | None = None) -> tuple[Build, str]:
        """Build files a, b …; return the build and which files stood. It must be what a clean build makes."""
        return self.build_files(tuple((f"{chr(97 + at)}.md", text.encode()) for at, text in enumerate(texts)), media)

    def build_files(
        self, files: tuple[tuple[str, bytes], ...], media: dict[str, bytes] | None = None
    ) -> tuple[Build, str]:
        self.now += 60
        inputs = Inputs(Path(), "果実", files, ledger=self.ledger, media=media or {})
        made = compiled(inputs, self.now, may_retire=True, cache=self.cache)
        clean = compiled(inputs, self.now, may_retire=True)
        assert made.deck == clean.deck
        assert as_bytes(made.ledger) == as_bytes(clean.ledger)
        assert (made.changes, made.diagnostics, made.coverage) == (clean.changes, clean.diagnostics, clean.coverage)
        assert (made.sections, made.unused_media) == (clean.sections, clean.unused_media)
        assert lint.findings_on_changes(made) == lint.findings_on_changes(clean)
        stood = [part.path for part in made.parts if part.token]
        self.stood.append(len(stood))
        self.ledger = as_bytes(made.ledger)
        known = hashed([self.ledger])
        unchanged.remember(self.cache, known, unchanged.kept(self.cache, known, made.parts))
        return made, "".join(path[0] for path in stood)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(Cache(tmp_path / "cache"))


def test_what_an_edit_does_not_touch_stands(project: Project) -> None:
    assert project.build(FRUIT, BIRDS, STARS)[1] == ""
    assert project.build(FRUIT, BIRDS, STARS)[1] == "abc"
    assert project.build(FRUIT, BIRDS.replace("町に", "街に"), STARS)[1] == "ac"
    assert project.build(FRUIT, BIRDS.replace("町に", "街に"), STARS)[1] == "abc"


def test_an_answer_is_asked_the_way_back_anew_only_where_no_other_file_has_it(project: Project) -> None:
    berries = STARS + "- いちご\n【赤い実】\n春の実。\n"
    project.build(FRUIT, BIRDS, STARS)
    made, stood = project.build(FRUIT, BIRDS, berries)
    assert stood == "b"
    assert cards(made) >= {("りんご", (0, 1)), ("いちご", (0,))}
    made, stood = project.build(FRUIT.replace("【赤い実】", "【秋の赤い実】"), BIRDS, berries)
    assert stood == "b"
    assert cards(made) >= {("りんご", (0, 1)), ("いちご", (0, 1))}


def cards(made: Build) -> set[tuple[str, tuple[int, ...]]]:
    return {(note.fields[0], note.cards) for note in made.deck.notes}


def test_a_copy_takes_up_the_reviews_of_what_goes_elsewhere(project: Project) -> None:
    copy = "# 空の友\n" + BIRDS.partition("\n")[2]
    first, _ = project.build(FRUIT, BIRDS, STARS)
    project.build(FRUIT, BIRDS, STARS, copy)
    made, stood = project.build_files((("a.md", FRUIT.encode()), ("c.md", STARS.encode()), ("d.md", copy.encode())))
    assert stood == "ac"
    assert {n.guid for n in made.deck.notes if not n.retired} == {n.guid for n in first.deck.notes}


TIDES = "# 海\n- 満潮：海面が最も高くなった状態\n- 干潮：海面が最も低くなった状態\n"
DIARY = "# 日記\n## 感想\n- 満潮：海面が最も高くなった状態\n"
"""Here it is only offered."""


def test_what_is_offered_takes_up_the_reviews_of_its_copy_that_goes(project: Project) -> None:
    first, _ = project.build(TIDES, DIARY, FRUIT)
    assert first.offers
    made, stood = project.build(TIDES.replace("- 満潮：海面が最も高くなった状態\n", ""), DIARY, FRUIT)
    assert stood == "c"
    assert {note.guid for note in made.deck.notes if not note.retired} == {note.guid for note in first.deck.notes}


def test_what_shares_a_heading_is_made_anew_and_so_is_what_shares_one_with_that(project: Project) -> None:
    both = "# 鳥\n- つばめ\n【渡る鳥】\n軒に住む。\n# 星\n- 金星\n【明るい星】\n地球の内を回る。\n"
    project.build(FRUIT, BIRDS, STARS, both)
    assert project.build(FRUIT, BIRDS.replace("町に", "街に"), STARS, both)[1] == "a"


def test_what_shares_a_heading_with_a_file_that_is_gone_is_made_anew(project: Project) -> None:
    project.build(FRUIT, BIRDS, "# 鳥\n- つばめ\n【渡る鳥】\n軒に住む。\n")
    assert project.build(FRUIT, BIRDS)[1] == "a"


def test_what_shares_a_heading_with_a_file_that_asks_less_is_made_anew(project: Project) -> None:
    more = "# 果物\n- ぶどう\n【房の実】\n棚に育つ。\n"
    project.build(FRUIT, BIRDS, more)
    assert project.build(FRUIT, BIRDS, more, STARS + "- いちご\n【赤い実】\n春の実。\n")[1] == "b"


def test_what_stands_still_tells_how_common_the_words_of_a_retired_note_are(project: Project) -> None:
    names = "さぎ しぎ ちどり かいつぶり ひよどり うぐいす めじろ せきれい".split()
    birds = "# 鳥\n" + "".join(
        f"- {name}\n**{name}** は夏に北の国へ渡り、冬に南の国へ帰る鳥である。\n" for name in names
    )
    project.build(FRUIT, birds, STARS)
    fewer = birds[: birds.rindex("- ")]
    project.build(FRUIT, fewer, STARS)
    made, stood = project.build(
        FRUIT, fewer, STARS + "- 帰る星\n**せきれい座** は夏に北の国へ渡り、冬に南の国へ帰る鳥である。\n"
    )
    assert stood == "ab"
    assert {change.kind for change in made.changes} == {"new"}


def test_what_stands_still_tells_which_names_are_those_of_one_thing(project: Project) -> None:
    rest = "- 帆柱の滑車：綱を上げ下げする輪\n## 帳簿\n- 荷札：荷の名を書いた札\n"
    before = f"# 港\n## 道具\n- 港の縄張りの大錨：船の留め具\n{rest}"
    after = f"# 港\n## 道具\n{rest}- 港の縄張りの大錨：深い海で舟が潮に流されないようにする留め具\n"
    for other, goes_on in ((BIRDS, True), ("# 島\n- 港の縄張りの大錨：木で作った錨\n", False)):
        project.build(before, other)
        made, stood = project.build(after, other)
        assert stood == "b"
        assert any(change.kind == "retired" for change in made.changes) != goes_on


def test_what_an_earlier_file_says_too_is_told_of_by_each_build(project: Project) -> None:
    double = BIRDS.replace("かもめ", "うみねこ").replace("【海の鳥】\n港に住む。", "【島の鳥】\n島に住む。")
    assert codes(project.build(FRUIT, BIRDS, double)[0]) == ["N301"]
    made, stood = project.build(FRUIT, BIRDS, double)
    assert (codes(made), stood) == (["N301"], "a")
    assert codes(project.build(FRUIT.replace("北の", "西の"), "# 花\n- 菊\n【秋の花】\n庭に咲く。\n", double)[0]) == []


def test_what_only_a_double_said_goes_with_it(project: Project) -> None:
    bird = "# 鳥\n- すずめ\n町に **群れて** 住む鳥である。\n"
    made, _ = project.build(bird, bird + "※ 冬は群れる。\n", STARS)
    assert "冬は" in str(made.deck.notes[0].fields)
    made, stood = project.build(bird, STARS)
    assert stood == ""
    assert "冬は" not in str(made.deck.notes[0].fields)
    assert project.build(bird, STARS)[1] == "ab"


@pytest.mark.parametrize(
    "mark", ["![図](p.svg)", "※ !<!-- x -->[図](p.svg)", "!\n[図](p.svg)", '<<!-- x -->img src="p.svg">']
)
def test_another_picture_of_the_same_name_is_seen(project: Project, mark: str) -> None:
    notes = f"# 章\n- 語\n【要点】\n説明。\n{mark}\n"
    for size in (10, 20):
        picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"></svg>'
        project.build(notes, BIRDS, media={"media/p.svg": picture.encode()})


def test_a_missing_picture_is_told_of_as_if_its_file_were_the_first(project: Project) -> None:
    notes = [f"# 章{file}\n" + "".join(f"- 語{n}\n![図](eks{file}{n}.png)\n" for n in range(15)) for file in "一二"]
    for more in ("", "- 後\n![図](eks.pmg)\n"):
        project.build(notes[0], notes[1] + more, media={"media/eks.png": b"x"})


def test_a_name_that_two_entries_have_is_told_of_by_each_build(project: Project) -> None:
    named = [text.replace("\n- ", "\n<!-- id: x -->\n- ", 1) for text in (FRUIT, BIRDS)]
    for _ in range(2):
        assert codes(project.build(*named, STARS)[0]) == ["N305"]
    made, stood = project.build(named[0], named[1].replace("町に", "街に"), STARS)
    assert (codes(made), stood) == (["N305"], "c")


def test_what_moves_into_a_file_or_out_of_it_is_found(project: Project) -> None:
    project.build(FRUIT, BIRDS, STARS)
    apple = FRUIT[FRUIT.index("- りんご") : FRUIT.index("- みかん")]
    made, stood = project.build(FRUIT.replace(apple, ""), BIRDS, STARS + apple)
    assert stood == "b"
    assert {change.kind for change in made.changes} == {"moved"}
    made, stood = project.build(FRUIT.replace(apple, ""), STARS + apple)
    assert {change.kind for change in made.changes} == {"moved", "retired"}
    made, stood = project.build(FRUIT.replace(apple, ""), STARS + apple, BIRDS.replace("町に", "街に"))
    assert {change.kind for change in made.changes} >= {"revived"}


def test_a_retired_note_of_a_heading_does_not_keep_its_file_from_standing(project: Project) -> None:
    project.build(FRUIT, BIRDS, STARS)
    shorter = BIRDS[: BIRDS.index("- かもめ")]
    assert project.build(FRUIT, shorter, STARS)[1] == "ac"
    assert project.build(FRUIT.replace("北の", "西の"), shorter, STARS)[1] == "bc"
    made, _ = project.build(FRUIT, BIRDS.replace("港に住む", "港や島に住む"), STARS)
    assert {change.kind for change in made.changes} >= {"revived"}


def test_nothing_stands_on_a_ledger_that_others_have_changed(project: Project) -> None:
    project.build(FRUIT, BIRDS, STARS)
    assert project.ledger
    project.ledger = project.ledger.replace(b'"created":', b'"created": ', 1)
    assert project.build(FRUIT, BIRDS, STARS)[1] == ""
    assert project.build(FRUIT, BIRDS, STARS)[1] == "abc"


def test_nothing_stands_when_the_settings_are_others(project: Project) -> None:
    project.build(FRUIT, BIRDS)
    files = (("a.md", ("---\ndeck: 庭\n---\n" + FRUIT).encode()), ("b.md", BIRDS.encode()))
    assert project.build_files(files)[1] == "b"
    project.build(FRUIT, BIRDS)
    inputs = Inputs(Path(), "果実", (("a.md", FRUIT.encode()),), b"numbers = false", project.ledger)
    assert not [part for part in compiled(inputs, NOW, True, project.cache).parts if part.token]


def test_a_piece_that_is_damaged_or_gone_is_made_anew(project: Project, tmp_path: Path) -> None:
    project.build(FRUIT, BIRDS, STARS)
    first, second, _ = sorted((tmp_path / "cache").glob("part-*"))
    data = first.read_bytes()
    first.write_bytes(data[:-1] + bytes((data[-1] ^ 1,)))
    second.unlink()
    assert len(project.build(FRUIT, BIRDS, STARS)[1]) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.long] if seed >= 4 else []) for seed in range(16)]
)
def test_any_edits_give_what_a_clean_build_gives(project: Project, seed: int) -> None:
    chance = random.Random(seed)
    folder = generated(chance, files=chance.randint(2, 6))
    copies: list[tuple[str, bytes]] = []
    """Files that say a part of another once more; they come and go."""
    for number in range(14):
        files = folder.texts()
        if chance.random() < 0.4:
            rows = chance.choice(files)[1].split(b"\n")
            at = chance.randrange(len(rows))
            said = [rows[0], *rows[at : at + 8], chance.choice((b"", "※ **5回** まで。".encode()))]
            copies.append((f"写し{number}.md", b"\n".join(said)))
        elif copies and chance.random() < 0.4:
            del copies[chance.randrange(len(copies))]
        project.build_files((*files, *copies), folder.media)
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            edited(chance, folder)
    assert any(project.stood)
