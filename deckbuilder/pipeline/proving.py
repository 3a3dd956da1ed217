"""Which edits made in Anki can be written into the notes: those whose build gives just that.

An edit is written into a copy of its file and built. It is proven if the edited field then says what it says in Anki,
and nothing else is otherwise than it should be (`faults`). Many are proven at once, and looked through by halves where that fails; in the end all of
them together, in a build of all notes.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs
from deckbuilder.base.notes import Note
from deckbuilder.base.patterns import lazy
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.transfer import guesses, spliced
from deckbuilder.ledger.records import Records, as_bytes
from deckbuilder.pictures.media import Library
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.faults import Try, faults


class Proof(NamedTuple):
    """What became of edits."""

    texts: dict[str, str]
    """The files with all proven edits, by path."""
    proven: list[Edit]
    differing: list[Edit]
    """Edits of one line that cannot stand together."""
    unproven: list[Edit]


def proved(edits: Sequence[Edit], build: Build, inputs: Inputs, now: int, cache: Cache) -> Proof:
    """Return which edits can be written, and the files in which they are; `build` is of the notes as they are."""
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.note.span.path].append(edit)
    texts = {source.path: source.text for source in build.sources}
    names = _Names(inputs, cache)
    tries: list[Try] = []
    differing: list[Edit] = []
    for path, own in by_path.items():
        if path in texts:
            bench = _bench_of(path, texts[path], build, inputs, now, cache)
            found, others = _of_file(bench, own, names)
            tries += found
            differing += others
    whole = _Bench(texts, build, inputs, now, cache)
    tries = _together(tries, whole)
    proven = [each.edit for each in tries]
    left = [edit for edit in edits if edit not in proven and edit not in differing]
    return Proof(whole.written(tries) or {}, proven, differing, left)


def _together(tries: Sequence[Try], bench: "_Bench") -> list[Try]:
    """Return as many tries as hold together.

    Where some do not, those are tried last whose note is at fault, or that give or take a note at fault its answer:
    only what one card alone answers is asked the way back.
    """
    faults = bench.faults_of(tries)
    if not faults:
        return list(tries)
    answers = {bench.before[guid].fields[1] for guid in faults if guid in bench.before}
    blamed = [each for each in tries if each.edit.note.guid in faults or answers & {each.edit.ours, each.edit.theirs}]
    found = [each for each in tries if each not in blamed]
    if not blamed or bench.faults_of(found):
        half = len(tries) // 2
        found, blamed = (_together(tries[:half], bench), list(tries[half:])) if half else ([], [])
    for each in blamed if len(blamed) > 1 or not found else ():
        if not bench.faults_of([*found, each]):
            found.append(each)
    return found


class _Names:
    """The author's files by their packaged names."""

    def __init__(self, inputs: Inputs, cache: Cache) -> None:
        self.library = Library(inputs.media, cache, inputs.oversized)

    @cached_property
    def paths(self) -> dict[str, str]:
        found = {}
        for path in self.library.files:
            try:
                found[self.library.asset(path).name] = path
            except ValueError:
                continue  # no card can show it
        return found

    def __call__(self, packaged: str) -> str:
        """Return what the notes call a file."""
        return self.paths.get(packaged, packaged).rpartition("/")[2]


def _of_file(bench: "_Bench", edits: Sequence[Edit], names: Callable[[str], str]) -> tuple[list[Try], list[Edit]]:
    """Return what is proven of one file's edits, and those that would be if others were not made too."""
    (text,) = bench.texts.values()
    options = [tries for edit in edits if (tries := [Try(edit, guess) for guess in guesses(edit, text, names)])]
    differing: list[Edit] = []

    def of_group(group: Sequence[Sequence[Try]]) -> list[Try]:
        """Return what holds of some edits of the same lines: all or none, where they are in each other's way."""
        holding = [each for tries in group if (each := next((one for one in tries if bench.holds([one])), None))]
        if bench.holds(holding):
            return holding
        differing.extend(each.edit for each in holding)
        return []

    def of_groups(groups: Sequence[Sequence[Sequence[Try]]]) -> list[Try]:
        first = [tries[0] for group in groups for tries in group]
        if bench.holds(first):
            return first
        if len(groups) == 1:
            return of_group(groups[0])
        half = len(groups) // 2
        found = of_groups(groups[:half])
        others = of_groups(groups[half:])
        if bench.holds([*found, *others]):
            return [*found, *others]
        for each in others:
            if bench.holds([*found, each]):
                found.append(each)
            else:
                differing.append(each.edit)
        return found

    return of_groups(_by_lines(options, text)), differing


def _by_lines(options: Iterable[list[Try]], text: str) -> list[list[list[Try]]]:
    """Put together the edits of the same lines, by their likeliest guesses."""
    found: list[list[list[Try]]] = []
    last = -1
    for tries in sorted(options, key=lambda tries: tries[0].guess[0].start):
        lines = [text.count("\n", 0, at) for splice in tries[0].guess for at in (splice.start, splice.end)]
        if found and min(lines) <= last:
            found[-1].append(tries)
        else:
            found.append([tries])
        last = max(last, *lines)
    return found


# --- a build ----------------------------------------------------------------------------------


_MOST_BUILDS = 100
"""Builds of one file's edits: thousands of one kind that cannot be written shall not take an hour."""


_COMMENT = lazy(r"<!--.*?(?:-->|$)", re.DOTALL)
"""What the author wrote where no card shows it: an edit made in Anki cannot have meant it."""


class _Bench:
    """Notes files, and builds of them with edits."""

    def __init__(self, texts: Mapping[str, str], build: Build, inputs: Inputs, now: int, cache: Cache) -> None:
        self.texts = texts
        self.inputs = inputs
        self.now = now
        self.cache = cache
        self.before = _by_guid(build)
        self.builds = 0

    def written(self, tries: Iterable[Try]) -> dict[str, str] | None:
        """Return the files that these tries change, with them; None if two are in each other's way."""
        by_path: dict[str, list[Try]] = defaultdict(list)
        for each in tries:
            by_path[each.edit.note.span.path].append(each)
        found = {}
        for path, own in by_path.items():
            text = spliced(self.texts[path], (splice for each in own for splice in each.guess))
            if text is None:
                return None
            found[path] = text
        return found

    def holds(self, tries: Sequence[Try]) -> bool:
        """Tell whether a build with these edits gives them, and nothing else."""
        return not self.faults_of(tries)

    def faults_of(self, tries: Sequence[Try]) -> set[str]:
        """Return the GUIDs of the notes that are not as they should be in a build with these edits."""
        texts = self.written(tries)
        self.builds += 1
        if texts is None or self.builds > _MOST_BUILDS:
            return {each.edit.note.guid for each in tries}
        if not texts:
            return set()
        if any(_COMMENT.findall(text) != _COMMENT.findall(self.texts[path]) for path, text in texts.items()):
            return {each.edit.note.guid for each in tries}
        notes = tuple((path, texts[path].encode() if path in texts else data) for path, data in self.inputs.notes)
        build = compiled(replace(self.inputs, notes=notes), self.now, True, self.cache)
        if build.failed:
            return set(self.before)
        return faults(self.before, _by_guid(build), tries, self.texts)


def _bench_of(path: str, text: str, build: Build, inputs: Inputs, now: int, cache: Cache) -> _Bench:
    """Return a bench with a single file and the records of its notes."""
    notes = (note for part in build.parts if part.path == path for note in part.notes)
    records = {note.guid: build.ledger.records[note.guid] for note in notes}
    ledger = as_bytes(msgspec.structs.replace(build.ledger, records=Records(records)))
    alone = replace(inputs, notes=((path, text.encode()),), ledger=ledger, unreadable=())
    return _Bench({path: text}, compiled(alone, now, True, cache), alone, now, cache)


def _by_guid(build: Build) -> dict[str, Note]:
    """Return what the notes say, by GUID."""
    return {note.guid: build.untaken.get(note.guid, note) for note in build.deck.notes}
