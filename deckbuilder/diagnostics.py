"""The one catalogue of messages, and how a message is printed."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from deckbuilder.model import Diagnostic, Severity
from deckbuilder.text import width


class Message(NamedTuple):
    """A row of the catalogue; {0}, {1} … are filled from the diagnostic."""

    severity: Severity
    text: str
    hint: str


CATALOGUE: dict[str, Message] = {
    "N001": Message("error", "this file is not UTF-8 ({0})", "{1}"),
    "N002": Message(
        "error", "no notes were found in {0}", "put .md or .txt files there, or name another folder with --notes"
    ),
    "N003": Message(
        "error", "this file cannot be read: {0}", "check its permissions, or move it out of the notes folder"
    ),
    "N004": Message("error", "unknown setting “{0}”", "did you mean “{1}”? docs/settings.md lists them all"),
    "N005": Message("error", "setting “{0}” must be {1}", "write it as in docs/settings.md"),
    "N006": Message("error", "deck.toml cannot be parsed: {0}", "check quotes, brackets and the = signs"),
    "N007": Message(
        "error",
        "the front matter cannot be parsed: {0}",
        "it is YAML between two --- lines; quote values that have a colon",
    ),
    "N101": Message(
        "warning", "this fence is never closed; it is read as text", "close it with a line of the same {0}"
    ),
    "N102": Message(
        "warning", "a question without an answer makes no card", "write the answer below it, led by A: or 答:"
    ),
    "N103": Message(
        "warning",
        "unknown directive 【{0}】; it is read as a name",
        "did you mean 【{1}】? docs/notation.md lists them",
    ),
    "N104": Message(
        "warning",
        "“{0}” has no definition, so it makes no card",
        "write its definition below it, or after a colon on the same line",
    ),
    "N105": Message(
        "warning",
        "a list of {0} items is too long to ask",
        "split it with 【facets】, mark the items that matter with **…**, or ask it whole with 【一覧】",
    ),
    "N106": Message("warning", "this comment is never closed; it is read as text", "close it with -->"),
    "N107": Message(
        "warning", "【{0}】 has nothing to act on", "put it right above the block it is for, or at the end of the term"
    ),
    "N108": Message("warning", "【{0}】 does not know the option “{1}”", "it takes: {2}"),
    "N109": Message(
        "warning", "【穴埋め】 without anything to hide makes no card", "mark what to hide with **…** or 【…】"
    ),
    "N110": Message("warning", "this table has no body rows", "add a row below the line of dashes"),
    "N112": Message(
        "warning",
        "“{0}” is left out: nothing active reaches a card",
        "write it as Markdown, or inside `code` if it is meant as text",
    ),
    "N301": Message(
        "warning",
        "“{0}” stands here a second time; one card asks both",
        "the first is at {1}; delete one, or tell them apart",
    ),
    "N302": Message(
        "warning",
        "a new card was made, though “{0}” in {1} looks like it",
        "if it is the same, give both builds the same wording once, or pin it with <!-- id: name -->",
    ),
    "N303": Message(
        "warning",
        "{0} notes go from deck “{1}” to “{2}”, but Anki leaves their cards where they are",
        "select them in Anki's browser with  {3}  and use Cards > Change Deck",
    ),
    "N304": Message(
        "error",
        "this build would retire {0} of {1} notes ({2} %)",
        "if that is meant, run it again with --yes; else check that all notes are there (max_retired in deck.toml)",
    ),
    "N401": Message("error", "there is no picture or sound “{0}”", "put it into media/ or beside the note{1}"),
    "N402": Message("error", "“{0}” lies outside of media/ and the notes", "copy the file into media/"),
    "N403": Message(
        "error", "“{0}” is on the web; a package carries its own pictures", "save the file into media/ and name it here"
    ),
    "N404": Message(
        "error", "“{0}” has nothing to ask", "give elements of the SVG a data-ask attribute, or take 【図表】 away"
    ),
    "N405": Message("error", "“{0}” cannot be used: {1}", "{2}"),
    "N406": Message(
        "info", "“{0}” is scaled down from {1} to fit a phone", "nothing to do; the file itself is left as it is"
    ),
    "N501": Message(
        "error",
        "the ledger has an unresolved merge conflict",
        "keep the lines of both sides, delete the markers, and build again",
    ),
    "N502": Message(
        "error",
        "the ledger is damaged: {0}",
        "take it from your version control, or rebuild it with: python build.py recover FILE.apkg",
    ),
    "N504": Message(
        "error",
        "this is no Anki package that can be read: {0}",
        "give it an .apkg file of this tool, or one exported from Anki",
    ),
    "N505": Message(
        "warning",
        "the note “{0}” does not say where it belongs, so it is left out",
        "its hidden field was changed in Anki; the next build makes it anew",
    ),
    "N506": Message("error", "there is a ledger already", "move it away, or say --yes to replace it"),
    "N503": Message("error", "the ledger has format {0}, which this version does not know", "update this tool"),
}


def severity(code: str) -> Severity:
    """Return how grave a message of the catalogue is."""
    return CATALOGUE[code].severity


def text(diagnostic: Diagnostic) -> str:
    """Return the problem, in one line."""
    return CATALOGUE[diagnostic.code].text.format(*diagnostic.args)


def hint(diagnostic: Diagnostic) -> str:
    """Return the remedy, in one line."""
    return CATALOGUE[diagnostic.code].hint.format(*diagnostic.args)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by place, the same one only once."""
    return sorted(set(diagnostics), key=lambda d: (d.span.path, d.span.first, d.span.col, d.code, d.args))


def formatted(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str:
    """Return a diagnostic as it is printed, with excerpt and caret where `texts` has its file."""
    span = diagnostic.span
    place = f"{span.path}:{span.first}:{span.col}" if span.first else span.path
    lines = [f"{place}: {severity(diagnostic.code)}[{diagnostic.code}] {text(diagnostic)}"]
    source = texts.get(span.path, "").split("\n")
    if 0 < span.first <= len(source) and source[span.first - 1].strip():
        excerpt = source[span.first - 1].replace("\t", " ")
        number = f"{span.first} | "
        lines.append(number + excerpt)
        lines.append(" " * (len(number) + width(excerpt[: span.col - 1])) + "^")
    lines.append(f"  help: {hint(diagnostic)}")
    return "\n".join(lines)
