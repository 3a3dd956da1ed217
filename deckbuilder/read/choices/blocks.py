"""The text round the choices of a question: the question itself, and what explains its answer."""

from collections.abc import Iterable, Sequence

from deckbuilder.base.blocks import Block, Item, ItemList, Paragraph, Table, Text
from deckbuilder.base.text import fold
from deckbuilder.read.choices.labels import Label, labelled, lead_length
from deckbuilder.read.choices.rows import LISTED, Row, unlabelled
from deckbuilder.read.choices.runs import OpenChoice
from deckbuilder.read.inline import marks, plain
from deckbuilder.read.markers import Line
from deckbuilder.read.open_blocks import JoinedText, verbatim
from deckbuilder.read.table_rows import parsed_table


def set_apart(line: Line) -> Block | None:
    """Return a table, code, formula or HTML as it stands."""
    if line.kind == "table":
        header, rows, _ = parsed_table(line)
        return Table(header, tuple(rows), None, line.first, line.last) if rows else None
    return verbatim(line) if line.kind in ("code", "math", "html") else None


def unmarked(choices: Sequence[OpenChoice]) -> list[Text]:
    """Return what the choices say; a mark on some of them only would tell which are right, so it is taken off."""
    texts = [choice.open_text.text() for choice in choices]
    spans = [marks(text.md) for text in texts]
    return texts if all(spans) else [_without(text, found) for text, found in zip(texts, spans, strict=True)]


def _without(text: Text, found: Sequence[tuple[int, int, str]]) -> Text:
    for start, end, inner in reversed(found):
        head, tail = text.slice(0, start), text.md[end:]
        text = Text(head.md + inner + tail, text.origins[:1] if len(text.origins) == 1 else text.origins)
    return text


# --- the question ------------------------------------------------------------------------------


def question_text(
    rows: Iterable[Row], lines: Sequence[Line], run: JoinedText | None
) -> tuple[JoinedText | None, list[Block]]:
    """Return the text of a question, begun or not, with that of its rows, and what stands apart in it."""
    setting: list[Block] = []
    gap = is_broken = False
    for row in rows:
        if not row.text:
            apart = None if row.kind == "blank" else set_apart(lines[row.at])
            setting += [apart] if apart else []
            gap = gap or apart is None
            continue
        text = row.text.lstrip(">＞ 　")
        col = row.col + len(row.text) - len(text)
        if run is None:
            run = JoinedText(text, row.number, col)
        elif text:
            on_its_own = gap or is_broken or row.kind not in ("plain", "fenced") or labelled(text)
            run.add(text, row.number, col, "\n" if on_its_own else None)
        gap, is_broken = False, row.is_broken
    return run, setting


# --- the explanation ---------------------------------------------------------------------------


def explanation(rows: Sequence[Row], lines: Sequence[Line], choices: Sequence[Text], family: str) -> list[Block]:
    """Return what explains an answer as blocks; what is said of a choice by its letter is put to its text."""
    of_choice = _said_of_choices(rows, len(choices), family)
    said = _Explanation(choices)
    for row in rows:
        if row.kind in ("blank", "close", "rule", "frame"):
            if said.open_run is not None:
                said.close()
        elif not row.text:
            said.close()
            block = set_apart(lines[row.at])
            said.blocks += [block] if block else []
        else:
            said.add(row, labelled(row.text) if row.number in of_choice else None)
    said.close()
    return said.blocks


class _Explanation:
    """The blocks of an explanation as they are made, row by row."""

    def __init__(self, choices: Sequence[Text]) -> None:
        self.choices = choices
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.by_choice = False
        """Whether each item is of a choice."""
        self.open_run: JoinedText | None = None

    def close(self) -> None:
        """Make blocks of what is open."""
        if self.open_run is not None:
            self.blocks.append(Paragraph(self.open_run.text()))
        if self.items:
            self.blocks.append(ItemList(tuple(self.items), False))
        self.open_run, self.items = None, []

    def add(self, row: Row, label: Label | None) -> None:
        """Add a row with a text; `label` is that of the choice that it says something of."""
        text, start = unlabelled(row)
        text = text.lstrip("#>＞ 　")
        start = len(row.text) - len(text) if row.text.endswith(text) else start
        if not text.strip("*_ 　【】"):
            return
        if label is not None or row.kind in LISTED:
            if self.by_choice != (label is not None):
                self.close()
            self.by_choice = label is not None
            self.items.append(_item(row, self.choices, label.place if label else None))
        elif self.items and (row.indent or self.by_choice) and row.kind != "heading":
            self.items[-1] = _longer(self.items[-1], Text(text, ((0, row.number, row.col + start),)))
        else:
            self._add_text(row, text, row.col + start)

    def _add_text(self, row: Row, text: str, col: int) -> None:
        if self.items or row.kind == "heading":
            self.close()
        if self.open_run is None:
            self.open_run = JoinedText(text, row.number, col)
        else:
            self.open_run.add(text, row.number, col, None)
        if row.kind == "heading":
            self.close()


def _said_of_choices(rows: Sequence[Row], count: int, family: str) -> set[int]:
    """Return the numbers of the rows that say something of a choice, each led by its letter."""
    found = {}
    for row in rows:
        label = labelled(row.text) if row.kind != "heading" else None
        if label and label.family in (family, "digit" if family == "circled" else family) and label.place < count:
            found[row.number] = label.place
    return set(found) if len(set(found.values())) > 1 and len(set(found.values())) == len(found) else set()


def _item(row: Row, choices: Sequence[Text], of: int | None) -> Item:
    label = labelled(row.text)
    if of is not None and label is not None:
        said = Text(label.text, ((0, row.number, row.col + label.start),))
        if fold(plain(label.text)).startswith(fold(plain(choices[of].md))):
            return Item(said)
        return Item(Text(choices[of].md, said.origins), (Paragraph(said),) if said.md else ())
    text = row.text[lead_length(row.text) :]
    return Item(Text(text, ((0, row.number, row.col + len(row.text) - len(text)),)))


def _longer(item: Item, text: Text) -> Item:
    return Item(item.text, (*item.blocks, Paragraph(text)), item.label)


def blocks_of_choice(choice: OpenChoice, lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the code, tables and formulas right below a choice, which are a part of it."""
    found = []
    for row in choice.nested:
        block = set_apart(lines[row.at])
        if block is None:
            break
        found.append(block)
    return tuple(found)


def below_choices(choices: Sequence[OpenChoice], texts: Sequence[Text], lines: Sequence[Line]) -> list[Block]:
    """Return what else stands indented below choices, each under the text of its choice."""
    items = []
    for choice, text in zip(choices, texts, strict=True):
        rest = choice.nested[len(blocks_of_choice(choice, lines)) :]
        if text.md and (blocks := explanation(rest, lines, (), "")):
            items.append(Item(Text(text.md, ((0, rest[0].number, 1),)), tuple(blocks)))
    return [ItemList(tuple(items), False)] if items else []
