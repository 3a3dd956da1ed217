"""Sections cut to one template: one is replaced by another in one build, and no review goes to the new one."""

import random
from collections.abc import Callable

import pytest

from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build, codes

KANJI = "甲乙丙丁戊己庚辛壬癸天地玄黄宇宙洪荒日月盈昃辰宿列張寒来暑往秋収冬蔵閏余成歳律呂調陽雲騰致雨露結為霜"
VALUES = "赤 青 黄 木星 土星 石炭 鉄鋼 絹織物 共和制 立憲君主制 二院制 円 銀貨 米 麦 港湾都市 高原 扇状地 一月 夜間 無料 有料".split()


def _name(rng: random.Random) -> str:
    return "".join(rng.sample(KANJI, 2))


def one_liners(rng: random.Random, name: str) -> str:
    return f"## {name}国\n- 首都：{_name(rng)}市\n- 通貨：{rng.choice(VALUES)}\n- 産業：{rng.choice(VALUES)}\n"


def tables(rng: random.Random, name: str) -> str:
    rows = "".join(f"| {row} | {rng.choice(VALUES)} | {_name(rng)} |\n" for row in ("首都", "通貨"))
    return f"## {name}国\n| 項目 | 値 | 備考 |\n|---|---|---|\n{rows}"


def pictures(rng: random.Random, name: str) -> str:
    head, rest = tables(rng, name).split("\n", 1)
    return f"{head}\n- {name}国の表\n【図表】\n{rest}"


def questions(rng: random.Random, name: str) -> str:
    return f"## {name}国を治める係は？\n{_name(rng)}の係である。\n"


def definitions(rng: random.Random, name: str) -> str:
    return f"## {name}国\n- 首都\n{name}国の首都は{_name(rng)}市という{rng.choice(VALUES)}で栄える町である。\n- 通貨\n{rng.choice(VALUES)}を使う。\n"


def lists(rng: random.Random, name: str) -> str:
    items = "".join(f"・{text}\n" for text in rng.sample(VALUES, 3))
    return f"## {name}国\n- 三つの産物\n{items}"


def sentences(rng: random.Random, name: str) -> str:
    return f"## {name}国\n- 概要\n{name}国の首都は **{_name(rng)}市** である。\n通貨は **{rng.choice(VALUES)}** で、{_name(rng)}川のそばにある。\n"


STYLES = (one_liners, tables, pictures, questions, definitions, lists, sentences)


@pytest.mark.parametrize("trials", [range(1), pytest.param(range(1, 25), marks=pytest.mark.slow)], ids=["few", "more"])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_section_replaced_by_another_takes_no_reviews(
    style: Callable[[random.Random, str], str], trials: range
) -> None:
    for number in trials:
        rng = random.Random(f"{style.__name__}/{number}")
        replaced, first, second = _replaced(rng, style)
        taken = _live(first) & _live(second)
        assert not taken & replaced, f"trial {number}"
        assert taken == _live(first) - replaced, f"trial {number}: what stayed is followed"
        assert codes(second).count("N302") > 0, f"trial {number}: told"


def _replaced(rng: random.Random, style: Callable[[random.Random, str], str]) -> tuple[set[str], Build, Build]:
    """Return the GUIDs of a section that is replaced, and the builds before and after."""
    names = rng.sample([a + b for a in KANJI for b in KANJI if a != b], 11)
    sections = [style(rng, name) for name in names]
    sections, new = sections[: rng.randint(4, 10)], sections[10]
    at = rng.randrange(len(sections))
    to = at if rng.random() < 0.5 else rng.randrange(len(sections))
    left = sections[:at] + sections[at + 1 :]
    before, without, after = ("# 国々\n" + "".join(part) for part in (sections, left, [*left[:to], new, *left[to:]]))
    first = build(before)
    gone = _live(first) - _live(build(without, after=first))
    return gone, first, build(after, after=first, now=NOW + 60)


def _live(result: Build) -> set[str]:
    return {note.guid for note in result.deck.notes if not note.retired}
