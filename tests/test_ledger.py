"""The ledger and the ids of a package: formats of older versions, salts, what two devices make of two builds."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from anki.collection import ExportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.models import NotetypeDict
from msgspec.structs import replace

from deckbuilder.anki.notetypes import BASIC
from deckbuilder.anki.package import packed, rows, salt, stored
from deckbuilder.base.diagnostics import arguments
from deckbuilder.base.files import read_inputs
from deckbuilder.base.notes import Note
from deckbuilder.identity.ids import ids_of, moved_apart
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.merging import merged as merged_records
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.reading_order import ranks
from deckbuilder.ledger.records import (
    Edited,
    FromAnki,
    Ledger,
    Record,
    Records,
    as_bytes,
    as_line,
    field_hashes,
    is_current,
    reopened,
)
from deckbuilder.pipeline.build import Build, compiled
from tests.builds import NOW, build, codes, rebuilt
from tests.engine import Engine, Imported

VERSIONS = Path(__file__).parent / "versions"
"""Notes with the ledger and the package that each older version made of them."""


def of_version(version: str) -> Build:
    folder = VERSIONS / version
    return compiled(read_inputs(folder / "notes", folder / "media"), 1_790_000_000)


def write(path: Path, result: Build) -> Path:
    path.write_bytes(packed(result.deck, "ja_JP"))
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([0, 0], [64, 128]),
        ([64, 128, 0, 192], [64, 128, 160, 192]),
        ([64, 0, 0, 160], [64, 96, 128, 160]),
        ([192, 64, 128], [32, 64, 128]),
        ([64, 192, 128, 256], [64, 96, 128, 256]),
        ([64, 0, 65], [64, 128, 192]),
        ([64, 128, 0], [64, 128, 192]),
        ([], []),
    ],
    ids=["first", "one between", "two between", "last moved up", "two exchanged", "no room", "one behind", "none"],
)
def test_ranks_change_only_where_a_note_came_or_moved(old: list[int], new: list[int]) -> None:
    assert ranks(old) == new


def test_fields_have_short_hashes_and_empty_ones_none() -> None:
    assert field_hashes(["甲", "", "乙", ""]) == "ae8289..7e9f7f"


@pytest.mark.parametrize("version", ["1"])
def test_a_newer_version_updates_nothing_that_has_not_changed(version: str, tmp_path: Path) -> None:
    (old,) = (VERSIONS / version).glob("*.apkg")
    result = of_version(version)
    engine = Engine(tmp_path / "anki")
    first = engine.import_package(old)
    assert (first.new, first.conflicting) == (11, 0)
    for card in engine.cards().values():
        engine.answer(card.id)
    before = engine.col.db.all("select * from notes"), engine.col.db.all("select * from cards")
    log = engine.import_package(write(tmp_path / "new.apkg", result))
    assert log == Imported(new=0, updated=0, duplicate=11, conflicting=0, other=0)
    assert before == (engine.col.db.all("select * from notes"), engine.col.db.all("select * from cards"))
    engine.close()


@pytest.mark.parametrize("version", ["1"])
def test_an_old_ledger_gives_its_deck_s_name_as_salt(version: str) -> None:
    result = of_version(version)
    ledger = as_bytes(result.ledger)
    assert is_current(ledger)
    assert not is_current((VERSIONS / version / "notes" / "ledger.json").read_bytes())
    assert parsed("ledger.json", ledger.decode()) == (result.ledger, [])
    assert result.ledger.salt == salt(packed(result.deck, "ja_JP")) == "理科"
    assert not result.changes


def test_records_are_found_by_what_they_have_read_or_not() -> None:
    plain = Record(
        guid="a", kind="basic", role="line", path="a.md", trail=(), term="甲", prompt="甲", answer="左の意味"
    )
    of_learner, picture = (
        replace(plain, guid="b", anki=FromAnki(tags=("leech",))),
        replace(plain, guid="c", cells={"左": "甲"}),
    )
    records = [replace(one, guid=one.guid + mark) for one in (plain, of_learner, picture) for mark in "12"]
    found = Records({one.guid: as_line(one) if "1" in one.guid else one for one in records})
    assert list(found.from_anki()) == records[2:4]
    assert list(found.with_cells()) == records[4:]


def test_a_ledger_reads_as_it_was_written_whatever_is_in_its_guids() -> None:
    record = Record(guid="", kind="basic", role="line", path="a.md", trail=(), term="甲", prompt="甲", answer="左")
    records = [replace(record, guid=guid) for guid in ("a\\b", "plain", "水")]
    ledger = Ledger(Records({one.guid: one for one in records}))
    found = reopened(as_bytes(ledger)).records
    assert [found[guid] for guid in sorted(found)] == records


def test_a_file_whose_notes_are_all_retired_is_no_file_of_the_notes() -> None:
    record = Record(guid="a", kind="basic", role="line", path="a.md", trail=(), term="甲", prompt="甲", answer="左")
    gone = replace(record, guid="b", path="b.md", retired=True)
    assert Records({"a": record, "b": gone}).live_paths == {"a.md"}


def test_no_line_changes_but_those_of_what_changed() -> None:
    first = build("- 甲：左の意味\n- 乙：右の意味\n")
    after = build("- 甲：左の意味\n- 乙：右のほうの意味\n", after=first, now=NOW + 60)
    before, now = (as_bytes(result.ledger).decode().split("\n") for result in (first, after))
    assert [('"乙"' in line) for line in before] == [line != other for line, other in zip(before, now, strict=True)]


@pytest.mark.parametrize(
    "mixed",
    [lambda old, new: old + new, lambda old, new: new + old, lambda old, new: new[:1] + old[:1] + old[1:-1] + new[1:]],
    ids=["old first", "new first", "heads first"],
)
def test_a_merge_of_an_old_and_a_new_ledger_reads(mixed: object) -> None:
    """As it is left when the lines of both sides are kept."""
    old = (VERSIONS / "1" / "notes" / "ledger.json").read_text("utf-8").splitlines()
    new = as_bytes(of_version("1").ledger).decode().splitlines()
    ledger, problems = parsed("ledger.json", "\n".join(mixed(old, new)) + "\n")  # type: ignore[operator]
    assert problems == []
    assert ledger == of_version("1").ledger


# --- salts --------------------------------------------------------------------------------------

DECKS = {
    "terms": ("# 用語\n- 果実：物から生じる収益。\n", "# 用語\n- 果実：種子を包む器官。\n"),
    "tables": ("# 表\n|名|値|\n|-|-|\n|果実|収益|\n", "# 表\n|名|値|\n|-|-|\n|果実|種子|\n"),
    "questions": ("Q: 果実とは？\nA: 収益\n", "Q: 果実とは？\nA: 器官\n"),
    "pictures": ("# 表\n【図表】\n|名|値|\n|-|-|\n|果実|収益|\n", "# 表\n【図表】\n|名|値|\n|-|-|\n|果実|種子|\n"),
    "no headings": ("- 果実：物から生じる収益。\n", "- 果実：種子を包む器官。\n"),
}


@pytest.mark.parametrize("name", DECKS)
def test_two_decks_of_one_user_never_meet(name: str, tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    texts: dict[str, tuple[str, ...]] = {}
    for deck, text in zip(("法学", "生物"), DECKS[name], strict=True):
        result = build(text, name=deck)
        log = engine.import_package(write(tmp_path / "a.apkg", result))
        assert (log.new, log.updated, log.duplicate) == (len(result.deck.notes), 0, 0)
        texts |= {note.guid: note.fields for note in result.deck.notes}
        for card in engine.cards().values():
            engine.answer(card.id)
    assert {guid: tuple(note.fields) for guid, note in engine.notes().items()} == texts
    engine.close()


def test_a_deck_that_is_renamed_keeps_its_salt() -> None:
    first = build("- 果実：種子を包む器官。\n", name="生物")
    after = build("- 果実：種子を包む器官。\n- 種皮：種子の外側。\n", after=first, name="植物", now=NOW + 60)
    assert after.ledger.salt == salt(packed(after.deck, "ja_JP")) == "生物"
    assert {note.guid for note in after.deck.notes} == {
        note.guid for note in build("- 果実：種子を包む器官。\n- 種皮：種子の外側。\n", name="生物").deck.notes
    }


@pytest.mark.parametrize("number", [0, 500, 1_000])
def test_a_cloze_number_that_anki_has_no_card_for_is_given_to_no_text(number: int) -> None:
    text = "# 章\n- 用語\n説明は **印** を持つ。\n"
    damaged = as_bytes(build(text).ledger).replace(b"{{c1::", b"{{c%d::" % number)
    for changed in (text, text.replace("**印**", "**印章**")):
        after = rebuilt((("a.md", changed.encode()),), ledger=damaged, now=NOW + 60)
        assert parsed("ledger.json", as_bytes(after.ledger).decode()) == (after.ledger, [])
        (note,) = (note for note in after.deck.notes if not note.retired)
        assert len(note.cards) == 1


# --- ids ----------------------------------------------------------------------------------------

FRUIT = "".join(f"- 果物{at}\n果物{at}は **色{at}** と **味{at}** を持つ。\n" for at in range(6))


def ids(result: Build) -> dict[str, tuple[int, ...]]:
    return {note.guid: note.ids for note in result.deck.notes}


def test_ids_depend_on_no_other_note() -> None:
    whole = build(FRUIT)
    half = build("".join(FRUIT.splitlines(True)[6:]))
    assert ids(half).items() <= ids(whole).items()
    assert ids(whole) == ids(build(FRUIT, after=whole, now=NOW + 10**7))


def test_a_card_is_added_on_the_day_of_its_first_build(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    engine.import_package(write(tmp_path / "a.apkg", build(FRUIT)))
    stamps = [card.id / 1000 for card in engine.cards().values()]
    stamps += [note.id / 1000 for note in engine.notes().values()]
    assert all(NOW - 4 * 86_400 <= stamp <= NOW for stamp in stamps)
    engine.close()


@pytest.mark.slow
def test_ids_of_50_000_notes_are_unique_and_stay() -> None:
    notes = [
        Note(str(at), "cloze", "", b"", "", (), (0, 1), None, NOW, NOW, ids=ids_of(str(at), NOW, (0, 1), {}))  # type: ignore[arg-type]
        for at in range(50_000)
    ]
    others = moved_apart(notes, (), lambda _guid, _number: False)
    assert 0 < len(others) < 200, "so many meet by chance"
    given = {note.guid: ids_of(note.guid, NOW, note.cards, others.get(note.guid, {})) for note in notes}
    every = [at for of_note in given.values() for at in of_note]
    assert len(set(every)) == len(every)


def test_what_was_given_is_kept_and_the_newcomer_goes_elsewhere() -> None:
    def note(guid: str, *ids: int) -> Note:
        return Note(guid, "cloze", "", b"", "", (), tuple(range(len(ids) - 1)), None, NOW, NOW, ids=ids)  # type: ignore[arg-type]

    notes = [note("a", 1, 7, 8), note("b", 2, 7)]
    assert moved_apart(notes, (), lambda guid, _: guid == "b") == {"a": {1: 8, 2: 9}}
    assert moved_apart(notes, (), lambda guid, number: (guid, number) != ("b", 1)) == {"b": {1: 9}}
    assert moved_apart(notes[1:], [note("c", 7)], lambda *_: True) == {"b": {1: 8}}


def test_ids_that_were_moved_are_in_ledger_and_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbuilder.identity.ids._DAY", 1)
    monkeypatch.setattr("deckbuilder.identity.ids._STEP", 1)
    many = "".join(f"- 語{at}：{at}番めに来る物\n" for at in range(60))
    first = build(many)
    moved = [record for record in first.ledger.records.values() if record.ids]
    assert moved
    every = [at for note in first.deck.notes for at in note.ids]
    assert len(set(every)) == len(every)
    after = build("- 新語：新しい意味\n" + many, after=first, now=NOW + 1)
    assert ids(first).items() <= ids(after).items()
    assert rows(packed(after.deck, "ja_JP")).keys() == ids(after).keys()


# --- branches -----------------------------------------------------------------------------------


def merged(one: Build, other: Build) -> bytes:
    """Return the ledgers of two branches as git's union leaves them."""
    lines = [as_bytes(side.ledger).split(b"\n") for side in (one, other)]
    both = dict.fromkeys([*lines[0][1:-2], *lines[1][1:-2]])
    return b"\n".join([lines[0][0], *both, *lines[0][-2:]])


def test_reviews_of_a_number_that_two_branches_gave_land_on_neither_text(tmp_path: Path) -> None:
    base = build("# 章\n- 語\n国に **甲** と乙と丙がある。\n")
    ours = build("# 章\n- 語\n国に **甲** と **乙** と丙がある。\n", after=base, now=NOW + 60)
    theirs = build("# 章\n- 語\n国に **甲** と乙と **丙** がある。\n", after=base, now=NOW + 90)
    files = (("a.md", "# 章\n- 語\n国に **甲** と **乙** と **丙** がある。\n".encode()),)
    both = rebuilt(files, ledger=merged(ours, theirs), now=NOW + 200)
    assert codes(both) == ["N508"]
    assert [one.added for one in both.changes] == [2], "neither number has a card yet"
    assert codes(rebuilt(files, after=both)) == []
    engine = Engine(tmp_path / "anki")
    for result in (base, ours):
        engine.import_package(write(tmp_path / "a.apkg", result))
        for card in engine.cards().values():
            engine.answer(card.id)
    (guid,) = {guid for guid, _ in engine.cards()}
    reviews = engine.reviews()
    engine.import_package(write(tmp_path / "a.apkg", both))
    (note,) = engine.notes().values()
    assert note["穴埋めの文"] == "国に{{c1::甲}}と{{c3::乙}}と{{c4::丙}}がある。"
    assert engine.reviews() == reviews
    assert [engine.cards()[guid, ordinal].reps for ordinal in (2, 3)] == [0, 0]
    later = build("# 章\n- 語\n国に **甲** と **乙** と **丙** と **丁** がある。\n", after=both, now=NOW + 300)
    assert [number for number, _, _ in later.deck.notes[0].slots] == [1, 3, 4, 5]
    engine.close()


def test_a_rewording_on_each_branch_is_no_contradiction() -> None:
    base = build("- 語\n上限は ==5つ== である。\n")
    sides = [
        build(f"- 語\n上限は =={count}== である。\n", after=base, now=NOW + at)
        for at, count in ((60, "6つ"), (90, "7つ"))
    ]
    ledger, problems = parsed("x", merged(*sides).decode())
    assert problems == []
    assert {record.prompt: record.slots for record in ledger.records.values()} == {"語": {"5つ": 1, "6つ": 1, "7つ": 1}}


def test_branches_that_are_both_at_the_last_number_can_be_read() -> None:
    many = {f"語{number}": number for number in range(1, 500)}
    base = build("# 章\n- 語\n**甲** と **乙** がある。\n")
    (record,) = base.ledger.records.values()
    sides = [
        replace(
            record, slots=many | {text: 500}, answer=f"{{{{c500::{text}}}}}と{{{{c1::語1}}}}がある。", changed=NOW + at
        )
        for at, text in enumerate("甲乙")
    ]
    lines = as_bytes(base.ledger).split(b"\n")
    both = b"\n".join([*lines[:-3], *(as_line(side) + b"," for side in sides), *lines[-2:]])
    result = rebuilt((("a.md", "# 章\n- 語\n**甲** と **乙** がある。\n".encode()),), ledger=both, now=NOW + 60)
    assert parsed("x", as_bytes(result.ledger).decode()) == (result.ledger, [])
    assert {note.guid: note.retired for note in result.deck.notes}[record.guid], "a new note has numbers of its own"


def test_a_ledger_with_lines_lost_stops_the_build_and_yes_goes_on() -> None:
    first = build("- 甲：左の意味\n- 乙：右の意味\n")
    lines = as_bytes(first.ledger).split(b"\n")
    files = (("a.md", "- 甲：左の意味\n- 乙：右の意味\n".encode()),)
    lost = b"\n".join([*lines[:-3], *lines[-2:]])
    assert codes(rebuilt(files, ledger=lost, may_retire=False)) == ["N507"]
    assert codes(rebuilt(files, ledger=lost)) == []
    three = merged(first, build("- 甲：左の意味\n- 乙：右の意味\n- 丙：上の意味\n", after=first))
    assert three.count(b'["records"') == 2
    assert parsed("x", three.decode())[1] == []
    two = b"\n".join(line for line in three.split(b"\n") if "丙".encode() not in line)
    assert [problem.code for problem in parsed("x", two.decode())[1]] == ["N507"]


def test_what_one_branch_forgot_is_not_missing_after_a_merge() -> None:
    first = build("- 甲：左の意味\n- 乙：右の意味\n")
    retired = build("- 甲：左の意味\n", after=first, now=NOW + 60)
    grown = build("- 甲：左の意味\n- 丙：上の意味\n", after=retired, now=NOW + 90)
    live = {guid: record for guid, record in retired.ledger.records.items() if not record.retired}
    forgot = replace(retired.ledger, records=Records(live), forgotten=1)
    counts = [line for side in (forgot, grown.ledger) for line in as_bytes(side).split(b"\n") if b'["records"' in line]
    assert counts == [b'["records",1,1],', b'["records",3,0],']
    lines = [line for line in as_bytes(grown.ledger).split(b"\n") if "乙".encode() not in line]
    at = lines.index(counts[1])
    ledger, problems = parsed("x", b"\n".join([*lines[:at], counts[0], *lines[at:]]).decode())
    assert problems == []
    assert (len(ledger.records), ledger.forgotten) == (2, 1)


def test_merging_does_not_depend_on_the_order_of_lines() -> None:
    random = Random(20)
    for _ in range(200):
        records = [
            Record(
                "guid", "cloze", "sentence", "a.md", (), "", "", "",
                slots={text: random.randrange(1, 5) for text in random.sample("甲乙丙丁", random.randrange(1, 5))},
                created=NOW, changed=NOW + random.randrange(3),
            )
            for _ in range(random.randrange(2, 5))
        ]  # fmt: skip
        result, clashes = merged_records(records)
        random.shuffle(records)
        assert merged_records([*records, records[0]]) == (result, clashes)
        given = {text: number for text, number in result.slots.items() if text in "甲乙丙丁"}
        assert given.keys() == {text for record in records for text in record.slots}
        assert not set(clashes) & set(given.values()), "a number in question is given to none"
        highest = max(number for record in records for number in record.slots.values())
        assert max(result.slots.values()) >= highest, "nor ever again"


# --- recovery -----------------------------------------------------------------------------------


def exported(engine: Engine, path: Path, legacy: bool = False) -> Path:
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy)
    engine.col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


@pytest.mark.parametrize("has_old_notes", [False, True], ids=["salted", "of an older version"])
def test_recover_takes_no_other_deck_s_notes(has_old_notes: bool, tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    notes = read_inputs(VERSIONS / "1" / "notes", tmp_path).notes
    ours = rebuilt(notes, name="理科", media=read_inputs(VERSIONS / "1" / "notes", VERSIONS / "1" / "media").media)
    (old,) = (VERSIONS / "1").glob("*.apkg")
    engine.import_package(old if has_old_notes else write(tmp_path / "a.apkg", ours))
    other = build("# 法\n- 果実\n物から生じる収益である。\n", name="法学")
    engine.import_package(write(tmp_path / "b.apkg", other))
    package = stored(exported(engine, tmp_path / "export.apkg").read_bytes())
    engine.close()
    texts = {path: data.decode() for path, data in notes}
    ledger, problems = recovered("x", package, "理科", texts)
    assert [(problem.code, *arguments(problem).values()) for problem in problems] == [
        ("N509", "果実", "it is of the deck “法学”")
    ]
    expected = of_version("1") if has_old_notes else ours
    assert ledger.records.keys() == expected.ledger.records.keys()
    assert recovered("x", package, "法学", {})[0].records.keys() == other.ledger.records.keys()


def add_field(engine: Engine, notetype: NotetypeDict) -> None:
    engine.col.models.add_field(notetype, engine.col.models.new_field("メモ"))


def add_template(engine: Engine, notetype: NotetypeDict) -> None:
    template = engine.col.models.new_template("読み上げ")
    template["qfmt"], template["afmt"] = "{{質問}}？", "{{答え}}"
    engine.col.models.add_template(notetype, template)


@pytest.mark.parametrize("legacy", [True, False], ids=["old format", "new format"])
@pytest.mark.parametrize("add", [add_field, add_template])
def test_a_note_type_changed_in_anki_is_told_of_and_merging_heals_it(
    add: Callable[[Engine, NotetypeDict], None], legacy: bool, tmp_path: Path
) -> None:
    first = build("- 甲：左の意味\n- 乙：右の意味\n")
    engine = Engine(tmp_path / "anki")
    engine.import_package(write(tmp_path / "a.apkg", first))
    notetype = engine.col.models.by_name(BASIC.name)
    assert notetype
    add(engine, notetype)
    engine.col.models.update_dict(notetype)
    # Anki counts that as an edit of every note; only a build after it can update them.
    after = build("- 甲：左の意味\n- 乙：右側の意味\n", after=first, now=2_000_000_000)
    package = write(tmp_path / "b.apkg", after)
    assert engine.import_package(package).conflicting == 2
    found = stored(exported(engine, tmp_path / "export.apkg", legacy).read_bytes())
    ledger, problems = recovered("x", found, "テスト", {})
    assert [(problem.code, problem.args) for problem in problems] == [("N510", (BASIC.name,))]
    assert ledger.records.keys() == first.ledger.records.keys()
    options = engine.col._backend.get_import_anki_package_presets()
    options.merge_notetypes = True
    log = engine.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log
    assert (len(log.updated), len(log.conflicting)) == (1, 0)
    engine.close()


def test_a_clock_that_was_ahead_overwrites_edits_and_is_told_of(tmp_path: Path) -> None:
    ahead = int(time.time()) + 365 * 86_400
    first = build("- 甲：左の意味\n", now=ahead)
    engine = Engine(tmp_path / "anki")
    engine.import_package(write(tmp_path / "a.apkg", first))
    (note,) = engine.notes().values()
    note["答え"] = "自分の言葉"
    engine.col.update_note(note)
    after = build("- 甲：左の意味\n", after=first, now=int(time.time()))
    assert codes(after) == ["N515"]
    assert engine.import_package(write(tmp_path / "b.apkg", after)).updated == 1
    engine.close()


# --- retired notes ------------------------------------------------------------------------------


def test_a_retired_note_reaches_those_who_have_it_and_gives_nobody_else_a_card(tmp_path: Path) -> None:
    first = build("- 甲：左の意味\n- 乙：右の意味\n")
    after = build("- 甲：左の意味\n", after=first, now=NOW + 60)
    package = write(tmp_path / "after.apkg", after)
    had, deleted, newcomer = (Engine(tmp_path / name) for name in ("had", "deleted", "newcomer"))
    for engine in (had, deleted):
        engine.import_package(write(tmp_path / "first.apkg", first))
        for card in engine.cards().values():
            engine.answer(card.id)
    gone = deleted.col.find_notes("乙")
    deleted.col.remove_notes(gone)
    for engine in (had, deleted, newcomer):
        engine.import_package(package)
    assert len(had.cards()) == len(had.reviews()) == 2
    assert [note.tags for note in had.notes().values() if note["質問"] == "乙"] == [["deckbuilder::retired"]]
    assert {len(engine.cards()) for engine in (deleted, newcomer)} == {1}
    back = build("- 甲：左の意味\n- 乙：右の意味\n", after=after, now=NOW + 120)
    newcomer.import_package(write(tmp_path / "back.apkg", back))
    assert len(newcomer.cards()) == 2
    for engine in (had, deleted, newcomer):
        engine.close()


def test_the_first_build_with_a_new_format_keeps_the_old_ledger(tmp_path: Path) -> None:
    from deckbuilder.app.command import main

    shutil.copytree(VERSIONS / "1", tmp_path / "1")
    notes, output = tmp_path / "1" / "notes", tmp_path / "output"
    before = (notes / "ledger.json").read_bytes()
    command = ["build", "--notes", str(notes), "--media", str(tmp_path / "1" / "media"), "--output", str(output)]
    assert main(command) == 0
    assert (notes / "ledger.json.bak").read_bytes() == before
    assert is_current((notes / "ledger.json").read_bytes())
    result = rebuilt((("a.md", b"x"),), ledger=(notes / "ledger.json").read_bytes())
    assert len(result.ledger.records) == 11


def test_an_edit_was_put_back_only_if_a_newer_note_has_another_text() -> None:
    edited = Edited("岬の塔", "", seen=5)
    assert edited.was_put_back("白い塔", 6)
    assert not edited.was_put_back("岬の塔", 6)
    assert not edited.was_put_back("白い塔", 5)
    assert not Edited("岬の塔", "").was_put_back("白い塔", 6)
