"""Of the forms that the notes do not ask for only those are set that a record without its text may go on in."""

from collections.abc import Iterable

from deckbuilder.base.model import FileSettings, Source
from deckbuilder.cards.kept_forms import kept_drafts
from deckbuilder.cards.leftovers import leftovers_of
from deckbuilder.cards.trimming import trimmed
from deckbuilder.ledger.records import Record
from deckbuilder.pipeline.build import Build
from deckbuilder.read.outline import outline
from tests.builds import NOW, build

SAID = {
    "甲島": "馬を放つ広い草地である。",
    "乙島": "船が風を待つ港である。",
    "丙島": "塩を焼いて納めた島である。",
    "丁島": "鯨を見張る岩の列である。",
    "戊島": "流された役人の住まいである。",
}
ISLANDS = "# 島\n\n" + "\n".join(f"- {name}\n{said}\n" for name, said in SAID.items())


def forms(text: str, records: Iterable[Record]) -> set[tuple[str, str]]:
    """Return kind and front of what has to be set."""
    found = trimmed(list(kept_drafts(outline(Source("a.md", text, FileSettings())).entries, "", True, True)))
    left = leftovers_of(records)
    assert left
    assert len(found) >= 3 * len(SAID)
    return {(one.kind, one.prompt.md if one.prompt else one.term) for one in found if left.may_go_on(one)}


def record_of(result: Build, term: str) -> Record:
    return next(record for record in result.ledger.records.values() if record.term == term)


def test_only_the_forms_of_what_was_reworded_are_set() -> None:
    left = record_of(build(ISLANDS), "丙島")
    text = ISLANDS.replace("塩を焼いて", "米を作って")
    assert forms(text, [left]) == {("basic", "丙島"), ("cloze", "丙島")}


def test_a_question_with_its_answer_elsewhere_is_set() -> None:
    left = record_of(build("# 海\n\n- 灯台\n岬から船に光を送る塔である。\n"), "灯台")
    assert ("basic", "丁島") in forms(ISLANDS.replace(SAID["丁島"], "岬から船に光を送る塔である。"), [left])


def test_all_forms_are_set_where_many_records_are_left() -> None:
    records = list(build(ISLANDS).ledger.records.values())
    assert leftovers_of(records)
    assert leftovers_of(records * 5) is None


def test_what_is_only_kept_goes_on_in_a_new_spelling() -> None:
    text = "# 窓口\n\n- ユーザ登録\nユーザを{}台帳{}に書き入れる手続きである。\n\n" + "\n\n".join(
        f"- {name}\n{what}をユーザに渡すための書式である。" for name, what in (("甲票", "控え"), ("乙票", "鍵"))
    )
    first = build(text.format("", ""))
    marked = build(text.format(" **", "** "), after=first, now=NOW + 60)
    spelt = build(text.format(" **", "** ").replace("ユーザ", "ユーザー"), after=marked, now=NOW + 120)
    live = {note.guid for note in spelt.deck.notes if not note.retired}
    assert {note.guid for note in first.deck.notes} <= live
