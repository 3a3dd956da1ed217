"""The last build, taken from the cache, is what building the same notes once more comes to."""

import random
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from deckbuilder.anki.notetypes import BASIC
from deckbuilder.app import lint
from deckbuilder.app.beside import package_name
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.base.model import Diagnostic
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.last import last_build
from deckbuilder.pipeline.last_notes import LastNotes, last_notes
from deckbuilder.pipeline.outcome import known
from tests.calls import run
from tests.engine import Engine
from tests.test_cache import build, edit
from tests.test_cache import project as shipped  # noqa: F401  (a fixture)
from tests.test_command import project  # noqa: F401  (a fixture)
from tests.test_rehearse import studied  # noqa: F401  (a fixture)

pytestmark = pytest.mark.slow


def both(project: Path) -> tuple[Build | None, Build]:  # noqa: F811
    """Return the last build, of which the notes are also had alone, and a new one of the same notes."""
    inputs, cache = read_inputs(project / "notes", project / "media"), cache_of(project / "output")
    now = int(time.time())
    files, outcome = {path for path, _ in inputs.notes}, known(cache, inputs)
    last = last_build(outcome, inputs, files, cache, now) if outcome else None
    notes = last_notes(outcome, cache) if outcome else None
    assert notes == (LastNotes(package_name(last.deck.name), list(last.deck.notes)) if last else None)
    return last, compiled(inputs, now, True, cache)


def assert_same(last: Build | None, anew: Build) -> None:
    assert last is not None
    assert anew.changes == ()
    assert as_bytes(last.ledger) == as_bytes(anew.ledger)
    assert [comparable(last), last.sections, bare(last)] == [comparable(anew), anew.sections, bare(anew)]
    assert [finding.diagnostic for finding in lint.findings(last)] == [
        finding.diagnostic for finding in lint.findings(anew)
    ]


def comparable(made: Build) -> Build:
    """Return a build without its messages, which the last one does not have, and what is compared in other ways."""
    return replace(made, diagnostics=(), ledger=made.ledger.__class__(), parts=())


def bare(made: Build) -> list[object]:
    """Return the parts without what only says how the cache has them."""
    return [msgspec.structs.replace(part, token=b"", may_be_reused=True) for part in made.parts]


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=[pytest.mark.long] if seed >= 2 else []) for seed in range(8)]
)
def test_it_is_what_the_next_build_comes_to(shipped: Path, seed: int) -> None:  # noqa: F811
    chance = random.Random(seed)
    assert both(shipped)[0] is None
    for _ in range(3):
        build(shipped, "output")
        assert_same(*both(shipped))
        edit(shipped, chance)


def test_notes_that_no_part_has_are_in_it(shipped: Path) -> None:  # noqa: F811
    build(shipped, "output")
    first, second = sorted((shipped / "notes").glob("*.md"))[:2]
    first.unlink()
    second.write_bytes(b"\xff\xfe\x00")
    build(shipped, "output")
    last, anew = both(shipped)
    assert {(note.held, note.retired) for note in anew.deck.notes} == {(False, False), (False, True), (True, False)}
    assert_same(last, anew)


def test_decks_are_called_in_it_as_anki_calls_them(shipped: Path) -> None:  # noqa: F811
    for name, deck in (("い", "雲::Net"), ("ろ", "雲::net")):
        text = f"---\ndeck: {deck}\n---\n- {name}線：雲の中の{name}をつなぐ物である。\n"
        (shipped / "notes" / f"{name}.md").write_text(text, "utf-8")
    build(shipped, "output")
    last, anew = both(shipped)
    assert [note.deck for note in anew.deck.notes if "雲" in note.deck] == ["雲::Net", "雲::Net"]
    assert_same(last, anew)


def test_of_one_file_alone_the_same_is_found(shipped: Path) -> None:  # noqa: F811
    def found(made: Build, path: str) -> list[Diagnostic]:
        notes = tuple(note for note in made.deck.notes if note.span.path == path)
        of_these = replace(made, deck=msgspec.structs.replace(made.deck, notes=notes))
        return [
            finding.diagnostic for finding in lint.findings(of_these) if finding.card_text and finding.span.path == path
        ]

    build(shipped, "output")
    _, anew = both(shipped)
    inputs, cache = read_inputs(shipped / "notes", shipped / "media"), cache_of(shipped / "output")
    outcome = known(cache, inputs)
    assert outcome
    assert any(found(anew, path) for path, _ in inputs.notes)
    for path, _ in inputs.notes:
        last = last_build(outcome, inputs, {path}, cache, int(time.time()))
        assert last
        assert [source.path for source in last.sources] == [path]
        assert found(last, path) == found(anew, path)


def test_anything_else_there_or_gone_makes_it_none(shipped: Path) -> None:  # noqa: F811
    build(shipped, "output")
    for path in (shipped / "media" / "印.svg", shipped / "notes" / "図.md", shipped / "notes" / "deck.toml"):
        before = path.read_text("utf-8")
        path.write_text(before.replace("点", "線") + "\n", "utf-8")
        assert both(shipped)[0] is None, path
        path.write_text(before, "utf-8")
        assert both(shipped)[0] is not None
    next((shipped / "output" / ".cache").glob("part-*")).unlink()
    assert both(shipped)[0] is None


def test_what_was_taken_over_from_anki_is_in_it(studied: tuple[Path, Engine]) -> None:  # noqa: F811
    project, engine = studied  # noqa: F811
    basic = next(note for note in engine.notes().values() if note.mid == BASIC.id)
    basic["答え"] = "最高の法規"
    engine.col.update_note(basic)
    assert run("--collection", "auto", cwd=project).returncode == 0
    assert run("--yes", cwd=project).returncode == 0
    last, anew = both(project)
    assert anew.untaken
    assert_same(last, anew)
    assert run("rehearse", cwd=project).returncode == 0
