"""Simpler identities, for comparison: each a plain function of the note."""

from collections.abc import Callable

from deckbuilder.base.notes import Note
from tests.replay.edits import Done
from tests.replay.facts import Fact
from tests.replay.score import Score

Identity = Callable[[Note], str]


def judge_simple(
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


IDENTITIES: dict[str, Identity] = {
    "hash of all fields": by_all_fields,
    "hash of the question": by_question,
    "position": by_position,
    "heading path + question": by_path_and_question,
}
