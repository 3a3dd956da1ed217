"""Nothing active reaches a card or the preview, wherever in the notes it stands, and Anki's syntax stays text."""

import html
import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL, sides
from deckbuilder.anki.package import packed
from deckbuilder.app import lint, preview_page
from deckbuilder.app.preview_page import Pages
from deckbuilder.app.preview_server import Server
from deckbuilder.base.diagnostics import text as message
from deckbuilder.base.notes import Note
from deckbuilder.cards.sanitizing import is_harmless
from deckbuilder.ledger.records import Ledger, Record, Records, as_bytes
from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import DiagramError
from deckbuilder.pipeline.build import Build
from deckbuilder.read.inline import plain
from tests.builds import build, codes, rebuilt
from tests.engine import Engine
from tests.fuzz import laws
from tests.test_cases import MEDIA

DO = "window.pwned=1"
PAYLOADS = (
    f"<script>{DO}</script>", f"</script><script>{DO}</script>", f'<img src=x onerror="{DO}">', f'"><img src=x onerror={DO}>',
    f"<svg onload={DO}>", f"<svg/onload={DO}>", f'<iframe srcdoc="<script>parent.{DO[7:]}</script>">', f"<b onclick={DO}>x</b>",
    f'<details open ontoggle={DO}>x</details>', f"<input autofocus onfocus={DO}>", f'<a href="javascript:{DO}">x</a>',
    f'<a href=" &#14;  javascript:{DO}">x</a>', f'<a href="jAvA&#10;script&colon;{DO}">x</a>', f"[x](javascript:{DO})",
    f"[x](JaVaScRiPt&colon;{DO})", f"[x](&#106;avascript:{DO})", f"[x](java\tscript:{DO})", f"[x](data:text/html,<script>{DO}</script>)",
    f"[x](vbscript:{DO})", f"<javascript:{DO}>", f"[x]: javascript:{DO}", "![x](https://evil.example/x.png)", "![x](//evil.example/x.png)",
    '<img srcset="https://evil.example/x.png 2x">', '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">x</div>',
    '<table background="https://evil.example/x"><tr><td background="https://evil.example/x">x</td></tr></table>',
    "<style>@import url(https://evil.example/x);*{display:none}</style>", '<link rel="stylesheet" href="https://evil.example/x">',
    '<base href="https://evil.example/">', '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<object data="https://evil.example/"></object>', '<embed src="https://evil.example/">', '<video src="https://evil.example/x" autoplay>',
    '<audio src="https://evil.example/x" autoplay>', f'<form action="https://evil.example/"><button formaction="javascript:{DO}">x</button></form>',
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={DO}&gt;'>",
    f"<svg><style><img src=x onerror={DO}></style></svg>", f'<noscript><p title="</noscript><img src=x onerror={DO}>">',
    f"<template><script>{DO}</script></template>", f"<svg><use href=\"data:image/svg+xml,<svg onload='{DO}'/>\"/></svg>",
    f"<svg><foreignObject><script>{DO}</script></foreignObject></svg>", f"<b title='a\" onclick=\"{DO}'>x</b>", f"![\" onerror=\"{DO}](eks.png)",
    f"![x](eks.png \"' onerror='{DO}\")", f"&lt;img src=x onerror={DO}&gt;", f"`<img src=x onerror={DO}>`", f"$<img src=x onerror={DO}>$",
    f"{{<img src=x onerror={DO}>|a}}", "<!-- x --><!--", "<![CDATA[x]]>", "<?php x ?>",
    f'**image-occlusion:rect:left=" onpointerover="{DO}**', f'image-occlusion:rect:left=" onpointerover="{DO}', "&#x1f;x&#31;", "&#18;0&#19;&#14;0&#16;x&#15;",
    f'![{{a" onerror="{DO}|b}}](eks.png)',
    f'![$a" onerror="{DO}$](eks.png)',
    f'![==a" onerror="{DO}==](eks.png)',
    f'[x](https://a.example/{{a"onclick="{DO}|b}})',
    f"<a href='{{x|\" onclick=\"{DO}}}'>y</a>",
    f'[x](https://a.example/[[a" onclick="{DO}]])',
    f'[x](u "{{t" onclick="{DO}|b}}")',
    f'[x](u "**t" onclick="{DO}**")',
    "@script@ @data@", f"'-({DO})-'", f"\\u003cimg src=x onerror={DO}>",
)  # fmt: skip
SYNTAX = (
    "{{c1::x}}", "{{c1::{{c2::x}}}}", "{{質問}}", "{{#質問}}x{{/質問}}", "{{type:Prompt}}", "{{tts ja_JP:Prompt}}", "{{FrontSide}}",
    "{{c1::image-occlusion:rect:left=.1:top=.1}}", "[sound:evil.mp3]", "[SOUND:evil.mp3]", "[anki:tts lang=ja_JP]x[/anki:tts]", "[anki:play:q:0]",
    "[[type:質問]]", "<%= x %>", "[latex]x[/latex]", "[LaTeX]x[/LaTeX]", "[$]x[/$]", "[$$]x[/$$]", "}}", "{{", "::",
)  # fmt: skip
"""What Anki would obey; on a card it reads as it was typed."""
POSITIONS: dict[str, str] = {
    "heading": "# {}\n- 語：意味\n", "heading with text": "# {}\n本文である。\n", "section": "■ {}\n- 語：意味\n", "bare heading": "{}\n\n- 語：意味\n",
    "term": "- {}\n定義の文。\n", "term on a line": "{}：定義の文\n", "gist": "- 語\n【{}】\n文。\n", "definition": "- 語\n{}\n",
    "mark": "- 語\n文は **{}** である。\n", "beside a mark": "- 語\n{}**印**{}である。\n", "high": "- 語\n文は =={}== である。\n", "blank": "- 語\n【穴埋め】\n文は【{}】である。\n",
    "item": "- 語\n・{}\n・乙\n・丙\n", "label of an item": "- 語\n・{}：甲\n・乙\n", "number": "- 語\n1. {}\n2. 乙\n", "nested": "- 語\n・甲\n  ・{}\n・乙\n",
    "label": "- 語\n文。\n【{}】一つの **例** 。\n", "labelled": "- 語\n文。\n【例】{} と **印** 。\n", "facet": "- 語\n文。\n【仕組み】\n{}\n", "facet name": "- 語\n文。\n\n【{}】\n本文である。\n",
    "caution": "- 語\n文。\n※{} と **印** 。\n", "arrow": "- 語\n文\n→{}\n", "quote": "- 語\n> {}\n", "tag": "- 語【{}】\n文。\n", "bracketed": "- 語\n文[{}]文。\n",
    "cell": "- 表\n|名|値|\n|-|-|\n|甲|{}|\n", "row name": "- 表\n|名|値|\n|-|-|\n|{}|乙|\n", "column name": "- 表\n|名|{}|\n|-|-|\n|甲|乙|\n",
    "cell of a picture": "- 表\n【図表】\n|名|値|\n|-|-|\n|甲|{}|\n", "caption": "- 表\n【図表】{}\n|名|値|\n|-|-|\n|甲|乙|\n", "table of terms": "|用語|説明|\n|-|-|\n|{}|{}|\n",
    "option": "- 表\n【図表:{}】\n|名|値|\n|-|-|\n|甲|乙|\n", "directive": "- 語【入力】\n{}\n", "question": "Q: {}\nA: 答え\n", "answer": "Q: 問い\nA: {}\n",
    "explanation": "Q: 問い\nA: 答え\n解説：{}\n", "question heading": "## {}？\n文。\n", "picture": "- 語\n![{}](eks.png)\n", "picture of an occlusion": "- 図\n【図表】\n![{}](diagram.svg)\n",
    "title of a picture": '- 語\n![x](eks.png "{}")\n', "name of a picture": "- 語\n![x]({})\n", "link": "- 語\n[{}](https://a.example/)\n", "address": "- 語\n[x]({})\n",
    "title of a link": '- 語\n[x](https://a.example/ "{}")\n', "ruby": "- 語\n{{{}|かな}}\n", "reading": "- 語\n{{漢字|{}}}\n", "formula": "- 語\n${}$\n", "display": "- 語\n文。\n$$\n{}\n$$\n",
    "code": "- 語\n`{}`\n", "fence": "- 語\n文。\n```\n{}\n```\n", "language": "- 語\n文。\n```{}\nx\n```\n", "html": "- 語\n文。\n<div>\n{}\n</div>\n", "details": "<details><summary>{}</summary>\n文である。\n</details>\n",
    "comment": "- 語\n文。<!-- {} -->\n", "pin": "<!-- id: {} -->\n- 語：意味\n", "allowance": "<!-- allow: {} -->\n- 語：意味\n",
    "title": "---\ntitle: {json}\n---\n- 語【基本】：意味\n", "deck": "---\ndeck: {json}\n---\n- 語：意味\n", "tags": "---\ntags: [{json}]\n---\n- 語：意味\n", "unknown key": "---\n? {json}\n: x\n---\n- 語：意味\n",
    "raw title": "---\ntitle: {}\n---\n- 語：意味\n",
    "offered definition": "- 語\n{}\n", "offered item": "- 語\n・{}\n・乙\n・丙\n", "offered number": "- 語\n1. {}\n2. 乙\n", "offered code": "- 語\n`{}`\n",
}  # fmt: skip
ASKED = "<!-- allow: N240, N241, N242, N243, N244, N245, N246, N247, N248, N249 -->\n"
"""What has a text asked that does not say by itself what it defines or lists."""


def placed(position: str, payload: str) -> bytes:
    """Return notes with a payload in a position, that are asked however unsure they are, or else only offered."""
    notes = POSITIONS[position]
    if not position.startswith("offered") and not notes.startswith("---"):
        notes = ASKED + notes
    values = {"{}": payload, "{json}": json.dumps(payload, ensure_ascii=False), "{{": "{", "}}": "}"}
    return re.sub(r"\{\{|\}\}|\{\}|\{json\}", lambda match: values[match.group()], notes).encode()


def named(payload: str) -> str:
    """Return a payload as a file name."""
    return payload.replace("/", "∕").replace("\t", " ")[:80] + ".md"


@cache
def everything() -> Build:
    """Build one file for each position and payload, and payloads as names and settings."""
    cases = [(position, payload) for position in POSITIONS for payload in PAYLOADS + SYNTAX]
    files = [(f"{at}.md", placed(position, payload)) for at, (position, payload) in enumerate(cases)]
    files += [(named(payload), f"- 語{at}：意味\n".encode()) for at, payload in enumerate(PAYLOADS + SYNTAX)]
    quoted = json.dumps(" ".join(PAYLOADS[:20] + SYNTAX), ensure_ascii=False)
    settings = f"name = {quoted}\nauthor = {quoted}\ndescription = {quoted}\n".encode()
    return rebuilt(tuple(files), settings=settings, media=MEDIA)


@pytest.fixture(scope="module")
def whole() -> Build:
    return everything()


@cache
def preview_of_everything() -> str:
    return preview_page.page(everything(), lint.findings(everything()))


@pytest.mark.slow
def test_fields_are_harmless(whole: Build) -> None:
    assert len(whole.deck.notes) > 1_000
    for note in whole.deck.notes:
        for name, value in zip(ALL[note.kind].field_names, note.fields, strict=True):
            assert not laws.CONTROL.search(value), (note.span, name)
            if name not in laws.PLAIN_FIELDS:
                laws.harmless(value)
                assert is_harmless(value) or "&gt;" in value or "&lt;" in value, value
            if name not in ("Text", "Occlusion"):
                assert "{{" not in value, (note.span, name, value)


@pytest.mark.slow
def test_the_engine_obeys_nothing_of_them(whole: Build, tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    package.write_bytes(packed(whole.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    log = engine.import_package(package)
    assert (log.new, log.conflicting, log.other) == (len(whole.deck.notes), 0, 0)
    by_guid = {note.guid: note for note in whole.deck.notes}
    for (guid, ordinal), card in engine.cards().items():
        note, output = by_guid[guid], card.render_output()
        for side, text in (("front", output.question_text), ("back", output.answer_text)):
            assert text.count("<script") == _scripts(note, ordinal, side), (note.span, text)
            _Handlers().feed(text)
            assert not re.search(r"\[(?:anki:play|\[type:(?!入力する答え\]\]))", text), text
            for latex in (False, True):
                found = engine.col._backend.extract_latex(text=text, svg=latex, expand_clozes=False)
                assert not found.latex, text
        assert not output.question_av_tags
        assert not output.answer_av_tags
    # What looks like a picture in text that is shown as text is looked for, but neither shown nor played.
    missing = engine.col.media.check().missing
    assert not [name for name in missing if name.endswith((".mp3", ".png"))]
    engine.close()


class _Handlers(HTMLParser):
    """Finds what would run or change the card's looks in the HTML that the engine shows."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name, value)
            assert name != "style" or value in ("font-size: em", "display: none"), (tag, value)


def _scripts(note: Note, ordinal: int, side: str) -> int:
    template = ALL[note.kind].templates[ordinal if note.kind == "basic" else 0]
    return sides(template.stem, "ja_JP")[side == "back"].count("<script")


@pytest.mark.parametrize("text", [text for text in SYNTAX if "$" not in text and text != "::"])
@pytest.mark.parametrize(
    "position", ["term", "gist", "definition", "mark", "item", "labelled", "cell", "answer", "code", "fence", "title"]
)
def test_what_anki_would_obey_reads_as_it_was_typed(position: str, text: str) -> None:
    result = rebuilt((("a.md", placed(position, text)),))
    fields = [html.unescape(field) for note in result.deck.notes for field in note.fields[:-5]]
    # [[x]] is a link of other programs and reads as x
    typed = (text, text[2:-2]) if text.startswith("[[") else (text,)
    assert any(shown in _shown(field) for field in fields for shown in typed), fields


def _shown(field: str) -> str:
    return re.sub(r"</?(?:b|p|li|ul|code|pre)\b[^<>]*>", "", field)


COMPARISONS = (
    "a<b かつ c>d である。",
    "x<b and c>d である。",
    "p<0.05 と q>0.1",
    "if a<b then c>d",
    "<b かつ> である。",
    "a < b > c",
)


@pytest.mark.parametrize("text", COMPARISONS)
def test_what_has_no_attributes_is_no_tag(text: str) -> None:
    (note,) = build(f"# 章\n- 語【基本】\n{text}\n").deck.notes
    assert note.fields[1] == html.escape(text)
    assert plain(text) == text


def test_more_settings_that_do_nothing() -> None:
    result = build("- 語：意味\n", settings=b'tts = true\ntts_language = "ja_JP}}<script>"\n')
    assert codes(result) == ["N005"]
    assert result.settings.tts_language == "ja_JP"


@pytest.mark.parametrize("path", ["/dev/zero", "missing.otf", ".", "a.md"])
def test_a_font_that_is_none(path: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("- 語：意味\n", "utf-8")
    result = build("- 語：意味\n", folder=tmp_path, settings=f'font = "{path}"\n'.encode())
    assert codes(result) == ["N005"]


# --- settings, YAML and TOML --------------------------------------------------------------------

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [{','.join([f'*{chr(97 + at)}'] * 9)}]\n" for at in range(20)
)
FRONT: dict[str, tuple[str, list[str]]] = {
    "python/object": ('title: !!python/object/apply:os.system ["touch pwned"]\n', ["N011"]),
    "python/name": ("title: !!python/name:os.system\n", []),
    "billion laughs": (LAUGHS + "title: *u\n", ["N011"]),
    "recursion": ("title: &a [*a]\n", ["N007"]),
    "merging": ("x: &x {y: 1}\ntitle: t\n<<: *x\n", []),
    "depth": ("title: " + "[" * 1_000 + "\n", ["N007"]),
    "length": ("title: " + "x" * 20_000 + "\n", ["N007"]),
    "no such character": ('title: "\\U00110000"\n', ["N007"]),
    "no character at all": ('title: "\\UFFFFFFFF"\n', ["N007"]),
    "half a character": ('title: "葉\\uD800b"\n', []),
    "control characters": ('title: "葉\\x1f\\x0e\\x11b"\n', []),
    "a huge number": ("title: " + "9" * 9_000 + "\n", []),
    "a date that is none": ("title: 2026-99-99\n", []),
    "a tag that is none": ("title: !!int 葉\n", []),
    "text as typed": ("title: 1.50\ntags: [01, 2026-01-01, true]\n", []),
    "truth": ("numbers: Yes\nreverse: !!bool false\n", []),
    "null": ("title: ~\ntags: null\ndeck:\n", []),
}  # fmt: skip


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_makes_nothing_but_text(name: str) -> None:
    text, expected = FRONT[name]
    result = build(f"---\n{text}---\n- 語：意味\n")
    assert [code for code in codes(result) if name != "merging"] == expected
    assert not any(laws.CONTROL.search(field) for note in result.deck.notes for field in note.fields)
    packed(result.deck, "ja_JP")


def test_front_matter_is_read_as_typed() -> None:
    settings = (
        build("---\ntitle: 1.50\ntags: [01, 2026-01-01, true]\nnumbers: Off\n---\n- 語：意味\n").sources[0].settings
    )
    assert (settings.title, settings.tags, settings.numbers) == ("1.50", ("01", "2026-01-01", "true"), False)


TOML = {
    "depth": ("name = " + "[" * 5_000, "N006"),
    "depth of tables": ("name = " + "{a=" * 3_000, "N006"),
    "length": ('name = "' + "x" * 20_000 + '"', "N006"),
    "dotted": (".".join("a" * 4_000) + " = 1", "N004"),
    "a huge number": ("max_retired = " + "9" * 5_000, "N006"),
    "infinity": ("font_scale = inf", "N005"),
    "nothing": ("font_scale = nan", "N005"),
    "an escape": ('"\\u001b[31m" = 1', "N004"),
}


@pytest.mark.parametrize("name", TOML)
def test_settings_that_are_meant_to_hurt(name: str) -> None:
    text, expected = TOML[name]
    result = build("- 語：意味\n", settings=text.encode())
    assert codes(result) == [expected]
    assert "\x1b" not in "".join(message(found) for found in result.diagnostics)


def test_control_characters_in_settings_go() -> None:
    result = build(
        "- 語：意味\n", settings=b'name = "A\\u001f\\u0011\\nB"\ndescription = "a\\u0000b"\nauthor = "\\u001f"\n'
    )
    assert result.deck.name == "A B"
    assert not laws.CONTROL.search(result.deck.description)


# --- diagrams and ledgers -----------------------------------------------------------------------


def svg(inside: str, attributes: str = "") -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {space} viewBox="0 0 100 100" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect style="fill:u\\72l(http://evil.example/)"/>', '<rect fill="url( &quot;http://evil.example/&quot; )"/>',
        "<style>@\\69mport 'http://evil.example/'</style>", "<style><b/>@import 'http://evil.example/'</style>",
        "<style>a{background:image-set('http://evil.example/' 1x)}</style>", '<image href="data:image/svg+xml,evil.example"/>',
        '<use xlink:href="http://evil.example/#x"/>', '<feImage href="//evil.example/"/>', '<set attributeName="href" to="javascript:evil.example"/>',
        '<script xlink:href="http://evil.example/"/>', '<x:script xmlns:x="http://www.w3.org/1999/xhtml">evil.example</x:script>',
        '<rect onclick="evil.example"/>', '<rect ONCLICK="evil.example"/>', '<filter id="f" filter="src(http://evil.example/)"/>',
        '<?xml-stylesheet href="http://evil.example/"?>', "<!-- evil.example -->",
    ],
)  # fmt: skip
def test_a_diagram_refers_to_nothing_outside(inside: str) -> None:
    assert b"evil.example" not in diagram(svg(inside)).data


def test_a_diagram_keeps_what_is_its_own() -> None:
    inside = '<style>.a{fill:url(#g)}</style><rect id="r" fill="url( \'#g\' )"/><use href="#r"/><text data-ask="a\\b">x</text>'
    data = diagram(svg(inside)).data.decode()
    assert data.count("#g") == 2
    assert 'href="#r"' in data
    assert diagram(svg('<rect data-ask="a\\b (c)" width="9" height="9"/>')).regions.keys() == {"a\\b (c)"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_diagram_defines_no_entities(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE svg [<!ENTITY a "x">]>{svg("&a;").decode()}'
    with pytest.raises(DiagramError, match="document type"):
        diagram(text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        svg("<g>" * 10_000 + "</g>" * 10_000), svg("", 'viewBox="0 0 1 1"'), svg("").replace(b"100 100", b"1e999 1"), svg("").replace(b"100 100", b"nan 1"),
        svg("".join(f'<rect data-ask="{at}" width="1" height="1"/>' for at in range(200))), b"", b"\xff\xfe", b'<?xml version="1.0" encoding="x"?><svg/>',
    ],
    ids=["deep", "twice", "endless", "no number", "many parts", "empty", "mark", "encoding"],
)  # fmt: skip
def test_a_diagram_that_is_meant_to_hurt_is_refused(data: bytes) -> None:
    with pytest.raises(DiagramError):
        diagram(data)


@pytest.mark.parametrize(
    "shape",
    ['<polygon points=""', '<polygon points="1"', '<rect width="1e999"', '<circle r="-5"', '<text x="1e300"', "<g"],
)
def test_masks_stay_on_the_picture(shape: str) -> None:
    regions = diagram(svg(f'{shape} data-ask="x"/>')).regions
    assert all(0 <= number <= 1 for areas in regions.values() for area in areas for number in area)


@pytest.mark.parametrize(
    "field",
    [f"<img src=x onerror={DO}>", f"<b onclick=\"{DO}\">x</b>", "[latex]x[/latex]", "{{c1::image-occlusion:rect:left=\" onclick=\"x}}", "<svg></svg>", '<img src="//evil.example/x.png">', f'<a href="javascript:{DO}">x</a>'],
)  # fmt: skip
def test_a_ledger_from_others_puts_nothing_active_on_retired_cards(field: str) -> None:
    for kind in ALL:
        record = Record("guid", kind, "sentence", "a.md", ("章",), "語", "語", "{{c1::x}}" + field, front=field)
        first = build("- 語：意味\n")
        ledger = as_bytes(Ledger(Records({"guid": record, **first.ledger.records}), first.ledger.looks))
        result = rebuilt((("a.md", "- 語：意味\n".encode()),), ledger=ledger)
        retired = next(note for note in result.deck.notes if note.retired)
        for name, value in zip(ALL[kind].field_names, retired.fields, strict=True):
            if name != "Meta":
                laws.harmless(value)
                assert 'onclick="' not in value or "<" not in value


def test_retired_cards_keep_what_is_ours() -> None:
    text = '# 章\n- 語\n文と[綴り](https://a.example/ "a<b>c")と![図<1>"](eks.png)と`{{c1::x}}`と$a<b$と{漢字|かな}と **印** 。\n'
    first = build(text, media=MEDIA)
    second = build("# 章\n- 他：別の意味\n", after=first, media=MEDIA)
    before = {note.guid: note.fields[:2] for note in first.deck.notes}
    after = {note.guid: note.fields[:2] for note in second.deck.notes if note.retired}
    assert after == before


# --- the preview and its server -----------------------------------------------------------------


@pytest.mark.slow
def test_the_preview_escapes_everything(whole: Build) -> None:
    page = preview_of_everything()
    head, _, rest = page.partition('<script type="application/json" id="data">')
    data, _, script = rest.partition("</script>")
    assert "<" not in data
    assert json.loads(data)["notes"]
    templates = Path(preview_page.__file__).parent / "templates"
    names = ("temml.js", "anki.js", "cards.js", "notes.js", "preview.js", "poll.js")
    ours = [f"<script>{(templates / name).read_text('utf-8')}</script>\n" for name in names]
    assert script == f"\n{''.join(ours)}</body>\n</html>\n"
    assert html.escape(whole.deck.name) in head
    assert head.count("<script") == 0
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', head)[0])
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].startswith("'sha256-")
    assert rules["img-src"] == rules["media-src"] == "data:"
    assert {rules["base-uri"], rules["form-action"]} == {"'none'"}


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        server.rebuild(lambda _version: iter([Pages("the page", "{}")]))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()  # seconds to be shut down in
        yield server
        server.shutdown()


def ask(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    if host != "":
        connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    assert answer.getheader("Access-Control-Allow-Origin") is None
    connection.close()
    return answer.status, body


def test_the_server_answers_this_machine_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    name = socket.gethostname()
    try:
        others = {str(info[4][0]) for info in socket.getaddrinfo(name, None, socket.AF_INET)} - {"127.0.0.1"}
    except OSError:
        others = set()
    for other in others:
        if not other.startswith("127."):
            with pytest.raises(OSError, match=r"."):
                socket.create_connection((other, server.server_port), timeout=2)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1.evil.example:{port}",
        "",
        "127.0.0.1:{port}@evil.example",
    ],
)
def test_the_server_answers_no_other_name(host: str, server: Server) -> None:
    status, body = ask(server, "/", host.format(port=server.server_port))
    assert status == 403
    assert b"the page" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/notes/",
        "/a.md",
        "/?x",
        "/state/",
        "http://evil.example/",
    ],
)
def test_the_server_has_only_its_page(path: str, server: Server) -> None:
    assert ask(server, path) == (404, b"not found")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE"])
def test_the_server_only_shows(method: str, server: Server) -> None:
    status, body = ask(server, "/", method=method)
    assert status == 501
    assert b"the page" not in body


def test_the_server_shows_its_page(server: Server) -> None:
    assert ask(server, "/") == (200, b"the page")
    assert ask(server, "/", f"localhost:{server.server_port}") == (200, b"the page")
