"""What a day to be ready by asks for: new cards a day, reviews until then, and what would be forgotten on it.

Recall falls as FSRS has it: (1 + f * days / stability) ** -decay, 90 % after as many days as the stability
(open-spaced-repetition: the algorithm). Without FSRS a card's interval stands for its stability.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from deckbuilder.collection.weakness import Studied, overall

WEAK = 0.9
"""A card whose recall is below that is weak."""
DAY = 86_400
_GROWTH, _LEAST_GROWTH, _MOST_GROWTH = 2.0, 1.2, 4.0
"""How a passed review lengthens an interval where nothing is known, and the limits of what is believed."""
_SUSPENDED = -1


class Outlook(NamedTuple):
    """The way to an exam; suspended cards are left out."""

    days: int
    new: int
    """Cards not yet begun, those that no import has brought among them."""
    new_a_day: int
    reviews: int
    """Until the exam, of known and new cards; learning steps are not counted."""
    minutes_a_day: float
    due: int
    """Known cards whose next review comes on that day or before."""
    weak: int
    """Known cards that would be recalled less than nine times of ten on that day if nothing more were reviewed."""
    recall: float
    """The mean over all known cards on that day, likewise; 0 to 1."""


def outlook(cards: Sequence[Studied], missing: int, created: int, growth: float, now: int, exam: date) -> Outlook:
    """Return what an exam asks for.

    `missing` cards are in the notes only, `created` is when day 0 of the collection began, `growth` how many times
    longer an interval gets by a passed review, `now` is in seconds since 1970.
    """
    today = (now - created) // DAY
    days = (exam - date.fromtimestamp(now)).days
    active = [each for each in cards if each.card.queue != _SUSPENDED]
    known = [each for each in active if each.card.kind]
    new = len(active) - len(known) + missing
    passed = overall(each.answers for each in cards).expected
    growth = min(max(growth or _GROWTH, _LEAST_GROWTH), _MOST_GROWTH)
    coming = Counter((_due(each, today, now, created), max(1, each.card.interval)) for each in known)
    for day in range(days):
        coming[day + 1, 1] += new * (day + 1) // days - new * day // days
    reviews = sum(count * _reviews(due, interval, days, passed, growth) for (due, interval), count in coming.items())
    answers = sum(each.answers.given for each in cards)
    seconds = sum(each.answers.seconds for each in cards) / answers if answers else 0.0
    recalls = [recall(each, today, now, created, days) for each in known]
    return Outlook(
        days=days,
        new=new,
        new_a_day=ceil(new / days),
        reviews=round(reviews),
        minutes_a_day=reviews * seconds / 60 / days,
        due=sum(1 for each in known if _due(each, today, now, created) <= days),
        weak=sum(1 for each in recalls if each < WEAK),
        recall=sum(recalls) / len(recalls) if recalls else 0.0,
    )


def recall(each: Studied, today: int, now: int, created: int, days: int) -> float:
    """Return how likely a known card is recalled in so many days if it is not reviewed before, 0 to 1."""
    memory, interval = each.memory, max(1, each.card.interval)
    since = (now - memory.lrt) / DAY if memory.lrt else interval - _due(each, today, now, created)
    stability = memory.s or interval
    factor = 0.9 ** (-1 / memory.decay) - 1
    return float((1 + factor * max(0.0, since + days) / stability) ** -memory.decay)


def _due(each: Studied, today: int, now: int, created: int) -> int:
    """Return in how many days a known card comes, negative for overdue; of one in learning the due is in seconds."""
    due = each.card.due
    return due - today if due < created else (due - now) // DAY


def _reviews(due: int, interval: float, days: int, passed: float, growth: float) -> float:
    """Return how many reviews a card is expected to take until then; one that is not passed comes again next day."""
    count, day = 0.0, float(max(0, due))
    while day <= days:
        count += 1
        interval = max(1.0, passed * interval * growth + (1 - passed))
        day += interval
    return count
