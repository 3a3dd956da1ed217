"""What the order of the lines of a file tells by itself: what stands next, where paragraphs end, what runs there are."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import dropwhile, groupby, pairwise

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import LONGEST_BARE_TITLE, is_noun_phrase
from deckbuilder.read.answer_labels import asking_kind
from deckbuilder.read.markers import Line

LISTS = frozenset(("bullet", "sub", "number", "dot"))
PASSED_OVER = frozenset(("blank", "comment", "pragma", "frame"))
_GAPS = frozenset(("blank", "frame"))
_HEADINGS = frozenset(("heading", "section"))
_ENDS_NUMBERED = _HEADINGS | {"bullet", "sub"}


def content_after(lines: Sequence[Line]) -> list[tuple[int, Line | None, bool]]:
    """Return of each line where the next with content stands, that line, and whether a blank lies between."""
    found: list[tuple[int, Line | None, bool]] = []
    index, following, gap = len(lines), None, False
    for at in range(len(lines) - 1, -1, -1):
        found.append((index, following, gap))
        kind = lines[at].kind
        if kind not in PASSED_OVER:
            index, following, gap = at, lines[at], False
        gap |= kind in _GAPS
    found.reverse()
    return found


def gaps_above(lines: Sequence[Line]) -> Iterator[bool]:
    """Yield of each line whether a gap is above it; a comment neither makes one nor closes it."""
    gap = False
    for line in lines:
        yield gap
        gap = line.kind in _GAPS or (gap and line.kind == "comment")


def paragraph_ends(lines: Sequence[Line]) -> list[int]:
    """Return of each line the last one of its paragraph."""
    found = list(range(len(lines)))
    for at in range(len(lines) - 2, -1, -1):
        if lines[at].kind == lines[at + 1].kind == "plain":
            found[at] = found[at + 1]
    return found


def answered_below(lines: Sequence[Line]) -> list[bool]:
    """Return of each line whether a label of an answer stands below it, before the next question or heading."""
    found = [False] * len(lines)
    answered = False
    for at in range(len(lines) - 1, -1, -1):
        found[at] = answered
        kind = asking_kind(lines[at])
        if kind in ("question", "heading", "section"):
            answered = False
        elif kind == "answer":
            answered = True
    return found


def runs_of_a_kind(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the lines of one kind and depth that stand right below each other."""
    for _, run in groupby(range(len(lines)), lambda at: family(lines[at])):
        yield list(run)


def siblings(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the bullets of each list, without what is nested or indented below them; blank lines may stand between."""
    open_: list[list[int]] = []
    for at, line in enumerate(lines):
        if line.kind in PASSED_OVER:
            continue
        least = line.indent if line.kind in LISTS else line.indent - 1
        while open_ and lines[open_[-1][0]].indent > least:
            yield open_.pop()
        if line.kind == "bullet":
            if open_ and lines[open_[-1][0]].indent == line.indent:
                open_[-1].append(at)
            else:
                open_.append([at])
    yield from open_


def numbered(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the numbered lines of one depth up to the next heading or bullet."""
    runs: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.kind == "number":
            runs[line.indent].append(at)
        elif line.kind in _ENDS_NUMBERED:
            yield from runs.values()
            runs.clear()
    yield from runs.values()


def counted_on(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbered lines that count on behind the bullets below the one before: 1. 櫂⏎- 長い⏎2. 錨."""
    found: set[int] = set()
    before, last = None, None
    for at, line in enumerate(lines):
        if line.kind in PASSED_OVER:
            continue
        if line.kind in _HEADINGS:
            last = None
        elif line.kind == "number":
            is_behind_bullet = before is not None and (before.kind, before.indent) == ("bullet", line.indent)
            counts_on = last is not None and last.indent == line.indent and ordinal(line) == ordinal(last) + 1
            if is_behind_bullet and counts_on:
                found.add(at)
            last = line if counts_on or not is_behind_bullet else None  # - 櫂⏎1. 削る: numbers below a bullet
        before = line
    return frozenset(found)


def ordinal(line: Line) -> int:
    """Return the number that leads a line, 0 if it is none."""
    counted = unicodedata.normalize("NFKC", line.mark).strip("().")
    return int(counted) if counted.isdecimal() else 0


def names_between(lines: Sequence[Line]) -> frozenset[int]:
    """Return the names that part the bullets of a section: one stands over the first, and nothing is below the last.

    Sentences may stand over bullets before them: 葉の枚数は二通りある⏎- 奇数⏎- 偶数⏎春に咲く木⏎- 桜⏎夏に咲く木⏎- 合歓.
    """
    found: set[int] = set()
    for part in sections(lines, _HEADINGS, PASSED_OVER):
        leads = [at for at in part if lines[at].kind == "plain"]
        names = list(dropwhile(lambda at: not _is_title(lines[at]), leads))
        over = [at for at, below in pairwise(part) if lines[at].kind == "plain" and lines[below].kind == "bullet"]
        listed = all(lines[at].kind == "bullet" for at in set(part).difference(leads))
        named = all(_is_title(lines[at]) for at in names)
        if len(names) > 1 and over == leads and listed and named and leads[0] == part[0]:
            found.update(names)
    return frozenset(found)


def commands_over(lines: Sequence[Line]) -> dict[int, str]:
    """Return of each line over the options of a command what that is called, by the line right above or around it.

    - `prune [option]`⏎- オプション⏎  - -d：…; lists of its options may stand between.
    """
    found: dict[int, str] = {}
    open_: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        if line.kind in _HEADINGS:
            open_ = []
        elif line.kind in _COMMANDED:
            is_over_options = bool(OPTIONS.fullmatch(line.text))
            while open_ and open_[-1][0] >= line.indent + is_over_options:
                open_.pop()
            if is_over_options and open_:
                found[at] = open_[-1][1]
            elif command := _COMMAND.search(line.text):
                open_.append((line.indent, command["name"]))
    return found


_COMMANDED = LISTS | {"plain"}
OPTIONS = lazy(
    r"(?:よく(?:使う|使われる|設定される)|主な|主要な|基本の|基本的な)?(?:コマンドの?)?(?:オプション|引数|フラグ|サブコマンド|options?|flags?)(?:たち|等|など)?(?:の?(?:説明|一覧|意味))?[:：]?",
    re.IGNORECASE,
)
"""What stands over the options of something: オプション, よく使う引数."""
_COMMAND = lazy(r"`(?:\$ )?(?P<name>[a-z][\w.+-]*(?: [a-z]+)?)(?:`| [^`]*`)")


def _is_title(line: Line) -> bool:
    return is_noun_phrase(line.text, LONGEST_BARE_TITLE, clause=True)


def sections(lines: Sequence[Line], ends: Container[str], passed_over: Container[str]) -> Iterator[list[int]]:
    """Yield the lines up to each one of a kind that ends a section, without those of kinds that are passed over."""
    section: list[int] = []
    for at, line in enumerate(lines):
        if line.kind in ends:
            yield section
            section = []
        elif line.kind not in passed_over:
            section.append(at)
    yield section


def family(line: Line) -> tuple[str, int]:
    """Return what the lines of one list share: their kind and depth."""
    return line.kind, line.indent
