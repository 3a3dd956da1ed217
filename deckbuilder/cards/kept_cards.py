"""The cards of a part that its notes do not ask for: they are kept, or withdrawn, where the ledger has them."""

from collections.abc import Iterator, Sequence, Set
from functools import partial

import msgspec

from deckbuilder.base.cache import digest, piece_of
from deckbuilder.base.processes import shared_out
from deckbuilder.cards.file_cards import SetPart, Spot, seconds_for
from deckbuilder.cards.leftovers import Leftovers
from deckbuilder.cards.part_cards import KeptCards, Tools, in_place
from deckbuilder.read.parts import Part

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(KeptCards).decode


def kept_cards_of_parts(
    parts: Sequence[SetPart], tools: Tools, leftovers: Leftovers | None, names: Set[str]
) -> dict[Spot, KeptCards]:
    """Return such cards of each part, as far as one of the leftovers may go on as them; `names` as of `kept_made`."""
    asked_for = digest(_encode((leftovers, sorted(names))))
    keys = [digest(one.key, asked_for) for one in parts]
    known = [_known(one.key, key, tools) for one, key in zip(parts, keys, strict=True)]
    made = _made_of(
        [one.part for one, cards in zip(parts, known, strict=True) if cards is None], tools, leftovers, names
    )
    return {
        one.spot: _moved(cards or _keeping(one.key, key, next(made), tools), one.start)
        for one, key, cards in zip(parts, keys, known, strict=True)
    }


def _made_of(missing: Sequence[Part], tools: Tools, leftovers: Leftovers | None, names: Set[str]) -> Iterator[bytes]:
    if not missing:
        return iter(())
    from deckbuilder.cards.part_making import kept_made  # takes long to import

    make = partial(kept_made, leftovers=leftovers, names=names)
    return shared_out(make, tools, missing, seconds_for(missing))


def _moved(kept: KeptCards, by: int) -> KeptCards:
    return kept._replace(cards=in_place(kept.cards, by))


def _known(part: bytes, key: bytes, tools: Tools) -> KeptCards | None:
    data = tools.cache.get(piece_of("kept", part), key)
    cards = _decode(data) if data else None
    return cards if cards and tools.library.is_as(cards.looked) else None


def _keeping(part: bytes, key: bytes, data: bytes, tools: Tools) -> KeptCards:
    tools.cache.put(piece_of("kept", part), key, data)
    return _decode(data)
