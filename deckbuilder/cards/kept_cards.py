"""The cards of a part that its notes do not ask for: they are kept, or withdrawn, where the ledger has them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from deckbuilder.base.cache import piece_of
from deckbuilder.base.notes import Rendered
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.file_cards import MUCH, SetPart, Spot
from deckbuilder.cards.kept_forms import kept_drafts
from deckbuilder.cards.part_cards import Tools, hashes, moved_card, wanted
from deckbuilder.cards.render import rendered
from deckbuilder.read.outline import outline
from deckbuilder.read.parts import Part


class KeptCards(NamedTuple):
    """Such cards of a part."""

    media: set[str]
    """Paths of the author's files that they show."""
    looked: dict[str, bytes]
    """As of `PartCards`."""
    cards: list[Rendered]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(KeptCards).decode


def kept_cards_of_parts(parts: Sequence[SetPart], tools: Tools) -> dict[Spot, KeptCards]:
    """Return such cards of each part."""
    known = [_known(one.key, tools) for one in parts]
    missing = [one.part for one, cards in zip(parts, known, strict=True) if cards is None]
    made = shared_out(_made, tools, missing, sum(len(part.source.text) for part in missing) > MUCH)
    return {
        one.spot: _moved(cards or _keeping(one.key, next(made), tools), one.start)
        for one, cards in zip(parts, known, strict=True)
    }


def _moved(kept: KeptCards, by: int) -> KeptCards:
    return kept._replace(cards=[moved_card(card, by) for card in kept.cards])


def _known(key: bytes, tools: Tools) -> KeptCards | None:
    data = tools.cache.get(piece_of("kept", key), key)
    cards = _decode(data) if data else None
    return cards if cards and tools.library.is_as(cards.looked) else None


def _keeping(key: bytes, data: bytes, tools: Tools) -> KeptCards:
    tools.cache.put(piece_of("kept", key), key, data)
    return _decode(data)


def _made(tools: Tools, part: Part) -> bytes:
    """Return such cards of a part, rendered, as the cache keeps them."""
    source = part.source
    numbers, reverse = wanted(source, tools.settings)
    found = list(kept_drafts(outline(source, part.within).entries, source.settings.deck, numbers, reverse))
    library = tools.library.looking_anew()
    done = rendered(found, source, tools.settings, library, tools.table_pictures)
    return _encode(KeptCards(done.media, hashes(library), done.cards))
