"""Our outline and Python-Markdown agree on what is a heading and what is fenced code."""

import gc

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from deckbuilder.base.model import FileSettings, Source
from deckbuilder.base.text import fold
from deckbuilder.cards.inline_html import converted, images, with_images
from deckbuilder.read.lines import lines

WORDS = st.sampled_from(
    ["見出し", "本文です。", "用語", "Amazon EKS", "- 項目", "1. 手順", "・点", "※注意", "> 引用", "【要点】"]
)
TITLES = st.sampled_from(["概要", "EKS の 仕組み", "1. はじめに", "【重要】", "a # b"])
HEADINGS = st.builds(
    lambda level, gap, title: "#" * level + gap + title, st.integers(1, 6), st.sampled_from(["", " ", "  "]), TITLES
)
INSIDE = st.lists(st.one_of(WORDS, HEADINGS, st.just("")), max_size=4)
FENCES = st.builds(
    lambda fence, name, rows: "\n".join(["", fence + name, *rows, fence, ""]),
    st.sampled_from(["```", "~~~", "````"]),
    st.sampled_from(["", "python"]),
    INSIDE,
)
NOTES = st.lists(st.one_of(WORDS, HEADINGS, FENCES, st.just("")), max_size=12).map("\n".join)

PIECES = st.sampled_from(
    [
        '<img src="図.png">',
        '<img alt="甲と乙" src="a b.svg" title="">',
        '<img alt="1 &lt; 2" src="x.png"/>',
        "<img>",
        "語",
        " ",
        " \n",
        "甲 > 乙",
        "&amp;",
        "<br>",
        "\x14",
    ]
)
SHOWN = st.sampled_from(["\x14sound:a&b.mp3\x15", {"src": "図-0123456789.png"}, {"src": '"<&>', "alt": ""}])


def ours(text: str) -> tuple[list[tuple[int, str]], list[str]]:
    found, _ = lines(Source("a.md", text, FileSettings()))
    headings = [(len(line.mark), fold(line.text)) for line in found if line.kind == "heading"]
    return headings, [fold(line.text) for line in found if line.kind == "code"]


def theirs(text: str) -> tuple[list[tuple[int, str]], list[str]]:
    soup = BeautifulSoup(markdown.markdown(text, extensions=["fenced_code"]), "html.parser")
    headings = [(int(tag.name[1]), fold(tag.get_text())) for tag in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    return headings, [fold(tag.get_text().rstrip("\n")) for tag in soup.select("pre > code")]


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(NOTES)
def test_headings_and_fences_are_the_same(text: str) -> None:
    assert ours(text) == theirs(text)


def test_where_we_differ_and_mean_it() -> None:
    # A line of dashes under a sentence is a rule, not a heading (real notes rule off paragraphs so).
    assert ours("説明の文である。\n-----") == ([], [])
    # C# is a language; Markdown takes any # at the end away.
    assert ours("# C#") == ([(1, "c#")], [])
    # Four blanks are an indented definition, not code.
    assert ours("- 用語\n\n    説明")[1] == []
    # A fence may be indented below its bullet, and its end may be longer than its start.
    assert ours("- 用語\n  ```\n  x\n  ````")[1] == ["x"]
    # It may begin behind a bullet, or a number, and be all that stands there.
    assert ours("- 織る\n  - ```sh\n    # x\n    ```\n1. ~~~\n   y\n   ~~~\n# 染め") == ([(1, "染め")], ["#x", "y"])
    assert ours("- ```x``` と書く\n# 染め\n```\ny\n```") == ([(1, "染め")], ["y"])


def test_texts_that_are_set_leave_no_garbage() -> None:
    texts = ["**甲**は$x$の{乙|おつ}", "==丙==と\n丁"]
    converted(texts)
    gc.collect()
    converted(texts)
    assert gc.collect() == 0


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=5).map("".join), SHOWN)
def test_pictures_among_words_are_written_as_beside_other_tags(body: str, shown: dict[str, str] | str) -> None:
    def now(image: dict[str, str]) -> dict[str, str] | str:
        return shown if isinstance(shown, str) else image | shown

    beside = "<b>タグ</b>"
    assert with_images(body, now) == with_images(body + beside, now).removesuffix(beside)
    assert images(body) == images(body + beside)
