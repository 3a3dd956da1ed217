"""`recover`: a lost ledger from a package."""

import argparse
import sys

from deckbuilder.anki.package import stored
from deckbuilder.app.beside import alone
from deckbuilder.app.console import refused
from deckbuilder.app.exit_codes import OK
from deckbuilder.app.language import spoken, worded
from deckbuilder.base import diagnostics
from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import LEDGER, Inputs, ledger_path, read_file, read_inputs
from deckbuilder.base.library_words import of_error
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.words import counted
from deckbuilder.base.writing import back_up, write_file
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.reading import of_bytes
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.opening import settings_of


def run(options: argparse.Namespace) -> int:
    """Write the ledger that a package was built with; one that is there only with --yes."""
    path = options.file.as_posix()
    target = ledger_path(options.notes)
    if target.exists() and not options.yes:
        return refused(Diagnostic("N506", Span(target.as_posix(), 0, 0)), options)
    try:
        package = stored(read_file(options.file))
    except ValueError as error:
        return refused(Diagnostic("N504", Span(path, 0, 0), (of_error(error),)), options)
    inputs = read_inputs(options.notes, options.media)
    texts = {name: decoded(name, data)[0] for name, data in inputs.notes}
    ledger, problems = recovered(path, package, _salt(inputs), texts)
    if not ledger.records:
        return refused(Diagnostic("N511", Span(path, 0, 0), (ledger.salt,)), options)
    for problem in problems:
        print(diagnostics.formatted(problem, {}, spoken()), file=sys.stderr)
    with alone(options.notes):
        kept = back_up(target)
        write_file(target, as_bytes(ledger))
    retired = sum(1 for record in ledger.records.values() if record.retired)
    count, others = len(ledger.records), package.others
    print(
        worded(
            f"{target}: {counted(count, 'note')}, {retired} of them retired; left out: {counted(others, 'note')} of other types",
            f"{target}：ノート {count} 件(うち取り下げ済み {retired} 件)。ほかのノートタイプの {others} 件は除きました",
        )
    )
    if kept:
        print(worded(f"{kept} is the ledger that was there", f"元の台帳は {kept} にあります"))
    return OK


def _salt(inputs: Inputs) -> str:
    """Return what the notes of this deck are known by: what a ledger that can be read says, or else the deck's name."""
    ledger, _ = of_bytes(LEDGER, inputs.ledger or b"")
    return ledger.salt or settings_of(inputs, []).name
