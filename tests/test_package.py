"""Packages: same deck, same bytes; what was written reads back."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from itertools import permutations
from pathlib import Path

import genanki
import pytest
from msgspec.structs import replace

from deckbuilder.anki.database import write_database
from deckbuilder.anki.frame import _Model
from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.package import Last, Sealed, keep, last_package, packed, rows, sealed, stored
from deckbuilder.app.beside import package_name
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import read_inputs
from deckbuilder.base.notes import Deck, Kind
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import compiled
from tests.builds import NOW, build
from tests.engine import Engine

NOTES = "# 章\n- 用語\n【ひとこと】\n説明は **印** つき。\n| 名 | 値 |\n|---|---|\n| 甲 | 乙 |\n"
ROOT = Path(__file__).parent.parent


def test_same_notes_same_bytes() -> None:
    first = build(NOTES)
    again = build(NOTES, after=first, now=NOW + 99)
    assert packed(first.deck, "ja_JP") == packed(again.deck, "ja_JP")
    assert not again.changes


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    packages = []
    for seed in ("1", "2"):
        notes, out = tmp_path / f"notes{seed}", tmp_path / seed
        shutil.copytree(ROOT / "notes", notes)
        (notes / "ledger.json").unlink()
        command = [sys.executable, str(ROOT / "build.py"), "--notes", str(notes), "--quiet", "--output", str(out)]
        env = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": str(NOW)}
        subprocess.run(command, check=True, cwd=ROOT, env=env)
        packages.append((next(out.glob("*.apkg")).read_bytes(), (notes / "ledger.json").read_bytes()))
    assert packages[0] == packages[1]


@pytest.mark.slow
def test_the_shipped_ledger_is_that_of_the_shipped_notes() -> None:
    inputs = read_inputs(ROOT / "notes", ROOT / "media")
    result = compiled(inputs, NOW)
    assert not result.changes
    assert as_bytes(result.ledger) == inputs.ledger


def test_it_reads_back() -> None:
    deck = build(NOTES).deck
    assert set(rows(packed(deck, "ja_JP"))) == {note.guid for note in deck.notes}


def database(folder: Path, deck: Deck, last: Path | None = None) -> Path:
    """Return the database of a deck, written anew or from that of another."""
    path = folder / ("anew" if last is None else "after")
    path.unlink(missing_ok=True)
    write_database(path, deck, "ja_JP", Cache(), last)
    return path


def test_it_says_nothing_of_the_sqlite_that_wrote_it(tmp_path: Path) -> None:
    head = database(tmp_path, build(NOTES).deck).read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert head[24:28] + head[40:44] + head[92:] == bytes(16)


@pytest.mark.parametrize("kind", ALL)
def test_templates_need_the_fields_that_genanki_finds(kind: Kind) -> None:
    model = _Model(ALL[kind], "ja_JP", NOW)
    assert model._req == genanki.Model._req.func(model)


def test_what_the_package_before_had_otherwise_is_written_as_if_anew(tmp_path: Path) -> None:
    deck = build(NOTES).deck
    first, *others = deck.notes
    for other in (
        replace(first, changed=1),
        replace(first, joined=first.joined + b"x"),
        replace(first, tags=("a b",)),
        replace(first, deck="別の教科"),
        replace(first, cards=(*first.cards, 7), ids=(*first.ids, 1 << 50)),
    ):
        decks = (deck, replace(deck, notes=(other, *others)), replace(deck, notes=(*others, other), description="x"))
        for before, after in permutations((*decks, replace(deck, notes=tuple(others))), 2):
            last = Path(shutil.copy(database(tmp_path, before), tmp_path / "last"))
            assert database(tmp_path, after, last).read_bytes() == database(tmp_path, after).read_bytes()


def test_a_database_that_does_not_read_back_is_seen(tmp_path: Path) -> None:
    deck = build(NOTES).deck
    first, *others = deck.notes
    torn = replace(deck, notes=(replace(first, joined=first.joined + b"\x1f"), *others))
    with pytest.raises(AssertionError, match="as many fields"):
        database(tmp_path, torn)
    with pytest.raises(AssertionError, match="as many rows"):
        database(tmp_path, replace(deck, notes=(first, replace(first, guid="x"))))
    last = Path(shutil.copy(database(tmp_path, replace(deck, notes=tuple(others))), tmp_path / "last"))
    with closing(sqlite3.connect(last)) as connection:
        connection.execute("create trigger other after insert on notes begin update notes set mod = 1; end")
        connection.commit()
    with pytest.raises(AssertionError, match="reads back differently"):
        database(tmp_path, deck, last)


def test_a_package_that_does_not_hold_what_it_was_made_of_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = build(NOTES).deck
    other = Sealed(packed(replace(deck, notes=deck.notes[1:]), "ja_JP"), [])
    monkeypatch.setattr("deckbuilder.anki.package._zipped", lambda *_: other)
    with pytest.raises(AssertionError, match="reads back"):
        packed(deck, "ja_JP")


def test_the_zip_has_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(build(NOTES).deck, "ja_JP"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_notes_carry_the_time_of_their_change() -> None:
    first = build(NOTES)
    later = build(NOTES.replace("説明は", "説明には"), after=first, now=NOW + 500)
    times = {row.fields[0]: row.mod for row in rows(packed(later.deck, "ja_JP")).values()}
    assert sorted(set(times.values())) == [NOW, NOW + 500]
    assert times["甲 ─ 値"] == NOW


@pytest.mark.parametrize(
    ("deck", "name"),
    [
        ("collection", "deck-collection.apkg"),
        ("backup-1", "deck-backup-1.apkg"),
        ("A::B", "A_B.apkg"),
        ("Con", "deck-Con.apkg"),
        ("lpt1.txt", "deck-lpt1.txt.apkg"),
        ("Console. ", "Console.apkg"),
        ("日本 語", "日本 語.apkg"),
    ],
)
def test_package_names_are_safe(deck: str, name: str) -> None:
    assert package_name(deck) == name


def test_stored_reads_our_own_package() -> None:
    result = build(NOTES)
    notes, others, *_ = stored(packed(result.deck, "ja_JP"))
    assert others == 0
    assert {note.guid for note in notes} == {note.guid for note in result.deck.notes}
    assert {note.deck for note in notes} == {"テスト"}


def test_schema_is_frozen() -> None:
    """Ids, order and number of fields and templates must never change: Anki would copy the note type."""
    schema = {
        notetype.name: [
            notetype.id,
            [[field.id, field.tag] for field in notetype.fields],
            [template.id for template in notetype.templates],
            notetype.sort_field,
        ]
        for notetype in ALL.values()
    }
    frozen = json.loads((Path(__file__).parent / "schema.json").read_text("utf-8"))
    assert schema == frozen


def test_fields_have_names_of_their_own_and_descriptions() -> None:
    for notetype in ALL.values():
        assert len(set(notetype.labels)) == len(notetype.fields)
        assert all(field.shown.description for field in notetype.fields)
        assert not any(char in label for label in notetype.labels for char in ':"{}')


def test_renamed_fields_reach_who_has_the_cards_without_a_full_sync(tmp_path: Path) -> None:
    """A collection with names as they were before takes ours, its cards and reviews untouched; nothing is doubled."""
    engine = Engine(tmp_path / "anki")
    result = build(NOTES)
    package = tmp_path / "deck.apkg"
    package.write_bytes(packed(result.deck, "ja_JP"))
    engine.import_package(package)
    for notetype in ALL.values():
        if model := engine.col.models.get(notetype.id):
            for field in model["flds"]:
                engine.col.models.rename_field(model, field, f"old {field['ord']}")
            engine.col.models.update_dict(model)
    for card in engine.cards().values():
        engine.answer(card.id)
    reviews, schema = engine.reviews(), engine.col.db.scalar("select scm from col")
    later = build(NOTES, now=int(time.time()) + 100)
    package.write_bytes(packed(later.deck, "ja_JP"))
    log = engine.import_package(package)
    engine.col.models._clear_cache()
    assert (log.new, log.conflicting) == (0, 0)
    assert engine.col.db.scalar("select scm from col") == schema
    ours = [model for model in engine.col.models.all() if model["name"].startswith("Deckbuilder")]
    known = {notetype.id: notetype for notetype in ALL.values()}
    assert all(tuple(field["name"] for field in model["flds"]) == known[model["id"]].labels for model in ours)
    assert engine.reviews() == reviews
    engine.close()


def test_of_the_last_package_only_what_is_as_it_was_written_is_taken_over(tmp_path: Path) -> None:
    first = build(NOTES)
    again = build(NOTES.replace("乙", "丙"), after=first, now=NOW + 60)
    cache, output = Cache(tmp_path / "cache"), tmp_path / "output"
    output.mkdir()
    assert last_package(output, cache, tmp_path) == Last()
    before = sealed(database(tmp_path, first.deck), first.deck, Last())
    keep(cache, "a.apkg", before)
    assert last_package(output, cache, tmp_path) == Last()
    (output / "a.apkg").write_bytes(before.data)
    last = last_package(output, cache, tmp_path)
    assert last.database is not None
    assert last.database.read_bytes() == database(tmp_path, first.deck).read_bytes()
    assert [(key, size) for key, (_, size) in last.pieces.items()] == before.pieces
    after = sealed(database(tmp_path, again.deck, last.database), again.deck, last)
    assert after.data == packed(again.deck, "ja_JP")
    (output / "a.apkg").write_bytes(after.data)
    assert last_package(output, cache, tmp_path) == Last()
