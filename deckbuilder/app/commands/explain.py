"""`explain`: says more of a message."""

import argparse

from deckbuilder.app import console
from deckbuilder.app.exit_codes import OK, WRONG_USAGE
from deckbuilder.app.language import spoken, worded
from deckbuilder.base import diagnostics
from deckbuilder.base.catalogue import CATALOGUE


def run(options: argparse.Namespace) -> int:
    """Print what the catalogue says of a code, in capitals or not."""
    code = options.code.upper()
    if code not in CATALOGUE:
        console.complain(
            worded(
                f"there is no message {code}; docs/messages.md lists them all",
                f"{code} というメッセージはありません。一覧は docs/messages.ja.md にあります",
            )
        )
        return WRONG_USAGE
    print(diagnostics.explained(code, spoken()))
    return OK
