"""What of a text is no part of a prompt or an answer: marks before and behind it, and the term said again."""

from msgspec.structs import replace

from deckbuilder.base.blocks import Paragraph, Text
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import balanced, fold
from deckbuilder.read.inline import plain
from deckbuilder.read.titles import undecorated

_LEAD = lazy(
    r"(?:(?:[–—─―:：→⇒・●]|[\U0001f300-\U0001faff]\ufe0f?)[ 　]*+|//(?=[ 　])[ 　]*+|--?(?=[ 　ぁ-んァ-ヶ一-龠])[ 　]*+)++(?=[^\s–—─―:：→⇒・●-])"
)
"""What leads to an answer: a dash, an arrow, a second colon, a picture sign; ❌ and ✅ say something."""
_TAIL = lazy(r"[(（](?:重要|超重要|最重要|大事|必須|要暗記|頻出|※[0-9]{0,2})[)）]$|\[※[0-9]{0,2}\]$")
"""What stands behind a text and is none of it: （重要）, [※1]."""
_TOPIC = lazy(r"(?P<topic>[^、。]{1,60}?)[ 　]*(?:とは|は(?!じめ|ず|な[いし]))[、,，：:]?[ 　]*(?=\S)")
_ASKING = lazy(r"とは(?:何(?:か|ですか)?)?[？?]?$")


def trimmed(draft: Draft) -> Draft:
    """Return a card of a term or a cell without what only adorns its texts."""
    (answer, *_) = draft.body
    if draft.kind != "basic" or draft.role not in _TRIMMED or not draft.prompt:
        return draft
    prompt = _without_lead(draft.prompt)
    if isinstance(answer, Paragraph):
        names = draft.term if draft.role == "cell" else plain(prompt.md)
        answer = replace(answer, text=_freed(answer.text, names))
    return replace(draft, prompt=prompt, body=(answer, *draft.body[1:]))


_TRIMMED = frozenset(("definition", "gist", "cell", "question"))


def _without_lead(text: Text) -> Text:
    rest = undecorated(text.md)
    return text.slice(len(text.md) - len(rest), len(text.md))


def _freed(text: Text, term: str) -> Text:
    """Return an answer without the marks round it, and without `term は` before it."""
    start, end = 0, len(text.md)
    if tail := _TAIL.search(text.md):
        end = len(text.md[: tail.start()].rstrip())
    if lead := _LEAD.match(text.md, 0, end):
        start = lead.end()
    topic = _TOPIC.match(text.md, start, end)
    if topic and fold(plain(topic["topic"])) == fold(_ASKING.sub("", term)) and balanced(topic["topic"]):
        start = topic.end()
    return text.slice(start, end) if plain(text.md[start:end]) else text
