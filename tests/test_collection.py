"""Reading collections: as Anki leaves them, in use, exported, of old formats, damaged; never written."""

import hashlib
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

from deckbuilder.anki import opening
from deckbuilder.anki.notetypes import ALL, BASIC, CLOZE
from deckbuilder.anki.opening import InUseError
from deckbuilder.anki.package import packed
from deckbuilder.app import collections
from deckbuilder.app.exit_codes import FAILED
from deckbuilder.app.language import speaking
from deckbuilder.base.diagnostics import as_json
from deckbuilder.collection.profiles import profiles
from deckbuilder.collection.reading import Collection, being_read, read_collection
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.collection.telling import told
from tests.builds import NOW, OPTIONS, build
from tests.engine import Engine

NOTES = "# 章\n- 憲法\n【最高の法】\n説明は **印** つきで **型** もある。\n"
BUILD = build(NOTES)
GUIDS = {note.guid for note in BUILD.deck.notes}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    package = tmp_path / "deck.apkg"
    package.write_bytes(packed(BUILD.deck, "ja_JP"))
    engine = Engine(tmp_path / "Anki2" / "太郎")
    engine.import_package(package)
    yield engine
    engine.close()


def path_of(engine: Engine) -> Path:
    return Path(engine.col.path)


def what(collection: Collection) -> tuple[object, ...]:
    cards = {
        (guid, card.ordinal, card.answers, card.queue, card.flag, collection.decks[card.deck])
        for guid, note in collection.notes.items()
        for card in collection.cards[note.id]
    }
    return {(note.guid, note.tags, note.joined) for note in collection.notes.values()}, cards


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def study(engine: Engine) -> None:
    cards = engine.cards()
    for key in sorted(cards):
        engine.answer(cards[key].id)
    engine.col.sched.suspend_cards([cards[min(cards)].id])
    engine.col.set_user_flag_for_cards(3, [cards[max(cards)].id])


def test_an_open_collection_is_read_with_its_log_and_nothing_is_written(engine: Engine) -> None:
    study(engine)
    path = path_of(engine)
    assert path.with_name("collection.anki2-wal").stat().st_size
    before = hashes(path.parent)
    found = read_collection(path, GUIDS)
    assert hashes(path.parent) == before
    assert found.notes.keys() == GUIDS
    cards = [card for of_note in found.cards.values() for card in of_note]
    assert (len(cards), {card.answers for card in cards}) == (4, {1})
    assert sorted(card.queue == -1 for card in cards).count(True) == 1
    assert sorted(card.flag for card in cards) == [0, 0, 0, 3]
    assert found.homes == {notetype.id: notetype.id for notetype in ALL.values()}
    assert found.is_whole


def test_a_closed_collection_says_the_same(engine: Engine) -> None:
    study(engine)
    while_open = what(read_collection(path_of(engine), GUIDS))
    engine.col.close()
    assert what(read_collection(path_of(engine), GUIDS)) == while_open
    engine.col.reopen()


@pytest.mark.parametrize("legacy", [False, True])
def test_exports_say_the_same(engine: Engine, legacy: bool, tmp_path: Path) -> None:
    study(engine)
    expected = what(read_collection(path_of(engine), GUIDS))
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy)
    deck = engine.col.decks.id_for_name(BUILD.deck.name)
    engine.col.export_anki_package(out_path=str(tmp_path / "out.apkg"), options=options, limit=DeckIdLimit(deck))
    found = read_collection(tmp_path / "out.apkg", GUIDS)
    assert what(found) == expected
    assert not found.is_whole
    engine.col.export_collection_package(str(tmp_path / "out.colpkg"), include_media=False, legacy=legacy)
    engine.col.reopen()
    found = read_collection(tmp_path / "out.colpkg", GUIDS)
    assert what(found) == expected
    assert found.is_whole


def test_a_note_type_that_was_changed_is_seen_and_so_is_its_copy(engine: Engine, tmp_path: Path) -> None:
    models = engine.col.models
    model = models.get(BASIC.id)
    assert model
    models.rename_field(model, model["flds"][-1], "予備")
    models.update_dict(model)
    assert read_collection(path_of(engine), GUIDS).homes[BASIC.id] == BASIC.id
    models.add_field(model, models.new_field("memo"))
    models.update_dict(model)
    assert read_collection(path_of(engine), GUIDS).homes[BASIC.id] == 0
    later = build(NOTES + "- 民法\n【私法の基本】\n", after=BUILD, now=NOW + 9)
    (tmp_path / "later.apkg").write_bytes(packed(later.deck, "ja_JP"))
    engine.import_package(tmp_path / "later.apkg")
    found = read_collection(path_of(engine), {note.guid for note in later.deck.notes})
    (copy,) = {note.notetype for note in found.notes.values()} - {BASIC.id, CLOZE.id}
    assert found.homes[BASIC.id] == copy


def test_notes_of_others_are_left_out_but_for_those_with_a_guid_of_ours(engine: Engine) -> None:
    basic = engine.col.models.by_name("Basic")
    assert basic
    for guid in (min(GUIDS), "another"):
        note = engine.col.new_note(basic)
        note.fields = ["<script>", "{{c1::x}}\x1b"]
        engine.col.add_note(note, engine.col.decks.id_for_name("Default"))
        engine.col.db.execute("update notes set guid = ? where id = ?", guid, note.id)
    engine.col.db.execute("delete from notes where guid = ? and mid != ?", min(GUIDS), basic["id"])
    found = read_collection(path_of(engine), GUIDS)
    assert found.notes.keys() == GUIDS
    assert found.notes[min(GUIDS)].notetype == basic["id"]


def test_fields_are_read_of_those_notes_only_that_they_are_asked_of(engine: Engine) -> None:
    whole = read_collection(path_of(engine), GUIDS)
    with being_read(path_of(engine), "answers", "gone", "growth") as finish:
        found = finish(GUIDS, lambda there: there.guid == min(GUIDS))
    assert found.cards == whole.cards
    assert found.notes[min(GUIDS)] == whole.notes[min(GUIDS)]
    assert {guid for guid, note in found.notes.items() if note.joined} == {min(GUIDS)}


def test_what_goes_wrong_while_it_is_read_is_no_fault_of_the_collection(engine: Engine) -> None:
    with pytest.raises(OSError, match="no space"), being_read(path_of(engine), "answers"):
        raise OSError("no space left on device")


# --- what cannot be read ----------------------------------------------------------------------


def damaged(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "cut off":
        path.write_bytes(data[: len(data) // 2])
    elif how == "overwritten":
        path.write_bytes(data[:4096] + b"\x13" * 4096 + data[8192:])
    elif how == "another database":
        path.unlink()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("create table notes (id)")
    elif how == "text":
        path.write_text("これはコレクションではない", "utf-8")
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "another zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "a")
    elif how == "no zstd":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("collection.anki21b", b"never compressed")


@pytest.mark.parametrize(
    "how", ["cut off", "overwritten", "another database", "text", "empty", "another zip", "no zstd"]
)
def test_what_is_no_collection_is_told_and_left_as_it_is(engine: Engine, how: str, tmp_path: Path) -> None:
    engine.col.close()
    path = tmp_path / "x" / "collection.anki2"
    path.parent.mkdir()
    shutil.copy(path_of(engine), path)
    damaged(path, how)
    before = hashes(path.parent)
    with pytest.raises(ValueError, match=r"\w"):
        read_collection(path, GUIDS)
    assert hashes(path.parent) == before
    engine.col.reopen()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("notes", "mod", "soon"),
        ("notes", "tags", b"\xff"),
        ("notes", "flds", b"\xff\x1f\x00"),
        ("cards", "queue", "no"),
        ("cards", "data", b"\xff\xfe"),
        ("cards", "odid", "x"),
        ("notetypes", "config", b"\xff" * 30),
        ("fields", "config", b"\x07"),
        ("col", "crt", "x"),
    ],
)
def test_hostile_values_are_told_or_borne(
    engine: Engine, table: str, column: str, value: object, tmp_path: Path
) -> None:
    engine.col.close()
    path = shutil.copy(path_of(engine), tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"update {table} set {column} = ?", (value,))
    with suppress(ValueError):
        found = read_collection(Path(path), GUIDS)
        rehearsal = rehearsed(BUILD.deck.notes, found)
        assert as_json(told(rehearsal, BUILD.deck.notes, found))
    engine.col.reopen()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update col set ver = 99", "別の版の Anki"),
        ("update col set ver = 3", "別の版の Anki"),
        ("update col set ver = 'x'", "別の版の Anki"),
        ("delete from col", "別の版の Anki"),
        ("drop table notetypes", "壊れています("),
        ("drop table revlog", "表 revlog がありません"),
        ("update cards set data = x'ff'", "壊れています("),
    ],
)
def test_what_is_wrong_with_a_collection_is_said_in_japanese(
    engine: Engine, change: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(engine, tmp_path, change)
    with speaking("ja"):
        assert collections.read(path, GUIDS, OPTIONS, "gone") == FAILED
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("start", [b"", b"PK\x03\x04", "これはコレクションではない".encode()])
def test_what_is_neither_a_collection_nor_a_package_is_called_so(
    start: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.colpkg").write_bytes(start)
    with speaking("ja"):
        assert collections.read(tmp_path / "a.colpkg", GUIDS, OPTIONS) == FAILED
    assert "コレクションでも、最後までそろったパッケージでもありません" in capsys.readouterr().err


LOOSE = ("create table loose as select * from {0}", "drop table {0}", "alter table loose rename to {0}")
"""Takes from a table what it asks of its values."""
ENDLESS = "with recursive r(x) as (select 1 union all select x + 1 from r) select x as id, x as guid from r"


@pytest.mark.parametrize(
    "script",
    [
        [*(line.format("notes") for line in LOOSE), "update notes set flds = null"],
        [*(line.format("notes") for line in LOOSE), "update notes set mod = null"],
        [*(line.format("cards") for line in LOOSE), "update cards set queue = null, ord = null"],
        ["drop table notes", f"create view notes as {ENDLESS}"],
        ["create table more (id, text as (hex(zeroblob(400000000))))"],
        ["update notetypes set config = x'08' || cast(replace(hex(zeroblob(2000000)), '0', 'é') as blob)"],
    ],
    ids=["no fields", "no time", "no queue", "a view", "a computed column", "an endless number"],
)
def test_what_no_collection_of_anki_has_is_told_at_once(engine: Engine, script: list[str], tmp_path: Path) -> None:
    path = edited(engine, tmp_path, *script)
    assert collections.read(path, GUIDS, OPTIONS) == FAILED


def edited(engine: Engine, folder: Path, *script: str) -> Path:
    """Return a copy of a collection in which something was done."""
    engine.col.close()
    path = Path(shutil.copy(path_of(engine), folder))
    engine.col.reopen()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        for line in script:
            connection.execute(line)
    return path


@pytest.mark.parametrize(
    "change",
    [
        "mod = 999999999999999, flds = replace(flds, '最高', '至高')",
        "mod = -5, flds = replace(flds, '最高', '至高')",
        "mod = mod + 9, flds = replace(flds, '最高', '至' || char(27, 8, 11, 127) || '高')",
        "mod = mod + 9, tags = ' a' || char(27) || 'b '",
        "mod = mod + 9, flds = replace(flds, '{{c1::', '{{c99999999999999999999::')",
        "mod = mod + 9, flds = replace(flds, '{{c1::', '{{c0::')",
    ],
)
def test_what_was_taken_over_can_be_packed_and_read_again(engine: Engine, change: str, tmp_path: Path) -> None:
    path = edited(engine, tmp_path, f"update notes set {change}")
    made = build(NOTES, after=BUILD, collection=read_collection(path, GUIDS))
    assert made.ledger.records != BUILD.ledger.records
    assert packed(made.deck, "ja_JP")
    again = build(NOTES, after=made)
    assert not again.failed
    assert again.deck.notes == made.deck.notes


def test_an_export_is_no_whole_collection_whatever_a_browser_called_it(engine: Engine, tmp_path: Path) -> None:
    for name in ("deck.apkg.zip", "deck"):
        shutil.copy(tmp_path / "deck.apkg", tmp_path / name)
        assert not read_collection(tmp_path / name, GUIDS).is_whole
    engine.col.close()
    assert read_collection(Path(shutil.copy(path_of(engine), tmp_path / "backup.db")), GUIDS).is_whole
    engine.col.reopen()


def test_a_package_that_unpacks_to_more_than_a_limit_is_refused(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.col.export_collection_package(str(tmp_path / "out.colpkg"), include_media=False, legacy=False)
    engine.col.reopen()
    monkeypatch.setattr(opening, "LARGEST", 1000)
    with pytest.raises(ValueError, match="more than"):
        read_collection(tmp_path / "out.colpkg", GUIDS)


def test_a_collection_that_changes_all_the_time_is_in_use(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copyfile

    def copy_while_anki_writes(source: Path, target: Path) -> None:
        copy(source, target)
        engine.answer(next(iter(engine.cards().values())).id)

    monkeypatch.setattr(shutil, "copyfile", copy_while_anki_writes)
    with pytest.raises(InUseError):
        read_collection(path_of(engine), GUIDS)
    assert collections.read(path_of(engine), GUIDS, OPTIONS) == FAILED
    assert "error[N603]" in capsys.readouterr().err


def test_profiles_are_found_by_their_names(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    (tmp_path / "Anki2" / "addons21").mkdir()
    assert profiles() == {"太郎": path_of(engine)}
