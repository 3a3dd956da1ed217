"""`forget`: retired notes that nobody needs any more."""

import argparse

from msgspec.structs import replace

from deckbuilder.app import collections, console
from deckbuilder.app.beside import alone
from deckbuilder.app.console import refused
from deckbuilder.app.exit_codes import OK, WRONG_USAGE
from deckbuilder.app.language import worded
from deckbuilder.app.names import NOTE_KINDS
from deckbuilder.base import diagnostics
from deckbuilder.base.files import LEDGER, ledger_path, read_file
from deckbuilder.base.html_text import html_plain
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import counted
from deckbuilder.base.writing import back_up, write_file
from deckbuilder.ledger.reading import of_bytes
from deckbuilder.ledger.records import Record, Records, as_bytes


def run(options: argparse.Namespace) -> int:
    """List the retired notes of the ledger; with --yes take them out of it, so that they are not shipped any more.

    With a collection only those that it does not have any more.
    """
    target = ledger_path(options.notes)
    studied = collections.asked_for(options)
    if studied and not studied.is_whole:
        english = "an .apkg may be of one deck only; name a collection.anki2 or a .colpkg"
        japanese = (
            ".apkg には一つのデッキしか入っていないことがあります。collection.anki2 か .colpkg を指定してください"
        )
        console.complain(worded(english, japanese))
        return WRONG_USAGE
    with alone(options.notes):
        ledger, problems = of_bytes(LEDGER, read_file(target))
        for problem in problems:
            if diagnostics.severity(problem.code) == "error":
                return refused(problem, options)
        still = studied.notes if studied else {}
        gone = [record for record in ledger.records.values() if record.retired and record.guid not in still]
        names = {record.guid for record in gone}
        kept = {guid: record for guid, record in ledger.records.items() if guid not in names}
        if not options.quiet:
            print("".join(f"{_line(record)}\n" for record in gone), end="")
        if not gone or not options.yes:
            hint = worded("; forget them with --yes", "。--yes をつけると、台帳から除きます") if gone else ""
            print(worded(counted(len(gone), "retired note"), f"取り下げたノート {len(gone)} 件") + hint)
            return OK
        backup = back_up(target)
        forgotten = ledger.forgotten + len(gone)
        write_file(target, as_bytes(replace(ledger, records=Records(kept), forgotten=forgotten)))
    print(
        worded(
            f"{counted(len(gone), 'retired note')} forgotten; {backup} is the ledger that was there",
            f"取り下げたノート {len(gone)} 件を台帳から除きました。元の台帳は {backup} にあります",
        )
    )
    return OK


def _line(record: Record) -> str:
    where = " › ".join((record.path, *record.trail))
    text = f"{record.prompt} → {html_plain(record.answer)}"
    kind = NOTE_KINDS[record.kind]
    return in_line(worded(f"- {kind.en} in {where}: {text}", f"- {kind.ja} {where}：{text}"))
