"""One history, built and imported version by version into one collection."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deckbuilder.anki.package import packed
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from tests.engine import Engine
from tests.histories.pairs import FIRST, Judged, Pair, judged
from tests.histories.versions import Version


@dataclass
class Totals:
    """Counts over all builds of a history."""

    builds: int = 0
    imports: int = 0
    refused: int = 0
    """Versions that gave no deck."""
    followed: int = 0
    edited: int = 0
    retired: int = 0
    new: int = 0
    pairs: Counter[str] = field(default_factory=Counter)
    """By what they are."""
    told: Counter[str] = field(default_factory=Counter)
    blank: int = 0
    """Cards that an edit left blank."""
    faults: list[str] = field(default_factory=list)
    """What the engine did that it must not."""


@dataclass(frozen=True)
class Found:
    """A pair with the build that made it."""

    build: int
    commit: str
    pair: Pair


class Chain:
    """The state of a history between two builds."""

    def __init__(self, work: Path, use_engine: bool) -> None:
        self.work, self.totals = work, Totals()
        self.cache = Cache(work / "cache")
        self.ledger: bytes | None = None
        self.last = FIRST
        self.now = 1_600_000_000
        self.collection = Collection(work) if use_engine else None

    def play(self, version: Version) -> Iterator[Found]:
        """Build and import a version; yield what a reader should look at."""
        self.now += 60
        build = self._build(version)
        if build is None:
            self.totals.refused += 1
            return
        self.ledger = as_bytes(build.ledger)
        self.last = result = judged(build, self.last)
        self._count(build, result)
        if self.collection:
            self.totals.imports += 1
            self.totals.faults += [f"{version.commit[:10]}: {fault}" for fault in self.collection.take(build)]
        for pair in result.pairs:
            yield Found(self.totals.builds, version.commit, pair)

    def close(self) -> None:
        if self.collection:
            self.collection.engine.close()

    def _count(self, build: Build, result: Judged) -> None:
        totals = self.totals
        totals.builds += 1
        totals.followed += result.followed
        totals.edited += result.edited
        if totals.builds > 1:
            kinds = Counter(change.kind for change in build.changes)
            totals.retired += kinds["retired"]
            totals.new += kinds["new"]
            totals.blank += sum(change.blank for change in build.changes)
        for pair in result.pairs:
            names = [pair.what, f"lost: {pair.why}"] if pair.what == "lost" else [pair.what]
            totals.pairs.update(names)
            totals.told.update(names if pair.told else [])

    def _build(self, version: Version) -> Build | None:
        """Build a version; None if that gives no deck, as when nothing in it makes a card."""
        inputs = Inputs(Path(), "histories", version.notes, ledger=self.ledger, media=version.media)
        build = compiled(inputs, self.now, may_retire=True, cache=self.cache)
        return None if build.failed else build


class Collection:
    """A collection of the real engine in which every card is studied once, as soon as it comes."""

    def __init__(self, work: Path) -> None:
        self.engine = Engine(work / "collection")
        self.package = work / "history.apkg"
        self.studied: dict[tuple[str, int], tuple[int, int]] = {}

    def take(self, build: Build) -> Iterator[str]:
        """Import a build, yield what is wrong afterwards, and study what is new."""
        self.package.write_bytes(packed(build.deck, build.settings.tts_language))
        log = self.engine.import_package(self.package)
        if log.conflicting or log.other:
            yield f"{log.conflicting} notes in conflict, {log.other} refused"
        cards, stored = self._cards(), self._fields()
        for note in build.deck.notes:
            if stored.get(note.guid) != note.joined.decode():
                yield f"note {note.guid} does not read as it was built"
            for ordinal in note.cards:
                if (note.guid, ordinal) not in cards and not note.retired:
                    yield f"note {note.guid} has no card {ordinal}"
        for key, before in self.studied.items():
            if cards.get(key) != before:
                yield f"card {key}: {before} -> {cards.get(key)}"
        for key in sorted(set(cards) - set(self.studied)):
            self.engine.answer(cards[key][0])
        self.studied = self._cards()

    def _cards(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Return (id, reviews) of each card by (GUID, ordinal)."""
        rows = self.engine.col.db.all("select n.guid, c.ord, c.id, c.reps from cards c join notes n on n.id = c.nid")
        return {(guid, ordinal): (card, reviews) for guid, ordinal, card, reviews in rows}

    def _fields(self) -> dict[str, str]:
        return dict(self.engine.col.db.all("select guid, flds from notes"))
