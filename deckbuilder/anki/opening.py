"""Open collections of Anki: in a package, or a profile's own, of which a copy is read and nothing is written.

While Anki runs it holds its collection locked, and what it wrote last stands in the log beside it. A copy of
both opens as Anki itself would open them after a crash.
"""

import io
import json
import lzma
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from deckbuilder.base.words import Words, of_system

BROKEN = (
    sqlite3.Error, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, RuntimeError, LookupError, TypeError,
    AttributeError, OverflowError, MemoryError,
)  # fmt: skip
"""What damaged packages raise on their way through zip, zstd, SQLite and JSON."""
COLLECTION = "collection.anki2"
"""What a profile's collection is called, and that of a package of the oldest format."""
LARGEST = 1_000_000_000
"""Bytes of a collection in a package that is read; a small zip can hold any number of them."""
_NEWEST_FIRST = ("collection.anki21b", "collection.anki21", COLLECTION)
_TRIES = 3
"""How often a collection is copied that Anki writes to at the same time."""
_PART = 1 << 20


class InUseError(Exception):
    """A collection cannot be copied now."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a profile's collection, or the collection in a .colpkg or .apkg, for one thread at a time.

    Raises ValueError if there is none that can be read, InUseError if it can be later, OSError as the disk does. Whether
    its pages are whole `check` tells.
    """
    with tempfile.TemporaryDirectory(prefix="deckbuilder-") as folder:
        copy = Path(folder, COLLECTION)
        if is_database(path):
            _copy(path, copy)
        else:
            with path.open("rb") as package, copy.open("wb") as target, _broken_is_no_collection():
                _unpack(package, target)
        with _broken_is_no_collection(), closing(sqlite3.connect(copy, check_same_thread=False)) as connection:
            _prepare(connection)
            yield connection


def check(connection: sqlite3.Connection) -> None:
    """Raise ValueError if a collection's pages do not fit together."""
    with _broken_is_no_collection():
        if any(connection.execute(_FAULTS)):
            raise ValueError(Words("its pages do not fit together", "データベースの中身が食い違っています"))


def once_more(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return another connection to the same copy, for another thread."""
    _, _, copy = connection.execute("pragma database_list").fetchone()
    other = sqlite3.connect(copy, check_same_thread=False)
    _prepare(other)
    return other


_FAULTS = """
    select 1 from sqlite_master as one join pragma_quick_check(one.name) as found
    where one.type = 'table' and one.name != 'revlog' and found.quick_check != 'ok'
"""
"""The log of all answers is most of a collection. Who reads it reads it through, and meets a broken page then."""


def in_memory(package: bytes) -> sqlite3.Connection:
    """Open the newest collection that a package holds; raises ValueError or one of `BROKEN`."""
    target = io.BytesIO()
    _unpack(io.BytesIO(package), target)
    # Anki exports with a write-ahead log, which a database in memory cannot have (sqlite.org/fileformat: bytes 18, 19).
    target.getbuffer()[18:20] = b"\x01\x01"
    connection = sqlite3.connect(":memory:")
    connection.deserialize(target.getbuffer())
    _prepare(connection)
    return connection


def tables(connection: sqlite3.Connection) -> set[str]:
    """Return the names of a collection's tables; the old format has fewer."""
    return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}


def deck_names(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the name of each deck by its id."""
    if "decks" in tables(connection):
        return {deck: name.replace("\x1f", "::") for deck, name in connection.execute("select id, name from decks")}
    (text,) = connection.execute("select decks from col").fetchone()
    return {int(deck): values["name"] for deck, values in json.loads(text).items()}


def _prepare(connection: sqlite3.Connection) -> None:
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.execute("pragma trusted_schema=off")
    connection.execute("pragma ignore_check_constraints=on")
    if any(connection.execute(_COMPUTED)):
        raise ValueError(Words("it computes what Anki stores", "Anki が保存しているはずのものを計算で出しています"))


_COMPUTED = """
    select 1 from sqlite_master where type = 'view' union all
    select 1 from sqlite_master as one join pragma_table_xinfo(one.name) as columns where columns.hidden
"""
"""No collection has views or computed columns; whoever reads one runs what its maker wrote there, which may never end."""


@contextmanager
def _broken_is_no_collection() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise ValueError(str(error) or type(error).__name__) from error


def is_database(path: Path) -> bool:
    """Tell whether a file is a collection itself, and no package with one; raises ValueError, OSError like `opened`."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise ValueError(Words("it is a pipe or a device", "パイプか装置です"))
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


_MAGIC = b"SQLite format 3\0"


def _copy(path: Path, copy: Path) -> None:
    """Copy a database and its log; again, where one of them changed meanwhile."""
    for _ in range(_TRIES):
        before = _state(path)
        try:
            shutil.copyfile(path, copy)
            _log(copy).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(_log(path), _log(copy))
        except PermissionError as error:
            raise InUseError(of_system(error)) from error
        if _state(path) == before:
            return
    raise InUseError(Words("it changed while it was copied", "写している間に書き換えられました"))


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _state(path: Path) -> list[tuple[int, int]]:
    """Return size and time of a database and its log."""
    found = []
    for each in (path, _log(path)):
        with suppress(FileNotFoundError):
            status = each.stat()
            found.append((status.st_size, status.st_mtime_ns))
    return found


def _unpack(package: IO[bytes], target: IO[bytes]) -> None:
    """Write the newest collection of a package to `target`."""
    if not zipfile.is_zipfile(package):
        raise ValueError(_NO_PACKAGE)
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        name = next((name for name in _NEWEST_FIRST if name in names), "")
        if not name:
            raise ValueError(Words("there is no collection in it", "コレクションが入っていません"))
        with archive.open(name) as stored:
            if name.endswith("b"):
                _decompress(stored, target)
            else:
                _pour(stored, target)


_NO_PACKAGE = Words(
    "it is neither a collection of Anki nor a whole package",
    "Anki のコレクションでも、最後までそろったパッケージでもありません",
)


def _decompress(stored: IO[bytes], target: IO[bytes]) -> None:
    import zstandard

    try:
        with zstandard.ZstdDecompressor().stream_reader(stored) as stream:
            _pour(stream, target)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _pour(stream: IO[bytes], target: IO[bytes]) -> None:
    size = 0
    while part := stream.read(_PART):
        size += len(part)
        if size > LARGEST:
            raise ValueError(Words("its collection has more than 1 GB", "コレクションが 1 GB を超えています"))
        target.write(part)
