"""What becomes of cards: tests/matched/NAME.md, a piece of notes in several versions after the other, and what is which.

A line of `====` parts a piece from the next, `>>>>` a version from the one after it, `++++` a file from the next. Beside
it stands, for each version but the first, which note each card goes on as, numbered as they came, by what that is known,
what it hides under which number, and what goes. They tell of single conditions what the named edits of other tests leave.
`pytest tests/test_matched.py --accept` writes the results anew; read the diff before you commit it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deckbuilder.base.diagnostics import arguments
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build
from tests.test_forms import CHAINS
from tests.test_identity_cases import CASES

FOLDER = Path(__file__).parent / "matched"
PIECE, VERSION, FILE = "====\n", ">>>>\n", "++++\n"
PAGES = {path.stem: path.read_text("utf-8").split(PIECE) for path in sorted(FOLDER.glob("*.md"))} | {
    "identity-cases": [VERSION.join((case.before, case.after)) for case in CASES.values()],
    "form-chains": [VERSION.join(chain.notes) for chain in CHAINS.values()],
}
"""Pieces by page; the last two have those of other tests, that assert of them what matters most."""


@pytest.mark.parametrize("name", PAGES)
def test_which_note_each_card_is(name: str, accept: bool) -> None:
    result = PIECE.join(map(described, PAGES[name]))
    expected = FOLDER / f"{name}.txt"
    if accept:
        expected.write_text(result, "utf-8")
    assert expected.read_text("utf-8") == result


def described(piece: str) -> str:
    """Return what became of the notes of each version in the next."""
    first, *later = piece.split(VERSION)
    last = build(*first.split(FILE))
    known = {note.guid: number for number, note in enumerate(last.deck.notes, 1)}
    told = []
    for at, text in enumerate(later, 1):
        last = build(*text.split(FILE), after=last, now=NOW + 60 * at)
        told.append("".join(f"{line}\n" for line in _told(last, known)))
    return VERSION.join(told)


def _told(result: Build, known: dict[str, int]) -> Iterator[str]:
    why = {change.guid: change.why for change in result.changes}
    for note in result.deck.notes:
        is_new = note.guid not in known
        number = known.setdefault(note.guid, len(known) + 1)
        if note.retired:
            yield f"{number} gone" if note.guid in why else f"{number} is gone"
        else:
            hidden = "".join(f" [{slot} {text}]" for slot, _, text in note.slots)
            record = result.ledger.records[note.guid]
            reason = "new" if is_new else why.get(note.guid) or "as it was"
            yield f"{number} {note.kind}: {record.prompt} = {record.answer if not hidden else ''}{hidden} ({reason})"
    for said in result.diagnostics:
        yield f"{said.code} {said.span.path}:{said.span.first} {' '.join(arguments(said).values())}"
