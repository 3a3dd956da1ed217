"""What a notes file is like as a whole, and how much has to speak for a card of it.

Where most of what a file says cannot be asked, it is a diary, a log, a plan or somebody's program more often than notes
to study, and what is left was left by chance. So is one that speaks of its author, collects links or wonders. Of such a
file only those cards are made anew for which more speaks. Each part of a file is counted by itself, and the file is
judged by the sum. A few drafts and lines are added that say nothing either way, so that a short file is not judged by
one line, and an edit hardly ever changes what is asked elsewhere.

Nor are a few cards of a page of text notes to study: more has to speak for these too.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from deckbuilder.base.model import Source
from deckbuilder.base.notes import Draft, Rendered
from deckbuilder.base.patterns import lazy
from deckbuilder.base.printed import width
from deckbuilder.base.words import Words
from deckbuilder.cards.kinds import CLAUSE


class Tally(NamedTuple):
    """What was counted in a part of a file, or in all of it."""

    drafts: int = 0
    """That no mark and no directive insists on."""
    doubted: int = 0
    """Of these, drafts with a card that is not sure for a reason that tells of the file."""
    lines: int = 0
    """That say something, outside of code and of the front matter."""
    personal: int = 0
    """Of these, lines that speak of their author, with an address, and with a question."""
    linking: int = 0
    wondering: int = 0
    insisted: int = 0
    """Drafts that a mark or a directive insists on."""


def tally(source: Source, drafts: Iterable[Draft]) -> Tally:
    """Count what a part of a file says, and what became of it."""
    asked = [draft for draft in drafts if draft.wish == "ask"]
    weighed = [draft for draft in asked if not draft.insists]
    said = "\n".join(source.text.split("\n")[source.body :])
    rows = [row for row in _CODE.sub("", said).split("\n") if row.strip()]
    hits = [sum(bool(looks.search(row)) for row in rows) for looks in (_PERSONAL, _LINK, _QUESTION)]
    personal, linking, wondering = hits
    return Tally(
        drafts=len(weighed),
        doubted=sum(draft.tells for draft in weighed),
        lines=len(rows),
        personal=personal,
        linking=linking,
        wondering=wondering,
        insisted=len(asked) - len(weighed),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of a file from those of its parts."""
    return Tally(*map(sum, zip(*tallies, strict=True)))


_CODE = lazy(r"^[ \t]*(?:(?:[-*+]|[0-9]{1,2}[.)])[ \t]+)?(```|~~~).*\n(?:.*\n)*?[ \t]*\1.*$", re.MULTILINE)
_PERSONAL = lazy(
    "私(?![法的有人権立文学鉄])|僕|自分|俺|今日|明日|昨日|と思(?:う|った|い)|たい[。！!]?$|かな[。？?]?$|らしい|っぽい"
)
_LINK = lazy("https?://")
_QUESTION = lazy("[?？]")


class Trait(NamedTuple):
    """One row: what a file may be like, how much of it is, and from which shares on one point more is asked of a card."""

    name: str
    said: Words
    example: str
    """A line that has it."""
    share: Callable[[Tally], float]
    steps: tuple[float, ...]


DOUBTED = Trait(
    "doubted",
    Words("most of it cannot be asked", "問えない行が多い"),
    "- 用途：葉の向きで8割",
    lambda file: (file.doubted + 5) / (file.drafts + 10),
    (0.52, 0.57, 0.62, 0.67, 0.72, 0.77, 0.82),
)
OTHERS = (
    Trait("personal", Words("it speaks of its author", "書いた人のことを述べる"), "今日は葉を見た。", lambda file: file.personal / (file.lines + 10), (0.02,)),
    Trait("linking", Words("it has many links", "リンクが多い"), "https://example.com/leaf", lambda file: file.linking / (file.lines + 10), (0.03,)),
    Trait("wondering", Words("it asks much", "疑問の文が多い"), "葉はなぜ緑なのか？", lambda file: file.wondering / (file.lines + 10), (0.02,)),
)  # fmt: skip
"""These ask for no more than the doubted does: what can be asked is asked, whoever speaks."""


def points_of(trait: Trait, file: Tally) -> int:
    """Return how many points a trait asks of each card."""
    return sum(trait.share(file) > step for step in trait.steps)


BRIEF = 28
"""Columns of a definition without a verb, on the line of its term, that has to have one point more: of 16 that had just as many as their file asks readers called 4 good and 6 bad."""
_VERB = lazy(f"を|である$|{CLAUSE}")
ENOUGH = 4
"""Points of a card that is asked in any file, but of a list: of 21 such definitions readers called 16 good and 2 bad."""


FEW, PAGE = 4, 16
"""Drafts without a doubt that are few for a file of so many lines."""
POINTS_OF_FEW = 2
"""Points of a card of such a file: of 36 that have fewer readers called 14 % good and 47 % bad, of all others 61 % and 13 %."""
_LITTLE = Words("little of it can be asked", "問えることが少ない")


class Standard(NamedTuple):
    """How many points a card of a file has to have, and why."""

    points: int
    why: Words

    def of(self, card: Rendered) -> int:
        """Return how many a card has to have."""
        if card.role == "list":
            return self.points
        is_brief = card.role == "definition" and _is_brief(card)
        return min(self.points + is_brief, ENOUGH)


def _is_brief(card: Rendered) -> bool:
    """Tell whether only a few words without a verb stand behind a term: 葉の前面; not 葉を支える棒."""
    says_much = width(card.answer) >= BRIEF or _VERB.search(card.answer.rstrip("。．"))
    return card.span.first == card.span.last and not says_much


def standard(file: Tally) -> Standard:
    """Return what is asked of the cards of a file."""
    doubted = points_of(DOUBTED, file)
    is_few = file.insisted + file.drafts - file.doubted <= FEW and file.lines >= PAGE
    if not (doubted or is_few):
        return Standard(0, Words("", ""))
    found = [trait for trait in OTHERS if points_of(trait, file)]
    said = [_LITTLE if is_few else DOUBTED.said, *(trait.said for trait in found)]
    why = Words(", ".join(words.en for words in said), "、".join(words.ja for words in said))
    return Standard(max(doubted + min(doubted, len(found)), POINTS_OF_FEW if is_few else 0), why)
