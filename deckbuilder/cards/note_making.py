"""What the notes of all kinds have in common: their place, their backs, and the lines that they ask and show."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from deckbuilder.base.blocks import Block, Choices, ItemList, Paragraph, Text, Verbatim, block_lines, block_texts
from deckbuilder.base.html_text import is_seen
from deckbuilder.base.model import Diagnostic, Settings, Span
from deckbuilder.base.notes import Draft, Rendered
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold, rooted
from deckbuilder.cards.sanitizing import escaped
from deckbuilder.cards.trimming import untold
from deckbuilder.cards.typesetting import Setter
from deckbuilder.read.file_names import folder_above, stem
from deckbuilder.read.inline import plain
from deckbuilder.read.places import below, named, place

_PART = lazy(r"\{(path|heading|line)\}")
"""What is filled in where a source line leads."""


class NoteMaker:
    """Makes the notes of one file of what is set in HTML."""

    def __init__(self, setter: Setter, settings: Settings) -> None:
        self.setter = setter
        self.source = setter.source
        self.settings = settings
        self.title = self.source.settings.title or stem(self.source.path)
        self.folder = folder_above(self.source.path)
        self.used: set[str] = set()
        """Paths of the author's files that the notes show."""

    def is_whole(self, draft: Draft, sides: Iterable[str]) -> bool:
        """Tell whether something is seen on all sides of a note, and report where HTML that is left out was all of it."""
        whole = all(map(is_seen, sides))
        if not whole:
            self.report(draft, "N119")
        return whole

    def report(self, draft: Draft, code: str) -> None:
        """Report something about a draft."""
        line = draft.span.first
        self.setter.diagnostics.append(Diagnostic(code, Span(self.source.path, line, line)))

    def common(self, draft: Draft, avoid: Iterable[str], under: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the fields that all note types have; `under` is what the trail goes on with."""
        return {
            "Place": escaped(self._place(draft, list(avoid), under)),
            "Extra": "".join(self.setter.block(block) for block in draft.extra),
            "Scale": f"{self.settings.font_scale:g}" if self.settings.font_scale != 1 else "",
            "Source": self._source(draft, under),
        }

    def note(
        self,
        draft: Draft,
        fields: dict[str, str],
        prompt: str,
        answer: str,
        slots: tuple[tuple[str, str], ...],
    ) -> Rendered:
        """Return a note with its fields; `slots` are the key and the hidden text of each."""
        self.used.update(path for text in draft_texts(draft) for path in self.setter.media.get(text.md, ()))
        body, in_sight = _divided(draft)
        return Rendered(
            kind=draft.kind,
            role=draft.role,
            trail=draft.trail,
            term=draft.term,
            deck=draft.deck,
            tags=tuple(rooted(tag, self.settings.tag_root) for tag in draft.tags),
            pin=draft.pin,
            wish=draft.wish,
            insists=draft.insists,
            objections=draft.objections,
            span=draft.span,
            fields=fields,
            prompt=prompt,
            answer=answer,
            folded=(fold(prompt), fold(answer)),
            gist=self.setter.text(draft.gist) if draft.gist else "",
            slots=slots,
            asked=tuple(sorted({*draft.head, *_lines([draft.prompt] if draft.prompt else [], body)})),
            shown=_lines([], (*in_sight, *draft.extra)),
        )

    def _source(self, draft: Draft, under: tuple[str, ...]) -> str:
        """Return where in the notes a note comes from, as a link where the user wants one."""
        said = escaped(" › ".join((self.source.path, *draft.trail, *under)))
        if not self.settings.source_link:
            return said
        heading = draft.trail[-1] if draft.trail else ""
        parts = {
            "path": quote(self.source.path),
            "heading": quote(heading, safe=""),
            "line": str(self.source.start + draft.span.first),
        }
        address = _PART.sub(lambda part: parts[part[1]], self.settings.source_link)
        return f'<a href="{escaped(address)}">{said}</a>'

    def _place(self, draft: Draft, avoid: Sequence[str], under: tuple[str, ...]) -> str:
        """Return the place of a note: its headings, or else its file, its folder or its deck."""
        name = self.source.name if draft.trail and fold(self.source.name) not in fold(draft.trail[0]) else ""
        trail = draft.trail if under == draft.trail[-1:] else (*draft.trail, *under)
        if draft.kind == "basic" and draft.prompt and not draft.reverse:
            name_asked, answer = plain(draft.prompt.md), " ".join(avoid)
            trail = tuple(untold(title, name_asked, answer) for title in trail)
        own = place(trail, avoid, "" if under else draft.term, name)
        own = own or named((self.title, self.folder, self.settings.name), avoid)
        return below(self.folder, own, [*avoid, draft.term])


def draft_texts(draft: Draft, verbatim: bool = True) -> Iterator[Text]:
    """Yield all texts of a draft; those that are taken as they stand only if wanted."""
    yield from filter(None, (draft.prompt, draft.gist))
    for block in (*draft.given, *draft.body, *draft.extra):
        yield from block_texts(block, verbatim)


def _divided(draft: Draft) -> tuple[list[Block], list[Block]]:
    """Return the blocks that a draft asks, without items of a list that it does not hide and choices that are wrong, and these."""
    body = [*draft.given]
    in_sight: list[Block] = []
    hidden = [slot for slot in draft.slots if not slot.kept] or draft.slots
    asked = {slot.line for slot in hidden}
    for block in draft.body:
        if isinstance(block, Choices):
            body += (*block.scenario, *block.setting)
            for choice in block.choices:
                (body if choice.right else in_sight).extend((Paragraph(choice.text), *choice.blocks))
            continue
        if draft.kind == "cloze" and isinstance(block, ItemList):
            in_sight += [Paragraph(item.text) for item in block.items if item.text.first not in asked]
            block = ItemList(tuple(item for item in block.items if item.text.first in asked), block.ordered)
        body.append(block)
    return body, in_sight


def _lines(texts: list[Text], blocks: Iterable[Block]) -> tuple[int, ...]:
    found = {line for text in texts for _, line, _ in text.origins}
    for block in blocks:
        found.update(_block_lines(block))
    return tuple(sorted(found))


def _block_lines(block: Block) -> Iterator[int]:
    if isinstance(block, Verbatim):
        first, last = block_lines(block)
        yield from range(first, last + 1)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from (line for _, line, _ in item.text.origins)
            for inner in item.blocks:
                yield from _block_lines(inner)
    else:
        yield from (line for text in block_texts(block) for _, line, _ in text.origins)
