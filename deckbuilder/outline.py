"""Assemble lines into entries: which line is a term, which a definition, what belongs to what.

All note syntax that is about lines is decided here and in lines.py. Scopes form a stack ordered by
rank; a new scope closes every open one of its rank or below. What Markdown calls a paragraph or a
list never crosses an entry.
"""

import itertools
import re
from dataclasses import dataclass, field

from deckbuilder import directives
from deckbuilder.inline import IMAGE, marks, plain
from deckbuilder.lines import Line, cells, classify, is_separator, lines
from deckbuilder.model import (
    Block,
    Caution,
    Diagnostic,
    Directive,
    Entry,
    Item,
    ItemList,
    Labelled,
    Paragraph,
    Shape,
    Source,
    Span,
    Structure,
    Table,
    Text,
    Verbatim,
)
from deckbuilder.text import balanced, fold, glue, is_noun_phrase, is_sentence, is_unfinished

HEADING, BARE_PARENT, BARE, SECTIONS = 10, 16, 17, {"■": 20, "◆": 21}
ROUND, ANGLED, FACET_OF_SECTION, BULLET, FACET_OF_TERM, SUB = 22, 23, 25, 30, 34.5, 35
FACET, BARE_TERM, LINE, DOT = 36, 29, 37, 38
"""Ranks: a scope contains those of greater rank. Bullets take BULLET + depth, up to 4."""

FACET_WORDS = frozenset(
    "仕組み しくみ 特徴 特長 概要 種類 用途 手順 設定 設定項目 機能 構成 構造 目的 メリット デメリット 利点 欠点 長所 短所 "
    "注意 注意点 ポイント 例 具体例 方法 条件 料金 課金 ポリシー セキュリティ 制限 制約 定義 歴史 背景 経緯 まとめ 内容 "
    "原因 症状 治療 検査 診断 予防 効果 効能 副作用 要件 役割 比較 コマンド 性質 分類 対象 関連 対策 結果 影響 意義 使い方 "
    "使用例 例文 用法 流れ 補足 参考 備考 要点 論点 判例 条文 公式 単位 計算 反応 製法".split()
)
"""Names that are a part of a term and never its gist, even right under it."""
LABEL_WORDS = frozenset(
    "例 例えば たとえば 一例 具体例 注 注意 注釈 備考 補足 参考 参照 出典 メモ ポイント 重要 重要度 頻出 頻出度 覚え方 語呂 "
    "語呂合わせ 理由 結論 まとめ コツ ヒント 関連 対義語 類義語 同義語 反対語 読み 英語 略 略称 別名 note nb todo memo "
    "ex e.g eg tip hint warning caution".split()
)
"""Words before a colon that label a line and name no term."""
_CHOICE = re.compile(r"[ァ-ヶあ-んA-Za-z0-9Ａ-Ｚａ-ｚ０-９①-⑳]$")
_CHOICE_LINE = re.compile(r"(?:[ァ-ヶA-Za-z0-9Ａ-Ｚａ-ｚ０-９][.．:：)）、]|[①-⑳])")
_ENDING = frozenset(("plain", "label", "table", "code", "math", "html", "dot", "number", "caution"))
"""What, after a blank line, no longer belongs to a term that was defined on one line."""
_QUESTION_LINES = frozenset(("plain", "dot", "number", "bullet", "sub", "caution", "arrow", "label"))
_DEFINITIONS = (
    re.compile(r"\*\*(?P<term>[^*]{1,60}?)\s*[:：]?\*\*(?:\s*[:：]\s*|\s*とは[、,，]\s*)(?P<text>\S.*)$"),
    # A word of hiragana behind the blank continues a sentence: `**5つ** まで作れる`.
    re.compile(r"\*\*(?P<term>[^*]{1,60}?)\*\*[ 　]+(?:…+\s*)?(?P<text>[^\sぁ-ゖ、。].*)$"),
    re.compile(r"(?P<term>[^:：]{1,60}?)\s*[:：](?![:：/])\s*(?P<text>\S.*)$"),
    re.compile(r"(?P<term>[^。]{1,60}?)とは[、,，]\s*(?P<text>\S.*)$"),
    re.compile(r"(?P<term>[^。…]{1,60}?)[ 　]*(?:…+|・・・+|･･･+|\.\.\.+)[ 　]*(?P<text>\S.*)$"),
)
_HALF_TERM = frozenset("用語 語 語句 言葉 ことば 単語 名称 名前 キーワード term word name".split())
_HALF_MEANING = frozenset("説明 意味 定義 内容 解説 訳 概要 答え definition meaning description".split())
_WRAPPED = re.compile(r"(?:【([^【】]+)】|＜([^＜＞]+)＞|\*\*([^*]+)\*\*)$")
_TRAILING = re.compile(r"\s*(?:【([^【】]*)】|\[([A-Za-z:一-龠ぁ-んァ-ヶ]+)\])$")
_PARENTHESIS = re.compile(r"[(（][^()（）]+[)）]$")
_GLUED = re.compile(r"(?<=[。．！？])[ 　]+[-*+●][ 　]+(?P<term>\S.*)$")
_INLINE_CIRCLED = re.compile(r"(?:(?<=^)|(?<=[\s、。；;]))[①-⑳]")


class _Run:
    """Source lines being joined into one text."""

    def __init__(self, text: str, line: int, col: int) -> None:
        self.md = text
        self.origins = [(0, line, col)]

    def add(self, text: str, line: int, col: int, between: str | None = None) -> None:
        self.md += glue(self.md, text) if between is None else between
        self.origins.append((len(self.md), line, col))
        self.md += text

    def text(self) -> Text:
        return Text(self.md, tuple(self.origins))


@dataclass
class _Item:
    run: _Run
    indent: int
    label: str = ""
    blocks: list["_Block"] = field(default_factory=list)


@dataclass
class _Bullets:
    indent: int
    family: str
    items: list[_Item]
    directives: tuple[Directive, ...]


@dataclass
class _Prose:
    """A paragraph, caution or labelled line that may still grow."""

    form: str
    label: str
    run: _Run
    directives: tuple[Directive, ...]


_Block = _Prose | _Bullets | Table | Verbatim


@dataclass
class _Scope:
    rank: float
    shape: Shape
    trail: tuple[str, ...]
    term: _Run | None
    title: str
    tags: tuple[str, ...]
    directives: list[Directive]
    pin: str
    skipped: bool
    line: int
    col: int
    gist: Text | None = None
    blocks: list[_Block] = field(default_factory=list)
    answer: list[_Block] | None = None
    explained: bool = False
    awaiting: bool = False
    """A question whose answer line is still to come: what stands before it is the question."""
    has_children: bool = False
    late: bool = False
    """Its text comes after the entries below it, and so does not define it."""
    blank_ends: bool = False
    last: int = 0

    @property
    def is_empty(self) -> bool:
        return self.gist is None and not self.blocks and self.answer is None

    @property
    def open_blocks(self) -> list[_Block]:
        """Where the next block goes."""
        self.late |= self.is_empty and self.has_children
        return self.blocks if self.answer is None or self.explained else self.answer


def outline(source: Source) -> tuple[list[Entry], list[Structure], list[Diagnostic]]:
    """Return the entries of a file in the order of the notes, and how its other lines were read."""
    found, diagnostics = lines(source)
    assembler = _Assembler(source, found)
    assembler.run()
    structure = [Structure(number, "front matter") for number in range(1, source.body + 1)]
    return assembler.entries(), structure + assembler.structure, diagnostics + assembler.diagnostics


class _Assembler:
    """One pass over the lines with a stack of open scopes."""

    def __init__(self, source: Source, found: list[Line]) -> None:
        self.source = source
        self.rows = source.text.split("\n")
        self.lines = found
        self.structure: list[Structure] = []
        self.diagnostics: list[Diagnostic] = []
        title = source.settings.title
        root = _Scope(0, "text", (), None, title, source.settings.tags, [], "", False, source.body + 1, 1)
        self.scopes = [root]
        self.stack = [root]
        self.pending: list[Directive] = []
        self.pin = ""
        self.fresh = False
        """Nothing but the term line has been read of the top scope."""
        self.gap = True
        """A blank line or a construct lies between this line and the text before it."""
        self.open: _Run | None = None
        """The run that an unmarked next line continues."""
        self.lists: list[_Bullets] = []
        """The lists being written in the top scope, outermost first."""
        self.item_rank: float | None = None
        """The rank of the bullet before this one, if that was an item."""
        self.has_headings = any(
            line.kind == "heading" or (line.kind == "section" and line.mark in "■◆") for line in found
        )

    def run(self) -> None:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if self.top.awaiting and line.kind in _QUESTION_LINES and not _is_answer(line):
                self._extend_question(line)
                at += 1
                continue
            if self.top.blank_ends and line.kind in _ENDING and not line.indent and self.gap_before(at):
                self._pop(self.top.rank)
            taken = _HANDLERS[line.kind](self, at, line)
            at += 1 if taken is None else taken
        for directive in self.pending:
            self._report("N107", directive.line, directive.col, _spelling(directive))

    @property
    def top(self) -> _Scope:
        return self.stack[-1]

    # --- scopes -----------------------------------------------------------------------------

    def _push(self, rank: float, shape: Shape, line: Line, text: str, col: int) -> _Scope:
        """Open a scope for the term `text`, with the tags and directives at its end."""
        title, tags, found, offset = self._title(text, line.first, col)
        self._pop(rank)
        parent = self.top
        parent.has_children = True
        scope = _Scope(
            rank=rank,
            shape=shape,
            trail=(*parent.trail, parent.title) if parent.title else parent.trail,
            term=_Run(title, line.first, col + offset),
            title=plain(title),
            tags=(*parent.tags, *tags),
            directives=[*self.pending, *found],
            pin=self.pin,
            skipped=parent.skipped or any(d.name == "skip" for d in (*self.pending, *found)),
            line=line.first,
            col=col + offset,
            last=line.last,
        )
        self.pending, self.pin = [], ""
        self.stack.append(scope)
        self.scopes.append(scope)
        self.fresh, self.gap, self.open, self.lists, self.item_rank = True, True, None, [], None
        return scope

    def _pop(self, rank: float) -> None:
        while self.top.rank >= rank and len(self.stack) > 1:
            self.stack.pop()
            self.lists, self.open = [], None

    def _title(self, text: str, line: int, col: int) -> tuple[str, list[str], list[Directive], int]:
        """Split a term or heading into (title, tags, directives, offset of the title)."""
        tags: list[str] = []
        found: list[Directive] = []
        while (match := _TRAILING.search(text)) and match.start():
            name = (match[1] if match[1] is not None else match[2]).strip()
            directive = self._directive(name, line, col + match.start())
            if directive:
                found.insert(0, directive)
            elif match[1]:
                tags.insert(0, name)
            elif match[1] is None:
                break
            text = text[: match.start()]
        offset = 0
        if match := _WRAPPED.fullmatch(text):
            inner = match[1] or match[2] or match[3]
            offset, text = text.index(inner), inner
        return text.rstrip(" :：") or text, tags, found, offset

    def _directive(self, name: str, line: int, col: int) -> Directive | None:
        found = directives.read(name)
        if not found:
            if near := directives.nearest(name):
                self._report("N103", line, col, name, near)
            return None
        kind, option = found
        allowed = directives.OPTIONS.get(kind, {})
        if option and option not in allowed:
            known = "、".join(allowed) or "nothing"
            self._report("N108", line, col, name.partition(":")[0].partition("：")[0], option, known)
            option = ""
        return Directive(kind, allowed.get(option, ""), line, col)

    def _report(self, code: str, line: int, col: int, *args: str) -> None:
        self.diagnostics.append(Diagnostic(code, Span(self.source.path, line, line, col), args))

    # --- looking around -----------------------------------------------------------------------

    def _next(self, at: int) -> tuple[int, Line | None, bool]:
        """Return (index, line, whether a blank lies between) of the next line with content."""
        gap = False
        for index in range(at + 1, len(self.lines)):
            line = self.lines[index]
            if line.kind == "blank":
                gap = True
            elif line.kind not in ("comment", "pragma"):
                return index, line, gap
        return len(self.lines), None, gap

    def _opens_entry(self, at: int) -> bool:
        """Tell whether the line at `at` is a bullet that opens an entry."""
        line = self.lines[at] if at < len(self.lines) else None
        return bool(line and line.kind == "bullet" and self._role(at, line) in ("term", "line", "question"))

    def _role(self, at: int, line: Line) -> str:
        """Tell what a bullet is: term, line (term and definition), question or item."""
        if definition(line.text):
            return "line"
        index, following, gap = self._next(at)
        body = self._body(line, following, gap)
        if line.text.endswith(("？", "?")) and body:
            return "question"
        if not is_noun_phrase(_bare(line.text), 60):
            return "item"
        if self.item_rank == self._rank(line):
            return "item"
        if body or self._is_lonely(line, index, following):
            return "term"
        return "item"

    def _body(self, line: Line, following: Line | None, gap: bool) -> str:
        """Tell where the definition of a bullet stands, or an empty string if it has none."""
        if following is None:
            return ""
        if following.kind in ("bullet", "sub", "number", "dot"):
            if following.indent > line.indent:
                return "nested"
            if following.kind == "sub" and line.kind == "bullet":
                return "nested"
            lower = following.kind in ("dot", "number") and following.kind != line.kind
            return "below" if lower else ""
        if following.kind in (
            "plain",
            "label",
            "caution",
            "arrow",
            "table",
            "code",
            "math",
            "html",
            "facet",
            "summary",
        ):
            if following.indent > line.indent:
                return "indented"
            return "after a blank" if gap else "below"
        return ""

    def _is_lonely(self, line: Line, index: int, following: Line | None) -> bool:
        """Tell whether a bullet without a body stands among terms, so that its definition is missing."""
        previous = self.top.shape in ("term", "line") and self.top.rank == self._rank(line)
        if following is None or following.kind != line.kind or following.indent != line.indent:
            return previous
        _, after, gap = self._next(index)
        body = "" if definition(following.text) else self._body(following, after, gap)
        return body in ("below", "after a blank")

    def _rank(self, line: Line) -> float:
        return BULLET + min(line.indent // 2, 4) if line.kind == "bullet" else SUB

    # --- terms and headings -------------------------------------------------------------------

    def _heading(self, _at: int, line: Line) -> None:
        self._open_heading(HEADING + len(line.mark) - 1, line)

    def _section(self, _at: int, line: Line) -> None:
        rank = ANGLED if line.mark == "＜" else SECTIONS.get(line.mark, ROUND)
        self._open_heading(rank, line)

    def _open_heading(self, rank: float, line: Line) -> None:
        is_question = line.text.rstrip("】 ").endswith(("？", "?"))
        self._push(rank, "question" if is_question else "heading", line, line.text, line.col)

    def _marked(self, at: int, line: Line) -> None:
        """A - or ● line."""
        rank = self._rank(line)
        if self._asks(at, line, rank):
            return
        role = self._role(at, line)
        if role == "line":
            self._define(rank, line)
        elif role == "question":
            self._push(rank, "question", line, line.text, line.col)
        elif role == "term":
            self._push(rank, "term", line, line.text, line.col)
        else:
            self._pop(rank)
            self._add_item(line, "bullet" if line.kind == "bullet" else "sub")
            self.item_rank = rank

    def _asks(self, at: int, line: Line, rank: float) -> bool:
        """Read `- Q: …` and `- A: …`."""
        if not line.text[:1] or line.text[0] not in "QＱAＡ問答*":
            return False
        inner = classify(line.text, line.first)
        if inner.kind not in ("question", "answer"):
            return False
        inner = inner._replace(indent=line.indent, col=line.col + inner.col - 1)
        if inner.kind == "question":
            self._ask(at, rank, inner)
            return True
        if self.top.shape == "question" and self.top.answer is None:
            self._answer(at, inner)
            return True
        return False

    def _dot(self, at: int, line: Line) -> None:
        """A ・ line: an item, or a term when its definition follows."""
        index, following, gap = self._next(at)
        text = _bare(line.text)
        if following and not gap and is_noun_phrase(text) and not is_unfinished(text):
            below = following.kind == "plain" and following.indent <= line.indent
            below = below and (is_sentence(following.text) or len(following.text) > 20)
            gist = following.kind == "facet" and not directives.read(following.text.strip("【】"))
            opens = gist and self._opens_entry(self._next(index)[0])
            if below or (gist and not opens and following.text.strip("【】") not in FACET_WORDS):
                self._push(DOT, "term", line, line.text, line.col)
                return
        if self._all_definitions(at, line):
            self._define(DOT, line)
            return
        self._pop(DOT)
        self._add_item(line, "dot")

    def _all_definitions(self, at: int, line: Line) -> bool:
        """Tell whether every ・ line of the run around `at` is a term with its definition."""
        start = at
        while start and self.lines[start - 1].kind == "dot" and self.lines[start - 1].indent == line.indent:
            start -= 1
        for other in self.lines[start:]:
            if other.kind != "dot":
                return True
            if other.indent == line.indent and not definition(other.text):
                return False
        return True

    def _define(self, rank: float, line: Line) -> None:
        """Open an entry whose term and definition stand on one line."""
        found = definition(line.text)
        assert found
        term, term_at, text, text_at = found
        if rank == LINE and self.top.shape == "line":
            self._pop(self.top.rank)
        scope = self._push(rank, "line", line, term, line.col + term_at)
        scope.blank_ends = True
        self._add_prose("paragraph", "", text, line.first, line.col + text_at)

    # --- questions ----------------------------------------------------------------------------

    def _question(self, at: int, line: Line) -> None:
        explicit = line.mark[0] in "QＱ*" or marks(line.text, True)
        if not explicit and not self._is_answered(at):
            self._as_plain(at, line)
            return
        # After a blank line a question stands on its own, beside the term above and not inside it.
        self._ask(at, BULLET if self.gap_before(at) and not line.indent else LINE, line)

    def _ask(self, at: int, rank: float, line: Line) -> None:
        scope = self._push(rank, "question", line, line.text or "", line.col)
        scope.awaiting = self._is_answered(at)
        self.fresh = False

    def _extend_question(self, line: Line) -> None:
        """Take a line between a question and its answer into the question; choices stay on lines of their own."""
        term = self.top.term
        assert term
        row = self.rows[line.first - 1].strip()
        own_line = line.kind != "plain" or bool(_CHOICE_LINE.match(row))
        between = "" if not term.md else "\n" if own_line else None
        term.add(row, line.first, line.col, between)
        self.top.title, self.top.last = plain(term.md), line.last

    def _is_answered(self, at: int) -> bool:
        for line in self.lines[at + 1 :]:
            if line.kind == "answer" or _is_answer(line):
                return True
            if line.kind in ("question", "heading", "section"):
                return False
            if line.kind == "bullet" and classify(line.text, 0).kind == "question":
                return False
        return False

    def _answer(self, at: int, line: Line) -> None:
        scope = next((s for s in reversed(self.stack) if s.shape == "question" and s.answer is None), None)
        following = self._next(at)[1]
        is_choice = line.mark[-1:] in ".．" and following is not None and following.text[:2] in ("B.", "Ｂ．", "B．")
        if scope is None or is_choice:
            self._as_plain(at, line)
            return
        self._pop(scope.rank + 0.1)
        scope.answer, scope.awaiting, scope.last = [], False, line.last
        self.fresh, self.gap, self.open, self.lists = False, True, None, []
        if line.text:
            self._add_prose("paragraph", "", line.text, line.first, line.col)
        else:
            self.structure.append(Structure(line.first, "answer"))

    def _explanation(self, at: int, line: Line) -> None:
        scope = next((s for s in reversed(self.stack) if s.shape == "question"), None)
        if scope is None or scope.answer is None:
            self._as_plain(at, line)
            return
        self._pop(scope.rank + 0.1)
        scope.explained = True
        self.gap, self.open, self.lists = True, None, []
        if line.text:
            self._add_prose("paragraph", "", line.text, line.first, line.col)
        else:
            self.structure.append(Structure(line.first, "explanation"))

    def _as_plain(self, at: int, line: Line) -> None:
        """Read a question or answer marker outside of questions as what it is otherwise."""
        if line.mark.startswith("【"):
            name = line.mark.strip("【】 　")
            if line.text:
                self._label(at, line._replace(kind="label", mark=name))
            else:
                self._facet(
                    at, line._replace(kind="facet", mark="【", text=f"【{name}】", col=line.col - len(line.mark))
                )
            return
        self._plain(at, line._replace(kind="plain", mark="", text=line.mark + line.text, col=line.col - len(line.mark)))

    # --- names in brackets --------------------------------------------------------------------

    def _facet(self, at: int, line: Line) -> int | None:
        """A 【X】 alone: directives, the gist of a term, or a facet."""
        names = [(m[1].strip(), m.start(1)) for m in re.finditer(r"【([^【】]+)】", line.text)]
        if line.mark == "[" or "".join(f"【{name}】" for name, _ in names) != line.text:
            names = [(line.text.removeprefix("【").removesuffix("】").strip(), 1)]
        found = [self._directive(name, line.first, line.col + at_name - 1) for name, at_name in names]
        if all(found):
            self._direct([directive for directive in found if directive], at, line)
            return None
        if line.mark == "[":
            self._add_prose("paragraph", "", f"[{line.text}]", line.first, line.col - 1)
            self.open, self.gap = None, True
            return None
        name = names[0][0] if len(names) == 1 else line.text
        col = line.col + (names[0][1] if len(names) == 1 else 0)
        self._direct([directive for directive in found if directive], at, line)
        if self._is_gist(name, at):
            self.top.gist = Text(name, ((0, line.first, col),))
            self.top.last = line.last
            self.fresh, self.gap = False, True
            return None
        following, _, _ = self._next(at)
        next_kind = self.lines[following].kind if following < len(self.lines) else ""
        rank: float = FACET
        if self._opens_entry(following) and self.lines[following].indent <= line.indent:
            rank = FACET_OF_SECTION
        elif self.top.shape == "facet":
            rank = self.top.rank
        elif self._is_of_section(name, line):
            rank = BULLET
        elif next_kind == "sub":
            rank = FACET_OF_TERM
        self._push(rank, "facet", line, name, col)
        return None

    def _is_of_section(self, name: str, line: Line) -> bool:
        """Tell whether a facet below an entry is its section's: the entry has no gist, the name is no usual part."""
        in_section = any(scope.rank < BULLET and scope.term for scope in self.stack)
        is_entry = self.top.rank >= BULLET and self.top.gist is None and line.indent == 0
        return in_section and is_entry and not _is_facet_word(name)

    def _is_gist(self, name: str, at: int) -> bool:
        if not self.fresh or self.top.shape not in ("heading", "term"):
            return False
        if _is_facet_word(name) or name.endswith("について"):
            return False
        return not (self.top.shape == "heading" and self._opens_entry(self._next(at)[0]))

    def _direct(self, found: list[Directive], at: int, line: Line) -> None:
        """Give directives to the term just read, or keep them for what comes next."""
        if not found:
            return
        self.structure.append(Structure(line.first, "directive"))
        if self.gap_before(at) and not line.indent and not self.fresh:
            # After a blank line a directive starts something of its own in the section.
            self._pop(BULLET)
        following, next_line, _ = self._next(at)
        starts = next_line is None or next_line.kind in ("heading", "section", "sub", "question")
        starts = starts or self._opens_entry(following)
        for directive in found:
            if self.fresh and not starts and directive.name not in ("picture", "whole"):
                self.top.directives.append(directive)
                self.top.skipped |= directive.name == "skip"
            else:
                self.pending.append(directive)
        self.gap, self.open = True, None

    def _label(self, at: int, line: Line) -> None:
        """A 【X】 with text behind it."""
        if any(directive.name == "cloze" for directive in self.pending):
            row = self.rows[line.first - 1]
            text = row.strip()
            self._plain(at, line._replace(kind="plain", mark="", text=text, col=row.index(text) + 1))
            return
        start = line.col - len(line.mark) - 1
        if directive := self._directive(line.mark, line.first, start):
            self._direct([directive], at, line)
            if directive.name == "picture":
                self._add_prose("caption", "", line.text, line.first, line.col)
                self.open = None
            else:
                self._plain(at, line._replace(kind="plain", mark=""))
            return
        if line.text[0] in ":：" and line.text[1:].strip():
            text = line.text[1:].lstrip()
            line = line._replace(text=text, col=line.col + len(line.text) - len(text))
        defines = (self.top.shape in ("heading", "text") and self.top.is_empty) or self.top.rank == LINE
        defines = defines and self.top.shape != "question"
        if defines and fold(line.mark) not in _FOLDED_LABELS and line.mark not in FACET_WORDS and len(line.text) > 5:
            self._push(LINE, "line", line, line.mark, start + 1).blank_ends = True
            self._add_prose("paragraph", "", line.text, line.first, line.col)
            return
        self._add_prose("labelled", line.mark, line.text, line.first, line.col)

    def _summary(self, _at: int, line: Line) -> None:
        if self.top.shape == "question" and self.top.answer is None:
            self.top.answer = []
            self.structure.append(Structure(line.first, "answer"))
            self.gap, self.open = True, None
        elif line.text:
            self._push(FACET, "facet", line, line.text, line.col)
        else:
            self.structure.append(Structure(line.first, "details"))
            self._pop(FACET)
            self.gap, self.open, self.lists = True, None, []

    # --- text ---------------------------------------------------------------------------------

    def _plain(self, at: int, line: Line) -> int | None:
        if self._splits(at, line):
            return 0
        if self.fresh and self._is_alias(at, line):
            assert self.top.term
            self.top.term.add(line.text, line.first, line.col, "")
            self.top.last = line.last
            return None
        asking = self.top.shape == "question"
        if asking and self.top.answer and self.gap_before(at) and not line.indent:
            self._pop(self.top.rank)
            asking = False
        if not asking and self._closed(at) and self._is_definition(line):
            self._define(LINE, line)
            return None
        if self._is_bare(at, line):
            return None
        if self._closed(at) and self._is_label(line):
            return None
        self._continue(line)
        return None

    def _splits(self, at: int, line: Line) -> bool:
        """Split `…する。 - 用語` that a paste has glued together; re-read both halves."""
        match = _GLUED.search(line.text)
        if not match or not is_noun_phrase(match["term"]):
            return False
        cut = match.start()
        mark = "sub" if "●" in match.group() else "bullet"
        tail = Line(mark, line.first, line.last, 0, "-", match["term"], line.col + match.start("term"))  # type: ignore[arg-type]
        self.lines[at : at + 1] = [line._replace(text=line.text[:cut]), tail]
        return True

    def gap_before(self, at: int) -> bool:
        return at > 0 and self.lines[at - 1].kind == "blank"

    def _is_alias(self, at: int, line: Line) -> bool:
        """A line wholly in parentheses right under a term belongs to the term."""
        return bool(
            self.top.shape in ("heading", "term", "facet")
            and not self.gap_before(at)
            and _PARENTHESIS.fullmatch(line.text)
            and not is_sentence(line.text[:-1])
        )

    def _is_definition(self, line: Line) -> bool:
        found = definition(line.text)
        if not found or self._repeats_term(line.text):
            return False
        # Inside running text `…とは、…` is just another sentence.
        running = self.open is not None and not self.gap and self.top.shape != "line"
        return not (running and "とは" in line.text[found[1] + len(found[0]) : found[3]])

    def _repeats_term(self, text: str) -> bool:
        """Tell whether `EKSとは、…` stands as the definition of EKS itself."""
        found = definition(text)
        return bool(found and self.top.is_empty and fold(plain(found[0])) == fold(self.top.title))

    def _closed(self, at: int) -> bool:
        """Tell whether the text before this line is finished, so that a new thing may start here."""
        if self.open is None or self.gap_before(at):
            return True
        return is_sentence(self.open.md) or bool(self.top.shape == "line")

    def _is_label(self, line: Line) -> bool:
        """Read `例：…` and choices such as `ア：…`, which stay lines of their own."""
        match = re.match(r"(?P<label>[^:：]{1,12}?)\s*[:：]\s*(?P<text>\S.*)$", line.text)
        if not match:
            return False
        if fold(match["label"]) in _FOLDED_LABELS:
            self._add_prose("labelled", match["label"], match["text"], line.first, line.col + match.start("text"))
            return True
        if _CHOICE.fullmatch(match["label"]) and "：" in line.text:
            self._add_prose("paragraph", "", line.text, line.first, line.col)
            self.gap = True
            return True
        return False

    def _is_bare(self, at: int, line: Line) -> bool:
        """Read a line without any marker that stands as a heading, by its looks and neighbours."""
        index, following, gap = self._next(at)
        if following is None or line.mark or line.indent or is_unfinished(line.text):
            return False
        if not is_noun_phrase(line.text, 40):
            return False
        if self.fresh and self.top.shape != "heading":
            return False
        if line.text[0] in "(（[［「『【…〜~<!" or "：" in line.text or re.fullmatch(r"[\d\W]+", line.text):
            return False
        if following.kind == "rule" and not gap and following.mark in "-=" and self._starts_block(at):
            self._open_heading(HEADING + (0 if following.mark == "=" else 1), line)
            return True
        strong = following.kind == "facet" and not gap and following.mark == "【"
        strong = strong and not directives.read(following.text.strip("【】"))
        if not strong and not (self._closed(at) and self._starts_block(at)):
            return False
        if strong or self._reads_as_definition(index, following, gap):
            rank = BARE_TERM if self.has_headings else BARE_PARENT if self.gap_before(at) else BARE
            self._push(rank, "heading", line, line.text, line.col)
            return True
        if not gap and not self.has_headings and following.kind == "plain" and self._would_be_bare(index):
            self._push(BARE_PARENT, "heading", line, line.text, line.col)
            return True
        return False

    def _starts_block(self, at: int) -> bool:
        """Tell whether a heading could start here: after a blank, a heading, a sentence or a list."""
        if at == 0 or self.gap_before(at):
            return True
        before = self.lines[at - 1]
        return before.kind not in ("plain", "arrow") or is_sentence(before.text)

    def _reads_as_definition(self, index: int, following: Line, gap: bool) -> bool:
        if gap and self.fresh:
            return False
        if following.kind == "plain":
            return is_sentence(self._paragraph(index)) and not definition(following.text)
        return following.kind == "dot" and not gap

    def _paragraph(self, index: int) -> str:
        end = index
        while end + 1 < len(self.lines) and self.lines[end + 1].kind == "plain":
            end += 1
        return self.lines[end].text if not is_sentence(self.lines[index].text) else self.lines[index].text

    def _would_be_bare(self, at: int) -> bool:
        line = self.lines[at]
        _, following, gap = self._next(at)
        return bool(
            following
            and not gap
            and is_noun_phrase(line.text, 40)
            and following.kind == "facet"
            and following.mark == "【"
        )

    def _continue(self, line: Line) -> None:
        """Add an unmarked line to the text before it, or start a paragraph."""
        item = self.lists[-1].items[-1] if self.lists else None
        ended = item and not self.gap and line.indent <= item.indent and not is_unfinished(item.run.md)
        if item and ended and not (self.lists[-1].family == "number" and is_noun_phrase(_bare(item.run.md))):
            item, self.lists, self.open = None, [], None
        if item and self.gap and line.indent <= item.indent:
            item, self.lists = None, []
        if self.open is not None and not self.gap and self._is_finished_line():
            self.open = None
        if self.open is not None and not self.gap and (item is None or is_unfinished(item.run.md) or item.blocks):
            self.open.add(line.text, line.first, line.col, "\n" if self._hard_break(line.first - 1) else None)
            self.top.last = line.last
            return
        if item:
            run = _Run(line.text, line.first, line.col)
            item.blocks.append(_Prose("paragraph", "", run, ()))
            self.open, self.gap, self.top.last = run, False, line.last
            return
        self._add_prose("paragraph", "", line.text, line.first, line.col)

    def _is_finished_line(self) -> bool:
        """Tell whether the text before is a caution or labelled line, and whole."""
        block = self.top.open_blocks[-1] if self.top.open_blocks else None
        is_line = isinstance(block, _Prose) and block.run is self.open and block.form in ("caution", "labelled")
        return is_line and self.open is not None and not is_unfinished(self.open.md)

    def _hard_break(self, line: int) -> bool:
        row = self.rows[line - 1]
        return row.endswith(("  ", "\\")) and bool(row.strip())

    def _add_prose(self, form: str, label: str, text: str, line: int, col: int) -> None:
        run = _Run(text, line, col)
        later = ("whole",) if IMAGE.match(text) else ("picture", "whole")
        self._add(_Prose(form, label, run, () if form == "caption" else self._take(later)))
        self.open, self.gap, self.fresh = run, False, False
        self.top.last = line

    def _take(self, later: tuple[str, ...]) -> tuple[Directive, ...]:
        """Return the pending directives that suit this block; `later` ones wait for another kind."""
        taken = tuple(directive for directive in self.pending if directive.name not in later)
        self.pending = [directive for directive in self.pending if directive.name in later]
        return taken

    def _add(self, block: _Block) -> None:
        self.top.open_blocks.append(block)
        self.lists, self.fresh, self.item_rank = [], False, None

    def _caution(self, at: int, line: Line) -> None:
        _, following, gap = self._next(at)
        below = following is not None and following.kind == "plain" and not gap and is_sentence(following.text)
        if below and is_noun_phrase(line.text) and not definition(line.text):
            self._push(DOT, "term", line, line.text, line.col)
            return
        self._add_prose("caution", "", line.text, line.first, line.col)

    def _arrow(self, at: int, line: Line) -> None:
        if self.open is not None and not self.gap_before(at):
            between = "\n" if self._hard_break(line.first - 1) else ""
            self.open.add(line.mark + line.text, line.first, line.col - 1, between)
            self.top.last = line.last
        else:
            self._add_prose("paragraph", "", line.text, line.first, line.col)

    # --- lists --------------------------------------------------------------------------------

    def _number(self, at: int, line: Line) -> int | None:
        if parts := self._inline_items(line):
            self.lines[at : at + 1] = parts
            return 0
        self._pop(DOT)
        self._add_item(line, "number")
        return None

    def _inline_items(self, line: Line) -> list[Line]:
        """Split `①申請 ②審査 ③承認` on one line into its items."""
        if line.mark != "①":
            return []
        starts = [m.start() for m in _INLINE_CIRCLED.finditer(line.text)]
        marks_found = "".join(line.text[start] for start in starts)
        if not starts or not "②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".startswith(marks_found):
            return []
        bounds = [0, *starts, len(line.text)]
        parts = []
        for index, (left, right) in enumerate(itertools.pairwise(bounds)):
            piece = line.text[left:right].rstrip(" 　、；;")
            mark = piece[0] if index else line.mark
            body = piece[1:].lstrip() if index else piece
            # ① itself would be split again, so the parts carry a mark that is not ①.
            parts.append(line._replace(mark=f"({mark})", text=body, col=line.col + left + piece.index(body)))
        return parts

    def _add_item(self, line: Line, family: str) -> None:
        found = definition(line.text)
        item = _Item(_Run(line.text, line.first, line.col), line.indent, plain(found[0]) if found else "")
        while self.lists and not self._holds(self.lists[-1], line, family):
            self.lists.pop()
        if self.lists and self.lists[-1].family == family and self.lists[-1].indent >= line.indent:
            self.lists[-1].items.append(item)
        else:
            bullets = _Bullets(line.indent, family, [item], self._take(("picture",)))
            if self.lists:
                self.lists[-1].items[-1].blocks.append(bullets)
            else:
                self.top.open_blocks.append(bullets)
            self.lists.append(bullets)
        self.open, self.gap, self.fresh = item.run, False, False
        self.top.last = line.last
        self.item_rank = None

    def _holds(self, bullets: _Bullets, line: Line, family: str) -> bool:
        """Tell whether an open list takes a new item, as a sibling or below its last item."""
        if line.indent > bullets.indent + 1:
            return True
        if line.indent < bullets.indent - 1:
            return False
        outer = self.lists[self.lists.index(bullets) - 1] if bullets is not self.lists[0] else None
        if bullets.family != family and outer and outer.family == family:
            return False
        return bullets.family == family or (bullets.family == "number" and family == "dot")

    # --- constructs ---------------------------------------------------------------------------

    def _verbatim(self, _at: int, line: Line) -> None:
        text = Text(line.text, ((0, line.first, line.col),))
        form = line.kind
        assert form in ("code", "math", "html")
        block = Verbatim(form, line.mark if form == "code" else "", text, line.last, self._take(("picture", "whole")))
        item = self.lists[-1].items[-1] if self.lists else None
        if item and line.indent > item.indent:
            item.blocks.append(block)
        else:
            self._add(block)
        self.open, self.gap, self.top.last = None, True, line.last

    def _table(self, _at: int, line: Line) -> None:
        header, rows, structural = _table(line)
        self.structure += [Structure(number, "table") for number in structural]
        if not rows:
            self._report("N110", line.first, line.col)
        found = self._take(("whole",))
        caption = self._caption()
        if not any(d.name in ("picture", "basic") for d in found) and _defines_terms(header, rows):
            self._rows(line, header, rows)
            return
        self._add(Table(header, tuple(rows), caption, line.first, line.last, found))
        self.open, self.gap, self.top.last = None, True, line.last

    def _caption(self) -> Text | None:
        blocks = self.top.open_blocks
        if blocks and isinstance(blocks[-1], _Prose) and blocks[-1].form == "caption":
            return blocks.pop().run.text()  # type: ignore[union-attr]
        return None

    def _rows(self, line: Line, header: tuple[Text, ...], rows: list[tuple[Text, ...]]) -> None:
        """Open an entry for each row of a table of terms."""
        if header:
            self.structure.append(Structure(header[0].first, "table"))
        for row in rows:
            if not row[0].md:
                continue
            at = row[0].origins[0]
            scope = self._push(LINE, "row", line._replace(first=at[1]), row[0].md, at[2])
            for index, cell in enumerate(row[1:], 1):
                if not cell.md:
                    continue
                _, number, col = cell.origins[0]
                if index > 1:
                    label = plain(header[index].md) if index < len(header) else ""
                    self._add_prose("labelled" if label else "paragraph", label, cell.md, number, col)
                else:
                    self._add_cell(cell.md, number, col)
                self.gap, self.open = True, None
            scope.last = row[0].last
        self._pop(LINE)
        self.gap = True

    def _add_cell(self, text: str, line: int, col: int) -> None:
        """Read a definition cell: one with ・ inside is a list."""
        pieces = list(
            re.finditer(
                r"(?:^|[\s　]|<br ?/?>)[・･](?![・･])\s*([^\s　].*?)(?=(?:[\s　]|<br ?/?>)+[・･](?![・･])|$)", text
            )
        )
        if len(pieces) < 2:
            self._add_prose("paragraph", "", text, line, col)
            return
        if lead := text[: pieces[0].start()].strip():
            self._add_prose("paragraph", "", lead, line, col)
        for piece in pieces:
            found = piece[1].rstrip(" 　・")
            self._add_item(Line("dot", line, line, 0, "・", found, col + piece.start(1)), "dot")

    def _blank(self, _at: int, _line: Line) -> None:
        self.gap = True

    def _rule(self, _at: int, line: Line) -> None:
        self.structure.append(Structure(line.first, "rule"))
        if not (self.fresh and self.top.shape == "heading"):
            self._pop(BARE_TERM + 0.5)
        self.gap, self.open, self.lists = True, None, []

    def _comment(self, _at: int, line: Line) -> None:
        self.structure += [Structure(number, "comment") for number in range(line.first, line.last + 1)]

    def _pragma(self, at: int, line: Line) -> None:
        if line.mark == "id":
            _, following, _ = self._next(at)
            opens = following is not None and following.kind in ("bullet", "sub", "dot", "heading", "section", "question")
            if self.fresh and not opens and (following is None or following.first != line.first):
                self.top.pin = line.text
            else:
                self.pin = line.text

    # --- the result ---------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """Return every scope that says something, in the order of the notes."""
        found = []
        for scope in self.scopes:
            if scope.is_empty and not (scope.shape == "question" and scope.term and marks(scope.term.md, True)):
                self._leave(scope)
                continue
            found.append(self._entry(scope))
        return found

    def _leave(self, scope: _Scope) -> None:
        """Account for a scope without content."""
        for directive in scope.directives:
            if directive.name != "skip":
                self._report("N107", directive.line, directive.col, _spelling(directive))
        if scope.term is None or scope.skipped:
            pass
        elif scope.shape == "question" and not scope.has_children:
            self._report("N102", scope.line, scope.col)
            return
        elif scope.shape == "term" and not scope.has_children:
            self._report("N104", scope.line, scope.col, scope.title)
            return
        if scope.term is not None:
            self.structure.append(Structure(scope.line, "heading"))

    def _entry(self, scope: _Scope) -> Entry:
        blocks = [frozen for block in scope.blocks if (frozen := _freeze(block))]
        answer = [frozen for block in scope.answer or [] if (frozen := _freeze(block))]
        if scope.shape == "question" and scope.answer is None:
            answer, blocks = blocks[:1], blocks[1:]
        found = tuple(scope.directives)
        if scope.skipped and not any(directive.name == "skip" for directive in found):
            found = (*found, Directive("skip", "", scope.line, scope.col))
        return Entry(
            shape="text" if scope.late else scope.shape,
            trail=scope.trail,
            term=scope.term.text() if scope.term else None,
            gist=scope.gist,
            blocks=tuple(blocks),
            answer=tuple(answer),
            tags=tuple(dict.fromkeys(scope.tags)),
            directives=found,
            pin=scope.pin,
            span=Span(self.source.path, scope.line, max(scope.last, scope.line), scope.col),
        )


def _is_answer(line: Line) -> bool:
    """Tell whether a bullet is led by A: or 答."""
    return line.kind == "bullet" and classify(line.text, 0).kind == "answer"


def _is_facet_word(name: str) -> bool:
    return re.sub(r"[(（].*[)）]", "", name) in FACET_WORDS


def definition(text: str) -> tuple[str, int, str, int] | None:
    """Read `用語：説明` and its like: (term, its offset, definition, its offset), or None."""
    if not (
        "：" in text
        or ":" in text
        or "とは" in text
        or "…" in text
        or "・・・" in text
        or "..." in text
        or text.startswith("**")
    ):
        return None
    for pattern in _DEFINITIONS:
        match = pattern.match(text)
        if match and _is_term(match["term"], text[match.end("term") : match.start("text")], match["text"]):
            return match["term"], match.start("term"), match["text"], match.start("text")
    return None


def _is_term(term: str, between: str, text: str) -> bool:
    bare = plain(term).strip()
    if not is_noun_phrase(bare) or not balanced(term) or term.count("`") % 2 or term.count("$") % 2:
        return False
    if between.strip() in (":", "：") and (_CHOICE.fullmatch(bare) or fold(bare) in _FOLDED_LABELS):
        return False
    if between == ":" and re.fullmatch(r"[!-~]+", text) and bare[-1].isascii():
        return False
    return not re.search(r"https?$|次の|以下の|下記|上記", bare) and not re.fullmatch(r"[\W\d_]+", bare)


_FOLDED_LABELS = frozenset(fold(word) for word in LABEL_WORDS)


def _bare(text: str) -> str:
    """Return a line's text without the 【tags】 at its end and without markup."""
    return plain(re.sub(r"(?:\s*【[^【】]*】)+$", "", text) or text)


def _spelling(directive: Directive) -> str:
    return next(word for word, name in directives.SPELLINGS.items() if name == directive.name)


def _table(line: Line) -> tuple[tuple[Text, ...], list[tuple[Text, ...]], list[int]]:
    """Split the rows of a table into (header, body rows, lines of structure)."""
    rows: list[tuple[Text, ...]] = []
    structural = []
    header: tuple[Text, ...] = ()
    for number, row in enumerate(line.text.split("\n"), line.first):
        if is_separator(row) and number == line.first + 1:
            structural.append(number)
            header = rows.pop()
            continue
        rows.append(tuple(Text(text, ((0, number, col),)) for text, col in cells(row)))
    columns = max(len(row) for row in [header, *rows])
    if not header and columns > 2 and len(rows) > 1:
        header = rows.pop(0)
    if header:
        header = _filled(header, columns)
    return header, [_filled(row, columns) for row in rows], structural


def _filled(row: tuple[Text, ...], columns: int) -> tuple[Text, ...]:
    """Give a row with missing cells its empty ones."""
    _, line, col = row[-1].origins[0]
    return (*row, *(Text("", ((0, line, col),)) for _ in range(columns - len(row))))


def _defines_terms(header: tuple[Text, ...], rows: list[tuple[Text, ...]]) -> bool:
    """Tell whether a table lists terms with their definitions, so that each row is an entry."""
    if not rows or len(rows[0]) < 2:
        return False
    if not header:
        return len(rows[0]) == 2
    names = [fold(plain(cell.md)) for cell in header]
    return names[0] in _FOLDED_TERM and names[1] in _FOLDED_MEANING


_FOLDED_TERM = frozenset(fold(word) for word in _HALF_TERM)
_FOLDED_MEANING = frozenset(fold(word) for word in _HALF_MEANING)


def _freeze(block: _Block) -> Block | None:
    if isinstance(block, _Prose):
        text = block.run.text()
        if block.form == "caution":
            return Caution(text, block.directives)
        if block.form == "labelled":
            return Labelled(block.label, text, block.directives)
        return Paragraph(text, block.directives)
    if isinstance(block, _Bullets):
        items = tuple(_frozen_item(item) for item in block.items)
        if len(items) == 1 and not items[0].blocks:
            return Paragraph(items[0].text, block.directives)
        return ItemList(items, block.family == "number", block.directives)
    return block


def _frozen_item(item: _Item) -> Item:
    return Item(item.run.text(), tuple(b for block in item.blocks if (b := _freeze(block))), item.label)


_HANDLERS = {
    "blank": _Assembler._blank,
    "comment": _Assembler._comment,
    "pragma": _Assembler._pragma,
    "rule": _Assembler._rule,
    "heading": _Assembler._heading,
    "section": _Assembler._section,
    "bullet": _Assembler._marked,
    "sub": _Assembler._marked,
    "dot": _Assembler._dot,
    "number": _Assembler._number,
    "caution": _Assembler._caution,
    "arrow": _Assembler._arrow,
    "facet": _Assembler._facet,
    "label": _Assembler._label,
    "summary": _Assembler._summary,
    "html": _Assembler._verbatim,
    "code": _Assembler._verbatim,
    "math": _Assembler._verbatim,
    "table": _Assembler._table,
    "question": _Assembler._question,
    "answer": _Assembler._answer,
    "explanation": _Assembler._explanation,
    "plain": _Assembler._plain,
}
"""What reads each kind of line; a handler returns how many lines it took (None = one)."""
