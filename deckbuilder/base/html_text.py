"""HTML as text: what a field shows, its gist and its clozes, and what a tag looks like in a line of notes."""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import RECENT

_ELEMENTS = "|".join(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas "
    "caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption "
    "figure font footer form frame frameset h[1-6] head header hgroup hr html i iframe img input ins kbd keygen label legend li "
    "link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param "
    "picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike "
    "strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video "
    "wbr xmp".split()
)
_TYPE = r"(?<=[A-Za-z0-9_])<(?!Br|Su[bp]|Font|Span)[A-Z][a-z]+>"
"""A name of a type behind that of another: List<Map>."""
TAG = (
    rf"(?:<(?:(?:https?|ftp|mailto):|[A-Za-z][\w.+-]*+@)[^<>\s]*>|(?!{_TYPE})</?(?i:{_ELEMENTS})(?![\w:-])(?:[^<>\s]*>|"
    r"(?:\s++(?:[A-Za-z:-]++\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'=<>`]++)|controls|hidden|open|reversed))*+\s*+/?>|"
    r"(?<=span|.div)(?:\s++[A-Za-z-]++)++\s*+>))"
)
"""The pattern of an HTML tag, or of an address in its place; in a<b かつ c>d there is no attribute, and so no tag.
Only span and div, which nobody takes for a name, may have any without a value, as those of a site do: <span arab>.

What is no element of HTML is text: <bean>, <form:input>, List<String>.
"""


@lru_cache(RECENT)
def html_plain(body: str) -> str:
    """Return the text that HTML shows, readings of ruby and cloze marks left out."""
    if "<" not in body and "&" not in body and "{{c" not in body:
        return body
    if "{{c" in body:
        body = _CLOZE.sub(_second, body)
    if "<" in body:
        body = _BREAK.sub(" ", _READING.sub("", body) if "<r" in body else body)
        body = _TAG.sub("", _ALT.sub(_first, body) if "<img" in body else body)
    return " ".join((html.unescape(body) if "&" in body else body).split())


def gist_of(body: str) -> str:
    """Return the HTML of a gist, without what stood below it in the answers of ledgers of before."""
    over = _OVER.match(body)
    return over["gist"] if over else body


_OVER = lazy("<p>(?P<gist>.*?)</p>(?=<p>)", re.DOTALL)


def is_seen(body: str) -> bool:
    """Tell whether HTML shows or plays anything."""
    return bool(html_plain(body)) or "<img" in body or "[sound:" in body


@lru_cache(RECENT)
def clozes(body: str) -> tuple[tuple[int, str], ...]:
    """Return the number and the hidden HTML of each cloze, in order."""
    return tuple([(int(number), hidden) for number, hidden in _CLOZE.findall(body)])


def map_clozes(body: str, shown: Callable[[int, str], str]) -> str:
    """Replace each cloze by what `shown` makes of its number and its hidden HTML."""
    return _CLOZE.sub(lambda cloze: shown(int(cloze[1]), cloze[2]), body) if "{{c" in body else body


def in_cloze(inner: str) -> str:
    """Return hidden HTML with nothing that Anki would take for a hint, a mask or the end of the cloze."""
    inner = inner.replace("::", ":&#58;").replace("image-occlusion:", "image-occlusion&#58;")
    return inner[:-1] + "&#125;" if inner.endswith("}") else inner


def out_of_cloze(inner: str) -> str:
    """Return hidden HTML as it is where nothing hides it."""
    inner = inner.replace(":&#58;", "::").replace("image-occlusion&#58;", "image-occlusion:")
    return inner.removesuffix("&#125;") + "}" * inner.endswith("&#125;")


_CLOZE = lazy(r"\{\{c\x11?(\d+)\x11?::([^}]*+(?:\}(?!\})[^}]*+)*+)\}\}")
"""A cloze as Anki writes it; until its note is identified its number is that of a slot, between \\x11."""
_READING = lazy(r"<rt>.*?</rt>|<rp>.*?</rp>")
_BREAK = lazy(r"<(?:br|/p|/li|/tr|/td|/th|/dd|/dt)\b[^>]*>")
_ALT = lazy(r'<img[^>]*\balt="([^"]*)"[^>]*>')
_TAG = lazy(r"<[^>]+>")
_first, _second = itemgetter(1), itemgetter(2)
"""The groups of a match; a template like r"\1" is read again at each call."""
