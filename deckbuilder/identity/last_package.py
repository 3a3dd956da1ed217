"""What the package in the output folder tells: that the ledger is lost or old, or that the package is another deck's."""

from deckbuilder.anki.package import salt, stored
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.identity.notes import RETIRED_TAG
from deckbuilder.ledger.reading import parsed


def faults(path: str, package: bytes, ledger: bytes | None, deck_salt: str) -> list[Diagnostic]:
    """Return why a package must not be overwritten by a build with this ledger; nothing if it may be."""
    span = Span(path, 0, 0)
    try:
        notes = stored(package).notes
    except ValueError:
        return []
    if ledger is None:
        return [Diagnostic("N512", span, (path,))] if notes else []
    records = parsed(path, ledger.decode("utf-8", "replace"))[0].records
    other = salt(package)
    if (other and other != deck_salt) or not any(note.guid in records for note in notes):
        return [Diagnostic("N513", span, (other or next((note.deck for note in notes), ""),))]
    live = [note for note in notes if RETIRED_TAG not in note.tags]
    newer = sum(1 for note in live if note.guid not in records or note.mod > records[note.guid].changed)
    return [Diagnostic("N514", span, (str(newer), path))] if newer else []
