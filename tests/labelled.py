"""The labelled cards: tests/lint/NAME.md and, beside it, what a human says of its cards.

A line of NAME.txt names a card by a piece of `term：question → answer`; `→ x` alone is a whole answer,
`§ title` a section:

    N201 N210   心不全とは        bad in these ways
    ok N204     → 平清盛          close to it, but good

A card that no line names is good. Labels are set by reading the cards, never by what the linter says.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from deckbuilder.app.lint import findings
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.files import Inputs
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.quality.card_texts import CardText, card_texts
from tests.builds import NOW
from tests.test_cases import MEDIA

FOLDER = Path(__file__).parent / "lint"
CODES = [code for code in CATALOGUE if code.startswith("N2")]

Card = tuple[str, str]
"""The path of a notes file, and `term：question → answer` or `§ title`."""


class Labels(NamedTuple):
    """What a human says: the codes by which a card is bad, and those that it only comes close to."""

    bad: dict[Card, set[str]]
    close: dict[Card, set[str]]


class Score(NamedTuple):
    """How one code fares, in cards."""

    bad: int
    close: int
    right: int
    wrong: list[Card]
    """Found on a card that is good."""
    missed: list[Card]

    @property
    def precision(self) -> float | None:
        """Share of what was found that is bad; None for nothing found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what is bad that was found; None for nothing bad."""
        return 1 - len(self.missed) / self.bad if self.bad else None


@cache
def labelled_build() -> Build:
    """Return the build of all labelled notes."""
    notes = tuple((path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.md")))
    settings = (FOLDER / "deck.toml").read_bytes()
    return compiled(Inputs(Path(), "lint", notes, media=MEDIA, settings=settings), NOW)


def cards() -> list[Card]:
    """Return all labelled cards and sections."""
    build = labelled_build()
    found = [_card(card_text) for card_text in card_texts(build.deck.notes)]
    found += dict.fromkeys(_card(offer.finding.card_text) for offer in build.offers if offer.finding.card_text)
    return found + [(section.span.path, f"§ {section.title}") for section in build.sections]


def _card(card_text: CardText) -> Card:
    term = f"{card_text.term}：" if card_text.term else ""
    return card_text.note.span.path, f"{term}{card_text.prompt} → {card_text.answer}"


@cache
def labels() -> Labels:
    """Read the labels; raise ValueError for one that does not name one card."""
    result = Labels(defaultdict(set), defaultdict(set))
    everything = cards()
    for path in sorted(FOLDER.glob("*.txt")):
        of_file = [card for card in everything if card[0] == f"{path.stem}.md"]
        for line in path.read_text("utf-8").splitlines():
            codes, piece = re.split(r"  +", line, maxsplit=1)
            named = {card for card in of_file if _names(piece, card[1])}
            if len(named) != 1:
                raise ValueError(f"{path.name}: {line!r} names {len(named)} cards")
            target = result.close if codes.startswith("ok ") else result.bad
            target[named.pop()] |= set(codes.removeprefix("ok ").split())
    return result


def _names(piece: str, card: str) -> bool:
    return card.endswith(piece) if piece.startswith("→ ") else piece in card


@cache
def found_codes() -> dict[Card, set[str]]:
    """Return what the linter says of each card."""
    build = labelled_build()
    titles = {section.span: section.title for section in build.sections}
    found: dict[Card, set[str]] = defaultdict(set)
    offered = [offer.finding for offer in build.offers]
    for finding in [*(found for found in findings(build) if found.code != "N230"), *offered]:
        card = _card(finding.card_text) if finding.card_text else (finding.span.path, f"§ {titles[finding.span]}")
        found[card].add(finding.code)
    return found


@cache
def score(code: str) -> Score:
    """Compare both; a warning is right, and found, where its error is."""
    bad, close = labels()
    found = found_codes()
    graver = f"N{int(code[1:]) + 50}"
    meant = {card for card, codes in bad.items() if code in codes}
    said = {card for card, codes in found.items() if code in codes}
    meant_worse = {card for card, codes in bad.items() if graver in codes}
    said_worse = {card for card, codes in found.items() if graver in codes}
    return Score(
        bad=len(meant),
        close=sum(code in codes for codes in close.values()),
        right=len(said & (meant | meant_worse)),
        wrong=sorted(said - meant - meant_worse),
        missed=sorted(meant - said - said_worse),
    )


def table() -> str:
    """Return the scores of all codes as a Markdown table."""
    lines = [
        "| code | severity | bad | close | found | precision | recall |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for code in CODES:
        result = score(code)
        found = result.right + len(result.wrong)
        shares = " | ".join(_percent(share) for share in (result.precision, result.recall))
        lines.append(f"| {code} | {CATALOGUE[code].severity} | {result.bad} | {result.close} | {found} | {shares} |")
    return "\n".join(lines)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
