"""`build.py read`: how each line of a file is read, and which cards ask or show it."""

import json
from pathlib import Path

from tests.calls import run
from tests.test_command import project

__all__ = ["project"]


def told(*arguments: object, cwd: Path) -> list[dict]:
    """Return what the command says of a file, as values."""
    result = run("read", *arguments, "--format", "json", cwd=cwd)
    assert (result.returncode, result.stderr) == (0, "")
    found: list[dict] = json.loads(result.stdout)
    return found


def test_every_line_says_its_role_and_rule(project: Path) -> None:
    found = told("notes/a.md", cwd=project)
    assert [(line["first"], line["kind"], line["role"], line["rules"]) for line in found] == [
        (1, "heading", "heading", ["heading"]),
        (2, "bullet", "term", ["bullet: term"]),
        (3, "facet", "gist", ["gist"]),
        (4, "plain", "paragraph", ["paragraph"]),
    ]
    assert [line["entry"] for line in found] == [["章"], *[["章", "憲法"]] * 3]


def test_one_line_says_which_cards_ask_and_show_it(project: Path) -> None:
    (line,) = told("notes/a.md:4", cwd=project)
    assert line["asked_by"] == ["cloze sentence: 憲法: 説明は［…］つき。 → 印"]
    assert line["shown_by"] == ["basic gist: 憲法 → 最高の法", "basic gist: 最高の法 → 憲法"]


def test_a_file_elsewhere_is_read_by_itself(project: Path) -> None:
    (project / "別.md").write_text("気孔：葉の穴\n\n# 章\n解説：甲の下にある物\n", "utf-8")
    result = run("read", "別.md", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "別.md:1: term and definition (plain) by the rule: term and definition\n"
        "  | 気孔：葉の穴\n"
        "  of 気孔\n"
        "  asked by basic definition: 気孔 → 葉の穴\n"
        "別.md:3: heading (heading) by the rule: heading\n"
        "  | # 章\n"
        "  of 章\n"
        "  asked by basic definition: 章 → 解説：甲の下にある物\n"
        "別.md:4: paragraph (explanation) by the rule: 解説 without answer > paragraph\n"
        "  | 解説：甲の下にある物\n"
        "  of 章\n"
        "  asked by basic definition: 章 → 解説：甲の下にある物\n"
    )
    assert not (project / "output").exists()


def test_a_marked_caution_and_labelled_line_say_what_asks_them(project: Path) -> None:
    (project / "別.md").write_text(
        "# 薬\n\n- 胃薬\n胃の酸を抑える薬である。\n※ ==食後==に飲む。\n【一例】葉の大きい木に==朴==がある。\n", "utf-8"
    )
    *_, caution, label = told("別.md", cwd=project)
    assert caution["asked_by"] == ["cloze caution: 胃薬: ［…］に飲む。 → 食後"]
    assert label["asked_by"] == ["cloze labelled line: 胃薬: 葉の大きい木に［…］がある。 → 朴"]


def test_nothing_is_written_and_the_ledger_counts(project: Path) -> None:
    (project / "notes" / "deck.toml").write_text('name = "notes"\nreverse = false\n', "utf-8")
    assert run("build", cwd=project).returncode == 0
    before = (project / "notes" / "ledger.json").read_bytes()
    (line,) = told("notes/a.md:3", cwd=project)
    assert line["asked_by"] == ["basic gist: 憲法 → 最高の法"]
    assert (project / "notes" / "ledger.json").read_bytes() == before


def test_a_file_that_cannot_be_read_says_why(project: Path) -> None:
    (project / "notes" / "b.md").write_bytes("用語：意味".encode("cp932"))
    result = run("read", "notes/b.md", cwd=project)
    assert (result.returncode, result.stdout) == (0, "")
    assert "N001" in result.stderr
    assert run("read", "notes/c.md", cwd=project).returncode == 1
