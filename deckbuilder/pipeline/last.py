"""The last build once more, where nothing has changed since: its parts as the cache has them, no stage gone through again."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.base.cache import Cache, piece_of
from deckbuilder.base.files import Inputs
from deckbuilder.base.notes import Note
from deckbuilder.identity.unchanged import FinishedPart, decode_part
from deckbuilder.pipeline.build import Build, Made, build_of
from deckbuilder.pipeline.opening import opened
from deckbuilder.pipeline.outcome import Outcome, known


class _Beside(NamedTuple):
    """The notes of a build that no part has."""

    others: Sequence[Note]
    """Those that are held or retired."""
    untaken: Mapping[str, Note]
    """As of Build."""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Beside).decode


def beside(build: Build) -> bytes:
    """Return the notes that no part has, for the outcome of a build."""
    return _encode(_Beside([note for note in build.deck.notes if note.held or note.retired], build.untaken))


def last_build(inputs: Inputs, cache: Cache, now: int) -> Build | None:
    """Return what `compiled` makes of these inputs, without its messages, if the cache has all of it.

    Such a build has no error: it was written.
    """
    outcome = known(cache, inputs)
    parts = _parts(outcome, cache) if outcome else None
    if outcome is None or parts is None:
        return None
    start = opened(inputs, cache, True, [], is_last=True)
    if not start.tools.library.is_as(outcome.looked):
        return None
    others, untaken = _decode(outcome.beside)
    notes = [*(note for part in parts for note in part.notes), *others]
    return build_of(start, Made(start.ledger, parts, outcome.keys, notes, (), outcome.looked, untaken), now, ())


def _parts(outcome: Outcome, cache: Cache) -> tuple[FinishedPart, ...] | None:
    """Return all parts of a build, None if any is not on the cache."""
    found = []
    for key, token in outcome.parts:
        data = cache.get(piece_of("part", key), token)
        if data is None:
            return None
        found.append(decode_part(data))
    return tuple(found)
