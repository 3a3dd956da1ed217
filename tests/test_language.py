"""Which language is spoken, and that it is spoken to the end."""

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckbuilder.app.argparse_words import JAPANESE
from deckbuilder.app.language import of_deck, of_locale, of_option

ROOT = Path(__file__).parent.parent
NOTES = "# 章\n- 憲法\n【最高の法】\n説明は **印** つき。\n"


def run(*arguments: str, cwd: Path, locale: str = "ja_JP.UTF-8") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    environment = {**os.environ, "LANGUAGE": "", "LC_ALL": locale, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTES, "utf-8")
    return tmp_path


# --- which language -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LC_MESSAGES": "ja_JP", "LANG": "en_US.UTF-8"}, "ja"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ja"}, "ja"),
        ({"LANGUAGE": "en", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:ja:en", "LANG": "fr_FR.UTF-8"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "jam_JM.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
    ],
)
def test_the_locale_names_the_language_as_gettext_reads_it(environment: dict[str, str], language: str) -> None:
    assert of_locale(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["build", "--language", "ja"], "ja"),
        (["--language=en", "build"], "en"),
        (["--language", "ja", "--language", "en"], "en"),
        (["--language", "fr"], None),
        (["--language"], None),
        (["build", "ja"], None),
    ],
)
def test_the_option_is_heard_before_arguments_are_parsed(arguments: list[str], language: str | None) -> None:
    assert of_option(arguments) == language


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ('language = "ja"\n', "ja"),
        ("name = 'A'\nlanguage='en'", "en"),
        ('tts_language = "ja_JP"\n', None),
        ('# language = "ja"\n', None),
        ('language = "fr"\n', None),
        (None, None),
    ],
)
def test_deck_toml_names_the_language(settings: str | None, language: str | None, tmp_path: Path) -> None:
    if settings is not None:
        (tmp_path / "deck.toml").write_text(settings, "utf-8")
    assert of_deck(tmp_path) == language


def test_the_option_goes_before_deck_toml_and_that_before_the_locale(project: Path) -> None:
    (project / "notes" / "a.md").write_text("# 章\nQ: 何？\n- 語：意味\n", "utf-8")
    japanese, english = "答えのない問いは、カードになりません", "a question without an answer makes no card"
    assert japanese in run("check", cwd=project).stderr
    (project / "notes" / "deck.toml").write_text('language = "en"\n', "utf-8")
    assert english in run("check", cwd=project).stderr
    assert japanese in run("check", "--language", "ja", cwd=project).stderr


def test_an_unknown_language_in_deck_toml_is_told(project: Path) -> None:
    (project / "notes" / "deck.toml").write_text('language = "fr"\n', "utf-8")
    assert "N005" in run("check", cwd=project).stderr


def test_json_is_english_in_every_language(project: Path) -> None:
    (project / "notes" / "a.md").write_text("# 章\nQ: 何？\n- 語：意味\n", "utf-8")
    said = run("check", "--format", "json", cwd=project).stdout
    assert said == run("check", "--format", "json", "--language", "en", cwd=project).stdout
    assert "a question without an answer" in said


# --- argparse -----------------------------------------------------------------------------------

OF_PROGRAMMERS = re.compile(
    r"conflict|__call__|'required' is|must be (?:optional|given)|not callable|cannot merge|invalid option string|dest=|"
    r"cannot have multiple|argument \"-\"|mutually exclusive"
)


def asked_of_gettext() -> Iterator[str]:
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            yield from (str(part.value) for part in node.args if isinstance(part, ast.Constant))


def test_all_that_argparse_says_to_a_user_has_its_words() -> None:
    missing = [said for said in asked_of_gettext() if said not in JAPANESE and not OF_PROGRAMMERS.search(said)]
    assert missing == []


@pytest.mark.parametrize("said", JAPANESE)
def test_argparse_fills_both_languages_with_the_same(said: str) -> None:
    english, japanese = (re.findall(r"%(?:\(\w+\))?[sr]", text) for text in (said, JAPANESE[said]))
    assert sorted(set(english) - {"%(type)s"}) == sorted(japanese)  # the type is the name of a function


def test_wrong_arguments_are_told_in_the_language(project: Path) -> None:
    result = run("check", "--format", "xml", cwd=project)
    assert result.returncode == 2
    assert "エラー: --format: 'xml' は選べません" in result.stderr
    assert "使い方: " in result.stderr
    assert "invalid choice" in run("check", "--format", "xml", "--language", "en", cwd=project).stderr
