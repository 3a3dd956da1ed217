"""python -m tests.replay: play edits at length and print what became of the reviews."""

import argparse
from pathlib import Path

from tests.replay import other_facts, other_forms
from tests.replay.edits import EDITS
from tests.replay.folder import Folder
from tests.replay.play import play
from tests.replay.workflows import play_workflows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.replay", description=__doc__)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--edits", type=int, default=50, help="edits in each sequence")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", type=Path, help="start from this folder instead of generated notes")
    parser.add_argument("--no-engine", action="store_true", help="judge the builder only")
    parser.add_argument("--stories", type=int, default=0, help="how many failures to tell")
    parser.add_argument("--hard", action="store_true", help="also replace facts by others, and say them in other forms")
    parser.add_argument("--workflows", action="store_true", help="two decks, branches, notes deleted in Anki")
    options = parser.parse_args()
    kinds = {**EDITS, **other_facts.EDITS, **other_forms.EDITS} if options.hard else EDITS
    notes = Folder.read(options.notes) if options.notes else None
    if options.workflows:
        scores = {"deckbuilder": play_workflows(options.sequences, options.edits, options.seed)}
    else:
        scores = play(
            options.sequences, options.edits, options.seed, notes, not options.no_engine, not options.hard, kinds
        )
    print(f"{'identity':26} {'edits':>7} {'lost':>7} {'duplicated':>11} {'wrongly inherited':>18} {'retired':>8}")
    for name, score in scores.items():
        print(f"{name:26} {score.edits:7} {score.lost:7} {score.duplicated:11} {score.inherited:18} {score.retired:8}")
    ours = scores["deckbuilder"]
    print(
        f"builds: {ours.builds}; rewritten sentences: {ours.rewrites}, of these kept: {ours.rewrites_kept}; hidden parts followed: {ours.parts}; branches merged: {ours.merged}; deleted in Anki: {ours.deleted}"
    )
    for label, count in ours.by_edit.most_common(60):
        print(f"  {count:5} {label}")
    for story in ours.stories[: options.stories]:
        print("  -", story)


if __name__ == "__main__":
    main()
