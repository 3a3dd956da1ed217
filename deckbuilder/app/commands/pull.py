"""`pull`: what was left in Anki for the notes, on their lines; edits as a patch, which `--apply` writes into them."""

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from deckbuilder.app import calling, collections, console
from deckbuilder.app.beside import alone
from deckbuilder.app.clock import clock
from deckbuilder.app.compiling import show
from deckbuilder.app.console import progress_of, refused
from deckbuilder.app.exit_codes import CHANGED, FAILED, OK
from deckbuilder.app.language import worded
from deckbuilder.app.patches import patch, told
from deckbuilder.base.cache import cache_of
from deckbuilder.base.files import ledger_path, read_inputs
from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.printed import in_line
from deckbuilder.base.rewriting import finish, rewritten, write_notes
from deckbuilder.base.words import counted
from deckbuilder.base.writing import mend, write_file
from deckbuilder.collection.edits import Edit, edits
from deckbuilder.collection.marks import marks
from deckbuilder.collection.own_notes import own_notes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.proving import Proof, proved


class _Pulled(NamedTuple):
    """What was found in a collection."""

    build: Build
    marks: list[Diagnostic]
    edits: list[Edit]
    proof: Proof
    own: list[str]
    files: dict[str, tuple[bytes, bytes]]
    """Old and new bytes of the notes files that the proven edits change, by path."""


def run(options: argparse.Namespace) -> int:
    """Print marks, edits and own notes; the exit code tells whether there is any. Only --apply writes into the notes."""
    path = collections.chosen(options.file, options)
    if isinstance(path, int):
        return path
    folder = ledger_path(options.notes).parent
    with alone(options.notes) if options.apply else nullcontext():
        if options.apply:
            mend(options.output, ledger_path(options.notes))
            finish(folder)
        pulled = _pulled(path, options)
        if isinstance(pulled, int):
            return pulled
        if options.apply and pulled.files and not write_notes(folder, pulled.files):
            return refused(Diagnostic("N660", Span(options.notes.as_posix(), 0, 0)), options)
    left = {} if options.apply else {(folder / name).as_posix(): both for name, both in pulled.files.items()}
    _keep(options.output / "pull.patch", patch(left))
    _keep(options.output / "pull.md", "\n".join(pulled.own).encode())
    found = _found(pulled, path, options)
    show(found, pulled.build, options)
    if console.talks(options):
        _say(pulled, found, options)
    return CHANGED if found else OK


def _pulled(path: Path, options: argparse.Namespace) -> _Pulled | int:
    """Return what is in a collection for the notes, or the exit code once it is said why not."""
    with progress_of(options) as progress:
        inputs, now, cache = read_inputs(options.notes, options.media), clock(), cache_of(options.output)
        build = compiled(inputs, now, True, cache, progress)
        if build.failed:
            show(build.diagnostics, build, options)
            return FAILED
        progress("reading the collection")
        records = build.ledger.records
        collection = collections.read(path, records, options)
        if isinstance(collection, int):
            return collection
        progress("comparing")
        done = {name.casefold() for name in options.done}
        notes = [build.untaken.get(note.guid, note) for note in build.deck.notes]
        taken = {record.guid: record.anki for record in records.from_anki() if record.anki}
        found = edits(notes, taken, collection, done)
        progress("proving the edits")
        proof = proved([edit for edit in found if not edit.is_both], build, inputs, now, cache)
        old = dict(inputs.notes)
        files = {name: (old[name], rewritten(old[name], text)) for name, text in sorted(proof.texts.items())}
        return _Pulled(
            build, marks(notes, collection, done), found, proof, own_notes(records.keys(), collection), files
        )


def _found(pulled: _Pulled, path: Path, options: argparse.Namespace) -> list[Diagnostic]:
    """Return a message for all that is left to bring home."""
    place = Span(path.as_posix(), 0, 0)
    return [
        *pulled.marks,
        *told("N655", () if options.apply else pulled.proof.proven),
        *told("N657", pulled.proof.unproven),
        *told("N658", pulled.proof.differing),
        *told("N659", (edit for edit in pulled.edits if edit.is_both)),
        *(Diagnostic("N656", place, (" ".join(text.split()),)) for text in pulled.own),
    ]


def _keep(target: Path, data: bytes) -> None:
    """Write a file; without anything to say there is none."""
    if data:
        write_file(target, data)
    else:
        target.unlink(missing_ok=True)


def _say(pulled: _Pulled, found: Sequence[Diagnostic], options: argparse.Namespace) -> None:
    count = len(pulled.proof.proven)
    if count and options.apply:
        names = [in_line(name) for name in pulled.files]
        english = f"{counted(count, 'edit')} written into {', '.join(names)}: look at them, build and import"
        japanese = f"{count} 件の編集を {'、'.join(names)} に書き込みました。確かめてから、ビルドして読み込んでください"
        print(worded(english, japanese))
    elif count:
        target = options.output / "pull.patch"
        english = (
            f"{counted(count, 'edit is', 'edits are')} in {target}; to write them into the notes: build.py pull --apply"
        )
        japanese = f"{count} 件の編集が {target} にあります。ノートに書き込むには：build.py pull --apply"
        print(calling.pasted(worded(english, japanese), options))
    if pulled.own:
        own, target = len(pulled.own), options.output / "pull.md"
        print(
            worded(
                f"{counted(own, 'note of your own is', 'notes of your own are')} in {target}",
                f"自分で書いたノート {own} 件が {target} にあります",
            )
        )
    if not found and not count:
        print(worded("nothing to bring home", "Anki から持ち帰るものはありません"))
