"""Assemble lines into entries: which line is a term, which a definition, what belongs to what.

All note syntax that is about lines is decided here and in lines.py. Scopes form a stack ordered by
rank; a new scope closes every open one of its rank or below. What Markdown calls a paragraph or a
list never crosses an entry.
"""

import re
import unicodedata

from deckbuilder.base.model import Directive, Outline, Shape, Source, Structure, Table, Text, Verbatim
from deckbuilder.base.text import continues, introduces, is_condition, is_noun_phrase, is_sentence, is_unfinished
from deckbuilder.read import directives
from deckbuilder.read.bare_titles import Above, unmarked
from deckbuilder.read.context import Neighbours, is_answer
from deckbuilder.read.inline import IMAGE, is_reference, marks, plain
from deckbuilder.read.lines import LONGEST_TEXT, TASK, Line, classify, lines
from deckbuilder.read.open_blocks import Bullets, OpenBlock, OpenItem, Prose, Run, defines_terms, parsed_table
from deckbuilder.read.open_entries import (
    ANGLED,
    BARE_TERM,
    BULLET,
    DOT,
    FACET,
    FACET_OF_SECTION,
    FACET_OF_TERM,
    HEADING,
    LINE,
    ROUND,
    SECTIONS,
    SUB,
    Scope,
    Scopes,
    spelling,
)
from deckbuilder.read.terms import (
    CHOICE,
    CHOICE_LINE,
    DEFINING,
    FACET_WORDS,
    LABEL_LINE,
    WRAPPED,
    bare,
    bold_title,
    definition,
    is_facet_word,
    is_label_word,
    is_source_list,
    same_term,
)

_ENDING = frozenset(("plain", "label", "table", "code", "math", "html", "dot", "number", "caution"))
"""What, after a blank line, no longer belongs to a term that was defined on one line."""
_QUESTION_LINES = frozenset(("plain", "dot", "number", "bullet", "sub", "caution", "arrow", "label"))
"""What belongs to a question until its answer comes."""
_UNPLACED = frozenset(("blank", "comment", "pragma", "heading", "section", "rule"))
"""What is not placed by its indentation."""
_OPENERS = frozenset(("bullet", "sub", "dot", "heading", "section", "question"))
"""What opens an entry by its marker."""
_PARENTHESIS = re.compile(r"[(（][^()（）]+[)）]$")


def outline(source: Source) -> Outline:
    """Return the entries of a file in the order of the notes, and how its other lines were read."""
    found, diagnostics = lines(source)
    assembler = _Assembler(source, found)
    assembler.run()
    scopes = assembler.scopes
    entries = scopes.entries()
    structure = [Structure(number, "front matter") for number in range(1, source.body + 1)]
    return Outline(entries, structure + scopes.structure, scopes.allowances(), diagnostics + scopes.diagnostics)


class _Assembler:
    """One pass over the lines; each kind of line has its handler."""

    def __init__(self, source: Source, found: list[Line]) -> None:
        self.rows = source.text.split("\n")
        self.lines = found
        self.around = Neighbours(found)
        self.scopes = Scopes(source)
        self.fresh = False
        """Nothing but the term line has been read of the top scope."""
        self.gap = True
        """A blank line or a construct lies between this line and the text before it."""
        self.open: Run | None = None
        """The run that an unmarked next line continues."""
        self.lists: list[Bullets] = []
        """The lists being written in the top scope, outermost first."""
        self.item_rank: float | None = None
        """The rank of the bullet before this one, if that was an item."""
        self.pinned_rows: dict[int, str] = {}
        """By the line of a table's row, the name that pins its entry."""
        self.has_headings = any(
            line.kind == "heading" or (line.kind == "section" and line.mark in "■◆") for line in found
        )

    def run(self) -> None:
        for at, line in enumerate(self.lines):
            if self.open is not None and self.open.is_full:
                self.open = None
            if self._extends_question(line):
                if line.kind == "code":
                    self._quote_in_question(line)
                else:
                    self._extend_question(line)
                continue
            if line.kind in _ENDING and not line.indent and self.around.gap_before(at):
                while self.top.blank_ends:
                    self._pop(self.top.rank)
            if line.kind not in _UNPLACED:
                self._pop(self.scopes.outdented(line.indent))
            _HANDLERS[line.kind](self, at, line)
        for directive in self.scopes.pending:
            self.scopes.report("N107", directive.line, directive.col, spelling(directive))

    def _extends_question(self, line: Line) -> bool:
        """Tell whether a line stands between a question and its answer."""
        waits = self.top.awaiting and self.top.term is not None and not self.top.term.is_full
        extends = line.kind in _QUESTION_LINES or (line.kind == "code" and not line.mark)
        return waits and extends and not is_answer(line)

    @property
    def top(self) -> Scope:
        return self.scopes.top

    def _push(self, rank: float, shape: Shape, line: Line, text: str, col: int) -> Scope:
        """Open a scope for the term `text`; the next line is the first of it."""
        scope = self.scopes.push(rank, shape, line, text, col)
        self.fresh, self.gap, self.open, self.lists, self.item_rank = True, True, None, [], None
        return scope

    def _pop(self, rank: float) -> None:
        """Close scopes; what was being written in them is done."""
        before = self.top
        self.scopes.pop(rank)
        if self.top is not before:
            self.lists, self.open = [], None

    # --- bullets ------------------------------------------------------------------------------

    def _opens_entry(self, at: int) -> bool:
        """Tell whether the line at `at` is a bullet that opens an entry."""
        line = self.around[at]
        return bool(line and line.kind == "bullet" and self._role(at, line) in ("term", "line", "question"))

    def _role(self, at: int, line: Line) -> str:
        """Tell what a bullet is: term, line (term and definition), question or item."""
        if self.around.definition(at):
            return "line"
        body = self.around.body(at)
        if line.text.endswith(("？", "?")) and body:
            return "question"
        if line.mark == TASK and body in ("", "nested"):
            return "item"
        if body == "nested" and is_condition(line.text):
            return "term"
        if not is_noun_phrase(bare(line.text), 60) or self.item_rank == self._rank(line):
            return "item"
        if body in ("", "after a blank") and self._is_introduced():
            return "item"
        return "term" if body or self._is_lonely(at, line) else "item"

    def _is_introduced(self) -> bool:
        """Tell whether the sentence above announces a list."""
        above = self.top.blocks[-1] if self.top.blocks else None
        return isinstance(above, Prose) and above.form == "paragraph" and introduces(above.run.md)

    def _is_lonely(self, at: int, line: Line) -> bool:
        """Tell whether a bullet without a body stands among terms, so that its definition is missing."""
        if self.around.has_sibling(at):
            return self.around.next_sibling_is_defined(at)
        return self.top.shape in ("term", "line") and self.top.rank == self._rank(line)

    def _rank(self, line: Line) -> float:
        return BULLET + min((line.indent + 1) // 2, 4) if line.kind == "bullet" else SUB

    # --- terms and headings -------------------------------------------------------------------

    def _heading(self, _at: int, line: Line) -> None:
        self._open_heading(HEADING + len(line.mark) - 1, line)

    def _section(self, _at: int, line: Line) -> None:
        rank = ANGLED if line.mark == "＜" else SECTIONS.get(line.mark, ROUND)
        self._open_heading(rank, line)

    def _open_heading(self, rank: float, line: Line) -> None:
        is_question = line.text.rstrip("】 ").endswith(("？", "?"))
        scope = self._push(rank, "question" if is_question else "heading", line, line.text, line.col)
        if is_source_list(scope.title):
            scope.directives.append(Directive("skip", "", line.first, line.col))
            scope.skipped = True

    def _marked(self, at: int, line: Line) -> None:
        """A - or ● line."""
        rank = self._rank(line)
        if self._asks(at, line, rank):
            return
        role = self._role(at, line)
        if role == "line":
            self._define(rank, at, line)
        elif role == "question":
            self._push(rank, "question", line, line.text, line.col)
        elif role == "term":
            self._push(rank, "term", line, line.text, line.col)
        else:
            self._pop(rank)
            self._add_item(line, "task" if line.mark == TASK else line.kind)
            self.item_rank = rank

    def _asks(self, at: int, line: Line, rank: float) -> bool:
        """Read `- Q: …` and `- A: …`."""
        if not line.text[:1] or line.text[0] not in "QＱAＡ問答*":
            return False
        inner = classify(line.text, line.first)
        if inner.kind not in ("question", "answer"):
            return False
        inner = inner._replace(indent=line.indent, col=line.col + inner.col - 1)
        if inner.kind == "question":
            self._ask(at, rank, inner)
            return True
        if self.top.shape == "question" and self.top.answer is None:
            self._answer(at, inner)
            return True
        return False

    def _dot(self, at: int, line: Line) -> None:
        """A ・ line: an item, or a term when its definition follows."""
        index, following, gap = self.around.next(at)
        text = bare(line.text)
        if following and not gap and is_noun_phrase(text) and not is_unfinished(text):
            below = following.kind == "plain" and following.indent <= line.indent
            below = below and (is_sentence(following.text) or len(following.text) > 20)
            gist = following.kind == "facet" and not directives.read(following.text.strip("【】"))
            opens = gist and self._opens_entry(self.around.next(index)[0])
            if below or (gist and not opens and following.text.strip("【】") not in FACET_WORDS):
                self._push(DOT, "term", line, line.text, line.col)
                return
        if self.around.all_define(at):
            self._define(DOT, at, line)
            return
        self._pop(DOT)
        self._add_item(line, "dot")

    def _define(self, rank: float, at: int, line: Line) -> None:
        """Open an entry whose term and definition stand on one line."""
        found = self.around.definition(at)
        assert found
        term, term_at, text, text_at = found
        if self.fresh and self.top.shape in ("heading", "term") and plain(term) in DEFINING:
            self._add_prose("paragraph", "", text, line.first, line.col + text_at)
            return
        if rank == LINE and self.top.shape == "line":
            self._pop(self.top.rank)
        scope = self._push(rank, "line", line, term, line.col + term_at)
        scope.blank_ends = True
        self._add_prose("paragraph", "", text, line.first, line.col + text_at)

    # --- questions ----------------------------------------------------------------------------

    def _question(self, at: int, line: Line) -> None:
        explicit = line.mark[0] in "QＱ*" or marks(line.text, True)
        if not explicit and not self.around.is_answered(at):
            self._as_plain(at, line)
            return
        # After a blank line a question stands on its own, beside the term above and not inside it.
        self._ask(at, BULLET if self.around.gap_before(at) and not line.indent else LINE, line)

    def _ask(self, at: int, rank: float, line: Line) -> None:
        headed = line.mark.startswith("#")
        if headed:
            self._pop(HEADING + len(line.mark) - 1)
        scope = self._push(rank, "question", line, "" if headed else line.text, line.col)
        scope.awaiting, scope.headed = self.around.is_answered(at), headed
        self.fresh = False

    def _extend_question(self, line: Line) -> None:
        """Take a line between a question and its answer into the question; choices stay on lines of their own."""
        term = self.top.term
        assert term
        row = self._row(line)
        own_line = line.kind != "plain" or bool(CHOICE_LINE.match(row))
        between = "" if not term.md else "\n" if own_line else None
        term.add(row, line.first, line.col, between)
        self.top.title, self.top.last = plain(term.md), line.last

    def _row(self, line: Line) -> str:
        """Return a line with its marker; of one that was split, its part."""
        row = self.rows[line.first - 1].strip()
        return row if len(row) <= LONGEST_TEXT else line.text

    def _quote_in_question(self, line: Line) -> None:
        """Take the lines of a fence without a language, as choices often stand in, into the question."""
        term = self.top.term
        assert term
        for number, row in enumerate(line.text.split("\n"), line.first + 1):
            if row.strip():
                term.add(row.strip(), number, 1, "\n" if term.md else "")
        self.top.title, self.top.last = plain(term.md), line.last
        self.scopes.structure += [Structure(line.first, "fence"), Structure(line.last, "fence")]

    def _answer(self, at: int, line: Line) -> None:
        scope = next((s for s in reversed(self.scopes.stack) if s.shape == "question" and not s.answer), None)
        following = self.around.next(at)[1]
        is_choice = line.mark[-1:] in ".．" and following is not None and following.text[:2] in ("B.", "Ｂ．", "B．")
        if scope is None or is_choice:
            self._as_plain(at, line)
            return
        self._pop(scope.rank + 0.1)
        scope.answer, scope.awaiting, scope.last = [], False, line.last
        self.fresh, self.gap, self.open, self.lists = False, True, None, []
        if line.text and not line.mark.startswith("#"):
            self._add_prose("paragraph", "", line.text, line.first, line.col)
        else:
            self.scopes.structure.append(Structure(line.first, "answer"))

    def _explanation(self, at: int, line: Line) -> None:
        scope = next((s for s in reversed(self.scopes.stack) if s.shape == "question"), None)
        if scope is None or scope.answer is None:
            self._as_plain(at, line)
            return
        self._pop(scope.rank + 0.1)
        scope.explained = True
        self.gap, self.open, self.lists = True, None, []
        if line.text and not line.mark.startswith("#"):
            self._add_prose("paragraph", "", line.text, line.first, line.col)
        else:
            self.scopes.structure.append(Structure(line.first, "explanation"))

    def _as_plain(self, at: int, line: Line) -> None:
        """Read a question or answer marker outside of questions as what it is otherwise."""
        if line.mark.startswith("#"):
            self._heading(at, line)
            return
        if line.mark.startswith("【"):
            name = line.mark.strip("【】 　")
            if line.text:
                self._label(at, line._replace(kind="label", mark=name))
            else:
                self._facet(
                    at, line._replace(kind="facet", mark="【", text=f"【{name}】", col=line.col - len(line.mark))
                )
            return
        self._plain(at, line._replace(kind="plain", mark="", text=line.mark + line.text, col=line.col - len(line.mark)))

    # --- names in brackets --------------------------------------------------------------------

    def _facet(self, at: int, line: Line) -> None:
        """A 【X】 alone: directives, the gist of a term, or a facet."""
        names = [(m[1].strip(), m.start(1)) for m in re.finditer(r"【([^【】]+)】", line.text)]
        if line.mark == "[" or "".join(f"【{name}】" for name, _ in names) != line.text:
            names = [(line.text.removeprefix("【").removesuffix("】").strip(), 1)]
        found = [self.scopes.directive(name, line.first, line.col + at_name - 1) for name, at_name in names]
        if all(found):
            self._direct([directive for directive in found if directive], at, line)
            return
        if line.mark == "[":
            self._add_prose("paragraph", "", f"[{line.text}]", line.first, line.col - 1)
            self.open, self.gap = None, True
            return
        name = names[0][0] if len(names) == 1 else line.text
        col = line.col + (names[0][1] if len(names) == 1 else 0)
        self._direct([directive for directive in found if directive], at, line)
        if self._is_gist(name, at):
            self.top.gist = Text(name, ((0, line.first, col),))
            self.top.last = line.last
            self.fresh, self.gap = False, True
            return
        following, _, _ = self.around.next(at)
        next_kind = self.lines[following].kind if following < len(self.lines) else ""
        rank: float = FACET
        if self._opens_entry(following) and self.lines[following].indent <= line.indent:
            rank = FACET_OF_SECTION
        elif self.top.shape == "facet":
            rank = self.top.rank
        elif self._is_of_section(name, line):
            rank = BULLET
        elif next_kind == "sub":
            rank = FACET_OF_TERM
        self._push(rank, "facet", line, name, col)

    def _is_of_section(self, name: str, line: Line) -> bool:
        """Tell whether a facet below an entry is its section's: the entry has no gist, the name is no usual part."""
        in_section = any(scope.rank < BULLET and scope.term for scope in self.scopes.stack)
        is_entry = self.top.rank >= BULLET and self.top.gist is None and line.indent == 0
        return in_section and is_entry and not is_facet_word(name)

    def _is_gist(self, name: str, at: int) -> bool:
        if not self.fresh or self.top.shape not in ("heading", "term"):
            return False
        if is_facet_word(name) or name.endswith("について"):
            return False
        return not (self.top.shape == "heading" and self._opens_entry(self.around.next(at)[0]))

    def _direct(self, found: list[Directive], at: int, line: Line) -> None:
        """Give directives to the term just read, or keep them for what comes next."""
        if not found:
            return
        self.scopes.structure.append(Structure(line.first, "directive"))
        if self.around.gap_before(at) and not line.indent and not self.fresh:
            # After a blank line a directive starts something of its own in the section.
            self._pop(BULLET)
        following, next_line, _ = self.around.next(at)
        starts = next_line is None or next_line.kind in ("heading", "section", "sub", "question")
        starts = starts or self._opens_entry(following)
        for directive in found:
            if self.fresh and not starts and directive.name not in ("picture", "whole"):
                self.top.directives.append(directive)
                self.top.skipped |= directive.name == "skip"
            else:
                self._wait(directive)
        self.gap, self.open = True, None

    def _wait(self, directive: Directive) -> None:
        """Keep a directive for what comes next, in place of one of its name that has waited in vain."""
        for other in self.scopes.pending:
            if other.name == directive.name:
                self.scopes.report("N107", other.line, other.col, spelling(other))
        self.scopes.pending = [other for other in self.scopes.pending if other.name != directive.name] + [directive]

    def _label(self, at: int, line: Line) -> None:
        """A 【X】 with text behind it."""
        if any(directive.name == "cloze" for directive in self.scopes.pending):
            row = self.rows[line.first - 1]
            text = self._row(line)
            self._plain(at, line._replace(kind="plain", mark="", text=text, col=row.index(text) + 1))
            return
        start = line.col - len(line.mark) - 1
        if directive := self.scopes.directive(line.mark, line.first, start):
            self._direct([directive], at, line)
            if directive.name == "picture":
                self._add_prose("caption", "", line.text, line.first, line.col)
                self.open = None
            else:
                self._plain(at, line._replace(kind="plain", mark=""))
            return
        if line.text[0] in ":：" and line.text[1:].strip():
            text = line.text[1:].lstrip()
            line = line._replace(text=text, col=line.col + len(line.text) - len(text))
        defines = (self.top.shape in ("heading", "text") and self.top.is_empty) or self.top.rank == LINE
        defines = defines and self.top.shape != "question"
        if defines and not is_label_word(line.mark) and line.mark not in FACET_WORDS and len(line.text) > 5:
            self._push(LINE, "line", line, line.mark, start + 1).blank_ends = True
            self._add_prose("paragraph", "", line.text, line.first, line.col)
            return
        self._add_prose("labelled", line.mark, line.text, line.first, line.col)

    def _summary(self, _at: int, line: Line) -> None:
        if self.top.shape == "question" and self.top.answer is None:
            self.top.answer = []
            self.scopes.structure.append(Structure(line.first, "answer"))
            self.gap, self.open = True, None
        elif line.text:
            self._push(FACET, "facet", line, line.text, line.col)
        else:
            self.scopes.structure.append(Structure(line.first, "details"))
            self._pop(FACET)
            self.gap, self.open, self.lists = True, None, []

    # --- text ---------------------------------------------------------------------------------

    def _plain(self, at: int, line: Line) -> None:
        if self.fresh and self._is_alias(at, line):
            assert self.top.term
            self.top.term.add(line.text, line.first, line.col, "")
            self.top.last = line.last
            return
        asking = self.top.shape == "question"
        if asking and self.top.answer and not self.top.headed and self.around.gap_before(at) and not line.indent:
            self._pop(self.top.rank)
            asking = False
        if not asking and self._closed(at) and self._is_definition(at, line):
            self._define(LINE, at, line)
            return
        if self._is_bare(at, line):
            return
        if self._closed(at) and self._is_label(line):
            return
        if line.mark == ">!":
            self._add_prose("paragraph", "", line.text, line.first, line.col)
            self.open = None
            return
        self._continue(line)

    def _is_alias(self, at: int, line: Line) -> bool:
        """A line wholly in parentheses right under a term belongs to the term."""
        return bool(
            self.top.shape in ("heading", "term", "facet")
            and not self.around.gap_before(at)
            and not (self.top.term and self.top.term.is_full)
            and _PARENTHESIS.fullmatch(line.text)
            and not is_sentence(line.text[:-1])
        )

    def _is_definition(self, at: int, line: Line) -> bool:
        found = self.around.definition(at)
        if not found or self._repeats_term(found[0]):
            return False
        # Inside running text `…とは、…` is just another sentence.
        running = self.open is not None and not self.gap and self.top.shape != "line"
        return not (running and "とは" in line.text[found[1] + len(found[0]) : found[3]])

    def _repeats_term(self, term: str) -> bool:
        """Tell whether `EKSとは、…` stands as the definition of EKS itself."""
        return self.top.is_empty and same_term(plain(term), self.top.title)

    def _closed(self, at: int) -> bool:
        """Tell whether the text before this line is finished, so that a new thing may start here."""
        if self.open is None or self.around.gap_before(at):
            return True
        if self.around.by_line and not is_unfinished(self.open.md):
            return True
        return is_sentence(self.open.md) or bool(self.top.shape == "line")

    def _is_label(self, line: Line) -> bool:
        """Read `例：…` and choices such as `ア：…`, which stay lines of their own."""
        match = LABEL_LINE.match(line.text)
        if not match:
            return False
        label, text = ("label", "text") if match["label"] else ("short", "rest")
        if is_label_word(match[label]):
            self._add_prose("labelled", match[label], match[text], line.first, line.col + match.start(text))
            return True
        if match["label"] and CHOICE.fullmatch(match["label"]) and "：" in line.text:
            self._add_prose("paragraph", "", line.text, line.first, line.col)
            self.gap = True
            return True
        return False

    def _is_bare(self, at: int, line: Line) -> bool:
        """Read a line without any marker that stands as a title."""
        above = Above(self.has_headings, self.fresh, self.top.shape == "heading", self._closed(at))
        stand = unmarked(self.around, at, above)
        if stand is None:
            return False
        self._open_heading(stand.rank, line)
        self.top.blank_ends, self.top.inside = stand.blank_ends, stand.inside
        return True

    def _continue(self, line: Line) -> None:
        """Add an unmarked line to the text before it, or start a paragraph."""
        item = self.lists[-1].items[-1] if self.lists else None
        ended = item and not self.gap and line.indent <= item.indent and not is_unfinished(item.run.md)
        if item and ended and not (self.lists[-1].family == "number" and is_noun_phrase(bare(item.run.md))):
            item, self.lists, self.open = None, [], None
        if item and self.gap and line.indent <= item.indent:
            item, self.lists = None, []
        if self.open is not None and not self.gap and (self._is_finished_line() or is_reference(line.text)):
            self.open = None
        if self.open is not None and not self.gap and (item is None or is_unfinished(item.run.md) or item.blocks):
            ends = self._hard_break(line.first - 1) or self.around.by_line or self.open.md.endswith(("こと", "もの"))
            between = "\n" if ends and not self._runs_on(line) else None
            self.open.add(line.text, line.first, line.col, between)
            self.top.last = line.last
            return
        if item:
            run = Run(line.text, line.first, line.col)
            item.blocks.append(Prose("paragraph", "", run, ()))
            self.open, self.gap, self.top.last = run, False, line.last
            return
        self._add_prose("paragraph", "", line.text, line.first, line.col)

    def _is_finished_line(self) -> bool:
        """Tell whether the text before is a caution, labelled line, link or bold line, and whole."""
        block = self.top.open_blocks[-1] if self.top.open_blocks else None
        if self.open is None or not isinstance(block, Prose) or block.run is not self.open:
            return False
        if is_reference(self.open.md) or WRAPPED.fullmatch(self.open.md):
            return True
        return block.form in ("caution", "labelled") and not is_unfinished(self.open.md)

    def _hard_break(self, line: int) -> bool:
        row = self.rows[line - 1]
        return row.rstrip("\t").endswith(("  ", "\\", "<br>", "<br/>", "<br />")) and bool(row.strip())

    def _runs_on(self, line: Line) -> bool:
        """Tell whether a sentence goes on from the line before, whatever breaks the line."""
        assert self.open
        return is_unfinished(self.open.md) or continues(line.text)

    def _add_prose(self, form: str, label: str, text: str, line: int, col: int) -> None:
        run = Run(text, line, col)
        later = ("whole",) if IMAGE.match(text) else ("picture", "whole")
        self._add(Prose(form, label, run, () if form == "caption" else self._take(later)))
        self.open, self.gap, self.fresh = run, False, False
        self.top.last = line
        if is_reference(text):
            self.scopes.structure.append(Structure(line, "link"))

    def _take(self, later: tuple[str, ...]) -> tuple[Directive, ...]:
        """Return the pending directives that suit this block; `later` ones wait for another kind."""
        taken = tuple(directive for directive in self.scopes.pending if directive.name not in later)
        self.scopes.pending = [directive for directive in self.scopes.pending if directive.name in later]
        return taken

    def _add(self, block: OpenBlock) -> None:
        self.top.open_blocks.append(block)
        self.lists, self.fresh, self.item_rank = [], False, None

    def _caution(self, at: int, line: Line) -> None:
        _, following, gap = self.around.next(at)
        below = following is not None and following.kind == "plain" and not gap and is_sentence(following.text)
        if below and is_noun_phrase(line.text) and not definition(line.text):
            self._push(DOT, "term", line, line.text, line.col)
            return
        self._add_prose("caution", "", line.text, line.first, line.col)

    def _arrow(self, at: int, line: Line) -> None:
        if self.open is not None and not self.around.gap_before(at):
            between = "\n" if self._hard_break(line.first - 1) else ""
            self.open.add(line.mark + line.text, line.first, line.col - 1, between)
            self.top.last = line.last
        else:
            self._add_prose("paragraph", "", line.text, line.first, line.col)

    # --- lists --------------------------------------------------------------------------------

    def _number(self, at: int, line: Line) -> None:
        rank = BULLET + min(line.indent // 2, 4)
        if self.around.all_define(at):
            self._define(DOT, at, line)
            return
        if line.text.startswith("**"):
            if definition(line.text):
                self._define(rank, at, line)
                return
            if bold_title(line.text) and self.around.body(at) in ("nested", "indented", "below"):
                self._push(rank, "term", line, line.text, line.col)
                return
        self._pop(DOT)
        if rank < self.top.rank < SUB and self.top.rank != FACET_OF_TERM:
            self._pop(rank + 0.5)
        self._add_item(line, "number")

    def _add_item(self, line: Line, family: str) -> None:
        found = definition(line.text)
        item = OpenItem(Run(line.text, line.first, line.col), line.indent, plain(found[0]) if found else "")
        if not self.lists and family == "number":
            self.lists = self._counted_on(line)
        while self.lists and not self._holds(self.lists[-1], line, family):
            self.lists.pop()
        if self.lists and self.lists[-1].family == family and self.lists[-1].indent >= line.indent:
            self.lists[-1].items.append(item)
        else:
            skip = (Directive("skip", "", line.first, line.col),) if family == "task" else ()
            bullets = Bullets(line.indent, family, [item], self._take(("picture",)) + skip)
            if self.lists:
                self.lists[-1].items[-1].blocks.append(bullets)
            else:
                self.top.open_blocks.append(bullets)
            self.lists.append(bullets)
        if family == "task" or is_reference(line.text):
            self.scopes.structure.append(Structure(line.first, "task" if family == "task" else "link"))
        self.open, self.gap, self.fresh = item.run, False, False
        self.top.last = line.last
        self.item_rank = None

    def _counted_on(self, line: Line) -> list[Bullets]:
        """Return the list that the number of this line continues, whatever stood between as an entry of its own."""
        last = self.top.open_blocks[-1] if self.top.open_blocks else None
        if not isinstance(last, Bullets) or (last.family, last.indent) != ("number", line.indent):
            return []
        number = unicodedata.normalize("NFKC", line.mark).strip("().")
        return [last] if number == str(len(last.items) + 1) else []

    def _holds(self, bullets: Bullets, line: Line, family: str) -> bool:
        """Tell whether an open list takes a new item, as a sibling or below its last item."""
        if line.indent > bullets.indent + 1:
            return True
        if line.indent < bullets.indent - 1:
            return False
        outer = self.lists[self.lists.index(bullets) - 1] if bullets is not self.lists[0] else None
        if bullets.family != family and outer and outer.family == family:
            return False
        return bullets.family == family or (bullets.family == "number" and family == "dot")

    # --- constructs ---------------------------------------------------------------------------

    def _verbatim(self, _at: int, line: Line) -> None:
        form = line.kind
        assert form in ("code", "math", "html")
        run = Run("", line.first, line.col)
        if form == "html":
            for number, row in enumerate(line.text.split("\n"), line.first):
                run.add(row, number, 1, "\n" if number > line.first else "")
        else:
            run.md = line.text
        text = run.text()
        block = Verbatim(form, line.mark if form == "code" else "", text, line.last, self._take(("picture", "whole")))
        item = self.lists[-1].items[-1] if self.lists else None
        if item and line.indent > item.indent:
            item.blocks.append(block)
        else:
            self._add(block)
        self.open, self.gap, self.top.last = None, True, line.last

    def _table(self, _at: int, line: Line) -> None:
        header, rows, structural = parsed_table(line)
        self.scopes.structure += [Structure(number, "table") for number in structural]
        if not rows:
            self.scopes.report("N110", line.first, line.col)
        found = self._take(("whole",))
        caption = self._caption()
        if not any(d.name in ("picture", "basic") for d in found) and defines_terms(header, rows):
            self._rows(line, header, rows)
            return
        self._add(Table(header, tuple(rows), caption, line.first, line.last, found))
        self.open, self.gap, self.top.last = None, True, line.last

    def _caption(self) -> Text | None:
        blocks = self.top.open_blocks
        if blocks and isinstance(blocks[-1], Prose) and blocks[-1].form == "caption":
            return blocks.pop().run.text()  # type: ignore[union-attr]
        return None

    def _rows(self, line: Line, header: tuple[Text, ...], rows: list[tuple[Text, ...]]) -> None:
        """Open an entry for each row of a table of terms."""
        if header:
            self.scopes.structure.append(Structure(header[0].first, "table"))
        for row in rows:
            if not row[0].md:
                continue
            at = row[0].origins[0]
            self.scopes.pin = self.pinned_rows.get(at[1], self.scopes.pin)
            scope = self._push(LINE, "row", line._replace(first=at[1]), row[0].md, at[2])
            for index, cell in enumerate(row[1:], 1):
                if not cell.md:
                    continue
                _, number, col = cell.origins[0]
                if index > 1:
                    label = plain(header[index].md) if index < len(header) else ""
                    self._add_prose("labelled" if label else "paragraph", label, cell.md, number, col)
                else:
                    self._add_cell(cell.md, number, col)
                self.gap, self.open = True, None
            scope.last = row[0].last
        self._pop(LINE)
        self.gap = True

    def _add_cell(self, text: str, line: int, col: int) -> None:
        """Read a definition cell: one with ・ inside is a list."""
        pieces = list(
            re.finditer(
                r"(?:^|[\s　]|<br ?/?>)[・･](?![・･])\s*([^\s　].*?)(?=(?:[\s　]|<br ?/?>)+[・･](?![・･])|$)", text
            )
        )
        if len(pieces) < 2:
            self._add_prose("paragraph", "", text, line, col)
            return
        if lead := text[: pieces[0].start()].strip():
            self._add_prose("paragraph", "", lead, line, col)
        for piece in pieces:
            found = piece[1].rstrip(" 　・")
            self._add_item(Line("dot", line, line, 0, "・", found, col + piece.start(1)), "dot")

    def _blank(self, _at: int, line: Line) -> None:
        if line.mark:
            self.scopes.structure.append(Structure(line.first, "tags" if re.match(r"#+\w", line.mark) else "break"))
        self.gap = True

    def _rule(self, _at: int, line: Line) -> None:
        self.scopes.structure.append(Structure(line.first, "rule"))
        if not (self.fresh and self.top.shape == "heading"):
            self._pop(BARE_TERM + 0.5)
        self.gap, self.open, self.lists = True, None, []

    def _comment(self, _at: int, line: Line) -> None:
        self.scopes.structure += [Structure(number, "comment") for number in range(line.first, line.last + 1)]

    def _pragma(self, at: int, line: Line) -> None:
        """Read `id: name`, which is for this entry or the next, and `allow: CODE`, for the next line's entry."""
        _, following, _ = self.around.next(at)
        if line.mark == "allow":
            target = max(following.first if following else 0, line.first)
            codes = re.split(r"[\s,、]+", line.text)
            self.scopes.allowed += [(code, line.first, target) for code in codes if code]
            return
        if following is not None and following.kind == "table" and following.first <= line.first:
            self.pinned_rows[line.first] = line.text
            return
        is_on_next = following is not None and (following.kind in _OPENERS or following.first == line.first)
        if self.fresh and not is_on_next:
            self.top.pin = line.text
        else:
            self.scopes.pin = line.text


_HANDLERS = {
    "blank": _Assembler._blank,
    "comment": _Assembler._comment,
    "pragma": _Assembler._pragma,
    "rule": _Assembler._rule,
    "heading": _Assembler._heading,
    "section": _Assembler._section,
    "bullet": _Assembler._marked,
    "sub": _Assembler._marked,
    "dot": _Assembler._dot,
    "number": _Assembler._number,
    "caution": _Assembler._caution,
    "arrow": _Assembler._arrow,
    "facet": _Assembler._facet,
    "label": _Assembler._label,
    "summary": _Assembler._summary,
    "html": _Assembler._verbatim,
    "code": _Assembler._verbatim,
    "math": _Assembler._verbatim,
    "table": _Assembler._table,
    "question": _Assembler._question,
    "answer": _Assembler._answer,
    "explanation": _Assembler._explanation,
    "plain": _Assembler._plain,
}
"""What reads each kind of line."""
