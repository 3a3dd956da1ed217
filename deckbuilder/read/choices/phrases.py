"""The words of an exam note: where a question begins, which choice is right, that an explanation follows."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import RECENT
from deckbuilder.read.choices.labels import lead_length
from deckbuilder.read.markers import COUNTED, SOLUTION
from deckbuilder.read.ranks import HASHES

# --- answers -----------------------------------------------------------------------------------

_ADMONITION = lazy(
    r"(?:\?\?\?\+?|!!!)\s*[\w-]+\s*\"(?P<title>[^\"]*)\"|:::\s*details\s+(?P<details>.*)|\[![\w-]+\][-+]?\s*(?P<callout>.*)"
)
_KEY = lazy(
    r"(?:(?:第?\d+問|問題?\s*\d+|Q\s*\d+)\s*の?\s*)?"
    rf"(?:考え方と)?(?:(?:正解|解答|回答|答え)(?:と|・|及び|＆|&|/)?(?:解説|説明)|正解|正答|{SOLUTION}|略解|正しい答え|答え|答|こたえ|解(?=\s*(?:$|[:】]))"
    r"|(?:correct |(?:show|see|view|reveal) (?:the )?)?answers?|correct|ans(?=[.:\s])|A(?=[.:]\s*[(\[]?[アイウエオカキクケコ1-9]))(?:番号|選択肢|肢)?(?:を(?:見る|表示)|を見る)?"
    r"\s*(?:$|[:】\])=→.]\s*|(?:は[、,]?\s*|\s+)(?=[(\[【「『]?(?:[A-Ja-jアイウエオカキクケコ1-9]|選択肢|肢)))(?P<rest>.*)$",
    re.IGNORECASE,
)


@lru_cache(RECENT)
def bare_text(text: str) -> str:
    """Return a row for looking at its words: without bullet, quotation, hashes, emphasis and pictograms."""
    text = text[lead_length(text) :]
    if found := _ADMONITION.match(text):
        text = found["title"] or found["details"] or found["callout"] or ""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(rf"^{HASHES}\s*|\*\*|__|`|[*_](?=[^*_]+[*_]$)", "", text).strip()
    return re.sub(r"^[^\w(\[【「<$\\]+", "", text).lstrip("【[").strip()


def answer_key(text: str) -> str | None:
    """Return what stands behind 正解：, 答え, Answer …, maybe nothing; None for a row that says none of these."""
    match = _KEY.match(bare_text(text))
    return match["rest"].strip() if match else None


_EXPLANATION = lazy(
    r"(?:(?:正解|解答|回答|答え)(?:と|・|及び|＆|&|/)?)?(?:(?:各|それぞれの)?選択肢の)?(?:解説|説明|理由|根拠|explanation|reason|ポイント|補足|考え方|解き方)(?:・補足|と理由)?\s*(?:$|[:】\]]\s*|(?<=解説)\s+(?=[^はがの]))",
    re.IGNORECASE,
)
_CHOICES_WORD = lazy(
    r"(?:[0-9]+[.．])*\s*(?:選択肢|解答群|選択|choices|options)(?:一覧)?(?:を(?:見る|表示(?:する)?|開く))?\s*(?:$|[:】\]]$)",
    re.IGNORECASE,
)


def explains(text: str) -> bool:
    """Tell whether a row is or begins with a label of the explanation."""
    return bool(_EXPLANATION.match(bare_text(text)))


def names_choices(text: str) -> bool:
    """Tell whether a row only says that choices follow."""
    return bool(_CHOICES_WORD.match(bare_text(text)))


def only_names(text: str) -> bool:
    """Tell whether a row only says that choices follow, or that the answer does."""
    return names_choices(text) or answer_key(text) == "" or bare_text(text) == "A:"


# --- questions ---------------------------------------------------------------------------------

_HEAD = lazy(
    r"(?P<lead>(?:[>＞][ 　]*)*#{0,6}[ 　]*(?:[-*+][ 　]+)?(?:[^\w(（「【\[<$\\*]+)?(?:\*\*|【)?(?:■|◆)?)"
    rf"(?P<word>第[ 　]*[{COUNTED}]+[ 　]*問|(?:問題?|設問|質問|例題|(?:練習|演習|確認)問題|(?:練習|演習)(?=[ 　]*[{COUNTED}])|過去問|Question|Scenario|シナリオ|状況|[QＱ])"
    rf"[ 　]*(?:No)?[.．#＃]?[ 　]*(?P<count>[{COUNTED}]{{0,3}})(?:[ 　]*トピック[ 　]*[0-9]{{1,3}})?)(?P<shut>】|\*\*)?(?P<sep>[ 　]*[:：.．)）、]|[ 　]+|(?=[（(])|(?<=】)|(?<=\*\*)|$)(?:\*\*)?[ 　]*(?P<text>.*)$",
    re.IGNORECASE,
)


_BARE_NUMBER = lazy(HASHES + "[ 　]*[0-9０-９]{1,3}[.．]?")


class Head(NamedTuple):
    """A row that begins a question: its word, whether it is numbered, what stands behind it and where."""

    word: str
    is_numbered: bool
    text: str
    start: int


def question_head(text: str) -> Head | None:
    """Return the number or word that a row begins a question with."""
    match = _HEAD.match(text)
    if not match:
        return Head("", True, "", len(text)) if _BARE_NUMBER.fullmatch(text) else None
    counted = bool(match["count"]) or match["word"].startswith("第")
    marked = "【" in match["lead"] or match["sep"].strip(" 　") in (":", "：") or "**" in match["lead"]
    if not counted and match["text"] and not marked:
        return None
    said = match["text"]
    if "**" in match["lead"] and said.count("**") % 2:
        said = said.replace("**", "", 1)
    if "【" in match["lead"] and not match["shut"] and said.endswith("】"):
        said = said[:-1]
    return Head(match["word"], counted, said.strip(), match.start("text"))


_ASKS = lazy(
    r"どれ(?:か|です|でしょう)|いずれ(?:か|です)|[？?]\s*(?:[(（【].{0,30})?$|選(?:べ(?![るばまな])|び(?=なさい|ましょう|出)|択せよ|択しなさい|択してください|んでください)|(?:です|ます|でしょう|せん)か[。．]?(?:\s|$|[(（])"
    r"|(?:もの|記述|組合せ|組み合わせ|説明|選択肢)(?:は|を)(?:[。．:：]?$|次)|次のうち|答えよ|答えなさい|か。$|何か。|正しいのは|誤っているのは|which|what\b",
    re.IGNORECASE,
)
_CHOOSES = lazy(
    r"(?:どれ|いずれ)か[。．.]?\s*(?:[(（【].{0,30})?$|選(?:べ(?![るばまな])|び(?:なさい|ましょう)|択せよ|択しなさい|んでください)|どれ(?:です|でしょう)か|次のうち.*(?:[？?か。]$)"
)


def asks(text: str) -> bool:
    """Tell whether a text may be a question."""
    return bool(_ASKS.search(text.strip(" *_`　")))


ORDER = "[えけげせてねべめれ]よ|なさい"
"""How a sentence ends that tells to do something."""
_TASK = lazy(rf"(?:{ORDER}|ください|下さい|ましょう|(?<=[しみ])よう|か|[？?])[。．]?[^\w]*(?:[(（].*)?$")
_POINTS_BELOW = lazy("次の|以下|下の|各[問設]|それぞれ|問い|設問|答え(?:よ|な|て)")


def sets_task(text: str) -> bool:
    """Tell whether a sentence asks for something itself, and not only that what stands below be answered: 和を求めよ。"""
    return bool(_TASK.search(text)) and not _POINTS_BELOW.search(text)


_DEED = lazy(
    r"(?:訳|翻訳|判定|判別|計算|証明|説明|変換|展開|[求確]め|示|書|直|述べ|解|数え)[^。]{0,6}(?:よ|なさい|ください|下さい|ましょう)[。．：:]?$"
)
_CHOOSING = lazy("どれ|いずれ|選|正し|誤|適切|適当|最も|うち|もの|組み?合わ?せ|記号|番号")


def is_for_each(text: str) -> bool:
    """Tell whether a text says what is to be done with each of the things below it, and not to choose one: 英語に直せ。"""
    return bool(_DEED.search(text)) and not _CHOOSING.search(text)


_SOLUTIONS = lazy(f"(?:^|[のと・ 　])(?:{SOLUTION}|答え|略解)(?:(?:と|・|&|＆|及び)?(?:解説|説明))?[)）]?$")


def gives_solutions(title: str) -> bool:
    """Tell whether what stands below a heading solves what is asked elsewhere: 練習問題の解答."""
    return bool(_SOLUTIONS.search(bare_text(title)))


def asks_to_choose(text: str) -> bool:
    """Tell whether a text asks which of several it is, whatever stands below."""
    return bool(_CHOOSES.search(text.strip(" *_`　")))
