"""The name of a file above the headings of its cards."""

import pytest

from deckbuilder.read.file_names import folder_above, name_above
from tests.builds import rebuilt


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("道具/nmap.md", "## 結果\n\n## 動作\n", "nmap"),
        ("nmap.md", "# 道具\n\n# 動作\n", "nmap"),
        ("03-nmap.md", "## 結果\n\n## 動作\n", "nmap"),
        ("nmap.md", "葉の裏に穴がある。\n", "nmap"),
        ("nmap.md", "# 道具\n\n## 動作\n", ""),
        ("nmap.md", "# 道具\n\n```\n# 動作\n```\n", ""),
        ("nmap.md", "## 道具\n\n# 動作\n", "nmap"),
        ("README.md", "## 結果\n\n## 動作\n", ""),
        ("2026-05-01.md", "## 結果\n\n## 動作\n", ""),
        ("木.md", "## 結果\n\n## 動作\n", ""),
    ],
)
def test_a_name_stands_above_headings_that_nothing_else_stands_above(path: str, text: str, name: str) -> None:
    assert name_above(path, text) == name


def test_the_name_is_the_place_of_a_card_until_a_title_is() -> None:
    notes = "## 結果\n- 開放：通信を待つ状態\n\n## 動作\n- 閉鎖：通信を断る状態\n"
    assert _places(notes) == ["nmap › 結果", "nmap › 動作"]
    assert _places(notes.replace("結果", "nmap の結果")) == ["nmap の結果", "nmap › 動作"]
    assert _places(f"---\ntitle: 道具\n---\n{notes}") == ["道具 › 結果", "道具 › 動作"]
    assert _places(f"# 道具\n{notes}") == ["道具 › 結果", "道具 › 動作"]


def test_without_a_heading_the_file_or_the_deck_is_the_place_if_it_says_something() -> None:
    notes = "- 開放：通信を待つ状態\n"
    assert _places(notes) == ["nmap"]
    assert _places(notes, "notes.md", name="港") == ["港"]
    assert _places(notes, "notes.md", name="メモ") == [""]


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("Ruby/配列.md", "Ruby"),
        ("言語/03-ruby/庭/配列.md", "ruby"),
        ("Ruby on Rails/経路.md", "Ruby on Rails"),
        ("庭/Ruby.md", ""),
        ("Ruby入門/配列.md", ""),
        ("配列.md", ""),
    ],
)
def test_a_folder_that_is_a_language_or_a_tool_stands_above_its_files(path: str, folder: str) -> None:
    assert folder_above(path) == folder


def test_the_folder_stands_before_a_place_that_does_not_say_it() -> None:
    notes = "# 港\n## 結果\n- 開放：通信を待つ状態\n"
    assert _places(notes, "Ruby/配列.md") == ["Ruby › 港 › 結果"]
    assert _places(notes, "庭/配列.md") == ["港 › 結果"]
    assert _places(notes.replace("港", "Rubyの港"), "Ruby/配列.md") == ["Rubyの港 › 結果"]
    assert _places(notes.replace("港", 24 * "港"), "Ruby/配列.md") == [f"{24 * '港'} › 結果"]
    assert _places(notes.replace("## 結果", "## 船\n### 結果"), "Ruby/配列.md") == ["港 › 船 › 結果"]
    assert _places("- 開放：通信を待つ状態\n", "Ruby/配列.md") == ["Ruby › 配列"]


def test_the_folder_gives_no_answer_away_and_stands_where_the_file_would() -> None:
    assert _places("# 港\n通信を待つ言語を==Ruby==という。\n", "Ruby/配列.md") == ["配列"]
    assert _places("通信を待つ状態を==配列==という。\n", "Ruby/配列.md") == ["Ruby"]


def _places(notes: str, path: str = "nmap.md", name: str = "テスト") -> list[str]:
    built = rebuilt(((path, notes.encode()),), name=name)
    return [note.fields[2] for note in built.deck.notes]
