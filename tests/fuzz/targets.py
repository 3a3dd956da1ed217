"""What is fuzzed: each target takes any bytes and raises only if a law is broken."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PIL import Image

from deckbuilder.anki.package import packed, stored
from deckbuilder.base.decoding import decoded
from deckbuilder.identity.recovery import recovered
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pictures.drawing import PictureError, shrunk
from deckbuilder.pictures.svg import diagram
from deckbuilder.pictures.svg_weight import DiagramError
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
    first = rebuilt((("a.md", "# 章\n- 用語\n説明は **印** を持つ。\n- 語：意味\n".encode()),))
    second = rebuilt((("a.md", "# 章\n- 用語\n【図表】\n|名|値|\n|-|-|\n|甲|乙|\n".encode()),), after=first)
    if name == "ledger":
        return [as_bytes(second.ledger)]
    if name == "package":
        return [packed(second.deck, "ja_JP")]
    return [bytes(range(len(PIECES)))]


def _pictures() -> Iterator[bytes]:
    for kind in ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"):
        target = io.BytesIO()
        Image.linear_gradient("L").resize((1100, 8)).save(target, kind)
        yield target.getvalue()


TARGETS = {
    "outline": outline, "build": build, "raw": raw, "two": two, "settings": settings, "front": front, "ledger": ledger,
    "package": package, "svg": svg, "picture": picture,
}  # fmt: skip
