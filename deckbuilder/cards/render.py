"""Set drafts in HTML. Markdown sees only what stands inside a line; blocks are ours.

All texts of a file go through Markdown in one call, and those without any markup not at all.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import markdown
import nh3
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, ImageInlineProcessor, LinkInlineProcessor
from msgspec.structs import replace

from deckbuilder.base.model import (
    Asset,
    Block,
    Caution,
    Choices,
    Diagnostic,
    Draft,
    ItemList,
    Labelled,
    Paragraph,
    Place,
    Rendered,
    Settings,
    Source,
    Span,
    Table,
    Text,
    Verbatim,
    block_lines,
    block_texts,
)
from deckbuilder.base.text import PAGE_NUMBER, TAG, fold, gives_away, html_plain, is_seen, place, rooted
from deckbuilder.cards.choice_lists import answer_html, choices_html, names_label
from deckbuilder.cards.sanitizing import ATTRIBUTES, SCHEMES, TAGS, escaped, guarded, left_out
from deckbuilder.pictures.media import Library, Problem, gap_for, is_medium, is_on_web, is_played, packaged_name
from deckbuilder.pictures.svg import Region
from deckbuilder.pictures.table_pictures import Laid, TablePictures, parts_of
from deckbuilder.read.cells import Cell, table_cells
from deckbuilder.read.inline import CLOSE, MIDDLE, OPEN, TOKEN, map_slots, plain, ruby_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.formatter import HTMLFormatter

LONGEST_REVERSE = 20
"""Characters of a gist that is asked the way back."""
WIDEST_TABLE = 3
"""Columns that fit a phone; wider tables are set as a list per row."""
_MARKUP = re.compile(r"[*_`\[\]!<&\\$~^=|{}《\n]|://")
_MARKDOWN = re.compile(r"[*_`\[\]!<&\\]|://")
"""What Markdown may see a meaning in."""
_OURS = "$=~<|【】"
"""What only our notation, and not Markdown, lets a backslash escape."""
_STASH, _UNSTASH = "\x12", "\x13"


class Typeset(NamedTuple):
    """The drafts of one file set in HTML, in the same order; a large table is several notes."""

    cards: list[Rendered]
    diagnostics: list[Diagnostic]
    tables: list[Laid]
    """Those that became pictures."""
    media: set[str]
    """Paths of the author's files that the notes show."""
    pictures: list[Asset]
    """Pictures that were drawn for them."""
    unmade: set[Place]
    """Trails with terms of diagrams that cannot be asked as they are."""


def rendered(
    drafts: list[Draft], source: Source, settings: Settings, library: Library, table_pictures: TablePictures
) -> Typeset:
    """Set the drafts of one file."""
    setter = _Setter(source, settings, library, table_pictures)
    setter.cells = {cell.key for draft in drafts for cell in _drawn_cells(draft)}
    setter.prepare(text for draft in drafts for text in _draft_texts(draft, verbatim=False))
    cards = [card for draft in drafts for card in setter.draft(draft)]
    return Typeset(cards, setter.diagnostics, setter.tables, setter.used, setter.pictures, setter.unmade)


def _inline_markdown() -> markdown.Markdown:
    """Return a Markdown that knows paragraphs and what stands inside them, and nothing else."""
    converter = markdown.Markdown()
    for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.deregister("html_block")
    for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(_Link(LINK_RE, converter), "link", 160)
    converter.inlinePatterns.register(_Image(IMAGE_LINK_RE, converter), "image_link", 150)
    return converter


class _Link(LinkInlineProcessor):
    """Finds the ] of each [ once; Markdown looks for it to the end of the text from every single one."""

    data = ""
    partners: dict[int, int]

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """Return the text behind the [ before `index`, where it ends, and whether it does."""
        if data is not self.data:
            self.data, self.partners = data, _partners(data)
        end = self.partners.get(index - 1)
        return ("", index, False) if end is None else (data[index:end], end + 1, True)


class _Image(_Link, ImageInlineProcessor):
    """The same for pictures."""


def _partners(text: str) -> dict[int, int]:
    """Return where the ] is of each [ that has one."""
    waiting: list[int] = []
    found = {}
    for bracket in _BRACKET.finditer(text):
        if bracket.group() == "[":
            waiting.append(bracket.start())
        elif waiting:
            found[waiting.pop()] = bracket.start()
    return found


_BRACKET = re.compile(r"[\[\]]")


def _soup(body: str) -> "BeautifulSoup":
    """Parse HTML that has pictures; most notes have none, and Beautiful Soup takes a third of a start."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(body, "html.parser")


@cache
def _quoting() -> "HTMLFormatter":
    """Return what writes attributes in double quotes, as all other HTML of ours has them."""
    from bs4.dammit import EntitySubstitution
    from bs4.formatter import HTMLFormatter

    class Quoting(HTMLFormatter):
        def attribute_value(self, value: str) -> str:
            return super().attribute_value(value).replace('"', "&quot;")

    return Quoting(entity_substitution=EntitySubstitution.substitute_xml)


def _draft_texts(draft: Draft, verbatim: bool = True) -> Iterator[Text]:
    if draft.prompt:
        yield draft.prompt
    for block in (*draft.body, *draft.extra):
        yield from block_texts(block, verbatim)


def _drawn_cells(draft: Draft) -> list[Cell]:
    """Return the cells that a picture of a table asks."""
    block = draft.body[0] if draft.kind == "occlusion" else None
    return [cell for cell in table_cells(block) if cell.asked] if isinstance(block, Table) else []


class _Setter:
    """Sets the texts and blocks of one file."""

    def __init__(self, source: Source, settings: Settings, library: Library, table_pictures: TablePictures) -> None:
        self.source = source
        self.rows = source.text.split("\n")
        self.settings = settings
        self.library = library
        self.table_pictures = table_pictures
        self.diagnostics: list[Diagnostic] = []
        self.set: dict[str, str] = {}
        """HTML by Markdown."""
        self.media: dict[str, tuple[str, ...]] = {}
        """Packaged media paths by Markdown."""
        self.cells: set[str] = set()
        """Names of the cells that are asked of all tables that become pictures."""
        self.tables: list[Laid] = []
        """Those tables, as they were laid out."""
        self.used: set[str] = set()
        self.pictures: list[Asset] = []
        self.unmade: set[Place] = set()
        self.blocks: dict[int, str] = {}
        """HTML by the identity of a block; the rest of an entry stands on many cards."""

    # --- texts ------------------------------------------------------------------------------

    def prepare(self, texts: Iterable[Text]) -> None:
        """Set all texts that have markup, in one call of Markdown."""
        waiting: dict[str, Text] = {}
        for text in texts:
            if text.md not in self.set and text.md not in waiting:
                if _MARKUP.search(text.md):
                    waiting[text.md] = text
                else:
                    self.set[text.md] = html.escape(_tightened(text.md), quote=False)
        if not waiting:
            return
        for text, (body, left) in zip(waiting.values(), _converted(list(waiting)), strict=True):
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
        soup = _soup(body)
        used = []
        cleaned = (match[1] or match[2] for match in _ADDRESSED.finditer(text.md))
        for image in soup.find_all("img"):
            reference = str(image.get("src", "")) or next(cleaned, "")
            path = self.library.find(reference, self.source.path)
            if self.settings.web_pictures and is_on_web(reference):
                image["src"] = re.sub("^//", "https://", reference)
                continue
            if isinstance(path, Problem):
                self.diagnostics.append(Diagnostic(path.code, self._span(text, reference), path.args))
                name = gap_for(reference)
            else:
                used.append(path)
                name = self.library.asset(path).name
                if path in self.library.scaled:
                    self._report("N406", text, posixpath.basename(path), self.library.scaled[path])
            if is_played(reference.partition("?")[0] if isinstance(path, Problem) else path):
                image.replace_with(f"\x14sound:{name}\x15")
            else:
                image["src"] = name
        self.media[text.md] = tuple(used)
        return soup.decode(formatter=_quoting())

    # --- blocks -----------------------------------------------------------------------------

    def block(self, block: Block) -> str:
        """Return the HTML of a block."""
        key = id(block)
        if key not in self.blocks:
            self.blocks[key] = _BLOCKS[type(block)](self, block)
        return self.blocks[key]

    def body(self, blocks: tuple[Block, ...]) -> str:
        """Return the HTML of blocks; a single paragraph without its <p>."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return self.text(blocks[0].text)
        return "".join(self.block(block) for block in blocks)

    # --- notes ------------------------------------------------------------------------------

    def draft(self, draft: Draft) -> Iterator[Rendered]:
        """Yield the note or notes of one draft, with all of their fields."""
        if draft.kind == "occlusion":
            yield from self._pictures(draft)
        elif draft.kind == "choice":
            yield from self._choice(draft)
        else:
            yield from self._text_note(draft)

    def _is_whole(self, draft: Draft, sides: Iterable[str]) -> bool:
        """Tell whether something is seen on all sides of a note, and report where HTML that is left out was all of it."""
        whole = all(map(is_seen, sides))
        if not whole:
            line = draft.span.first
            self.diagnostics.append(Diagnostic("N119", Span(self.source.path, line, line)))
        return whole

    def _text_note(self, draft: Draft) -> Iterator[Rendered]:
        slots, body = _numbered(self.body(draft.body))
        if draft.slots and not slots:
            return
        prompt = self.text(draft.prompt) if draft.prompt else ""
        if not self._is_whole(draft, [prompt, body] if draft.prompt else [body]):
            return
        asked = [text for slot, text in slots if not draft.slots[slot].kept]
        answers = asked or [text for _, text in slots] or [html_plain(body)]
        answer_plain = html_plain(body)
        prompt_plain = html_plain(prompt) or draft.term
        avoid = [*answers, prompt_plain] if draft.reverse else answers
        fields = _FIELDS[draft.kind](draft, prompt, body, answers)
        if draft.typed and not fields["Typed"]:
            self.diagnostics.append(Diagnostic("N120", Span(self.source.path, draft.span.first, draft.span.first)))
        if not self.settings.tts:
            fields["Speech"] = ""
        if fields.get("Reverse") and not _tells_back(draft.role, prompt_plain, answer_plain):
            fields["Reverse"] = ""
        fields |= {"Cue": escaped(draft.cue), **self._common(draft, avoid)}
        hidden = tuple((draft.slots[slot].key, text) for slot, text in slots)
        card = self._note(draft, fields, prompt_plain, answer_plain, hidden)
        lines = [draft.slots[slot].line for slot, _ in slots] or [block_lines(draft.body[0])[0]]
        words = [text for _, text in slots] or [draft.asks or answer_plain]
        yield replace(
            card,
            asks=tuple((line, fold(text)) for line, text in zip(lines, words, strict=True)),
            kept=tuple(at for at, (slot, _) in enumerate(slots) if draft.slots[slot].kept),
        )

    def _choice(self, draft: Draft) -> Iterator[Rendered]:
        """Yield the note of a question with choices; their letters stand there only where a text names one."""
        choices = draft.body[0]
        assert isinstance(choices, Choices)
        assert draft.prompt
        texts = [self.text(choice.text) + "".join(map(self.block, choice.blocks)) for choice in choices.choices]
        right = [text for choice, text in zip(choices.choices, texts, strict=True) if choice.right]
        prompt = self.text(draft.prompt) + "".join(self.block(block) for block in choices.setting)
        if not self._is_whole(draft, [prompt, *texts]):
            return
        common = self._common(draft, [html_plain(text) for text in right])
        said = [html_plain(part) for part in (prompt, common["Extra"], *texts)]
        fields = {
            "Prompt": prompt,
            "Answer": answer_html(right),
            "Choices": choices_html(choices, texts, names_label([choice.label for choice in choices.choices], said)),
            "Cue": escaped(draft.cue),
            "Speech": _speech(draft.prompt.md) if self.settings.tts else "",
            **common,
        }
        card = self._note(draft, fields, html_plain(prompt), html_plain(fields["Answer"]), ())
        first = next(choice.text.first for choice in choices.choices if choice.right)
        yield replace(card, asks=((first, card.folded[1]),))

    def _common(self, draft: Draft, avoid: Iterable[str], under: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the fields that all note types have; `under` is what the trail goes on with."""
        return {
            "Place": escaped(self._place(draft, list(avoid), under)),
            "Extra": "".join(self.block(block) for block in draft.extra),
            "Scale": f"{self.settings.font_scale:g}" if self.settings.font_scale != 1 else "",
            "Source": escaped(" › ".join((self.source.path, *draft.trail, *under))),
        }

    def _note(
        self,
        draft: Draft,
        fields: dict[str, str],
        prompt: str,
        answer: str,
        slots: tuple[tuple[str, str], ...],
    ) -> Rendered:
        self.used.update(path for text in _draft_texts(draft) for path in self.media.get(text.md, ()))
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
            span=draft.span,
            fields=fields,
            prompt=prompt,
            answer=answer,
            folded=(fold(prompt), fold(answer)),
            slots=slots,
            asked=tuple(sorted({*draft.head, *_lines([draft.prompt] if draft.prompt else [], body)})),
            shown=_lines([], (*in_sight, *draft.extra)),
        )

    # --- pictures ---------------------------------------------------------------------------

    def _pictures(self, draft: Draft) -> Iterator[Rendered]:
        """Yield an image-occlusion note for each picture of a table, or the one of a diagram."""
        block = draft.body[0]
        header = self._header(draft, block)
        covers_all = _covers_all(block, self.settings.masks)
        if not isinstance(block, Table):
            assert isinstance(block, Paragraph)
            yield from self._diagram(draft, block, header, covers_all)
            return
        place = (*draft.trail, draft.term)
        drawn = _drawn_cells(draft)
        texts = {cell.key: html_plain(self.text(cell.text)) for cell in drawn}
        asks = {cell.key: (cell.text.first, fold(cell.key)) for cell in drawn}
        earlier = self.table_pictures.earlier(place, texts, self.cells)
        pictures = self.table_pictures.pictures(block, texts, earlier)
        self.tables.append(Laid(place, texts, earlier, parts_of(pictures, texts)))
        for file_cards in pictures:
            slots = tuple((key, texts[key]) for key in file_cards.areas if key in texts)
            if not slots:
                continue
            picture = Asset(packaged_name("table.png", file_cards.data), file_cards.data)
            self.pictures.append(picture)
            areas = [[file_cards.areas[key]] for key, _ in slots]
            alt = f"表：{header}" if header else "表"
            note = self._picture_note(draft, header, picture.name, alt, slots, areas, covers_all)
            yield replace(note, asks=tuple(asks[key] for key, _ in slots))

    def _diagram(self, draft: Draft, block: Paragraph, header: str, covers_all: bool) -> Iterator[Rendered]:
        """Ask the labelled regions of an SVG."""
        image = _soup(self.text(block.text)).find("img")
        paths = self.media.get(block.text.md, ())
        if image is None or not paths:
            self.unmade.add((*draft.trail, draft.term))
            return
        regions, unplaced = self.library.regions(paths[0])
        for label in unplaced:
            self._report("N407", block.text, label, posixpath.basename(paths[0]))
        if not regions:
            self.unmade.add((*draft.trail, draft.term))
            if not unplaced:
                self._report("N404", block.text, posixpath.basename(paths[0]))
            return
        slots = tuple((label, label) for label in regions)
        name, alt = str(image.get("src")), str(image.get("alt") or header)
        yield self._picture_note(draft, header or alt, name, alt, slots, list(regions.values()), covers_all)

    def _picture_note(
        self,
        draft: Draft,
        header: str,
        name: str,
        alt: str,
        slots: tuple[tuple[str, str], ...],
        areas: list[list[Region]],
        covers_all: bool,
    ) -> Rendered:
        # Under a caption of its own the picture belongs to the term, which stands nowhere else on the front.
        under = (draft.term,) if draft.term and fold(header) != fold(draft.term) else ()
        fields = {
            "Occlusion": "".join(_mask(slot, area, covers_all) for slot, own in enumerate(areas) for area in own),
            "Image": f'<img src="{name}" alt="{guarded(html.escape(alt))}">',
            "Header": escaped(header),
            **self._common(draft, (), under),
        }
        answer = " ".join(f"{key} {text}" for key, text in slots)
        return self._note(draft, fields, header, answer, slots)

    def _header(self, draft: Draft, block: Block) -> str:
        """Return what a picture is called: its caption, or else the term."""
        if isinstance(block, Table) and block.caption:
            return html_plain(self.text(block.caption))
        return draft.term

    def _report(self, code: str, text: Text, *args: str) -> None:
        _, line, col = text.origins[0]
        self.diagnostics.append(Diagnostic(code, Span(self.source.path, line, line, col), args))

    def _place(self, draft: Draft, avoid: Iterable[str], under: tuple[str, ...]) -> str:
        """Return the place of a note: its headings, or else its file, or else the deck."""
        stem = PAGE_NUMBER.sub("", posixpath.splitext(posixpath.basename(self.source.path))[0])
        title = self.source.settings.title or stem
        named = under == draft.trail[-1:]
        own = place(draft.trail if named else (*draft.trail, *under), avoid, "" if under else draft.term)
        return own or place((title,), avoid) or self.settings.name


def _tells_back(role: str, prompt: str, answer: str) -> bool:
    """Tell whether an answer is short enough to be asked the way back, and does not name what it is the answer to."""
    return (role != "gist" or len(answer) <= LONGEST_REVERSE) and fold(prompt) not in fold(answer)


def _covers_all(block: Block, default: str) -> bool:
    """Tell whether a picture covers all its parts, or only the one that is asked."""
    options = [directive.option for directive in block.directives if directive.name == "picture"]
    return (next(filter(None, options), "") or default) == "all"


def _mask(slot: int, area: Region, covers_all: bool) -> str:
    """Return a mask as Anki writes it; fractions of the picture's size, `oi` covers it on the others' cards too."""
    left, top, width, height = (f"{value:.4f}".strip("0").rstrip(".") or "0" for value in area)
    where = f"left={left}:top={top}:width={width}:height={height}" + (":oi=1" if covers_all else "")
    return f"{{{{c\x11{slot}\x11::image-occlusion:rect:{where}}}}}<br>"


_FORMULA = re.compile(r"\\[(\[]")
"""The beginning of a formula as MathJax has it: who types an answer would have to type TeX."""


def _basic_fields(draft: Draft, prompt: str, body: str, _answers: list[str]) -> dict[str, str]:
    return {
        "Prompt": prompt,
        "Answer": body,
        "Reverse": body if draft.reverse else "",
        "Typed": escaped(html_plain(body)) if draft.typed and not _FORMULA.search(body) else "",
        "Speech": _speech(draft.prompt.md) if draft.prompt else "",
    }


def _cloze_fields(draft: Draft, _prompt: str, body: str, answers: list[str]) -> dict[str, str]:
    speech = "。".join(_speech(text.md) for block in draft.body for text in block_texts(block))
    return {
        "Text": body,
        "Term": "" if gives_away(draft.term, answers) else escaped(draft.term),
        "Speech": speech,
    }


_FIELDS: dict[str, Callable[[Draft, str, str, list[str]], dict[str, str]]] = {
    "basic": _basic_fields,
    "cloze": _cloze_fields,
}


def _speech(md: str) -> str:
    """Return what a voice should read: readings instead of ruby bases, no markup, no source of a formula."""

    def spoken(match: re.Match[str]) -> str:
        if ruby := ruby_of(match):
            return ruby[1]
        if formula := match["math"] or match["display"]:
            return formula if _READABLE.fullmatch(formula) else "数式"
        inner = match["bold"] or match["high"] or match["struck"] or match["low"] or match["raised"]
        return TOKEN.sub(spoken, inner) if inner else match.group()

    return escaped(plain(TOKEN.sub(spoken, map_slots(md, lambda _slot, inner: inner))))


_READABLE = re.compile(r"[A-Za-z0-9 =+.,()-]+")
"""A formula that a voice can read as it is typed."""


def _numbered(body: str) -> tuple[list[tuple[int, str]], str]:
    """Return (slot of the draft, hidden text) of each slot that is left, and the body with Anki's cloze marks.

    A slot inside a tag, such as the text of a picture, hides nothing, nor does one whose text was left out. The others are numbered anew.
    """
    body = _TAGGED.sub(lambda tag: _STRAY.sub("", tag.group()), body)
    found: dict[int, str] = {}
    map_slots(body, lambda slot, inner: found.setdefault(slot, html_plain(inner)) if is_seen(inner) else "")
    places = {slot: at for at, slot in enumerate(sorted(found))}

    def cloze(slot: int, inner: str) -> str:
        if slot not in places:
            return inner
        return f"{{{{c\x11{places[slot]}\x11::{_in_cloze(inner)}}}}}"

    body = _STRAY.sub("", map_slots(_BEFORE_SLOT.sub("&#123;", body), cloze))
    return sorted(found.items()), body


def _in_cloze(inner: str) -> str:
    """Return hidden HTML with nothing that Anki would take for a hint, a mask or the end of the cloze."""
    inner = inner.replace("::", ":&#58;").replace("image-occlusion:", "image-occlusion&#58;")
    return inner[:-1] + "&#125;" if inner.endswith("}") else inner


_ADDRESSED = re.compile(
    r"""!\[[^\[\]]*\]\(\s*<?(?!https?:)([A-Za-z][A-Za-z0-9+.-]*:[^()<>\s]*)"""
    r"""|<img\b[^<>]*\bsrc\s*=\s*["']?(?!https?:)([A-Za-z][A-Za-z0-9+.-]*:[^"'<>\s]*)""",
    re.IGNORECASE,
)
"""A picture by an address that cleaning takes away: file:, data:, C:."""
_TAGGED = re.compile(f"<[^<>]*[{OPEN}{CLOSE}][^<>]*>")
_BEFORE_SLOT = re.compile(r"\{" + f"(?={OPEN})")
_STRAY = re.compile(f"{OPEN}\\d+{MIDDLE}|{CLOSE}")


def _divided(draft: Draft) -> tuple[list[Block], list[Block]]:
    """Return the body of a draft without items of a list that it does not hide and choices that are wrong, and these."""
    body: list[Block] = []
    in_sight: list[Block] = []
    hidden = [slot for slot in draft.slots if not slot.kept] or draft.slots
    asked = {slot.line for slot in hidden}
    for block in draft.body:
        if isinstance(block, Choices):
            body += block.setting
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
    if isinstance(block, Table | Verbatim):
        first, last = block_lines(block)
        yield from range(first, last + 1)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield from (line for _, line, _ in item.text.origins)
            for inner in item.blocks:
                yield from _block_lines(inner)
    else:
        yield from (line for text in block_texts(block) for _, line, _ in text.origins)


# --- inline -----------------------------------------------------------------------------------


def _converted(texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return the HTML of each text and what was left out of it; all that need Markdown go there in one call."""
    stash: list[tuple[str, str]] = []
    prepared = [_prepared(text, stash) for text in texts]
    pieces = [html.escape(text.strip(), quote=False) for text in prepared]
    left: list[list[str]] = [[] for _ in texts]
    rich = [at for at, text in enumerate(prepared) if _MARKDOWN.search(text)]
    for at, piece in zip(rich, _by_markdown([prepared[at] for at in rich]), strict=True):
        pieces[at], left[at] = _cleaned(piece), list(left_out(piece))
    return [(_unstashed(piece, stash), said) for piece, said in zip(pieces, left, strict=True)]


def _by_markdown(texts: list[str]) -> list[str]:
    if not texts:
        return []
    converter = _inline_markdown()
    together = converter.convert("\n\n".join(texts))
    pieces = together.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")
    if len(pieces) == len(texts):
        return pieces
    return [converter.reset().convert(text).removeprefix("<p>").removesuffix("</p>") for text in texts]


def _cleaned(body: str) -> str:
    """Return HTML with what is known to be harmless."""
    body = _REFERENCE.sub(_printable, body)
    body = nh3.clean(
        body,
        tags=set(TAGS),
        attributes={"*": set(), **ATTRIBUTES},
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes=set(SCHEMES),
    )
    return _VALUE.sub(lambda value: value.group().replace("<", "&lt;").replace(">", "&gt;"), body)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value; an address with blanks in its scheme has none."""
    return None if name == "href" and _BROKEN_SCHEME.match(value) else value


_BROKEN_SCHEME = re.compile(r"[^:/?#\s]*+\s[^:/?#]*+:")
_VALUE = re.compile('="[^"]*"')
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")


def _printable(reference: re.Match[str]) -> str:
    """Return a character reference, or nothing if it is one of a control character, which would be ours or Anki's."""
    code = reference[1] or reference[2]
    number = int(code[-8:], 16 if reference[1] else 10)
    return "" if number < 32 or 127 <= number < 160 else reference.group()


def _prepared(md: str, stash: list[tuple[str, str]]) -> str:
    """Take out what Markdown does not know: formulas, ruby, line breaks, our marks; keep (HTML, source) of each."""

    def keep(body: str, source: str) -> str:
        stash.append((body, source))
        return f"{_STASH}{len(stash) - 1}{_UNSTASH}"

    def token(match: re.Match[str]) -> str:
        if formula := match["math"] or match["display"]:
            opening, closing = (r"\[", r"\]") if match["display"] and match.group() == md else (r"\(", r"\)")
            return keep(opening + html.escape(formula.strip(), quote=False) + closing, match.group())
        if ruby := ruby_of(match):
            base, reading = (html.escape(part, quote=False) for part in ruby)
            return keep(f"<ruby>{base}<rt>{reading}</rt></ruby>", match.group())
        for group, tag in (("bold", "strong"), ("high", "mark"), ("struck", "del")):
            if match[group] is not None:
                sign = match.group()[:2]
                return keep(f"<{tag}>", sign) + _TOKEN_OR_SIGN.sub(token, match[group]) + keep(f"</{tag}>", sign)
        if script := match["low"] or match["raised"]:
            tag = "sub" if match["low"] else "sup"
            return keep(f"<{tag}>{script}</{tag}>", script)
        if match["escaped"] and match["escaped"] in _OURS:
            return keep(html.escape(match["escaped"]), match["escaped"])
        if page := match["page"]:
            stem = posixpath.splitext(page)[0]
            if match["embed"] and is_medium(page):
                return f"![{stem}](<{page}>)"
            return keep(html.escape(match["alias"] or page, quote=False), match.group())
        if match["times"]:
            return keep("*", "*")
        if match["less"]:
            return keep("&lt;", "<")
        return match.group()

    md = _tightened(md.lstrip())
    md = _TOKEN_OR_SIGN.sub(token, md).replace("\n", keep("<br>", " ") if "\n" in md else "")
    # A single ** has no partner; Markdown would take it for half of one and lose what follows.
    return md.replace("**", keep("**", "**")) if md.count("**") == 1 else md


_TOKEN_OR_SIGN = re.compile(rf"{TOKEN.pattern}|(?P<times>(?<=[0-9])\*(?=[0-9]))|(?P<less>(?!{TAG})<(?=/?[A-Za-z]))")
"""What Markdown would take for more than it is: an asterisk between digits multiplies, and not every < opens a tag."""
WIDE = "ぁ-ゖァ-ヺー一-龠々〆、。「」（）・"
_OPENING = rf"(?:\*\*|==|{OPEN}\d+{MIDDLE})"
_LOOSE = re.compile(
    rf"(?<=[{WIDE}]) (?={_OPENING}[{WIDE}])|(?<=[{WIDE}]{CLOSE}) (?=[{WIDE}])|(?<=[{WIDE}]\*\*) (?=[{WIDE}])|(?<=[{WIDE}]==) (?=[{WIDE}])"
)


def _tightened(md: str) -> str:
    """Take out the blanks that set a mark off from Japanese on both sides; they are Markdown's and not the text's."""
    return _LOOSE.sub("", md) if " " in md else md


def _unstashed(body: str, stash: list[tuple[str, str]]) -> str:
    """Put back what was kept: as HTML, but in an attribute as it was typed."""

    def typed(tag: re.Match[str]) -> str:
        return _STASHED.sub(lambda match: html.escape(stash[int(match[1])][1]), tag.group())

    body = _STASHED_IN_TAG.sub(typed, body)
    return _STASHED.sub(lambda match: stash[int(match[1])][0], body)


_STASHED = re.compile(f"{_STASH}(\\d+){_UNSTASH}")
_STASHED_IN_TAG = re.compile(f"<[^<>]*{_STASH}[^<>]*>")


# --- blocks -----------------------------------------------------------------------------------


def _paragraph(setter: _Setter, block: Paragraph) -> str:
    return f"<p>{setter.text(block.text)}</p>"


def _caution(setter: _Setter, block: Caution) -> str:
    return f'<p class="caution">※ {setter.text(block.text)}</p>'


def _labelled(setter: _Setter, block: Labelled) -> str:
    label = escaped(plain(block.label))
    return f'<p class="label"><b>{label}</b>{setter.text(block.text)}</p>'


def _list(setter: _Setter, block: ItemList) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(
        f"<li>{setter.text(item.text)}{''.join(setter.block(inner) for inner in item.blocks)}</li>"
        for item in block.items
    )
    return f"<{tag}>{items}</{tag}>"


def _table(setter: _Setter, block: Table) -> str:
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


def _verbatim(setter: _Setter, block: Verbatim) -> str:
    text = block.text.md
    if block.form == "code":
        return f"<pre><code>{escaped(text)}</code></pre>"
    if block.form == "math":
        return rf"<p>\[{escaped(text)}\]</p>"
    return setter.finished(_cleaned(text), block.text, left_out(text))


_BLOCKS: dict[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    Caution: _caution,
    Labelled: _labelled,
    ItemList: _list,
    Table: _table,
    Verbatim: _verbatim,
}
"""How each kind of block is set."""
