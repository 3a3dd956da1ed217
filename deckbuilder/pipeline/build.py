"""The stages of a build, one a line. Pure: bytes in, values out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from deckbuilder.base.cache import Cache
from deckbuilder.base.decoding import decoded
from deckbuilder.base.diagnostics import ordered, severity, silenced
from deckbuilder.base.files import Inputs
from deckbuilder.base.model import (
    Allowance,
    Deck,
    Diagnostic,
    Note,
    Rendered,
    Section,
    Settings,
    Source,
    Span,
)
from deckbuilder.base.selection import Selection, folder_beside
from deckbuilder.base.settings import deck_settings, front_matter, key_span
from deckbuilder.base.text import fold, printable
from deckbuilder.cards.coverage import Role, as_made
from deckbuilder.cards.file_cards import FileCards, KeptCards, Tools, cards_of_files, file_keys, kept_cards_of_files
from deckbuilder.identity.absent import Absent
from deckbuilder.identity.forms import has_leftovers
from deckbuilder.identity.identify import RETIRED_TAG, Change, Identified, identified, looks
from deckbuilder.identity.unchanged import FinishedFile, LastBuild, Unchanged, alone, still_unchanged
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.records import Ledger, reopened
from deckbuilder.pictures.drawing import font_file, is_font
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import TablePictures
from deckbuilder.pipeline.guard import clock_problems, guarded
from deckbuilder.quality.findings import Offer

_OF_CHANGES = frozenset(("N009", "N302", "N303", "N304", "N508"))
"""Messages about a difference from the last build."""


_COMMON_NAMES = frozenset(
    "anki cards content contents deck decks doc docs document documents file files main markdown md memo memos my-notes "
    "mynotes note notes obsidian pages src study text texts txt vault ノート メモ 暗記 学習 学習ノート 勉強 勉強ノート 資料 文書".split()
)
"""What folders of notes are often called."""


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
    diagnostics: tuple[Diagnostic, ...]

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
) -> Build:
    """Build a deck from what was read.

    `now` is the build's time in seconds since 1970, `cache` spares work, and `progress` is told what
    has been done of what.
    """
    cache = cache or Cache()
    diagnostics: list[Diagnostic] = []
    settings = settings_of(inputs, diagnostics)
    last = LastBuild(cache, inputs.ledger)
    ledger = _ledger(inputs, bool(last.tokens), may_retire, diagnostics)
    ledger = msgspec.structs.replace(ledger, salt=ledger.salt or settings.name)
    sources, unread, excluded = _sources(inputs, settings, ledger, diagnostics)
    library = Library(inputs.media, cache, inputs.oversized)
    table_pictures = TablePictures.of(settings, inputs.folder, ledger, cache)
    tools = Tools(settings, library, table_pictures, cache)
    files, answers, unchanged = _cards_by_file(sources, tools, last, ledger, progress)
    diagnostics += [diagnostic for file in files for diagnostic in file.diagnostics]
    diagnostics += _pinned_twice([pin for file in files for pin in file.pins])
    cards = [card for file in files for card in _with_lone_reverses(file, answers)]
    unmade = frozenset((kind, file.path, place) for file in files for kind, place in file.unmade)
    absent = Absent(unread, frozenset(source.path for source in sources), unmade, excluded)
    other_forms: dict[str, KeptCards] = {}
    if has_leftovers(cards, ledger, unchanged):
        changed = [source for source in sources if source.path not in unchanged.files]
        other_forms = {found.path: found for found in kept_cards_of_files(changed, file_keys(changed, tools), tools)}
    cards += [card for found in other_forms.values() for card in found.cards]
    identity, doubts = identified(cards, ledger, now, settings.name, unchanged, absent, _says(sources))
    files = [_with_kept(file, other_forms[file.path]) if file.path in identity.kept else file for file in files]
    diagnostics += doubts
    finished = _finished(files, unchanged, identity, answers)
    others = sorted((note for note in identity.notes if note.held or note.retired), key=lambda note: note.retired)
    notes = [*(note for file in finished for note in file.notes), *others]
    if not notes and all(severity(diagnostic.code) != "error" for diagnostic in diagnostics):
        diagnostics.append(Diagnostic("N010", Span("", 0, 0)))
    if not may_retire:
        diagnostics += guarded(identity.changes, notes, ledger, settings, sources)
    diagnostics += clock_problems(notes, now)
    new_looks = looks(ledger, {note.kind for note in notes}, settings.tts_language, now)
    used = {path for file in files for path in file.media}
    assets = {asset.name: asset for asset in map(library.asset, used)}
    assets |= {picture.name: picture for file in files for picture in file.pictures}
    deck = Deck(
        name=settings.name,
        description=_description(settings, notes),
        notes=tuple(notes),
        assets=tuple(assets[name] for name in sorted(assets)),
        notetype_times={int(key): look.changed for key, look in new_looks.items()},
        salt=ledger.salt,
    )
    allowances = _allowances(settings, files)
    kept, problems = silenced(diagnostics, allowances, of_quality=False)
    return Build(
        settings=settings,
        sources=tuple(sources),
        deck=deck,
        ledger=msgspec.structs.replace(identity.ledger, looks=new_looks),
        files=finished,
        changes=identity.changes,
        coverage={file.file_cards.path: file.file_cards.roles for file in finished},
        sections=tuple(sorted((s for file in files for s in file.sections), key=lambda section: section.span)),
        allowances=tuple(allowances),
        offers=tuple(offer for file in finished for offer in file.offers),
        unused_media=tuple(sorted(set(inputs.media) - used)),
        diagnostics=tuple(ordered(kept + problems)),
    )


def _cards_by_file(
    sources: Sequence[Source],
    tools: Tools,
    last: LastBuild,
    ledger: Ledger,
    progress: Callable[[str, int, int], object],
) -> tuple[list[FileCards], Counter[str], Unchanged]:
    """Return the cards of each file, how many cards have each answer, and which files are as the last build left them.

    `sources` gives the order of the files.
    """
    keys = file_keys(sources, tools)
    reusable = last.files(keys, tools.table_pictures)
    by_path = {path: file.file_cards for path, file in reusable.items()}

    def make(chosen: Sequence[Source]) -> None:
        for done, file in enumerate(cards_of_files(chosen, keys, tools), 1):
            by_path[file.path] = file
            progress("setting the notes", done, len(chosen))

    others = [source for source in sources if source.path not in reusable]
    make(others)
    answers = Counter(answer for file in by_path.values() for answer in file.answers)
    unchanged = still_unchanged(reusable, [by_path[source.path] for source in others], ledger, answers)
    # The cards of finished files are not kept with them: those that are needed after all come from the cache.
    make([source for source in sources if source.path in reusable and source.path not in unchanged.files])
    return [by_path[source.path] for source in sources], answers, unchanged


def _finished(
    files: Sequence[FileCards], unchanged: Unchanged, identity: Identified, answers: Mapping[str, int]
) -> tuple[FinishedFile, ...]:
    """Return each file with its notes, in their order; `identity` is of those that are not unchanged."""
    of_file: dict[str, list[Note]] = {file.path: [] for file in files}
    for note in identity.notes:
        if not (note.held or note.retired):
            of_file[note.span.path].append(note)
    offers: dict[str, list[Offer]] = {file.path: [] for file in files}
    for offer in identity.offers:
        offers[offer.finding.span.path].append(offer)
    return tuple(
        unchanged.files.get(file.path)
        or FinishedFile(
            file_cards=file._replace(
                cards=[], roles=as_made(file.roles, of_file[file.path], _lines(offers[file.path]))
            ),
            alone=alone(file, answers),
            notes=of_file[file.path],
            may_be_reused=file.path not in identity.doubled,
            offers=tuple(offers[file.path]),
        )
        for file in files
    )


def _lines(offers: Iterable[Offer]) -> set[int]:
    return {line for offer in offers for line in offer.lines}


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


def settings_of(inputs: Inputs, diagnostics: list[Diagnostic]) -> Settings:
    """Return the settings of a deck, its name among them; what is wrong with them goes to `diagnostics`."""
    settings = Settings()
    diagnostics += _of_ours(inputs, "deck.toml", "N006")
    if inputs.settings is not None:
        text, problems = decoded("deck.toml", inputs.settings)
        diagnostics += [
            Diagnostic("N006", problem.span, (f"it is not UTF-8, {problem.args[0]}",)) for problem in problems
        ]
        if not problems:
            settings, problems = deck_settings("deck.toml", text)
            diagnostics += problems
            for key in ("font", "font_bold"):
                if not is_font(font_file(getattr(settings, key), inputs.folder)):
                    settings = replace(settings, **{key: ""})  # type: ignore[arg-type]
                    diagnostics.append(Diagnostic("N005", key_span("deck.toml", text, key), (key, "a font file")))
    if inputs.ledger is None and not settings.name and inputs.name.casefold() in _COMMON_NAMES:
        diagnostics.append(Diagnostic("N009", Span("deck.toml", 0, 0), (inputs.name,)))
    return replace(settings, name=" ".join((settings.name or printable(inputs.name)).split()) or "notes")


class _Read(NamedTuple):
    """What was made of the notes folder, paths only but for the sources."""

    sources: list[Source]
    unread: frozenset[str]
    excluded: frozenset[str]


def _sources(inputs: Inputs, settings: Settings, ledger: Ledger, diagnostics: list[Diagnostic]) -> _Read:
    """Return the files that are read, those that cannot be, and those that the user leaves out.

    A file whose front matter is broken is read without it, unless it has cards already: these might
    change their deck or their tags.
    """
    others = [fault for fault in inputs.unreadable if fault[0] not in ("deck.toml", "ledger.json", "")]
    reasons = [reason for path, reason, _ in inputs.unreadable if not path]
    if reasons or not (inputs.notes or others):
        diagnostics.append(Diagnostic("N002", Span("", 0, 0), (": ".join((inputs.name, *reasons)),)))
    paths = [*(path for path, _ in inputs.notes), *(path for path, _, _ in others)]
    left_out = _left_out(paths, settings, ledger, diagnostics)
    others = [fault for fault in others if fault[0] not in left_out]
    diagnostics += [Diagnostic("N003", Span(path, 0, 0), (reason, remedy)) for path, reason, remedy in others]
    sources = []
    unread = {path for path, _, _ in others}
    for path, data in inputs.notes:
        if path in left_out:
            continue
        text, problems = decoded(path, data)
        diagnostics += problems
        if problems:
            unread.add(path)
            continue
        of_file, body, problems = front_matter(path, text)
        diagnostics += problems
        if any(problem.code == "N007" for problem in problems) and path in ledger.records.live_paths:
            unread.add(path)
        else:
            sources.append(Source(path, text, of_file, body))
    return _Read(sources, frozenset(unread), left_out)


def _left_out(
    paths: Sequence[str], settings: Settings, ledger: Ledger, diagnostics: list[Diagnostic]
) -> frozenset[str]:
    """Return the files that are not read; a folder's name alone leaves out none that has cards."""
    selection = Selection(settings.include, settings.exclude)
    roles = {path: selection.role(path) for path in paths}
    beside = [path for path, role in roles.items() if role == "beside"]
    beside = [path for path in beside if path not in ledger.records.live_paths] if beside else []
    counts = Counter(map(folder_beside, beside))
    diagnostics += [Diagnostic("N012", Span(folder, 0, 0), (str(count), folder)) for folder, count in counts.items()]
    return frozenset(beside).union(path for path, role in roles.items() if role == "excluded")


def _ledger(inputs: Inputs, is_ours: bool, may_lose: bool, diagnostics: list[Diagnostic]) -> Ledger:
    if inputs.ledger is None:
        diagnostics += _of_ours(inputs, "ledger.json", "N502")
        return Ledger()
    if is_ours:
        return reopened(inputs.ledger)
    text, problems = decoded("ledger.json", inputs.ledger)
    if problems:
        diagnostics += [
            Diagnostic("N502", problem.span, (f"it is not UTF-8, {problem.args[0]}",)) for problem in problems
        ]
        return Ledger()
    ledger, problems = parsed("ledger.json", text)
    diagnostics += [problem for problem in problems if problem.code != "N507" or not may_lose]
    return ledger


def _of_ours(inputs: Inputs, name: str, code: str) -> list[Diagnostic]:
    """Report a file of ours that is there and cannot be read."""
    found = (fault for fault in inputs.unreadable if fault[0] == name)
    return [Diagnostic(code, Span(name, 0, 0), (f"it cannot be read, {reason}",)) for _, reason, _ in found]


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


def _with_kept(file: FileCards, kept: KeptCards) -> FileCards:
    """Return a file with what its kept cards show, and where they are."""
    places = {place for card in kept.cards for place in (card.trail, (*card.trail, card.term))}
    return file._replace(media=file.media | kept.media, places=file.places | places)


def _with_lone_reverses(file: FileCards, answers: Mapping[str, int]) -> list[Rendered]:
    """Return the cards of a file, asked the way back only where one answer belongs to one term."""
    lone = alone(file, answers)
    return [
        msgspec.structs.replace(card, fields={**card.fields, "Reverse": ""})
        if card.fields.get("Reverse") and card.folded[1] not in lone
        else card
        for card in file.cards
    ]
