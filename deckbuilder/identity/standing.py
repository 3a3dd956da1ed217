"""What still stands in the notes, whatever cards are made of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import Source
from deckbuilder.base.text import fold
from deckbuilder.ledger.records import Record
from deckbuilder.read.lines import lines_of
from deckbuilder.read.markers import level
from deckbuilder.read.ranks import Level, Rank

_SURE = 4
"""Folded characters from which a text that stands in the notes is hardly there by chance."""
_MARKS = str.maketrans("", "", "*=`【】#-・:|")


class Standing:
    """The notes, by path, as bare text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.files = {path: _bare(text) for path, text in texts.items()}
        self.all = "\n".join(self.files.values())

    def have(self, record: Record) -> bool:
        """Tell whether a record's file is there, with the headings that it stood under, or its text anywhere."""
        file = self.files.get(record.path, "")
        is_placed = bool(record.trail) and all(_bare(heading) in file for heading in record.trail)
        return is_placed or self.has_text(record.prompt, html_plain(record.answer))

    def has_text(self, *texts: str) -> bool:
        """Tell whether any of these plain texts stands in the notes; short ones tell nothing."""
        return any(len(bare) >= _SURE and bare in self.all for bare in map(_bare, texts))


Stands = Callable[[Iterable[str], str], bool]
"""Tells whether plain texts stand together below a heading or a term."""


class _Section(NamedTuple):
    level: Level
    title: str
    text: str
    """With the title, without what an author put into comments."""


def standing_below(sources: Sequence[Source]) -> Stands:
    """Return what tells that; files are bared when they are asked."""
    by_path = {source.path: source for source in sources}

    @cache
    def standing() -> Standing:
        return Standing({path: source.text for path, source in by_path.items()})

    @cache
    def below(path: str, heading: str) -> list[str]:
        return list(_below(sections(path), heading))

    @cache
    def sections(path: str) -> list[_Section]:
        return list(_sections(by_path[path]))

    def stand(texts: Iterable[str], heading: str) -> bool:
        bare = [*map(_bare, texts)]
        there = (path for path, file in standing().files.items() if all(text in file for text in bare))
        return any(all(text in part for text in bare) for path in there for part in below(path, _bare(heading)))

    return stand


def _below(sections: Sequence[_Section], heading: str) -> Iterator[str]:
    """Yield the text below each heading that has these words, and of each section that has them in its text."""
    at = 0
    while at < len(sections):
        first, end = sections[at], at + 1
        if heading in first.title:
            end = next((to for to in range(end, len(sections)) if sections[to].level <= first.level), len(sections))
        if heading in first.text:
            yield "".join(section.text for section in sections[at:end])
        at = end


def _sections(source: Source) -> Iterator[_Section]:
    rank, title, text = Level(Rank.FILE), _bare(source.settings.title), [_bare(source.settings.title)]
    for line in lines_of(source)[0]:
        if line.kind in ("heading", "section"):
            yield _Section(rank, title, "".join(text))
            rank, title, text = level(line), _bare(line.text), []
        if line.kind != "pragma":
            text.append(_bare(line.mark + line.text))
    yield _Section(rank, title, "".join(text))


def _bare(text: str) -> str:
    return fold(text).translate(_MARKS)
