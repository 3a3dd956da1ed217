"""The reading rules: their page in the docs, and that each has an example that is true and a case that uses it.

`pytest tests/test_reading_rules.py --accept` writes docs/reading-rules.md anew.
"""

import html
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from deckbuilder.base.model import FileSettings, Source
from deckbuilder.base.sentences import LONGEST_BARE_TITLE, LONGEST_TERM
from deckbuilder.read import directives
from deckbuilder.read.constructs import CONSTRUCTS
from deckbuilder.read.lines import lines
from deckbuilder.read.markers import MARKERS, Marker, Turn, classify
from deckbuilder.read.readings import Reading, readings
from deckbuilder.read.rules.endings import ENDINGS, Ending
from deckbuilder.read.rules.rule import Rule
from deckbuilder.read.rules.table import RULES
from deckbuilder.read.steps import Close
from deckbuilder.read.terms import SEPARATORS, definition
from deckbuilder.read.words import FACETS, LABELS
from tests.test_cases import case_files

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reading-rules.md"
NOTATIONS = (ROOT / "docs" / "notation.md", ROOT / "docs" / "notation.ja.md")


def read(text: str) -> list[Reading]:
    """Return how each line of a text is read."""
    found, _ = lines(Source("a.md", text, FileSettings()))
    return list(readings(found, text.split("\n"), ""))


def example(marked: str) -> tuple[str, int]:
    """Return the lines of an example, and the number of the one that it is about."""
    text = marked.replace("⏎", "\n")
    return text.replace("⟨", "").replace("⟩", ""), text[: text.index("⟨")].count("\n") + 1


# --- the page ----------------------------------------------------------------------------------


def test_the_page_is_made_from_the_tables(accept: bool) -> None:
    if accept:
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page()


def page() -> str:
    parts = [INTRODUCTION]
    parts += section("Markers", MARKER_TEXT, "marker | example | kind of line | but", map(marker_cells, MARKERS))
    constructs = ((one.name, shown(one.example)) for one in CONSTRUCTS)
    parts += section("What hides markers", CONSTRUCT_TEXT, "construct | example", constructs)
    endings = ((one.name, shown(one.example)) for one in ENDINGS)
    parts += section("What ends above a line", ENDING_TEXT, "because of | example", endings)
    parts += section("Rules", RULE_TEXT, "rule | of lines | example | what the line is", map(rule_cells, RULES))
    separators = ((one.name, shown(one.example)) for one in SEPARATORS)
    parts += section("Term and definition on one line", SEPARATOR_TEXT, "separator | example", separators)
    return "".join(
        [*parts, f"\n## Words\n\n**Labels** {LABEL_TEXT}:\n{LABELS}\n\n**Facets** {FACET_TEXT}:\n{FACETS}\n"]
    )


def section(title: str, text: str, head: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    columns = head.count("|") + 1
    table = [f"| {head} |\n", "|" + "---|" * columns + "\n", *(f"| {' | '.join(row)} |\n" for row in rows)]
    return [f"\n## {title}\n\n{text}\n", *table]


def shown(text: str) -> str:
    """Set notes in a cell as code; what the row is about in bold."""
    said = html.escape(text, quote=False).replace("|", "&#124;")
    for sign, tag in (("⟨", "<b>"), ("⟩", "</b>"), ("⏎", "<br>")):
        said = said.replace(sign, tag)
    return f"<code>{said}</code>"


def marker_cells(marker: Marker) -> tuple[str, ...]:
    turns = "; ".join(f"{shown(turn.example)} is {turn.becomes or 'text'}" for turn in marker.turns)
    return f"`{marker.name}`", shown(marker.example), marker.kind, turns


def rule_cells(rule: Rule) -> tuple[str, ...]:
    return rule.name, ", ".join(sorted(rule.kinds)), shown(rule.example), rule.role


INTRODUCTION = """\
# How notes are read

`build.py read notes/FILE.md` says of each line how it was read and by which rule; `FILE.md:12` of one.
This page is made from the same tables. It is for those who want to know why, or to add a rule
([CONTRIBUTING.md](../CONTRIBUTING.md)); what to write stands in [notation.md](notation.md).

A line is first read by itself: what hides markers is taken as one, then its marker says its kind. Then
the rules for lines of that kind are tried, in this order, and the first that applies decides what the
line is among the others. A rule looks at the lines around and at what was read above; it changes
nothing itself, but names the steps from which entries are made in a second pass.
"""
MARKER_TEXT = """\
The first that fits decides; a line that none fits is plain. Two columns of indentation are one level,
and so is a slip of one; it is the same for all markers."""
CONSTRUCT_TEXT = "These are looked for before the markers; then fields (種類:: 農具) and tables, which are any two lines or more with cell borders."
ENDING_TEXT = "Before a line is read, it may close what stands above; the line in bold does it."
RULE_TEXT = "The line in bold is the one that the rule decides."
SEPARATOR_TEXT = f"""\
A term has at most {LONGEST_TERM} characters, whatever marks it; a title that nothing marks {LONGEST_BARE_TITLE}. The first
that fits decides. Lines in a row that all are `apple りんご`, `apple - りんご`, `apple = りんご` or
`apple → りんご` are pairs too."""
LABEL_TEXT = "only say what stands behind them, before a colon or in 【】; they are no term and no gist"
FACET_TEXT = "name a part of a term; in 【】 they are never its gist, before a colon they may be a term"


# --- examples and cases ------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_decides_its_example(rule: Rule) -> None:
    text, number = example(rule.example)
    deciding = [reading.rules for reading in read(text) if reading.line.first == number]
    assert rule in [one for rules in deciding for one in rules]


def test_every_rule_has_a_case() -> None:
    used = {rule.name for path in case_files() for reading in read(path.read_text("utf-8")) for rule in reading.rules}
    assert {rule.name for rule in RULES} - used == set()


def test_names_of_rules_are_their_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.name)
def test_a_marker_makes_its_kind_of_line(marker: Marker) -> None:
    assert classify(marker.example, 1).kind == marker.kind


@pytest.mark.parametrize("turn", [turn for marker in MARKERS for turn in marker.turns], ids=lambda turn: turn.example)
def test_a_marker_is_not_what_its_exceptions_say(turn: Turn) -> None:
    assert classify(turn.example, 1).kind == (turn.becomes or "plain")


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_an_ending_closes_what_is_above_its_example(ending: Ending) -> None:
    text, number = example(ending.example)
    (steps,) = [reading.steps for reading in read(text) if reading.line.first == number]
    assert isinstance(steps[0], Close)


@pytest.mark.parametrize(
    "line", ["**選択** → 行を取り出す操作", "**選択** - 行を取り出す操作", "選択：-> 行を取り出す操作"]
)
def test_an_arrow_or_a_dash_behind_a_term_is_no_part_of_its_definition(line: str) -> None:
    found = definition(line)
    assert found
    assert (found.term, found.text, line[found.text_at :]) == ("選択", "行を取り出す操作", "行を取り出す操作")


@pytest.mark.parametrize("separator", SEPARATORS, ids=lambda one: one.name)
def test_a_separator_parts_its_example(separator: object) -> None:
    assert [one for one in SEPARATORS if one.looks.match(one.example)]
    (found,) = [definition(one.example) for one in SEPARATORS if one is separator]
    assert found
    assert (found.term.strip("*"), found.text) in [
        ("光合成", "養分を作る働き"),
        ("794年", "平安京に都を移した"),
        ("原則", "有効"),
    ]


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda one: one.name)
def test_a_construct_takes_its_example(construct: object) -> None:
    (text,) = [one.example.replace("⏎", "\n") for one in CONSTRUCTS if one is construct]
    found, _ = lines(Source("a.md", text, FileSettings()))
    assert found
    assert {line.kind for line in found}.isdisjoint({"plain", "number"})


# --- the notation pages ------------------------------------------------------------------------


@pytest.mark.parametrize("path", NOTATIONS, ids=lambda path: path.name)
def test_every_marker_and_directive_stands_on_the_page(path: Path) -> None:
    text = path.read_text("utf-8")
    fenced = "\n".join(re.findall(r"(?ms)^```\w*\n(.*?)^```", text)).split("\n")
    pieces = [piece.strip() for piece in [*re.findall(r"`([^`\n]+)`", text), *fenced] if piece.strip()]
    missing = [
        marker.name
        for marker in MARKERS
        if not any(stands(marker, piece) or stands(marker, f"{piece}語") for piece in pieces)
    ]
    assert missing == []
    assert {word for word in directives.SPELLINGS if word not in text} == set()


def stands(marker: Marker, piece: str) -> bool:
    return bool(marker.looks.match(piece)) and classify(piece, 1).kind == marker.kind
