"""Links and pictures as other programs write them: with their address elsewhere in the file, or with a size."""

import re
from collections.abc import Mapping

from deckbuilder.base.patterns import lazy
from deckbuilder.read.inline import MEDIUM

TARGET = lazy(
    r"^ {0,3}\[(?P<name>[^\[\]^][^\[\]\n]*)\]:[ \t　]*<?(?P<address>https?://[^\s>]+|\.{0,2}/[^\s>]+|[^\s>]+(?:"
    + MEDIUM
    + r"))>?(?:[ \t　]+(?:\".*\"|'.*'|\(.*\)))?[ \t]*$",
    re.MULTILINE,
)
"""A line that says which address a name stands for; a file's name without a folder only if it is one of a medium."""
_REFERENCE = lazy(
    r"\\.|(?<!`)(?P<fence>(?>`+)).+?(?<!`)(?P=fence)(?!`)|\$[^$\n]+\$|\[\[[^\[\]]*\]\]"
    r"|(?P<picture>!\[[^\[\]]*\]\((?:<[^<>]*>|[^()<>\s]+))[ \t　]+=[0-9]*x[0-9]*(?=[ \t　]*\)|[ \t　]+\")"
    r"|(?P<text>!?\[(?P<own>(?>[^\[\]]|\[[^\[\]]*\])+)\])(?![(:])(?:\[(?P<name>[^\[\]]*)\])?"
)
"""A picture with a size as Zenn writes it, ![](x.png =250x), a reference, or what hides the start of one."""


def targets(text: str) -> tuple[tuple[str, str], ...]:
    """Return (name, address) of each name that a file gives an address; the first one counts."""
    if "]:" not in text:
        return ()
    found: dict[str, str] = {}
    for match in TARGET.finditer(text):
        found.setdefault(_folded(match["name"]), match["address"].replace("(", "%28").replace(")", "%29"))
    return tuple(found.items())


def resolved(raw: str, addresses: Mapping[str, str]) -> str:
    """Return a line with its references as links, [text](address), and its pictures without a size."""
    if "[" not in raw or not (addresses or " =" in raw):
        return raw
    return _REFERENCE.sub(lambda match: match["picture"] or _as_link(match, addresses), raw)


def _as_link(match: re.Match[str], addresses: Mapping[str, str]) -> str:
    name = match["name"] or match["own"] or ""
    is_number = match["name"] is None and name.isdecimal()  # [1] is read as the sign of a source
    address = None if is_number else addresses.get(_folded(name))
    return f"{match['text']}({address})" if address else match.group()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
