"""Patterns are compiled when they are first used; here all of them are."""

import gc
import re
from importlib import import_module

from deckbuilder.base.patterns import _Lazy, lazy
from tests.test_rooms import rooms


def test_every_pattern_can_be_compiled() -> None:
    for room in rooms():
        import_module(f"deckbuilder.{room}".removesuffix(".__init__"))
    found = [one for one in gc.get_objects() if isinstance(one, _Lazy)]
    assert len(found) > 300
    for pattern in found:
        assert pattern.groups >= 0, pattern.pattern


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    pattern = lazy("(a)B", re.IGNORECASE)
    assert pattern.pattern == "(a)B"
    assert "compiled" not in vars(pattern)
    assert pattern.search("xab")
    assert "compiled" in vars(pattern)
    assert pattern.sub(r"\1", "abAB") == "aA"
    assert pattern.search("b") is None
