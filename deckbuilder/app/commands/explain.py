"""`explain`: says more of a message."""

import argparse
import sys

from deckbuilder.app.exit_codes import OK, WRONG_USAGE
from deckbuilder.base import diagnostics
from deckbuilder.base.catalogue import CATALOGUE


def run(options: argparse.Namespace) -> int:
    """Print what the catalogue says of a code, in capitals or not."""
    code = options.code.upper()
    if code not in CATALOGUE:
        print(f"build.py: there is no message {code}; docs/messages.md lists them all", file=sys.stderr)
        return WRONG_USAGE
    print(diagnostics.explained(code))
    return OK
