"""What is told of a build before it does harm: much retired at once, a copied folder, a clock that was wrong."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from deckbuilder.base.html_text import clozes
from deckbuilder.base.model import Diagnostic, Settings, Source, Span
from deckbuilder.base.notes import Note
from deckbuilder.base.text import fold
from deckbuilder.base.words import Words
from deckbuilder.identity.changes import REASONS, Change
from deckbuilder.ledger.records import Ledger
from deckbuilder.pipeline.outcome import is_ahead

_NAMED = 3
"""Files that a message names."""


def guarded(
    changes: Sequence[Change], notes: Sequence[Note], ledger: Ledger, settings: Settings, sources: Sequence[Source]
) -> list[Diagnostic]:
    """Refuse a build that would retire much of the deck; `ledger` is that of the build before."""
    kinds = Counter(change.kind for change in changes)
    gone = kinds["retired"]
    before = sum(1 for note in notes if not note.retired) - kinds["new"] - kinds["revived"] + gone
    span = Span("ledger.json", 0, 0)
    if gone * 2 > before and _is_renamed(ledger, settings):
        return [Diagnostic("N306", span, (ledger.salt, settings.name, str(gone), str(before)))]
    if gone > 3 and gone * 100 > before * settings.max_retired:
        share = str(round(100 * gone / before))
        return [Diagnostic("N304", span, (str(gone), str(before), share, _seen(changes, sources)))]
    return _turned_to_text(changes, ledger)


def _turned_to_text(changes: Sequence[Change], ledger: Ledger) -> list[Diagnostic]:
    """Refuse to retire pictures whose cells become cards of their own: Anki cannot turn one into the other."""
    new = {fold(change.new[1]): change for change in changes if change.kind == "new" and change.note_kind == "basic"}
    found = []
    for change in changes:
        if change.kind == "retired" and change.note_kind == "occlusion":
            record = ledger.records[change.guid]
            asked = [new[text] for text in map(fold, record.cells.values()) if text in new]
            if asked:
                count = str(len(clozes(record.answer)))
                found.append(Diagnostic("N307", asked[0].span, (count, record.prompt or change.place)))
    return found


def _is_renamed(ledger: Ledger, settings: Settings) -> bool:
    """Tell whether the deck has another name than in the build before."""
    decks = {record.deck for record in ledger.records.values() if not record.retired}
    return settings.name != ledger.salt and settings.name not in decks


def _seen(changes: Sequence[Change], sources: Sequence[Source]) -> Words:
    """Say what becomes of the texts that would be retired."""
    retired = [change for change in changes if change.kind == "retired"]
    reasons = Counter(change.reason for change in retired)
    gone = Counter(change.span.path for change in retired if change.reason == "deleted")
    there = {source.path for source in sources}
    files = Counter({path: count for path, count in gone.items() if path not in there})
    names = ", ".join(list(files)[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    parts = [
        *(
            (reasons[reason], f"still stand in the notes ({why.en})", f"ノートにはまだある({why.ja})")
            for reason, why in REASONS.items()
            if reason != "deleted"
        ),
        (files.total(), f"were in files that are not there ({names})", f"ファイルがない({names})"),
        (gone.total() - files.total(), "were taken out of their files", "ファイルから消えた"),
    ]
    present = [part for part in parts if part[0]]
    return Words(
        ", ".join(f"{count} {said}" for count, said, _ in present),
        "、".join(f"{said} {count} 件" for count, _, said in present),
    )


def clock_problems(notes: Sequence[Note], now: int) -> list[Diagnostic]:
    """Report notes that were built with a clock that was ahead: imports overwrite what is done to them in Anki till then."""
    ahead = [note.changed for note in notes if is_ahead(note.changed, now)]
    if not ahead:
        return []
    day = datetime.fromtimestamp(max(ahead), UTC).strftime("%Y-%m-%d")
    return [Diagnostic("N515", Span("ledger.json", 0, 0), (str(len(ahead)), day))]
