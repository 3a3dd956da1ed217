"""What people do besides editing: two decks in one collection, branches that are merged, notes deleted in Anki."""

import random
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.engine import Engine
from tests.replay.edits import Done, edited
from tests.replay.folder import Folder, generated
from tests.replay.patterns import patterned
from tests.replay.play import together
from tests.replay.player import Player
from tests.replay.score import Score


def play_workflows(sequences: int, edits: int, seed: int) -> Score:
    """Play sequences of edits in two decks of one pattern, now and then on branches, with some clearing up."""
    score = Score()
    for number in range(sequences):
        with tempfile.TemporaryDirectory() as name:
            engine = Engine(Path(name))
            # Both decks have the same headings and questions to begin with, and other answers.
            rngs = [random.Random(f"{seed}/{number}"), random.Random(f"{seed}/{number}/other")]
            players = [
                Player(patterned(rng, generated(random.Random(number))), score, engine, {}, Path(name), deck)
                for rng, deck in zip(rngs, ("甲の束", "乙の束"), strict=True)
            ]
            for _ in range(edits):
                step(rngs[0], rngs[0].choice(players))
                score.edits += 1
                for player in players:
                    player.check()
            engine.close()
    return score


def step(rng: random.Random, player: Player) -> None:
    """Let the author of a deck do one thing, and build and import it."""
    what = rng.random()
    if what < 0.15 and (done := branched(rng, player)):
        player.build(together(done), ["on branches", *(one.name for one in done)])
        return
    if what < 0.4:
        player.delete_retired(rng)
    one = edited(rng, player.folder)
    player.build(one, [one.name])


def branched(rng: random.Random, player: Player) -> list[Done]:
    """Edit one file on one branch and another on another, build both, and merge notes and ledgers."""
    if len(player.folder.files) < 2:
        return []
    paths = rng.sample(sorted(player.folder.files), 2)
    branches = [_edited_in(rng, player.folder, path) for path in paths]
    player.merge(*(folder for folder, _ in branches))
    for path, (folder, _) in zip(paths, branches, strict=True):
        player.folder.files[path] = folder.files[path]
    return [one for _, done in branches for one in done]


def _edited_in(rng: random.Random, folder: Folder, path: str) -> tuple[Folder, list[Done]]:
    """Return the folder as a few edits of one of its files leave it."""
    done: list[Done] = []
    for _ in range(20):
        trial = _copied(folder)
        one = edited(rng, trial)
        if [name for name in {*trial.files, *folder.files} if trial.files.get(name) != folder.files.get(name)] == [
            path
        ]:
            folder = trial
            done.append(one)
    return folder, done


def _copied(folder: Folder) -> Folder:
    """Return a copy whose new lines get ids that no line of the original will get."""
    files = {path: [replace(row, columns=[*row.columns]) for row in rows] for path, rows in folder.files.items()}
    return Folder(files, folder.ids, folder.media)
