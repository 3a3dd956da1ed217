"""Set drafts in HTML. Markdown sees only what stands inside a line; blocks are ours.

All texts of a file go through Markdown in one call, and those without any markup not at all.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

import markdown
import nh3
from bs4 import BeautifulSoup

from deckbuilder.inline import TOKEN, map_slots, plain, ruby_of
from deckbuilder.media import SOUNDS, VIDEOS, Library, Problem
from deckbuilder.model import (
    Block, Caution, Diagnostic, Draft, ItemList, Labelled, Paragraph, Rendered, Source, Span, Table,
    Text, Verbatim, block_lines,
)  # fmt: skip
from deckbuilder.text import fold, html_plain, place

WIDEST_TABLE = 3
"""Columns that fit a phone; wider tables are set as a list per row."""
_MARKUP = re.compile(r"[*_`\[\]!<&\\$~=|{}《\n]|://")
_OURS = "$=~<|【】"
"""What only our notation, and not Markdown, lets a backslash escape."""
_STASH, _UNSTASH = "\x12", "\x13"
_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br center cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q rb rp rt rtc ruby s samp small span strike strong sub sup table tbody td tfoot th "
    "thead tr u ul var wbr".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}  # fmt: skip


def rendered(drafts: list[Draft], source: Source, library: Library) -> tuple[list[Rendered], list[Diagnostic]]:
    """Return the drafts of one file set in HTML, in the same order."""
    setter = _Setter(source, library)
    setter.prepare(text for draft in drafts for text in _draft_texts(draft))
    return [setter.draft(draft) for draft in drafts], setter.diagnostics


def _inline_markdown() -> markdown.Markdown:
    """Return a Markdown that knows paragraphs and what stands inside them, and nothing else."""
    converter = markdown.Markdown()
    for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.deregister("html_block")
    return converter


def _draft_texts(draft: Draft) -> Iterator[Text]:
    if draft.prompt:
        yield draft.prompt
    for block in (*draft.body, *draft.extra):
        yield from _texts(block)


def _texts(block: Block) -> Iterator[Text]:
    """Yield every text of a block, those of nested blocks included."""
    if isinstance(block, ItemList):
        for item in block.items:
            yield item.text
            for inner in item.blocks:
                yield from _texts(inner)
    elif isinstance(block, Table):
        yield from block.header
        for row in block.rows:
            yield from row
        if block.caption:
            yield block.caption
    elif not isinstance(block, Verbatim):
        yield block.text


class _Setter:
    """Sets the texts and blocks of one file."""

    def __init__(self, source: Source, library: Library) -> None:
        self.source = source
        self.library = library
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
                if _MARKUP.search(text.md):
                    waiting[text.md] = text
                else:
                    self.set[text.md] = html.escape(text.md, quote=False)
        if not waiting:
            return
        for text, body in zip(waiting.values(), _converted(list(waiting)), strict=True):
            if "<img" in body:
                body = self._with_media(body, text)
            self.set[text.md] = _guarded(body)

    def text(self, text: Text) -> str:
        """Return the HTML of a text."""
        return self.set[text.md]

    def _with_media(self, body: str, text: Text) -> str:
        """Point pictures at their packaged names; sound and video become what Anki plays."""
        soup = BeautifulSoup(body, "html.parser")
        used = []
        for image in soup.find_all("img"):
            reference = str(image.get("src", ""))
            path = self.library.find(reference, self.source.path)
            if isinstance(path, Problem):
                line, col = text.at(max(text.md.find(reference), 0))
                span = Span(self.source.path, line, line, col)
                self.diagnostics.append(Diagnostic(path.code, span, path.args))
                image.decompose()
                continue
            used.append(path)
            name = self.library.asset(path).name
            if posixpath.splitext(name)[1] in SOUNDS | VIDEOS:
                image.replace_with(f"\x14sound:{name}\x15")
            else:
                image["src"] = name
        self.media[text.md] = tuple(used)
        return soup.decode(formatter="minimal")

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

    def draft(self, draft: Draft) -> Rendered:
        """Return one draft with all of its fields."""
        body = self.body(draft.body)
        slots, body = _numbered(body)
        prompt = self.text(draft.prompt) if draft.prompt else ""
        answers = [text for _, text in slots] or [html_plain(body)]
        answer_plain = html_plain(body)
        prompt_plain = html_plain(prompt) or draft.term
        avoid = [*answers, prompt_plain] if draft.reverse else answers
        common = {
            "Place": html.escape(place(self._trail(draft), avoid) or self._title(), quote=False),
            "Cue": html.escape(draft.cue, quote=False),
            "Extra": "".join(self.block(block) for block in draft.extra),
            "Source": html.escape(" › ".join((self.source.path, *draft.trail)), quote=False),
        }
        fields = _FIELDS[draft.kind](draft, prompt, body, answers) | common
        texts = list(_draft_texts(draft))
        return Rendered(
            kind=draft.kind,
            role=draft.role,
            trail=draft.trail,
            term=draft.term,
            deck=draft.deck,
            tags=draft.tags,
            pin=draft.pin,
            span=draft.span,
            fields=fields,
            prompt=prompt_plain,
            answer=answer_plain,
            slots=tuple((slot.key, text) for slot, (_, text) in zip(draft.slots, slots, strict=True)),
            asked=tuple(sorted({*draft.head, *_lines([draft.prompt] if draft.prompt else [], draft.body)})),
            shown=_lines([], draft.extra),
            media=tuple(dict.fromkeys(path for text in texts for path in self.media.get(text.md, ()))),
        )

    @staticmethod
    def _trail(draft: Draft) -> tuple[str, ...]:
        """Return the trail without a last heading that only repeats the term."""
        repeats = draft.trail and fold(draft.trail[-1]) == fold(draft.term)
        return draft.trail[:-1] if repeats else draft.trail

    def _title(self) -> str:
        return self.source.settings.title or posixpath.splitext(posixpath.basename(self.source.path))[0]


def _basic_fields(draft: Draft, prompt: str, body: str, _answers: list[str]) -> dict[str, str]:
    return {
        "Prompt": prompt,
        "Answer": body,
        "Reverse": body if draft.reverse else "",
        "Typed": html.escape(html_plain(body), quote=False) if draft.typed else "",
        "Speech": _speech(draft.prompt.md) if draft.prompt else "",
    }


def _cloze_fields(draft: Draft, _prompt: str, body: str, answers: list[str]) -> dict[str, str]:
    term = fold(draft.term)
    gives_away = any(fold(answer) in term or (term and term in fold(answer)) for answer in answers)
    speech = "。".join(_speech(text.md) for block in draft.body for text in _texts(block))
    return {
        "Text": body,
        "Term": "" if gives_away else html.escape(draft.term, quote=False),
        "Speech": speech,
    }


_FIELDS: dict[str, Callable[[Draft, str, str, list[str]], dict[str, str]]] = {
    "basic": _basic_fields,
    "cloze": _cloze_fields,
}


def _speech(md: str) -> str:
    """Return what a voice should read: readings instead of ruby bases, no markup."""
    unslotted = map_slots(md, lambda _slot, inner: inner)
    spoken = TOKEN.sub(lambda match: ruby[1] if (ruby := ruby_of(match)) else match.group(), unslotted)
    return html.escape(plain(spoken), quote=False)


def _numbered(body: str) -> tuple[list[tuple[int, str]], str]:
    """Return the slots of a body in order of their numbers, and the body with Anki's cloze marks."""
    found: dict[int, str] = {}

    def cloze(slot: int, inner: str) -> str:
        found.setdefault(slot, html_plain(inner))
        return f"{{{{c\x11{slot}\x11::{inner.replace('::', ':&#58;')}}}}}"

    body = map_slots(body, cloze)
    return sorted(found.items()), body


def _lines(texts: list[Text], blocks: Iterable[Block]) -> tuple[int, ...]:
    found = {line for text in texts for _, line, _ in text.origins}
    for block in blocks:
        if isinstance(block, Table | Verbatim):
            first, last = block_lines(block)
            found.update(range(first, last + 1))
        else:
            found.update(line for text in _texts(block) for _, line, _ in text.origins)
    return tuple(sorted(found))


# --- inline -----------------------------------------------------------------------------------


def _converted(texts: list[str]) -> list[str]:
    """Return the HTML of each text, all set by Markdown in one call."""
    stash: list[str] = []
    prepared = [_prepared(text, stash) for text in texts]
    converter = _inline_markdown()
    together = converter.convert("\n\n".join(prepared))
    pieces = together.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")
    if len(pieces) != len(texts):
        pieces = [converter.reset().convert(text).removeprefix("<p>").removesuffix("</p>") for text in prepared]
    cleaned = (nh3.clean(piece, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https", "mailto"}) for piece in pieces)
    return [_unstashed(piece, stash) for piece in cleaned]


def _prepared(md: str, stash: list[str]) -> str:
    """Take out what Markdown does not know: formulas, ruby, line breaks, our marks."""

    def keep(body: str) -> str:
        stash.append(body)
        return f"{_STASH}{len(stash) - 1}{_UNSTASH}"

    def token(match: re.Match[str]) -> str:
        if match["math"] is not None:
            return keep(rf"\({html.escape(match['math'], quote=False)}\)")
        if ruby := ruby_of(match):
            base, reading = (html.escape(part, quote=False) for part in ruby)
            return keep(f"<ruby>{base}<rt>{reading}</rt></ruby>")
        for group, tag in (("bold", "strong"), ("high", "mark"), ("struck", "del")):
            if match[group] is not None:
                return keep(f"<{tag}>") + TOKEN.sub(token, match[group]) + keep(f"</{tag}>")
        if match["escaped"] and match["escaped"] in _OURS:
            return keep(html.escape(match["escaped"]))
        return match.group()

    md = re.sub(r"(?<=[0-9])\*(?=[0-9])", r"\\*", md.lstrip())
    return TOKEN.sub(token, md).replace("\n", keep("<br>") if "\n" in md else "")


def _unstashed(body: str, stash: list[str]) -> str:
    return re.sub(f"{_STASH}(\\d+){_UNSTASH}", lambda match: stash[int(match[1])], body)


def _guarded(body: str) -> str:
    """Keep Anki's own syntax in the notes' text from being obeyed; our own sound tags become real."""
    body = body.replace("{{", "{&#123;").replace("}}", "}&#125;")
    body = re.sub(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\]))", "&#91;", body)
    return body.replace("\x14", "[").replace("\x15", "]")


# --- blocks -----------------------------------------------------------------------------------


def _paragraph(setter: _Setter, block: Paragraph) -> str:
    return f"<p>{setter.text(block.text)}</p>"


def _caution(setter: _Setter, block: Caution) -> str:
    return f'<p class="caution">※ {setter.text(block.text)}</p>'


def _labelled(setter: _Setter, block: Labelled) -> str:
    label = html.escape(plain(block.label), quote=False)
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


def _verbatim(_setter: _Setter, block: Verbatim) -> str:
    text = block.text.md
    if block.form == "code":
        return f"<pre><code>{_guarded(html.escape(text, quote=False))}</code></pre>"
    if block.form == "math":
        return _guarded(rf"<p>\[{html.escape(text, quote=False)}\]</p>")
    return _guarded(nh3.clean(text, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None))


_BLOCKS: dict[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    Caution: _caution,
    Labelled: _labelled,
    ItemList: _list,
    Table: _table,
    Verbatim: _verbatim,
}
"""How each kind of block is set."""
