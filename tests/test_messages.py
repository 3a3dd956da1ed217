"""The catalogue of messages: its page in the docs, how messages are limited, and how they are allowed.

`pytest tests/test_messages.py --accept` writes docs/messages.md and docs/messages.ja.md anew.
"""

import html
import re
from pathlib import Path

import pytest

from deckbuilder.app import lint
from deckbuilder.app.calling import call
from deckbuilder.app.console import texts
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import as_github, as_values, explained, severity, text, unfilled
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.words import LANGUAGES, PLACEHOLDER, Language, Words, counted
from tests.builds import OPTIONS, build, codes

DOCS = Path(__file__).parent.parent / "docs"
INTRODUCTION = """\
# Messages

日本語: [messages.ja.md](messages.ja.md)

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

The language is that of `--language ja|en`, else of `language` in `deck.toml`, else of the locale. In JSON and
report.json `text` and `hint` are English, whatever is spoken. Codes, error, warning and info are the same in both.

A warning that you have looked at and want to keep can be silenced: in a note by `<!-- allow: N105 -->`
at the end of a line or above it, for the term or question that the line belongs to; everywhere by
`allow = ["N105"]` in `deck.toml`. Several codes are separated by commas. Of the errors, only those of
card quality can be allowed. An allowance that silences nothing is reported.

On this page … stands for what differs from case to case.
"""
INTRODUCTION_JA = """\
# メッセージ

English: [messages.md](messages.md)

メッセージは、ノートのどこが、なぜ問題で、どうすればよいかを示します。

```
notes/a.md:5:4: warning[N102] 答えのない問いは、カードになりません
5 | Q: 何？
       ^
  対処: 問いの下に A: か 答: で始めて答えを書いてください
```

**error** があると、何も書き込みません(カードの質についての error ではビルドは止まりません)。復習の記録を損なうものと、
デッキ全体に関わる間違いだけで、数は多くありません。**warning** で失われるのは、そこに挙がったものだけです。デッキにすでに
あったものはそのまま残ります。失敗になるのは `--strict` をつけたときだけです。**info** は失敗になりません。
10件までは一つずつ表示します。それより多いときは、ビルドを止めるものだけを一つずつ表示し、ほかは番号ごとに一行にまとめて、
最初のいくつかの場所を示します。`--format json` ならすべてがエディター向けに出ます。`--format github` は GitHub の
チェック用です。`build.py explain N102` は、このページと同じ内容を表示します。

表示の言語は `--language ja|en`、`deck.toml` の `language`、ロケールの順に決まります。JSON と report.json の `text` と `hint` は
いつも英語です。error、warning、info と番号は、どの言語でも同じです。

確かめたうえでそのままにする警告は、止められます。ノートの中では、行の末尾か上に `<!-- allow: N105 -->` と書くと、その行の
属する用語や問いについて止まります。`deck.toml` に `allow = ["N105"]` と書けば、どこでも止まります。番号はコンマで区切って
いくつでも書けます。error のうち止められるのは、カードの質についてのものだけです。何も止めていない許可はお知らせします。

このページの … は、場合によって変わるところです。
"""
GROUPS = {
    "N0": Words("Files and settings", "ファイルと設定"),
    "N1": Words("How the notes are read", "ノートの読み方"),
    "N2": Words("Card quality", "カードの質"),
    "N3": Words("Which note is which", "ノートの対応づけ"),
    "N4": Words("Pictures and sound", "画像と音声"),
    "N5": Words("The ledger and packages", "台帳とパッケージ"),
    "N6": Words("What was done in Anki", "Anki で行ったこと"),
}
PAGES: dict[Language, tuple[Path, str]] = {
    "en": (DOCS / "messages.md", INTRODUCTION),
    "ja": (DOCS / "messages.ja.md", INTRODUCTION_JA),
}
HEADER = Words("| code | | message | for example | remedy |", "| 番号 | | メッセージ | 例 | 対処 |")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_made_from_the_catalogue(language: Language, accept: bool) -> None:
    path, _ = PAGES[language]
    if accept:
        path.write_text(page(language), "utf-8")
    assert path.read_text("utf-8") == page(language)


def page(language: Language) -> str:
    parts = [PAGES[language][1]]
    for group, title in GROUPS.items():
        rows = [row(code, language) for code in sorted(CATALOGUE) if code.startswith(group)]
        said = QUALITY.within(language) if group == "N2" else ""
        parts.append(f"## {title.within(language)}\n{said}\n{HEADER.within(language)}\n|---|---|---|---|---|\n")
        parts[-1] += "".join(rows)
    return "\n".join(parts)


QUALITY = Words(
    """
What `build.py lint` says of finished cards, with the limits of `[quality]` ([settings.md](settings.md)).
Where a check has two limits, the error's number is the warning's plus 50.
""",
    """
`build.py lint` ができあがったカードについて言うことです。目安は `[quality]` で変えられます([settings.ja.md](settings.ja.md))。
目安が二つある点検では、error の番号は warning の番号に50を足したものです。
""",
)


def row(code: str, language: Language) -> str:
    message = CATALOGUE[code]
    said = (words.within(language) for words in (message.text, message.example, message.hint))
    return f"| {' | '.join(map(cell, (code, message.severity, *said)))} |\n"


def cell(text: str) -> str:
    return re.sub(r"([|*`\[\]])", r"\\\1", html.escape(unfilled(text), quote=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_stands_on_the_pages_with_an_example(language: Language) -> None:
    rows = dict(
        re.findall(
            r"(?m)^\| (N\d{3}) \| \w+ \| [^\n]*?\S \| ((?:\\.|[^|\n])+) \| [^\n]*?\S \|$",
            PAGES[language][0].read_text("utf-8"),
        )
    )
    assert rows.keys() == CATALOGUE.keys()
    assert not [code for code, example in rows.items() if not example.strip(" …")]


# --- both languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", CATALOGUE)
def test_both_languages_say_a_message_with_the_same_placeholders(code: str) -> None:
    _, *said = CATALOGUE[code]
    for words in said:
        english, japanese = ({place[1] for place in PLACEHOLDER.finditer(text)} for text in words)
        assert english == japanese
        if words.en != words.ja:
            assert re.search("[ぁ-んァ-ヶ一-龠]", words.ja)


def test_json_is_english_and_has_what_fills_a_message_by_name() -> None:
    values = as_values(Diagnostic("N008", Span("a.md", 1, 1), ("U+202E",)))
    assert values["arguments"] == {"character": "U+202E"}
    assert values["text"] == "hidden characters that change the direction of text (U+202E)"


def test_one_is_no_plural() -> None:
    said = [text(Diagnostic("N303", Span("a.md", 0, 0), (count, "甲", "乙", "…"))) for count in ("1", "2", "11")]
    assert [line.split(" from ")[0] for line in said] == ["1 note goes", "2 notes go", "11 notes go"]
    assert explained("N303").startswith("N303 (warning): … notes go from")
    assert counted(1, "card") + counted(2, "card") == "1 card2 cards"


# --- at most 10 ---------------------------------------------------------------------------------


def printed(count: int, settings: bytes | None = None) -> list[str]:
    """Return what is printed of notes with so many questions without an answer, and one mark of nothing."""
    notes = "- 語は==意味==である。\n" + "\nQ: 何？\n" * count + "\n【図表】\n"
    return texts(build(notes, settings=settings).diagnostics, OPTIONS, {"a.md": notes})


def test_10_messages_are_printed_one_by_one() -> None:
    assert sum("help: " in message for message in printed(9)) == 10


def test_more_messages_are_summed_up_by_kind() -> None:
    assert printed(45) == [
        f"warning[N102] 45 × {CATALOGUE['N102'].text.en} (notes/a.md:3, notes/a.md:5, notes/a.md:7 …)",
        "warning[N107] 1 × 【図表】 has nothing to act on (notes/a.md:93)",
        f"each with its place: {call()} check --format json; what to do: {call()} explain CODE",
    ]


def test_what_stops_the_build_comes_first_and_one_by_one() -> None:
    said = printed(45, settings=b"revers = true\nnam = 1\n")
    assert [message.split("[")[1][:4] for message in said[:2]] == ["N004", "N004"]
    assert all("help: " in message for message in said[:2])
    assert said[2].startswith("warning[N102] 45 × ")


# --- a hint leads to no other message -----------------------------------------------------------


def test_marking_items_or_facets_is_the_way_out_of_a_long_list() -> None:
    items = [f"・{item}の実り\n" for item in "甲乙丙丁戊己庚辛壬"]
    marked = items[0].replace("甲", "==甲==")
    facets = "【種類】\n" + "".join(items[:5]) + "【手順】\n" + "".join(items[5:])
    assert codes(build("# 章\n- 丙：意味\n- 語\n" + "".join(items))) == ["N105"]
    for body in ("".join([marked, *items[1:]]), facets):
        result = build("# 章\n- 語\n" + body)
        assert codes(result) == []
        assert [f.code for f in lint.findings(result) if severity(f.code) == "error"] == []
    assert "【一覧】" not in CATALOGUE["N105"].hint.en


# --- on GitHub ---------------------------------------------------------------------------------


def test_a_workflow_command_says_any_path_and_text_whole() -> None:
    said = as_github(Diagnostic("N401", Span("a,b:50%\r.md", 3, 3, 2), ("1:2,\n3", "")))
    properties, message = said.removeprefix("::warning ").split("::", 1)
    assert properties == "file=a%2Cb%3A50%25\\r.md,line=3,col=2,title=N401"
    assert message.startswith("there is no picture or sound “1:2,\\n3” (")


# --- allowances ---------------------------------------------------------------------------------

LONG = "".join(f"・項目{at}\n" for at in range(9))
TWO_LISTS = f"# 章\n- 語は==意味==である。\n- 甲\n{LONG}\n- 乙\n{LONG}"


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
