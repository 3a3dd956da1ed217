"""Run the card checks over a build, and tell what they found: card by card, and in figures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from statistics import median

from deckbuilder.app.language import spoken, worded
from deckbuilder.app.names import NOTE_KINDS
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import HELP, hint, severity, silenced, text, unfilled
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.printed import in_line, padded
from deckbuilder.base.words import Words, counted, within
from deckbuilder.pipeline.build import Build
from deckbuilder.quality.card_texts import CardText, card_texts
from deckbuilder.quality.changed_cards import found_on_changed
from deckbuilder.quality.checks import OF_ALL_SECTIONS
from deckbuilder.quality.findings import Finding, Offer
from deckbuilder.quality.judging import by_place, found_on, not_allowed
from deckbuilder.quality.many_cards import cards_by_section
from deckbuilder.quality.one_card import length, seconds


def findings(build: Build) -> list[Finding]:
    """Return what all checks find and nothing allows, and the allowances that allow nothing; by place."""
    standards = build.standards
    cards, found = found_on(build.deck.notes, standards)
    found += [finding for check in OF_ALL_SECTIONS for finding in check(build.sections, cards, standards.limits)]
    found, problems = not_allowed(found, standards)
    found += [Finding(problem.code, problem.span, problem.args) for problem in problems]
    return by_place(found + offered(build))


def offered(build: Build) -> list[Finding]:
    """Return the cards that could be asked, and why they are not."""
    return [_offered(offer) for offer in build.offers]


def _offered(offer: Offer) -> Finding:
    """Return what keeps a card from being made as an information: nobody has to do anything."""
    why = offer.finding.diagnostic
    span = Span(why.span.path, offer.lines[0], offer.lines[-1])
    said = (Words(text(why, "en"), text(why, "ja")), Words(hint(why, "en"), hint(why, "ja")))
    return Finding("N230", span, said, offer.finding.card_text)


def findings_on_changes(build: Build) -> list[Diagnostic]:
    """Return what the quick checks find on the notes that this build adds or changes."""
    changed = {change.guid for change in build.changes if change.kind != "retired"}
    found = found_on_changed(build.deck.notes, changed, build.settings.quality)
    kept, _ = silenced(found, build.allowances, of_quality=True)
    return kept


# --- the listing ------------------------------------------------------------------------------


def listing(found: Sequence[Finding], where: Callable[[Span], str]) -> str:
    """Return the findings card by card with both its sides, the worst card first; sections after them, and in the end
    the cards that are only worth a look, a line each.

    `where` says where a span is.
    """
    by_card: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    others = []
    for finding in found:
        if finding.card_text:
            note = finding.card_text.note
            by_card[note.guid or str(note.span), finding.card_text.ordinal].append(finding)
        else:
            others.append(finding)
    worst_first = sorted(by_card.values(), key=_badness, reverse=True)
    looks = [of_card[0] for of_card in worst_first if {finding.code for finding in of_card} == {LOOK}]
    graver = worst_first[: len(worst_first) - len(looks)]
    blocks = ["\n".join(_card(of_card, where)) for of_card in graver]
    blocks += ["\n".join([in_line(where(finding.span)), *_said(finding)]) for finding in others]
    blocks += ["\n".join(_worth_a_look(looks, where))] if looks else []
    return "\n\n".join(blocks)


LOOK = "N238"
"""The code of what only says where to look."""


def _badness(of_card: Sequence[Finding]) -> tuple[int, int, int]:
    grave = [severity(finding.code) for finding in of_card]
    return grave.count("error"), grave.count("warning"), sum(finding.code != LOOK for finding in of_card)


def _worth_a_look(found: Sequence[Finding], where: Callable[[Span], str]) -> Iterator[str]:
    """Yield the cards that are only worth a look, those with most signs first."""
    yield f"{severity(LOOK)}[{LOOK}] {unfilled(CATALOGUE[LOOK].text.within(spoken()))}"
    yield f"  {HELP.within(spoken())}: {hint(found[0].diagnostic, spoken())}"
    for finding in sorted(found, key=lambda finding: -int(str(finding.args[0]))):
        assert finding.card_text
        sides = f"{finding.card_text.prompt} → {finding.card_text.answer}"
        yield f"  {in_line(f'{where(finding.span)}: {sides}')} ({within(finding.args[1], spoken())})"


def _card(of_card: Sequence[Finding], where: Callable[[Span], str]) -> Iterator[str]:
    card_text = of_card[0].card_text
    assert card_text
    kind, number, front = (
        NOTE_KINDS[card_text.note.kind],
        card_text.ordinal + 1,
        " | ".join(card_text.front.splitlines()),
    )
    yield f"{in_line(where(of_card[0].span))}: {worded(f'{kind.en} card {number}', f'{kind.ja}カード {number}')}"
    yield f"  {worded('front: ', '表：')}{in_line(front)}"
    yield f"  {worded('back:  ', '裏：')}{in_line(card_text.answer)}"
    for finding in of_card:
        yield from _said(finding)


def _said(finding: Finding) -> Iterator[str]:
    diagnostic = finding.diagnostic
    yield f"  {severity(finding.code)}[{finding.code}] {text(diagnostic, spoken())}"
    yield f"    {HELP.within(spoken())}: {hint(diagnostic, spoken())}"


# --- the figures ------------------------------------------------------------------------------


def figures(build: Build, found: Sequence[Finding], only: str = "") -> str:
    """Return how long cards are, how many come from each section, and the share of each finding; of one file alone
    where `only` names one."""
    cards = list(card_texts(note for note in build.deck.notes if only in ("", note.span.path)))
    lines = [worded(counted(len(cards), "card"), f"カード {len(cards)} 枚"), ""]
    lines.append(worded(f"{'':24}{'median':>8}{'95 %':>8}", f"{'':24}  中央値    95 %"))
    for name, measure in _MEASURES.items():
        middle, high = spread([measure(card_text) for card_text in cards])
        lines.append(f"{padded(name.within(spoken()), 24)}{middle:8.3g}{high:8.3g}")
    lines += ["", worded(f"{'cards':>6}{'per 1,000 characters':>22}  section", "カード            千字あたり  節")]
    counts = cards_by_section(build.sections, cards)
    for section in build.sections:
        if section.characters and only in ("", section.span.path):
            density = 1000 * counts[section] / section.characters
            lines.append(f"{counts[section]:6}{density:22.0f}  {in_line(f'{section.span.path}: {section.title}')}")
    shares = Counter(finding.code for finding in found)
    lines += ["", worded(f"{'findings':>8}{'of cards':>10}  check", "    件数      割合  点検")]
    for code, count in shares.most_common():
        share = 100 * count / max(1, len(cards))
        lines.append(
            f"{count:8}{share:8.1f} %  {severity(code)}[{code}] {unfilled(CATALOGUE[code].text.within(spoken()))}"
        )
    grave = [finding for finding in found if severity(finding.code) != "info"]
    warned = {(f.card_text.note.guid, f.card_text.ordinal) for f in grave if f.card_text}
    share = 100 * len(warned) / max(1, len(cards))
    lines.append(
        f"{len(warned):8}{share:8.1f} %  {worded('cards with an error or a warning', '誤りか警告のあるカード')}"
    )
    return "\n".join(lines)


_MEASURES: dict[Words, Callable[[CardText], float]] = {
    Words("answer, characters", "答えの字数"): lambda card_text: length(card_text.answer),
    Words("question, characters", "問いの字数"): lambda card_text: length(card_text.prompt),
    Words("time to read, seconds", "読む時間(秒)"): seconds,
}


def spread(values: Sequence[float]) -> tuple[float, float]:
    """Return (median, 95th percentile by the nearest rank), zeros for nothing."""
    ordered = sorted(values)
    return (median(ordered), ordered[ceil(0.95 * len(ordered)) - 1]) if ordered else (0, 0)
