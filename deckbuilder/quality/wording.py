"""What the wording of a card says of it, as far as regular expressions can tell; on plain text.

There is no analysis of Japanese grammar here. Where a form is ambiguous, a function rather misses a
bad card than accuses a good one; docs/card-quality.md has what each misses, measured.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ONE_WORD, is_noun_phrase, without_parentheses
from deckbuilder.base.text import RECENT, contains, fold, folded
from deckbuilder.quality.card_texts import FORMULA
from deckbuilder.read.line_order import OPTIONS
from deckbuilder.read.words import spells_out

_QUOTED = lazy(r"「[^」]*」|『[^』]*』|\"[^\"]*\"")
_QUOTES = '「『"'


def unquoted(text: str) -> str:
    """Return a text without what it only speaks of: 「次の日」の「次」の品詞は."""
    return _QUOTED.sub("「」", text) if any(map(text.__contains__, _QUOTES)) else text


# --- questions ----------------------------------------------------------------------------------

_INTERROGATIVE = lazy(
    r"(?<![幾如])何(?!でも|度も|らか|も)|(?:誰|だれ)(?!でも|も)|いつ(?!でも|も|く|わ)|(?<!ほ)どこ(?!でも|からでも|も)"
    r"|なぜ(?!なら)|(?<![なほれこ])どの(?!よう)|いくつ(?!か[のが])|どれ(?!でも|も|い)"
)
_ASKED_TOGETHER = lazy(r"何(?:[年月日時分秒間]{1,2}|[^何、。？がをはの]{0,2}から|と)(?=何)")
"""One question in several words: 何年何月何日, 何回から何回, 何と何."""


def questions(text: str) -> int:
    """Return how many things a question asks."""
    text = _ASKED_TOGETHER.sub("", unquoted(text))
    count = len(_INTERROGATIVE.findall(text))
    if _ASKS_FOR_A_NAME.search(text):
        return min(count, 2)  # of いつ、どこで、誰が … を何というか the first may only be listed
    return max(count, 1) + 1 if "それぞれ" in text and _ASKS.search(text) else count


_ASKS_FOR_A_NAME = lazy(r"何と(?:いう|呼ぶ|呼ばれる)か?[。？?\s]*$")
_ASKS = lazy(r"[か？?][。？?\s]*$")
_ASKS_WHETHER = lazy(r"か[。？?\s]*$")
_ASKS_FOR_A_WORD = lazy(r"何|なに|誰|だれ|いつ|どこ|どれ|どの|どう|どん|どなた|いく[らつ]|いか[にが]|幾|なぜ")
_ASKS_A_TERM = lazy(r"は[？?。\s]*$")
_WHICH_OF_TWO = lazy(r"(?:どちら|どっち)(?!も|にも|でも|とも)")
_EITHER_OR = frozenset(
    fold(word)
    for word in (
        "はい いいえ ○ × ◯ 〇 ✓ ✕ できる できない 可 不可 可能 不可能 あり なし 有 無 有効 無効 yes no true false "
        "大きい 小さい 高い 低い 多い 少ない 上がる 下がる 増える 減る"
    ).split()
)


def is_either_or(question: str, answer: str) -> bool:
    """Tell whether an answer is one of two that the question names or implies."""
    asked = unquoted(question)
    if _WHICH_OF_TWO.search(asked) or _is_option(question, answer):
        return True
    if _ASKS_WHETHER.search(asked) and not _ASKS_FOR_A_WORD.search(asked):
        return True
    return fold(answer.strip("。 ")) in _EITHER_OR and not _ASKS_A_TERM.search(asked)


def _is_option(question: str, answer: str) -> bool:
    """Tell whether a question offers the answer beside another: 現金通貨と預金通貨のうち, 「又は」と「若しくは」では."""
    offered, among, _ = question.partition("のうち")
    if among and fold(answer) in fold(offered) and re.search("[と、]", offered):
        return True
    named = f"「{answer}」"
    return named in question and any(named + mark in question or mark + named in question for mark in "とか、")


_VAGUE = lazy(
    r"(?:特徴|特長)(?:は[、 ]*(?:$|[？?。何…])|$)|について(?:説明|述べ|[。？?]*$)|どんな|どのような"
    r"|(?<![ァ-ヶー])ポイント(?:は|$)|概要(?:は|$)|を(?:説明|述べ)(?:せよ|よ|しなさい|なさい|してください|$)"
    r"|(?:違い|影響|メリット|デメリット|長所|短所|利点|欠点|注意点)は[。？?]*$"
)


def vague_words(text: str) -> str:
    """Return the words that leave open what is asked, or an empty string."""
    found = _VAGUE.search(text)
    return found.group() if found else ""


def names_part_of_diary(name: str, answer: str) -> bool:
    """Tell whether a name is that of a part of any diary or report, and not a word to learn: impression, 印象."""
    return bool(_OF_DIARY.fullmatch(name)) and not ONE_WORD.fullmatch(answer)


_OF_DIARY = lazy(
    r"impressions?|(?:problem|task) (?:description|statement|overview)|(?:key )?(?:learnings?|takeaways?)|what i (?:learned|did)|lessons learned"
    r"|thoughts?|reflections?|findings|next (?:steps?|actions?)|(?:問題|課題)の?(?:概要|文|説明)|感想|所感|気づき|気付き|反省点?|きっかけ|一言|.*に至った(?:経緯|理由|きっかけ)"
    r"|(?:学んだ|気づいた|気付いた|わかった|分かった|困った|感じた|良かった|よかった|悪かった|できた|できなかった|調べた|苦労した)(?:こと|点|ところ)"
    r"|(?:つま[ずづ]いた|ハマった|はまった|詰まった)(?:こと|点|ところ|箇所)",
    re.IGNORECASE,
)


def lacks_command(above: Sequence[str], name: str, answer: str) -> bool:
    """Tell whether a name is an option or a word of a command, and nothing above says of which: オプション over -v.

    For a word it has to stand near: コマンドの意味 over start.
    """
    if not above or not _OF_COMMANDS.fullmatch(above[-1]):
        return bool(above and _OPTION.match(name)) and not any(map(_LATIN.search, above))
    if _WORD.fullmatch(name) and ONE_WORD.fullmatch(answer):
        return not any(map(_COMMAND.search, above[-2:]))
    return bool(_OPTION.match(name)) and not any(map(_COMMAND.search, above))


_OF_COMMANDS = lazy(f"{OPTIONS.pattern}|(?:サブ)?コマンドの(?:意味|説明)", re.IGNORECASE)
_COMMAND = lazy("(?<![A-Za-z])(?!options?|flags?|(?:linux|unix|ubuntu)(?![a-z]))[a-z][a-z0-9._+-]+|^[!-~]+$")
_LATIN = lazy(
    "(?<![A-Za-z])(?!(?i:options?|flags?|linux|unix|ubuntu|windows|mac(?:os)?)(?![a-z]))[A-Za-z][A-Za-z0-9._+-]+"
)
_OPTION = lazy("--?[A-Za-z]")
_WORD = lazy("[a-z][a-z-]+")


def tells_environment(above: str, name: str, answer: str) -> bool:
    """Tell whether an answer is what its author's computer has: macOS 12.6 below 実行環境, or the version of a program."""
    said = without_parentheses(answer)
    is_value = bool(_VALUE.fullmatch(said)) and not spells_out(name, said)
    of_machine = is_value and bool(_ENVIRONMENT.fullmatch(above) or (_MACHINE.fullmatch(name) and _DIGIT.search(said)))
    return of_machine or (name.isascii() and bool(_VERSION.fullmatch(said)))


_ENVIRONMENT = lazy(
    r"[0-9.、\s]*(?:.*の|実行|動作|検証|開発|作業|実験|使用|利用|前提|確認|テスト)*(?:環境|(?<=[行作証用認])バージョン)(?:情報)?[:：]?|(?:.* )?environments?|env",
    re.IGNORECASE,
)
_MACHINE = lazy("(?i:os|ide|cpu|gpu|メモリ|エディタ|ブラウザ|マシン)")
_VALUE = lazy("(?=.*[A-Za-z0-9])[^ぁ-ん。]+")
_DIGIT = lazy("[0-9]")
_VERSION = lazy(r"(?:[A-Za-z]+ )?[vV]?[0-9]+\.[0-9]+\.[0-9]+(?:[-+_.a-z][\w.+-]*)?(?<!\.)")


# --- what is not on the card ----------------------------------------------------------------------

_POINTING_UP = lazy(r"上記|前述|後述")
_POINTING_DOWN = lazy(
    r"下記|(?:(?<![一-龠])次|(?<![0-9０-９A-Za-z一-龠])以下)の"
    r"(?:うち|表|図|文|語|式|空欄|手順|もの|記述|説明|条件|問|コード|プログラム|選択肢|とおり|ように)"
)
_POINTING_AT_A_FIGURE = lazy(r"(?<![一-龠])[図表][0-9０-９]|(?:^|[、。])[上下左右]の(?:図|表|式|文|例|グラフ)")
_POINTING_BACK = lazy(r"これ(?!まで|から|は|ほど)|それ(?!ぞれ|以|まで|から|は|ほど)")
_POINTING_BACK_ALONE = lazy(
    r"この(?!世|他|ほか|まま|頃|ころ|「)|[こそ]れは|同(?:年|法|国|氏|社)(?=[、にはのが])|前者|後者"
)
_SOMETHING_BELOW = lazy(r"[。．？?：:]\s*\S|[「『（(]")
_PICK = lazy(r"選(?:べ(?![るばなた])|びなさい)|抜き出")


def pointing(question: str, *, names_subject: bool, has_picture: bool, has_list: bool) -> str:
    """Return the word that points at something not on the card, or an empty string.

    At the head of a sentence, この may point at the subject that the card names above it.
    """
    text = unquoted(question)
    found = _POINTING_BACK.match(text)
    if not found and not names_subject and not has_picture:
        found = _POINTING_BACK_ALONE.match(text)
    if not found and not has_picture:
        found = _POINTING_AT_A_FIGURE.search(text)
    if not found and _MAY_POINT.search(text) and not brings_along(question):
        found = _POINTING_UP.search(text) or (None if has_list else _POINTING_DOWN.search(text))
    return found.group().strip("、。") if found else ""


_MAY_POINT = lazy("[記述次下選抜]")
"""A sign of each word that points up or down, or has one pick; most questions have none."""


def brings_along(question: str) -> bool:
    """Tell whether a question has with it what it asks about: a text above, a text or choices below."""
    if not _MAY_POINT.search(question):
        return False
    if up := _POINTING_UP.search(question):
        return "。" in question[: up.start()]
    if down := _POINTING_DOWN.search(question):
        return bool(_SOMETHING_BELOW.search(question, down.end()))
    return bool(_PICK.search(question))


# --- answers --------------------------------------------------------------------------------------


_ASIDE = lazy(rf"{FORMULA.pattern}|[（(][^（）()]*[)）]")
"""A formula, or what stands in parentheses."""
_BETWEEN_ITEMS = lazy(r"[、，;；／]|\s/\s|(?<=[^\sァ-ヶー])・(?=\S)|(?<=\S)・(?=[^\sァ-ヶー])|, ")


@lru_cache(RECENT)
def items(answer: str) -> int:
    """Return how many things an answer lists; a sentence, a series and レオナルド・ダ・ヴィンチ are one."""
    parts = _BETWEEN_ITEMS.split(_ASIDE.sub("x", answer))
    parts = [part.strip() for part in parts if part.strip()]
    if all(part.isdecimal() for part in parts):
        return 1
    return len(parts) if all(map(is_noun_phrase, parts)) else 1


_PARTICLES = frozenset("は が を に へ と で の も や 、 。 には では とは へは にも への での をも のは のが".split())


def is_particle(text: str) -> bool:
    """Tell whether a text is nothing but particles: は, には; not もも or はと."""
    return text in _PARTICLES


_BARE_NUMBER = lazy(r"[約最大]*[0-9０-９][0-9０-９.,〜~–\-]*")
_NUMBER_CUES = frozenset(
    "何いくつ数率量額長高幅深重割間隔期限上下値年月日時分秒単位番号コードサイズポート電力奥行既定間保乗"
)


def is_bare_number(question: str, answer: str) -> bool:
    """Tell whether a number is wanted of which neither side says what it counts or measures."""
    return bool(_BARE_NUMBER.fullmatch(answer)) and not _NUMBER_CUES & set(question)


_ONE_OF_MANY = lazy(r"の(?:一つ|1つ|ひとつ|一種|一部|一例|一員)$")


def is_one_of_many(description: str) -> bool:
    """Tell whether a description says itself that it fits others too: 担保物権の一つ."""
    return bool(_ONE_OF_MANY.search(description.rstrip("。 ")))


def leaves_nothing(rest: str) -> bool:
    """Tell whether what stands round a gap says nothing to fill it by: 詳細は［…］で確認できる, ［…］コマンドを使う."""
    return not _SAYS.search(_OF_ANYTHING.sub("", rest))


_SAYS = lazy("[一-龠々ァ-ヶA-Za-z0-9０-９]")
_OF_ANYTHING = lazy(
    "確認|実行|使用|利用|活用|参照|参考|検討|意識|理解|把握|注意|対応|重要|必要|大切|大事|便利|可能|推奨|有効|簡単|使|行|見|詳細?|内容|情報|結果|方法|場合|以下|今回|他|際|時|上|下|次|コマンド|ケース|ポイント"
)
"""Words that stand round anything."""


# --- what changes ---------------------------------------------------------------------------------

_CHANGING = lazy(
    r"現在(?!地|進行|完了|分詞|価値|形)|最新の?(?:世代|機種|モデル|観測|調査|統計|データ)|クォータ[^。]*?[0-9]|月額|平均寿命"
    r"|人口(?!密度|構成|ピラミッド)|(?:料金|価格|時給|単価|手数料)[^。]*?[0-9]\s?(?:万|億)?(?:円|ドル)"
)
_DATE = lazy(r"時点|(?:19|20)[0-9]{2}年|(?:平成|令和)[0-9元]")


def is_undated(text: str) -> bool:
    """Tell whether a text speaks of something that changes and has no date."""
    return bool(_CHANGING.search(text)) and not _DATE.search(text)


# --- words of one text in another -----------------------------------------------------------------

_WORD = lazy(r"[ァ-ヺー]+|[A-Za-z]+|[0-9][0-9.,]*|\S")
_CONTENT_WORD = lazy(r"[一-龠々]{2,}|[ァ-ヺー]{3,}|[A-Za-z]{2,}")
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def shared_parts(answer: str, *parts: str) -> tuple[float, float]:
    """Return (share of the longest run, share of all runs) of an answer that stand in a text of these parts.

    A run has two characters or more, and does not begin or end inside a katakana or Latin word.
    """
    text, words = folded(*parts), _words(answer)
    runs, run = [""], ""
    for word in words:
        if run + word in text:
            run += word
        elif run:
            runs.append(run)
            run = word if word in text else ""
    lengths = [len(run) for run in (*runs, run) if len(run) != 1]
    whole = max(1, sum(map(len, words)))
    return max(lengths) / whole, sum(lengths) / whole


@lru_cache(RECENT)
def _words(answer: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(unicodedata.normalize("NFKC", answer))]


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text in kanji, katakana or Latin letters."""
    return frozenset(map(fold, _CONTENT_WORD.findall(text)))


def stands_in(answer: str, *parts: str) -> bool:
    """Tell whether an answer of two characters or more stands in a text of these parts; a short one in kana only as a word."""
    if short := _SHORT_KANA.fullmatch(answer):
        kana = "ぁ-ゖ" if short["hiragana"] else "ァ-ヺー"
        return bool(re.search(rf"(?<![{kana}]){answer}(?![{kana}])", "／".join(parts)))
    said, text = fold(answer), folded(*parts)
    if len(said) < 2 or said not in text:
        return False
    return contains(text, said) or (answer.isascii() and _is_word_of(answer, "／".join(parts)))


def _is_word_of(name: str, text: str) -> bool:
    """Tell whether a name with a capital stands in a text between blanks, which folding takes away: CO2 in leaf CO2 gas."""
    is_name = any(map(str.isupper, name))  # to and in are words of any English sentence
    return is_name and bool(re.search(rf"(?<![A-Za-z0-9.]){re.escape(name)}(?![A-Za-z0-9])", text))


_SHORT_KANA = lazy(r"(?P<hiragana>[ぁ-ゖ]{2,3})|[ァ-ヺー]{2,3}")


def repeats_number(before: str, after: str, number: str) -> bool:
    """Tell whether the number that is asked between two texts stands in one of them, of the same unit."""
    unit = fold(after)[:1]
    if not re.match(r"[^\W\d_]", unit):
        return len(number) > 2 and bool(re.search(rf"(?<![0-9.]){number}(?![0-9.])", f"{before} {after}"))
    text = f"{fold(before)}／{fold(after)}".translate(_DIGITS)
    return bool(re.search(rf"(?<![0-9.]){number}{re.escape(unit)}", text))
