"""Checks of cards that ask for no fact: ordinals, labels, pointers, lists of nobody knows what.

Strangers' notes are full of them: numbers of articles, `詳細は公式サイト`, the title of a file above a list.
"""

import re
from collections.abc import Iterator
from itertools import chain

from deckbuilder.base.html_text import html_plain
from deckbuilder.base.model import Limits
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ONE_WORD, is_noun_phrase
from deckbuilder.base.text import fold
from deckbuilder.quality.card_texts import GAP, CardText
from deckbuilder.quality.findings import Finding, found_on

_ORDINAL_BEFORE = lazy(
    r"(?:第|図|表|問|例題?|式|別表|別紙|様式|附則|パート|Part|STEP|Step|ステップ|No\.?|Ver\.?|バージョン|Lv\.?|p\.?|P\.)[\s　]?$"
)
"""第［3］条, 図［2］, STEP ［1］: what comes is the name of a place."""
_ORDINAL_AFTER = lazy(
    r"^[\s　]?(?:条|項|号(?!線)|章|節|款|編|頁|ページ目?|行目|列目?|番目|問目?|つ目|人目|日目|週目|回目|週間前|日前|年前|時間前)"
)
"""［1］項, ［2］列, 試験［2］週間前."""
_PER = lazy(r"^[\s　]?[^\s、。]{0,6}?(?:につき|あたり|当たり|ごとに?|毎に?)")
"""［1］ GB につき: the denominator of a rate."""
_LABELS = frozenset(
    fold(word)
    for word in (
        "正解 答え 解答 解説 問題 問 選択肢 例 例題 注 注意 補足 備考 メモ ポイント まとめ その他 参考 参照 関連 目次 "
        "タグ リンク 出典 ヒント コツ 覚え方 語呂 語呂合わせ 日付 作成日 更新日 状態 ステータス todo note memo tips example"
    ).split()
)
_HEADINGS = frozenset(
    fold(word)
    for word in (
        "詳細 詳細メモ 詳細解説 詳細説明 wikiの説明 wikipediaの説明 公式の説明 教科書の説明 辞書の説明 解決 はじめに おわりに 前提 準備 やったこと やりたいこと 感想 所感 気づき 学び 疑問 質問 回答 今後 tips "
        "確認 確認ポイント 補足説明 全体像 導入 本文 雑記 余談 ログ 参考文献 参考資料 参考リンク summary overview introduction "
        "references links readme index untitled 無題 highlights kindlehighlights"
    ).split()
)
"""Headings that stand over anything: as a question they ask nothing."""
_LABEL = lazy(
    r"(?:step|ステップ|手順|問|例|図|表|no|q|第)[.\s　]*[0-9０-９一二三四五六七八九十]+(?:問|回|章)?", re.IGNORECASE
)
_URL = lazy(r"(?:https?|ftp)://\S+")
_TEX = lazy(r"(?>\\[\(\[](?:(?!\\[\)\]]).)*+\\[\)\]]|\\[a-zA-Z]+|[\s{}^_=+\-*/(),.0-9])++")
_POINTER = lazy(
    r"(?:を|は)?(?:参照|参考|こちら|後述|前述|上記|下記|別紙|別途|省略|割愛)(?:のこと|する|してください|されたい|を参照)?[。．]?$"
    r"|(?:公式|こちらの)(?:サイト|ページ|ドキュメント|HP)[^。]{0,8}[。．]?$|(?:未定|調査中|要確認|要調査|作成中|執筆中|TODO|TBD)[。．]?$",
    re.IGNORECASE,
)
_LEFT_OPEN = lazy(r"[?？]{3,}|[_＿]{3,}|[○〇◯]{3,}")
"""What stands for an answer that its author did not know."""
_BREAKS_OFF = lazy(r"(?:、|，|,|：|:|に対して|について|に関して|とは|ならば|ため|場合(?:は|には)?|として)$")
_PAIRS = tuple(
    pair.split("・")
    for pair in (
        "静的・動的 自動・手動 内部・外部 上り・下り 公開鍵・秘密鍵 暗号化・復号 送信・受信 入力・出力 前者・後者 直接・間接 "
        "有償・無償 有料・無料 積極・消極 正の・負の 水平・垂直 受信・送信 短期・長期 借方・貸方 既存・新規"
    ).split()
)
_OPPOSITES = {
    hidden: [other for pair in _PAIRS if hidden in pair for other in pair if other != hidden]
    for hidden in chain.from_iterable(_PAIRS)
}
"""What each is the opposite of."""
_AMONG_OTHERS = lazy(r"^(?:など|等(?=[のがをにはで、。]))")


def list_without_prompt(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """23. Nothing on the front says what is listed. (strangers' notes)"""
    note = card_text.note
    if note.kind != "cloze" or note.role != "list":
        return
    lead = html_plain(note.fields[0].partition("<ul>")[0].partition("<ol>")[0])
    if not lead and (not card_text.term or _is_index(card_text.term)) and not _are_of_a_kind(note.fields[0]):
        yield found_on("N281", card_text, card_text.term or card_text.place)


def _are_of_a_kind(text: str) -> bool:
    """Tell whether the items of a list say themselves what they are: 月曜日, 火曜日, 水曜日."""
    first, *others = (fold(html_plain(item)) for item in re.findall(r"<li>(.*?)</li>", text))
    return any(all(first[at : at + 2] in item for item in others) for at in range(len(first) - 1))


def item_is_a_sentence(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """23. An item that is a sentence of its own, among others, is not recalled from them. (strangers' notes)"""
    if card_text.note.kind == "cloze" and card_text.note.role == "list":
        answer = card_text.answer
        if len(answer) > LONGEST_ITEM and not is_noun_phrase(answer, clause=True):
            yield found_on("N286", card_text, answer)


LONGEST_ITEM = 15
"""Characters of an item that is asked whatever it is."""


def way_back_from_a_word(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """18. A gist of one word, as a tag is, with no sentence below it, leads back to many terms. (strangers' notes)"""
    is_back = card_text.note.role == "gist" and card_text.ordinal == 1
    if is_back and card_text.extra and ONE_WORD.fullmatch(card_text.prompt):
        yield found_on("N287", card_text, card_text.prompt)


_BARE_NUMBER = lazy(r"[0-9０-９.,]+")


def number_is_no_fact(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """25. An ordinal or the number of a place is hidden: 第［3］条, ［1］ GB につき. (strangers' notes)"""
    if card_text.note.kind != "cloze" or not _BARE_NUMBER.fullmatch(card_text.answer):
        return
    text = card_text.prompt
    before, _, after = text.partition(GAP)
    if _ORDINAL_BEFORE.search(before) or _ORDINAL_AFTER.match(after) or _PER.match(after):
        yield found_on("N283", card_text, f"{before[-6:]}［{card_text.answer}］{after[:6]}")


_NUMBERED = lazy(r"[\s0-9０-９.．（）()第回]+")
_ASKING = lazy("は[？?]$")
_SIGNS = lazy(r"[^\w!-~]+")


def prompt_asks_nothing(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """26. The question is a URL, a formula's source, a label or a number. (strangers' notes)"""
    if card_text.note.kind != "basic":
        return
    name = _ASKING.sub("", card_text.prompt.split(" ─ ")[0]).strip("【】 　:：*")
    if (
        (fold(name) in _LABELS or _NUMBERED.fullmatch(name) or _URL.fullmatch(name) or _LABEL.fullmatch(name))
        or _SIGNS.fullmatch(name)
        or fold(name) in _HEADINGS
    ):
        yield found_on("N284", card_text, card_text.prompt)
    elif "\\" in name and _TEX.fullmatch(name):
        yield found_on("N234", card_text, card_text.prompt)


def answer_says_nothing(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """27. The answer points elsewhere, breaks off, or says the question again. (strangers' notes)

    To a question in words an answer may be a link or part of a sentence.
    """
    answer = card_text.answer.strip()
    if _LEFT_OPEN.fullmatch(answer):
        yield found_on("N285", card_text, answer)
    if card_text.note.kind != "basic" or "<img" in card_text.note.fields[1]:
        return
    same = card_text.ordinal == 0 and _core(answer) == _core(card_text.prompt)
    if card_text.note.role == "question" and not same:
        return
    if not answer or same or _URL.fullmatch(answer) or _POINTER.search(answer) or _BREAKS_OFF.search(answer):
        yield found_on("N285", card_text, answer)


def gap_names_its_opposite(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """28. The other of two opposites stands beside the gap, so that grammar fills it: 静的に加えて［動的］. (blind test)"""
    if card_text.note.kind == "cloze":
        beside = [other for other in _OPPOSITES.get(card_text.answer, ()) if other in card_text.prompt]
        if beside:
            yield found_on("N236", card_text, beside[0])


def gap_has_many_answers(card_text: CardText, _limits: Limits) -> Iterator[Finding]:
    """29. The sentence says itself that other words would fit: ［…］など. (blind test)"""
    after = card_text.prompt.partition(GAP)[2]
    if card_text.note.kind == "cloze" and card_text.note.role != "list" and _AMONG_OTHERS.match(after.strip()):
        yield found_on("N237", card_text, card_text.answer)


def _is_index(text: str) -> bool:
    """Tell whether a text is only a number or a date: 3, (2), 第4回, 2024/05/01."""
    return bool(re.fullmatch(r"[\s0-9０-９.．/年月日（）()第回\-:]+", text))


_NO_CORE = lazy(r"とは(?:何(?:か|ですか)?)?|である|です|のこと|こと|する|[のはがをに。、？?]")


def _core(text: str) -> str:
    """Return what is left of a text without what only makes a sentence of it: HTTPS Only, HTTPSのみ."""
    text = _NO_CORE.sub("", fold(text))
    return text.replace("only", "のみ").replace("のみ", "")
