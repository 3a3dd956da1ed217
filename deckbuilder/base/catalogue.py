"""The one catalogue of messages. docs/messages.md is made from it."""

from deckbuilder.base.messages import (
    of_cards,
    of_edits,
    of_facts,
    of_files,
    of_identity,
    of_imports,
    of_ledgers,
    of_media,
    of_reading,
)
from deckbuilder.base.messages.message import Message

CATALOGUE: dict[str, Message] = {
    **of_files.MESSAGES,
    **of_reading.MESSAGES,
    **of_cards.MESSAGES,
    **of_facts.MESSAGES,
    **of_identity.MESSAGES,
    **of_media.MESSAGES,
    **of_ledgers.MESSAGES,
    **of_imports.MESSAGES,
    **of_edits.MESSAGES,
}
