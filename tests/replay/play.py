"""Play sequences of edits through the builder and the engine, and count what became of the reviews."""

import itertools
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from tests.engine import Engine
from tests.replay.edits import EDITS, Done, Edit, edited
from tests.replay.folder import Folder, generated
from tests.replay.identities import IDENTITIES
from tests.replay.patterns import patterned
from tests.replay.player import Player
from tests.replay.score import Score


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
                player.build(together(done), [d.name for d in done])
                for score in scores.values():
                    score.edits += wanted
            if engine:
                engine.close()
    return scores


def together(done: Sequence[Done]) -> Done:
    """Return several edits as one."""
    names = ("rewritten", "replaced", "taken_back", "revived", "reunited", "unsure", "reworded")
    ids = {name: frozenset().union(*(getattr(one, name) for one in done)) for name in names}
    counts = Counter(itertools.chain.from_iterable(one.reworded for one in done))
    ids["unsure"] |= {row for row, count in counts.items() if count > 1}
    return Done("+".join(one.name for one in done), slots_by_text=all(one.slots_by_text for one in done), **ids)
