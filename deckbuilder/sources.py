"""Decode a file's bytes: UTF-8 or, with its mark, UTF-16; anything else is refused with the way out."""

import re
import unicodedata

from deckbuilder.model import Diagnostic, Span

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GUESSES = (("cp932", "CP932"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16"))


def decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Return the text: NFC as Anki stores it, \\n at line ends, no control characters."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02x} in line {line}"
        return "", [Diagnostic("N001", Span(path, 0, 0), (problem, _way_out(path, data)))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text)), []


def _way_out(path: str, data: bytes) -> str:
    for codec, name in _GUESSES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if re.search("[ぁ-んァ-ヶ一-龠]", text):
            return f"it looks like {name}; convert it with: iconv -f {name} -t UTF-8 {path}"
    return "save it as UTF-8 in your editor"
