"""Front matter as other programs write it: it costs no deck, and ours is read in it."""

import pytest

from deckbuilder.base.front_matter import front_matter
from deckbuilder.base.model import FileSettings

READ: dict[str, tuple[str, FileSettings]] = {
    "a capital (Obsidian)": ("---\nTags: [甲, 乙]\nTitle: 題\n---\n", FileSettings(title="題", tags=("甲", "乙"))),
    "keys of others that resemble ours": ("---\nnumber: 4\ntag: x\ntitles: y\ndecks: z\ntopics: [a]\n---\n", FileSettings()),
    "a tab for a blank": ("---\ntitle:\t題\nlayout:\tpost\n---\n", FileSettings(title="題")),
    "tabs before a list": ("---\ntags:\n\t- 甲\n\t- 乙\n---\n", FileSettings(tags=("甲", "乙"))),
    "a colon in a value": ("---\ntitle: 民法: 総則\n---\n", FileSettings(title="民法: 総則")),
    "quotes in quotes": ('---\ntitle: "甲" と "乙"\n---\n', FileSettings(title='甲" と "乙')),
    "a quote left open": ('---\ntitle: "民法\ntags: a\n---\n', FileSettings(title="民法", tags=("a",))),
    "a quote left open by others": ('---\ndescription: "甲\ntitle: 題\n---\n', FileSettings(title="題")),
    "wikilinks of others": ("---\nup: [[甲]], [[乙]]\nrelated: [[丙|丁]]\ntitle: 題\n---\n", FileSettings(title="題")),
    "wikilinks as tags": ("---\ntags: [[甲]], [[乙]]\n---\n", FileSettings(tags=("甲", "乙"))),
    "an at sign of others": ("---\nauthor: @甲\ntitle: 題\n---\n", FileSettings(title="題")),
    "a template of others": ("---\ndate: {{date}} {{time}}\ntitle: 題\n---\n", FileSettings(title="題")),
    "keys with blanks": ("---\ndate created: 2026-01-01\n\"作成 日\": x\ntitle: 題\n---\n", FileSettings(title="題")),
    "TOML (Hugo, Zola)": ('+++\ntitle = "題"\ndate = 2026-01-01\ntags = ["甲"]\nreverse = false\n[taxonomies]\nx = 1\n+++\n', FileSettings(title="題", tags=("甲",), reverse=False)),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_front_matter_of_other_programs_is_read_in_silence(name: str) -> None:
    text, expected = READ[name]
    settings, lines, problems = front_matter("a.md", text + "- 語：意味\n")
    assert (settings, lines, problems) == (expected, text.count("\n"), [])


WARNED: dict[str, tuple[str, str, int]] = {
    "a slip": ("---\ntitel: 民法\n---\n", "N011", 2),
    "another slip": ("---\nx: 1\nnubmers: false\n---\n", "N011", 3),
    "a value that ours cannot have": ("---\nreverse: 片方\n---\n", "N011", 2),
    "a deck that Anki refuses": (f"---\ndeck: {'::'.join('abcdefghijkl')}\n---\n", "N011", 2),
    "wikilinks that are a list of lists": ("---\ntitle: [[甲]]\n---\n", "N011", 2),
    "brackets left open": ("---\nx: 1\ntags: [甲, 乙\n---\n", "N007", 3),
    "TOML left open": ('+++\ntitle = "題\n+++\n', "N007", 2),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_is_clearly_meant_for_us_is_told(name: str) -> None:
    text, code, line = WARNED[name]
    settings, lines, problems = front_matter("a.md", text + "- 語：意味\n")
    assert settings == FileSettings()
    assert lines == text.count("\n")
    assert [(problem.code, problem.span.first) for problem in problems] == [(code, line)]


def test_text_between_rules_is_no_front_matter() -> None:
    for text in ("---\n文である。\n---\n", "---\n- 甲\n  乙：丙\n文\n---\n"):
        assert front_matter("a.md", text)[1:] == (0, [])
