"""Laws that hold for any input at all; each raises AssertionError, or whatever the builder lets through."""

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.package import packed
from deckbuilder.app import differences, lint, preview_page
from deckbuilder.base import diagnostics
from deckbuilder.base.decoding import decoded
from deckbuilder.base.model import FileSettings, Source, Span
from deckbuilder.base.notes import Note
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.records import Ledger, as_bytes, reopened
from deckbuilder.pipeline.build import Build
from deckbuilder.read.outline import outline
from deckbuilder.read.table_rows import is_separator
from tests.builds import NOW, rebuilt, report

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br center cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rb rp rt rtc ruby s samp small span strike strong sub sup table tbody td tfoot th "
    "thead tr u ul var wbr".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "p": {"class"},
    "div": {"class"},
    "ul": {"class"},
    "li": {"class"},
    "b": {"class"},
}
"""What may stand in a field."""
FORMS = frozenset(("front matter", "heading", "fence", "answer", "explanation", "directive", "details", "frame", "table", "break", "rule", "comment"))  # fmt: skip
"""What a line may be that no card has and that nobody misses."""
PLAIN_FIELDS = frozenset(("Occlusion", "Meta"))
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
CLOZE = re.compile(r"\{\{c(\d+)::")
SOUND = re.compile(r"\[sound:[^\[\]<>\"&]+-[0-9a-f]{10}\.\w+\]")


def outlines(text: str) -> None:
    """An outline comes of any text, and all that it names lies in the file."""
    result = outline(Source("a.md", text, FileSettings()))
    rows = text.split("\n")
    for entry in result.entries:
        _within(entry.span, rows)
    for diagnostic in result.diagnostics:
        _within(diagnostic.span, rows)
        diagnostics.formatted(diagnostic, {"a.md": text})
    assert all(1 <= line.line <= len(rows) for line in result.structure)


def builds(*files: tuple[str, bytes], **inputs: Any) -> Build:
    """A build comes of any files; what it says is true, and a second one changes nothing."""
    build = rebuilt(files, **inputs)
    rows = {path: decoded(path, data)[0].split("\n") for path, data in files}
    for diagnostic in build.diagnostics:
        if diagnostic.span.path in rows:
            _within(diagnostic.span, rows[diagnostic.span.path])
        diagnostics.formatted(diagnostic, {source.path: source.text for source in build.sources})
    for note in build.deck.notes:
        _within(note.span, rows[note.span.path])
        for name, value in zip(ALL[note.kind].field_names, note.fields, strict=True):
            assert not CONTROL.search(value), (name, value)
            if name not in PLAIN_FIELDS:
                harmless(value)
            if name not in ("Text", "Occlusion"):
                assert "{{" not in value, value
        assert bool(note.cards) is not note.retired, note
        assert max(note.cards, default=0) < 500, "Anki knows 500 clozes at most"
    covered(build)
    if not build.failed:
        again(build, files, **inputs)
    return build


def again(build: Build, files: Sequence[tuple[str, bytes]], **inputs: Any) -> None:
    """The ledger reads back as it was written, the package too, and the next build finds every note again."""
    ledger = as_bytes(build.ledger)
    assert parsed("ledger.json", ledger.decode()) == (build.ledger, [])
    assert reopened(ledger) == build.ledger
    package = packed(build.deck, "ja_JP")
    second = rebuilt(tuple(files), after=build, now=NOW + 60, **inputs)
    assert not second.changes, second.changes
    assert as_bytes(second.ledger) == ledger
    # A file with broken front matter is read while it has no notes yet, and held from then on.
    assert packed(second.deck, "ja_JP") == package or any(note.held for note in second.deck.notes)


def tells(build: Build) -> None:
    """Everything that is said of a build can be said."""
    findings = lint.findings(build)
    lint.listing(findings, str)
    lint.figures(build, findings)
    lint.findings_on_changes(build)
    list(differences.listing(build.changes, str, 80))
    report(build)
    page = preview_page.page(build, findings).encode().decode()
    data = page.partition('<script type="application/json" id="data">')[2].partition("</script>")[0]
    assert "<" not in data
    json.loads(data)


def ledgers(text: str) -> None:
    """A ledger is read or refused; what is read builds on and reads back."""
    ledger, problems = parsed("ledger.json", text)
    assert ledger == Ledger() or {problem.code for problem in problems} <= {"N507", "N508"}
    build = rebuilt(
        (("a.md", "# 章\n- 用語\n説明は **印** を持つ。\n".encode()),), ledger=text.encode("utf-8", "surrogatepass")
    )
    if not build.failed:
        again(build, (("a.md", "# 章\n- 用語\n説明は **印** を持つ。\n".encode()),))


# --- parts ------------------------------------------------------------------------------------


def _within(span: Span, rows: Sequence[str]) -> None:
    assert 0 <= span.first <= span.last <= len(rows), span
    if span.first:
        assert 1 <= span.col <= len(rows[span.first - 1]) + 1, (span, rows[span.first - 1])


class _Tags(HTMLParser):
    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, ()), (tag, name)
            if name == "href":
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", "".join((value or "").split()).lower())
                assert not scheme or scheme[1] in ("http", "https", "mailto"), value
            if name == "src":
                assert re.fullmatch(r"[^/:?#]+-[0-9a-f]{10}\.\w+", value or ""), value

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def harmless(field: str) -> None:
    """Nothing in a field is active, loads anything, or is Anki's syntax unless it is ours."""
    parser = _Tags(convert_charrefs=True)
    parser.feed(field)
    parser.close()
    rest = SOUND.sub("", field)
    assert not re.search(r"\[(?:/?sound:|/?anki:|/?latex\]|/?\$\$?\])|<%|%>", rest, re.IGNORECASE), field


def media_of(field: str) -> list[str]:
    """Return the media files that a field shows or plays."""
    return re.findall(r'<img[^>]*\bsrc="([^"]+)"', field) + re.findall(r"\[sound:([^\]]+)\]", field)


def covered(build: Build) -> None:
    """Every line has a role: asked or shown are those of a card, structure only what gives the notes their form."""
    notes: dict[tuple[str, int], list[Note]] = {}
    for note in build.deck.notes:
        for line in (*note.asked, *note.shown):
            notes.setdefault((note.span.path, line), []).append(note)
    for source in build.sources:
        rows = source.text.split("\n")
        roles = build.coverage[source.path]
        assert len(roles) == len(rows)
        outlined = outline(source)
        forms = {line.line for line in outlined.structure if line.role in FORMS}
        forms |= {entry.span.first for entry in outlined.entries if entry.shape in ("heading", "text")}
        for number, (row, role) in enumerate(zip(rows, roles, strict=True), 1):
            assert (role == "blank") == (not row.strip()), (number, row, role)
            assert role != "structure" or number in forms, (number, row)
            if role in ("asked", "shown"):
                assert notes.get((source.path, number)) or "N301" in {d.code for d in build.diagnostics}, (number, row)


def vanished(build: Build) -> Iterator[tuple[str, int, str]]:
    """Yield (path, line, characters) of what no card has that claims its line.

    Markers are left out, readings and addresses (a term stands on its cards without them), tables that are
    pictures, and the header of a table, of which cards show only the names that they need. What is said twice stands on the cards of its first place.
    """
    if any(diagnostic.code == "N301" for diagnostic in build.diagnostics):
        return
    drawn = {(n.span.path, line) for n in build.deck.notes if n.kind == "occlusion" for line in n.asked}
    on_cards: dict[tuple[str, int], Counter[str]] = {}
    for note in build.deck.notes:
        said = Counter(_said(note))
        for line in {*note.asked, *note.shown}:
            key = (note.span.path, line)
            on_cards[key] = on_cards.get(key, Counter()) | said
    for source in build.sources:
        rows = source.text.split("\n")
        for number, (row, role) in enumerate(zip(rows, build.coverage[source.path], strict=True), 1):
            is_header = number < len(rows) and is_separator(rows[number])
            if role not in ("asked", "shown") or is_header or (source.path, number) in drawn:
                continue
            missing = Counter(_letters(_SYNTAX.sub(lambda match: match["code"] or "", row))) - on_cards.get(
                (source.path, number), Counter()
            )
            if missing:
                yield source.path, number, "".join(missing.elements())


def added(build: Build) -> Iterator[tuple[str, str, str]]:
    """Yield (path, field, characters) of what a card asks or answers that the lines it names do not say.

    The name of a table's row may stand further up, and what we write is the dash between two names, the signs
    of a cloze and those of a formula.
    """
    rows = {source.path: source.text.split("\n") for source in build.sources}
    for note in build.deck.notes:
        if note.kind == "occlusion" or note.role == "cell":
            continue
        notes = Counter(_visible("".join(rows[note.span.path][line - 1] for line in {*note.asked, *note.shown})))
        for name, value in zip(ALL[note.kind].field_names, note.fields, strict=True):
            if name in ("Prompt", "Text", "Answer"):
                said = html.unescape(re.sub(r"<[^<>]*>", "", value))
                more = Counter(_visible(_OURS.sub("", said))) - notes
                if more:
                    yield note.span.path, name, "".join(more.elements())


_OURS = re.compile(r"\{\{c\d+::|\}\}|\\[()\[\]]")


def _visible(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


_SYNTAX = re.compile(
    r"(?P<code>(?<!`)(?P<fence>(?>`+)).+?(?<!`)(?P=fence)(?!`))"
    r"|(?<=[^{}|])\|[^{}|]+(?=\})|(?<=\])\([^()]*\)|<!--.*?-->|</?(?:details|summary)>|【(?:基本|逆|穴埋め|一覧|入力|図表|除外)(?:[:：][^【】]*)?】"
    r"|\[(?:basic|reverse|cloze|list|type|picture|skip)\]|^\s*(?:[0-9０-９]{1,3}[.．)）]|[（(][0-9０-９]{1,2}[)）]|[①-⑳])"
    r"|^\s*[■◆〇○◯◎▼●][ 　]*|^\s*(?:【例】|例：)"
    r"|^\s*(?:[-*+] +)?(?:\*\*)?(?:[QＱAＡ]|問題?|設問|質問|答え?|正解|正答|解答|回答|こたえ|解説|説明)\s*[0-9０-９]{0,3}\s*[:：.．　 、)）]"
    r"|\[[xX✓]\](?=\s)"
    r"|【(?:問|問題|質問|設問|答|答え|正解|正答|解答|回答|解説)】"
)


def _said(note: Note) -> str:
    fields = " ".join((*note.fields, *note.tags, note.deck))
    return _letters(html.unescape(fields))


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if char.isalnum())
