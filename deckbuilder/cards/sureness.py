"""How sure the reading of a draft is: what is not sure makes no new card, and is told as what could be asked.

A term and its definition on one line, a list of names under what they are names of, a cell between its row and its
column are sure by how they are written. A text that only stands below a heading is not: it has to say itself that it
defines. A mark, a directive and `Q:` insist on the card, and nothing is doubted then.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from deckbuilder.base.blocks import Block, Entry, ItemList, Paragraph, Table, Verbatim
from deckbuilder.base.notes import Draft, Objection
from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import continues, is_noun_phrase
from deckbuilder.cards.echoes import MOSTLY, is_of_language, said_again
from deckbuilder.cards.facts import (
    asks_for_no_fact,
    is_example_data,
    is_measured,
    is_no_fact,
    is_too_much,
    names_no_row,
)
from deckbuilder.cards.gaps import Gap, gapped, is_loose, is_no_name, is_not_determined, is_piece_of_word
from deckbuilder.cards.listing import are_alike, explains_first, is_of_a_kind, lists_something, names_class, names_list
from deckbuilder.cards.saying import (
    answers,
    asks_elsewhere,
    breaks_off,
    is_about_notes,
    is_aside,
    is_code_name,
    is_exercise,
    is_made_up,
    is_of_notes,
    is_set_up,
    leads_on,
    names_act,
    names_deed,
    names_nothing,
    names_something,
    narrates,
    points_elsewhere,
    says_what,
    subject,
    tells_event,
    tells_limit,
    translates,
)
from deckbuilder.cards.weighed import cards_of, kind_of
from deckbuilder.cards.weighing import points
from deckbuilder.quality.card_texts import GAP
from deckbuilder.read.inline import IMAGE, is_reference, plain, without_slots

MOST_UNLIKE = 6
"""Items of a list that are recalled from each other; words may be more."""
FEW = 2
"""Items of a list that have to be alike, or to stand below what says what they are."""
LONGEST_WORD = 6
"""Characters of an item that is a word."""
LONGEST_SURE = 100
"""Characters of a text that is a definition."""
LONGEST_ANSWER = 52
"""Characters of a definition that is recalled; of 86 longer ones readers called 6 good."""
CELLS_THAT_TELL = 20
"""First rows and columns by which a table is known as one of data, as each of its cells asks anew."""


class Doubt(NamedTuple):
    """One row: why a card is not sure, with notes whose card is only offered and close ones that are asked."""

    name: str
    code: str
    unsure: str
    sure: str
    finds: Callable[[Entry, Draft], Iterable[int]]
    """Return the ordinals of the cards that are not sure."""


def doubted(draft: Draft, entry: Entry) -> Draft:
    """Return a draft with what speaks against asking its cards anew, one reason for each, and how much for them."""
    if draft.insists or draft.wish != "ask":
        return draft
    if kind_of(draft):
        draft = replace(draft, points=tuple(map(points, cards_of(entry, draft))) or (0,))
    found: dict[int, Objection] = {}
    for doubt in DOUBTS:
        for ordinal in doubt.finds(entry, draft):
            found.setdefault(ordinal, Objection(ordinal, doubt.code, (_named(draft, ordinal),)))
    return replace(draft, objections=tuple(found[ordinal] for ordinal in sorted(found))) if found else draft


def _named(draft: Draft, ordinal: int) -> str:
    """Return what a message calls a card by: its hidden text, or what it asks for."""
    if draft.slots:
        return draft.slots[ordinal].key
    return plain(draft.prompt.md) if draft.prompt else draft.term


def _all(doubts: Callable[[Entry, Draft], bool]) -> Callable[[Entry, Draft], Iterable[int]]:
    """Return a finder that doubts every card of a draft or none."""

    def finds(entry: Entry, draft: Draft) -> Iterable[int]:
        return range(max(len(draft.slots), 1)) if doubts(entry, draft) else ()

    return finds


# --- what any card may be --------------------------------------------------------------------------


def _stands_in_frame(entry: Entry, draft: Draft) -> bool:
    """Tell whether the headings above say that the text is about the notes, or sets an exercise."""
    above = (subject(draft.trail[0]), *draft.trail[1:]) if draft.trail else ()
    names = [*above, plain(entry.term.md) if entry.term else draft.term]
    if draft.role == "cell" or any(slot.bold for slot in draft.slots):
        names = names[-1:]  # what is marked, or set out in a table, is worth something whatever stands far above
    if any(is_about_notes(name) for name in (*names, draft.term)) or any(is_exercise(name) for name in names[-4:]):
        return True
    return draft.role in ("definition", "list") and any(map(is_set_up, draft.trail))


def _is_aside(entry: Entry, draft: Draft) -> bool:
    """Tell whether a card asks or answers a remark; what opens to an answer, <summary>首都は？</summary>, is a question."""
    asks = entry.shape in ("facet", "question") and draft.prompt is not None and draft.prompt.md.endswith(("？", "?"))
    asked = [plain(draft.prompt.md)] if draft.prompt and not asks else []
    return draft.role != "cell" and any(is_aside(text) for text in (*asked, *_said(draft)))


_STRUCK = lazy("~~[^~]+~~")


def _is_struck(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the answer is struck out in the notes."""
    (first, *_) = draft.body
    return isinstance(first, Paragraph) and bool(_STRUCK.fullmatch(first.text.md))


def _points_elsewhere(entry: Entry, draft: Draft) -> bool:
    """Tell whether a card is of another text; whoever asks in so many words knows which."""
    asked = [plain(draft.prompt.md)] if draft.prompt and not entry.asks else []
    return draft.role != "choice" and any(map(points_elsewhere, (*asked, *_said(draft))))


def _said(draft: Draft) -> Iterator[str]:
    """Yield the texts that a draft asks, plain."""
    for block in draft.body:
        if isinstance(block, ItemList):
            yield from (plain(without_slots(item.text.md)) for item in block.items)
        elif isinstance(block, Paragraph):
            yield plain(without_slots(block.text.md))


# --- definitions -----------------------------------------------------------------------------------


def _is_below(entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition only stands below its term."""
    return draft.role == "definition" and entry.shape in ("heading", "term", "facet")


def _is_not_said(entry: Entry, draft: Draft) -> bool:
    answer = draft.body[0]
    if not _is_below(entry, draft) or isinstance(answer, Verbatim):
        return False
    assert draft.prompt
    term, text = plain(draft.prompt.md), _text(answer)
    if entry.shape != "facet" and (names_nothing(term) or is_of_notes(term)):
        return True
    if isinstance(answer, Paragraph) and _is_lead(entry, answer):
        return True
    if isinstance(answer, Paragraph) and entry.shape == "term" and IMAGE.match(answer.text.md):
        return not names_something(term)
    return not (
        isinstance(answer, Paragraph)
        and (entry.shape == "facet" or names_something(term))
        and len(text) <= LONGEST_SURE
        and (says_what(term, text, entry.shape == "term" or is_code_name(term)) or _is_facet_in_a_word(entry, text))
    )


def _has_no_name(entry: Entry, draft: Draft) -> bool:
    """Tell whether what stands before a colon only leads the text: 例えば…, ステップ 2-1：…, 著者：…."""
    if draft.role != "definition" or entry.shape != "line":
        return False
    assert draft.prompt
    term = plain(draft.prompt.md)
    return leads_on(term) or names_nothing(term)


def _define(doubts: Callable[[str, str], bool]) -> Callable[[Entry, Draft], Iterable[int]]:
    """Return a finder that doubts a definition in words, by its term and its text."""

    def finds(_entry: Entry, draft: Draft) -> Iterable[int]:
        text = _text(draft.body[0]) if draft.role == "definition" else ""
        return (0,) if text and draft.prompt and doubts(plain(draft.prompt.md), text) else ()

    return finds


def _is_said_again(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the name of what is defined says its definition already."""
    return draft.role == "definition" and draft.prompt is not None and _says_answer(plain(draft.prompt.md), draft)


def _is_row_again(_entry: Entry, draft: Draft) -> bool:
    """Tell the same of a cell and the name of its row."""
    return draft.role == "cell" and _says_answer(draft.term, draft)


def _says_answer(name: str, draft: Draft) -> bool:
    """Tell whether a name says most of an answer, and no word of a language is asked."""
    return not is_of_language(draft.trail) and said_again(name, _text(draft.body[0])) >= MOSTLY


def _is_lead(entry: Entry, answer: Paragraph) -> bool:
    """Tell whether a text only names the list below it."""
    first, *rest = entry.blocks
    below = isinstance(rest[0], ItemList | Table) if rest else False
    return below and first == answer and names_list(_text(answer))


def _is_symbol(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a definition is that of a sign in the formulas around it."""
    return draft.role == "definition" and draft.prompt is not None and bool(_FORMULA.fullmatch(draft.prompt.md))


_FORMULA = lazy(r"\$[^$]+\$(?:[ 　,、・]*\$[^$]+\$)*")


# --- questions -------------------------------------------------------------------------------------


def _is_not_answered(entry: Entry, draft: Draft) -> bool:
    """Tell whether a question, which is one only by its wording, has below it what does not answer it."""
    answer = draft.body[0]
    if draft.role != "question" or draft.kind != "basic":
        return False
    if isinstance(answer, Paragraph) and _text(answer).endswith((":", "：")):
        return True
    if entry.asks:
        return False
    assert draft.prompt
    if isinstance(answer, ItemList):
        return not is_of_a_kind([plain(item.text.md) for item in answer.items], answer.ordered)
    if isinstance(answer, Paragraph):
        text = _text(answer)
        is_long = len(text) > LONGEST_SURE
        return is_long or is_reference(answer.text.md) or not answers(plain(draft.prompt.md), text)
    return isinstance(answer, Table)


def _is_asked_elsewhere(_entry: Entry, draft: Draft) -> bool:
    return draft.role == "question" and draft.prompt is not None and asks_elsewhere(plain(draft.prompt.md))


def _is_facet_in_a_word(entry: Entry, text: str) -> bool:
    """Tell whether a word stands below 【読み】 or 【対義語】."""
    return entry.shape == "facet" and is_noun_phrase(text)


def _formulas_short(text: str) -> str:
    """Return a text whose formulas are as long as they read."""
    return re.sub(r"\$[^$]+\$", 8 * "x", text)


def _text(block: Block) -> str:
    return plain(block.text.md) if isinstance(block, Paragraph) else ""


def _is_a_program(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an answer is code of several lines, a drawing, or a derivation."""
    answer = draft.body[0]
    return draft.kind == "basic" and isinstance(answer, Verbatim) and not _is_one_line(answer)


def _is_own_code(_entry: Entry, draft: Draft) -> bool:
    """Tell whether code stands below what does not say what it is for, or names what its author made up."""
    answer = draft.body[0]
    if draft.role != "definition" or not isinstance(answer, Verbatim) or answer.form != "code":
        return False
    assert draft.prompt
    return not names_deed(plain(draft.prompt.md)) or is_made_up(answer.text.md)


def _is_one_line(block: Verbatim) -> bool:
    if _MACRO.match(block.text.md):
        return False
    rows = [row for row in block.text.md.split("\n") if row.strip() and not re.match(r"\s*(?:#|//|--)\s", row)]
    return block.form != "html" and len(rows) == 1 and not re.search("[\u2500-\u257f]", rows[0])


_MACRO = lazy(r"\s*\\(?:def|newcommand)\b")
"""TeX that only names what is written below."""


# --- lists -----------------------------------------------------------------------------------------


def _is_motley(_entry: Entry, draft: Draft) -> bool:
    if draft.role != "list" or draft.kind != "cloze":
        return False
    items = next(block for block in draft.body if isinstance(block, ItemList))
    texts = list(_said(replace(draft, body=(items,))))
    if not items.ordered and (explains_first(draft.term, texts) or _is_loose(draft, texts)):
        return True
    is_long = len(texts) > MOST_UNLIKE and not items.ordered and max(map(len, texts)) > LONGEST_WORD
    return is_long or not is_of_a_kind(texts, items.ordered)


def _is_loose(draft: Draft, texts: list[str]) -> bool:
    """Tell whether two items are alike in nothing, and nothing above says what they are."""
    has_lead = any(isinstance(block, Paragraph) for block in draft.body)
    return len(texts) <= FEW and not has_lead and not (names_class(draft.term) or are_alike(texts))


def defines_first(entry: Entry, items: ItemList) -> bool:
    """Tell whether the first item of the list below a term says what it is, and the others more of it."""
    if entry.shape not in ("heading", "term") or not entry.term or items.ordered or len(items.items) < 2:
        return False
    texts = [plain(item.text.md) for item in items.items]
    return not items.items[0].blocks and explains_first(plain(entry.term.md), texts)


def _is_list_of_examples(_entry: Entry, draft: Draft) -> bool:
    if draft.role != "list" or draft.kind != "cloze":
        return False
    lead = "".join(plain(block.text.md) for block in draft.body if isinstance(block, Paragraph))
    name = lead or draft.term
    return not lists_something(name) or is_of_notes(name.rstrip(":： ")) or continues(lead)


# --- numbers ---------------------------------------------------------------------------------------


def _incidental(_entry: Entry, draft: Draft) -> Iterator[int]:
    """Yield the slots of numbers that nobody marked, and that are neither a limit nor the year of an event."""
    if draft.kind != "cloze" or draft.role == "list":
        return
    (block,) = draft.body
    assert isinstance(block, Paragraph)
    is_long = len(plain(without_slots(block.text.md))) > LONGEST_SURE
    for at, slot in enumerate(draft.slots):
        before, _, after = gapped(block.text.md, at).partition(GAP)
        if not slot.bold and (is_long or not (tells_limit(before, after) or tells_event(before, after))):
            yield at


# --- what is bold ----------------------------------------------------------------------------------


def _bold(doubts: Callable[[Gap], bool]) -> Callable[[Entry, Draft], Iterable[int]]:
    """Return a finder that doubts the gaps of a sentence that are marked in bold."""

    def finds(_entry: Entry, draft: Draft) -> Iterator[int]:
        for at, slot in enumerate(draft.slots):
            if slot.bold:
                (block,) = draft.body
                assert isinstance(block, Paragraph)
                before, _, after = gapped(block.text.md, at).partition(GAP)
                if doubts(Gap(draft.term, before, slot.key, after.replace(GAP, slot.key))):
                    yield at

    return finds


# --- cells and drawings ----------------------------------------------------------------------------


class _Cell(NamedTuple):
    row: str
    column: str
    answer: str
    lines: int


def _cells(doubts: Callable[[_Cell], bool]) -> Callable[[Entry, Draft], Iterable[int]]:
    """Return a finder that doubts the card of a cell of a table."""

    def finds(_entry: Entry, draft: Draft) -> Iterable[int]:
        if draft.role != "cell" or draft.kind != "basic":
            return ()
        (block,) = draft.body
        assert draft.prompt
        assert isinstance(block, Paragraph)
        row, _, column = draft.prompt.md.rpartition(" ─ ")
        md = block.text.md
        cell = _Cell(draft.term, plain(column) if row else "", plain(md), len(re.findall("<br", md, re.IGNORECASE)) + 1)
        return (0,) if doubts(cell) else ()

    return finds


def _is_data(entry: Entry, draft: Draft) -> bool:
    """Tell whether a cell stands in a table of data: | 品目 | 単価 | …, with prices below."""
    if draft.role != "cell":
        return False
    table = next(block for block in entry.blocks if isinstance(block, Table) and draft.span.first <= block.last)
    header = table.header[:CELLS_THAT_TELL]
    rows = (row[: len(header)] for row in table.rows[:CELLS_THAT_TELL])
    columns = zip(header, zip(*rows, strict=False), strict=False)
    return any(is_example_data(plain(name.md), (plain(cell.md) for cell in cells)) for name, cells in columns)


_DRAWN = lazy("[│├└┌┐┘┤┬┴┼║╔╚]")


def _is_drawn(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a line of a drawing is asked: │ 送信元：… │."""
    asked = plain(draft.prompt.md) if draft.prompt else ""
    return any(map(_DRAWN.search, (asked, *_said(draft))))


# --- what is weighed -------------------------------------------------------------------------------


def _outweighed(kind: str, number: bool = False) -> Callable[[Entry, Draft], Iterable[int]]:
    """Return a finder that doubts the cards of a kind that more speaks against than for."""

    def finds(_entry: Entry, draft: Draft) -> Iterator[int]:
        if kind_of(draft) == kind:
            for at, weight in enumerate(draft.points):
                is_number = kind == "sentence" and not draft.slots[at].bold
                if weight < 0 and is_number is number:
                    yield at

    return finds


DOUBTS = (
    Doubt("about the notes", "N243", "## 本書の使い方\n- 索引：終わりの頁で語を探す所\n", "## 本の作り\n- 索引：終わりの頁で語を探す所\n", _all(_stands_in_frame)),
    Doubt("aside", "N243", "- 気孔：ここ毎回忘れるけど葉の穴\n", "- 気孔：葉の裏にある穴\n", _all(_is_aside)),
    Doubt("struck out", "N243", "- 気孔：~~葉の表にある穴~~\n", "- 気孔：~~葉の表~~ 葉の裏にある穴\n", _all(_is_struck)),
    Doubt("about another text", "N243", "## 葉の層\n前回の記事で分けたのは次の三つの層である。\n- 表皮\n- 葉肉\n- 葉脈\n", "## 葉の層\n葉を作るのは次の三つの層である。\n- 表皮\n- 葉肉\n- 葉脈\n", _all(_points_elsewhere)),
    Doubt("symbol", "N240", "- $A_k$：葉の広さを表す変数\n", "- 面積 $A_k$：葉の広さを表す変数\n", _all(_is_symbol)),
    Doubt("text that does not define", "N240", "## 気孔\n昼は開いており、夜になると閉じていく。\n", "## 気孔\n葉の裏にある穴である。\n", _all(_is_not_said)),
    Doubt("word that leads on", "N240", "結果：葉は朝に開いた。\n", "気孔：葉の裏にある穴\n", _all(_has_no_name)),
    Doubt("text that breaks off", "N240", "- 気孔：を通して水が出る\n", "- 気孔：水が出る穴\n", _define(lambda _, text: breaks_off(text))),
    Doubt("text that nobody recalls", "N240", "- 気孔：葉の裏に多く、朝の光を受けて開いて水と酸素を外へ出し、夜になると水を失わないように閉じている小さな穴\n", "- 気孔：葉の裏に多く、光を受けて開いて水を外へ出す小さな穴\n", _define(lambda _, text: len(_formulas_short(text)) > LONGEST_ANSWER)),
    Doubt("term that is an act", "N240", "- 水やりの手順：朝に土を湿らせる心がけ\n", "- 日当たり：日の光を受ける場所\n", _define(lambda term, _: names_act(term))),
    Doubt("text that narrates", "N240", "- 気孔：簡単に開く穴\n", "- 気孔：光で開く穴\n", _define(lambda _, text: narrates(text))),
    Doubt("name in other words", "N240", "- countLeaf：葉の数を取得\n", "- countLeaf：葉の数を返す関数\n", _define(translates)),
    Doubt("name said again", "N240", "- テキストファイル：テキストが書かれたファイル\n", "- テキストファイル：文字だけが書かれたもの\n", _all(_is_said_again)),
    Doubt("question without answer", "N240", "## 葉はなぜ緑なのか？\n次に葉の色を見る。\n", "## 葉はなぜ緑なのか？\n緑の光を返すためである。\n", _all(_is_not_answered)),
    Doubt("question about another text", "N240", "Q: 空欄に入る語は？\nA: 気孔\n", "Q: 葉の裏にある穴は？\nA: 気孔\n", _all(_is_asked_elsewhere)),
    Doubt("program", "N244", "## 葉を数える\n```\na = read()\nprint(a)\n```\n", "## 葉を数える\n```\ncount leaf\n```\n", _all(_is_a_program)),
    Doubt("code of its author", "N244", "## 葉を数える\n```\ncount leaf.txt\n```\n", "## 葉を数える\n```\ncount leaf\n```\n", _all(_is_own_code)),
    Doubt("list of nobody knows what", "N241", "## 例\n- 桜\n- 梅\n", "## 春の花の種類\n- 桜\n- 梅\n", _all(_is_list_of_examples)),
    Doubt("motley list", "N241", "## 葉\n- 光を受ける\n- 表皮\n- 気孔のない草もある\n", "## 葉の要素\n- 表皮\n- 葉肉\n- 葉脈\n", _all(_is_motley)),
    Doubt("number in passing", "N242", "ある朝に葉を8枚集めた。\n", "## 葉\n光を受ける器官である。\n\n植物は最大8枚の葉を枝の先に集める。\n", _incidental),
    Doubt("aside in a table", "N246", "| 木 | 備考 |\n|---|---|\n| 桜 | 春に咲く |\n", "| 木 | 季節 |\n|---|---|\n| 桜 | 春に咲く |\n", _cells(lambda cell: asks_for_no_fact(cell.row, cell.column))),
    Doubt("cell that is no fact", "N246", "| 木 | 落葉 |\n|---|---|\n| 桜 | ○ |\n", "| 木 | 落葉 |\n|---|---|\n| 桜 | 秋 |\n", _cells(lambda cell: is_no_fact(cell.row, cell.column, cell.answer))),
    Doubt("table of data", "N246", "| 木 | 代金 | 花 |\n|---|---|---|\n| 桜 | 300 | 淡紅色 |\n| 梅 | 250 | 白 |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色 |\n| 梅 | 白 |\n", _all(_is_data)),
    Doubt("measured value", "N246", "| 木 | 葉の長さ |\n|---|---|\n| 桜 | 9.71 |\n", "| 木 | 葉の長さ |\n|---|---|\n| 桜 | 手のひらほど |\n", _cells(lambda cell: is_measured(cell.answer))),
    Doubt("row said again", "N246", "| 木 | 花 |\n|---|---|\n| red_flower | レッドの花 |\n", "| 木 | 花 |\n|---|---|\n| red_flower | 淡い色の花 |\n", _all(_is_row_again)),
    Doubt("cell of many things", "N246", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色<br>花弁は五枚<br>春 |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色<br>花弁は五枚 |\n", _cells(lambda cell: is_too_much(cell.answer, cell.lines))),
    Doubt("row without a name", "N246", "| 木 | 花 |\n|---|---|\n| 枝を採取 | 淡紅色 |\n", "| 木 | 花 |\n|---|---|\n| 枝を採る木 | 淡紅色 |\n", _cells(lambda cell: names_no_row(cell.row))),
    Doubt("drawing", "N244", "## 葉の作り\n│ 気孔：葉の裏の穴 │\n", "## 葉の作り\n気孔：葉の裏の穴\n", _all(_is_drawn)),
    Doubt("bold inside a word", "N245", "葉の緑は Chlorop**h**yll の色である。\n", "葉の緑は **Chlorophyll** の色である。\n", _bold(is_piece_of_word)),
    Doubt("bold that is no name", "N245", "葉は昼に**光を受けて育つ**。\n", "葉は昼に**光合成**をして育つ。\n", _bold(is_no_name)),
    Doubt("bold in passing", "N245", "この緑は**葉緑素**の色である。\n", "葉の緑は**葉緑素**の色である。\n", _bold(is_loose)),
    Doubt("gap that other words fill", "N245", "葉には**気孔**などがある。\n", "葉には**気孔**という穴がある。\n", _bold(is_not_determined)),
    Doubt("definition outweighed", "N240", "## 葉の利点\n- 光の利用：葉の向きで8割\n", "## 葉の作り\n- 気孔：葉の裏にある穴\n", _outweighed("definition")),
    Doubt("list outweighed", "N241", "## 葉の世話\n- 光\n- 水\n- 土\n", "## 葉の三つの層\n- 表皮\n- 葉肉\n- 葉脈\n", _outweighed("list")),
    Doubt("number outweighed", "N242", "- この木の枝は最大2枚の葉を持つ。\n", "## 葉\n光を受ける器官である。\n\n桜の細い枝は最大8枚の葉を持つ。\n", _outweighed("sentence", number=True)),
    Doubt("bold outweighed", "N245", "植物は葉にある**ストマ**（stoma）で水を出す。\n", "葉の裏には**気孔**という穴がある。\n", _outweighed("sentence")),
    Doubt("cell outweighed", "N246", "| 木 | 花の内容 |\n|---|---|\n| ① 桜 | 5枚など |\n", "| 木 | 花 |\n|---|---|\n| 桜 | 淡紅色 |\n", _outweighed("cell")),
)  # fmt: skip
"""In the order in which they are told."""
