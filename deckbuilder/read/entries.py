"""The second pass: entries made of the steps that the lines are read as.

Open entries form a stack ordered by their level. What Markdown calls a paragraph or a list never
crosses an entry.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from deckbuilder.base.blocks import NOT_ASKED, Directive, Entry, OpenHeading, Structure, Table, Verbatim
from deckbuilder.base.model import Allowance, Diagnostic, Source, Span
from deckbuilder.base.sentences import sentences
from deckbuilder.base.words import Argument, Words
from deckbuilder.read import directives
from deckbuilder.read.choices.phrases import sets_task
from deckbuilder.read.choices.scenarios import names_case, names_scenario
from deckbuilder.read.inline import IMAGE, is_reference, plain
from deckbuilder.read.line_order import OPTIONS
from deckbuilder.read.open_blocks import Items, JoinedText, OpenBlock, OpenItem, Prose
from deckbuilder.read.open_entries import OpenEntry, done, root_entry
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.steps import (
    AddItem,
    Allow,
    Answer,
    Close,
    Direct,
    Drop,
    Gist,
    Join,
    Note,
    Open,
    Pin,
    Put,
    Report,
    Say,
    Step,
    ToTerm,
    UnderItem,
)
from deckbuilder.read.words import is_contents, is_filled_in, is_side, is_source_list


class Assembly:
    """The entries of a file, and what else its lines say; of a part of one, those below the headings above it."""

    def __init__(self, source: Source, headings: Iterable[Open] = ()) -> None:
        self.path = source.path
        root = root_entry(source)
        self.entries = [root]
        """All, in the order of the notes."""
        self.open = [root]
        """Those that take blocks, outermost first."""
        self.text: JoinedText | None = None
        """The text that was started last."""
        self.lists: list[Items] = []
        """Those that were open at the last item, outermost first; which of them still are, the steps tell."""
        self.pending: list[Directive] = []
        """Directives that wait for what they are for."""
        self.case: OpenEntry | None = None
        """What the questions below a label are about: シナリオ：…"""
        self.pin = ""
        """The name that pins the next entry."""
        self.pins_of_rows: dict[int, str] = {}
        """By the line of a table's row."""
        self.structure: list[Structure] = []
        self.diagnostics: list[Diagnostic] = []
        self.allowed: list[Allow] = []
        self.left_open: tuple[OpenHeading, ...] | None = None
        """As of an Outline; known when all lines are read."""
        self.take(headings)
        self.above = self.entries[:]
        """Those that stand above the first line."""
        del self.entries[1:], self.diagnostics[:]  # those of the part that has the headings

    def take(self, steps: Iterable[Step]) -> OpenEntry:
        """Take the steps of a line; return the entry that it belongs to."""
        for step in steps:
            if act := _ACTS.get(type(step)):
                act(self, step)
        return self.top

    @property
    def top(self) -> OpenEntry:
        return self.open[-1]

    @property
    def headings(self) -> tuple[OpenHeading, ...]:
        """The open headings, outermost first."""
        return tuple(
            OpenHeading(entry.level.depth, entry.title, entry.shape, entry.skips_headings)
            for entry in self.open
            if entry.level.rank is Rank.HEADING
        )

    @property
    def says_of_above(self) -> bool:
        """Tell whether something belongs to what stands above the first line."""
        return any(entry.is_worth_keeping for entry in self.above)

    def finish(self) -> tuple[list[Entry], list[Allowance]]:
        """Return the entries that say something, and what each allowance covers."""
        if not (self.pending or self.pin):
            self.left_open = self.headings
        for directive in self.pending:
            self._useless(directive)
        found = []
        for entry in self.entries:
            if entry.is_worth_keeping:
                found.append(done(entry, self.path))
            else:
                self._leave(entry)
        return found, [self._allowance(code, allow) for allow in self.allowed for code in allow.codes]

    # --- entries -------------------------------------------------------------------------------

    def _close(self, step: Close) -> None:
        self._pop(step.level, step.itself)

    def _pop(self, level: Level, itself: bool = True) -> None:
        while len(self.open) > 1 and (self.top.level > level or (itself and self.top.level == level)):
            self.open.pop()

    def _open(self, step: Open) -> None:
        title = step.title
        found = [self._directive(name.text, step.line, step.col - title.offset + name.col) for name in title.names]
        self._pop(step.level)
        parent = self.top
        parent.has_children = True
        taken = [*self.pending, *(directive for directive in found if directive)]
        inherits = parent.skips_headings if step.level.rank is Rank.HEADING else parent.is_skipped
        skips = inherits or any(directive.name == "skip" for directive in taken)
        implied = NOT_ASKED if is_source_list(title.plain) else ""
        taken += [Directive(name, implied, step.line, step.col - title.offset) for name in step.directives]
        is_over_options = step.level.rank >= Rank.BARE_TERM and bool(OPTIONS.fullmatch(title.plain))
        entry = OpenEntry(
            level=step.level,
            shape=step.shape,
            trail=(*parent.trail, parent.title) if parent.title and not parent.is_contents else parent.trail,
            term=JoinedText(title.md, step.line, step.col),
            title=title.plain,
            tags=(*parent.tags, *title.tags),
            directives=taken,
            pin=self.pins_of_rows.get(step.line, self.pin),
            is_skipped=skips or "skip" in step.directives,
            skips_headings=skips or ("skip" in step.directives and not is_contents(title.plain)),
            line=step.line,
            col=step.col,
            last=step.line,
            asks=step.asks,
            shares=step.shares,
            leads=() if step.shape == "heading" else parent.last_texts,
            code=parent.last_code if step.shape != "heading" or is_over_options else "",
            parent=parent,
            given=self._given() if step.shape == "question" else [],
        )
        if step.shape != "heading":
            parent.compares |= is_side(title.plain)
        if step.shape != "question":
            self.case = entry if step.shape != "heading" and names_scenario(entry.title) else None
        self.pending, self.pin = [], ""
        self.open.append(entry)
        self.entries.append(entry)

    def _given(self) -> list[OpenBlock]:
        """Return what is said so far of the case that a question is about, by a label above it or by its headings."""
        headings = [entry for entry in self.open if entry.shape == "heading" and _is_case(entry)]
        return [block for entry in ([self.case] if self.case else headings) for block in entry.blocks]

    def _to_term(self, step: ToTerm) -> None:
        term = self.top.term
        assert term
        term.add(step.text, step.line, step.col, step.between)
        if step.named:
            self.top.title = plain(term.md)
        self.top.last = step.line

    def _gist(self, step: Gist) -> None:
        self.top.gist = JoinedText(step.text, step.line, step.col).text()
        self.top.last = step.line

    def _answer(self, step: Answer) -> None:
        question = next(entry for entry in reversed(self.open) if entry.takes_answer(step.explains))
        self._pop(question.level, itself=False)
        if not (step.explains or question.is_explained or question.is_solved):
            asked_about = [block for block in question.blocks if isinstance(block, Table | Verbatim)]
            question.given = [*question.given, *asked_about]
            question.blocks = [block for block in question.blocks if block not in asked_about]
        question.is_explained, question.is_solved = step.explains, step.solves
        if not step.explains:
            question.blocks = [*(question.answer or []), *question.blocks]
            question.answer, question.last = [], step.line

    # --- blocks --------------------------------------------------------------------------------

    def _say(self, step: Say) -> None:
        self.text = JoinedText(step.text, step.line, step.col)
        if self.top.shape == "line" and self.top.parent and not self.top.blocks:
            self.top.parent.values += is_filled_in(step.text)
        later = ("whole",) if IMAGE.match(step.text) else ("picture", "whole")
        self._add(Prose(step.form, step.label, self.text, () if step.form == "caption" else self._served(later)))
        self.top.last = step.line
        self.top.is_defined |= step.defines
        if is_reference(step.text):
            self.structure.append(Structure(step.line, "link"))

    def _join(self, step: Join) -> None:
        assert self.text
        self.text.add(step.text, step.line, step.col, step.between)
        self.top.last = step.line

    def _under_item(self, step: UnderItem) -> None:
        self.text = JoinedText(step.text, step.line, step.col)
        self.lists[-1].items[-1].blocks.append(Prose("paragraph", "", self.text, ()))
        self.top.last = step.line

    def _add_item(self, step: AddItem) -> None:
        if step.resumes:
            last = self.top.open_blocks[-1]
            assert isinstance(last, Items)
            self.lists = [last]
        del self.lists[step.kept :]
        self.text = JoinedText(step.text, step.line, step.col)
        item = OpenItem(self.text, step.label)
        if step.joins:
            self.lists[-1].items.append(item)
        else:
            skip = (Directive("skip", NOT_ASKED, step.line, step.col),) if step.family == "task" else ()
            begun = Items(step.family, [item], self._served(("picture",)) + skip)
            (self.lists[-1].items[-1].blocks if self.lists else self.top.open_blocks).append(begun)
            self.lists.append(begun)
        if step.family == "task" or is_reference(step.text):
            self.structure.append(Structure(step.line, "task" if step.family == "task" else "link"))
        self.top.last = step.line

    def _put(self, step: Put) -> None:
        block: Any = msgspec.structs.replace(step.block, directives=self._served(step.later))
        if step.under_item:
            self.lists[-1].items[-1].blocks.append(block)
        else:
            if isinstance(block, Table):
                block = self._captioned(block)
            self._add(block)
        self.top.last = step.last

    def _captioned(self, table: Table) -> Table:
        """Give a table the title that was written right above it."""
        blocks = self.top.open_blocks
        last = blocks[-1] if blocks else None
        if not isinstance(last, Prose) or last.form != "caption":
            return table
        blocks.pop()
        return msgspec.structs.replace(table, caption=last.text.text())

    def _add(self, block: OpenBlock) -> None:
        self.top.open_blocks.append(block)

    # --- directives ----------------------------------------------------------------------------

    def _direct(self, step: Direct) -> None:
        for name in step.names:
            directive = self._directive(name.text, step.line, name.col)
            if directive and step.to_entry:
                self.top.directives.append(directive)
                self.top.is_skipped |= directive.name == "skip"
                self.top.skips_headings |= directive.name == "skip"
            elif directive:
                self._wait(directive)

    def _wait(self, directive: Directive) -> None:
        """Keep a directive for what comes next, in place of one of its name that has waited in vain."""
        for other in self.pending:
            if other.name == directive.name:
                self._useless(other)
        self.pending = [other for other in self.pending if other.name != directive.name] + [directive]

    def _served(self, later: tuple[str, ...]) -> tuple[Directive, ...]:
        """Return the directives that are for this block; `later` ones wait for another kind."""
        taken = tuple(directive for directive in self.pending if directive.name not in later)
        self.pending = [directive for directive in self.pending if directive.name in later]
        return taken

    def _drop(self, step: Drop) -> None:
        self._served(step.later)

    def _directive(self, name: str, line: int, col: int) -> Directive | None:
        """Read a name in brackets; tell of what is surely misspelt."""
        found = directives.read(name)
        if not found:
            if near := directives.nearest(name):
                self._report("N103", line, col, name, near)
            return None
        kind, option = found
        allowed = directives.OPTIONS.get(kind, {})
        if option and option not in allowed:
            known = "、".join(allowed) or Words("nothing", "ありません")
            self._report("N108", line, col, name.replace("：", ":").partition(":")[0], option, known)
        return Directive(kind, allowed.get(option, ""), line, col)

    # --- comments, structure, messages ---------------------------------------------------------

    def _pin(self, step: Pin) -> None:
        if step.row:
            self.pins_of_rows[step.row] = step.name
        elif step.to_entry:
            self.top.pin = step.name
        else:
            self.pin = step.name

    def _allow(self, step: Allow) -> None:
        self.allowed.append(step)

    def _allowance(self, code: str, step: Allow) -> Allowance:
        """Return what an allowance covers: the innermost entry that its line belongs to."""
        before = range(bisect_right(self.entries, step.target, key=lambda entry: entry.line) - 1, -1, -1)
        around = next((entry for entry in (self.entries[i] for i in before) if step.target <= entry.end), None)
        first, last = (around.line, around.last) if around else (step.target, step.target)
        return Allowance(code, self.path, first, max(first, last), step.line)

    def _note(self, step: Note) -> None:
        self.structure.append(Structure(step.line, step.role))
        section = next(entry for entry in reversed(self.open) if entry.shape in ("heading", "text"))
        if step.role == "rule" and section.blocks and not section.parted:
            section.parted = step.line

    def _tell(self, step: Report) -> None:
        self._report(step.code, step.line, step.col, *step.args)

    def _report(self, code: str, line: int, col: int, *args: Argument) -> None:
        self.diagnostics.append(Diagnostic(code, Span(self.path, line, line, col), args))

    def _useless(self, directive: Directive) -> None:
        self._report("N107", directive.line, directive.col, directives.spelling(directive.name))

    def _leave(self, entry: OpenEntry) -> None:
        """Account for an entry that says nothing."""
        for directive in entry.directives:
            if directive.name != "skip":
                self._useless(directive)
        if entry.term is None:
            return
        childless = not entry.is_skipped and not entry.has_children
        if childless and entry.shape == "question":
            self._report("N102", entry.line, entry.col)
            return
        if childless and entry.shape == "term":
            self._report("N104", entry.line, entry.col, entry.title)
            return
        self.structure.append(Structure(entry.line, "heading"))


def _is_case(heading: OpenEntry) -> bool:
    """Tell whether the questions below a heading are about the text right below it, which is no exercise by itself."""
    texts = (block.text.md for block in heading.blocks if isinstance(block, Prose))
    said = (md[start:end] for md in texts for start, end in sentences(md))
    return names_case(heading.title) and not any(map(sets_task, said))


_ACTS: dict[type, Callable[[Assembly, Any], None]] = {
    Close: Assembly._close,
    Open: Assembly._open,
    ToTerm: Assembly._to_term,
    Gist: Assembly._gist,
    Answer: Assembly._answer,
    Say: Assembly._say,
    Join: Assembly._join,
    UnderItem: Assembly._under_item,
    AddItem: Assembly._add_item,
    Put: Assembly._put,
    Direct: Assembly._direct,
    Drop: Assembly._drop,
    Pin: Assembly._pin,
    Allow: Assembly._allow,
    Note: Assembly._note,
    Report: Assembly._tell,
}
"""What each step makes; the others make nothing."""
