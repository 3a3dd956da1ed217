"""Set the texts and blocks of a notes file in HTML.

All texts of a file go through Markdown in one call, and those without any markup not at all.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable

from deckbuilder.base.blocks import Block, Caution, Item, ItemList, Labelled, Paragraph, Table, Text, Verbatim
from deckbuilder.base.model import Diagnostic, Source, Span
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.inline_html import MARKUP, cleaned, converted, tightened, with_images
from deckbuilder.cards.sanitizing import escaped, guarded, left_out
from deckbuilder.pictures.media import Library, Problem, gap_for, is_on_web, is_played
from deckbuilder.read.inline import plain

WIDEST_TABLE = 3
"""Columns that fit a phone; wider tables are set as a list per row."""


class Setter:
    """Sets the texts and blocks of one file."""

    def __init__(self, source: Source, library: Library, web_pictures: bool) -> None:
        self.source = source
        self.rows = source.text.split("\n")
        self.library = library
        self.web_pictures = web_pictures
        """Pictures on the web stay links."""
        self.diagnostics: list[Diagnostic] = []
        self.set: dict[str, str] = {}
        """HTML by Markdown."""
        self.media: dict[str, tuple[str, ...]] = {}
        """Packaged media paths by Markdown."""
        self.blocks: dict[int, str] = {}
        """HTML by the identity of a block; the rest of an entry stands on many cards."""

    # --- texts ------------------------------------------------------------------------------

    def prepare(self, texts: Iterable[Text]) -> None:
        """Set all texts that have markup, in one call of Markdown."""
        waiting: dict[str, Text] = {}
        for text in texts:
            if text.md not in self.set and text.md not in waiting:
                if MARKUP.search(text.md):
                    waiting[text.md] = text
                else:
                    self.set[text.md] = html.escape(tightened(text.md), quote=False)
        if not waiting:
            return
        for text, (body, left) in zip(waiting.values(), converted(list(waiting)), strict=True):
            self.set[text.md] = self.finished(body, text, left)

    def finished(self, body: str, text: Text, left: Iterable[str]) -> str:
        """Return the clean HTML of `text` with its media, and nothing in it that Anki would obey.

        `left` is what its cleaning left out.
        """
        self.diagnostics += [Diagnostic("N112", self._span(text, said), (said,)) for said in dict.fromkeys(left)]
        body = guarded(self._with_media(body, text) if "<img" in body else body)
        return body.replace("\x14", "[").replace("\x15", "]")

    def _span(self, text: Text, part: str) -> Span:
        """Return where `part` of a text stands in the notes; slots and joined names may have moved it."""
        line, col = text.at(max(text.md.find(part), 0))
        row = self.rows[line - 1]
        if not row.startswith(part, col - 1):
            col = row.find(part) + 1 or min(col, len(row) + 1)
        return Span(self.source.path, line, line, col)

    def text(self, text: Text) -> str:
        """Return the HTML of a text."""
        return self.set[text.md]

    def _with_media(self, body: str, text: Text) -> str:
        """Point pictures at their packaged names; sound and video become what Anki plays."""
        used: list[str] = []
        cleaned = (match[1] or match[2] for match in _ADDRESSED.finditer(text.md))

        def shown(image: dict[str, str]) -> dict[str, str] | str:
            reference = image.get("src") or next(cleaned, "")
            path = self.library.find(reference, self.source.path)
            if self.web_pictures and is_on_web(reference):
                return image | {"src": re.sub("^//", "https://", reference)}
            if isinstance(path, Problem):
                self.diagnostics.append(Diagnostic(path.code, self._span(text, reference), path.args))
                name = gap_for(reference)
            else:
                used.append(path)
                name = self.library.asset(path).name
                if path in self.library.scaled:
                    self.report("N406", text, posixpath.basename(path), self.library.scaled[path])
            is_sound = is_played(reference.partition("?")[0] if isinstance(path, Problem) else path)
            return f"\x14sound:{name}\x15" if is_sound else image | {"src": name}

        body = with_images(body, shown)
        self.media[text.md] = tuple(used)
        return body

    # --- blocks -----------------------------------------------------------------------------

    def block(self, block: Block) -> str:
        """Return the HTML of a block."""
        key = id(block)
        if key not in self.blocks:
            self.blocks[key] = _BLOCKS[type(block)](self, block)
        return self.blocks[key]

    def item(self, item: Item) -> str:
        """Return the HTML of an item; those of a long list stand on the backs of many cards."""
        key = id(item)
        if key not in self.blocks:
            inside = "".join([self.block(inner) for inner in item.blocks])
            self.blocks[key] = f"<li>{self.text(item.text)}{inside}</li>"
        return self.blocks[key]

    def body(self, blocks: tuple[Block, ...]) -> str:
        """Return the HTML of blocks; a single paragraph without its <p>."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self.text(blocks[0].text)
        return "".join(self.block(block) for block in blocks)

    def report(self, code: str, text: Text, *args: str) -> None:
        """Report something about a text."""
        _, line, col = text.origins[0]
        self.diagnostics.append(Diagnostic(code, Span(self.source.path, line, line, col), args))


_ADDRESSED = lazy(
    r"""!\[[^\[\]]*\]\(\s*<?(?!https?:)([A-Za-z][A-Za-z0-9+.-]*:[^()<>\s]*)"""
    r"""|<img\b[^<>]*\bsrc\s*=\s*["']?(?!https?:)([A-Za-z][A-Za-z0-9+.-]*:[^"'<>\s]*)""",
    re.IGNORECASE,
)
"""A picture by an address that cleaning takes away: file:, data:, C:."""


# --- blocks -----------------------------------------------------------------------------------


def _paragraph(setter: Setter, block: Paragraph) -> str:
    return f"<p>{setter.text(block.text)}</p>"


def _caution(setter: Setter, block: Caution) -> str:
    return f'<p class="caution">※ {setter.text(block.text)}</p>'


def _labelled(setter: Setter, block: Labelled) -> str:
    label = escaped(plain(block.label))
    return f'<p class="label"><b>{label}</b>{setter.text(block.text)}</p>'


def _list(setter: Setter, block: ItemList) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join([setter.item(item) for item in block.items])}</{tag}>"


def _table(setter: Setter, block: Table) -> str:
    caption = f"<p>{setter.text(block.caption)}</p>" if block.caption else ""
    header = [setter.text(cell) for cell in block.header]
    rows = [[setter.text(cell) for cell in row] for row in block.rows]
    if max((len(row) for row in rows), default=0) > WIDEST_TABLE:
        return caption + _stacked(header, rows)
    head = f"<tr>{''.join(f'<th>{cell}</th>' for cell in header)}</tr>" if header else ""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"{caption}<table>{head}{body}</table>"


def _stacked(header: list[str], rows: list[list[str]]) -> str:
    """Set a table that is too wide for a phone as a list of its rows."""
    parts = []
    for row in rows:
        pairs = [
            f"<dt>{header[column] if column < len(header) else ''}</dt><dd>{cell}</dd>"
            for column, cell in enumerate(row[1:], 1)
            if cell
        ]
        parts.append(f"<h4>{row[0]}</h4><dl>{''.join(pairs)}</dl>")
    return f'<div class="rows">{"".join(parts)}</div>'


def _verbatim(setter: Setter, block: Verbatim) -> str:
    text = block.text.md
    if block.form == "code":
        return f"<pre><code>{escaped(text)}</code></pre>"
    if block.form == "math":
        return rf"<p>\[{escaped(text)}\]</p>"
    return setter.finished(cleaned(text), block.text, left_out(text))


_BLOCKS: dict[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    Caution: _caution,
    Labelled: _labelled,
    ItemList: _list,
    Table: _table,
    Verbatim: _verbatim,
}
"""How each kind of block is set."""
