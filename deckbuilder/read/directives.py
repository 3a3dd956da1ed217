"""The directives: 【names】 that say which card is made."""

from difflib import get_close_matches

SPELLINGS = {
    "基本": "basic",
    "逆": "reverse",
    "穴埋め": "cloze",
    "一覧": "whole",
    "入力": "typed",
    "図表": "picture",
    "除外": "skip",
    "basic": "basic",
    "reverse": "reverse",
    "cloze": "cloze",
    "list": "whole",
    "type": "typed",
    "picture": "picture",
    "skip": "skip",
}
"""What may be written in 【】 or [] -> the directive's name in the code."""

_MISSPELT = {"穴うめ": "穴埋め", "穴埋": "穴埋め", "穴あき": "穴埋め", "図票": "図表", "除く": "除外", "逆引き": "逆"}
_LOOKALIKES = {
    "表": "標俵",
    "外": "害",
    "除": "徐",
    "本": "木",
    "力": "カ",
    "覧": "欄",
    "一": "ー",
    "図": "圖",
    "埋": "理",
}
"""What stands in a directive by a slip of the eye or the ear; each slip gives what is no word of its own."""
_MISSPELT |= {
    word.replace(char, slip): word for word in SPELLINGS for char in word for slip in _LOOKALIKES.get(char, "")
}
OPTIONS = {"picture": {"一つ": "one", "one": "one", "すべて": "all", "all": "all"}}


def read(text: str) -> tuple[str, str] | None:
    """Return (name, option as typed) if `text`, without its brackets, is a directive."""
    word, _, option = text.replace("：", ":").partition(":")
    name = SPELLINGS.get(word.strip().lower())
    return (name, option.strip()) if name else None


def nearest(text: str) -> str:
    """Return the directive that `text` is surely a misspelling of, or an empty string."""
    word = text.replace("：", ":").partition(":")[0].strip().lower()
    if word in _MISSPELT:
        return _MISSPELT[word]
    if len(word) < 4 or not word.isascii():
        return ""
    return next(iter(get_close_matches(word, SPELLINGS, 1, 0.8)), "")


def spelling(name: str) -> str:
    """Return the Japanese spelling of the directive that the code calls `name`."""
    return next(word for word, known in SPELLINGS.items() if known == name)
