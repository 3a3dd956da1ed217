"""What may reach a card: no HTML that does anything or loads anything, nothing that Anki would obey."""

import html
import re
from collections.abc import Iterator

from deckbuilder.anki.notetypes import label
from deckbuilder.base.patterns import lazy

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br center cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rb rp rt rtc ruby s samp small span strike strong sub sup table tbody td tfoot th "
    "thead tr u ul var wbr".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = frozenset(("http", "https", "mailto"))
_OURS = {"p": {"class"}, "div": {"class"}, "ul": {"class"}, "li": {"class"}, "b": {"class"}}
"""Attributes that only we write."""
_IDLE = frozenset(
    "article aside body col colgroup details footer head header html main nav section summary tfoot title".split()
)
"""Elements that a card does without and nobody misses; what stands in them stays."""
_AT_WORK = lazy(r"on[a-z]+|style|background|srcset|formaction", re.IGNORECASE)
"""Attributes that do something, load something or lay something over the card."""
_OPENING = lazy(r"""<([A-Za-z][A-Za-z0-9-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)""")
_GIVEN = lazy(r"""(?<![^\s"'/])([A-Za-z-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']*)""")
_SYNTAX = lazy(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\])|\[type:)", re.IGNORECASE)
_TAG = lazy(r'</?([a-z0-9]+)((?: [a-z]+="[^"<>]*")*) ?/?>')
_ATTRIBUTE = lazy(r' ([a-z]+)="([^"]*)"')
_FILE = lazy(r"[^/\\:?#]+")
_SOUND = lazy(r"\[sound:[^\[\]<>\"&/\\:]+\]")
_CLOZE = lazy(r"\{\{c[0-9]+::(?!image-occlusion:)")
_MASKS = lazy(r"(?:\{\{c[0-9]+::image-occlusion:rect(?::(?:left|top|width|height)=[0-9.]+)+(?::oi=1)?\}\}<br>)+")


def guarded(body: str) -> str:
    """Keep Anki's own syntax in the notes' text from being obeyed."""
    body = body.replace("{{", "{&#123;").replace("}}", "}&#125;")
    return _SYNTAX.sub("&#91;", body) if "[" in body else body


def escaped(text: str) -> str:
    """Return plain text as HTML that nobody obeys."""
    return guarded(html.escape(text, quote=False))


def search_for(deck: str, path: str) -> str:
    """Return what finds a file's notes in a deck in Anki's browser, which looks through fields as HTML.

    The field begins with the path, or with a link before it.
    """
    source, begins = label("Source"), _literal(escaped(path))
    return f'deck:"{_literal(deck)}" ("{source}:{begins}*" or "{source}:<a*>{begins}*")'


def _literal(text: str) -> str:
    return re.sub(r'["*\\_]', r"\\\g<0>", text)


def inert_json(data: bytes) -> str:
    """Return the same JSON in which neither a browser nor Anki finds anything to obey."""
    for sign, code in _CODES:
        data = data.replace(sign, code)
    return _SYNTAX_IN_JSON.sub(_escaped_bracket, data).decode()


_CODES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"), (b"{{", b"\\u007b\\u007b"))
_SYNTAX_IN_JSON = lazy(_SYNTAX.pattern.encode(), re.IGNORECASE)  # bytes, which are searched in half the time


def _escaped_bracket(_: re.Match[bytes]) -> bytes:
    return b"\\u005b"


def are_masks(body: str) -> bool:
    """Tell whether `body` is the masks of a picture as we write them."""
    return bool(_MASKS.fullmatch(body))


def left_out(body: str) -> Iterator[str]:
    """Yield how each part of HTML begins that does not reach a card though it would have done something there."""
    for name, attributes in _OPENING.findall(body):
        if name.lower() not in TAGS | _IDLE:
            yield f"<{name}"
        for attribute, value in _GIVEN.findall(attributes):
            address = html.unescape(value.strip("\"'"))
            if _AT_WORK.fullmatch(attribute):
                yield f"{attribute}="
            elif attribute.lower() == "href" and not _is_harmless_value("href", address):
                yield f"{address.partition(':')[0]}:"


def is_harmless(body: str) -> bool:
    """Tell whether HTML that others could have written is of the kind that we write."""
    if "<" in _TAG.sub("", body) or _SYNTAX.search(_SOUND.sub("", body)) or "{{" in _CLOZE.sub("", body):
        return False
    return all(_is_harmless_tag(match[1], match[2]) for match in _TAG.finditer(body))


def _is_harmless_tag(name: str, attributes: str) -> bool:
    known = ATTRIBUTES.get(name, set()) | _OURS.get(name, set())
    return name in TAGS and all(
        attribute in known and _is_harmless_value(attribute, html.unescape(value))
        for attribute, value in _ATTRIBUTE.findall(attributes)
    )


def _is_harmless_value(attribute: str, value: str) -> bool:
    if attribute == "src":
        return bool(_FILE.fullmatch(value))
    if attribute == "href":
        scheme, colon, _ = value.partition(":")
        return not colon or scheme.lower() in SCHEMES or "/" in scheme
    return True
