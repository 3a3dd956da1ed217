"""What a build begins with: settings, ledger and sources from the inputs' bytes, and what is wrong with them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.base.cache import Cache, recall_patterns
from deckbuilder.base.decoding import decoded, not_utf8
from deckbuilder.base.files import Inputs
from deckbuilder.base.model import Diagnostic, FileSettings, Settings, Source, Span
from deckbuilder.base.printed import printable
from deckbuilder.base.selection import Selection, beside
from deckbuilder.base.settings import deck_settings, key_span
from deckbuilder.base.words import LANGUAGES, Words, filled, within
from deckbuilder.cards.part_cards import Tools
from deckbuilder.identity.unchanged import LastBuild
from deckbuilder.ledger.reading import of_bytes
from deckbuilder.ledger.records import Ledger, reopened
from deckbuilder.pictures.drawing import font_file, is_font
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import TablePictures
from deckbuilder.read.file_names import name_above
from deckbuilder.read.references import targets

_COMMON_NAMES = frozenset(
    "anki cards content contents deck decks doc docs document documents file files main markdown md memo memos my-notes "
    "mynotes note notes obsidian pages src study text texts txt vault ノート メモ 暗記 学習 学習ノート 勉強 勉強ノート 資料 文書".split()
)
"""What folders of notes are often called."""


class Opened(NamedTuple):
    """What a build begins with."""

    settings: Settings
    ledger: Ledger
    last: LastBuild
    read: "Read"
    tools: Tools


def opened(inputs: Inputs, cache: Cache, may_lose: bool, diagnostics: list[Diagnostic]) -> Opened:
    """Return what a build begins with; what is wrong with it goes to `diagnostics`."""
    recall_patterns(cache)
    settings = settings_of(inputs, diagnostics)
    last = LastBuild(cache, inputs.ledger)
    ledger = ledger_of(inputs, bool(last.tokens), may_lose, diagnostics)
    ledger = msgspec.structs.replace(ledger, salt=ledger.salt or settings.name)
    read = sources_of(inputs, settings, ledger, diagnostics)
    pictures = TablePictures.of(settings, inputs.folder, ledger, cache)
    tools = Tools(settings, Library(inputs.media, cache, inputs.oversized), pictures, cache)
    return Opened(settings, ledger, last, read, tools)


def settings_of(inputs: Inputs, diagnostics: list[Diagnostic]) -> Settings:
    """Return the settings of a deck, its name among them; what is wrong with them goes to `diagnostics`."""
    settings = Settings()
    diagnostics += _of_ours(inputs, "deck.toml", "N006")
    if inputs.settings is not None:
        text, problems = decoded("deck.toml", inputs.settings)
        diagnostics += [not_utf8("N006", problem) for problem in problems]
        if not problems:
            settings, problems = deck_settings("deck.toml", text)
            diagnostics += problems
            for key in ("font", "font_bold"):
                if not is_font(font_file(getattr(settings, key), inputs.folder)):
                    settings = replace(settings, **{key: ""})
                    diagnostics.append(
                        Diagnostic(
                            "N005", key_span("deck.toml", text, key), (key, Words("a font file", "フォントのファイル"))
                        )
                    )
    if inputs.notes and inputs.ledger is None and not settings.name and inputs.name.casefold() in _COMMON_NAMES:
        diagnostics.append(Diagnostic("N009", Span("deck.toml", 0, 0), (inputs.name,)))
    return replace(settings, name=" ".join((settings.name or printable(inputs.name)).split()) or "notes")


class Read(NamedTuple):
    """What was made of the notes folder, paths only but for the sources."""

    sources: list[Source]
    unread: frozenset[str]
    excluded: dict[str, bytes]
    """With what stands in them, as it may have been asked before."""


def sources_of(inputs: Inputs, settings: Settings, ledger: Ledger, diagnostics: list[Diagnostic]) -> Read:
    """Return the files that are read, those that cannot be, and those that the user leaves out.

    A file whose front matter is broken is read without it, unless it has cards already: these might
    change their deck or their tags.
    """
    others = [fault for fault in inputs.unreadable if fault[0] not in ("deck.toml", "ledger.json", "")]
    reasons = [reason for path, reason, _ in inputs.unreadable if not path]
    if reasons or not (inputs.notes or others):
        diagnostics.append(Diagnostic("N002", Span("", 0, 0), (_joined(inputs.name, reasons),)))
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
        of_file, body, problems = _front_matter(path, text)
        diagnostics += problems
        if any(problem.code == "N007" for problem in problems) and path in ledger.records.live_paths:
            unread.add(path)
        else:
            name = "" if of_file.title else name_above(path, text)
            sources.append(Source(path, text, of_file, body, name=name, links=targets(text)))
    contents = dict(inputs.notes)
    return Read(sources, frozenset(unread), {path: contents.get(path, b"") for path in left_out})


def _front_matter(path: str, text: str) -> tuple[FileSettings, int, list[Diagnostic]]:
    """Return what stands at the top of a file, if it begins as that does."""
    if not text.startswith(("---", "+++")):
        return FileSettings(), 0, []
    from deckbuilder.base.front_matter import front_matter  # takes long to import

    return front_matter(path, text)


def _joined(name: str, reasons: Sequence[Words]) -> Words:
    return Words(*(": ".join((name, *(within(reason, language) for reason in reasons))) for language in LANGUAGES))


def _left_out(
    paths: Sequence[str], settings: Settings, ledger: Ledger, diagnostics: list[Diagnostic]
) -> frozenset[str]:
    """Return the files that are not read; a name alone leaves out none that has cards, nor all there is."""
    selection = Selection(settings.include, settings.exclude)
    roles = {path: selection.role(path) for path in paths}
    left = [path for path, role in roles.items() if role == "beside"] if len(roles) > 1 else []
    left = [path for path in left if path not in ledger.records.live_paths] if left else []
    counts = Counter(map(beside, left))
    diagnostics += [
        Diagnostic("N012", Span(name.rstrip("/"), 0, 0), (str(count), name)) for name, count in counts.items()
    ]
    return frozenset(left).union(path for path, role in roles.items() if role == "excluded")


def ledger_of(inputs: Inputs, is_ours: bool, may_lose: bool, diagnostics: list[Diagnostic]) -> Ledger:
    """Return the ledger; one that the last build of this cache wrote, `is_ours`, need not be checked again."""
    if inputs.ledger is None:
        diagnostics += _of_ours(inputs, "ledger.json", "N502")
        return Ledger()
    if is_ours:
        return reopened(inputs.ledger)
    ledger, problems = of_bytes("ledger.json", inputs.ledger)
    diagnostics += [problem for problem in problems if problem.code != "N507" or not may_lose]
    return ledger


def _of_ours(inputs: Inputs, name: str, code: str) -> list[Diagnostic]:
    """Report a file of ours that is there and cannot be read."""
    found = (fault for fault in inputs.unreadable if fault[0] == name)
    return [Diagnostic(code, Span(name, 0, 0), (filled(_UNREADABLE, reason),)) for _, reason, _ in found]


_UNREADABLE = Words("it cannot be read, {}", "読めません({})")
