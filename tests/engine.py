"""The oracle: a collection of the real Anki engine, used as Anki desktop uses it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageRequest

from deckbuilder.anki.notetypes import ALL

_BY_ID = {notetype.id: notetype for notetype in ALL.values()}


def by_name(note: Any) -> dict[str, str]:
    """Return the fields of one of our notes by our own names, whatever Anki calls them."""
    return dict(zip(_BY_ID[note.mid].field_names, note.fields, strict=False))


@dataclass(frozen=True)
class Imported:
    """How many notes an import took as what."""

    new: int
    updated: int
    duplicate: int
    conflicting: int
    other: int


class Engine:
    """An Anki collection in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.col.close()

    def import_package(self, package: Path) -> Imported:
        """Import with the options that Anki's import page offers in a new profile."""
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=self.col._backend.get_import_anki_package_presets()
        )
        log = self.col.import_anki_package(request).log
        other = (
            len(log.missing_notetype) + len(log.missing_deck) + len(log.empty_first_field) + len(log.first_field_match)
        )
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting), other)

    def notes(self) -> dict[str, Any]:
        """Return every note by GUID."""
        return {note.guid: note for note in (self.col.get_note(nid) for nid in self.col.find_notes(""))}

    def cards(self) -> dict[tuple[str, int], Any]:
        """Return every card by (GUID, ordinal)."""
        found = {}
        for cid in self.col.find_cards(""):
            card = self.col.get_card(cid)
            found[card.note().guid, card.ord] = card
        return found

    def answer(self, card_id: int, ease: int = 3) -> None:
        """Answer one card as the reviewer does."""
        card = self.col.get_card(card_id)
        card.start_timer()
        states = self.col._backend.get_scheduling_states(card_id)
        from anki.scheduler.v3 import CardAnswer

        rating = {1: CardAnswer.AGAIN, 2: CardAnswer.HARD, 3: CardAnswer.GOOD, 4: CardAnswer.EASY}[ease]
        self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=states, rating=rating))

    def reviews(self) -> dict[tuple[str, int], int]:
        """Return how often each card has been answered, by (GUID, ordinal)."""
        rows = self.col.db.all(
            "select n.guid, c.ord, count(r.id) from revlog r"
            " join cards c on c.id = r.cid join notes n on n.id = c.nid group by c.id"
        )
        return {(guid, ordinal): count for guid, ordinal, count in rows}

    def checked(self) -> str:
        """Run Anki's database check and return what it says."""
        problems, _ok = self.col.fix_integrity()
        return str(problems)
