"""Tables as pictures: what they look like, and that each mask covers its cell and nothing else."""

import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from deckbuilder.anki.package import packed
from deckbuilder.base.blocks import Table
from deckbuilder.base.model import FileSettings, Source
from deckbuilder.base.notes import Note
from deckbuilder.pictures.column_widths import LONGEST, Page
from deckbuilder.pictures.drawing import SIZE, Pen, drawn, measure_of
from deckbuilder.pictures.line_breaks import WIDTHS
from deckbuilder.pictures.table_layout import pages
from deckbuilder.read.cells import table_cells
from deckbuilder.read.outline import outline
from tests.builds import build
from tests.engine import Engine

PEN = Pen()


def grid(rows: int, columns: int, cell: str = "値{r}-{c}") -> str:
    head = "| 名 | " + " | ".join(f"列{c}" for c in range(columns)) + " |\n|" + "---|" * (columns + 1) + "\n"
    return head + "".join(
        f"| 行{r} | " + " | ".join(cell.format(r=r, c=c) for c in range(columns)) + " |\n" for r in range(rows)
    )


TABLES = {
    "three by two": grid(3, 2),
    "one cell": "| 名 | 値 |\n|---|---|\n| 甲 | 乙 |\n",
    "thirty by eight": grid(30, 8),
    "empty cells": "| 名 | 一 | 二 |\n|---|---|---|\n| 甲 | | 乙 |\n| | 丙 | |\n",
    "very long cells": grid(
        3, 2, "とても長い説明の文章がここに入り、「句読点」や（括弧）も、行の頭に来てはいけない。" * 2
    ),
    "ruby, code and links": grid(2, 2, "{{漢字|かんじ}}と`code`と[リンク](https://example.com)"),
    "long words": grid(2, 3, "CodeDeployDefault.ECSCanary10Percent5Minutes"),
    "katakana": (
        "| 観点 | ゲートウェイ型 | インターフェイス型 |\n|---|---|---|\n"
        "| 経路の設定 | ルートテーブルで決める | サブネットごとの ENI |\n"
        "| 待ち時間の目安 | 最大で5/10/30分ほど | およそ12.5 msほど |\n"
    ),
    "long katakana": grid(2, 3, "アクセスコントロールリスト"),
    "breaks": grid(2, 2, "一行目<br>二行目"),
    "figures": "| 名 | 重さ |\n|---|---|\n| 甲 | 5 kg |\n| 乙 | 105 kg |\n",
    "wide and short": grid(2, 7, "それなりの長さの値"),
}


def table(text: str) -> Table:
    entries = outline(Source("a.md", "# 章\n" + text, FileSettings())).entries
    found = [block for entry in entries for block in entry.blocks if isinstance(block, Table)]
    assert len(found) == 1
    return found[0]


@cache
def laid(text: str) -> list[Page]:
    return pages(table(text), [], measure_of(PEN))


@cache
def drawn_of(text: str) -> list[bytes]:
    """Return the picture of each page of a table."""
    return [drawn(page, PEN) for page in laid(text)]


@pytest.fixture(params=TABLES, ids=list(TABLES))
def text(request: pytest.FixtureRequest) -> str:
    return TABLES[request.param]


def test_pictures_fit_a_phone(text: str) -> None:
    for page, data in zip(laid(text), drawn_of(text), strict=True):
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.mode) == ("PNG", "P")
            assert max(image.size) <= LONGEST
        assert page.width <= WIDTHS[-1] + 10
        assert len(data) <= 300_000
        # Shown at 358 points, text keeps 12 points.
        assert SIZE * 358 / max(page.width, 358) >= 11.9


def test_every_cell_is_in_one_picture(text: str) -> None:
    keys = [key for page in laid(text) for key in page.cells]
    assert sorted(keys) == sorted({cell.key for cell in table_cells(table(text))})


def test_no_line_starts_or_ends_against_the_rules(text: str) -> None:
    for page in laid(text):
        for box in page.boxes:
            for at, line in enumerate(box.lines):
                written = "".join(run.text for run in line)
                assert not (at and written[:1] in "、。，．）」』】！？ーンッュ"), written
                assert written[-1:] not in ("（", "「", "『", "【"), written


def test_words_and_amounts_are_whole_where_there_is_room() -> None:
    assert len(laid(TABLES["katakana"])) == 1
    cells = [
        "\n".join("".join(run.text for run in line) for line in box.lines) for box in laid(TABLES["katakana"])[0].boxes
    ]
    assert max(cell.count("\n") for cell in cells) == 1
    assert not [cell for cell in cells if re.search(r"[ァ-ヺー]\n[ァ-ヺー型]|[0-9/] ?\n|\nms", cell)]


def test_a_word_too_long_for_its_column_is_parted_evenly() -> None:
    box = next(box for box in laid(TABLES["long katakana"])[0].boxes if box.role == "body")
    sizes = [sum(len(run.text) for run in line) for line in box.lines]
    assert len(sizes) > 1
    assert max(sizes) - min(sizes) <= 2


def test_a_mask_covers_its_text_whole_and_no_neighbour(text: str) -> None:
    for page, data in zip(laid(text), drawn_of(text), strict=True):
        image = Image.open(io.BytesIO(data)).convert("L")
        scale = image.width / page.width
        bodies = [box for box in page.boxes if box.role == "body"]
        for left, top, width, height in page.cells.values():
            home = [b for b in bodies if b.left <= left < b.left + b.width and b.top <= top < b.top + b.height]
            assert len(home) == 1
            box = home[0]
            assert left + width <= box.left + box.width + 2
            assert top + height <= box.top + box.height + 2
            # Ink is darker than any rule or fill; none of it may lie in the box and outside the mask.
            corners = (box.left, box.top, box.left + box.width, box.top + box.height)
            x0, y0, x1, y1 = (round(value * scale) for value in corners)
            mask = (left, top, left + width, top + height)
            m0, n0, m1, n1 = (round(value * scale) for value in mask)
            area = image.crop((x0, y0, x1, y1))
            area.paste(255, (m0 - x0, n0 - y0, m1 - x0, n1 - y0))
            darkest = area.getextrema()[0]
            assert isinstance(darkest, int | float)
            assert darkest > 100


def test_figures_are_aligned() -> None:
    boxes = [box for box in laid(TABLES["figures"])[0].boxes if box.role == "body"]
    assert all(box.align_right for box in boxes)


def test_a_wide_short_table_is_turned() -> None:
    found = laid(TABLES["wide and short"])
    assert len(found) == 1
    heads = [box.lines[0][0].text for box in found[0].boxes if box.role == "head"]
    assert heads == ["名", "行0", "行1"]


def test_a_large_table_is_split_with_its_names_repeated() -> None:
    for page in laid(TABLES["thirty by eight"]):
        heads = [box.lines[0][0].text for box in page.boxes if box.role == "head"]
        keys = [box.lines[0][0].text for box in page.boxes if box.role == "key"]
        assert heads[0] == "名"
        assert len(page.cells) == len(keys) * (len(heads) - 1)


def luminance(colour: object) -> float:
    assert isinstance(colour, tuple)
    parts = [v / 255 for v in colour[:3]]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def test_the_plate_is_light_and_opaque_and_the_ink_dark() -> None:
    image = Image.open(io.BytesIO(drawn_of(TABLES["three by two"])[0]))
    assert "transparency" not in image.info
    colours = [colour for _, colour in image.convert("RGB").getcolors(99999) or []]
    lightest, darkest = max(map(luminance, colours)), min(map(luminance, colours))
    assert (lightest + 0.05) / (darkest + 0.05) >= 7


@pytest.mark.slow
def test_the_same_bytes_in_two_processes() -> None:
    script = (
        "import hashlib\nfrom tests.test_tables import PEN, TABLES, drawn, laid\n"
        "print([hashlib.sha256(drawn(s, PEN)).hexdigest() for t in TABLES.values() for s in laid(t)])"
    )
    root = Path(__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=root, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_cells_stay_together_when_the_table_grows() -> None:
    small, large = table(grid(20, 2)), table(grid(45, 2))
    first = pages(small, [], measure_of(PEN))
    previous = [frozenset(page.cells) for page in first]
    after = pages(large, previous, measure_of(PEN))
    for part in previous:
        assert sum(1 for page in after if part <= set(page.cells)) == 1


# --- in the engine ------------------------------------------------------------------------------


def pictures(text: str) -> list[Note]:
    return [note for note in build(text).deck.notes if note.kind == "occlusion"]


def test_masks_are_where_the_cells_are(tmp_path: Path) -> None:
    text = "# 章\n- 表\n【図表】\n" + grid(4, 3)
    result = build(text)
    package = tmp_path / "a.apkg"
    package.write_bytes(packed(result.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(package)
    page = laid(grid(4, 3))[0]
    note = next(note for note in result.deck.notes if note.kind == "occlusion")
    stored = engine.notes()[note.guid]
    read = engine.col._backend.get_image_occlusion_note(stored.id).note
    key_of = {number: key for number, key, _ in note.slots}
    assert len(read.occlusions) == 12
    for occlusion in read.occlusions:
        shape = {p.name: float(p.value) for p in occlusion.shapes[0].properties}
        left, top, width, height = page.cells[key_of[occlusion.ordinal]]
        assert shape["left"] == pytest.approx(left / page.width, abs=1e-3)
        assert shape["top"] == pytest.approx(top / page.height, abs=1e-3)
        assert shape["width"] == pytest.approx(width / page.width, abs=1e-3)
        assert shape["height"] == pytest.approx(height / page.height, abs=1e-3)
        assert shape["oi"] == 1
    notetype = engine.col.models.get(stored.mid)
    assert notetype["originalStockKind"] == 6
    assert [field["tag"] for field in notetype["flds"][:5]] == [0, 1, 2, 3, 4]
    engine.close()


def test_marked_cells_only() -> None:
    text = "# 章\n- 表\n【図表】\n| 名 | 値 |\n|---|---|\n| 甲 | **一** |\n| 乙 | 二 |\n"
    assert [key for note in pictures(text) for _, key, _ in note.slots] == ["甲 × 値"]


@pytest.mark.parametrize(("directive", "settings", "covers_all"), [("【図表】", b"", True), ("【図表:一つ】", b"", False), ("【図表】", b'masks = "one"', False), ("【図表:すべて】", b'masks = "one"', True)])  # fmt: skip
def test_what_is_covered(directive: str, settings: bytes, covers_all: bool) -> None:
    result = build(f"# 章\n- 表\n{directive}\n" + grid(2, 2), settings=settings)
    masks = next(note for note in result.deck.notes if note.kind == "occlusion").fields[0]
    assert (":oi=1" in masks) is covers_all


def test_without_the_directive_cells_are_asked_by_row_and_column() -> None:
    notes = build("# 章\n- 表\n" + grid(2, 2)).deck.notes
    assert [note.fields[0] for note in notes] == ["行0 ─ 列0", "行0 ─ 列1", "行1 ─ 列0", "行1 ─ 列1"]


@pytest.mark.parametrize(("scale", "points"), [(1.25, 17), (1.5, 20), (3.0, 20), (0.8, 12)])
def test_pictures_follow_the_size_of_the_text(scale: float, points: int) -> None:
    wide = (
        "| 名 | 一つ目の列 | 二つ目の列 |\n|---|---|---|\n"
        + "| 行 | それなりの長さの値 | 別のそれなりに長い値である |\n" * 3
    )
    scaled = pages(table(wide), [], measure_of(PEN, scale))
    assert len(scaled) == 1
    assert SIZE * 358 / scaled[0].width >= points - 0.5
    plain = pages(table(wide), [], measure_of(PEN))[0]
    assert (scaled[0].width < plain.width) == (scale > 1)


def test_the_size_of_the_text_parts_no_neighbours() -> None:
    """A cell that has a card stays in its picture, whatever the setting becomes."""
    first = build("# 章\n- 表【図表】\n" + grid(6, 5, "それなりの長さの値{r}{c}"))
    larger = build(
        "# 章\n- 表【図表】\n" + grid(6, 5, "それなりの長さの値{r}{c}"), after=first, settings=b"font_scale = 1.5"
    )
    assert {note.guid for note in first.deck.notes} == {note.guid for note in larger.deck.notes if not note.retired}
    assert all(len(note.cards) > 0 for note in larger.deck.notes)
