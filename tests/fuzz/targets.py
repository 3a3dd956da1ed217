"""What is fuzzed: each target takes any bytes and raises only if a law is broken."""

from contextlib import suppress

from deckbuilder.diagrams import DiagramError, diagram
from deckbuilder.package import stored_notes
from deckbuilder.pictures import PictureError, shrunk
from deckbuilder.recovery import recovered
from tests.fuzz import laws

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


def _media() -> dict[str, bytes]:
    from tests.test_cases import MEDIA

    return MEDIA


def outline(data: bytes) -> None:
    laws.outlines(laws.decoded("a.md", _text(data).encode())[0])


def build(data: bytes) -> None:
    laws.tells(laws.builds(("a.md", _text(data).encode()), media=_media()))


def raw(data: bytes) -> None:
    laws.builds(("a.md", data))


def two(data: bytes) -> None:
    """Two versions of some notes, one after the other."""
    from tests.builds import NOW, rebuilt

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
        notes, _ = stored_notes(data)
    except ValueError:
        return
    recovered("a.apkg", notes)


def svg(data: bytes) -> None:
    try:
        found = diagram(data)
    except DiagramError:
        return
    assert all(abs(number) < 1e9 for area in found.regions.values() for number in area)
    diagram(found.data)


def picture(data: bytes) -> None:
    with suppress(PictureError):
        shrunk(data)


TARGETS = {
    "outline": outline, "build": build, "raw": raw, "two": two, "settings": settings, "front": front, "ledger": ledger,
    "package": package, "svg": svg, "picture": picture,
}  # fmt: skip
