"""Names in brackets: directives, gists, facets, labels."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from deckbuilder.read import directives
from deckbuilder.read.markers import Line
from deckbuilder.read.part_names import begins_parts
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.bullets import opens_entry
from deckbuilder.read.rules.opening import opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, of
from deckbuilder.read.steps import Again, Close, Direct, Gist, Note, Say, Step, Stop
from deckbuilder.read.titles import Name
from deckbuilder.read.words import COUNT, naming

_STARTS = of("heading", "section", "sub", "question")
"""What opens an entry by its marker alone."""
_SHORTEST_DEFINITION = 6
"""Characters that a text behind 【X】 has at least, if it says what X is."""


@lru_cache(1_000)
def _names(line: Line) -> tuple[Name, ...]:
    """Return the names in brackets on a line, with their columns; a line that is not only these is one name."""
    found = [(match[1].strip(), match.start(1)) for match in re.finditer(r"【([^【】]+)】", line.text)]
    if line.mark == "[" or "".join(f"【{name}】" for name, _ in found) != line.text:
        found = [(line.text.removeprefix("【").removesuffix("】").strip(), 1)]
    return tuple(Name(name, line.col + start) for name, start in found)


def _name(line: Line) -> Name:
    """Return what a facet is called: its one name, or the whole line."""
    names = _names(line)
    return names[0] if len(names) == 1 else Name(line.text, line.col)


def _directives(line: Line) -> list[bool]:
    return [directives.read(name.text) is not None for name in _names(line)]


def _starts_below(look: Look) -> bool:
    """Tell whether the next line opens an entry of its own."""
    return look.below is None or look.below.kind in _STARTS or opens_entry(look, look.below_index)


def _take(look: Look, names: tuple[Name, ...]) -> Iterator[Step]:
    """Take directives: for the term just read, or, where an entry starts below, for what comes next."""
    line, above = look.line, look.above
    yield Note(line.first, "directive")
    if look.gap_above and not line.indent and not above.fresh:
        # After a blank line a directive starts something of its own in the section.
        yield Close(Level(Rank.BULLET))
    to_entry = above.fresh and not _starts_below(look)
    for name in names:
        found = directives.read(name.text)
        yield Direct((name,), line.first, to_entry and found is not None and found[0] not in ("picture", "whole"))
    yield Stop()


# --- alone on a line ---------------------------------------------------------------------------


def _only_directives(look: Look) -> bool:
    return all(_directives(look.line))


def _direct(look: Look) -> Iterator[Step]:
    names = tuple(Name(name.text, name.col - 1) for name in _names(look.line))
    return _take(look, names)


def _some_directives(look: Look) -> bool:
    return any(_directives(look.line))


def _direct_some(look: Look) -> Iterator[Step]:
    line = look.line
    yield from _direct(look)
    rest = [name for name in _names(line) if directives.read(name.text) is None]
    text = "".join(f"【{name.text}】" for name in rest)
    yield Again(line._replace(text=text, col=rest[0].col - 1))


def _is_in_square_brackets(look: Look) -> bool:
    return look.line.mark == "["


def _tell(line: Line) -> Iterator[Step]:
    """Let misspelt directives be told."""
    for name in _names(line):
        yield Direct((Name(name.text, name.col - 1),), line.first)


def _say_in_brackets(look: Look) -> Iterator[Step]:
    yield from _tell(look.line)
    yield Say("paragraph", "", f"[{look.line.text}]", look.line.first, look.line.col - 1, then="ends")


def _is_gist(look: Look) -> bool:
    top, name = look.above.top, _name(look.line).text
    if not look.above.fresh or top.shape not in ("heading", "term"):
        return False
    if naming(name) != "term" or name.endswith("について"):
        return False
    # # 植物⏎【葉の働き】⏎- 光合成: the name stands over the terms below it; or over a text, as the next does.
    if top.shape == "heading" and opens_entry(look, look.below_index):
        return False
    return top.level.rank is not Rank.HEADING or not begins_parts(look.around.lines, look.index)


def _gist(look: Look) -> Iterator[Step]:
    yield from _tell(look.line)
    name = _name(look.line)
    yield Gist(name.text, look.line.first, name.col)


def _is_over_entries(look: Look) -> bool:
    below = look.below
    return below is not None and below.indent <= look.line.indent and opens_entry(look, look.below_index)


def _is_part_of_bullet(look: Look) -> bool:
    """Tell whether a part of a bullet is all of bullets of its depth, so that these are of it: - 枯れ⏎【原因】⏎- 渇き."""
    top, below = look.above.top, look.below
    is_of_bullet = top.shape == "term" and top.level.rank is Rank.BULLET
    is_item = below is not None and below.kind == "bullet" and below.indent == look.line.indent
    is_part = naming(_name(look.line).text) != "term"
    return is_of_bullet and is_item and is_part and not look.around.body(look.below_index)


def _is_over_bullets(look: Look) -> bool:
    """Tell whether bullets below a part of a section are all of it, and no term of the section."""
    below = look.below
    is_bullet = below is not None and below.kind == "bullet" and below.indent <= look.line.indent
    return is_bullet and look.above.top.level.rank < Rank.BULLET


def _is_beside_facet(look: Look) -> bool:
    return look.above.top.shape == "facet"


def _is_of_section(look: Look) -> bool:
    """Tell whether a facet below an entry is its section's: the entry has no gist, the name is no usual part."""
    top = look.above.top
    in_section = any(entry.level.rank < Rank.BULLET and entry.term is not None for entry in look.above.entries)
    is_entry = top.level.rank >= Rank.BULLET and not top.has_gist and not look.line.indent
    return in_section and is_entry and naming(_name(look.line).text) == "term"


def _is_of_dot(look: Look) -> bool:
    top = look.above.top
    return top.level.rank is Rank.DOT and top.shape == "term"


def _is_over_sub(look: Look) -> bool:
    return look.below is not None and look.below.kind == "sub"


def _facet(level: Callable[[Look], Level]) -> Callable[[Look], Iterator[Step]]:
    def steps(look: Look) -> Iterator[Step]:
        yield from _tell(look.line)
        name = _name(look.line)
        yield opened(level(look), "facet", look.line, name.text, name.col)

    return steps


def _fixed(rank: Rank) -> Callable[[Look], Level]:
    return lambda _look: Level(rank)


def _same(look: Look) -> Level:
    return look.above.top.level


# --- with text behind --------------------------------------------------------------------------


def _is_blank_of_cloze(look: Look) -> bool:
    return "cloze" in look.above.pending


def _again_whole(look: Look) -> Iterator[Step]:
    line, text = look.line, look.around.row(look.line)
    col = look.around.rows[line.first - 1].index(text) + 1
    yield Again(line._replace(kind="plain", mark="", text=text, col=col))


def _own_name(line: Line) -> tuple[Name, ...]:
    return (Name(line.mark, line.col - len(line.mark) - 1),)


def _is_caption(look: Look) -> bool:
    found = directives.read(look.line.mark)
    return found is not None and found[0] == "picture"


def _caption(look: Look) -> Iterator[Step]:
    line = look.line
    yield from _take(look, _own_name(line))
    yield Say("caption", "", line.text, line.first, line.col, then="ends")


def _directs_text(look: Look) -> bool:
    return directives.read(look.line.mark) is not None


def _direct_text(look: Look) -> Iterator[Step]:
    yield from _take(look, _own_name(look.line))
    yield Again(look.line._replace(kind="plain", mark=""))


def _without_colon(line: Line) -> Line:
    text = line.text[1:].lstrip()
    return (
        line._replace(text=text, col=line.col + len(line.text) - len(text)) if line.text[0] in ":：" and text else line
    )


def _defines(look: Look) -> bool:
    """Tell whether 【X】 …である。 says what X is: at the start of a section, or below one that does."""
    top, line = look.above.top, _without_colon(look.line)
    starts = top.shape in ("heading", "text") and top.is_empty
    if not starts and (top.level.rank is not Rank.ONE_LINE or top.shape == "question"):
        return False
    is_name = naming(line.mark) == "term" and not COUNT.fullmatch(line.mark)
    return is_name and len(line.text) >= _SHORTEST_DEFINITION


def _define(look: Look) -> Iterator[Step]:
    line = _without_colon(look.line)
    name = _own_name(look.line)[0]
    yield Direct((name,), line.first)
    yield opened(Level(Rank.ONE_LINE), "line", line, line.mark, name.col + 1, blank_ends=True)
    yield Say("paragraph", "", line.text, line.first, line.col)


def _labelled(look: Look) -> Iterator[Step]:
    line = _without_colon(look.line)
    yield Direct(_own_name(look.line), line.first)
    yield Say("labelled", line.mark, line.text, line.first, line.col)


FACET, LABEL = of("facet"), of("label")
BRACKETS = (
    Rule("directive", FACET, "⟨【基本】⟩", Role.DIRECTIVE, _only_directives, _direct),
    Rule("directive among names", FACET, "⟨【逆】【仕組み】⟩", Role.DIRECTIVE, _some_directives, _direct_some),
    Rule("square brackets", FACET, "⟨[緑]⟩", Role.PARAGRAPH, _is_in_square_brackets, _say_in_brackets),
    Rule("gist", FACET, "- 光合成⏎⟨【養分を作る働き】⟩", Role.GIST, _is_gist, _gist),
    Rule("facet of a bullet over bullets", FACET, "- 葉⏎⟨【種類】⟩⏎- 針葉⏎- 広葉", Role.FACET, _is_part_of_bullet, _facet(_fixed(Rank.FACET))),
    Rule("facet over terms", FACET, "⟨【葉の働き】⟩⏎- 光合成⏎養分を作る。", Role.FACET, _is_over_entries, _facet(_fixed(Rank.FACET_OF_SECTION))),
    Rule("facet over bullets", FACET, "# 葉⏎⟨【仕組み】⟩⏎- 表皮⏎- 葉脈", Role.FACET, _is_over_bullets, _facet(_fixed(Rank.FACET_OF_SECTION))),
    Rule("facet beside a facet", FACET, "【仕組み】⏎光を使う。⏎⟨【特徴】⟩⏎養分を作る。", Role.FACET, _is_beside_facet, _facet(_same)),
    Rule("facet of the section", FACET, "# 植物⏎- 葉⏎光を受ける。⏎⟨【茎の働き】⟩", Role.FACET, _is_of_section, _facet(_fixed(Rank.BULLET))),
    Rule("facet of ・", FACET, "・葉⏎⟨【仕組み】⟩⏎光を受ける。", Role.FACET, _is_of_dot, _facet(_fixed(Rank.FACET_OF_DOT))),
    Rule("facet over ●", FACET, "- 葉⏎⟨【仕組み】⟩⏎●表皮⏎葉を覆う。", Role.FACET, _is_over_sub, _facet(_fixed(Rank.FACET_OF_TERM))),
    Rule("facet", FACET, "- 葉⏎⟨【仕組み】⟩⏎光を受ける。", Role.FACET, always, _facet(_fixed(Rank.FACET))),
    Rule("blank of a 【穴埋め】", LABEL, "【穴埋め】⏎⟨【葉】は光を受ける。⟩", Role.AGAIN, _is_blank_of_cloze, _again_whole),
    Rule("title of a 【図表】", LABEL, "⟨【図表】葉と茎⟩⏎| 葉 | 光 |⏎| 茎 | 水 |", Role.CAPTION, _is_caption, _caption),
    Rule("directive before a text", LABEL, "⟨【基本】葉は光を受ける。⟩", Role.AGAIN, _directs_text, _direct_text),
    Rule("name that the text defines", LABEL, "# 植物⏎⟨【光合成】養分を作る働き⟩", Role.PAIR, _defines, _define),
    Rule("labelled line", LABEL, "- 葉⏎⟨【一例】桜の葉⟩", Role.LABEL, always, _labelled),
)  # fmt: skip
