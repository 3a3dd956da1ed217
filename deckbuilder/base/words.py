"""What is said to the user, in both languages side by side: who adds a text adds it in both, in one place.

Which of the two is spoken is decided where it is said (`app/language.py`); what is for machines is English.
"""

import errno
from typing import Literal, NamedTuple

from deckbuilder.base.patterns import lazy

Language = Literal["en", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


class Words(NamedTuple):
    """A text in both languages."""

    en: str
    ja: str

    def within(self, language: Language) -> str:
        """Return the text in a language."""
        return self.ja if language == "ja" else self.en


Argument = str | Words
"""What fills a message: a text of the user's, a name or a number, or words of ours."""
PLACEHOLDER = lazy(r"\{(\w+)(?::([^{}|]+)\|([^{}|]+))?\}")
"""The name of what differs from case to case; behind a colon what is said in its place, of one and of any other number:
{count} {count:card is|cards are}."""


def verbatim(text: str) -> Words:
    """Return a text that is the same in both languages: notation, code, a name."""
    return Words(text, text)


def within(said: Argument, language: Language) -> str:
    """Return words in a language, and any other text as it is."""
    return said.within(language) if isinstance(said, Words) else said


def filled(words: Words, *arguments: Argument) -> Words:
    """Return words with arguments in the place of each {}."""
    return Words(*(words.within(each).format(*(Filling(within(a, each)) for a in arguments)) for each in LANGUAGES))


class Filling(str):
    """What fills a place in a text, as `PLACEHOLDER` has it."""

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        """Return it, or the form that goes with its number."""
        one, _, many = forms.partition("|")
        return (one if self == "1" else many) if forms else str(self)


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many of something there are in English: 1 error, 2 errors."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def of_system(error: OSError) -> Words:
    """Return why the system refuses something; in Japanese what is frequent, all else as the system says it."""
    said: object = error.strerror
    if isinstance(said, Words):
        return said
    said = str(said or error)
    return Words(said, _OF_SYSTEM.get(error.errno or 0, said))


_OF_SYSTEM = {
    errno.ENOENT: "ファイルやフォルダーがありません",
    errno.EACCES: "アクセスが許可されていません",
    errno.EPERM: "操作が許可されていません",
    errno.EEXIST: "すでにあります",
    errno.ENOTDIR: "フォルダーではありません",
    errno.EISDIR: "ファイルではなくフォルダーです",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EROFS: "書き込みのできないディスクです",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクが輪になっています",
    errno.EAGAIN: "別のビルドが実行中です",
    errno.ECHILD: "ビルドのプロセスが強制終了されました(メモリーが足りないときに起こります)。ほかのプログラムを閉じて、もう一度実行してください",
    errno.ESTALE: "読んでいる間に変わりました。もう一度ビルドしてください",
    errno.ENXIO: "ファイルではなく、パイプかデバイスです",
    errno.EIO: "ディスクを読み書きできません",
}
