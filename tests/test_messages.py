"""The catalogue of messages: its page in the docs, how messages are limited, and how they are allowed.

`pytest tests/test_messages.py --accept` writes docs/messages.md anew.
"""

import html
import re
from pathlib import Path

import pytest

from deckbuilder.app import lint
from deckbuilder.app.console import texts
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import as_github, severity, unfilled
from deckbuilder.base.model import Diagnostic, Span
from tests.builds import build, codes

PAGE = Path(__file__).parent.parent / "docs" / "messages.md"
INTRODUCTION = """\
# Messages

A message names a place in the notes, says what is wrong there and what to do about it:

```
notes/a.md:5:4: warning[N102] a question without an answer makes no card
5 | Q: 何？
       ^
  help: write the answer below it, led by A: or 答:
```

After an **error** nothing is written (those of card quality stop no build); there are few, for what
would harm reviews or is wrong with the deck as a whole. A **warning** costs what it names, and what
that had in the deck stays as it was; it fails only with `--strict`. An **info** never does.
Up to 10 are printed one by one; where there are more, only what stops the build is, and all else is
summed up, a line for each code with its first places. `--format json` has them all, for editors;
`--format github` is for checks on GitHub, and `build.py explain N102` says what this page says.

A warning that you have looked at and want to keep can be silenced: in a note by `<!-- allow: N105 -->`
at the end of a line or above it, for the term or question that the line belongs to; everywhere by
`allow = ["N105"]` in `deck.toml`. Several codes are separated by commas. Of the errors, only those of
card quality can be allowed. An allowance that silences nothing is reported.

On this page … stands for what differs from case to case.
"""
GROUPS = {
    "N0": "Files and settings",
    "N1": "How the notes are read",
    "N2": "Card quality",
    "N3": "Which note is which",
    "N4": "Pictures and sound",
    "N5": "The ledger and packages",
    "N6": "What was done in Anki",
}


def test_the_page_is_made_from_the_catalogue(accept: bool) -> None:
    if accept:
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page()


def page() -> str:
    parts = [INTRODUCTION]
    for group, title in GROUPS.items():
        rows = [row(code) for code in sorted(CATALOGUE) if code.startswith(group)]
        said = QUALITY if group == "N2" else ""
        parts.append(f"## {title}\n{said}\n| code | | message | for example | remedy |\n|---|---|---|---|---|\n")
        parts[-1] += "".join(rows)
    return "\n".join(parts)


QUALITY = """
What `build.py lint` says of finished cards, with the limits of `[quality]` ([settings.md](settings.md)).
Where a check has two limits, the error's number is the warning's plus 50.
"""


def row(code: str) -> str:
    message = CATALOGUE[code]
    cells = (code, message.severity, message.text, message.example, message.hint)
    return f"| {' | '.join(map(cell, cells))} |\n"


def cell(text: str) -> str:
    return re.sub(r"([|*`\[\]])", r"\\\1", html.escape(unfilled(text), quote=False))


def test_every_message_stands_on_the_page_with_an_example() -> None:
    rows = dict(
        re.findall(
            r"(?m)^\| (N\d{3}) \| \w+ \| [^\n]*?\S \| ((?:\\.|[^|\n])+) \| [^\n]*?\S \|$", PAGE.read_text("utf-8")
        )
    )
    assert rows.keys() == CATALOGUE.keys()
    assert not [code for code, example in rows.items() if not example.strip(" …")]


# --- at most 10 ---------------------------------------------------------------------------------


def printed(count: int, settings: bytes | None = None) -> list[str]:
    """Return what is printed of notes with so many questions without an answer, and one mark of nothing."""
    notes = "- 語：意味\n" + "\nQ: 何？\n" * count + "\n【図表】\n"
    return texts(build(notes, settings=settings).diagnostics, Path("notes"), {"a.md": notes})


def test_10_messages_are_printed_one_by_one() -> None:
    assert sum("help: " in message for message in printed(9)) == 10


def test_more_messages_are_summed_up_by_kind() -> None:
    assert printed(45) == [
        f"warning[N102] 45 × {CATALOGUE['N102'].text} (notes/a.md:3, notes/a.md:5, notes/a.md:7 …)",
        "warning[N107] 1 × 【図表】 has nothing to act on (notes/a.md:93)",
        "each with its place: build.py check --format json; what to do: build.py explain CODE",
    ]


def test_what_stops_the_build_comes_first_and_one_by_one() -> None:
    said = printed(45, settings=b"revers = true\nnam = 1\n")
    assert [message.split("[")[1][:4] for message in said[:2]] == ["N004", "N004"]
    assert all("help: " in message for message in said[:2])
    assert said[2].startswith("warning[N102] 45 × ")


# --- a hint leads to no other message -----------------------------------------------------------


def test_marking_items_or_facets_is_the_way_out_of_a_long_list() -> None:
    items = [f"・{item}を得る\n" for item in "甲乙丙丁戊己庚辛壬"]
    marked = items[0].replace("甲", "**甲**")
    facets = "【利点】\n" + "".join(items[:5]) + "【欠点】\n" + "".join(items[5:])
    assert codes(build("# 章\n- 丙：意味\n- 語\n" + "".join(items))) == ["N105"]
    for body in ("".join([marked, *items[1:]]), facets):
        result = build("# 章\n- 語\n" + body)
        assert codes(result) == []
        assert [f.code for f in lint.findings(result) if severity(f.code) == "error"] == []
    assert "【一覧】" not in CATALOGUE["N105"].hint


# --- on GitHub ---------------------------------------------------------------------------------


def test_a_workflow_command_says_any_path_and_text_whole() -> None:
    said = as_github(Diagnostic("N401", Span("a,b:50%\r.md", 3, 3, 2), ("1:2,\n3", "")))
    properties, message = said.removeprefix("::warning ").split("::", 1)
    assert properties == "file=a%2Cb%3A50%25%0D.md,line=3,col=2,title=N401"
    assert message.startswith("there is no picture or sound “1:2,%0A3” (")


# --- allowances ---------------------------------------------------------------------------------

LONG = "".join(f"・項目{at}\n" for at in range(9))
TWO_LISTS = f"# 章\n- 語：意味\n- 甲\n{LONG}\n- 乙\n{LONG}"


def test_nothing_is_allowed_unless_it_is_said() -> None:
    assert codes(build(TWO_LISTS)) == ["N105", "N105"]


@pytest.mark.parametrize(
    "allowed",
    [
        "<!-- allow: N105 -->\n- 乙\n",
        "- 乙 <!-- allow: N105 -->\n",
        "- 乙\n<!-- allow: N105 -->\n",
        "- 乙\n<!-- allow：N105 -->\n",
    ],
    ids=["above the term", "behind the term", "below the term", "full-width colon"],
)
def test_an_allowance_in_a_note_is_for_its_entry(allowed: str) -> None:
    result = build(TWO_LISTS.replace("- 乙\n", allowed))
    assert [(d.code, d.span.first) for d in result.diagnostics] == [("N105", 4)]


def test_one_allowance_names_several_codes() -> None:
    notes = f"# 章\n<!-- allow: N105, N108 -->\n- 甲\n{LONG}【図表:半分】\n|a|b|\n|-|-|\n|c|d|\n"
    assert set(codes(build(notes.replace("N105, N108", "N110")))) == {"N105", "N108", "N113"}
    assert codes(build(notes)) == []


def test_an_allowance_in_deck_toml_is_for_everything() -> None:
    assert codes(build(TWO_LISTS, settings=b'allow = ["N105"]')) == []


@pytest.mark.parametrize(("code", "said"), [("N106", "N113"), ("N999", "N114"), ("N304", "N114")])
def test_a_useless_allowance_in_deck_toml_is_reported(code: str, said: str) -> None:
    result = build("- 語：意味", settings=f'allow = ["{code}"]'.encode())
    assert [(d.code, d.span.path, d.args) for d in result.diagnostics] == [(said, "deck.toml", (code,))]


def test_an_error_of_the_build_cannot_be_allowed() -> None:
    result = build("# 章 <!-- allow: N010 -->\n")
    assert codes(result) == ["N010", "N114"]
    assert result.failed


YES = "# 章\nQ: S3 は世界中で使えるか？\nA: はい\n"


@pytest.mark.parametrize("place", ["note", "deck.toml"])
def test_a_finding_on_a_card_can_be_allowed(place: str) -> None:
    assert "N212" in [finding.code for finding in lint.findings(build(YES))]
    notes = YES.replace("A:", "<!-- allow: N212 -->\nA:") if place == "note" else YES
    result = build(notes, settings=b'allow = ["N212"]' if place == "deck.toml" else None)
    assert codes(result) == []
    assert "N212" not in [finding.code for finding in lint.findings(result)]


def test_an_allowance_that_silences_no_finding_is_lint_s_to_report() -> None:
    result = build(YES, settings=b'allow = ["N212", "N266"]')
    assert codes(result) == []
    assert [(finding.code, finding.args) for finding in lint.findings(result)][:1] == [("N113", ("N266",))]
