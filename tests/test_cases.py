"""The notation, case by case: tests/cases/NAME.md and, beside it, what the build makes of it.

`pytest tests/test_cases.py --accept` writes the results anew; read the diff before you commit it.
"""

from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.diagnostics import text
from deckbuilder.base.files import Inputs
from deckbuilder.base.notes import Note
from deckbuilder.pipeline.build import Build, compiled

CASES = Path(__file__).parent / "cases"
MEDIA = {f"media/{path.name}": path.read_bytes() for path in sorted((Path(__file__).parent / "media").iterdir())}
SHOWN = (
    "Prompt",
    "Text",
    "Header",
    "Answer",
    "Reverse",
    "ReverseCue",
    "Typed",
    "Occlusion",
    "Image",
    "Term",
    "Cue",
    "Extra",
)


def case_files() -> list[Path]:
    found = sorted(CASES.glob("*.md"))
    assert len(found) >= 30, "the cases are missing"
    return found


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_case(path: Path, accept: bool) -> None:
    build = compiled(Inputs(Path(), "cases", ((path.name, path.read_bytes()),), media=MEDIA), 1_700_000_000)
    result = described(build)
    expected = path.with_suffix(".txt")
    if accept:
        expected.write_text(result, "utf-8")
    assert expected.read_text("utf-8") == result


def described(build: Build) -> str:
    """Return all that matters of a build, readable beside its notes."""
    parts = [_note(note) for note in build.deck.notes]
    offered: dict[str, set[str]] = {}
    for offer in build.offers:
        if offer.finding.card_text:
            offered.setdefault(_note(offer.finding.card_text.note), set()).add(offer.finding.code)
    parts += [f"offered ({' '.join(sorted(found))}) {note}" for note, found in offered.items()]
    parts += [f"{d.code} {d.span.first}:{d.span.col} {text(d)}" for d in build.diagnostics]
    for roles in build.coverage.values():
        missing = [str(number) for number, role in enumerate(roles, 1) if role == "uncovered"]
        parts += [f"not covered: {', '.join(missing)}"] if missing else []
    return "\n".join(parts) + "\n"


def _note(note: Note) -> str:
    fields = dict(zip(ALL[note.kind].field_names, note.fields, strict=True))
    tags = "".join(f" #{tag}" for tag in note.tags)
    head = f"{note.span.first}-{note.span.last} {note.kind} {note.role} [{fields['Place']}]{tags}"
    return "\n".join([head, *(f"    {name}: {fields[name]}" for name in SHOWN if fields.get(name))])
