"""What walks over the lines of a file: where it is, what it found, and the comments it takes out on the way."""

from collections.abc import Callable, Iterator

from deckbuilder.base.model import Diagnostic, Source, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.base.words import Argument, Words
from deckbuilder.read.comments import uncommented
from deckbuilder.read.markers import Line, LineKind, classify, indentation
from deckbuilder.read.references import resolved
from deckbuilder.read.table_rows import is_separator

LONGEST_ROW = 4_000
"""Characters of a table's row; longer ones nobody writes (see `lines`)."""


class LineReader:
    """The physical lines of a file, which of them is being read, and the Lines and diagnostics found so far."""

    def __init__(self, source: Source, is_head: bool) -> None:
        self.path = source.path
        self.is_head = is_head
        self.rows = source.text.split("\n")
        self.links = dict(source.links)
        self.here = source.body
        """Index of the row that is being read."""
        self.lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.leaves_open = False
        """A closing was looked for in vain."""
        self.closings: dict[str, tuple[int, int]] = {}
        """From where each closing was looked for, and where it stands, so that no line is searched for it again."""

    def warn(self, code: str, *args: Argument) -> None:
        """Report something about the row that is being read."""
        raw = self.rows[self.here]
        col = len(raw) - len(raw.lstrip()) + 1
        self.diagnostics.append(Diagnostic(code, Span(self.path, self.here + 1, self.here + 1, col), args))

    def leave_out(self, what: Words, text: str, last: int) -> None:
        """Read what is no text that anybody wrote as blank; its lines are not covered."""
        self.warn("N115", what, f"{len(text):,}", Words("left out", "読みません"))
        self.emit("blank", last, "", "")

    def closing(self, name: str, closes: Callable[[str], bool], start: int) -> int:
        """Return the index of the first row from `start` on that `closes`, or the number of rows if none does."""
        begin, end = self.closings.get(name, (0, -1))
        if not begin <= start <= end:
            rows = range(start, len(self.rows))
            end = next((index for index in rows if closes(self.rows[index])), len(self.rows))
            self.closings[name] = start, end
            self.leaves_open |= end == len(self.rows)
        return end

    def emit(self, kind: LineKind, last: int, mark: str, text: str, col: int = 1, indent: int | None = None) -> None:
        """Add the line from the row that is being read to the `last`, and go on below it."""
        indent = indentation(self.rows[self.here]) if indent is None else indent
        self.lines.append(Line(kind, self.here + 1, last, indent, mark, text, col))
        self.here = last

    # --- comments ------------------------------------------------------------------------------

    def without_comments(self, raw: str) -> str | None:
        """Take the comments out of a line; None when nothing of it is left to read."""
        rest, said, opened = uncommented(raw)
        for comment in said:
            self.pragma(comment, self.here)
        if opened is None:
            if rest.strip():
                return rest
            self.emit("comment", self.here + 1, "", "")
            return None
        end = self._end_of_comment(self.here)
        if end == len(self.rows):
            self.warn("N106")
            return f"{rest}<!--{opened}"
        inside, _, tail = self.rows[end].partition("-->")
        self.pragma(" ".join([opened, *self.rows[self.here + 1 : end], inside]), self.here)
        if rest.strip():
            self.lines.append(classify(rest, self.here + 1))
        self.emit("comment", end + (0 if tail.strip() else 1), "", "")
        if tail.strip():
            self.rows[end] = " " * len(inside + "-->") + tail
        return None

    def _end_of_comment(self, index: int) -> int:
        """Return the index of the row where the comment ends that the row at `index` leaves open."""
        return self.closing("-->", lambda row: "-->" in row, index + 1)

    def pragma(self, comment: str, index: int) -> None:
        """Read `<!-- id: name -->` and `<!-- allow: N105 -->`."""
        if match := _PRAGMA.match(comment):
            self.lines.append(Line("pragma", index + 1, index + 1, 0, match[1], match[2], 1))

    def below(self) -> Iterator[tuple[str, list[str], int]]:
        """Yield each row below this one without its comments, what these say, and how many lines it is with them."""
        index = self.here + 1
        while index < len(self.rows) and len(self.rows[index]) <= LONGEST_ROW:
            raw = self.rows[index]
            if not raw.strip():
                if not self._is_slip(index):
                    return
                yield "", [], 1
                index += 1
                continue
            row, said, opened = uncommented(raw) if "<!--" in raw else (raw, [], None)
            row, end = resolved(unquoted(row), self.links), index
            if opened is not None:
                end = self._end_of_comment(index)
                if end == len(self.rows):
                    row, end = f"{row}<!--{opened}", index
                elif self.rows[end].partition("-->")[2].strip():
                    return
            yield row, said, end + 1 - index
            index = end + 1

    def _is_slip(self, index: int) -> bool:
        """Tell whether a blank line stands between two rows of one table: the next has borders, and heads no table itself."""
        row, below = (*self.rows[index + 1 : index + 3], "", "")[:2]
        return row.lstrip().startswith("|") and not is_separator(below)


def unquoted(raw: str) -> str:
    """Return a row of a table without the signs of a quotation in front, as long as before."""
    if "|" not in raw or not (match := _QUOTED_ROW.match(raw)):
        return raw
    return " " * match.end() + raw[match.end() :]


_PRAGMA = lazy(r"\s*(id|allow)\s*[:：]\s*(.*?)\s*$")
_QUOTED_ROW = lazy(r"\s*[>＞][>＞ 　]*(?=\|)")
