"""A term asked by its gist, or else by the first thing said of it."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Caution, Entry, ItemList, Paragraph, Text, Verbatim, block_lines
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ONE_WORD, introduces, is_unfinished, sentences
from deckbuilder.base.text import fold
from deckbuilder.cards.backs import index_of, that_fit
from deckbuilder.cards.commands import command_of
from deckbuilder.cards.cues import cue_of, is_full_form, of_command, when_of
from deckbuilder.cards.doubts.drafts import LONGEST_ANSWER, LONGEST_SURE, text_of
from deckbuilder.cards.echoes import names_sort_alone
from deckbuilder.cards.gaps import asks
from deckbuilder.cards.listing import defines_first
from deckbuilder.cards.makers.drafting import Wants, basic_draft
from deckbuilder.cards.makers.leads import MOST_REFERENCES, first_of, is_lead, is_link
from deckbuilder.cards.saying import says_only_sort, says_what, without_topic
from deckbuilder.cards.slots import has_sure_gap, is_whole
from deckbuilder.cards.titles import bare_name, is_code_name
from deckbuilder.cards.whole_definitions import goes_on, whole_definition
from deckbuilder.read.inline import IMAGE, LINK, URL, marks, plain
from deckbuilder.read.words import is_index


def term_drafts(entry: Entry, wants: Wants) -> Iterator[Draft]:
    """Ask a term by its gist, or else by the first thing said of it; by that also where the gist is a tag."""
    if entry.term is None or entry.shape == "text" or not wants.basic or (not entry.gist and _names_nothing(entry)):
        return
    found = _definition(entry, forced="basic" in wants.names)
    if entry.gist:
        alone = gist_draft(entry, entry.gist, wants)
        yield _told(alone, *found) if found and not wants.names else alone
    elif found:
        (answer, *more), rest = found
        term = plain(entry.term.md)
        cue = cue_of(term, answer) or of_command(command_of(term, entry.trail, entry.code, entry.leads))
        reverse, typed = "reverse" in wants.names, "typed" in wants.names
        draft = basic_draft(entry, "definition", entry.term, (answer, *more), that_fit(rest), cue, reverse, typed)
        yield replace(draft, reverse_cue=when_of(term))


def gist_draft(entry: Entry, gist: Text, wants: Wants) -> Draft:
    """Ask a term by its gist alone, and the way back."""
    assert entry.term
    both_ways = wants.reverse and "basic" not in wants.names
    cue, extra = "ひとことで言うと？", that_fit(entry.blocks)
    return basic_draft(entry, "gist", entry.term, (Paragraph(gist),), extra, cue, both_ways, "typed" in wants.names)


_SENTENCE = range(1, LONGEST_SURE + 1)
"""Characters of a text that can stand below its gist as an answer."""


def _told(alone: Draft, answers: tuple[Block, ...], rest: tuple[Block, ...]) -> Draft:
    """Return what is said of a term first as the answer where its gist is a tag: one word, one that breaks off or is said again there.

    The gist is in sight beside it, or over what does not say what the term is.
    """
    (gist,), (answer, *more) = alone.body, answers
    assert isinstance(gist, Paragraph)
    assert alone.prompt
    word, said = plain(gist.text.md), text_of(answer)
    says = says_what(plain(alone.prompt.md), said, by_verb=True)
    is_tag = ONE_WORD.fullmatch(word) or is_unfinished(word) or (says and fold(word) in fold(said))
    if not is_tag or len(said) not in _SENTENCE:
        return alone
    written = Text(f"【{gist.text.md}】", tuple((at, line, col - 1) for at, line, col in gist.text.origins))
    body, extra = ((answer,), (Paragraph(written), *more, *rest)) if says else ((gist, answer), (*more, *rest))
    span = alone.span._replace(last=max(alone.span.last, block_lines(answer)[1]))
    return replace(alone, gist=gist.text, body=body, extra=that_fit(extra), span=span, cue="")


def _names_nothing(entry: Entry) -> bool:
    """Tell whether a heading is a sentence or just a number, so that it asks for nothing."""
    title = plain(entry.term.md) if entry.term else ""
    return entry.shape == "heading" and (is_index(title) or title.endswith(("。", "．")))


def _definition(entry: Entry, forced: bool) -> tuple[tuple[Block, ...], tuple[Block, ...]] | None:
    """Split what is said of a term into the definition and the rest; None where something else asks it better."""
    first = first_of(entry.blocks)
    if first is None or entry.term is None:
        return None
    term = plain(entry.term.md)
    if isinstance(first, Verbatim):
        first = _description(term, first, entry.blocks) or first
    elif entry.shape == "heading" and _is_picture(first):
        first = _below_pictures(term, entry.blocks) or first
    rest = tuple(block for block in entry.blocks if block is not first)
    if any(directive.name in ("picture", "skip", "cloze") for directive in first.directives):
        return None
    if isinstance(first, Paragraph):
        bounds = [part for bound in sentences(first.text.md) for part in _lines_of_long(term, first.text, bound)]
        if not bounds:
            return None
        at = _defining(term, first.text, bounds)
        start, end = bounds[at]
        text = first.text.slice(start, end)
        found = marks(text.md)
        if found and not forced and not is_whole(text.md, found) and _are_gaps(entry, text.md):
            return None
        if len(bounds) == 1 and is_lead(text.md, rest) and not forced:
            return None
        if len(bounds) == 1 and rest and isinstance(rest[0], Verbatim) and introduces(text.md):
            return (rest[0],), (first, *rest[1:])
        answers, left = whole_definition(term, first, bounds, at)
        if len(answers) == 1 and at == len(bounds) - 1 and isinstance(answers[0], Paragraph):
            answers, rest = goes_on(term, answers[0], rest)
        return answers, (*left, *rest)
    if isinstance(first, Verbatim | Caution) or forced:
        return (first,), rest
    if isinstance(first, ItemList) and defines_first(entry, first):
        return goes_on(term, Paragraph(first.items[0].text), (replace(first, items=first.items[1:]), *rest))
    return None


def _defining(term: str, text: Text, bounds: Sequence[tuple[int, int]]) -> int:
    """Return which sentence says what a term is: the first, or the one behind what only names it, or says of what sort it is."""
    first, second, *_ = (*(text.md[start:end] for start, end in bounds[:2]), "", "")
    said = plain(first)
    is_sort = says_only_sort(said) or names_sort_alone(term, said)
    leads = is_full_form(term, said) or is_sort or _ends_in_name(term, said)
    if not (leads or _turns_to(term, said, plain(second))) or marks(second) or not re.search("[ぁ-ん]", second):
        return 0
    return int(says_what(term, plain(second), by_verb=True))


def _lines_of_long(term: str, text: Text, bound: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Return where a sentence stands, of one too long for an answer its first line by itself if that says what a term is."""
    start, end = bound
    line_end = next((at for at, _, _ in text.origins if start < at < end), end)
    said = plain(text.md[start:line_end])
    if (
        len(plain(text.md[start:end])) <= LONGEST_SURE
        or is_unfinished(said)
        or not says_what(term, said, by_verb=False)
    ):
        return (bound,)
    return (start, line_end), (line_end, end)


def _turns_to(term: str, first: str, second: str) -> bool:
    """Tell whether a first sentence is of something else, and the second of the term: 昼は光がさし、…。気孔は…。"""
    return bare_name(term) not in first and bool(_SUBJECT.search(first)) and without_topic(term, second) != second


_SUBJECT = lazy("(?<![でにまき])は(?=[^、。])")


def _ends_in_name(term: str, text: str) -> bool:
    """Tell whether a text says that a term is what it is called: 風力階級, 風の強さを表す風力の階級。"""
    name, said = (fold(one).rstrip("。．").replace("の", "") for one in (bare_name(term), text))
    return bool(name) and said.endswith(name)


def _description(term: str, code: Verbatim, blocks: tuple[Block, ...]) -> Paragraph | None:
    """Return what is said below code that only repeats the name above it, as of the command SETEX: setex key value."""
    below = blocks[index_of(blocks, code) + 1 :][:1]
    repeats = is_code_name(term) and fold(code.text.md).startswith(fold(term)) and code.form == "code"
    described = [block for block in below if isinstance(block, Paragraph) and not marks(block.text.md)]
    if not repeats or not described:
        return None
    (start, end), *_ = sentences(described[0].text.md)
    return described[0] if says_what(term, plain(described[0].text.md[start:end]), by_verb=True) else None


def _below_pictures(term: str, blocks: tuple[Block, ...]) -> Paragraph | None:
    """Return the text below the pictures and links at the top of a section, where it says what its title is."""
    below = next((block for block in blocks[:MOST_REFERENCES] if not (_is_picture(block) or is_link(block))), None)
    if not isinstance(below, Paragraph):
        return None
    (start, end), *_ = sentences(below.text.md) or [(0, 0)]
    return below if says_what(term, plain(below.text.md[start:end]), by_verb=False) else None


def _is_picture(block: Block) -> bool:
    """Tell whether a block is nothing but pictures, and where they come from."""
    if not isinstance(block, Paragraph) or not IMAGE.match(block.text.md):
        return False
    return not URL.sub("", LINK.sub("", block.text.md)).strip()


def _are_gaps(entry: Entry, md: str) -> bool:
    """Tell whether the marks of a sentence ask it; the bold of 用語：**強調**した説明 may leave that to its term.

    In a table of terms it does, unless the whole is too long: what all its rows ask, one asks too.
    """
    if entry.shape == "row" and len(plain(md)) <= LONGEST_ANSWER:
        return has_sure_gap(md)
    return entry.shape == "heading" or asks(plain(entry.term.md) if entry.term else "", md)
