"""What stands round a line in the file: the next line, whether a definition follows, whether a title could start here."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from deckbuilder.base.sentences import LONGEST_BARE_TITLE, is_noun_phrase, is_sentence
from deckbuilder.read import directives
from deckbuilder.read.answer_labels import answer_label
from deckbuilder.read.choices.frames import framed
from deckbuilder.read.choices.making import ChoiceQuestion
from deckbuilder.read.choices.rows import row_list
from deckbuilder.read.code_pairs import code_pairs
from deckbuilder.read.habits import Habits, habits_of, signs_of
from deckbuilder.read.line_order import (
    LISTS,
    PASSED_OVER,
    answered_below,
    commands_over,
    content_after,
    counted_on,
    family,
    gaps_above,
    names_between,
    numbered,
    paragraph_ends,
    runs_of_a_kind,
    siblings,
)
from deckbuilder.read.long_lines import LONGEST_TEXT
from deckbuilder.read.markers import Line, LineKind
from deckbuilder.read.option_lines import options
from deckbuilder.read.part_names import ends_part, first_parts
from deckbuilder.read.terms import LONGEST_HIDDEN, Definition, definition, dotted, pairs
from deckbuilder.read.titles import bold_title
from deckbuilder.read.words import DEFINING, naming

_BODIES = frozenset(("plain", "label", "caution", "arrow", "table", "code", "math", "html", "facet", "summary"))
_PAIRED = {"bullet": 2, "dot": 2, "number": 2, "plain": 3}
"""Lines that a run of pairs must have."""


class Surroundings:
    """Looks forward and back over the lines of one file or a part of it, each look in constant time."""

    def __init__(
        self, lines: list[Line], rows: list[str], questions: list[ChoiceQuestion], habits: Habits | None = None
    ) -> None:
        self.lines = lines
        self.questions = questions
        """Those with choices; the mark of their line is their index here."""
        self.rows = rows
        """The file's physical lines."""
        self.has_headings, self.by_line, _ = habits or habits_of([signs_of(lines, questions)])
        self._first = next((at for at, line in enumerate(lines) if line.kind not in PASSED_OVER), -1)
        self.gap_above = list(gaps_above(lines))
        """Of each line, whether a blank one stands above, with nothing but comments between."""
        self._next = content_after(lines)
        self._paragraph_ends = paragraph_ends(lines)
        self._answered = answered_below(lines)
        self._defining = self._defining_runs()
        self._pairs = self._paired_runs()
        self._over_code = code_pairs(lines)
        self._code_below = frozenset(self._over_code.values())

    def next(self, at: int) -> tuple[int, Line | None, bool]:
        """Return (index, line, whether a blank lies between) of the next line with content."""
        return self._next[at]

    def body(self, at: int) -> str:
        """Tell where the definition of the bullet at `at` stands: nested, indented, below, after a blank, or nowhere."""
        line = self.lines[at]
        index, following, gap = self.next(at)
        if following and answer_label(following) and not self._is_in_list(at):
            _, following, gap = self.next(index)
        if following is None:
            return ""
        if following.kind in LISTS:
            if following.indent > line.indent or (following.kind == "sub" and line.kind == "bullet"):
                return "nested"
            lower = following.kind in ("dot", "number") and following.kind != line.kind
            lower = lower and following.indent >= line.indent and index not in self._counted_on
            return "below" if lower else ""
        if following.kind not in _BODIES:
            return ""
        if following.indent > line.indent:
            return "indented"
        if following.kind == "facet" and self._ends_at_facet(at, index):
            return ""
        if gap:
            is_away = (
                following.indent < line.indent
                or self._is_title_behind(at)
                or self._is_last_of_names(at, following)
                or index in self._titles
                or (following.kind == "plain" and self._names_another(following.text))
            )
            return "" if is_away else "after a blank"
        return "below"

    def _ends_at_facet(self, at: int, index: int) -> bool:
        """Tell whether the bullets of a part end where the next part begins: 【原因】⏎- 渇き⏎- 寒さ⏎【対策】⏎- 水やり."""
        line, below = self.lines[at], self.next(index)[1]
        is_over_bullets = below is not None and (below.kind, below.indent) == (line.kind, line.indent)
        return is_over_bullets and not self.begins_again(at) and ends_part(self.lines, at, index)

    def begins_again(self, at: int) -> bool:
        """Tell whether a bullet is the next term of which the same is said first: - 枯れ⏎【原因】⏎- 渇き⏎- 腐れ⏎【原因】."""
        index = self.next(at)[0]
        return index in self._first_parts and self._first_parts[index] == self.lines[index].text

    @cached_property
    def _first_parts(self) -> dict[int, str]:
        return first_parts(self.lines)

    def _is_title_behind(self, at: int) -> bool:
        """Tell whether the line behind a list and a blank is the title of the next list: - 咳⏎- 熱⏎⏎**検査**⏎⏎- 尿."""
        index, following, _ = self.next(at)
        below = self.next(index)[1] if following else None
        if following is None or below is None or following.kind != "plain" or below.kind not in LISTS:
            return False
        if bold_title(following.text):
            return True
        return self._is_in_list(at) and is_noun_phrase(following.text, LONGEST_BARE_TITLE)

    def _is_last_of_names(self, at: int, following: Line) -> bool:
        """Tell whether a text behind a blank stands below a list of names, and not below its last: - 咳⏎- 熱⏎⏎本文。"""
        return following.kind == "plain" and self._is_in_list(at)

    @staticmethod
    def _names_another(text: str) -> bool:
        """Tell whether a text is a term with its definition itself, 明日：会社法, and no label of one, 意味：…."""
        found = definition(text)
        return found is not None and naming(found.term) == "term" and found.term not in DEFINING

    def _is_in_list(self, at: int) -> bool:
        """Tell whether the line above is a bullet of the same kind and depth."""
        before, line = self.lines[at - 1] if at else None, self.lines[at]
        return before is not None and (before.kind, before.indent) == (line.kind, line.indent)

    def next_sibling_is_defined(self, at: int) -> bool:
        """Tell whether the next line, a bullet of the same kind and depth, has a definition below it."""
        index, _, _ = self.next(at)
        return not self.definition(index) and self.body(index) in ("below", "after a blank")

    def has_sibling(self, at: int) -> bool:
        """Tell whether the next line is a bullet of the same kind and depth."""
        line = self.lines[at]
        _, following, _ = self.next(at)
        return following is not None and (following.kind, following.indent) == (line.kind, line.indent)

    def next_of_list(self, at: int) -> int | None:
        """Return where the next bullet of the list stands, behind what is indented below the one at `at`."""
        line, index = self.lines[at], self.next(at)[0]
        while index < len(self.lines) and self.lines[index].indent > line.indent:
            index = self.next(index)[0]
        return index if index < len(self.lines) and family(self.lines[index]) == family(line) else None

    def all_define(self, at: int) -> bool:
        """Tell whether every item of the run round `at` is a term with its definition."""
        return self._defining[at] or at in self._pairs

    def parts_bullets(self, at: int) -> bool:
        """Tell whether a line is one of the names that part the bullets of its section."""
        return at in self._titles

    def command_over(self, at: int) -> str:
        """Return the command whose options a line is over, as the line right above or around it says; else nothing."""
        return self._commands.get(at, "")

    def is_numbered_term(self, at: int) -> bool:
        """Tell whether a numbered line is a term: something is said of each beside it, and of one its 【gist】."""
        return at in self._numbered_terms

    def definition(self, at: int) -> Definition | None:
        """Read the line at `at` as (term, its offset, definition, its offset), by itself or by its neighbours."""
        return self._pairs.get(at) or definition(self.lines[at].text)

    def row(self, line: Line) -> str:
        """Return a line with its marker, without the signs of a quotation; of one that was split, its part."""
        row = self.rows[line.first - 1].strip().lstrip(">＞ 　")
        return row if len(row) <= LONGEST_TEXT else line.text

    def is_broken_hard(self, number: int) -> bool:
        """Tell whether the author breaks the physical line `number` for good: two blanks, \\ or <br> at its end."""
        row = self.rows[number - 1]
        return row.rstrip("\t").endswith(("  ", "\\", "<br>", "<br/>", "<br />")) and bool(row.strip())

    def is_answered(self, at: int) -> bool:
        """Tell whether an answer line follows before the next question or heading."""
        return self._answered[at]

    def is_framed(self, at: int) -> bool:
        """Tell whether a line stands in a frame: <details>, ???, :::, a callout."""
        return at in self._framed

    def is_first(self, at: int) -> bool:
        """Tell whether nothing but blank lines and comments stands above."""
        return at == self._first

    def starts_block(self, at: int) -> bool:
        """Tell whether a heading could start here: after a blank, a heading, a sentence or a list."""
        before = self.lines[at - 1]
        return at == 0 or before.kind not in ("plain", "arrow") or is_sentence(before.text) or self.by_line

    def defines_above(self, at: int) -> bool:
        """Tell whether the text at `at` reads as what a heading without a marker would stand for."""
        line = self.lines[at]
        if line.kind == "plain":
            if self.by_line:
                return bool(definition(line.text)) or not is_noun_phrase(line.text, LONGEST_BARE_TITLE)
            whole = is_sentence(line.text) or is_sentence(self.lines[self._paragraph_ends[at]].text)
            return whole and not definition(line.text)
        return line.kind in ("dot", "number") and not self.gap_above[at]

    def is_term_with_gist(self, at: int) -> bool:
        """Tell whether an unmarked line is a term with a 【gist】 right below it."""
        line = self.lines[at]
        _, following, gap = self.next(at)
        below = following is not None and not gap and following.mark == "【"
        return below and is_noun_phrase(line.text, LONGEST_BARE_TITLE)

    def heads_arrow(self, at: int) -> bool:
        """Tell whether an unmarked line stands alone over an arrow, and not at the end of a paragraph."""
        return at == 0 or self.lines[at - 1].kind != "plain"

    def heads_indented(self, at: int) -> bool:
        """Tell whether an unmarked line stands over lines that are indented below it."""
        line = self.lines[at]
        following = self.next(at)[1]
        return line.kind == "plain" and following is not None and following.indent > line.indent

    def is_over_pairs(self, at: int) -> bool:
        """Tell whether nothing but terms with their definitions stands below a line, up to the next heading."""
        index, line, _ = self.next(at)
        while line and line.kind in LISTS and (line.indent or self.definition(index)):
            index, line, _ = self.next(index)
        return line is None or line.kind in ("heading", "section")

    def is_over_code(self, at: int) -> bool:
        """Tell whether the text at `at` stands over its code, in a section of such pairs."""
        return at in self._over_code

    def is_code_below(self, at: int) -> bool:
        """Tell whether the line at `at` is the only code of the text above it, in such a section."""
        return at in self._code_below

    # --- computed once ------------------------------------------------------------------------

    @cached_property
    def _framed(self) -> frozenset[int]:
        rows = row_list(self.lines, self.rows)
        return frozenset(row.at for row, is_inside in zip(rows, framed(rows), strict=True) if is_inside)

    @cached_property
    def _numbered_terms(self) -> frozenset[int]:
        found: set[int] = set()
        for run in numbered(self.lines):
            said = [self.body(at) not in ("", "nested") and is_noun_phrase(self.lines[at].text) for at in run]
            if all(said) and any(self._is_over_gist(at) for at in run):
                found.update(run)
        return frozenset(found)

    @cached_property
    def _titles(self) -> frozenset[int]:
        return names_between(self.lines)

    @cached_property
    def _counted_on(self) -> frozenset[int]:
        return counted_on(self.lines)

    @cached_property
    def _commands(self) -> dict[int, str]:
        return commands_over(self.lines)

    def _is_over_gist(self, at: int) -> bool:
        """Tell whether a line has a 【gist】 right below it, which is no directive and no usual part."""
        _, below, gap = self.next(at)
        if below is None or gap or (below.kind, below.mark) != ("facet", "【"):
            return False
        name = below.text.strip("【】")
        return directives.read(name) is None and naming(name) == "term"

    def _paired_runs(self) -> dict[int, Definition]:
        """Return what the lines say that stand in a run of pairs; plain lines have to be three.

        What is nested below a bullet does not end the run, where all of it are pairs.
        """
        found: dict[int, Definition] = {}
        for at in (*siblings(self.lines), *runs_of_a_kind(self.lines)):
            kind = self.lines[at[0]].kind
            if kind in _PAIRED and len(at) >= _PAIRED[kind]:
                read = _in_company(kind, [self.lines[index].text for index in at])
                found.update((index, one) for index, one in zip(at, read, strict=False) if one)
        return found

    def _defining_runs(self) -> list[bool]:
        found = [False] * len(self.lines)
        for kind, run in groupby(range(len(self.lines)), lambda at: self.lines[at].kind):
            if kind not in ("dot", "number"):
                continue
            by_indent = defaultdict(list)
            for at in run:
                by_indent[self.lines[at].indent].append(at)
            for items in by_indent.values():
                said = [definition(self.lines[at].text) for at in items]
                # Short definitions of numbered items are asked as what they are: steps, in their order.
                long = kind == "dot" or any(one and len(one[2]) > LONGEST_HIDDEN for one in said)
                for at in items:
                    found[at] = all(said) and long
        return found


def _in_company(kind: LineKind, texts: list[str]) -> Sequence[Definition | None]:
    """Read the lines of a run as terms with their definitions, as far as their neighbours prove it."""
    read = pairs(texts)
    if kind == "number":
        return read if all(pair.term.isascii() for pair in read) else []  # others are steps
    return read or options(texts) or (dotted(texts) if kind != "dot" else [])
