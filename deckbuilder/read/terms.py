"""Words at the head of a line: terms with their definitions, labels, names of facets."""

import re

from deckbuilder.base.text import TAG, balanced, fold, is_noun_phrase, width
from deckbuilder.read.inline import is_reference, plain

FACET_WORDS = frozenset(
    "仕組み しくみ 特徴 特長 概要 種類 用途 手順 設定 設定項目 機能 構成 構造 目的 メリット デメリット 利点 欠点 長所 短所 "
    "注意 注意点 ポイント 例 具体例 方法 条件 料金 課金 ポリシー セキュリティ 制限 制約 定義 歴史 背景 経緯 まとめ 内容 "
    "原因 症状 治療 検査 診断 予防 効果 効能 副作用 要件 役割 比較 コマンド 性質 分類 対象 関連 対策 結果 影響 意義 使い方 "
    "使用例 例文 用法 流れ 補足 参考 備考 要点 論点 判例 条文 公式 単位 計算 反応 製法".split()
)
"""Names that are a part of a term and never its gist, even right under it."""
LABEL_WORDS = frozenset(
    "例 例えば たとえば 一例 具体例 注 注意 注釈 備考 補足 参考 参照 出典 メモ ポイント 重要 重要度 頻出 頻出度 覚え方 語呂 "
    "利用例 使用例 用例 実例 適用例 計算例 前 次 前へ 次へ 前回 次回 戻る 語呂合わせ 理由 まとめ コツ ヒント 関連 対義語 類義語 同義語 反対語 読み 英語 略 略称 別名 note nb todo memo "
    "ex e.g eg tip hint warning caution".split()
)
"""Words before a colon that label a line and name no term."""
SOURCE_LISTS = frozenset(
    "目次 もくじ contents tableofcontents toc 参考文献 参考資料 参考図書 参考書籍 参考サイト 参考url 参考リンク "
    "参考記事 参考ページ 引用文献 引用元 参照元 出典 リファレンス 関連リンク 関連ノート 関連ページ 外部リンク リンク集 "
    "reference references bibliography".split()
)
"""Headings of what only lists where things stand."""
LONGEST_HIDDEN = 35
"""Characters of an unmarked item that a cloze may hide; longer ones are only shown, or are terms with their definition."""
CHOICE = re.compile(r"[ァ-ヶあ-んA-Za-z0-9Ａ-Ｚａ-ｚ０-９①-⑳]$")
CHOICE_LINE = re.compile(r"(?:[ァ-ヶA-Za-z0-9Ａ-Ｚａ-ｚ０-９][.．:：)）、]|[①-⑳])")
"""One letter or number before a colon leads a choice of a question, and a line of choices."""
LABEL_LINE = re.compile(
    r"(?:\*\*)?(?P<label>[^:：*]{1,12}?)\s*(?:[:：]\s*\*\*|\*\*\s*[:：]|[:：])\s*(?P<text>\S.*)$"
    r"|(?P<short>例|ex|注)\s*[)）]\s*(?P<rest>\S.*)$"
)
"""A line led by a label and a colon, or by 例）."""
DEFINING = frozenset("定義 意味 definition meaning".split())
"""Labels of the definition of the term above."""
WRAPPED = re.compile(r"(?:【([^【】]+)】|＜([^＜＞]+)＞|\*\*([^*]+)\*\*)$")
TRAILING = re.compile(r"\s*(?:【([^【】]*)】|\[([A-Za-z:一-龠ぁ-んァ-ヶ]+)\])$")
"""A title in brackets or bold, and a 【tag】 or [directive] at its end."""
_BEHIND = r"(?:[(（][^()（）]*[)）]|\$[^$]+\$)\s*[:：]|\$\\?[A-Za-z]+(?:[_^](?:\w|\{\w+\}))*\$\s*$"
"""What stands behind a term in bold and belongs to it: its name in parentheses, its symbol."""
_DEFINITIONS = (
    re.compile(r"\*\*(?P<term>[^*]{1,60}?)(?:\s*[:：]\s*\*\*\s*|\s*\*\*\s*(?:[:：]|とは[、,，])\s*)(?P<text>\S.*)$"),
    # A word of hiragana behind the blank continues a sentence: `**5つ** まで作れる`.
    re.compile(
        rf"\*\*(?P<term>[^*]{{1,60}}?)\*\*[ 　]+(?!{_BEHIND})(?:(?:…+|・・・+|\.\.\.+)\s*)?(?P<text>[^\sぁ-ゖ、。].*)$"
    ),
    re.compile(r"(?P<term>[^:：]{1,60}?)\s*[:：](?![:：/])\s*(?P<text>\S.*)$"),
    re.compile(r"(?P<term>[^。]{1,60}?)とは[、,，]\s*(?P<text>\S.*)$"),
    re.compile(r"(?P<term>[^。…]{1,60}?)[ 　]*(?:…+|・・・+|･･･+|\.\.\.+)[ 　]*(?P<text>\S.*)$"),
)
_BOLD = _DEFINITIONS[1]
"""What is in bold at the head of a sentence that has more in bold is no term."""


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
    untagged = _untagged(text)
    for pattern in _DEFINITIONS:
        match = pattern.match(untagged)
        if pattern is _BOLD and match and "**" in match["text"]:
            continue
        if match:
            (start, end), (said, until) = match.span("term"), match.span("text")
            if _is_term(text[start:end], text[end:said], text[said:until]):
                return text[start:end], start, text[said:until], said
    return None


_TAG = re.compile(TAG)


def _untagged(text: str) -> str:
    """Return `text`, as long as before, with its HTML tags blacked out: a colon in an attribute separates nothing."""
    return _TAG.sub(lambda tag: "\u25a1" * len(tag.group()), text) if "<" in text else text


_JAPANESE = "ぁ-んァ-ヶー一-龠々"
_PAIRS = (
    re.compile(r"(?P<term>[^-–]+?)[ 　]+[-–][ 　]+(?P<text>[^-–]+)$"),
    re.compile(r"(?P<term>[^=＝]+?)[ 　]*(?:[=＝]|(?<=[ 　])=(?=[ 　]))[ 　]*(?P<text>[^=＝]+)$"),
    re.compile(r"(?P<term>[^→⇒>]+?)[ 　]*(?:→|⇒|[-=]>)[ 　]*(?P<text>[^→⇒>]+)$"),
    re.compile(rf"(?P<term>[A-Za-z][A-Za-z0-9 '’()/.,〜~-]*?)[ 　]+(?P<text>[〜～]?[0-9０-９,]*[{_JAPANESE}「（].*)$"),
)
"""Separators that make a pair of a line only where all its neighbours have the same: word = 語, apple りんご."""
_ARROW, _VOCABULARY = _PAIRS[2:]


def pairs(texts: list[str]) -> list[tuple[str, int, str, int]]:
    """Read lines that all are `word = 語`, `word - 語`, `word → 語` or `word 語` as (term, offset, text, offset)."""
    untagged = [_untagged(text) for text in texts]
    for pattern in _PAIRS:
        found = []
        for text, match in zip(texts, map(pattern.match, untagged), strict=True):
            if match:
                (start, end), (said, until) = match.span("term"), match.span("text")
                found.append((text[start:end], start, text[said:until], said))
        found = [pair for pair in found if _is_pair(pair[0], pair[2], any_term=pattern is _ARROW)]
        lower = sum(pair[0][0].islower() for pair in found)
        if len(found) == len(texts) and (pattern is not _VOCABULARY or 2 * lower > len(found)):
            return found
    return []


def _is_pair(term: str, text: str, any_term: bool) -> bool:
    named = (any_term and len(term) <= 60) or is_noun_phrase(plain(term), 60, clause=True)
    named = named and balanced(term) and balanced(text)
    wordy = re.search(r"[^\W\d_]{2}", term) and re.search(r"[^\W\d_]", text)
    return bool(named and wordy) and "$" not in term + text and not is_reference(text)


def _is_term(term: str, between: str, text: str) -> bool:
    bare = plain(term).strip()
    if not is_noun_phrase(bare) or not balanced(term) or any(term.count(mark) % 2 for mark in ("`", "$", "**")):
        return False
    if term.startswith("*") and term.count("*") % 2:
        return False
    if is_reference(text):
        return False
    if between.strip(" *") in (":", "：") and (CHOICE.fullmatch(bare) or is_label_word(bare)):
        return False
    if between == ":" and re.fullmatch(r"[!-~]+", text) and bare[-1].isascii():
        return False
    return not re.search(r"https?$|次の|以下の|下記|上記|[a-z]{3}[.?!] ", bare) and not re.fullmatch(r"[\W\d_]+", bare)


def same_term(one: str, other: str) -> bool:
    """Tell whether two texts name the same, parentheses and とは aside: 膜（生体膜） and 膜とは."""
    return _name(one) == _name(other)


def _name(text: str) -> str:
    return fold(re.sub(r"[(（][^()（）]*[)）]|とは[、,，]?[？?]?$", "", text))


_FOLDED_LABELS = frozenset(fold(word) for word in LABEL_WORDS)


def is_label_word(word: str) -> bool:
    """Tell whether a word only labels what stands behind it."""
    return fold(word) in _FOLDED_LABELS


_INDEX = re.compile(
    r"第?[0-9０-９一二三四五六七八九十]+(?:章|節|部|編|回|話|課|講|限|日目|週目|時間目|ページ)"
    r"|(?:day|unit|part|chapter|lesson|section|week|lecture|vol|no|page|p)\.?\s*[0-9]+"
    r"|(?:unit|part|chapter|section)\s(?:[A-Z]|[IVX]+)"
    r"|[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?:[(（].[)）])?|[0-9]{1,2}/[0-9]{1,2}(?:[(（].[)）])?"
    r"|その[0-9０-９一二三四五六七八九十①-⑳]+",
    re.IGNORECASE,
)


def is_index(title: str) -> bool:
    """Tell whether a heading only counts or dates, and so names nothing to ask for: 第1章, Day 3, 2026-05-01."""
    return bool(_INDEX.fullmatch(title))


_FOLDED_SOURCE_LISTS = frozenset(map(fold, SOURCE_LISTS))


_PREDICATED = re.compile(r"[をが].*(?:[うくすつぬむぶる]|[たいだ])$|です$|ます$")
"""A title says no whole sentence."""


def is_source_list(title: str) -> bool:
    """Tell whether a heading stands over a table of contents or a list of sources."""
    return any(fold(name) in _FOLDED_SOURCE_LISTS for name in (title, re.split(r"の|[\s:：]", title)[-1]))


def bold_title(text: str) -> str:
    """Return what a line that is bold from end to end says, if it can stand as a title; else an empty string."""
    match = WRAPPED.fullmatch(text)
    inner = match[3].strip(" :：【】") if match and match[3] else ""
    whole = "、" not in inner and not inner.endswith(("。", "．", ".", "！", "!"))
    return inner if whole and width(inner) <= 80 and not _PREDICATED.search(inner) else ""


def is_facet_word(name: str) -> bool:
    """Tell whether a name in 【】 is a usual part of a term, parentheses aside."""
    return re.sub(r"[(（].*[)）]", "", name) in FACET_WORDS


def bare(text: str) -> str:
    """Return a line's text without the 【tags】 at its end and without markup."""
    return plain(re.sub(r"(?:\s*【[^【】]*】)+$", "", text) or text)
