"""Notes cut to a pattern, and notations that real notes change into one another."""

import random
from collections.abc import Iterator

from tests.replay.folder import ATTRIBUTES, NOUNS, VALUES, VERBS, Folder, sentence

LANDS = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸".split()
FACTS = "首都 通貨 名産 守護神".split()


def patterned(rng: random.Random, folder: Folder) -> Folder:
    """Add two files to a folder: sections, questions and tables of one pattern, and forms that may change."""
    folder.add("80-型.md", "\n".join(_pattern(rng)))
    folder.add("90-形.md", "\n".join(_forms(rng)))
    return folder


def land(rng: random.Random, name: str) -> list[str]:
    """Return the lines of a section of the pattern, about the land `name`."""
    if name in LANDS[:5]:
        facts = [f"- {fact}：{word(rng)}" for fact in FACTS[:3]]
    else:
        facts = ["| 事柄 | 内容 |", "|---|---|", *(f"| {fact} | {word(rng)} |" for fact in FACTS)]
    return [f"## {name}国", "", *facts, ""]


def word(rng: random.Random) -> str:
    """Return a name that hardly any other fact has."""
    return rng.choice(NOUNS) + rng.choice(VALUES) + rng.choice(("府", "座", "織", "神"))


def question(rng: random.Random) -> list[str]:
    """Return a question of the pattern and its answer."""
    return [f"## {rng.choice(NOUNS)}の{rng.choice(ATTRIBUTES)}を守る係は？", f"{word(rng)}の係である。", ""]


def _pattern(rng: random.Random) -> Iterator[str]:
    yield from ("# 国々", "")
    for name in LANDS:
        yield from land(rng, name)
    yield from ("# 係", "")
    for _ in range(5):
        yield from question(rng)


def _forms(rng: random.Random) -> Iterator[str]:
    yield from ("# 語彙", "", "| 用語 | 説明 |", "|---|---|")
    for name in rng.sample(NOUNS, 4):
        yield f"| {name}の語 | {plain(rng)} |"
    yield from ("", "# 段", "")
    for name in rng.sample(NOUNS, 3):
        yield from (f"- {name}の段", f"    - {plain(rng)}", "")
    for name in rng.sample(NOUNS, 3):
        yield from (f"## {name}の節", plain(rng), "")
    yield from ("# 項目", "", f"- {word(rng)}の一覧")
    yield from (f"・{word(rng)}を{rng.choice(VERBS)}" for _ in range(6))


def plain(rng: random.Random) -> str:
    """Return a sentence without marks, numbers or what looks like a term."""
    return sentence(rng).replace("、", "")
