"""docs/settings.md says of every setting what it is and what it is by default."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict, fields

from deckbuilder.anki.notetypes import ALL
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.front_matter import front_matter
from deckbuilder.base.model import FileSettings, Limits, Settings
from deckbuilder.base.settings import deck_settings
from tests.builds import build

PAGE = (Path(__file__).parent.parent / "docs" / "settings.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"(?ms)^## (.+?)\n(.*?)(?=^## |\Z)", PAGE))


def defaults(section: str) -> dict[str, Any]:
    rows = re.findall(r"(?m)^\| `(\w+)` \| `(.+?)` \|", SECTIONS[section])
    return {name: tomllib.loads(f"value = {value}")["value"] for name, value in rows}


@pytest.mark.parametrize(("section", "values"), [("deck.toml", Settings()), ("[quality]", Limits())])
def test_every_setting_is_documented_with_its_default(section: str, values: Settings | Limits) -> None:
    expected = {name: list(value) if value == () else value for name, value in asdict(values).items()}
    expected.pop("quality", None)
    assert defaults(section) == expected


def test_every_key_of_front_matter_is_documented() -> None:
    keys = re.findall(r"(?m)^\| `(\w+)` \|", SECTIONS["Front matter"])
    assert set(keys) == {field.name for field in fields(FileSettings)}


def test_every_limit_names_the_message_it_is_for() -> None:
    codes = re.findall(r"(?m)^\| `\w+` .* \| (N\d+) \|$", SECTIONS["[quality]"])
    assert len(codes) == len(fields(Limits))
    assert set(codes) <= CATALOGUE.keys()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "x"\n\n\nrevers = true\n', 4),
        ('name = "x"\n\n\n[qualit]\nnear = 1\n', 4),
        ('name = "x"\n[quality]\nnear = 1\nname = 2\n', 4),
        ('name = "x"\nquality.near = 1\nquality.name = 2\n', 3),
        ('name = "x"\nquality = { near = 1, name = 2 }\n', 2),
        ('name = "x"\nquality = 2\n', 2),
        ('name = "x"\nfont.size = 2\n', 2),
    ],
    ids=["below blank lines", "a table", "in a table", "dotted", "in braces", "not a table", "a table by a dot"],
)
def test_a_bad_setting_is_reported_where_it_stands(text: str, line: int) -> None:
    _, problems = deck_settings("deck.toml", text)
    assert [problem.span.first for problem in problems] == [line]


def test_a_bad_key_of_front_matter_is_reported_where_it_stands() -> None:
    _, _, problems = front_matter("a.md", "---\ntags: a\n\n\ntitel: b\n---\n")
    assert [problem.span.first for problem in problems] == [5]


def test_the_example_can_be_used() -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    assert example
    settings, problems = deck_settings("deck.toml", example[1])
    assert not problems
    assert (settings.allow, settings.quality.answer_warn) == (("N105",), 30)


@pytest.mark.parametrize(
    ("notes", "spoken"),
    [
        ("- $ax^2+bx+c=0$ の解【基本】\n$x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}$\n", "数式 の解"),
        ("- **{変位|へんい}** $x$\n動いた長さ。\n", "へんい x"),
        ("# 章\n\n【穴埋め】\n力は **$F = ma$** 、仕事率は **$\\frac{W}{t}$** 、{質量|しつりょう}は $m$ である。\n", "力は F = ma 、仕事率は 数式 、しつりょうは m である。"),
    ],
)  # fmt: skip
def test_a_voice_reads_no_source_of_a_formula(notes: str, spoken: str) -> None:
    note = build(notes, settings=b"tts = true\n").deck.notes[0]
    assert note.fields[ALL[note.kind].field_names.index("Speech")] == spoken
