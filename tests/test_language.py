"""Which language is spoken, and that it is spoken to the end."""

import argparse
import ast
import inspect
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import anki.lang
import pytest

from deckbuilder.app.argparse_words import JAPANESE, broken
from deckbuilder.app.arguments import COMMANDS
from deckbuilder.app.language import of_deck, of_locale, of_option
from deckbuilder.app.names import CARD_ROLES, NOTE_KINDS
from deckbuilder.app.why import JAPANESE as JAPANESE_REASONS
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import explained, text
from deckbuilder.base.front_matter import front_matter
from deckbuilder.base.notes import CardRole, Kind
from deckbuilder.base.printed import width
from deckbuilder.base.settings import deck_settings
from deckbuilder.base.words import LANGUAGES, Language, Words
from deckbuilder.ledger.evidence import WEIGHTS
from deckbuilder.ledger.passes import EXACT, PINS, WORD_FOR_WORD
from deckbuilder.ledger.twins import REASON
from deckbuilder.read.markers import LineKind
from deckbuilder.read.rules.names import LINES
from deckbuilder.read.rules.names import RULES as JAPANESE_RULES
from deckbuilder.read.rules.table import RULES
from tests import calls
from tests.calls import ROOT

NOTES = "# 章\n- 憲法\n【最高の法】\n説明は **印** つき。\n"


def run(*arguments: str, cwd: Path, locale: str = "ja_JP.UTF-8") -> subprocess.CompletedProcess[str]:
    return calls.run(*arguments, cwd=cwd, LANGUAGE="", LC_ALL=locale)


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
    english, japanese = (re.findall(r"%(?:\(\w+\))?[sr]", each) for each in (said, JAPANESE[said]))
    assert sorted(set(english) - {"%(type)s"}) == sorted(japanese)  # the type is the name of a function


@pytest.mark.parametrize("locale", ["ja_JP.UTF-8", "en_US.UTF-8"])
def test_help_fits_the_terminal(project: Path, locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in (["--help"], ["weak", "--help"], ["pull", "--help"]):
        said = run(*arguments, cwd=project, locale=locale).stdout
        assert not [line for line in said.splitlines() if width(line) > 80 or line.lstrip()[:1] in tuple("、。)」ー")]


def test_a_text_is_broken_by_columns() -> None:
    assert broken("ノートから Anki のパッケージを作ります。", 12) == [
        "ノートから",
        "Anki の",
        "パッケージを",
        "作ります。",
    ]
    assert broken("a-very-long-word and more", 8) == ["a-very-long-word", "and more"]


def test_wrong_arguments_are_told_in_the_language(project: Path) -> None:
    result = run("check", "--format", "xml", cwd=project)
    assert result.returncode == 2
    assert "エラー: --format: 'xml' は選べません" in result.stderr
    assert "使い方: " in result.stderr
    assert "invalid choice" in run("check", "--format", "xml", "--language", "en", cwd=project).stderr


# --- to the end ---------------------------------------------------------------------------------

ENGLISH = re.compile(r"(?<![\w./\[-])[A-Za-z]{2,}(?:[,;:]? [a-z]{2,}){2,}")
"""Three words and more one after the other."""
MANY_FAULTS: dict[str, str | bytes] = {
    "a.md": "# 章\nQ: 何？\n- 用語\n- 語：意味\n【図表】\n![図](none.png)\n<script>x</script>\n```\n閉じない\n",
    "b.md": "# 章\n- 甲\n" + "".join(f"・項目{at}\n" for at in range(9)) + "これにより **可用性** が上がる。\n",
    "c.md": b"\x83\x65\x83\x58\x83\x67",
    "d.md": "---\ntitel: 民法\ntags: [甲\n---\n- EKS の特徴は？：とても長い答えがここに入るのでカードとしては読みにくい\n",
    "deck.toml": "max_retired = 50\n",
}


def filled(project: Path, **files: str | bytes) -> Path:
    for name, said in files.items():
        (project / "notes" / name).write_bytes(said.encode() if isinstance(said, str) else said)
    return project


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        *([command, "--help"] for command in COMMANDS),
        ["explain", "N102"],
        ["explain", "N999"],
        ["nonsense"],
        ["check", "--format", "xml"],
        ["read", "none.md"],
        ["weak", "none.colpkg"],
        ["recover", "none.apkg"],
        ["forget"],
        ["read", "notes/a.md"],
        ["diff", "--why"],
        ["lint"],
        ["preview", "--no-open"],
        ["check"],
        ["build", "--strict"],
        ["build"],
    ],
    ids=" ".join,
)
def test_nothing_is_left_in_english(arguments: list[str], project: Path) -> None:
    filled(project, **MANY_FAULTS)
    result = run(*arguments, cwd=project)
    assert "Traceback" not in result.stderr
    assert ENGLISH.findall(result.stdout + result.stderr) == []


OF_OURS = re.compile(r"\b(?:basic|cloze|occlusion|choice|gist|definition|sentence)\b")
"""What the values call kinds of notes, and what they ask."""


def test_kinds_and_what_cards_ask_have_their_names() -> None:
    assert set(NOTE_KINDS) == set(get_args(Kind))
    assert set(LINES) == set(get_args(LineKind))
    assert {rule.name for rule in RULES} - JAPANESE_RULES.keys() == set()
    assert set(CARD_ROLES) == set(get_args(CardRole))


def test_a_build_after_a_build_tells_its_changes_in_japanese(project: Path) -> None:
    first = run("build", cwd=project)
    assert "ノート → カード：基本 1 → 2、穴埋め 1 → 1。合計 2 → 3" in first.stdout
    assert "はじめてのビルド：新規 2 件。カード：復習の記録が続くもの 0 枚、新しいもの 3 枚" in first.stdout
    assert "前のビルドから：変わったものはありません" in run("build", cwd=project).stdout
    assert "since the last build: nothing changed" in run("build", "--language", "en", cwd=project).stdout
    filled(
        project,
        **{
            "a.md": NOTES.replace("【最高の法】\n", "").replace("章", "別の章")
            + "憲法は **国の形** を定める法である。\n"
        },
    )
    said = run("diff", "--why", cwd=project).stdout
    assert "notes/a.md:4: 新規 穴埋め 別の章" in said
    assert "対応づけの理由：" in said
    assert not OF_OURS.search(
        "".join(run(*command, cwd=project).stdout for command in (["lint"], ["diff"], ["forget"]))
    )
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize(("language", "page"), [("en", "identity.md"), ("ja", "identity.ja.md")])
def test_the_page_of_identity_shows_what_diff_says(
    language: str, page: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    notes = "# 川\n## 上流\n- 釜：水が石をえぐってできた丸い穴である。\n- 瀬：流れの速い浅いところである。\n- 淵：流れのゆるい深いところである。\n"
    filled(project, **{"a.md": notes})
    run("build", cwd=project)
    notes = notes.replace("釜", "釜（かま）").replace("流れの速い浅いところである", "浅くて、流れの速いところ")
    filled(project, **{"a.md": notes})
    said = run("diff", "--why", "--language", language, cwd=project).stdout
    shown = (ROOT / "docs" / page).read_text("utf-8").split("```\n")[1]
    assert said.startswith(shown)
    assert said.count("\n") == shown.count("\n") + 1  # the counts


@pytest.mark.parametrize(
    "toml",
    [
        "name = 'A",
        "name 'A'",
        "name = A",
        "allow = ['N105'",
        "name = 'A'\nname = 'B'",
        "[quality",
        "name = 'A' 'B'",
        "= 1",
    ],
)
def test_what_is_wrong_with_deck_toml_is_told_in_japanese(toml: str) -> None:
    _, problems = deck_settings("deck.toml", toml)
    assert [problem.code for problem in problems] == ["N006"]
    assert re.search("[ぁ-ん]", str(problems[0].args[0].ja if isinstance(problems[0].args[0], Words) else ""))


@pytest.mark.parametrize("yaml", ["title: [甲", 'title: "甲', "title: *甲", "tags: {甲", "title: @甲"])
def test_what_is_wrong_with_front_matter_is_told_in_japanese(yaml: str) -> None:
    *_, problems = front_matter("a.md", f"---\n{yaml}\n---\n")
    assert [
        problem for problem in problems if not re.search("読めません：.*[ぁ-ん].*。このファイル", text(problem, "ja"))
    ] == []


def test_every_reason_of_matching_has_its_japanese() -> None:
    reasons = {REASON, *WEIGHTS, *(reason for reason, _ in EXACT), *(one.reason for one in (*PINS, *WORD_FOR_WORD))}
    assert reasons - JAPANESE_REASONS.keys() == set()


@pytest.mark.parametrize("code", CATALOGUE)
def test_explain_is_japanese(code: str) -> None:
    said = explained(code, "ja")
    assert re.search("[ぁ-ん]", said)
    assert ENGLISH.findall(said) == []


def pairs() -> Iterator[tuple[str, int, ast.expr, ast.expr]]:
    for path in sorted((ROOT / "deckbuilder").rglob("*.py")):
        source = path.read_text("utf-8")
        if "Words(" not in source and "worded(" not in source:
            continue  # to walk through all of a file takes long
        for node in ast.walk(ast.parse(source)):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in ("Words", "worded") and len(node.args) == 2:
                yield path.name, node.lineno, node.args[0], node.args[1]


def filling(said: ast.expr) -> set[str]:
    """Return the values that a text names; joined ones are its own matter."""
    values = [node.value for node in ast.walk(said) if isinstance(node, ast.FormattedValue)]
    counted = [
        value.args[0] for value in values if isinstance(value, ast.Call) and ast.unparse(value.func) == "counted"
    ]
    names = {ast.unparse(value) for value in (*values, *counted)}
    literals = (str(node.value) for node in ast.walk(said) if isinstance(node, ast.Constant))
    return {name for name in names if name.isidentifier()} | {
        f"{{{n}}}" for t in literals for n in re.findall(r"\{(\w*)\}", t)
    }


def test_both_languages_are_filled_with_the_same() -> None:
    found = [
        (where, line, filling(en) ^ filling(ja))
        for where, line, en, ja in pairs()
        if isinstance(ja, ast.JoinedStr | ast.Constant) and isinstance(en, ast.JoinedStr | ast.Constant)
    ]
    assert len(found) > 300
    assert [each for each in found if each[2] - {"english", "japanese"}] == []


# --- the words of Anki --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def of_anki() -> Iterator[dict[Language, dict[str, str]]]:
    """Yield what Anki calls its menus and options in each language, by name."""
    found: dict[Language, dict[str, str]] = {}
    for language in LANGUAGES:
        anki.lang.set_lang(language)
        said = (
            (name, call())
            for name, call in inspect.getmembers(anki.lang.tr_legacyglobal, inspect.ismethod)
            if not name.startswith("_") and not inspect.signature(call).parameters
        )
        found[language] = {name: re.sub(r" ?\(&\w\)|&|\.\.\.", "", text) for name, text in said}
    yield found
    anki.lang.set_lang("en")


def test_menus_of_anki_have_the_names_that_anki_gives_them(of_anki: dict[Language, dict[str, str]]) -> None:
    texts = [
        path.read_text("utf-8").replace("&gt;", ">")
        for path in (*ROOT.glob("deckbuilder/**/*.py"), *ROOT.glob("docs/*.ja.md"), ROOT / "README.ja.md")
    ]
    named = {
        name for said in texts for name in re.findall(r"(?:ファイル|ツール|カード) > ([ぁ-んァ-ヶー一-龠]+)", said)
    }
    assert len(named) > 5
    assert named - set(of_anki["ja"].values()) == set()


def test_options_of_the_import_have_the_names_that_anki_gives_them(of_anki: dict[Language, dict[str, str]]) -> None:
    readme = (ROOT / "README.ja.md").read_text("utf-8")
    named = set(re.findall(r"([ぁ-んァ-ヶー一-龠 ]+)」? ?\(([A-Z][a-z ]+)\)", readme))
    options = {(of_anki["ja"][name], of_anki["en"][name]) for name in of_anki["en"] if name.startswith("importing_")}
    assert len(named) > 5
    assert {(ja.strip(), en) for ja, en in named} - options == set()


# --- the pages in both languages ----------------------------------------------------------------

IN_JAPANESE = (ROOT / "README.ja.md", *sorted(ROOT.glob("docs/*.ja.md")))
WITH_EXAMPLES_OF_THEIR_OWN = ("notation.ja.md", "messages.ja.md")
BLOCK = re.compile(r"(?ms)^ *```(\w*\n.*?)^ *```\n")
PIECE = re.compile(r"(?m)\n\s*\n|\n(?=\||#+ | *- |\d+\. )")
SIGN = re.compile(r"\s*(#+ |- |\||\d+\. |)")
REMARK = re.compile(r"(?m)(?<=\S) {3,}\S.*$")
IN_BOTH = re.compile(r"`+[^`\n]+`+|\]\(([^)\s]+)\)|<img src=\"[^\"]+\"|(?<![A-Za-z\d.-])N?\d+(?:[.,]\d+)*")
NAMES = {"`output/<デッキ>.apkg`": "`output/<deck>.apkg`"}


class Piece(NamedTuple):
    """A heading, a row, an item, a paragraph or a block of code."""

    sign: str
    """What it begins with; of a block all that is in it but for remarks, of what a command prints only its lines' ends."""
    cells: int
    names: frozenset[str]
    """The code, links, pictures and numbers in it."""


def pieces(page: Path) -> Iterator[Piece]:
    for at, part in enumerate(BLOCK.split(page.read_text("utf-8"))):
        if at % 2:
            yield Piece(REMARK.sub("", part) if part[0] != "\n" else "\n" * part.count("\n"), 0, frozenset())
        else:
            yield from map(piece, filter(str.strip, PIECE.split(part)))


def piece(text: str) -> Piece:
    sign = SIGN.findall(text)[0]
    found = ((match[1] or match[0]).replace(".ja.md", ".md") for match in IN_BOTH.finditer(text))
    cells = text.count("|") if sign == "|" else 0
    return Piece(sign, cells, frozenset(NAMES.get(part, part) for part in found))


def both(japanese: Path) -> list[list[Piece]]:
    return [list(pieces(page)) for page in (japanese.with_name(japanese.name.replace(".ja", "")), japanese)]


@pytest.mark.parametrize("page", IN_JAPANESE, ids=lambda page: page.name)
def test_a_page_and_its_japanese_lead_to_each_other(page: Path) -> None:
    other = page.name.replace(".ja", "")
    assert page.read_text("utf-8").split("\n")[2] == f"English: [{other}]({other})"
    assert page.with_name(other).read_text("utf-8").split("\n")[2] == f"日本語: [{page.name}]({page.name})"


@pytest.mark.parametrize("page", IN_JAPANESE, ids=lambda page: page.name)
def test_japanese_leads_to_japanese(page: Path) -> None:
    text = re.sub(r"English: \[.*?\]\(.*?\)", "", page.read_text("utf-8"))
    named = {folder / name for folder in (ROOT, page.parent) for name in re.findall(r"[\w/-]+\.md\b", text)}
    assert named & {Path(str(one).replace(".ja.md", ".md")) for one in IN_JAPANESE} == set()


@pytest.mark.parametrize("page", IN_JAPANESE, ids=lambda page: page.name)
def test_a_page_has_the_same_headings_tables_lists_and_code_in_both_languages(page: Path) -> None:
    english, japanese = ([(one.sign, one.cells) for one in found if one.sign] for found in both(page))
    assert english == japanese


@pytest.mark.parametrize(
    "page", [page for page in IN_JAPANESE if page.name not in WITH_EXAMPLES_OF_THEIR_OWN], ids=lambda page: page.name
)
def test_each_piece_of_a_page_names_the_same_in_both_languages(page: Path) -> None:
    english, japanese = both(page)
    assert english == japanese
