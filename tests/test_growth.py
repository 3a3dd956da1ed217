"""No shape of notes gives a build more to do than in proportion to its size, or makes it take more memory.

What is to be done is counted in calls. What takes long within one call, a pattern above all, is for
`python -m benchmarks.growth`.
"""

import gc
import tracemalloc

import pytest

from tests.builds import NOW, rebuilt
from tests.shapes import NUMBERED, SHAPES, complete
from tests.work import calls

SMALL, LARGE = 3_900, 7_800
"""Characters; of notes that give many cards half of it. Both make a file of one part: to find parts takes a reading more."""
PARTED = 17_000
"""Characters of a file of several parts."""
FEW = 150_000
"""Calls that a square of so many characters, as it has been seen, does not stay below."""
MOST = 3.0
"""Times more that twice as much may take; the square would be 4."""
EACH_TIME = 4
"""All shapes take minutes; every fourth is tried each time, the others with --long."""


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Do once what is done once a process: loading, compiling of patterns."""
    complete("".join(SHAPES[name](200) for name in ("questions", "tables", "different clozes")))


def sizes(name: str) -> tuple[str, str]:
    """Return a small and a large one of a shape."""
    share = 2 if name in NUMBERED else 1
    return SHAPES[name](SMALL // share), SHAPES[name](LARGE // share)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.long] if at % EACH_TIME else []) for at, name in enumerate(SHAPES)],
)
def test_work_grows_with_the_notes_and_not_with_their_square(name: str) -> None:
    small, large = sizes(name)
    done = calls(lambda: complete(large))
    assert done <= FEW or done <= MOST * calls(lambda: complete(small))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "blanks of a term",
        *(pytest.param(name, marks=[pytest.mark.long]) for name in ("different headings", "different questions")),
    ],
)
def test_work_grows_with_a_file_of_several_parts_as_with_a_small_one(name: str) -> None:
    small, large = (SHAPES[name](times * PARTED) for times in (1, 2))
    assert calls(lambda: complete(large)) <= MOST * calls(lambda: complete(small))


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 2, 3])
def test_rewording_many_marks_takes_no_more_than_in_proportion_to_their_number(step: int) -> None:
    """All of them, and every second or third; it once took the cube."""

    def reworded(count: int) -> int:
        marks = [[f"**{name}{at}**" if at % step == 0 else f"**甲{at}**" for at in range(count)] for name in "甲乙"]
        first, second = ("# 章\n- 語 <!-- id: a -->\n" + "\nと".join(of) + "である。\n" for of in marks)
        before = rebuilt((("a.md", first.encode()),))
        return calls(lambda: rebuilt((("a.md", second.encode()),), after=before, now=NOW + 60))

    assert reworded(400) <= MOST * reworded(200)


@pytest.mark.slow
def test_rewording_all_below_a_renamed_heading_takes_no_more_than_in_proportion_to_their_number() -> None:
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    pairs = [signs[at % 22] + signs[at // 22] + signs[at * 7 % 22] for at in range(200)]
    texts = (
        ("荷車", "{}という荷車が、{}本の縄を運ぶために使う車である。"),
        ("車の一覧", "{}の荷車で、{}本の縄を運ぶのに使われる。"),
    )

    def renamed(count: int) -> int:
        first, second = (
            f"# {title}\n"
            + "".join(f"- 荷車{name[:2]}\n{text.format(name, at)}\n" for at, name in enumerate(pairs[:count]))
            for title, text in texts
        )
        before = rebuilt((("a.md", first.encode()),))
        return calls(lambda: rebuilt((("a.md", second.encode()),), after=before, now=NOW + 60))

    assert renamed(200) <= MOST * renamed(100)


def peak(text: str) -> int:
    """Return the bytes that Python held at once at most."""
    gc.collect()
    tracemalloc.start()
    try:
        complete(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


LITTLE = 20_000_000
"""Bytes that a square of so many characters, as it has been seen, does not stay below."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.long] if at % (20 * EACH_TIME) else []) for at, name in enumerate(SHAPES)],
)
def test_memory_grows_with_the_notes_and_not_with_their_square(name: str) -> None:
    small, large = sizes(name)
    took = peak(large)
    assert took <= LITTLE or took <= MOST * peak(small)
