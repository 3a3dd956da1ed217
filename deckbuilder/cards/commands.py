"""What is a command, or keys; and which command an option is of, where no title says it but code or a text above does."""

import re
from collections.abc import Iterable, Sequence

from deckbuilder.base.patterns import lazy

_OPTION = lazy("--?[A-Za-z]")
_OF_MANY = (
    "git|docker|kubectl|npm|yarn|apt|apt-get|dnf|yum|brew|pip|conda|cargo|go|aws|gcloud|az|helm|terraform|systemctl"
)
"""Commands whose first word is half of a name: git commit."""
_CALL = lazy(
    rf"(?:[$#%>] )?(?:sudo )?(?P<name>(?:{_OF_MANY})(?: [a-z][a-z-]*)?|[a-z][\w.+-]*)(?P<given>(?:[ 　][^|;&]*)?)"
)
_WITH_OPTIONS = lazy("(?i:option|オプション)|(?<![^ 　])-")
_SAID = lazy(
    r"(?:`(?P<name>[a-z][a-z0-9._+-]*(?: [a-z-]+)?)`|(?<![!-~])(?P<bare>[a-z][a-z0-9._+-]*)) ?"
    r"(?:コマンド)?(?:の|には|では?)[^。、\n!-~]{0,20}オプション(?![がはも](?:ない|無い|ありません))"
)
"""What leads to options: `ls` コマンドの主なオプション, `ls` には次のオプションがある."""
_OTHER = lazy("代わり|かわり|違い|違う|異なる|ではなく|でなく|危な|危険|同じ")
"""Says that the options are not, or not only, of the command that is named."""


def is_keys(code: str) -> bool:
    """Tell whether code is only keys that are pressed together: Ctrl + C."""
    return bool(_KEYS.fullmatch(code))


MODIFIERS = "Ctrl|Control|Cmd|Command|Shift|Alt|Option|Win|[⌘⌥⇧⌃]"
"""Keys that are held while another one is pressed, as a pattern."""
_KEYS = lazy(rf"(?:(?:{MODIFIERS}|Fn)[ 　]?[+＋-][ 　]?)+\S+", re.IGNORECASE)


def is_command(text: str) -> bool:
    """Tell whether a text is nothing but a command, behind a $, by its name or by its options: git commit, leaf --all."""
    is_said = _SENTENCE.search(_IN_BRACKETS.sub("", text)) or _ENGLISH.fullmatch(text)
    return len(text) <= LONGEST and bool(_COMMAND.fullmatch(text)) and not is_said


LONGEST = 90
"""Characters of a command that is recalled."""
_KNOWN = (
    f"{_OF_MANY}|docker-compose|npx|pnpm|rails|rake|bundle|gem|python3?|php|composer|service|dotnet|ssh|scp|curl|wget|chmod|chown"
    "|ls|cd|cp|mv|rm|mkdir|touch|cat|grep|find|tar|ps|kill|ping|wsl|psql|mysql|nmap|ansible|vagrant|rbenv|pyenv|flutter"
)
_COMMAND = lazy(
    rf"[$>%] ?(?:sudo )?[a-z][!-~]*(?: \S+)*|(?:sudo )?(?:{_KNOWN})(?: \S+)+|(?:sudo )?[a-z][a-z0-9_-]*(?: [!-~]+)* --?[a-z]\S*(?: \S+)*"
)
_ENGLISH = lazy("[A-Za-z ]* (?:is|are|the|and|of|to|for|with) [A-Za-z ]+[.]?")
"""Words that only a sentence has: cat is cute."""
_IN_BRACKETS, _SENTENCE = lazy(r"[<\[(（「][^<>\[\]()（）「」]*[>\])）」]"), lazy("[ぁ-ん]{2}|[。、]")


def calls(term: str, code: str) -> bool:
    """Tell whether a term has the command in it that its code calls: 差の表示（leaf diff）."""
    call = _CALLS.match(code)
    if not call:
        return False
    return re.search(rf"(?<![!-~]){re.escape(call[1])}(?![!-~]*[A-Za-z])", term) is not None


_CALLS = lazy(r"(?:[$>%][ ]?)?(?:sudo )?([a-z][a-z0-9_-]+(?: [a-z][a-z-]*)?)(?=[ \n]|$)")


def command_of(name: str, titles: Sequence[str], code: str, texts: Iterable[str]) -> str:
    """Return the command that an option is of by the code or else the texts above it; nothing where a title has it."""
    if not _OPTION.match(name):
        return ""
    found = _called(code) or _said(texts)
    is_told = re.compile(rf"(?<![!-~]){re.escape(found)}(?![!-~])").search
    return "" if any(map(is_told, titles)) else found


def _called(code: str) -> str:
    """Return the one command that code calls alone, with nothing, an option or a place for options behind it."""
    rows = [row.strip() for row in code.split("\n") if row.strip()]
    call = _CALL.fullmatch(rows[0]) if len(rows) == 1 else None
    return call["name"] if call and (not call["given"] or _WITH_OPTIONS.search(call["given"])) else ""


def _said(texts: Iterable[str]) -> str:
    """Return the one command to whose options texts lead, or nothing."""
    leads = (text for text in texts if not _OTHER.search(text))
    names = {found["name"] or found["bare"] for text in leads for found in _SAID.finditer(text)}
    return names.pop() if len(names) == 1 else ""
