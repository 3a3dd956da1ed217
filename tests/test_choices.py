"""Questions with choices: one card each, of the right choice, in the real engine; and it stays that card."""

import re
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL, field
from deckbuilder.anki.package import packed, stored
from deckbuilder.app.lint import findings
from deckbuilder.base.notes import Note
from deckbuilder.cards.choice_lists import names_label
from deckbuilder.identity.recovery import recovered
from deckbuilder.pipeline.build import Build
from deckbuilder.quality.card_texts import card_texts
from deckbuilder.read.choices.labels import BEGINNINGS, labelled
from deckbuilder.read.choices.rows import Row, box_of
from tests.builds import NOW, build, codes, rebuilt
from tests.engine import Engine

QUESTION = "# 水車\n\n## 問1\n回転を止めるには何を使うか。\n\n- A. 水門\n- B. 止め木\n- C. 麻縄\n\n正解：B\n解説：歯車にはさむ。\n"
CASES = Path(__file__).parent / "cases"


def live(result: Build) -> list[Note]:
    return [note for note in result.deck.notes if not note.retired]


def imported(result: Build, folder: Path) -> Engine:
    folder.mkdir(exist_ok=True)
    package = folder / f"{result.deck.notes[0].changed}.apkg"
    package.write_bytes(packed(result.deck, "ja_JP"))
    engine = Engine(folder / "anki")
    log = engine.import_package(package)
    assert (log.conflicting, log.other) == (0, 0)
    return engine


def test_rows_of_choices_begin_as_they_are_looked_for() -> None:
    for char in map(chr, range(0x20, 0x10000)):
        for rest in ("", "A) 水門", ") 水門", " [x] 水門", "　A　水門"):
            row = Row(0, 1, "plain", 0, char + rest, 1)
            if labelled(row.text) or box_of(row):
                assert char in BEGINNINGS, row.text


@pytest.mark.parametrize("name", ["choices", "choices-forms"])
def test_each_question_is_one_card_in_anki(name: str, tmp_path: Path) -> None:
    result = build((CASES / f"{name}.md").read_text("utf-8"))
    notes = {note.guid: note for note in live(result)}
    assert len(notes) >= 8
    assert {note.kind for note in notes.values()} == {"choice"}
    engine = imported(result, tmp_path)
    cards = engine.cards()
    assert set(cards) == {(guid, 0) for guid in notes}
    for (guid, _), card in cards.items():
        output = card.render_output()
        choices = field(notes[guid], "Choices")
        assert choices in output.question_text
        answer = re.search(r'<hr id="answer">\s*<div class="answer">(.*?)</div>', output.answer_text, re.DOTALL)
        assert answer
        assert answer[1] == field(notes[guid], "Answer")
        right = re.findall(r'<li class="choice right">(?:<b class="letter">.</b>)?(.*?)</li>', choices)
        assert "".join(right) == re.sub(r"</?(?:ul|li)>", "", answer[1])
    engine.close()


@pytest.mark.parametrize(
    ("edit", "answer"),
    [
        (lambda text: text.replace("- A. 水門\n- B. 止め木", "- A. 止め木\n- B. 水門").replace("：B", "：A"), "止め木"),
        (lambda text: text.replace("B. 止め木", "B. 木のくさび"), "木のくさび"),
        (lambda text: text.replace("正解：B", "正解：**B止め木**"), "止め木"),
        (lambda text: text.replace("C. 麻縄", "C. 鉄の鎖\n- D. 麻縄"), "止め木"),
        (lambda text: text.replace("- A. ", "- ア：").replace("- B. ", "- イ：").replace("：B", "：イ"), "止め木"),
        (lambda text: text.replace("## 問1\n", "## 問7\n"), "止め木"),
        (lambda text: text.replace("正解：B", "正解：C"), "麻縄"),
    ],
    ids=["reordered", "reworded", "no dot", "one more", "other letters", "other number", "corrected"],
)
def test_an_edit_keeps_the_card_and_its_reviews(edit: object, answer: str, tmp_path: Path) -> None:
    first = build(QUESTION)
    engine = imported(first, tmp_path)
    ((key, card),) = engine.cards().items()
    engine.answer(card.id)
    engine.close()
    second = build(edit(QUESTION), after=first, now=NOW + 100)  # type: ignore[operator]
    (note,) = second.deck.notes
    assert (note.guid, field(note, "Answer")) == (key[0], answer)
    engine = imported(second, tmp_path)
    assert engine.reviews() == {key: 1}
    assert engine.cards()[key].note()["答え"] == answer
    engine.close()


def test_what_was_misread_keeps_no_card_beside_it() -> None:
    before = build("# 水車\n\nQ: 何を使うか。\nA: 水門\n")
    after = build("# 水車\n\nQ: 何を使うか。\nA. 水門\nB. 止め木\n正解: B\n", after=before, now=NOW + 100)
    assert [(note.kind, field(note, "Answer")) for note in live(after)] == [("choice", "止め木")]
    assert [note.kind for note in after.deck.notes if note.retired] == ["basic"]


def test_the_choices_survive_retirement_and_a_file_that_cannot_be_read() -> None:
    first = build(QUESTION, "# 風車\n\n風車：風で回る車。\n")
    choices = field(next(note for note in first.deck.notes if note.kind == "choice"), "Choices")
    gone = build("# 水車\n\n水車：水で回る車。\n", "# 風車\n\n風車：風で回る車。\n", after=first, now=NOW + 100)
    (retired,) = (note for note in gone.deck.notes if note.retired)
    assert (field(retired, "Choices"), field(retired, "Answer")) == (choices, "止め木")
    files = (("a.md", b"\xff\xfe\x00"), ("b.md", "# 風車\n\n風車：風で回る車。\n".encode()))
    held = next(note for note in rebuilt(files, after=first, now=NOW + 100).deck.notes if note.kind == "choice")
    assert held.held
    assert (field(held, "Choices"), held.changed) == (choices, NOW)


def test_a_lost_ledger_is_recovered_with_its_choices() -> None:
    first = build(QUESTION)
    ledger, diagnostics = recovered("a.apkg", stored(packed(first.deck, "ja_JP")), "テスト", {"a.md": QUESTION})
    assert not diagnostics
    (guid,) = ledger.records
    assert ledger.records[guid].choices == first.ledger.records[guid].choices != ""


def test_only_note_types_in_use_are_packaged() -> None:
    with_choices, without = (stored(packed(build(text).deck, "ja_JP")) for text in (QUESTION, "# 章\n\n甲：乙の物。\n"))
    assert str(ALL["choice"].id) in map(str, with_choices.looks)
    assert str(ALL["choice"].id) not in map(str, without.looks)


def test_no_answer_told_makes_no_card_and_one_warning() -> None:
    result = build((CASES / "choices-untold.md").read_text("utf-8"))
    assert codes(result).count("N118") == 1
    said = {text for card in card_texts(result.deck.notes) for text in (card.prompt, card.answer)}
    assert not said & {"白", "赤", "緑", "鐘", "笛", "朝", "夜", "十尺", "三十尺", "油を買う", "芯を買う"}
    assert not any(note.kind == "choice" for note in result.deck.notes)


@pytest.mark.parametrize("form", ["正解：A. 水門、B. 止め木", "正解は **A. 水門** と **B. 止め木** です。", "正解：AB"])
def test_all_choices_of_an_answer_are_right(form: str) -> None:
    (note,) = live(build(QUESTION.replace("正解：B", form)))
    assert field(note, "Choices").count('class="choice right"') == 2


@pytest.mark.parametrize(
    "form",
    [
        "正解：A. 門、B. 止め木", "正解：B. 止め木。A. 水門", "正解：BZ", "正解：B以外", "正解：A、B以外",
        "正解：A. 水門、B. 止め木を除く", "正解：A. 水門とB. 止め木のいずれか", "正解：A. 水門 B. 止め木と混同しやすい",
    ],
)  # fmt: skip
def test_an_answer_of_which_a_part_cannot_be_told_makes_no_card(form: str) -> None:
    result = build(QUESTION.replace("正解：B", form))
    assert (live(result), codes(result).count("N118")) == ([], 1)


def test_one_question_with_two_answers_is_found() -> None:
    other = QUESTION.partition("## 問1")[2].replace("正解：B", "正解：C")
    result = build(f"{QUESTION}\n## 問2{other}")
    assert [field(note, "Answer") for note in live(result)] == ["止め木", "麻縄"]
    assert {finding.code for finding in findings(result)} == {"N257"}
    apart = build(f"{QUESTION}\n## 問2{other.replace('麻縄', '油')}")
    assert "N257" not in {finding.code for finding in findings(apart)}


@pytest.mark.parametrize(
    ("text", "is_fixed"),
    [
        ("A boat waits. Which one holds it?", False),
        ("Which is a sail?", False),
        ("A is wrong, B is right.", True),
        ("Both A and B hold.", True),
        ("A、B のどちらか", True),
    ],
)
def test_an_article_names_no_choice(text: str, is_fixed: bool) -> None:
    assert names_label(["A", "B"], [text]) is is_fixed
    assert names_label(["a", "b"], [text.replace("A", "a").replace("B", "b")]) is is_fixed
