"""Decode a file's bytes: UTF-8 or, with its mark, UTF-16; anything else is refused with the way out."""

import re
import shlex

from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.text import printable

_ESCAPED = re.compile(rb"\x1b\$[@B]")
"""What ISO-2022-JP changes to kanji by; all of its bytes are ASCII, so that it is UTF-8 too and reads as garbage."""
_GUESSES = {"cp932": "CP932", "euc_jp": "EUC-JP", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


def decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Return the text: NFC as Anki stores it, \\n at line ends, no control characters."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02x} in line {line}"
        return "", [Diagnostic("N001", Span(path, 0, 0), (problem, _way_out(path, data)))]
    if data.isascii() and (escape := _ESCAPED.search(data)):
        line = data.count(b"\n", 0, escape.start()) + 1
        way_out = _conversion("ISO-2022-JP", path)
        return "", [Diagnostic("N001", Span(path, 0, 0), (f"byte 0x1b in line {line}", way_out))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return printable(text), []


def _way_out(path: str, data: bytes) -> str:
    """Name the encoding in which the file reads most like Japanese."""
    kana, codec = max((_kana(data, codec), codec) for codec in _GUESSES)
    if not kana:
        return "save it as UTF-8 in your editor"
    return _conversion(_GUESSES[codec], path)


def _conversion(name: str, path: str) -> str:
    return f"it looks like {name}; convert it with: iconv -f {name} -t UTF-8 {shlex.quote(path)}"


def _kana(data: bytes, codec: str) -> float:
    """Return the share of kana and Japanese punctuation in a file as it reads in an encoding."""
    try:
        text = data[:10_000].decode(codec)
    except UnicodeDecodeError as error:
        if error.start < 9_990:
            return 0
        text = data[: error.start].decode(codec)
    return len(re.findall("[ぁ-んァ-ヶー、。]", text)) / max(1, len(text))
