"""report.json: what the docs say of it, and which card asks which line."""

import json
import re
from pathlib import Path
from typing import Any

from deckbuilder.pipeline.build import Build
from tests.builds import build, rebuilt, report
from tests.test_cases import MEDIA, case_files

DOCS = Path(__file__).parent.parent / "docs" / "report.md"
NOTES = """\
# 章
- 憲法
【最高の法】
国の仕組みを定める。
改正には **国民投票** が要る。

- 法律：国会が作る決まり
Q: 答えのない問い
"""


def values(result: Build) -> dict[str, Any]:
    found = json.loads(report(result))
    assert isinstance(found, dict)
    return found


def test_the_docs_list_every_field() -> None:
    found = values(build(NOTES))
    documented = re.findall(r"(?m)^\| (`.+?`(?:, `.+?`)*) \|", DOCS.read_text("utf-8"))
    names = {name for cell in documented for name in re.findall(r"`([\w.]+)`", cell)}
    ours = {key for key in found if key != "counts"} | {f"counts.{key}" for key in found["counts"]}
    assert names == ours | set(found["notes"][0])


def test_each_line_tells_by_which_notes_it_is_asked() -> None:
    by_line: dict[int, set[str]] = {}
    for note in values(build(NOTES))["notes"]:
        for line in note["asked"]:
            by_line.setdefault(line, set()).add(note["kind"])
    assert by_line == {2: {"basic", "cloze"}, 3: {"basic"}, 5: {"cloze"}, 7: {"basic"}}


def test_an_item_that_is_not_hidden_is_shown_and_not_asked() -> None:
    link = "[図](https://example.com/a)"
    found = values(build(f"# 章\n- 三つの手順\n・甲\n・{link}\n・乙\n"))
    (note,) = found["notes"]
    assert (note["asked"], note["shown"]) == ([2, 3, 5], [4])
    assert found["coverage"]["a.md"]["shown"] == 1


def test_the_notes_and_the_coverage_say_the_same() -> None:
    found = values(rebuilt(tuple((path.name, path.read_bytes()) for path in case_files()), media=MEDIA))
    for path, covered in found["coverage"].items():
        notes = [note for note in found["notes"] if note["source"]["path"] == path]
        asked = {line for note in notes for line in note["asked"]}
        shown = {line for note in notes for line in note["shown"]} - asked
        assert len(asked) == covered["asked"], path
        # A line that could be asked counts as that, though a card shows it too.
        assert covered["shown"] <= len(shown) <= covered["shown"] + covered["offered"], path
    assert len(found["notes"]) > 100


def test_a_retired_note_asks_nothing() -> None:
    first = build(NOTES)
    retired = [note for note in values(build("- 他：のこと", after=first))["notes"] if note["retired"]]
    assert len(retired) == 3
    assert {(*note["asked"], *note["shown"]) for note in retired} == {()}
