"""What is fuzzed: each target takes any bytes and raises only if a law is broken."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from deckbuilder.anki.package import packed, stored
from deckbuilder.base.cache import Cache
from deckbuilder.base.decoding import decoded
from deckbuilder.base.files import Inputs
from deckbuilder.base.selection import Selection
from deckbuilder.collection.edits import Edit
from deckbuilder.collection.marks import marks
from deckbuilder.collection.notation import alike
from deckbuilder.collection.own_notes import own_notes
from deckbuilder.collection.reading import read_collection
from deckbuilder.collection.rehearsal import rehearsed
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pictures.drawing import PictureError, shrunk
from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import DiagramError
from deckbuilder.pipeline.build import Build
from deckbuilder.pipeline.proving import proved
from tests.builds import NOW, rebuilt
from tests.fuzz import laws
from tests.test_cases import MEDIA

PIECES = (
    "\n", "\n", "\n", "\n\n", "# ", "## ", "- ", "・", "● ", "■ ", "①", "1. ", "※", "→", "【", "】", "**", "==", "`", "```\n", "$", "$$", "$$\n",
    "|", "|-|-|\n", "{", "}", "《", "》", "[", "](", ")", "![", "(", "「", "」", "<!--", "-->", "<", ">", "</", "<div>", "<b>", "<details>",
    "<summary>", "&", "&#", ";", "\\", ":", "：", "。", "、", "？", "…", "とは、", "Q: ", "A: ", "問：", "答え：", "解説：", "  ", "    ", "\t", "　", "---\n",
    "用語", "説明", "漢字", "かんじ", "要点だ", "仕組み", "5つ", "42U", "2026年時点", "Amazon EKS", "a", "x", "403", "{{c1::", "}}", "[sound:", "[latex]", "[$]",
    "基本", "逆", "穴埋め", "一覧", "入力", "図表", "図表:一つ", "除外", "cloze", "skip", "id: ", "allow: N105", "title: ", "tags: ", "deck: ", "eks.png", "diagram.svg",
    "voice.mp3", "http://", "javascript:", "onload=", "style=", "<img src=", "\u202e", "\ufeff", "👨‍👩‍👧", "が", "\u0301", "\x0b", "\x85", "\u2028", "\x00", "\ue000", "用語|説明\n", "_", "~~", "*", "+ ", "A. ", "ア：", "例：", "> ", "===\n",
)  # fmt: skip
"""A byte below 192 is a piece of the notation, so that mutations keep to what matters."""


def _text(data: bytes) -> str:
    return "".join(
        PIECES[byte] if byte < len(PIECES) else chr(byte + 0x2FC0 if byte > 224 else byte - 96) for byte in data
    )


def outline(data: bytes) -> None:
    laws.outlines(decoded("a.md", _text(data).encode())[0])


def build(data: bytes) -> None:
    laws.tells(laws.builds(("a.md", _text(data).encode()), media=MEDIA))


def raw(data: bytes) -> None:
    laws.builds(("a.md", data))


def two(data: bytes) -> None:
    """Two versions of some notes, one after the other."""
    before, _, after = data.partition(b"\xff")
    first = laws.builds(("a.md", _text(before).encode()))
    if not first.failed:
        second = rebuilt((("a.md", _text(after).encode()),), after=first, now=NOW + 60)
        laws.tells(second)
        laws.again(second, (("a.md", _text(after).encode()),))


def settings(data: bytes) -> None:
    laws.builds(("a.md", "- 語：意味\n".encode()), settings=data)


def front(data: bytes) -> None:
    laws.builds(("a.md", b"---\n" + data + "\n---\n- 語：意味\n".encode()))


def ledger(data: bytes) -> None:
    laws.ledgers(data.decode("utf-8", "replace"))


def package(data: bytes) -> None:
    try:
        package = stored(data)
    except ValueError:
        return
    recovered("a.apkg", package, "テスト", {"a.md": "- 語：意味"})


def svg(data: bytes) -> None:
    try:
        found = diagram(data)
    except DiagramError:
        return
    assert all(abs(number) < 1e9 for areas in found.regions.values() for area in areas for number in area)
    diagram(found.data)


def picture(data: bytes) -> None:
    with suppress(PictureError):
        shrunk(data)


CHOICE_PIECES = (
    "\n", "\n", "\n", "Q: ", "問1 ", "【問題】", "# 問題", "A. ", "B. ", "C) ", "ア：", "イ：", "1. ", "2. ", "①", "②", "(a) ", "(b) ", "- ", "- [x] ",
    "- [ ] ", "  ", "正解：", "答え：", "Answer: ", "【解答】", "解説：", "A", "B", "ア", "1", "、", "と", "①", "a", "✓", "○", "×", "**", "<details>",
    "</details>", "<b>", "<script>", "月", "火星である。", "どれか。", "選べ（2つ）。", "Aと同じ", "| ", "```\n", "> ", "---\n", "{{c1::", "}}", "[", "](", ")", "![", "&lt;", "選択肢",
)  # fmt: skip


def choices(data: bytes) -> None:
    """Questions with choices."""
    text = "".join(CHOICE_PIECES[byte % len(CHOICE_PIECES)] for byte in data)
    laws.tells(laws.builds(("a.md", text.encode())))


STUDIED = (("a.md", "# 章\n- 用語\n説明は **印** を持つ。\n- 語：{意味|いみ}\n\n|名|値|\n|-|-|\n|甲|乙|\n".encode()),)


def edited(data: bytes) -> None:
    """Any HTML in the place of a field: what is proven gives that field in a build of the changed notes."""
    build = rebuilt(STUDIED)
    note = build.deck.notes[data[0] % len(build.deck.notes) if data else 0]
    edit = Edit(note, "Text" if note.kind == "cloze" else "Answer", data[1:].decode("utf-8", "replace"), note.fields[1])
    inputs = Inputs(folder=Path(), name="テスト", notes=STUDIED, media={}, ledger=None)
    proof = proved([edit], build, inputs, NOW + 1, Cache())
    if proof.proven:
        again = rebuilt((("a.md", proof.texts["a.md"].encode()),), after=build, now=NOW + 60)
        assert any(alike(edit.theirs, field) for other in again.deck.notes for field in other.fields)


def patterns(data: bytes) -> None:
    """Patterns of `include` and `exclude`, and the path of a file, a line each."""
    include, exclude, path, *_ = *data.decode("utf-8", "replace").split("\n"), "", ""
    with suppress(ValueError):
        Selection([include], [exclude]).role(path)


def merged(data: bytes) -> None:
    """Lines of two branches' ledgers, any of them and in any order."""
    lines = [line for branch in _branches() for line in as_bytes(branch.ledger).decode().splitlines()]
    laws.ledgers("\n".join(lines[byte % len(lines)] for byte in data))


def studied(data: bytes) -> None:
    """A collection of any bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        path.write_bytes(data)
        build = rebuilt(STUDIED)
        with suppress(ValueError):
            collection = read_collection(path, {note.guid for note in build.deck.notes}, "gone", "answers", "growth")
            rehearsed(build.deck.notes, collection)
            list(marks(build.deck.notes, collection, frozenset()))
            own_notes({note.guid for note in build.deck.notes}, collection)


ROOT = Path(__file__).parent.parent


def seeds(name: str) -> list[bytes]:
    """Return well-formed input to begin with; none where any bytes are."""
    if name == "raw":
        return [path.read_bytes() for path in sorted((ROOT / "cases").glob("*.md"))]
    if name == "settings":
        return [
            (ROOT.parent / "notes" / "deck.toml").read_bytes(),
            b'tts = true\nfont_scale = 1.1\nallow = ["N105"]\n[quality]\nanswer_warn = 3\n',
        ]
    if name == "front":
        return ["title: ネット\ndeck: A::B\ntags: [SAA, SOA]\nnumbers: false\nreverse: true".encode()]
    if name == "svg":
        return [
            path.read_bytes()
            for path in (ROOT / "media" / "diagram.svg", *sorted((ROOT.parent / "media").glob("*.svg")))
        ]
    if name == "picture":
        return list(_pictures())
    if name == "choices":
        return [bytes(range(len(CHOICE_PIECES)))]
    if name == "edited":
        return [bytes((at,)) + note.fields[1].encode() for at, note in enumerate(rebuilt(STUDIED).deck.notes)]
    if name == "patterns":
        return ["**/*.md\nold/\nold/甲.md".encode(), "/甲/**\n!x[a-z]?.md\n甲/乙/x1.md".encode()]
    if name == "merged":
        return [bytes(range(len(as_bytes(_branches()[0].ledger).splitlines()) * 2))]
    if name == "studied":
        with zipfile.ZipFile(io.BytesIO(packed(rebuilt(STUDIED).deck, "ja_JP"))) as archive:
            return [archive.read("collection.anki2")]
    first = rebuilt((("a.md", "# 章\n- 用語\n説明は **印** を持つ。\n- 語：意味\n".encode()),))
    second = rebuilt((("a.md", "# 章\n- 用語\n【図表】\n|名|値|\n|-|-|\n|甲|乙|\n".encode()),), after=first)
    if name == "ledger":
        return [as_bytes(second.ledger)]
    if name == "package":
        return [packed(second.deck, "ja_JP")]
    return [bytes(range(len(PIECES)))]


@cache
def _branches() -> tuple[Build, Build]:
    first = rebuilt(STUDIED)
    path, text = STUDIED[0]
    changes = (("印", "印章"), ("意味", "別の意味"))
    one, other = (
        rebuilt(((path, text.decode().replace(*change).encode()),), after=first, now=NOW + 9) for change in changes
    )
    return one, other


def _pictures() -> Iterator[bytes]:
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"):
        target = io.BytesIO()
        Image.linear_gradient("L").resize((1100, 8)).save(target, kind)
        yield target.getvalue()


TARGETS = {
    "outline": outline, "build": build, "raw": raw, "two": two, "settings": settings, "front": front, "ledger": ledger,
    "package": package, "svg": svg, "picture": picture, "choices": choices, "edited": edited, "patterns": patterns,
    "merged": merged, "studied": studied,
}  # fmt: skip
