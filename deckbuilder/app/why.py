"""What told which note is which, in the language spoken: matching gives it in English, with its numbers."""

import re

from deckbuilder.app.language import spoken
from deckbuilder.base.patterns import lazy

JAPANESE = {
    "nothing changed": "変わっていない",
    "the same text, which is asked again": "再び問うことになった同じ文",
    "the same in the same section": "同じ節で同じ内容",
    "the same pin and text": "同じ id で同じ文",
    "the same pin and question": "同じ id で同じ問い",
    "the same pin and answer": "同じ id で同じ答え",
    "the same pin": "同じ id",
    "the same words in the same section": "同じ節で同じ言葉",
    "the same words, its section renamed or moved": "同じ言葉で、節の名前か場所が変わった",
    "the same words elsewhere": "別の場所で同じ言葉",
    "the same words elsewhere in the file": "同じファイルの別の場所で同じ言葉",
    "the same answer to a name with other parentheses": "かっこの中のほかは同じ名前で、答えも同じ",
    "the same words but for punctuation": "句読点などの記号のほかは同じ言葉",
    "the same gist": "同じ要点",
    "the same sentence or long answer in the same section": "同じ節で同じ文か長い答え",
    "the same answer and back in the same section": "同じ節で答えも裏面の続きも同じ",
    "the same sentence elsewhere": "別の場所で同じ文",
    "the same long answer elsewhere": "別の場所で同じ長い答え",
    "the same question, whose answer was not read before": "同じ問いで、前は答えが読めていなかった",
    "the same words, in a form that is kept": "前の問い方で同じ言葉",
    "the same words elsewhere, in a form that is kept": "別の場所に、前の問い方で同じ言葉",
    "the older of two that said the same": "同じことを言う二つのうち古いほう",
    "the same answer under the same names": "名前も答えも同じ",
    "a like answer to a name that nothing else has": "ほかにない名前で、答えが似ている",
    "the likest part of a sentence that was split or merged": "分けたか合わせた文のうち最も近いところ",
    "alike": "似ている度合い",
    "in the same section": "同じ節",
    "its question stayed": "問いが同じ",
    "its answer goes on as it began": "答えの始まりが同じで、続きが足されたか削られた",
    "the same answer to its question in other words": "言い換えた問いに同じ答え",
    "the only one that asks this here": "ここでこれを問うのはこれだけ",
    "hides the same": "隠すところが同じ",
    "and of the same term": "用語も同じ",
    "its term has moved here": "用語がここに移った",
    "one's term is the heading of the other": "片方の用語がもう片方の見出し",
    "alone between the same neighbours": "前後が同じで間はこれだけ",
    "in the same order between the same neighbours": "前後が同じで並びも同じ",
    "hides nothing alike": "隠すところが違う",
    "one is a list": "片方は箇条書き",
    "another row or column": "行か列が違う",
    "its answer belongs to another question": "答えが別の問いのもの",
    "its question is asked by another one": "その問いは別のものが問う",
    "short, and in another section": "短く、別の節",
    "its section is gone and this one is new": "元の節がなくなり、この節が新しい",
    "other answers to the same questions": "同じ問いで別の答え",
}
_FILLED = {
    r"(\d+%) of its parts are the same": r"\1 の部分が同じ",
    r"(.*) is (.*) now, as the cells beside it tell": r"\1 は今の \2(隣のマスによる)",
}
_WEIGHT = lazy(r"(.*?)( [+-]?\d\.\d\d)")


def why(reason: str) -> str:
    """Return a reason in the language spoken; of several pieces of evidence each with its weight."""
    return reason if spoken() == "en" else _japanese(reason)


def _japanese(reason: str) -> str:
    if reason in JAPANESE:
        return JAPANESE[reason]
    for english, japanese in _FILLED.items():
        if match := re.fullmatch(english, reason):
            return match.expand(japanese)
    parts = [_WEIGHT.fullmatch(part) for part in re.split(r"(?<=\d\.\d\d), ", reason)]
    return "、".join(f"{JAPANESE.get(part[1], part[1])}{part[2]}" for part in parts if part) or reason
