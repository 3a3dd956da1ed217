"""What has been read above a line, as far as a rule may need to know it.

It follows from the steps of the lines above alone, and holds no entry in the making: only which are
open, what the text before says, and which lists stand open.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from deckbuilder.base.blocks import Shape
from deckbuilder.base.text import glue
from deckbuilder.read import directives
from deckbuilder.read.long_lines import LONGEST_TEXT
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.steps import (
    AddItem,
    Answer,
    Blank,
    Close,
    Direct,
    Drop,
    Gist,
    Join,
    Open,
    Put,
    Say,
    Step,
    Stop,
    ToTerm,
    UnderItem,
)


class Said(msgspec.Struct):
    """A text that has been read."""

    form: str
    md: str


class OpenList(msgspec.Struct):
    """A list that has been read, and that an item may continue."""

    indent: int
    family: str
    item: Said
    """Its last item."""
    item_indent: int
    """That of the last item; it may be a slip off the list's."""
    count: int = 1
    holds: bool = False
    """Something stands below that item."""


class OpenEntry(msgspec.Struct):
    """An entry that a line may still belong to."""

    level: Level
    shape: Shape
    title: str
    term: str | None
    blank_ends: bool = False
    inside: int = 0
    awaiting: bool = False
    headed: bool = False
    is_exercise: bool = False
    has_gist: bool = False
    last: Said | OpenList | None = None
    """Its last block."""
    is_answered: bool = False
    last_of_answer: Said | OpenList | None = None
    is_explained: bool = False
    is_solved: bool = False
    """What answers it so far is a solution."""

    @property
    def awaits_after_hint(self) -> bool:
        """Tell whether it is a question that so far has only a hint below it."""
        return self.is_explained and not self.is_answered

    @property
    def is_empty(self) -> bool:
        return not self.has_gist and self.last is None and not self.is_answered

    @property
    def newest(self) -> Said | OpenList | None:
        """The last block where the next would go."""
        return self.last if self._takes_blocks else self.last_of_answer

    def add(self, block: Said | OpenList) -> None:
        if self._takes_blocks:
            self.last = block
        else:
            self.last_of_answer = block

    @property
    def _takes_blocks(self) -> bool:
        return not self.is_answered or self.is_explained


def takes_answer(entry: OpenEntry, explains: bool) -> bool:
    """Tell whether an entry is a question that waits for its answer, or for what explains it."""
    return entry.shape == "question" and (explains or entry.last_of_answer is None or entry.is_solved)


class Context(msgspec.Struct):
    """What stands above the line that is being read."""

    entries: list[OpenEntry] = []
    """Those that are open, outermost first."""
    fresh: bool = False
    """Nothing but its own line has been read of the innermost entry."""
    gap: bool = True
    """A blank line or a construct lies between this line and the text before it."""
    text: Said | None = None
    """The text that an unmarked next line may continue."""
    lists: list[OpenList] = []
    """Those that are open in the innermost entry, outermost first."""
    item_level: Level | None = None
    """That of the bullet before, if it was an item."""
    pending: tuple[str, ...] = ()
    """Directives that wait for what they are for."""

    @staticmethod
    def of_file(title: str) -> "Context":
        """Return what stands above the first line of a file."""
        return Context([OpenEntry(Level(Rank.FILE), "text", title, None)])

    @property
    def top(self) -> OpenEntry:
        """The innermost entry."""
        return self.entries[-1]

    @property
    def item(self) -> OpenList | None:
        """The innermost list, whose last item text may belong to."""
        return self.lists[-1] if self.lists else None

    def take(self, step: Step) -> None:
        """Go on by one step."""
        if act := _ACTS.get(type(step)):
            act(self, step)

    # --- what the steps change -----------------------------------------------------------------

    def _close(self, step: Close) -> None:
        before = self.top
        while len(self.entries) > 1 and (self.top.level > step.level or (step.itself and self.top.level == step.level)):
            self.entries.pop()
        if self.top is not before:
            self.lists, self.text = [], None

    def _open(self, step: Open) -> None:
        self._close(Close(step.level))
        entry = OpenEntry(
            step.level, step.shape, step.title.plain, step.title.md, step.blank_ends, step.inside, step.awaiting,
            step.headed, step.exercise,
        )  # fmt: skip
        self.entries.append(entry)
        self.fresh, self.gap, self.text, self.lists, self.item_level = not step.asks, True, None, [], None
        self.pending = ()

    def _to_term(self, step: ToTerm) -> None:
        term = self.top.term or ""
        self.top.term = term + (glue(term, step.text) if step.between is None else step.between) + step.text

    def _gist(self, _step: Gist) -> None:
        self.top.has_gist = True
        self.fresh, self.gap = False, True

    def _direct(self, step: Direct) -> None:
        names = [directive[0] for name in step.names if (directive := directives.read(name.text))]
        if not step.to_entry:
            self.pending = (*self.pending, *names)

    def _say(self, step: Say) -> None:
        said = Said(step.form, step.text)
        self._add(said)
        self._continue_from(said if step.then != "ends" else None)
        self.gap = step.then != "goes on"
        if step.form != "caption":
            self._serve(("picture", "whole"))

    def _join(self, step: Join) -> None:
        assert self.text
        md = self.text.md
        self.text.md = md + (glue(md, step.text) if step.between is None else step.between) + step.text
        self._continue_from(self.text)

    def _under_item(self, step: UnderItem) -> None:
        self.lists[-1].holds = True
        self.gap = False
        self._continue_from(Said("paragraph", step.text))

    def _add_item(self, step: AddItem) -> None:
        if step.resumes:
            newest = self.top.newest
            assert isinstance(newest, OpenList)
            self.lists = [newest]
        self.lists = self.lists[: step.kept]
        item = Said("item", step.text)
        if step.joins:
            same = self.lists[-1]
            same.item, same.item_indent, same.count, same.holds = item, step.indent, same.count + 1, False
        else:
            fresh = OpenList(step.indent, step.family, item, step.indent)
            if self.lists:
                self.lists[-1].holds = True
            else:
                self.top.add(fresh)
            self.lists.append(fresh)
            self._serve(("picture",))
        self.gap, self.fresh, self.item_level = False, False, step.level
        self._continue_from(item)

    def _put(self, step: Put) -> None:
        if step.under_item:
            self.lists[-1].holds = True
        else:
            self._add(Said("whole", ""))
        self.text, self.gap = None, True
        self._serve(step.later)

    def _drop(self, step: Drop) -> None:
        self._serve(step.later)

    def _answer(self, step: Answer) -> None:
        index = next(i for i in range(len(self.entries) - 1, -1, -1) if takes_answer(self.entries[i], step.explains))
        self._close(Close(self.entries[index].level, itself=False))
        self.top.awaiting, self.top.is_explained = False, step.explains
        self.top.is_answered |= not step.explains
        if self.top.is_solved and not step.explains:
            self.top.last, self.top.last_of_answer = self.top.last_of_answer, None
        self.top.is_solved = step.solves
        self.fresh, self.gap, self.text, self.lists = False, True, None, []

    def _stop(self, step: Stop) -> None:
        self.gap, self.text = True, None
        if step.lists:
            self.lists = []

    def _blank(self, _step: Blank) -> None:
        self.gap = True

    def _add(self, block: Said) -> None:
        self.top.add(block)
        self.lists, self.fresh, self.item_level = [], False, None

    def _continue_from(self, said: Said | None) -> None:
        """Let a next line go on from a text, unless it is as long as one may be."""
        self.text = said if said is not None and len(said.md) < LONGEST_TEXT else None

    def _serve(self, later: tuple[str, ...]) -> None:
        """A block takes the directives that wait, but for those that are not for its kind."""
        self.pending = tuple(name for name in self.pending if name in later)


_ACTS: dict[type, Callable[[Context, Any], None]] = {
    Close: Context._close,
    Open: Context._open,
    ToTerm: Context._to_term,
    Gist: Context._gist,
    Direct: Context._direct,
    Say: Context._say,
    Join: Context._join,
    UnderItem: Context._under_item,
    AddItem: Context._add_item,
    Put: Context._put,
    Drop: Context._drop,
    Answer: Context._answer,
    Stop: Context._stop,
    Blank: Context._blank,
}
"""What each step changes; the others change nothing that a rule needs."""
