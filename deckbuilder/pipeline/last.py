"""The last build once more, where nothing has changed since: its parts as the cache has them, no stage gone through again."""

from collections.abc import Set
from dataclasses import replace

from deckbuilder.base.cache import Cache, piece_of
from deckbuilder.base.files import Inputs
from deckbuilder.identity.unchanged import FinishedPart, decode_part
from deckbuilder.pipeline.build import Build, Made, build_of
from deckbuilder.pipeline.last_notes import decode_beside
from deckbuilder.pipeline.opening import opened
from deckbuilder.pipeline.outcome import Outcome


def last_build(outcome: Outcome, inputs: Inputs, files: Set[str], cache: Cache, now: int) -> Build | None:
    """Return what `compiled` makes of these files, without its messages, if the cache has all of it.

    `outcome` is what is known of the inputs. Such a build has no error: it was written.
    """
    parts = _parts(outcome, files, cache)
    if parts is None:
        return None
    notes = tuple((path, data) for path, data in inputs.notes if path in files)
    start = opened(replace(inputs, notes=notes), cache, True, [], is_last=True)
    start.tools.library.hashes.update(outcome.looked)  # which is so, or nothing were known
    others, untaken, _ = decode_beside(outcome.beside)
    shipped = [*(note for part in parts for note in part.notes), *others]
    return build_of(start, Made(start.ledger, parts, outcome.keys, shipped, (), outcome.looked, untaken), now, ())


def _parts(outcome: Outcome, files: Set[str], cache: Cache) -> tuple[FinishedPart, ...] | None:
    """Return all parts of these files, None if any is not on the cache."""
    found = []
    for key, token in ((key, token) for path, key, token in outcome.parts if path in files):
        data = cache.get(piece_of("part", key), token)
        if data is None:
            return None
        found.append(decode_part(data))
    return tuple(found)
