"""Edits made in Anki, as they are typed in the notes; what no change of the notes gives is not offered."""

import time
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from deckbuilder.anki.notetypes import ALL, HIDDEN_FIELD
from deckbuilder.base.cache import Cache
from deckbuilder.base.files import Inputs, read_inputs
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.notation import alike
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build, compiled
from deckbuilder.pipeline.proving import Proof, proved
from tests.builds import NOW
from tests.edits import KINDS, random_edits

NOTES = """\
# 生物

- 光合成
【光から養分を作る働き】
光合成は、葉の **葉緑体** で行われる。
養分は **でんぷん** という粉になる。
※光のない夜には行われない。
![葉のつくり](leaf.svg)

- 呼吸
酸素を使う働きである。{細胞|さいぼう}の中で起こる。

- 蒸散
【放出】
葉から水が出ていく働きである。

- 栄養素の種類
・炭水化物
・脂質
・たんぱく質

Q: 血液を送り出す器官は？
- A. 肺
- B. 心臓
正解：B
解説：肺では気体が入れ替わる。

## 血管の比較

| 種類 | 向き | 壁 |
|---|---|---|
| 動脈 | 心臓から | 厚い |
| 静脈 | 心臓へ | 薄い |

Q: 面積を返す関数は？
A: 次の関数
```python
def area(r):
    return 3 * r
```
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h9"/></svg>'


@pytest.fixture(scope="module")
def built() -> tuple[Inputs, Build]:
    media = {"media/leaf.svg": SVG, "media/root.svg": SVG.replace(b"9", b"8")}
    notes = NOTES
    inputs = Inputs(folder=Path(), name="理科", notes=(("a.md", notes.encode()),), media=media)
    first = compiled(inputs, NOW, True)
    inputs = Inputs(folder=Path(), name="理科", notes=inputs.notes, media=media, ledger=as_bytes(first.ledger))
    return inputs, compiled(inputs, NOW + 1, True)


def edit(build: Build, field: str, old: str, new: str, path: str = "a.md", at: int = 0) -> Edit:
    """Return the edit of `old` in the first note (or that numbered `at`) that has it in this field."""
    notes = [note for note in build.deck.notes if note.span.path == path and field in ALL[note.kind].field_names]
    pairs = [(note, dict(zip(ALL[note.kind].field_names, note.fields, strict=True))[field]) for note in notes]
    note, ours = [(note, text) for note, text in pairs if old in text][at]
    return Edit(note, field, ours.replace(old, new, 1), ours)


def proof(built: tuple[Inputs, Build], *edits: Edit) -> Proof:
    inputs, build = built
    return proved(edits, build, inputs, NOW + 2, Cache())


def written(text: str, before: str = NOTES) -> tuple[str, str]:
    """Return the lines that go and the lines that come."""
    old, new = before.split("\n"), text.split("\n")
    gone = [line for line in old if old.count(line) > new.count(line)]
    return "\n".join(dict.fromkeys(gone)), "\n".join(
        dict.fromkeys(line for line in new if new.count(line) > old.count(line))
    )


CASES = {
    "a gist too long to be asked back anew": (
        "Answer",
        "養分を",
        "水と二酸化炭素から養分と酸素を",
        "【光から養分を作る働き】",
        "【光から水と二酸化炭素から養分と酸素を作る働き】",
    ),
    "a word": ("Answer", "養分を", "糖を", "【光から養分を作る働き】", "【光から糖を作る働き】"),
    "the way back": ("Reverse", "養分を", "糖を", "【光から養分を作る働き】", "【光から糖を作る働き】"),
    "a gist of one word": ("Extra", "放出", "発散", "【放出】", "【発散】"),
    "the sentence below it": (
        "Answer",
        "出ていく",
        "抜ける",
        "葉から水が出ていく働きである。",
        "葉から水が抜ける働きである。",
    ),
    "a term": ("Prompt", "光合成", "光合成作用", "- 光合成", "- 光合成作用"),
    "hidden text": (
        "Text",
        "{{c1::葉緑体}}",
        "{{c1::葉緑素}}",
        "光合成は、葉の **葉緑体** で行われる。",
        "光合成は、葉の **葉緑素** で行われる。",
    ),
    "a new cloze": (
        "Text",
        "葉の{{c1::葉緑体}}で",
        "{{c2::葉}}の{{c1::葉緑体}}で",
        "光合成は、葉の **葉緑体** で行われる。",
        "光合成は、**葉**の **葉緑体** で行われる。",
    ),
    "the begin of the next line's sentence": (
        "Extra",
        "養分は",
        "多くの養分は",
        "養分は **でんぷん** という粉になる。",
        "多くの養分は **でんぷん** という粉になる。",
    ),
    "a caution": ("Extra", "夜には", "暗いと", "※光のない夜には行われない。", "※光のない暗いと行われない。"),
    "bold, and no new card": (
        "Extra",
        "夜",
        "<b>夜</b>",
        "※光のない夜には行われない。",
        "※光のない<b>夜</b>には行われない。",
    ),
    "a picture's name": ("Extra", 'alt="葉のつくり"', 'alt="葉"', "![葉のつくり](leaf.svg)", "![葉](leaf.svg)"),
    "ruby": (
        "Extra",
        "<ruby>細胞<rt>さいぼう</rt></ruby>の中",
        "<ruby>細胞<rt>さいぼう</rt></ruby>の<ruby>核<rt>かく</rt></ruby>",
        "酸素を使う働きである。{細胞|さいぼう}の中で起こる。",
        "酸素を使う働きである。{細胞|さいぼう}の{核|かく}で起こる。",
    ),
    "a reading": (
        "Extra",
        "さいぼう",
        "サイボウ",
        "酸素を使う働きである。{細胞|さいぼう}の中で起こる。",
        "酸素を使う働きである。{細胞|サイボウ}の中で起こる。",
    ),
    "an item": ("Text", "{{c2::脂質}}", "{{c2::油脂}}", "・脂質", "・油脂"),
    "a new item": (
        "Text",
        "<li>{{c3::たんぱく質}}</li>",
        "<li>{{c3::たんぱく質}}</li><li>{{c4::水}}</li>",
        "",
        "・水",
    ),
    "a choice": ("Choices", ">肺<", ">腎臓<", "- A. 肺", "- A. 腎臓"),
    "the right choice": ("Answer", "心臓", "心臓（左心室）", "- B. 心臓", "- B. 心臓（左心室）"),
    "an explanation": (
        "Extra",
        "気体が",
        "酸素が",
        "解説：肺では気体が入れ替わる。",
        "解説：肺では酸素が入れ替わる。",
    ),
    "a cell": ("Answer", "厚い", "とても厚い", "| 動脈 | 心臓から | 厚い |", "| 動脈 | 心臓から | とても厚い |"),
    "a cell that is shown": (
        "Extra",
        "<td>薄い</td>",
        "<td>薄くて弱い</td>",
        "| 静脈 | 心臓へ | 薄い |",
        "| 静脈 | 心臓へ | 薄くて弱い |",
    ),
    "code": ("Answer", "return 3 * r", "return 3 * r * r", "    return 3 * r", "    return 3 * r * r"),
    "a blank of the editor": (
        "Extra",
        "夜には",
        "夜&nbsp;には",
        "※光のない夜には行われない。",
        "※光のない夜 には行われない。",
    ),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_an_edit_is_written_as_the_notes_are(built: tuple[Inputs, Build], case: tuple[str, str, str, str, str]) -> None:
    field, old, new, gone, come = case
    found = proof(built, edit(built[1], field, old, new))
    assert len(found.proven) == 1
    assert written(found.texts["a.md"]) == (gone, come)


def test_a_picture_of_the_notes_is_called_as_they_call_it(built: tuple[Inputs, Build]) -> None:
    _, build = built
    names = [asset.name for asset in build.deck.assets]
    (leaf,) = [name for name in names if name.startswith("leaf")]
    found = proof(built, edit(build, "Extra", leaf, leaf.replace("leaf", "root")))
    assert found.proven == []  # nobody has this one
    other = proof(built, edit(build, "Extra", "夜には行われない。", f'夜には<img src="{leaf}" alt="葉">行われない。'))
    assert written(other.texts["a.md"])[1] == "※光のない夜には![葉](leaf.svg)行われない。"


REFUSED = {
    "a place": ("Place", "生物", "化学"),
    "a colour": ("Extra", "夜", '<span style="color: red">夜</span>'),
    "a hint": ("Text", "{{c1::葉緑体}}", "{{c1::葉緑体::緑}}"),
    "a script": ("Extra", "夜", "<script>alert(1)</script>夜"),
    "no answer": ("Answer", "光から養分を作る働き", ""),
    "a line that would be a heading": ("Answer", "光から養分を作る働き", "】光<br># 養分"),
    "another cloze number": ("Text", "{{c1::葉緑体}}", "{{c2::葉緑体}}"),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in REFUSED.items()])
def test_what_no_change_of_the_notes_gives_is_not_offered(
    built: tuple[Inputs, Build], case: tuple[str, str, str]
) -> None:
    found = proof(built, edit(built[1], *case))
    assert (found.texts, found.proven, len(found.unproven)) == ({}, [], 1)


def test_copies_that_were_edited_differently_are_told(built: tuple[Inputs, Build]) -> None:
    _, build = built
    one = edit(build, "Answer", "養分を", "糖を")
    other = edit(build, "Reverse", "養分を", "でんぷんを")
    third = edit(build, "Answer", "酸素を", "気体を")
    found = proof(built, one, other, third)
    assert found.proven == [third]
    assert found.differing == [one, other]


def test_copies_that_were_edited_alike_are_one_change(built: tuple[Inputs, Build]) -> None:
    _, build = built
    found = proof(built, edit(build, "Answer", "養分を", "糖を"), edit(build, "Reverse", "養分を", "糖を"))
    assert len(found.proven) == 2
    assert written(found.texts["a.md"]) == ("【光から養分を作る働き】", "【光から糖を作る働き】")


@pytest.mark.slow
def test_nearly_all_edits_of_the_shipped_deck_are_proven(long: bool) -> None:
    """At least 90 % of them, whatever the kind: see also the circle in test_pull.py."""
    root = Path(__file__).parent.parent
    inputs = read_inputs(root / "notes", root / "media")
    build = compiled(inputs, NOW * 2, True)
    before = {note.guid: note for note in build.deck.notes}
    proven = {kind.__name__: 0 for kind in KINDS}
    count = 0
    for seed in range(6 if long else 1):
        edits = random_edits(build.deck.notes, Random(seed), 50)
        found = proved([each for _, each in edits], build, inputs, NOW * 2, Cache())
        notes = tuple((path, found.texts.get(path, data.decode()).encode()) for path, data in inputs.notes)
        after = compiled(
            Inputs(inputs.folder, inputs.name, notes, inputs.settings, inputs.ledger, inputs.media), NOW * 2, True
        )
        said = {note.guid: dict(zip(ALL[note.kind].field_names, note.fields, strict=True)) for note in after.deck.notes}
        assert said.keys() == before.keys()
        assert all(alike(said[each.note.guid][each.field], each.theirs) for each in found.proven)
        lines = {(each.note.span.path, line) for each in found.proven for line in (*each.note.asked, *each.note.shown)}
        for guid, note in before.items():
            changed = [
                name
                for name, text in zip(ALL[note.kind].field_names, note.fields, strict=True)
                if text != said[guid][name]
            ]
            if set(changed) - {HIDDEN_FIELD, "Place", "Source", "Term"}:
                assert any((note.span.path, line) in lines for line in (*note.asked, *note.shown)), note.sort_field
        for kind, each in edits:
            proven[kind] += each in found.proven
        count += len(edits)
    assert sum(proven.values()) >= count * 0.9, (count, proven)


def test_a_field_that_nobody_types_is_told_at_once(built: tuple[Inputs, Build]) -> None:
    _, build = built
    ours = edit(build, "Extra", "夜", "夜")
    began = time.process_time()
    found = proof(built, ours._replace(theirs="<p>" + "夜<b>には</b>" * 20_000 + "</p>"))
    assert len(found.unproven) == 1
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_many_edits_that_cannot_be_written_take_no_hour(tmp_path: Path) -> None:
    notes = "".join(f"- 用語{at}\n【要点{at}である】\n説明{at}の文。\n\n" for at in range(120))
    inputs = Inputs(folder=tmp_path, name="理科", notes=(("a.md", notes.encode()),))
    first = compiled(inputs, NOW, True)
    inputs = replace(inputs, ledger=as_bytes(first.ledger))
    build = compiled(inputs, NOW + 1, True)
    edits = [edit(build, "Extra", f"説明{at}の", f'<u class="x">説明{at}</u>の') for at in range(120)]
    began = time.process_time()
    found = proved(edits, build, inputs, NOW + 2, Cache())
    assert (found.proven, len(found.unproven)) == ([], 120)
    assert time.process_time() - began < 60
