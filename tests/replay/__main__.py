"""python -m tests.replay: play edits at length and print what became of the reviews."""

import argparse
from pathlib import Path

from tests.replay.folder import Folder
from tests.replay.play import play


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.replay", description=__doc__)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--edits", type=int, default=50, help="edits in each sequence")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", type=Path, help="start from this folder instead of generated notes")
    parser.add_argument("--no-engine", action="store_true", help="judge the builder only")
    parser.add_argument("--stories", type=int, default=0, help="how many failures to tell")
    options = parser.parse_args()
    notes = Folder.read(options.notes) if options.notes else None
    scores = play(options.sequences, options.edits, options.seed, notes, not options.no_engine, True)
    print(f"{'identity':26} {'edits':>7} {'lost':>7} {'duplicated':>11} {'wrongly inherited':>18}")
    for name, score in scores.items():
        print(f"{name:26} {score.edits:7} {score.lost:7} {score.duplicated:11} {score.inherited:18}")
    ours = scores["deckbuilder"]
    print(
        f"builds: {ours.builds}; rewritten sentences: {ours.rewrites}, of these kept: {ours.rewrites_kept}; hidden parts followed: {ours.parts}"
    )
    for label, count in ours.by_edit.most_common(20):
        print(f"  {count:5} {label}")
    for story in ours.stories[: options.stories]:
        print("  -", story)


if __name__ == "__main__":
    main()
