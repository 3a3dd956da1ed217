"""`recover`: a lost ledger from a package."""

import argparse
import sys

from deckbuilder.anki.package import stored
from deckbuilder.app.compiling import LEDGER, refused
from deckbuilder.app.exit_codes import OK
from deckbuilder.base import diagnostics
from deckbuilder.base.files import write_file
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.records import as_bytes


def run(options: argparse.Namespace) -> int:
    """Write the ledger that a package was built with; one that is there only with --yes."""
    path = options.file.as_posix()
    target = options.notes / LEDGER
    if target.exists() and not options.yes:
        return refused(Diagnostic("N506", Span(target.as_posix(), 0, 0)))
    try:
        package = stored(options.file.read_bytes())
    except ValueError as error:
        return refused(Diagnostic("N504", Span(path, 0, 0), (str(error),)))
    ledger, problems = recovered(path, package)
    for problem in problems:
        print(diagnostics.formatted(problem, {}), file=sys.stderr)
    write_file(target, as_bytes(ledger))
    retired = sum(1 for record in ledger.records.values() if record.retired)
    print(
        f"{target}: {len(ledger.records)} notes, {retired} of them retired; left out: {package.others} notes of other types"
    )
    return OK
