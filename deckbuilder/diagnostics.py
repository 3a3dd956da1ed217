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
    # Card quality; an error's number is its warning's plus 50. They are lint's, and stop no build.
    "N201": Message(
        "warning", "the answer has {0} characters (over {1})", "give the term a 【gist】, or mark the words that matter"
    ),
    "N202": Message("warning", "the question has {0} characters (over {1})", "leave out what is not asked"),
    "N203": Message(
        "warning", "the answer holds {0} things ({1} or more)", "make a list of them, or ask them one by one"
    ),
    "N204": Message("warning", "{0} questions in one ({1} or more)", "make a card of each"),
    "N205": Message(
        "warning", "much of the answer “{0}” stands on its own front", "reword the question or the heading above it"
    ),
    "N206": Message(
        "warning",
        "the answer “{0}” stands on a card close by: {1}",
        "nothing, if that card does not give it away; else move one of them",
    ),
    "N208": Message(
        "warning", "another question reads nearly the same: {0}", "say what tells them apart, or add ※混同注意"
    ),
    "N209": Message("warning", "the answers “{0}” and “{1}” are easily confused", "add ※混同注意 to both"),
    "N210": Message("warning", "“{0}” can be answered in many ways", "ask for the one thing that counts"),
    "N211": Message(
        "warning", "nothing says what kind of number “{0}” is", "name what is counted or measured, or its unit"
    ),
    "N212": Message("warning", "“{0}” can be guessed", "ask for the thing itself, or for the reason"),
    "N213": Message(
        "warning", "its place “{0}” is too long or missing", "shorten the headings to 30 characters in 3 levels"
    ),
    "N214": Message("warning", "{0} clozes in one sentence (over {1})", "split the sentence, or mark less"),
    "N217": Message("warning", "{0} cards from one table (over {1})", "mark the cells that matter with **…**"),
    "N218": Message(
        "warning",
        "asked back, “{0}” fits several terms or has a long answer",
        "make the gist more precise, or turn its reverse off",
    ),
    "N219": Message("warning", "what may change has no date: {0}", "say as of when, （2026年11月時点）"),
    "N220": Message("warning", "{0}", "ask more of this section, or merge it with another"),
    "N221": Message("warning", "{0} seconds to read (over {1})", "shorten the question, or ask one item less"),
    "N222": Message("warning", "{0} does not fit a phone", "shorten the line; give the picture a description"),
    "N224": Message("warning", "the sentence has {0} characters (over {1})", "split it"),
    "N225": Message("warning", "{0} characters are hidden (over {1})", "mark only the word that matters"),
    "N226": Message("warning", "{0} % of the sentence is hidden (over {1} %)", "mark less, or say more round it"),
    "N251": Message(
        "error", "the answer has {0} characters (over {1})", "give the term a 【gist】, or mark the words that matter"
    ),
    "N252": Message("error", "the question has {0} characters (over {1})", "leave out what is not asked"),
    "N253": Message(
        "error", "the answer holds {0} things ({1} or more)", "make a list of them, or ask them one by one"
    ),
    "N254": Message("error", "{0} questions in one ({1} or more)", "make a card of each"),
    "N255": Message(
        "error",
        "the answer “{0}” stands on its own front",
        "reword the question, or mark it everywhere in the sentence",
    ),
    "N257": Message(
        "error", "the same front has another answer too: {0}", "tell the two apart in the question or the heading"
    ),
    "N263": Message("error", "“{0}” cannot be understood on the card alone", "name what it stands for"),
    "N264": Message("error", "{0} clozes in one sentence (over {1})", "split the sentence, or mark less"),
    "N276": Message("error", "only “{0}” is hidden", "mark a word that means something"),
    "N265": Message("error", "Anki would read this cloze otherwise: {0}", "take marks inside marks and }} out of it"),
    "N266": Message(
        "error", "a list of {0} items is asked at once", "leave 【一覧】 out: then one item is asked at a time"
    ),
    "N267": Message("error", "a table card without its row or column name: {0}", "give the table a header"),
    "N271": Message("error", "{0} seconds to read (over {1})", "shorten the question, or ask one item less"),
    "N274": Message("error", "the sentence has {0} characters (over {1})", "split it"),
    "N275": Message("error", "{0} characters are hidden (over {1})", "mark only the word that matters"),
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


def is_quality(code: str) -> bool:
    """Tell whether a code is about how good a card is, not whether it can be built."""
    return code.startswith("N2")


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
