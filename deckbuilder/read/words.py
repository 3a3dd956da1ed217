"""Words that tell what a name is for: labels, parts of a term, headings that only list or count."""

import re
from functools import lru_cache
from typing import Literal

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold

LABELS = (
    "例 例えば たとえば 一例 具体例 注 注意 注釈 備考 補足 参考 参照 出典 メモ ポイント 重要 重要度 頻出 "
    "頻出度 覚え方 語呂 利用例 使用例 用例 実例 適用例 計算例 前 次 前へ 次へ 前回 次回 戻る 語呂合わせ "
    "超重要 最重要 暗記 要暗記 要確認 要復習 "
    "理由 まとめ コツ ヒント 関連 対義語 類義語 同義語 反対語 読み 英語 略 略称 別名 note nb "
    "todo memo ex e.g eg tip hint warning caution"
)
"""They say what stands behind them, before a colon or in 【】, and name nothing that could be asked for."""
FACETS = (
    "仕組み しくみ 特徴 特長 概要 種類 用途 手順 設定 設定項目 機能 構成 構造 目的 メリット デメリット "
    "利点 欠点 長所 短所 注意点 方法 条件 料金 課金 ポリシー セキュリティ 制限 制約 定義 歴史 背景 経緯 "
    "内容 原因 症状 治療 検査 診断 予防 効果 効能 副作用 要件 役割 比較 コマンド 性質 分類 対象 対策 "
    "結果 影響 意義 使い方 例文 用法 流れ 要点 論点 判例 条文 公式 単位 計算 反応 製法 構成要素 時期 特性 病態 予後 "
    "合併症 禁忌 適応"
)
"""They name a part of a term, and never say what it is; before a colon they may be asked for all the same."""
DEFINING = frozenset("定義 意味 簡単な定義 簡単な説明 一言で ひとことで definition meaning".split())
"""Labels of the definition of the term above."""
_CONTENTS = "目次 もくじ contents tableofcontents toc"
_SOURCE_LISTS = (
    f"{_CONTENTS} 参考文献 参考資料 参考図書 参考書籍 参考サイト 参考url 参考リンク "
    "参考記事 参考ページ 引用文献 引用元 参照元 出典 リファレンス 関連リンク 関連ノート 関連ページ 外部リンク リンク集 "
    "reference references bibliography"
)
"""Headings of what only lists where things stand."""
Naming = Literal["label", "facet", "term"]
_NAMINGS: dict[str, Naming] = {
    **{fold(word): "facet" for word in FACETS.split()},
    **{fold(word): "label" for word in LABELS.split()},
}


@lru_cache(10_000)
def naming(name: str) -> Naming:
    """Tell whether a name can only be a label, is a part of a term, or may be a term; parentheses aside.

    Several of them, 目的と方法, are what one is.
    """
    found = {_NAMINGS.get(fold(one), "term") for one in _TOGETHER.split(re.sub(r"[(（].*[)）]", "", name))}
    return "term" if "term" in found else "facet" if "facet" in found else "label"


_TOGETHER = lazy(r"(?<=.)[・/／、,と\s　](?=.)")


_CONNECTIVE = lazy(
    r"つまり|例えば|たとえば|ただし|なお|また|そして|しかし|よって|ここで|したがって|以下|次の?|特に|一方|さらに|例"
)


def is_connective(text: str) -> bool:
    """Tell whether a text goes on from what stands above, and so is no title: ただし, つまり, 次の…."""
    return bool(_CONNECTIVE.match(text))


_ASKS = lazy(r"(?:[何誰]|なぜ|だれ|いつ|いく[らつ]|ど[うこのれん]).*か[。．]?$")


def wants_answer(text: str) -> bool:
    """Tell whether a text asks without a question mark, so that what stands right below answers it: 光合成の場はどこか。"""
    return _ASKS.search(text) is not None


_SIDES = frozenset(
    map(
        fold,
        "従来 以前 これまで 今まで 昔 旧 旧来 現在 現状 変更前 変更後 改善前 改善後 修正前 修正後 導入前 導入後 移行前 移行後 "
        "改正前 改正後 適用前 適用後 before after 前者 後者".split(),
    )
)


def is_side(name: str) -> bool:
    """Tell whether a name is that of a side of a comparison, and so what stands beside it is another: 従来, 変更前."""
    return fold(name) in _SIDES


_FILLED_IN = lazy(
    r"`?(?:\*|any|none|true|false|on|off|なし|有効|無効|オン|オフ|既定|デフォルト|空欄|そのまま)(?:の?まま|にする)?`?",
    re.IGNORECASE,
)


def is_filled_in(text: str) -> bool:
    """Tell whether a text is but a value that is filled in somewhere: *, Any, 有効; a number may be one to learn."""
    return bool(_FILLED_IN.fullmatch(text.strip()))


COUNT = lazy(r"[(（]?(?:[①-⑳]|[0-9０-９]{1,2})[)）.．]?")
"""A name in brackets that only counts: 【①】, 【2】."""
_INDEX = lazy(
    r"第?[0-9０-９一二三四五六七八九十]+(?:章|節|部|編|回|話|課|講|限|日目|週目|時間目|ページ)"
    r"|(?:day|unit|part|chapter|lesson|section|week|lecture|memo|notes?|vol|no|page|p)\.?\s*[0-9]+"
    r"|(?:unit|part|chapter|section)\s(?:[A-Z]|[IVX]+)"
    r"|[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?:[(（].[)）])?|[0-9]{1,2}/[0-9]{1,2}(?:[(（].[)）])?"
    r"|その[0-9０-９一二三四五六七八九十①-⑳]+",
    re.IGNORECASE,
)


def is_index(title: str) -> bool:
    """Tell whether a heading only counts or dates, and so names nothing to ask for: 第1章, Day 3, 2026-05-01."""
    return bool(_INDEX.fullmatch(title))


_NAME_NOTHING = frozenset(
    map(
        fold,
        "readme index note notes memo todo untitled ノート メモ 無題 まとめ 用語 用語集 その他 はじめに 概要 本文 内容 学習内容".split(),
    )
)


def names_nothing(title: str) -> bool:
    """Tell whether a heading or the name of a file says nothing of what stands below: a date, メモ, はじめに."""
    return fold(title) in _NAME_NOTHING or is_index(title) or not re.search(r"[^\W\d_]", title)


_FOLDED_CONTENTS = frozenset(map(fold, _CONTENTS.split()))
_FOLDED_SOURCE_LISTS = frozenset(map(fold, _SOURCE_LISTS.split()))


def is_source_list(title: str) -> bool:
    """Tell whether a heading stands over a table of contents or a list of sources."""
    return _ends_with(title, _FOLDED_SOURCE_LISTS)


def is_contents(title: str) -> bool:
    """Tell whether a heading stands over a table of contents, so that headings below it may be those of the text."""
    return _ends_with(title, _FOLDED_CONTENTS)


def _ends_with(title: str, names: frozenset[str]) -> bool:
    return any(fold(name) in names for name in (title, re.split(r"の|[\s:：]", title)[-1]))


def spells_out(name: str, text: str) -> bool:
    """Tell whether a text is what the capitals of a name stand for: NIC, Network Interface Card; DBD, DataBase Description."""
    letters = re.sub(r"[^A-Z]", "", name)
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", text)
    without_joints = (word for word in words if word.lower() not in ("of", "and", "the", "for", "to", "in", "by"))
    initials = ["".join(word[0] for word in found).upper() for found in (words, without_joints)]
    capitals = "".join(re.findall("[A-Z]", text)) if len(words) > 1 else ""
    return len(letters) > 1 and bool(re.fullmatch(r"[!-~ ]+", text)) and letters in (*initials, capitals)
