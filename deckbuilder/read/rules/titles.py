"""Headings: with their markers, and lines without one that stand as a title by their looks and what is round them."""

import re
from collections.abc import Iterator

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import continues, is_unfinished
from deckbuilder.read import directives
from deckbuilder.read.inline import masked
from deckbuilder.read.markers import Line, level
from deckbuilder.read.ranks import Level, Rank
from deckbuilder.read.rules.opening import open_heading, opened
from deckbuilder.read.rules.rule import Look, Role, Rule, always, is_closed, of, once
from deckbuilder.read.steps import Step
from deckbuilder.read.titles import WRAPPED, before_colon, bold_title, reads_as_title
from deckbuilder.read.words import is_connective, naming, wants_answer

_LISTS = of("bullet", "sub", "dot", "number", "table")
_BELOW = _LISTS | of("plain", "label", "caution", "arrow", "code", "math")
"""What can stand below a title."""


# --- with a marker -----------------------------------------------------------------------------


def _asks(look: Look) -> bool:
    """Tell whether a heading is a question by its wording, and an answer line below it."""
    return _INTERROGATIVE.search(look.line.text) is not None and look.around.is_answered(look.index)


_INTERROGATIVE = lazy(r"(?:[うすたるい]|何|誰|だれ|どれ|どこ|いつ|なぜ)か[。]?$")


def _ask(look: Look) -> Iterator[Step]:
    yield opened(level(look.line), "question", look.line, look.line.text, look.line.col)


def _heading(look: Look) -> Iterator[Step]:
    return open_heading(look.line, level(look.line))


# --- without one: what each needs --------------------------------------------------------------


def _below(look: Look) -> Line:
    """Return the line below one that may be a title: there is one."""
    assert look.below
    return look.below


def _is_over(look: Look) -> bool:
    """Tell whether the next line is indented below this one."""
    below = _below(look)
    return below.indent > look.line.indent and below.kind in _BELOW


@once
def _is_bold(look: Look) -> bool:
    return bool(bold_title(look.line.text))


@once
def _may_be_title(look: Look) -> bool:
    """Tell whether a line reads as a title, and nothing round it speaks against that."""
    line, below, above = look.line, look.below, look.above
    if below is None or line.mark or look.is_again or is_unfinished(line.text) or continues(below.text):
        return False
    if WRAPPED.fullmatch(line.text) and not _is_bold(look):
        return False  # **量=速さ×時間**
    over, by_line = _is_over(look), look.around.by_line
    clause = (over and by_line) or look.around.parts_bullets(look.index)
    if not _is_bold(look) and not reads_as_title(line.text, clause):
        return False
    if look.in_answer and above.top.is_answered and above.top.last_of_answer is None:
        return False  # Q: 光合成の場は？⏎A:⏎⏎葉緑体⏎⏎緑の粒である。
    if above.fresh and above.top.shape != "heading":
        return False  # - 光合成⏎葉緑体の働き: what stands right under a term is said of it
    if above.text is not None and not look.gap_above and wants_answer(above.text.md):
        return False  # ・光合成の場はどこか。⏎葉緑体
    return not line.indent or by_line or over


@once
def _may_stand_here(look: Look) -> bool:
    """Tell whether the text before a line is finished."""
    return is_closed(look) and look.around.starts_block(look.index)


@once
def _is_plain_title(look: Look) -> bool:
    """Tell whether a line may be a title here that has to prove it by the text below: one not bold, or over nothing."""
    below = _below(look)
    if not _may_stand_here(look):
        return False
    return not _is_bold(look) or not (bold_title(below.text) or below.kind in _BELOW)


def _has_gist(line: Line | None, gap: bool) -> bool:
    """Tell whether a 【gist】 stands right below."""
    if line is None or gap or line.mark != "【":
        return False
    return not directives.read(line.text.strip("【】"))


# --- without one: the rules --------------------------------------------------------------------


def _is_underlined(look: Look) -> bool:
    below = _below(look)
    if below.kind != "rule" or look.gap_below or below.mark not in "-=":
        return False
    return look.around.starts_block(look.index)


def _is_over_gist(look: Look) -> bool:
    return _has_gist(look.below, look.gap_below)


def _is_bold_title(look: Look) -> bool:
    below = _below(look)
    is_over = below.kind in _BELOW or (below.kind == "question" and not below.mark.startswith("#"))
    if not _is_bold(look) or not is_over or bold_title(below.text):
        return False
    if not _may_stand_here(look):
        return False
    said = not look.above.fresh or look.gap_above
    return said or below.kind in _LISTS or look.around.defines_above(look.below_index)


def _is_first(look: Look) -> bool:
    first = look.gap_below and look.around.is_first(look.index) and not look.around.has_headings
    return first and not _is_over(look) and _is_plain_title(look)


def _is_over_indented(look: Look) -> bool:
    return _is_over(look) and _is_plain_title(look)


def _is_over_list(look: Look) -> bool:
    """Tell whether a line is the prompt of the list below it: it stands by itself, or the list right below."""
    if _below(look).kind not in ("bullet", "dot", "number") or not _is_plain_over_list(look):
        return False
    if not look.above.fresh:
        return True
    # A formatter sets blank lines below headings and above lists: ## LMS⏎⏎共通灯標評価システム⏎⏎- 基本の基準：…
    defines = look.above.top.level.rank is Rank.HEADING and look.around.is_over_pairs(look.index)
    return look.gap_above and not defines


def _is_plain_over_list(look: Look) -> bool:
    text = look.line.text
    says = bool(re.search(r"[^\W\d_]{2}", masked(text))) and naming(text) != "label" and not is_connective(text)
    return says and not _is_bold(look) and look.line.indent == 0 and _may_stand_here(look)


def _is_over_arrow(look: Look) -> bool:
    """Tell whether a short line stands over its definition: 光合成⏎⇒ 養分を作る働き, 光合成⏎: 養分を作る働き."""
    below = _below(look)
    over = below.kind == "arrow" and not look.gap_below and below.text != ""
    return over and look.around.heads_arrow(look.index) and is_closed(look)


def _has_colon(look: Look) -> bool:
    """Tell whether a name with a colon stands over its definition: 光合成：⏎養分を作る働き."""
    line, below = look.line, look.below
    if below is None or below.kind != "plain" or line.mark:
        return False
    if look.in_answer or not is_closed(look):
        return False
    name = before_colon(line.text)
    return name != "" and naming(name) == "term" and not before_colon(below.text)


def _is_over_text(look: Look) -> bool:
    if not _is_plain_title(look) or (look.gap_below and (look.above.fresh or look.around.by_line)):
        return False
    return look.around.defines_above(look.below_index)


def _is_over_plain(look: Look) -> bool:
    if _below(look).kind != "plain" or look.gap_below or look.around.has_headings:
        return False
    return _is_plain_title(look)


def _is_over_terms(look: Look) -> bool:
    return _is_over_plain(look) and look.around.is_term_with_gist(look.below_index)


def _is_over_titles(look: Look) -> bool:
    if not look.around.by_line or not _is_over_plain(look):
        return False
    return _below(look).indent == look.line.indent and look.around.heads_indented(look.below_index)


# --- without one: where they stand -------------------------------------------------------------


def _bare_level(look: Look) -> Level:
    """A title after a blank line contains those right below it, one indented less those indented more."""
    indent = look.line.indent
    if look.around.has_headings:
        return Level(Rank.BARE_TERM, indent)
    after_blank = not indent and (look.gap_above or look.around.is_first(look.index))
    return Level(Rank.BARE_PARENT if after_blank else Rank.BARE, indent)


def _underlined(look: Look) -> Iterator[Step]:
    return open_heading(look.line, Level(Rank.HEADING, 0 if _below(look).mark == "=" else 1))


def _first(look: Look) -> Iterator[Step]:
    return open_heading(look.line, Level(Rank.HEADING))


def _bare(look: Look) -> Iterator[Step]:
    return open_heading(look.line, _bare_level(look))


def _over_indented(look: Look) -> Iterator[Step]:
    ends = look.around.by_line and not look.gap_below
    return open_heading(look.line, _bare_level(look), blank_ends=ends, inside=_below(look).indent)


def _over_text(look: Look) -> Iterator[Step]:
    return open_heading(look.line, _bare_level(look), blank_ends=look.around.by_line)


def _over_arrow(look: Look) -> Iterator[Step]:
    line = look.line
    yield opened(Level(Rank.ONE_LINE), "line", line, line.text, line.col, blank_ends=not look.gap_below)


def _over_terms(look: Look) -> Iterator[Step]:
    return open_heading(look.line, Level(Rank.BARE_PARENT))


PLAIN, MARKED = of("plain"), of("heading", "section")
HEADINGS = (
    Rule("heading that asks", MARKED, "⟨## 葉は何を受けるか⟩⏎正解：光", Role.QUESTION, _asks, _ask),
    Rule("heading", MARKED, "⟨## 光合成⟩", Role.HEADING, always, _heading),
)  # fmt: skip
BARE_TITLES = (
    Rule("underlined title", PLAIN, "⟨光合成⟩⏎---", Role.HEADING, _is_underlined, _underlined, _may_be_title),
    Rule("title over 【】", PLAIN, "⟨光合成⟩⏎【養分を作る働き】", Role.HEADING, _is_over_gist, _bare, _may_be_title),
    Rule("title in bold", PLAIN, "光は要る。⏎⏎⟨**葉の作り**⟩⏎- 表皮", Role.HEADING, _is_bold_title, _bare, _may_be_title),
    Rule("first line of a file", PLAIN, "⟨植物の体⟩⏎⏎葉は光を受ける。", Role.HEADING, _is_first, _first, _may_be_title),
    Rule("term over its definition", PLAIN, "⟨光合成⟩⏎⇒ 養分を作る働き", Role.TERM, _is_over_arrow, _over_arrow, _may_be_title),
    Rule("name with a colon", PLAIN, "⟨光合成：⟩⏎養分を作る働きである。", Role.TERM, _has_colon, _over_arrow),
    Rule("title over indented lines", PLAIN, "⟨葉の作り⟩⏎  表皮が覆う。", Role.HEADING, _is_over_indented, _over_indented, _may_be_title),
    Rule("title over a sentence", PLAIN, "⟨葉の作り⟩⏎表皮が覆う。", Role.HEADING, _is_over_text, _over_text, _may_be_title),
    Rule("title over a list", PLAIN, "# 植物⏎⏎⟨葉の作り⟩⏎⏎- 表皮⏎- 葉肉", Role.HEADING, _is_over_list, _bare, _may_be_title),
    Rule("title over terms", PLAIN, "⟨植物⟩⏎光合成⏎【養分を作る働き】", Role.HEADING, _is_over_terms, _over_terms, _may_be_title),
    Rule("title over titles", PLAIN, "葉は光を受ける⏎茎は水を運ぶ⏎根は水を吸う⏎花は実を作る⏎⏎⟨植物の体⟩⏎葉の作り⏎  表皮が覆う⏎  気孔がある", Role.HEADING, _is_over_titles, _over_text, _may_be_title),
)  # fmt: skip
