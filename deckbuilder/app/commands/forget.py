"""`forget`: retired notes that nobody needs any more."""

import argparse

from msgspec.structs import replace

from deckbuilder.app.beside import LEDGER, alone
from deckbuilder.app.compiling import refused
from deckbuilder.app.exit_codes import OK
from deckbuilder.base import diagnostics
from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import back_up, write_file
from deckbuilder.base.text import html_plain
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.records import Record, Records, as_bytes


def run(options: argparse.Namespace) -> int:
    """List the retired notes of the ledger; with --yes take them out of it, so that they are not shipped any more."""
    target = options.notes / LEDGER
    with alone(options.notes):
        text, problems = decoded(LEDGER, target.read_bytes())
        ledger, more = parsed(LEDGER, text)
        for problem in (*problems, *more):
            if diagnostics.severity(problem.code) == "error":
                return refused(problem)
        kept = {guid: record for guid, record in ledger.records.items() if not record.retired}
        gone = [record for record in ledger.records.values() if record.retired]
        if not options.quiet:
            print("".join(f"{_line(record)}\n" for record in gone), end="")
        if not gone or not options.yes:
            print(f"{len(gone)} retired notes" + ("; forget them with --yes" if gone else ""))
            return OK
        backup = back_up(target)
        forgotten = ledger.forgotten + len(gone)
        write_file(target, as_bytes(replace(ledger, records=Records(kept), forgotten=forgotten)))
    print(f"{len(gone)} retired notes forgotten; {backup} is the ledger that was there")
    return OK


def _line(record: Record) -> str:
    where = " › ".join((record.path, *record.trail))
    return f"- {record.kind} in {where}: {record.prompt} → {html_plain(record.answer)}"
