"""`weak`: where the learner is weak, on the lines of the notes."""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nlargest
from operator import attrgetter

from deckbuilder.anki.notetypes import field
from deckbuilder.app import collections, console
from deckbuilder.app.clock import clock
from deckbuilder.app.console import progress_of
from deckbuilder.app.exit_codes import OK, WRONG_USAGE
from deckbuilder.app.language import worded
from deckbuilder.app.shipped import Shipped, shipped
from deckbuilder.app.weak_report import LISTED, Texts, Weakness, as_json, marks, said
from deckbuilder.base.files import read_inputs
from deckbuilder.base.model import Diagnostic
from deckbuilder.base.notes import Note
from deckbuilder.collection.confusion import LAPSES, MOST, Side, mixed_up
from deckbuilder.collection.exam import outlook
from deckbuilder.collection.marks import STAND_INS
from deckbuilder.collection.reading import Collection, Log, StudiedNote, being_read
from deckbuilder.collection.weakness import Group, Studied, groups, studied, weakest
from deckbuilder.quality.card_texts import card_texts
from deckbuilder.quality.findings import Finding, Standards

_LONGEST = 1100
"""Days until an exam, three years."""
_LEECH = {"leech", STAND_INS["leech"]}
"""The tag that Anki gives to what is forgotten again and again, and what a build ships for it."""


def run(options: argparse.Namespace) -> int:
    """Print where the learner is weak; write nothing."""
    now = clock()
    if options.exam and not 0 < (options.exam - date.fromtimestamp(now)).days <= _LONGEST:
        english = f"--exam has to be a day to come, within {_LONGEST} days"
        console.complain(worded(english, f"--exam には、{_LONGEST} 日以内のこれからの日を指定してください"))
        return WRONG_USAGE
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    log: tuple[Log, ...] = ("answers", "growth") if options.exam else ("answers",)
    with progress_of(options) as progress, being_read(path, *log) as finish:
        inputs = read_inputs(options.notes, options.media)
        ours = shipped(inputs, now, True, progress, options)
        if isinstance(ours, int):
            return ours
        progress("reading the collection")
        collection = collections.or_told(lambda: finish((), lambda _note: False), path, options)
        if isinstance(collection, int):
            return collection
        progress("comparing")
        found, texts = _weakness(ours, collection, now, options)
    if options.format == "json":
        print(as_json(found, texts).decode())
    elif options.format == "github":
        console.show(marks(found.weakest[:LISTED]), options, {})
    else:
        print(said(found, texts))
    return OK


def _weakness(ours: Shipped, collection: Collection, now: int, options: argparse.Namespace) -> tuple[Weakness, Texts]:
    cards = studied(ours.notes, collection)
    first = weakest(cards)
    tagged = {guid for guid, there in collection.notes.items() if _is_leech(there)}
    leeches = [each for each in first if each.note.guid in tagged]
    lapsed = nlargest(MOST, (each for each in first if each.card.lapses >= LAPSES), key=attrgetter("card.lapses"))
    shown = first if options.format == "json" else [*first[:LISTED], *leeches[:LISTED], *lapsed]
    texts = _texts(shown)
    exam = None
    if options.exam:
        missing = sum(len(note.cards) for note in ours.notes if note.guid not in collection.notes)
        exam = outlook(cards, missing, collection.created, collection.growth, now, options.exam)
    return Weakness(
        cards=cards,
        weakest=first,
        sections=[_titled(group) for group in groups(cards, attrgetter("note.section"))],
        files=groups(cards, attrgetter("note.span.path")),
        leeches=leeches,
        lint=_lint(ours, leeches[:LISTED]),
        mixed_up=_mixed_up(lapsed, texts),
        exam=exam,
    ), texts


def _titled(section: Group) -> Group:
    return section._replace(name=section.name.replace("::", " › "))


def _is_leech(note: StudiedNote) -> bool:
    return "leech" in note.joined_tags.casefold() and not _LEECH.isdisjoint(map(str.casefold, note.tags))


def _texts(cards: Iterable[Studied]) -> Texts:
    notes = {each.note.guid: each.note for each in cards}.values()
    return {(card_text.note.guid, card_text.ordinal): card_text for card_text in card_texts(notes)}


def _mixed_up(lapsed: Sequence[Studied], texts: Texts) -> list[tuple[Studied, Studied]]:
    known = [(each, texts.get((each.note.guid, each.card.ordinal))) for each in lapsed]
    both = [(each, card_text) for each, card_text in known if card_text]
    sides = [
        Side(each.note.guid, each.card.lapses, f"{card_text.term} {card_text.prompt}", card_text.answer)
        for each, card_text in both
    ]
    return [(both[one][0], both[other][0]) for one, other in mixed_up(sides)]


def _lint(ours: Shipped, leeches: Sequence[Studied]) -> dict[str, list[Diagnostic]]:
    """Return what the checks find on the leeches' notes, each with the cards of its own place beside it."""
    guids = {each.note.guid for each in leeches}
    places = {field(each.note, "Place") for each in leeches}
    near = [note for note in ours.notes if guids and field(note, "Place") in places]
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in _findings(near, ours.standards) if near else ():
        if finding.card_text and finding.card_text.note.guid in guids:
            found[finding.card_text.note.guid].append(finding.diagnostic)
    return found


def _findings(notes: Sequence[Note], standards: Standards) -> list[Finding]:
    """Return what the checks of cards find on some of the notes and nothing allows."""
    from deckbuilder.quality.judging import by_place, found_on, not_allowed

    _, found = found_on(notes, standards)
    return by_place(not_allowed(found, standards)[0])
