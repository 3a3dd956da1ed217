"""The cards of a part that its notes do not ask for: they are kept, or withdrawn, where the ledger has them."""

from collections.abc import Iterator, Sequence

import msgspec

from deckbuilder.base.cache import piece_of
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.file_cards import MUCH, SetPart, Spot
from deckbuilder.cards.part_cards import KeptCards, Tools, moved_card
from deckbuilder.read.parts import Part

_decode = msgspec.msgpack.Decoder(KeptCards).decode


def kept_cards_of_parts(parts: Sequence[SetPart], tools: Tools) -> dict[Spot, KeptCards]:
    """Return such cards of each part."""
    known = [_known(one.key, tools) for one in parts]
    missing = [one.part for one, cards in zip(parts, known, strict=True) if cards is None]
    made = _made_of(missing, tools)
    return {
        one.spot: _moved(cards or _keeping(one.key, next(made), tools), one.start)
        for one, cards in zip(parts, known, strict=True)
    }


def _made_of(missing: Sequence[Part], tools: Tools) -> Iterator[bytes]:
    if not missing:
        return iter(())
    from deckbuilder.cards.part_making import kept_made  # takes long to import

    return shared_out(kept_made, tools, missing, sum(len(part.source.text) for part in missing) > MUCH)


def _moved(kept: KeptCards, by: int) -> KeptCards:
    return kept._replace(cards=[moved_card(card, by) for card in kept.cards])


def _known(key: bytes, tools: Tools) -> KeptCards | None:
    data = tools.cache.get(piece_of("kept", key), key)
    cards = _decode(data) if data else None
    return cards if cards and tools.library.is_as(cards.looked) else None


def _keeping(key: bytes, data: bytes, tools: Tools) -> KeptCards:
    tools.cache.put(piece_of("kept", key), key, data)
    return _decode(data)
