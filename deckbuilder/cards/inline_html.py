"""What stands inside a line as HTML: Markdown, and what it does not know. Blocks are not its business."""

import html
import posixpath
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import markdown
import nh3
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, ImageInlineProcessor, LinkInlineProcessor

from deckbuilder.base.html_text import TAG
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import WIDE
from deckbuilder.cards.sanitizing import ATTRIBUTES, SCHEMES, TAGS, left_out
from deckbuilder.pictures.media import is_medium
from deckbuilder.read.inline import CLOSE, MIDDLE, OPEN, TOKEN, ruby_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.formatter import HTMLFormatter

MARKUP = lazy(r"[*_`\[\]!<&\\$~^=|{}《\n]|://")
"""What a text without has no markup."""
_MARKDOWN = lazy(r"[*_`\[\]!<&\\]|://")
"""What Markdown may see a meaning in."""
_OURS = "$=~<|【】"
"""What only our notation, and not Markdown, lets a backslash escape."""
_STASH, _UNSTASH = "\x12", "\x13"


def converted(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return the HTML of each text and what was left out of it; all that need Markdown go there in one call."""
    stash = _Stash()
    prepared = [stash.without(text) for text in texts]
    pieces = [html.escape(text.strip(), quote=False) for text in prepared]
    left: list[list[str]] = [[] for _ in texts]
    rich = [at for at, text in enumerate(prepared) if _MARKDOWN.search(text)]
    for at, piece in zip(rich, _by_markdown([prepared[at] for at in rich]), strict=True):
        pieces[at], left[at] = cleaned(piece), list(left_out(piece))
    return [(stash.put_back(piece), said) for piece, said in zip(pieces, left, strict=True)]


def _by_markdown(texts: list[str]) -> list[str]:
    if not texts:
        return []
    converter = _inline_markdown()
    together = converter.reset().convert("\n\n".join(texts))
    pieces = together.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")
    if len(pieces) == len(texts):
        return pieces
    return [converter.reset().convert(text).removeprefix("<p>").removesuffix("</p>") for text in texts]


def cleaned(body: str) -> str:
    """Return HTML with what is known to be harmless."""
    body = _REFERENCE.sub(_printable, body)
    body = nh3.clean(
        body,
        tags=set(TAGS),
        attributes={"*": set(), **ATTRIBUTES},
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )
    return _VALUE.sub(lambda value: value.group().replace("<", "&lt;").replace(">", "&gt;"), body)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value; an address with blanks in its scheme has none."""
    return None if name == "href" and _BROKEN_SCHEME.match(value) else value


_BROKEN_SCHEME = lazy(r"[^:/?#\s]*+\s[^:/?#]*+:")
_VALUE = lazy('="[^"]*"')
_REFERENCE = lazy(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")


def _printable(reference: re.Match[str]) -> str:
    """Return a character reference, or nothing if it is one of a control character, which would be ours or Anki's."""
    code = reference[1] or reference[2]
    number = int(code[-8:], 16 if reference[1] else 10)
    return "" if number < 32 or 127 <= number < 160 else reference.group()


class _Stash:
    """What Markdown does not know, taken out of texts: formulas, ruby, line breaks, our marks."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str]] = []
        """(HTML, as it was typed) of each."""
        self.md = ""

    def without(self, md: str) -> str:
        """Return a text with signs of what was taken out of it."""
        self.md = md = tightened(md.lstrip())
        md = _TOKEN_OR_SIGN.sub(self._token, md).replace("\n", self._keep("<br>", " ") if "\n" in md else "")
        # A single ** has no partner; Markdown would take it for half of one and lose what follows.
        return md.replace("**", self._keep("**", "**")) if md.count("**") == 1 else md

    def put_back(self, body: str) -> str:
        """Return HTML with what was kept: as HTML, but in an attribute as it was typed."""
        if _STASH not in body:
            return body
        body = _STASHED_IN_TAG.sub(self._typed, body)
        return _STASHED.sub(lambda match: self.kept[int(match[1])][0], body)

    def _typed(self, tag: re.Match[str]) -> str:
        return _STASHED.sub(lambda match: html.escape(self.kept[int(match[1])][1]), tag.group())

    def _keep(self, body: str, source: str) -> str:
        self.kept.append((body, source))
        return f"{_STASH}{len(self.kept) - 1}{_UNSTASH}"

    def _token(self, match: re.Match[str]) -> str:
        keep = self._keep
        if formula := match["math"] or match["display"]:
            is_alone = match["display"] and match.group() == self.md
            opening, closing = (r"\[", r"\]") if is_alone else (r"\(", r"\)")
            return keep(opening + html.escape(formula.strip(), quote=False) + closing, match.group())
        if ruby := ruby_of(match):
            base, reading = (html.escape(part, quote=False) for part in ruby)
            return keep(f"<ruby>{base}<rt>{reading}</rt></ruby>", match.group())
        for group, tag in (("bold", "strong"), ("high", "mark"), ("struck", "del")):
            if match[group] is not None:
                sign = match.group()[:2]
                opening = keep(f"<{tag}>", sign)
                return opening + _TOKEN_OR_SIGN.sub(self._token, match[group]) + keep(f"</{tag}>", sign)
        if script := match["low"] or match["raised"]:
            tag = "sub" if match["low"] else "sup"
            return keep(f"<{tag}>{script}</{tag}>", script)
        if match["escaped"] and match["escaped"] in _OURS:
            return keep(html.escape(match["escaped"]), match["escaped"])
        if page := match["page"]:
            stem = posixpath.splitext(page)[0]
            if match["embed"] and is_medium(page):
                return f"![{stem}](<{page}>)"
            return keep(html.escape(match["alias"] or page, quote=False), match.group())
        if match["times"] or (match["star"] and not _OPENS.search(match.string, 0, match.start())):
            return keep("*", "*")
        if match["less"]:
            return keep("&lt;", "<")
        return match.group()


_STAR = r"(?<=[^\s*])\*(?=$|[\s,.;:!?)、。，．；：！？）」』】<])"
"""An asterisk behind a word, as of a remark: it opens nothing, and closes only what one before it opened."""
_OPENS = lazy(r"(?<!\*)\*(?=[^\s*,.;:!?)、。，．；：！？）」』】<])")
_TOKEN_OR_SIGN = lazy(
    rf"{TOKEN.pattern}|(?P<times>(?<=[0-9])\*(?=[0-9]))|(?P<star>{_STAR})|(?P<less>(?!{TAG})<(?=/?[A-Za-z]))"
)
"""What Markdown would take for more than it is: an asterisk between digits multiplies, and not every < opens a tag."""
_LOOSE = lazy(
    rf" (?:(?<=[{WIDE}] )(?=(?:\*\*|==|{OPEN}\d+{MIDDLE})[{WIDE}])"
    rf"|(?:(?<=[{WIDE}]{CLOSE} )|(?<=[{WIDE}]\*\* )|(?<=[{WIDE}]== ))(?=[{WIDE}]))"
)


def tightened(md: str) -> str:
    """Take out the blanks that set a mark off from Japanese on both sides; they are Markdown's and not the text's."""
    is_set_off = " " in md and ("**" in md or "==" in md or MIDDLE in md)
    return _LOOSE.sub("", md) if is_set_off else md


_STASHED = lazy(f"{_STASH}(\\d+){_UNSTASH}")
_STASHED_IN_TAG = lazy(f"<[^<>]*{_STASH}[^<>]*>")


# --- Markdown and Beautiful Soup ---------------------------------------------------------------


@cache
def _inline_markdown() -> markdown.Markdown:
    """Return a Markdown that knows paragraphs and what stands inside them, and nothing else."""
    converter = markdown.Markdown()
    for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.deregister("html_block")
    for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(_Link(LINK_RE, converter), "link", 160)
    converter.inlinePatterns.register(_Image(IMAGE_LINK_RE, converter), "image_link", 150)
    return converter


class _Link(LinkInlineProcessor):
    """Finds the ] of each [ once; Markdown looks for it to the end of the text from every single one."""

    data = ""
    partners: dict[int, int]

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """Return the text behind the [ before `index`, where it ends, and whether it does."""
        if data is not self.data:
            self.data, self.partners = data, _partners(data)
        end = self.partners.get(index - 1)
        return ("", index, False) if end is None else (data[index:end], end + 1, True)


class _Image(_Link, ImageInlineProcessor):
    """The same for pictures."""


def _partners(text: str) -> dict[int, int]:
    """Return where the ] is of each [ that has one."""
    waiting: list[int] = []
    found = {}
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "[":
            waiting.append(bracket.start())
        elif waiting:
            found[waiting.pop()] = bracket.start()
    return found


_BRACKET = lazy(r"[\[\]]")


def images(body: str) -> list[dict[str, str]]:
    """Return the attributes of each picture in HTML."""
    if _is_plain(body):
        return [dict(_ATTRIBUTE.findall(attributes)) for attributes in _IMAGE.findall(body)]
    return [_attributes(image) for image in _soup(body).find_all("img")]


def with_images(body: str, shown: Callable[[dict[str, str]], dict[str, str] | str]) -> str:
    """Return HTML with what is shown of each picture instead of its attributes: others, or a text in its place."""
    if _is_plain(body):
        return _IMAGE.sub(lambda image: _written(shown(dict(_ATTRIBUTE.findall(image[1])))), body)
    parsed = _soup(body)
    for image in parsed.find_all("img"):
        now = shown(_attributes(image))
        if isinstance(now, str):
            image.replace_with(now)
        else:
            image.attrs.update(now)
    return parsed.decode(formatter=_quoting())


def _is_plain(body: str) -> bool:
    """Tell whether HTML has nothing but pictures and words, as where one stands alone: Beautiful Soup takes a sixth of a start."""
    return not any(_SIGN.search(text) or text.isspace() for text in _IMAGE.split(body)[::2])


def _written(shown: dict[str, str] | str) -> str:
    if isinstance(shown, str):
        return html.escape(shown, quote=False)
    escaped = {name: html.escape(value, quote=False).replace('"', "&quot;") for name, value in sorted(shown.items())}
    return "".join(["<img", *(f' {name}="{value}"' for name, value in escaped.items()), "/>"])


_IMAGE = lazy(r'<img((?: [a-z]+="[^"<>&]*")*) ?/?>')
_ATTRIBUTE = lazy(r' ([a-z]+)="([^"]*)"')
_SIGN = lazy("[<>&]")


def _attributes(image: "Tag") -> dict[str, str]:
    return {name: str(value) for name, value in image.attrs.items()}


def _soup(body: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    return BeautifulSoup(body, "html.parser")


@cache
def _quoting() -> "HTMLFormatter":
    """Return what writes attributes in double quotes, as all other HTML of ours has them."""
    from bs4.dammit import EntitySubstitution
    from bs4.formatter import HTMLFormatter

    class Quoting(HTMLFormatter):
        def attribute_value(self, value: str) -> str:
            return super().attribute_value(value).replace('"', "&quot;")

    return Quoting(entity_substitution=EntitySubstitution.substitute_xml)
