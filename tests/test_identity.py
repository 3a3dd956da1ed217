"""Edit anything, lose nothing: what each kind of edit does to GUIDs, cloze numbers and times."""

from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL, BASIC, CLOZE, field
from deckbuilder.anki.package import packed, stored
from deckbuilder.base.notes import Note
from deckbuilder.identity.notes import RETIRED_TAG
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.reading import parsed
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build, codes, rebuilt, unordered
from tests.engine import Engine

NOTES = """# コンテナ
## EKS
- コントロールプレーン
【司令塔】
クラスターの状態を **etcd** に保存する。
**スケジューラ** が Pod の置き場所を決める。
- 課金体系：クラスターごとに時間課金
## ECS
- タスク定義
コンテナの設計図となる JSON ファイル。
次の三つを書く。
・イメージ
・CPU とメモリ
・IAM ロール
- 課金体系：追加料金なし
## 起動タイプ
| 種類 | 管理 | 課金 |
|---|---|---|
| EC2 | 利用者 | インスタンス |
| Fargate | AWS | vCPU とメモリ |
"""


def live(result: Build) -> dict[str, Note]:
    return {note.guid: note for note in result.deck.notes if not note.retired}


def guids(result: Build) -> set[str]:
    return set(live(result))


def guid_of(result: Build, text: str) -> str:
    found = [note.guid for note in live(result).values() if any(text in field for field in note.fields[:2])]
    assert len(found) == 1, (text, found)
    return found[0]


EDITS = {
    "typo in a term": ("コントロールプレーン", "コントロールプレイン"),
    "typo in a gist": ("【司令塔】", "【指令塔】"),
    "typo in an answer": ("設計図となる", "設計図になる"),
    "typo in a sentence": ("状態を", "状態は"),
    "reworded": (
        "**スケジューラ** が Pod の置き場所を決める。",
        "Pod をどのノードに置くかは **スケジューラ** が決める。",
    ),
    "answer corrected": ("課金体系：追加料金なし", "課金体系：追加の支払いなし"),
    "heading renamed": ("## EKS", "## Amazon EKS"),
    "top heading renamed": ("# コンテナ", "# コンテナサービス"),
    "entry reordered": ("- 課金体系：クラスターごとに時間課金\n", ""),
    "list reordered": ("・イメージ\n・CPU とメモリ\n", "・CPU とメモリ\n・イメージ\n"),
    "table row reordered": ("| EC2 | 利用者 | インスタンス |\n", ""),
    "column renamed": ("| 管理 |", "| サーバーの管理 |"),
    "row renamed": ("| Fargate |", "| AWS Fargate |"),
    "cell reworded": ("vCPU とメモリ |", "vCPU・メモリ |"),
    "notation swapped": ("- 課金体系：追加料金なし", "- 課金体系\n追加料金なし"),
    "notation swapped back": (
        "- タスク定義\nコンテナの設計図となる JSON ファイル。\n",
        "- タスク定義：コンテナの設計図となる JSON ファイル。\n",
    ),
    "heading marker swapped": ("## ECS", "■ECS"),
}
MOVES = {
    "entry reordered": ("## ECS\n", "- 課金体系：クラスターごとに時間課金\n## ECS\n"),
    "table row reordered": ("vCPU とメモリ |\n", "vCPU とメモリ |\n| EC2 | 利用者 | インスタンス |\n"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_keeps_every_note(name: str) -> None:
    first = build(NOTES)
    text = NOTES.replace(*EDITS[name])
    assert text != NOTES
    if name in MOVES:
        text = text.replace(*MOVES[name])
    after = build(text, after=first, now=NOW + 60)
    assert guids(after) == guids(first)
    assert not [note for note in after.deck.notes if note.retired]


def test_moving_to_another_file_keeps_every_note() -> None:
    first = build(NOTES)
    cut = NOTES.index("## ECS")
    after = build(NOTES[:cut], "# コンテナ\n" + NOTES[cut:], after=first)
    assert guids(after) == guids(first)


def test_merging_files_keeps_every_note() -> None:
    cut = NOTES.index("## ECS")
    first = build(NOTES[:cut], "# コンテナ\n" + NOTES[cut:])
    assert guids(build(NOTES, after=first)) == guids(first)


def test_renaming_a_file_keeps_every_note() -> None:
    first = rebuilt((("a.md", NOTES.encode()),))
    after = rebuilt((("容器.md", NOTES.encode()),), after=first)
    assert guids(after) == guids(first)


def test_a_deleted_entry_is_retired_and_comes_back() -> None:
    first = build(NOTES)
    without = NOTES.replace("- 課金体系：追加料金なし\n", "")
    gone = build(without, after=first, now=NOW + 60)
    retired = [note for note in gone.deck.notes if note.retired]
    assert [note.tags for note in retired] == [(RETIRED_TAG,)]
    assert "削除" in " ".join(retired[0].fields)
    assert retired[0].changed == NOW + 60
    back = build(NOTES, after=gone, now=NOW + 120)
    assert guids(back) == guids(first)
    assert [change.kind for change in back.changes] == ["revived"]


@pytest.mark.parametrize(
    "notes",
    [
        "# 章\n- EKS\n==EKS== は ==5つ== ある。\n",
        "# クラスター\n- EKS\n==クラスター== を管理する。\n",
        "# EKS\n## 料金\n- サービス\n【EKS】\n",
        "- EKS\n甲の説明の文である。\n",
        "# 章\n## EKS\n- EKS\nこれは ==印== である。\n",
    ],
    ids=["its term", "its heading", "of the way back", "under no heading", "a heading that repeats the term"],
)
def test_a_retired_card_tells_on_its_front_what_it_told_before(notes: str) -> None:
    first = build(notes)
    gone = build("# 別\n- 乙\n乙の説明。\n", after=first)
    before = {note.guid: _front(note) for note in first.deck.notes}
    assert before
    assert {note.guid: _front(note) for note in gone.deck.notes if note.retired} == before


def _front(note: Note) -> dict[str, str]:
    return {
        name: field(note, name) for name in ("Text", "Prompt", "Term", "Place") if name in ALL[note.kind].field_names
    }


def test_the_same_term_under_two_headings_stays_apart() -> None:
    first = build(NOTES)
    eks, ecs = guid_of(first, "時間課金"), guid_of(first, "追加料金なし")
    without = build(NOTES.replace("- 課金体系：クラスターごとに時間課金\n", ""), after=first)
    assert eks not in guids(without)
    assert guid_of(without, "追加料金なし") == ecs
    renamed = build(NOTES.replace("## EKS", "## Kubernetes").replace("## ECS", "## 独自"), after=first)
    assert (guid_of(renamed, "時間課金"), guid_of(renamed, "追加料金なし")) == (eks, ecs)


def test_a_lookalike_does_not_take_the_reviews_of_a_deleted_sentence() -> None:
    notes = "# 上限\n- 上限\nVPC の上限は ==5つ== である。\nENI の上限は ==15個== である。\n"
    first = build(notes)
    after = build(notes.replace("ENI の上限は ==15個==", "EIP の上限は ==20個=="), after=first)
    assert guids(first) - guids(after) == {guid_of(first, "15個")}
    assert guids(after) - guids(first) == {guid_of(after, "20個")}


def test_marks_come_and_go_and_numbers_stay_with_their_texts() -> None:
    first = build("# 章\n- 用語\n==甲== は ==乙== を含む。\n")
    added = build("# 章\n- 用語\n==丙== の ==甲== は ==乙== を含む。\n", after=first)
    note = next(iter(live(added).values()))
    assert guids(added) == guids(first)
    assert {text: number for number, _, text in note.slots} == {"甲": 1, "乙": 2, "丙": 3}
    removed = build("# 章\n- 用語\n==丙== の甲は ==乙== を含む。\n", after=added)
    other = build("# 章\n- 用語\n==丙== の甲は ==乙== を ==丁== に含む。\n", after=removed)
    again = build("# 章\n- 用語\n==丙== の ==甲== は ==乙== を ==丁== に含む。\n", after=other)
    numbers = {text: number for number, _, text in next(iter(live(again).values())).slots}
    assert numbers == {"甲": 1, "乙": 2, "丙": 3, "丁": 4}


def test_a_corrected_cloze_keeps_its_number() -> None:
    first = build("# 章\n- 用語\n==甲== は ==5つ== ある。\n")
    after = build("# 章\n- 用語\n==甲== は ==六つ== ある。\n", after=first)
    assert [(number, text) for number, _, text in next(iter(live(after).values())).slots] == [(1, "甲"), (2, "六つ")]


def test_list_items_keep_their_numbers() -> None:
    first = build("# 章\n- 色の種類\n・赤\n・青\n・黄\n")
    after = build("# 章\n- 色の種類\n・緑\n・黄\n・赤\n", after=first)
    note = next(iter(live(after).values()))
    assert {text: number for number, _, text in note.slots} == {"赤": 1, "黄": 3, "緑": 4}


PICTURE = """# 寸法
- 大きさ
【図表】
| 項目 | ラック | サーバー |
|---|---|---|
| 高さ | 80インチ | 2インチ |
| 幅 | 24インチ | 17インチ |
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 幅 | 24インチ | 17インチ |\n", "| 奥行き | 48インチ | 30インチ |\n| 幅 | 24インチ | 17インチ |\n"),
        (
            "| 高さ | 80インチ | 2インチ |\n| 幅 | 24インチ | 17インチ |\n",
            "| 幅 | 24インチ | 17インチ |\n| 高さ | 80インチ | 2インチ |\n",
        ),
        ("80インチ", "203 cm"),
        ("| 高さ |", "| 高さ（H） |"),
        ("ラック |", "大型ラック |"),
        ("# 寸法", "# サイズ"),
        ("- 大きさ", "- 外形"),
    ],
    ids=[
        "row added",
        "rows reordered",
        "cell reworded",
        "row renamed",
        "column renamed",
        "heading renamed",
        "term renamed",
    ],
)
def test_masks_belong_to_row_and_column(old: str, new: str) -> None:
    first = build(PICTURE)
    after = build(PICTURE.replace(old, new), after=first)
    assert guids(after) >= guids(first)
    before = {text: number for number, _, text in next(iter(live(first).values())).slots}
    now = {text: number for number, _, text in next(iter(live(after).values())).slots}
    for text, number in before.items():
        assert now.get(text, now.get("203 cm")) == number, text


def test_a_table_that_outgrows_a_picture_keeps_its_cards() -> None:
    def table(rows: int) -> str:
        body = "".join(f"| 行{at} | 値{at}の左 | 値{at}の右 |\n" for at in range(rows))
        return f"# 表\n- 大きな表\n【図表】\n| 名 | 左 | 右 |\n|---|---|---|\n{body}"

    first = build(table(14))
    after = build(table(40), after=first)
    assert len(live(first)) == 1
    assert len(live(after)) > 1
    assert guids(first) <= guids(after)
    before = {key: number for note in live(first).values() for number, key, _ in note.slots}
    now = {key: (note.guid, number) for note in live(after).values() for number, key, _ in note.slots}
    only = next(iter(guids(first)))
    assert all(now[key] == (only, number) for key, number in before.items())


def test_a_pin_is_certain() -> None:
    first = build("# 章\n<!-- id: apple -->\n- りんご\n赤い果物である。\n")
    after = build("# 別の章\n<!-- id: apple -->\n- 林檎\nまったく違う言い方の説明文。\n", after=first)
    assert guids(after) == guids(first)


def test_without_a_ledger_the_same_notes_have_the_same_guids() -> None:
    assert guids(build(NOTES)) == guids(build(NOTES, now=NOW + 1000))


def test_guids_do_not_depend_on_order() -> None:
    one = "# 章\n- 用語\n説明その一。\n"
    other = "- 用語\n説明その二。\n"
    assert guids(build(one + other)) == guids(build("# 章\n" + other + one.removeprefix("# 章\n")))


def test_unchanged_notes_keep_their_time() -> None:
    first = build(NOTES)
    after = build(NOTES.replace("設計図となる", "設計図になる"), after=first, now=NOW + 60)
    changed = {note.guid for note in after.deck.notes if note.changed == NOW + 60}
    assert changed == {note.guid for note in first.deck.notes if "設計図" in " ".join(note.fields)}


def test_a_clock_that_runs_backwards_does_not_break_the_order() -> None:
    first = build(NOTES, now=NOW + 10_000)
    after = build(NOTES.replace("設計図となる", "設計図になる"), after=first, now=NOW)
    assert {note.changed for note in after.deck.notes} == {NOW + 10_000, NOW + 10_001}


def test_moving_to_another_deck_is_told() -> None:
    first = build(NOTES)
    after = build("---\ndeck: 別のデッキ\n---\n" + NOTES, after=first)
    assert guids(after) == guids(first)
    assert "N303" in codes(after)
    assert "N303" not in codes(build("---\ndeck: 別のデッキ\n---\n" + NOTES, after=after))


def test_a_build_that_would_retire_much_is_refused() -> None:
    first = build(NOTES)
    refused = build("# 章\n- 用語\n説明。\n", after=first, may_retire=False)
    assert refused.failed
    assert "N304" in codes(refused)
    assert not build("# 章\n- 用語\n説明。\n", after=first, may_retire=True).failed


# --- the ledger file ----------------------------------------------------------------------------


def test_the_ledger_is_one_record_a_line_and_sorted() -> None:
    text = as_bytes(build(NOTES).ledger).decode()
    lines = text.split("\n")[1:-2]
    assert lines == sorted(lines)
    assert all(line.startswith(('{"guid":', "[")) and line.endswith(("},", "],")) for line in lines)
    assert as_bytes(parsed("x", text)[0]).decode() == text


def test_a_merge_conflict_is_an_error_with_the_way_out() -> None:
    text = as_bytes(build(NOTES).ledger).decode().replace("\n{", "\n<<<<<<< HEAD\n{", 1)
    result = rebuilt((("a.md", NOTES.encode()),), ledger=text.encode())
    assert result.failed
    assert "N501" in codes(result)


@pytest.mark.parametrize("damage", ['{"format": 1', "[]", '{"format": 1, "looks": {}, "notes": [{"guid": 5}]}', ""])
def test_a_damaged_ledger_is_an_error(damage: str) -> None:
    result = rebuilt((("a.md", NOTES.encode()),), ledger=damage.encode())
    assert result.failed
    assert "N502" in codes(result)


def _ledger_lines(result: Build) -> list[str]:
    return as_bytes(result.ledger).decode().split("\n")


def test_two_branches_merge_line_by_line() -> None:
    base = build(NOTES)
    ours = build(NOTES + "- 追加甲：甲の説明\n", after=base, now=NOW + 60)
    theirs = build(NOTES + "- 追加乙：乙の説明\n", after=base, now=NOW + 90)
    merged = sorted({*_ledger_lines(ours)[1:-2], *_ledger_lines(theirs)[1:-2]})
    head, *_, tail, _ = _ledger_lines(base)
    text = "\n".join([head, *merged, tail, ""])
    both = NOTES + "- 追加甲：甲の説明\n- 追加乙：乙の説明\n"
    result = rebuilt((("a.md", both.encode()),), ledger=text.encode(), now=NOW + 200)
    assert guids(result) == guids(ours) | guids(theirs)
    assert not [change for change in result.changes if change.kind in ("new", "retired")]


def test_a_note_that_two_branches_changed_keeps_the_numbers_of_both() -> None:
    base = build("# 章\n- 用語\n==甲== がある。\n")
    ours = build("# 章\n- 用語\n==甲== と ==乙== がある。\n", after=base, now=NOW + 60)
    theirs = build("# 章\n- 用語\n==甲== と ==丙== がある。\n", after=base, now=NOW + 90)
    lines = [line for side in (ours, theirs) for line in _ledger_lines(side)[1:-2]]
    head, *_, tail, _ = _ledger_lines(base)
    ledger, problems = parsed("x", "\n".join([head, *lines, tail, ""]))
    assert [problem.code for problem in problems] == ["N508"]
    record = next(iter(ledger.records.values()))
    assert record.slots == {"甲": 1, "乙": 3, "丙": 4}, "what was 2 for one and for the other is 2 for neither"


# --- recovery -----------------------------------------------------------------------------------


def test_recovery_from_our_own_package_is_exact() -> None:
    first = build(NOTES)
    without = NOTES.replace("- 課金体系：追加料金なし\n", "")
    gone = build(without, after=first, now=NOW + 60)
    package = packed(gone.deck, "ja_JP")
    ledger, problems = recovered("x.apkg", stored(package), "テスト", {})
    assert not problems
    assert unordered(ledger) == unordered(gone.ledger), "all but the order, which is learnt anew"
    files = (("a.md", without.encode()),)
    again = rebuilt(files, ledger=as_bytes(ledger), now=NOW + 500)
    assert packed(again.deck, "ja_JP") == package


def test_recovery_knows_the_gist_beside_an_answer() -> None:
    first = build("# 金属\n- 銅\n【導体】\n赤い色をした金属である。\n")
    ledger, _ = recovered("x.apkg", stored(packed(first.deck, "ja_JP")), "テスト", {})
    assert unordered(ledger) == unordered(first.ledger)
    assert [record.gist for record in ledger.records.values()] == ["導体"]


def test_recovery_knows_what_is_asked_below_a_case() -> None:
    notes = "## 問1\n園に柿が三本ある。\n\nQ: 木は何本か。\nA: 三本\n\n## シナリオ\n雨が降った。\n### 質問\n何を畳むか。\nA) 台\nB) 日よけ\n正解: B\n"
    first = build(notes)
    ledger, _ = recovered("x.apkg", stored(packed(first.deck, "ja_JP")), "テスト", {})
    assert unordered(ledger) == unordered(first.ledger)
    assert {record.prompt for record in ledger.records.values()} == {"木は何本か。", "何を畳むか。"}


def test_a_look_that_has_changed_since_the_package_gets_a_new_time() -> None:
    first = build(NOTES, settings=b'tts_language = "en_US"')
    ledger, _ = recovered("x.apkg", stored(packed(first.deck, "en_US")), "テスト", {})
    after = rebuilt((("a.md", NOTES.encode()),), ledger=as_bytes(ledger), now=NOW + 500)
    spoken = {notetype.id for notetype in (BASIC, CLOZE)}
    assert {key for key, changed in after.deck.notetype_times.items() if changed == NOW + 500} == spoken


@pytest.mark.parametrize("legacy", [True, False], ids=["old format", "new format"])
def test_recovery_from_an_export_of_anki(legacy: bool, tmp_path: Path) -> None:
    from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

    first = build(NOTES)
    ours = tmp_path / "ours.apkg"
    ours.write_bytes(packed(first.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(ours)
    note = engine.notes()[guid_of(first, "追加料金なし")]
    note["補足"] = "自分のメモ"
    note["答え"] = "追加料金なし！"
    engine.col.update_note(note)
    foreign = engine.col.new_note(engine.col.models.by_name("Basic"))
    foreign["Front"], foreign["Back"] = "別の", "ノート"
    deck = engine.col.decks.id_for_name("テスト")
    engine.col.add_note(foreign, deck)
    export = tmp_path / "export.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy)
    engine.col.export_anki_package(out_path=str(export), options=options, limit=DeckIdLimit(deck))
    engine.close()
    package = stored(export.read_bytes())
    assert package.others == 1
    ledger, problems = recovered("export.apkg", package, "テスト", {})
    assert not problems
    assert set(ledger.records) == set(first.ledger.records)
    assert ledger.looks.items() <= first.ledger.looks.items()
    assert bool(ledger.looks) is legacy, "the new format holds them in a way of its own"
    after = rebuilt((("a.md", NOTES.encode()),), ledger=as_bytes(ledger), now=NOW + 500)
    assert guids(after) == guids(first)
    times = {note.guid: note.changed for note in after.deck.notes}
    assert set(times.values()) == {NOW}, "edits made in Anki are left alone"


def test_a_note_without_its_hidden_field_is_named() -> None:
    package = stored(packed(build(NOTES).deck, "ja_JP"))
    package.notes[0].fields["Meta"] = "壊れた"
    ledger, problems = recovered("x.apkg", package, "テスト", {})
    assert [problem.code for problem in problems] == ["N505"]
    assert len(ledger.records) == len(package.notes) - 1


@pytest.mark.slow
def test_a_note_that_has_used_up_its_cloze_numbers_is_followed_by_a_new_one() -> None:
    """Anki knows 500 of them, and none is ever given to another text."""
    result = None
    guids = set()
    for number in range(14):
        names = (chr(0x4E00 + 50 * number + at) + chr(0x5E00 + 50 * number + at) for at in range(50))
        text = f"# 章\n- 語 <!-- id: a -->\n第{number}版は" + "と".join(f"=={name}==" for name in names) + "である。\n"
        result = build(text, after=result, now=NOW + 60 * number)
        (note,) = (note for note in result.deck.notes if not note.retired)
        assert max(note.cards) < 500
        assert parsed("ledger.json", as_bytes(result.ledger).decode())[1] == []
        guids.add(note.guid)
    assert len(guids) == 2


REWORDED = {
    "a spelling, in every item": ("・サーバの起動\n・サーバの停止\n・サーバの削除", "・サーバーの起動\n・サーバーの停止\n・サーバーの削除", "123"),
    "a spelling, in items that were reordered": ("・サーバの起動\n・サーバの停止\n・負荷の分散", "・負荷の分散\n・サーバーの停止\n・サーバーの起動", "321"),
    "an item, while another came": ("・回路の切り替え\n・電圧の監視", "・雷からの保護\n・電圧の監視と記録\n・回路の切り替え", "321"),
    "a mark that grew": ("==オーケストレータ== が配置を決める。", "==オーケストレーター== が配置を決める。", "1"),
    "a mark that shrank": ("==オーケストレーター== が配置を決める。", "==オーケストレータ== が配置を決める。", "1"),
    "a mark that took in more": ("拒むときは ==403== を返す。", "拒むときは ==403 Forbidden== を返す。", "1"),
    "a number that stands in another": ("上限は ==5つ== である。", "上限は ==15つ== である。", "1"),
    "two numbers": ("上限は ==5つ== で、申請すると ==15個== になる。", "上限は ==6つ== で、申請すると ==20個== になる。", "12"),
    "two marks and what is round them": ("==電圧計== と ==電流計== で測る。", "値は ==直流電流計== と ==直流電圧計== で測定する。", "21"),
    "a word that stands beside its mark too": ("証拠によって ==証拠== の上限を運ぶ。", "証拠によって ==拠証== の上限を運ぶ。", "1"),
    "a mark that went to another word": ("==内閣== は議会に責任を負う。", "内閣は ==議会== に責任を負う。", "2"),
}  # fmt: skip


@pytest.mark.parametrize("name", REWORDED)
def test_a_reworded_part_keeps_its_number(name: str) -> None:
    """Reviews belong to the number; it goes on with what was reworded, and never to another text."""
    before, after, numbers = REWORDED[name]
    first = build(f"# 章\n- 語【穴埋め】\n{before}\n")
    second = build(f"# 章\n- 語【穴埋め】\n{after}\n", after=first, now=NOW + 60)
    (old,) = first.deck.notes
    (new,) = second.deck.notes
    assert new.guid == old.guid
    assert "".join(str(number) for number, _, _ in new.slots) == numbers


SWAPPED = {
    "definitions": ("- 甲：左回り\n- 乙：右回り", "- 甲：右回り\n- 乙：左回り"),
    "gists": ("- 甲\n【左回り】\n- 乙\n【右回り】", "- 甲\n【右回り】\n- 乙\n【左回り】"),
    "answers": ("Q: 甲は？\nA: 左\n\nQ: 乙は？\nA: 右", "Q: 甲は？\nA: 右\n\nQ: 乙は？\nA: 左"),
    "cells": ("|名|高度|\n|-|-|\n|甲|10尺|\n|乙|30尺|", "|名|高度|\n|-|-|\n|甲|30尺|\n|乙|10尺|"),
}


@pytest.mark.parametrize("name", SWAPPED)
def test_an_answer_that_changes_hands_leaves_the_reviews_with_the_question(name: str) -> None:
    before, after = SWAPPED[name]
    first = build(f"# 章\n{before}\n")
    second = build(f"# 章\n{after}\n", after=first, now=NOW + 60)
    asked = {(note.fields[0], note.section): note.guid for note in first.deck.notes}
    live = [note for note in second.deck.notes if not note.retired]
    assert live
    for note in live:
        assert note.guid == asked[note.fields[0], note.section]


def test_a_renamed_term_keeps_its_reviews_when_its_old_name_is_given_to_another() -> None:
    first = build("# 章\n- 課金体系：時間課金\n")
    second = build("# 章\n- 時間単位課金体系：時間課金\n- 課金体系：月額\n", after=first, now=NOW + 60)
    (old,) = first.deck.notes
    assert {note.fields[1]: note.guid == old.guid for note in second.deck.notes} == {"時間課金": True, "月額": False}


FORMER_NAMES = {
    "items": (
        "【穴埋め】\n・サーバ\n・回路",
        "【穴埋め】\n・サーバー\n・回路",
        "【穴埋め】\n・サーバー\n・サーバ\n・回路",
        "132",
    ),
    "marks": (
        "==サーバ== と ==回路==。",
        "==サーバー== と ==回路==。",
        "==サーバー== と ==サーバ== と ==回路==。",
        "132",
    ),
    "cells": (
        "【図表】\n|名|値|他|\n|-|-|-|\n|サーバ|甲|乙|",
        "【図表】\n|名|値|他|\n|-|-|-|\n|サーバー|甲|乙|",
        "【図表】\n|名|値|他|\n|-|-|-|\n|サーバー|甲|乙|\n|サーバ|丙|丁|",
        "1234",
    ),
}


@pytest.mark.parametrize("name", FORMER_NAMES)
def test_a_text_that_another_was_called_before_gets_a_number_of_its_own(name: str) -> None:
    *texts, numbers = FORMER_NAMES[name]
    result = None
    for at, text in enumerate(texts):
        result = build(f"# 章\n- 語\n{text}\n", after=result, now=NOW + 60 * at)
    assert result
    (note,) = (note for note in result.deck.notes if not note.retired)
    assert "".join(str(number) for number, _, _ in note.slots) == numbers
    reverted = build(
        f"# 章\n- 語\n{texts[0]}\n", after=build(f"# 章\n- 語\n{texts[1]}\n", after=build(f"# 章\n- 語\n{texts[0]}\n"))
    )
    (note,) = (note for note in reverted.deck.notes if not note.retired)
    assert [number for number, _, _ in note.slots] == [1, 2]
