"""A large file is read in parts: they say what it says, and an edit changes the part that it is in."""

import random
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.generator import in_one_file
from deckbuilder.base.blocks import Entry
from deckbuilder.base.cache import Cache, hashed
from deckbuilder.base.files import Inputs
from deckbuilder.base.front_matter import front_matter
from deckbuilder.base.model import Source
from deckbuilder.cards.file_cards import set_files
from deckbuilder.cards.part_cards import Tools
from deckbuilder.identity import unchanged
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import TablePictures
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.read import parts as reading
from deckbuilder.read import stretches as stretching
from deckbuilder.read.outline import outline
from deckbuilder.read.parts import LARGE, apart, parts, stands_alone
from deckbuilder.read.references import targets
from deckbuilder.read.stretches import stretches
from tests.builds import NOW
from tests.row_edits import edited_row

ROOT = Path(__file__).parent.parent
FILES = [path for folder in ("notes", "tests/readings", "tests/cases") for path in sorted((ROOT / folder).glob("*.md"))]
FILLING = "".join(f"- 用語{n}\n用語{n}は、{n}番目に説明される物である。\n" for n in range(9))


def source_of(text: str) -> Source:
    settings, body, _ = front_matter("a.md", text)
    return Source("a.md", text, settings, body, links=targets(text))


def said(entries: Iterable[Entry]) -> list[tuple[object, ...]]:
    """Return what entries say, without the lines that they stand in."""
    return [
        (e.shape, e.trail, e.term and e.term.md, e.tags, [one.name for one in e.directives], len(e.blocks))
        for e in entries
    ]


@pytest.mark.parametrize("large", [pytest.param(200, marks=pytest.mark.slow), 1_000])
def test_parts_say_what_a_file_says(large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE", large)
    cut = 0
    for path in FILES:
        whole = source_of(path.read_text("utf-8"))
        found = parts(whole)
        assert "\n".join(part.source.text for part in found) == whole.text
        read = [outline(part.source, part.within) for part in found]
        if all(
            stands_alone(above.left_open, part, own.belongs_above)
            for (above, own), part in zip(pairwise(read), found[1:], strict=True)
        ):
            assert said(entry for part in read for entry in part.entries) == said(outline(whole).entries), path.name
            cut += len(found) > 1
    assert cut > len(FILES) / 10


def cards_of(text: str) -> list[tuple[object, ...]]:
    """Return the cards of one file."""
    source = source_of(text)
    settings = compiled(Inputs(Path(), "果実", ()), NOW).settings
    tools = Tools(settings, Library({}, Cache()), TablePictures(), Cache())
    (parts_of_file,) = set_files([source], tools, lambda _key: None)
    return [
        (card.wish, card.trail, card.prompt, card.answer, card.span, card.asked, card.shown, card.asks)
        for part in parts_of_file
        for card in part.set_cards()
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("【除外】\n## 上\n" + FILLING, "## 下\n" + FILLING, id="directive of a section"),
        pytest.param(f"【除外】\n\n## 上\n### 左\n{FILLING}", f"### 右\n{FILLING}## 下\n{FILLING}", id="directive above sections"),
        pytest.param(f"## 上\n【除外】\n地図は別の所にある。\n### 左\n{FILLING}", f"### 右\n{FILLING}", id="directive below their heading"),
        pytest.param(f"## 上\n【除外】\n- 用語\n### 左\n{FILLING}", f"### 右\n{FILLING}", id="directive of the first term"),
        pytest.param(f"## 上\n【skip】\n> 地図は別の所にある。\n### 左\n{FILLING}", f"### 右\n{FILLING}", id="directive over a quotation"),
        pytest.param(f"## 上\n【図表】\n【除外】\n\n| 名 | 色 |\n|---|---|\n| 甲 | 赤 |\n### 左\n{FILLING}", f"### 右\n{FILLING}", id="directives of a table"),
        pytest.param(f"## 上\n{FILLING}\n【図表】\n", f"## 下\n{FILLING}\n| 名 | 色 |\n|---|---|\n| 甲 | 赤 |\n", id="directive that waits"),
        pytest.param(f"## 上\n{FILLING}\n【図表】\n表を見る。\n", f"## 下\n{FILLING}\n| 名 | 色 |\n|---|---|\n| 甲 | 赤 |\n", id="directive that waits through a text"),
        pytest.param(f"## 上\n{FILLING}\n<!-- id: pear -->\n", f"## 下\n{FILLING}", id="name of what follows"),
        pytest.param("## 上\n" + FILLING, f"## 海の王は誰か。\nA. 鯨\nB. 鮫\n正解：A\n\n---\n海の水には、==塩== が溶けている。\n## 下\n{FILLING}", id="text behind a question under a heading"),
        pytest.param(f"## シナリオ1\n海に国がある。\n### 左\n{FILLING}", "### 質問1\n海の王は誰か。\nA) 鯨\nB) 鮫\n正解：A\n", id="question under a scenario"),
        pytest.param(f"## 問1\n海に国がある。\n### 左\n{FILLING}", f"### 右\n海の王は誰か。\n\n正解：鯨\n### 下\n{FILLING}", id="question under a case"),
        pytest.param(f"## 海の王は？\n{FILLING}", f"### 下\n{FILLING}", id="question over sections"),
        pytest.param(f"## 上\n{FILLING}- 王\n王は、海の国を治める人である。\n", f"## 上\n{FILLING}- 王\n王は、山の国を治める人である。\n", id="one front, two answers"),
        pytest.param(f"## 上\n{FILLING}\nQ: 海の王は？\nア. 鯨\nイ. 鮫\n正解：ア\n", f"## 下\n{FILLING}\nQ: 海の王は？\nA: 鮫\n", id="a wrong choice"),
        pytest.param(f"## 上\n{FILLING}\n- 王：海の国を治める[長][r]である。\n", f"## 下\n{FILLING}\n[r]: https://a.example/\n", id="address of a link"),
    ],
)  # fmt: skip
def test_what_parts_do_not_tell_by_themselves_is_read_together(
    above: str, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"# 国\n{FILLING}\n{above}\n{below}"
    whole = cards_of(text)
    monkeypatch.setattr(reading, "LARGE", 100)
    assert len(parts(source_of(text))) > 1
    assert cards_of(text) == whole


def test_a_line_above_makes_no_other_part_anew() -> None:
    text = in_one_file(600)
    source = source_of(text)
    cut = parts(source)
    assert len(cut) > 2
    assert all(len(part.source.text) <= LARGE for part in cut)
    longer = parts(source_of(text.replace("\n", "\nこれは、足された行である。\n", 1)))
    assert [part.source.text for part in longer[1:]] == [part.source.text for part in cut[1:]]
    assert [part.within for part in longer[1:]] == [part.within for part in cut[1:]]


def test_small_sections_are_read_together_and_one_that_grows_moves_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 1_000)

    def cut(more: int) -> list[str]:
        rows = [20 + at % 7 + (more if at == 1 else 0) for at in range(60)]
        sections = (f"## 第{at}章\n" + "これは、章の文である。\n" * count for at, count in enumerate(rows))
        return [part.source.text for part in parts(source_of("# 国\n" + "".join(sections)))]

    before = cut(0)
    assert len(before) < 30
    assert len(set(cut(20)) - set(before)) == 1


INSERTED = (
    "```", "<!-- 後で", "-->", "$$", "<div>", "</div>", "【除外】", "<!-- allow: N105 -->", "## 解答", "### 解説", "---",
    "| 名 | 色 |", "|---|---|", "# 甲 | 乙", "# 新しい章", "## 新しい節", "正しいものはどれか。", "ア. 鯨", "イ. 鮫", "正解：ア",
    "- [x] 鯨", "Q 海の王は？", "A 鯨", "答え：", "1. 鯨", "2. 鮫",
    "%%", "%% 後で", "# [海][r]", "[海][r]の王を見る。", "[r]: https://a.example/",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_after_an_edit_a_file_is_cut_as_if_it_were_read_as_a_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretching, "_LONG", 30)
    monkeypatch.setattr(reading, "LARGE", 2_000)
    chance = random.Random(seed)
    before = in_one_file(900)
    last = stretches(source_of(before))
    assert len(last) > 30
    again = 0
    for _ in range(60):
        rows = before.split("\n")
        for _ in range(chance.randint(1, 4)):
            edited_row(rows, chance)
        if chance.random() < 0.7:
            at = chance.randrange(len(rows))
            rows[at:at] = chance.choices(INSERTED, k=chance.randint(1, 4))
        source = source_of("\n".join(rows))
        found = stretches(source, last)
        assert apart(source, found) == parts(source)
        if len(found) > 1:
            again += found[-1] is last[-1]
            before, last = source.text, found
    assert again > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", [pytest.param(seed, marks=[pytest.mark.long] if seed else []) for seed in range(4)])
def test_a_large_file_with_what_is_kept_is_built_as_without(tmp_path: Path, seed: int) -> None:
    cache, chance = Cache(tmp_path / "cache"), random.Random(seed)
    text, ledger = in_one_file(500), None
    for build in range(4):
        inputs = Inputs(Path(), "果実", (("a.md", text.encode()),), ledger=ledger)
        made: Build = compiled(inputs, NOW + build, may_retire=True, cache=cache)
        clean = compiled(inputs, NOW + build, may_retire=True)
        assert made.deck == clean.deck
        assert as_bytes(made.ledger) == as_bytes(clean.ledger)
        assert (made.diagnostics, made.coverage, made.sections) == (clean.diagnostics, clean.coverage, clean.sections)
        ledger = as_bytes(made.ledger)
        unchanged.remember(cache, hashed([ledger]), unchanged.kept(cache, hashed([ledger]), made.parts))
        text = with_an_edit(text, chance)


def with_an_edit(text: str, chance: random.Random) -> str:
    """Return a text with a row edited, or a heading renamed."""
    rows = text.split("\n")
    if chance.random() < 0.2:
        headings = [row for row, line in enumerate(rows) if line.startswith("#")]
        rows[chance.choice(headings)] += "の章"
    else:
        edited_row(rows, chance)
    return "\n".join(rows)
