"""The simplest script: a note for each line below a bullet, its text by Markdown; it knows nothing of the build before.

python -m benchmarks.script NOTES PACKAGE
"""

import sys
from pathlib import Path

import genanki
import markdown


def main(notes: str, package: str) -> None:
    """Write the notes of all files in a folder."""
    sides = [{"name": "card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}]
    model = genanki.Model(1, "script", fields=[{"name": "Front"}, {"name": "Back"}], templates=sides)
    deck, converter, term = genanki.Deck(1, "script"), markdown.Markdown(), ""
    for path in sorted(Path(notes).glob("*.md")):
        for line in path.read_text("utf-8").split("\n"):
            if line.startswith("- "):
                term = line.removeprefix("- ")
            elif line and not line.startswith("#"):
                deck.add_note(genanki.Note(model, [term, converter.reset().convert(line)]))
    genanki.Package(deck).write_to_file(package)


if __name__ == "__main__":
    main(*sys.argv[1:])
