"""One sequence of edits: built, judged, and imported into the engine."""

import random
import subprocess
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from deckbuilder.anki.package import packed
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.notes import Note
from deckbuilder.base.text import fold
from deckbuilder.identity.changes import called
from deckbuilder.ledger.records import Record, as_bytes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.read.cells import SEPARATOR
from tests.engine import Engine
from tests.replay.edits import Done
from tests.replay.facts import (
    Fact,
    Part,
    facts,
    front_of,
    heading_of,
    headings_of,
    ids_of,
    kept,
    marked,
    parts,
    sentence_of,
    text_of,
    unmarked,
)
from tests.replay.folder import Folder
from tests.replay.identities import IDENTITIES, judge_simple
from tests.replay.score import Score


class Player:
    """One sequence: a folder, its ledger, a collection, and who owns which GUID."""

    def __init__(
        self,
        folder: Folder,
        score: Score,
        engine: Engine | None,
        identities: dict[str, Score],
        work: Path,
        deck: str = "replay",
    ) -> None:
        self.folder, self.score, self.engine, self.work, self.deck = folder, score, engine, work, deck
        self.ledger: bytes | None = None
        self.now = 1_700_000_000
        self.guid_of: dict[Fact, str] = {}
        self.text_of: dict[Fact, str] = {}
        self.said: dict[Fact, str] = {}
        """The same at the last build, while this one is judged."""
        self.sentence_of: dict[Fact, str] = {}
        self.rows_of: dict[Fact, set[int]] = {}
        self.marks_of: dict[Fact, set[tuple[int, str]]] = {}
        """Those of its lines' marks that are hidden."""
        self.front_of: dict[Fact, tuple[str, ...]] = {}
        self.titles_of: dict[Fact, tuple[str, ...]] = {}
        self.heading_of: dict[Fact, int | None] = {}
        """The id of the heading that it is asked by, if that is one."""
        self.lines: dict[int, str] = {}
        """Every line as it was at the last build, without its marks, by id."""
        self.alive: set[Fact] = set()
        self.live: set[str] = set()
        """GUIDs of the notes that the last build asked."""
        self.owner: dict[str, Fact] = {}
        self.card_owner: dict[tuple[str, int], str] = {}
        self.parts: dict[str, dict[Part, tuple[int, str]]] = {}
        self.identities: dict[str, tuple[Score, dict[Fact, str], dict[str, Fact]]] = {
            name: (score, {}, {}) for name, score in identities.items()
        }
        self.studied: dict[tuple[str, int], tuple[tuple[int, ...], int]] = {}
        self.guids: set[str] = set()
        """Of all notes ever imported, but for those that were deleted in Anki."""
        self.deleted: set[str] = set()
        self.why: dict[str, str] = {}
        """What told of each note that it is the one it was, by GUID."""
        self.build(Done("first build"), [])

    def build(self, done: Done, names: list[str]) -> None:
        """Build what the folder says now, judge it, and import it."""
        build = self._built(self.folder, self.ledger)
        self.ledger = as_bytes(build.ledger)
        current = facts(self.folder, build)
        self.why = {change.guid: change.why for change in build.changes}
        self._judge(current, done, names, named_before(build), build.ledger.records)
        for name, (score, guids, owners) in self.identities.items():
            judge_simple(IDENTITIES[name], current, done, score, guids, owners)
        if self.engine:
            self._import(build)
        self.score.builds += 1

    def _built(self, folder: Folder, ledger: bytes | None) -> Build:
        self.now += 60
        inputs = Inputs(Path(), self.deck, folder.texts(), ledger=ledger, media=folder.media)
        # What no edit has changed is read once; which note is which is told of all.
        build = compiled(inputs, self.now, may_retire=True, cache=Cache(self.work / "cache"))
        assert not build.failed, [d for d in build.diagnostics if d.code < "N1" or d.code > "N4"]
        return build

    def merge(self, one: Folder, other: Folder) -> None:
        """Build two branches of the folder, and let git merge their ledgers; the merged notes are built next."""
        assert self.ledger
        sides = [as_bytes(self._built(folder, self.ledger).ledger) for folder in (one, other)]
        paths = [self.work / name for name in ("one", "base", "other")]
        for path, data in zip(paths, (sides[0], self.ledger, sides[1]), strict=True):
            path.write_bytes(data)
        call = ["git", "merge-file", "--union", "-p", *map(str, paths)]
        self.score.merged += 1
        self.ledger = subprocess.run(call, capture_output=True, check=True).stdout

    def delete_retired(self, rng: random.Random) -> bool:
        """Delete a retired note in Anki, as one does who cleans up; tell whether there was one."""
        if not self.engine:
            return False
        found = [note for note in self.engine.notes().values() if "deckbuilder::retired" in note.tags]
        found = [note for note in found if note.guid in self.guids]
        if not found:
            return False
        note = rng.choice(sorted(found, key=lambda note: note.guid))
        self.engine.col.remove_notes([note.id])
        self.deleted.add(note.guid)
        self.score.deleted += 1
        self.guids.discard(note.guid)
        self.studied = {key: value for key, value in self.studied.items() if key[0] != note.guid}
        return True

    # --- our identity -------------------------------------------------------------------------

    def _judge(
        self,
        current: dict[Fact, Note],
        done: Done,
        names: list[str],
        named: Sequence[str],
        records: Mapping[str, Record],
    ) -> None:
        label = "+".join(names)
        self.said = dict(self.text_of)
        self._judge_gone(current, done, label)
        marks = marked(self.folder)
        for fact, note in current.items():
            rows = self._rows(note)
            # What had gone for a while is new, unless it comes back word for word or by its mark.
            stayed = fact in self.alive or self.text_of.get(fact) == text_of(note) or bool(rows & done.revived)
            before = self.guid_of.get(fact) if stayed and not self._is_replaced(note, done) else None
            owner = self.owner.get(note.guid)
            rewritten = bool(rows & done.rewritten)
            ids = ids_of(fact)
            if owner is not None and self._goes_on(owner, note, rows, ids, current, done):
                self.guid_of.pop(owner, None)  # what comes back later finds its note taken by what says the same
                owner, before = fact, note.guid
            unsure = bool((ids | rows) & done.unsure) and self._is_named(fact, named)
            if before and ids & done.reunited and records[note.guid].created < records[before].created:
                before = note.guid  # of the two the older one goes on, which was the copy's
            rewritten = rewritten or kept(self.sentence_of.get(fact), sentence_of(note)) < 0.5
            if owner is not None and owner != fact and not ids & done.reunited:
                self._tell("inherited", label, fact, note, owner)
            elif before is not None and before != note.guid and not rewritten and not unsure:
                self._tell("lost", label, fact, note, before)
                self.score.duplicated += 1
            if before is not None and rewritten:
                self.score.rewrites += 1
                self.score.rewrites_kept += before == note.guid
            self.guid_of[fact] = note.guid
            self.text_of[fact], self.sentence_of[fact] = text_of(note), sentence_of(note)
            self.rows_of[fact] = rows
            self.heading_of[fact] = heading_of(self.folder, note)
            self.front_of[fact] = front_of(note)
            record = records[note.guid]
            self.titles_of[fact] = (called(record), record.term, *map(html_plain, note.fields[:2]))
            self.owner[note.guid] = fact
            self.marks_of[fact] = marks & {(row, fold(text)) for row in rows for _, _, text in note.slots}
            self._judge_cards(note, done, label)
        self.alive = set(current)
        self.lines = {row.id: unmarked(row.text) for rows in self.folder.files.values() for row in rows}
        self.live = {note.guid for note in current.values()}
        assert len(self.live) == len(current), "two facts share a note"

    def _judge_gone(self, current: dict[Fact, Note], done: Done, label: str) -> None:
        """A fact whose lines all stand as they stood goes on being asked, unless its author took it back.

        Whoever takes off every mark that its cards asked took it back, even if another one is left. What stands twice in
        one place, since one section was moved beside another of its name, is asked once.
        """
        live = {note.guid for note in current.values()}
        asked = {(front_of(note), text_of(note)) for note in current.values()}
        lines = {row.id: unmarked(row.text) for rows in self.folder.files.values() for row in rows}
        marks, headings = marked(self.folder), headings_of(self.folder)
        for fact in sorted(self.alive - set(current), key=repr):
            ids = self.rows_of[fact]
            stands = all(lines.get(row) == self.lines[row] for row in ids)
            # What asked a heading by its name asks nothing below another one.
            stands = stands and self.heading_of[fact] in (None, *(headings.get(row) for row in ids))
            stands = stands and (self.front_of[fact], self.text_of[fact]) not in asked
            excused = ids & (done.taken_back | done.rewritten) or (ids | ids_of(fact)) & done.replaced
            hid = self.marks_of[fact]
            if stands and not excused and (not hid or hid & marks) and self.guid_of[fact] not in live:
                self.score.retired += 1
                self.score.by_edit[f"retired: {label}"] += 1
                self.score.stories.append(f"retired {label}: {fact} {self.text_of[fact]!r}")

    def _is_replaced(self, note: Note, done: Done) -> bool:
        """Tell whether each part of a picture is a fact that came in the place of another."""
        asked = parts(self.folder, note) if note.kind == "occlusion" else {}
        return bool(asked) and all(done.replaced.intersection(part) for part in asked)

    def _is_named(self, fact: Fact, named: Sequence[str]) -> bool:
        """Tell whether the build named the note of a fact where it made a new one."""
        titles = self.titles_of.get(fact, ())
        return any(name and title.startswith(name.rstrip("…")) for name in named for title in titles)

    def _goes_on(
        self, owner: Fact, note: Note, rows: Set[int], ids: Set[object], current: Mapping[Fact, Note], done: Done
    ) -> bool:
        """Tell whether a note of another fact may be the note of this one, which says what that one said."""
        if ids & done.replaced:
            return self.said[owner] == text_of(note)  # the new fact happens to say what the old one said
        if self.rows_of[owner] & done.rewritten and (
            self.said[owner] == text_of(note) or self._is_copy(owner, note, rows)
        ):
            return True  # its line says something else now, and a copy of it stands for what it said
        if self.guid_of.get(owner) != note.guid and self.said[owner] == text_of(note):
            return True  # it goes on in an older note that said the same; this one is free for what says it again
        return owner not in current and not ids & done.reunited and self._is_same(owner, note, rows)

    def _is_same(self, owner: Fact, note: Note, rows: Set[int]) -> bool:
        """Tell whether a note goes on asking what it asked, although the line that was its fact is gone.

        Either the lines are the same and only their roles changed (a bullet lost its dash), or the
        same question stands, word for word, in the same place, or its text does, in another one, or a copy of its line.
        """
        if rows & self.rows_of[owner] or self.front_of[owner] == front_of(note):
            return True
        return self._is_copy(owner, note, rows) or self.text_of[owner] == text_of(note)

    def _is_copy(self, owner: Fact, note: Note, rows: Set[int]) -> bool:
        """Tell whether a note asks the copy of a fact's line, and at least half of that is what it said."""
        is_copied = bool(self.rows_of[owner] & {self.folder.copied.get(row) for row in rows})
        return is_copied and kept(self.said[owner], text_of(note)) >= 0.5

    def _rows(self, note: Note) -> set[int]:
        """Return the ids of the lines that a note asks."""
        rows = self.folder.files[note.span.path]
        return {rows[line - 1].id for line in note.asked}

    def _judge_cards(self, note: Note, done: Done, label: str) -> None:
        """A hidden part keeps its cloze number, and no number is ever given to another."""
        for number, key, text in note.slots:
            said = _names(key) if note.kind == "occlusion" else fold(text)
            before = self.card_owner.get((note.guid, number))
            # Of what was away, rows and columns may have been renamed meanwhile; its parts are followed below.
            is_known = before is not None and note.guid in self.live
            if done.slots_by_text and is_known and before != said:
                self._tell_card("inherited", label, note, f"c{number} {before} -> {said}")
            self.card_owner[note.guid, number] = said
        old, new = self.parts.get(note.guid, {}), parts(self.folder, note)
        owners = {number: part for part, (number, _) in old.items()}
        for part, (number, text) in new.items():
            if part in old and part[0] not in done.rewritten and kept(old[part][1], text) >= 0.5:
                self.score.parts += 1
                if old[part][0] != number:
                    self._tell_card("lost", label, note, f"c{old[part][0]} {old[part][1]} -> c{number} {text}")
            owner = owners.get(number, part)
            if owner != part and (owner in new or done.replaced.intersection(part)):
                self._tell_card("inherited", label, note, f"c{number} {old[owner][1]} -> {text}")
        self.parts[note.guid] = new

    def _tell_card(self, what: str, label: str, note: Note, story: str) -> None:
        setattr(self.score, what, getattr(self.score, what) + 1)
        self.score.by_edit[f"card {what}: {label}"] += 1
        self.score.stories.append(f"card {what} {label}: {note.guid} {text_of(note)!r} {story}")

    def _tell(self, what: str, label: str, fact: Fact, note: Note, other: object) -> None:
        setattr(self.score, what, getattr(self.score, what) + 1)
        self.score.by_edit[f"{what}: {label}"] += 1
        before = self.text_of.get(fact)
        self.score.stories.append(
            f"{what} {label}: {note.kind}/{note.role} {text_of(note)!r} in {note.tags}, was {before!r} ({other}): {self.why.get(note.guid, '')}"
        )

    # --- the engine ---------------------------------------------------------------------------

    def _import(self, build: Build) -> None:
        """Import with default options; every review must stand where it stood."""
        assert self.engine
        package = self.work / "replay.apkg"
        package.write_bytes(packed(build.deck, "ja_JP"))
        log = self.engine.import_package(package)
        assert (log.conflicting, log.other) == (0, 0), log
        notes = self.engine.notes()
        self.deleted -= {note.guid for note in build.deck.notes if not note.retired}
        for note in build.deck.notes:
            if note.guid not in self.deleted:
                stored = notes[note.guid]
                assert tuple(stored.fields) == note.fields, (note.guid, stored.fields, note.fields)
        self.guids |= {note.guid for note in build.deck.notes} - self.deleted
        own = [note for guid, note in notes.items() if guid in self.guids]
        live = sum(1 for note in own if "deckbuilder::retired" not in note.tags)
        assert live == sum(1 for note in build.deck.notes if not note.retired), "a note too many or too few"
        cards = self.check()
        for key in sorted(key for key in set(cards) - set(self.studied) if key[0] in self.guids)[:3]:
            self.engine.answer(cards[key].id)
            answered = self.engine.col.get_card(cards[key].id)
            self.studied[key] = (_schedule(answered), self.engine.reviews().get(key, 0))

    def check(self) -> dict[tuple[str, int], Any]:
        """Return the collection's cards; every review must stand where it stood, and no deleted card come back."""
        assert self.engine
        cards, reviews = self.engine.cards(), self.engine.reviews()
        for key, before in self.studied.items():
            assert (_schedule(cards[key]), reviews.get(key, 0)) == before, ("card or reviews changed", key)
        back = [key for key in cards if key[0] in self.deleted]
        assert not back, ("cards of deleted notes came back", back)
        return cards


def _names(cell: str) -> str:
    """Return the names of a cell; which is the row's and which the column's does not make it another cell."""
    return SEPARATOR.join(sorted(map(fold, cell.split(SEPARATOR))))


def _schedule(card: Any) -> tuple[int, ...]:
    """Return what the scheduler knows of a card."""
    return card.id, card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.lapses


def named_before(build: Build) -> list[str]:
    """Return the titles of old notes that a build named where it made new ones."""
    return [str(diagnostic.args[0]) for diagnostic in build.diagnostics if diagnostic.code == "N302"]
