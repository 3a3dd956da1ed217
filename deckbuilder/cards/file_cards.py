"""Notes files of their parts: each part is taken from the cache or made, on all cores, and set in its place."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

import msgspec

from deckbuilder.base.cache import digest, piece_of, program
from deckbuilder.base.model import Diagnostic, Source
from deckbuilder.base.notes import Rendered
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.part_cards import About, PartCards, Tools, bonds, cards_at, moved, part_cards
from deckbuilder.cards.part_keys import PartKeys, is_current
from deckbuilder.read.parts import Part, apart, is_large, united
from deckbuilder.read.stretches import Stretch, stretches

_encode = msgspec.msgpack.Encoder().encode
_decode_stretches = msgspec.msgpack.Decoder(list[Stretch]).decode

Spot = tuple[str, int]
"""A notes file, and how many of its lines stand above."""


class SetPart(NamedTuple):
    """A part of a notes file in its place, read and rendered."""

    part: Part
    key: bytes
    about: About
    """Its lines are counted from the first one of the file on."""
    cards: msgspec.Raw | None
    """As of PartCards; of a part that the last build finished they are left out."""
    is_alone: bool = True
    """Whether it is all of its file."""
    others: frozenset[bytes] = frozenset()
    """Other keys of what it is made of: its file, and the parts that it is one of, as they do not stand by themselves."""

    @property
    def path(self) -> str:
        """The notes file."""
        return self.part.source.path

    @property
    def start(self) -> int:
        """How many lines of the file stand above it."""
        return self.part.source.start

    @property
    def spot(self) -> Spot:
        """Where it is in these notes."""
        return self.path, self.start

    def set_cards(self) -> list[Rendered]:
        """Return its cards in their place, none where they are left out."""
        return [] if self.cards is None else cards_at(self.start, self.cards)


Finished = Callable[[bytes], About | None]
"""Returns what is known of the part with this key, if the last build finished it."""


def set_files(sources: Sequence[Source], tools: Tools, finished: Finished) -> Iterator[list[SetPart]]:
    """Yield the parts of each file, in their order; what was finished or is on the cache is taken from there."""
    keys = PartKeys(tools)
    files = deque(_File(source, keys, finished) for source in sources)
    missing = [part for file in files for part, one in zip(file.parts, file.known, strict=True) if one is None]
    made_anew = _made_of(missing, tools)
    while files:
        yield files.popleft().set(made_anew)


def with_cards(set_parts: Sequence[SetPart], tools: Tools) -> list[SetPart]:
    """Return parts with the cards that were left out."""
    known = [_kept(one.key, tools) for one in set_parts]
    made_anew = _made_of([one.part for one, cards in zip(set_parts, known, strict=True) if cards is None], tools)
    return [
        one._replace(about=moved(made.about, one.start), cards=made.cards)
        for one, cards in zip(set_parts, known, strict=True)
        for made in (cards or _keeping(one.key, next(made_anew), tools),)
    ]


def _made_of(missing: Sequence[Part], tools: Tools) -> Iterator[bytes]:
    if not missing:
        return iter(())
    from deckbuilder.cards.part_making import made  # takes long to import, and often no part has to be made

    return shared_out(made, tools, missing, seconds_for(missing))


def seconds_for(missing: Sequence[Part]) -> float:
    """Return about how long it takes to make these parts, as far as others can be made meanwhile."""
    return sum(len(part.source.text) for part in missing) / 100_000 if len(missing) > 1 else 0


def _kept(key: bytes, tools: Tools) -> PartCards | None:
    """Return what the cache has of a part."""
    data = tools.cache.get(piece_of("cards", key), key)
    found = part_cards(data) if data else None
    return found if found and is_current(found.about.looked, found.about.tables, tools) else None


def _keeping(key: bytes, data: bytes, tools: Tools) -> PartCards:
    """Return a part that was made anew, and let the cache keep it."""
    tools.cache.put(piece_of("cards", key), key, data)
    return part_cards(data)


class _File:
    """A file on its way: its parts, and what is known of them."""

    def __init__(self, source: Source, keys: PartKeys, finished: Finished) -> None:
        self.keys, self.tools, self.finished = keys, keys.tools, finished
        self.file_key = digest(program(), source.path)
        self.parts = self._parts(source)
        self.known = [self._known(part) for part in self.parts]

    def set(self, made_anew: Iterator[bytes]) -> list[SetPart]:
        """Return the parts of the file; `made_anew` has those that are not known, as the cache keeps them."""
        found = [one or self._keeping(part, next(made_anew)) for part, one in zip(self.parts, self.known, strict=True)]
        while bound := bonds([one.part for one in found], [one.about for one in found], self._cards_of(found)):
            found = [self._joined(found[start:end]) for start, end in _runs(len(found), bound)]
        is_alone = len(found) == 1
        return [
            one._replace(about=moved(one.about, one.start), is_alone=is_alone, others=one.others | {self.file_key})
            for one in found
        ]

    def _parts(self, source: Source) -> list[Part]:
        """Return the parts of the file; where a large one may be cut takes its time to find, and is kept."""
        if not is_large(source):
            return [Part(source)]
        name = piece_of("cuts", self.file_key)
        data = self.tools.cache.get(name, self.file_key)
        last = _decode_stretches(data) if data else []
        found = stretches(source, last)
        if found != last:
            self.tools.cache.put(name, self.file_key, _encode(found))
        return apart(source, found)

    def _known(self, part: Part) -> SetPart | None:
        key = self.keys.of(part)
        if about := self.finished(key):
            return SetPart(part, key, about, None)
        found = _kept(key, self.tools)
        return SetPart(part, key, *found) if found else None

    def _keeping(self, part: Part, data: bytes) -> SetPart:
        key = self.keys.of(part)
        return SetPart(part, key, *_keeping(key, data, self.tools))

    def _joined(self, found: Sequence[SetPart]) -> SetPart:
        """Return parts that follow each other as one."""
        if len(found) == 1:
            return found[0]
        part = united([one.part for one in found])
        one = self._known(part) or self._keeping(part, next(_made_of([part], self.tools)))
        return one._replace(others=frozenset().union(*(each.others | {each.key} for each in found)))

    def _cards_of(self, found: Sequence[SetPart]) -> Callable[[int], Sequence[Rendered]]:
        def cards_of(at: int) -> Sequence[Rendered]:
            one = found[at]
            return (with_cards([one], self.tools)[0] if one.cards is None else one).set_cards()

        return cards_of


def _runs(count: int, bound: Set[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where parts are one, where those in `bound` are one with what stands above them."""
    return pairwise([*(at for at in range(count) if at not in bound), count])


def told_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the messages of a file's parts with those of the whole file only once, where they are first told."""
    found: list[Diagnostic] = []
    once: dict[object, int] = {}
    for diagnostic in diagnostics:
        of_file = {"N116": diagnostic.args, "N118": "N118"}.get(diagnostic.code)
        at = once.setdefault(of_file, len(found)) if of_file else len(found)
        if at == len(found):
            found.append(diagnostic)
        elif diagnostic.code == "N118":  # it says how many
            count = int(str(found[at].args[0])) + int(str(diagnostic.args[0]))
            found[at] = found[at]._replace(args=(str(count),))
    return found
