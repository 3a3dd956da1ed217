"""The deck of a build: its description, its media, and what is wrong with its decks' names."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from deckbuilder.base.model import Diagnostic, Settings, Span
from deckbuilder.base.notes import Asset, Deck, Note
from deckbuilder.base.settings import DEEPEST, levels
from deckbuilder.identity.notes import RETIRED_TAG
from deckbuilder.identity.unchanged import FinishedPart
from deckbuilder.ledger.records import Look
from deckbuilder.pictures.media import Library


def deck_of(
    settings: Settings, notes: Sequence[Note], assets: tuple[Asset, ...], looks: Mapping[str, Look], salt: str
) -> Deck:
    """Return all that goes into the package."""
    return Deck(
        name=settings.name,
        description=_description(settings, notes),
        notes=tuple(notes),
        assets=assets,
        notetype_times={int(key): look.changed for key, look in looks.items()},
        salt=salt,
    )


def _description(settings: Settings, notes: Sequence[Note]) -> str:
    """Return the text of the deck's page in Anki, as Markdown: what it is, of when, how to update it."""
    day = datetime.fromtimestamp(max((note.changed for note in notes), default=0), UTC).strftime("%Y年%m月%d日")
    cards = sum(len(note.cards) for note in notes if not note.retired)
    parts = [
        settings.description,
        f"版：{day}（{cards}枚）" + (f"　作者：{settings.author}" if settings.author else ""),
        "更新するときは、新しいパッケージを同じように読み込みます。復習の記録はそのまま残ります。"
        f"元のノートから消えた項目は、カード管理で `tag:{RETIRED_TAG}` と検索すると見つかります。",
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def assets_of(parts: Sequence[FinishedPart], library: Library) -> tuple[Asset, ...]:
    """Return what the cards show, the author's files and the pictures that were drawn, by name.

    A picture of which older cards ask every part as text is a note of its own no more.
    """
    used = {path for part in parts for path in part.about.media}
    assets = {asset.name: asset for asset in map(library.asset, used)}
    drawn = ((picture, part) for part in parts for picture in part.about.pictures)
    assets |= {one.name: one for one, part in drawn if any(one.name.encode() in note.joined for note in part.notes)}
    return tuple(assets[name] for name in sorted(assets))


def problems_of_decks(notes: Iterable[Note], decks: Mapping[str, str]) -> list[Diagnostic]:
    """Report each deck that Anki calls otherwise than the notes do, or cannot have; `decks` has their names there."""
    first: dict[str, Note] = {}
    for note in notes:
        if note.cards:
            first.setdefault(note.deck, note)
    found = []
    for deck, note in first.items():
        span = Span(note.span.path, 0, 0)
        if levels(deck) > DEEPEST:
            found.append(Diagnostic("N014", span, (deck, str(levels(deck)), str(DEEPEST))))
        elif decks[deck] != deck:
            found.append(Diagnostic("N013", span, (deck, decks[deck])))
    return found
