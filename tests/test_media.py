"""Media: names, what is packaged, and that a changed picture reaches the collection."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from deckbuilder.diagrams import DiagramError, diagram
from deckbuilder.files import read_inputs
from deckbuilder.media import Library, packaged_name
from deckbuilder.package import media, packed
from deckbuilder.pipeline import compiled
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


def test_sound_becomes_a_sound_tag() -> None:
    result = build("# 章\n- 音\n![](x.mp3)\n", media={"media/x.mp3": b"ID3"})
    assert re.fullmatch(r"\[sound:x-[0-9a-f]{10}\.mp3\]", result.deck.notes[0].fields[1])


def test_a_changed_picture_reaches_the_collection(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "anki")
    package = tmp_path / "a.apkg"
    first = build(NOTES, media={"media/eks.png": png(8, 8, "red")})
    second = build(NOTES, media={"media/eks.png": png(8, 8, "blue")}, after=first, now=NOW + 60)
    for result in (first, second):
        package.write_bytes(packed(result.deck, "ja_JP"))
        engine.import_package(package)
    note = next(iter(engine.notes().values()))
    name = re.search(r'src="([^"]+)"', note["Answer"])
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
    assert codes(result) == ["N401"]


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
    regions = diagram(SVG.encode()).regions
    assert regions["箱"] == pytest.approx((0.2, 0.2, 0.2, 0.2))
    assert regions["丸"] == pytest.approx((0.7, 0.3, 0.2, 0.4))


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
