"""docs/coming-from-other-tools.md: every row of its tables makes the cards it says, and says it truly."""

import csv
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.builds import build, codes

PAGE = (Path(__file__).parent.parent / "docs" / "coming-from-other-tools.md").read_text("utf-8")
ROWS = re.findall(r"(?m)^\| `(.+?)` \| [^|]+ \| (?:`(.+?)`|as it is) \| (?:`(.+?)`|nothing)? ?\| (\d \w+) \|$", PAGE)
LEFT_OVER = re.compile(r"START|Back|TARGET|ID:|SR:|::|>>|%|#|\^1|\||\[\[|\{\{")
"""What must not stand on a card."""
MEDIA = {"media/tokyo.png": (Path(__file__).parent / "media" / "eks.png").read_bytes()}


def typed(cell: str) -> str:
    return cell.replace("\\|", "|").replace("⏎", "\n")


def replaced(text: str, search: str, replacement: str) -> str:
    """Search and replace as an editor does, where $1 is a group and $$ a dollar sign."""
    assert re.search(search, text, flags=re.MULTILINE), "nothing was found"

    def by(match: re.Match[str]) -> str:
        return re.sub(r"\$(\$|\d)", lambda m: "$" if m[1] == "$" else match[int(m[1])], replacement)

    return re.sub(search, by, text, flags=re.MULTILINE)


def test_the_rows_are_found() -> None:
    assert len(ROWS) == sum(line.startswith("| `") for line in PAGE.splitlines()) > 20


@pytest.mark.parametrize(("there", "search", "replacement", "makes"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row(there: str, search: str, replacement: str, makes: str) -> None:
    text = typed(there)
    if search:
        text = replaced(text, typed(search), typed(replacement))
    result = build(text if text.startswith("---") else f"# 章\n{text}\n", media=MEDIA)
    made = Counter(
        {kind: sum(len(n.cards) for n in result.deck.notes if n.kind == kind) for kind in ("basic", "cloze")}
    )
    assert codes(result) == []
    assert [f"{count} {kind}" for kind, count in made.items() if count] == [makes]
    said = " ".join(field for note in result.deck.notes for field in note.fields[:5])
    assert not LEFT_OVER.search(re.sub(r"\{\{c\d::(.*?)\}\}", r"\1", said))


VAULT = """\
TARGET DECK: 地理::首都

# 欧州
英国の首都::ロンドン ^1a2b3c
<!--SR:!2026-08-20,13,290-->

フランスの首都は{{パリ}}で、[[seine|セーヌ川]]が流れる。

ドイツの首都は
?
ベルリン %%要確認%%
"""


def test_the_rows_can_be_used_one_after_the_other() -> None:
    text = VAULT
    for _, search, replacement, _ in ROWS:
        if search and re.search(typed(search), text, flags=re.MULTILINE):
            text = replaced(text, typed(search), typed(replacement))
    result = build(text)
    assert codes(result) == []
    assert {note.deck for note in result.deck.notes} == {"地理::首都"}
    assert [note.fields[:2] for note in result.deck.notes if note.kind == "basic"] == [
        ("英国の首都", "ロンドン"),
        ("ドイツの首都は", "ベルリン"),
    ]
    assert [note.fields[0] for note in result.deck.notes if note.kind == "cloze"] == [
        "フランスの首都は{{c1::パリ}}で、セーヌ川が流れる。"
    ]


def test_csv_becomes_questions(tmp_path: Path) -> None:
    command = re.search(r"python3 -c '(.*)' > notes/cards\.md", PAGE)
    assert command
    with (tmp_path / "cards.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["日本の首都は？", "東京"], ["「、」と , は？", "読点, コンマ", "記号"]])
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", command[1]],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert [note.fields[:2] for note in build(made.stdout).deck.notes] == [
        ("日本の首都は？", "東京"),
        ("「、」と , は？", "読点, コンマ"),
    ]
