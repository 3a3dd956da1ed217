"""The stages of a build, one a line. Pure: bytes in, values out."""

import errno
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from deckbuilder.anki.deck_names import DEEPEST, depth, spellings
from deckbuilder.base.blocks import Section
from deckbuilder.base.cache import Cache
from deckbuilder.base.diagnostics import ordered, severity, silenced
from deckbuilder.base.files import Inputs
from deckbuilder.base.model import Allowance, Diagnostic, Settings, Source, Span
from deckbuilder.base.notes import Asset, Deck, Note, Rendered
from deckbuilder.base.text import fold
from deckbuilder.cards.coverage import Role
from deckbuilder.cards.file_cards import FileCards
from deckbuilder.cards.kept_cards import KeptCards, kept_cards_of_files
from deckbuilder.cards.part_cards import Tools
from deckbuilder.collection.reading import Collection
from deckbuilder.collection.taking import Taken, taken
from deckbuilder.identity.absent import Absent
from deckbuilder.identity.forms import leftovers, may_say
from deckbuilder.identity.identify import RETIRED_TAG, Change, identified, looks
from deckbuilder.identity.unchanged import FinishedFile, LastBuild, Unchanged
from deckbuilder.ledger.records import Ledger, Look, Records
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import TablePictures
from deckbuilder.pipeline.files import cards_by_file, finished, with_kept, with_lone_reverses
from deckbuilder.pipeline.guard import clock_problems, guarded
from deckbuilder.pipeline.opening import Read, ledger_of, settings_of, sources_of
from deckbuilder.quality.findings import Offer
from deckbuilder.read.parts import Part

_OF_CHANGES = frozenset(("N009", "N302", "N303", "N304", "N307", "N508", "N640", "N641", "N642", "N643"))
"""Messages about a difference from the last build."""


@dataclass(frozen=True, slots=True)
class Build:
    """All that came out of a build; `deck` is worth writing only if no diagnostic is an error."""

    settings: Settings
    sources: tuple[Source, ...]
    deck: Deck
    ledger: Ledger
    files: tuple[FinishedFile, ...]
    """In their order, with all notes but those that are held or retired."""
    changes: tuple[Change, ...]
    coverage: dict[str, list[Role]]
    sections: tuple[Section, ...]
    """In the order of files and lines."""
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
    cache = cache or Cache()
    diagnostics: list[Diagnostic] = []
    settings = settings_of(inputs, diagnostics)
    last = LastBuild(cache, inputs.ledger)
    ledger = ledger_of(inputs, bool(last.tokens), may_retire, diagnostics)
    ledger = msgspec.structs.replace(ledger, salt=ledger.salt or settings.name)
    read = sources_of(inputs, settings, ledger, diagnostics)
    library = Library(inputs.media, cache, inputs.oversized)
    tools = Tools(settings, library, TablePictures.of(settings, inputs.folder, ledger, cache), cache)
    files, answers, unchanged = cards_by_file(read.sources, tools, last, ledger, progress)
    diagnostics += [diagnostic for file in files for diagnostic in file.diagnostics]
    diagnostics += _pinned_twice([pin for file in files for pin in file.pins])
    cards = [card for file in files for card in with_lone_reverses(file, answers)]
    other_forms = _other_forms(cards, files, ledger, unchanged, tools)
    cards += [card for found in other_forms.values() for card in found.cards]
    absent = _absent(read, files)
    identity, doubts = identified(cards, ledger, now, settings.name, unchanged, absent, _says(read.sources))
    diagnostics += doubts
    files = [with_kept(file, other_forms[file.path]) if file.path in identity.kept else file for file in files]
    done = finished(files, unchanged, identity, answers)
    others = sorted((note for note in identity.notes if note.held or note.retired), key=lambda note: note.retired)
    notes = [*(note for file in done for note in file.notes), *others]
    of_anki = taken(notes, ledger.records.from_anki(), identity.ledger.records, collection, now, ledger.salt)
    untaken = {note.guid: note for note in notes if note.guid in of_anki.notes}
    done, notes = _with_taken(done, notes, of_anki)
    records = Records({**identity.ledger.records.entries, **of_anki.records})
    diagnostics += of_anki.diagnostics
    if not notes and all(severity(diagnostic.code) != "error" for diagnostic in diagnostics):
        diagnostics.append(Diagnostic("N010", Span("", 0, 0)))
    if not may_retire:
        diagnostics += guarded(identity.changes, notes, ledger, settings, read.sources)
    diagnostics += clock_problems(notes, now)
    decks = spellings([settings.name, *dict.fromkeys(note.deck for note in notes)])
    diagnostics += _of_decks(notes, decks)
    notes = [msgspec.structs.replace(n, deck=decks[n.deck]) if decks[n.deck] != n.deck else n for n in notes]
    new_looks = looks(ledger, {note.kind for note in notes}, settings.tts_language, now)
    allowances = _allowances(settings, files)
    kept, problems = silenced(diagnostics, allowances, of_quality=False)
    return Build(
        settings=settings,
        sources=tuple(read.sources),
        deck=_deck(
            replace(settings, name=decks[settings.name]), notes, _assets(files, library), new_looks, ledger.salt
        ),
        ledger=msgspec.structs.replace(identity.ledger, records=records, looks=new_looks),
        files=done,
        changes=identity.changes,
        coverage={file.file_cards.path: file.file_cards.roles for file in done},
        sections=tuple(sorted((s for file in files for s in file.sections), key=lambda section: section.span)),
        allowances=tuple(allowances),
        offers=tuple(offer for file in done for offer in file.offers),
        looked=_looked([*files, *other_forms.values()], library),
        unused_media=tuple(sorted(set(inputs.media).difference(*(file.media for file in files)))),
        diagnostics=tuple(ordered(kept + problems)),
        untaken=untaken,
    )


def _of_decks(notes: Iterable[Note], decks: Mapping[str, str]) -> list[Diagnostic]:
    """Report each deck that Anki calls otherwise than the notes do, or cannot have; `decks` has their names there."""
    first: dict[str, Note] = {}
    for note in notes:
        if note.cards:
            first.setdefault(note.deck, note)
    found = []
    for deck, note in first.items():
        span = Span(note.span.path, 0, 0)
        if depth(deck) > DEEPEST:
            found.append(Diagnostic("N014", span, (deck, str(depth(deck)), str(DEEPEST))))
        elif decks[deck] != deck:
            found.append(Diagnostic("N013", span, (deck, decks[deck])))
    return found


def _with_taken(
    files: Sequence[FinishedFile], notes: Sequence[Note], of_anki: Taken
) -> tuple[tuple[FinishedFile, ...], list[Note]]:
    """Return files and notes with what is taken from Anki; of such files the next build has to see what the notes say."""
    kept = [of_anki.notes.get(note.guid, note) for note in notes if note.guid not in of_anki.left_out]
    return tuple(_file_with_taken(file, of_anki) for file in files), kept


def _file_with_taken(file: FinishedFile, of_anki: Taken) -> FinishedFile:
    if not any(note.guid in of_anki.notes for note in file.notes):
        return file
    notes = [of_anki.notes.get(note.guid, note) for note in file.notes]
    return msgspec.structs.replace(file, notes=notes, may_be_reused=False, token=b"")


def _other_forms(
    cards: Sequence[Rendered], files: Sequence[FileCards], ledger: Ledger, unchanged: Unchanged, tools: Tools
) -> dict[str, KeptCards]:
    """Return the forms that the notes do not ask for, by file, if a record may still ask in one of them."""
    left = leftovers(cards, ledger, unchanged)

    def may_ask(part: Part) -> bool:
        text = fold("\n".join((part.source.text, *(heading.title.plain for heading in part.within.headings))))
        return any(may_say(text, record) for record in left)

    asking = [
        (file.path, [part for part in file.parts if len(file.parts) == 1 or may_ask(part)])
        for file in files
        if left and file.path not in unchanged.files
    ]
    return kept_cards_of_files([one for one in asking if one[1]], tools)


def _absent(read: Read, files: Iterable[FileCards]) -> Absent:
    unmade = frozenset((kind, file.path, place) for file in files for kind, place in file.unmade)
    return Absent(read.unread, frozenset(source.path for source in read.sources), unmade, read.excluded)


def _looked(files: Iterable[FileCards | KeptCards], library: Library) -> dict[str, bytes]:
    """Return what all files looked into; raises OSError where one of these was changed meanwhile."""
    for file in files:
        if changed := next((path for path, known in file.looked.items() if library.hash(path) != known), ""):
            raise OSError(errno.ESTALE, "it was changed while it was read; build again", changed)
    return {path: known for file in files for path, known in file.looked.items()}


def _assets(files: Sequence[FileCards], library: Library) -> tuple[Asset, ...]:
    """Return what the cards show, the author's files and the pictures that were drawn, by name."""
    used = {path for file in files for path in file.media}
    assets = {asset.name: asset for asset in map(library.asset, used)}
    assets |= {picture.name: picture for file in files for picture in file.pictures}
    return tuple(assets[name] for name in sorted(assets))


def _deck(
    settings: Settings, notes: Sequence[Note], assets: tuple[Asset, ...], looks: Mapping[str, Look], salt: str
) -> Deck:
    return Deck(
        name=settings.name,
        description=_description(settings, notes),
        notes=tuple(notes),
        assets=assets,
        notetype_times={int(key): look.changed for key, look in looks.items()},
        salt=salt,
    )


def _description(settings: Settings, notes: Sequence[Note]) -> str:
    """Return the text of the deck's page in Anki, as Markdown: what it is, of when, how to update it."""
    day = datetime.fromtimestamp(max((note.changed for note in notes), default=0), UTC).strftime("%Y年%m月%d日")
    cards = sum(len(note.cards) for note in notes if not note.retired)
    parts = [
        settings.description,
        f"版：{day}（{cards}枚）" + (f"　作者：{settings.author}" if settings.author else ""),
        "更新するときは、新しいパッケージを同じように読み込みます。復習の記録はそのまま残ります。"
        f"元のノートから消えた項目は、カード管理で `tag:{RETIRED_TAG}` と検索すると見つかります。",
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _pinned_twice(pins: Sequence[tuple[str, Span]]) -> list[Diagnostic]:
    """Report each entry whose name an earlier one has."""
    first: dict[str, Span] = {}
    owners = [(name, span, first.setdefault(name, span)) for name, span in pins]
    return [Diagnostic("N305", span, (name, f"{own.path}:{own.first}")) for name, span, own in owners if own != span]


def _allowances(settings: Settings, files: Iterable[FileCards]) -> list[Allowance]:
    everywhere = [Allowance(code, "deck.toml", 0, 0, 0) for code in settings.allow]
    return everywhere + [allowance for file in files for allowance in file.allowances]


def _says(sources: Sequence[Source]) -> Callable[[str], bool]:
    """Return what tells whether folded words are anywhere in the notes; these are folded when that is first asked."""
    texts: list[str] = []

    def says(words: str) -> bool:
        if not texts:
            texts.extend(fold(source.text) for source in sources)
        return any(words in text for text in texts)

    return says
