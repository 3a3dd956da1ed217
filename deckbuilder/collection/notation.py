"""What the HTML of a field says, block by block, in the notation of the notes; and when two fields say the same.

Anki's editor writes the same text in other HTML than we do: <b> for <strong>, <div> for <p>, &nbsp; for a blank.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from deckbuilder.base.html_text import map_clozes
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import WIDE
from deckbuilder.read.inline import CLOSE, MIDDLE, OPEN


class Unit(NamedTuple):
    """The text of one block."""

    kind: str
    """The block: p, li, td … with its class; of a list which it is, and how deep."""
    atoms: tuple[str, ...]
    """Characters, and what is one in the notation: a sign, a slot's end, a picture, a tag."""


class Style(NamedTuple):
    """How signs are written where the notation has more than one way."""

    tags: bool = False
    """As HTML: a sentence with **x** would be asked."""
    kana: bool = False
    """Ruby as ｜漢字《かんじ》: a | parts the cells of a table."""
    marked: bool = True
    """Clozes with their marks; items of a list are hidden without any."""
    escaped: bool = False
    """What would be a sign, with a backslash."""


STYLES = (Style(), Style(tags=True), Style(kana=True), Style(marked=False), Style(escaped=True))
_PAIRS = {
    "strong": ("\ue000", "\ue001"), "mark": ("\ue002", "\ue003"), "del": ("\ue004", "\ue005"),
    "em": ("\ue006", "\ue007"), "code": ("\ue008", "\ue009"),
}  # fmt: skip
_SAME = {"b": "strong", "s": "del", "strike": "del", "i": "em"}
_RUBY = ("\ue010", "\ue011", "\ue012")
_HINT = "\ue013"
_TYPED = {
    "\ue000": "**", "\ue001": "**", "\ue002": "==", "\ue003": "==", "\ue004": "~~", "\ue005": "~~", "\ue006": "*",
    "\ue007": "*", "\ue008": "`", "\ue009": "`", "\ue010": "{", "\ue011": "|", "\ue012": "}", _HINT: "::",
}  # fmt: skip
_AS_TAGS = {
    sign: f"<{'/' * at}{'b' if tag == 'strong' else tag}>"
    for tag, pair in _PAIRS.items()
    for at, sign in enumerate(pair)
}
_AS_KANA = {"\ue010": "｜", "\ue011": "《", "\ue012": "》"}
_BLOCKS = frozenset(
    "p div li ul ol table thead tbody tr td th h1 h2 h3 h4 h5 h6 dl dt dd pre blockquote caption hr".split()
)
_MAY_BE_EMPTY = frozenset(("td", "th", "dd"))
_ATOM = lazy(
    f"{OPEN}\\d+{MIDDLE}|<[A-Za-z/][^<>]*>|!\\[[^\\[\\]]*\\]\\([^()]*\\)|\\]\\([^()]*\\)|\\[sound:[^\\[\\]]+\\]|.",
    re.DOTALL,
)
_MATH = lazy(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_NOTHING = lazy(
    "|".join([*(one + other for one, other in _PAIRS.values()), *(other + one for one, other in _PAIRS.values())])
)
_SIGN = f"(?:[\ue000-\ue012{CLOSE}]|{OPEN}\\d+{MIDDLE})"
_LOOSE = lazy(f"(?<=[{WIDE}])(?:({_SIGN}+) | ({_SIGN}+))(?=[{WIDE}])")
"""A blank that sets a sign off from Japanese: the notation needs it, and no card shows it."""
_ALT = lazy(r"!\[([^\[\]]*)\]\(.*")
_SPECIAL = frozenset("\\`*_{}[]#$=~<|【】")


@lru_cache(1000)
def units(body: str) -> tuple[Unit, ...]:
    """Return what each block of a field says, in order."""
    reader = _Reader()
    reader.feed(map_clozes(body, lambda number, hidden: f"{OPEN}{number}{MIDDLE}{hidden.replace('::', _HINT)}{CLOSE}"))
    reader.close()
    reader.end()
    return tuple(reader.units)


def alike(one: str, other: str) -> bool:
    """Tell whether two fields say the same, however their HTML is written."""
    return one == other or units(one) == units(other)


def typed(atoms: Iterable[str], style: Style = STYLES[0]) -> str:
    """Return atoms as they are typed in the notes."""
    return "".join(_typed(atom, style) for atom in atoms)


def _typed(atom: str, style: Style) -> str:
    if atom[0] in (OPEN, CLOSE):
        return "**" if style.marked else ""
    if style.tags and atom in _AS_TAGS:
        return _AS_TAGS[atom]
    if style.kana and atom in _AS_KANA:
        return _AS_KANA[atom]
    if atom.startswith("[sound:"):
        return f"![]({atom[7:-1]})"
    if style.escaped and atom in _SPECIAL:
        return f"\\{atom}"
    return _TYPED.get(atom, atom)


def said(atoms: Iterable[str]) -> str:
    """Return the text of atoms without signs, readings and blanks, of pictures what stands for them."""
    text = "".join(_ALT.sub(r"\1", atom) for atom in atoms if len(atom) == 1 or atom.startswith("!["))
    text = re.sub(f"{_RUBY[1]}[^{_RUBY[2]}]*{_RUBY[2]}", "", text)
    return "".join(re.sub(f"[\ue000-\ue013{CLOSE}]", "", text).split())


class _Reader(HTMLParser):
    """Reads HTML into units."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[Unit] = []
        self.text = ""
        self.kinds: list[tuple[str, str]] = []
        """Open blocks: tag and kind."""
        self.closers: list[tuple[str, str]] = []
        """Open tags inside a line, and what closes each."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end()
            if tag != "hr":
                self.kinds.append((tag, self._kind(tag, dict(attrs).get("class") or "")))
        elif tag == "br":
            self.text += "<br>"
        elif tag == "img":
            values = dict(attrs)
            self.text += f"![{values.get('alt') or ''}]({values.get('src') or ''})"
        elif tag in ("rt", "ruby", "rp", "rb"):
            self.text += {"ruby": _RUBY[0], "rt": _RUBY[1]}.get(tag, "")
        elif not (tag == "code" and any(open_tag == "pre" for open_tag, _ in self.kinds)):
            self._open(tag, attrs)

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            opener, closer = "[", f"]({dict(attrs).get('href') or ''})"
        elif not attrs and (pair := _PAIRS.get(_SAME.get(tag, tag))):
            opener, closer = pair
        else:
            opener, closer = str(self.get_starttag_text()), f"</{tag}>"
        self.closers.append((tag, closer))
        self.text += opener

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            if any(tag == open_tag for open_tag, _ in self.kinds):
                self.end()
                while self.kinds.pop()[0] != tag:
                    pass
        elif tag == "ruby":
            self.text += _RUBY[2]
        else:
            at = next((at for at in reversed(range(len(self.closers))) if self.closers[at][0] == tag), None)
            if at is not None:
                self.text += self.closers.pop(at)[1]

    def handle_data(self, data: str) -> None:
        if not any(tag == "pre" for tag, _ in self.kinds):
            data = re.sub(r"[ \t\r\n\xa0]+", " ", data)
        self.text += _MATH.sub(lambda found: f"${found[1]}$" if found[1] else f"$${found[2]}$$", data)

    def _kind(self, tag: str, name: str) -> str:
        lists = [open_tag for open_tag, _ in self.kinds if open_tag in ("ul", "ol")]
        tag = f"{lists[-1]}{len(lists)}" if tag == "li" and lists else "p" if tag == "div" else tag
        return f"{tag}.{name}" if name else tag

    def end(self) -> None:
        """End the block that is being read."""
        tag, kind = self.kinds[-1] if self.kinds else ("", "p")
        text = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", self.text) if tag != "pre" else self.text.strip("\n")
        text = _LOOSE.sub(r"\1\2", re.sub(r" *<br> *", "<br>", _NOTHING.sub("", text)))
        if kind == "p.caution":
            text = re.sub(r"^※\s+", "※", text)
        self.text = ""
        if text or tag in _MAY_BE_EMPTY:
            self.units.append(Unit(kind, tuple(_ATOM.findall(text))))
