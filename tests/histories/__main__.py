"""python -m tests.histories: replay git histories of notes, and write what became of the reviews."""

import argparse
import tempfile
from pathlib import Path

from tests.histories.chain import Chain, Found, Totals
from tests.histories.report import write_report
from tests.histories.versions import History


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.histories", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for what is found; it will hold the text of the notes")
    parser.add_argument("histories", nargs="+", help="GIT_DIR, or GIT_DIR:FOLDER_OR_FILE")
    parser.add_argument("--most", type=int, default=0, help="only the last so many versions of each")
    parser.add_argument(
        "--apart", type=int, default=0, help="leave out versions followed by another within so many seconds"
    )
    parser.add_argument("--no-engine", action="store_true", help="judge the builder only")
    options = parser.parse_args()
    results: dict[str, tuple[Totals, list[Found]]] = {}
    for text in options.histories:
        history = History.of(text)
        results[history.name] = replayed(history, options.most, options.apart, not options.no_engine)
        write_report(options.out, results)
    print((options.out / "summary.md").read_text("utf-8"))


def replayed(history: History, most: int, apart: int, use_engine: bool) -> tuple[Totals, list[Found]]:
    """Return the counts of a history, and all that a reader should look at."""
    with tempfile.TemporaryDirectory() as name:
        chain = Chain(Path(name), use_engine)
        found = [one for version in history.versions(most, apart) for one in chain.play(version)]
        chain.close()
        return chain.totals, found


if __name__ == "__main__":
    main()
