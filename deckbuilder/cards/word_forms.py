"""Forms of words as grammars set them out, 単数, 3人称, 過去分詞, je: by themselves they do not say of which word."""

from collections.abc import Iterable

from deckbuilder.base.patterns import lazy

_UNSEEN = lazy("[\u0300-\u036f\u064b-\u0652\u200b-\u200d\u2060]")
"""What stands over a letter, and what only tells where a line may break."""
_BETWEEN = lazy(r"[\s　・/／、,()（）]+")


def is_form(name: str) -> bool:
    """Tell whether a name only says which form of a word: 複数 1人称, 過去分詞, 第Ⅱ形, il / elle."""
    words = list(filter(None, _BETWEEN.split(_UNSEEN.sub("", name))))
    return bool(words) and all(word.casefold() in _PERSONS or _FORM.fullmatch(word) for word in words)


_PERSONS = frozenset(
    "je j' tu il elle on nous vous ils elles i you he she it we they me him us them ich du er sie es wir ihr "
    "yo tú él ella usted nosotros nosotras vosotros ellos ellas ustedes io lui lei noi voi loro eu ele ela nós eles elas "
    "я ты он она оно мы вы они".split()
)
_FORM = lazy(
    "[単双複両]数形?|第?[1-3１-３一二三]人称(?:[単双複]数)?|三単現|[男女中通]性(?:形|[単双複]数形?)?"
    "|[主属生与対造具所呼処奪]{1,2}格?|前置格|第?[1-6１-６]格|アオリスト|[不未]?完了[相体形]?|原[形級]|比較級|最上級"
    "|(?:直説法|接続法|条件法|仮定法|[能受中]動)?(?:[大半前]|単純|複合|[不未]?完了)?(?:過去|現在|未来)(?:進行|完了)*(?:形|分詞)?"
    "|(?:直説|接続|条件|仮定|命令|希求)法|命令形|不定[形詞]|(?:l-)?分詞|動名詞|[能受中]動[態形]|(?:肯定|否定|疑問)[形文]"
    "|(?:未然|連用|終止|連体|已然|仮定)形|第[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ0-9０-９一二三四五六七八九十]+形"
)


def names_word(text: str) -> bool:
    """Tell whether a word in foreign letters stands in a text, or one in 「」, and no ending (-er) and no name of a language alone."""
    text = _LANGUAGE.sub("", _UNSEEN.sub("", text))
    return bool(_QUOTED.search(text)) or any(word.casefold() not in _PERSONS for word in _FOREIGN.findall(text))


_LANGUAGE = lazy(r"^.*語(?:\s*[/(（].*|$)")
_QUOTED = lazy("「[^「」]+」")
_FOREIGN = lazy(r"(?<![\w\-‐-–’'])(?:(?![ぁ-んァ-ヶー一-龠々A-Z])[^\W\d_]|[A-Z](?=[^\W\d_A-Zぁ-んァ-ヶー一-龠々])){2,}")


def is_foreign(text: str) -> bool:
    """Tell whether a text is words in foreign letters and nothing in Japanese but what explains it: der Baum「木」."""
    bare = _GLOSS.sub("", text)
    return not _NO_WORDS.search(bare) and names_word(bare)


_GLOSS = lazy("「[^「」]*」|[(（][^()（）]*[ぁ-んァ-ヶ一-龠][^()（）]*[)）]")
_NO_WORDS = lazy(r"[ぁ-んァ-ヶ一-龠+=~～〜…<{]|^[-‐‑–]")
"""What a pattern has, will + 動詞, or what only is an ending, -ed."""


def is_of_closed_class(names: Iterable[str]) -> bool:
    """Tell whether a name says that the words are of those which are few: 定冠詞, 人称代名詞."""
    return any(map(_CLOSED.search, names))


_CLOSED = lazy("代名詞|冠詞|助動詞|前置詞|接続詞|疑問詞|関係詞|指示|所有|数詞|語尾|接[尾頭]|助詞")
