"""The stages of a build, one a line. Pure: bytes in, values out."""

import errno
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.anki.deck_names import spellings
from deckbuilder.base.blocks import Section
from deckbuilder.base.cache import Cache
from deckbuilder.base.decoding import decoded
from deckbuilder.base.diagnostics import ordered, severity, silenced
from deckbuilder.base.files import Inputs
from deckbuilder.base.model import Allowance, Diagnostic, FileSettings, Settings, Source, Span
from deckbuilder.base.notes import Deck, Note, Rendered
from deckbuilder.base.text import fold
from deckbuilder.cards.coverage import Role, sections
from deckbuilder.cards.file_cards import SetPart, Spot, told_once
from deckbuilder.cards.kept_cards import kept_cards_of_parts
from deckbuilder.cards.leftovers import leftovers_of, names_of
from deckbuilder.cards.part_cards import About, KeptCards, Tools, allowed_everywhere, moved
from deckbuilder.collection.reading import Collection
from deckbuilder.collection.taking import Taken, taken
from deckbuilder.identity.absent import Absent
from deckbuilder.identity.changes import Change
from deckbuilder.identity.forms import leftovers, may_say
from deckbuilder.identity.identify import identified, looks
from deckbuilder.identity.standing import Stands, standing_below
from deckbuilder.identity.unchanged import FinishedPart, Unchanged
from deckbuilder.ledger.records import Ledger, Records
from deckbuilder.pictures.media import Library
from deckbuilder.pipeline.deck import assets_of, deck_of, problems_of_decks
from deckbuilder.pipeline.files import cards_by_part, finished, to_identify, with_kept
from deckbuilder.pipeline.guard import clock_problems, guarded
from deckbuilder.pipeline.opening import Opened, Read, opened
from deckbuilder.quality.findings import Offer, Standards
from deckbuilder.read.parts import Part

_OF_CHANGES = frozenset(("N009", "N302", "N303", "N304", "N307", "N308", "N508", "N640", "N641", "N642", "N643"))
"""Messages about a difference from the last build."""


class Build(msgspec.Struct, frozen=True):
    """All that came out of a build; `deck` is worth writing only if no diagnostic is an error."""

    settings: Settings
    sources: tuple[Source, ...]
    deck: Deck
    ledger: Ledger
    parts: tuple[FinishedPart, ...]
    """Those of all files in their order, with all notes but those that are held or retired."""
    keys: frozenset[bytes]
    """Of all parts, those among them that do not stand by themselves."""
    changes: tuple[Change, ...]
    coverage: dict[str, list[Role]]
    allowances: tuple[Allowance, ...]
    offers: tuple[Offer, ...]
    """Cards that could be asked and are not made, in the order of files."""
    unused_media: tuple[str, ...]
    looked: dict[str, bytes]
    """A hash of what was in each of the author's files that was looked into, by path."""
    diagnostics: tuple[Diagnostic, ...]
    untaken: Mapping[str, Note]
    """The notes that are shipped with what a learner did in Anki, as the notes say them, by GUID."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """What the notes have between one heading and the next, in the order of files and lines."""
        return tuple(sorted(_sections(self.sources, self.parts), key=lambda section: section.span))

    @property
    def standards(self) -> Standards:
        """What its cards are judged by."""
        points = {part.path: part.standard.points for part in self.parts}
        sizes = {asset.name: len(asset.data) for asset in self.deck.assets}
        return Standards(self.settings.quality, points, sizes, self.allowances)

    @property
    def failed(self) -> bool:
        """Tell whether any diagnostic is an error."""
        return any(severity(diagnostic.code) == "error" for diagnostic in self.diagnostics)

    @property
    def repeated(self) -> "Build":
        """What the next build of the same notes comes to: nothing changes, and that is not talked of again."""
        said = [diagnostic for diagnostic in self.diagnostics if diagnostic.code not in _OF_CHANGES]
        allowances = [allowance for allowance in self.allowances if allowance.code in _OF_CHANGES]
        _, unused = silenced((), allowances, of_quality=False)
        return replace(self, changes=(), diagnostics=tuple(ordered([*said, *unused])))


def _silent(_stage: str, _done: int, _count: int) -> None:
    """Tell nobody where the build is."""


def compiled(
    inputs: Inputs,
    now: int,
    may_retire: bool = False,
    cache: Cache | None = None,
    progress: Callable[[str, int, int], object] = _silent,
    collection: Collection | None = None,
) -> Build:
    """Build a deck from what was read.

    `now` is the build's time in seconds since 1970, `cache` spares work, and `progress` is told what
    has been done of what. What was done in `collection` is kept.
    """
    diagnostics: list[Diagnostic] = []
    start = opened(inputs, cache or Cache(), may_retire, diagnostics)
    made = _made(start, now, progress, collection, diagnostics)
    if not made.notes and all(severity(diagnostic.code) != "error" for diagnostic in diagnostics):
        diagnostics.append(Diagnostic("N010", Span("", 0, 0)))
    if not may_retire:
        diagnostics += guarded(made.changes, made.notes, start.ledger, start.settings, start.read.sources)
    diagnostics += clock_problems(made.notes, now)
    diagnostics += problems_of_decks(made.notes, _decks(start.settings, made.notes))
    return build_of(start, made, now, diagnostics)


class Made(NamedTuple):
    """What the notes files came to; the fields are as those of Build."""

    ledger: Ledger
    parts: tuple[FinishedPart, ...]
    keys: frozenset[bytes]
    notes: Sequence[Note]
    """All that are shipped, what was done in Anki taken over."""
    changes: tuple[Change, ...]
    looked: dict[str, bytes]
    untaken: Mapping[str, Note]


def _made(
    start: Opened,
    now: int,
    progress: Callable[[str, int, int], object],
    collection: Collection | None,
    diagnostics: list[Diagnostic],
) -> Made:
    """Make cards of the parts of all files, say which note each is, and take over what was done in Anki."""
    ledger, sources, tools = start.ledger, start.read.sources, start.tools
    parts, around, unchanged = cards_by_part(sources, tools, start.last, ledger, progress)
    diagnostics += _of_files(parts)
    diagnostics += _pinned_twice([pin for part in parts for pin in part.about.pins])
    everywhere = allowed_everywhere(start.settings)
    cards = [card for part in parts for card in to_identify(part, around, everywhere)]
    parts = [part._replace(cards=None) for part in parts]
    other_forms = _other_forms(cards, parts, ledger, unchanged, tools)
    cards += [card for found in other_forms.values() for card in found.cards]
    absent = _absent(start.read, parts)
    identity, doubts = identified(cards, ledger, now, start.settings.name, unchanged, absent, standing_below(sources))
    diagnostics += doubts
    parts = with_kept(parts, other_forms, identity.kept)
    done = finished(parts, unchanged, identity, around)
    others = sorted((note for note in identity.notes if note.held or note.retired), key=lambda note: note.retired)
    notes = [*(note for part in done for note in part.notes), *others]
    of_anki = taken(notes, ledger.records.from_anki(), identity.ledger.records, collection, now, ledger.salt)
    diagnostics += of_anki.diagnostics
    untaken = {note.guid: note for note in notes if note.guid in of_anki.notes}
    done, notes = _with_taken(done, notes, of_anki)
    records = Records({**identity.ledger.records.entries, **of_anki.records})
    return Made(
        ledger=msgspec.structs.replace(identity.ledger, records=records),
        parts=done,
        keys=frozenset(key for part in parts for key in (part.key, *part.others)),
        notes=notes,
        changes=identity.changes,
        looked=_looked([*(part.about for part in parts), *other_forms.values()]),
        untaken=untaken,
    )


def build_of(start: Opened, made: Made, now: int, diagnostics: Sequence[Diagnostic]) -> Build:
    """Return the build of what was made, with its messages as far as they are not silenced."""
    settings, ledger, library, parts = start.settings, start.ledger, start.tools.library, made.parts
    decks = _decks(settings, made.notes)
    notes = [msgspec.structs.replace(n, deck=decks[n.deck]) if decks[n.deck] != n.deck else n for n in made.notes]
    new_looks = looks(ledger, {note.kind for note in notes}, settings.tts_language, now)
    allowances = _allowances(settings, parts)
    kept, problems = silenced(diagnostics, allowances, of_quality=False)
    deck_settings = replace(settings, name=decks[settings.name])
    return Build(
        settings=settings,
        sources=tuple(start.read.sources),
        deck=deck_of(deck_settings, notes, assets_of(parts, library), new_looks, ledger.salt),
        ledger=msgspec.structs.replace(made.ledger, looks=new_looks),
        parts=parts,
        keys=made.keys,
        changes=made.changes,
        coverage=_coverage(start.read.sources, parts),
        allowances=tuple(allowances),
        offers=tuple(offer for part in parts for offer in part.offers),
        looked=_as_looked(made.looked, library),
        unused_media=tuple(sorted(set(library.files).difference(*(part.about.media for part in parts)))),
        diagnostics=tuple(ordered(kept + problems)),
        untaken=made.untaken,
    )


def _decks(settings: Settings, notes: Sequence[Note]) -> dict[str, str]:
    """Return the names that Anki gives to the decks of these notes, by theirs."""
    return spellings([settings.name, *dict.fromkeys(note.deck for note in notes)])


def _with_taken(
    parts: Sequence[FinishedPart], notes: Sequence[Note], of_anki: Taken
) -> tuple[tuple[FinishedPart, ...], list[Note]]:
    """Return parts and notes with what is taken from Anki; of such parts the next build has to see what the notes say."""
    if not (of_anki.notes or of_anki.left_out):
        return tuple(parts), list(notes)
    kept = [of_anki.notes.get(note.guid, note) for note in notes if note.guid not in of_anki.left_out]
    return tuple(_part_with_taken(part, of_anki) for part in parts), kept


def _part_with_taken(part: FinishedPart, of_anki: Taken) -> FinishedPart:
    if not any(note.guid in of_anki.notes for note in part.notes):
        return part
    notes = [of_anki.notes.get(note.guid, note) for note in part.notes]
    return msgspec.structs.replace(part, notes=notes, may_be_reused=False, token=b"")


def _other_forms(
    cards: Sequence[Rendered], parts: Sequence[SetPart], ledger: Ledger, unchanged: Unchanged, tools: Tools
) -> dict[Spot, KeptCards]:
    """Return the forms that the notes do not ask for, by part, if a record may still ask in one of them."""
    left = leftovers(cards, ledger, unchanged)

    def may_ask(part: Part) -> bool:
        text = fold("\n".join((part.source.text, *(heading.title.plain for heading in part.within.headings))))
        return any(may_say(text, record) for record in left)

    changed = [one for one in parts if left and one.spot not in unchanged.parts]
    asking = [one for one in changed if one.is_alone or may_ask(one.part)]
    return kept_cards_of_parts(asking, tools, leftovers_of(left), names_of(left))


def _absent(read: Read, parts: Iterable[SetPart]) -> Absent:
    unmade = frozenset((kind, part.path, place) for part in parts for kind, place in part.about.unmade)

    @cache
    def apart() -> Stands:
        texts = ((path, decoded(path, data)[0]) for path, data in read.excluded.items())
        return standing_below([Source(path, text, FileSettings()) for path, text in texts])

    excluded, is_read = frozenset(read.excluded), frozenset(source.path for source in read.sources)
    return Absent(read.unread, is_read, unmade, excluded, lambda texts, heading: apart()(texts, heading))


def _of_files(parts: Iterable[SetPart]) -> list[Diagnostic]:
    """Return what was said of each file while it was read."""
    by_file = groupby(parts, lambda part: part.path)
    return [
        diagnostic
        for _, of_file in by_file
        for diagnostic in told_once(diagnostic for part in of_file for diagnostic in part.about.diagnostics)
    ]


def _coverage(sources: Iterable[Source], done: Iterable[FinishedPart]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = {source.path: [] for source in sources}
    for part in done:
        found[part.path] += part.roles
    return found


def _sections(sources: Iterable[Source], parts: Iterable[FinishedPart]) -> Iterator[Section]:
    by_file: dict[str, list[FinishedPart]] = defaultdict(list)
    for part in parts:
        by_file[part.path].append(part)
    for source in sources:
        here = [(part.start, part.about) for part in by_file[source.path]]
        roles = [role for _, about in here for role in about.roles]
        structure = [line._replace(line=line.line + start) for start, about in here for line in about.structure]
        yield from sections(source, roles, structure)


def _looked(parts: Iterable[About | KeptCards]) -> dict[str, bytes]:
    """Return what all parts looked into."""
    return {path: known for part in parts for path, known in part.looked.items()}


def _as_looked(looked: dict[str, bytes], library: Library) -> dict[str, bytes]:
    """Return what was looked into; raises OSError where one of these was changed meanwhile."""
    if changed := next((path for path, known in looked.items() if library.hash(path) != known), ""):
        raise OSError(errno.ESTALE, "it was changed while it was read; build again", changed)
    return looked


def _pinned_twice(pins: Sequence[tuple[str, Span]]) -> list[Diagnostic]:
    """Report each entry whose name an earlier one has."""
    first: dict[str, Span] = {}
    owners = [(name, span, first.setdefault(name, span)) for name, span in pins]
    return [Diagnostic("N305", span, (name, f"{own.path}:{own.first}")) for name, span, own in owners if own != span]


def _allowances(settings: Settings, parts: Iterable[FinishedPart]) -> list[Allowance]:
    allowing = (moved(part.about, part.start) for part in parts if part.about.allowances)
    return allowed_everywhere(settings) + [allowance for about in allowing for allowance in about.allowances]
