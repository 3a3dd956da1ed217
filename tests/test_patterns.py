"""Patterns are compiled when they are first used; here all of them are. What they came to is kept."""

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

from deckbuilder.base import patterns
from deckbuilder.base.patterns import _Lazy, compiled_anew, lazy, recall
from tests.calls import run
from tests.test_rooms import rooms


def _all() -> list[_Lazy]:
    for room in rooms():
        import_module(f"deckbuilder.{room}".removesuffix(".__init__"))
    found = [one for one in gc.get_objects() if isinstance(one, _Lazy)]
    assert len(found) > 300
    return found


def test_every_pattern_is_compiled_to_what_python_compiles_it_to() -> None:
    for one in _all():
        assert one.compiled == re.compile(one.pattern, one.given_flags), one.pattern
        assert one.compiled.groupindex == re.compile(one.pattern, one.given_flags).groupindex


def test_what_is_recalled_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_codes", {})
    monkeypatch.setattr(patterns, "_recalled", 0)
    those = _all()
    before = [_Lazy(one.pattern, one.given_flags).compiled for one in those]
    kept = compiled_anew()
    assert kept
    monkeypatch.setattr(patterns, "_codes", {})
    recall(kept)
    assert [_Lazy(one.pattern, one.given_flags).compiled for one in those] == before
    assert compiled_anew() is None


def test_a_build_after_an_edit_compiles_nothing_that_one_before_has(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    notes = tmp_path / "notes" / "a.md"
    said = []
    for text in ("息をする穴", "水を出す穴", "光を入れる穴"):
        notes.write_text(f"# 葉\n- 気孔：{text}\n", "utf-8")
        said.append(run(cwd=tmp_path, script=_BUILD).stdout)
    assert said[0] == "True\n"
    assert said[2] == "False\n"


_BUILD = """
from deckbuilder.app.command import main
from deckbuilder.base import patterns
keep, kept = patterns.marshal.dumps, []
patterns.marshal.dumps = lambda codes: kept.append(codes) or keep(codes)
assert main(["build", "--quiet"]) == 0
print(bool(kept))
"""


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    pattern = lazy("(a)B", re.IGNORECASE)
    assert pattern.pattern == "(a)B"
    assert "compiled" not in vars(pattern)
    assert pattern.search("xab")
    assert "compiled" in vars(pattern)
    assert pattern.sub(r"\1", "abAB") == "aA"
    assert pattern.search("b") is None
