"""The cards of a notes file that its notes do not ask for: they are kept, or withdrawn, where the ledger has them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.base.notes import Rendered
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.file_cards import MUCH
from deckbuilder.cards.kept_forms import kept_drafts
from deckbuilder.cards.part_cards import Tools, hashes, moved_card, wanted
from deckbuilder.cards.render import rendered
from deckbuilder.cards.shelf import Shelf
from deckbuilder.read.outline import outline
from deckbuilder.read.parts import Part


class KeptCards(NamedTuple):
    """Such cards of one file or a part of one."""

    media: set[str]
    """Paths of the author's files that they show."""
    looked: dict[str, bytes]
    """As of `FileCards`."""
    cards: list[Rendered]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(KeptCards).decode


def kept_cards_of_files(files: Sequence[tuple[str, Sequence[Part]]], tools: Tools) -> dict[str, KeptCards]:
    """Return such cards of some parts of each file, by its path."""
    shelves = {path: Shelf("kept", path, tools) for path, _ in files}
    known = {path: [_known(shelves[path], part) for part in parts] for path, parts in files}
    missing = [part for path, parts in files for part, one in zip(parts, known[path], strict=True) if one is None]
    made = shared_out(_made, tools, missing, sum(len(part.source.text) for part in missing) > MUCH)
    found = {}
    for path, parts in files:
        shelf = shelves[path]
        cards = [one or _kept(shelf, part, next(made)) for part, one in zip(parts, known[path], strict=True)]
        shelf.write()
        found[path] = KeptCards(
            media={name for one in cards for name in one.media},
            looked={name: content for one in cards for name, content in one.looked.items()},
            cards=[
                moved_card(card, part.source.start)
                for part, one in zip(parts, cards, strict=True)
                for card in one.cards
            ],
        )
    return found


def _known(shelf: Shelf, part: Part) -> KeptCards | None:
    data = shelf.get(part)
    cards = _decode(data) if data else None
    if not (data and cards and shelf.tools.library.is_as(cards.looked)):
        return None
    shelf.put(part, data)
    return cards


def _kept(shelf: Shelf, part: Part, data: bytes) -> KeptCards:
    shelf.put(part, data)
    return _decode(data)


def _made(tools: Tools, part: Part) -> bytes:
    """Return such cards of a part, rendered, as the cache keeps them."""
    source = part.source
    numbers, reverse = wanted(source, tools.settings)
    found = list(kept_drafts(outline(source, part.within).entries, source.settings.deck, numbers, reverse))
    library = tools.library.looking_anew()
    done = rendered(found, source, tools.settings, library, tools.table_pictures)
    return _encode(KeptCards(done.media, hashes(library), done.cards))
