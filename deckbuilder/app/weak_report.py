"""What `weak` says: as text, and as JSON (docs/circle.md has its fields)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

import msgspec

from deckbuilder.app.language import spoken, worded
from deckbuilder.base.diagnostics import severity, text
from deckbuilder.base.model import Diagnostic
from deckbuilder.base.printed import in_line
from deckbuilder.base.words import Words, counted
from deckbuilder.collection.exam import Outlook
from deckbuilder.collection.rates import PRIOR, Rate
from deckbuilder.collection.weakness import Group, Studied, overall
from deckbuilder.quality.card_texts import CardText

LISTED = 20
"""Lines of each list of the text."""
_LONGEST = 60
Texts = Mapping[tuple[str, int], CardText]
"""Cards as text, by GUID and ordinal."""


class Weakness(NamedTuple):
    """All that `weak` tells."""

    cards: list[Studied]
    """All that the collection has."""
    weakest: list[Studied]
    sections: list[Group]
    files: list[Group]
    leeches: list[Studied]
    lint: Mapping[str, list[Diagnostic]]
    """What lint says of the leeches' notes, by GUID."""
    mixed_up: list[tuple[Studied, Studied]]
    exam: Outlook | None


def said(found: Weakness, texts: Texts) -> str:
    """Return the text."""
    blocks = [_head(found)]
    rows = [f"{_columns(each)}  {_named(each, texts)}" for each in found.weakest[:LISTED]]
    title = worded("cards, the least known first", "カード(覚えていない順)")
    blocks += [_block(f"{title}\n{_COLUMNS.within(spoken())}", rows, len(found.weakest))]
    for name, groups in ((worded("sections", "節"), found.sections), (worded("files", "ファイル"), found.files)):
        rows = [
            f"{_group_columns(group)}  {group.span.path}:{group.span.first} {group.name}" for group in groups[:LISTED]
        ]
        blocks.append(_block(f"{name}\n{_GROUP_COLUMNS.within(spoken())}", rows, len(groups)))
    rows = [line for each in found.leeches[:LISTED] for line in _leech(each, found, texts)]
    blocks.append(_block(worded("leeches", "何度も忘れるカード(leech)"), rows, len(found.leeches)))
    pairs = [f"  {_named(one, texts)}\n  {_named(other, texts)}\n" for one, other in found.mixed_up[:LISTED]]
    blocks.append(
        _block(
            worded("mixed up, as both are forgotten and alike", "取り違えているらしい組(どちらも忘れていて、似ている)"),
            pairs,
            len(found.mixed_up),
        )
    )
    blocks.append(_exam(found.exam) if found.exam else "")
    return "\n\n".join(block.rstrip() for block in blocks if block)


_COLUMNS = Words(
    "   passed           reviews lapses  days diff.  sec.",
    "   正解率              復習   忘却  日数  難度    秒",
)
_GROUP_COLUMNS = Words(
    "   passed           reviews lapses  days diff. cards",
    "   正解率              復習   忘却  日数  難度  枚数",
)


def _head(found: Weakness) -> str:
    cards, answered = len(found.cards), len(found.weakest)
    answers = [each.answers for each in found.cards]
    reviews, rate = sum(each.reviews for each in answers), overall(answers)
    return worded(
        f"{counted(cards, 'card')}, {answered} of them answered; {counted(reviews, 'review')} after a day or more, passed: {_rate(rate)}\n"
        f"A rate counts {PRIOR} more reviews at that of all cards; in brackets where it is nine times of ten.\n"
        "Days: until recall falls to 90 %, and how difficult (1-10), by FSRS where it is on.",
        f"カード {cards} 枚、うち回答したもの {answered} 枚。一日以上あけた復習 {reviews} 回、正解率：{_rate(rate)}\n"
        f"正解率には、全体の正解率で {PRIOR} 回復習したものとして足してあります。かっこ内は、十中八九この範囲です。\n"
        "日数は覚えている見込みが 90 % に下がるまで、難度は1から10までです(FSRS がオンのときだけ)。",
    )


def _rate(rate: Rate) -> str:
    return f"{100 * rate.expected:.0f} % ({100 * rate.low:.0f}-{100 * rate.high:.0f} %)"


def _block(title: str, rows: Sequence[str], count: int) -> str:
    rest = count - LISTED
    more = [worded(f"   … and {rest} more", f"   … ほか {rest} 件")] if rest > 0 else []
    return "\n".join([title, *rows, *more]) if rows else ""


def _columns(each: Studied) -> str:
    seconds = each.answers.seconds / each.answers.given
    return f"{_shared(each.rate, each.answers.reviews, each.card.lapses, each.memory.s, each.memory.d)} {seconds:5.0f}"


def _group_columns(group: Group) -> str:
    shared = _shared(group.rate, group.answers.reviews, group.lapses, group.stability, group.difficulty)
    return f"{shared} {len(group.cards):5}"


def _shared(rate: Rate, reviews: int, lapses: int, stability: float, difficulty: float) -> str:
    memory = f"{stability:5.0f} {difficulty:5.1f}" if stability else f"{'-':>5} {'-':>5}"
    return f"   {_rate(rate):16} {reviews:7} {lapses:6} {memory}"


def _named(each: Studied, texts: Texts) -> str:
    place = f"{each.note.span.path}:{each.note.span.first}"
    card_text = texts.get((each.note.guid, each.card.ordinal))
    if card_text is None:
        return in_line(f"{place}  {each.note.sort_field[:_LONGEST]} {worded('(blank)', '(空のカード)')}")
    front = " ".join(f"{card_text.term} {card_text.prompt}".split())
    return in_line(f"{place}  {front[:_LONGEST]} → {card_text.answer[:_LONGEST]}")


def _leech(each: Studied, found: Weakness, texts: Texts) -> Iterator[str]:
    yield f"   {_named(each, texts)}"
    for diagnostic in found.lint.get(each.note.guid, ()):
        yield f"     {severity(diagnostic.code)}[{diagnostic.code}] {text(diagnostic, spoken())}"


def _exam(exam: Outlook) -> str:
    a_day, minutes, recall = _few(exam.reviews / exam.days), _few(exam.minutes_a_day), round(100 * exam.recall)
    return worded(
        f"in {counted(exam.days, 'day')}\n"
        f"   {counted(exam.new, 'card is', 'cards are')} new: begin {exam.new_a_day} a day\n"
        f"   that takes about {counted(exam.reviews, 'review')}, {a_day} a day, {minutes} {'minute' if minutes == '1' else 'minutes'} a day\n"
        f"   if nothing more were reviewed, {counted(exam.due, 'card')} would be due by then, and {exam.weak} weak (recall under 90 %);"
        f" of all that are known {recall} % would be recalled",
        f"あと {exam.days} 日\n"
        f"   新しいカード {exam.new} 枚：一日 {exam.new_a_day} 枚ずつ始めます\n"
        f"   復習はおよそ {exam.reviews} 回、一日 {a_day} 回、一日 {minutes} 分です\n"
        f"   もう何も復習しなければ、その日までに {exam.due} 枚が期日を迎え、{exam.weak} 枚があやふやになります(見込み 90 % 未満)。"
        f"覚えたもののうち、思い出せる見込みは {recall} % です",
    )


def _few(count: float) -> str:
    """Return a count as whole as it can be without becoming nothing: 12, 3.4, 0.1."""
    return f"{count:.0f}" if count >= _MANY else f"{ceil(10 * count) / 10:g}"


_MANY = 10
"""From here on a part of one says nothing."""


# --- JSON -------------------------------------------------------------------------------------


def as_json(found: Weakness, texts: Texts) -> bytes:
    """Return the same for machines, all cards and groups, not only the first of them."""
    values = {
        "format": 1,
        "prior": PRIOR,
        "passed": _passed(overall([each.answers for each in found.cards])),
        "cards": [_card(each, texts) for each in found.weakest],
        "sections": [_group(group) for group in found.sections],
        "files": [_group(group) for group in found.files],
        "leeches": [_key(each) | {"lint": _codes(each, found)} for each in found.leeches],
        "mixed_up": [[_key(one), _key(other)] for one, other in found.mixed_up],
        "exam": found.exam and found.exam._asdict(),
    }
    return msgspec.json.format(msgspec.json.encode(values), indent=1)


def _passed(rate: Rate) -> dict[str, float]:
    return {"expected": round(rate.expected, 4), "low": round(rate.low, 4), "high": round(rate.high, 4)}


def _key(each: Studied) -> dict[str, object]:
    span = each.note.span
    return {"guid": each.note.guid, "card": each.card.ordinal, "path": span.path, "line": span.first}


def _card(each: Studied, texts: Texts) -> dict[str, object]:
    card_text = texts.get((each.note.guid, each.card.ordinal))
    return _key(each) | {
        "question": card_text.front if card_text else "",
        "answer": card_text.answer if card_text else "",
        "passed": _passed(each.rate),
        "answers": each.answers._asdict(),
        "lapses": each.card.lapses,
        "stability": each.memory.s,
        "difficulty": each.memory.d,
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "name": group.name,
        "path": group.span.path,
        "line": group.span.first,
        "cards": len(group.cards),
        "lapses": group.lapses,
        "passed": _passed(group.rate),
        "answers": group.answers._asdict(),
        "stability": group.stability,
        "difficulty": group.difficulty,
    }


def _codes(each: Studied, found: Weakness) -> list[str]:
    return [diagnostic.code for diagnostic in found.lint.get(each.note.guid, ())]


def marks(weakest: Iterable[Studied]) -> list[Diagnostic]:
    """Return a message for each of the least known cards, for those who look at the notes' lines."""
    return [
        Diagnostic(
            "N630",
            each.note.span,
            (
                str(each.answers.passed),
                str(each.answers.reviews),
                f"{100 * each.rate.expected:.0f} %",
                str(each.card.lapses),
            ),
        )
        for each in weakest
    ]
