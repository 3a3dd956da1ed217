"""Shapes of notes, each of any size, in which work that is done for every pair of things would show."""

from collections.abc import Callable

from deckbuilder.anki.package import packed
from deckbuilder.app import console, differences, lint, preview_page
from tests.builds import NOW, OPTIONS, rebuilt, report

LINE = 16_000
"""Characters of a line, which must stay below what is left out."""
TERM = "- 用語\n"

INLINE = (
    "* ** *** *a **a **a** ==a== == ~~ ~ _ _a _a_ ` `` `a `a` `*` $ $$ $a $a$ [ [[ ] ]( ![ [a]( [a](b) ![a](b.png) **[ *[ < > </ <b> <b "
    "<a <!-- --> <div> & &amp; &# \\ \\* { } {| {a| {a|b} 《 》 漢《 漢《か》 ｜ ｜a《 【 】 【】 【a】 「 」 （ ） ( ) () | || |a a| : ： a: a： 。 ！ ？ !? !a . ... … ・ "
    "・・・ 、 とは、 は を 0 1, 1つ 5つ 1〜 -1 10% 時点 1時点 （時点 http://a ://a a@b. \u200d \u0301 👨‍👩‍👧 {{ }} {{c1:: [sound: \\( image-occlusion: a。- ① "
    "**[~~<a①点 1,`-![**a** ()—**[】`a 漢 12345 （時点 ==a==。年"
).split()
BLOCKS = {
    "lines of text": "文である。\n", "broken lines": "文が続き、\n", "words": "a\n", "terms": "- 用語\n意味の文。\n", "same terms": "- 用語：意味\n", "bare bullets": "- a\n",
    "headings": "# 章\n文。\n", "empty headings": "## a\n", "bare headings": "見出し\n\n本文である。\n\n", "sections": "■ 章\n", "dots": "・項目\n", "numbers": "1. a\n",
    "circled": "① a\n", "cautions": "※注意\n", "arrows": "→a\n", "facets": "【仕組み】\n文。\n", "names": "【a】\n", "labels": "【例】文。\n", "directives": "【一覧】\n", "skipped": "- 語【除外】\n文。\n",
    "questions": "Q: 問い？\nA: 答え\n", "unanswered": "Q: 問い\n", "answers": "A: 答え\n", "explanations": "解説：a\n", "choices": "ア. 甲\n", "quotes": "> a\n", "tables": "|a|b|\n|-|-|\n|c|d|\n\n",
    "rows": "|a|b|\n", "rows without borders": "a|b\n", "cells": "| a\n", "fences": "```\nx\n```\n", "unclosed fences": "```x\n", "two fences": "```\n~~~\n", "formulas": "$$\nx\n$$\n", "unclosed formulas": "$$ x\n",
    "comments": "<!-- a -->\n", "unclosed comments": "<!-- a\n", "comments in rows": "a|b <!-- a\n-->\n<!-- b -->\n", "comments below a row": "- a|b\n<!-- a -->\n", "unclosed comments in rows": "a|b <!-- c\n", "pins": "<!-- id: a -->\n- 語：意味\n", "allowances": "<!-- allow: N105 -->\n", "details": "<details><summary>a</summary>\n文。\n</details>\n",
    "unclosed details": "<details>\n", "blocks of HTML": "<div>\na\n</div>\n", "unclosed HTML": "<div>\n", "rules": "---\n", "underlined": "a\n---\n", "blanks": "\n", "spaces": "　 \n", "clozes": "文は **印** である。\n",
    "gapped clozes": "文は **印** である。\n\n", "parentheses": "(a)\n", "brackets": "[a]\n", "hard breaks": "a  \n", "hidden directions": "\u202ea\n", "missing pictures": "![a](b.png)\n", "shallow lists": "・a\n  ・b\n", "references": "[a](b)\n\n",
    "pairs": "word = 語\n", "tasks": "- [ ] a\n", "hash tags": "#a #b\n", "wiki links": "[[a]]\n", "reference links": "[a][r]の文。\n[r]: https://a.example/\n", "memos": "%%\na\n%%\n", "unclosed memos": "%% a\n", "numbers and dots": "1. a\n・b\n", "quoted items": "> - a\n", "bold titles": "**a**\n文。\n", "HTML headings": "<h2>a</h2>\n", "headed questions": "## 問題\na\n## 解答\nb\n",
}  # fmt: skip
Make = Callable[[int], str]


def counted(row: str, head: str = "") -> Make:
    """Return what makes notes of rows that differ in their number."""

    def make(size: int) -> str:
        rows, length, at = [head], 0, 0
        while length < size:
            rows.append(row.replace("@", str(at)))
            length, at = length + len(rows[-1]), at + 1
        return "".join(rows)

    return make


NUMBERED: dict[str, Make] = {
    "different terms": counted("- 用語@\n説明その@の文である。\n", "# 章\n"), "different clozes": counted("文@は **印@** を持つ。\n", "# 章\n- 用語\n"),
    "different gists": counted("- 用語@\n【要点@】\n", "# 章\n"), "different headings": counted("# 章@\n本文@。\n"), "different items": counted("・項目@\n", TERM),
    "different marked items": counted("・項 **@あ** \n", TERM), "different marks": counted("**印@**と", TERM), "different paragraphs": counted("段落@の文。\n\n", TERM + "定義。\n"),
    "different cautions": counted("※注意@は **印@** 。\n", TERM), "different lists": counted("次の通り：\n・甲@\n・乙@\n\n", "# 章\n"), "different questions": counted("Q: 問@は？\nA: 答@\n\n"),
    "different rows": counted("|行@|値@|\n", "- 表\n|名|値|\n|-|-|\n"), "wide rows": counted("|行@|値|外|他|\n", "- 表\n|名|値|外|他|\n|-|-|-|-|\n"), "rows of one name": counted("|行|値@|外@|\n", "- 表\n|名|値|外|\n|-|-|-|\n"),
    "one text in many places": counted("## 節@\n- 用語\n同じ説明の文である。\n"), "one name for many texts": counted("- 用語\n違う説明の文@である。\n", "# 章\n"), "many pins": counted("<!-- id: p@ -->\n- 用語@：説明@\n"),
    "many allowances": counted("- 用語@：説明 <!-- allow: N301 -->\n"), "many tags": counted("【t@】", "- 用語"), "code": counted("```\nx@\n```\n", TERM), "missing media": counted("![x](a@.png)\n", TERM), "links": counted("[x@](http://a/@) ", TERM),
    "long questions": counted("続き@\n", "Q: 問\n"), "deep lists": lambda size: TERM + "".join(" " * (at % 200) + f"- 項{at}\n" for at in range(size // 110)),
    "one long list in code": lambda size: TERM + "```\n" + "x\n" * (size // 2) + "```\n" + "文は **印** 。\n" * 20, "columns": lambda size: TERM + f"|{'a|' * (size // 8)}\n|{'-|' * (size // 8)}\n|{'b|' * (size // 8)}\n",
    "nested marks": lambda size: TERM + "**a" * (LINE // 6) + "b**" * (LINE // 6), "growing code": lambda size: TERM + "".join("`" * at + " " for at in range(1, 180)),
    "backticks behind half a mark": lambda size: (TERM + "**a" + "`" * 60 + "\n") * (size // 70),
    "formulas in a name": lambda size: "- " + "$x$ " * (min(size, LINE) // 80) + "あ\n意味の文。\n",
    "fields before a text": lambda size: (TERM + "a" + " [k:: a]" * (LINE // 8) + "x\n") * max(1, size // LINE),
    "unclosed footnotes": lambda size: (TERM + "a" + "[^^" * (LINE // 3) + "\n") * max(1, size // LINE),
    "signs before a tag": lambda size: (TERM + "!?" * (LINE // 2) + "<\n") * max(1, size // LINE),
    "a fence that is none": lambda size: (TERM + "~" * LINE + "`\n") * max(1, size // LINE),
    "front matter": lambda size: "---\ntags: [" + "a, " * (size // 3) + "]\n---\n- 語：意味\n",
}  # fmt: skip


def lines_of(unit: str) -> Make:
    """Return what makes notes of long lines of one thing over and over."""
    return lambda size: (TERM + unit * (min(size, LINE) // len(unit)) + "\n") * max(1, size // LINE)


def rows_of(unit: str, head: str = "") -> Make:
    """Return what makes notes of one thing, row after row."""
    return lambda size: head + unit * (size // len(unit))


SHAPES: dict[str, Make] = {
    **{f"{unit!r} over and over": lines_of(unit) for unit in INLINE},
    **{name: rows_of(unit) for name, unit in BLOCKS.items()},
    **{f"{name} of a term": rows_of(unit, TERM) for name, unit in BLOCKS.items()},
    **NUMBERED,
}


def complete(text: str) -> None:
    """Do everything that the commands do: build, check, preview, pack, and build again after an edit of every third line."""
    rows = text.split("\n")
    edited = [row + "い" if at % 3 == 0 and row and row[0] not in "`$|<-~#" else row for at, row in enumerate(rows)]
    build = rebuilt((("a.md", text.encode()),))
    findings = lint.findings(build)
    lint.listing(findings, str)
    lint.figures(build, findings)
    lint.findings_on_changes(build)
    preview_page.page(build, findings)
    report(build)
    console.texts(build.diagnostics, OPTIONS, {source.path: source.text for source in build.sources})
    assert packed(build.deck, "ja_JP")
    second = rebuilt((("a.md", "\n".join(edited).encode()),), after=build, now=NOW + 60)
    list(differences.listing(second.changes, str, 80))
