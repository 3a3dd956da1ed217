"""Decode a file's bytes: UTF-8 or, with its mark, UTF-16; anything else is refused with the way out."""

import re
from collections.abc import Iterable

from deckbuilder.base.model import Diagnostic, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import printable
from deckbuilder.base.words import Words, filled

_ESCAPED = lazy(rb"\x1b\$[@B]")
"""What ISO-2022-JP changes to kanji by; all of its bytes are ASCII, so that it is UTF-8 too and reads as garbage."""
_GUESSES = {"cp932": "CP932", "euc_jp": "EUC-JP", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


def decoded(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Return the text: NFC as Anki stores it, \\n at line ends, no control characters."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _byte(data[error.start], line)
        return "", [Diagnostic("N001", Span(path, 0, 0), (problem, _way_out(data)))]
    if data.isascii() and (escape := _ESCAPED.search(data)):
        line = data.count(b"\n", 0, escape.start()) + 1
        way_out = _conversion("ISO-2022-JP")
        return "", [Diagnostic("N001", Span(path, 0, 0), (_byte(0x1B, line), way_out))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return printable(text), []


def texts_of(messages: Iterable[Diagnostic], files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return the texts of the files that messages are about, by path."""
    named = {message.span.path for message in messages}
    return {path: decoded(path, data)[0] for path, data in files if path in named}


def _byte(byte: int, line: int) -> Words:
    return Words(f"byte 0x{byte:02x} in line {line}", f"{line} 行目のバイト 0x{byte:02x}")


def not_utf8(code: str, problem: Diagnostic) -> Diagnostic:
    """Return what is said of a file of ours in another encoding; `problem` is what would be said of a notes file."""
    said = filled(Words("it is not UTF-8, {}", "UTF-8 ではありません({})"), problem.args[0])
    return Diagnostic(code, problem.span, (said,))


_DAMAGED = Words(
    "a part of it is damaged: take it back from git or a backup, or write that line anew",
    "一部が壊れています。git やバックアップから戻すか、その行を書き直してください",
)


def _way_out(data: bytes) -> Words:
    """Name the encoding in which the file reads most like Japanese; one that is UTF-8 but for some bytes is damaged."""
    text = data.decode("utf-8", "replace")
    if len(re.findall("[^\x00-\x7f\ufffd]", text)) > text.count("\ufffd"):
        return _DAMAGED
    kana, codec = max((_kana(data, codec), codec) for codec in _GUESSES)
    if not kana:
        return Words("save it as UTF-8 in your editor", "エディターで UTF-8 として保存してください")
    return _conversion(_GUESSES[codec])


def _conversion(name: str) -> Words:
    return Words(
        f"it looks like {name}; open it in an editor as that, and save it as UTF-8",
        f"{name} のようです。エディターでその文字コードとして開き、UTF-8 で保存してください",
    )


def _kana(data: bytes, codec: str) -> float:
    """Return the share of kana and Japanese punctuation in a file as it reads in an encoding."""
    try:
        text = data[:10_000].decode(codec)
    except UnicodeDecodeError as error:
        if error.start < 9_990:
            return 0
        text = data[: error.start].decode(codec)
    return len(re.findall("[ぁ-んァ-ヶー、。]", text)) / max(1, len(text))
