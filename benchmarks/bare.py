"""W, the yardstick: genanki writes notes that are ready made, and nothing else is done.

python -m benchmarks.bare READY PACKAGE
"""

import marshal
import sys

import genanki


def main(ready: str, package: str) -> None:
    """Write the notes that benchmarks.ready left in a file."""
    with open(ready, "rb") as file:  # noqa: PTH123 - pathlib is not genanki's
        name, types = marshal.load(file)
        models = {type_["model_id"]: genanki.Model(**type_) for type_ in types}
        deck = genanki.Deck(1, name)
        while note := marshal.load(file):
            model, guid, tags, fields = note
            deck.add_note(genanki.Note(models[model], fields, tags=tags, guid=guid))
    genanki.Package(deck).write_to_file(package)


if __name__ == "__main__":
    main(*sys.argv[1:])
