"""Builds from texts, without a disk, for tests."""

from argparse import Namespace
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from deckbuilder.app.report import report_body, report_head
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs
from deckbuilder.collection.reading import Collection
from deckbuilder.ledger.records import Ledger, Records, as_bytes
from deckbuilder.pipeline.build import Build, compiled

NOW = 1_700_000_000


def build(*texts: str, after: Build | None = None, now: int = NOW, **inputs: object) -> Build:
    """Build from the texts of files a.md, b.md …, with the ledger of an earlier build."""
    files = tuple((f"{chr(97 + at)}.md", text.encode()) for at, text in enumerate(texts))
    return rebuilt(files, after, now, **inputs)


def rebuilt(
    files: tuple[tuple[str, bytes], ...], after: Build | None = None, now: int = NOW, **inputs: object
) -> Build:
    """Build from files, with the ledger of an earlier build."""
    ledger = as_bytes(after.ledger) if after else None
    may_retire = bool(inputs.pop("may_retire", True))
    collection = cast(Collection | None, inputs.pop("collection", None))
    values: dict = {"folder": Path(), "name": "テスト", "notes": files, "ledger": ledger, **inputs}
    return compiled(Inputs(**values), now, may_retire, collection=collection)


OPTIONS = Namespace(notes=Path("notes"), defaults={"notes": Path("notes")}, format="text")
"""What a command is called with that names no folder."""


def report(result: Build) -> bytes:
    """Return report.json."""
    return b"".join([report_head(result, "a.apkg"), *report_body(result, result.parts, Cache())])


def codes(result: Build) -> list[str]:
    """Return the codes of a build's diagnostics."""
    return [diagnostic.code for diagnostic in result.diagnostics]


def unordered(ledger: Ledger) -> Ledger:
    """Return a ledger without the ranks of its notes, which no package tells."""
    return replace(ledger, records=Records({guid: replace(record, order=0) for guid, record in ledger.records.items()}))
