"""The last build once more, where nothing has changed since: its parts as the cache has them, no stage gone through again."""

from deckbuilder.base.cache import Cache, piece_of
from deckbuilder.base.files import Inputs
from deckbuilder.identity.unchanged import FinishedPart, decode_part
from deckbuilder.pipeline.build import Build, Made, build_of
from deckbuilder.pipeline.last_notes import decode_beside
from deckbuilder.pipeline.opening import opened
from deckbuilder.pipeline.outcome import Outcome, known


def last_build(inputs: Inputs, cache: Cache, now: int) -> Build | None:
    """Return what `compiled` makes of these inputs, without its messages, if the cache has all of it.

    Such a build has no error: it was written.
    """
    outcome = known(cache, inputs)
    parts = _parts(outcome, cache) if outcome else None
    if outcome is None or parts is None:
        return None
    start = opened(inputs, cache, True, [], is_last=True)
    others, untaken, _ = decode_beside(outcome.beside)
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
