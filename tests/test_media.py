"""Media: names, what is packaged, and that a changed picture reaches the collection."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from deckbuilder.anki.package import media, packed
from deckbuilder.app.preview_page import TYPES
from deckbuilder.base.files import PICTURES, SOUNDS, VIDEOS, read_inputs
from deckbuilder.base.words import within
from deckbuilder.pictures.media import Library, Problem, packaged_name
from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import DiagramError
from deckbuilder.pipeline.build import compiled
from tests.builds import NOW, build, codes
from tests.engine import Engine


def png(width: int, height: int, colour: str = "#0b57d0") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


NOTES = "# 章\n- 図\n![説明](eks.png)\n"


def test_the_packaged_name_carries_a_hash_of_the_content() -> None:
    assert packaged_name("eks.png", b"a") != packaged_name("eks.png", b"b")
    assert re.fullmatch(r"eks-[0-9a-f]{10}\.png", packaged_name("EKS.PNG", b"a"))


@pytest.mark.parametrize("name", ["あ" * 80 + ".png", 'a b[c]<d>:e"f?g*h^i\\j|k.png', "が.png", "...png"])
def test_packaged_names_are_allowed_by_anki(name: str) -> None:
    safe = packaged_name(name, b"x")
    assert len(safe.encode()) <= 120
    assert not set(safe) & set('[]<>:"/?*^\\| %')


def test_two_files_of_one_name_in_two_folders() -> None:
    notes = "# 章\n- 甲\n![甲](a/x.png)\n- 乙\n![乙](b/x.png)\n"
    result = build(notes, media={"media/a/x.png": png(8, 8), "media/b/x.png": png(9, 9)})
    assert len(result.deck.assets) == 2


def test_names_that_differ_only_by_case() -> None:
    notes = "# 章\n- 甲\n![甲](X.png)\n- 乙\n![乙](x.png)\n"
    result = build(notes, media={"media/X.png": png(8, 8), "media/x.png": png(8, 8)})
    assert len(result.deck.assets) == 1
    names = [
        asset.name.lower()
        for asset in build(notes, media={"media/X.png": png(8, 8), "media/x.png": png(9, 9)}).deck.assets
    ]
    assert len(set(names)) == 2


@pytest.mark.parametrize("reference", ["eks.png", "media/eks.png", "../media/eks.png", "%65ks.png", "./eks.png"])
def test_ways_to_name_a_file(reference: str) -> None:
    result = build(NOTES.replace("eks.png", reference), media={"media/eks.png": png(8, 8)})
    assert not result.failed
    assert "%" not in result.deck.notes[0].fields[1]


def test_a_picture_beside_the_note() -> None:
    assert not build(NOTES, media={"notes/eks.png": png(8, 8)}).failed


def test_unused_files_are_listed_and_not_packaged() -> None:
    result = build(NOTES, media={"media/eks.png": png(8, 8), "media/other.png": png(9, 9)})
    assert result.unused_media == ("media/other.png",)
    assert len(result.deck.assets) == 1


def test_a_large_picture_is_scaled_down_and_said_so() -> None:
    result = build(NOTES, media={"media/eks.png": png(3000, 1000)})
    assert "N406" in codes(result)
    assert not result.failed
    with Image.open(io.BytesIO(result.deck.assets[0].data)) as image:
        assert image.size == (1024, 341)


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "WEBP", "PNG"])
def test_a_photo_taken_upright_stays_upright(kind: str) -> None:
    """A phone writes it lying, with a mark that it stands, and may add a second picture for depth."""
    lying = Image.new("RGB", (2000, 1000), "white")
    lying.paste("red", (0, 0, 1000, 1000))
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    more = {"save_all": True, "append_images": [lying.resize((20, 10))]} if kind == "MPO" else {}
    lying.save(target, kind, exif=exif, **more)
    result = build(NOTES, media={"media/eks.png": target.getvalue()})
    assert [d.args for d in result.diagnostics if d.code == "N406"] == [("eks.png", "1000 x 2000")]
    with Image.open(io.BytesIO(result.deck.assets[0].data)) as image:
        assert image.size == (512, 1024)
        assert 0x0112 not in image.getexif()
        top, bottom = (image.convert("RGB").getpixel((256, y)) for y in (100, 900))
    assert luminance(top) < 100 < 200 < luminance(bottom)


def luminance(colour: object) -> float:
    assert isinstance(colour, tuple)
    return float(sum(colour)) / 3


def test_a_photo_with_damaged_exif_is_taken_as_it_lies() -> None:
    target = io.BytesIO()
    Image.new("RGB", (2000, 1000)).save(target, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\xff\xff")
    with Image.open(io.BytesIO(build(NOTES, media={"media/eks.png": target.getvalue()}).deck.assets[0].data)) as image:
        assert image.size == (1024, 512)


def test_sound_becomes_a_sound_tag() -> None:
    result = build("# 章\n- 音\n![](x.mp3)\n", media={"media/x.mp3": b"ID3"})
    assert re.fullmatch(r"\[sound:x-[0-9a-f]{10}\.mp3\]", result.deck.notes[0].fields[1])


def test_the_preview_knows_every_kind_of_file() -> None:
    assert set(TYPES) == PICTURES | SOUNDS | VIDEOS


def test_a_changed_picture_reaches_the_collection(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    package = tmp_path / "a.apkg"
    first = build(NOTES, media={"media/eks.png": png(8, 8, "red")})
    second = build(NOTES, media={"media/eks.png": png(8, 8, "blue")}, after=first, now=NOW + 60)
    for result in (first, second):
        package.write_bytes(packed(result.deck, "ja_JP"))
        engine.import_package(package)
    note = next(iter(engine.notes().values()))
    name = re.search(r'src="([^"]+)"', note["答え"])
    assert name
    stored = (Path(engine.col.media.dir()) / name[1]).read_bytes()
    assert stored == media(package.read_bytes())[name[1]] == png(8, 8, "blue")
    assert len(engine.notes()) == 1
    engine.close()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "media").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTES, "utf-8")
    (tmp_path / "secret.png").write_bytes(png(8, 8))
    (tmp_path / "media" / "eks.png").symlink_to(tmp_path / "secret.png")
    result = compiled(read_inputs(tmp_path / "notes", tmp_path / "media"), NOW)
    assert codes(result) == ["N010", "N401", "N009"]


SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50" onload="x()">
<script>alert(1)</script><style>@import url(http://e/);</style>
<a xlink:href="javascript:x"><rect width="5" height="5"/></a>
<image href="http://example.com/a.png" width="5" height="5"/><foreignObject><p/></foreignObject>
<g transform="translate(10 5)"><g data-ask="箱"><rect x="10" y="5" width="20" height="10" onclick="x()"/><text x="12" y="12">箱</text></g></g>
<circle data-ask="丸" cx="80" cy="25" r="10" style="fill:url(http://e/)"/></svg>"""


def test_nothing_active_is_left_of_an_svg() -> None:
    cleaned = diagram(SVG.encode()).data.decode()
    for word in ("script", "onload", "onclick", "http://e", "example.com", "javascript", "foreignObject"):
        assert word not in cleaned
    assert 'width="100"' in cleaned
    assert 'height="50"' in cleaned


def test_regions_of_an_svg() -> None:
    regions = {label: areas for label, (areas,) in diagram(SVG.encode()).regions.items()}
    assert regions["箱"] == pytest.approx((0.2, 0.2, 0.2, 0.2))
    assert regions["丸"] == pytest.approx((0.7, 0.3, 0.2, 0.4))


def test_a_label_in_two_places_is_one_card_that_covers_both() -> None:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect data-ask="甲" width="10" height="10"/>
    <rect data-ask="乙" x="20" width="10" height="10"/><rect data-ask="甲" x="50" width="10" height="10"/></svg>"""
    result = build("- 図\n【図表】\n![図](a.svg)\n", media={"media/a.svg": svg.encode()})
    (note,) = result.deck.notes
    assert note.cards == (0, 1)
    masks = re.findall(r"\{\{c(\d)::image-occlusion:rect:left=([0-9.]+)", note.fields[0])
    assert masks == [("1", "0"), ("1", ".5"), ("2", ".2")]


BOXES = {
    "lines": ('<path data-ask="a" d="M10 5 H30 V15 h-20 z"/>', (10, 5, 30, 15)),
    "relative": ('<path data-ask="a" d="m10,5 20,0 0,10zm5 5l1 1"/>', (10, 5, 30, 15)),
    "behind a close": ('<path data-ask="a" d="M10 5h10v10zl30 10"/>', (10, 5, 40, 15)),
    "curve, by its control points": ('<path data-ask="a" d="M10 20 C10 5 30 5 30 20"/>', (10, 5, 30, 20)),
    "smooth curve": ('<path data-ask="a" d="M10 20c0 -5 10 -5 10 0s10 5 10 0"/>', (10, 15, 30, 25)),
    "smooth quadratic": ('<path data-ask="a" d="M10 20q5 -10 10 0t10 0"/>', (10, 10, 30, 30)),
    "round arcs": ('<path data-ask="a" d="M40 25a10 10 0 1 0 20 0a10 10 0 1120 0"/>', (40, 15, 80, 35)),
    "a quarter": ('<path data-ask="a" d="M50 25V15A10 10 0 0 1 60 25Z"/>', (50, 15, 60, 25)),
    "three quarters": ('<path data-ask="a" d="M50 15A10 10 0 1 0 60 25"/>', (40, 15, 60, 35)),
    "an arc too small for its ends": ('<path data-ask="a" d="M40 25A1 1 0 0 1 60 25"/>', (40, 15, 60, 25)),
    "scaled": ('<g transform="scale(2)"><rect data-ask="a" x="5" y="5" width="10" height="5"/></g>', (10, 10, 30, 20)),
    "matrix": ('<rect data-ask="a" transform="matrix(2 0 0 1 10 5)" width="10" height="5"/>', (10, 5, 30, 10)),
    "turned": ('<rect data-ask="a" transform="rotate(90 50 25)" x="40" y="20" width="20" height="10"/>', (45, 15, 55, 35)),
    "one after the other": ('<rect data-ask="a" transform="translate(10,5), scale(2 3)" width="5" height="5"/>', (10, 5, 20, 20)),
    "nested": ('<g transform="translate(50 0)"><g transform="rotate(90)"><rect data-ask="a" x="5" width="10" height="20"/></g></g>', (30, 5, 50, 15)),
    "leaning": ('<rect data-ask="a" transform="skewX(45)" width="10" height="10"/>', (0, 0, 20, 10)),
    "in pixels": ('<rect data-ask="a" x="10px" y="5PX" width="2e1" height="10 "/>', (10, 5, 30, 15)),
    "cut by the edge": ('<rect data-ask="a" x="90" y="40" width="50" height="50"/>', (90, 40, 100, 50)),
}  # fmt: skip


@pytest.mark.parametrize("name", BOXES)
def test_the_box_of_what_is_asked(name: str) -> None:
    element, box = BOXES[name]
    read = diagram(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{element}</svg>'.encode())
    left, top, width, height = read.regions["a"][0]
    # An arc's box may be larger by a fiftieth of its radius.
    assert (100 * left, 50 * top, 100 * (left + width), 50 * (top + height)) == pytest.approx(box, abs=0.25)
    assert read.unplaced == ()


@pytest.mark.parametrize(
    "element",
    [
        '<use data-ask="a" href="#b"/>',
        '<g data-ask="a"><title>何もない組</title></g>',
        '<path data-ask="a" d="まだない"/>',
        '<path data-ask="a" d="M10 5H30"/>',
        '<rect data-ask="a" width="10"/>',
        '<rect data-ask="a" x="10%" width="10" height="10"/>',
        '<rect data-ask="a" x="1" width="1e1em" height="10"/>',
        '<circle data-ask="a" cx="10" cy="10" r="4pt"/>',
        '<rect data-ask="a" x="200" width="10" height="10"/>',
        '<rect data-ask="a" transform="perspective(3)" width="10" height="10"/>',
        '<rect data-ask="a" style="transform: scale(2)" width="10" height="10"/>',
        '<g transform="scale()"><rect data-ask="a" width="10" height="10"/></g>',
        '<defs><rect data-ask="a" width="10" height="10"/></defs>',
        '<svg viewBox="0 0 1 1"><rect data-ask="a" width="10" height="10"/></svg>',
        '<a href="#b"><rect data-ask="a" width="10" height="10"/></a>',
    ],
)
def test_a_label_that_cannot_be_asked_is_named(element: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{element}</svg>'.encode()
    result = build("# 章\n- 図\n【図表】\n![説明](a.svg)\n- 語：意味\n", media={"media/a.svg": svg})
    named = [(d.code, d.span.first, d.args) for d in result.diagnostics if d.code != "N107"]
    assert named == [("N407", 4, ("a", "a.svg"))]


@pytest.mark.parametrize(
    "data", [b"<svg", b"<html/>", b"<!DOCTYPE svg><svg/>", b'<svg xmlns="http://www.w3.org/2000/svg"/>']
)
def test_an_svg_that_cannot_be_used(data: bytes) -> None:
    with pytest.raises(DiagramError):
        diagram(data)


@pytest.mark.parametrize(
    "reference",
    [
        "../x.png",
        "/etc/x.png",
        "file:///x.png",
        "..%2fx.png",
        "a/../../../x.png",
        "C:\\x.png",
        "data:image/png;base64,xx",
    ],
)
def test_files_outside_are_refused(reference: str) -> None:
    found = Library({"media/y.png": b""}).find(reference, "a.md")
    assert not isinstance(found, str)
    assert found.code in ("N401", "N402")


@pytest.mark.parametrize(
    ("reference", "near"),
    [
        ("EKS.png", "; there is “eks.png”"),
        ("eks.pn", "; there is “eks.png”"),
        ("ＥＫＳ.svg", "; there is “図/EKS.svg”"),
        ("vpc-2.png", "; there is “vpc.png”"),
        ("route.png", ""),
    ],
)
def test_a_missing_file_names_the_one_that_may_be_meant(reference: str, near: str) -> None:
    files = ("media/eks.png", "media/e.png", "media/図/EKS.svg", "notes/vpc.png")
    found = Library(dict.fromkeys(files, b"x")).find(reference, "a.md")
    assert isinstance(found, Problem)
    assert (found.code, *(within(argument, "en") for argument in found.args)) == ("N401", reference, near)


DOCS = Path(__file__).parent.parent / "docs" / "media.md"


def test_the_diagram_of_the_docs_asks_its_three_parts() -> None:
    page = DOCS.read_text("utf-8")
    svg = re.search(r"```svg\n(.*?)```", page, flags=re.DOTALL)
    notes = page.rsplit("```markdown\n", 1)[1].split("```")[0]
    assert svg
    result = build(notes, media={"media/delivery.svg": svg[1].encode()})
    assert codes(result) == []
    note = result.deck.notes[0]
    assert (len(result.deck.notes), note.kind) == (1, "occlusion")
    assert [key for _, key, _ in note.slots] == ["ビューワー", "エッジロケーション", "オリジン"]
