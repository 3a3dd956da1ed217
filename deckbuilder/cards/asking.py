"""What a question asks by its wording: a fact, another text, or the people who were there."""

import re
from collections.abc import Sequence

from deckbuilder.base.patterns import lazy
from deckbuilder.cards.saying import POINTS, SUPPOSES, is_aside, says_what

_ASKS_OTHERS = lazy(
    r"(?:か[ねな]|っけ|だろうか|でしょうか|感じか|んだ)[？?]$|^(?:この|その|こう|そもそも|補足|ちなみに)"
)
_TO_SOMEBODY = lazy(r"あなた|\byou(?:r)?\b|[?？].*[?？]", re.IGNORECASE)
"""What is said in a conversation, or twice: 寿司は好きですか？ - Do you like sushi?"""
_ASKS = lazy(r"何|なに|誰|だれ|いつ|どこ|どれ|どの|どう|どん|いく[らつ]|なぜ|とは[？?]$|は[？?]$")
_AGREES = lazy(r"(?:はい|いいえ|可能|不可能|できる|できない|できます|できません|ある|ない)[。、．]")


def answers(question: str, text: str) -> bool:
    """Tell whether a text below a question answers it, and the question is none that the author asks himself."""
    if (
        POINTS.match(text)
        or is_datum(text)
        or SUPPOSES.search(text.rstrip("。．"))
        or text.endswith((":", "："))
        or is_aside(text)
    ):
        return False
    if _TO_SOMEBODY.search(question) or _IS_TALK.search(text):
        return False
    if name := named(question):
        is_used = re.search(f"{re.escape(name)}[にへ]", text.partition("。")[0])
        return says_what(name, text, by_verb=True) and not (is_used or _OF_IT.match(text.removeprefix(name)))
    return bool(_ASKS.search(question)) and not _ASKS_OTHERS.search(question)


_IS_TALK = lazy(
    "[？?]|^(?:じゃあ|では、|さて|ずばり)|(?:みたい|よう)な(?:イメージ|感じ)|^(?:はい|いいえ|できま|でき(?:る|ない)。)"
)
"""Asked back, likened, or said yes or no."""
_OF_IT = lazy("の[^、。はが]{1,20}は")
"""What stands behind a name where something of it is spoken of: 気孔の数え方は簡単である."""


def is_datum(text: str) -> bool:
    """Tell whether a text only says how a word is read, what it is called elsewhere or where it belongs: よみがな：きこう."""
    return bool(_DATUM.fullmatch(text))


_DATUM = lazy(
    "(?:読み(?:方|仮名|がな)?|よみ(?:かた|がな)?|ふりがな|フリガナ|英語(?:名|表記)?|英名|英訳|別名|別称|略称|分類|カテゴリー?|関連(?:用語|項目)?)[ 　]*[:：][^。]{1,40}"
)


def named(question: str) -> str:
    """Return what a question asks the meaning of, 気孔 of 気孔とは？; nothing if it asks otherwise."""
    found = _WHAT_IS.fullmatch(question)
    return found[1] if found else ""


_WHAT_IS = lazy(r"(.+?)とは(?:何(?:か|ですか)?)?[？?]")


def agrees(question: str, text: str) -> bool:
    """Tell whether a text says yes or no, where a question asks for nothing else."""
    return bool(_ASKS.search(question) or _AGREES.match(text))


def is_foreign_exercise(question: str) -> bool:
    """Tell whether what is asked is no question, in English: A tree has the following leaves."""
    return bool(re.search("[A-Za-z]{2}", question)) and not re.search("[ぁ-んァ-ヶ一-龠]", question)


_ELSEWHERE = lazy(
    r"空欄|下線部|本文[中の]|[（(][ 　0-9０-９①-⑳]*[）)]|^[（(][^（）()]*[）)]$"
    r"|^(?:これ|それ)(?=なぜ|どうして)|[こそ]んな(?:こと|もの|風)"
    r"|(?:(?:問題?|設問|例題)[ 　]*[0-9０-９]+|(?:前|直前)の?(?:問題?|設問|例題))(?:[のでにと]|より|から)"
)


def asks_elsewhere(question: str) -> bool:
    """Tell whether a question is about what is not on the card, or is only a title in parentheses.

    問3の葉は何の葉か？, なぜこんなことをするのか？, （二分探索）
    """
    return bool(_ELSEWHERE.search(question))


_WHAT_TO_DO = lazy(r"^(?:では、?)?どう(?:したら|すれば)(?:良|よ|い)い(?:です|の)?か[。？?]?$")
_CASE = lazy(r"(?:とき|時|際|場合|[ただな]ら|れば)[はに]?$")


def lacks_case(question: str, above: Sequence[str]) -> bool:
    """Tell whether a question is what to do, and the title above it does not say when: どうしたらよいか."""
    return bool(_WHAT_TO_DO.search(question)) and not any(map(_CASE.search, above[-1:]))


_WONDERS = lazy(
    r"だろう|かな(?:$|[。？?…])|らしいけど|っぽい|と思(?:います|うの?[でがけ])|[るた]んですか[？?]|(?:つら|辛|しんど)く(?:て)?ない"
)
_TOLD = lazy(
    r"^(?:今回|少なくとも|そんな|うちは)|(?<!確か)らしい(?:$|[。！!])|っぽい|かも(?:しれ|$|[。！!])|かな[ぁあー]*(?:$|[。…])|なあ|よね|じゃん|めっちゃ|やばい|たぶん|多分|とりあえず|[いっ]てる[。！!]?$|ほうが(?:つら|辛)い"
)


def is_talk(question: str, answer: str) -> bool:
    """Tell whether somebody wonders, or is told what somebody did or thinks: 葉を数えるのかな？, 今回は数えた。"""
    return bool(_WONDERS.search(question) or _TOLD.search(answer))
