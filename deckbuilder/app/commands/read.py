"""`read`: says of each line of a file how it is read, by which rule, which cards ask or show it, and which could."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from deckbuilder.app.clock import clock
from deckbuilder.app.compiling import show
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import OK
from deckbuilder.app.language import spoken, worded
from deckbuilder.app.lint import offered as offered_cards
from deckbuilder.app.names import CARD_ROLES, NOTE_KINDS
from deckbuilder.app.one_file import inputs_of
from deckbuilder.base.cache import cache_of
from deckbuilder.base.diagnostics import text
from deckbuilder.base.model import Source
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import Words
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.quality.card_texts import CardText, card_texts
from deckbuilder.quality.findings import Finding
from deckbuilder.read.reasons import Reason, reasons
from deckbuilder.read.rules.names import LINES, RULES
from deckbuilder.read.rules.rule import Role

ROLES = {
    Role.HEADING: "見出し",
    Role.TERM: "用語",
    Role.PAIR: "用語と説明",
    Role.ALIAS: "用語の一部",
    Role.QUESTION: "問い",
    Role.ANSWER: "答え",
    Role.EXPLANATION: "説明",
    Role.GIST: "要点",
    Role.FACET: "部分名",
    Role.DIRECTIVE: "カードの指定",
    Role.LABEL: "名札つきの行",
    Role.ITEM: "項目",
    Role.TASK: "予定",
    Role.PARAGRAPH: "段落",
    Role.CONTINUATION: "上の行の続き",
    Role.CAUTION: "注意書き",
    Role.CAPTION: "題",
    Role.TABLE: "表",
    Role.VERBATIM: "コード、数式、HTML",
    Role.STRUCTURE: "本文ではない",
    Role.AGAIN: "別のものとして読み直し",
}
"""The roles in Japanese."""


class _Told(NamedTuple):
    """A line, the cards that ask and show it, and why others that could are not made."""

    reason: Reason
    text: list[str]
    asked_by: list[Words]
    shown_by: list[Words]
    not_asked: list[Words]


def run(options: argparse.Namespace) -> int:
    """Print how the lines of a file are read, or the one that is named behind it."""
    path, number = _place(options.file)
    inputs, name = inputs_of(path, options.notes, options.media)
    with progress_of(options) as progress:
        build = compiled(inputs, clock(), True, cache_of(options.output) if inputs.ledger else None, progress)
    source = next((source for source in build.sources if source.path == name), None)
    if source is None:
        show([found for found in build.diagnostics if found.span.path == name], build, options)
        return OK
    chosen = [told for told in _told(source, build) if _is_meant(told, number)]
    if options.format == "json":
        print(json.dumps([_as_json(told, path) for told in chosen], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_as_text(told, path) for told in chosen))
    return OK


def _place(argument: str) -> tuple[Path, int]:
    """Part FILE:LINE; 0 stands for all lines."""
    name, colon, number = argument.rpartition(":")
    if colon and number.isdecimal() and not Path(argument).exists():
        return Path(name), int(number)
    return Path(argument), 0


def _told(source: Source, build: Build) -> Iterator[_Told]:
    rows = source.text.split("\n")
    asked: dict[int, list[Words]] = {}
    shown: dict[int, list[Words]] = {}
    for card in card_texts(note for note in build.deck.notes if note.span.path == source.path and not note.held):
        for lines, by_line in ((card.note.asked, asked), (card.note.shown, shown)):
            for line in lines:
                by_line.setdefault(line, []).append(_named(card))
    offered: dict[int, list[Words]] = {}
    for finding in (offer for offer in offered_cards(build) if offer.span.path == source.path):
        for line in range(finding.span.first, finding.span.last + 1):
            offered.setdefault(line, []).append(_said(finding))
    for reason in reasons(source):
        numbers = range(reason.first, reason.last + 1)
        asking = dict.fromkeys(card for number in numbers for card in asked.get(number, ()))
        showing = dict.fromkeys(card for number in numbers for card in shown.get(number, ()))
        why = dict.fromkeys(said for number in numbers for said in offered.get(number, ()))
        row = rows[reason.first - 1 : reason.last]
        yield _Told(reason, row, list(asking), [card for card in showing if card not in asking], list(why))


def _said(finding: Finding) -> Words:
    return Words(text(finding.diagnostic, "en"), text(finding.diagnostic, "ja"))


def _named(card: CardText) -> Words:
    kind, role = NOTE_KINDS[card.note.kind], CARD_ROLES[card.note.role]
    said = f"{card.term}: {card.prompt} → {card.answer}" if card.term else f"{card.prompt} → {card.answer}"
    return Words(f"{kind.en} {role.en}: {said}", f"{kind.ja}({role.ja})：{said}")


def _is_meant(told: _Told, number: int) -> bool:
    if number:
        return told.reason.first <= number <= told.reason.last
    return told.reason.kind != "blank" or any(row.strip() for row in told.text)


def _as_text(told: _Told, path: Path) -> str:
    reason = told.reason
    lines = str(reason.first) if reason.first == reason.last else f"{reason.first}-{reason.last}"
    deep = worded(f", depth {reason.depth}", f"、深さ {reason.depth}") if reason.depth else ""
    japanese = " > ".join(RULES.get(rule, rule) for rule in reason.rules)
    said = worded(
        f"{reason.role} ({reason.kind}{deep}) by the rule: {' > '.join(reason.rules)}",
        f"{ROLES[Role(reason.role)]}({LINES.get(reason.kind, reason.kind)}{deep})　規則：{japanese}",
    )
    parts = [f"{in_line(path.as_posix())}:{lines}: {said}"]
    parts += [f"  | {in_line(row)}" for row in told.text]
    parts += [f"  {worded('of ', '属するもの：')}{in_line(' › '.join(reason.entry))}"] if reason.entry else []
    parts += [f"  {worded('asked by ', '問うカード：')}{in_line(card.within(spoken()))}" for card in told.asked_by]
    parts += [f"  {worded('shown by ', '裏に出すカード：')}{in_line(card.within(spoken()))}" for card in told.shown_by]
    parts += [f"  {in_line(why.within(spoken()))}" for why in told.not_asked]
    return "\n".join(parts)


def _as_json(told: _Told, path: Path) -> dict[str, Any]:
    asked, shown, not_asked = ([said.en for said in each] for each in (told.asked_by, told.shown_by, told.not_asked))
    of_line = {"asked_by": asked, "shown_by": shown, "not_asked": not_asked}
    return {"path": path.as_posix(), **told.reason._asdict(), **of_line}
