"""Play sequences of edits through the builder and the engine, and count what became of the reviews."""

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.package import packed
from deckbuilder.base.files import Inputs
from deckbuilder.base.model import Note
from deckbuilder.base.text import fold, html_plain
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.read.cells import SEPARATOR
from tests.engine import Engine
from tests.replay.edits import EDITS, Done, Edit, edited
from tests.replay.folder import Folder, Row, generated
from tests.replay.patterns import patterned

Fact = tuple[object, ...]
"""What a note says, through all edits: its kind and role, and the ids of the lines that say it."""
Identity = Callable[[Note], str]


@dataclass
class Score:
    """Counts over all builds. A fact is lost when it stays in the notes and its note does not."""

    edits: int = 0
    builds: int = 0
    lost: int = 0
    duplicated: int = 0
    inherited: int = 0
    retired: int = 0
    """Facts that are no longer asked although all their lines stand as they stood."""
    rewrites: int = 0
    rewrites_kept: int = 0
    parts: int = 0
    """Hidden parts that were followed from one build to the next."""
    by_edit: Counter[str] = field(default_factory=Counter)
    stories: list[str] = field(default_factory=list)


def facts(folder: Folder, build: Build) -> dict[Fact, Note]:
    """Return the live notes of a build by fact."""
    ids = {path: [row.id for row in rows] for path, rows in folder.files.items()}
    columns = {path: [_columns(rows, at) for at in range(len(rows))] for path, rows in folder.files.items()}
    found: dict[Fact, Note] = {}
    seen: Counter[Fact] = Counter()
    for note in build.deck.notes:
        if note.retired:
            continue
        rows = ids[note.span.path]
        key: Fact
        if note.kind == "occlusion":
            # A table has several where it is split; each is the fact of the first row that it asks.
            names = {fold(row.text.strip("| ").split("|")[0].strip()): row.id for row in folder.files[note.span.path]}
            asked = [names.get(fold(cell.split(SEPARATOR)[0]), 0) for _, cell, _ in note.slots]
            key = ("picture", rows[note.span.first - 1], min(asked, default=0))
        elif note.role == "cell":
            names = columns[note.span.path][note.span.first - 1]
            # Which of its two names is the row's and which the column's does not make it another fact.
            key = ("cell", frozenset((rows[note.span.first - 1], names.get(fold(note.fields[0].split(" ─ ")[-1])))))
        elif note.role == "list":
            # A list is the fact of its term; its items are followed one by one.
            key = ("list", rows[note.asked[0] - 1])
        else:
            # The last line says it: a term's line stays where its definition goes.
            line = note.span.first if note.kind == "basic" else note.span.last
            key = (note.kind, note.role if note.kind == "cloze" else "", rows[line - 1])
        seen[key] += 1
        found[(*key, seen[key])] = note
    return found


def _text(note: Note) -> str:
    """Return all of a note that can be asked, as plain text."""
    if note.kind == "occlusion":
        return " ".join(f"{key} {text}" for _, key, text in note.slots)
    first, second = html_plain(note.fields[0]), html_plain(note.fields[1])
    return f"{first} {second}"


def _sentence(note: Note) -> str:
    """Return what an edit rewrites: of a cloze the sentence by itself, without its term."""
    return html_plain(note.fields[0]) if note.kind == "cloze" else _text(note)


def _front(note: Note) -> tuple[str, ...]:
    """Return a note's question and place, as the learner sees them."""
    names = ALL[note.kind].field_names
    question = note.fields[0] if note.kind == "basic" else _text(note)
    return (note.kind, question, note.fields[names.index("Source")].partition(" › ")[2])


def _kept(before: str | None, after: str) -> float:
    """Return how much of a text an edit has kept, 0 to 1."""
    if before is None or before == after:
        return 1.0
    same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    return same / max(len(before), len(after))


def _columns(rows: list[Row], at: int) -> dict[str, int]:
    """Return the ids of the columns of the table that line `at` is in, by folded name."""
    while at and rows[at - 1].text.startswith("|"):
        at -= 1
    names = [fold(name) for name in rows[at].text.strip("| ").split("|")]
    return dict(zip(names, rows[at].columns, strict=False))


def named_before(build: Build) -> list[str]:
    """Return the titles of old notes that a build named where it made new ones."""
    return [diagnostic.args[0] for diagnostic in build.diagnostics if diagnostic.code == "N302"]


def _ids(fact: Fact) -> frozenset[object]:
    """Return the ids of lines and columns that a fact is made of."""
    return frozenset(one for part in fact[1:-1] for one in (part if isinstance(part, frozenset) else (part,)))


def _unmarked(text: str) -> str:
    return re.sub(r"\*\*|==", "", text)


Part = tuple[object, ...]
"""What a cloze or mask hides, through all edits, by the ids of lines and columns."""


def parts(folder: Folder, note: Note) -> dict[Part, tuple[int, str]]:
    """Return each part that a note hides and that can be followed, with its cloze number and its text.

    A mark is the first, second … of its line, as long as the line keeps as many; an unmarked item is its
    line; a cell is its row and its column. Numbers and texts that stand twice cannot be told apart.
    """
    rows = folder.files[note.span.path]
    asked = [rows[line - 1] for line in note.asked]
    if note.kind == "occlusion":
        places = dict(_cells(rows, note.span.first - 1))
        said = {(number, text): places.get(fold(key)) for number, key, text in note.slots}
    else:
        found = [(part, text) for row in asked for part, text in _marked(row)]
        once = Counter(fold(text) for _, text in found)
        by_text = {fold(text): part for part, text in found if once[fold(text)] == 1}
        said = {(number, text): by_text.get(fold(text)) for number, _, text in note.slots}
    return {part: found for found, part in said.items() if part}


def _marked(row: Row) -> list[tuple[Part, str]]:
    marks = re.findall(r"\*\*(.+?)\*\*|==(.+?)==", row.text)
    if marks:
        return [((row.id, at, len(marks)), html_plain(one or other)) for at, (one, other) in enumerate(marks)]
    return [((row.id,), row.text.removeprefix("・"))] if row.text.startswith("・") else []


def _cells(rows: list[Row], at: int) -> Iterator[tuple[str, Part]]:
    """Yield (folded name of a cell, part) of the table whose header is at `at`."""
    header = [name.strip() for name in rows[at].text.strip("| ").split("|")]
    for row in rows[at + 2 :]:
        if not row.text.startswith("|"):
            return
        name = row.text.strip("| ").split("|")[0].strip()
        for column, identity in zip(header[1:], rows[at].columns[1:], strict=False):
            yield fold(f"{name}{SEPARATOR}{column}"), (row.id, identity)


class Player:
    """One sequence: a folder, its ledger, a collection, and who owns which GUID."""

    def __init__(
        self, folder: Folder, score: Score, engine: Engine | None, identities: dict[str, Score], work: Path
    ) -> None:
        self.folder, self.score, self.engine, self.work = folder, score, engine, work
        self.ledger: bytes | None = None
        self.now = 1_700_000_000
        self.guid_of: dict[Fact, str] = {}
        self.text_of: dict[Fact, str] = {}
        self.sentence_of: dict[Fact, str] = {}
        self.rows_of: dict[Fact, set[int]] = {}
        self.front_of: dict[Fact, tuple[str, ...]] = {}
        self.title_of: dict[Fact, str] = {}
        self.lines: dict[int, str] = {}
        """Every line as it was at the last build, without its marks, by id."""
        self.alive: set[Fact] = set()
        self.owner: dict[str, Fact] = {}
        self.card_owner: dict[tuple[str, int], str] = {}
        self.parts: dict[str, dict[Part, tuple[int, str]]] = {}
        self.identities: dict[str, tuple[Score, dict[Fact, str], dict[str, Fact]]] = {
            name: (score, {}, {}) for name, score in identities.items()
        }
        self.studied: dict[tuple[str, int], tuple[tuple[int, ...], int]] = {}
        self.history: list[str] = []
        self.build(Done("first build"), [])

    def build(self, done: Done, names: list[str]) -> None:
        self.now += 60
        inputs = Inputs(Path(), "replay", self.folder.texts(), ledger=self.ledger, media=self.folder.media)
        build = compiled(inputs, self.now, may_retire=True)
        assert not build.failed, [d for d in build.diagnostics if d.code < "N1" or d.code > "N4"]
        self.ledger = as_bytes(build.ledger)
        current = facts(self.folder, build)
        self._judge(current, done, names, named_before(build))
        for name, (score, guids, owners) in self.identities.items():
            _judge_simple(IDENTITIES[name], current, done, score, guids, owners)
        if self.engine:
            self._import(build)
        self.score.builds += 1

    # --- our identity -------------------------------------------------------------------------

    def _judge(self, current: dict[Fact, Note], done: Done, names: list[str], named: Sequence[str]) -> None:
        label = "+".join(names)
        self._judge_gone(current, done, label, named)
        for fact, note in current.items():
            rows = self._rows(note)
            # What had gone for a while is new, unless it comes back word for word or by its mark.
            stayed = fact in self.alive or self.text_of.get(fact) == _text(note) or bool(rows & done.revived)
            before = self.guid_of.get(fact) if stayed else None
            owner = self.owner.get(note.guid)
            rewritten = bool(rows & done.rewritten)
            ids = _ids(fact)
            if owner is not None and ids & done.replaced and self.text_of[owner] == _text(note):
                owner, before = fact, note.guid  # the new fact happens to say what the old one said
            elif (
                owner is not None
                and owner not in current
                and not ids & done.replaced
                and self._is_same(owner, note, rows)
            ):
                owner, before = fact, note.guid
            unsure = bool((ids | rows) & done.unsure) and self._is_named(fact, named)
            rewritten = rewritten or _kept(self.sentence_of.get(fact), _sentence(note)) < 0.5
            if owner is not None and owner != fact:
                self._tell("inherited", label, fact, note, owner)
            elif before is not None and before != note.guid and not rewritten and not unsure:
                self._tell("lost", label, fact, note, before)
                self.score.duplicated += 1
            if before is not None and rewritten:
                self.score.rewrites += 1
                self.score.rewrites_kept += before == note.guid
            self.guid_of[fact] = note.guid
            self.text_of[fact], self.sentence_of[fact] = _text(note), _sentence(note)
            self.rows_of[fact] = rows
            self.front_of[fact], self.title_of[fact] = _front(note), html_plain(note.sort_field)
            self.owner[note.guid] = fact
            self._judge_cards(note, done, label)
        self.alive = set(current)
        self.lines = {row.id: _unmarked(row.text) for rows in self.folder.files.values() for row in rows}
        live = {note.guid for note in current.values()}
        assert len(live) == len(current), "two facts share a note"

    def _judge_gone(self, current: dict[Fact, Note], done: Done, label: str, named: Sequence[str]) -> None:
        """A fact whose lines all stand as they stood goes on being asked, unless its author took it back."""
        live = {note.guid for note in current.values()}
        lines = {row.id: _unmarked(row.text) for rows in self.folder.files.values() for row in rows}
        for fact in sorted(self.alive - set(current), key=repr):
            ids = self.rows_of[fact]
            stands = all(lines.get(row) == self.lines[row] for row in ids)
            excused = ids & (done.taken_back | done.rewritten) or (ids | _ids(fact)) & done.replaced
            if stands and not excused and self.guid_of[fact] not in live:
                self.score.retired += 1
                self.score.by_edit[f"retired: {label}"] += 1
                self.score.stories.append(f"retired {label}: {fact} {self.text_of[fact]!r}")

    def _is_named(self, fact: Fact, named: Sequence[str]) -> bool:
        """Tell whether the build named the note of a fact where it made a new one."""
        title = self.title_of.get(fact, "")
        return any(name and title.startswith(name.rstrip("…")) for name in named)

    def _is_same(self, owner: Fact, note: Note, rows: set[int]) -> bool:
        """Tell whether a note goes on asking what it asked, although the line that was its fact is gone.

        Either the lines are the same and only their roles changed (a bullet lost its dash), or the
        same question stands, word for word, in the same place, or a text that had gone is back.
        """
        if rows & self.rows_of[owner] or self.front_of[owner] == _front(note):
            return True
        return owner not in self.alive and self.text_of[owner] == _text(note)

    def _rows(self, note: Note) -> set[int]:
        """Return the ids of the lines that a note asks."""
        rows = self.folder.files[note.span.path]
        return {rows[line - 1].id for line in note.asked}

    def _judge_cards(self, note: Note, done: Done, label: str) -> None:
        """A hidden part keeps its cloze number, and no number is ever given to another."""
        for number, key, text in note.slots:
            said = fold(key if note.kind == "occlusion" else text)
            before = self.card_owner.get((note.guid, number))
            if done.slots_by_text and before is not None and before != said:
                self._tell_card("inherited", label, note, f"c{number} {before} -> {said}")
            self.card_owner[note.guid, number] = said
        old, new = self.parts.get(note.guid, {}), parts(self.folder, note)
        owners = {number: part for part, (number, _) in old.items()}
        for part, (number, text) in new.items():
            if part in old and part[0] not in done.rewritten and _kept(old[part][1], text) >= 0.5:
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
        self.score.stories.append(f"card {what} {label}: {note.guid} {_text(note)!r} {story}")

    def _tell(self, what: str, label: str, fact: Fact, note: Note, other: object) -> None:
        setattr(self.score, what, getattr(self.score, what) + 1)
        self.score.by_edit[f"{what}: {label}"] += 1
        before = self.text_of.get(fact)
        self.score.stories.append(
            f"{what} {label}: {note.kind}/{note.role} {_text(note)!r} in {note.tags}, was {before!r} ({other})"
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
        for note in build.deck.notes:
            stored = notes[note.guid]
            assert tuple(stored.fields) == note.fields, (note.guid, stored.fields, note.fields)
        live = sum(1 for note in notes.values() if "deckbuilder::retired" not in note.tags)
        assert live == sum(1 for note in build.deck.notes if not note.retired), "a note too many or too few"
        cards = self.engine.cards()
        reviews = self.engine.reviews()
        for key, before in self.studied.items():
            assert (_schedule(cards[key]), reviews.get(key, 0)) == before, ("card or reviews changed", key)
        for key in sorted(set(cards) - set(self.studied))[:3]:
            self.engine.answer(cards[key].id)
            answered = self.engine.col.get_card(cards[key].id)
            self.studied[key] = (_schedule(answered), reviews.get(key, 0) + 1)


def _schedule(card: Any) -> tuple[int, ...]:
    """Return what the scheduler knows of a card."""
    return card.id, card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.lapses


def _judge_simple(
    identity: Identity,
    current: dict[Fact, Note],
    done: Done,
    score: Score,
    guids: dict[Fact, str],
    owners: dict[str, Fact],
) -> None:
    """Judge an identity that is a plain function of the note."""
    for position, (fact, note) in enumerate(current.items()):
        guid = identity(note) if identity is not by_position else f"{note.deck}#{position}"
        before, owner = guids.get(fact), owners.get(guid)
        rewritten = any(part in done.rewritten for part in fact)
        if owner is not None and owner != fact:
            score.inherited += 1
        elif before is not None and before != guid and not rewritten:
            score.lost += 1
            score.duplicated += 1
        guids[fact] = guid
        owners[guid] = fact


def by_all_fields(note: Note) -> str:
    """genanki's default: a hash of all fields (our hidden one left out)."""
    return repr(note.fields[:-5])


def by_question(note: Note) -> str:
    return repr((note.kind, note.fields[0]))


def by_position(_note: Note) -> str:
    raise NotImplementedError


def by_path_and_question(note: Note) -> str:
    return repr((note.kind, note.fields[2 if note.kind != "occlusion" else 5], note.tags, note.fields[0]))


def _together(done: Sequence[Done]) -> Done:
    names = ("rewritten", "replaced", "taken_back", "revived", "unsure")
    ids = {name: frozenset().union(*(getattr(one, name) for one in done)) for name in names}
    return Done("+".join(one.name for one in done), slots_by_text=all(one.slots_by_text for one in done), **ids)


IDENTITIES: dict[str, Identity] = {
    "hash of all fields": by_all_fields,
    "hash of the question": by_question,
    "position": by_position,
    "heading path + question": by_path_and_question,
}


def play(
    sequences: int,
    edits: int,
    seed: int,
    notes: Folder | None,
    use_engine: bool,
    compare: bool,
    kinds: Mapping[Edit, int] = EDITS,
) -> dict[str, Score]:
    """Play sequences of edits of some kinds; return our score and, if wanted, those of simpler identities."""
    scores = {"deckbuilder": Score()} | ({name: Score() for name in IDENTITIES} if compare else {})
    for number in range(sequences):
        rng = random.Random(f"{seed}/{number}")
        folder = deepcopy(notes) if notes else generated(rng)
        if kinds is not EDITS:
            patterned(rng, folder)
        with tempfile.TemporaryDirectory() as name:
            engine = Engine(Path(name)) if use_engine else None
            others = {key: value for key, value in scores.items() if key != "deckbuilder"}
            player = Player(folder, scores["deckbuilder"], engine, others, Path(name))
            remaining = edits
            while remaining > 0:
                wanted = min(remaining, rng.choices((1, 2, 3, 5), (60, 20, 12, 8))[0])
                remaining -= wanted
                done = [edited(rng, folder, kinds) for _ in range(wanted)]
                together = _together(done)
                player.build(together, [d.name for d in done])
                for score in scores.values():
                    score.edits += wanted
            if engine:
                engine.close()
    return scores
