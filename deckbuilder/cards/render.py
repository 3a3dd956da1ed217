"""From drafts to rendered notes: which text goes into which field. Markdown sees only what stands inside a line."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.base.blocks import Choices, ItemList, block_lines, block_texts
from deckbuilder.base.html_text import html_plain, in_cloze, is_seen
from deckbuilder.base.model import Diagnostic, Place, Settings, Source
from deckbuilder.base.notes import Asset, Draft, Objection, Rendered
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold, gives_away
from deckbuilder.cards.choice_lists import answer_html, choices_html, names_label
from deckbuilder.cards.note_making import NoteMaker, draft_texts
from deckbuilder.cards.picture_notes import PictureNotes, drawn_cells
from deckbuilder.cards.sanitizing import escaped
from deckbuilder.cards.typesetting import Setter
from deckbuilder.pictures.media import Library
from deckbuilder.pictures.table_pictures import Laid, TablePictures
from deckbuilder.read.inline import CLOSE, MIDDLE, OPEN, TOKEN, has_no_token, map_slots, plain, ruby_of, without_slots
from deckbuilder.read.places import names_section
from deckbuilder.read.titles import undecorated

LONGEST_REVERSE = 20
"""Characters of a gist that is asked the way back."""


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
    """Set the drafts of one file, which are trimmed."""
    setter = Setter(source, library, settings.web_pictures)
    maker = NoteMaker(setter, settings)
    with_pictures = PictureNotes(maker, table_pictures, {cell.key for draft in drafts for cell in drawn_cells(draft)})
    setter.prepare(text for draft in drafts for text in draft_texts(draft, verbatim=False))
    cards: list[Rendered] = []
    for draft in drafts:
        if draft.kind == "occlusion":
            cards += with_pictures.notes(draft)
        else:
            cards += (_choice if draft.kind == "choice" else _text_note)(maker, draft)
    tables, pictures = with_pictures.tables, with_pictures.pictures
    return Typeset(cards, setter.diagnostics, tables, maker.used, pictures, with_pictures.unmade)


def _text_note(maker: NoteMaker, draft: Draft) -> Iterator[Rendered]:
    setter = maker.setter
    slots, body = _numbered(setter.body(draft.body))
    if draft.slots and not slots:
        return
    prompt = setter.text(draft.prompt) if draft.prompt else ""
    given = "".join(map(setter.block, draft.given))
    if not maker.is_whole(draft, [prompt, body] if draft.prompt else [body]):
        return
    asked = [text for slot, text in slots if not draft.slots[slot].kept]
    answers = asked or [text for _, text in slots] or [html_plain(body)]
    answer_plain = html_plain(body)
    prompt_plain = html_plain(prompt) or draft.term
    avoid = [*answers, prompt_plain] if draft.reverse else answers
    fields = _FIELDS[draft.kind](draft, given + prompt, body, answers)
    if draft.typed and not fields["Typed"]:
        maker.report(draft, "N120")
    if not maker.settings.tts:
        fields["Speech"] = ""
    if draft.reverse:
        back = setter.text(draft.gist) if draft.gist else body
        names = fold(prompt_plain) in fold(html_plain(back))
        fields |= {} if names else {"Reverse": back, "ReverseCue": escaped(draft.reverse_cue)}
    fields |= {"Cue": escaped(draft.cue), **maker.common(draft, avoid)}
    is_long = draft.role == "gist" and len(html_plain(fields.get("Reverse", ""))) > LONGEST_REVERSE
    is_back_kept = (draft.wish == "keep" or draft.gist is not None or is_long) and bool(fields.get("Reverse"))
    hidden = tuple((draft.slots[slot].key, text) for slot, text in slots)
    card = maker.note(draft, fields, prompt_plain, answer_plain, hidden)
    asks = [(draft.slots[slot].line, text) for slot, text in slots] or _asked_whole(draft, answer_plain)
    yield replace(
        card,
        asks=tuple((line, fold(text)) for line, text in asks),
        kept=(1,) if is_back_kept else tuple(at for at, (slot, _) in enumerate(slots) if draft.slots[slot].kept),
        objections=_of_slots(draft, [slot for slot, _ in slots]),
        points=tuple(draft.points[slot] for slot, _ in slots) if draft.points and slots else draft.points,
    )


def _asked_whole(draft: Draft, answer: str) -> list[tuple[int, str]]:
    """Return the lines and words that a basic card asks; of an exercise that is only kept, so each answer."""
    (first, *_) = draft.body
    if draft.gist:
        return [(text.first, plain(text.md)) for block in draft.body for text in block_texts(block)]
    if draft.wish == "keep" and draft.role == "question" and isinstance(first, ItemList):
        return [(item.text.first, plain(item.text.md)) for item in first.items]
    return [(block_lines(first)[0], draft.asks or answer)]


def _of_slots(draft: Draft, left: list[int]) -> tuple[Objection, ...]:
    """Return what speaks against the cards of a draft, under the numbers of the slots that are left."""
    if not left:
        return draft.objections
    return tuple(one._replace(ordinal=left.index(one.ordinal)) for one in draft.objections if one.ordinal in left)


def _choice(maker: NoteMaker, draft: Draft) -> Iterator[Rendered]:
    """Yield the note of a question with choices; their letters stand there only where a text names one."""
    setter, choices = maker.setter, draft.body[0]
    assert isinstance(choices, Choices)
    assert draft.prompt
    texts = [setter.text(choice.text) + "".join(map(setter.block, choice.blocks)) for choice in choices.choices]
    right = [text for choice, text in zip(choices.choices, texts, strict=True) if choice.right]
    asked = setter.text(draft.prompt) + "".join(map(setter.block, choices.setting))
    prompt = "".join(map(setter.block, choices.scenario)) + asked
    if not maker.is_whole(draft, [prompt, *texts]):
        return
    common = maker.common(draft, [html_plain(text) for text in right])
    said = [html_plain(part) for part in (prompt, common["Extra"], *texts)]
    fields = {
        "Prompt": prompt,
        "Answer": answer_html(right),
        "Choices": choices_html(choices, texts, names_label([choice.label for choice in choices.choices], said)),
        "Cue": escaped(draft.cue),
        "Speech": _speech(draft.prompt.md) if maker.settings.tts else "",
        **common,
    }
    card = maker.note(draft, fields, html_plain(asked), html_plain(fields["Answer"]), ())
    first = next(choice.text.first for choice in choices.choices if choice.right)
    yield replace(card, asks=((first, card.folded[1]),))


_FORMULA = lazy(r"\\[(\[]")
"""The beginning of a formula as MathJax has it: who types an answer would have to type TeX."""


def _basic_fields(draft: Draft, prompt: str, body: str, _answers: list[str]) -> dict[str, str]:
    return {
        "Prompt": prompt,
        "Answer": body,
        "Reverse": "",
        "Typed": escaped(html_plain(body)) if draft.typed and not _FORMULA.search(body) else "",
        "Speech": _speech(draft.prompt.md) if draft.prompt else "",
    }


def _cloze_fields(draft: Draft, _prompt: str, body: str, answers: list[str]) -> dict[str, str]:
    speech = "。".join(_speech(text.md) for block in draft.body for text in block_texts(block))
    return {
        "Text": body,
        "Term": escaped(undecorated(draft.term)) if _is_term_shown(draft, answers) else "",
        "Speech": speech,
    }


def _is_term_shown(draft: Draft, answers: list[str]) -> bool:
    """Tell whether the term of a cloze says what its sentence or list is of, and none of what is hidden."""
    is_named = draft.role == "list" or names_section(draft.term)
    return is_named and (not gives_away(draft.term, answers) or _is_in_all(draft, answers))


def _is_in_all(draft: Draft, answers: list[str]) -> bool:
    """Tell whether all items of a list have its name in them, so that it tells none: リスト over 単方向リスト, 双方向リスト."""
    name = fold(draft.term)
    return draft.role == "list" and len(answers) > 1 and all(name in fold(text) != name for text in answers)


_FIELDS: dict[str, Callable[[Draft, str, str, list[str]], dict[str, str]]] = {
    "basic": _basic_fields,
    "cloze": _cloze_fields,
}


def _speech(md: str) -> str:
    """Return what a voice should read: readings instead of ruby bases, no markup, no source of a formula."""
    text = without_slots(md)
    return escaped(text if has_no_token(text) else plain(TOKEN.sub(_spoken, text)))


def _spoken(match: re.Match[str]) -> str:
    if ruby := ruby_of(match):
        return ruby[1]
    if formula := match["math"] or match["display"]:
        return formula if _READABLE.fullmatch(formula) else "数式"
    inner = match["bold"] or match["high"] or match["struck"] or match["low"] or match["raised"]
    return TOKEN.sub(_spoken, inner) if inner else match.group()


_READABLE = lazy(r"[A-Za-z0-9 =+.,()-]+")
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
        return f"{{{{c\x11{places[slot]}\x11::{in_cloze(inner)}}}}}"

    body = _STRAY.sub("", map_slots(_BEFORE_SLOT.sub("&#123;", body), cloze))
    return sorted(found.items()), body


_TAGGED = lazy(f"<[^<>]*[{OPEN}{CLOSE}][^<>]*>")
_BEFORE_SLOT = lazy(r"\{" + f"(?={OPEN})")
_STRAY = lazy(f"{OPEN}\\d+{MIDDLE}|{CLOSE}")
