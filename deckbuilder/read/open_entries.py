"""The open scopes of an outline: a stack ordered by rank, each scope an entry in the making."""

import math
from bisect import bisect_right
from dataclasses import dataclass, field

from deckbuilder.base.model import Allowance, Diagnostic, Directive, Entry, Shape, Source, Span, Structure, Text
from deckbuilder.read import directives
from deckbuilder.read.inline import is_reference, marks, plain
from deckbuilder.read.lines import Line
from deckbuilder.read.open_blocks import OpenBlock, Prose, Run, frozen
from deckbuilder.read.terms import TRAILING, WRAPPED

HEADING, BARE_PARENT, BARE, SECTIONS = 10, 16, 17, {"■": 20, "◆": 21}
ROUND, ANGLED, FACET_OF_SECTION, BULLET, FACET_OF_TERM, SUB = 22, 23, 25, 30, 34.5, 35
FACET, BARE_TERM, LINE, DOT = 36, 29, 37, 38
"""Ranks: a scope contains those of greater rank. Bullets take BULLET + depth, up to 4."""


@dataclass
class Scope:
    rank: float
    shape: Shape
    trail: tuple[str, ...]
    term: Run | None
    title: str
    tags: tuple[str, ...]
    directives: list[Directive]
    pin: str
    skipped: bool
    line: int
    col: int
    gist: Text | None = None
    blocks: list[OpenBlock] = field(default_factory=list)
    answer: list[OpenBlock] | None = None
    explained: bool = False
    awaiting: bool = False
    """A question whose answer line is still to come: what stands before it is the question."""
    headed: bool = False
    """A question whose parts stand under headings of their own; no blank line ends it."""
    has_children: bool = False
    late: bool = False
    """Its text comes after the entries below it, and so does not define it."""
    blank_ends: bool = False
    inside: int = 0
    """Columns from which on a line belongs to it, where its text is indented below it."""
    last: int = 0

    @property
    def is_empty(self) -> bool:
        return self.gist is None and not self.blocks and self.answer is None

    @property
    def says_nothing(self) -> bool:
        """Tell whether nothing but links has been read of it."""
        links = all(isinstance(block, Prose) and is_reference(block.run.md) for block in self.blocks)
        return self.gist is None and links and self.answer is None

    @property
    def open_blocks(self) -> list[OpenBlock]:
        """Where the next block goes."""
        self.late |= self.has_children and self.says_nothing
        return self.blocks if self.answer is None or self.explained else self.answer


class Scopes:
    """All scopes of a file, and those that are open."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        title = source.settings.title
        root = Scope(0, "text", (), None, title, source.settings.tags, [], "", False, source.body + 1, 1)
        self.all = [root]
        self.stack = [root]
        self.structure: list[Structure] = []
        self.diagnostics: list[Diagnostic] = []
        self.pending: list[Directive] = []
        """Directives that wait for what they are for."""
        self.pin = ""
        """The name that pins the next entry."""
        self.allowed: list[tuple[str, int, int]] = []
        """(code, line of the comment, line it is for) of each `<!-- allow: CODE -->`."""

    @property
    def top(self) -> Scope:
        return self.stack[-1]

    def push(self, rank: float, shape: Shape, line: Line, text: str, col: int) -> Scope:
        """Open a scope for the term `text`, with the tags and directives at its end."""
        title, tags, found, offset = self._split_title(text, line.first, col)
        self.pop(rank)
        parent = self.top
        parent.has_children = True
        scope = Scope(
            rank=rank,
            shape=shape,
            trail=(*parent.trail, parent.title) if parent.title else parent.trail,
            term=Run(title, line.first, col + offset),
            title=plain(title),
            tags=(*parent.tags, *tags),
            directives=[*self.pending, *found],
            pin=self.pin,
            skipped=parent.skipped or any(d.name == "skip" for d in (*self.pending, *found)),
            line=line.first,
            col=col + offset,
            last=line.last,
        )
        self.pending, self.pin = [], ""
        self.stack.append(scope)
        self.all.append(scope)
        return scope

    def pop(self, rank: float) -> None:
        """Close every open scope of `rank` or below."""
        while self.top.rank >= rank and len(self.stack) > 1:
            self.stack.pop()

    def outdented(self, indent: int) -> float:
        """Return the rank of the outermost scope that holds only lines that are indented more; infinity without one."""
        return next((scope.rank for scope in self.stack if scope.inside > indent), math.inf)

    def _split_title(self, text: str, line: int, col: int) -> tuple[str, list[str], list[Directive], int]:
        """Split a term or heading into (title, tags, directives, offset of the title)."""
        tags: list[str] = []
        found: list[Directive] = []
        while (match := TRAILING.search(text)) and match.start():
            name = (match[1] if match[1] is not None else match[2]).strip()
            directive = self.directive(name, line, col + match.start())
            if directive:
                found.insert(0, directive)
            elif match[1]:
                tags.insert(0, name)
            elif match[1] is None:
                break
            text = text[: match.start()]
        offset = 0
        while match := WRAPPED.fullmatch(text):
            inner = match[1] or match[2] or match[3]
            offset, text = offset + text.index(inner), inner
        return text.rstrip(" :：") or text, tags, found, offset

    def directive(self, name: str, line: int, col: int) -> Directive | None:
        found = directives.read(name)
        if not found:
            if near := directives.nearest(name):
                self.report("N103", line, col, name, near)
            return None
        kind, option = found
        allowed = directives.OPTIONS.get(kind, {})
        if option and option not in allowed:
            known = "、".join(allowed) or "nothing"
            self.report("N108", line, col, name.partition(":")[0].partition("：")[0], option, known)
            option = ""
        return Directive(kind, allowed.get(option, ""), line, col)

    def report(self, code: str, line: int, col: int, *args: str) -> None:
        self.diagnostics.append(Diagnostic(code, Span(self.path, line, line, col), args))

    def entries(self) -> list[Entry]:
        """Return every scope that says something, in the order of the notes."""
        found = []
        for scope in self.all:
            if scope.is_empty and not (scope.shape == "question" and scope.term and marks(scope.term.md, True)):
                self._leave(scope)
                continue
            found.append(self._entry(scope))
        return found

    def allowances(self) -> list[Allowance]:
        """Return what each allowance covers: the innermost entry that its line belongs to."""
        found = []
        for code, line, target in self.allowed:
            before = range(bisect_right(self.all, target, key=lambda scope: scope.line) - 1, -1, -1)
            around = next((self.all[at] for at in before if target <= max(self.all[at].line, self.all[at].last)), None)
            first, last = (around.line, around.last) if around else (target, target)
            found.append(Allowance(code, self.path, first, max(first, last), line))
        return found

    def _leave(self, scope: Scope) -> None:
        """Account for a scope without content."""
        for directive in scope.directives:
            if directive.name != "skip":
                self.report("N107", directive.line, directive.col, spelling(directive))
        if scope.term is None or scope.skipped:
            pass
        elif scope.shape == "question" and not scope.has_children:
            self.report("N102", scope.line, scope.col)
            return
        elif scope.shape == "term" and not scope.has_children:
            self.report("N104", scope.line, scope.col, scope.title)
            return
        if scope.term is not None:
            self.structure.append(Structure(scope.line, "heading"))

    def _entry(self, scope: Scope) -> Entry:
        blocks = [done for block in scope.blocks if (done := frozen(block))]
        answer = [done for block in scope.answer or [] if (done := frozen(block))]
        if scope.shape == "question" and scope.answer is None:
            answer, blocks = blocks[:1], blocks[1:]
        found = tuple(scope.directives)
        if scope.skipped and not any(directive.name == "skip" for directive in found):
            found = (*found, Directive("skip", "", scope.line, scope.col))
        return Entry(
            shape="text" if scope.late else scope.shape,
            trail=scope.trail,
            term=scope.term.text() if scope.term else None,
            gist=scope.gist,
            blocks=tuple(blocks),
            answer=tuple(answer),
            tags=tuple(dict.fromkeys(scope.tags)),
            directives=found,
            pin=scope.pin,
            span=Span(self.path, scope.line, max(scope.last, scope.line), scope.col),
        )


def spelling(directive: Directive) -> str:
    """Return the Japanese spelling of a directive."""
    return next(word for word, name in directives.SPELLINGS.items() if name == directive.name)
