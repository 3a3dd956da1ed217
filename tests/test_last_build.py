"""The notes of the last build, taken from the cache, are what building the same notes once more comes to."""

import random
import time
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import BASIC
from deckbuilder.app import lint
from deckbuilder.app.beside import package_name
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import read_inputs
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.last_notes import LastNotes, last_notes
from deckbuilder.pipeline.outcome import known
from deckbuilder.quality.judging import by_place, found_on, not_allowed
from tests.calls import run
from tests.engine import Engine
from tests.test_cache import build, edit
from tests.test_cache import project as shipped  # noqa: F401  (a fixture)
from tests.test_command import project  # noqa: F401  (a fixture)
from tests.test_rehearse import studied  # noqa: F401  (a fixture)

pytestmark = pytest.mark.slow


def both(project: Path) -> tuple[LastNotes | None, Build]:  # noqa: F811
    """Return the notes of the last build, and a new build of the same notes."""
    inputs, cache = read_inputs(project / "notes", project / "media"), cache_of(project / "output")
    outcome = known(cache, inputs)
    last = last_notes(outcome, cache) if outcome else None
    return last, compiled(inputs, int(time.time()), True, cache)


def assert_same(last: LastNotes | None, anew: Build) -> None:
    assert anew.changes == ()
    assert last == LastNotes(package_name(anew.deck.name), list(anew.deck.notes), anew.standards)


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


def test_lint_finds_the_same_on_notes_by_themselves(shipped: Path) -> None:  # noqa: F811
    build(shipped, "output")
    last, anew = both(shipped)
    assert last
    found = by_place(not_allowed(found_on(last.notes, last.standards)[1], last.standards)[0])
    assert found == [each for each in lint.findings(anew) if each.card_text and each.code != "N230"] != []


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
