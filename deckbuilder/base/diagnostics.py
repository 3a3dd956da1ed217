"""How messages are ordered, counted, silenced and printed."""

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.examples import EXAMPLES
from deckbuilder.base.model import Allowance, Diagnostic, Severity, Span
from deckbuilder.base.printed import in_line, width
from deckbuilder.base.words import PLACEHOLDER, Filling, Language, Words, within

HELP = Words("help", "対処")
"""What leads in a remedy."""
MOST_MESSAGES = 10
"""Messages that are printed one by one; more are summed up by kind."""


def is_quality(code: str) -> bool:
    """Tell whether a code is about how good a card is, not whether it can be built."""
    return code.startswith("N2")


def severity(code: str) -> Severity:
    """Return how grave a message of the catalogue is."""
    return CATALOGUE[code].severity


def text(diagnostic: Diagnostic, language: Language = "en") -> str:
    """Return the problem, in one line."""
    return _filled(CATALOGUE[diagnostic.code].text, diagnostic, language)


def hint(diagnostic: Diagnostic, language: Language = "en") -> str:
    """Return the remedy, in one line."""
    return _filled(CATALOGUE[diagnostic.code].hint, diagnostic, language)


def _filled(words: Words, diagnostic: Diagnostic, language: Language) -> str:
    values = arguments(diagnostic, language).items()
    return words.within(language).format(**{name: Filling(value) for name, value in values})


def arguments(diagnostic: Diagnostic, language: Language = "en") -> dict[str, str]:
    """Return what fills a message, by its names there."""
    values = (in_line(within(argument, language)) for argument in diagnostic.args)
    return dict(zip(CATALOGUE[diagnostic.code].names, values, strict=True))


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by place, the same one only once."""
    return sorted(set(diagnostics), key=lambda d: (d.span.path, d.span.first, d.span.col, d.code, repr(d.args)))


def formatted(diagnostic: Diagnostic, texts: Mapping[str, str], language: Language = "en") -> str:
    """Return a diagnostic as it is printed, with excerpt and caret where `texts` has its file."""
    span = diagnostic.span
    path = in_line(span.path)
    place = f"{path}:{span.first}:{span.col}" if span.first else path
    said = f"{severity(diagnostic.code)}[{diagnostic.code}] {text(diagnostic, language)}"
    lines = [f"{place}: {said}" if place else said]
    source = texts.get(span.path, "").split("\n")
    if 0 < span.first <= len(source) and source[span.first - 1].strip():
        excerpt = source[span.first - 1].replace("\t", " ")
        number = f"{span.first} | "
        lines.append(number + in_line(excerpt))
        lines.append(" " * (len(number) + width(in_line(excerpt[: span.col - 1]))) + "^")
    lines.append(f"  {HELP.within(language)}: {hint(diagnostic, language)}")
    return "\n".join(lines)


def as_json(found: Iterable[Diagnostic]) -> str:
    """Return diagnostics as a JSON list, for editors."""
    return json.dumps([as_values(diagnostic) for diagnostic in found], ensure_ascii=False, indent=1)


def as_values(diagnostic: Diagnostic) -> dict[str, str | int | dict[str, str]]:
    """Return a diagnostic as plain values, its words in English."""
    return {
        "code": diagnostic.code,
        "severity": severity(diagnostic.code),
        "path": diagnostic.span.path,
        "line": diagnostic.span.first,
        "col": diagnostic.span.col,
        "text": text(diagnostic),
        "hint": hint(diagnostic),
        "arguments": arguments(diagnostic),
    }


def as_github(diagnostic: Diagnostic, language: Language = "en") -> str:
    """Return a diagnostic as a workflow command, which GitHub shows beside the line."""
    kind = {"info": "notice"}.get(severity(diagnostic.code), severity(diagnostic.code))
    span = diagnostic.span
    path, said = _escaped(in_line(span.path)), _escaped(f"{text(diagnostic, language)} ({hint(diagnostic, language)})")
    path = path.replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} file={path},line={max(span.first, 1)},col={span.col},title={diagnostic.code}::{said}"


def _escaped(said: str) -> str:
    return said.replace("%", "%25")


def stops(code: str) -> bool:
    """Tell whether a message of this code keeps a build from being written."""
    return severity(code) == "error" and not is_quality(code)


def limited(found: Sequence[Diagnostic], language: Language = "en") -> tuple[list[Diagnostic], list[str]]:
    """Return the messages to print in full, and a line for each kind of which others are only counted.

    Of what stops the build 10 of a kind are printed; of all else nothing, if it is more than 10 messages.
    """
    is_much = sum(not stops(diagnostic.code) for diagnostic in found) > MOST_MESSAGES
    seen: Counter[str] = Counter()
    kept, counted = [], defaultdict(list)
    for diagnostic in found:
        seen[diagnostic.code] += 1
        if seen[diagnostic.code] <= MOST_MESSAGES if stops(diagnostic.code) else not is_much:
            kept.append(diagnostic)
        else:
            counted[diagnostic.code].append(diagnostic)
    gravest = sorted(counted, key=lambda code: (is_quality(code), _GRAVITY.index(severity(code)), -seen[code]))
    return kept, [_summed(code, counted[code], language) for code in gravest]


_GRAVITY = ("error", "warning", "info")
_NAMED = 3
"""Places that are named of each kind."""


def _summed(code: str, found: Sequence[Diagnostic], language: Language) -> str:
    spans = list(dict.fromkeys((one.span.path, one.span.first) for one in found))
    places = ", ".join(f"{in_line(path)}:{first}" if first else in_line(path) for path, first in spans[:_NAMED])
    said = text(found[0], language) if len(found) == 1 else unfilled(CATALOGUE[code].text.within(language))
    return f"{severity(code)}[{code}] {len(found)} × {said} ({places}{' …' if len(spans) > _NAMED else ''})"


def silenced(
    found: Sequence[Diagnostic], allowances: Iterable[Allowance], of_quality: bool
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return (the diagnostics that are not allowed, what is wrong with the allowances).

    A build's own messages and those of card quality are silenced apart, each with its allowances.
    """
    by_place: dict[tuple[str, str], list[Allowance]] = {}
    problems = []
    for allowance in sorted(allowances, key=lambda allowance: allowance.first):
        if can_be_allowed(allowance.code):
            if is_quality(allowance.code) == of_quality:
                path = allowance.path if allowance.first else ""
                by_place.setdefault((allowance.code, path), []).append(allowance)
        elif not of_quality:
            problems.append(Diagnostic("N114", _place(allowance), (allowance.code,)))
    reach = {place: list(accumulate((a.last for a in allowed), max)) for place, allowed in by_place.items()}
    used: set[Allowance] = set()
    kept = []
    for diagnostic in found:
        covering = by_place.get((diagnostic.code, ""), [])
        place = (diagnostic.code, diagnostic.span.path)
        if place in by_place:
            covering = [*covering, *_covering(by_place[place], reach[place], diagnostic.span.first)]
        used.update(covering)
        if not covering:
            kept.append(diagnostic)
    unused = [a for allowed in by_place.values() for a in allowed if a not in used]
    return kept, problems + [Diagnostic("N113", _place(a), (a.code,)) for a in unused]


def _covering(allowed: Sequence[Allowance], reach: Sequence[int], line: int) -> Iterator[Allowance]:
    """Yield the allowances for a line; they are sorted by their first, `reach` is how far those up to each go."""
    at = bisect_right(allowed, line, key=lambda allowance: allowance.first) - 1
    while at >= 0 and reach[at] >= line:
        if allowed[at].last >= line:
            yield allowed[at]
        at -= 1


def _place(allowance: Allowance) -> Span:
    return Span(allowance.path, allowance.line, allowance.line)


def can_be_allowed(code: str) -> bool:
    """Tell whether a code may be silenced: warnings, and all that lint says."""
    return code in CATALOGUE and (is_quality(code) or CATALOGUE[code].severity != "error")


def explained(code: str, language: Language = "en") -> str:
    """Return all that the catalogue says of a code; … stands for what differs from case to case."""
    severity, *said = CATALOGUE[code]
    problem, remedy, example = (unfilled(words.within(language)) for words in said)
    advice = _EACH.within(language) if remedy == "…" else remedy
    rows = (f"{_EXAMPLE.within(language)}: {example}", f"{HELP.within(language)}: {advice}")
    sides = zip(_SIDES, EXAMPLES.get(code, ()), strict=False)
    shown = (f"{words.within(language)}:\n{_quoted(notes)}" for words, notes in sides)
    return "\n  ".join((f"{code} ({severity}): {problem}", *rows, *shown))


def _quoted(notes: str) -> str:
    return "\n".join(f"    | {row}" for row in notes.split("\n"))


_EXAMPLE = Words("example", "例")
_EACH = Words("each such message says what to do in its case", "場合によって違うので、メッセージごとに書かれます")
_SIDES = (Words("before", "直す前"), Words("after", "直した後"))


def unfilled(said: str) -> str:
    """Return a text of the catalogue with … for what differs from case to case, as of many."""
    return PLACEHOLDER.sub(lambda place: place[3] or "…", said)
