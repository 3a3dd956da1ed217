"""Terms of which the title or the text above says how many there are: 葉の三つの層, and the three below it."""

from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from deckbuilder.base.blocks import Entry, Shape
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import sentences
from deckbuilder.read.inline import plain

_FORMS: frozenset[Shape] = frozenset(("line", "term"))
"""Shapes of entries that may be counted."""
_COUNT = lazy(
    "(?<![0-9０-９第.．])(?P<count>[2-9２-９二三四五六七八九])[ 　]?(?:つ|種類?|個|点|要素|段階|層|大|項目|原則|区分|タイプ|通り|レベル)"
)
_KANJI = dict(zip("二三四五六七八九", range(2, 10), strict=True))


def counted(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, with those told that stand among as many as are counted above them."""
    found = list(entries)
    for run in runs(entries, _FORMS):
        if len(run) in _counts(entries[run[0]]):
            for at in run:
                found[at] = replace(entries[at], counted=True)
    return found


def runs(entries: Sequence[Entry], forms: Container[Shape]) -> Iterator[list[int]]:
    """Yield where terms of these shapes stand one below the other, with nothing between them but what belongs to them."""
    open_runs: dict[tuple[str, ...], list[int]] = {}
    found: list[list[int]] = []
    for at, entry in enumerate(entries):
        if entry.shape in forms and entry.term:
            run = open_runs.get(entry.trail)
            if run and all(len(one.trail) > len(entry.trail) for one in entries[run[-1] + 1 : at]):
                run.append(at)
            else:
                open_runs[entry.trail] = [at]
                found.append(open_runs[entry.trail])
    return iter(found)


def _counts(first: Entry) -> set[int]:
    """Return how many things the title above an entry counts, and the last sentence right above it."""
    last = [plain(text[start:end]) for text in first.leads[-1:] for start, end in sentences(text)[-1:]]
    said = (*first.trail[-1:], *last)
    found = (match["count"] for one in said for match in _COUNT.finditer(one))
    return {_KANJI.get(count) or int(count) for count in found}
